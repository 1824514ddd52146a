//! The access log beside the vault: what the vault itself cannot record, because whoever opened it cannot write, or
//! did not open it at all. One JSON line each, appended and flushed; every line carries the hash of the one before.
//!
//! What people wrote in a line, the purpose of a look, stands in it encrypted under the store key. Whoever can
//! write next takes the log onto the chain: how far it went and the hash of its last line, the looks, and each
//! failed sign-in as an act of its own. From then on a line taken out or changed shows. Before that, whoever can
//! write to the folder can remove what was added since. Not here: acts of those who write; they stand on the chain.

use std::fs::File;
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
/// The subject of acts about it.
const LOG: &str = "access.log";
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
    // A byte that was altered must not keep later openings out of the log.
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

/// The openings, oldest first, and whether every line follows from the one before.
///
/// # Errors
/// When the log cannot be read.
pub(crate) fn openings(folder: &Path) -> io::Result<(Vec<Opening>, bool)> {
    Ok(parsed(&read(folder)?.unwrap_or_default()))
}

/// Whether these bytes read as an access log of which every line follows from the one before.
pub fn reads_as_access_log(bytes: &[u8]) -> bool {
    parsed(&String::from_utf8_lossy(bytes)).1
}

fn parsed(text: &str) -> (Vec<Opening>, bool) {
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
    (found, whole)
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

impl Taken {
    /// So many lines of these; `None` where there are fewer.
    fn of(lines: &[&str], count: usize) -> Option<Self> {
        let last = lines.get(count.checked_sub(1)?)?;
        Some(Self { lines: count, last: sha256_hex(last) })
    }
}

impl Vault {
    /// Takes what the access log gained since the last time onto the chain. A log that is shorter than it was,
    /// or whose lines are not what they were, is an act of its own, and is taken from its first line on.
    ///
    /// # Errors
    /// When the acts cannot be written. A log that does not read just now is taken the next time.
    pub fn take_access_log(&mut self, actor: &str, now: DateTime<Utc>) -> Result<(), WriteError> {
        let Ok(text) = read(self.folder()) else { return Ok(()) };
        let text = text.unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let mut taken = self.read(|read| read.access_taken())?;
        if taken.lines > 0 && Taken::of(&lines, taken.lines).as_ref() != Some(&taken) {
            let last = lines.last().map(sha256_hex).unwrap_or_default();
            let said = json!({ "before": taken.lines, "lines": lines.len(), "last": last });
            taken = Taken::default();
            self.take(actor, now, &taken, NewAct::new("access_log.broken", LOG, said))?;
        }
        let fresh: Vec<(usize, Opening)> = lines
            .iter()
            .enumerate()
            .skip(taken.lines)
            .filter_map(|(at, line)| {
                let mut opening = serde_json::from_str::<Entry>(line).ok()?.opening;
                self.unseal(&mut opening);
                Some((at + 1, opening))
            })
            .collect();
        if lines.len() == taken.lines {
            return Ok(());
        }
        let (mut failed, mut looks) = (0_usize, Looks::default());
        for (line, opening) in fresh {
            if !opening.what.starts_with(SIGN_IN) {
                looks.add(opening);
                continue;
            }
            failed += 1;
            if failed > MOST_ACTS {
                continue;
            }
            // The looks before it go with it: whatever the process comes to, none is passed over.
            let mut said = json!({ "user": opening.who, "at": opening.at, "line": line,
                                   "why": opening.purpose });
            std::mem::take(&mut looks).say(&mut said);
            let upto = Taken::of(&lines, line).unwrap_or_default();
            self.take(actor, now, &upto, NewAct::new(&opening.what, "vault", said))?;
        }
        let upto = Taken::of(&lines, lines.len()).unwrap_or_default();
        let mut said = json!({ "failed": failed, "looks": 0, "kept": [], "before": taken.lines,
                               "lines": upto.lines, "last": upto.last });
        looks.say(&mut said);
        self.take(actor, now, &upto, NewAct::new("access_log.taken", LOG, said))
    }

    /// Records an act, and that the chain has taken the log so far.
    fn take(
        &mut self,
        actor: &str,
        now: DateTime<Utc>,
        upto: &Taken,
        act: NewAct,
    ) -> Result<(), WriteError> {
        self.write(actor, now, |tx| {
            tx.set_profile(TAKEN, &json!(upto))?;
            Ok(((), act))
        })
    }
}

/// Looks on their way onto the chain: their words stand there from then on, whatever becomes of the key of the log.
#[derive(Default)]
struct Looks {
    kept: Vec<Opening>,
    all: usize,
}

impl Looks {
    fn add(&mut self, look: Opening) {
        self.all += 1;
        if self.kept.len() < MOST_LOOKS {
            self.kept.push(look);
        }
    }

    fn say(self, said: &mut Value) {
        if self.all > 0 {
            said["looks"] = json!(self.all);
            said["kept"] = json!(self.kept);
        }
    }
}

impl Read<'_> {
    fn access_taken(&self) -> Result<Taken, ReadError> {
        let value = self.profile(TAKEN)?.unwrap_or_default();
        Ok(serde_json::from_value(value).unwrap_or_default())
    }
}

fn read(folder: &Path) -> io::Result<Option<String>> {
    let mut file = match File::open(folder.join(FILE)) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    // Waits for whoever is adding a line; on Windows nothing can be read meanwhile.
    file.lock_shared()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

#[cfg(test)]
mod tests {
    use std::fs;

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

    const NAME: &str = "tester";

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(second, 0).unwrap()
    }

    fn line(second: i64, what: &str) -> Opening {
        let (who, subject) = (NAME.to_owned(), "vault".to_owned());
        Opening { at: at(second), who, what: what.to_owned(), subject, purpose: String::new() }
    }

    fn new_vault() -> (tempfile::TempDir, Vault) {
        let folder = tempfile::tempdir().unwrap();
        let (vault, _) = Vault::create(folder.path(), NAME, "passphrase", at(0)).unwrap();
        (folder, vault)
    }

    /// The acts about the log, oldest first, each with its payload.
    fn acts(vault: &Vault) -> Vec<(String, Value)> {
        let rows = vault.read(|read| read.acts(2, 100)).unwrap();
        rows.into_iter().map(|row| (row.act.act, row.payload)).collect()
    }

    #[test]
    fn looks_go_onto_the_chain_with_the_first_act_after_them() {
        let (folder, mut vault) = new_vault();
        for (second, what) in [(1, "vault.opened"), (2, SIGN_IN_FAILED), (3, "filing.opened")] {
            record(folder.path(), &line(second, what)).unwrap();
        }
        vault.take_access_log(NAME, at(9)).unwrap();
        let acts = acts(&vault);
        let names: Vec<&str> = acts.iter().map(|(act, _)| act.as_str()).collect();
        assert_eq!(names, [SIGN_IN_FAILED, "access_log.taken"]);
        assert_eq!(acts[0].1["kept"], json!([line(1, "vault.opened")]));
        assert_eq!(acts[1].1["kept"], json!([line(3, "filing.opened")]));
        assert_eq!((&acts[1].1["failed"], &acts[1].1["looks"]), (&json!(1), &json!(1)));
    }

    #[test]
    fn a_log_in_the_place_of_another_is_taken_from_its_first_line() {
        let (folder, mut vault) = new_vault();
        record(folder.path(), &line(1, "vault.opened")).unwrap();
        vault.take_access_log(NAME, at(2)).unwrap();
        fs::remove_file(folder.path().join(FILE)).unwrap();
        record(folder.path(), &line(3, SIGN_IN_FAILED)).unwrap();
        vault.take_access_log(NAME, at(4)).unwrap();
        let names: Vec<String> = acts(&vault).into_iter().map(|(act, _)| act).collect();
        let expected =
            ["access_log.taken", "access_log.broken", SIGN_IN_FAILED, "access_log.taken"];
        assert_eq!(names, expected);
        vault.take_access_log(NAME, at(5)).unwrap();
        assert_eq!(acts(&vault).len(), 4, "and once");
    }

    #[test]
    fn a_log_that_does_not_read_just_now_is_not_gone() {
        let (folder, mut vault) = new_vault();
        record(folder.path(), &line(1, "vault.opened")).unwrap();
        vault.take_access_log(NAME, at(2)).unwrap();
        let (file, aside) = (folder.path().join(FILE), folder.path().join("aside"));
        fs::rename(&file, &aside).unwrap();
        // Opens or does not, by the system; nowhere does it read.
        fs::create_dir(&file).unwrap();
        vault.take_access_log(NAME, at(3)).unwrap();
        fs::remove_dir(&file).unwrap();
        fs::rename(&aside, &file).unwrap();
        vault.take_access_log(NAME, at(4)).unwrap();
        assert_eq!(acts(&vault).len(), 1, "taken once, and never missed");
    }

    #[test]
    fn a_byte_that_is_no_text_does_not_close_the_log() {
        let folder = tempfile::tempdir().unwrap();
        record(folder.path(), &line(1, "vault.opened")).unwrap();
        let file = folder.path().join(FILE);
        let mut bytes = fs::read(&file).unwrap();
        bytes[3] = 0xFF;
        fs::write(&file, bytes).unwrap();
        record(folder.path(), &line(2, "vault.opened")).unwrap();
        let (found, whole) = openings(folder.path()).unwrap();
        assert_eq!((found, whole), (vec![line(2, "vault.opened")], false));
    }
}
