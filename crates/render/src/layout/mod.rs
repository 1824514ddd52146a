//! Layout: blocks become pages of marks at exact places.
//!
//! Pure: the same paper gives the same display list, which the golden tests compare as text.
//! Not here: what a filing says (`paper`), and how a file is written (`backend`).

mod cell;
mod display;
mod furniture;
mod table;
mod tags;
mod text;

pub use display::{Item, Laid, Page, Size, Um, dump};
pub use tags::{Kind, Scope, Tag, TagId, TagTree};

use crate::fonts::Fonts;
use crate::paper::block::{Block, Furniture, Orientation, Paper, Paragraph};
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
pub fn lay_out(paper: &Paper, fonts: &Fonts) -> Laid {
    let mut flow = Flow::new(fonts, &paper.furniture);
    let front = furniture::front(&paper.furniture, &mut flow.tags);
    for block in &paper.blocks {
        flow.block(block);
    }
    let mut laid = Laid { pages: flow.pages, tags: flow.tags };
    for page in &mut laid.pages {
        // Shades below everything, or the shade of a row would eat half of the rule above it; rules next, so
        // that all artifacts stand together.
        page.items.sort_by_key(|item| match item {
            Item::Fill { .. } => 0,
            Item::Rule { .. } => 1,
            Item::Text { .. } | Item::Tick { .. } => 2,
        });
    }
    furniture::furnish(&mut laid, &paper.furniture, &front, fonts);
    laid
}

/// Fills pages from top to bottom.
struct Flow<'a> {
    fonts: &'a Fonts,
    furniture: &'a Furniture,
    pages: Vec<Page>,
    orientation: Orientation,
    y: Um,
    tags: TagTree,
}

impl<'a> Flow<'a> {
    fn new(fonts: &'a Fonts, furniture: &'a Furniture) -> Self {
        let (orientation, tags) = (Orientation::default(), TagTree::new());
        let mut flow = Self { fonts, furniture, pages: Vec::new(), orientation, y: TOP, tags };
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
        let mut trial = Flow::new(self.fonts, self.furniture);
        trial.orientation = self.orientation;
        trial.pages.clear();
        trial.turn();
        blocks.iter().for_each(|block| trial.block(block));
        if trial.pages.len() == 1 { trial.y - TOP } else { self.bottom() - TOP }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, level: u8) {
        let kind = if level > 0 { Kind::Heading(level) } else { Kind::Paragraph };
        let mut lines = lines(paragraph, self.width(), self.fonts);
        let tag = self.tags.add(TagTree::ROOT, kind);
        cell::tag_paragraph(&mut lines, tag, &mut self.tags, &self.furniture.aloud);
        for line in lines {
            if self.y + line.height > self.bottom() && !self.at_top() {
                self.turn();
            }
            let y = self.y;
            self.line(&line, SIDE, y);
            self.y += line.height;
        }
    }

    fn line(&mut self, line: &Line, x: Um, y: Um) {
        if let Some(page) = self.pages.last_mut() {
            page.items.extend(line.pieces.iter().map(|piece| place(piece, line, x, y)));
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

fn place(piece: &Piece, line: &Line, x: Um, y: Um) -> Item {
    let (x, y) = (x + piece.x, y + line.baseline);
    let (size, tabular, tag) = (piece.size, piece.tabular, piece.tag);
    match &piece.mark {
        Mark::Text(face, text) => {
            Item::Text { x, y, face: *face, size, tabular, text: text.clone(), tag }
        }
        Mark::Tick(side, checked) => {
            // A box as high as a syllable, standing a little below the baseline as a syllable does.
            Item::Tick { x, y: y - side + side / 8, side: *side, checked: *checked, tag }
        }
    }
}
