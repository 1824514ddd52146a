//! What an act's digest covers: its payload, and every append-only record written in its transaction.
//!
//! Each record is a JSON array of its columns; SHA-256 is taken over a table's records in the order they were
//! written. The digest is SHA-256 over `singo-evidence-1`, the payload, and for each table of [`Sealed`] its
//! name, its number of records (eight bytes) and that hash. Everything stands behind its length in eight
//! bytes, most significant first. Changing, removing or adding one record leaves an act that no longer fits.
//! A table after the first five counts only where the act wrote to it, so that the digests of acts sealed
//! before there was such a table stay as they are.

use sha2::{Digest as _, Sha256};
use singo_domain::act::Digest;

/// The tables under seal, in the order of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sealed {
    Filing,
    Journal,
    Event,
    Submission,
    ImportBatch,
    Person,
    DutyRule,
    Comment,
    Contact,
    CaseAccess,
    FilingLink,
    LedgerBatch,
    LedgerChunk,
    LedgerEnd,
    FlagAnswer,
}

/// The tables that every digest names, with or without records.
const ALWAYS: usize = 5;

impl Sealed {
    pub(crate) const ALL: [Self; 15] = [
        Self::Filing,
        Self::Journal,
        Self::Event,
        Self::Submission,
        Self::ImportBatch,
        Self::Person,
        Self::DutyRule,
        Self::Comment,
        Self::Contact,
        Self::CaseAccess,
        Self::FilingLink,
        Self::LedgerBatch,
        Self::LedgerChunk,
        Self::LedgerEnd,
        Self::FlagAnswer,
    ];

    /// The table's name in the database.
    pub(crate) fn table(self) -> &'static str {
        match self {
            Self::Filing => "filing",
            Self::Journal => "journal",
            Self::Event => "event",
            Self::Submission => "submission",
            Self::ImportBatch => "import_batch",
            Self::Person => "person",
            Self::DutyRule => "duty_rule",
            Self::Comment => "comment",
            Self::Contact => "contact",
            Self::CaseAccess => "case_access",
            Self::FilingLink => "filing_link",
            Self::LedgerBatch => "ledger_batch",
            Self::LedgerChunk => "ledger_chunk",
            Self::LedgerEnd => "ledger_end",
            Self::FlagAnswer => "flag_answer",
        }
    }
}

/// The records of one act, hashed as they come.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence {
    tables: [(u64, Sha256); Sealed::ALL.len()],
}

impl Evidence {
    /// Adds a record: a JSON array of its columns.
    pub(crate) fn add(&mut self, table: Sealed, record: &str) {
        let (count, hash) = &mut self.tables[table as usize];
        *count += 1;
        hash.update((record.len() as u64).to_be_bytes());
        hash.update(record);
    }

    /// The digest of an act with this payload and these records.
    pub(crate) fn digest(self, payload: &str) -> Digest {
        let mut seal = Vec::new();
        put(&mut seal, b"singo-evidence-1");
        put(&mut seal, payload.as_bytes());
        let tables = Sealed::ALL.into_iter().zip(self.tables).enumerate();
        for (place, (table, (count, hash))) in tables {
            if place >= ALWAYS && count == 0 {
                continue;
            }
            put(&mut seal, table.table().as_bytes());
            put(&mut seal, &count.to_be_bytes());
            put(&mut seal, &hash.finalize());
        }
        Digest::of(seal)
    }
}

/// A field behind its length in bytes (64 bits, big-endian): no two lists of fields give the same bytes.
fn put(bytes: &mut Vec<u8>, field: &[u8]) {
    bytes.extend_from_slice(&(field.len() as u64).to_be_bytes());
    bytes.extend_from_slice(field);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_are_those_of_the_format() {
        // Computed with Python's struct and hashlib from the description of the format.
        let expected = "04df4ad4465152590269920a1ee147024af1bbc1fea8e7ecc390db1f5878d400";
        let mut evidence = Evidence::default();
        evidence.add(Sealed::Event, "[3]");
        evidence.add(Sealed::Journal, "[\"가\",1]");
        evidence.add(Sealed::Journal, "[2]");
        assert_eq!(evidence.digest("{\"a\":1}").to_string(), expected);
    }

    #[test]
    fn a_record_counts_by_its_table_its_place_and_its_text() {
        let of = |records: &[(Sealed, &str)]| {
            let mut evidence = Evidence::default();
            records.iter().for_each(|(table, text)| evidence.add(*table, text));
            evidence.digest("{}")
        };
        let digests = [
            of(&[]),
            of(&[(Sealed::Journal, "[1]")]),
            of(&[(Sealed::Event, "[1]")]),
            of(&[(Sealed::Journal, "[1]"), (Sealed::Journal, "[2]")]),
            of(&[(Sealed::Journal, "[2]"), (Sealed::Journal, "[1]")]),
            of(&[(Sealed::Journal, "[1][2]")]),
        ];
        let distinct: std::collections::BTreeSet<_> = digests.iter().collect();
        assert_eq!(distinct.len(), digests.len());
    }
}
