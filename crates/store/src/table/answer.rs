//! Table `answer`: the answers to single fields, as they stand now.
//!
//! Written only through the journal, so that no change goes unrecorded.

use std::collections::BTreeMap;

use rusqlite::OptionalExtension;
use singo_domain::answer::Answer;
use singo_domain::filing::FilingId;
use singo_domain::path::FieldId;

use super::{from_json, to_json};
use crate::door::{Read, Tx};
use crate::error::{Damage, ReadError, WriteError};

const TABLE: &str = "answer";

impl Read<'_> {
    /// The answer to one field, or `None` when it is blank.
    pub fn answer(&self, filing: FilingId, field: &FieldId) -> Result<Option<Answer>, ReadError> {
        let mut line = self
            .connection
            .prepare_cached("SELECT value FROM answer WHERE filing = ?1 AND path = ?2")?;
        let text: Option<String> =
            line.query_row((filing.0, field.as_str()), |row| row.get(0)).optional()?;
        text.map(|text| from_json(TABLE, &text)).transpose()
    }

    /// Every answer to a single field of a filing.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or an answer does not read.
    pub fn answers(&self, filing: FilingId) -> Result<BTreeMap<FieldId, Answer>, ReadError> {
        let mut line = self
            .connection
            .prepare_cached("SELECT path, value FROM answer WHERE filing = ?1 ORDER BY path")?;
        let mut rows = line.query([filing.0])?;
        let mut answers = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let path: String = row.get(0)?;
            let value: String = row.get(1)?;
            let field = path.parse().map_err(|_| Damage::Record { table: TABLE })?;
            answers.insert(field, from_json(TABLE, &value)?);
        }
        Ok(answers)
    }
}

impl Tx<'_> {
    /// Sets or clears one answer.
    pub(crate) fn put_answer(
        &self,
        filing: FilingId,
        field: &FieldId,
        answer: Option<&Answer>,
    ) -> Result<(), WriteError> {
        match answer {
            Some(answer) => self.execute(
                "INSERT INTO answer (filing, path, value) VALUES (?1, ?2, ?3)
                 ON CONFLICT (filing, path) DO UPDATE SET value = excluded.value",
                (filing.0, field.as_str(), to_json(answer)),
            ),
            None => self.execute(
                "DELETE FROM answer WHERE filing = ?1 AND path = ?2",
                (filing.0, field.as_str()),
            ),
        }
        .map(drop)
    }
}
