//! Ruled tables: rows grow with their text, break between rows, and carry their head over to the next page.
//!
//! A row that does not fit goes to the next page whole; one that is higher than a page, or that allows it,
//! is broken between its lines. All lines of a table meet: the frame is drawn over the ends of the inner rules.

use super::cell::{Holder, cell_lines, tag_paragraph};
use super::tags::{Kind, Scope, TagId, TagTree};
use super::text::{Line, lines};
use super::{Flow, Item, SIDE, Um, place};
use crate::fonts::Fonts;
use crate::paper::block::{Align, Aloud, Block, Cell, Paragraph, Row, SMALL, Shade, Table};

/// Thickness of the rules within a table and of its frame.
const INNER: Um = 120;
const FRAME: Um = 400;
/// Between a rule and the text beside it, and above and below it.
const PAD_X: Um = 1_300;
const PAD_Y: Um = 900;
/// A row is broken only where at least this much of it stays on the page.
const LEAST_PART: Um = 18_000;

/// A table up to this height is not broken.
const SMALL_TABLE: Um = 70_000;

struct LaidCell {
    x: Um,
    width: Um,
    shade: Shade,
    lines: Vec<Line>,
}

struct LaidRow {
    cells: Vec<LaidCell>,
    height: Um,
    keep: bool,
    breaks: bool,
    top: bool,
}

impl Flow<'_> {
    /// The title, and at its right a table; the title comes first for whoever hears the page read.
    pub(super) fn masthead(&mut self, title: &Paragraph, table: Option<&Table>) {
        let width = table.map_or(0, |table| table.widths.iter().sum::<Um>());
        let beside = table.map_or(0, |table| self.height_of(&[Block::Table(table.clone())]));
        let room = self.width() - if width > 0 { width + 4_000 } else { 0 };
        let mut title = lines(title, room, self.fonts);
        let heading = self.tags.add(TagTree::ROOT, Kind::Heading(1));
        tag_paragraph(&mut title, heading, &mut self.tags, &self.furniture.aloud);
        let height: Um = title.iter().map(|line| line.height).sum();
        let top = self.y;
        let mut y = top + (beside - height).max(0) / 2;
        for line in &title {
            self.line(line, SIDE, y);
            y += line.height;
        }
        if let Some(table) = table {
            self.table_at(table, SIDE + self.width() - width);
        }
        self.y = self.y.max(y);
    }

    pub(super) fn table(&mut self, table: &Table) {
        self.table_at(table, SIDE);
    }

    fn table_at(&mut self, table: &Table, left: Um) {
        let grid = Grid { widths: &table.widths, left, fonts: self.fonts };
        let repeat: Vec<LaidRow> = table.repeat.iter().map(|row| grid.row(row, None)).collect();
        let mut names = Names::new(&mut self.tags, &self.furniture.aloud, table);
        let head = grid.rows(&table.head, &mut names);
        let mut rows = grid.rows(&table.rows, &mut names);
        rows.reverse();

        let whole = height(&head) + height(&rows);
        let first = height(&head) + rows.last().map_or(0, |row| row.least(self.bottom()));
        let least = if whole <= SMALL_TABLE { whole } else { first };
        if self.y + least > self.bottom() && !self.at_top() {
            self.turn();
        }
        let mut top = self.y;
        self.draw_rows(&head);
        let mut started = self.y;
        while let Some(mut row) = rows.pop() {
            let next = if row.keep { rows.last().map_or(0, |r| r.least(self.bottom())) } else { 0 };
            let room = self.bottom() - self.y;
            let fresh = self.y == started;
            if row.height + next <= room || (fresh && row.height <= room) {
                self.draw_rows(std::slice::from_ref(&row));
                continue;
            }
            let page = self.bottom() - super::TOP - height(&repeat);
            let splits = row.breaks && room >= LEAST_PART && row.height > LEAST_PART;
            if splits || (fresh && row.height > room) || (row.height > page && room >= LEAST_PART) {
                let rest = row.split(room);
                self.draw_rows(std::slice::from_ref(&row));
                rows.extend(rest);
                if rows.is_empty() {
                    break;
                }
            } else {
                rows.push(row);
            }
            // A head alone at the foot of a page would announce nothing.
            self.finish(left, grid.width(), top, true);
            self.turn();
            top = self.y;
            self.draw_rows(&repeat);
            started = self.y;
        }
        self.finish(left, grid.width(), top, false);
    }

    fn draw_rows(&mut self, rows: &[LaidRow]) {
        for row in rows {
            let y = self.y;
            for cell in &row.cells {
                let black = match cell.shade {
                    Shade::Value => 0,
                    Shade::Label => 6,
                    Shade::Bar => 14,
                };
                if black > 0 {
                    let (x, width) = (cell.x, cell.width);
                    self.push(Item::Fill { x, y, width, height: row.height, black, tag: None });
                }
            }
            for cell in &row.cells {
                let text: Um = cell.lines.iter().map(|line| line.height).sum();
                let slack = if row.top { 0 } else { (row.height - 2 * PAD_Y - text).max(0) };
                let mut line_y = y + PAD_Y + slack / 2;
                for line in &cell.lines {
                    self.line(line, cell.x + PAD_X, line_y);
                    line_y += line.height;
                }
            }
            for cell in row.cells.iter().skip(1) {
                let (from, to) = ((cell.x, y), (cell.x, y + row.height));
                self.push(Item::Rule { from, to, weight: INNER });
            }
            let (left, right) = row
                .cells
                .first()
                .zip(row.cells.last())
                .map_or((0, 0), |(a, b)| (a.x, b.x + b.width));
            self.y += row.height;
            let (from, to) = ((left, self.y), (right, self.y));
            self.push(Item::Rule { from, to, weight: INNER });
        }
    }

    fn finish(&mut self, left: Um, width: Um, top: Um, goes_on: bool) {
        let (right, bottom) = (left + width, self.y);
        if bottom == top {
            return;
        }
        for (from, to) in [
            ((left, top), (right, top)),
            ((left, bottom), (right, bottom)),
            ((left, top), (left, bottom)),
            ((right, top), (right, bottom)),
        ] {
            self.push(Item::Rule { from, to, weight: FRAME });
        }
        if goes_on && !self.furniture.continued.is_empty() {
            let words = Paragraph::new(&self.furniture.continued, SMALL, Align::Right);
            for line in lines(&words, width, self.fonts) {
                for piece in &line.pieces {
                    self.push(place(piece, &line, left, bottom + 700));
                }
            }
        }
    }
}

fn height(rows: &[LaidRow]) -> Um {
    rows.iter().map(|row| row.height).sum()
}

struct Grid<'a> {
    widths: &'a [Um],
    left: Um,
    fonts: &'a Fonts,
}

impl Grid<'_> {
    fn width(&self) -> Um {
        self.widths.iter().sum()
    }

    fn rows(&self, rows: &[Row], names: &mut Names<'_>) -> Vec<LaidRow> {
        rows.iter().map(|row| self.row(row, Some(names))).collect()
    }

    /// A row; without names it is an artifact.
    fn row(&self, row: &Row, mut names: Option<&mut Names<'_>>) -> LaidRow {
        if let Some(names) = &mut names {
            names.row(row);
        }
        let (mut x, mut column) = (self.left, 0);
        let mut cells = Vec::new();
        for cell in &row.cells {
            let width = self.widths.iter().skip(column).take(cell.span).sum();
            let holder = names.as_mut().map(|names| names.cell(cell));
            let lines = cell_lines(cell, width - 2 * PAD_X, self.fonts, holder);
            cells.push(LaidCell { x, width, shade: cell.shade, lines });
            x += width;
            column += cell.span;
        }
        let mut laid =
            LaidRow { cells, height: 0, keep: row.keep, breaks: row.breaks, top: row.top };
        laid.height = laid.needed().max(row.least);
        laid
    }
}

/// Hands out the tags of a table's rows and cells, in order.
///
/// The bar above a table is a heading before it. Rows of a single value in a frame are no table at all: a
/// reader would announce a grid where there is only text.
struct Names<'a> {
    tags: &'a mut TagTree,
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
    fn new(tags: &'a mut TagTree, aloud: &'a Aloud, table: &Table) -> Self {
        let rows = || table.head.iter().chain(&table.rows);
        let alone = |row: &Row| match row.cells.as_slice() {
            [cell] => cell.shade != Shade::Label,
            _ => false,
        };
        let (is_frame, is_paired) = (rows().all(alone), rows().any(is_mixed));
        let (row, row_scope) = (TagTree::ROOT, Scope::Column);
        Self { tags, aloud, is_frame, is_paired, table: None, row, row_scope, head: None }
    }

    fn row(&mut self, row: &Row) {
        let is_bar = row.cells.iter().all(|cell| cell.shade == Shade::Bar);
        if self.is_frame || is_bar {
            self.row = TagTree::ROOT;
            return;
        }
        let table = *self.table.get_or_insert_with(|| self.tags.add(TagTree::ROOT, Kind::Table));
        self.row = self.tags.add(table, Kind::TableRow);
        self.row_scope = if is_mixed(row) { Scope::Row } else { Scope::Column };
    }

    fn cell(&mut self, cell: &Cell) -> Holder<'_> {
        let tag = match cell.shade {
            Shade::Bar => self.tags.add(self.row, Kind::Heading(2)),
            _ if self.row == TagTree::ROOT => TagTree::ROOT,
            Shade::Label => {
                let kind = Kind::TableHead(self.row_scope);
                let head = self.tags.add_cell(self.row, kind, cell.span, None);
                self.head = Some(head);
                head
            }
            Shade::Value => {
                let head = self.head.filter(|_| self.is_paired);
                self.tags.add_cell(self.row, Kind::TableCell, cell.span, head)
            }
        };
        Holder { tags: self.tags, tag, aloud: self.aloud }
    }
}

fn is_mixed(row: &Row) -> bool {
    let has = |shade| row.cells.iter().any(|cell| cell.shade == shade);
    has(Shade::Label) && has(Shade::Value)
}

impl LaidRow {
    fn needed(&self) -> Um {
        let text = |cell: &LaidCell| cell.lines.iter().map(|line| line.height).sum::<Um>();
        self.cells.iter().map(text).max().unwrap_or(0) + 2 * PAD_Y
    }

    /// How much of the row must find room below its predecessor.
    fn least(&self, page: Um) -> Um {
        if self.breaks { self.height.min(LEAST_PART) } else { self.height.min(page / 2) }
    }

    /// Keeps what fits into `room`, at least one line, and gives back the rest.
    fn split(&mut self, room: Um) -> Option<LaidRow> {
        let mut rest = Vec::new();
        for cell in &mut self.cells {
            let mut used = 2 * PAD_Y;
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
