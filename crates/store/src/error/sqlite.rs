//! What the database reports, read as what a caller acts on. Nothing else knows result codes.

use super::{Damage, OpenError, ReadError, WriteError};

/// The result codes that mean: these bytes are not what was written.
fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase))
}

/// Whether there was no room: for the database, or for the index of its log, which is shared memory in a file.
fn is_full(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull)
        || extended_code(error) == rusqlite::ffi::SQLITE_IOERR_SHMSIZE
}

/// Whether the disk or the file refuses writing. SQLite says so in so many words only where it opened the file for
/// reading; on a disk that turns read-only later, a write fails that was begun, or a new file cannot be opened.
fn is_refused(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{
        SQLITE_IOERR_DELETE, SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE,
    };
    let codes =
        [SQLITE_IOERR_WRITE, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_DELETE, SQLITE_IOERR_SHMOPEN];
    use rusqlite::ErrorCode::{CannotOpen, ReadOnly};
    matches!(error.sqlite_error_code(), Some(ReadOnly | CannotOpen))
        || codes.contains(&extended_code(error))
}

fn extended_code(error: &rusqlite::Error) -> i32 {
    // SQLITE_ERROR for what never reached SQLite: a type or a column that does not fit.
    error.sqlite_error().map_or(1, |error| error.extended_code)
}

impl From<rusqlite::Error> for ReadError {
    fn from(error: rusqlite::Error) -> Self {
        if is_damage(&error) {
            return Self::Damaged { what: Damage::Database };
        }
        Self::Database(extended_code(&error))
    }
}

impl From<rusqlite::Error> for WriteError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::ConstraintViolation;
        if is_full(&error) {
            return Self::DiskFull;
        }
        if is_refused(&error) {
            return Self::ReadOnly;
        }
        match error.sqlite_error_code() {
            Some(ConstraintViolation) if error.to_string().contains("append_only") => {
                Self::AppendOnly
            }
            _ => Self::Read(error.into()),
        }
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        if is_damage(&error) {
            return Self::Damaged { what: Damage::Database };
        }
        if is_full(&error) {
            return Self::DiskFull;
        }
        if is_refused(&error) {
            return Self::Io(std::io::ErrorKind::ReadOnlyFilesystem.into());
        }
        Self::Database(extended_code(&error))
    }
}
