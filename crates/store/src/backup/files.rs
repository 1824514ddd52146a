//! Files of a backup: copied and hashed as a stream, brought to the disk, named when they are missing or altered.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::atomic_file;
use crate::error::{BackupDamage, BackupError};

pub(super) use crate::vault::{BLOBS, DATABASE, KEYS};

const CHUNK: usize = 1 << 16;

/// Size and SHA-256 of a file.
pub(super) fn hashed(path: &Path) -> io::Result<(u64, String)> {
    stream(File::open(path)?, &mut io::sink())
}

/// Copies a file to where none stands, brings it to the disk, and gives size and SHA-256 of what was read.
pub(super) fn copied(from: &Path, to: &Path) -> io::Result<(u64, String)> {
    let source = File::open(from)?;
    let fresh = to.with_extension("new");
    let written = File::create(&fresh).and_then(|mut file| {
        let found = stream(source, &mut file)?;
        file.sync_all()?;
        Ok(found)
    });
    match written.and_then(|found| fs::rename(&fresh, to).map(|()| found)) {
        Ok(found) => Ok(found),
        Err(error) => {
            // The first error is the one to report; a leftover is overwritten the next time.
            let _ = fs::remove_file(&fresh);
            Err(error)
        }
    }
}

fn stream(mut from: File, to: &mut impl Write) -> io::Result<(u64, String)> {
    let (mut bytes, mut hash, mut chunk) = (0, Sha256::new(), vec![0; CHUNK]);
    loop {
        let length = from.read(&mut chunk)?;
        if length == 0 {
            return Ok((bytes, HEXLOWER.encode(&hash.finalize())));
        }
        bytes += length as u64;
        hash.update(&chunk[..length]);
        to.write_all(&chunk[..length])?;
    }
}

/// Every file below a folder as a path with slashes, in order; a folder that is not there holds none.
/// Half-written files are left out.
pub(super) fn below(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = open.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                open.push((entry.path(), format!("{name}/")));
            } else if !name.ends_with(".new") && !name.ends_with(".part") {
                found.push(name);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A path with slashes below a folder.
pub(super) fn at(folder: &Path, path: &str) -> PathBuf {
    path.split('/').fold(folder.to_owned(), |folder, name| folder.join(name))
}

/// Makes the folders above a file.
pub(super) fn make_parents(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Brings the names in a folder to the disk.
pub(super) fn settle(folder: &Path) -> io::Result<()> {
    atomic_file::sync_folder(&folder.join(DATABASE))
}

pub(super) fn missing(path: &str) -> BackupError {
    BackupError::Damaged { what: BackupDamage::Missing { path: path.to_owned() } }
}

pub(super) fn altered(path: &str) -> BackupError {
    BackupError::Damaged { what: BackupDamage::Altered { path: path.to_owned() } }
}
