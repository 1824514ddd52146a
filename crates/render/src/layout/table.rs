//! Ruled tables: rows grow with their text, break between rows, and carry their head over to the next page.
//!
//! A row that does not fit goes to the next page whole; one that is higher than a page, or that allows it,
//! is broken between its lines. All lines of a table meet: the frame is drawn over the ends of the inner rules.

use super::cell::tag_paragraph;
use super::rows::{Grid, LEAST_PART, LaidRow, Names, PAD_X, Queue, Rows};
use super::tags::{Kind, TagTree};
use super::text::lines;
use super::{Flow, Item, SIDE, Um, place};
use crate::fonts::Fonts;
use crate::paper::block::{Align, Block, Drawn, Paragraph, SMALL, Shade, Table};

/// Thickness of the rules within a table and of its frame.
const INNER: Um = 120;
const FRAME: Um = 400;
/// A table up to this height is not broken.
const SMALL_TABLE: Um = 70_000;

impl Flow<'_> {
    /// The title, and at its right a table; the title comes first for whoever hears the page read.
    pub(super) fn masthead(
        &mut self,
        title: &Paragraph,
        under: Option<&Paragraph>,
        table: Option<&Table>,
    ) {
        let width = table.map_or(0, |table| table.widths.iter().sum::<Um>());
        let beside = table.map_or(0, |table| self.height_of(&[Block::Table(table.clone())]));
        let room = self.width() - if width > 0 { width + 4_000 } else { 0 };
        // As few lines as there must be, and those about as long as each other: no word stands alone.
        let measure = balanced(title, room, self.fonts);
        let left = SIDE + (room - measure) / 2;
        let mut title = lines(title, measure, self.fonts);
        let heading = self.tags.add(TagTree::ROOT, Kind::Heading(1));
        tag_paragraph(&mut title, heading, &mut self.tags, &self.furniture.aloud);
        let mut below = under.map_or_else(Vec::new, |under| lines(under, room, self.fonts));
        if !below.is_empty() {
            let tag = self.tags.add(TagTree::ROOT, Kind::Paragraph);
            tag_paragraph(&mut below, tag, &mut self.tags, &self.furniture.aloud);
        }
        let height: Um = title.iter().chain(&below).map(|line| line.height).sum();
        let top = self.y;
        let mut y = top + (beside - height).max(0) / 2;
        for line in &title {
            self.line(line, left, y);
            y += line.height;
        }
        for line in &below {
            self.line(line, SIDE, y);
            y += line.height;
        }
        if let Some(table) = table {
            let left = SIDE + self.width() - width;
            self.table_at(table, Rows::Held(table.rows.iter()), left);
        }
        self.y = self.y.max(y);
    }

    pub(super) fn table(&mut self, table: &Table) {
        self.table_at(table, Rows::Held(table.rows.iter()), SIDE);
    }

    /// A table whose rows are asked for.
    pub(super) fn long_table(&mut self, table: &Table, drawn: &Drawn) {
        self.table_at(table, Rows::Drawn(self.source, drawn, 0..drawn.count), SIDE);
    }

    fn table_at(&mut self, table: &Table, rows: Rows<'_>, left: Um) {
        let grid = Grid { widths: &table.widths, left, fonts: self.fonts };
        let repeat: Vec<LaidRow> = table.repeat.iter().map(|row| grid.row(row, None)).collect();
        let is_drawn = matches!(rows, Rows::Drawn(..));
        let names = Names::new(&self.furniture.aloud, table, is_drawn);
        let mut queue = Queue::new(grid, names, rows);
        self.open = Some(self.tags.next());
        let head = queue.head(&table.head, &mut self.tags);

        let whole = height(&head) + queue.height_up_to(SMALL_TABLE, &mut self.tags);
        let bottom = self.bottom();
        let next = queue.look(0, &mut self.tags).map_or(0, |row| row.least(bottom));
        let least = if whole <= SMALL_TABLE { whole } else { height(&head) + next };
        if self.y + least > self.bottom() && !self.at_top() {
            self.turn();
        }
        let mut top = self.y;
        self.draw_rows(&head);
        let mut started = self.y;
        while let Some(mut row) = queue.pop(&mut self.tags) {
            if self.is_over() {
                break;
            }
            (self.open, self.open_table) = (Some(row.open), queue.table());
            let bottom = self.bottom();
            let next = if row.keep { queue.look(0, &mut self.tags) } else { None };
            let next = next.map_or(0, |row| row.least(bottom));
            let room = self.bottom() - self.y;
            let fresh = self.y == started;
            // A table's last row does not stand alone on the next page: the one before goes with it.
            let last = if fresh || row.breaks || queue.look(1, &mut self.tags).is_some() {
                0
            } else {
                queue.look(0, &mut self.tags).map_or(0, |row| row.least(bottom))
            };
            if row.height + next.max(last) <= room || (fresh && row.height <= room) {
                self.draw_rows(std::slice::from_ref(&row));
                continue;
            }
            let page = self.bottom() - self.edition.margins.top - height(&repeat);
            let splits = row.breaks && room >= LEAST_PART && row.height > LEAST_PART;
            if splits || (fresh && row.height > room) || (row.height > page && room >= LEAST_PART) {
                let rest = row.split(room);
                self.draw_rows(std::slice::from_ref(&row));
                if let Some(rest) = rest {
                    queue.put_back(rest);
                }
                if queue.look(0, &mut self.tags).is_none() {
                    break;
                }
            } else {
                queue.put_back(row);
            }
            // A head alone at the foot of a page would announce nothing.
            self.finish(left, grid.width(), top, true);
            self.turn();
            top = self.y;
            self.draw_rows(&repeat);
            started = self.y;
        }
        self.finish(left, grid.width(), top, false);
        (self.open, self.open_table) = (None, None);
    }

    fn draw_rows(&mut self, rows: &[LaidRow]) {
        for row in rows {
            let y = self.y;
            for cell in &row.cells {
                let black = match cell.shade {
                    Shade::Value => 0,
                    Shade::Label => 6,
                    Shade::Bar => 14,
                    Shade::Office => 25,
                };
                if black > 0 {
                    let (x, width) = (cell.x, cell.width);
                    self.push(Item::Fill { x, y, width, height: row.height, black, tag: None });
                }
            }
            for cell in &row.cells {
                let text: Um = cell.lines.iter().map(|line| line.height).sum();
                let slack = if row.top { 0 } else { (row.height - 2 * row.pad - text).max(0) };
                let mut line_y = y + row.pad + slack / 2;
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

/// The least width, up to `room`, at which a paragraph has no more lines than at `room`.
fn balanced(paragraph: &Paragraph, room: Um, fonts: &Fonts) -> Um {
    let count = lines(paragraph, room, fonts).len();
    let (mut narrow, mut wide) = (room / 3, room);
    while wide - narrow > 500 {
        let middle = narrow.midpoint(wide);
        if lines(paragraph, middle, fonts).len() > count {
            narrow = middle;
        } else {
            wide = middle;
        }
    }
    wide
}

fn height(rows: &[LaidRow]) -> Um {
    rows.iter().map(|row| row.height).sum()
}
