//! What a reading found, counted: for the dry run, and for the record of an import.

use std::collections::BTreeMap;

use singo_store::Reject;

use super::rows::{Cells, Fault, ReadRow};

/// How many taken rows are shown as they would be stored.
const SHOWN_ROWS: usize = 50;

/// Of one file so many rejected rows are kept in the vault, and no more text of them than this; what is beyond is
/// counted.
const KEPT_ROWS: usize = 10_000;
const KEPT_BYTES: usize = 16 << 20;

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
    /// The first rejected rows, as they are kept.
    pub kept: Vec<Reject>,
    /// How much text they have.
    bytes: usize,
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
                self.keep(&row, faults);
                if self.shown_rejected.len() < self.most {
                    self.shown_rejected.push(row);
                }
            }
        }
    }

    /// Keeps a rejected row as it stands, while there is room.
    fn keep(&mut self, row: &ReadRow, faults: &[Fault]) {
        let size: usize = row.raw.iter().map(String::len).sum();
        if self.kept.len() >= KEPT_ROWS || self.bytes + size > KEPT_BYTES {
            // They are the first ones, without a gap.
            self.bytes = KEPT_BYTES;
            return;
        }
        self.bytes += size;
        let reason = |fault: &Fault| (fault.heading.clone(), fault.reason.to_owned());
        let reasons = faults.iter().map(reason).collect();
        self.kept.push(Reject { line: row.line, reasons, cells: row.raw.clone() });
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
