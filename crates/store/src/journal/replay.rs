//! The content of a filing: as it stands in its tables, and as its journal says it must stand.

use std::collections::BTreeMap;

use singo_domain::answer::{Answer, Content, Row};
use singo_domain::filing::FilingId;
use singo_domain::path::{FieldId, RowId};

use super::{COLUMNS, Change, JournalRow};
use crate::door::Read;
use crate::error::{Damage, ReadError};
use crate::table::row::Placed;

/// Everything a replay has built so far; rows are kept by position, as in the database.
#[derive(Debug, Default)]
struct Replay {
    fields: BTreeMap<FieldId, Answer>,
    tables: BTreeMap<String, BTreeMap<RowId, Placed>>,
}

impl Read<'_> {
    /// Everything that stands in a filing.
    ///
    /// # Errors
    /// [`ReadError::NoFiling`]; or the database does not answer.
    pub fn content(&self, filing: FilingId) -> Result<Content, ReadError> {
        self.filing(filing)?;
        let fields = self.answers(filing)?;
        let mut tables = BTreeMap::new();
        for part in self.parts(filing)? {
            let rows = self.rows_page(filing, &part, 0, u64::MAX)?;
            tables.insert(part, rows);
        }
        Ok(Content { fields, tables })
    }

    /// The content that the journal of a filing leads to. Equal to [`Read::content`], or the vault is damaged.
    ///
    /// # Errors
    /// [`ReadError`] when the journal does not read or does not follow from itself.
    pub fn replayed(&self, filing: FilingId) -> Result<Content, ReadError> {
        self.replayed_to(filing, i64::MAX)
    }

    /// The content as it stood after entry `last` of the filing's journal.
    ///
    /// # Errors
    /// As for [`Read::replayed`].
    pub fn replayed_to(&self, filing: FilingId, last: i64) -> Result<Content, ReadError> {
        let mut line = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM journal WHERE filing = ?1 AND seq <= ?2 ORDER BY seq"
        ))?;
        let mut lines = line.query((filing.0, last))?;
        let mut replay = Replay::default();
        while let Some(line) = lines.next()? {
            let change = JournalRow::read(line)?.change()?;
            replay.apply(change).ok_or(Damage::Record { table: "journal" })?;
        }
        Ok(replay.content())
    }
}

impl Replay {
    /// Applies a change; `None` when it does not fit what stands there.
    fn apply(&mut self, change: Change) -> Option<()> {
        match change {
            Change::Set { path, before, after } => {
                let field = path.field();
                let found = match (field.table(), path.row()) {
                    (Some(table), Some(row)) => {
                        let cells = &mut self.tables.get_mut(table)?.get_mut(row)?.cells;
                        put(cells, field.name().to_owned(), after)
                    }
                    _ => put(&mut self.fields, field.clone(), after),
                };
                (found == before).then_some(())
            }
            Change::RowAdd { table, row, position, cells } => {
                let rows = self.tables.entry(table).or_default();
                rows.insert(row, Placed { position, cells }).is_none().then_some(())
            }
            Change::RowRemove { table, row, position, cells } => {
                let removed = self.tables.get_mut(&table)?.remove(&row)?;
                (removed == Placed { position, cells }).then_some(())
            }
            Change::RowMove { table, row, before, after } => {
                let placed = self.tables.get_mut(&table)?.get_mut(&row)?;
                (std::mem::replace(&mut placed.position, after) == before).then_some(())
            }
        }
    }

    fn content(self) -> Content {
        let mut tables = BTreeMap::new();
        for (table, rows) in self.tables {
            let mut rows: Vec<(RowId, Placed)> = rows.into_iter().collect();
            rows.sort_by(|(a, at), (b, bt)| {
                (&at.position, a.number()).cmp(&(&bt.position, b.number()))
            });
            if !rows.is_empty() {
                let rows = rows.into_iter().map(|(id, placed)| Row { id, cells: placed.cells });
                tables.insert(table, rows.collect());
            }
        }
        Content { fields: self.fields, tables }
    }
}

fn put<K: Ord>(map: &mut BTreeMap<K, Answer>, key: K, value: Option<Answer>) -> Option<Answer> {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    }
}
