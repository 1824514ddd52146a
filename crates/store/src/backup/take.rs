//! Making a backup. It reads the vault through a connection of its own, so the desk goes on working.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::check::check_with;
use super::files::{self, BLOBS, DATABASE, KEYS};
use super::manifest::{self, Entry, Manifest};
use super::{BackupRow, Progress, Watch, backup_place, check::Checked};
use crate::atomic_file;
use crate::connection::{self, Mode};
use crate::door::Read;
use crate::error::BackupError;
use crate::keys::KeyFile;
use crate::keys::secret::Key;
use crate::vault::Vault;

/// An open vault, as far as copying it needs: where it stands and under which key. The key is wiped when it is
/// dropped; until then the key cannot be rotated.
pub struct Source {
    folder: PathBuf,
    keys: KeyFile,
    key: Key,
    _busy: Arc<()>,
}

impl Vault {
    /// What making or checking a backup needs of this vault; it may be handed to another thread.
    pub fn source(&self) -> Source {
        let (keys, key) = (self.keys.clone(), self.key.clone());
        Source { folder: self.folder().to_owned(), keys, key, _busy: Arc::clone(&self.busy) }
    }
}

impl Source {
    /// The vault in `folder`, while it is being opened.
    pub(crate) fn of(folder: &Path, keys: &KeyFile, key: &Key) -> Self {
        let (keys, key) = (keys.clone(), key.clone());
        Self { folder: folder.to_owned(), keys, key, _busy: Arc::new(()) }
    }

    /// The vault's id.
    pub fn vault(&self) -> &str {
        &self.keys.vault
    }

    /// Copies the vault into `target`, reads everything back, and verifies its history.
    ///
    /// # Errors
    /// [`BackupError`]; what was begun is then removed, at the latest by the next backup.
    pub fn take(
        &self,
        target: &Path,
        reason: &str,
        now: DateTime<Utc>,
        watch: Watch<'_>,
    ) -> Result<(BackupRow, Checked), BackupError> {
        let place = backup_place(target, self.vault());
        crate::vault::make_private(&place)?;
        drop_parts(&place)?;
        let backup = free_name(&place, now);
        let part = backup.with_extension("part");
        let taken = self.copy(&part, &place, reason, now, watch).and_then(|()| {
            fs::rename(&part, &backup)?;
            files::settle(&place)?;
            Ok(())
        });
        if taken.is_err() {
            // The first error is the one to report.
            let _ = drop_parts(&place);
        }
        taken?;
        let checked = self.check(&backup, watch)?;
        Ok((Manifest::read(&backup)?.row(backup), checked))
    }

    /// Reads a backup back and verifies its history, with the key of this vault.
    ///
    /// # Errors
    /// [`BackupError::OtherKey`] for one from before a rotation; [`BackupError::Damaged`] names what is wrong.
    pub fn check(&self, backup: &Path, watch: Watch<'_>) -> Result<Checked, BackupError> {
        check_with(backup, &self.key, watch)
    }

    fn copy(
        &self,
        part: &Path,
        place: &Path,
        reason: &str,
        now: DateTime<Utc>,
        watch: Watch<'_>,
    ) -> Result<(), BackupError> {
        fs::create_dir(part)?;
        let blobs = files::below(&self.folder.join(BLOBS))?;
        let total = blobs.len() as u64 + 2;
        let mut told = |done| watch(Progress { phase: "copying", done, total });
        told(0)?;
        let connection = connection::open(&self.folder.join(DATABASE), &self.key, Mode::ReadOnly)?;
        let copy = part.join(DATABASE);
        connection::copy_into(&connection, &copy)?;
        drop(connection);
        sync(&copy)?;
        atomic_file::replace(&part.join(KEYS), &self.keys.to_bytes())?;
        let mut entries = Vec::new();
        for name in [DATABASE, KEYS] {
            let (bytes, sha256) = files::hashed(&part.join(name))?;
            entries.push(Entry { path: name.to_owned(), bytes, sha256 });
        }
        told(2)?;
        for (number, blob) in blobs.iter().enumerate() {
            let (from, to) =
                (files::at(&self.folder.join(BLOBS), blob), files::at(&place.join(BLOBS), blob));
            files::make_parents(&to)?;
            let (bytes, sha256) = files::hashed(&from)?;
            // Content-addressed: a name that is there with the same bytes was copied by an earlier backup.
            let there = files::hashed(&to).is_ok_and(|found| found == (bytes, sha256.clone()));
            if !there && files::copied(&from, &to)? != (bytes, sha256.clone()) {
                return Err(files::altered(blob));
            }
            entries.push(Entry { path: format!("{BLOBS}/{blob}"), bytes, sha256 });
            told(number as u64 + 3)?;
        }
        // The head of the copy itself: acts may have been added since it was made.
        let copied = connection::open(&copy, &self.key, Mode::ReadOnly)?;
        let head = Read { connection: &copied }.head()?;
        drop(copied);
        let sealed = Manifest::seal(self.vault(), now, reason, &head, entries, &self.key)?;
        atomic_file::replace(&part.join(manifest::FILE), &sealed.to_bytes())?;
        Ok(())
    }
}

fn sync(path: &Path) -> std::io::Result<()> {
    // Windows flushes only what was opened for writing.
    fs::File::options().write(true).open(path)?.sync_all()
}

/// Removes backups that were interrupted.
fn drop_parts(place: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(place)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "part") {
            fs::remove_dir_all(path)?;
        }
    }
    Ok(())
}

fn free_name(place: &Path, now: DateTime<Utc>) -> PathBuf {
    let stamp = now.format("%Y%m%dT%H%M%SZ").to_string();
    let names = std::iter::once(stamp.clone()).chain((2..).map(|n| format!("{stamp}-{n}")));
    let mut free = names.map(|name| place.join(name)).filter(|path| !path.exists());
    free.next().unwrap_or_else(|| place.join(stamp))
}
