//! Text to cells: delimiter, headings, and rows with the line each began on.

use csv::ReaderBuilder;

use super::decode::decode;

/// A table as it stands in the file.
pub struct Sheet {
    /// Name of the encoding.
    pub encoding: &'static str,
    /// `,`, `;` or tab.
    pub delimiter: char,
    /// The first row that is not empty.
    pub headings: Vec<String>,
    /// The rows below.
    pub lines: Vec<SheetLine>,
}

/// One row of a file.
pub struct SheetLine {
    /// Line in the file on which it begins, from 1.
    pub line: u64,
    /// Its cells, as many as it has; trimmed.
    pub cells: Vec<String>,
}

/// Why a file is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// The bytes are text in no known encoding.
    #[error("encoding")]
    Encoding,
    /// A workbook or another binary file.
    #[error("not_text")]
    NotText,
    /// No headings, or nothing below them.
    #[error("empty")]
    Empty,
    /// A quoted cell is never closed, or the text is otherwise no CSV.
    #[error("broken_quotes")]
    BrokenQuotes,
}

impl SheetError {
    /// The code that a shell turns into words.
    pub fn code(self) -> String {
        self.to_string()
    }
}

/// Reads a delimited file or a block copied from a spreadsheet.
///
/// # Errors
/// [`SheetError`] when there is nothing that could be shown as a table.
pub fn read_sheet(bytes: &[u8]) -> Result<Sheet, SheetError> {
    const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];
    if WORKBOOKS.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(SheetError::NotText);
    }
    let decoded = decode(bytes).ok_or(SheetError::Encoding)?;
    if decoded.text.contains('\0') {
        return Err(SheetError::NotText);
    }
    let delimiter = delimiter_of(&decoded.text);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter as u8)
        .has_headers(false)
        .flexible(true)
        .from_reader(decoded.text.as_bytes());
    let mut headings: Option<Vec<String>> = None;
    let mut lines = Vec::new();
    let mut place = Place { text: &decoded.text, byte: 0, line: 1 };
    for record in reader.records() {
        let record = record.map_err(|_| SheetError::BrokenQuotes)?;
        let line = place.line_of(record.position().map_or(0, csv::Position::byte));
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        match headings {
            None => headings = Some(cells),
            Some(_) => lines.push(SheetLine { line, cells }),
        }
    }
    if swallowed_by_a_quote(&lines) {
        return Err(SheetError::BrokenQuotes);
    }
    let headings = headings.filter(|_| !lines.is_empty()).ok_or(SheetError::Empty)?;
    Ok(Sheet { encoding: decoded.encoding, delimiter, headings, lines })
}

/// Counts lines along a text. The reader's own count stands still on empty lines, which it skips.
struct Place<'a> {
    text: &'a str,
    byte: usize,
    line: u64,
}

impl Place<'_> {
    /// The line on which the first character at or after `byte` stands that is no line end.
    fn line_of(&mut self, byte: u64) -> u64 {
        let bytes = self.text.as_bytes();
        let mut end = usize::try_from(byte).unwrap_or(bytes.len()).min(bytes.len());
        while bytes.get(end).is_some_and(|b| matches!(b, b'\r' | b'\n')) {
            end += 1;
        }
        let passed = bytes.get(self.byte..end).unwrap_or_default();
        self.line += passed.iter().filter(|b| **b == b'\n').count() as u64;
        self.byte = end;
        self.line
    }
}

/// The separator that stands most often in the first line that is not empty.
fn delimiter_of(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |c: char| first.matches(c).count();
    // Ties fall to the comma, the last of equal maxima.
    [';', '\t', ','].into_iter().max_by_key(|c| count(*c)).unwrap_or(',')
}

/// A quote that is never closed swallows the rest of the file into one cell; real notes are shorter.
fn swallowed_by_a_quote(lines: &[SheetLine]) -> bool {
    lines.last().is_some_and(|last| last.cells.iter().any(|cell| cell.lines().count() > 50))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_line_breaks_do_not_shift_line_numbers() {
        let sheet = read_sheet("a;b\n\n\"x\ny\";1\nz;2\n".as_bytes()).unwrap();
        assert_eq!(sheet.delimiter, ';');
        let lines: Vec<u64> = sheet.lines.iter().map(|line| line.line).collect();
        assert_eq!(lines, [3, 5]);
        assert_eq!(sheet.lines[0].cells[0], "x\ny");
    }

    #[test]
    fn workbooks_and_empty_files_are_named() {
        assert_eq!(read_sheet(b"PK\x03\x04rest").err(), Some(SheetError::NotText));
        assert_eq!(read_sheet(b"a,b\n").err(), Some(SheetError::Empty));
        assert_eq!(read_sheet(&[0xFF, 0x00, 0x81, 0xFF]).err(), Some(SheetError::Encoding));
    }
}
