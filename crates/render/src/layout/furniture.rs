//! What stands around the text of every page: the form's tag, marks, foot, page number and QR code.
//!
//! Laid out last, for only then is the number of pages known. All of it is an artifact to a reader aid.

use qrcode::types::Color;
use qrcode::{EcLevel, QrCode};

use super::text::{lines, natural_width};
use super::{BOTTOM, Item, Page, Role, SIDE, Um, place};
use crate::fonts::Fonts;
use crate::paper::block::{Align, BAR, Furniture, Paragraph, SMALL, Style};

const FINE: Style = Style { size: 64, leading: 1350, ..SMALL };
const THIN: Um = 120;
/// Side of the QR code with level M; 0.3 mm and more a module, enough for a telephone's camera.
const CODE: Um = 20_000;

pub(super) fn furnish(pages: &mut [Page], furniture: &Furniture, fonts: &Fonts) {
    let count = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        let mut edge = Edge { page, fonts };
        if index == 0 {
            edge.text(&furniture.tag, SMALL, Align::Left, 11_500);
        }
        edge.marks(&furniture.marks);
        let folio = furniture
            .folio
            .replace("{page}", &(index + 1).to_string())
            .replace("{pages}", &count.to_string());
        edge.foot(furniture, &folio, index == 0);
    }
}

struct Edge<'a> {
    page: &'a mut Page,
    fonts: &'a Fonts,
}

impl Edge<'_> {
    fn text(&mut self, text: &str, style: Style, align: Align, y: Um) -> Um {
        let width = self.page.width - 2 * SIDE;
        self.text_in(text, style, align, (SIDE, width), y)
    }

    fn text_in(
        &mut self,
        text: &str,
        style: Style,
        align: Align,
        (x, width): (Um, Um),
        y: Um,
    ) -> Um {
        let mut y = y;
        for line in lines(&Paragraph::new(text, style, align), width, self.fonts) {
            let items = line.pieces.iter().map(|piece| place(piece, &line, x, y, Role::Artifact));
            self.page.items.extend(items);
            y += line.height;
        }
        y
    }

    /// Framed words at the upper right corner, one box each.
    fn marks(&mut self, marks: &[String]) {
        let mut right = self.page.width - SIDE;
        for mark in marks.iter().rev() {
            let words = Paragraph::new(mark, BAR, Align::Center);
            let width = natural_width(&words, self.fonts) + 5_000;
            let (left, top, height) = (right - width, 8_500, 6_500);
            self.text_in(mark, BAR, Align::Center, (left, width), top + 750);
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

    fn foot(&mut self, furniture: &Furniture, folio: &str, first: bool) {
        let width = self.page.width - 2 * SIDE;
        let top = self.page.height - BOTTOM + 3_000;
        let with_code = first && !furniture.code.is_empty();
        let room = if with_code { width - CODE - 3_000 } else { width };
        if first {
            self.text_in(&furniture.notice, SMALL, Align::Left, (SIDE, room), top - 7_500);
        }
        let (from, to) = ((SIDE, top), (SIDE + room, top));
        self.page.items.push(Item::Rule { from, to, weight: THIN });
        let mut y = top + 700;
        for line in &furniture.foot {
            y = self.text_in(line, FINE, Align::Left, (SIDE, room), y);
        }
        self.text_in(folio, SMALL, Align::Right, (SIDE, room), top + 700);
        if with_code {
            let corner = (SIDE + width - CODE, self.page.height - BOTTOM - 7_000 + 1_500);
            self.code(&furniture.code, corner);
        }
    }

    /// Dark modules, joined along each row. A text too long for any code is left out; the foot has it in full.
    fn code(&mut self, text: &str, (left, top): (Um, Um)) {
        let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return };
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
                    self.page.items.push(Item::Fill { x, y, width, height, black: 100 });
                }
                column += length;
            }
        }
    }
}
