//! Layout: blocks become pages of marks at exact places.
//!
//! Pure: the same paper gives the same display list, which the golden tests compare as text. A page is handed on
//! as soon as it is full, and the rows of a long table are asked for one by one, so that a document of thousands
//! of pages is never held whole. Not here: what a filing says (`paper`), and how a file is written (`backend`).

mod cell;
mod display;
mod furniture;
mod rows;
mod rules;
mod table;
mod tags;
mod text;

pub use display::{Item, Laid, Page, Size, Um, dump};
pub use tags::{Growing, Kind, Scope, Tag, TagId, TagTree};

pub(crate) use furniture::Margin;

use crate::RenderError;
use crate::edition::Edition;
use crate::fonts::Fonts;
use crate::paper::block::{Block, Drawn, Furniture, Orientation, Paper, Paragraph, Row};
use text::{Line, Mark, Piece, lines};

/// A4, upright.
const PAPER: (Um, Um) = (210_000, 297_000);
/// Left and right margin.
const SIDE: Um = 18_000;

/// The width between the margins of an upright page.
pub const PORTRAIT_WIDTH: Um = PAPER.0 - 2 * SIDE;
/// The width between the margins of a page that lies across.
pub const LANDSCAPE_WIDTH: Um = PAPER.1 - 2 * SIDE;

/// Gives out the parts of the paper that are too many to be held: rows of a long table, blocks of a long list.
pub trait Source {
    /// A row of a [`Block::Long`].
    fn row(&self, drawn: &Drawn, index: usize) -> Row;
    /// The blocks of one member of a [`Block::Each`].
    fn blocks(&self, drawn: &Drawn, index: usize) -> Vec<Block>;
}

/// Takes the pages as they get full.
pub(crate) trait Receiver {
    /// A page without what stands around its text, the tags so far, and which of them may still grow.
    ///
    /// # Errors
    /// Whatever ends the layout; the error is handed through.
    fn page(
        &mut self,
        page: Page,
        tags: &mut TagTree,
        growing: &Growing,
    ) -> Result<(), RenderError>;
}

/// Lays out the paper, handing on page by page.
///
/// # Errors
/// Those of the receiver.
pub(crate) fn flow(
    edition: &'static Edition,
    paper: &Paper,
    source: &dyn Source,
    fonts: &Fonts,
    receiver: &mut dyn Receiver,
) -> Result<(Margin, TagTree), RenderError> {
    let mut flow = Flow::new(edition, fonts, source, &paper.furniture, Some(receiver));
    let margin = Margin::new(edition, &paper.furniture, &mut flow.tags);
    paper.blocks.iter().for_each(|block| flow.block(block));
    flow.full();
    match flow.failed {
        Some(error) => Err(error),
        None => Ok((margin, flow.tags)),
    }
}

/// Lays out the paper whole, for whoever looks at all pages at once.
///
/// # Errors
/// None of its own; the signature is that of the stages.
pub(crate) fn lay_out(
    edition: &'static Edition,
    paper: &Paper,
    source: &dyn Source,
    fonts: &Fonts,
) -> Result<Laid, RenderError> {
    struct All(Vec<Page>);
    impl Receiver for All {
        fn page(&mut self, page: Page, _: &mut TagTree, _: &Growing) -> Result<(), RenderError> {
            self.0.push(page);
            Ok(())
        }
    }
    let mut all = All(Vec::new());
    let (margin, tags) = flow(edition, paper, source, fonts, &mut all)?;
    let mut pages = all.0;
    let count = pages.len();
    for (page, number) in pages.iter_mut().zip(1..) {
        margin.furnish(page, (number, count), &paper.furniture, fonts);
    }
    Ok(Laid { pages, tags, edition })
}

/// Fills pages from top to bottom.
struct Flow<'a> {
    edition: &'static Edition,
    fonts: &'a Fonts,
    source: &'a dyn Source,
    furniture: &'a Furniture,
    /// Who takes full pages; nobody where only heights are tried.
    receiver: Option<&'a mut dyn Receiver>,
    page: Page,
    /// The number of the page, counted from 1.
    number: usize,
    orientation: Orientation,
    y: Um,
    tags: TagTree,
    /// The first tag that may still get marks, where it is not the next one.
    open: Option<TagId>,
    /// The table that is being drawn.
    open_table: Option<TagId>,
    failed: Option<RenderError>,
}

impl<'a> Flow<'a> {
    fn new(
        edition: &'static Edition,
        fonts: &'a Fonts,
        source: &'a dyn Source,
        furniture: &'a Furniture,
        receiver: Option<&'a mut dyn Receiver>,
    ) -> Self {
        let orientation = Orientation::default();
        Self {
            edition,
            fonts,
            source,
            furniture,
            receiver,
            page: blank(orientation),
            number: 1,
            orientation,
            y: edition.margins.top,
            tags: TagTree::new(),
            open: None,
            open_table: None,
            failed: None,
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Text(paragraph, level) => self.paragraph(paragraph, *level),
            Block::Table(table) => self.table(table),
            Block::Masthead(title, under, table) => {
                self.masthead(title, under.as_ref(), table.as_ref());
            }
            Block::Gap(gap) => {
                if !self.at_top() {
                    self.y += gap;
                }
            }
            Block::Turn(orientation) => {
                if *orientation != self.orientation {
                    let fresh = self.at_top();
                    if !fresh {
                        self.full();
                        self.number += 1;
                    }
                    self.orientation = *orientation;
                    self.begin();
                }
            }
            Block::Together(blocks) => {
                let height = self.height_of(blocks);
                if self.y + height > self.bottom() && !self.at_top() {
                    self.turn();
                }
                blocks.iter().for_each(|block| self.block(block));
            }
            Block::Long(table, drawn) => self.long_table(table, drawn),
            Block::Each(drawn) => {
                for index in 0..drawn.count {
                    if self.is_over() {
                        break;
                    }
                    let blocks = self.source.blocks(drawn, index);
                    blocks.iter().for_each(|block| self.block(block));
                }
            }
        }
    }

    /// The height of blocks on a page of their own; a full page where they do not fit on one.
    fn height_of(&self, blocks: &[Block]) -> Um {
        let mut trial = Flow::new(self.edition, self.fonts, self.source, self.furniture, None);
        trial.orientation = self.orientation;
        // The foot of the first page is higher.
        trial.number = self.number;
        trial.begin();
        blocks.iter().for_each(|block| trial.block(block));
        let end = if trial.number == self.number { trial.y } else { self.bottom() };
        end - self.edition.margins.top
    }

    fn paragraph(&mut self, paragraph: &Paragraph, level: u8) {
        let kind = if level > 0 { Kind::Heading(level) } else { Kind::Paragraph };
        let mut lines = lines(paragraph, self.width(), self.fonts);
        let tag = self.tags.add(TagTree::ROOT, kind);
        cell::tag_paragraph(&mut lines, tag, &mut self.tags, &self.furniture.aloud);
        self.open = Some(tag);
        for line in lines {
            if self.y + line.height > self.bottom() && !self.at_top() {
                self.turn();
            }
            let y = self.y;
            self.line(&line, SIDE, y);
            self.y += line.height;
        }
        self.open = None;
    }

    fn line(&mut self, line: &Line, x: Um, y: Um) {
        self.page.items.extend(line.pieces.iter().map(|piece| place(piece, line, x, y)));
    }

    fn push(&mut self, item: Item) {
        self.page.items.push(item);
    }

    /// Hands on the page and begins the next.
    fn turn(&mut self) {
        self.full();
        self.number += 1;
        self.begin();
    }

    fn begin(&mut self) {
        self.page = blank(self.orientation);
        self.y = self.edition.margins.top;
    }

    fn full(&mut self) {
        let mut page = std::mem::replace(&mut self.page, blank(self.orientation));
        let (Some(receiver), None) = (&mut self.receiver, &self.failed) else { return };
        // Shades below everything, or the shade of a row would eat half of the rule above it; rules next, so
        // that all artifacts stand together.
        let (fills, rest): (Vec<_>, Vec<_>) =
            page.items.into_iter().partition(|item| matches!(item, Item::Fill { .. }));
        let (rules, rest): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|item| matches!(item, Item::Rule { .. }));
        page.items = fills.into_iter().chain(rules::joined(rules)).chain(rest).collect();
        let from = self.open.unwrap_or_else(|| self.tags.next());
        let growing = Growing { from, table: self.open_table };
        self.failed = receiver.page(page, &mut self.tags, &growing).err();
    }

    /// Whether nothing that follows matters any more: an error ended it, or a trial has its answer.
    fn is_over(&self) -> bool {
        self.failed.is_some()
    }

    fn at_top(&self) -> bool {
        self.y == self.edition.margins.top
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
        let margins = &self.edition.margins;
        let first = if self.number == 1 { margins.first_bottom } else { 0 };
        height - margins.bottom - margins.continued - first
    }
}

fn blank(orientation: Orientation) -> Page {
    let (width, height) = match orientation {
        Orientation::Portrait => PAPER,
        Orientation::Landscape => (PAPER.1, PAPER.0),
    };
    Page { width, height, items: Vec::new() }
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
