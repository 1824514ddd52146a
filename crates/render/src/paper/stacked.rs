//! Boxes with their label above the value, several side by side: the close arrangement of customs forms, so
//! that a transfer with a hundred answers takes two pages and not six.
//!
//! A box takes as many places as its text needs; what is left of a row goes to its last box. No text is cut:
//! a box that is still too narrow grows downward.

use super::block::{Align, Body, Cell, Inline, Paragraph, Row, Shade, Style};
use super::cell::Entry;
use crate::layout::PORTRAIT_WIDTH;

/// Labels within boxes.
pub(super) const LABEL: Style = super::block::UNDER;
/// Values within boxes.
pub(super) const VALUE: Style = Style { size: 78, leading: 1200, ..super::block::SMALL };
/// Bars above sections of boxes.
pub(super) const BAR: Style = Style { size: 82, leading: 1150, ..super::block::BAR };
/// Least height of a bar.
pub(super) const BAR_HEIGHT: i64 = 4_200;
/// Least height of a row of boxes.
const ROW: i64 = 6_400;
/// Width of a half-width character of a value, and what the edges of a box take.
const HALF: i64 = 1_450;
const EDGES: i64 = 2_600;
/// A word this long is an address or a hash; it is broken in two lines between its groups.
const TOKEN: usize = 30;

/// Widths of the places of a row.
pub(super) fn widths(places: usize) -> Vec<i64> {
    let count = i64::try_from(places.max(1)).unwrap_or(1);
    let mut widths = vec![PORTRAIT_WIDTH / count; places.max(1)];
    // The last takes what division left over.
    if let Some(last) = widths.last_mut() {
        *last += PORTRAIT_WIDTH % count;
    }
    widths
}

/// Puts entries into rows of boxes.
pub(super) fn rows(entries: Vec<Entry>, places: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut cells: Vec<Cell> = Vec::new();
    let mut used = 0;
    for entry in entries {
        let wanted = if entry.prose { places } else { needed(&entry, places) };
        if used + wanted > places {
            rows.extend(close(std::mem::take(&mut cells), places - used));
            used = 0;
        }
        used += wanted;
        let prose = entry.prose;
        cells.push(boxed(entry, wanted));
        if prose {
            rows.push(Row {
                cells: std::mem::take(&mut cells),
                least: ROW,
                breaks: true,
                top: true,
                close: true,
                ..Row::default()
            });
            used = 0;
        }
    }
    rows.extend(close(cells, places - used));
    rows
}

fn close(mut cells: Vec<Cell>, left: usize) -> Option<Row> {
    let last = cells.last_mut()?;
    let (Body::Paragraphs(texts) | Body::Choices(texts)) = &last.body;
    // A figure stays beside its name, and does not go to the far edge of the page.
    if left > 0 && texts.last().is_some_and(|text| text.align == Align::Right) {
        cells.push(super::cell::value(Body::Paragraphs(Vec::new()), left));
    } else {
        last.span += left;
    }
    Some(Row { cells, least: ROW, top: true, close: true, ..Row::default() })
}

fn boxed(entry: Entry, span: usize) -> Cell {
    // The label in both languages stands in one line where there is room.
    let mut paragraphs = vec![Paragraph::new(entry.label.replace('\n', " "), LABEL, Align::Left)];
    let (Body::Paragraphs(values) | Body::Choices(values)) = entry.body;
    paragraphs.extend(values);
    Cell { span, shade: Shade::Value, body: Body::Paragraphs(paragraphs) }
}

/// How many places a box needs.
fn needed(entry: &Entry, places: usize) -> usize {
    let (Body::Paragraphs(values) | Body::Choices(values)) = &entry.body;
    let line = |paragraph: &Paragraph| {
        let texts = paragraph.inlines.iter().map(|inline| match inline {
            Inline::Text(text) => text.as_str(),
            Inline::Tick(_) => "□ ",
        });
        let text: String = texts.collect();
        let halves: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        let token = text.split_whitespace().any(|word| word.len() > TOKEN && word.is_ascii());
        if token { halves.div_ceil(2) } else { halves }
    };
    let longest = values.iter().map(line).max().unwrap_or(0);
    let place = PORTRAIT_WIDTH / i64::try_from(places).unwrap_or(1).max(1);
    let longest = i64::try_from(longest).unwrap_or(i64::MAX).saturating_mul(HALF);
    let wanted = longest.saturating_add(EDGES).max(1) / place.max(1) + 1;
    usize::try_from(wanted).unwrap_or(places).clamp(1, places)
}
