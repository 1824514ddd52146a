//! Table `batch_relationship_end`: how long a file taken into the ledger is kept, and its destruction.
//!
//! A file goes whole: its name, its transfers, the runs that seal them, how it ended, the rows that were refused, and
//! what was read of customers and addresses from it alone; what a file that stays added to them stands with that file.
//! The acts stay, and tombstones. Rows of filings that stood back for its transfers count again. A number that was
//! destroyed is not given to another. Not here: how long a file is to be kept, and who may order its destruction.

use chrono::NaiveDate;
use rusqlite::OptionalExtension;
use rusqlite::types::Value as Sql;
use singo_domain::ledger::Movement;

use crate::door::{Read, Tx};
use crate::error::{Damage, ReadError, WriteError};
use crate::evidence::Sealed;
use crate::journal::edit::Cells;
use crate::table::sealed::optional;
use crate::table::{from_json, widen};

const TABLE: &str = "batch_relationship_end";
pub(crate) const RELATIONSHIP_COLUMNS: &str = "batch, day, reason";

/// The tables with the records of a batch, each with the column that names it.
const OF_BATCH: [(Sealed, &str); 4] = [
    (Sealed::LedgerBatch, "id"),
    (Sealed::LedgerChunk, "batch"),
    (Sealed::LedgerEnd, "batch"),
    (Sealed::ImportReject, "batch"),
];

/// First and last day in Korea of the movements of a batch, in days since year 1.
pub type BatchDays = (i64, i64);

/// What went with files of the ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BatchGone {
    /// Records under seal, each hashed into a tombstone.
    pub records: u64,
    /// Transfers; the runs that sealed them are among the records.
    pub transfers: u64,
}

impl Read<'_> {
    /// When the last relationship ended that a batch is about, if that was said.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or a record does not read.
    pub fn batch_relationship_end(&self, batch: i64) -> Result<Option<NaiveDate>, ReadError> {
        let sql =
            "SELECT day FROM batch_relationship_end WHERE batch = ?1 ORDER BY id DESC LIMIT 1";
        let mut line = self.connection.prepare_cached(sql)?;
        let day: Option<Option<String>> = line.query_row([batch], |row| row.get(0)).optional()?;
        let damaged = || ReadError::from(Damage::Record { table: TABLE });
        day.flatten().map(|day| day.parse().map_err(|_| damaged())).transpose()
    }

    /// The days of the movements of a batch, read from the transfers themselves; `None` where none has a day.
    ///
    /// # Errors
    /// As [`Read::batch_relationship_end`].
    pub fn batch_days(&self, batch: i64) -> Result<Option<BatchDays>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT t.cells FROM ledger_chunk c JOIN transfer t ON t.id BETWEEN c.first AND c.last
             WHERE c.batch = ?1",
        )?;
        let mut lines = line.query([batch])?;
        let mut days = None;
        while let Some(line) = lines.next()? {
            let cells: Cells = from_json("transfer", &line.get::<_, String>(0)?)?;
            if let Some(day) = Movement::read(&cells).day {
                widen(&mut days, day);
            }
        }
        Ok(days)
    }

    /// The days of the movements of a complete batch as the index has them, without a look at the transfers.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn indexed_days(&self, batch: i64) -> Result<Option<BatchDays>, ReadError> {
        let sql = "SELECT first, last FROM movement_batch WHERE batch = ?1";
        let mut line = self.connection.prepare_cached(sql)?;
        let days = line.query_row([batch], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (first, last): (Option<i64>, Option<i64>) = days.unwrap_or_default();
        Ok(first.zip(last))
    }

    /// The number to give next in a table whose highest numbers were destroyed; `None` where the order goes on.
    pub(super) fn after_destroyed(
        &self,
        table: &str,
        last: &str,
    ) -> Result<Option<i64>, ReadError> {
        let sql = format!(
            "SELECT gone + 1 FROM (SELECT max(json_extract(payload, '$.{last}')) AS gone FROM disposal)
             WHERE gone > (SELECT coalesce(max(id), 0) FROM {table})"
        );
        let mut line = self.connection.prepare_cached(&sql)?;
        Ok(line.query_row([], |row| row.get(0)).optional()?)
    }
}

impl Tx<'_> {
    /// Notes the days of movements that were added to a batch.
    pub(super) fn add_days(&self, batch: i64, days: BatchDays) -> Result<(), WriteError> {
        let sql = "UPDATE movement_batch SET first = min(coalesce(first, ?2), ?2), last = max(coalesce(last, ?3), ?3)
                   WHERE batch = ?1";
        self.execute(sql, (batch, days.0, days.1)).map(drop)
    }

    /// Records when the last relationship ended that a batch is about; `None` takes it back.
    ///
    /// # Errors
    /// [`WriteError::AppendOnly`] for a batch that is open or is not there.
    pub fn end_batch_relationship(
        &self,
        batch: i64,
        day: Option<NaiveDate>,
        reason: &str,
    ) -> Result<(), WriteError> {
        if self.batch_end(batch)?.is_none() {
            return Err(WriteError::AppendOnly);
        }
        let day = optional(day.map(|day| day.to_string()));
        let own = [batch.into(), day, Sql::Text(reason.to_owned())];
        self.append(Sealed::BatchRelationshipEnd, &own).map(drop)
    }

    /// The highest numbers that were ever given to a batch and to a transfer. What is carried out keeps them, so that
    /// none is given again.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub(crate) fn last_of_ledger(&self) -> Result<(i64, i64), ReadError> {
        let highest = |table: &str, last: &str| -> Result<i64, ReadError> {
            let next = self.after_destroyed(table, last)?;
            let sql = format!("SELECT coalesce(max(id), 0) FROM {table}");
            let there: i64 = self.connection.query_row(&sql, [], |row| row.get(0))?;
            Ok(next.map_or(there, |next| next - 1))
        };
        Ok((highest("ledger_batch", "last_batch")?, highest("transfer", "last_transfer")?))
    }

    /// Destroys batches as part of the disposal step `disposal`, whose payload names them.
    ///
    /// # Errors
    /// [`WriteError::AppendOnly`] when one of them is open; it must be taken back first. [`WriteError::Shared`] when
    /// an act wrote to one of them and to one that stays.
    pub fn destroy_batches(&self, batches: &[i64], disposal: i64) -> Result<BatchGone, WriteError> {
        let mut gone = BatchGone::default();
        for batch in batches {
            if self.batch_end(*batch)?.is_none() {
                return Err(WriteError::AppendOnly);
            }
            self.drop_movements_of(*batch)?;
        }
        let list = batches.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        // Before the transfers go: they say from which batch a fact was read.
        let mut parts: Vec<(Sealed, String)> = Vec::new();
        for table in [Sealed::Party, Sealed::Wallet] {
            parts.push((table, self.read_from(table, &list)?));
        }
        parts.extend(OF_BATCH.map(|(table, column)| (table, format!("{column} IN ({list})"))));
        for (table, going) in &parts {
            gone.records += self.bury(*table, going, "NULL", disposal)?;
        }
        // Deferred to the commit, at which nothing points to what is gone.
        self.execute("PRAGMA defer_foreign_keys = ON", [])?;
        gone.transfers = self.erase("transfer", &format!("batch IN ({list})"))?;
        for (table, going) in &parts {
            self.erase(table.table(), going)?;
        }
        Ok(gone)
    }

    /// The records of customers or addresses that were read from nothing but these batches and such as are gone: those
    /// of the acts whose records all were. What an act read from a batch that stays, too, stays with it.
    fn read_from(&self, table: Sealed, list: &str) -> Result<String, WriteError> {
        let sql = format!(
            "SELECT act FROM {} GROUP BY act HAVING sum(NOT origin GLOB 'transfer/*' OR
                 CAST(substr(origin, 10) AS INTEGER) IN (SELECT id FROM transfer WHERE batch NOT IN ({list}))) = 0",
            table.table()
        );
        let mut line = self.connection.prepare(&sql)?;
        let acts = line.query_map([], |row| row.get::<_, i64>(0))?;
        let acts: Vec<String> =
            acts.map(|act| Ok(act?.to_string())).collect::<Result<_, rusqlite::Error>>()?;
        Ok(format!("act IN ({})", acts.join(", ")))
    }
}
