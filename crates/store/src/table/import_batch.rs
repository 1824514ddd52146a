//! Table `import_batch`: files whose rows were taken in, with every row counted. Append-only.

use chrono::{DateTime, Utc};
use rusqlite::Row as Line;
use singo_domain::filing::FilingId;

use super::{from_time, to_json};
use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};
use crate::evidence::Sealed;
use crate::journal::Cause;
use crate::journal::edit::Edit;

const TABLE: &str = "import_batch";

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewImportBatch {
    /// Its name, without folders.
    pub file_name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// How many rows were taken in.
    pub accepted: u32,
    /// How many were not.
    pub rejected: u32,
}

/// A file that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportBatchRow {
    /// Its identity in this vault, in order from 1.
    pub id: i64,
    /// The step of the journal that brought its rows.
    pub group: i64,
    /// The file.
    pub file: NewImportBatch,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: String,
}

/// The records of one act, in the order they were written.
pub(crate) const RECORDS: &str =
    "SELECT id, filing, grp, file_name, sha256, accepted, rejected, at,
    actor, act FROM import_batch WHERE act = ?1 ORDER BY id";

/// The record under seal.
pub(crate) fn record(line: &Line<'_>) -> rusqlite::Result<String> {
    let text = |place| line.get::<_, String>(place);
    let number = |place| line.get::<_, i64>(place);
    Ok(to_json(&(
        (number(0)?, number(1)?, number(2)?, text(3)?, text(4)?, number(5)?, number(6)?),
        (text(7)?, text(8)?, number(9)?),
    )))
}

impl Read<'_> {
    /// The files taken into a filing, oldest first.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn import_batches(&self, filing: FilingId) -> Result<Vec<ImportBatchRow>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT id, grp, file_name, sha256, accepted, rejected, at, actor
             FROM import_batch WHERE filing = ?1 ORDER BY id",
        )?;
        let mut lines = line.query([filing.0])?;
        let mut batches = Vec::new();
        while let Some(line) = lines.next()? {
            let file = NewImportBatch {
                file_name: line.get(2)?,
                sha256: line.get(3)?,
                accepted: line.get(4)?,
                rejected: line.get(5)?,
            };
            batches.push(ImportBatchRow {
                id: line.get(0)?,
                group: line.get(1)?,
                file,
                at: from_time(TABLE, &line.get::<_, String>(6)?)?,
                actor: line.get(7)?,
            });
        }
        Ok(batches)
    }
}

impl Read<'_> {
    /// Every file taken into any filing, newest first.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn all_import_batches(&self) -> Result<Vec<(FilingId, ImportBatchRow)>, ReadError> {
        let mut line = self
            .connection
            .prepare_cached("SELECT filing FROM import_batch GROUP BY filing ORDER BY filing")?;
        let filings = line.query_map([], |line| line.get(0).map(FilingId))?;
        let mut all = Vec::new();
        for filing in filings {
            let filing = filing?;
            all.extend(self.import_batches(filing)?.into_iter().map(|batch| (filing, batch)));
        }
        all.sort_by_key(|(_, batch)| std::cmp::Reverse(batch.id));
        Ok(all)
    }
}

impl Tx<'_> {
    /// Begins the step that takes a file in; its rows are added to the step and undone with it. Also gives the file's
    /// number.
    ///
    /// # Errors
    /// As [`Tx::edit`].
    pub fn import(
        &self,
        filing: FilingId,
        file: &NewImportBatch,
    ) -> Result<(i64, Edit<'_, '_>), WriteError> {
        let parent = Some(self.undoable(filing)?.unwrap_or(0));
        let step = Edit::begin(self, filing, Cause::Import, None, parent)?;
        let NewImportBatch { file_name, sha256, accepted, rejected } = file;
        self.execute(
            "INSERT INTO import_batch (filing, grp, file_name, sha256, rows, accepted, rejected,
                                       at, actor, act)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            rusqlite::params![
                filing.0,
                step.group(),
                file_name,
                sha256,
                i64::from(*accepted) + i64::from(*rejected),
                accepted,
                rejected,
                self.at(),
                self.actor(),
                self.seq()
            ],
        )?;
        let id = self.connection.last_insert_rowid();
        let record = (
            (id, filing.0, step.group(), file_name, sha256, accepted, rejected),
            (self.at(), self.actor(), self.seq()),
        );
        self.seal(Sealed::ImportBatch, &to_json(&record));
        Ok((id, step))
    }
}
