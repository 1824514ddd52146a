//! Grids as an Excel workbook: every value a text cell, so that no digit, zero or id is changed; beside an
//! amount a numeric cell for sorting and adding, where a number in Excel holds it exactly.
//!
//! The same grids give the same bytes: the dates in the file's properties are fixed.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::{Column, Grid};

/// Significant digits that a number in Excel keeps.
const EXACT_DIGITS: usize = 15;
const WIDEST: usize = 44;

/// The bytes of a workbook with a sheet for each grid.
///
/// # Errors
/// More rows than a sheet holds, or a text longer than a cell holds (32,767 characters).
pub fn xlsx_bytes(grids: &[Grid], hash: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let fixed = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_subject(hash).set_creation_datetime(&fixed));
    let (bold, text) = (Format::new().set_bold(), Format::new().set_num_format("@"));
    for grid in grids {
        let sheet = book.add_worksheet();
        sheet.set_name(&grid.name)?;
        let labelled = grid.columns.iter().any(|column| !column.label.is_empty());
        let first = if labelled { 2 } else { 1 };
        sheet.set_freeze_panes(first, 1)?;
        let mut place = 0;
        for (index, column) in grid.columns.iter().enumerate() {
            sheet.write_string_with_format(0, place, &column.name, &bold)?;
            if labelled {
                sheet.write_string_with_format(1, place, &column.label, &bold)?;
            }
            let texts = grid.rows.iter().filter_map(|row| row.get(index));
            let widest = texts.map(|text| text.chars().count()).max().unwrap_or(0);
            let width = widest.max(column.name.len()).min(WIDEST) + 2;
            sheet.set_column_width(place, u16::try_from(width).unwrap_or(u16::MAX))?;
            for (row, at) in grid.rows.iter().zip(first..) {
                let Some(value) = row.get(index).filter(|value| !value.is_empty()) else {
                    continue;
                };
                sheet.write_string_with_format(at, place, value, &text)?;
                if let Some(number) = exact(column, value) {
                    sheet.write_number(at, place + 1, number)?;
                }
            }
            place += 1;
            if column.number {
                sheet.write_string_with_format(
                    0,
                    place,
                    format!("{}_number", column.name),
                    &bold,
                )?;
                sheet.write_string_with_format(1, place, &column.label, &bold)?;
                place += 1;
            }
        }
    }
    book.save_to_buffer()
}

/// The number of a text, where Excel shows the same digits again.
fn exact(column: &Column, text: &str) -> Option<f64> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
    (column.number && plain && digits <= EXACT_DIGITS).then(|| text.parse().ok()).flatten()
}
