//! Table `comment`: remarks beside fields, answers to them, and their settling. Append-only.

use chrono::{DateTime, Utc};
use singo_domain::filing::FilingId;

use super::sealed::optional;
use super::{from_name, from_time, to_name};
use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};
use crate::evidence::Sealed;

const TABLE: &str = "comment";
pub(crate) const COLUMNS: &str = "filing, parent, kind, path, body";

/// What a record of this table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentKind {
    /// A remark, beside a field or on the whole.
    Remark,
    /// An answer to a remark.
    Reply,
    /// A remark is settled.
    Resolve,
}

/// A record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentRow {
    /// Its identity in this vault.
    pub id: i64,
    /// The filing.
    pub filing: FilingId,
    /// The remark it belongs to; `None` for a remark.
    pub parent: Option<i64>,
    /// What it is.
    pub kind: CommentKind,
    /// The field it stands beside; `None`: the whole filing.
    pub path: Option<String>,
    /// Its text.
    pub body: String,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: String,
}

impl Read<'_> {
    /// Everything remarked on a filing, oldest first.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or a record does not read.
    pub fn comments(&self, filing: FilingId) -> Result<Vec<CommentRow>, ReadError> {
        let sql =
            format!("SELECT id, {COLUMNS}, at, actor FROM comment WHERE filing = ?1 ORDER BY id");
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query([filing.0])?;
        let mut rows = Vec::new();
        while let Some(line) = lines.next()? {
            rows.push(CommentRow {
                id: line.get(0)?,
                filing: FilingId(line.get(1)?),
                parent: line.get(2)?,
                kind: from_name(TABLE, &line.get::<_, String>(3)?)?,
                path: line.get(4)?,
                body: line.get(5)?,
                at: from_time(TABLE, &line.get::<_, String>(6)?)?,
                actor: line.get(7)?,
            });
        }
        Ok(rows)
    }
}

impl Tx<'_> {
    /// Adds a remark, an answer or a settling; gives its id.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn add_comment(
        &self,
        filing: FilingId,
        parent: Option<i64>,
        kind: CommentKind,
        path: Option<&str>,
        body: &str,
    ) -> Result<i64, WriteError> {
        let own = [
            filing.0.into(),
            parent.into(),
            to_name(&kind).into(),
            optional(path.map(str::to_owned)),
            body.to_owned().into(),
        ];
        self.append(Sealed::Comment, &own)
    }
}
