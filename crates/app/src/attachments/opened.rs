//! Opened copies: a file that only another program can show lies in the clear in the vault's folder `opened`
//! until the vault is locked, the program ends, or, where it ended without warning, it starts the next time or the vault
//! is opened. Then it is overwritten and removed. On drives that never overwrite in place that is the best a program can do.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

const FOLDER: &str = "opened";

/// Writes a file in the clear, for its owner alone, and gives its place. Every copy has a folder of its own.
///
/// # Errors
/// What the disk reports; nothing is left then.
pub fn lay_out(vault: &Path, name: &str, source: &mut dyn Read) -> io::Result<PathBuf> {
    let folder = vault.join(FOLDER);
    make_private(&folder)?;
    let mut number = 1;
    let place = loop {
        let place = folder.join(number.to_string());
        match fs::create_dir(&place) {
            Ok(()) => break place,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error),
        }
    };
    let path = place.join(name);
    let written = File::create(&path).and_then(|mut file| io::copy(source, &mut file));
    if let Err(error) = written {
        // The first error is the one to report.
        let _ = wipe_file(&path).and_then(|()| fs::remove_dir(&place));
        return Err(error);
    }
    Ok(path)
}

/// Overwrites and removes every opened copy. A file that another program still holds stays until the next time.
pub fn wipe(vault: &Path) {
    let Ok(places) = fs::read_dir(vault.join(FOLDER)) else { return };
    for place in places.flatten() {
        for file in fs::read_dir(place.path()).into_iter().flatten().flatten() {
            let _stays = wipe_file(&file.path());
        }
        let _stays = fs::remove_dir(place.path());
    }
    let _stays = fs::remove_dir(vault.join(FOLDER));
}

fn wipe_file(path: &Path) -> io::Result<()> {
    let mut left = fs::symlink_metadata(path)?.len();
    let mut file = File::options().write(true).open(path)?;
    let zeros = [0; 64 * 1024];
    while left > 0 {
        let now = left.min(zeros.len() as u64);
        file.write_all(&zeros[..now as usize])?;
        left -= now;
    }
    file.sync_all()?;
    drop(file);
    fs::remove_file(path)
}

/// A folder for this user of the machine alone where the system can say so.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_of_one_name_lie_apart_and_all_are_wiped() {
        let vault = tempfile::tempdir().unwrap();
        let paths = [b"one".as_slice(), b"two"]
            .map(|mut bytes| lay_out(vault.path(), "a.txt", &mut bytes).unwrap());
        assert_eq!(fs::read(&paths[0]).unwrap(), b"one");
        assert_eq!(fs::read(&paths[1]).unwrap(), b"two");
        wipe(vault.path());
        assert!(fs::read_dir(vault.path()).unwrap().next().is_none());
        wipe(vault.path());
    }
}
