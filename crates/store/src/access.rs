//! The access log beside the vault: what the vault itself cannot record, because whoever opened it cannot write, or
//! did not open it at all. One JSON line each, appended and flushed; every line carries the hash of the one before.
//!
//! What people wrote in a line, the purpose of a look, stands in it encrypted under the store key. Whoever can write next takes the log onto the chain: how far it went and the hash of its last line, and each
//! failed sign-in as an act of its own. From then on a line taken out or changed shows. Before that, whoever can
//! write to the folder can remove what was added since. Not here: acts of those who write; they stand on the chain.

use std::fs::{self, File};
use std::io::{self, Read as _, Write};
use std::path::Path;

use chacha20poly1305::XNonce;
use chacha20poly1305::aead::{Aead, Payload};
use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use singo_domain::canonical::sha256_hex;

use crate::door::{NewAct, Read};
use crate::error::{ReadError, WriteError};
use crate::keys::secret::random;
use crate::keys::{Unlock, cipher_for, composed};
use crate::vault::{Vault, read_keys};

const FILE: &str = "access.log";
/// Under this key stands how far the chain has taken the log.
const TAKEN: &str = "access_log";
/// Failed sign-ins that become an act of their own at once; of more, the number is told.
const MOST_ACTS: usize = 100;
/// Looks that are kept word by word in one act; of more, the number is told.
const MOST_LOOKS: usize = 1000;

/// How a purpose that is encrypted begins, and what its encryption is bound to.
const SEALED: &str = "sealed:";
const CONTEXT: &[u8] = b"singo-access-log-1";
/// How lines about sign-ins that came to nothing begin.
const SIGN_IN: &str = "sign_in.";
const SIGN_IN_FAILED: &str = "sign_in.failed";

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
    let mut file = File::options().create(true).append(true).read(true).open(folder.join(FILE))?;
    // Held until the file is closed: two processes add one line after the other.
    file.lock()?;
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    let prev = text.lines().next_back().map(sha256_hex).unwrap_or_default();
    let entry = Entry { opening: opening.clone(), prev };
    let line = serde_json::to_string(&entry)?;
    // A line that was cut off by a crash stays as it is; the next one begins on its own line.
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    file.write_all(format!("{gap}{line}\n").as_bytes())?;
    file.sync_all()
}

/// The openings, oldest first, and whether every line follows from the one before.
///
/// # Errors
/// When the log cannot be read.
pub(crate) fn openings(folder: &Path) -> io::Result<(Vec<Opening>, bool)> {
    let Some(text) = read(folder)? else { return Ok((Vec::new(), true)) };
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

/// Leaves a line about a sign-in that failed. Who cannot be told apart from a slip, a name that the vault does not
/// know, is not written down: it may be a passphrase.
pub(crate) fn record_failure(folder: &Path, unlock: &Unlock<'_>, now: DateTime<Utc>) {
    let users = read_keys(folder).map(|keys| keys.users()).unwrap_or_default();
    let who = match unlock {
        Unlock::Passphrase { user, .. } => composed(user).to_string(),
        Unlock::Recovery(_) => unlock.holder().to_owned(),
    };
    let known = matches!(unlock, Unlock::Recovery(_)) || users.contains(&who);
    let opening = Opening {
        at: now,
        who: if known { who } else { String::new() },
        what: SIGN_IN_FAILED.to_owned(),
        subject: "vault".to_owned(),
        purpose: String::new(),
    };
    // The sign-in is refused whether or not the line could be written.
    let _ = record(folder, &opening);
}

impl Vault {
    /// Appends an opening; its purpose, which is somebody's own words, is encrypted.
    ///
    /// # Errors
    /// As [`record`].
    pub fn record_opening(&self, opening: &Opening) -> io::Result<()> {
        let purpose = match opening.purpose.as_str() {
            "" => String::new(),
            text => self.sealed(text).ok_or_else(|| io::Error::other("no randomness"))?,
        };
        record(self.folder(), &Opening { purpose, ..opening.clone() })
    }

    /// The openings with their purposes readable, oldest first, and whether every line follows from the one before.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn openings(&self) -> io::Result<(Vec<Opening>, bool)> {
        let (mut lines, whole) = openings(self.folder())?;
        for line in &mut lines {
            self.unseal(line);
        }
        Ok((lines, whole))
    }

    fn sealed(&self, text: &str) -> Option<String> {
        let nonce = random::<24>().ok()?;
        let payload = Payload { msg: text.as_bytes(), aad: CONTEXT };
        let cipher = cipher_for(CONTEXT, &self.key);
        let sealed = cipher.encrypt(XNonce::from_slice(nonce.as_slice()), payload).ok()?;
        Some(format!("{SEALED}{}{}", HEXLOWER.encode(nonce.as_slice()), HEXLOWER.encode(&sealed)))
    }

    /// Makes a purpose readable; one that is not sealed, or under another key, stays as it is.
    fn unseal(&self, line: &mut Opening) {
        let bytes = line.purpose.strip_prefix(SEALED);
        let bytes = bytes.and_then(|hex| HEXLOWER.decode(hex.as_bytes()).ok());
        let Some((nonce, sealed)) = bytes.as_deref().and_then(|b| b.split_at_checked(24)) else {
            return;
        };
        let payload = Payload { msg: sealed, aad: CONTEXT };
        let opened = cipher_for(CONTEXT, &self.key).decrypt(XNonce::from_slice(nonce), payload);
        if let Some(text) = opened.ok().and_then(|bytes| String::from_utf8(bytes).ok()) {
            line.purpose = text;
        }
    }
}

/// How far the chain has taken the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Taken {
    lines: usize,
    /// SHA-256 of the last of them.
    last: String,
}

impl Vault {
    /// Takes what the access log gained since the last time onto the chain. A log that is shorter than it was,
    /// or whose lines are not what they were, is an act of its own.
    ///
    /// # Errors
    /// When the acts cannot be written. A log that does not read counts as gone.
    pub fn take_access_log(&mut self, actor: &str, now: DateTime<Utc>) -> Result<(), WriteError> {
        let Some(text) = read(self.folder()).unwrap_or_default() else {
            return self.miss_access_log(actor, now);
        };
        let lines: Vec<&str> = text.lines().collect();
        let taken = self.read(|read| read.access_taken())?;
        let hash = |count: usize| count.checked_sub(1).and_then(|at| lines.get(at)).map(sha256_hex);
        if taken.lines > 0 && hash(taken.lines).as_deref() != Some(taken.last.as_str()) {
            return self.take(actor, now, "access_log.broken", &taken, &lines, json!({}));
        }
        let fresh = &lines[taken.lines..];
        if fresh.is_empty() {
            return Ok(());
        }
        let entries = fresh.iter().enumerate().filter_map(|(at, line)| {
            let mut opening = serde_json::from_str::<Entry>(line).ok()?.opening;
            self.unseal(&mut opening);
            Some((taken.lines + at + 1, opening))
        });
        let (failed, looks): (Vec<_>, Vec<_>) =
            entries.partition(|(_, opening)| opening.what.starts_with(SIGN_IN));
        for (line, opening) in failed.iter().take(MOST_ACTS) {
            let upto = Taken { lines: *line, last: hash(*line).unwrap_or_default() };
            self.write(actor, now, |tx| {
                tx.set_profile(TAKEN, &json!(upto))?;
                let payload = json!({ "user": opening.who, "at": opening.at, "line": line,
                                      "why": opening.purpose });
                Ok::<_, WriteError>(((), NewAct::new(&opening.what, "vault", payload)))
            })?;
        }
        // The words of a look stand on the chain from here on, whatever becomes of the key of the log.
        let kept: Vec<&Opening> = looks.iter().take(MOST_LOOKS).map(|(_, look)| look).collect();
        let said = json!({ "failed": failed.len(), "looks": looks.len(), "kept": kept });
        self.take(actor, now, "access_log.taken", &taken, &lines, said)
    }

    /// There is no log: nothing to take, unless there was one.
    fn miss_access_log(&mut self, actor: &str, now: DateTime<Utc>) -> Result<(), WriteError> {
        let taken = self.read(|read| read.access_taken())?;
        if taken.lines == 0 {
            return Ok(());
        }
        self.take(actor, now, "access_log.broken", &taken, &[], json!({}))
    }

    fn take(
        &mut self,
        actor: &str,
        now: DateTime<Utc>,
        act: &str,
        before: &Taken,
        lines: &[&str],
        mut said: Value,
    ) -> Result<(), WriteError> {
        let upto =
            Taken { lines: lines.len(), last: lines.last().map(sha256_hex).unwrap_or_default() };
        said["before"] = json!(before.lines);
        said["lines"] = json!(upto.lines);
        said["last"] = json!(upto.last);
        self.write(actor, now, |tx| {
            tx.set_profile(TAKEN, &json!(upto))?;
            Ok(((), NewAct::new(act, "access.log", said)))
        })
    }
}

impl Read<'_> {
    fn access_taken(&self) -> Result<Taken, ReadError> {
        let value = self.profile(TAKEN)?.unwrap_or_default();
        Ok(serde_json::from_value(value).unwrap_or_default())
    }
}

fn read(folder: &Path) -> io::Result<Option<String>> {
    match fs::read(folder.join(FILE)) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
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
