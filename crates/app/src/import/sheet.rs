//! A source as headings and lines of cells, whatever its format. Lines are given one by one.
//!
//! Cells stand as in the source; a number or date that a workbook keeps as such says so. Not here: what a
//! heading means, whether a cell is right.

use super::delimited::DelimitedLines;
use super::encoding::TextEncoding;
use super::error::SheetError;
use super::input::Input;
use super::probe::{Format, Probe, probe};
use super::{records, workbook};

/// How a source is to be read; what is not said is found out and told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The encoding of a text.
    pub encoding: Option<TextEncoding>,
    /// What stands between the cells of a text.
    pub delimiter: Option<char>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The line of the headings; 0 where there are none, and the first line is a row.
    pub heading_line: Option<u64>,
}

/// What a workbook says a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Text, or a cell of a text file.
    Text,
    /// A binary number, of which fifteen digits are certain.
    Number,
    /// A date or time that the workbook keeps as one.
    Moment,
}

/// A cell as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its text, trimmed.
    pub text: String,
    /// What the source says it is.
    pub origin: Origin,
}

impl Cell {
    /// A cell of text.
    pub fn text(text: &str) -> Self {
        Self { text: text.trim().to_owned(), origin: Origin::Text }
    }
}

/// One row of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLine {
    /// Line in the source on which it begins, from 1.
    pub line: u64,
    /// Its cells, as many as it has.
    pub cells: Vec<Cell>,
}

impl SheetLine {
    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.is_empty())
    }
}

/// Lines as they come, on whatever thread they are read.
pub type Lines = Box<dyn Iterator<Item = Result<SheetLine, SheetError>> + Send>;

/// A source that was opened.
pub struct Sheet {
    /// What it is.
    pub probe: Probe,
    /// The separator of a text.
    pub delimiter: Option<char>,
    /// The sheets of a workbook.
    pub sheets: Vec<String>,
    /// The one that is read.
    pub sheet: Option<String>,
    /// Every line that is not blank.
    pub lines: Lines,
}

/// Opens a source.
///
/// # Errors
/// [`SheetError`] when there is nothing that could be shown as a table.
pub fn open_sheet(input: &Input, reading: &Reading) -> Result<Sheet, SheetError> {
    let probe = probe(input, reading.encoding)?;
    let mut sheet = Sheet {
        probe,
        delimiter: None,
        sheets: Vec::new(),
        sheet: None,
        lines: Box::new(std::iter::empty()),
    };
    match sheet.probe.format {
        Format::Delimited => {
            let lines = DelimitedLines::open(input, sheet.probe.encoding, reading.delimiter)?;
            sheet.delimiter = Some(lines.delimiter());
            sheet.lines = Box::new(lines);
        }
        Format::Workbook => {
            let book = workbook::open(input, reading.sheet.as_deref())?;
            (sheet.sheets, sheet.sheet) = (book.sheets, Some(book.sheet));
            sheet.lines = book.lines;
        }
        Format::Json => sheet.lines = records::open(input, sheet.probe.encoding)?,
    }
    sheet.lines =
        Box::new(sheet.lines.filter(|line| line.as_ref().map_or(true, |line| !line.is_blank())));
    Ok(sheet)
}
