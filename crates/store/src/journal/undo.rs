//! Undo and redo, derived from the journal alone.
//!
//! Every step of editing remembers the step beneath it (`parent`). The step that undo reaches is the one the
//! last entry leads to: after an edit, that edit; after an undo of a step, its parent; after a redo, the step
//! redone. The step that redo reaches is the youngest whose parent is the one that undo reaches: an edit after
//! an undo is such a child, and being the youngest it cuts off what was undone before it.

use rusqlite::OptionalExtension;
use singo_domain::filing::FilingId;

use super::edit::Edit;
use super::{COLUMNS, Cause, JournalRow};
use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};

impl Read<'_> {
    /// The step that undo would take back, or `None`.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn undoable(&self, filing: FilingId) -> Result<Option<i64>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT grp FROM journal WHERE filing = ?1 ORDER BY seq DESC LIMIT 1",
        )?;
        let last: Option<i64> = line.query_row([filing.0], |line| line.get(0)).optional()?;
        let Some(last) = last else { return Ok(None) };
        let Some(group) = self.group(filing, last)? else { return Ok(None) };
        let top = match (group.cause, group.target) {
            (Cause::Edit | Cause::Import, _) => Some(last),
            (Cause::Redo, target) => target,
            (Cause::Undo, None) => None,
            (Cause::Undo, Some(target)) => {
                self.group(filing, target)?.and_then(|group| group.parent)
            }
        };
        Ok(top.filter(|top| *top > 0))
    }

    /// The step that redo would bring back, or `None`.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn redoable(&self, filing: FilingId) -> Result<Option<i64>, ReadError> {
        let top = self.undoable(filing)?.unwrap_or(0);
        let mut line = self
            .connection
            .prepare_cached("SELECT max(grp) FROM journal WHERE filing = ?1 AND parent = ?2")?;
        Ok(line.query_row((filing.0, top), |line| line.get(0))?)
    }
}

impl Tx<'_> {
    /// Takes the last step back; gives its number.
    ///
    /// # Errors
    /// [`WriteError::NothingToUndo`]; [`WriteError::Frozen`] when the filing is no draft.
    pub fn undo(&self, filing: FilingId) -> Result<i64, WriteError> {
        let target = self.undoable(filing)?.ok_or(WriteError::NothingToUndo)?;
        let step = Edit::begin(self, filing, Cause::Undo, Some(target), None)?;
        self.each_entry(filing, target, "DESC", |row| step.make(row.change()?.inverse()))?;
        Ok(target)
    }

    /// Brings the step that was last undone back; gives its number.
    ///
    /// # Errors
    /// As [`Tx::undo`].
    pub fn redo(&self, filing: FilingId) -> Result<i64, WriteError> {
        let target = self.redoable(filing)?.ok_or(WriteError::NothingToUndo)?;
        let step = Edit::begin(self, filing, Cause::Redo, Some(target), None)?;
        self.each_entry(filing, target, "ASC", |row| step.make(row.change()?))?;
        Ok(target)
    }

    /// Visits the entries of a step, one at a time: an import may have more than fit in memory.
    fn each_entry(
        &self,
        filing: FilingId,
        group: i64,
        direction: &str,
        mut visit: impl FnMut(JournalRow) -> Result<(), WriteError>,
    ) -> Result<(), WriteError> {
        let mut line = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM journal WHERE filing = ?1 AND grp = ?2 ORDER BY seq {direction}"
        ))?;
        let mut lines = line.query((filing.0, group))?;
        while let Some(line) = lines.next()? {
            visit(JournalRow::read(line)?)?;
        }
        Ok(())
    }
}
