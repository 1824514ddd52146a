//! What a reading found, counted: for the dry run, and for the record of an import.

use std::collections::BTreeMap;

use super::rows::{Cells, ReadRow};

/// How many taken rows are shown as they would be stored.
const SHOWN_ROWS: usize = 50;

/// How often something occurred, and where first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// How often.
    pub count: u64,
    /// The first line.
    pub first: u64,
}

/// The sums of a reading.
#[derive(Default)]
pub struct Tally {
    /// Rows taken.
    pub accepted: u64,
    /// Rows refused, duplicates among them.
    pub rejected: u64,
    /// Rows refused because the same one is there.
    pub duplicates: u64,
    /// Faults by reason and heading.
    pub faults: BTreeMap<(&'static str, Option<String>), Occurrence>,
    /// Notices by code and heading.
    pub notices: BTreeMap<(&'static str, Option<String>), Occurrence>,
    /// The first rejected rows.
    pub shown_rejected: Vec<ReadRow>,
    /// The first taken rows.
    pub shown_rows: Vec<Cells>,
    most: usize,
}

impl Tally {
    /// Sums that keep at most `most` rejected rows to show.
    pub fn showing(most: u32) -> Self {
        Self { most: most as usize, ..Self::default() }
    }

    /// Counts a row.
    pub fn take(&mut self, row: ReadRow) {
        for (heading, code) in &row.notices {
            count(&mut self.notices, code, Some(heading.clone()), row.line);
        }
        match &row.outcome {
            Ok(cells) => {
                self.accepted += 1;
                if self.shown_rows.len() < SHOWN_ROWS {
                    self.shown_rows.push(cells.clone());
                }
            }
            Err(faults) => {
                self.rejected += 1;
                self.duplicates +=
                    u64::from(faults.iter().any(|fault| fault.reason == "duplicate"));
                for fault in faults {
                    count(&mut self.faults, fault.reason, fault.heading.clone(), row.line);
                }
                if self.shown_rejected.len() < self.most {
                    self.shown_rejected.push(row);
                }
            }
        }
    }
}

fn count(
    counts: &mut BTreeMap<(&'static str, Option<String>), Occurrence>,
    code: &'static str,
    heading: Option<String>,
    line: u64,
) {
    let occurrence = counts.entry((code, heading)).or_insert(Occurrence { count: 0, first: line });
    occurrence.count += 1;
}
