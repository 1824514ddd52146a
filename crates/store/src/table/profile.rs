//! Table `profile`: the institution's particulars and the settings of this vault.

use std::collections::BTreeSet;

use rusqlite::OptionalExtension;
use serde_json::Value;

use super::{from_json, to_json};
use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};

const TABLE: &str = "profile";
/// Whose passphrase was made up for them.
const GIVEN: &str = "given_passphrases";

impl Read<'_> {
    /// The value under a key, or `None`.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn profile(&self, key: &str) -> Result<Option<Value>, ReadError> {
        let mut line =
            self.connection.prepare_cached("SELECT value FROM profile WHERE key = ?1")?;
        let text: Option<String> = line.query_row([key], |line| line.get(0)).optional()?;
        text.map(|text| from_json(TABLE, &text)).transpose()
    }
}

impl Read<'_> {
    /// Whose passphrase was made up for them and is not their own yet.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn given_passphrases(&self) -> Result<BTreeSet<String>, ReadError> {
        let value = self.profile(GIVEN)?.unwrap_or_default();
        Ok(serde_json::from_value(value).unwrap_or_default())
    }
}

impl Tx<'_> {
    /// Sets whose passphrase was made up for them.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn put_given_passphrases(&self, users: &BTreeSet<String>) -> Result<(), WriteError> {
        self.set_profile(GIVEN, &serde_json::json!(users))
    }

    /// Sets the value under a key.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn set_profile(&self, key: &str, value: &Value) -> Result<(), WriteError> {
        self.execute(
            "INSERT INTO profile (key, value, updated_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
            (key, to_json(value), self.at()),
        )
        .map(drop)
    }
}
