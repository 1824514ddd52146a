//! Files that leave the vault: each is whole or absent, and none is left without the act that tells of it.
//!
//! The invariant: what fails takes away what it has written, and nothing else. Not here: what is in the files.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use singo_render::{Printed, RenderError};

use crate::convert::unwritable;
use crate::error::WireError;

/// Writes beside the target and renames, so that the target is whole or absent.
///
/// # Errors
/// What the disk or `fill` reports; the target is then as it was.
pub fn write_with<T, E: From<io::Error>>(
    target: &Path,
    fill: impl FnOnce(&mut File) -> Result<T, E>,
) -> Result<T, E> {
    let mut part = target.as_os_str().to_owned();
    part.push(".part");
    let part = Path::new(&part);
    let write = || {
        let mut file = File::create(part)?;
        let filled = fill(&mut file)?;
        file.sync_all()?;
        fs::rename(part, target)?;
        Ok(filled)
    };
    let done = write();
    if done.is_err() {
        // The first error is the one to report; what remains of the part is worthless.
        let _ = fs::remove_file(part);
    }
    done
}

/// As [`write_with`], a paper of any length; a few pages of it are held at a time.
///
/// # Errors
/// What printing reports; [`crate::ErrorCode::FileUnwritable`], [`crate::ErrorCode::DiskFull`].
pub fn print_whole(
    path: &str,
    print: impl FnOnce(&mut dyn Write) -> Result<Printed, RenderError>,
) -> Result<Printed, WireError> {
    let printed = write_with(Path::new(path), |file| {
        let mut out = BufWriter::new(file);
        let printed = print(&mut out)?;
        out.flush()?;
        Ok(printed)
    });
    printed.map_err(|error| match error {
        RenderError::Receiver { kind, problem } => unwritable(path, &io::Error::new(kind, problem)),
        other => other.into(),
    })
}

/// As [`write_with`], the bytes.
///
/// # Errors
/// [`crate::ErrorCode::FileUnwritable`], [`crate::ErrorCode::DiskFull`].
pub fn write_whole(path: &str, bytes: &[u8]) -> Result<(), WireError> {
    let written = write_with(Path::new(path), |file| file.write_all(bytes));
    written.map_err(|problem| unwritable(path, &problem))
}

/// Writes the files and then their act; where any of that fails, none of them is left. What lay there before and
/// was not replaced stays.
///
/// # Errors
/// As [`write_whole`], and the closure's own.
pub fn leave<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    act: impl FnOnce() -> Result<(), WireError>,
) -> Result<(), WireError> {
    let mut written = Vec::new();
    let write = |(path, bytes)| {
        write_whole(path, bytes)?;
        written.push(path);
        Ok(())
    };
    let done = files.into_iter().try_for_each(write).and_then(|()| act());
    done.inspect_err(|_| written.iter().for_each(|path| take_away(path)))
}

/// Removes a file that has no act.
pub fn take_away(path: &str) {
    // The first error is the one to report.
    let _ = fs::remove_file(path);
}
