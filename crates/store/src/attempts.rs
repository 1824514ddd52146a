//! Wrong passphrases: after a few, each further one makes the next wait longer.
//!
//! The count stands in `attempts.json` beside the keys, so a restart forgets nothing, and is raised before a
//! passphrase is tried, so that ending the program during the try gains nothing. The wait has a ceiling and the
//! recovery code is never held back: nobody is locked out for ever. A clock set back makes the present wait begin
//! again, never longer. It slows down whoever sits at this program; whoever copies the key file away is slowed
//! by the cost of each try alone.

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

/// Finds the store key, counting a wrong passphrase and leaving a line about it in the access log.
///
/// # Errors
/// [`OpenError::Delayed`] while no passphrase is tried; otherwise what the try says.
pub(crate) fn counted(
    folder: &Path,
    unlock: &Unlock<'_>,
    now: DateTime<Utc>,
) -> Result<Pending, OpenError> {
    let found = tried(folder, unlock, now);
    let wrong = matches!(
        found,
        Err(OpenError::WrongPassphrase | OpenError::NoSuchUser | OpenError::MistypedRecoveryCode)
    );
    if wrong {
        access::record_failure(folder, unlock, now);
    }
    found
}

fn tried(folder: &Path, unlock: &Unlock<'_>, now: DateTime<Utc>) -> Result<Pending, OpenError> {
    let Unlock::Passphrase { user, .. } = unlock else { return Pending::unlock(folder, unlock) };
    let user = composed(user).to_string();
    if !read_keys(folder)?.users().contains(&user) {
        // Nobody to hold back; and a list of made-up names must not grow.
        return Pending::unlock(folder, unlock);
    }
    let mut attempts = read(folder);
    let before = attempts.users.get(&user).copied();
    if let Some(tries) = before {
        if now < tries.since {
            attempts.users.insert(user.clone(), Tries { since: now, ..tries });
            write(folder, &attempts)?;
        }
        let until = tries.since.min(now) + wait(tries.failures);
        if now < until {
            return Err(OpenError::Delayed { until });
        }
    }
    let failures = before.map_or(0, |tries| tries.failures).saturating_add(1);
    attempts.users.insert(user.clone(), Tries { failures, since: now });
    write(folder, &attempts)?;
    let pending = Pending::unlock(folder, unlock);
    if !matches!(pending, Err(OpenError::WrongPassphrase)) {
        // Right; or the fault is not the passphrase's.
        match before {
            Some(tries) if pending.is_err() => attempts.users.insert(user, tries),
            _ => attempts.users.remove(&user),
        };
        write(folder, &attempts)?;
    }
    pending
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
