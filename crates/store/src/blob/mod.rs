//! Attached files: each one encrypted file in `blobs/`, addressed by its content.
//!
//! A file is named by a keyed hash of its SHA-256, so that the folder does not tell which known files are in
//! it; the same file attached twice lies there once. It comes in and goes out as a stream, and is whole or
//! absent. Not here: which filing a file belongs to (`table/attachment.rs`), and what kind of file it is.

mod stream;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use singo_domain::act::Digest;

use crate::keys::secret::{Key, random};
pub use stream::Opened;
use stream::{Sealer, read_full};

/// The largest file that can be attached, in bytes: 2 GiB.
pub const LARGEST_BLOB: u64 = 2 << 30;

/// Ending of a file that is still being written.
const PART: &str = "part";

/// Why a file was not kept or not given back.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// It is larger than [`LARGEST_BLOB`].
    #[error("larger than {LARGEST_BLOB} bytes")]
    TooLarge,
    /// It is not there.
    #[error("missing")]
    Missing,
    /// It is not what was kept, or was kept under another key.
    #[error("altered or truncated")]
    Damaged,
    /// The caller asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// The disk or the source.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A file that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 of its content.
    pub sha256: Digest,
    /// Its size in bytes.
    pub size: u64,
    /// Whether the same content was there already.
    pub known: bool,
}

/// The attached files of a vault. Independent of the open database: a large file holds nobody up.
#[derive(Clone)]
pub struct Blobs {
    folder: PathBuf,
    key: Key,
}

impl std::fmt::Debug for Blobs {
    /// The folder; never the key.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Blobs").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Blobs {
    /// The key, for the test that it is wiped.
    #[cfg(test)]
    pub(crate) fn root(&self) -> &Key {
        &self.key
    }

    /// The files in `folder`, under a key of their own derived from the store key.
    pub(crate) fn new(folder: PathBuf, store: &Key) -> Self {
        Self { folder, key: derived(b"singo-blob-root-1", store.as_slice(), &[]) }
    }

    /// Keeps a file, encrypted. `reached` is told how many bytes are in; when it says no, nothing is kept.
    ///
    /// # Errors
    /// [`BlobError`]; nothing is left behind.
    pub fn put(
        &self,
        source: &mut dyn Read,
        reached: &mut dyn FnMut(u64) -> bool,
    ) -> Result<Stored, BlobError> {
        let no_key = |_| io::Error::other("no randomness");
        let salt = random::<32>().map_err(no_key)?;
        let part = self.folder.join(format!("{}.{PART}", HEXLOWER.encode(&salt.as_slice()[..16])));
        let kept = self.write_part(&part, &salt, source, reached).and_then(|(sha256, size)| {
            let target = self.path(&sha256);
            let known = target.exists();
            fs::rename(&part, &target)?;
            sync_folder(&self.folder)?;
            Ok(Stored { sha256, size, known })
        });
        if kept.is_err() {
            // The first error is the one to report; what is left is encrypted, and swept at an opening.
            let _ = fs::remove_file(&part);
        }
        kept
    }

    fn write_part(
        &self,
        part: &Path,
        salt: &[u8; 32],
        source: &mut dyn Read,
        reached: &mut dyn FnMut(u64) -> bool,
    ) -> Result<(Digest, u64), BlobError> {
        let mut file = File::options().write(true).create_new(true).open(part)?;
        let mut sealer = Sealer::begin(&mut file, &self.file_key(salt), salt)?;
        let (mut hash, mut size) = (Sha256::new(), 0);
        let mut chunk = vec![0; stream::CHUNK];
        let mut ahead = vec![0; stream::CHUNK];
        let mut length = read_full(source, &mut chunk)?;
        loop {
            let next = if length == stream::CHUNK { read_full(source, &mut ahead)? } else { 0 };
            hash.update(&chunk[..length]);
            size += length as u64;
            if size > LARGEST_BLOB {
                return Err(BlobError::TooLarge);
            }
            if !reached(size) {
                return Err(BlobError::Cancelled);
            }
            if next == 0 {
                sealer.last(&chunk[..length])?;
                break;
            }
            sealer.next(&chunk[..length])?;
            std::mem::swap(&mut chunk, &mut ahead);
            length = next;
        }
        file.sync_all()?;
        Ok((Digest::try_from(HEXLOWER.encode(&hash.finalize())).map_err(io::Error::other)?, size))
    }

    /// Gives a file back as a stream. Every byte that is read was authenticated; the end of a file that was
    /// cut off is an error, not an end.
    ///
    /// # Errors
    /// [`BlobError`].
    pub fn open(&self, sha256: &Digest) -> Result<Opened<BufReader<File>>, BlobError> {
        Opened::begin(reader(&self.path(sha256))?, |salt| self.file_key(salt))
    }

    /// Whether a file is there, whole, and the one it is named after.
    ///
    /// # Errors
    /// [`BlobError::Missing`], [`BlobError::Damaged`], or what the disk reports.
    pub fn check(&self, sha256: &Digest, size: u64) -> Result<(), BlobError> {
        let (found, length) = hash_of(&mut self.open(sha256)?)?;
        if found == *sha256 && length == size { Ok(()) } else { Err(BlobError::Damaged) }
    }

    /// Takes a file away.
    ///
    /// # Errors
    /// What the disk reports; a file that is not there is no error.
    pub fn remove(&self, sha256: &Digest) -> io::Result<()> {
        match fs::remove_file(self.path(sha256)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Takes away what no record names and what was left unfinished; gives how many files that were.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn sweep(&self, keep: &[Digest]) -> io::Result<usize> {
        let keep: BTreeSet<String> = keep.iter().map(|sha256| self.name(sha256)).collect();
        let mut swept = 0;
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type()?.is_file() && is_ours(&name) && !keep.contains(&name) {
                fs::remove_file(entry.path())?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    /// Writes every whole file anew into `target`, under its key; gives how many.
    ///
    /// # Errors
    /// [`BlobError`]; the files here stay as they are.
    pub fn reencrypt(&self, target: &Self) -> Result<usize, BlobError> {
        let mut done = 0;
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_ours(&name) && !name.ends_with(PART) {
                let file = reader(&entry.path())?;
                let mut plain = Opened::begin(file, |salt| self.file_key(salt))?;
                let stored = target.put(&mut plain, &mut |_| true)?;
                if self.name(&stored.sha256) != name {
                    return Err(BlobError::Damaged);
                }
                done += 1;
            }
        }
        Ok(done)
    }

    fn path(&self, sha256: &Digest) -> PathBuf {
        self.folder.join(self.name(sha256))
    }

    fn name(&self, sha256: &Digest) -> String {
        HEXLOWER.encode(
            derived(b"singo-blob-name-1", self.key.as_slice(), sha256.as_bytes()).as_slice(),
        )
    }

    fn file_key(&self, salt: &[u8; 32]) -> Key {
        derived(b"singo-blob-file-1", self.key.as_slice(), salt)
    }
}

/// SHA-256 and length of everything a stream gives.
///
/// # Errors
/// As reading the stream.
pub fn hash_of(source: &mut dyn Read) -> Result<(Digest, u64), BlobError> {
    let (mut hash, mut length) = (Sha256::new(), 0);
    let mut chunk = vec![0; stream::CHUNK];
    loop {
        let read = read_full(source, &mut chunk)?;
        hash.update(&chunk[..read]);
        length += read as u64;
        if read < chunk.len() {
            let sha256 = Digest::try_from(HEXLOWER.encode(&hash.finalize()));
            return Ok((sha256.map_err(io::Error::other)?, length));
        }
    }
}

/// Whether these bytes read to their end as a file that was encrypted under a key of zeros; every other key refuses
/// them at the first chunk.
pub fn reads_as_blob(bytes: &[u8]) -> bool {
    let opened = Opened::begin(bytes, |_| Key::default());
    opened.and_then(|mut plain| hash_of(&mut plain)).is_ok()
}

fn reader(path: &Path) -> Result<BufReader<File>, BlobError> {
    match File::open(path) {
        Ok(file) => Ok(BufReader::with_capacity(stream::CHUNK, file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(BlobError::Missing),
        Err(error) => Err(error.into()),
    }
}

/// A name that this module gives: nothing else in the folder is touched.
fn is_ours(name: &str) -> bool {
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    let hex = stem.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    hex && ((ending.is_empty() && stem.len() == 64) || (ending == PART && stem.len() == 32))
}

/// SHA-256 over a purpose, a 256-bit key and 32 bytes or none: all of fixed length, so that nothing can be
/// moved between them or put behind.
fn derived(purpose: &[u8; 17], key: &[u8], with: &[u8]) -> Key {
    let mut made = Key::default();
    Sha256::new()
        .chain_update(purpose)
        .chain_update(key)
        .chain_update(with)
        .finalize_into(made.as_mut_slice().into());
    made
}

/// On Unix a rename is on the disk only when its folder is; Windows has no such call and needs none.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests;
