//! The access log beside the vault: openings that the vault itself cannot record, because whoever opened it
//! cannot write. One JSON line each, appended and flushed; every line carries the hash of the one before.
//!
//! Not here: acts of those who write; they stand on the chain inside.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use singo_domain::canonical::sha256_hex;

const FILE: &str = "access.log";

/// One line of the access log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// When.
    pub at: DateTime<Utc>,
    /// Who: the name signed in with.
    pub who: String,
    /// What: `vault.opened`, `filing.opened`, `filing.unmasked` …
    pub what: String,
    /// To what: `vault`, `filing:12`.
    pub subject: String,
    /// Why, where a purpose was asked.
    pub purpose: String,
}

/// A line as it stands in the file.
#[derive(Serialize, Deserialize)]
struct Entry {
    #[serde(flatten)]
    opening: Opening,
    /// SHA-256 of the line before, without its line break; empty in the first.
    prev: String,
}

/// Appends an opening; when this returns, it is on the disk.
///
/// # Errors
/// When the log cannot be read or written; the opening must then be refused.
pub fn record(folder: &Path, opening: &Opening) -> io::Result<()> {
    let path = folder.join(FILE);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let prev = text.lines().next_back().map(sha256_hex).unwrap_or_default();
    let entry = Entry { opening: opening.clone(), prev };
    let line = serde_json::to_string(&entry)?;
    // A line that was cut off by a crash stays as it is; the next one begins on its own line.
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let mut file = File::options().create(true).append(true).open(path)?;
    file.write_all(format!("{gap}{line}\n").as_bytes())?;
    file.sync_all()
}

/// The openings, oldest first, and whether every line follows from the one before.
///
/// # Errors
/// When the log cannot be read.
pub fn openings(folder: &Path) -> io::Result<(Vec<Opening>, bool)> {
    let text = match fs::read_to_string(folder.join(FILE)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((Vec::new(), true)),
        Err(error) => return Err(error),
    };
    let (mut found, mut whole, mut prev) = (Vec::new(), true, String::new());
    for line in text.lines() {
        match serde_json::from_str::<Entry>(line) {
            Ok(entry) => {
                whole &= entry.prev == prev;
                found.push(entry.opening);
            }
            Err(_) => whole = false,
        }
        prev = sha256_hex(line);
    }
    Ok((found, whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_or_missing_line_shows() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(openings(folder.path()).unwrap(), (Vec::new(), true));
        let opening = |n: i64| Opening {
            at: DateTime::from_timestamp(n, 0).unwrap(),
            who: "검사역".into(),
            what: "vault.opened".into(),
            subject: "vault".into(),
            purpose: String::new(),
        };
        for n in 0..3 {
            record(folder.path(), &opening(n)).unwrap();
        }
        assert_eq!(
            openings(folder.path()).unwrap(),
            (vec![opening(0), opening(1), opening(2)], true)
        );
        let path = folder.path().join(FILE);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replacen("검사역", "감사", 1)).unwrap();
        assert!(!openings(folder.path()).unwrap().1, "altered");
        let rest: Vec<&str> = text.lines().skip(1).collect();
        fs::write(&path, rest.join("\n")).unwrap();
        assert!(!openings(folder.path()).unwrap().1, "missing");
        record(folder.path(), &opening(9)).unwrap();
        assert_eq!(openings(folder.path()).unwrap().0.len(), 3, "the last line stays whole");
    }
}
