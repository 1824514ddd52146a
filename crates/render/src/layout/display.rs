//! The display list: what stands where on each page, in whole thousandths of a millimetre.
//!
//! Origin at the top left, y downwards. No font file, no PDF and no floating point: two runs give equal lists,
//! and a list written as text is what the golden tests compare.

use std::fmt::Write as _;

use crate::fonts::FaceId;

/// A length or position in thousandths of a millimetre.
pub type Um = i64;

/// A type size in tenths of a point.
pub type Size = i64;

/// What a text is for a reader who does not see the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Repeated or decorative; not part of the document.
    Artifact,
    /// A heading of a level, counted from 1.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// A label of a table: table, row and column, each counted from 0.
    TableHead(u32, u32, u32),
    /// A value of a table: table, row and column, each counted from 0.
    TableCell(u32, u32, u32),
}

/// One mark on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A filled rectangle: left, top, width, height and blackness in per cent.
    Fill {
        /// Left edge.
        x: Um,
        /// Upper edge.
        y: Um,
        /// Width.
        width: Um,
        /// Height.
        height: Um,
        /// 0 is white, 100 is black.
        black: u8,
    },
    /// A straight line with square ends.
    Rule {
        /// From: x, y.
        from: (Um, Um),
        /// To: x, y.
        to: (Um, Um),
        /// Thickness.
        weight: Um,
    },
    /// One run of text in one face.
    Text {
        /// Left end.
        x: Um,
        /// Baseline.
        y: Um,
        /// Face; every character is in it.
        face: FaceId,
        /// Type size.
        size: Size,
        /// Whether figures take their tabular form.
        tabular: bool,
        /// The characters, composed (NFC).
        text: String,
        /// What it is.
        role: Role,
    },
    /// A check box, drawn; no font has the pair.
    Tick {
        /// Left edge.
        x: Um,
        /// Upper edge.
        y: Um,
        /// Length of a side.
        side: Um,
        /// Whether it is checked.
        checked: bool,
    },
}

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Width.
    pub width: Um,
    /// Height.
    pub height: Um,
    /// Marks in the order of painting.
    pub items: Vec<Item>,
}

/// The display list as text, one mark a line.
pub fn dump(pages: &[Page]) -> String {
    let mut out = String::new();
    for (number, page) in pages.iter().enumerate() {
        // Writing into a String cannot fail.
        let _ = writeln!(out, "page {} {}x{}", number + 1, page.width, page.height);
        for item in &page.items {
            let _ = match item {
                Item::Fill { x, y, width, height, black } => {
                    writeln!(out, "  fill {x},{y} {width}x{height} {black}%")
                }
                Item::Rule { from, to, weight } => {
                    writeln!(out, "  rule {},{} {},{} {weight}", from.0, from.1, to.0, to.1)
                }
                Item::Text { x, y, face, size, tabular, text, role } => {
                    let figures = if *tabular { " tabular" } else { "" };
                    writeln!(out, "  text {x},{y} {face:?} {size}{figures} {role:?} {text:?}")
                }
                Item::Tick { x, y, side, checked } => {
                    writeln!(out, "  tick {x},{y} {side} {checked}")
                }
            };
        }
    }
    out
}
