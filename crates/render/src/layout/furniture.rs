//! What stands around the text of every page: the form's tag, marks, foot, page number and QR code.
//!
//! Laid out last, for only then is the number of pages known. What the first page says belongs to the document;
//! its repetition on the others is an artifact, and so is every page number.

use qrcode::types::Color;
use qrcode::{EcLevel, QrCode};

use super::cell::tag_paragraph;
use super::tags::{Kind, TagId, TagTree};
use super::text::{lines, natural_width};
use super::{BOTTOM, Item, Laid, Page, SIDE, Um, place};
use crate::fonts::Fonts;
use crate::paper::block::{Align, BAR, Furniture, Paragraph, SMALL, Style};

const FINE: Style = Style { size: 64, leading: 1350, ..SMALL };
const THIN: Um = 120;
/// Side of the QR code with level M; 0.3 mm and more a module, enough for a telephone's camera.
const CODE: Um = 20_000;

/// Reserves the tags of what is read before the title: the form's own tag, then the marks.
pub(super) fn front(furniture: &Furniture, tags: &mut TagTree) -> Vec<TagId> {
    (0..=furniture.marks.len()).map(|_| tags.add(TagTree::ROOT, Kind::Paragraph)).collect()
}

pub(super) fn furnish(laid: &mut Laid, furniture: &Furniture, front: &[TagId], fonts: &Fonts) {
    let count = laid.pages.len();
    for (index, page) in laid.pages.iter_mut().enumerate() {
        let first = index == 0;
        let mut edge = Edge { page, tags: first.then_some(&mut laid.tags), furniture, fonts };
        if first {
            edge.text(&furniture.tag, SMALL, Align::Left, 11_500, front.first());
        }
        edge.marks(front.get(1..).filter(|_| first).unwrap_or_default());
        let folio = furniture
            .folio
            .replace("{page}", &(index + 1).to_string())
            .replace("{pages}", &count.to_string());
        edge.foot(&folio, first);
    }
}

struct Edge<'a> {
    page: &'a mut Page,
    /// The tree on the first page; on the others everything is an artifact.
    tags: Option<&'a mut TagTree>,
    furniture: &'a Furniture,
    fonts: &'a Fonts,
}

impl Edge<'_> {
    fn text(&mut self, text: &str, style: Style, align: Align, y: Um, tag: Option<&TagId>) -> Um {
        let width = self.page.width - 2 * SIDE;
        self.text_in(text, style, align, (SIDE, width), y, tag)
    }

    fn text_in(
        &mut self,
        text: &str,
        style: Style,
        align: Align,
        (x, width): (Um, Um),
        y: Um,
        tag: Option<&TagId>,
    ) -> Um {
        let mut y = y;
        let mut lines = lines(&Paragraph::new(text, style, align), width, self.fonts);
        if let (Some(tags), Some(tag)) = (&mut self.tags, tag) {
            tag_paragraph(&mut lines, *tag, tags, &self.furniture.aloud);
        }
        for line in lines {
            self.page.items.extend(line.pieces.iter().map(|piece| place(piece, &line, x, y)));
            y += line.height;
        }
        y
    }

    fn tag(&mut self, kind: Kind) -> Option<TagId> {
        self.tags.as_mut().map(|tags| tags.add(TagTree::ROOT, kind))
    }

    /// Framed words at the upper right corner, one box each.
    fn marks(&mut self, tags: &[TagId]) {
        let mut right = self.page.width - SIDE;
        for (index, mark) in self.furniture.marks.iter().enumerate().rev() {
            let words = Paragraph::new(mark, BAR, Align::Center);
            let width = natural_width(&words, self.fonts) + 5_000;
            let (left, top, height) = (right - width, 8_500, 6_500);
            self.text_in(mark, BAR, Align::Center, (left, width), top + 750, tags.get(index));
            let (bottom, right_edge) = (top + height, right);
            for (from, to) in [
                ((left, top), (right_edge, top)),
                ((left, bottom), (right_edge, bottom)),
                ((left, top), (left, bottom)),
                ((right_edge, top), (right_edge, bottom)),
            ] {
                self.page.items.push(Item::Rule { from, to, weight: 300 });
            }
            right = left - 2_000;
        }
    }

    fn foot(&mut self, folio: &str, first: bool) {
        let furniture = self.furniture;
        let width = self.page.width - 2 * SIDE;
        let top = self.page.height - BOTTOM + 3_000;
        let with_code = first && !furniture.code.is_empty();
        let room = if with_code { width - CODE - 3_000 } else { width };
        if first {
            let tag = self.tag(Kind::Paragraph);
            let place = (SIDE, room);
            self.text_in(&furniture.notice, SMALL, Align::Left, place, top - 7_500, tag.as_ref());
        }
        let (from, to) = ((SIDE, top), (SIDE + room, top));
        self.page.items.push(Item::Rule { from, to, weight: THIN });
        let mut y = top + 700;
        for line in &furniture.foot {
            let tag = self.tag(Kind::Paragraph);
            y = self.text_in(line, FINE, Align::Left, (SIDE, room), y, tag.as_ref());
        }
        self.text_in(folio, SMALL, Align::Right, (SIDE, room), top + 700, None);
        if with_code {
            let corner = (SIDE + width - CODE, self.page.height - BOTTOM - 7_000 + 1_500);
            self.code(&furniture.code, corner);
        }
    }

    /// Dark modules, joined along each row. A text too long for any code is left out; the foot has it in full.
    fn code(&mut self, text: &str, (left, top): (Um, Um)) {
        let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return };
        let tag = self.tag(Kind::Figure(
            self.furniture.aloud.code.replace("{code}", &text.replace('\n', ", ")),
        ));
        let side = Um::try_from(code.width()).unwrap_or(1).max(1);
        let at = |module: Um| module * CODE / side;
        for (row, modules) in (0..).zip(code.to_colors().chunks(code.width().max(1))) {
            let mut column = 0;
            for run in modules.chunk_by(|a, b| a == b) {
                let length = Um::try_from(run.len()).unwrap_or(0);
                if run.first() == Some(&Color::Dark) {
                    let (x, y) = (left + at(column), top + at(row));
                    let width = at(column + length) - at(column);
                    let height = at(row + 1) - at(row);
                    self.page.items.push(Item::Fill { x, y, width, height, black: 100, tag });
                }
                column += length;
            }
        }
    }
}
