//! One SQLCipher connection, keyed and set up; how a file that is not what it was is told from a sound one.
//!
//! The settings here are the durability and secrecy of the vault; nothing else sets them.

use std::path::Path;
use std::time::Duration;
use std::{fs, io};

use data_encoding::HEXLOWER;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::error::{Damage, OpenError};
use crate::keys::secret::Key;
use crate::ledger::{OWN_TABLES, add_year_sum};

/// Whether the database file is to be made or must be there, and whether it may be written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Create,
    Open,
    ReadOnly,
}

/// The size of a page, SQLCipher's own default since version 4; a database is never smaller than one.
const PAGE: u64 = 4096;

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
    PRAGMA cache_size = -65536;       -- KiB; every page that is not held must be read, authenticated and deciphered
    PRAGMA wal_autocheckpoint = 8192; -- pages; those that change again and again are copied once
";

/// For a connection that cannot write: the file was opened so, and SQLite refuses beside that.
const READING: &str = "
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA cache_size = -65536;
";

/// Opens the database with its key.
///
/// # Errors
/// [`OpenError::Damaged`] when the file is missing, empty, truncated or does not authenticate under the key:
/// the key itself was authenticated by its slot, so it is not the key that is wrong.
pub(crate) fn open(path: &Path, key: &Key, mode: Mode) -> Result<Connection, OpenError> {
    let mut flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    flags |= match mode {
        Mode::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        Mode::Open => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Mode::ReadOnly => OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    if mode != Mode::Create {
        whole(path)?;
    }
    let connection = Connection::open_with_flags(path, flags)?;
    unlock(&connection, key)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    if mode == Mode::ReadOnly {
        connection.execute_batch(READING)?;
    } else {
        connection.execute_batch(SETTINGS)?;
    }
    add_year_sum(&connection)?;
    let only = if mode == Mode::ReadOnly { "ON" } else { "OFF" };
    // In memory, from now on (`temp_store`).
    connection.execute_batch(OWN_TABLES)?;
    connection.pragma_update(None, "query_only", only)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Moves everything from the write-ahead log into the database file, and empties the log.
pub(crate) fn checkpoint(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}

/// Writes a compact copy of the database as it is now, under the same key; the file must not exist.
/// The connection is read from only: a reader's serves as well.
pub(crate) fn copy_into(connection: &Connection, path: &Path) -> rusqlite::Result<()> {
    // It writes to the new file alone; but a connection for reading would refuse that as well.
    connection.execute_batch("PRAGMA query_only = OFF")?;
    connection.execute("VACUUM INTO ?1", [path.to_string_lossy()]).map(drop)
}

/// Encrypts every page of the database file anew. For a copy that nobody uses yet: interrupted, it is lost.
pub(crate) fn rekey(path: &Path, old: &Key, new: &Key) -> Result<(), OpenError> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    unlock(&connection, old)?;
    // Pages are written over in place, and what is interrupted is dropped whole: with a log the old ones would stay
    // readable under the old key until it is emptied, and a rollback journal would need the room of a third copy,
    // whose absence SQLCipher reports as no more than "error".
    connection.query_row("PRAGMA journal_mode = OFF", [], |_| Ok(()))?;
    let hex = Zeroizing::new(HEXLOWER.encode(new.as_slice()));
    let pragma = Zeroizing::new(format!("PRAGMA rekey = \"x'{}'\"", *hex));
    connection.execute_batch(&pragma)?;
    Ok(())
}

/// Notices a file that was cut off where SQLite would not: it takes one of less than a page for a new
/// database, and part of a page for a page. While a write-ahead log stands beside it, a page at the end may
/// be in the middle of being copied, and is mended from there.
fn whole(path: &Path) -> Result<(), OpenError> {
    let length = match fs::metadata(path) {
        Ok(file) => file.len(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(OpenError::Damaged { what: Damage::DatabaseMissing });
        }
        Err(error) => return Err(error.into()),
    };
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let logged = fs::metadata(log).is_ok_and(|log| log.len() > 0);
    if length < PAGE || (length % PAGE != 0 && !logged) {
        return Err(OpenError::Damaged { what: Damage::Database });
    }
    Ok(())
}

/// Gives the key as raw bytes, so that SQLCipher derives nothing, and reads once to see that it fits.
fn unlock(connection: &Connection, key: &Key) -> Result<(), OpenError> {
    let hex = Zeroizing::new(HEXLOWER.encode(key.as_slice()));
    let pragma = Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", *hex));
    // SQLCipher would write about damaged pages to stderr; our errors say it.
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    connection.execute_batch(&pragma)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    Ok(())
}
