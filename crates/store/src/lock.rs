//! One writer at a time: the `lock` file of a vault, and the name of who holds it.
//!
//! The operating system's lock decides, so a lock whose process died is free at once. Who holds it stands
//! in a second file, `lock.json`: on Windows a locked file cannot be read by others. That file is only a
//! notice; a stale one does no harm.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::atomic_file;

/// Who has the vault open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The user's name in the vault; empty when it cannot be told.
    pub holder: String,
    /// Since when; `None` when it cannot be told.
    pub since: Option<DateTime<Utc>>,
    /// The process that holds it; 0 when it cannot be told.
    pub pid: u32,
}

/// A held lock; free again when dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    // Held open for its lock; never read.
    _file: File,
    notice: PathBuf,
}

const FILE: &str = "lock";
const NOTICE: &str = "lock.json";
/// What `atomic_file` writes through when it replaces the notice.
const UNFINISHED: &str = "lock.new";

/// Whether the folder, which exists, holds nothing but what a holder of its lock may have left: a vault can be
/// made there.
pub(crate) fn is_free(folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if ![FILE, NOTICE, UNFINISHED].iter().any(|ours| name == *ours) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Why the lock was not taken.
pub(crate) enum LockError {
    Held(Refusal),
    Io(io::Error),
}

impl Lock {
    /// Takes the lock of the vault in `folder`, without waiting, and leaves the holder's name.
    pub(crate) fn take(folder: &Path, holder: &str, now: DateTime<Utc>) -> Result<Self, LockError> {
        let notice = folder.join(NOTICE);
        let file = File::options()
            .create(true)
            .write(true)
            .truncate(false)
            .open(folder.join(FILE))
            .map_err(LockError::Io)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(LockError::Held(read_notice(&notice))),
            Err(TryLockError::Error(error)) => return Err(LockError::Io(error)),
        }
        let holder =
            Refusal { holder: holder.to_owned(), since: Some(now), pid: std::process::id() };
        let text = serde_json::to_vec(&holder).map_err(|error| LockError::Io(error.into()))?;
        atomic_file::replace(&notice, &text).map_err(LockError::Io)?;
        Ok(Self { _file: file, notice })
    }
}

/// Does something while nobody has the vault in `folder` open for writing, nor can; `None` where somebody has,
/// or it cannot be told.
pub fn while_free<T>(folder: &Path, work: impl FnOnce() -> T) -> Option<T> {
    match File::options().write(true).open(folder.join(FILE)) {
        Ok(file) => file.try_lock().ok().map(|()| work()),
        // What is not there is held by nobody.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Some(work()),
        Err(_) => None,
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A notice that stays behind is overwritten by the next holder.
        let _ = fs::remove_file(&self.notice);
    }
}

/// Whether these bytes read as the notice of who holds a vault.
pub fn reads_as_lock_notice(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Refusal>(bytes).is_ok()
}

fn read_notice(path: &Path) -> Refusal {
    let unknown = Refusal { holder: String::new(), since: None, pid: 0 };
    fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or(unknown)
}
