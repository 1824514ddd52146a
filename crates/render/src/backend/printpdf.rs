//! Pages through printpdf: each mark becomes operators of the page's content stream.
//!
//! Every mark stands inside marked content: its tag's, numbered on its page, or an artifact's.
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

use super::units::points;
use super::{PdfBackend, Written, structure};
use crate::RenderError;
use crate::fonts::{FaceId, Fonts};
use crate::layout::{Item, Laid, Page, TagId, TagTree, Um};

/// The printpdf writer.
pub(crate) struct Printpdf;

impl PdfBackend for Printpdf {
    fn write(&self, laid: &Laid, fonts: &Fonts) -> Result<Written, RenderError> {
        let pages = laid.pages.as_slice();
        let mut document = PdfDocument::new("");
        for face in FaceId::ALL.into_iter().filter(|face| uses(pages, *face)) {
            let id = FontId(face.resource().to_owned());
            let font = fonts.embedded(face)?.clone();
            document.resources.fonts.map.insert(id, PdfFont::new(font));
        }
        let pen = Pen { fonts, owners: owners(pages, fonts), tags: &laid.tags };
        let sheets = pages.iter().map(|page| pen.sheet(page));
        let marked;
        (document.pages, marked) = sheets.unzip();
        let mut warnings = Vec::new();
        let written = document.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
        match warnings.first() {
            Some(warning) => Err(RenderError::Write(warning.msg.clone())),
            None => Ok(Written { document: written, marked }),
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
                if let Some(glyph) = fonts.glyph_in(*face, character, *tabular) {
                    owners.entry((glyph.face, glyph.index)).or_insert(character);
                }
            }
        }
    }
    owners
}

struct Pen<'a> {
    fonts: &'a Fonts,
    owners: Owners,
    tags: &'a TagTree,
}

impl Pen<'_> {
    /// A page, and the tag of each of its marked contents in the order of their numbers.
    fn sheet(&self, page: &Page) -> (PdfPage, Vec<TagId>) {
        let mut ops = vec![
            Op::SetLineCapStyle { cap: LineCapStyle::ProjectingSquare },
            Op::SetOutlineColor { col: grey(100) },
        ];
        let mut marked = Vec::new();
        for items in page.items.chunk_by(|a, b| kind_of_content(a) == kind_of_content(b)) {
            let Some(first) = items.first() else { continue };
            ops.push(self.begin(first, &mut marked));
            items.iter().for_each(|item| self.draw(item, page.height, &mut ops));
            ops.push(Op::EndMarkedContentWithProperties);
        }
        let size = Rect::from_wh(pt(page.width), pt(page.height));
        let mut sheet = PdfPage::new(Mm(0.0), Mm(0.0), ops);
        (sheet.media_box, sheet.trim_box, sheet.crop_box) = (size.clone(), size.clone(), size);
        (sheet, marked)
    }

    /// ISO 32000-1, 14.7.4.2 (content of a tag) and 14.8.2.2 (artifacts).
    fn begin(&self, item: &Item, marked: &mut Vec<TagId>) -> Op {
        let Some((id, tag)) = item.tag().and_then(|id| Some((id, self.tags.get(id)?))) else {
            let kind = if matches!(item, Item::Text { .. }) { "Pagination" } else { "Layout" };
            let kind = DictItem::Name(kind.as_bytes().to_vec());
            return marked_content("Artifact", [("Type", kind)].into());
        };
        let number = DictItem::Int(i64::try_from(marked.len()).unwrap_or(i64::MAX));
        marked.push(id);
        let mut properties = vec![("MCID", number)];
        if let Item::Tick { checked, .. } = item {
            // 14.9.4: what stands for the drawing where text is taken out of the page.
            properties.push(("ActualText", utf16(if *checked { "☑" } else { "☐" })));
        }
        marked_content(&structure::type_of(&tag.kind), properties)
    }

    fn draw(&self, item: &Item, page: Um, ops: &mut Vec<Op>) {
        match item {
            Item::Fill { x, y, width, height, black, .. } => {
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
            Item::Tick { x, y, side, checked, .. } => {
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
            let Some(glyph) = self.fonts.glyph_in(face, character, tabular) else { continue };
            let owner = self.owners.get(&(glyph.face, glyph.index)).copied().unwrap_or(character);
            let code = Codepoint::with_cid(glyph.index, 0.0, String::from(owner));
            if owner == character {
                run.push(code);
                continue;
            }
            flush(&mut run, ops);
            let name = utf16(character.encode_utf8(&mut [0; 4]));
            ops.push(marked_content("Span", vec![("ActualText", name)]));
            run.push(code);
            flush(&mut run, ops);
            ops.push(Op::EndMarkedContentWithProperties);
        }
        flush(&mut run, ops);
    }
}

/// What marked content an item goes into: its tag, and for artifacts which kind.
fn kind_of_content(item: &Item) -> (Option<TagId>, bool) {
    (item.tag(), matches!(item, Item::Text { .. }))
}

fn marked_content(tag: &str, properties: Vec<(&str, DictItem)>) -> Op {
    let map = properties.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let (tag, properties) = (tag.to_owned(), DictItem::Dict { map });
    Op::BeginMarkedContentWithProperties { tag, properties }
}

fn utf16(text: &str) -> DictItem {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    DictItem::Bytes(units.flat_map(u16::to_be_bytes).collect())
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

fn pt(length: Um) -> Pt {
    Pt(points(length))
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
