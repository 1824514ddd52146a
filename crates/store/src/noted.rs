//! The newest act that was acknowledged, noted beside the database in `head`.
//!
//! SQLite drops whatever stands in its log behind a place that does not read, without a word: after a power cut nothing
//! of that was acknowledged, after a flipped bit, a cut or a lost log it was. The note tells them apart. It is written
//! after each commit and not forced to the disk, so it may fall behind the chain; ahead of the chain, or beside it, it
//! is only where acts were lost. It catches accidents: whoever means to deceive writes it as well, and against him
//! stands a head that is kept elsewhere.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use rusqlite::OptionalExtension;
use singo_domain::act::Head;
use singo_domain::canonical::sha256_hex;

use crate::door::Read;
use crate::error::ReadError;
use crate::table::as_bound;

const FILE: &str = "head";

/// Notes the head of the chain, over the one before: a line of one length, written at once.
///
/// # Errors
/// Whatever the file system reports.
pub(crate) fn note(folder: &Path, head: &Head) -> io::Result<()> {
    let line = written(head);
    let mut file =
        File::options().create(true).write(true).truncate(false).open(folder.join(FILE))?;
    file.write_all(line.as_bytes())?;
    // What else stood there would keep every later note from being read.
    file.set_len(line.len() as u64)
}

/// The head that was noted; `None` where none was, or the note itself does not read.
pub(crate) fn head(folder: &Path) -> Option<Head> {
    read(&fs::read_to_string(folder.join(FILE)).ok()?)
}

/// Whether these bytes read as the note of a head.
pub fn reads_as_noted_head(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|line| read(line).is_some())
}

fn read(line: &str) -> Option<Head> {
    let mut parts = line.split(' ');
    let (seq, hash) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(Head { seq, hash }).filter(|head| written(head) == line)
}

/// The number of the act, its hash, and a checksum over both.
fn written(head: &Head) -> String {
    let said = format!("{:020} {}", head.seq, head.hash);
    let sum = sha256_hex(&said);
    format!("{said} {sum}\n")
}

impl Read<'_> {
    /// Whether the chain contains this head.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub(crate) fn contains(&self, head: &Head) -> Result<bool, ReadError> {
        let mut line = self.connection.prepare_cached("SELECT hash FROM act WHERE seq = ?1")?;
        let hash: Option<String> =
            line.query_row([as_bound(head.seq)], |row| row.get(0)).optional()?;
        Ok(hash.is_some_and(|hash| hash == head.hash.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_in_which_a_bit_was_flipped_is_none() {
        let head = Head { seq: 12, hash: "ab".repeat(32).parse().unwrap() };
        let whole = written(&head).into_bytes();
        assert!(reads_as_noted_head(&whole));
        for place in 0..whole.len() * 8 {
            let mut flipped = whole.clone();
            flipped[place / 8] ^= 1 << (place % 8);
            assert!(!reads_as_noted_head(&flipped), "bit {place}");
        }
    }
}
