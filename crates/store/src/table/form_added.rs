//! Tables `form_added` and `form_withdrawn`: versions of forms that came as files, whole. Append-only; what was withdrawn
//! stays as a record and holds no more. Not here: what a definition says, or whether it fits beside others.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::Row as Line;
use singo_domain::canonical::DefinitionRef;

use super::{from_json, from_time, to_json};
use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};
use crate::evidence::Sealed;

const TABLE: &str = "form_added";
pub(crate) const COLUMNS: &str = "form, version, hash, files, codes, source";
pub(crate) const WITHDRAWN_COLUMNS: &str = "added, reason";

/// A version of a form that came as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormAddedRow {
    /// Its number.
    pub id: i64,
    /// What filings name it by.
    pub definition: DefinitionRef,
    /// Its texts by file name.
    pub files: BTreeMap<String, String>,
    /// The code lists it uses, by name.
    pub codes: BTreeMap<String, String>,
    /// Where it comes from, in words.
    pub source: String,
    /// When it was added.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: String,
}

impl Read<'_> {
    /// The versions that hold, in the order in which they came.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or a record does not read.
    pub fn forms_added(&self) -> Result<Vec<FormAddedRow>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT id, form, version, hash, files, codes, source, at, actor FROM form_added
             WHERE id NOT IN (SELECT added FROM form_withdrawn) ORDER BY id",
        )?;
        let mut lines = line.query([])?;
        let mut rows = Vec::new();
        while let Some(line) = lines.next()? {
            let (form, version, hash) = (line.get(1)?, line.get(2)?, line.get(3)?);
            rows.push(FormAddedRow {
                id: line.get(0)?,
                definition: DefinitionRef { form, version, hash },
                files: from_json(TABLE, &line.get::<_, String>(4)?)?,
                codes: from_json(TABLE, &line.get::<_, String>(5)?)?,
                source: line.get(6)?,
                at: from_time(TABLE, &line.get::<_, String>(7)?)?,
                actor: line.get(8)?,
            });
        }
        Ok(rows)
    }

    /// How many filings were written under each definition, those that were destroyed too.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn written_under(&self, definition: &DefinitionRef) -> Result<u64, ReadError> {
        let sql = "SELECT count(*) FROM filing
                   WHERE form = ?1 AND version = ?2 AND definition_hash = ?3";
        let DefinitionRef { form, version, hash } = definition;
        let found = |line: &Line<'_>| line.get::<_, i64>(0);
        Ok(self.connection.query_row(sql, [form, version, hash], found)?.unsigned_abs())
    }
}

impl Tx<'_> {
    /// Takes in a version, whole.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn add_form(
        &self,
        definition: &DefinitionRef,
        files: &BTreeMap<String, String>,
        codes: &BTreeMap<String, String>,
        source: &str,
    ) -> Result<i64, WriteError> {
        let own = [
            definition.form.clone().into(),
            definition.version.clone().into(),
            definition.hash.clone().into(),
            to_json(files).into(),
            to_json(codes).into(),
            source.to_owned().into(),
        ];
        self.append(Sealed::FormAdded, &own)
    }

    /// Withdraws one that holds. That nothing was written under it is for the caller to ask, in the same write.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses, as for one that is withdrawn already.
    pub fn withdraw_form(&self, id: i64, reason: &str) -> Result<(), WriteError> {
        self.append(Sealed::FormWithdrawn, &[id.into(), reason.to_owned().into()]).map(drop)
    }
}
