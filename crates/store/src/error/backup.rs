//! What can go wrong with a backup: making, checking and restoring it.
//!
//! Not here: what can go wrong with the vault in it.

use super::{OpenError, ReadError, WriteError};

/// What of a backup is not what it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackupDamage {
    /// The manifest does not read, or its checksum does not fit.
    #[error("the manifest is truncated or altered")]
    Manifest,
    /// The manifest was not sealed under the store key of this backup.
    #[error("the manifest's seal does not fit")]
    Seal,
    /// A file is missing.
    #[error("a file is missing")]
    Missing {
        /// Its path in the backup.
        path: String,
    },
    /// A file has other bytes.
    #[error("a file was altered")]
    Altered {
        /// Its path in the backup.
        path: String,
    },
    /// The database does not open, or a page fails its authentication code.
    #[error("the database is not sound")]
    Database,
    /// Its history does not verify.
    #[error("the history does not verify")]
    History {
        /// The first thing that does not fit.
        broken: crate::verify::Break,
    },
    /// Its history ends elsewhere than the manifest says.
    #[error("the history ends elsewhere")]
    Head,
}

/// Why a backup was not made, checked or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is no backup in this folder.
    #[error("not a backup")]
    NotABackup,
    /// A newer program made it.
    #[error("made by a newer program")]
    Newer,
    /// It was made under another store key, before a rotation: it opens with a passphrase of its day.
    #[error("made under another key")]
    OtherKey,
    /// Part of it is damaged.
    #[error("damaged: {what}")]
    Damaged {
        /// Which part.
        what: BackupDamage,
    },
    /// The folder to restore into is not empty.
    #[error("the folder is not empty")]
    NotEmpty,
    /// Stopped by whoever watches.
    #[error("stopped")]
    Stopped,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The system gave no randomness.
    #[error("no randomness for a seal")]
    NoKey,
    /// A file could not be read or written.
    #[error("cannot read or write: {0}")]
    Io(#[source] std::io::Error),
    /// The vault in it did not open.
    #[error(transparent)]
    Open(Box<OpenError>),
    /// The database could not be read or written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<std::io::Error> for BackupError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::DiskFull,
            _ => Self::Io(error),
        }
    }
}

impl From<ReadError> for BackupError {
    fn from(error: ReadError) -> Self {
        Self::Write(error.into())
    }
}

impl From<rusqlite::Error> for BackupError {
    fn from(error: rusqlite::Error) -> Self {
        match WriteError::from(error) {
            WriteError::DiskFull => Self::DiskFull,
            other => Self::Write(other),
        }
    }
}

impl From<BackupError> for OpenError {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::DiskFull => Self::DiskFull,
            BackupError::Io(error) => Self::Io(error),
            BackupError::Open(error) => *error,
            BackupError::Write(error) => error.into(),
            other => Self::Io(std::io::Error::other(other.to_string())),
        }
    }
}
