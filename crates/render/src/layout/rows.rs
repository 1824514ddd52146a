//! Rows of a table with their lines set, and the tags of their cells.
//!
//! A row is laid out when it is asked for, one after the other, for a table may have more rows than are held.
//! Not here: where on a page a row stands.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::ops::Range;

use super::Source;
use super::cell::{Holder, cell_lines};
use super::display::Um;
use super::tags::{Kind, Scope, TagId, TagTree};
use super::text::Line;
use crate::fonts::Fonts;
use crate::paper::block::{Aloud, Cell, Drawn, Row, Shade, Table};

/// Between a rule and the text beside it, and above and below it.
pub(super) const PAD_X: Um = 1_300;
pub(super) const PAD_Y: Um = 900;
/// The same in rows that stand close.
const CLOSE_PAD_Y: Um = 450;
/// A row is broken only where at least this much of it stays on the page.
pub(super) const LEAST_PART: Um = 18_000;

pub(super) struct LaidCell {
    pub x: Um,
    pub width: Um,
    pub shade: Shade,
    pub lines: Vec<Line>,
}

pub(super) struct LaidRow {
    pub cells: Vec<LaidCell>,
    pub height: Um,
    pub keep: bool,
    pub breaks: bool,
    pub top: bool,
    /// Space above and below the text.
    pub pad: Um,
    /// The first tag of the row; it and those behind it may still get marks.
    pub open: TagId,
}

/// The rows of a table in order.
pub(super) enum Rows<'a> {
    /// Held with the table.
    Held(std::slice::Iter<'a, Row>),
    /// Asked for.
    Drawn(&'a dyn Source, &'a Drawn, Range<usize>),
}

impl<'a> Rows<'a> {
    fn next(&mut self) -> Option<Cow<'a, Row>> {
        match self {
            Self::Held(rows) => rows.next().map(Cow::Borrowed),
            Self::Drawn(source, drawn, range) => {
                range.next().map(|index| Cow::Owned(source.row(drawn, index)))
            }
        }
    }
}

/// Lays out rows as they are asked for, and a few ahead.
pub(super) struct Queue<'a> {
    grid: Grid<'a>,
    names: Names<'a>,
    rows: Rows<'a>,
    ready: VecDeque<LaidRow>,
}

impl<'a> Queue<'a> {
    pub fn new(grid: Grid<'a>, names: Names<'a>, rows: Rows<'a>) -> Self {
        Self { grid, names, rows, ready: VecDeque::new() }
    }

    /// The rows above the first fragment.
    pub fn head(&mut self, rows: &[Row], tags: &mut TagTree) -> Vec<LaidRow> {
        rows.iter().map(|row| self.grid.row(row, Some((&mut self.names, tags)))).collect()
    }

    /// The table's tag, once there is one.
    pub fn table(&self) -> Option<TagId> {
        self.names.table
    }

    pub fn pop(&mut self, tags: &mut TagTree) -> Option<LaidRow> {
        self.look(0, tags)?;
        self.ready.pop_front()
    }

    /// Puts back a row, or what is left of one.
    pub fn put_back(&mut self, row: LaidRow) {
        self.ready.push_front(row);
    }

    /// A row further on.
    pub fn look(&mut self, ahead: usize, tags: &mut TagTree) -> Option<&LaidRow> {
        while self.ready.len() <= ahead {
            let row = self.rows.next()?;
            self.ready.push_back(self.grid.row(&row, Some((&mut self.names, tags))));
        }
        self.ready.get(ahead)
    }

    /// The height of all rows, as far as it does not exceed `most` by more than one row.
    pub fn height_up_to(&mut self, most: Um, tags: &mut TagTree) -> Um {
        let (mut height, mut ahead) = (0, 0);
        while height <= most
            && let Some(row) = self.look(ahead, tags)
        {
            height += row.height;
            ahead += 1;
        }
        height
    }
}

/// The columns of a table.
#[derive(Clone, Copy)]
pub(super) struct Grid<'a> {
    pub widths: &'a [Um],
    pub left: Um,
    pub fonts: &'a Fonts,
}

impl Grid<'_> {
    pub fn width(&self) -> Um {
        self.widths.iter().sum()
    }

    /// A row; without names it is an artifact.
    pub fn row(&self, row: &Row, mut names: Option<(&mut Names<'_>, &mut TagTree)>) -> LaidRow {
        let open = names.as_ref().map_or(TagTree::ROOT, |(_, tags)| tags.next());
        if let Some((names, tags)) = &mut names {
            names.row(row, tags);
        }
        let (mut x, mut column) = (self.left, 0);
        let mut cells = Vec::new();
        for cell in &row.cells {
            let width = self.widths.iter().skip(column).take(cell.span).sum();
            let holder = names.as_mut().map(|(names, tags)| names.cell(cell, tags));
            let lines = cell_lines(cell, width - 2 * PAD_X, self.fonts, holder);
            cells.push(LaidCell { x, width, shade: cell.shade, lines });
            x += width;
            column += cell.span;
        }
        let (keep, breaks, top) = (row.keep, row.breaks, row.top);
        let pad = if row.close { CLOSE_PAD_Y } else { PAD_Y };
        let mut laid = LaidRow { cells, height: 0, keep, breaks, top, pad, open };
        laid.height = laid.needed().max(row.least);
        laid
    }
}

/// Hands out the tags of a table's rows and cells, in order.
///
/// The bar above a table is a heading before it. Rows of a single value in a frame are no table at all: a
/// reader would announce a grid where there is only text.
pub(super) struct Names<'a> {
    aloud: &'a Aloud,
    is_frame: bool,
    /// Labels and values share rows, so that each value needs the name of its own label.
    is_paired: bool,
    table: Option<TagId>,
    row: TagId,
    row_scope: Scope,
    /// The head that names the next value.
    head: Option<TagId>,
}

impl<'a> Names<'a> {
    /// For a table whose rows are held, or asked for: then they are values below heads of columns.
    pub fn new(aloud: &'a Aloud, table: &Table, drawn: bool) -> Self {
        let rows = || table.head.iter().chain(&table.rows);
        let alone = |row: &Row| match row.cells.as_slice() {
            [cell] => cell.shade != Shade::Label,
            _ => false,
        };
        let (is_frame, is_paired) = (!drawn && rows().all(alone), rows().any(is_mixed));
        let (row, row_scope) = (TagTree::ROOT, Scope::Column);
        Self { aloud, is_frame, is_paired, table: None, row, row_scope, head: None }
    }

    fn row(&mut self, row: &Row, tags: &mut TagTree) {
        let is_bar = row.cells.iter().all(|cell| cell.shade == Shade::Bar);
        if self.is_frame || is_bar {
            self.row = TagTree::ROOT;
            return;
        }
        let table = *self.table.get_or_insert_with(|| tags.add(TagTree::ROOT, Kind::Table));
        self.row = tags.add(table, Kind::TableRow);
        self.row_scope = if is_mixed(row) { Scope::Row } else { Scope::Column };
    }

    fn cell<'t>(&mut self, cell: &Cell, tags: &'t mut TagTree) -> Holder<'t>
    where
        'a: 't,
    {
        let tag = match cell.shade {
            Shade::Bar => tags.add(self.row, Kind::Heading(2)),
            _ if self.row == TagTree::ROOT => TagTree::ROOT,
            Shade::Label | Shade::Office => {
                let kind = Kind::TableHead(self.row_scope);
                let head = tags.add_cell(self.row, kind, cell.span, None);
                self.head = Some(head);
                head
            }
            Shade::Value => {
                let head = self.head.filter(|_| self.is_paired);
                tags.add_cell(self.row, Kind::TableCell, cell.span, head)
            }
        };
        Holder { tags, tag, aloud: self.aloud }
    }
}

fn is_mixed(row: &Row) -> bool {
    let has = |shade| row.cells.iter().any(|cell| cell.shade == shade);
    has(Shade::Label) && has(Shade::Value)
}

impl LaidRow {
    fn needed(&self) -> Um {
        let text = |cell: &LaidCell| cell.lines.iter().map(|line| line.height).sum::<Um>();
        self.cells.iter().map(text).max().unwrap_or(0) + 2 * self.pad
    }

    /// How much of the row must find room below its predecessor.
    pub fn least(&self, page: Um) -> Um {
        if self.breaks { self.height.min(LEAST_PART) } else { self.height.min(page / 2) }
    }

    /// Keeps what fits into `room`, at least one line, and gives back the rest.
    pub fn split(&mut self, room: Um) -> Option<LaidRow> {
        let mut rest = Vec::new();
        for cell in &mut self.cells {
            let mut used = 2 * self.pad;
            let fitting = cell.lines.iter().take_while(|line| {
                used += line.height;
                used <= room
            });
            let count = fitting.count().max(1).min(cell.lines.len());
            let lines = cell.lines.split_off(count);
            rest.push(LaidCell { lines, ..*cell });
        }
        self.top = true;
        self.height = self.needed().max(room.min(self.height));
        let more = rest.iter().any(|cell| !cell.lines.is_empty());
        let mut rest = LaidRow { cells: rest, height: 0, top: true, ..*self };
        rest.height = rest.needed();
        more.then_some(rest)
    }
}
