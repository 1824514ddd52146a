//! `manifest.json`: what a backup consists of, with the SHA-256 of every file.
//!
//! Hashes, sizes and times only: nothing of what the files hold. The checksum tells damage from tampering, the
//! seal is made under the store key: a list that was shortened or rewritten without that key is noticed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use singo_domain::act::Head;
use singo_domain::canonical::sha256_hex;

use super::BackupRow;
use super::files::{BLOBS, DATABASE, KEYS};
use crate::error::{BackupDamage, BackupError};
use crate::keys::Seal;
use crate::keys::secret::Key;

pub(super) const FILE: &str = "manifest.json";
const FORMAT: &str = "singo-backup";
const VERSION: u32 = 1;

/// A manifest, read.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    format: String,
    version: u32,
    pub(super) vault: String,
    pub(super) made_at: DateTime<Utc>,
    pub(super) reason: String,
    /// The last act, as it is printed: number, colon, hash.
    head: String,
    pub(super) files: Vec<Entry>,
    checksum: String,
    seal: Seal,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// `store.db`, `keys.json`, or `blobs/…` in the folder that the backups share.
    pub(super) path: String,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

impl Entry {
    /// Where the file stands.
    pub(super) fn place(&self, backup: &Path) -> PathBuf {
        let shared = backup.parent().filter(|_| self.is_blob());
        super::files::at(shared.unwrap_or(backup), &self.path)
    }

    pub(super) fn is_blob(&self) -> bool {
        self.path.starts_with(BLOBS)
    }

    /// Only places inside the backup are named: a manifest from elsewhere is not believed.
    fn is_inside(&self) -> bool {
        if self.path == DATABASE || self.path == KEYS {
            return true;
        }
        let mut names = self.path.split('/');
        let plain = |name: &str| {
            let letters = name.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
            letters && !name.is_empty() && name != "." && name != ".."
        };
        names.next() == Some(BLOBS) && names.clone().next().is_some() && names.all(plain)
    }
}

impl Manifest {
    pub(super) fn seal(
        vault: &str,
        made_at: DateTime<Utc>,
        reason: &str,
        head: &Head,
        files: Vec<Entry>,
        key: &Key,
    ) -> Result<Self, BackupError> {
        let head = head.to_string();
        let text = sealed_text(vault, made_at, reason, &head, &files);
        let seal = Seal::make(&text, key).map_err(|_| BackupError::NoKey)?;
        let (vault, reason) = (vault.to_owned(), reason.to_owned());
        let format = FORMAT.to_owned();
        let checksum = sha256_hex(text);
        Ok(Self { format, version: VERSION, vault, made_at, reason, head, files, checksum, seal })
    }

    /// Reads the manifest of the backup in `folder`; needs no key.
    pub(super) fn read(folder: &Path) -> Result<Self, BackupError> {
        let bytes = match fs::read(folder.join(FILE)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(BackupError::NotABackup);
            }
            Err(error) => return Err(error.into()),
        };
        Self::parse(&bytes)
    }

    pub(super) fn parse(bytes: &[u8]) -> Result<Self, BackupError> {
        #[derive(Deserialize)]
        struct Front {
            format: String,
            version: u32,
        }
        let damaged = || BackupError::Damaged { what: BackupDamage::Manifest };
        let front: Front = serde_json::from_slice::<serde_json::Value>(bytes)
            .and_then(serde_json::from_value)
            .map_err(|_| damaged())?;
        if front.format != FORMAT {
            return Err(BackupError::NotABackup);
        }
        if front.version > VERSION {
            return Err(BackupError::Newer);
        }
        if front.version < VERSION {
            return Err(damaged());
        }
        let manifest: Self = serde_json::from_slice(bytes).map_err(|_| damaged())?;
        let whole = manifest.checksum == sha256_hex(manifest.text())
            && manifest.files.iter().all(Entry::is_inside)
            && manifest.noted().is_some()
            && [DATABASE, KEYS].iter().all(|name| manifest.entry(name).is_some());
        if whole { Ok(manifest) } else { Err(damaged()) }
    }

    pub(super) fn is_sealed(&self, key: &Key) -> bool {
        self.seal.fits(&self.text(), key)
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        // Texts, numbers and lists: there is nothing in it that does not serialise.
        serde_json::to_vec_pretty(self).unwrap_or_default()
    }

    /// The last act; reading has made sure that it reads.
    pub(super) fn head(&self) -> Result<Head, BackupError> {
        self.noted().ok_or(BackupError::Damaged { what: BackupDamage::Manifest })
    }

    pub(super) fn row(&self, path: PathBuf) -> BackupRow {
        BackupRow {
            path,
            made_at: self.made_at,
            reason: self.reason.clone(),
            bytes: self.files.iter().map(|file| file.bytes).fold(0, u64::saturating_add),
            files: self.files.len() as u64,
            head: self.noted().unwrap_or_else(|| Head::genesis(&self.vault)),
        }
    }

    fn entry(&self, path: &str) -> Option<&Entry> {
        self.files.iter().find(|file| file.path == path)
    }

    fn noted(&self) -> Option<Head> {
        let (seq, hash) = self.head.split_once(':')?;
        Some(Head { seq: seq.parse().ok()?, hash: hash.parse().ok()? })
    }

    fn text(&self) -> String {
        sealed_text(&self.vault, self.made_at, &self.reason, &self.head, &self.files)
    }
}

fn sealed_text(
    vault: &str,
    made_at: DateTime<Utc>,
    reason: &str,
    head: &str,
    files: &[Entry],
) -> String {
    serde_json::json!(["singo-backup-1", vault, made_at, reason, head, files]).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_places_inside_the_backup_are_believed() {
        let inside =
            |path: &str| Entry { path: path.into(), bytes: 0, sha256: String::new() }.is_inside();
        for path in ["store.db", "keys.json", "blobs/ab", "blobs/ab/cd.bin"] {
            assert!(inside(path), "{path}");
        }
        for path in [
            "",
            "blobs",
            "blobs/",
            "blobs/../store.db",
            "../keys.json",
            "/etc/passwd",
            "C:\\x",
            "blobs/a\\b",
            "store.db/x",
        ] {
            assert!(!inside(path), "{path}");
        }
    }
}
