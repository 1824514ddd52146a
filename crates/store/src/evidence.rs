//! What an act's digest covers: its payload, and every append-only record written in its transaction.
//!
//! Each record is a JSON array of its columns; SHA-256 is taken over a table's records in the order they were
//! written. The digest is SHA-256 over `singo-evidence-1`, the payload, and for each table of [`Sealed`] its
//! name, its number of records (eight bytes) and that hash. Everything stands behind its length in eight
//! bytes, most significant first. Changing, removing or adding one record leaves an act that no longer fits.
//! A table after the first five counts only where the act wrote to it, so that the digests of acts sealed
//! before there was such a table stay as they are. Of records that were destroyed at the end of their time of
//! keeping, a tombstone keeps their number and hash: the digest can still be computed. Where the payload itself was
//! destroyed it cannot; then nothing that was written with the act may be left, and a tombstone keeps the digest.

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use singo_domain::act::{Digest, DigestError};

use crate::door::Read;
use crate::error::ReadError;
use crate::table::as_bound;

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
    Attachment,
    Detachment,
    Disposal,
    Tombstone,
    RelationshipEnd,
    Rate,
    HouseRule,
    Party,
    Wallet,
    BatchRelationshipEnd,
    ImportReject,
    FormAdded,
    FormWithdrawn,
}

/// The tables that every digest names, with or without records.
const ALWAYS: usize = 5;

impl Sealed {
    pub(crate) const ALL: [Self; 28] = [
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
        Self::Attachment,
        Self::Detachment,
        Self::Disposal,
        Self::Tombstone,
        Self::RelationshipEnd,
        Self::Rate,
        Self::HouseRule,
        Self::Party,
        Self::Wallet,
        Self::BatchRelationshipEnd,
        Self::ImportReject,
        Self::FormAdded,
        Self::FormWithdrawn,
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
            Self::Attachment => "attachment",
            Self::Detachment => "detachment",
            Self::Disposal => "disposal",
            Self::Tombstone => "tombstone",
            Self::RelationshipEnd => "relationship_end",
            Self::Rate => "rate",
            Self::HouseRule => "house_rule",
            Self::Party => "party",
            Self::Wallet => "wallet",
            Self::BatchRelationshipEnd => "batch_relationship_end",
            Self::ImportReject => "import_reject",
            Self::FormAdded => "form_added",
            Self::FormWithdrawn => "form_withdrawn",
        }
    }
}

/// The records of one act, hashed as they come.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence {
    tables: [(u64, Sha256); Sealed::ALL.len()],
    buried: Vec<(Sealed, Burial)>,
}

/// What a tombstone keeps of the records of one act in one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Burial {
    /// How many there were.
    pub(crate) records: u64,
    /// The hash over them.
    pub(crate) hash: Digest,
}

impl Evidence {
    /// Adds a record: a JSON array of its columns.
    pub(crate) fn add(&mut self, table: Sealed, record: &str) {
        let (count, hash) = &mut self.tables[table as usize];
        *count += 1;
        hash.update((record.len() as u64).to_be_bytes());
        hash.update(record);
    }

    /// Stands a tombstone in the place of a table's records, of which none may be left.
    pub(crate) fn bury(&mut self, table: Sealed, burial: Burial) {
        self.buried.push((table, burial));
    }

    /// Number and hash of what was added to a table.
    pub(crate) fn burial(&self, table: Sealed) -> Result<Burial, DigestError> {
        let (records, hash) = self.tables[table as usize].clone();
        Ok(Burial { records, hash: HEXLOWER.encode(&hash.finalize()).parse()? })
    }

    /// The digest of an act with this payload and these records.
    pub(crate) fn digest(self, payload: &str) -> Digest {
        let mut seal = Seal::over(payload);
        let tables = Sealed::ALL.into_iter().zip(self.tables).enumerate();
        for (place, (table, (count, hash))) in tables {
            let buried = self.buried.iter().find(|(of, _)| *of == table && count == 0);
            let (count, hash): (u64, [u8; 32]) = match buried {
                Some((_, burial)) => (burial.records, *burial.hash.as_bytes()),
                None => (count, hash.finalize().into()),
            };
            if place >= ALWAYS && count == 0 {
                continue;
            }
            seal.add(table.table(), count, &hash);
        }
        seal.digest()
    }
}

/// The bytes whose hash a digest is.
struct Seal(Vec<u8>);

impl Seal {
    fn over(payload: &str) -> Self {
        let mut bytes = Vec::new();
        put(&mut bytes, b"singo-evidence-1");
        put(&mut bytes, payload.as_bytes());
        Self(bytes)
    }

    fn add(&mut self, table: &str, records: u64, hash: &[u8; 32]) {
        put(&mut self.0, table.as_bytes());
        put(&mut self.0, &records.to_be_bytes());
        put(&mut self.0, hash);
    }

    fn digest(self) -> Digest {
        Digest::of(self.0)
    }
}

/// The digest that an act with this payload and these records has, from a copy of them outside the vault: the
/// tables in the order of the format, the first five also without records.
pub fn evidence_digest(payload: &str, tables: &[(String, Vec<String>)]) -> Digest {
    let mut seal = Seal::over(payload);
    for (table, records) in tables {
        let mut body = Vec::new();
        records.iter().for_each(|record| put(&mut body, record.as_bytes()));
        seal.add(table, records.len() as u64, Digest::of(body).as_bytes());
    }
    seal.digest()
}

impl Read<'_> {
    /// The payload and the records of an act, by table, as [`evidence_digest`] takes them.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn evidence_of(&self, act: u64) -> Result<SealedRecords, ReadError> {
        let number = as_bound(act);
        let sql = "SELECT payload FROM act WHERE seq = ?1";
        let payload = self.connection.query_row(sql, [number], |line| line.get(0))?;
        let mut tables = Vec::new();
        for (place, table) in Sealed::ALL.into_iter().enumerate() {
            let mut records = Vec::new();
            self.each_record(table, number, |record| records.push(record))?;
            if place < ALWAYS || !records.is_empty() {
                tables.push((table.table().to_owned(), records));
            }
        }
        Ok((payload, tables))
    }
}

/// The payload of an act, and the records written with it by table.
pub type SealedRecords = (String, Vec<(String, Vec<String>)>);

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
        let table = |name: &str, records: &[&str]| {
            (name.to_owned(), records.iter().map(|text| (*text).to_owned()).collect())
        };
        let outside = [
            table("filing", &[]),
            table("journal", &["[\"가\",1]", "[2]"]),
            table("event", &["[3]"]),
            table("submission", &[]),
            table("import_batch", &[]),
        ];
        assert_eq!(evidence_digest("{\"a\":1}", &outside).to_string(), expected);
    }

    #[test]
    fn a_tombstone_gives_the_digest_of_what_it_stands_for() {
        let mut whole = Evidence::default();
        whole.add(Sealed::Event, "[3]");
        whole.add(Sealed::Attachment, "[4]");
        whole.add(Sealed::Attachment, "[5]");
        let mut emptied = Evidence::default();
        for table in [Sealed::Event, Sealed::Attachment] {
            emptied.bury(table, whole.burial(table).unwrap());
        }
        let digest = whole.digest("{}");
        assert_eq!(emptied.clone().digest("{}"), digest);
        // A record that came back, or another beside the stone, does not fit.
        emptied.add(Sealed::Event, "[6]");
        assert_ne!(emptied.digest("{}"), digest);
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
