//! Errors of the lower floors as codes of the wire.

use std::io;

use singo_domain::calendar::PastCoverage;
use singo_render::RenderError;
use singo_store::{
    BackupDamage, BackupError, CreateError, Damage, KeyError, OpenError, ReadError, WriteError,
};

use super::name_of;
use crate::error::{ErrorCode, WireError};

/// There is no such thing.
pub fn not_found(what: impl ToString) -> WireError {
    WireError::new(ErrorCode::NotFound).with("what", what)
}

/// A part of the request cannot be read.
pub fn wrong(what: &str, text: &str) -> WireError {
    WireError::new(ErrorCode::BadRequest).with("problem", format!("{what}: {text}"))
}

impl From<ReadError> for WireError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NoFiling(id) => not_found(format!("filing {}", id.0)),
            ReadError::Damaged { what } => damaged(what),
            other => internal(other),
        }
    }
}

impl From<WriteError> for WireError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Frozen { status, .. } | WriteError::NotApproved { status } => {
                Self::new(ErrorCode::NotInStatus).with("status", name_of(status))
            }
            WriteError::StepNotAllowed { from, .. } => {
                Self::new(ErrorCode::NotInStatus).with("status", name_of(from))
            }
            WriteError::Shared { act } => {
                Self::new(ErrorCode::NotAllowed).with("why", "shared").with("act", act)
            }
            WriteError::NoRow => not_found("row"),
            WriteError::NoPlace => wrong("path", ""),
            WriteError::TooLong { max, .. } => Self::new(ErrorCode::TooLong).with("limit", max),
            WriteError::NothingToUndo => ErrorCode::NothingToUndo.into(),
            WriteError::DiskFull => ErrorCode::DiskFull.into(),
            WriteError::ReadOnly => Self::new(ErrorCode::FileUnwritable).with("path", "store.db"),
            WriteError::Read(error) => error.into(),
            other => internal(other),
        }
    }
}

impl From<OpenError> for WireError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::NotAVault => ErrorCode::NotAVault.into(),
            OpenError::Held(refusal) => {
                let since = refusal.since.map(super::korean).unwrap_or_default();
                Self::new(ErrorCode::VaultHeld).with("holder", refusal.holder).with("since", since)
            }
            OpenError::Delayed { until } => {
                Self::new(ErrorCode::TooManyTries).with("until", super::korean(until))
            }
            OpenError::NetworkShare { kind } => {
                Self::new(ErrorCode::NetworkShare).with("kind", kind)
            }
            OpenError::WrongPassphrase
            | OpenError::NoSuchUser
            | OpenError::MistypedRecoveryCode => ErrorCode::WrongPassphrase.into(),
            OpenError::Newer { .. } => ErrorCode::VaultNewer.into(),
            OpenError::Damaged { what } => damaged(what),
            OpenError::DiskFull => ErrorCode::DiskFull.into(),
            OpenError::Io(problem)
                if matches!(
                    problem.kind(),
                    io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::StorageFull
                ) =>
            {
                unwritable("", &problem)
            }
            OpenError::Io(problem) => unreadable(&problem),
            other @ OpenError::Database(_) => internal(other),
        }
    }
}

impl From<KeyError> for WireError {
    fn from(error: KeyError) -> Self {
        let refused = |why: &str| Self::new(ErrorCode::KeyRefused).with("why", why);
        match error {
            KeyError::EmptyPassphrase => ErrorCode::PassphraseTooShort.into(),
            KeyError::UserExists => refused("user_exists"),
            KeyError::NoSuchUser => refused("no_such_user"),
            KeyError::LastUser => refused("last_user"),
            KeyError::OldSlot { user } => {
                let why = if user.is_some() { "old_slot" } else { "old_code" };
                refused(why).with("user", user.unwrap_or_default())
            }
            KeyError::Busy => refused("busy"),
            KeyError::UnsoundCopy => refused("unsound_copy"),
            KeyError::WrongPassphrase => ErrorCode::WrongPassphrase.into(),
            KeyError::Io(problem) => unwritable("keys.json", &problem),
            KeyError::Write(error) => error.into(),
            KeyError::Open(error) => error.into(),
            other @ KeyError::NoKey => internal(other),
        }
    }
}

impl From<BackupError> for WireError {
    fn from(error: BackupError) -> Self {
        let not = |why: &str| Self::new(ErrorCode::NotABackup).with("why", why);
        match error {
            BackupError::NotABackup => not("none"),
            BackupError::OtherKey => not("other_key"),
            BackupError::Newer => ErrorCode::VaultNewer.into(),
            BackupError::NotEmpty => ErrorCode::FolderNotEmpty.into(),
            BackupError::Stopped => internal("stopped"),
            BackupError::DiskFull => ErrorCode::DiskFull.into(),
            BackupError::Damaged { what } => {
                let (why, path) = match what {
                    BackupDamage::Manifest => ("manifest", String::new()),
                    BackupDamage::Seal => ("seal", String::new()),
                    BackupDamage::Missing { path } => ("missing", path),
                    BackupDamage::Altered { path } => ("altered", path),
                    BackupDamage::Database => ("database", String::new()),
                    BackupDamage::History { .. } => ("history", String::new()),
                    BackupDamage::Head => ("head", String::new()),
                };
                Self::new(ErrorCode::BackupDamaged).with("why", why).with("path", path)
            }
            BackupError::Io(problem) => unwritable("backup", &problem),
            BackupError::Open(error) => (*error).into(),
            BackupError::Write(error) => error.into(),
            other @ BackupError::NoKey => internal(other),
        }
    }
}

impl From<CreateError> for WireError {
    fn from(error: CreateError) -> Self {
        match error {
            CreateError::NotEmpty => ErrorCode::FolderNotEmpty.into(),
            CreateError::EmptyPassphrase => ErrorCode::PassphraseTooShort.into(),
            CreateError::DiskFull => ErrorCode::DiskFull.into(),
            CreateError::Io(problem) => unwritable("", &problem),
            CreateError::Open(error) => (*error).into(),
            CreateError::Write(error) => error.into(),
            other @ CreateError::NoKey => internal(other),
        }
    }
}

fn damaged(what: Damage) -> WireError {
    // The name of the part is a code; the sentence for it stands in the texts of the shell.
    let part = match what {
        Damage::DatabaseMissing => "database_missing",
        Damage::Database => "database",
        Damage::KeyFile => "key_file",
        Damage::Mismatch => "mismatch",
        Damage::Record { .. } => "record",
    };
    WireError::new(ErrorCode::VaultDamaged).with("what", part)
}

fn internal(problem: impl ToString) -> WireError {
    WireError::new(ErrorCode::Internal).with("problem", problem)
}

fn unreadable(problem: &io::Error) -> WireError {
    WireError::new(ErrorCode::FileUnreadable).with("path", "").with("problem", problem)
}

/// A file could not be written.
pub fn unwritable(path: &str, problem: &io::Error) -> WireError {
    if problem.kind() == io::ErrorKind::StorageFull {
        return ErrorCode::DiskFull.into();
    }
    WireError::new(ErrorCode::FileUnwritable).with("path", path).with("problem", problem)
}

impl From<PastCoverage> for WireError {
    fn from(past: PastCoverage) -> Self {
        Self::new(ErrorCode::PastCalendar).with("covered_through", past.covered_through)
    }
}

impl From<RenderError> for WireError {
    fn from(error: RenderError) -> Self {
        match error {
            RenderError::Cancelled => ErrorCode::Cancelled.into(),
            RenderError::Uncovered { characters } => {
                let list: String = characters.iter().collect();
                Self::new(ErrorCode::UncoveredCharacters).with("characters", list)
            }
            other => Self::new(ErrorCode::Internal).with("problem", other),
        }
    }
}
