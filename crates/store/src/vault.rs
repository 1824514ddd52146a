//! The vault as a folder: making one, opening one, letting go of it.
//!
//! A folder is a vault once `keys.json` stands in it; that file is written last. A vault that is open is
//! locked against a second writer until the [`Vault`] is dropped.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use singo_domain::act::Head;

use crate::atomic_file;
use crate::backup::Source;
use crate::blob::Blobs;
use crate::connection::{self, Mode};
use crate::door::{NewAct, Read};
use crate::error::{CreateError, Damage, OpenError, ReadError, WriteError};
use crate::keys::change::Pending;
use crate::keys::recovery::RecoveryCode;
use crate::keys::secret::Key;
use crate::keys::{KeyFile, Unlock};
use crate::lock::{self, Lock, LockError};
use crate::table::meta;
use crate::{attempts, migrations, noted, place, rotation};

pub(crate) const DATABASE: &str = "store.db";
pub(crate) const KEYS: &str = "keys.json";
pub(crate) const BLOBS: &str = "blobs";
pub(crate) const BACKUPS: &str = "backups";
/// What is written where acts are missing that were acknowledged.
const LOST: &str = "acts.lost";

/// An open vault: the only way to read or write one.
pub struct Vault {
    pub(crate) connection: Connection,
    /// Who can open it; also the vault's id.
    pub(crate) keys: KeyFile,
    /// The store key; wiped when dropped.
    pub(crate) key: Key,
    /// Held by whoever works with a copy of the key: it is not rotated meanwhile.
    pub(crate) busy: Arc<()>,
    folder: PathBuf,
    pub(crate) blobs: Blobs,
    /// The head that was noted before this opening and is not on the chain.
    lost: Option<Head>,
    // Dropped last: the lock is free when the database is closed. A reader holds none.
    lock: Option<Lock>,
}

/// Without the keys.
impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("folder", &self.folder).finish_non_exhaustive()
    }
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
        if existed && !lock::is_free(folder)? {
            return Err(CreateError::NotEmpty);
        }
        make_private(folder)?;
        place::refuse_network(folder)?;
        let lock = Lock::take(folder, user, now).map_err(OpenError::from)?;
        // With the lock, nobody else is making a vault here; what they made before it is theirs.
        if folder.join(BLOBS).exists() {
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
        for name in [BLOBS, BACKUPS] {
            fs::create_dir(folder.join(name))?;
        }
        let (keys, key, slip) =
            KeyFile::create(user, passphrase).map_err(|_| CreateError::NoKey)?;
        let mut connection = connection::open(&folder.join(DATABASE), &key, Mode::Create)?;
        migrations::migrate(&mut connection)?;
        let id = keys.vault.clone();
        let mut vault = Self::assemble(connection, keys, key, folder, Some(lock));
        // Before any act: the genesis of the chain is bound to the id.
        meta::introduce(&vault.connection, &id, now).map_err(WriteError::from)?;
        vault.write(user, now, |_| {
            let payload = serde_json::json!({ "vault": id });
            Ok::<_, WriteError>(((), NewAct::new("vault.created", "vault", payload)))
        })?;
        // From here on the database file alone is whole; the log may come and go.
        connection::checkpoint(&vault.connection).map_err(WriteError::from)?;
        atomic_file::replace(&folder.join(KEYS), &vault.keys.to_bytes())?;
        Ok((vault, slip))
    }

    /// Opens the vault in `folder`.
    ///
    /// # Errors
    /// [`OpenError`]; each says what to do about it. Nothing is changed by an attempt that fails.
    pub fn open(folder: &Path, unlock: Unlock<'_>, now: DateTime<Utc>) -> Result<Self, OpenError> {
        place::refuse_network(folder)?;
        read_keys(folder)?;
        let lock = Lock::take(folder, unlock.holder(), now)?;
        rotation::settle(folder)?;
        let pending = attempts::counted(folder, &unlock, now)?;
        Self::with_pending(folder, pending, &unlock, now, lock)
    }

    /// Opens the vault in `folder` for reading, asks `choose` how it is to be opened, and opens it so.
    /// The passphrase is tried once. A vault of an older program is first brought to this program's schema, by a
    /// writer, and then asked about.
    ///
    /// # Errors
    /// [`OpenError`], and that of `choose`.
    pub fn open_as<E: From<OpenError> + From<ReadError>>(
        folder: &Path,
        unlock: Unlock<'_>,
        now: DateTime<Utc>,
        choose: impl FnOnce(&Read<'_>) -> Result<OpenMode, E>,
    ) -> Result<Self, E> {
        read_keys(folder)?;
        if rotation::is_pending(folder) {
            let _lock = Lock::take(folder, unlock.holder(), now).map_err(OpenError::from)?;
            rotation::settle(folder).map_err(OpenError::from)?;
        }
        let pending = attempts::counted(folder, &unlock, now)?;
        // Before the connection sees anything: a writer may go on meanwhile.
        let noted = noted::head(folder);
        let reader = connection::open(&folder.join(DATABASE), &pending.key, Mode::ReadOnly);
        // A log that only a writer can bring back keeps readers out; the writer then tells what is wrong.
        if let Ok(connection) = reader
            && migrations::current(&connection)?
        {
            let mut vault = Self::reading(folder, connection, pending.clone(), &unlock)?;
            vault.look_for_loss(noted)?;
            if vault.read(choose)? == OpenMode::ReadOnly {
                return Ok(vault);
            }
            drop(vault);
            return Ok(Self::writing(folder, pending, &unlock, now)?);
        }
        let vault = Self::writing(folder, pending.clone(), &unlock, now)?;
        if vault.read(choose)? == OpenMode::Write {
            return Ok(vault);
        }
        // It noted a newer head; what it missed is still missing.
        let lost = vault.lost;
        drop(vault);
        let connection = connection::open(&folder.join(DATABASE), &pending.key, Mode::ReadOnly)?;
        Ok(Self { lost, ..Self::reading(folder, connection, pending, &unlock)? })
    }

    fn reading(
        folder: &Path,
        connection: Connection,
        pending: Pending,
        unlock: &Unlock<'_>,
    ) -> Result<Self, OpenError> {
        belongs(&connection, pending.vault())?;
        let (keys, key) = pending.settle(folder, &connection, unlock, false)?;
        Ok(Self::assemble(connection, keys, key, folder, None))
    }

    fn writing(
        folder: &Path,
        pending: Pending,
        unlock: &Unlock<'_>,
        now: DateTime<Utc>,
    ) -> Result<Self, OpenError> {
        place::refuse_network(folder)?;
        let lock = Lock::take(folder, unlock.holder(), now)?;
        Self::with_pending(folder, pending, unlock, now, lock)
    }

    /// Whether the database is still open: a rotation that failed after it was decided leaves it closed.
    pub fn is_open(&self) -> bool {
        self.connection.path().is_some_and(|path| !path.is_empty())
    }

    /// Whether this vault was opened so that it cannot be written.
    pub fn is_read_only(&self) -> bool {
        self.lock.is_none()
    }

    fn assemble(
        connection: Connection,
        keys: KeyFile,
        key: Key,
        folder: &Path,
        lock: Option<Lock>,
    ) -> Self {
        let blobs = Blobs::new(folder.join(BLOBS), &key);
        let folder = folder.to_owned();
        Self { connection, keys, key, busy: Arc::new(()), folder, blobs, lost: None, lock }
    }

    fn with_pending(
        folder: &Path,
        pending: Pending,
        unlock: &Unlock<'_>,
        now: DateTime<Utc>,
        lock: Lock,
    ) -> Result<Self, OpenError> {
        let mut connection = connection::open(&folder.join(DATABASE), &pending.key, Mode::Open)?;
        belongs(&connection, pending.vault())?;
        let (keys, key) = pending.settle(folder, &connection, unlock, true)?;
        let older = if migrations::current(&connection)? {
            None
        } else {
            // What an older program wrote is kept as it was before this one changes its form. Beside the vault, which
            // is always there: a drive that is not at hand must not keep the vault shut.
            let source = Source::of(folder, &keys, &key);
            let target = folder.join(BACKUPS);
            Some(source.take(&target, "before_upgrade", now, &mut |_| Ok(()))?)
        };
        migrations::migrate(&mut connection)?;
        let mut vault = Self::assemble(connection, keys, key, folder, Some(lock));
        vault.look_for_loss(noted::head(folder))?;
        if let Some(noted) = &vault.lost {
            // On record before anything else is written, which would be noted in its place.
            let payload = serde_json::json!({ "noted": noted.to_string() });
            vault.write(unlock.holder(), now, |_| {
                Ok::<_, WriteError>(((), NewAct::new(LOST, "vault", payload)))
            })?;
        }
        if let Some((row, checked)) = older {
            vault.record_upgrade(unlock.holder(), now, &row, &checked)?;
        }
        Ok(vault)
    }

    /// Compares the chain with the head that was noted when it was last written.
    fn look_for_loss(&mut self, noted: Option<Head>) -> Result<(), ReadError> {
        let Some(noted) = noted else { return Ok(()) };
        if !self.read(|read| read.contains(&noted))? {
            self.lost = Some(noted);
        }
        Ok(())
    }

    /// The last act that was acknowledged before this opening, if it and perhaps others before it are not on the
    /// chain any more: the log of the database, or the database, is older than what was written. For whoever writes
    /// it is on record as an act from now on.
    pub fn lost(&self) -> Option<&Head> {
        self.lost.as_ref()
    }

    /// A vault whose database and attached files lie elsewhere than an open one has them: a backup, or the copy
    /// under a new key.
    pub(crate) fn beside(
        connection: Connection,
        keys: KeyFile,
        key: Key,
        folder: &Path,
        blobs: &Path,
    ) -> Self {
        let blobs = Blobs::new(blobs.to_owned(), &key);
        Self { blobs, ..Self::assemble(connection, keys, key, folder, None) }
    }

    /// Opens with the store key itself.
    pub(crate) fn with_key(
        folder: &Path,
        keys: KeyFile,
        key: Key,
        lock: Option<Lock>,
    ) -> Result<Self, OpenError> {
        let mut connection = connection::open(&folder.join(DATABASE), &key, Mode::Open)?;
        migrations::migrate(&mut connection)?;
        belongs(&connection, &keys.vault)?;
        Ok(Self::assemble(connection, keys, key, folder, lock))
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
        &self.keys.vault
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

/// Whether the database is that of the vault with this id.
fn belongs(connection: &Connection, id: &str) -> Result<(), OpenError> {
    if meta::get(connection, meta::VAULT)?.as_deref() == Some(id) {
        return Ok(());
    }
    Err(OpenError::Damaged { what: Damage::Mismatch })
}

/// Reads the key file.
pub(crate) fn read_keys(folder: &Path) -> Result<KeyFile, OpenError> {
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

/// Empties a folder that is ours.
pub(crate) fn empty(folder: &Path) -> io::Result<()> {
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
pub(crate) fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
