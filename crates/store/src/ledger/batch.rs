//! Tables `ledger_batch`, `transfer`, `ledger_chunk`, `ledger_end`: files taken into the ledger.
//!
//! A batch is opened, filled in runs of any size, put in order, and closed; until it is closed nothing sees its transfers. A
//! filing's row that one of them will stand for counts until then.
//! What a crash leaves open is found by [`Read::unfinished_batches`] and taken back.

use chrono::{DateTime, Utc};
use rusqlite::OptionalExtension;
use sha2::{Digest as _, Sha256};
use singo_domain::ledger::Movement;

use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};
use crate::evidence::Sealed;
use crate::journal::edit::Cells;
use crate::table::{as_bound, from_json, from_name, from_time, to_json, to_name, widen};

const TABLE: &str = "ledger_batch";
pub(crate) const BATCH_COLUMNS: &str = "file_name, sha256";
pub(crate) const CHUNK_COLUMNS: &str = "batch, first, last, sha256";
pub(crate) const END_COLUMNS: &str = "batch, outcome, accepted, duplicates, rejected";

/// A transfer to be added. What can be read of it and written out is made with it, apart from any vault, so that
/// adding it holds the vault for as short as can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTransfer {
    line: u64,
    /// Its cells as they are stored.
    cells: String,
    movement: Movement,
}

impl NewTransfer {
    /// From its line in the file, counted from 1, and its cells: answers by column.
    pub fn new(line: u64, cells: &Cells) -> Self {
        Self { line, cells: to_json(cells), movement: Movement::read(cells) }
    }
}

/// What became of the transfers of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// How many were added.
    pub added: u64,
    /// The lines of those that stand in the ledger already and were not added again.
    pub duplicates: Vec<u64>,
}

/// How a batch ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// All of it is there, and counts.
    Complete,
    /// It was taken back.
    Removed,
}

/// A file taken into the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchRow {
    /// Its identity in this vault.
    pub id: i64,
    /// The file's name, without folders.
    pub file_name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// When it was opened.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: String,
    /// How it ended, with transfers added, duplicates and rejected rows; `None` while it is open.
    pub end: Option<(Outcome, u64, u64, u64)>,
}

/// A transfer as it was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferRow {
    /// Its identity in this vault.
    pub id: i64,
    /// The batch that brought it.
    pub batch: i64,
    /// Its line in the file.
    pub line: u64,
    /// Its cells.
    pub cells: Cells,
}

const LISTED: &str = "SELECT b.id, b.file_name, b.sha256, b.at, b.actor,
    e.outcome, e.accepted, e.duplicates, e.rejected
    FROM ledger_batch b LEFT JOIN ledger_end e
      ON e.id = (SELECT max(id) FROM ledger_end WHERE batch = b.id)";

impl Read<'_> {
    /// The files taken into the ledger, newest first, those taken back among them.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or a record does not read.
    pub fn ledger_batches(&self) -> Result<Vec<BatchRow>, ReadError> {
        self.batches(&format!("{LISTED} ORDER BY b.id DESC"))
    }

    /// Batches that were never closed: what a crash or a cut left behind.
    ///
    /// # Errors
    /// As [`Read::ledger_batches`].
    pub fn unfinished_batches(&self) -> Result<Vec<BatchRow>, ReadError> {
        self.batches(&format!("{LISTED} WHERE e.id IS NULL ORDER BY b.id"))
    }

    fn batches(&self, sql: &str) -> Result<Vec<BatchRow>, ReadError> {
        let mut line = self.connection.prepare_cached(sql)?;
        let mut lines = line.query([])?;
        let mut rows = Vec::new();
        while let Some(line) = lines.next()? {
            let outcome: Option<String> = line.get(5)?;
            let end = match outcome {
                Some(outcome) => {
                    let count = |place| line.get::<_, i64>(place).map(i64::unsigned_abs);
                    Some((from_name("ledger_end", &outcome)?, count(6)?, count(7)?, count(8)?))
                }
                None => None,
            };
            rows.push(BatchRow {
                id: line.get(0)?,
                file_name: line.get(1)?,
                sha256: line.get(2)?,
                at: from_time(TABLE, &line.get::<_, String>(3)?)?,
                actor: line.get(4)?,
                end,
            });
        }
        Ok(rows)
    }

    /// One imported transfer, or `None`.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or the record does not read.
    pub fn transfer(&self, id: i64) -> Result<Option<TransferRow>, ReadError> {
        let mut line = self
            .connection
            .prepare_cached("SELECT batch, line, cells FROM transfer WHERE id = ?1")?;
        let found: Option<(i64, i64, String)> =
            line.query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
        found
            .map(|(batch, line, cells)| {
                let cells = from_json("transfer", &cells)?;
                Ok(TransferRow { id, batch, line: line.unsigned_abs(), cells })
            })
            .transpose()
    }

    /// The lines of those among `new` that the ledger has already.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn known_transfers(&self, new: &[NewTransfer]) -> Result<Vec<u64>, ReadError> {
        let mut known = Vec::new();
        for transfer in new {
            if self.stands_in_ledger(&transfer.movement)? {
                known.push(transfer.line);
            }
        }
        Ok(known)
    }

    /// Whether every run of transfers that an act wrote still fits its digest.
    pub(crate) fn runs_fit(&self, act: u64) -> Result<bool, ReadError> {
        let mut line = self
            .connection
            .prepare_cached("SELECT first, last, sha256 FROM ledger_chunk WHERE act = ?1")?;
        let mut lines = line.query([as_bound(act)])?;
        while let Some(line) = lines.next()? {
            let digest: String = line.get(2)?;
            if self.run_digest(line.get(0)?, line.get(1)?)? != digest {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether a transfer stands in no run.
    pub(crate) fn has_unsealed_transfer(&self) -> Result<bool, ReadError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM transfer t WHERE NOT EXISTS
                       (SELECT 1 FROM ledger_chunk c WHERE c.batch = t.batch
                        AND t.id BETWEEN c.first AND c.last))";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }

    fn run_digest(&self, first: i64, last: i64) -> Result<String, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT line, cells FROM transfer WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
        )?;
        let mut lines = line.query([first, last])?;
        let mut run = Run::default();
        while let Some(line) = lines.next()? {
            run.add(line.get(0)?, &line.get::<_, String>(1)?);
        }
        Ok(run.finish())
    }
}

impl Tx<'_> {
    /// Opens a batch; gives its id.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn open_batch(&self, file_name: &str, sha256: &str) -> Result<i64, WriteError> {
        // A number that was destroyed is not given again: acts still name it.
        let id = self.after_destroyed("ledger_batch", "last_batch")?;
        let own = [file_name.to_owned().into(), sha256.to_owned().into()];
        let batch = self.append_as(Sealed::LedgerBatch, id, &own)?;
        let sql = "INSERT INTO movement_batch (batch, ordered) VALUES (?1, 0)";
        self.execute(sql, [batch])?;
        Ok(batch)
    }

    /// Adds a run of transfers to an open batch. One that the ledger has already, by the exchange's number or
    /// by transaction id and output, is not added again.
    ///
    /// # Errors
    /// [`WriteError::AppendOnly`] when the batch is closed.
    pub fn add_transfers(&self, batch: i64, new: &[NewTransfer]) -> Result<Added, WriteError> {
        if self.batch_end(batch)?.is_some() {
            return Err(WriteError::AppendOnly);
        }
        let mut added = Added::default();
        let mut run = Run::default();
        let (mut first, mut last, mut days) = (None, 0, None);
        let mut id = self.after_destroyed("transfer", "last_transfer")?;
        for transfer in new {
            let NewTransfer { cells, movement, .. } = transfer;
            if self.stands_in_ledger(movement)? {
                added.duplicates.push(transfer.line);
                continue;
            }
            let line = as_bound(transfer.line);
            self.execute(
                "INSERT INTO transfer (id, batch, line, cells) VALUES (?1, ?2, ?3, ?4)",
                (id.take(), batch, line, cells),
            )?;
            last = self.connection.last_insert_rowid();
            first.get_or_insert(last);
            run.add(line, cells);
            self.index_transfer(last, batch, movement)?;
            if let Some(day) = movement.day {
                widen(&mut days, day);
            }
            added.added += 1;
        }
        if let Some(first) = first {
            let own = [batch.into(), first.into(), last.into(), run.finish().into()];
            self.append(Sealed::LedgerChunk, &own)?;
        }
        if let Some(days) = days {
            self.add_days(batch, days)?;
        }
        Ok(added)
    }

    /// Closes a batch: from now on its transfers count. Those of a large one should be put in order before, see
    /// [`Tx::order_some`]: what is not is done here, and that takes as long as it takes.
    ///
    /// # Errors
    /// [`WriteError::AppendOnly`] when it is closed already.
    pub fn close_batch(
        &self,
        batch: i64,
        duplicates: u64,
        rejected: u64,
    ) -> Result<(), WriteError> {
        if self.batch_end(batch)?.is_some() {
            return Err(WriteError::AppendOnly);
        }
        let accepted = self.batch_size(batch)?;
        self.order_rest(batch, accepted)?;
        self.forget_gathered(batch)?;
        self.count_instead_of_rows(batch)?;
        self.end_batch(batch, Outcome::Complete, [accepted, duplicates, rejected])
    }

    /// Takes a batch back: its transfers stay as facts and count no more.
    ///
    /// # Errors
    /// [`WriteError::NothingToUndo`] when it was taken back before or never was.
    pub fn remove_batch(&self, batch: i64) -> Result<(), WriteError> {
        let known: bool = self
            .connection
            .query_row("SELECT EXISTS (SELECT 1 FROM ledger_batch WHERE id = ?1)", [batch], |row| {
                row.get(0)
            })
            .map_err(ReadError::from)?;
        if !known || self.batch_end(batch)? == Some(Outcome::Removed) {
            return Err(WriteError::NothingToUndo);
        }
        let accepted = self.batch_size(batch)?;
        self.drop_movements_of(batch)?;
        self.end_batch(batch, Outcome::Removed, [accepted, 0, 0])
    }

    fn end_batch(&self, batch: i64, outcome: Outcome, counts: [u64; 3]) -> Result<(), WriteError> {
        let mut own = vec![batch.into(), to_name(&outcome).into()];
        own.extend(counts.map(|count| as_bound(count).into()));
        self.append(Sealed::LedgerEnd, &own).map(drop)
    }

    pub(super) fn batch_end(&self, batch: i64) -> Result<Option<Outcome>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT outcome FROM ledger_end WHERE batch = ?1 ORDER BY id DESC LIMIT 1",
        )?;
        let outcome: Option<String> = line.query_row([batch], |row| row.get(0)).optional()?;
        outcome.map(|outcome| from_name("ledger_end", &outcome)).transpose()
    }

    pub(super) fn batch_size(&self, batch: i64) -> Result<u64, ReadError> {
        let sql = "SELECT coalesce(sum(last - first + 1), 0) FROM ledger_chunk WHERE batch = ?1";
        let size: i64 = self.connection.query_row(sql, [batch], |row| row.get(0))?;
        Ok(size.unsigned_abs())
    }
}

/// The digest over a run: each row as its line number (eight bytes, most significant first), the length of its
/// cells (likewise) and its cells.
#[derive(Default)]
struct Run(Sha256);

impl Run {
    fn add(&mut self, line: i64, cells: &str) {
        self.0.update(line.to_be_bytes());
        self.0.update((cells.len() as u64).to_be_bytes());
        self.0.update(cells);
    }

    fn finish(self) -> String {
        data_encoding::HEXLOWER.encode(&self.0.finalize())
    }
}
