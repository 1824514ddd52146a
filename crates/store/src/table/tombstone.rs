//! Table `tombstone`: what is left of records that were destroyed at the end of their time of keeping.
//!
//! One stone for the records of one act in one sealed table: their number and hash, from which the act's digest still
//! follows. The particulars of an act can go as well; from what is left the digest cannot be computed then, so every
//! record written with the act must have gone before, and the stone keeps the digest. The triggers that refuse
//! deletion are lifted and set again within the one transaction of the disposal. Not here: what is destroyed, and who
//! may order it.

use rusqlite::types::Value as Sql;
use singo_domain::act::Digest;
use singo_domain::filing::FilingId;

use super::as_bound;
use super::sealed::optional;
use crate::door::{Read, Tx};
use crate::error::{Damage, ReadError, WriteError};
use crate::evidence::{Burial, Evidence, Sealed};

/// The columns of a tombstone, as they are sealed.
pub(crate) const COLUMNS: &str = "sealed, tab, records, hash, filing, disposal";

/// The table of acts, whose particulars a stone can stand for.
const ACT: &str = "act";
/// What stands in the place of particulars that were destroyed.
pub(crate) const DESTROYED: &str = r#"{"destroyed":true}"#;

/// What was destroyed of an act.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stones {
    /// Its records, by table.
    pub(crate) records: Vec<(Sealed, Burial)>,
    /// Its particulars: the digest that it had with them.
    pub(crate) particulars: Option<Digest>,
}

impl Read<'_> {
    /// Whether a filing was destroyed: then a tombstone stands for its records.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn is_destroyed(&self, filing: FilingId) -> Result<bool, ReadError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM tombstone WHERE filing = ?1)";
        let mut line = self.connection.prepare_cached(sql)?;
        Ok(line.query_row([filing.0], |line| line.get(0))?)
    }

    /// Whether a record that was written with an act still stands.
    fn has_records(&self, act: i64) -> Result<bool, ReadError> {
        let mut left = false;
        for table in Sealed::ALL {
            self.each_record(table, act, |_| left = true)?;
        }
        Ok(left)
    }

    /// The tombstones that stand for an act.
    pub(crate) fn stones(&self, sealed: i64) -> Result<Stones, ReadError> {
        let damaged = || ReadError::from(Damage::Record { table: "tombstone" });
        let sql = "SELECT tab, records, hash FROM tombstone WHERE sealed = ?1 ORDER BY id";
        let mut line = self.connection.prepare_cached(sql)?;
        let mut lines = line.query([sealed])?;
        let mut found = Stones::default();
        while let Some(line) = lines.next()? {
            let (name, hash): (String, String) = (line.get(0)?, line.get(2)?);
            let hash = hash.parse().map_err(|_| damaged())?;
            if name == ACT {
                found.particulars = Some(hash);
                continue;
            }
            let table = Sealed::ALL.into_iter().find(|table| table.table() == name);
            let records = line.get::<_, i64>(1)?.unsigned_abs();
            found.records.push((table.ok_or_else(damaged)?, Burial { records, hash }));
        }
        Ok(found)
    }
}

impl Tx<'_> {
    /// Sets the tombstones for the records of a table that meet a condition; gives how many they are. `filing` is
    /// the column that says of which filing they are, or `NULL`.
    ///
    /// # Errors
    /// [`WriteError::Shared`] when an act wrote to one of them and to one that stays: its records have one hash and
    /// can only go together.
    pub(crate) fn bury(
        &self,
        table: Sealed,
        going: &str,
        filing: &str,
        disposal: i64,
    ) -> Result<u64, WriteError> {
        let name = table.table();
        let sql = format!(
            "SELECT act, min({filing}), sum(NOT ({going})) FROM {name}
             WHERE act IN (SELECT act FROM {name} WHERE {going}) GROUP BY act ORDER BY act"
        );
        let mut acts: Vec<(i64, Option<i64>)> = Vec::new();
        {
            let mut line = self.connection.prepare(&sql)?;
            let mut lines = line.query([])?;
            while let Some(line) = lines.next()? {
                let act: i64 = line.get(0)?;
                if line.get::<_, Option<i64>>(2)?.unwrap_or_default() > 0 {
                    return Err(WriteError::Shared { act: act.unsigned_abs() });
                }
                acts.push((act, line.get(1)?));
            }
        }
        let mut buried = 0;
        for (act, filing) in acts {
            let mut evidence = Evidence::default();
            self.each_record(table, act, |record| evidence.add(table, &record))?;
            let damaged = |_| WriteError::from(Damage::Record { table: name });
            let Burial { records, hash } = evidence.burial(table).map_err(damaged)?;
            self.set_stone(act, name, records, hash, filing, disposal)?;
            buried += records;
        }
        Ok(buried)
    }

    /// Destroys the particulars of the acts that were done to a subject, where no record of theirs is left: purposes and
    /// notes say of what is destroyed what it was about.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn destroy_particulars(&self, subject: &str, disposal: i64) -> Result<(), WriteError> {
        let sql = "SELECT seq FROM act WHERE subject = ?1 AND payload <> ?2 ORDER BY seq";
        let mut line = self.connection.prepare_cached(sql)?;
        let acts = line.query_map((subject, DESTROYED), |line| line.get(0))?;
        let mut alone: Vec<i64> = Vec::new();
        for act in acts {
            let act = act?;
            if !self.has_records(act)? {
                alone.push(act);
            }
        }
        self.bury_particulars(&alone, disposal)
    }

    /// Destroys the particulars of acts of which no record is left.
    ///
    /// # Errors
    /// [`WriteError::Shared`] when a record written with one of them still stands.
    pub(crate) fn bury_particulars(&self, acts: &[i64], disposal: i64) -> Result<(), WriteError> {
        let lifted = self.lift_triggers(ACT, "UPDATE")?;
        for act in acts {
            if self.has_records(*act)? {
                return Err(WriteError::Shared { act: act.unsigned_abs() });
            }
            let sql = "SELECT digest FROM act WHERE seq = ?1";
            let digest: String = self.connection.query_row(sql, [act], |line| line.get(0))?;
            let damaged = |_| WriteError::from(Damage::Record { table: ACT });
            self.set_stone(*act, ACT, 1, digest.parse().map_err(damaged)?, None, disposal)?;
            self.execute("UPDATE act SET payload = ?2 WHERE seq = ?1", (act, DESTROYED))?;
        }
        self.set_triggers(&lifted)
    }

    /// Deletes the records of a table that meet a condition; freed space is overwritten by the database.
    pub(crate) fn erase(&self, table: &str, going: &str) -> Result<u64, WriteError> {
        let lifted = self.lift_triggers(table, "DELETE")?;
        let erased = self.execute(&format!("DELETE FROM {table} WHERE {going}"), [])?;
        self.set_triggers(&lifted)?;
        Ok(erased as u64)
    }

    fn set_stone(
        &self,
        act: i64,
        table: &str,
        records: u64,
        hash: Digest,
        filing: Option<i64>,
        disposal: i64,
    ) -> Result<(), WriteError> {
        let own = [
            act.into(),
            Sql::Text(table.to_owned()),
            as_bound(records).into(),
            optional(Some(hash.to_string())),
            filing.map_or(Sql::Null, Sql::Integer),
            disposal.into(),
        ];
        self.append(Sealed::Tombstone, &own).map(drop)
    }

    /// Takes away the triggers of a table that refuse a change; gives the statements that set them again.
    fn lift_triggers(&self, table: &str, change: &str) -> Result<Vec<String>, WriteError> {
        let sql = "SELECT name, sql FROM sqlite_schema
                   WHERE type = 'trigger' AND tbl_name = ?1 AND sql LIKE ?2";
        let mut line = self.connection.prepare(sql)?;
        let refuses = format!("%BEFORE {change}%");
        let found = line.query_map([table, &refuses], |line| Ok((line.get(0)?, line.get(1)?)))?;
        let found: Vec<(String, String)> = found.collect::<Result<_, _>>()?;
        let mut lifted = Vec::new();
        for (name, statement) in found {
            self.execute(&format!("DROP TRIGGER {name}"), [])?;
            lifted.push(statement);
        }
        Ok(lifted)
    }

    fn set_triggers(&self, lifted: &[String]) -> Result<(), WriteError> {
        lifted.iter().try_for_each(|trigger| self.execute(trigger, []).map(drop))
    }
}
