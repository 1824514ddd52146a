//! Table `event`: the steps in the life of a filing. Append-only; the status follows from the last one.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Row as Line;
use serde_json::Value;
use singo_domain::filing::{FilingId, Status, Step};

use super::case_access::VISIBLE;
use super::{from_json, from_name, from_time, to_json, to_name};
use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};
use crate::evidence::Sealed;

const TABLE: &str = "event";

/// A step that was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRow {
    /// The step.
    pub step: Step,
    /// The state it led to.
    pub status: Status,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: String,
    /// Its particulars: decision time, reason, note …
    pub payload: Value,
    /// The number of the act that seals it.
    pub act: u64,
}

/// The records of one act, in the order they were written.
pub(crate) const RECORDS: &str = "SELECT id, filing, step, status, at, actor, payload, act
                                  FROM event WHERE act = ?1 ORDER BY id";

/// The record under seal.
pub(crate) fn record(line: &Line<'_>) -> rusqlite::Result<String> {
    let text = |place| line.get::<_, String>(place);
    let (id, filing, act): (i64, i64, i64) = (line.get(0)?, line.get(1)?, line.get(7)?);
    Ok(to_json(&(id, filing, text(2)?, text(3)?, text(4)?, text(5)?, text(6)?, act)))
}

impl Read<'_> {
    /// The steps of a filing, oldest first.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or an event does not read.
    pub fn events(&self, filing: FilingId) -> Result<Vec<EventRow>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT step, status, at, actor, payload, act FROM event WHERE filing = ?1 ORDER BY id",
        )?;
        let mut lines = line.query([filing.0])?;
        let mut events = Vec::new();
        while let Some(line) = lines.next()? {
            events.push(EventRow {
                step: from_name(TABLE, &line.get::<_, String>(0)?)?,
                status: from_name(TABLE, &line.get::<_, String>(1)?)?,
                at: from_time(TABLE, &line.get::<_, String>(2)?)?,
                actor: line.get(3)?,
                payload: from_json(TABLE, &line.get::<_, String>(4)?)?,
                act: line.get::<_, i64>(5)?.unsigned_abs(),
            });
        }
        Ok(events)
    }
}

impl Read<'_> {
    /// Everyone who ever changed an answer or a row of a filing.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn drafters(&self, filing: FilingId) -> Result<BTreeSet<String>, ReadError> {
        let sql = "SELECT DISTINCT actor FROM journal WHERE filing = ?1";
        let mut line = self.connection.prepare_cached(sql)?;
        let actors = line.query_map([filing.0], |line| line.get(0))?;
        Ok(actors.collect::<rusqlite::Result<_>>()?)
    }

    /// When a step was taken, by any filing that a person may know of, since the start of a day in UTC.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn step_times(
        &self,
        step: Step,
        since: NaiveDate,
        viewer: &str,
    ) -> Result<Vec<DateTime<Utc>>, ReadError> {
        let sql = format!(
            "SELECT e.at FROM event e JOIN filing f ON f.id = e.filing
             WHERE e.step = ? AND e.at >= ? AND {VISIBLE} ORDER BY e.at"
        );
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query((to_name(&step), since.to_string(), viewer))?;
        let mut times = Vec::new();
        while let Some(line) = lines.next()? {
            times.push(from_time(TABLE, &line.get::<_, String>(0)?)?);
        }
        Ok(times)
    }
}

impl Tx<'_> {
    /// Takes a step with a filing; gives the state it leads to.
    ///
    /// # Errors
    /// [`WriteError::StepNotAllowed`] from where the filing stands; [`WriteError::NoCopy`] for a submission
    /// whose frozen copy was not kept first.
    pub fn record_event(
        &self,
        filing: FilingId,
        step: Step,
        payload: &Value,
    ) -> Result<Status, WriteError> {
        let from = self.status(filing)?;
        let status = step.target(from).ok_or(WriteError::StepNotAllowed { from, step })?;
        if status == Status::Submitted && self.submissions(filing)?.is_empty() {
            return Err(WriteError::NoCopy);
        }
        let (step, name, payload) = (to_name(&step), to_name(&status), to_json(payload));
        self.execute(
            "INSERT INTO event (filing, step, status, at, actor, payload, act)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (filing.0, &step, &name, self.at(), self.actor(), &payload, self.seq()),
        )?;
        let id = self.connection.last_insert_rowid();
        let record = (id, filing.0, step, name, self.at(), self.actor(), payload, self.seq());
        self.seal(Sealed::Event, &to_json(&record));
        Ok(status)
    }
}
