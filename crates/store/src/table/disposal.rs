//! Tables `disposal` and `relationship_end`: the steps of a destruction, how long a filing is kept, and what goes
//! with it.
//!
//! Destruction leaves the acts, the line of the filing without its names, and tombstones. Not here: how long a
//! record is to be kept, who may order its destruction, and what goes with a file of the ledger (`ledger`), with
//! permissions (`person`) and with looks (`access`).

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::types::Value as Sql;
use serde_json::Value;
use singo_domain::filing::FilingId;

use super::sealed::optional;
use super::{from_json, from_time, to_json};
use crate::door::{Read, Tx};
use crate::error::{Damage, ReadError, WriteError};
use crate::evidence::Sealed;

/// A step of a disposal.
#[derive(Clone, Debug, PartialEq)]
pub struct DisposalRow {
    /// Its identity in this vault.
    pub id: i64,
    /// `request`, `carry_out` or `withdraw`.
    pub step: String,
    /// The request that it carries out or withdraws.
    pub request: Option<i64>,
    /// What it names, basis, reason.
    pub payload: Value,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: String,
    /// The number of the act that seals it.
    pub act: u64,
}

/// What a disposal destroyed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Destroyed {
    /// Records under seal, each hashed into a tombstone.
    pub records: u64,
    /// SHA-256 of attached files that nothing names any more, in hexadecimal.
    pub files: Vec<String>,
}

/// The columns of a step, as they are sealed.
pub(crate) const COLUMNS: &str = "step, request, payload";
/// The columns of the end of a relationship.
pub(crate) const END_COLUMNS: &str = "filing, day, reason";

/// Tables that stay when a filing is destroyed: what is destroyed, that it was, and why it could be.
const STAYING: [&str; 3] = ["filing", "tombstone", "relationship_end"];

impl Read<'_> {
    /// Every step of every disposal, oldest first.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or a record does not read.
    pub fn disposals(&self) -> Result<Vec<DisposalRow>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT id, step, request, payload, at, actor, act FROM disposal ORDER BY id",
        )?;
        let mut lines = line.query([])?;
        let mut rows = Vec::new();
        while let Some(line) = lines.next()? {
            rows.push(DisposalRow {
                id: line.get(0)?,
                step: line.get(1)?,
                request: line.get(2)?,
                payload: from_json("disposal", &line.get::<_, String>(3)?)?,
                at: from_time("disposal", &line.get::<_, String>(4)?)?,
                actor: line.get(5)?,
                act: line.get::<_, i64>(6)?.unsigned_abs(),
            });
        }
        Ok(rows)
    }

    /// The filings that were destroyed.
    ///
    /// # Errors
    /// As [`Read::disposals`].
    pub fn disposed(&self) -> Result<BTreeSet<FilingId>, ReadError> {
        let mut found = BTreeSet::new();
        for row in self.disposals()?.into_iter().filter(|row| row.step == "carry_out") {
            let filings = row.payload["filings"].as_array().into_iter().flatten();
            found.extend(filings.filter_map(Value::as_i64).map(FilingId));
        }
        Ok(found)
    }

    /// When the relationship that a filing is about ended, if it did.
    ///
    /// # Errors
    /// As [`Read::disposals`].
    pub fn relationship_end(&self, filing: FilingId) -> Result<Option<NaiveDate>, ReadError> {
        let sql = "SELECT day FROM relationship_end WHERE filing = ?1 ORDER BY id DESC LIMIT 1";
        let mut line = self.connection.prepare_cached(sql)?;
        let mut lines = line.query([filing.0])?;
        let Some(line) = lines.next()? else { return Ok(None) };
        let day: Option<String> = line.get(0)?;
        let damaged = || ReadError::from(Damage::Record { table: "relationship_end" });
        day.map(|day| day.parse().map_err(|_| damaged())).transpose()
    }

    /// Every table that has a column `filing`, but those that stay.
    fn tables_of_filings(&self) -> Result<Vec<String>, ReadError> {
        let sql = "SELECT t.name FROM sqlite_schema t, pragma_table_info(t.name) c
                   WHERE t.type = 'table' AND c.name = 'filing' ORDER BY t.name";
        let mut line = self.connection.prepare(sql)?;
        let names = line.query_map([], |line| line.get::<_, String>(0))?;
        let names: Vec<String> = names.collect::<Result<_, _>>()?;
        Ok(names.into_iter().filter(|name| !STAYING.contains(&name.as_str())).collect())
    }
}

impl Tx<'_> {
    /// Records when the relationship that a filing is about ended; `None` takes it back.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn end_relationship(
        &self,
        filing: FilingId,
        day: Option<NaiveDate>,
        reason: &str,
    ) -> Result<(), WriteError> {
        self.filing(filing)?;
        let day = optional(day.map(|day| day.to_string()));
        let own = [filing.0.into(), day, Sql::Text(reason.to_owned())];
        self.append(Sealed::RelationshipEnd, &own).map(drop)
    }

    /// Records a step of a disposal; gives its id. What is carried out also keeps the highest numbers of the ledger.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn record_disposal(
        &self,
        step: &str,
        request: Option<i64>,
        payload: &Value,
    ) -> Result<i64, WriteError> {
        let request = request.map_or(Sql::Null, Sql::Integer);
        let mut payload = payload.clone();
        if step == "carry_out" {
            let (last_batch, last_transfer) = self.last_of_ledger()?;
            payload["last_batch"] = last_batch.into();
            payload["last_transfer"] = last_transfer.into();
        }
        let own = [Sql::Text(step.to_owned()), request, Sql::Text(to_json(&payload))];
        self.append(Sealed::Disposal, &own)
    }

    /// Destroys filings as part of the disposal step `disposal`, whose payload names them: their answers,
    /// rows, journals, events, submissions and attachments. Freed space is overwritten by the database.
    ///
    /// # Errors
    /// [`WriteError::Shared`] when an act wrote to one of them and to a filing that stays: its records have
    /// one hash and can only go together.
    pub fn destroy(&self, filings: &[FilingId], disposal: i64) -> Result<Destroyed, WriteError> {
        let going: BTreeSet<i64> = filings.iter().map(|filing| filing.0).collect();
        let list = going.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        let named = format!("filing IN ({list})");
        let mut destroyed = Destroyed { files: self.files_of(&list)?, ..Destroyed::default() };
        let tables = self.tables_of_filings()?;
        for table in Sealed::ALL {
            if tables.iter().any(|name| name == table.table()) {
                destroyed.records += self.bury(table, &named, "filing", disposal)?;
            }
        }
        self.drop_movements_of_filings(&list)?;
        // Deferred to the commit, at which nothing points to what is gone.
        self.execute("PRAGMA defer_foreign_keys = ON", [])?;
        for table in &tables {
            self.erase(table, &named)?;
        }
        for filing in going {
            self.execute(
                "UPDATE filing SET document_no = '', title = '', subject = '' WHERE id = ?1",
                [filing],
            )?;
            self.execute("DELETE FROM search WHERE rowid = ?1", [filing])?;
        }
        Ok(destroyed)
    }

    /// Attached files that only these filings have.
    fn files_of(&self, list: &str) -> Result<Vec<String>, WriteError> {
        let sql = format!(
            "SELECT DISTINCT sha256 FROM attachment WHERE filing IN ({list}) AND sha256 NOT IN (
                 SELECT sha256 FROM attachment WHERE filing NOT IN ({list})
                 AND id NOT IN (SELECT attachment FROM detachment))
             ORDER BY sha256"
        );
        let mut line = self.connection.prepare(&sql)?;
        let found = line.query_map([], |line| line.get(0))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}
