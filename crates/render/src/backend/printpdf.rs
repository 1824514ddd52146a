//! Pages through printpdf: each mark becomes operators of the page's content stream.
//!
//! Glyphs are named by their index with the character they stand for beside it, so that text comes out of
//! the file as it went in, tabular figures included. Fonts have fixed names; printpdf's own are numbered by a
//! counter of the process and would make two files of one filing differ.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{
    Codepoint, Color, FontId, Greyscale, Line, LineCapStyle, LinePoint, Mm, Op, PaintMode,
    PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, Rect, TextItem,
    TextMatrix,
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
        document.pages = pages.iter().map(|page| sheet(page, fonts)).collect();
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

fn sheet(page: &Page, fonts: &Fonts) -> PdfPage {
    let mut ops = vec![
        Op::SetLineCapStyle { cap: LineCapStyle::ProjectingSquare },
        Op::SetOutlineColor { col: grey(100) },
    ];
    for item in &page.items {
        draw(item, page.height, fonts, &mut ops);
    }
    let size = Rect::from_wh(pt(page.width), pt(page.height));
    let mut sheet = PdfPage::new(Mm(0.0), Mm(0.0), ops);
    (sheet.media_box, sheet.trim_box, sheet.crop_box) = (size.clone(), size.clone(), size);
    sheet
}

fn draw(item: &Item, page: Um, fonts: &Fonts, ops: &mut Vec<Op>) {
    match item {
        Item::Fill { x, y, width, height, black } => {
            ops.push(Op::SetFillColor { col: grey(*black) });
            ops.push(Op::DrawRectangle {
                rectangle: rectangle(*x, page - y - height, *width, *height, PaintMode::Fill),
            });
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
            // A tenth of a point is 3175/90 µm.
            ops.push(Op::StartTextSection);
            ops.push(Op::SetFont { font, size: pt_of_tenths(*size) });
            ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(pt(*x), pt(page - y)) });
            ops.push(Op::ShowText {
                items: vec![TextItem::GlyphIds(glyphs(text, *face, *tabular, fonts))],
            });
            ops.push(Op::EndTextSection);
        }
    }
}

fn glyphs(text: &str, face: FaceId, tabular: bool, fonts: &Fonts) -> Vec<Codepoint> {
    let weight = match face {
        FaceId::Regular | FaceId::FallbackRegular => Weight::Regular,
        FaceId::Bold | FaceId::FallbackBold => Weight::Bold,
    };
    let glyph = |c| {
        fonts.glyph(c, weight, tabular).map(|g| Codepoint::with_cid(g.index, 0.0, String::from(c)))
    };
    text.chars().filter_map(glyph).collect()
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
