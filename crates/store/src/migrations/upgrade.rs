//! A vault of an older program is brought to this one's version: kept as it was first, and whole at whatever instant
//! the process is killed. `SINGO_ROUNDS` sets how often (default 6), `SINGO_SEED` brings a run back.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use serde_json::json;
use tempfile::TempDir;

use super::{STEPS, current};
use crate::connection::{self, Mode};
use crate::keys::KeyFile;
use crate::table::meta;
use crate::vault::{BACKUPS, BLOBS, DATABASE, KEYS};
use crate::{NewAct, Shown, Unlock, Vault, WriteError, atomic_file, check_backup, list_backups};

const USER: &str = "김담당";
const UNLOCK: Unlock<'_> = Unlock::Passphrase { user: USER, passphrase: "시험용 말" };
const FOLDER: &str = "SINGO_TEST_UPGRADE_FOLDER";
const ACTS: u64 = 40;

fn now() -> DateTime<Utc> {
    "2026-03-02T03:00:00Z".parse().unwrap()
}

/// A vault as the program left it that knew so many steps.
fn older(taken: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in [BLOBS, BACKUPS] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    let (keys, key, _) = KeyFile::create(USER, "시험용 말").unwrap();
    let database = connection::open(&folder.path().join(DATABASE), &key, Mode::Create).unwrap();
    STEPS[..taken].iter().for_each(|step| database.execute_batch(step).unwrap());
    database.pragma_update(None, "user_version", taken as i64).unwrap();
    meta::introduce(&database, &keys.vault, now()).unwrap();
    let blobs = folder.path().join(BLOBS);
    let mut vault = Vault::beside(database, keys.clone(), key, folder.path(), &blobs);
    for number in 1..=ACTS {
        let act = NewAct::new("test.done", "test", json!({ "number": number }));
        vault.write(USER, now(), |_| Ok::<_, WriteError>(((), act))).unwrap();
    }
    connection::checkpoint(&vault.connection).unwrap();
    atomic_file::replace(&folder.path().join(KEYS), &keys.to_bytes()).unwrap();
    folder
}

/// Opens what is left, which brings it to this version, and looks whether everything is there.
fn examine(folder: &Path, what: &str) {
    let vault = Vault::open(folder, UNLOCK, now()).unwrap_or_else(|e| panic!("{what}: {e}"));
    assert!(current(&vault.connection).unwrap(), "{what}");
    let found = vault.verify(None).unwrap();
    assert_eq!(found.broken, None, "{what}");
    // The copy from before is on record, unless the process ended between the upgrade and its act.
    let added = vault.read(|read| read.acts(ACTS + 1, 99)).unwrap();
    let names: Vec<&str> = added.iter().map(|row| row.act.act.as_str()).collect();
    assert!(
        found.intact.seq >= ACTS && matches!(names[..], [] | ["backup.created"]),
        "{what}: {names:?}"
    );
    let (backups, unreadable) = list_backups(&folder.join(BACKUPS), vault.id()).unwrap();
    assert_eq!(unreadable, Vec::<std::path::PathBuf>::new(), "{what}");
    assert!(!backups.is_empty(), "{what}: kept as it was before");
    let shown = Shown { unlock: UNLOCK, now: now(), vaults: &[] };
    for backup in backups {
        assert_eq!(backup.reason, "before_upgrade");
        let sound = check_backup(&backup.path, shown, &mut |_| Ok(()));
        sound.unwrap_or_else(|error| panic!("{what}: {error}"));
    }
}

#[test]
fn a_vault_of_every_earlier_version_is_kept_and_then_upgraded() {
    for taken in 1..STEPS.len() {
        examine(older(taken).path(), &format!("from version {taken}"));
    }
}

/// Not a test of its own: the process that is killed.
#[test]
#[ignore = "run by the test below, as a process to kill"]
fn opener() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    eprintln!("begin");
    Vault::open(Path::new(&folder), UNLOCK, now()).unwrap();
    eprintln!("done");
}

/// Lets a process open the vault and kills it after some time; how long it would have taken if it was not killed.
fn opened(folder: &Path, killed: Option<Duration>) -> Duration {
    let mut opener = Command::new(env::current_exe().unwrap())
        .args(["--exact", "migrations::upgrade::opener", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(opener.stderr.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line == "begin"));
    let begun = Instant::now();
    match killed {
        None => assert!(lines.any(|line| line == "done")),
        Some(after) => {
            std::thread::sleep(after);
            opener.kill().unwrap();
        }
    }
    let taken = begun.elapsed();
    opener.wait().unwrap();
    taken
}

#[test]
fn a_killed_upgrade_leaves_a_whole_vault() {
    let number = |name: &str| env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let chance = || u64::try_from(Utc::now().timestamp_micros()).unwrap();
    let seed = number("SINGO_SEED").unwrap_or_else(chance);
    let base = older(STEPS.len() - 3);
    let copied = || {
        let folder = tempfile::tempdir().unwrap();
        for name in [BLOBS, BACKUPS] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        for name in [DATABASE, KEYS] {
            fs::copy(base.path().join(name), folder.path().join(name)).unwrap();
        }
        folder
    };
    let span = u64::try_from(opened(copied().path(), None).as_micros()).unwrap().max(1);
    let mut state = seed | 1;
    for round in 0..number("SINGO_ROUNDS").unwrap_or(6) {
        // xorshift64: any sequence will do, as long as the seed brings it back.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let after = Duration::from_micros(state % span);
        let folder = copied();
        opened(folder.path(), Some(after));
        examine(folder.path(), &format!("seed {seed}, round {round}: killed after {after:?}"));
    }
}
