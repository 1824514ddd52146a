//! Tables `row` and `row_number`: the rows of a filing's tables, as they stand now.
//!
//! Written only through the journal. A cell is changed in its row alone, whatever the number of rows.

use std::collections::BTreeMap;

use rusqlite::OptionalExtension;
use singo_domain::answer::{Answer, Row};
use singo_domain::filing::FilingId;
use singo_domain::ledger;
use singo_domain::path::RowId;

use super::{as_bound, from_json, to_json};
use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};

const TABLE: &str = "row";

/// The cells of a row: answers by column.
pub type Cells = BTreeMap<String, Answer>;

/// A row and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) position: String,
    pub(crate) cells: Cells,
}

impl Read<'_> {
    /// One row, or `None`.
    pub(crate) fn row(
        &self,
        filing: FilingId,
        part: &str,
        row: &RowId,
    ) -> Result<Option<Placed>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT position, cells FROM row WHERE filing = ?1 AND part = ?2 AND number = ?3",
        )?;
        let found: Option<(String, String)> = line
            .query_row((filing.0, part, row.number() as i64), |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let placed = |(position, cells): (String, String)| {
            Ok(Placed { position, cells: from_json(TABLE, &cells)? })
        };
        found.map(placed).transpose()
    }

    /// A window onto a table: at most `limit` rows after the first `offset`, in the user's order.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn rows_page(
        &self,
        filing: FilingId,
        table: &str,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<Row>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT number, cells FROM row WHERE filing = ?1 AND part = ?2
             ORDER BY position, number LIMIT ?3 OFFSET ?4",
        )?;
        let window = (filing.0, table, as_bound(limit), as_bound(offset));
        let mut rows = line.query(window)?;
        let mut page = Vec::new();
        while let Some(row) = rows.next()? {
            let cells: String = row.get(1)?;
            let id = RowId::nth(row.get::<_, i64>(0)?.unsigned_abs());
            page.push(Row { id, cells: from_json(TABLE, &cells)? });
        }
        Ok(page)
    }

    /// The number of rows of a table.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn row_count(&self, filing: FilingId, table: &str) -> Result<u64, ReadError> {
        let mut line = self
            .connection
            .prepare_cached("SELECT count(*) FROM row WHERE filing = ?1 AND part = ?2")?;
        let count: i64 = line.query_row((filing.0, table), |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// The tables of a filing that have rows.
    pub(crate) fn parts(&self, filing: FilingId) -> Result<Vec<String>, ReadError> {
        let mut line = self
            .connection
            .prepare_cached("SELECT DISTINCT part FROM row WHERE filing = ?1 ORDER BY part")?;
        let parts = line.query_map([filing.0], |row| row.get(0))?;
        Ok(parts.collect::<Result<_, _>>()?)
    }

    /// The position of the last row of a table, or of the last one before `position`.
    pub(crate) fn position_before(
        &self,
        filing: FilingId,
        part: &str,
        position: Option<&str>,
    ) -> Result<Option<String>, ReadError> {
        // Positions are made of hexadecimal digits: all of them sort before a tilde.
        let mut line = self.connection.prepare_cached(
            "SELECT position FROM row WHERE filing = ?1 AND part = ?2 AND position < ?3
             ORDER BY position DESC LIMIT 1",
        )?;
        let bound = position.unwrap_or("~");
        Ok(line.query_row((filing.0, part, bound), |row| row.get(0)).optional()?)
    }

    /// The highest row number ever given in a table; 0 before the first.
    pub(crate) fn last_number(&self, filing: FilingId, part: &str) -> Result<u64, ReadError> {
        let mut line = self
            .connection
            .prepare_cached("SELECT last FROM row_number WHERE filing = ?1 AND part = ?2")?;
        let last: Option<i64> = line.query_row((filing.0, part), |row| row.get(0)).optional()?;
        Ok(last.unwrap_or(0).unsigned_abs())
    }
}

impl Tx<'_> {
    /// Puts a row in, or replaces it whole.
    pub(crate) fn put_row(
        &self,
        filing: FilingId,
        part: &str,
        row: &RowId,
        placed: &Placed,
    ) -> Result<(), WriteError> {
        self.execute(
            "INSERT INTO row (filing, part, number, position, cells) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (filing, part, number)
             DO UPDATE SET position = excluded.position, cells = excluded.cells",
            (filing.0, part, row.number() as i64, &placed.position, to_json(&placed.cells)),
        )?;
        if part == ledger::TABLE {
            self.index_row(filing, row, &ledger::Movement::read(&placed.cells))?;
        }
        Ok(())
    }

    /// Takes a row out.
    pub(crate) fn delete_row(
        &self,
        filing: FilingId,
        part: &str,
        row: &RowId,
    ) -> Result<(), WriteError> {
        self.execute(
            "DELETE FROM row WHERE filing = ?1 AND part = ?2 AND number = ?3",
            (filing.0, part, row.number() as i64),
        )?;
        if part == ledger::TABLE { self.drop_row(filing, row) } else { Ok(()) }
    }

    /// Remembers the highest row number given.
    pub(crate) fn put_last_number(
        &self,
        filing: FilingId,
        part: &str,
        last: u64,
    ) -> Result<(), WriteError> {
        self.execute(
            "INSERT INTO row_number (filing, part, last) VALUES (?1, ?2, ?3)
             ON CONFLICT (filing, part) DO UPDATE SET last = max(last, excluded.last)",
            (filing.0, part, as_bound(last)),
        )
        .map(drop)
    }
}
