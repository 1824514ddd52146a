//! Nothing that was typed stands readable in any file of the vault, its backups, or the folder for temporary files.

use std::fs;
use std::path::{Path, PathBuf};

use data_encoding::BASE64;
use serde_json::json;

use crate::deeds::{PASSPHRASE, USER, app, call, prepare, profile};

/// Invented; each is written nowhere else.
const PLANTED: [&str; 3] =
    ["홍길동전심은이름", "planted-ascii-text-0193", "0xdeadbeef0011223344556677"];

/// Every file below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => files(&path, found),
            Ok(kind) if kind.is_file() => found.push(path),
            _ => {}
        }
    }
}

fn needles(texts: &[&str]) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for text in texts {
        all.push(text.as_bytes().to_vec());
        all.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        all.push(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        all.push(encoding_rs::EUC_KR.encode(text).0.into_owned());
    }
    all
}

fn search(folder: &Path) -> usize {
    search_for(folder, &PLANTED)
}

fn search_for(folder: &Path, texts: &[&str]) -> usize {
    let (needles, mut found) = (needles(texts), Vec::new());
    files(folder, &mut found);
    for path in &found {
        let bytes = fs::read(path).unwrap_or_default();
        for needle in &needles {
            let readable = bytes.windows(needle.len()).any(|window| window == needle);
            assert!(!readable, "plain text in {}", path.display());
        }
        assert!(!bytes.starts_with(b"SQLite format 3"), "{}", path.display());
    }
    found.len()
}

/// Not a test of its own: works with planted text in a place where every temporary file is found.
#[test]
#[ignore = "run by the test below, with a folder for temporary files of its own"]
fn writer() {
    let Some(folder) = std::env::var_os("SINGO_TEST_PLAIN_FOLDER").map(PathBuf::from) else {
        return;
    };
    let vault = folder.join("vault");
    let app = app(&vault);
    call(
        &app,
        "vault.create",
        json!({ "dir": vault, "user": USER, "passphrase": PASSPHRASE, "profile": profile(),
                "small_firm_reason": "시험" }),
    );
    call(&app, "filing.create", json!({ "form": "str", "corrects": null }));
    for (path, value) in [("narrative.title", PLANTED[0]), ("narrative.body", PLANTED[1])] {
        // Whatever fields this form has: a path that is none is refused, and the test below counts.
        let _ = app.call("filing.edit", json!({ "id": 1, "path": path, "value": value }));
    }
    let row = json!({ "txid": PLANTED[2], "memo": PLANTED[1] });
    call(&app, "row.add", json!({ "id": 1, "table": "transfers", "rows": [{ "quantity": "1" }] }));
    let _ = app.call("row.add", json!({ "id": 1, "table": "transfers", "rows": [row] }));
    // A file with the same texts, named after a person, shown from memory.
    let text = PLANTED.join("\n");
    let file = json!({ "filing": 1, "kind": "contract", "name": format!("{}.txt", PLANTED[0]), "path": null,
                       "base64": BASE64.encode(text.as_bytes()), "accept_warning": false });
    call(&app, "attachment.add", file);
    let opened = call(&app, "attachment.open", json!({ "filing": 1, "attachment": 1 }));
    assert_eq!(opened["base64"], BASE64.encode(text.as_bytes()));
    let content = call(&app, "filing.content", json!({ "id": 1 })).to_string();
    assert!(content.contains(PLANTED[0]), "it was planted");
    let _ = app.call("filing.render", json!({ "id": 1 }));
    call(
        &app,
        "filing.list",
        json!({ "query": PLANTED[0], "status": null, "before": null, "limit": 10 }),
    );
    // Somebody who only reads says why; it is written beside the vault.
    let reader = json!({ "name": "examiner", "display": "", "title": "", "roles": ["examiner"],
                         "from": null, "until": "2099-12-31", "reason": PLANTED[1],
                         "passphrase": PASSPHRASE });
    call(&app, "user.add", reader);
    let open = |user: &str| json!({ "dir": vault, "passphrase": PASSPHRASE, "user": user });
    call(&app, "vault.open", open("examiner"));
    let own = json!({ "present": PASSPHRASE, "passphrase": "words that nobody gave him" });
    call(&app, "key.change_passphrase", own);
    let look = json!({ "id": 1, "path": "narrative.title", "purpose": PLANTED[0] });
    call(&app, "filing.unmask", look);
    call(&app, "vault.open", open(USER));
    // The recovery code is on paper, and nowhere else.
    let code = call(&app, "key.renew_recovery", json!({}))["recovery_code"].clone();
    let page = call(&app, "key.recovery_page", json!({ "recovery_code": code, "path": null }));
    assert!(page["pages"] == 1 && page["base64"].as_str().is_some_and(|pdf| pdf.len() > 1000));
    let code = code.as_str().unwrap_or_default();
    for place in [folder.clone(), std::env::temp_dir()] {
        search_for(&place, &[code, &code[..14], &code.replace('-', "")]);
    }
    call(&app, "backup.create", json!({ "folder": null }));
    call(&app, "key.rotate", json!({}));
    let listed = call(&app, "backup.list", json!({}));
    let drill = json!({ "path": listed["backups"][0]["path"], "passphrase": PASSPHRASE });
    call(&app, "backup.drill", drill);
    call(&app, "filing.edit", json!({ "id": 1, "path": "narrative.title", "value": PLANTED[1] }));
    // Ends without closing anything: the log, and whatever else is open, stays as it is.
    std::process::exit(7);
}

#[test]
fn no_file_holds_what_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let temporary = tempfile::tempdir().unwrap();
    let ended = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "plaintext::writer", "--ignored", "--nocapture"])
        .env("SINGO_TEST_PLAIN_FOLDER", folder.path())
        .envs(["TMPDIR", "TMP", "TEMP", "SQLITE_TMPDIR"].map(|name| (name, temporary.path())))
        .output()
        .unwrap();
    assert_eq!(ended.status.code(), Some(7), "{}", String::from_utf8_lossy(&ended.stderr));
    assert!(
        folder.path().join("vault/store.db-wal").exists(),
        "the log is part of what is searched"
    );
    assert!(search(folder.path()) >= 8, "database, log, keys, a file, and a backup of them");
    search(temporary.path());
    // The search itself finds what it looks for.
    fs::write(temporary.path().join("page"), encoding_rs::EUC_KR.encode(PLANTED[0]).0).unwrap();
    assert!(std::panic::catch_unwind(|| search(temporary.path())).is_err());
}

/// The same vault, searched while many commands have run on it.
#[test]
fn no_backup_holds_the_institutions_name() {
    let folder = tempfile::tempdir().unwrap();
    prepare(folder.path());
    let mut found = Vec::new();
    files(folder.path(), &mut found);
    let name = "가온디지털거래소".as_bytes();
    for path in found {
        let bytes = fs::read(&path).unwrap();
        assert!(!bytes.windows(name.len()).any(|window| window == name), "{}", path.display());
    }
}
