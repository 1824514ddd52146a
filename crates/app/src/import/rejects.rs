//! Rejected rows as a CSV file: line, reasons, and the cells as they stood, to be mended and imported again.

use std::collections::BTreeMap;
use std::io::{self, Write};

use singo_store::Reject;

use super::damage::is_formula;
use super::rows::ReadRow;

/// A file of rejected rows under way. It begins with the mark by which spreadsheet programs know UTF-8.
pub struct RejectsFile<'w, W: Write> {
    out: csv::Writer<W>,
    words: &'w BTreeMap<String, String>,
    /// How many rows were written.
    pub rows: u64,
}

impl<'w, W: Write> RejectsFile<'w, W> {
    /// Begins a file: `words` are the shell's for reason codes, and for the headings `line` and `why`.
    ///
    /// # Errors
    /// The system's.
    pub fn new(
        mut into: W,
        headings: &[String],
        words: &'w BTreeMap<String, String>,
    ) -> io::Result<Self> {
        into.write_all("\u{feff}".as_bytes())?;
        let out = csv::WriterBuilder::new().flexible(true).from_writer(into);
        let mut file = Self { out, words, rows: 0 };
        let head = [file.word("line"), file.word("why")];
        let names = headings.iter().cloned();
        file.out.write_record(head.into_iter().chain(names)).map_err(io::Error::other)?;
        Ok(file)
    }

    /// Writes a row, if it was refused.
    ///
    /// # Errors
    /// The system's.
    pub fn take(&mut self, row: &ReadRow) -> io::Result<()> {
        let Err(faults) = &row.outcome else { return Ok(()) };
        let reasons = faults.iter().map(|fault| (fault.heading.as_deref(), fault.reason));
        self.put(row.line, reasons, &row.raw)
    }

    /// Writes a row that was kept.
    ///
    /// # Errors
    /// The system's.
    pub fn take_kept(&mut self, row: &Reject) -> io::Result<()> {
        let reasons = row.reasons.iter().map(|(heading, code)| (heading.as_deref(), code.as_str()));
        self.put(row.line, reasons, &row.cells)
    }

    fn put<'f>(
        &mut self,
        line: u64,
        reasons: impl Iterator<Item = (Option<&'f str>, &'f str)>,
        cells: &[String],
    ) -> io::Result<()> {
        let reasons = reasons.map(|(heading, code)| match heading {
            Some(heading) => format!("{heading}: {}", self.word(code)),
            None => self.word(code),
        });
        let head = [line.to_string(), reasons.collect::<Vec<_>>().join(" / ")];
        // An apostrophe keeps a spreadsheet program from running what a stranger wrote into a cell.
        let cells = cells.iter().map(|text| match is_formula(text) {
            true => format!("'{text}"),
            false => text.clone(),
        });
        self.rows += 1;
        self.out.write_record(head.into_iter().chain(cells)).map_err(io::Error::other)
    }

    /// Writes out what is left.
    ///
    /// # Errors
    /// The system's.
    pub fn finish(mut self) -> io::Result<u64> {
        self.out.flush()?;
        Ok(self.rows)
    }

    fn word(&self, code: &str) -> String {
        self.words.get(code).cloned().unwrap_or_else(|| code.to_owned())
    }
}
