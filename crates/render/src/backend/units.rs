//! Lengths as the file counts them, and texts as it spells them (ISO 32000-1, 7.9).
//!
//! The only place where a length becomes a decimal; everything before is whole numbers.

use chrono::{DateTime, Datelike, Timelike, Utc};
use lopdf::{Object, StringFormat};

use crate::layout::Um;

/// Points, rounded to a hundredth; that is 3.5 micrometres, below what any printer can place.
#[expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "PDF numbers are decimals"
)]
pub(super) fn points(length: Um) -> f32 {
    let hundredths = (length * 7_200 + 12_700 * length.signum()) / 25_400;
    hundredths as f32 / 100.0
}

/// Whole points, rounded down.
pub(super) fn whole_points(length: Um) -> i64 {
    (length * 72).div_euclid(25_400)
}

/// A text as UTF-16 with its mark, for titles and labels are Korean.
pub(super) fn text(text: &str) -> Object {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

/// 7.9.4, in UTC.
pub(super) fn date(at: DateTime<Utc>) -> Object {
    let (y, m, d) = (at.year(), at.month(), at.day());
    let (h, min, s) = (at.hour(), at.minute(), at.second());
    Object::string_literal(format!("D:{y:04}{m:02}{d:02}{h:02}{min:02}{s:02}Z"))
}
