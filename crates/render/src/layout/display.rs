//! The display list: what stands where on each page, in whole thousandths of a millimetre.
//!
//! Origin at the top left, y downwards. No font file, no PDF and no floating point: two runs give equal lists,
//! and a list written as text is what the golden tests compare.

use std::fmt::Write as _;

use super::tags::{TagId, TagTree};
use crate::edition::Edition;
use crate::fonts::FaceId;

/// A length or position in thousandths of a millimetre.
pub type Um = i64;

/// A type size in tenths of a point.
pub type Size = i64;

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
        /// What it is a part of; a shade is an artifact, a module of a code is not.
        tag: Option<TagId>,
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
        /// What it is a part of; `None` for what is repeated on every page.
        tag: Option<TagId>,
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
        /// The figure that it is.
        tag: Option<TagId>,
    },
}

impl Item {
    /// What the mark is a part of; `None` for an artifact.
    pub fn tag(&self) -> Option<TagId> {
        match self {
            Self::Rule { .. } => None,
            Self::Fill { tag, .. } | Self::Text { tag, .. } | Self::Tick { tag, .. } => *tag,
        }
    }
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

/// The pages and what their marks are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    /// In order.
    pub pages: Vec<Page>,
    /// For a reader who does not see them.
    pub tags: TagTree,
    /// The version of the paper that arranged them.
    pub(crate) edition: &'static Edition,
}

/// The display list as text, one mark a line.
pub fn dump(pages: &[Page]) -> String {
    let mut out = String::new();
    for (number, page) in pages.iter().enumerate() {
        // Writing into a String cannot fail.
        let _ = writeln!(out, "page {} {}x{}", number + 1, page.width, page.height);
        for item in &page.items {
            let tag = item.tag().map_or_else(|| "-".to_owned(), |tag| tag.to_string());
            let _ = match item {
                Item::Fill { x, y, width, height, black, .. } => {
                    writeln!(out, "  fill {x},{y} {width}x{height} {black}%")
                }
                Item::Rule { from, to, weight } => {
                    writeln!(out, "  rule {},{} {},{} {weight}", from.0, from.1, to.0, to.1)
                }
                Item::Text { x, y, face, size, tabular, text, .. } => {
                    let figures = if *tabular { " tabular" } else { "" };
                    writeln!(out, "  text {x},{y} {face:?} {size}{figures} {tag} {text:?}")
                }
                Item::Tick { x, y, side, checked, .. } => {
                    writeln!(out, "  tick {x},{y} {side} {checked} {tag}")
                }
            };
        }
    }
    out
}
