//! Whether a backup is what it was: every file against the manifest, the manifest against its seal, the
//! database against its authentication codes and its history against the chain.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use singo_domain::act::Head;

use super::files::{self, DATABASE, KEYS};
use super::manifest::Manifest;
use super::{Progress, Watch};
use crate::attempts::Try;
use crate::connection::{self, Mode};
use crate::error::{BackupDamage, BackupError, OpenError};
use crate::keys::secret::Key;
use crate::keys::{KeyFile, Unlock};
use crate::migrations;
use crate::vault::{BLOBS, Vault, read_keys};

/// A backup that was read back and found whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The last act in it.
    pub head: Head,
    /// Bytes read.
    pub bytes: u64,
    /// Files read.
    pub files: u64,
    /// Whether its history was verified; one of an older program is verified when it is restored.
    pub history: bool,
}

/// What is shown to open a backup, and when.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// A passphrase or recovery code of its day.
    pub unlock: Unlock<'a>,
    /// Now.
    pub now: DateTime<Utc>,
    /// Folders of vaults that are known. A wrong passphrase is counted, and held back, at the one that the backup is
    /// of; one in whose folder the backup lies need not be named.
    pub vaults: &'a [PathBuf],
}

/// Checks a backup with a passphrase or recovery code of its day.
///
/// # Errors
/// [`BackupError`]; damage is named.
pub fn check_backup(
    backup: &Path,
    shown: Shown<'_>,
    watch: Watch<'_>,
) -> Result<Checked, BackupError> {
    Manifest::read(backup)?;
    let (_, key) = unlocked(backup, &shown)?;
    check_with(backup, &key, watch)
}

/// The keys of a backup. A try counts at the vault that it is a copy of, where that is at hand.
pub(super) fn unlocked(backup: &Path, shown: &Shown<'_>) -> Result<(KeyFile, Key), BackupError> {
    let bytes = fs::read(backup.join(KEYS)).map_err(|_| files::missing(KEYS))?;
    let keys = KeyFile::read(&bytes).map_err(|_| files::altered(KEYS))?;
    let Shown { unlock, now, .. } = shown;
    let key = match vault_of(backup, &keys.vault, shown.vaults) {
        Some(folder) => {
            let (folder, now, users) = (&folder, *now, keys.users());
            Try { folder, unlock, now, users, at: "backup", forgives: false }
                .counted(|| keys.unlock(unlock))
        }
        None => keys.unlock(unlock),
    };
    let key = key.map_err(|error| match error {
        OpenError::Damaged { .. } => files::altered(KEYS),
        other => other.into(),
    })?;
    Ok((keys, key))
}

/// The vault with this id: one of the known, or one in whose folder the backup lies.
fn vault_of(backup: &Path, id: &str, known: &[PathBuf]) -> Option<PathBuf> {
    let real = fs::canonicalize(backup).unwrap_or_else(|_| backup.to_owned());
    let around = real.ancestors().skip(1).map(Path::to_owned);
    let is_it = |folder: &PathBuf| read_keys(folder).is_ok_and(|keys| keys.vault == id);
    known.iter().cloned().chain(around).find(is_it)
}

/// Checks a backup with its store key.
pub(super) fn check_with(
    backup: &Path,
    key: &Key,
    watch: Watch<'_>,
) -> Result<Checked, BackupError> {
    let manifest = Manifest::read(backup)?;
    let total = manifest.files.len() as u64;
    let mut bytes = 0;
    for (number, file) in manifest.files.iter().enumerate() {
        watch(Progress { phase: "checking", done: number as u64, total })?;
        match files::hashed(&file.place(backup)) {
            Ok(found) if found == (file.bytes, file.sha256.clone()) => bytes += file.bytes,
            Ok(_) => return Err(files::altered(&file.path)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(files::missing(&file.path));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let keys_file = fs::read(backup.join(KEYS))?;
    let keys = KeyFile::read(&keys_file).map_err(|_| files::altered(KEYS))?;
    if !keys.is_under(key) {
        return Err(BackupError::OtherKey);
    }
    let damaged = |what| BackupError::Damaged { what };
    if !manifest.is_sealed(key) || keys.vault != manifest.vault {
        return Err(damaged(BackupDamage::Seal));
    }
    let head = manifest.head()?;
    let history = history(backup, keys, key, &head)?;
    watch(Progress { phase: "checking", done: total, total })?;
    Ok(Checked { head, bytes, files: total, history })
}

fn history(backup: &Path, keys: KeyFile, key: &Key, head: &Head) -> Result<bool, BackupError> {
    let damaged = |what| BackupError::Damaged { what };
    let connection = connection::open(&backup.join(DATABASE), key, Mode::ReadOnly)
        .map_err(|_| damaged(BackupDamage::Database))?;
    let current = migrations::current(&connection)?;
    // The attached files of all backups lie together, beside their folders.
    let blobs = backup.with_file_name(BLOBS);
    let copy = Vault::beside(connection, keys, key.clone(), backup, &blobs);
    if !current {
        let sound = copy.has_sound_pages()?;
        return if sound { Ok(false) } else { Err(damaged(BackupDamage::Database)) };
    }
    let found = copy.verify(Some(head))?;
    if let Some(broken) = found.broken {
        return Err(damaged(BackupDamage::History { broken }));
    }
    if found.intact != *head {
        return Err(damaged(BackupDamage::Head));
    }
    Ok(true)
}
