//! Table `meta`: facts about the vault itself, written at creation and by migrations.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use crate::door::to_text;

/// The vault's id.
pub(crate) const VAULT: &str = "vault";
/// When it was made.
const CREATED_AT: &str = "created_at";

/// A fact, or `None`.
pub(crate) fn get(connection: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    connection
        .query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0))
        .optional()
}

/// Says what vault this is; done once, before its first act.
pub(crate) fn introduce(
    connection: &Connection,
    vault: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO meta (key, value) VALUES (?1, ?2), (?3, ?4)";
    connection.execute(sql, [VAULT, vault, CREATED_AT, &to_text(now)]).map(drop)
}
