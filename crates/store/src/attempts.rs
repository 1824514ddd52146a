//! Wrong passphrases: after a few, each further one makes the next wait longer.
//!
//! The count stands in `attempts.json` beside the keys, so a restart forgets nothing, and is raised before a
//! passphrase is tried, so that ending the program during the try gains nothing. The wait has a ceiling and the
//! recovery code is never held back: nobody is locked out for ever. A clock set back makes the present wait begin
//! again, never longer. Wherever a passphrase is tried it counts: at the vault, at its backups, at a change of
//! passphrase. It slows down whoever sits at this program; whoever copies the key file away is slowed by the cost of
//! each try alone.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::error::OpenError;
use crate::keys::change::Pending;
use crate::keys::{Unlock, composed};
use crate::vault::read_keys;
use crate::{access, atomic_file};

const FILE: &str = "attempts.json";

/// Tries that cost no waiting.
const FREE: u32 = 5;
const FIRST_WAIT: i64 = 30;
const LONGEST_WAIT: i64 = 15 * 60;

/// The wrong tries of each user since the last right one.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Attempts {
    users: BTreeMap<String, Tries>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Tries {
    failures: u32,
    /// When the last one was made.
    since: DateTime<Utc>,
}

/// How long to wait after so many wrong tries in a row.
fn wait(failures: u32) -> Duration {
    let Some(beyond) = failures.checked_sub(FREE) else { return Duration::zero() };
    let doubled = FIRST_WAIT.checked_shl(beyond.min(16)).unwrap_or(LONGEST_WAIT);
    Duration::seconds(doubled.min(LONGEST_WAIT))
}

/// One try of what opens a vault, and where it is counted.
pub(crate) struct Try<'a> {
    /// The vault whose attempts these are.
    pub(crate) folder: &'a Path,
    /// What was shown.
    pub(crate) unlock: &'a Unlock<'a>,
    pub(crate) now: DateTime<Utc>,
    /// Whose passphrases open what it was shown to.
    pub(crate) users: Vec<String>,
    /// What it was shown to: `vault`, `backup`, `keys`.
    pub(crate) at: &'static str,
    /// Whether a right one forgets the wrong ones: an old copy opens with a passphrase that is none of the vault's.
    pub(crate) forgives: bool,
}

/// Finds the store key of the vault in `folder`.
///
/// # Errors
/// As [`Try::counted`].
pub(crate) fn counted(
    folder: &Path,
    unlock: &Unlock<'_>,
    now: DateTime<Utc>,
) -> Result<Pending, OpenError> {
    let users = read_keys(folder)?.users();
    Try { folder, unlock, now, users, at: "vault", forgives: true }
        .counted(|| Pending::unlock(folder, unlock))
}

impl Try<'_> {
    /// Tries, counting a wrong passphrase and leaving a line about it in the access log.
    ///
    /// # Errors
    /// [`OpenError::Delayed`] while no passphrase is tried; otherwise what the try says.
    pub(crate) fn counted<T>(
        &self,
        attempt: impl FnOnce() -> Result<T, OpenError>,
    ) -> Result<T, OpenError> {
        let who = composed(self.unlock.holder()).to_string();
        let known = self.users.contains(&who);
        let is_code = matches!(self.unlock, Unlock::Recovery(_));
        // Of a name that opens nothing there is nobody to hold back; and a list of made-up names must not grow.
        let found = if known && !is_code { self.held_back(&who, attempt) } else { attempt() };
        let wrong = matches!(
            found,
            Err(OpenError::WrongPassphrase
                | OpenError::NoSuchUser
                | OpenError::MistypedRecoveryCode)
        );
        if wrong {
            // Who cannot be told apart from a slip is not written down: it may be a passphrase.
            let who = if known || is_code { who } else { String::new() };
            access::record_failure(self.folder, who, self.at, self.now);
        }
        found
    }

    fn held_back<T>(
        &self,
        user: &str,
        attempt: impl FnOnce() -> Result<T, OpenError>,
    ) -> Result<T, OpenError> {
        let Self { folder, now, .. } = *self;
        let mut attempts = read(folder);
        let before = attempts.users.get(user).copied();
        if let Some(tries) = before {
            if now < tries.since {
                attempts.users.insert(user.to_owned(), Tries { since: now, ..tries });
                write(folder, &attempts)?;
            }
            let until = tries.since.min(now) + wait(tries.failures);
            if now < until {
                return Err(OpenError::Delayed { until });
            }
        }
        let failures = before.map_or(0, |tries| tries.failures).saturating_add(1);
        attempts.users.insert(user.to_owned(), Tries { failures, since: now });
        write(folder, &attempts)?;
        let found = attempt();
        if !matches!(found, Err(OpenError::WrongPassphrase)) {
            // Right; or the fault is not the passphrase's.
            match before {
                Some(tries) if found.is_err() || !self.forgives => {
                    attempts.users.insert(user.to_owned(), tries)
                }
                _ => attempts.users.remove(user),
            };
            write(folder, &attempts)?;
        }
        found
    }
}

/// Whether these bytes read as a list of wrong tries.
pub fn reads_as_attempts(bytes: &[u8]) -> bool {
    let Ok(read) = serde_json::from_slice::<Attempts>(bytes) else { return false };
    // Whatever numbers stand there, a wait follows from them.
    read.users.values().all(|tries| tries.since.checked_add_signed(wait(tries.failures)).is_some())
}

/// A file that does not read counts as none: whoever can damage it can remove it as well.
fn read(folder: &Path) -> Attempts {
    let bytes = fs::read(folder.join(FILE)).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

fn write(folder: &Path, attempts: &Attempts) -> io::Result<()> {
    let path = folder.join(FILE);
    if attempts.users.is_empty() {
        return match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
    }
    atomic_file::replace(&path, &serde_json::to_vec(attempts)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_has_a_ceiling() {
        let seconds: Vec<i64> =
            [0, 4, 5, 6, 7, 8, 9, 10, 11, u32::MAX].map(|n| wait(n).num_seconds()).into();
        assert_eq!(seconds, [0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
    }
}
