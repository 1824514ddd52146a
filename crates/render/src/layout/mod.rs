//! Layout: blocks become pages of marks at exact places.
//!
//! Pure: the same paper gives the same display list, which the golden tests compare as text.
//! Not here: what a filing says (`paper`), and how a file is written (`backend`).

mod display;
mod furniture;
mod table;
mod text;

pub use display::{Item, Page, Role, Size, Um, dump};

use crate::fonts::Fonts;
use crate::paper::block::{Block, Orientation, Paper, Paragraph};
use text::{Line, Mark, Piece, lines};

/// A4, upright.
const PAPER: (Um, Um) = (210_000, 297_000);
/// Left and right margin.
const SIDE: Um = 18_000;
/// Upper margin; the tag of the form and the marks stand in it.
const TOP: Um = 18_000;
/// Lower margin; the foot stands in it.
const BOTTOM: Um = 22_000;
/// What the QR code and the notice need at the foot of the first page besides.
const FIRST_BOTTOM: Um = 8_000;
/// Below a table that goes on, for the words that say so.
const CONTINUED: Um = 5_000;

/// The width between the margins of an upright page.
pub const PORTRAIT_WIDTH: Um = PAPER.0 - 2 * SIDE;
/// The width between the margins of a page that lies across.
pub const LANDSCAPE_WIDTH: Um = PAPER.1 - 2 * SIDE;

/// Lays out the paper.
pub fn lay_out(paper: &Paper, fonts: &Fonts) -> Vec<Page> {
    let mut flow = Flow::new(fonts, &paper.furniture.continued);
    for block in &paper.blocks {
        flow.block(block);
    }
    let mut pages = flow.pages;
    for page in &mut pages {
        // Shades below everything, or the shade of a row would eat half of the rule above it.
        page.items.sort_by_key(|item| !matches!(item, Item::Fill { .. }));
    }
    furniture::furnish(&mut pages, &paper.furniture, fonts);
    pages
}

/// Fills pages from top to bottom.
struct Flow<'a> {
    fonts: &'a Fonts,
    continued: &'a str,
    pages: Vec<Page>,
    orientation: Orientation,
    y: Um,
    tables: u32,
}

impl<'a> Flow<'a> {
    fn new(fonts: &'a Fonts, continued: &'a str) -> Self {
        let orientation = Orientation::default();
        let mut flow = Self { fonts, continued, pages: Vec::new(), orientation, y: TOP, tables: 0 };
        flow.turn();
        flow
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Text(paragraph, level) => self.paragraph(paragraph, *level),
            Block::Table(table) => self.table(table),
            Block::Masthead(title, table) => self.masthead(title, table.as_ref()),
            Block::Gap(gap) => {
                if self.y > TOP {
                    self.y += gap;
                }
            }
            Block::Turn(orientation) => {
                if *orientation != self.orientation {
                    self.orientation = *orientation;
                    if self.at_top() {
                        self.pages.pop();
                    }
                    self.turn();
                }
            }
            Block::Together(blocks) => {
                let height = self.height_of(blocks);
                if self.y + height > self.bottom() && !self.at_top() {
                    self.turn();
                }
                blocks.iter().for_each(|block| self.block(block));
            }
        }
    }

    /// The height of blocks on a page of their own; a full page where they do not fit on one.
    fn height_of(&self, blocks: &[Block]) -> Um {
        let mut trial = Flow::new(self.fonts, self.continued);
        trial.orientation = self.orientation;
        trial.pages.clear();
        trial.turn();
        blocks.iter().for_each(|block| trial.block(block));
        if trial.pages.len() == 1 { trial.y - TOP } else { self.bottom() - TOP }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, level: u8) {
        let role = if level > 0 { Role::Heading(level) } else { Role::Paragraph };
        for line in lines(paragraph, self.width(), self.fonts) {
            if self.y + line.height > self.bottom() && !self.at_top() {
                self.turn();
            }
            let y = self.y;
            self.line(&line, SIDE, y, role);
            self.y += line.height;
        }
    }

    fn line(&mut self, line: &Line, x: Um, y: Um, role: Role) {
        if let Some(page) = self.pages.last_mut() {
            page.items.extend(line.pieces.iter().map(|piece| place(piece, line, x, y, role)));
        }
    }

    fn push(&mut self, item: Item) {
        if let Some(page) = self.pages.last_mut() {
            page.items.push(item);
        }
    }

    fn turn(&mut self) {
        let (width, height) = match self.orientation {
            Orientation::Portrait => PAPER,
            Orientation::Landscape => (PAPER.1, PAPER.0),
        };
        self.pages.push(Page { width, height, items: Vec::new() });
        self.y = TOP;
    }

    fn at_top(&self) -> bool {
        self.y == TOP
    }

    fn width(&self) -> Um {
        match self.orientation {
            Orientation::Portrait => PORTRAIT_WIDTH,
            Orientation::Landscape => LANDSCAPE_WIDTH,
        }
    }

    fn bottom(&self) -> Um {
        let height = match self.orientation {
            Orientation::Portrait => PAPER.1,
            Orientation::Landscape => PAPER.0,
        };
        let first = if self.pages.len() == 1 { FIRST_BOTTOM } else { 0 };
        height - BOTTOM - CONTINUED - first
    }
}

fn place(piece: &Piece, line: &Line, x: Um, y: Um, role: Role) -> Item {
    let (x, y) = (x + piece.x, y + line.baseline);
    let (size, tabular) = (piece.size, piece.tabular);
    match &piece.mark {
        Mark::Text(face, text) => {
            Item::Text { x, y, face: *face, size, tabular, text: text.clone(), role }
        }
        Mark::Tick(side, checked) => {
            // A box as high as a syllable, standing a little below the baseline as a syllable does.
            Item::Tick { x, y: y - side + side / 8, side: *side, checked: *checked }
        }
    }
}
