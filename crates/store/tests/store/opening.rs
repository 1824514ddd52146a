//! Opening a vault: with what, by whom, and what happens when the files are not what they were.

use std::fs;
use std::path::Path as Folder;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use singo_store::{CreateError, Damage, OpenError, Unlock, Vault};

use crate::support::*;

fn damaged(result: Result<Vault, OpenError>) -> Damage {
    match result {
        Err(OpenError::Damaged { what }) => what,
        other => panic!("expected damage, got {other:?}"),
    }
}

fn edit_keys(folder: &Folder, edit: impl FnOnce(&mut Value)) {
    let file = folder.join("keys.json");
    let mut keys = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    edit(&mut keys);
    fs::write(file, keys.to_string()).unwrap();
}

/// What an attacker who knows the format does after editing: the checksum is not a secret.
fn mend_checksum(keys: &mut Value) {
    let text = json!(["singo-keys-1", keys["vault"], keys["slots"]]).to_string();
    let digest = Sha256::digest(text);
    keys["checksum"] = digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into();
}

#[test]
fn only_the_passphrase_of_a_user_opens() {
    let (folder, vault) = new_vault();
    drop(vault);
    let with = |user, passphrase| {
        Vault::open(folder.path(), Unlock::Passphrase { user, passphrase }, noon())
    };
    assert!(matches!(with(USER, "올바르지 않은 말"), Err(OpenError::WrongPassphrase)));
    assert!(matches!(with(USER, ""), Err(OpenError::WrongPassphrase)));
    assert!(matches!(with("박아무개", PASSPHRASE), Err(OpenError::NoSuchUser)));
    assert!(with(USER, PASSPHRASE).is_ok(), "a failed try changes nothing");
}

#[test]
fn a_passphrase_in_decomposed_hangul_is_the_same_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    // 가 as one letter (U+AC00) and as two jamo (U+1100 U+1161), as macOS may hand it over.
    drop(Vault::create(folder.path(), "가", "열쇠\u{AC00}", noon()).unwrap());
    let typed =
        Unlock::Passphrase { user: "\u{1100}\u{1161}", passphrase: "열쇠\u{1100}\u{1161}" };
    assert!(Vault::open(folder.path(), typed, noon()).is_ok());
}

#[test]
fn the_recovery_code_opens_and_a_slip_in_it_is_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, code) = Vault::create(folder.path(), USER, PASSPHRASE, noon()).unwrap();
    drop(vault);
    let other = tempfile::tempdir().unwrap();
    let (_other, foreign) = Vault::create(other.path(), USER, PASSPHRASE, noon()).unwrap();

    let with = |code: &str| Vault::open(folder.path(), Unlock::Recovery(code), noon());
    assert!(with(&code.reveal().to_lowercase().replace('-', " ")).is_ok());
    assert!(matches!(with(foreign.reveal()), Err(OpenError::WrongPassphrase)));
    assert!(matches!(with("0000-0000"), Err(OpenError::MistypedRecoveryCode)));
    let stored = fs::read_to_string(folder.path().join("keys.json")).unwrap();
    assert!(!stored.contains(&code.reveal()[..9]), "the code is kept nowhere");
}

#[test]
fn a_second_opener_is_told_who_holds_it() {
    let (folder, vault) = new_vault();
    let Err(OpenError::Held(refusal)) = open(folder.path()) else { panic!("it is held") };
    assert_eq!(refusal.holder, USER);
    assert_eq!(refusal.since, Some(noon()));
    assert_eq!(refusal.pid, std::process::id());
    drop(vault);
    assert!(open(folder.path()).is_ok());
}

#[test]
fn a_notice_left_by_a_dead_process_holds_nothing() {
    let (folder, vault) = new_vault();
    drop(vault);
    let notice = json!({ "holder": "유령", "since": "2020-01-01T00:00:00Z", "pid": 1 });
    fs::write(folder.path().join("lock.json"), notice.to_string()).unwrap();
    assert!(open(folder.path()).is_ok());
}

#[test]
fn only_an_empty_folder_becomes_a_vault() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(open(folder.path()), Err(OpenError::NotAVault)));
    let empty = Vault::create(folder.path(), USER, "", noon());
    assert!(matches!(empty, Err(CreateError::EmptyPassphrase)));
    fs::write(folder.path().join("letter.txt"), "mine").unwrap();
    let full = Vault::create(folder.path(), USER, PASSPHRASE, noon());
    assert!(matches!(full, Err(CreateError::NotEmpty)));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing was left behind");

    let under_a_file = folder.path().join("letter.txt/vault");
    let impossible = Vault::create(&under_a_file, USER, PASSPHRASE, noon());
    assert!(matches!(impossible, Err(CreateError::Io(_))), "{impossible:?}");

    let nested = folder.path().join("a/b");
    drop(Vault::create(&nested, USER, PASSPHRASE, noon()).unwrap());
    for name in ["store.db", "keys.json", "lock", "blobs", "backups"] {
        assert!(nested.join(name).exists(), "{name}");
    }
}

#[test]
fn a_database_cut_off_anywhere_is_damaged_and_not_repaired() {
    let (folder, mut vault, filing) = with_draft();
    set(&mut vault, filing, "subject.name", "홍길동");
    drop(vault);
    let file = folder.path().join("store.db");
    let whole = fs::read(&file).unwrap();
    for length in
        [0, 1, 100, 4095, 4096, 4097, whole.len() / 2, whole.len() - 4096, whole.len() - 1]
    {
        fs::write(&file, &whole[..length]).unwrap();
        assert_eq!(damaged(open(folder.path())), Damage::Database, "{length} bytes");
        assert_eq!(fs::read(&file).unwrap().len(), length, "the evidence is left alone");
    }
    fs::remove_file(&file).unwrap();
    assert_eq!(damaged(open(folder.path())), Damage::DatabaseMissing);
    assert!(!file.exists());
    fs::write(&file, &whole).unwrap();
    assert!(open(folder.path()).is_ok());
}

#[test]
fn a_key_file_that_was_damaged_is_not_a_wrong_passphrase() {
    let (folder, vault) = new_vault();
    drop(vault);
    let file = folder.path().join("keys.json");
    let whole = fs::read(&file).unwrap();
    for length in [0, 1, whole.len() / 2, whole.len() - 2] {
        fs::write(&file, &whole[..length]).unwrap();
        assert_eq!(damaged(open(folder.path())), Damage::KeyFile, "{length} bytes");
    }
    fs::write(&file, &whole).unwrap();
    edit_keys(folder.path(), |keys| {
        let wrapped = keys["slots"][0]["wrapped"].as_str().unwrap().to_owned();
        let other = if wrapped.starts_with('0') { "1" } else { "0" };
        keys["slots"][0]["wrapped"] = format!("{other}{}", &wrapped[1..]).into();
    });
    assert_eq!(damaged(open(folder.path())), Damage::KeyFile);
    fs::remove_file(&file).unwrap();
    assert_eq!(damaged(open(folder.path())), Damage::KeyFile, "a database alone lost its keys");
}

#[test]
fn a_flipped_bit_anywhere_in_the_key_file_is_damage_and_no_panic() {
    let (folder, vault) = new_vault();
    drop(vault);
    let file = folder.path().join("keys.json");
    let whole = fs::read(&file).unwrap();
    let parsed: Value = serde_json::from_slice(&whole).unwrap();
    for place in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[place] ^= 1 << (place % 8);
        // Space between words may change; what is said does not.
        if serde_json::from_slice(&flipped).is_ok_and(|same: Value| same == parsed) {
            continue;
        }
        fs::write(&file, flipped).unwrap();
        match open(folder.path()) {
            Err(OpenError::Damaged { what: Damage::KeyFile }) => {}
            // A flip in the head makes another format or version of it.
            Err(OpenError::NotAVault | OpenError::Newer { .. }) => {}
            other => panic!("byte {place}: {other:?}"),
        }
    }
}

#[test]
fn a_flipped_bit_in_the_holders_notice_changes_no_lock() {
    let (folder, _vault) = new_vault();
    let file = folder.path().join("lock.json");
    let whole = fs::read(&file).unwrap();
    for place in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[place] ^= 1 << (place % 8);
        fs::write(&file, flipped).unwrap();
        let second = open(folder.path());
        assert!(matches!(second, Err(OpenError::Held(_))), "byte {place}: {second:?}");
    }
}

#[test]
fn a_slot_altered_by_someone_who_knows_the_format_does_not_open() {
    let (folder, vault) = new_vault();
    drop(vault);
    let file = folder.path().join("keys.json");
    let whole = fs::read(&file).unwrap();
    type Attack = fn(&mut Value);
    let slot_attacks: [(&str, Attack); 4] = [
        ("renamed", |keys| keys["slots"][1] = keys["slots"][0].take()),
        ("cheaper", |keys| keys["slots"][0]["kdf"]["passes"] = 1.into()),
        ("greedy", |keys| keys["slots"][0]["kdf"]["memory_kib"] = 4_000_000_000_u32.into()),
        ("moved", |keys| keys["vault"] = "00".repeat(16).into()),
    ];
    for (name, attack) in slot_attacks {
        edit_keys(folder.path(), |keys| {
            attack(keys);
            if name == "renamed" {
                keys["slots"][0] = keys["slots"][1].clone();
                keys["slots"][0]["user"] = "박아무개".into();
            }
            mend_checksum(keys);
        });
        let user = if name == "renamed" { "박아무개" } else { USER };
        let opened =
            Vault::open(folder.path(), Unlock::Passphrase { user, passphrase: PASSPHRASE }, noon());
        assert!(matches!(opened, Err(OpenError::WrongPassphrase)), "{name}: {opened:?}");
        fs::write(&file, &whole).unwrap();
    }
    // A slot taken away leaves the others as they were: the seal tells.
    edit_keys(folder.path(), |keys| {
        keys["slots"].as_array_mut().unwrap().truncate(1);
        mend_checksum(keys);
    });
    assert_eq!(damaged(open(folder.path())), Damage::KeyFile);
}

#[test]
fn the_database_of_another_vault_does_not_fit() {
    let (folder, vault) = new_vault();
    let (other, foreign) = new_vault();
    drop((vault, foreign));
    fs::copy(other.path().join("store.db"), folder.path().join("store.db")).unwrap();
    assert_eq!(damaged(open(folder.path())), Damage::Database);
}

#[test]
fn a_newer_key_file_is_left_alone() {
    let (folder, vault) = new_vault();
    drop(vault);
    edit_keys(folder.path(), |keys| {
        keys["version"] = 3.into();
        keys["something new"] = json!([]);
    });
    let opened = open(folder.path());
    assert!(matches!(opened, Err(OpenError::Newer { needs: 3, knows: 2 })), "{opened:?}");
}

#[test]
fn nothing_of_what_was_typed_can_be_read_from_the_folder() {
    let (folder, mut vault, filing) = with_draft();
    let planted = ["홍길동전대여금", "planted-ascii-text", "0xDEADBEEF00112233"];
    for (place, value) in ["subject.name", "subject.memo", "subject.wallet"].iter().zip(planted) {
        set(&mut vault, filing, place, value);
    }
    // While it is open as well: the write-ahead log is there then.
    let check = || {
        for entry in fs::read_dir(folder.path()).unwrap() {
            let file = entry.unwrap().path();
            let Ok(bytes) = fs::read(&file) else { continue };
            for needle in planted {
                let utf8 = needle.as_bytes().to_vec();
                let utf16: Vec<u8> = needle.encode_utf16().flat_map(u16::to_le_bytes).collect();
                for needle in [utf8, utf16] {
                    let found = bytes.windows(needle.len()).any(|window| window == needle);
                    assert!(!found, "plain text in {}", file.display());
                }
            }
            assert!(!bytes.starts_with(b"SQLite format 3"), "{}", file.display());
        }
    };
    assert!(folder.path().join("store.db-wal").exists(), "the log is part of what is searched");
    check();
    drop(vault);
    check();
}

#[test]
fn a_folder_with_files_of_others_is_never_made_a_vault() {
    for name in ["lockers.xlsx", "lock.json.bak", "lock-notes"] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), "theirs").unwrap();
        let made = Vault::create(folder.path(), USER, PASSPHRASE, noon());
        assert!(matches!(made, Err(CreateError::NotEmpty)), "{name}");
        assert_eq!(fs::read(folder.path().join(name)).unwrap(), b"theirs");
    }
    let folder = tempfile::tempdir().unwrap();
    for name in ["lock", "lock.json", "lock.new"] {
        fs::write(folder.path().join(name), "").unwrap();
    }
    assert!(Vault::create(folder.path(), USER, PASSPHRASE, noon()).is_ok(), "what a holder left");
}
