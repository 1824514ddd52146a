//! Where a seal stands: the lowest band of the last pages on which nothing stands.

use crate::layout::{Item, Laid, Page, Um};

/// Width of a seal; three stand beside each other.
pub(super) const WIDTH: Um = 56_000;
/// Height of a seal.
pub(super) const HEIGHT: Um = 17_000;
/// Between seals, and around them.
const APART: Um = 2_000;
/// From the edge of the paper.
const MARGIN: Um = 18_000;

/// A place on a page, from its lower left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The page, from 0.
    pub page: usize,
    /// Left edge.
    pub x: Um,
    /// Lower edge.
    pub y: Um,
    /// Height; less than [`HEIGHT`] only in a margin.
    pub height: Um,
}

/// The place of the `number`-th seal, from 0, the first at the right.
pub(super) fn place(laid: &Laid, number: usize) -> Option<Place> {
    let free = laid.pages.iter().enumerate().rev().find_map(|(index, page)| {
        let top = band(page, HEIGHT + 2 * APART)?;
        Some((index, page, top + APART, HEIGHT))
    });
    let last = laid.pages.len().checked_sub(1)?;
    // A document without such a band is sealed at the upper edge of its last page, where nothing ever stands.
    let (index, page, top, height) =
        free.or_else(|| Some((last, laid.pages.get(last)?, 1_500, 6_000)))?;
    let right = page.width - MARGIN - Um::try_from(number).ok()? * (WIDTH + APART);
    Some(Place { page: index, x: right - WIDTH, y: page.height - top - height, height })
}

/// The upper edge of the lowest band of this height on which nothing stands.
fn band(page: &Page, height: Um) -> Option<Um> {
    let mut taken: Vec<(Um, Um)> = page.items.iter().map(span).collect();
    taken.sort_unstable();
    let (mut below, mut found) = (0, None);
    for (top, bottom) in taken {
        // The first gap is the upper margin.
        if below > 0 && top - below >= height {
            found = Some(top - height);
        }
        below = below.max(bottom);
    }
    found
}

/// From the upper to the lower edge of a mark; of a text from above its accents to below its descenders.
fn span(item: &Item) -> (Um, Um) {
    match item {
        Item::Fill { y, height, .. } => (*y, y + height),
        Item::Rule { from, to, .. } => (from.1.min(to.1), from.1.max(to.1)),
        Item::Tick { y, side, .. } => (*y, y + side),
        // Tenths of a point: 25.4 mm / 720 each.
        Item::Text { y, size, .. } => (y - size * 36, y + size * 11),
    }
}
