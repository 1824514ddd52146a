//! Tables `disposal`, `tombstone` and `relationship_end`: how long a filing is kept, and its destruction.
//!
//! Destruction leaves the acts, the line of the filing without its names, and one tombstone for the records
//! of each act in each sealed table: their number and hash, from which the act's digest still follows. The
//! triggers that refuse deletion are lifted and set again within the one transaction of the disposal.
//! Not here: how long a record is to be kept, and who may order its destruction.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::types::Value as Sql;
use serde_json::Value;
use singo_domain::filing::FilingId;

use super::sealed::optional;
use super::{as_bound, from_json, from_time, to_json};
use crate::door::{Read, Tx};
use crate::error::{Damage, ReadError, WriteError};
use crate::evidence::{Burial, Evidence, Sealed};

/// A step of a disposal.
#[derive(Clone, Debug, PartialEq)]
pub struct DisposalRow {
    /// Its identity in this vault.
    pub id: i64,
    /// `request`, `carry_out` or `withdraw`.
    pub step: String,
    /// The request that it carries out or withdraws.
    pub request: Option<i64>,
    /// Filings, basis, reason.
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
/// The columns of a tombstone.
pub(crate) const STONE_COLUMNS: &str = "sealed, tab, records, hash, filing, disposal";
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

    /// Whether a filing was destroyed: then a tombstone stands for its records.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn is_destroyed(&self, filing: FilingId) -> Result<bool, ReadError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM tombstone WHERE filing = ?1)";
        let mut line = self.connection.prepare_cached(sql)?;
        Ok(line.query_row([filing.0], |line| line.get(0))?)
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

    /// The tombstones that stand for records of an act.
    pub(crate) fn burials(&self, sealed: i64) -> Result<Vec<(Sealed, Burial)>, ReadError> {
        let damaged = || ReadError::from(Damage::Record { table: "tombstone" });
        let sql = "SELECT tab, records, hash FROM tombstone WHERE sealed = ?1 ORDER BY id";
        let mut line = self.connection.prepare_cached(sql)?;
        let mut lines = line.query([sealed])?;
        let mut found = Vec::new();
        while let Some(line) = lines.next()? {
            let (name, hash): (String, String) = (line.get(0)?, line.get(2)?);
            let table = Sealed::ALL.into_iter().find(|table| table.table() == name);
            let records = line.get::<_, i64>(1)?.unsigned_abs();
            let burial = Burial { records, hash: hash.parse().map_err(|_| damaged())? };
            found.push((table.ok_or_else(damaged)?, burial));
        }
        Ok(found)
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

    /// Records a step of a disposal; gives its id.
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
        let own = [Sql::Text(step.to_owned()), request, Sql::Text(to_json(payload))];
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
        let mut destroyed = Destroyed { files: self.files_of(&list)?, ..Destroyed::default() };
        let tables = self.tables_of_filings()?;
        let sealed: Vec<Sealed> = Sealed::ALL
            .into_iter()
            .filter(|table| tables.iter().any(|name| name == table.table()))
            .collect();
        for table in sealed {
            for (act, filing) in self.acts_on(table, &list)? {
                destroyed.records += self.bury(table, act, filing, disposal)?;
            }
        }
        self.drop_movements_of_filings(&list)?;
        // Deferred to the commit, at which nothing points to what is gone.
        self.execute("PRAGMA defer_foreign_keys = ON", [])?;
        let lifted = self.lift_triggers(&tables)?;
        for table in &tables {
            self.execute(&format!("DELETE FROM {table} WHERE filing IN ({list})"), [])?;
        }
        for trigger in lifted {
            self.execute(&trigger, [])?;
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

    /// The acts that wrote to these filings in one table, each with one of the filings.
    fn acts_on(&self, table: Sealed, list: &str) -> Result<Vec<(i64, i64)>, WriteError> {
        let name = table.table();
        let sql = format!(
            "SELECT act, min(filing), sum(filing NOT IN ({list})) FROM {name}
             WHERE act IN (SELECT act FROM {name} WHERE filing IN ({list})) GROUP BY act ORDER BY act"
        );
        let mut line = self.connection.prepare(&sql)?;
        let mut lines = line.query([])?;
        let mut found = Vec::new();
        while let Some(line) = lines.next()? {
            let act: i64 = line.get(0)?;
            if line.get::<_, i64>(2)? > 0 {
                return Err(WriteError::Shared { act: act.unsigned_abs() });
            }
            found.push((act, line.get(1)?));
        }
        Ok(found)
    }

    /// Sets the tombstone for the records of one act in one table; gives how many they are.
    fn bury(&self, table: Sealed, act: i64, filing: i64, disposal: i64) -> Result<u64, WriteError> {
        let mut evidence = Evidence::default();
        self.each_record(table, act, |record| evidence.add(table, &record))?;
        let damaged = |_| WriteError::from(Damage::Record { table: table.table() });
        let Burial { records, hash } = evidence.burial(table).map_err(damaged)?;
        let (count, hash) = (as_bound(records), hash.to_string());
        let own = [
            act.into(),
            Sql::Text(table.table().to_owned()),
            count.into(),
            Sql::Text(hash),
            filing.into(),
            disposal.into(),
        ];
        self.append(Sealed::Tombstone, &own)?;
        Ok(records)
    }

    /// Takes away the triggers that refuse deletion from these tables; gives the statements that set them again.
    fn lift_triggers(&self, tables: &[String]) -> Result<Vec<String>, WriteError> {
        let sql = "SELECT name, sql FROM sqlite_schema
                   WHERE type = 'trigger' AND tbl_name = ?1 AND sql LIKE '%BEFORE DELETE%'";
        let mut lifted = Vec::new();
        for table in tables {
            let mut line = self.connection.prepare(sql)?;
            let found = line.query_map([table], |line| Ok((line.get(0)?, line.get(1)?)))?;
            let found: Vec<(String, String)> = found.collect::<Result<_, _>>()?;
            for (name, statement) in found {
                self.execute(&format!("DROP TRIGGER {name}"), [])?;
                lifted.push(statement);
            }
        }
        Ok(lifted)
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
