//! Content of a cell: its lines, and what each of them is.
//!
//! Paragraphs stand below each other, choices in even columns; a check box is a figure with words of its own.
//! Not here: where the cell stands, and the rules around it.

use super::display::Um;
use super::tags::{Kind, TagId, TagTree};
use super::text::{Line, Mark, Piece, lines, natural_width};
use crate::fonts::Fonts;
use crate::paper::block::{Aloud, Body, Cell, Paragraph};

/// Between the columns of choices.
const CHOICE_GAP: Um = 2_000;

/// Where the tags of a cell's content go.
pub(super) struct Holder<'a> {
    pub tags: &'a mut TagTree,
    /// The cell, or the root for a frame that is no table.
    pub tag: TagId,
    /// The words for check boxes.
    pub aloud: &'a Aloud,
}

/// The lines of a cell. Without a holder they are artifacts, as a repeated head is.
pub(super) fn cell_lines(
    cell: &Cell,
    width: Um,
    fonts: &Fonts,
    holder: Option<Holder<'_>>,
) -> Vec<Line> {
    match (&cell.body, holder) {
        (Body::Paragraphs(paragraphs), Some(mut holder)) => {
            let alone = holder.tag != TagTree::ROOT && paragraphs.len() == 1;
            paragraphs.iter().flat_map(|p| holder.paragraph(p, alone, width, fonts)).collect()
        }
        (Body::Paragraphs(paragraphs), None) => {
            paragraphs.iter().flat_map(|paragraph| lines(paragraph, width, fonts)).collect()
        }
        (Body::Choices(choices), holder) => choice_lines(choices, width, fonts, holder),
    }
}

impl Holder<'_> {
    /// The only paragraph of a cell needs no tag of its own; an empty one is nothing but space.
    fn paragraph(
        &mut self,
        paragraph: &Paragraph,
        alone: bool,
        width: Um,
        fonts: &Fonts,
    ) -> Vec<Line> {
        let mut lines = lines(paragraph, width, fonts);
        if lines.iter().any(|line| !line.pieces.is_empty()) {
            let tag = if alone { self.tag } else { self.tags.add(self.tag, Kind::Paragraph) };
            tag_paragraph(&mut lines, tag, self.tags, self.aloud);
        }
        lines
    }

    fn choice(&mut self, list: TagId, lines: &mut [Line]) {
        let item = self.tags.add(list, Kind::ListItem);
        let label = self.tags.add(item, Kind::ListLabel);
        let mut body = None;
        for piece in lines.iter_mut().flat_map(|line| &mut line.pieces) {
            piece.tag = Some(match piece.mark {
                Mark::Tick(_, checked) => figure(checked, label, self.tags, self.aloud),
                Mark::Text(..) => *body.get_or_insert_with(|| self.tags.add(item, Kind::ListBody)),
            });
        }
    }
}

/// Gives the pieces of a paragraph their tags: the paragraph's own where it is text throughout, otherwise
/// figures and spans within it.
pub(super) fn tag_paragraph(lines: &mut [Line], tag: TagId, tags: &mut TagTree, aloud: &Aloud) {
    let drawn = |piece: &Piece| matches!(piece.mark, Mark::Tick(..));
    let mixed = lines.iter().flat_map(|line| &line.pieces).any(drawn);
    let mut span = None;
    for piece in lines.iter_mut().flat_map(|line| &mut line.pieces) {
        piece.tag = Some(match piece.mark {
            Mark::Tick(_, checked) => {
                span = None;
                figure(checked, tag, tags, aloud)
            }
            Mark::Text(..) if mixed => *span.get_or_insert_with(|| tags.add(tag, Kind::Span)),
            Mark::Text(..) => tag,
        });
    }
}

fn figure(checked: bool, holder: TagId, tags: &mut TagTree, aloud: &Aloud) -> TagId {
    let words = if checked { &aloud.checked } else { &aloud.unchecked };
    tags.add(holder, Kind::Figure(words.clone()))
}

/// Sets choices in even columns, row by row, so that the boxes stand below each other.
fn choice_lines(
    choices: &[Paragraph],
    width: Um,
    fonts: &Fonts,
    mut holder: Option<Holder<'_>>,
) -> Vec<Line> {
    let list = holder.as_mut().map(|holder| holder.tags.add(holder.tag, Kind::List));
    let widest = choices.iter().map(|choice| natural_width(choice, fonts)).max().unwrap_or(0);
    let most = Um::try_from(choices.len()).unwrap_or(1).clamp(1, 8);
    let columns = ((width + CHOICE_GAP) / (widest + CHOICE_GAP)).clamp(1, most);
    let step = (width + CHOICE_GAP) / columns;
    let mut out = Vec::new();
    for row in choices.chunks(usize::try_from(columns).unwrap_or(1)) {
        let mut merged: Vec<Line> = Vec::new();
        for (choice, column) in row.iter().zip(0..) {
            let mut set = lines(choice, step - CHOICE_GAP, fonts);
            if let (Some(holder), Some(list)) = (&mut holder, list) {
                holder.choice(list, &mut set);
            }
            for (index, mut line) in set.into_iter().enumerate() {
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
