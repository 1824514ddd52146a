//! One SQLCipher connection, keyed and set up; how a file that is not what it was is told from a sound one.
//!
//! The settings here are the durability and secrecy of the vault; nothing else sets them.

use std::path::Path;
use std::time::Duration;

use data_encoding::HEXLOWER;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::error::{Damage, OpenError};
use crate::keys::secret::Key;

/// Whether the database file is to be made or must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Create,
    Open,
}

/// `SING`: what a file of ours calls itself in its header.
const APPLICATION_ID: i32 = 0x5349_4e47;

/// Keeps every page authenticated and every commit on the disk before it is acknowledged.
const SETTINGS: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;        -- a commit that was acknowledged survives a power cut
    PRAGMA foreign_keys = ON;
    PRAGMA recursive_triggers = ON;   -- REPLACE counts as DELETE, so append-only tables refuse it too
    PRAGMA secure_delete = ON;        -- freed space is overwritten
    PRAGMA temp_store = MEMORY;       -- no plaintext in temporary files
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
";

/// Opens the database with its key.
///
/// # Errors
/// [`OpenError::Damaged`] when the file is missing, empty, truncated or does not authenticate under the key:
/// the key itself was authenticated by its slot, so it is not the key that is wrong.
pub(crate) fn open(path: &Path, key: &Key, mode: Mode) -> Result<Connection, OpenError> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    match mode {
        Mode::Create => flags |= OpenFlags::SQLITE_OPEN_CREATE,
        // SQLite takes an empty file for a new database: here it is one that was cut off.
        Mode::Open => match std::fs::metadata(path) {
            Ok(file) if file.len() == 0 => {
                return Err(OpenError::Damaged { what: Damage::Database });
            }
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(OpenError::Damaged { what: Damage::DatabaseMissing });
            }
            Err(error) => return Err(error.into()),
        },
    }
    let connection = Connection::open_with_flags(path, flags)?;
    unlock(&connection, key)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.execute_batch(SETTINGS)?;
    match mode {
        Mode::Create => connection.pragma_update(None, "application_id", APPLICATION_ID)?,
        Mode::Open => {
            let id: i32 =
                connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
            if id != APPLICATION_ID {
                return Err(OpenError::NotAVault);
            }
        }
    }
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Gives the key as raw bytes, so that SQLCipher derives nothing, and reads once to see that it fits.
fn unlock(connection: &Connection, key: &Key) -> Result<(), OpenError> {
    let hex = Zeroizing::new(HEXLOWER.encode(key.as_slice()));
    let pragma = Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", *hex));
    connection.execute_batch(&pragma)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    Ok(())
}
