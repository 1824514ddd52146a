//! Table `profile`: the institution's particulars and the settings of this vault.

use std::collections::BTreeSet;

use rusqlite::OptionalExtension;
use serde_json::Value;

use super::{from_json, to_json};
use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};
use crate::keys::composed;

const TABLE: &str = "profile";
/// Whose passphrase somebody else knows.
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
    /// Whether a user's passphrase was set by somebody else, and is not the user's own yet.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn has_given_passphrase(&self, user: &str) -> Result<bool, ReadError> {
        Ok(self.given_passphrases()?.contains(composed(user).as_str()))
    }

    fn given_passphrases(&self) -> Result<BTreeSet<String>, ReadError> {
        let value = self.profile(GIVEN)?.unwrap_or_default();
        let users: BTreeSet<String> = serde_json::from_value(value).unwrap_or_default();
        Ok(users.iter().map(|user| composed(user).to_string()).collect())
    }
}

impl Tx<'_> {
    /// Notes who set a user's passphrase: what somebody else gave must be changed before anything else is done.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub(crate) fn note_passphrase(&self, user: &str, set_by: &str) -> Result<(), WriteError> {
        let (user, set_by) = (composed(user), composed(set_by));
        let mut users = self.given_passphrases()?;
        let changed = if user == set_by {
            users.remove(user.as_str())
        } else {
            users.insert(user.to_string())
        };
        if !changed {
            return Ok(());
        }
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
