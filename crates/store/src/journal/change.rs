//! One change to the content of a filing: what it was before and what it is after, so that it can be
//! inverted. Its text form in the columns of `journal` is part of the file format.

use serde::{Deserialize, Serialize};
use singo_domain::answer::Answer;
use singo_domain::path::{Path, RowId};

use crate::error::{Damage, ReadError};
use crate::table::row::{Cells, Placed};
use crate::table::{from_json, to_json};

const TABLE: &str = "journal";

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// An answer was set or cleared.
    Set {
        /// Where.
        path: Path,
        /// What stood there; `None` for nothing.
        before: Option<Answer>,
        /// What stands there now; `None` for nothing.
        after: Option<Answer>,
    },
    /// A row was added.
    RowAdd {
        /// To which table.
        table: String,
        /// The row.
        row: RowId,
        /// Where among the rows: positions sort as texts.
        position: String,
        /// Its cells.
        cells: Cells,
    },
    /// A row was removed.
    RowRemove {
        /// From which table.
        table: String,
        /// The row.
        row: RowId,
        /// Where it stood.
        position: String,
        /// The cells it had.
        cells: Cells,
    },
    /// A row was moved.
    RowMove {
        /// Within which table.
        table: String,
        /// The row.
        row: RowId,
        /// Where it stood.
        before: String,
        /// Where it stands now.
        after: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlacedText {
    position: String,
    cells: Cells,
}

impl Change {
    /// The change that takes this one back.
    pub fn inverse(self) -> Self {
        match self {
            Self::Set { path, before, after } => Self::Set { path, before: after, after: before },
            Self::RowAdd { table, row, position, cells } => {
                Self::RowRemove { table, row, position, cells }
            }
            Self::RowRemove { table, row, position, cells } => {
                Self::RowAdd { table, row, position, cells }
            }
            Self::RowMove { table, row, before, after } => {
                Self::RowMove { table, row, before: after, after: before }
            }
        }
    }

    /// The columns `kind`, `path`, `before`, `after`.
    pub(crate) fn to_columns(&self) -> (&'static str, String, Option<String>, Option<String>) {
        match self {
            Self::Set { path, before, after } => {
                let text = |answer: &Option<Answer>| answer.as_ref().map(to_json);
                ("set", path.to_string(), text(before), text(after))
            }
            Self::RowAdd { table, row, position, cells } => {
                ("row_add", place(table, row), None, Some(placed_text(position, cells)))
            }
            Self::RowRemove { table, row, position, cells } => {
                ("row_remove", place(table, row), Some(placed_text(position, cells)), None)
            }
            Self::RowMove { table, row, before, after } => {
                ("row_move", place(table, row), Some(to_json(before)), Some(to_json(after)))
            }
        }
    }

    /// Reads the columns `kind`, `path`, `before`, `after`.
    pub(crate) fn from_columns(
        kind: &str,
        path: &str,
        before: Option<&str>,
        after: Option<&str>,
    ) -> Result<Self, ReadError> {
        let unreadable = || ReadError::from(Damage::Record { table: TABLE });
        if kind == "set" {
            let answer = |text: Option<&str>| text.map(|text| from_json(TABLE, text)).transpose();
            let path = path.parse().map_err(|_| unreadable())?;
            return Ok(Self::Set { path, before: answer(before)?, after: answer(after)? });
        }
        let (table, row) = read_place(path).ok_or_else(unreadable)?;
        let placed = |text: Option<&str>| -> Result<Placed, ReadError> {
            let PlacedText { position, cells } = from_json(TABLE, text.ok_or_else(unreadable)?)?;
            Ok(Placed { position, cells })
        };
        match kind {
            "row_add" => {
                let Placed { position, cells } = placed(after)?;
                Ok(Self::RowAdd { table, row, position, cells })
            }
            "row_remove" => {
                let Placed { position, cells } = placed(before)?;
                Ok(Self::RowRemove { table, row, position, cells })
            }
            "row_move" => {
                let position = |text: Option<&str>| from_json(TABLE, text.ok_or_else(unreadable)?);
                Ok(Self::RowMove { table, row, before: position(before)?, after: position(after)? })
            }
            _ => Err(unreadable()),
        }
    }
}

fn placed_text(position: &str, cells: &Cells) -> String {
    to_json(&PlacedText { position: position.to_owned(), cells: cells.clone() })
}

/// A row as a place: `transactions[r3]`.
fn place(table: &str, row: &RowId) -> String {
    format!("{table}[{row}]")
}

fn read_place(text: &str) -> Option<(String, RowId)> {
    let (table, row) = text.strip_suffix(']')?.split_once('[')?;
    Some((table.to_owned(), row.parse().ok()?))
}
