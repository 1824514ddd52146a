//! A source with its headings found: what a user is shown before anything is read into columns.
//!
//! Not here: which column a heading means for good (the plan), whether cells are right (`rows`).

use super::columns::{Guess, Notice, distinct};
use super::counterparty::Counterparty;
use super::error::SheetError;
use super::input::Input;
use super::probe::Format;
use super::records::ORIGINATOR_TAG;
use super::sheet::{Lines, Reading, Sheet, SheetLine, open_sheet};

/// How many lines are looked at for the headings.
const LOOKED_AT: usize = 30;

/// A source with headings.
pub struct Table {
    /// The source. Its lines are taken out.
    pub sheet: Sheet,
    /// The headings, each different from the others.
    pub headings: Vec<String>,
    /// The line they stand on; 0 where there are none.
    pub heading_line: u64,
    /// What is odd about the source.
    pub notices: Vec<Notice>,
    /// The first rows below the headings, also given by `lines`.
    pub first: Vec<SheetLine>,
    /// Every row below the headings.
    pub lines: Lines,
}

/// Opens a source and finds its headings.
///
/// # Errors
/// [`SheetError`]: as [`open_sheet`], and `empty`, `merged_headings`, `no_heading_line`.
pub fn open_table(
    input: &Input,
    reading: &Reading,
    guess: &Guess<'_>,
) -> Result<Table, SheetError> {
    let mut sheet = open_sheet(input, reading)?;
    let mut lines = std::mem::replace(&mut sheet.lines, Box::new(std::iter::empty()));
    let mut first = lines.by_ref().take(LOOKED_AT).collect::<Result<Vec<_>, _>>()?;
    let mut notices = Vec::new();
    let place = match reading.heading_line {
        Some(0) => None,
        Some(wanted) => {
            let place = first.iter().position(|line| line.line == wanted);
            Some(place.ok_or_else(|| SheetError::on("no_heading_line", wanted))?)
        }
        None if sheet.probe.format == Format::Json => Some(0),
        None => Some(guess.heading_place(&first)?),
    };
    let (mut headings, heading_line) = match place {
        None => {
            let width = first.iter().map(|line| line.cells.len()).max().unwrap_or(0);
            ((1..=width).map(|number| format!("#{number}")).collect(), 0)
        }
        Some(place) => {
            let line = first.get(place).ok_or_else(|| SheetError::of("empty"))?;
            let (headings, found) = distinct(line);
            notices.extend(found);
            let heading_line = line.line;
            if let Some(above) = first.get(..place).and_then(<[SheetLine]>::first) {
                notices.push(Notice { code: "lines_above", line: Some(above.line), heading: None });
            }
            first.drain(..=place);
            (headings, heading_line)
        }
    };
    if first.is_empty() {
        return Err(SheetError::of("empty"));
    }
    if sheet.probe.format == Format::Json {
        if headings.iter().any(|heading| heading == ORIGINATOR_TAG) {
            let heading = Some(ORIGINATOR_TAG.to_owned());
            notices.push(Notice { code: "originator_tag", line: None, heading });
        }
        let counterparty = Counterparty::new(&mut headings, guess);
        first = first.into_iter().map(|line| counterparty.fill(line)).collect();
        lines = Box::new(lines.map(move |line| line.map(|line| counterparty.fill(line))));
    }
    for (at, heading) in headings.iter().enumerate() {
        let is_blank =
            |line: &SheetLine| line.cells.get(at).is_none_or(|cell| cell.text.is_empty());
        if first.iter().all(is_blank) {
            notices.retain(|notice| {
                notice.code != "blank_heading" || notice.heading.as_ref() != Some(heading)
            });
            let heading = Some(heading.clone());
            notices.push(Notice { code: "empty_column", line: None, heading });
        }
    }
    let all = first.clone().into_iter().map(Ok).chain(lines);
    Ok(Table { sheet, headings, heading_line, notices, first, lines: Box::new(all) })
}
