//! A sheet and a mapping to rows of answers, and to rows that cannot be taken.

use std::collections::{BTreeMap, BTreeSet};

use singo_domain::answer::{Answer, Row};
use singo_domain::definition::{Definition, Field};
use singo_domain::path::FieldId;

use super::cells::{Reason, read_cell};
use super::columns;
use super::profile::ImportProfile;
use super::sheet::{Sheet, SheetLine};

/// Cells by column name.
pub type Cells = BTreeMap<String, Answer>;

/// What a sheet would bring.
pub struct ReadRows {
    /// The column of each heading.
    pub mapping: Vec<Option<FieldId>>,
    /// Rows that can be taken, in the order of the file.
    pub accepted: Vec<Cells>,
    /// Rows that cannot.
    pub rejected: Vec<Rejected>,
}

/// A row that cannot be taken.
pub struct Rejected {
    /// Line in the file.
    pub line: u64,
    /// Heading of the cell at fault, where one is.
    pub heading: Option<String>,
    /// Why: a code.
    pub reason: Reason,
    /// The row as it stands, cells joined by tabs.
    pub text: String,
}

/// Reads every row of a sheet into answers of the profile's table.
///
/// `mapping` corrects the guess: a column for each heading, empty for none. `present` are the rows
/// that the table has already; a row the same as one of them, or as an earlier one, is refused.
pub fn read_rows(
    sheet: &Sheet,
    definition: &Definition,
    profile: &ImportProfile,
    mapping: Option<&[String]>,
    present: &[Row],
) -> ReadRows {
    let fields: Vec<Option<&Field>> = match mapping {
        None => columns::guess(&sheet.headings, definition, profile),
        Some(chosen) => (0..sheet.headings.len())
            .map(|index| chosen.get(index).and_then(|path| definition.field(&path.parse().ok()?)))
            .map(|field| field.filter(|f| f.path.table() == Some(profile.table.as_str())))
            .collect(),
    };
    let mut seen: BTreeSet<Vec<String>> =
        present.iter().filter_map(|row| identity(&row.cells, profile)).collect();
    let mut read = ReadRows {
        mapping: fields.iter().map(|field| field.map(|f| f.path.clone())).collect(),
        accepted: Vec::new(),
        rejected: Vec::new(),
    };
    for line in &sheet.lines {
        let taken = read_line(line, sheet, &fields, definition, profile).and_then(|cells| {
            let first = identity(&cells, profile).is_none_or(|key| seen.insert(key));
            if first { Ok(cells) } else { Err((None, "duplicate")) }
        });
        match taken {
            Ok(cells) => read.accepted.push(cells),
            Err((heading, reason)) => read.rejected.push(Rejected {
                line: line.line,
                heading,
                reason,
                text: line.cells.join("\t"),
            }),
        }
    }
    read
}

fn read_line(
    line: &SheetLine,
    sheet: &Sheet,
    fields: &[Option<&Field>],
    definition: &Definition,
    profile: &ImportProfile,
) -> Result<Cells, (Option<String>, Reason)> {
    // Spreadsheets drop empty cells at the end of a line; more cells than headings is a broken row.
    if line.cells.len() > sheet.headings.len() {
        return Err((None, "too_many_cells"));
    }
    let mut cells = Cells::new();
    for ((text, heading), field) in line.cells.iter().zip(&sheet.headings).zip(fields) {
        if let Some(field) = field.filter(|_| !text.is_empty()) {
            let answer = read_cell(text, field, definition, profile)
                .map_err(|reason| (Some(heading.clone()), reason))?;
            cells.insert(field.path.name().to_owned(), answer);
        }
    }
    if cells.is_empty() { Err((None, "nothing_mapped")) } else { Ok(cells) }
}

/// What makes a row the same as another; `None` when the profile names nothing or its first column is blank.
fn identity(cells: &Cells, profile: &ImportProfile) -> Option<Vec<String>> {
    cells.get(profile.identity.first()?)?;
    let key = profile.identity.iter().map(|column| cells.get(column).map(Answer::to_text));
    Some(key.map(Option::unwrap_or_default).collect())
}
