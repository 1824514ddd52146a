//! Tables `attachment` and `detachment`: which files go with a filing. Append-only: taking a file off a draft
//! is a record of its own. The files lie in `blobs/`; here stands what identifies them.

use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row as Line};
use singo_domain::filing::{FilingId, Status};

use super::sealed::optional;
use super::{as_bound, from_time};
use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};
use crate::evidence::Sealed;

const TABLE: &str = "attachment";

/// A file about to be attached; it was put in `blobs/` before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAttachment {
    /// What it proves: a code.
    pub kind: String,
    /// File name, without its folder.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the content, in hexadecimal.
    pub sha256: String,
    /// Media type, by its first bytes.
    pub mime: String,
    /// What was warned of and accepted.
    pub warning: Option<String>,
}

/// An attached file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentRow {
    /// Its identity in this vault, in order from 1.
    pub id: i64,
    /// The filing it goes with.
    pub filing: FilingId,
    /// What it proves: a code.
    pub kind: String,
    /// File name, without its folder.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the content, in hexadecimal.
    pub sha256: String,
    /// Media type, by its first bytes.
    pub mime: String,
    /// What was warned of and accepted.
    pub warning: Option<String>,
    /// When it was attached.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: String,
    /// The number of the act that seals it.
    pub act: u64,
}

/// The columns of an attachment, as they are sealed.
pub(crate) const COLUMNS: &str = "filing, kind, name, size, sha256, mime, warning";
/// The columns of a removal.
pub(crate) const DETACHED: &str = "filing, attachment";

const SELECT: &str = "SELECT id, filing, kind, name, size, sha256, mime, warning, at, actor, act
                      FROM attachment";

fn read_row(line: &Line<'_>) -> Result<AttachmentRow, ReadError> {
    Ok(AttachmentRow {
        id: line.get(0)?,
        filing: FilingId(line.get(1)?),
        kind: line.get(2)?,
        name: line.get(3)?,
        size: line.get::<_, i64>(4)?.unsigned_abs(),
        sha256: line.get(5)?,
        mime: line.get(6)?,
        warning: line.get(7)?,
        at: from_time(TABLE, &line.get::<_, String>(8)?)?,
        actor: line.get(9)?,
        act: line.get::<_, i64>(10)?.unsigned_abs(),
    })
}

impl Read<'_> {
    /// The files that go with a filing, in the order in which they were attached.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or a record does not read.
    pub fn attachments(&self, filing: FilingId) -> Result<Vec<AttachmentRow>, ReadError> {
        let sql = format!(
            "{SELECT} WHERE filing = ?1 AND id NOT IN (SELECT attachment FROM detachment) ORDER BY id"
        );
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query([filing.0])?;
        let mut rows = Vec::new();
        while let Some(line) = lines.next()? {
            rows.push(read_row(line)?);
        }
        Ok(rows)
    }

    /// One attached file, or `None`; also one that was taken off again.
    ///
    /// # Errors
    /// As [`Read::attachments`].
    pub fn attachment(&self, id: i64) -> Result<Option<AttachmentRow>, ReadError> {
        let mut line = self.connection.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
        let mut lines = line.query([id])?;
        lines.next()?.map(read_row).transpose()
    }

    /// Every file that must be in `blobs/`: those of all filings that were not taken off again.
    ///
    /// # Errors
    /// As [`Read::attachments`].
    pub fn all_attachments(&self) -> Result<Vec<AttachmentRow>, ReadError> {
        let sql =
            format!("{SELECT} WHERE id NOT IN (SELECT attachment FROM detachment) ORDER BY id");
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query([])?;
        let mut rows = Vec::new();
        while let Some(line) = lines.next()? {
            rows.push(read_row(line)?);
        }
        Ok(rows)
    }
}

impl Tx<'_> {
    /// Attaches a file to a draft; gives its id.
    ///
    /// # Errors
    /// [`WriteError::Frozen`] when the filing is no draft.
    pub fn attach(&self, filing: FilingId, new: &NewAttachment) -> Result<i64, WriteError> {
        self.must_be_draft(filing)?;
        let NewAttachment { kind, name, size, sha256, mime, warning } = new;
        let size = as_bound(*size);
        let text = |text: &String| Value::Text(text.clone());
        let own = [
            filing.0.into(),
            text(kind),
            text(name),
            size.into(),
            text(sha256),
            text(mime),
            optional(warning.clone()),
        ];
        let id = self.append(Sealed::Attachment, &own)?;
        self.touch_filing(filing)?;
        Ok(id)
    }

    /// Takes a file off its draft again. Gives whether its content is still attached somewhere.
    ///
    /// # Errors
    /// [`WriteError::Frozen`] when the filing is no draft; [`WriteError::NoRow`] when the file is not attached.
    pub fn detach(&self, filing: FilingId, attachment: i64) -> Result<bool, WriteError> {
        self.must_be_draft(filing)?;
        let row = self.attachments(filing)?.into_iter().find(|row| row.id == attachment);
        let row = row.ok_or(WriteError::NoRow)?;
        self.append(Sealed::Detachment, &[filing.0.into(), attachment.into()])?;
        self.touch_filing(filing)?;
        let mut line = self.connection.prepare_cached(
            "SELECT 1 FROM attachment WHERE sha256 = ?1
             AND id NOT IN (SELECT attachment FROM detachment) LIMIT 1",
        )?;
        Ok(line.query_row([row.sha256], |_| Ok(())).optional()?.is_some())
    }

    fn must_be_draft(&self, filing: FilingId) -> Result<(), WriteError> {
        let status = self.status(filing)?;
        if status == Status::Draft { Ok(()) } else { Err(WriteError::Frozen { filing, status }) }
    }
}
