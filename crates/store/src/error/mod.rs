//! What can go wrong with a vault, as codes that a caller acts on.
//!
//! No sentence for users lives here; the `Display` texts are for logs. Nothing in an error repeats what a
//! user typed: errors reach logs, answers must not.

use singo_domain::filing::{FilingId, Status, Step};

use crate::lock::Refusal;

mod backup;
mod sqlite;

pub use backup::{BackupDamage, BackupError};

/// Which part of a vault cannot be trusted or read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// `store.db` is missing.
    #[error("the database is missing")]
    DatabaseMissing,
    /// `store.db` is shorter than it says, or a page of it fails its authentication code.
    #[error("the database is truncated or altered")]
    Database,
    /// `keys.json` does not read, or its checksum or seal does not fit.
    #[error("the key file is truncated or altered")]
    KeyFile,
    /// `store.db` and `keys.json` belong to different vaults.
    #[error("the database and the key file belong to different vaults")]
    Mismatch,
    /// A record holds what this program never writes.
    #[error("a record of table {table} does not read")]
    Record {
        /// The table.
        table: &'static str,
    },
}

/// Why a vault was not created. Nothing is left behind.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// The folder exists and something is in it.
    #[error("the folder is not empty")]
    NotEmpty,
    /// The passphrase is empty.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// No key was made: the system gave no randomness, or no memory for it.
    #[error("no randomness or memory for a key")]
    NoKey,
    /// A file or folder could not be written.
    #[error("cannot write: {0}")]
    Io(#[source] std::io::Error),
    /// The new vault did not open.
    #[error(transparent)]
    Open(Box<OpenError>),
    /// The first act could not be written.
    #[error(transparent)]
    Write(WriteError),
}

/// Why a vault did not open. Nothing is changed by the attempt.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no vault in this folder.
    #[error("not a vault")]
    NotAVault,
    /// Someone has it open.
    #[error("the vault is open elsewhere")]
    Held(Refusal),
    /// Too many wrong passphrases: none is tried before this time. The recovery code is not held back.
    #[error("no passphrase is tried before {until}")]
    Delayed {
        /// When the next try is allowed.
        until: chrono::DateTime<chrono::Utc>,
    },
    /// The folder lies on a network share, where no lock can be trusted; it can be read, not written.
    #[error("the folder is on a network share ({kind})")]
    NetworkShare {
        /// What kind, as the system names it.
        kind: String,
    },
    /// The passphrase, or the recovery code, does not open any slot that it was tried on.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// No slot has this user's name.
    #[error("no such user")]
    NoSuchUser,
    /// The recovery code was mistyped: its check characters do not fit.
    #[error("the recovery code is mistyped")]
    MistypedRecoveryCode,
    /// A newer program wrote it, in a way that this one must not touch.
    #[error("the vault needs version {needs}, this program knows {knows}")]
    Newer {
        /// The lowest number a program must know.
        needs: u32,
        /// The number this program knows.
        knows: u32,
    },
    /// Part of it is damaged.
    #[error("damaged: {what}")]
    Damaged {
        /// Which part.
        what: Damage,
    },
    /// The disk is full: the vault could not be brought to this program's version.
    #[error("the disk is full")]
    DiskFull,
    /// A file could not be read or locked.
    #[error("cannot open: {0}")]
    Io(#[from] std::io::Error),
    /// Anything else the database reports; its extended result code.
    #[error("database error {0}")]
    Database(i32),
}

/// Why the keys are as they were.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The passphrase or the user's name is empty.
    #[error("the passphrase or the name is empty")]
    EmptyPassphrase,
    /// The user can open the vault already.
    #[error("the user has a slot")]
    UserExists,
    /// The user cannot open the vault.
    #[error("no such user")]
    NoSuchUser,
    /// Nobody else could open the vault.
    #[error("the last user")]
    LastUser,
    /// The present passphrase is another.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// A slot of the first version takes no new key: its user must set the passphrase anew once, and a new
    /// recovery code must be printed.
    #[error("a slot of the first version")]
    OldSlot {
        /// Whose; `None` for the recovery code.
        user: Option<String>,
    },
    /// The system gave no randomness, or no memory for the derivation.
    #[error("no randomness or memory for a key")]
    NoKey,
    /// A backup is being made with the present key.
    #[error("a backup is under way")]
    Busy,
    /// The copy under the new key is not what the vault is: nothing was changed.
    #[error("the copy under the new key is not sound")]
    UnsoundCopy,
    /// A file could not be written.
    #[error("cannot write: {0}")]
    Io(#[from] std::io::Error),
    /// The database could not be read or written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The vault did not open again, or no passphrase is tried for a while.
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// Why something was not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No filing has this id.
    #[error("no filing {0:?}")]
    NoFiling(FilingId),
    /// Part of the vault is damaged.
    #[error("damaged: {what}")]
    Damaged {
        /// Which part.
        what: Damage,
    },
    /// Anything else the database reports; its extended result code.
    #[error("database error {0}")]
    Database(i32),
}

/// Why something was not written. Nothing of the closure's work is kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The filing is no longer a draft: its answers are frozen.
    #[error("{filing:?} is {status:?}")]
    Frozen {
        /// The filing.
        filing: FilingId,
        /// Where it stands.
        status: Status,
    },
    /// The table of the filing has no such row.
    #[error("no such row")]
    NoRow,
    /// The path does not fit the operation: a column without a row, or a table's name that is none.
    #[error("not a place in a filing")]
    NoPlace,
    /// One answer is longer than [`crate::Edit::MAX_ANSWER_BYTES`].
    #[error("an answer of {bytes} bytes, at most {max}")]
    TooLong {
        /// How long it is, in bytes of UTF-8.
        bytes: usize,
        /// How long it may be.
        max: usize,
    },
    /// Nothing is left to undo or to redo.
    #[error("nothing to undo or redo")]
    NothingToUndo,
    /// The step is not possible from where the filing stands.
    #[error("{step:?} is not possible from {from:?}")]
    StepNotAllowed {
        /// Where the filing stands.
        from: Status,
        /// The step.
        step: Step,
    },
    /// Only an approved filing can be sent.
    #[error("the filing is {status:?}, not approved")]
    NotApproved {
        /// Where it stands.
        status: Status,
    },
    /// A filing was to become submitted without a frozen copy of what was sent.
    #[error("no frozen copy")]
    NoCopy,
    /// The PDF was made from other answers than the filing has.
    #[error("the copy does not fit its hash")]
    WrongCopy,
    /// An act wrote to what is to be destroyed and to what is to stay.
    #[error("act {act} also wrote to what stays")]
    Shared {
        /// The act's number.
        act: u64,
    },
    /// History was to be changed.
    #[error("history is append-only")]
    AppendOnly,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The disk or the file refuses writing.
    #[error("the disk refuses writing")]
    ReadOnly,
    /// A write inside the closure failed and the closure went on; its work is not kept.
    #[error("an earlier write of the same transaction failed")]
    Poisoned,
    /// Reading failed while writing.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl From<crate::keys::secret::NoKey> for KeyError {
    fn from(_: crate::keys::secret::NoKey) -> Self {
        Self::NoKey
    }
}

impl From<ReadError> for KeyError {
    fn from(error: ReadError) -> Self {
        Self::Write(error.into())
    }
}

impl From<std::io::Error> for CreateError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::DiskFull,
            _ => Self::Io(error),
        }
    }
}

impl From<OpenError> for CreateError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::DiskFull => Self::DiskFull,
            OpenError::Io(error) => error.into(),
            other => Self::Open(Box::new(other)),
        }
    }
}

impl From<ReadError> for OpenError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Damaged { what } => Self::Damaged { what },
            ReadError::Database(code) => Self::Database(code),
            other => Self::Io(std::io::Error::other(other.to_string())),
        }
    }
}

impl From<WriteError> for OpenError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::DiskFull => Self::DiskFull,
            WriteError::ReadOnly => Self::Io(std::io::ErrorKind::ReadOnlyFilesystem.into()),
            WriteError::Read(error) => error.into(),
            other => Self::Io(std::io::Error::other(other.to_string())),
        }
    }
}

impl From<WriteError> for CreateError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::DiskFull => Self::DiskFull,
            other => Self::Write(other),
        }
    }
}

impl From<Damage> for ReadError {
    fn from(what: Damage) -> Self {
        Self::Damaged { what }
    }
}

impl From<Damage> for WriteError {
    fn from(what: Damage) -> Self {
        Self::Read(what.into())
    }
}
