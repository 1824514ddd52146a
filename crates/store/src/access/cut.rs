//! The end of the time of keeping of the access log: its oldest lines go, and the rest still follows from them, for the
//! vault keeps the hash of the last that went. What acts say of old looks and sign-ins goes with them.
//!
//! The vault says first how much goes; then the file is cut, which can be done again as often as need be. What stays
//! is written beside the log before the log is written over, so that a crash between loses nothing. The last line
//! stays in any case: the next one follows from it. Not here: who orders it, and how long lines are kept.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use singo_domain::canonical::sha256_hex;

use super::take::{ACT_TAKEN, BROKEN, TAKEN, Taken};
use super::{Entry, FILE, SIGN_IN, read, regular, writable};
use crate::atomic_file::replace;
use crate::door::{Read, Tx, to_text};
use crate::error::{ReadError, WriteError};
use crate::table::tombstone::DESTROYED;
use crate::table::{as_bound, widen};
use crate::vault::Vault;

/// Under this key stands how far the log was cut off.
const CUT: &str = "access_log_cut";
/// What stays of the log, while the log is written over.
pub(super) const REST: &str = "access.rest";

/// How far the log was cut off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cut {
    /// How many lines went, ever.
    lines: usize,
    /// SHA-256 of the last of them; the line after it carries this.
    pub(super) last: String,
}

impl Cut {
    /// What stays of a log: all of it, unless the lines that went still stand there.
    pub(super) fn rest<'t>(&self, text: &'t str) -> &'t str {
        let follows = |line: &str| {
            serde_json::from_str::<Entry>(line).is_ok_and(|entry| entry.prev == self.last)
        };
        if self.lines == 0 || text.lines().next().is_some_and(follows) {
            return text;
        }
        let mut rest = text;
        while let Some((line, after)) = rest.split_once('\n') {
            rest = after;
            if sha256_hex(line.trim_end_matches('\r')) == self.last {
                return rest;
            }
        }
        text
    }
}

/// Looks and sign-ins whose time of keeping is over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OldLooks {
    /// Lines of the log, from its first on.
    pub lines: u64,
    /// SHA-256 of the last of them.
    last: String,
    /// Acts that still say what was looked at, or who failed to sign in.
    pub acts: Vec<u64>,
    /// When the first and the last of all these was.
    pub span: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

impl Vault {
    /// The looks and sign-ins before a moment. Of the lines of the log those that stand on the chain already.
    ///
    /// # Errors
    /// [`ReadError`] when the vault does not answer. A log that does not read, or is not what the chain has taken,
    /// has no line that could go.
    pub fn looks_before(&self, moment: DateTime<Utc>) -> Result<OldLooks, ReadError> {
        let mut old = OldLooks::default();
        let (taken, cut) =
            self.read(|read| Ok::<_, ReadError>((read.access_taken()?, read.access_cut()?)))?;
        let text = read(self.folder()).ok().flatten().unwrap_or_default();
        let lines: Vec<&str> = cut.rest(&text).lines().collect();
        let most = taken.lines.min(lines.len().saturating_sub(1));
        if taken.fits(&lines) {
            for (place, line) in lines[..most].iter().enumerate() {
                // A line that does not read goes with the next one that does.
                let Ok(entry) = serde_json::from_str::<Entry>(line) else { continue };
                if entry.opening.at >= moment {
                    break;
                }
                widen(&mut old.span, entry.opening.at);
                old.lines = place as u64 + 1;
                old.last = sha256_hex(line);
            }
        }
        for (act, at) in self.read(|read| read.acts_of_looks(moment))? {
            old.acts.push(act);
            widen(&mut old.span, at);
        }
        Ok(old)
    }

    /// Cuts off the file what the vault says is cut off, and overwrites it; does nothing where that is done.
    ///
    /// # Errors
    /// When the file cannot be written. It is done at the next opening then, and no line of it is shown until.
    pub fn cut_access_log(&self) -> io::Result<()> {
        let cut = self.read(|read| read.access_cut()).map_err(io::Error::other)?;
        if cut.lines == 0 {
            return Ok(());
        }
        regular(self.folder(), FILE)?;
        let mut file = match writable(&mut File::options(), self.folder()) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        finish(self.folder(), &mut file)?;
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut file, &mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        let rest = cut.rest(&text);
        if rest.len() == text.len() {
            return Ok(());
        }
        replace(&self.folder().join(REST), rest.as_bytes())?;
        finish(self.folder(), &mut file)
    }
}

/// Writes the log over with what stays of it, where that was begun. The log must be locked.
pub(super) fn finish(folder: &Path, file: &mut File) -> io::Result<()> {
    let Some(rest) = unfinished(folder)? else { return Ok(()) };
    file.set_len(0)?;
    io::Seek::rewind(file)?;
    file.write_all(&rest)?;
    file.sync_all()?;
    fs::remove_file(folder.join(REST))?;
    io::Seek::rewind(file)
}

/// What stays of a log that is being written over.
pub(super) fn unfinished(folder: &Path) -> io::Result<Option<Vec<u8>>> {
    regular(folder, REST)?;
    match fs::read(folder.join(REST)) {
        Ok(rest) => Ok(Some(rest)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

impl Read<'_> {
    pub(super) fn access_cut(&self) -> Result<Cut, ReadError> {
        let value = self.profile(CUT)?.unwrap_or_default();
        Ok(serde_json::from_value(value).unwrap_or_default())
    }

    /// The acts before a moment that say what was looked at or who failed to sign in.
    fn acts_of_looks(&self, before: DateTime<Utc>) -> Result<Vec<(u64, DateTime<Utc>)>, ReadError> {
        let sql = "SELECT seq, at FROM act WHERE at < ?1 AND payload <> ?2
                   AND (act IN (?3, ?4) OR act GLOB ?5) ORDER BY seq";
        let mut line = self.connection.prepare_cached(sql)?;
        let signed = format!("{SIGN_IN}*");
        let bound = (to_text(before), DESTROYED, ACT_TAKEN, BROKEN, signed);
        let mut lines = line.query(bound)?;
        let mut found = Vec::new();
        while let Some(line) = lines.next()? {
            let at = crate::table::from_time("act", &line.get::<_, String>(1)?)?;
            found.push((line.get::<_, i64>(0)?.unsigned_abs(), at));
        }
        Ok(found)
    }
}

impl Tx<'_> {
    /// Destroys looks and sign-ins: what acts say of them, and, once this is written and [`Vault::cut_access_log`] is
    /// called, the lines of the log.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn destroy_looks(&self, old: &OldLooks, disposal: i64) -> Result<(), WriteError> {
        let acts: Vec<i64> = old.acts.iter().map(|act| as_bound(*act)).collect();
        self.bury_particulars(&acts, disposal)?;
        let lines = usize::try_from(old.lines).unwrap_or(usize::MAX);
        if lines == 0 {
            return Ok(());
        }
        let (taken, cut) = (self.access_taken()?, self.access_cut()?);
        let left = taken.lines.saturating_sub(lines);
        let taken = if left == 0 { Taken::default() } else { Taken { lines: left, ..taken } };
        self.set_profile(TAKEN, &json!(taken))?;
        let cut = Cut { lines: cut.lines + lines, last: old.last.clone() };
        self.set_profile(CUT, &json!(cut))
    }
}
