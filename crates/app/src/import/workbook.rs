//! Lines of a workbook, old (XLS) or new (XLSX).
//!
//! A number comes as the shortest text that is the same binary number; a cell that the workbook formats as a
//! date comes as a date. What the workbook has lost stays lost and is recognised later. Only cells that hold
//! something take memory: two cells at opposite ends of a sheet are two cells. The library faults over some damaged
//! files; that is then said of the file. Not here: headings.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Error, Reader, Sheets, Xls, Xlsx, XlsxError};

use super::error::SheetError;
use super::input::Input;
use super::sectors;
use super::sheet::{Cell, Lines, Origin, SheetLine};
use crate::contained::contained;

/// A workbook with one sheet opened.
pub struct Workbook {
    /// Its sheets.
    pub sheets: Vec<String>,
    /// The one that is read.
    pub sheet: String,
    /// Its lines.
    pub lines: Lines,
}

/// Opens a sheet of a workbook: the one named, else the first that is not empty.
///
/// # Errors
/// [`SheetError`]: `workbook` when it cannot be read (damaged, or protected by a password),
/// `no_such_sheet`, `empty`.
pub fn open(input: &Input, wanted: Option<&str>) -> Result<Workbook, SheetError> {
    let (bytes, wanted) = (input.all()?, wanted.map(str::to_owned));
    let found = contained(move || chosen(bytes, wanted.as_deref()))?;
    let (sheets, sheet, cells) = found.unwrap_or_else(|| Err(SheetError::of("workbook")))?;
    Ok(Workbook { sheets, sheet, lines: Box::new(lines(cells)) })
}

/// The names of all sheets, that of the one which is read, and its cells.
fn chosen(
    bytes: Arc<[u8]>,
    wanted: Option<&str>,
) -> Result<(Vec<String>, String, Filled), SheetError> {
    let mut book = book(bytes).map_err(unreadable)?;
    let sheets = book.sheet_names();
    if wanted.is_some_and(|wanted| !sheets.iter().any(|sheet| sheet == wanted)) {
        return Err(SheetError::of("no_such_sheet"));
    }
    let candidates = sheets.iter().filter(|sheet| wanted.is_none_or(|wanted| *sheet == wanted));
    for sheet in candidates {
        let cells = cells(&mut book, sheet).map_err(unreadable)?;
        if !cells.is_empty() {
            let sheet = sheet.clone();
            return Ok((sheets, sheet, cells));
        }
    }
    Err(SheetError::of("empty"))
}

/// The old kind or the new one; others that a library would read are not asked for.
fn book(bytes: Arc<[u8]>) -> Result<Sheets<Cursor<Arc<[u8]>>>, Error> {
    if bytes.starts_with(b"PK") {
        return Ok(Sheets::Xlsx(Xlsx::new(Cursor::new(bytes))?));
    }
    if sectors::circle(&bytes) {
        return Err(Error::Msg("sectors"));
    }
    Ok(Sheets::Xls(Xls::new(Cursor::new(bytes))?))
}

fn unreadable(problem: Error) -> SheetError {
    SheetError { code: "workbook", line: None, problem: Some(problem.to_string()) }
}

/// Cells by row and column, both counted from 0.
type Filled = BTreeMap<u32, BTreeMap<u32, Cell>>;

fn cells(book: &mut Sheets<Cursor<Arc<[u8]>>>, sheet: &str) -> Result<Filled, Error> {
    let mut filled = Filled::new();
    let mut take = |(row, column): (u32, u32), value: Data| {
        if value != Data::Empty {
            filled.entry(row).or_default().insert(column, cell(&value));
        }
    };
    if let Sheets::Xlsx(book) = book {
        let mut reader = match book.worksheet_cells_reader(sheet) {
            // A sheet that is a chart has no cells.
            Err(XlsxError::NotAWorksheet(_)) => return Ok(filled),
            reader => reader?,
        };
        while let Some(cell) = reader.next_cell()? {
            take(cell.get_position(), cell.get_value().clone().into());
        }
    } else {
        let range = book.worksheet_range(sheet)?;
        let (first, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let place = |start: u32, at: usize| start.saturating_add(at as u32);
            take((place(first, row), place(left, column)), value.clone());
        }
    }
    Ok(filled)
}

/// Every line from the first that holds something to the last, empty ones among them.
fn lines(mut cells: Filled) -> impl Iterator<Item = Result<SheetLine, SheetError>> {
    let first = cells.keys().next().copied().unwrap_or(0);
    let last = cells.keys().next_back().copied().unwrap_or(0);
    (first..=last).map(move |row| {
        let mut line: Vec<Cell> = Vec::new();
        for (column, value) in cells.remove(&row).unwrap_or_default() {
            line.resize_with(column as usize, blank);
            line.push(value);
        }
        while line.last().is_some_and(|cell| cell.text.is_empty()) {
            line.pop();
        }
        Ok(SheetLine { line: u64::from(row) + 1, cells: line })
    })
}

fn blank() -> Cell {
    Cell { text: String::new(), origin: Origin::Text }
}

fn cell(value: &Data) -> Cell {
    match value {
        Data::Empty => blank(),
        Data::String(text) => Cell::text(text),
        Data::Bool(value) => Cell::text(if *value { "TRUE" } else { "FALSE" }),
        Data::Error(error) => Cell::text(&error.to_string()),
        Data::Int(number) => Cell { text: number.to_string(), origin: Origin::Number },
        // The shortest text that reads back as the same number; never with an exponent.
        Data::Float(number) => Cell { text: number.to_string(), origin: Origin::Number },
        Data::DateTimeIso(text) | Data::DurationIso(text) => {
            Cell { text: text.clone(), origin: Origin::Moment }
        }
        Data::DateTime(moment) if moment.is_duration() => {
            Cell { text: moment.as_f64().to_string(), origin: Origin::Number }
        }
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            let text = match (hour, minute, second, milli) {
                (0, 0, 0, 0) => day,
                (_, _, _, 0) => format!("{day}T{hour:02}:{minute:02}:{second:02}"),
                _ => format!("{day}T{hour:02}:{minute:02}:{second:02}.{milli:03}"),
            };
            Cell { text, origin: Origin::Moment }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> Vec<u8> {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().set_name("빈 시트").unwrap();
        let sheet = book.add_worksheet().set_name("출금").unwrap();
        let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        sheet.write(1, 1, "수량").unwrap();
        sheet.write(1, 2, "일시").unwrap();
        sheet.write(2, 1, 0.1).unwrap();
        sheet.write_number_with_format(2, 2, 46_266.5, &format).unwrap();
        sheet.write(3, 1, 1.23e18).unwrap();
        sheet.write(3, 2, 46_266.5).unwrap();
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn cells_keep_their_place_and_say_what_they_are() {
        let input = Input::Bytes(book().into());
        let book = open(&input, None).unwrap();
        assert_eq!((book.sheet.as_str(), book.sheets.len()), ("출금", 2));
        let lines: Vec<SheetLine> = book.lines.map(Result::unwrap).collect();
        let shown: Vec<(u64, Vec<(&str, Origin)>)> = lines
            .iter()
            .map(|line| {
                let cells = line.cells.iter().map(|cell| (cell.text.as_str(), cell.origin));
                (line.line, cells.collect())
            })
            .collect();
        let (text, number, moment) = (Origin::Text, Origin::Number, Origin::Moment);
        // 46266 is the serial number of 2026-09-01 in a workbook that counts from 1900.
        assert_eq!(
            shown,
            [
                (2, vec![("", text), ("수량", text), ("일시", text)]),
                (3, vec![("", text), ("0.1", number), ("2026-09-01T12:00:00", moment)]),
                (4, vec![("", text), ("1230000000000000000", number), ("46266.5", number)]),
            ]
        );
        assert_eq!(open(&input, Some("없음")).err().unwrap().code, "no_such_sheet");
        let mut far = rust_xlsxwriter::Workbook::new();
        let sheet = far.add_worksheet();
        sheet.write(0, 0, "처음").unwrap();
        sheet.write(1_048_575, 16_383, "끝").unwrap();
        // Sixteen billion places, of which two hold something.
        let far = open(&Input::Bytes(far.save_to_buffer().unwrap().into()), None).unwrap();
        let last = far.lines.last().unwrap().unwrap();
        assert_eq!((last.line, last.cells.len()), (1_048_576, 16_384));
        // The header says that the table of sectors begins far behind the end of the file.
        let mut cut = include_bytes!("../../../../tests/fixtures/import/withdrawals.xls").to_vec();
        cut[48..52].copy_from_slice(&[0xF0; 4]);
        assert_eq!(open(&Input::Bytes(cut.into()), None).err().unwrap().code, "workbook");
        let broken = Input::Bytes(b"PK\x03\x04 cut".as_slice().into());
        assert_eq!(open(&broken, None).err().unwrap().code, "workbook");
    }
}
