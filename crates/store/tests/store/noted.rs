//! What is gone from the end of the log, or of the database, though it was acknowledged: noticed at the next opening.

use std::fs;
use std::path::Path;

use singo_domain::act::{Break as ChainBreak, Damage};
use singo_store::{Break, OpenError, OpenMode, Unlock, Vault};

use super::support::{PASSPHRASE, USER, minutes, new_vault, noon, open, read, write};

const LOG: &str = "store.db-wal";
const FILES: [&str; 4] = ["store.db", LOG, "keys.json", "head"];
const WRITES: u64 = 3;

/// A vault as a killed process leaves it, with its last writes in the log, and the number of its last act.
fn killed() -> (tempfile::TempDir, u64) {
    let (folder, mut vault) = new_vault();
    for number in 0..WRITES {
        let value = serde_json::json!(number);
        write(&mut vault, |tx| tx.set_profile("theme", &value)).unwrap();
    }
    let copy = tempfile::tempdir().unwrap();
    lay(folder.path(), copy.path());
    let last = read(&vault, |r| r.head()).seq;
    (copy, last)
}

fn lay(from: &Path, to: &Path) {
    for name in FILES {
        fs::copy(from.join(name), to.join(name)).unwrap();
    }
    for name in ["blobs", "backups"] {
        fs::create_dir_all(to.join(name)).unwrap();
    }
}

/// What is on the chain after an opening, without what the opening itself wrote; and whether something was missed.
fn opened(folder: &Path) -> Option<(u64, bool)> {
    let vault = match open(folder) {
        Ok(vault) => vault,
        Err(OpenError::Damaged { .. }) => return None,
        Err(other) => panic!("{other:?}"),
    };
    let acts = read(&vault, |r| r.acts(1, 99));
    let on_record = acts.iter().filter(|row| row.act.act == "acts.lost").count();
    assert_eq!(on_record, usize::from(vault.lost().is_some()));
    let broken = vault.verify(None).unwrap().broken;
    let truncated = |found: &Break| {
        matches!(
            found,
            Break::Chain(ChainBreak { damage: Damage::Truncated | Damage::Rewritten, .. })
        )
    };
    assert_eq!(broken.as_ref().is_some_and(truncated), vault.lost().is_some(), "{broken:?}");
    Some(((acts.len() - on_record) as u64, vault.lost().is_some()))
}

#[test]
fn whatever_is_altered_in_the_log_no_act_is_missing_unnoticed() {
    let (whole, last) = killed();
    let log = fs::read(whole.path().join(LOG)).unwrap();
    assert!(log.len() > 10_000, "the writes stand in the log");
    let mut noticed = 0;
    for place in (0..log.len()).step_by(3_989) {
        let folder = tempfile::tempdir().unwrap();
        lay(whole.path(), folder.path());
        let mut altered = log.clone();
        altered[place] ^= 0x10;
        fs::write(folder.path().join(LOG), altered).unwrap();
        let Some((acts, lost)) = opened(folder.path()) else { continue };
        assert_eq!(lost, acts < last, "byte {place}: {acts} of {last} acts");
        noticed += u64::from(lost);
    }
    assert!(noticed > WRITES, "{noticed}");
}

#[test]
fn a_log_that_was_cut_or_is_gone_is_noticed_once() {
    let (whole, last) = killed();
    let log = fs::read(whole.path().join(LOG)).unwrap();
    for length in [0, 31, log.len() / 2, log.len() - 1] {
        let folder = tempfile::tempdir().unwrap();
        lay(whole.path(), folder.path());
        fs::write(folder.path().join(LOG), &log[..length]).unwrap();
        let Some((acts, lost)) = opened(folder.path()) else { continue };
        assert!(lost && acts < last, "{length} bytes: {acts} of {last} acts");
        // From now on it stands on the chain, and the chain goes on from there.
        assert_eq!(open(folder.path()).unwrap().lost(), None);
    }
    let older = tempfile::tempdir().unwrap();
    lay(whole.path(), older.path());
    fs::remove_file(older.path().join(LOG)).unwrap();
    assert!(opened(older.path()).is_none_or(|(acts, lost)| lost && acts < last));
}

#[test]
fn what_a_killed_process_left_whole_is_whole() {
    let (whole, last) = killed();
    assert_eq!(opened(whole.path()), Some((last, false)));
}

#[test]
fn who_only_reads_is_told_as_well() {
    let (whole, _) = killed();
    // What stands in the log is brought into the database, and the database then replaced by an older one.
    drop(open(whole.path()).unwrap());
    let older = fs::read(whole.path().join("store.db")).unwrap();
    let mut vault = open(whole.path()).unwrap();
    write(&mut vault, |tx| tx.set_profile("theme", &serde_json::json!("dark"))).unwrap();
    let newest = read(&vault, |r| r.head());
    drop(vault);
    fs::write(whole.path().join("store.db"), older).unwrap();
    let unlock = || Unlock::Passphrase { user: USER, passphrase: PASSPHRASE };
    let look = || {
        Vault::open_as::<OpenError>(whole.path(), unlock(), minutes(1), |_| Ok(OpenMode::ReadOnly))
    };
    assert_eq!(look().unwrap().lost(), Some(&newest));
    assert!(look().unwrap().verify(None).unwrap().broken.is_some());
    // A note that does not read says nothing.
    fs::write(whole.path().join("head"), "00000000000000000099 ab cd\n").unwrap();
    assert_eq!(look().unwrap().lost(), None);
    assert_eq!(Vault::open(whole.path(), unlock(), noon()).unwrap().lost(), None);
}
