//! Verification: whether the vault still says what it said when each act was sealed.
//!
//! Walks the chain from the first act and recomputes every hash and every digest from the records; then asks
//! whether what stands in the filings follows from those records. Reports the first act that does not fit.
//! A chain cut off at its end fits in itself: only a head written down elsewhere tells, so one can be given.

use rusqlite::Row as Line;
use singo_domain::canonical::sha256_hex;
use singo_domain::filing::FilingId;

use crate::door::Read;
use crate::error::ReadError;
use crate::evidence::{Evidence, Sealed};
use crate::journal::{self, JournalRow};
use crate::table::act::{self, ActRow};
use crate::table::{event, filing, import_batch, submission};
use crate::vault::Vault;

/// The first thing that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Break {
    /// A page of the database file fails its authentication code.
    Pages,
    /// The act is not there, though later ones are.
    Missing {
        /// Its number.
        seq: i64,
    },
    /// The act does not name the one before it: it was altered, moved, or comes from another chain.
    Unlinked {
        /// Its number.
        seq: i64,
    },
    /// The act's own words do not fit its hash.
    Altered {
        /// Its number.
        seq: i64,
    },
    /// The payload or the records written with the act do not fit its digest.
    Records {
        /// Its number.
        seq: i64,
    },
    /// The frozen copy or the PDF of a submission does not fit its hash.
    Copy {
        /// The act that sealed it.
        seq: i64,
        /// The submission.
        submission: i64,
    },
    /// A record names an act that is not on the chain.
    Unsealed {
        /// Its table.
        table: &'static str,
    },
    /// What stands in a filing does not follow from its journal.
    Content {
        /// The filing.
        filing: FilingId,
    },
    /// Where a filing stands in lists does not follow from its events.
    Status {
        /// The filing.
        filing: FilingId,
    },
    /// The chain does not contain the head it was compared with: acts are missing from its end, or it is
    /// another chain.
    Truncated {
        /// The number of the last act there is.
        last: i64,
    },
}

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// How many acts fit, from the first.
    pub intact: i64,
    /// The hash of the last act that fits; empty when none does.
    pub head: String,
    /// The first thing that does not fit, or `None`.
    pub broken: Option<Break>,
}

impl Vault {
    /// Verifies the whole vault; with `witness`, the hash of an act that was printed or exported, also that
    /// this act is still on the chain.
    ///
    /// # Errors
    /// [`ReadError`] when the database cannot even be read; damage that can be named is a [`Break`].
    pub fn verify(&self, witness: Option<&str>) -> Result<Verification, ReadError> {
        let pages = {
            let mut check = self.connection.prepare("PRAGMA cipher_integrity_check")?;
            let mut complaints = check.query([])?;
            complaints.next()?.is_some()
        };
        if pages {
            let broken = Some(Break::Pages);
            return Ok(Verification { intact: 0, head: String::new(), broken });
        }
        self.read(|read| read.verified(witness))
    }
}

impl Read<'_> {
    fn verified(&self, witness: Option<&str>) -> Result<Verification, ReadError> {
        let mut found = Verification { intact: 0, head: act::GENESIS.to_owned(), broken: None };
        let mut witnessed = witness.is_none();
        let mut line = self.connection.prepare(&format!("{} ORDER BY seq", act::SELECT))?;
        let mut lines = line.query([])?;
        while let Some(line) = lines.next()? {
            let row = ActRow::read(line)?;
            found.broken = self.broken_act(&row, &found)?;
            if found.broken.is_some() {
                return Ok(found);
            }
            witnessed |= witness == Some(row.hash.as_str());
            found.intact = row.seq;
            found.head = row.hash;
        }
        found.broken = match self.unsealed()? {
            Some(broken) => Some(broken),
            None if !witnessed => Some(Break::Truncated { last: found.intact }),
            None => self.broken_filing()?,
        };
        Ok(found)
    }

    /// What is wrong with an act, coming after the ones that fit.
    fn broken_act(&self, row: &ActRow, so_far: &Verification) -> Result<Option<Break>, ReadError> {
        let seq = row.seq;
        if seq != so_far.intact + 1 {
            return Ok(Some(Break::Missing { seq: so_far.intact + 1 }));
        }
        if row.prev != so_far.head {
            return Ok(Some(Break::Unlinked { seq }));
        }
        if row.sealed() != row.hash {
            return Ok(Some(Break::Altered { seq }));
        }
        let mut evidence = Evidence::default();
        for table in Sealed::ALL {
            self.each_record(table, seq, |record| evidence.add(table, &record))?;
        }
        if evidence.digest(&row.payload) != row.digest {
            return Ok(Some(Break::Records { seq }));
        }
        self.broken_copy(seq)
    }

    /// Visits the records written with an act, as the act's digest covers them.
    fn each_record(
        &self,
        table: Sealed,
        act: i64,
        mut visit: impl FnMut(String),
    ) -> Result<(), ReadError> {
        type Text = fn(&Line<'_>) -> rusqlite::Result<String>;
        let (sql, text): (&str, Text) = match table {
            Sealed::Filing => (filing::RECORDS, filing::record),
            Sealed::Journal => (journal::RECORDS, |line| Ok(JournalRow::read(line)?.record())),
            Sealed::Event => (event::RECORDS, event::record),
            Sealed::Submission => (submission::RECORDS, submission::record),
            Sealed::ImportBatch => (import_batch::RECORDS, import_batch::record),
        };
        let mut line = self.connection.prepare_cached(sql)?;
        let mut lines = line.query([act])?;
        while let Some(line) = lines.next()? {
            visit(text(line)?);
        }
        Ok(())
    }

    fn broken_copy(&self, seq: i64) -> Result<Option<Break>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT id, canonical, document_hash, pdf, pdf_hash FROM submission WHERE act = ?1",
        )?;
        let mut lines = line.query([seq])?;
        while let Some(line) = lines.next()? {
            let (canonical, document_hash): (String, String) = (line.get(1)?, line.get(2)?);
            let (pdf, pdf_hash): (Vec<u8>, String) = (line.get(3)?, line.get(4)?);
            if sha256_hex(canonical) != document_hash || sha256_hex(pdf) != pdf_hash {
                return Ok(Some(Break::Copy { seq, submission: line.get(0)? }));
            }
        }
        Ok(None)
    }

    /// A record whose act is not on the chain.
    fn unsealed(&self) -> Result<Option<Break>, ReadError> {
        for table in Sealed::ALL.map(Sealed::table) {
            let sql = format!(
                "SELECT EXISTS (SELECT 1 FROM {table} WHERE act NOT IN (SELECT seq FROM act))"
            );
            if self.connection.query_row(&sql, [], |line| line.get(0))? {
                return Ok(Some(Break::Unsealed { table }));
            }
        }
        Ok(None)
    }

    /// A filing whose content or status does not follow from its records.
    fn broken_filing(&self) -> Result<Option<Break>, ReadError> {
        let mut line = self.connection.prepare("SELECT id FROM filing ORDER BY id")?;
        let filings = line.query_map([], |line| line.get(0).map(FilingId))?;
        for filing in filings {
            let filing = filing?;
            // A journal that does not replay, or answers that do not read, are the same news.
            match (self.content(filing), self.replayed(filing)) {
                (Ok(content), Ok(replayed)) if content == replayed => {}
                (Err(error @ ReadError::Database(_)), _) => return Err(error),
                _ => return Ok(Some(Break::Content { filing })),
            }
            if self.filing(filing)?.status != self.status(filing)? {
                return Ok(Some(Break::Status { filing }));
            }
        }
        Ok(None)
    }
}
