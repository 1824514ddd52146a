//! The access log beside the vault: what the vault itself cannot record, because whoever opened it cannot write, or
//! did not open it at all. One JSON line each, appended and flushed; every line carries the hash of the one before.
//!
//! What people wrote in a line, the purpose of a look, stands in it encrypted under the store key. Whoever can
//! write next takes the log onto the chain: how far it went and the hash of its last line, the looks, and each
//! failed sign-in as an act of its own. From then on a line taken out or changed shows. Before that, whoever can
//! write to the folder can remove what was added since. Not here: taking it (`take`), the end of its time of keeping
//! (`cut`), and acts of those who write; they stand on the chain.

use std::fs::{self, File};
use std::io::{self, Read as _, Write};
use std::path::Path;

use chacha20poly1305::XNonce;
use chacha20poly1305::aead::{Aead, Payload};
use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use singo_domain::canonical::sha256_hex;

use crate::keys::cipher_for;
use crate::keys::secret::random;
use crate::vault::Vault;

mod cut;
mod take;

pub use cut::OldLooks;

const FILE: &str = "access.log";

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
    regular(folder, FILE)?;
    let mut file = writable(File::options().create(true), folder)?;
    cut::finish(folder, &mut file)?;
    // A byte that was altered must not keep later openings out of the log. Read to its end, it is written on there.
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let prev = text.lines().next_back().map(sha256_hex).unwrap_or_default();
    let entry = Entry { opening: opening.clone(), prev };
    let line = serde_json::to_string(&entry)?;
    // A line that was cut off by a crash stays as it is; the next one begins on its own line.
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    file.write_all(format!("{gap}{line}\n").as_bytes())?;
    file.sync_all()
}

/// Whether these bytes read as an access log of which every line follows from the one before.
pub fn reads_as_access_log(bytes: &[u8]) -> bool {
    parsed(&String::from_utf8_lossy(bytes), "").1
}

/// The openings, oldest first, and whether every line follows from the one before, the first from `before`.
fn parsed(text: &str, before: &str) -> (Vec<Opening>, bool) {
    let (mut found, mut whole, mut prev) = (Vec::new(), true, before.to_owned());
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
    (found, whole)
}

/// Leaves a line about a sign-in that failed: whose, and what was to be opened. What failed is refused whether or not
/// the line could be written.
pub(crate) fn record_failure(folder: &Path, who: String, subject: &str, now: DateTime<Utc>) {
    let opening = Opening {
        at: now,
        who,
        what: SIGN_IN_FAILED.to_owned(),
        subject: subject.to_owned(),
        purpose: String::new(),
    };
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
        let text = read(self.folder())?.unwrap_or_default();
        let cut = self.read(|read| read.access_cut()).map_err(io::Error::other)?;
        let (mut lines, whole) = parsed(cut.rest(&text), &cut.last);
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

/// The text of the log; `None` where there is none.
fn read(folder: &Path) -> io::Result<Option<String>> {
    regular(folder, FILE)?;
    let mut file = match File::open(folder.join(FILE)) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    // Waits for whoever is adding a line; on Windows nothing can be read meanwhile.
    file.lock_shared()?;
    let mut bytes = Vec::new();
    match cut::unfinished(folder)? {
        Some(rest) => bytes = rest,
        None => drop(file.read_to_end(&mut bytes)?),
    }
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Opens the log to write, wherever in it: one that is opened to append cannot be cut off on Windows. It is held until
/// the file is closed: two processes add one line after the other.
fn writable(options: &mut fs::OpenOptions, folder: &Path) -> io::Result<File> {
    let file = options.read(true).write(true).truncate(false).open(folder.join(FILE))?;
    file.lock()?;
    Ok(file)
}

/// Refuses what is no file in the place of one: a folder does not read, and a pipe would never answer.
fn regular(folder: &Path, name: &str) -> io::Result<()> {
    match fs::symlink_metadata(folder.join(name)) {
        Ok(there) if !there.is_file() => Err(io::Error::other("not a regular file")),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
