//! Rows of a table into answers by column, one by one, and into rows that cannot be taken.
//!
//! A row is taken whole or not at all, and every fault of it is told. Not here: storing rows.

use std::collections::{BTreeMap, HashSet};

use sha2::{Digest, Sha256};
use singo_domain::answer::Answer;
use singo_domain::definition::{Definition, Field};

use super::cells::{Reader, Reason, composed};
use super::damage::{is_formula, is_total};
use super::error::SheetError;
use super::plan::Plan;
use super::profile::ImportProfile;
use super::sheet::{Cell, Lines, SheetLine};
use super::table::Table;

/// Cells by column name.
pub type Cells = BTreeMap<String, Answer>;

/// A row as it was read.
pub struct ReadRow {
    /// Line in the source.
    pub line: u64,
    /// The cells as they stand.
    pub raw: Vec<String>,
    /// The answers, or every fault.
    pub outcome: Result<Cells, Vec<Fault>>,
    /// What the user should know though the row is taken: heading and code.
    pub notices: Vec<(String, &'static str)>,
}

/// Why a row cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Heading of the cell at fault, where one is.
    pub heading: Option<String>,
    /// Why: a code.
    pub reason: Reason,
    /// The cell as it stands.
    pub text: String,
}

/// Why a plan does not fit a table: a code, and the column.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code} {column}")]
pub struct PlanError {
    /// Why.
    pub code: &'static str,
    /// The column.
    pub column: String,
}

/// The rows of a table, read by a plan.
pub struct Rows<'a> {
    reader: Reader<'a>,
    lines: Lines,
    headings: Vec<String>,
    columns: Vec<Option<&'a Field>>,
    constants: Vec<(&'a Field, Answer)>,
    seen: HashSet<[u8; 16]>,
}

impl<'a> Rows<'a> {
    /// Prepares the reading of a table. `present` are rows that are there already.
    ///
    /// # Errors
    /// [`PlanError`]: `no_such_column`, `column_twice`, or why a constant cannot be read.
    pub fn new(
        table: Table,
        definition: &'a Definition,
        profile: &'a ImportProfile,
        plan: &'a Plan,
    ) -> Result<Self, PlanError> {
        let field = |column: &str| {
            let path = format!("{}[].{column}", profile.table).parse().ok();
            path.and_then(|path| definition.field(&path))
                .ok_or_else(|| PlanError { code: "no_such_column", column: column.to_owned() })
        };
        let mut columns: Vec<Option<&'a Field>> = Vec::new();
        for heading in &table.headings {
            let column = plan.columns.get(heading).filter(|column| !column.is_empty());
            let found = column.map(|column| field(column)).transpose()?;
            let is_taken = |found: &&Field| {
                columns.iter().flatten().any(|own: &&Field| own.path == found.path)
            };
            if let Some(found) = found.filter(is_taken) {
                let column = found.path.name().to_owned();
                return Err(PlanError { code: "column_twice", column });
            }
            columns.push(found);
        }
        let reader = Reader {
            definition,
            profile,
            plan,
            comma_is_unclear: table.sheet.delimiter == Some(';'),
        };
        let mut constants = Vec::new();
        for (column, text) in &plan.constants {
            let field = field(column)?;
            let answer = reader
                .read(&Cell::text(text), field)
                .map_err(|code| PlanError { code, column: column.clone() })?;
            constants.push((field, answer));
        }
        let (lines, headings) = (table.lines, table.headings);
        Ok(Self { reader, lines, headings, columns, constants, seen: HashSet::new() })
    }

    /// Remembers a row that is there already, so that the same one is refused.
    pub fn remember(&mut self, cells: &Cells) {
        self.seen.extend(identities(cells, self.reader.profile));
    }

    /// The headings of the source.
    pub fn headings(&self) -> Vec<String> {
        self.headings.clone()
    }

    fn read(&mut self, line: SheetLine) -> ReadRow {
        let mut notices = Vec::new();
        let outcome = self.cells(&line, &mut notices).and_then(|cells| {
            let keys = identities(&cells, self.reader.profile);
            if keys.iter().any(|key| self.seen.contains(key)) {
                return Err(vec![Fault {
                    heading: None,
                    reason: "duplicate",
                    text: String::new(),
                }]);
            }
            self.seen.extend(keys);
            Ok(cells)
        });
        let raw = line.cells.into_iter().map(|cell| cell.text).collect();
        ReadRow { line: line.line, raw, outcome, notices }
    }

    fn cells(
        &self,
        line: &SheetLine,
        notices: &mut Vec<(String, &'static str)>,
    ) -> Result<Cells, Vec<Fault>> {
        let whole = |reason| vec![Fault { heading: None, reason, text: String::new() }];
        if is_total(&line.cells, self.reader.profile) {
            return Err(whole("total_row"));
        }
        // Spreadsheets drop empty cells at the end of a line; more cells than headings is a broken row.
        let surplus = line.cells.get(self.headings.len()..).unwrap_or_default();
        if surplus.iter().any(|cell| !cell.text.is_empty()) {
            return Err(whole("too_many_cells"));
        }
        let mut cells = Cells::new();
        let mut faults = Vec::new();
        for ((cell, heading), field) in line.cells.iter().zip(&self.headings).zip(&self.columns) {
            let Some(field) = field.filter(|_| !cell.text.is_empty()) else { continue };
            if composed(&cell.text).is_some() {
                notices.push((heading.clone(), "decomposed"));
            }
            if is_formula(&cell.text) {
                notices.push((heading.clone(), "formula_as_text"));
            }
            match self.reader.read(cell, field) {
                Ok(answer) => _ = cells.insert(field.path.name().to_owned(), answer),
                Err(reason) => {
                    let (heading, text) = (Some(heading.clone()), cell.text.clone());
                    faults.push(Fault { heading, reason, text });
                }
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        if cells.is_empty() {
            return Err(whole("nothing_mapped"));
        }
        for (field, answer) in &self.constants {
            cells.entry(field.path.name().to_owned()).or_insert_with(|| answer.clone());
        }
        Ok(cells)
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<ReadRow, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.lines.next()?.map(|line| self.read(line)))
    }
}

/// What makes a row the same as another: a short digest for each set of columns whose first is filled.
fn identities(cells: &Cells, profile: &ImportProfile) -> Vec<[u8; 16]> {
    let sets = profile.identities.iter().zip(0_u8..);
    sets.filter_map(|(columns, number)| {
        let text = |column: &String| cells.get(column).map(Answer::to_text).unwrap_or_default();
        // A hash is the same in capital letters; an internal number is compared as it stands.
        let first = columns.first().map(text).filter(|text| !text.is_empty())?;
        let mut hash = Sha256::new_with_prefix([number]);
        hash.update(first.trim_start_matches("0x").to_ascii_lowercase());
        for column in columns.iter().skip(1) {
            hash.update([0]);
            hash.update(text(column));
        }
        let mut key = [0; 16];
        key.copy_from_slice(&hash.finalize()[..16]);
        Some(key)
    })
    .collect()
}

/// The plan that the headings suggest. The zone of times is never guessed.
pub fn guessed(headings: &[String], columns: &[Option<&Field>]) -> Plan {
    let named = headings
        .iter()
        .zip(columns)
        .filter_map(|(heading, field)| Some((heading.clone(), (*field)?.path.name().to_owned())));
    Plan { columns: named.collect(), ..Plan::default() }
}
