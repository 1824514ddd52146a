//! Table `meta`: facts about the vault itself, written at creation and by migrations.

use rusqlite::{Connection, OptionalExtension};

use crate::door::Tx;
use crate::error::WriteError;

/// The vault's id.
pub(crate) const VAULT: &str = "vault";
/// When it was made.
pub(crate) const CREATED_AT: &str = "created_at";

/// A fact, or `None`.
pub(crate) fn get(connection: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    connection
        .query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0))
        .optional()
}

impl Tx<'_> {
    /// Sets a fact.
    pub(crate) fn set_meta(&self, key: &str, value: &str) -> Result<(), WriteError> {
        self.execute("INSERT INTO meta (key, value) VALUES (?1, ?2)", [key, value]).map(drop)
    }
}
