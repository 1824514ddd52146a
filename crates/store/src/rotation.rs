//! A new store key: database and attachments encrypted anew, every slot handed the new key, as one act.
//!
//! Everything new is written beside the old: `store.next`, `blobs.next`. The new key file, written last as
//! `keys.rotated`, decides: without it the next opening drops what was begun, with it the next opening
//! finishes. There is no moment at which neither the old nor the new vault is whole.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde_json::json;

use crate::atomic_file;
use crate::blob::{BlobError, Blobs};
use crate::connection;
use crate::door::NewAct;
use crate::error::{KeyError, OpenError, WriteError};
use crate::keys::KeyFile;
use crate::keys::secret::Key;
use crate::vault::{BLOBS, DATABASE, KEYS, Vault};

const NEXT_DATABASE: &str = "store.next";
const NEXT_BLOBS: &str = "blobs.next";
const DECIDED: &str = "keys.rotated";

impl Vault {
    /// Encrypts the whole vault under a new store key, which every slot is handed. A copy of the key file from
    /// before, with any passphrase it knew, opens nothing that is in the vault from now on.
    ///
    /// # Errors
    /// [`KeyError`]. Until the new key file is written the vault is as it was; after it, an error leaves this
    /// vault closed, and the next opening finishes.
    pub fn rotate_key(&mut self, actor: &str, now: DateTime<Utc>) -> Result<(), KeyError> {
        if Arc::strong_count(&self.busy) > 1 {
            return Err(KeyError::Busy);
        }
        let (keys, key) = self.keys.under_new_key()?;
        let folder = self.folder().to_owned();
        drop_begun(&folder)?;
        let begun = self.begin(actor, now, &keys, &key);
        if begun.is_err() {
            // The first error is the one to report; the next opening drops it as well.
            let _ = drop_begun(&folder);
        }
        begun?;
        // From here on it is the new vault. The old database must be closed before it is replaced.
        self.connection = Connection::open_in_memory().map_err(OpenError::from)?;
        settle(&folder)?;
        self.connection = connection::open(&folder.join(DATABASE), &key, connection::Mode::Open)?;
        self.blobs = Blobs::new(folder.join(BLOBS), &key);
        (self.keys, self.key) = (keys, key);
        Ok(())
    }

    fn begin(
        &mut self,
        actor: &str,
        now: DateTime<Utc>,
        keys: &KeyFile,
        key: &Key,
    ) -> Result<(), KeyError> {
        let folder = self.folder().to_owned();
        let copy = folder.join(NEXT_DATABASE);
        let before = self.read(|read| read.head())?;
        connection::copy_into(&self.connection, &copy).map_err(WriteError::from)?;
        connection::rekey(&copy, &self.key, key)?;
        let blobs = folder.join(NEXT_BLOBS);
        self.copy_blobs(&blobs, key)?;
        let connection = connection::open(&copy, key, connection::Mode::Open)?;
        let mut fresh = Self::beside(connection, keys.clone(), key.clone(), &folder, &blobs);
        let noted = fresh.verify(Some(&before))?;
        if noted.broken.is_some() {
            return Err(KeyError::UnsoundCopy);
        }
        let payload = json!({ "keys": keys.checksum });
        fresh.write(actor, now, |_| {
            Ok::<_, WriteError>(((), NewAct::new("key.rotated", "keys", payload)))
        })?;
        connection::checkpoint(&fresh.connection).map_err(WriteError::from)?;
        drop(fresh);
        fs::File::open(&copy)?.sync_all()?;
        atomic_file::replace(&folder.join(DECIDED), &keys.to_bytes())?;
        Ok(())
    }

    /// The attachments, encrypted under the new key.
    fn copy_blobs(&self, to: &Path, key: &Key) -> Result<(), KeyError> {
        fs::create_dir(to)?;
        let next = Blobs::new(to.to_owned(), key);
        self.blobs.reencrypt(&next).map(drop).map_err(|error| match error {
            BlobError::Io(error) => KeyError::Io(error),
            _ => KeyError::UnsoundCopy,
        })
    }
}

/// Whether a rotation was decided and not finished, or begun and not decided.
pub(crate) fn is_pending(folder: &Path) -> bool {
    [DECIDED, NEXT_DATABASE, NEXT_BLOBS].iter().any(|name| folder.join(name).exists())
}

/// Finishes or drops an interrupted rotation. Needs no key; the caller holds the lock.
pub(crate) fn settle(folder: &Path) -> io::Result<()> {
    if !folder.join(DECIDED).exists() {
        return drop_begun(folder);
    }
    let next = folder.join(NEXT_DATABASE);
    if next.exists() {
        // The old log must not be read into the new database.
        for name in ["store.db-wal", "store.db-shm"] {
            remove(&folder.join(name))?;
        }
        fs::rename(next, folder.join(DATABASE))?;
    }
    for name in ["store.next-wal", "store.next-shm", "store.next-journal"] {
        remove(&folder.join(name))?;
    }
    let next = folder.join(NEXT_BLOBS);
    if next.exists() {
        remove_folder(&folder.join(BLOBS))?;
        fs::rename(next, folder.join(BLOBS))?;
    }
    atomic_file::sync_folder(&folder.join(DATABASE))?;
    fs::rename(folder.join(DECIDED), folder.join(KEYS))?;
    atomic_file::sync_folder(&folder.join(KEYS))
}

fn drop_begun(folder: &Path) -> io::Result<()> {
    for name in ["", "-wal", "-shm", "-journal"] {
        remove(&folder.join(format!("{NEXT_DATABASE}{name}")))?;
    }
    remove_folder(&folder.join(NEXT_BLOBS))
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn remove_folder(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
