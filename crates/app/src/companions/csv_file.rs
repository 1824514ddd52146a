//! A grid as CSV: UTF-8 with a byte order mark (so that Excel reads Hangul), CRLF, quoted where needed.
//!
//! The same grid gives the same bytes. A text that a spreadsheet would run as a formula gets an apostrophe in
//! front; numbers and telephone numbers never do.

use std::borrow::Cow;

use super::Grid;

/// The bytes of a grid.
///
/// # Errors
/// The writer's; it writes into memory and has none of its own.
pub fn csv_bytes(grid: &Grid) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(grid.columns.iter().map(|column| column.name.as_str()))?;
    for row in &grid.rows {
        writer.write_record(row.iter().map(|text| harmless(text).into_owned()))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// The text, with an apostrophe where a spreadsheet would take it for a formula.
fn harmless(text: &str) -> Cow<'_, str> {
    let mut chars = text.chars();
    let formula = match chars.next() {
        Some('=' | '@' | '\t' | '\r') => true,
        Some('+' | '-') => chars.any(|c| !(c.is_ascii_digit() || " -.,()".contains(c))),
        _ => false,
    };
    if formula { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_are_disarmed_and_numbers_stay() {
        for text in ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+A1", "\t=1"] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        for text in ["", "-", "-12.50", "+82 2-000-0100", "1,000", "가나다", "x=1"] {
            assert_eq!(harmless(text), text);
        }
    }
}
