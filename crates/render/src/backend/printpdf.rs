//! Pages through printpdf: each mark becomes operators of the page's content stream.
//!
//! Every mark stands inside marked content: its tag's, numbered on its page, or an artifact's. Text is shown by
//! the codes of the [`Typecase`], tabular figures included, so that it comes out of the file as it went in.
//! printpdf's own handling of fonts is not used: it would cut them down anew for every document it writes, and
//! number them by a counter of the process.

use lopdf::Object;
use printpdf::{
    Color, DictItem, FontId, Greyscale, Line, LineCapStyle, LinePoint, Mm, Op, PaintMode,
    PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, Rect, TextMatrix,
};

use super::typecase::Typecase;
use super::units::points;
use super::{PdfBackend, Sheet, structure};
use crate::RenderError;
use crate::fonts::FaceId;
use crate::layout::{Item, Page, Size, TagId, TagTree, Um};

/// The printpdf writer.
pub(super) struct Printpdf;

impl PdfBackend for Printpdf {
    fn sheet(
        &self,
        page: &Page,
        tags: &TagTree,
        typecase: &mut Typecase<'_>,
    ) -> Result<Sheet, RenderError> {
        let (ops, font) = (Vec::new(), None);
        let mut pen = Pen { height: page.height, typecase, ops, font, black: None, weight: None };
        let marked = pen.page(page, tags);
        let mut document = PdfDocument::new("");
        document.pages = vec![PdfPage::new(Mm(0.0), Mm(0.0), pen.ops)];
        // Showing text by our own codes is what printpdf calls an unknown operator.
        let options = PdfSaveOptions { secure: false, ..PdfSaveOptions::default() };
        let mut warnings = Vec::new();
        let written = document.to_lopdf_document(&options, &mut warnings);
        if let Some(warning) = warnings.first() {
            return Err(RenderError::Write(warning.msg.clone()));
        }
        let content = written.objects.into_values().find_map(|object| match object {
            Object::Stream(stream) => Some(stream.content),
            _ => None,
        });
        let content = content.ok_or_else(|| RenderError::Write("no content".to_owned()))?;
        Ok(Sheet { content, marked })
    }
}

struct Pen<'a, 'f> {
    height: Um,
    typecase: &'a mut Typecase<'f>,
    ops: Vec<Op>,
    /// The font that the page last asked for; it stays until another is.
    font: Option<(FaceId, Size)>,
    /// Likewise how dark it fills, in per cent, and how thick its lines are.
    black: Option<u8>,
    weight: Option<Um>,
}

impl Pen<'_, '_> {
    /// Draws a page, and gives back the tag of each of its marked contents in the order of their numbers.
    fn page(&mut self, page: &Page, tags: &TagTree) -> Vec<TagId> {
        self.ops.push(Op::SetLineCapStyle { cap: LineCapStyle::ProjectingSquare });
        self.ops.push(Op::SetOutlineColor { col: grey(100) });
        let mut marked = Vec::new();
        for items in page.items.chunk_by(|a, b| kind_of_content(a) == kind_of_content(b)) {
            let Some(first) = items.first() else { continue };
            let begin = begin(first, tags, &mut marked);
            self.ops.push(begin);
            for runs in items.chunk_by(|a, b| is_text(a) && is_text(b)) {
                let text = runs.first().is_some_and(is_text);
                if text {
                    self.ink(100);
                    self.ops.push(Op::StartTextSection);
                }
                runs.iter().for_each(|item| self.draw(item));
                self.ops.extend(text.then_some(Op::EndTextSection));
            }
            self.ops.push(Op::EndMarkedContentWithProperties);
        }
        marked
    }

    fn draw(&mut self, item: &Item) {
        let page = self.height;
        match item {
            Item::Fill { x, y, width, height, black, .. } => {
                self.ink(*black);
                let fill = rectangle(*x, page - y - height, *width, *height, PaintMode::Fill);
                self.ops.push(Op::DrawRectangle { rectangle: fill });
            }
            Item::Rule { from, to, weight } => {
                self.line_of(*weight);
                self.ops.push(line(&[*from, *to], page));
            }
            Item::Tick { x, y, side, checked, .. } => {
                self.line_of(180);
                let outline = rectangle(*x, page - y - side, *side, *side, PaintMode::Stroke);
                self.ops.push(Op::DrawRectangle { rectangle: outline });
                if *checked {
                    // A check mark that leaves the box at its upper right, as a pen would make it.
                    self.line_of(450);
                    let points = [(18, 48), (44, 78), (98, -8)];
                    let stroke = points.map(|(dx, dy)| (x + side * dx / 100, y + side * dy / 100));
                    self.ops.push(line(&stroke, page));
                }
            }
            Item::Text { x, y, face, size, tabular, text, .. } => {
                if self.font != Some((*face, *size)) {
                    self.font = Some((*face, *size));
                    let font = PdfFontHandle::External(FontId(face.resource().to_owned()));
                    self.ops.push(Op::SetFont { font, size: pt_of_tenths(*size) });
                }
                let matrix = TextMatrix::Translate(pt(*x), pt(page - y));
                self.ops.push(Op::SetTextMatrix { matrix });
                self.show(text, *face, *tabular);
            }
        }
    }

    /// Fills as dark as this from now on.
    fn ink(&mut self, black: u8) {
        if self.black.replace(black) != Some(black) {
            self.ops.push(Op::SetFillColor { col: grey(black) });
        }
    }

    /// Draws lines as thick as this from now on.
    fn line_of(&mut self, weight: Um) {
        if self.weight.replace(weight) != Some(weight) {
            self.ops.push(Op::SetOutlineThickness { pt: pt(weight) });
        }
    }

    /// Shows a run. A character whose glyph stands for another one says its own name (`/ActualText`).
    fn show(&mut self, text: &str, face: FaceId, tabular: bool) {
        let mut run = Vec::new();
        for character in text.chars() {
            // Coverage was checked before layout.
            let Some(code) = self.typecase.code(face, character, tabular) else { continue };
            if code.is_own {
                run.extend(code.code.to_be_bytes());
                continue;
            }
            self.flush(&mut run);
            let name = utf16(character.encode_utf8(&mut [0; 4]));
            self.ops.push(marked_content("Span", vec![("ActualText", name)]));
            run.extend(code.code.to_be_bytes());
            self.flush(&mut run);
            self.ops.push(Op::EndMarkedContentWithProperties);
        }
        self.flush(&mut run);
    }

    fn flush(&mut self, run: &mut Vec<u8>) {
        if !run.is_empty() {
            let value = vec![DictItem::String { data: std::mem::take(run), literal: false }];
            self.ops.push(Op::Unknown { key: "Tj".to_owned(), value });
        }
    }
}

/// ISO 32000-1, 14.7.4.2 (content of a tag) and 14.8.2.2 (artifacts).
fn begin(item: &Item, tags: &TagTree, marked: &mut Vec<TagId>) -> Op {
    let Some((id, tag)) = item.tag().and_then(|id| Some((id, tags.get(id)?))) else {
        let kind = if is_text(item) { "Pagination" } else { "Layout" };
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

fn is_text(item: &Item) -> bool {
    matches!(item, Item::Text { .. })
}

/// What marked content an item goes into: its tag, and for artifacts which kind.
fn kind_of_content(item: &Item) -> (Option<TagId>, bool) {
    (item.tag(), is_text(item))
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
