//! Restoring: from a backup's folder and a passphrase or recovery code to a vault elsewhere.
//!
//! The new folder becomes a vault at the very end, after everything was compared, opened and verified; an
//! interrupted one is no vault, is marked by a file `restoring`, and may be restored into again. A vault that
//! exists is never written over.

use std::fs;
use std::io;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::check::{Checked, Shown, check_with, unlocked};
use super::files::{self, BLOBS, KEYS};
use super::manifest::Manifest;
use super::{Progress, Watch};
use crate::door::NewAct;
use crate::error::{BackupDamage, BackupError, OpenError, WriteError};
use crate::lock::{self, Lock};
use crate::vault::{BACKUPS, Vault, make_private};
use crate::{atomic_file, connection, place};

const MARK: &str = "restoring";
const DRILL: &str = "drill-";

/// A vault that was restored, open.
#[derive(Debug)]
pub struct Restored {
    /// The vault.
    pub vault: Vault,
    /// What was read.
    pub checked: Checked,
    /// When the backup was made.
    pub made_at: DateTime<Utc>,
}

/// Restores a backup into `folder`, which must be empty or absent, and opens it.
///
/// # Errors
/// [`BackupError`]; `folder` is then no vault.
pub fn restore(
    backup: &Path,
    folder: &Path,
    shown: Shown<'_>,
    watch: Watch<'_>,
) -> Result<Restored, BackupError> {
    let manifest = Manifest::read(backup)?;
    let (keys, key) = unlocked(backup, &shown)?;
    let Shown { unlock, now, .. } = shown;
    let checked = check_with(backup, &key, watch)?;
    make_private(folder)?;
    place::refuse_network(folder)?;
    let marked = folder.join(MARK).exists() && !Vault::exists(folder);
    if !marked && !lock::is_free(folder)? {
        return Err(BackupError::NotEmpty);
    }
    let lock = Lock::take(folder, unlock.holder(), now).map_err(OpenError::from)?;
    atomic_file::replace(&folder.join(MARK), b"")?;
    drop_begun(folder)?;
    for name in [BLOBS, BACKUPS] {
        fs::create_dir(folder.join(name))?;
    }
    let total = manifest.files.len() as u64;
    for (number, file) in manifest.files.iter().enumerate() {
        watch(Progress { phase: "copying", done: number as u64, total })?;
        if file.path == KEYS {
            continue;
        }
        let to = files::at(folder, &file.path);
        files::make_parents(&to)?;
        files::copied(&file.place(backup), &to)?;
        // Read back from where it now stands.
        if files::hashed(&to)? != (file.bytes, file.sha256.clone()) {
            return Err(files::altered(&file.path));
        }
    }
    let head = manifest.head()?;
    let made_at = manifest.made_at;
    let mut vault = Vault::with_key(folder, keys, key, Some(lock))?;
    let found = vault.verify(Some(&head))?;
    if let Some(broken) = found.broken {
        return Err(BackupError::Damaged { what: BackupDamage::History { broken } });
    }
    let payload = json!({ "made_at": made_at, "head": head.to_string() });
    vault.write(unlock.holder(), now, |_| {
        Ok::<_, WriteError>(((), NewAct::new("vault.restored", "vault", payload)))
    })?;
    connection::checkpoint(&vault.connection)?;
    atomic_file::replace(&folder.join(KEYS), &vault.keys.to_bytes())?;
    // It is a vault from here on; beside its keys the mark says nothing any more.
    let _ = remove(&folder.join(MARK));
    Ok(Restored { vault, checked, made_at })
}

/// Restores a backup into a folder below `scratch`, verifies it there, and removes it again.
///
/// # Errors
/// [`BackupError`]; the scratch folder is removed all the same.
pub fn drill(
    backup: &Path,
    scratch: &Path,
    shown: Shown<'_>,
    watch: Watch<'_>,
) -> Result<Checked, BackupError> {
    fs::create_dir_all(scratch)?;
    for entry in fs::read_dir(scratch)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        if name.is_some_and(|name| name.starts_with(DRILL)) {
            fs::remove_dir_all(path)?;
        }
    }
    let folder = scratch.join(format!("{DRILL}{}", shown.now.format("%Y%m%dT%H%M%SZ")));
    let done = restore(backup, &folder, shown, watch);
    // Closed before it is removed.
    let done = done.map(|restored| restored.checked);
    let removed = match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    };
    let checked = done?;
    removed?;
    Ok(checked)
}

/// Removes what an interrupted restore left.
fn drop_begun(folder: &Path) -> io::Result<()> {
    for name in ["store.db", "store.db-wal", "store.db-shm", "store.new"] {
        remove(&folder.join(name))?;
    }
    for name in [BLOBS, BACKUPS] {
        match fs::remove_dir_all(folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
