//! Table `submission`: what was sent. The canonical copy, the very PDF, the receipt. Append-only.
//!
//! The PDF lies in the database and not beside it, so that it is there exactly when its submission is, under
//! the same encryption, in the same backup.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row as Line};
use serde_json::Value;
use singo_domain::canonical::{DefinitionRef, canonical_filing, sha256_hex};
use singo_domain::filing::{FilingId, Status};

use super::{from_json, from_time, to_json};
use crate::door::{Read, Tx, to_text};
use crate::error::{ReadError, WriteError};
use crate::evidence::Sealed;

const TABLE: &str = "submission";

/// What is known when a filing is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSubmission {
    /// The document hash that the PDF carries; the copy that is kept must have it.
    pub document_hash: String,
    /// The PDF as sent.
    pub pdf: Vec<u8>,
    /// How it was sent.
    pub channel: String,
    /// When it was sent, as the user states it.
    pub sent_at: DateTime<Utc>,
    /// The authority's receipt number; without one, `payload` explains its absence.
    pub receipt: Option<String>,
    /// Further particulars.
    pub payload: Value,
}

/// A submission, without its large parts.
#[derive(Clone, Debug, PartialEq)]
pub struct SubmissionRow {
    /// Its identity in this vault, in order from 1.
    pub id: i64,
    /// The definition its copy was made under.
    pub definition: DefinitionRef,
    /// SHA-256 of the canonical copy.
    pub document_hash: String,
    /// SHA-256 of the PDF.
    pub pdf_hash: String,
    /// How it was sent.
    pub channel: String,
    /// When it was sent, as the user stated it.
    pub sent_at: DateTime<Utc>,
    /// The authority's receipt number.
    pub receipt: Option<String>,
    /// Further particulars.
    pub payload: Value,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: String,
    /// The number of the act that seals it.
    pub act: u64,
}

/// The records of one act, in the order they were written.
pub(crate) const RECORDS: &str = "SELECT id, filing, form, version, definition_hash, document_hash,
    pdf_hash, channel, sent_at, receipt, payload, at, actor, act
    FROM submission WHERE act = ?1 ORDER BY id";

/// The record under seal: the large parts stand in it by their hashes.
pub(crate) fn record(line: &Line<'_>) -> rusqlite::Result<String> {
    let text = |place| line.get::<_, String>(place);
    let (id, filing, act): (i64, i64, i64) = (line.get(0)?, line.get(1)?, line.get(13)?);
    Ok(to_json(&(
        (id, filing, text(2)?, text(3)?, text(4)?, text(5)?, text(6)?, text(7)?, text(8)?),
        (line.get::<_, Option<String>>(9)?, text(10)?, text(11)?, text(12)?, act),
    )))
}

impl Read<'_> {
    /// The submissions of a filing, oldest first.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or a submission does not read.
    pub fn submissions(&self, filing: FilingId) -> Result<Vec<SubmissionRow>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT id, form, version, definition_hash, document_hash, pdf_hash, channel, sent_at,
                    receipt, payload, at, actor, act
             FROM submission WHERE filing = ?1 ORDER BY id",
        )?;
        let mut lines = line.query([filing.0])?;
        let mut rows = Vec::new();
        while let Some(line) = lines.next()? {
            let definition =
                DefinitionRef { form: line.get(1)?, version: line.get(2)?, hash: line.get(3)? };
            rows.push(SubmissionRow {
                id: line.get(0)?,
                definition,
                document_hash: line.get(4)?,
                pdf_hash: line.get(5)?,
                channel: line.get(6)?,
                sent_at: from_time(TABLE, &line.get::<_, String>(7)?)?,
                receipt: line.get(8)?,
                payload: from_json(TABLE, &line.get::<_, String>(9)?)?,
                at: from_time(TABLE, &line.get::<_, String>(10)?)?,
                actor: line.get(11)?,
                act: line.get::<_, i64>(12)?.unsigned_abs(),
            });
        }
        Ok(rows)
    }

    /// The canonical copy and the PDF of a submission, or `None`.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn submitted_copy(&self, submission: i64) -> Result<Option<(String, Vec<u8>)>, ReadError> {
        let mut line = self
            .connection
            .prepare_cached("SELECT canonical, pdf FROM submission WHERE id = ?1")?;
        let copy = line.query_row([submission], |line| Ok((line.get(0)?, line.get(1)?)));
        Ok(copy.optional()?)
    }
}

impl Tx<'_> {
    /// Keeps what is sent of an approved filing: its canonical copy, made here, and the PDF. Gives the
    /// submission's id. The step itself is [`Tx::record_event`]'s, in the same write.
    ///
    /// # Errors
    /// [`WriteError::NotApproved`]; [`WriteError::WrongCopy`] when the PDF carries another document hash
    /// than the filing has.
    pub fn freeze(&self, filing: FilingId, new: &NewSubmission) -> Result<i64, WriteError> {
        let status = self.status(filing)?;
        if status != Status::Approved {
            return Err(WriteError::NotApproved { status });
        }
        let definition = self.filing(filing)?.definition;
        let canonical = canonical_filing(&definition, &self.content(filing)?);
        let document_hash = sha256_hex(&canonical);
        if document_hash != new.document_hash {
            return Err(WriteError::WrongCopy);
        }
        let (pdf_hash, sent_at) = (sha256_hex(&new.pdf), to_text(new.sent_at));
        let payload = to_json(&new.payload);
        let DefinitionRef { form, version, hash } = &definition;
        self.execute(
            "INSERT INTO submission (filing, form, version, definition_hash, canonical, document_hash,
                 pdf, pdf_hash, channel, sent_at, receipt, payload, at, actor, act)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            rusqlite::params![
                filing.0, form, version, hash, canonical, document_hash, new.pdf, pdf_hash,
                new.channel, sent_at, new.receipt, payload, self.at(), self.actor(), self.seq()
            ],
        )?;
        let id = self.connection.last_insert_rowid();
        let record = (
            (id, filing.0, form, version, hash, document_hash, pdf_hash, &new.channel, sent_at),
            (&new.receipt, payload, self.at(), self.actor(), self.seq()),
        );
        self.seal(Sealed::Submission, &to_json(&record));
        Ok(id)
    }
}
