//! Ruled tables: rows grow with their text, break between rows, and carry their head over to the next page.
//!
//! A row that does not fit goes to the next page whole; one that is higher than a page, or that allows it,
//! is broken between its lines. All lines of a table meet: the frame is drawn over the ends of the inner rules.

use super::text::{Line, lines, natural_width};
use super::{Flow, Item, Role, SIDE, Um, place};
use crate::fonts::Fonts;
use crate::paper::block::{Align, Block, Body, Cell, Paragraph, Row, SMALL, Shade, Table};

/// Thickness of the rules within a table and of its frame.
const INNER: Um = 120;
const FRAME: Um = 400;
/// Between a rule and the text beside it, and above and below it.
const PAD_X: Um = 1_300;
const PAD_Y: Um = 900;
/// Between the columns of choices.
const CHOICE_GAP: Um = 2_000;
/// A row is broken only where at least this much of it stays on the page.
const LEAST_PART: Um = 18_000;

/// A table up to this height is not broken.
const SMALL_TABLE: Um = 70_000;

struct LaidCell {
    x: Um,
    width: Um,
    shade: Shade,
    lines: Vec<Line>,
    role: Role,
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
        let title = lines(title, room, self.fonts);
        let height: Um = title.iter().map(|line| line.height).sum();
        let top = self.y;
        let mut y = top + (beside - height).max(0) / 2;
        for line in &title {
            self.line(line, SIDE, y, Role::Heading(1));
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
        let number = self.tables;
        self.tables += 1;
        let grid = Grid { widths: &table.widths, left, number, fonts: self.fonts };
        let head = grid.rows(&table.head, 0);
        let repeat: Vec<LaidRow> =
            grid.rows(&table.repeat, 0).into_iter().map(LaidRow::into_artifact).collect();
        let mut rows = grid.rows(&table.rows, table.head.len());
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
                    self.push(Item::Fill { x, y, width, height: row.height, black });
                }
            }
            for cell in &row.cells {
                let text: Um = cell.lines.iter().map(|line| line.height).sum();
                let slack = if row.top { 0 } else { (row.height - 2 * PAD_Y - text).max(0) };
                let mut line_y = y + PAD_Y + slack / 2;
                for line in &cell.lines {
                    self.line(line, cell.x + PAD_X, line_y, cell.role);
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
        if goes_on && !self.continued.is_empty() {
            let words = Paragraph::new(self.continued, SMALL, Align::Right);
            for line in lines(&words, width, self.fonts) {
                for piece in &line.pieces {
                    self.push(place(piece, &line, left, bottom + 700, Role::Artifact));
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
    number: u32,
    fonts: &'a Fonts,
}

impl Grid<'_> {
    fn width(&self) -> Um {
        self.widths.iter().sum()
    }

    fn rows(&self, rows: &[Row], before: usize) -> Vec<LaidRow> {
        rows.iter().zip(before..).map(|(row, number)| self.row(row, number)).collect()
    }

    fn row(&self, row: &Row, number: usize) -> LaidRow {
        let (mut x, mut column) = (self.left, 0);
        let mut cells = Vec::new();
        for cell in &row.cells {
            let width = self.widths.iter().skip(column).take(cell.span).sum();
            let place = (self.number, ordinal(number), ordinal(column));
            let role = match cell.shade {
                Shade::Value => Role::TableCell(place.0, place.1, place.2),
                Shade::Label => Role::TableHead(place.0, place.1, place.2),
                Shade::Bar => Role::Heading(2),
            };
            let lines = cell_lines(cell, width - 2 * PAD_X, self.fonts);
            cells.push(LaidCell { x, width, shade: cell.shade, lines, role });
            x += width;
            column += cell.span;
        }
        let mut laid =
            LaidRow { cells, height: 0, keep: row.keep, breaks: row.breaks, top: row.top };
        laid.height = laid.needed().max(row.least);
        laid
    }
}

fn ordinal(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
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

    fn into_artifact(mut self) -> Self {
        self.cells.iter_mut().for_each(|cell| cell.role = Role::Artifact);
        self
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

fn cell_lines(cell: &Cell, width: Um, fonts: &Fonts) -> Vec<Line> {
    match &cell.body {
        Body::Paragraphs(paragraphs) => {
            paragraphs.iter().flat_map(|paragraph| lines(paragraph, width, fonts)).collect()
        }
        Body::Choices(choices) => choice_lines(choices, width, fonts),
    }
}

/// Sets choices in even columns, row by row, so that the boxes stand below each other.
fn choice_lines(choices: &[Paragraph], width: Um, fonts: &Fonts) -> Vec<Line> {
    let widest = choices.iter().map(|choice| natural_width(choice, fonts)).max().unwrap_or(0);
    let most = Um::try_from(choices.len()).unwrap_or(1).clamp(1, 8);
    let columns = ((width + CHOICE_GAP) / (widest + CHOICE_GAP)).clamp(1, most);
    let step = (width + CHOICE_GAP) / columns;
    let mut out = Vec::new();
    for row in choices.chunks(usize::try_from(columns).unwrap_or(1)) {
        let mut merged: Vec<Line> = Vec::new();
        for (choice, column) in row.iter().zip(0..) {
            for (index, mut line) in lines(choice, step - CHOICE_GAP, fonts).into_iter().enumerate()
            {
                line.pieces.iter_mut().for_each(|piece| piece.x += step * column);
                match merged.get_mut(index) {
                    Some(above) => above.pieces.append(&mut line.pieces),
                    None => merged.push(line),
                }
            }
        }
        out.append(&mut merged);
    }
    out
}
