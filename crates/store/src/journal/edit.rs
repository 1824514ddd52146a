//! One step of editing: changes that are undone together.
//!
//! Every change is applied and journalled here, and nowhere else. A change costs the same in a filing of
//! ten rows and of a hundred thousand: it touches its own answer or row only.

use std::cell::Cell;

use singo_domain::answer::Answer;
use singo_domain::filing::{FilingId, Status};
use singo_domain::path::{FieldId, Path, RowId};

use super::{Cause, Change, Group};
use crate::door::Tx;
use crate::error::WriteError;
use crate::order;
use crate::table::row::Placed;

pub use crate::table::row::Cells;

/// An open step of editing on one filing. One step at a time per filing; it ends when it is dropped.
#[derive(Debug)]
pub struct Edit<'t, 'c> {
    tx: &'t Tx<'c>,
    group: Group,
    next: Cell<i64>,
}

impl Tx<'_> {
    /// Begins a step of editing.
    ///
    /// # Errors
    /// [`WriteError::Frozen`] when the filing is no draft; [`WriteError::Read`] when it does not exist.
    pub fn edit(&self, filing: FilingId) -> Result<Edit<'_, '_>, WriteError> {
        let parent = Some(self.undoable(filing)?.unwrap_or(0));
        Edit::begin(self, filing, Cause::Edit, None, parent)
    }

    /// Sets one answer, or clears it with `None` or a blank one, as a step of its own.
    /// Gives what stood there. Where nothing changes, nothing is journalled.
    ///
    /// # Errors
    /// As [`Tx::edit`] and [`Edit::set`].
    pub fn set_answer(
        &self,
        filing: FilingId,
        path: &Path,
        answer: Option<Answer>,
    ) -> Result<Option<Answer>, WriteError> {
        self.edit(filing)?.set(path, answer)
    }
}

impl<'t, 'c> Edit<'t, 'c> {
    /// The longest answer that is taken: 1 MiB of UTF-8.
    pub const MAX_ANSWER_BYTES: usize = 1024 * 1024;

    pub(crate) fn begin(
        tx: &'t Tx<'c>,
        filing: FilingId,
        cause: Cause,
        target: Option<i64>,
        parent: Option<i64>,
    ) -> Result<Self, WriteError> {
        let status = tx.status(filing)?;
        if status != Status::Draft {
            return Err(WriteError::Frozen { filing, status });
        }
        let id = tx.last_entry(filing)? + 1;
        Ok(Self { tx, group: Group { filing, id, cause, target, parent }, next: Cell::new(id) })
    }

    /// The number of the step; also that of its first entry.
    pub fn group(&self) -> i64 {
        self.group.id
    }

    /// Sets one answer, or clears it with `None` or a blank one; gives what stood there.
    ///
    /// # Errors
    /// [`WriteError::NoRow`] for a cell of a row that is not there; [`WriteError::NoPlace`] for a column
    /// without its row; [`WriteError::TooLong`].
    pub fn set(&self, path: &Path, answer: Option<Answer>) -> Result<Option<Answer>, WriteError> {
        let after = answer.filter(|answer| !answer.is_blank());
        after.iter().try_for_each(short_enough)?;
        let field = path.field();
        let before = match (field.table(), path.row()) {
            (None, _) => self.tx.answer(self.group.filing, field)?,
            (Some(_), None) => return Err(WriteError::NoPlace),
            (Some(table), Some(row)) => self.row(table, row)?.cells.remove(field.name()),
        };
        if before != after {
            let before = before.clone();
            self.make(Change::Set { path: path.clone(), before, after })?;
        }
        Ok(before)
    }

    /// Adds rows at the end of a table, in order; gives their ids.
    ///
    /// # Errors
    /// [`WriteError::NoPlace`] when `table` or a column is not a name; [`WriteError::TooLong`].
    pub fn add_rows(&self, table: &str, rows: Vec<Cells>) -> Result<Vec<RowId>, WriteError> {
        let filing = self.group.filing;
        let mut number = self.tx.last_number(filing, table)?;
        let mut last = self.tx.position_before(filing, table, None)?;
        let mut ids = Vec::with_capacity(rows.len());
        for mut cells in rows {
            cells.retain(|_, answer| !answer.is_blank());
            for (column, answer) in &cells {
                is_place(table, column)?;
                short_enough(answer)?;
            }
            is_place(table, "x")?;
            number += 1;
            let row = RowId::nth(number);
            let position = order::between(last.as_deref(), None);
            last = Some(position.clone());
            self.make(Change::RowAdd {
                table: table.to_owned(),
                row: row.clone(),
                position,
                cells,
            })?;
            ids.push(row);
        }
        self.tx.put_last_number(filing, table, number)?;
        Ok(ids)
    }

    /// Removes a row. Its cells stay in the journal; its id is not given again.
    ///
    /// # Errors
    /// [`WriteError::NoRow`].
    pub fn remove_row(&self, table: &str, row: &RowId) -> Result<(), WriteError> {
        let Placed { position, cells } = self.row(table, row)?;
        self.make(Change::RowRemove { table: table.to_owned(), row: row.clone(), position, cells })
    }

    /// Moves a row ahead of another, or to the end with `None`.
    ///
    /// # Errors
    /// [`WriteError::NoRow`] when either is not there.
    pub fn move_row(
        &self,
        table: &str,
        row: &RowId,
        ahead_of: Option<&RowId>,
    ) -> Result<(), WriteError> {
        let before = self.row(table, row)?.position;
        if ahead_of == Some(row) {
            return Ok(());
        }
        let next = ahead_of.map(|next| self.row(table, next)).transpose()?.map(|row| row.position);
        let previous = self.tx.position_before(self.group.filing, table, next.as_deref())?;
        if previous.as_deref() == Some(before.as_str()) {
            return Ok(()); // it stands there already
        }
        let after = order::between(previous.as_deref(), next.as_deref());
        self.make(Change::RowMove { table: table.to_owned(), row: row.clone(), before, after })
    }

    /// Applies a change and writes it down.
    pub(crate) fn make(&self, change: Change) -> Result<(), WriteError> {
        let seq = self.next.get();
        if seq == self.group.id {
            self.tx.touch_filing(self.group.filing)?;
        }
        self.apply(&change)?;
        self.tx.journal(self.group, seq, &change)?;
        self.next.set(seq + 1);
        Ok(())
    }

    fn apply(&self, change: &Change) -> Result<(), WriteError> {
        let (tx, filing) = (self.tx, self.group.filing);
        match change {
            Change::Set { path, after, .. } => {
                let field = path.field();
                match (field.table(), path.row()) {
                    (Some(table), Some(id)) => {
                        let mut row = self.row(table, id)?;
                        match after {
                            Some(after) => row.cells.insert(field.name().to_owned(), after.clone()),
                            None => row.cells.remove(field.name()),
                        };
                        tx.put_row(filing, table, id, &row)
                    }
                    _ => tx.put_answer(filing, field, after.as_ref()),
                }
            }
            Change::RowAdd { table, row, position, cells } => {
                let placed = Placed { position: position.clone(), cells: cells.clone() };
                tx.put_row(filing, table, row, &placed)
            }
            Change::RowRemove { table, row, .. } => tx.delete_row(filing, table, row),
            Change::RowMove { table, row, after, .. } => {
                let mut placed = self.row(table, row)?;
                placed.position.clone_from(after);
                tx.put_row(filing, table, row, &placed)
            }
        }
    }

    fn row(&self, table: &str, row: &RowId) -> Result<Placed, WriteError> {
        self.tx.row(self.group.filing, table, row)?.ok_or(WriteError::NoRow)
    }
}

fn short_enough(answer: &Answer) -> Result<(), WriteError> {
    let bytes = answer.values().map(str::len).sum();
    let max = Edit::MAX_ANSWER_BYTES;
    if bytes > max { Err(WriteError::TooLong { bytes, max }) } else { Ok(()) }
}

/// Whether the two are names, so that every cell can be written as a path.
fn is_place(table: &str, column: &str) -> Result<FieldId, WriteError> {
    format!("{table}[].{column}").parse().map_err(|_| WriteError::NoPlace)
}
