//! Table `import_reject`: rows of files that were not taken in, kept as they stood with the line and every reason.
//!
//! They are written with the act that takes the file in, and go with the filing or the file of the ledger. Not here:
//! why a row is refused, how many are kept.

use rusqlite::types::Value as Sql;
use singo_domain::filing::FilingId;

use super::sealed::optional;
use super::{as_bound, from_json, to_json};
use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};
use crate::evidence::Sealed;

const TABLE: &str = "import_reject";
pub(crate) const COLUMNS: &str = "filing, import, batch, line, reasons, cells";
/// The line on which headings are kept; those of files begin at 1.
const HEADINGS: u64 = 0;

/// A row that was not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Every reason: the heading of the cell at fault, where one is, and a code.
    pub reasons: Vec<(Option<String>, String)>,
    /// Its cells as they stood.
    pub cells: Vec<String>,
}

/// Which file's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RejectsOf {
    /// A file taken into a filing: the filing, and the import within the vault.
    Filing(FilingId, i64),
    /// A file taken into the ledger.
    Batch(i64),
}

impl RejectsOf {
    fn keys(self) -> [Sql; 3] {
        match self {
            Self::Filing(filing, import) => [filing.0.into(), import.into(), Sql::Null],
            Self::Batch(batch) => [Sql::Null, Sql::Null, batch.into()],
        }
    }

    fn condition(self) -> &'static str {
        match self {
            Self::Filing(..) => "filing = ?1 AND import = ?2 AND ?3 IS NULL",
            Self::Batch(_) => "?1 IS NULL AND ?2 IS NULL AND batch = ?3",
        }
    }
}

impl Read<'_> {
    /// How many rows are kept of a file.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn rejects_kept(&self, of: RejectsOf) -> Result<u64, ReadError> {
        let sql =
            format!("SELECT count(*) FROM import_reject WHERE {} AND line > 0", of.condition());
        let mut line = self.connection.prepare_cached(&sql)?;
        let count: i64 = line.query_row(of.keys(), |line| line.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// The headings of a file and its kept rows, in their order; no headings where none is kept.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or a record does not read.
    pub fn rejects(&self, of: RejectsOf) -> Result<(Vec<String>, Vec<Reject>), ReadError> {
        let sql = format!(
            "SELECT line, reasons, cells FROM import_reject WHERE {} ORDER BY id",
            of.condition()
        );
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query(of.keys())?;
        let (mut headings, mut rows) = (Vec::new(), Vec::new());
        while let Some(line) = lines.next()? {
            let number = line.get::<_, i64>(0)?.unsigned_abs();
            let cells = from_json(TABLE, &line.get::<_, String>(2)?)?;
            if number == HEADINGS {
                headings = cells;
                continue;
            }
            let reasons = from_json(TABLE, &line.get::<_, String>(1)?)?;
            rows.push(Reject { line: number, reasons, cells });
        }
        Ok((headings, rows))
    }
}

impl Tx<'_> {
    /// Keeps rows of a file that are not taken in with it.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn keep_rejects(
        &self,
        of: RejectsOf,
        headings: &[String],
        rows: &[Reject],
    ) -> Result<(), WriteError> {
        if rows.is_empty() {
            return Ok(());
        }
        let none: [(Option<String>, String); 0] = [];
        self.keep(of, HEADINGS, &to_json(&none), &to_json(&headings))?;
        for row in rows {
            self.keep(of, row.line, &to_json(&row.reasons), &to_json(&row.cells))?;
        }
        Ok(())
    }

    fn keep(&self, of: RejectsOf, line: u64, reasons: &str, cells: &str) -> Result<(), WriteError> {
        let mut own = of.keys().to_vec();
        own.push(as_bound(line).into());
        own.extend([reasons, cells].map(|text| optional(Some(text.to_owned()))));
        self.append(Sealed::ImportReject, &own).map(drop)
    }
}
