//! What a filing says on paper, before anyone knows where it will stand: paragraphs, tables, page turns.
//!
//! Pure data. `compose` makes it from a definition and a filing; `layout` gives it a place.

use crate::fonts::Weight;
use crate::layout::{Size, Um};

/// Where a line stands between its edges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Type size.
    pub size: Size,
    /// Weight.
    pub weight: Weight,
    /// Distance between lines in thousandths of the type size.
    pub leading: i64,
    /// Whether figures take their tabular form.
    pub tabular: bool,
    /// Space above the first line.
    pub above: Um,
}

/// Values and running text.
pub const BODY: Style =
    Style { size: 95, weight: Weight::Regular, leading: 1420, tabular: false, above: 0 };
/// Labels in grey cells.
pub const LABEL: Style = Style { size: 88, ..BODY };
/// Notes, legends and schedules.
pub const SMALL: Style = Style { size: 76, leading: 1380, ..BODY };
/// The other language below a label, where the paper shows both.
pub const UNDER: Style = Style { size: 58, leading: 1150, ..SMALL };
/// Bars above sections.
pub const BAR: Style = Style { size: 100, weight: Weight::Bold, ..BODY };
/// The title of the form.
pub const TITLE: Style = Style { size: 180, weight: Weight::Bold, ..BODY };
/// The authority addressed at the end.
pub const ADDRESSEE: Style = Style { size: 140, weight: Weight::Bold, ..BODY };

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Text; a line feed ends the line.
    Text(String),
    /// A check box.
    Tick(bool),
}

/// A text that is broken into lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its parts.
    pub inlines: Vec<Inline>,
    /// How it is set.
    pub style: Style,
    /// Where its lines stand.
    pub align: Align,
}

impl Paragraph {
    /// A paragraph of one text.
    pub fn new(text: impl Into<String>, style: Style, align: Align) -> Self {
        Self { inlines: vec![Inline::Text(text.into())], style, align }
    }
}

/// How dark a cell is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shade {
    /// White: values.
    #[default]
    Value,
    /// Light grey: labels.
    Label,
    /// Grey: the bar above a section.
    Bar,
    /// Dark grey: what the authority fills in, as on every Korean form.
    Office,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Paragraphs below each other.
    Paragraphs(Vec<Paragraph>),
    /// Choices in as many even columns as fit.
    Choices(Vec<Paragraph>),
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// How many columns it covers.
    pub span: usize,
    /// How dark it is.
    pub shade: Shade,
    /// Its content.
    pub body: Body,
}

/// A row of a table; its cells cover all columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Cells from left to right.
    pub cells: Vec<Cell>,
    /// Least height.
    pub least: Um,
    /// Stays on the page of the row after it.
    pub keep: bool,
    /// May be broken between its lines before it fills a page.
    pub breaks: bool,
    /// Its cells begin at the top; otherwise they stand in the middle.
    pub top: bool,
    /// Its text stands close to its rules.
    pub close: bool,
}

/// A ruled table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Widths of the columns; they add up to the width of the table.
    pub widths: Vec<Um>,
    /// Rows above the first fragment.
    pub head: Vec<Row>,
    /// Rows above every further fragment.
    pub repeat: Vec<Row>,
    /// All other rows.
    pub rows: Vec<Row>,
}

/// How a page lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    /// Upright.
    #[default]
    Portrait,
    /// Across.
    Landscape,
}

/// A part of the paper, below the part before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph over the whole width; the number is the level of a heading, 0 for none.
    Text(Paragraph, u8),
    /// A table over the whole width.
    Table(Table),
    /// The title, below it a line in the other language, and a table to their right.
    Masthead(Paragraph, Option<Paragraph>, Option<Table>),
    /// Empty space; vanishes at the top of a page.
    Gap(Um),
    /// What follows lies this way; turns to a new page where that is a change.
    Turn(Orientation),
    /// Parts that stay on one page.
    Together(Vec<Block>),
    /// A table whose rows are too many to be held; `rows` is empty, and each is asked for when its turn comes.
    Long(Table, Drawn),
    /// Parts for each member of a list too long to be held.
    Each(Drawn),
}

/// What is asked for part by part while pages are filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Which of the paper's lists; a number of the composer's.
    pub which: usize,
    /// How many parts it has.
    pub count: usize,
}

/// What is said of drawn things to someone who does not see them.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aloud {
    /// A check box that is ticked.
    pub checked: String,
    /// A check box that is not.
    pub unchecked: String,
    /// The QR code, with `{code}` for its text.
    pub code: String,
}

/// What stands on every page around the blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Furniture {
    /// The tag of the form, at the upper left of the first page.
    pub tag: String,
    /// Marks in a box at the upper right of every page, such as a draft's.
    pub marks: Vec<String>,
    /// The report's number at the foot of every page; one line, cut where there is no room for all of it.
    pub number: String,
    /// Lines at the foot of every page, below the number.
    pub foot: Vec<String>,
    /// Lines at the foot of the first page only, above the others.
    pub notice: String,
    /// Page number, with `{page}`, `{pages}` and the paper's `{size}`.
    pub folio: String,
    /// Below a table that goes on.
    pub continued: String,
    /// The text of the QR code on the first page.
    pub code: String,
    /// Said, not shown; no font need have it.
    pub aloud: Aloud,
}

/// The whole paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// What stands around the blocks.
    pub furniture: Furniture,
    /// The blocks in order.
    pub blocks: Vec<Block>,
}
