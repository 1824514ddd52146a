//! Where a table comes from: a file on the disk, bytes that a page read, or text from the clipboard.
//!
//! A file is opened again for each reading and streamed, so that a million rows are never held at once.
//! Not here: what the bytes mean.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;

/// A source that can be read more than once.
#[derive(Clone, Debug)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Bytes in memory.
    Bytes(Arc<[u8]>),
}

impl Input {
    /// Opens the source at its beginning.
    ///
    /// # Errors
    /// The system's, for a file.
    pub fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::File(path) => Box::new(BufReader::with_capacity(1 << 18, File::open(path)?)),
            Self::Bytes(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        })
    }

    /// All bytes at once: for formats that cannot be streamed.
    ///
    /// # Errors
    /// The system's, for a file.
    pub fn all(&self) -> io::Result<Arc<[u8]>> {
        Ok(match self {
            Self::File(path) => std::fs::read(path)?.into(),
            Self::Bytes(bytes) => Arc::clone(bytes),
        })
    }
}
