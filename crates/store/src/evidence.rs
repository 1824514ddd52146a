//! What an act's digest covers: its payload, and every append-only record written in its transaction.
//!
//! Each record is a JSON array of its columns; each table's records are hashed in the order they were
//! written, every one behind its length. The digest seals payload and tables, so that changing, removing or
//! adding one record in the database leaves an act that no longer fits. Byte format `singo-evidence-1`.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// The tables under seal, in the order of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sealed {
    Filing,
    Journal,
    Event,
    Submission,
    ImportBatch,
}

impl Sealed {
    pub(crate) const ALL: [Self; 5] =
        [Self::Filing, Self::Journal, Self::Event, Self::Submission, Self::ImportBatch];

    /// The table's name in the database.
    pub(crate) fn table(self) -> &'static str {
        match self {
            Self::Filing => "filing",
            Self::Journal => "journal",
            Self::Event => "event",
            Self::Submission => "submission",
            Self::ImportBatch => "import_batch",
        }
    }
}

/// The records of one act, hashed as they come.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence {
    tables: [(u64, Sha256); 5],
}

impl Evidence {
    /// Adds a record: a JSON array of its columns.
    pub(crate) fn add(&mut self, table: Sealed, record: &str) {
        let (count, hash) = &mut self.tables[table as usize];
        *count += 1;
        put(hash, record.as_bytes());
    }

    /// The digest of an act with this payload and these records, hexadecimal.
    pub(crate) fn digest(self, payload: &str) -> String {
        let mut seal = Sha256::new();
        put(&mut seal, b"singo-evidence-1");
        put(&mut seal, payload.as_bytes());
        for (table, (count, hash)) in Sealed::ALL.into_iter().zip(self.tables) {
            put(&mut seal, table.table().as_bytes());
            seal.update(count.to_be_bytes());
            seal.update(hash.finalize());
        }
        HEXLOWER.encode(&seal.finalize())
    }
}

/// A field behind its length in bytes (64 bits, big-endian): no two lists of fields give the same bytes.
fn put(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

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
