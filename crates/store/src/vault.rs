//! The vault as a folder: making one, opening one, letting go of it.
//!
//! A folder is a vault once `keys.json` stands in it; that file is written last. A vault that is open is
//! locked against a second writer until the [`Vault`] is dropped.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use crate::atomic_file;
use crate::blob::Blobs;
use crate::connection::{self, Mode};
use crate::door::{NewAct, Read};
use crate::error::{CreateError, Damage, OpenError, ReadError, WriteError};
use crate::keys::recovery::RecoveryCode;
use crate::keys::secret::Key;
use crate::keys::{KeyFile, Unlock};
use crate::lock::{Lock, LockError};
use crate::migrations;
use crate::table::meta;

const DATABASE: &str = "store.db";
const KEYS: &str = "keys.json";
const BLOBS: &str = "blobs";
const FOLDERS: [&str; 2] = [BLOBS, "backups"];

/// An open vault: the only way to read or write one.
#[derive(Debug)]
pub struct Vault {
    pub(crate) connection: Connection,
    id: String,
    folder: PathBuf,
    blobs: Blobs,
    // Dropped last: the lock is free when the database is closed. A reader holds none.
    lock: Option<Lock>,
}

/// How a vault is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenMode {
    /// By the one writer.
    Write,
    /// By a reader, beside a writer or alone; the connection itself cannot write.
    ReadOnly,
}

impl Vault {
    /// Makes a vault in `folder`, which must be empty or absent, for one user; opens it and gives the
    /// recovery code, which is kept nowhere.
    ///
    /// # Errors
    /// [`CreateError`]; the folder is then as it was.
    pub fn create(
        folder: &Path,
        user: &str,
        passphrase: &str,
        now: DateTime<Utc>,
    ) -> Result<(Self, RecoveryCode), CreateError> {
        if passphrase.is_empty() {
            return Err(CreateError::EmptyPassphrase);
        }
        let existed = folder.exists();
        if existed && fs::read_dir(folder)?.next().is_some() {
            return Err(CreateError::NotEmpty);
        }
        make_private(folder)?;
        let lock = Lock::take(folder, user, now).map_err(OpenError::from)?;
        // With the lock, nobody else is making a vault here; what they made before it is theirs.
        if folder.join(FOLDERS[0]).exists() {
            return Err(CreateError::NotEmpty);
        }
        let made = Self::make(folder, lock, user, passphrase, now);
        if made.is_err() {
            // Everything in it is ours and unfinished. The first error is the one to report.
            let _ = if existed { empty(folder) } else { fs::remove_dir_all(folder) };
        }
        made
    }

    fn make(
        folder: &Path,
        lock: Lock,
        user: &str,
        passphrase: &str,
        now: DateTime<Utc>,
    ) -> Result<(Self, RecoveryCode), CreateError> {
        for name in FOLDERS {
            fs::create_dir(folder.join(name))?;
        }
        let (keys, key, slip) =
            KeyFile::create(user, passphrase).map_err(|_| CreateError::NoKey)?;
        let mut connection = connection::open(&folder.join(DATABASE), &key, Mode::Create)?;
        migrations::migrate(&mut connection)?;
        let mut vault = Self {
            connection,
            id: keys.vault.clone(),
            folder: folder.to_owned(),
            blobs: Blobs::new(folder.join(BLOBS), &key),
            lock: Some(lock),
        };
        // Before any act: the genesis of the chain is bound to the id.
        meta::introduce(&vault.connection, &keys.vault, now).map_err(WriteError::from)?;
        vault.write(user, now, |_| {
            let payload = serde_json::json!({ "vault": keys.vault });
            Ok::<_, WriteError>(((), NewAct::new("vault.created", "vault", payload)))
        })?;
        // From here on the database file alone is whole; the log may come and go.
        let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
        vault.connection.query_row(checkpoint, [], |_| Ok(())).map_err(WriteError::from)?;
        atomic_file::replace(&folder.join(KEYS), &keys.to_bytes())?;
        Ok((vault, slip))
    }

    /// Opens the vault in `folder`.
    ///
    /// # Errors
    /// [`OpenError`]; each says what to do about it. Nothing is changed by an attempt that fails.
    pub fn open(folder: &Path, unlock: Unlock<'_>, now: DateTime<Utc>) -> Result<Self, OpenError> {
        let keys = read_keys(folder)?;
        let lock = Lock::take(folder, unlock.holder(), now)?;
        let key = keys.unlock(&unlock)?;
        Self::with_key(folder, keys.vault, &key, lock)
    }

    /// Opens the vault in `folder` for reading, asks `choose` how it is to be opened, and opens it so.
    /// The passphrase is tried once. A vault of an older program is opened for writing without asking: it
    /// knows no reader yet.
    ///
    /// # Errors
    /// [`OpenError`], and that of `choose`.
    pub fn open_as<E: From<OpenError> + From<ReadError>>(
        folder: &Path,
        unlock: Unlock<'_>,
        now: DateTime<Utc>,
        choose: impl FnOnce(&Read<'_>) -> Result<OpenMode, E>,
    ) -> Result<Self, E> {
        let keys = read_keys(folder)?;
        let key = keys.unlock(&unlock)?;
        let database = folder.join(DATABASE);
        let reader = connection::open(&database, &key, Mode::ReadOnly);
        // A log that only a writer can bring back keeps readers out; the writer then tells what is wrong.
        if let Ok(connection) = reader
            && migrations::current(&connection)?
        {
            let found = meta::get(&connection, meta::VAULT).map_err(OpenError::from)?;
            let id = keys.vault.clone();
            if found.as_deref() != Some(id.as_str()) {
                return Err(OpenError::Damaged { what: Damage::Mismatch }.into());
            }
            let blobs = Blobs::new(folder.join(BLOBS), &key);
            let vault = Self { connection, id, folder: folder.to_owned(), blobs, lock: None };
            if vault.read(choose)? == OpenMode::ReadOnly {
                return Ok(vault);
            }
        }
        let lock = Lock::take(folder, unlock.holder(), now).map_err(OpenError::from)?;
        Ok(Self::with_key(folder, keys.vault, &key, lock)?)
    }

    /// Whether this vault was opened so that it cannot be written.
    pub fn is_read_only(&self) -> bool {
        self.lock.is_none()
    }

    /// Opens with the store key itself.
    pub(crate) fn with_key(
        folder: &Path,
        id: String,
        key: &Key,
        lock: Lock,
    ) -> Result<Self, OpenError> {
        let mut connection = connection::open(&folder.join(DATABASE), key, Mode::Open)?;
        migrations::migrate(&mut connection)?;
        let found = meta::get(&connection, meta::VAULT)?;
        if found.as_deref() != Some(id.as_str()) {
            return Err(OpenError::Damaged { what: Damage::Mismatch });
        }
        let blobs = Blobs::new(folder.join(BLOBS), key);
        Ok(Self { connection, id, folder: folder.to_owned(), blobs, lock: Some(lock) })
    }

    /// Whether a vault stands in `folder`.
    pub fn exists(folder: &Path) -> bool {
        folder.join(KEYS).is_file()
    }

    /// The names of those who can open the vault in `folder`, in the order in which they were added.
    ///
    /// # Errors
    /// As for [`Vault::open`].
    pub fn users(folder: &Path) -> Result<Vec<String>, OpenError> {
        Ok(read_keys(folder)?.users())
    }

    /// The vault's id: 32 hexadecimal digits, drawn at creation.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its attached files.
    pub fn blobs(&self) -> &Blobs {
        &self.blobs
    }

    /// The folder it stands in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// Reads the key file.
fn read_keys(folder: &Path) -> Result<KeyFile, OpenError> {
    match fs::read(folder.join(KEYS)) {
        Ok(bytes) => KeyFile::read(&bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // A database alone is a vault that lost its keys; anything else was never one.
            let lost = folder.join(DATABASE).exists();
            let what = Damage::KeyFile;
            Err(if lost { OpenError::Damaged { what } } else { OpenError::NotAVault })
        }
        Err(error) => Err(error.into()),
    }
}

impl From<LockError> for OpenError {
    fn from(error: LockError) -> Self {
        match error {
            LockError::Held(refusal) => Self::Held(refusal),
            LockError::Io(error) => Self::Io(error),
        }
    }
}

fn empty(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Makes the folder, and its parents, for this user of the machine alone where the system can say so.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
