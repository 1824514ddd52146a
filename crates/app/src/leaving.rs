//! Files that leave the vault: each is whole or absent, and none stands there without the act that tells of it.
//!
//! A file is written beside its place, then its act is written, and then it takes its name: whenever the program is
//! ended, a file under its name has its act. The invariant: what fails takes away what it has written, and nothing
//! else. Not here: what is in the files.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use singo_render::{Printed, RenderError};

use crate::convert::unwritable;
use crate::error::WireError;

/// A file that is written and has not taken its name yet; dropped without it, it is removed.
pub struct Part {
    part: PathBuf,
    target: PathBuf,
}

impl Part {
    /// Writes beside the target and brings it to the disk.
    ///
    /// # Errors
    /// What the disk or `fill` reports; nothing is left then.
    pub fn write<T, E: From<io::Error>>(
        target: &Path,
        fill: impl FnOnce(&mut File) -> Result<T, E>,
    ) -> Result<(Self, T), E> {
        // Known before the act is written.
        if target.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
        }
        let mut part = target.as_os_str().to_owned();
        part.push(".part");
        let part = Self { part: part.into(), target: target.to_owned() };
        let mut file =
            File::options().read(true).write(true).create(true).truncate(true).open(&part.part)?;
        let filled = fill(&mut file)?;
        file.sync_all()?;
        Ok((part, filled))
    }

    /// Where it lies until then.
    pub fn path(&self) -> &Path {
        &self.part
    }

    /// Gives it its name; what lay there before is replaced.
    ///
    /// # Errors
    /// What the disk reports; it is then removed.
    pub fn keep(self) -> io::Result<()> {
        fs::rename(&self.part, &self.target)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // One that has its name is not there any more; of one that has none, what remains is worthless.
        let _ = fs::remove_file(&self.part);
    }
}

/// Writes beside the target and renames, so that the target is whole or absent.
///
/// # Errors
/// What the disk or `fill` reports; the target is then as it was.
pub fn write_with<T, E: From<io::Error>>(
    target: &Path,
    fill: impl FnOnce(&mut File) -> Result<T, E>,
) -> Result<T, E> {
    let (part, filled) = Part::write(target, fill)?;
    part.keep()?;
    Ok(filled)
}

/// Why a file was not written.
#[derive(Debug)]
pub enum Unwritten {
    /// The disk refused.
    Disk(io::Error),
    /// What was to stand in it could not be made.
    Made(WireError),
}

impl Unwritten {
    /// The same of a file.
    pub fn at(self, path: &str) -> WireError {
        match self {
            Self::Disk(problem) => unwritable(path, &problem),
            Self::Made(error) => error,
        }
    }
}

impl From<io::Error> for Unwritten {
    fn from(problem: io::Error) -> Self {
        Self::Disk(problem)
    }
}

impl From<WireError> for Unwritten {
    fn from(error: WireError) -> Self {
        Self::Made(error)
    }
}

impl From<RenderError> for Unwritten {
    fn from(error: RenderError) -> Self {
        match error {
            RenderError::Receiver { kind, problem } => Self::Disk(io::Error::new(kind, problem)),
            other => Self::Made(other.into()),
        }
    }
}

/// Passes bytes on and hashes them on their way.
pub struct Hashed<W> {
    out: W,
    hash: Sha256,
}

impl<W: Write> Hashed<W> {
    /// Over what is written from now on.
    pub fn new(out: W) -> Self {
        Self { out, hash: Sha256::new() }
    }

    /// Passes on what is still held; the SHA-256 of it all, in lower-case hexadecimal.
    ///
    /// # Errors
    /// What the receiver reports.
    pub fn finish(mut self) -> io::Result<String> {
        self.out.flush()?;
        Ok(self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
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
        Ok::<_, Unwritten>(printed)
    });
    printed.map_err(|unwritten| unwritten.at(path))
}

/// As [`write_with`], the bytes.
///
/// # Errors
/// [`crate::ErrorCode::FileUnwritable`], [`crate::ErrorCode::DiskFull`].
pub fn write_whole(path: &str, bytes: &[u8]) -> Result<(), WireError> {
    let written = write_with(Path::new(path), |file| file.write_all(bytes));
    written.map_err(|problem| unwritable(path, &problem))
}

/// Writes the files, then their act, and then gives them their names; where any of that fails, none of them is left.
/// What lay there before and was not replaced stays.
///
/// # Errors
/// As [`write_whole`], and the closure's own.
pub fn leave<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    act: impl FnOnce() -> Result<(), WireError>,
) -> Result<(), WireError> {
    let mut parts = Vec::new();
    for (path, bytes) in files {
        let written = Part::write(Path::new(path), |file| file.write_all(bytes));
        let (part, ()) = written.map_err(|problem| unwritable(path, &problem))?;
        parts.push((path, part));
    }
    leave_written(parts, act)
}

/// As [`leave`], files that are written already.
///
/// # Errors
/// As [`leave`].
pub fn leave_written(
    parts: Vec<(&str, Part)>,
    act: impl FnOnce() -> Result<(), WireError>,
) -> Result<(), WireError> {
    act()?;
    let mut named = Vec::new();
    let done = parts.into_iter().try_for_each(|(path, part)| {
        part.keep().map_err(|problem| unwritable(path, &problem))?;
        named.push(path);
        Ok(())
    });
    done.inspect_err(|_| named.iter().for_each(|path| take_away(path)))
}

/// Removes a file that did not leave with the others.
fn take_away(path: &str) {
    // The first error is the one to report.
    let _ = fs::remove_file(path);
}
