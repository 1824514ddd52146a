//! Pages through printpdf: each mark becomes operators of the page's content stream.
//!
//! Glyphs are named by their index with the character they stand for beside it, so that text comes out of
//! the file as it went in, tabular figures included. Fonts have fixed names; printpdf's own are numbered by a
//! counter of the process and would make two files of one filing differ.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, FontId, Greyscale, Line, LineCapStyle, LinePoint, Mm, Op,
    PaintMode, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, Rect,
    TextItem, TextMatrix,
};

use super::PdfBackend;
use crate::RenderError;
use crate::fonts::{FaceId, Fonts, Weight};
use crate::layout::{Item, Page, Um};

/// The printpdf writer.
pub(crate) struct Printpdf;

impl PdfBackend for Printpdf {
    fn write(&self, pages: &[Page], fonts: &Fonts) -> Result<lopdf::Document, RenderError> {
        let mut document = PdfDocument::new("");
        for face in FaceId::ALL.into_iter().filter(|face| uses(pages, *face)) {
            if let Some(font) = fonts.embedded(face) {
                let id = FontId(face.resource().to_owned());
                document.resources.fonts.map.insert(id, PdfFont::new(font.clone()));
            }
        }
        let pen = Pen { fonts, owners: owners(pages, fonts) };
        document.pages = pages.iter().map(|page| pen.sheet(page)).collect();
        let mut warnings = Vec::new();
        let written = document.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
        match warnings.first() {
            Some(warning) => Err(RenderError::Write(warning.msg.clone())),
            None => Ok(written),
        }
    }
}

fn uses(pages: &[Page], wanted: FaceId) -> bool {
    let mut items = pages.iter().flat_map(|page| &page.items);
    items.any(|item| matches!(item, Item::Text { face, .. } if *face == wanted))
}

/// Which character each glyph stands for: the first that uses it. A font may draw two characters alike, such as
/// the two micro signs, but the file can say only one character for a glyph.
type Owners = BTreeMap<(FaceId, u16), char>;

fn owners(pages: &[Page], fonts: &Fonts) -> Owners {
    let mut owners = Owners::new();
    for item in pages.iter().flat_map(|page| &page.items) {
        if let Item::Text { face, tabular, text, .. } = item {
            for character in text.chars() {
                if let Some(glyph) = fonts.glyph(character, weight(*face), *tabular) {
                    owners.entry((glyph.face, glyph.index)).or_insert(character);
                }
            }
        }
    }
    owners
}

fn weight(face: FaceId) -> Weight {
    match face {
        FaceId::Regular | FaceId::FallbackRegular => Weight::Regular,
        FaceId::Bold | FaceId::FallbackBold => Weight::Bold,
    }
}

struct Pen<'a> {
    fonts: &'a Fonts,
    owners: Owners,
}

impl Pen<'_> {
    fn sheet(&self, page: &Page) -> PdfPage {
        let mut ops = vec![
            Op::SetLineCapStyle { cap: LineCapStyle::ProjectingSquare },
            Op::SetOutlineColor { col: grey(100) },
        ];
        for item in &page.items {
            self.draw(item, page.height, &mut ops);
        }
        let size = Rect::from_wh(pt(page.width), pt(page.height));
        let mut sheet = PdfPage::new(Mm(0.0), Mm(0.0), ops);
        (sheet.media_box, sheet.trim_box, sheet.crop_box) = (size.clone(), size.clone(), size);
        sheet
    }

    fn draw(&self, item: &Item, page: Um, ops: &mut Vec<Op>) {
        match item {
            Item::Fill { x, y, width, height, black } => {
                ops.push(Op::SetFillColor { col: grey(*black) });
                let fill = rectangle(*x, page - y - height, *width, *height, PaintMode::Fill);
                ops.push(Op::DrawRectangle { rectangle: fill });
                if *black != 100 {
                    ops.push(Op::SetFillColor { col: grey(100) });
                }
            }
            Item::Rule { from, to, weight } => {
                ops.push(Op::SetOutlineThickness { pt: pt(*weight) });
                ops.push(line(&[*from, *to], page));
            }
            Item::Tick { x, y, side, checked } => {
                ops.push(Op::SetOutlineThickness { pt: pt(180) });
                let outline = rectangle(*x, page - y - side, *side, *side, PaintMode::Stroke);
                ops.push(Op::DrawRectangle { rectangle: outline });
                if *checked {
                    // A check mark that leaves the box at its upper right, as a pen would make it.
                    ops.push(Op::SetOutlineThickness { pt: pt(450) });
                    let points = [(18, 48), (44, 78), (98, -8)];
                    let stroke = points.map(|(dx, dy)| (x + side * dx / 100, y + side * dy / 100));
                    ops.push(line(&stroke, page));
                }
            }
            Item::Text { x, y, face, size, tabular, text, .. } => {
                let font = PdfFontHandle::External(FontId(face.resource().to_owned()));
                ops.push(Op::StartTextSection);
                ops.push(Op::SetFont { font, size: pt_of_tenths(*size) });
                ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(pt(*x), pt(page - y)) });
                self.show(text, *face, *tabular, ops);
                ops.push(Op::EndTextSection);
            }
        }
    }

    /// Shows a run. A character whose glyph stands for another one says its own name (`/ActualText`).
    fn show(&self, text: &str, face: FaceId, tabular: bool, ops: &mut Vec<Op>) {
        let mut run = Vec::new();
        let flush = |run: &mut Vec<Codepoint>, ops: &mut Vec<Op>| {
            if !run.is_empty() {
                ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(std::mem::take(run))] });
            }
        };
        for character in text.chars() {
            let Some(glyph) = self.fonts.glyph(character, weight(face), tabular) else { continue };
            let owner = self.owners.get(&(glyph.face, glyph.index)).copied().unwrap_or(character);
            let code = Codepoint::with_cid(glyph.index, 0.0, String::from(owner));
            if owner == character {
                run.push(code);
                continue;
            }
            flush(&mut run, ops);
            let units = std::iter::once(0xfeff).chain(character.encode_utf16(&mut [0; 2]).to_vec());
            let name = DictItem::Bytes(units.flat_map(u16::to_be_bytes).collect());
            let map = BTreeMap::from([("ActualText".to_owned(), name)]);
            let (tag, properties) = ("Span".to_owned(), DictItem::Dict { map });
            ops.push(Op::BeginMarkedContentWithProperties { tag, properties });
            run.push(code);
            flush(&mut run, ops);
            ops.push(Op::EndMarkedContentWithProperties);
        }
        flush(&mut run, ops);
    }
}

fn line(points: &[(Um, Um)], page: Um) -> Op {
    let points = points.iter().map(|(x, y)| {
        let p = Point { x: pt(*x), y: pt(page - y) };
        LinePoint { p, bezier: false }
    });
    Op::DrawLine { line: Line { points: points.collect(), is_closed: false } }
}

fn rectangle(x: Um, y: Um, width: Um, height: Um, mode: PaintMode) -> Rect {
    let (x, y, width, height) = (pt(x), pt(y), pt(width), pt(height));
    Rect { x, y, width, height, mode: Some(mode), winding_order: None }
}

/// Points, rounded to a thousandth; that is a third of a micrometre, below what any printer can place.
#[expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "PDF numbers are decimals"
)]
fn pt(length: Um) -> Pt {
    let thousandths = (length * 72_000 + 12_700 * length.signum()) / 25_400;
    Pt(thousandths as f32 / 1000.0)
}

#[expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "PDF numbers are decimals"
)]
fn pt_of_tenths(size: i64) -> Pt {
    Pt(size as f32 / 10.0)
}

#[expect(clippy::float_arithmetic, reason = "PDF colours are decimals")]
fn grey(black: u8) -> Color {
    let percent = f32::from(100 - black.min(100)) / 100.0;
    Color::Greyscale(Greyscale { percent, icc_profile: None })
}
