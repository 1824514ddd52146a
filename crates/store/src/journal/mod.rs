//! Table `journal`: every change to a filing's answers, in order, and what each step of it was.
//!
//! Replaying a filing's journal from the start gives its content. Undo and redo append the inverse or the
//! same changes again, so the journal also tells what can be undone, and a restart forgets nothing.

pub(crate) mod change;
pub(crate) mod edit;
pub(crate) mod replay;
pub(crate) mod undo;

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row as Line};
use singo_domain::filing::FilingId;

use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};
use crate::evidence::Sealed;
use crate::table::{from_name, from_time, to_json, to_name};
pub use change::Change;

const TABLE: &str = "journal";

/// What brought a change about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The user typed, or arranged rows.
    Edit,
    /// A file was taken in.
    Import,
    /// The user took a step back.
    Undo,
    /// The user took it forward again.
    Redo,
}

/// One change, as it was journalled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// Its number within the filing: 1, 2, 3 …
    pub seq: i64,
    /// The step it belongs to; changes of one step are undone together.
    pub group: i64,
    /// What brought it about.
    pub cause: Cause,
    /// For undo and redo, the step that was undone or redone.
    pub target: Option<i64>,
    /// What changed.
    pub change: Change,
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: String,
    /// The number of the act that seals it.
    pub act: u64,
}

/// Where a group stands in the order of undoing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Group {
    pub(crate) filing: FilingId,
    pub(crate) id: i64,
    pub(crate) cause: Cause,
    pub(crate) target: Option<i64>,
    pub(crate) parent: Option<i64>,
}

/// A journal line, every column of it, as the act's digest covers it.
pub(crate) struct JournalRow {
    pub(crate) id: i64,
    pub(crate) filing: i64,
    pub(crate) seq: i64,
    pub(crate) grp: i64,
    pub(crate) cause: String,
    pub(crate) target: Option<i64>,
    pub(crate) parent: Option<i64>,
    pub(crate) kind: String,
    pub(crate) path: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    pub(crate) at: String,
    pub(crate) actor: String,
    pub(crate) act: i64,
}

/// The columns of [`JournalRow`], in its order.
pub(crate) const COLUMNS: &str = "id, filing, seq, grp, cause, target, parent, kind, path, before, \
                                  after, at, actor, act";

/// The records of one act, in the order they were written.
pub(crate) const RECORDS: &str = "SELECT id, filing, seq, grp, cause, target, parent, kind, path,
    before, after, at, actor, act FROM journal WHERE act = ?1 ORDER BY id";

impl JournalRow {
    pub(crate) fn read(line: &Line<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: line.get(0)?,
            filing: line.get(1)?,
            seq: line.get(2)?,
            grp: line.get(3)?,
            cause: line.get(4)?,
            target: line.get(5)?,
            parent: line.get(6)?,
            kind: line.get(7)?,
            path: line.get(8)?,
            before: line.get(9)?,
            after: line.get(10)?,
            at: line.get(11)?,
            actor: line.get(12)?,
            act: line.get(13)?,
        })
    }

    /// The record under seal.
    pub(crate) fn record(&self) -> String {
        to_json(&(
            (self.id, self.filing, self.seq, self.grp, &self.cause, self.target, self.parent),
            (&self.kind, &self.path, &self.before, &self.after, &self.at, &self.actor, self.act),
        ))
    }

    /// What changed.
    pub(crate) fn change(&self) -> Result<Change, ReadError> {
        Change::from_columns(&self.kind, &self.path, self.before.as_deref(), self.after.as_deref())
    }

    fn entry(&self) -> Result<JournalEntry, ReadError> {
        Ok(JournalEntry {
            seq: self.seq,
            group: self.grp,
            cause: from_name(TABLE, &self.cause)?,
            target: self.target,
            change: self.change()?,
            at: from_time(TABLE, &self.at)?,
            actor: self.actor.clone(),
            act: self.act.unsigned_abs(),
        })
    }
}

impl Read<'_> {
    /// The journal of a filing after entry `after`, at most `limit` entries, oldest first.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or an entry does not read.
    pub fn history(
        &self,
        filing: FilingId,
        after: i64,
        limit: u32,
    ) -> Result<Vec<JournalEntry>, ReadError> {
        let mut line = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM journal WHERE filing = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3"
        ))?;
        let mut lines = line.query((filing.0, after, limit))?;
        let mut entries = Vec::new();
        while let Some(line) = lines.next()? {
            entries.push(JournalRow::read(line)?.entry()?);
        }
        Ok(entries)
    }

    /// The number of the last entry of a filing; 0 when there is none.
    pub(crate) fn last_entry(&self, filing: FilingId) -> Result<i64, ReadError> {
        let mut line = self
            .connection
            .prepare_cached("SELECT coalesce(max(seq), 0) FROM journal WHERE filing = ?1")?;
        Ok(line.query_row([filing.0], |line| line.get(0))?)
    }

    /// The cause, target and parent of a group.
    pub(crate) fn group(&self, filing: FilingId, id: i64) -> Result<Option<Group>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT cause, target, parent FROM journal WHERE filing = ?1 AND grp = ?2 LIMIT 1",
        )?;
        let found: Option<(String, Option<i64>, Option<i64>)> = line
            .query_row((filing.0, id), |line| Ok((line.get(0)?, line.get(1)?, line.get(2)?)))
            .optional()?;
        let group = |(cause, target, parent): (String, _, _)| {
            Ok(Group { filing, id, cause: from_name(TABLE, &cause)?, target, parent })
        };
        found.map(group).transpose()
    }
}

impl Tx<'_> {
    /// Writes one change down, as entry `seq` of `group`.
    pub(crate) fn journal(
        &self,
        group: Group,
        seq: i64,
        change: &Change,
    ) -> Result<(), WriteError> {
        let (kind, path, before, after) = change.to_columns();
        let mut row = JournalRow {
            id: 0,
            filing: group.filing.0,
            seq,
            grp: group.id,
            cause: to_name(&group.cause),
            target: group.target,
            parent: group.parent,
            kind: kind.to_owned(),
            path,
            before,
            after,
            at: self.at().to_owned(),
            actor: self.actor().to_owned(),
            act: self.seq(),
        };
        self.execute(
            "INSERT INTO journal (filing, seq, grp, cause, target, parent, kind, path, before, after,
                                  at, actor, act)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            rusqlite::params![
                row.filing, row.seq, row.grp, row.cause, row.target, row.parent, row.kind, row.path,
                row.before, row.after, row.at, row.actor, row.act
            ],
        )?;
        row.id = self.connection.last_insert_rowid();
        self.seal(Sealed::Journal, &row.record());
        Ok(())
    }
}
