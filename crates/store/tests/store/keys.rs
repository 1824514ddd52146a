//! Who can open a vault: slots added, taken away and replaced, the store key rotated, wrong passphrases held
//! back; and every state in which an interruption can leave the files.

use std::fs;
use std::path::{Path as Folder, PathBuf};

use singo_store::{Damage, KeyError, OpenError, Unlock, Vault};

use crate::support::*;

const OTHER: &str = "박검토";
const OTHER_PASSPHRASE: &str = "다른 사람의 긴 암호";
const NEW_PASSPHRASE: &str = "새로 정한 긴 암호";

fn with(folder: &Folder, user: &str, passphrase: &str) -> Result<Vault, OpenError> {
    Vault::open(folder, Unlock::Passphrase { user, passphrase }, noon())
}

fn wrong(result: Result<Vault, OpenError>) -> bool {
    matches!(result, Err(OpenError::WrongPassphrase))
}

/// Copies the files of a closed vault.
fn copied(from: &Folder) -> tempfile::TempDir {
    let to = tempfile::tempdir().unwrap();
    for name in ["store.db", "keys.json"] {
        fs::copy(from.join(name), to.path().join(name)).unwrap();
    }
    fs::create_dir(to.path().join("blobs")).unwrap();
    to
}

fn leftovers(folder: &Folder) -> Vec<PathBuf> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    names
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            name.contains("next") || name.contains("rotated") || name.ends_with(".new")
        })
        .collect()
}

#[test]
fn slots_come_and_go_and_each_change_is_an_act() {
    let (folder, mut vault) = new_vault();
    vault.add_slot(USER, noon(), OTHER, OTHER_PASSPHRASE).unwrap();
    assert!(matches!(
        vault.add_slot(USER, noon(), OTHER, "또 다른 암호"),
        Err(KeyError::UserExists)
    ));
    let changed = vault.change_passphrase(noon(), OTHER, "틀린 암호", NEW_PASSPHRASE);
    assert!(matches!(changed, Err(KeyError::WrongPassphrase)));
    vault.change_passphrase(noon(), OTHER, OTHER_PASSPHRASE, NEW_PASSPHRASE).unwrap();
    let code = vault.renew_recovery(USER, noon()).unwrap();
    drop(vault);
    assert!(wrong(with(folder.path(), OTHER, OTHER_PASSPHRASE)));
    assert!(Vault::open(folder.path(), Unlock::Recovery(code.reveal()), noon()).is_ok());
    let mut vault = with(folder.path(), OTHER, NEW_PASSPHRASE).unwrap();
    assert_eq!(vault.key_holders(), [USER, OTHER]);
    vault.remove_slot(OTHER, noon(), USER).unwrap();
    assert!(matches!(vault.remove_slot(OTHER, noon(), OTHER), Err(KeyError::LastUser)));
    let acts: Vec<String> =
        read(&vault, |r| r.acts(1, 99)).into_iter().map(|row| row.act.act).collect();
    assert_eq!(
        acts,
        [
            "vault.created",
            "key.added",
            // The wrong one, at once.
            "sign_in.failed",
            "access_log.taken",
            "key.passphrase_changed",
            "key.recovery_renewed",
            "key.removed"
        ]
    );
    assert_eq!(vault.verify(None).unwrap().broken, None);
    drop(vault);
    assert!(matches!(open(folder.path()), Err(OpenError::NoSuchUser)));
    assert!(leftovers(folder.path()).is_empty());
}

#[test]
fn a_change_that_was_interrupted_is_finished_or_dropped() {
    let (folder, mut vault) = new_vault();
    drop(vault);
    let before = copied(folder.path());
    vault = open(folder.path()).unwrap();
    vault.change_passphrase(noon(), USER, PASSPHRASE, NEW_PASSPHRASE).unwrap();
    drop(vault);
    let fresh = fs::read(folder.path().join("keys.json")).unwrap();

    // The fresh file was written, its act was not: the old passphrase holds, and the file goes.
    let interrupted = copied(before.path());
    fs::write(interrupted.path().join("keys.next"), &fresh).unwrap();
    assert!(wrong(with(interrupted.path(), USER, NEW_PASSPHRASE)));
    fs::write(interrupted.path().join("keys.next"), &fresh).unwrap();
    assert!(with(interrupted.path(), USER, PASSPHRASE).is_ok());
    assert!(leftovers(interrupted.path()).is_empty());

    // Half a file is none.
    fs::write(interrupted.path().join("keys.next"), &fresh[..fresh.len() / 2]).unwrap();
    assert!(with(interrupted.path(), USER, PASSPHRASE).is_ok());
    assert!(leftovers(interrupted.path()).is_empty());

    // The act was written, the file not yet put in place: the new passphrase holds.
    for first in [NEW_PASSPHRASE, PASSPHRASE] {
        let interrupted = copied(folder.path());
        fs::copy(before.path().join("keys.json"), interrupted.path().join("keys.json")).unwrap();
        fs::write(interrupted.path().join("keys.next"), &fresh).unwrap();
        assert_eq!(with(interrupted.path(), USER, first).is_ok(), first == NEW_PASSPHRASE);
        assert!(wrong(with(interrupted.path(), USER, PASSPHRASE)));
        assert!(with(interrupted.path(), USER, NEW_PASSPHRASE).is_ok());
        assert!(leftovers(interrupted.path()).is_empty());
    }
}

#[test]
fn after_removal_and_rotation_an_old_key_file_opens_nothing() {
    let (folder, mut vault, filing) = with_draft();
    set(&mut vault, filing, "subject.name", "홍길동");
    vault.add_slot(USER, noon(), OTHER, OTHER_PASSPHRASE).unwrap();
    let old_keys = fs::read(folder.path().join("keys.json")).unwrap();
    vault.remove_slot(USER, noon(), OTHER).unwrap();
    vault.rotate_key(USER, noon()).unwrap();
    set(&mut vault, filing, "subject.memo", "뒤에 쓴 것");
    assert_eq!(vault.verify(None).unwrap().broken, None);
    drop(vault);
    assert!(leftovers(folder.path()).is_empty());
    assert!(matches!(with(folder.path(), OTHER, OTHER_PASSPHRASE), Err(OpenError::NoSuchUser)));

    let vault = open(folder.path()).unwrap();
    let content = read(&vault, |r| r.content(filing));
    assert_eq!(content.get(&path("subject.name")).unwrap().to_text(), "홍길동");
    let acts = read(&vault, |r| r.acts(1, 99));
    assert!(acts.iter().any(|row| row.act.act == "key.rotated"));
    drop(vault);

    // Whoever kept the old key file has a key to nothing.
    let thief = copied(folder.path());
    fs::write(thief.path().join("keys.json"), old_keys).unwrap();
    match with(thief.path(), OTHER, OTHER_PASSPHRASE) {
        Err(OpenError::Damaged { what: Damage::Database }) => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_user_and_the_paper_open_after_a_rotation() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, code) = Vault::create(folder.path(), USER, PASSPHRASE, noon()).unwrap();
    vault.add_slot(USER, noon(), OTHER, OTHER_PASSPHRASE).unwrap();
    vault.rotate_key(USER, noon()).unwrap();
    vault.rotate_key(USER, noon()).unwrap();
    drop(vault);
    assert!(open(folder.path()).is_ok());
    assert!(with(folder.path(), OTHER, OTHER_PASSPHRASE).is_ok());
    assert!(Vault::open(folder.path(), Unlock::Recovery(code.reveal()), noon()).is_ok());
}

#[test]
fn a_rotation_that_was_interrupted_at_any_step_is_finished_or_dropped() {
    let (folder, mut vault, filing) = with_draft();
    set(&mut vault, filing, "subject.name", "홍길동");
    drop(vault);
    let old = copied(folder.path());
    let mut vault = open(folder.path()).unwrap();
    vault.rotate_key(USER, noon()).unwrap();
    drop(vault);
    let new = |name: &str| fs::read(folder.path().join(name)).unwrap();
    let old_file = |name: &str| fs::read(old.path().join(name)).unwrap();

    // Each state: files beside the vault, and whether the rotation counts.
    type State<'a> = (&'a str, Vec<(&'a str, Vec<u8>)>, bool);
    let half = new("store.db")[..5000].to_vec();
    let states: Vec<State<'_>> = vec![
        ("copying", vec![("store.next", half), ("store.next-journal", vec![1; 99])], false),
        ("copied", vec![("store.next", new("store.db"))], false),
        ("half decided", vec![("store.next", new("store.db")), ("keys.new", vec![7; 9])], false),
        (
            "decided",
            vec![("store.next", new("store.db")), ("keys.rotated", new("keys.json"))],
            true,
        ),
        (
            "decided, with an old log left",
            vec![
                ("store.next", new("store.db")),
                ("keys.rotated", new("keys.json")),
                ("store.db-wal", vec![3; 8192]),
            ],
            true,
        ),
        (
            "database in place",
            vec![("store.db", new("store.db")), ("keys.rotated", new("keys.json"))],
            true,
        ),
    ];
    for (name, files, counts) in states {
        let state = copied(old.path());
        for (file, bytes) in files {
            fs::write(state.path().join(file), bytes).unwrap();
        }
        if name != "database in place" {
            fs::create_dir(state.path().join("blobs.next")).unwrap();
        }
        let vault = open(state.path()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let content = read(&vault, |r| r.content(filing));
        assert_eq!(content.get(&path("subject.name")).unwrap().to_text(), "홍길동", "{name}");
        assert_eq!(vault.verify(None).unwrap().broken, None, "{name}");
        drop(vault);
        assert_eq!(fs::read(state.path().join("keys.json")).unwrap() == new("keys.json"), counts);
        assert_eq!(
            fs::read(state.path().join("keys.json")).unwrap() == old_file("keys.json"),
            !counts
        );
        let left: Vec<_> = leftovers(state.path());
        assert!(left.iter().all(|path| path.ends_with("keys.new")), "{name}: {left:?}");
        assert!(state.path().join("blobs").is_dir());
    }
}

#[test]
fn wrong_passphrases_are_held_back_longer_and_longer_but_never_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, code) = Vault::create(folder.path(), USER, PASSPHRASE, noon()).unwrap();
    drop(vault);
    let at = |seconds: i64, passphrase: &str| {
        let now = noon() + chrono::Duration::seconds(seconds);
        Vault::open(folder.path(), Unlock::Passphrase { user: USER, passphrase }, now)
    };
    for _ in 0..5 {
        assert!(wrong(at(0, "틀린 암호 하나")));
    }
    // The fifth makes the next wait, also for the right one, and also after a restart.
    let Err(OpenError::Delayed { until }) = at(29, PASSPHRASE) else { panic!("held back") };
    assert_eq!(until, noon() + chrono::Duration::seconds(30));
    assert!(wrong(at(30, "틀린 암호 하나")), "tried, and wrong");
    assert!(matches!(at(89, PASSPHRASE), Err(OpenError::Delayed { .. })), "a minute now");
    // The paper is not held back.
    assert!(Vault::open(folder.path(), Unlock::Recovery(code.reveal()), noon()).is_ok());
    // A clock set back an hour: the minute begins again, and no more than that.
    let Err(OpenError::Delayed { until }) = at(-3600, PASSPHRASE) else { panic!("held back") };
    assert_eq!(until, noon() + chrono::Duration::seconds(-3600 + 60));
    assert!(at(-3540, PASSPHRASE).is_ok());
    // The right one forgets the wrong ones.
    assert!(!folder.path().join("attempts.json").exists());
    assert!(wrong(at(0, "틀린 암호 하나")));
    assert!(at(0, PASSPHRASE).is_ok());
    // A damaged count is none, and no panic.
    fs::write(folder.path().join("attempts.json"), b"\xff{").unwrap();
    assert!(at(0, PASSPHRASE).is_ok());
}

#[test]
fn a_wrong_present_passphrase_is_held_back_as_at_a_sign_in() {
    let (folder, mut vault) = new_vault();
    for _ in 0..5 {
        let changed = vault.change_passphrase(noon(), USER, "틀린 암호 하나", NEW_PASSPHRASE);
        assert!(matches!(changed, Err(KeyError::WrongPassphrase)), "{changed:?}");
    }
    let held = vault.change_passphrase(noon(), USER, PASSPHRASE, NEW_PASSPHRASE);
    assert!(matches!(held, Err(KeyError::Open(OpenError::Delayed { .. }))), "{held:?}");
    let acts = read(&vault, |r| r.acts(1, 99));
    assert_eq!(acts.iter().filter(|row| row.act.act == "sign_in.failed").count(), 5);
    drop(vault);
    assert!(matches!(open(folder.path()), Err(OpenError::Delayed { .. })), "one count for all");
}

#[test]
fn a_flipped_bit_in_the_count_of_tries_locks_nobody_out() {
    let (folder, vault) = new_vault();
    drop(vault);
    let file = folder.path().join("attempts.json");
    let tries =
        format!(r#"{{"users":{{"{USER}":{{"failures":6,"since":"2026-03-02T03:00:00Z"}}}}}}"#);
    let longest = noon() + chrono::Duration::minutes(15);
    let mut held = 0;
    // A try that is not held back is slow: one place of three is enough to meet each kind of character.
    for place in (0..tries.len()).step_by(3) {
        let mut flipped = tries.clone().into_bytes();
        flipped[place] ^= 1 << (place % 8);
        fs::write(&file, flipped).unwrap();
        match open(folder.path()) {
            Ok(_) => {}
            Err(OpenError::Delayed { until }) => {
                assert!(until <= longest, "byte {place}: {until}");
                held += 1;
            }
            Err(other) => panic!("byte {place}: {other:?}"),
        }
    }
    assert!(held > 0, "some flip leaves a count that is read");
}
