//! Lines of a workbook, old (XLS) or new (XLSX).
//!
//! A number comes as the shortest text that is the same binary number; a cell that the workbook formats as a
//! date comes as a date. What the workbook has lost stays lost and is recognised later. Not here: headings.

use std::io::Cursor;

use calamine::{Data, Range, Reader, open_workbook_auto_from_rs};

use super::error::SheetError;
use super::input::Input;
use super::sheet::{Cell, Lines, Origin, SheetLine};

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
    let unreadable = |problem: calamine::Error| SheetError {
        code: "workbook",
        line: None,
        problem: Some(problem.to_string()),
    };
    let mut book = open_workbook_auto_from_rs(Cursor::new(input.all()?)).map_err(unreadable)?;
    let sheets = book.sheet_names();
    if wanted.is_some_and(|wanted| !sheets.iter().any(|sheet| sheet == wanted)) {
        return Err(SheetError::of("no_such_sheet"));
    }
    let candidates = sheets.iter().filter(|sheet| wanted.is_none_or(|wanted| *sheet == wanted));
    for sheet in candidates {
        let range = book.worksheet_range(sheet).map_err(unreadable)?;
        if !range.is_empty() {
            let sheet = sheet.clone();
            return Ok(Workbook { sheets, sheet, lines: Box::new(lines(range)) });
        }
    }
    Err(SheetError::of("empty"))
}

fn lines(range: Range<Data>) -> impl Iterator<Item = Result<SheetLine, SheetError>> {
    let (first, column) = range.start().unwrap_or_default();
    (0..range.height()).map(move |row| {
        let cells = (0..range.width()).map(|at| range.get((row, at)).map_or_else(blank, cell));
        // A sheet may begin right of the first column; the places of the cells are kept.
        let before = (0..column).map(|_| blank());
        let mut cells: Vec<Cell> = before.chain(cells).collect();
        while cells.last().is_some_and(|cell| cell.text.is_empty()) {
            cells.pop();
        }
        Ok(SheetLine { line: u64::from(first) + row as u64 + 1, cells })
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
        let broken = Input::Bytes(b"PK\x03\x04 cut".as_slice().into());
        assert_eq!(open(&broken, None).err().unwrap().code, "workbook");
    }
}
