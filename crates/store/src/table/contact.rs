//! Table `contact`: what was spoken with the authority. Emergency reports by phone or fax (감독규정 제12조),
//! requests to correct (제8조), inspections and copies (제16조제2항), and the officials' identity. Append-only.

use chrono::{DateTime, Utc};
use serde_json::Value;
use singo_domain::filing::FilingId;

use super::{from_json, from_time, to_json};
use crate::door::{Read, Tx, to_text};
use crate::error::{ReadError, WriteError};
use crate::evidence::Sealed;

const TABLE: &str = "contact";
pub(crate) const COLUMNS: &str = "filing, kind, happened_at, payload";

/// A contact.
#[derive(Clone, Debug, PartialEq)]
pub struct ContactRow {
    /// Its identity in this vault.
    pub id: i64,
    /// The filing it is about; `None`: several, or none.
    pub filing: Option<FilingId>,
    /// What it was: a code of the use cases.
    pub kind: String,
    /// When it took place, as the user states it.
    pub happened_at: DateTime<Utc>,
    /// Its particulars.
    pub payload: Value,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: String,
}

impl Read<'_> {
    /// Contacts, oldest first: those about one filing, or all.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or a record does not read.
    pub fn contacts(&self, filing: Option<FilingId>) -> Result<Vec<ContactRow>, ReadError> {
        let sql = format!(
            "SELECT id, {COLUMNS}, at, actor FROM contact
             WHERE ?1 IS NULL OR filing = ?1 ORDER BY id"
        );
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query([filing.map(|filing| filing.0)])?;
        let mut rows = Vec::new();
        while let Some(line) = lines.next()? {
            rows.push(ContactRow {
                id: line.get(0)?,
                filing: line.get::<_, Option<i64>>(1)?.map(FilingId),
                kind: line.get(2)?,
                happened_at: from_time(TABLE, &line.get::<_, String>(3)?)?,
                payload: from_json(TABLE, &line.get::<_, String>(4)?)?,
                at: from_time(TABLE, &line.get::<_, String>(5)?)?,
                actor: line.get(6)?,
            });
        }
        Ok(rows)
    }
}

impl Tx<'_> {
    /// Records a contact; gives its id.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn add_contact(
        &self,
        filing: Option<FilingId>,
        kind: &str,
        happened_at: DateTime<Utc>,
        payload: &Value,
    ) -> Result<i64, WriteError> {
        let own = [
            filing.map(|filing| filing.0).into(),
            kind.to_owned().into(),
            to_text(happened_at).into(),
            to_json(payload).into(),
        ];
        self.append(Sealed::Contact, &own)
    }
}
