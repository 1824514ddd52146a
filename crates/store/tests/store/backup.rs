//! Backups: made and read back, shared attachments, damage named, restored elsewhere, practised, thinned out.

use std::fs;
use std::path::{Path as Folder, PathBuf};

use singo_store::{
    BackupDamage, BackupError, Checked, Keep, KeyError, OpenError, Shown, Unlock, Vault,
    backup_place, backup_users, check_backup, drill, list_backups, restore,
};
use tempfile::TempDir;

use crate::support::*;

const UNLOCK: Unlock<'_> = Unlock::Passphrase { user: USER, passphrase: PASSPHRASE };

fn take(vault: &Vault, target: &Folder, minute: i64) -> PathBuf {
    let (row, checked) =
        vault.source().take(target, "asked", minutes(minute), &mut |_| Ok(())).unwrap();
    assert!(checked.history, "its history was verified");
    assert_eq!((row.head, row.bytes), (checked.head, checked.bytes));
    row.path
}

fn shown(unlock: Unlock<'_>, minute: i64) -> Shown<'_> {
    Shown { unlock, now: minutes(minute), vaults: &[] }
}

fn check(backup: &Folder) -> Result<Checked, BackupError> {
    check_backup(backup, shown(UNLOCK, 0), &mut |_| Ok(()))
}

fn damage(backup: &Folder) -> BackupDamage {
    match check(backup) {
        Err(BackupError::Damaged { what }) => what,
        other => panic!("expected damage, got {other:?}"),
    }
}

/// A vault with a filing and an attachment as the blobs' folder holds them, and one backup of it.
fn backed_up() -> (TempDir, Vault, TempDir, PathBuf) {
    let (folder, mut vault, filing) = with_draft();
    set(&mut vault, filing, "subject.name", "홍길동");
    fs::create_dir(folder.path().join("blobs/ab")).unwrap();
    fs::write(folder.path().join("blobs/ab/cdef"), vec![7; 100_000]).unwrap();
    let target = tempfile::tempdir().unwrap();
    let backup = take(&vault, target.path(), 0);
    (folder, vault, target, backup)
}

fn name_in(vault: &Vault) -> String {
    let filing =
        read(vault, |r| r.filings(&singo_store::ListQuery { limit: 1, ..Default::default() })).rows
            [0]
        .id;
    read(vault, |r| r.content(filing)).get(&path("subject.name")).unwrap().to_text()
}

#[test]
fn an_attachment_is_copied_once_and_every_backup_needs_it() {
    let (_folder, vault, target, first) = backed_up();
    let place = backup_place(target.path(), vault.id());
    let blob = place.join("blobs/ab/cdef");
    let copied_at = fs::metadata(&blob).unwrap().modified().unwrap();
    let second = take(&vault, target.path(), 1);
    assert_eq!(fs::metadata(&blob).unwrap().modified().unwrap(), copied_at);
    let (rows, unreadable) = list_backups(target.path(), vault.id()).unwrap();
    let paths: Vec<_> = rows.iter().map(|row| row.path.clone()).collect();
    assert_eq!((paths, unreadable.len()), (vec![second.clone(), first.clone()], 0), "newest first");
    assert_eq!(rows[0].files, 3);
    fs::remove_file(blob).unwrap();
    for backup in [first, second] {
        assert_eq!(damage(&backup), BackupDamage::Missing { path: "blobs/ab/cdef".into() });
    }
}

#[test]
fn it_is_restored_elsewhere_with_a_passphrase_or_the_paper() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, code) = Vault::create(folder.path(), USER, PASSPHRASE, noon()).unwrap();
    let filing = write(&mut vault, |tx| tx.create_filing(&definition())).unwrap();
    set(&mut vault, filing, "subject.name", "홍길동");
    let target = tempfile::tempdir().unwrap();
    let backup = take(&vault, target.path(), 0);
    let head = read(&vault, |r| r.head());
    drop(vault);
    // The other computer has the backup and nothing else.
    drop(folder);
    assert_eq!(backup_users(&backup).unwrap(), [USER]);
    for unlock in [UNLOCK, Unlock::Recovery(code.reveal())] {
        let new = tempfile::tempdir().unwrap();
        let dir = new.path().join("vault");
        let restored = restore(&backup, &dir, shown(unlock, 5), &mut |_| Ok(())).unwrap();
        assert_eq!(restored.made_at, noon());
        drop(restored);
        let vault = open(&dir).unwrap();
        assert_eq!(name_in(&vault), "홍길동");
        assert_eq!(vault.verify(Some(&head)).unwrap().broken, None, "the same history goes on");
        let last = read(&vault, |r| r.acts(head.seq + 1, 9));
        assert_eq!(last[0].act.act, "vault.restored");
        assert!(!dir.join("restoring").exists());
    }
    let wrong = Unlock::Passphrase { user: USER, passphrase: "틀린 암호문 하나" };
    let new = tempfile::tempdir().unwrap();
    match restore(&backup, new.path(), shown(wrong, 0), &mut |_| Ok(())) {
        Err(BackupError::Open(error)) => assert!(matches!(*error, OpenError::WrongPassphrase)),
        other => panic!("{other:?}"),
    }
    fs::write(new.path().join("letter.txt"), "mine").unwrap();
    let full = restore(&backup, new.path(), shown(UNLOCK, 0), &mut |_| Ok(()));
    assert!(matches!(full, Err(BackupError::NotEmpty)), "{full:?}");
}

#[test]
fn a_restore_that_was_stopped_is_no_vault_and_can_be_done_again() {
    let (_folder, vault, _target, backup) = backed_up();
    drop(vault);
    let new = tempfile::tempdir().unwrap();
    let mut steps = 0;
    let stopped = restore(&backup, new.path(), shown(UNLOCK, 0), &mut |progress| {
        steps += usize::from(progress.phase == "copying");
        if steps < 2 { Ok(()) } else { Err(BackupError::Stopped) }
    });
    assert!(matches!(stopped, Err(BackupError::Stopped)), "{stopped:?}");
    assert!(!Vault::exists(new.path()));
    drop(restore(&backup, new.path(), shown(UNLOCK, 0), &mut |_| Ok(())).unwrap());
    assert_eq!(name_in(&open(new.path()).unwrap()), "홍길동");
    assert!(new.path().join("blobs/ab/cdef").exists());
}

#[test]
fn a_flipped_bit_anywhere_is_named_by_its_file_and_no_panic() {
    let (_folder, vault, target, backup) = backed_up();
    drop(vault);
    let place = backup.parent().unwrap();
    let seed: u64 =
        std::env::var("SINGO_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(20_261_127);
    let mut state = seed;
    let mut random = |below: usize| {
        // xorshift64: any sequence will do, as long as the seed brings it back.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    for (file, name) in [
        (backup.join("store.db"), "store.db"),
        (backup.join("keys.json"), "keys.json"),
        (place.join("blobs/ab/cdef"), "blobs/ab/cdef"),
        (backup.join("manifest.json"), ""),
    ] {
        let whole = fs::read(&file).unwrap();
        for _ in 0..24 {
            let (place, bit) = (random(whole.len()), random(8));
            let mut flipped = whole.clone();
            flipped[place] ^= 1 << bit;
            fs::write(&file, flipped).unwrap();
            let found = list_backups(target.path(), "none").and_then(|_| check(&backup));
            let named = match &found {
                Err(BackupError::Damaged { what: BackupDamage::Altered { path } }) => path == name,
                // A flip in the list itself; one in its head may make another format or version of it.
                Err(BackupError::Damaged { what: BackupDamage::Manifest | BackupDamage::Seal }) => {
                    name.is_empty()
                }
                Err(BackupError::NotABackup | BackupError::Newer) => name.is_empty(),
                _ => false,
            };
            assert!(named, "seed {seed}: {name} byte {place} bit {bit}: {found:?}");
        }
        fs::write(&file, &whole[..whole.len() / 2]).unwrap();
        assert!(check(&backup).is_err(), "cut off: {name}");
        fs::write(&file, whole).unwrap();
    }
    check(&backup).unwrap();
}

#[test]
fn a_list_that_was_rewritten_without_the_key_is_noticed() {
    let (_folder, vault, _target, backup) = backed_up();
    drop(vault);
    // Whoever knows the format can drop an attachment from the list and mend the checksum, not the seal.
    let file = backup.join("manifest.json");
    let mut manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    manifest["files"].as_array_mut().unwrap().pop();
    let [vault, made_at, reason, head, files] =
        ["vault", "made_at", "reason", "head", "files"].map(|key| manifest[key].clone());
    let text =
        serde_json::json!(["singo-backup-1", vault, made_at, reason, head, files]).to_string();
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(text);
    manifest["checksum"] = digest.iter().map(|b| format!("{b:02x}")).collect::<String>().into();
    fs::write(&file, manifest.to_string()).unwrap();
    assert_eq!(damage(&backup), BackupDamage::Seal);
}

#[test]
fn practice_leaves_nothing_behind() {
    let (_folder, vault, _target, backup) = backed_up();
    let scratch = tempfile::tempdir().unwrap();
    fs::create_dir(scratch.path().join("drill-left over")).unwrap();
    let checked = drill(&backup, scratch.path(), shown(UNLOCK, 0), &mut |_| Ok(())).unwrap();
    assert_eq!(checked.head, read(&vault, |r| r.head()));
    assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 0);
    fs::remove_file(backup.join("store.db")).unwrap();
    assert!(drill(&backup, scratch.path(), shown(UNLOCK, 0), &mut |_| Ok(())).is_err());
    assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 0);
}

#[test]
fn a_backup_from_before_a_rotation_opens_with_the_passphrase_of_its_day() {
    let (_folder, mut vault, target, backup) = backed_up();
    let source = vault.source();
    assert!(matches!(vault.rotate_key(USER, noon()), Err(KeyError::Busy)));
    drop(source);
    // Attachments are the concern of another test; this one's stand-in is not encrypted.
    fs::remove_dir_all(vault.folder().join("blobs/ab")).unwrap();
    vault.rotate_key(USER, noon()).unwrap();
    let with_key = vault.source().check(&backup, &mut |_| Ok(()));
    assert!(matches!(with_key, Err(BackupError::OtherKey)), "{with_key:?}");
    check(&backup).unwrap();
    let after = take(&vault, target.path(), 1);
    vault.source().check(&after, &mut |_| Ok(())).unwrap();
}

#[test]
fn old_backups_go_by_the_rule_and_what_they_alone_needed_with_them() {
    let (folder, vault, target, first) = backed_up();
    fs::remove_file(folder.path().join("blobs/ab/cdef")).unwrap();
    fs::write(folder.path().join("blobs/ab/0123"), vec![8; 1000]).unwrap();
    let second = take(&vault, target.path(), 1);
    let third = take(&vault, target.path(), 2);
    let keep = Keep { daily: 1, weekly: 1, monthly: 1 };
    assert_eq!(keep.apply(target.path(), vault.id()).unwrap(), 2);
    assert!(!first.exists() && !second.exists());
    check(&third).unwrap();
    let blobs = backup_place(target.path(), vault.id()).join("blobs/ab");
    assert!(!blobs.join("cdef").exists());
    assert!(blobs.join("0123").exists());
}

#[test]
fn a_backup_that_was_interrupted_is_none_and_is_cleared_away() {
    let (_folder, vault, target, _first) = backed_up();
    let place = backup_place(target.path(), vault.id());
    fs::create_dir(place.join("20260301T000000Z.part")).unwrap();
    fs::write(place.join("20260301T000000Z.part/store.db"), "half").unwrap();
    let stopped = vault.source().take(target.path(), "asked", minutes(1), &mut |progress| {
        if progress.done < 2 { Ok(()) } else { Err(BackupError::Stopped) }
    });
    assert!(matches!(stopped, Err(BackupError::Stopped)));
    let (rows, unreadable) = list_backups(target.path(), vault.id()).unwrap();
    assert_eq!((rows.len(), unreadable.len()), (1, 0));
    let names = fs::read_dir(place).unwrap().map(|e| e.unwrap().file_name());
    assert!(names.map(|name| name.into_string().unwrap()).all(|name| !name.ends_with(".part")));
}

#[test]
fn a_passphrase_tried_on_a_backup_counts_at_its_vault() {
    let (folder, vault, _) = with_draft();
    let inside = take(&vault, &folder.path().join("backups"), 0);
    let other = tempfile::tempdir().unwrap();
    let outside = take(&vault, other.path(), 1);
    drop(vault);
    let wrong = Unlock::Passphrase { user: USER, passphrase: "틀린 암호문 하나" };
    let known = [folder.path().to_owned()];
    let tried = |backup: &Folder, unlock, minute, vaults: &[PathBuf]| {
        let shown = Shown { unlock, now: minutes(minute), vaults };
        match check_backup(backup, shown, &mut |_| Ok(())) {
            Ok(_) => "right",
            Err(BackupError::Open(error)) => match *error {
                OpenError::WrongPassphrase => "wrong",
                OpenError::Delayed { .. } => "held back",
                _ => "other",
            },
            Err(_) => "other",
        }
    };
    for _ in 0..4 {
        assert_eq!(tried(&inside, wrong, 0, &[]), "wrong");
    }
    // A right one of a copy may be an old one: it does not make the vault forget.
    assert_eq!(tried(&inside, UNLOCK, 0, &[]), "right");
    assert_eq!(
        tried(&outside, wrong, 0, &known),
        "wrong",
        "the fifth, elsewhere, of a known vault"
    );
    for (backup, vaults) in [(&inside, &[][..]), (&outside, &known[..])] {
        assert_eq!(tried(backup, UNLOCK, 0, vaults), "held back");
        let new = tempfile::tempdir().unwrap();
        let shown = Shown { unlock: UNLOCK, now: minutes(0), vaults };
        let restored = restore(backup, new.path(), shown, &mut |_| Ok(()));
        assert!(matches!(restored, Err(BackupError::Open(_))), "{restored:?}");
    }
    assert!(matches!(open(folder.path()), Err(OpenError::Delayed { .. })), "one count for all");
    // A copy of a vault that nobody knows here: whoever has it can try with any tool.
    assert_eq!(tried(&outside, UNLOCK, 0, &[]), "right");
    let log = fs::read_to_string(folder.path().join("access.log")).unwrap();
    let lines = log.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let lines: Vec<_> = lines
        .map(|line| [line["who"].clone(), line["what"].clone(), line["subject"].clone()])
        .collect();
    assert_eq!(lines, vec![[USER, "sign_in.failed", "backup"].map(serde_json::Value::from); 5]);
    // The vault itself forgets.
    assert_eq!(tried(&inside, UNLOCK, 1, &[]), "right");
    let at_one = Unlock::Passphrase { user: USER, passphrase: PASSPHRASE };
    drop(Vault::open(folder.path(), at_one, minutes(1)).unwrap());
    assert!(!folder.path().join("attempts.json").exists());
}
