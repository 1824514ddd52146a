//! What stands around the text of every page: the form's tag, marks, foot, page number and QR code.
//!
//! Laid out when the number of pages is known. What the first page says belongs to the document; its repetition
//! on the others is an artifact, and so is every page number.

use qrcode::types::Color;
use qrcode::{EcLevel, QrCode};

use super::tags::{Kind, TagId, TagTree};
use super::text::{lines, natural_width};
use super::{Item, Page, SIDE, Um, place};
use crate::edition::Edition;
use crate::fonts::Fonts;
use crate::paper::block::{Align, BAR, Furniture, Paragraph, SMALL, Style};

const FINE: Style = Style { size: 64, leading: 1350, ..SMALL };
const THIN: Um = 120;
/// Side of the QR code with level M; 0.3 mm and more a module, enough for a telephone's camera.
const CODE: Um = 20_000;

/// A line of the foot has no more characters, and ends like this where it is cut.
const MOST: usize = 300;
const CUT: char = '…';

/// The size of the paper as forms state it at its foot.
const UPRIGHT: &str = "210㎜×297㎜";
const ACROSS: &str = "297㎜×210㎜";

/// The tags of what stands around the text of the first page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Margin {
    edition: &'static Edition,
    tag: TagId,
    marks: Vec<TagId>,
    notice: TagId,
    number: TagId,
    foot: Vec<TagId>,
    code: TagId,
}

impl Margin {
    /// Names the tags before any other: the form's own and the marks are read before the title, the foot behind
    /// everything.
    pub fn new(edition: &'static Edition, furniture: &Furniture, tags: &mut TagTree) -> Self {
        let tag = tags.add(TagTree::ROOT, Kind::Paragraph);
        let marks = furniture.marks.iter().map(|_| tags.add(TagTree::ROOT, Kind::Paragraph));
        let marks = marks.collect();
        let notice = tags.add_last(TagTree::ROOT, Kind::Paragraph);
        let number = tags.add_last(TagTree::ROOT, Kind::Paragraph);
        let foot = furniture.foot.iter().map(|_| tags.add_last(TagTree::ROOT, Kind::Paragraph));
        let foot = foot.collect();
        let words = furniture.aloud.code.replace("{code}", &furniture.code.replace('\n', ", "));
        let code = tags.add_last(TagTree::ROOT, Kind::Figure(words));
        Self { edition, tag, marks, notice, number, foot, code }
    }

    /// Puts around a page what stands there; `number` is counted from 1.
    pub fn furnish(
        &self,
        page: &mut Page,
        (number, count): (usize, usize),
        furniture: &Furniture,
        fonts: &Fonts,
    ) {
        let folio = furniture
            .folio
            .replace("{page}", &number.to_string())
            .replace("{pages}", &count.to_string())
            .replace("{size}", if page.width < page.height { UPRIGHT } else { ACROSS });
        let margin = (number == 1).then_some(self);
        let bottom = self.edition.margins.bottom;
        let mut edge = Edge { page, bottom, margin, furniture, fonts };
        if let Some(margin) = margin {
            edge.text(&furniture.tag, SMALL, Align::Left, 11_500, Some(margin.tag));
        }
        edge.marks();
        edge.foot(&folio);
    }
}

struct Edge<'a> {
    page: &'a mut Page,
    /// The lower margin.
    bottom: Um,
    /// The tags of the first page; on the others everything is an artifact.
    margin: Option<&'a Margin>,
    furniture: &'a Furniture,
    fonts: &'a Fonts,
}

impl Edge<'_> {
    fn text(&mut self, text: &str, style: Style, align: Align, y: Um, tag: Option<TagId>) -> Um {
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
        tag: Option<TagId>,
    ) -> Um {
        let mut y = y;
        let mut lines = lines(&Paragraph::new(text, style, align), width, self.fonts);
        lines.iter_mut().flat_map(|line| &mut line.pieces).for_each(|piece| piece.tag = tag);
        for line in lines {
            self.page.items.extend(line.pieces.iter().map(|piece| place(piece, &line, x, y)));
            y += line.height;
        }
        y
    }

    /// Framed words at the upper right corner, one box each.
    fn marks(&mut self) {
        let mut right = self.page.width - SIDE;
        for (index, mark) in self.furniture.marks.iter().enumerate().rev() {
            let words = Paragraph::new(mark, BAR, Align::Center);
            let width = natural_width(&words, self.fonts) + 5_000;
            let (left, top, height) = (right - width, 8_500, 6_500);
            let tag = self.margin.and_then(|margin| margin.marks.get(index)).copied();
            self.text_in(mark, BAR, Align::Center, (left, width), top + 750, tag);
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

    fn foot(&mut self, folio: &str) {
        let (furniture, margin) = (self.furniture, self.margin);
        let width = self.page.width - 2 * SIDE;
        let top = self.page.height - self.bottom + 2_000;
        let code = margin.filter(|_| !furniture.code.is_empty());
        let room = if code.is_some() { width - CODE - 3_000 } else { width };
        if let Some(margin) = margin {
            // It stands on the rule, however many lines it has.
            let notice = Paragraph::new(&furniture.notice, SMALL, Align::Left);
            let height: Um = lines(&notice, room, self.fonts).iter().map(|line| line.height).sum();
            let (place, y) = ((SIDE, room), top - 900 - height);
            self.text_in(&furniture.notice, SMALL, Align::Left, place, y, Some(margin.notice));
        }
        let (from, to) = ((SIDE, top), (SIDE + room, top));
        self.page.items.push(Item::Rule { from, to, weight: THIN });
        let mut y = top + 700;
        let side = natural_width(&Paragraph::new(folio, SMALL, Align::Right), self.fonts);
        let number = one_line(&furniture.number, room - side - 3_000, self.fonts);
        if !number.is_empty() {
            let tag = margin.map(|margin| margin.number);
            y = self.text_in(&number, FINE, Align::Left, (SIDE, room), y, tag);
        }
        for (index, line) in furniture.foot.iter().enumerate() {
            let tag = margin.and_then(|margin| margin.foot.get(index)).copied();
            y = self.text_in(line, FINE, Align::Left, (SIDE, room), y, tag);
        }
        self.text_in(folio, SMALL, Align::Right, (SIDE, room), top + 700, None);
        if let Some(margin) = code {
            let corner = (SIDE + width - CODE, self.page.height - self.bottom - 7_000 + 1_500);
            self.code(&furniture.code, corner, margin.code);
        }
    }

    /// Dark modules, joined along each row. A text too long for any code is left out; the foot has it in full.
    fn code(&mut self, text: &str, (left, top): (Um, Um), tag: TagId) {
        let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return };
        let tag = Some(tag);
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

/// As much of a line as there is room for.
fn one_line(text: &str, room: Um, fonts: &Fonts) -> String {
    let width = |text: &str| natural_width(&Paragraph::new(text, FINE, Align::Left), fonts);
    // No font is so narrow that more would fit.
    let mut kept: String = text.chars().take(MOST).collect();
    if kept.len() == text.len() && width(&kept) <= room {
        return kept;
    }
    while kept.pop().is_some() && width(&format!("{kept}{CUT}")) > room {}
    format!("{kept}{CUT}")
}
