//! Backups: copies of the vault elsewhere, encrypted as it is, and read back before they count.
//!
//! A target folder holds one folder for the vault, `singo-` and the first digits of its id. In it stands a
//! folder for each backup (`store.db`, `keys.json`, `manifest.json`) and one `blobs/`, which all share: an
//! attachment is copied once. A backup under way is named `….part`; it gets its name when all of it is on the
//! disk. A passphrase or the recovery code of that day is all it takes to restore one. Not here: when one is made.

mod check;
mod files;
mod keep;
mod manifest;
mod record;
mod restore;
mod take;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use singo_domain::act::Head;

pub use check::{Checked, Shown, check_backup};
pub use keep::Keep;
pub use record::NotedBackup;
pub use restore::{Restored, drill, restore};
pub use take::Source;

use crate::error::{BackupError, OpenError};
use manifest::Manifest;

/// A backup as its manifest describes it; that it is whole is another question ([`check_backup`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupRow {
    /// Its folder.
    pub path: PathBuf,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Why: `daily`, `asked`, `before_upgrade`, `before_restore`.
    pub reason: String,
    /// Bytes of everything that it needs, attachments that others share included.
    pub bytes: u64,
    /// Number of files.
    pub files: u64,
    /// The last act in it.
    pub head: Head,
}

/// How far a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// `copying`, `checking`.
    pub phase: &'static str,
    /// Files done.
    pub done: u64,
    /// Files in all.
    pub total: u64,
}

/// Told how far a copy is; an error stops it.
pub type Watch<'w> = &'w mut dyn FnMut(Progress) -> Result<(), BackupError>;

/// The folder of a vault's backups in a target folder.
pub fn backup_place(target: &Path, vault: &str) -> PathBuf {
    target.join(format!("singo-{}", vault.get(..12).unwrap_or(vault)))
}

/// The backups of a vault in a target folder, newest first. Folders whose manifest does not read are given
/// apart.
///
/// # Errors
/// [`BackupError::Io`]; a target that does not exist holds none.
pub fn list_backups(
    target: &Path,
    vault: &str,
) -> Result<(Vec<BackupRow>, Vec<PathBuf>), BackupError> {
    let place = backup_place(target, vault);
    let entries = match fs::read_dir(&place) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Default::default()),
        Err(error) => return Err(error.into()),
    };
    let (mut rows, mut unreadable) = (Vec::new(), Vec::new());
    for entry in entries {
        let path = entry?.path();
        let is_part = path.extension().is_some_and(|extension| extension == "part");
        if is_part || !path.is_dir() || path.ends_with(files::BLOBS) {
            continue;
        }
        match Manifest::read(&path) {
            Ok(manifest) => rows.push(manifest.row(path)),
            Err(_) => unreadable.push(path),
        }
    }
    rows.sort_by(|a, b| (b.made_at, &b.path).cmp(&(a.made_at, &a.path)));
    Ok((rows, unreadable))
}

/// Whether these bytes read as the manifest of a backup; no secret is needed for that.
pub fn reads_as_manifest(bytes: &[u8]) -> bool {
    Manifest::parse(bytes).is_ok()
}

/// The users whose passphrase restores a backup.
///
/// # Errors
/// [`BackupError::NotABackup`], [`BackupError::Damaged`].
pub fn backup_users(backup: &Path) -> Result<Vec<String>, BackupError> {
    Manifest::read(backup)?;
    let bytes = fs::read(backup.join(files::KEYS)).map_err(|_| files::missing(files::KEYS))?;
    let keys = crate::keys::KeyFile::read(&bytes).map_err(|_| files::altered(files::KEYS))?;
    Ok(keys.users())
}

impl From<OpenError> for BackupError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::DiskFull => Self::DiskFull,
            OpenError::Io(error) => error.into(),
            other => Self::Open(Box::new(other)),
        }
    }
}
