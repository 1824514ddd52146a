//! What a seal looks like: a frame with title, name, time and reason, drawn as shapes.
//!
//! Letters are drawn as their outlines, so that the seal needs no font of its own; what it says is said to a
//! reader who does not see it by the field's description.

use std::fmt::Write as _;

use singo_domain::definition::kst;
use ttf_parser::{GlyphId, OutlineBuilder};

use super::Seal;
use super::place::{Place, WIDTH};
use crate::RenderError;
use crate::edition::Edition;
use crate::fonts::{Fonts, Weight};
use crate::layout::Um;
use crate::paper::printable_form;
use crate::words::words;

/// Outlines are written in sixths of a font unit: a quadratic curve becomes a cubic one in whole numbers.
const FINE: i64 = 6;

/// The lines of the face, title first.
pub(super) fn lines(edition: &Edition, seal: &Seal) -> Result<[String; 4], RenderError> {
    let words = words(edition, seal.language)?;
    let time = seal.at.with_timezone(&kst()).format("%Y-%m-%d %H:%M:%S %:z");
    Ok([
        words.sealed,
        format!("{} {}", words.signer, printable_form(&seal.name)),
        format!("{} {time}", words.at),
        format!("{} {}", words.reason, printable_form(&seal.reason)),
    ])
}

/// The content of the appearance, in thousandths of a point from its lower left corner.
///
/// # Errors
/// [`RenderError::Uncovered`].
pub(super) fn draw(
    edition: &Edition,
    seal: &Seal,
    place: &Place,
    fonts: &Fonts,
) -> Result<String, RenderError> {
    let (lines, fonts) = (lines(edition, seal)?, fonts.of(edition));
    let missing =
        lines.iter().flat_map(|line| line.chars()).filter(|c| *c != '\n' && !fonts.covers(*c));
    let characters: std::collections::BTreeSet<char> = missing.collect();
    if !characters.is_empty() {
        return Err(RenderError::Uncovered { characters });
    }
    let mut out = String::from("q\n0.001 0 0 0.001 0 0 cm\n0 G\n0 g\n600 w\n");
    let (width, height) = (milli(WIDTH), milli(place.height));
    // Writing into a String cannot fail.
    let _ = writeln!(out, "300 300 {} {} re S", width - 600, height - 600);
    let one = place.height < super::place::HEIGHT;
    let shown: Vec<String> = if one { vec![lines.join("  ")] } else { lines.to_vec() };
    let step = (height - 4_000) / i64::try_from(shown.len()).unwrap_or(1);
    for (index, line) in (0_i64..).zip(&shown) {
        let weight = if index == 0 && !one { Weight::Bold } else { Weight::Regular };
        let em = em(line, weight, fonts);
        let largest = if one { 6_500 } else { 8_500 };
        let size = (largest).min((width - 6_000) * 1_000 / em.max(1));
        let baseline = height - 2_000 - step * index - (step + size * 7 / 10) / 2;
        write_line(&mut out, line, (3_000, baseline), size, weight, fonts);
    }
    out.push_str("Q\n");
    Ok(out)
}

/// Thousandths of an em.
fn em(line: &str, weight: Weight, fonts: &Fonts) -> i64 {
    let glyphs = line.chars().filter_map(|c| fonts.glyph(c, weight, false));
    glyphs.map(|glyph| i64::from(glyph.advance)).sum()
}

fn write_line(
    out: &mut String,
    line: &str,
    (mut x, y): (i64, i64),
    size: i64,
    weight: Weight,
    fonts: &Fonts,
) {
    for glyph in line.chars().filter_map(|c| fonts.glyph(c, weight, false)) {
        let mut outline = Outline { at: (0, 0), path: String::new() };
        let face = fonts.typeface(glyph.face);
        // A space has no outline.
        let drawn = face.and_then(|face| {
            face.outline_glyph(GlyphId(glyph.index), &mut outline).map(|_| face.units_per_em())
        });
        if let Some(units) = drawn {
            // Nine decimals of the size of a sixth of a font unit.
            let scale = size * 1_000_000_000 / (i64::from(units) * FINE);
            let scale = format!("{}.{:09}", scale / 1_000_000_000, scale % 1_000_000_000);
            let _ = write!(out, "q\n{scale} 0 0 {scale} {x} {y} cm\n{}f\nQ\n", outline.path);
        }
        x += i64::from(glyph.advance) * size / 1_000;
    }
}

/// Thousandths of a point.
pub(super) fn milli(length: Um) -> i64 {
    (length * 72_000 + 12_700) / 25_400
}

/// Collects the operators of one glyph.
struct Outline {
    at: (i64, i64),
    path: String,
}

/// Whole sixths; the font's own numbers are whole or halves.
#[expect(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    reason = "fonts are read as decimals"
)]
fn fine(units: f32) -> i64 {
    (units * 6.0).round() as i64
}

impl Outline {
    fn operator(&mut self, points: &[(i64, i64)], name: &str) {
        for (x, y) in points {
            let _ = write!(self.path, "{x} {y} ");
        }
        let _ = writeln!(self.path, "{name}");
        if let Some(last) = points.last() {
            self.at = *last;
        }
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.operator(&[(fine(x), fine(y))], "m");
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.operator(&[(fine(x), fine(y))], "l");
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((px, py), (cx, cy), (x, y)) = (self.at, (fine(x1), fine(y1)), (fine(x), fine(y)));
        let third = |end: i64, control: i64| (end + 2 * control) / 3;
        let first = (third(px, cx), third(py, cy));
        let second = (third(x, cx), third(y, cy));
        self.operator(&[first, second, (x, y)], "c");
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.operator(&[(fine(x1), fine(y1)), (fine(x2), fine(y2)), (fine(x), fine(y))], "c");
    }

    fn close(&mut self) {
        self.path.push_str("h\n");
    }
}
