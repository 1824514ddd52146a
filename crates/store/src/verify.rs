//! Verification: whether the vault still says what it said when each act was sealed.
//!
//! Walks the chain from the first act and recomputes every hash and every digest from the records; then asks
//! whether what stands in the filings follows from those records. Reports the first act that does not fit.
//! A chain cut off at its end fits in itself: only a head written down elsewhere tells, so one can be given.

use rusqlite::Row as Line;
use singo_domain::act::{self, Act, Head};
use singo_domain::answer::Content;
use singo_domain::canonical::sha256_hex;
use singo_domain::filing::FilingId;

use crate::door::Read;
use crate::error::{Damage, ReadError};
use crate::evidence::{Evidence, Sealed};
use crate::journal::{self, JournalRow};
use crate::table::attachment::AttachmentRow;
use crate::table::tombstone::DESTROYED;
use crate::table::{self, event, filing, import_batch, sealed, submission};
use crate::vault::Vault;

/// The first thing that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Break {
    /// A page of the database file fails its authentication code.
    Pages,
    /// The chain itself.
    Chain(act::Break),
    /// The payload or the records written with the act do not fit its digest.
    Records {
        /// Its number.
        seq: u64,
    },
    /// The frozen copy or the PDF of a submission does not fit its hash.
    Copy {
        /// The act that sealed it.
        seq: u64,
        /// The submission.
        submission: i64,
    },
    /// An attached file is missing, or is not what was attached.
    File {
        /// The act that sealed it.
        seq: u64,
        /// The attachment.
        attachment: i64,
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
}

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// The last act that fits, with all before it.
    pub intact: Head,
    /// The first thing that does not fit, or `None`.
    pub broken: Option<Break>,
}

impl Vault {
    /// Whether every page of the database file passes its authentication code.
    pub(crate) fn has_sound_pages(&self) -> Result<bool, ReadError> {
        let mut check = self.connection.prepare("PRAGMA cipher_integrity_check")?;
        let mut complaints = check.query([])?;
        Ok(complaints.next()?.is_none())
    }

    /// Verifies the whole vault; with `noted`, a head that was printed or exported, also that the chain still
    /// contains it. A head that was found lost when the vault was opened counts as noted.
    ///
    /// # Errors
    /// [`ReadError`] when the database cannot even be read; damage that can be named is a [`Break`].
    pub fn verify(&self, noted: Option<&Head>) -> Result<Verification, ReadError> {
        if !self.has_sound_pages()? {
            let intact = Head::genesis(self.id());
            return Ok(Verification { intact, broken: Some(Break::Pages) });
        }
        let mut found = self.read(|read| read.verified(noted))?;
        if found.broken.is_none() && self.lost().is_some() {
            found = self.read(|read| read.verified(self.lost()))?;
        }
        if found.broken.is_some() {
            return Ok(found);
        }
        // Files last: they may take long, and what names them has been checked by now.
        let broken = self.broken_file()?;
        Ok(Verification { broken, ..found })
    }

    fn broken_file(&self) -> Result<Option<Break>, ReadError> {
        let files: Vec<AttachmentRow> = self.read(|read| read.all_attachments())?;
        let broken = files.into_iter().find(|file| {
            let sha256: Result<act::Digest, _> = file.sha256.parse();
            sha256.map_or(true, |sha256| self.blobs().check(&sha256, file.size).is_err())
        });
        Ok(broken.map(|file| Break::File { seq: file.act, attachment: file.id }))
    }
}

impl Read<'_> {
    fn verified(&self, noted: Option<&Head>) -> Result<Verification, ReadError> {
        let chain = self.chain(noted)?;
        // Every act before the first break of the chain is checked against its records.
        let sound = chain.map_or_else(|broken| broken.seq - 1, |head| head.seq);
        let mut intact = self.genesis()?;
        let mut line = self.connection.prepare(&format!("{} ORDER BY seq", table::act::SELECT))?;
        let mut lines = line.query([])?;
        while let Some(line) = lines.next()?.filter(|_| intact.seq < sound) {
            let (act, payload) = table::act::read(line)?;
            let broken = self.broken_act(&act, &payload)?;
            if broken.is_some() {
                return Ok(Verification { intact, broken });
            }
            intact = act.head();
        }
        let broken = match chain {
            Err(broken) => Some(Break::Chain(broken)),
            Ok(_) => match self.unsealed()? {
                Some(broken) => Some(broken),
                None => self.broken_filing()?,
            },
        };
        Ok(Verification { intact, broken })
    }

    /// The chain by itself. An act whose columns do not even read counts as altered.
    fn chain(&self, noted: Option<&Head>) -> Result<Result<Head, act::Break>, ReadError> {
        let genesis = self.genesis()?;
        let mut line = self.connection.prepare(&format!("{} ORDER BY seq", table::act::SELECT))?;
        let mut lines = line.query([])?;
        let mut stopped: Option<ReadError> = None;
        let mut passed = 0;
        let acts = std::iter::from_fn(|| {
            let read = match lines.next() {
                Ok(line) => line.map(table::act::read)?,
                Err(error) => Err(error.into()),
            };
            passed += 1;
            read.map(|(act, _)| act).map_err(|error| stopped = Some(error)).ok()
        });
        let found = match noted {
            Some(noted) => act::verify_against(genesis, acts, noted),
            None => act::verify(genesis, acts),
        };
        let altered = act::Break { seq: passed, damage: act::Damage::Altered };
        match (stopped, found) {
            (None, found) => Ok(found),
            (Some(ReadError::Damaged { .. }), Err(earlier)) if earlier.seq < passed => {
                Ok(Err(earlier))
            }
            (Some(ReadError::Damaged { what: Damage::Record { .. } }), _) => Ok(Err(altered)),
            (Some(error), _) => Err(error),
        }
    }

    /// What is wrong with the records of an act that stands soundly on the chain.
    fn broken_act(&self, act: &Act, payload: &str) -> Result<Option<Break>, ReadError> {
        let mut evidence = Evidence::default();
        let mut records = 0_u64;
        for table in Sealed::ALL {
            self.each_record(table, act.seq as i64, |record| {
                records += 1;
                evidence.add(table, &record);
            })?;
        }
        let stones = self.stones(act.seq as i64)?;
        for (table, burial) in stones.records {
            evidence.bury(table, burial);
        }
        let fits = match stones.particulars {
            // Without its particulars the digest stands for itself, and for nothing that is still there.
            Some(digest) => digest == act.digest && payload == DESTROYED && records == 0,
            None => evidence.digest(payload) == act.digest,
        };
        if !fits {
            return Ok(Some(Break::Records { seq: act.seq }));
        }
        if !self.runs_fit(act.seq)? {
            return Ok(Some(Break::Records { seq: act.seq }));
        }
        self.broken_copy(act.seq)
    }

    /// Visits the records written with an act, as the act's digest covers them.
    pub(crate) fn each_record(
        &self,
        table: Sealed,
        act: i64,
        mut visit: impl FnMut(String),
    ) -> Result<(), ReadError> {
        type Text = fn(&Line<'_>) -> rusqlite::Result<String>;
        let plain;
        let (sql, text): (&str, Text) = match table {
            Sealed::Filing => (filing::RECORDS, filing::record),
            Sealed::Journal => (journal::RECORDS, |line| Ok(JournalRow::read(line)?.record())),
            Sealed::Event => (event::RECORDS, event::record),
            Sealed::Submission => (submission::RECORDS, submission::record),
            Sealed::ImportBatch => (import_batch::RECORDS, import_batch::record),
            // Every later table has the plain shape.
            _ => {
                plain = sealed::records(table);
                (&plain, sealed::record)
            }
        };
        let mut line = self.connection.prepare_cached(sql)?;
        let mut lines = line.query([act])?;
        while let Some(line) = lines.next()? {
            visit(text(line)?);
        }
        Ok(())
    }

    fn broken_copy(&self, seq: u64) -> Result<Option<Break>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT id, canonical, document_hash, pdf, pdf_hash FROM submission WHERE act = ?1",
        )?;
        let mut lines = line.query([seq as i64])?;
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
        if self.has_unsealed_transfer()? {
            return Ok(Some(Break::Unsealed { table: "transfer" }));
        }
        Ok(None)
    }

    /// A filing whose content or status does not follow from its records.
    fn broken_filing(&self) -> Result<Option<Break>, ReadError> {
        let mut line = self.connection.prepare("SELECT id FROM filing ORDER BY id")?;
        let filings = line.query_map([], |line| line.get(0).map(FilingId))?;
        let disposed = self.disposed()?;
        for filing in filings {
            let filing = filing?;
            if disposed.contains(&filing) {
                // Nothing may stand in it any more.
                if self.content(filing)? != Content::default() {
                    return Ok(Some(Break::Content { filing }));
                }
                continue;
            }
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
