//! Nothing that was typed stands readable in any file of the vault, its backups, or the folder for temporary files.

use std::fs;
use std::path::{Path, PathBuf};

use data_encoding::BASE64;
use serde_json::{Value, json};
use singo_app::App;

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

/// Whether all that was planted stands in an answer: what is searched for was really kept.
fn all_in(what: &str, answer: &str) {
    for text in PLANTED {
        assert!(answer.contains(text), "{text} was not planted in {what}: {answer}");
    }
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
    typed(&app);
    attached(&app);
    taken_in(&app);
    printed(&app);
    looked_at(&app, &vault);
    kept(&app, &folder);
    call(&app, "filing.edit", json!({ "id": 1, "path": "narrative.title", "value": PLANTED[1] }));
    // Ends without closing anything: the log, and whatever else is open, stays as it is.
    std::process::exit(7);
}

/// Answers of two forms, and what is known of a customer and a wallet.
fn typed(app: &App) {
    let [name, words, hash] = PLANTED;
    let row = |cells: Value| json!({ "rows": [cells] });
    let mut transfers = row(json!({ "txid": hash, "memo": words, "counterparty_name": name }));
    (transfers["id"], transfers["table"]) = (json!(1), json!("transfers"));
    call(app, "filing.create", json!({ "form": "str", "corrects": null }));
    for (path, value) in [("narrative.title", name), ("subject.name", words)] {
        call(app, "filing.edit", json!({ "id": 1, "path": path, "value": value }));
    }
    call(app, "row.add", transfers);
    all_in("a filing", &call(app, "filing.content", json!({ "id": 1 })).to_string());
    let ask = json!({ "query": name, "status": null, "before": null, "limit": 10 });
    assert_eq!(call(app, "filing.list", ask)["total"], 1, "found by what was typed");
    let party = json!({ "customer": words, "facts": { "name": name, "phone": hash } });
    call(app, "party.save", party);
    let all = json!({ "text": "", "offset": 0, "limit": 10 });
    all_in("a customer", &call(app, "party.list", all).to_string());
    let remark = json!({ "filing": 1, "path": null, "parent": null, "text": PLANTED.join(" ") });
    all_in("a remark", &call(app, "comment.add", remark).to_string());
}

/// A file with the same texts, named after a person: shown from memory, given out, and once more as one that another
/// program shows, which is wiped at the lock.
fn attached(app: &App) {
    let text = PLANTED.join("\n");
    let file = json!({ "filing": 1, "kind": "contract", "name": format!("{}.txt", PLANTED[0]), "path": null,
                       "base64": BASE64.encode(text.as_bytes()), "accept_warning": false });
    call(app, "attachment.add", file);
    let opened = call(app, "attachment.open", json!({ "filing": 1, "attachment": 1 }));
    assert_eq!(opened["base64"], BASE64.encode(text.as_bytes()));
    let bytes = [&[0, 1, 2], text.as_bytes()].concat();
    let file = json!({ "filing": 1, "kind": "contract", "name": format!("{}.bin", PLANTED[0]), "path": null,
                       "base64": BASE64.encode(&bytes), "accept_warning": true });
    call(app, "attachment.add", file);
    let opened = call(app, "attachment.open", json!({ "filing": 1, "attachment": 2 }));
    assert_eq!(fs::read(opened["path"].as_str().unwrap()).unwrap(), bytes);
    let export = json!({ "filing": 1, "attachment": 2, "path": out("attached.bin") });
    call(app, "attachment.export", export);
}

/// A file of transfers with the same texts in its name and its rows, one of which is refused: into the ledger and
/// into a filing. The refused rows are written where the user says.
fn taken_in(app: &App) {
    let [name, words, hash] = PLANTED;
    let text = format!(
        "거래일시,네트워크,코인,입출금 구분,수량,거래 해시,원화 환산액,고객명,상대방,메모\n\
         2026-09-01 10:12:07,트론,USDT,출금,1,{hash},1400,{name},{name},{words}\n\
         2026-09-01 10:12:08,트론,USDT,출금,{words},{hash},{name},{name},{name},{words}\n"
    );
    for target in
        [json!({ "kind": "ledger" }), json!({ "kind": "filing", "id": 1, "table": "transfers" })]
    {
        let source = json!({ "kind": "base64", "name": format!("{name}.csv"),
                             "base64": BASE64.encode(text.as_bytes()) });
        let reading =
            json!({ "encoding": null, "delimiter": null, "sheet": null, "heading_line": null });
        let mut run = json!({ "source": source, "reading": reading, "target": target });
        let mut plan = call(app, "import.open", run.clone())["plan"].clone();
        plan["zone"] = json!("kst");
        run["plan"] = plan;
        run["show"] = Value::Null;
        let rejects = json!({ "run": run, "path": out("rejects.csv"), "words": {} });
        ended(app, &call(app, "import.rejects", rejects));
        let written = fs::read_to_string(out_folder().join("rejects.csv")).unwrap();
        all_in("the refused rows", &written);
        let found = ended(app, &call(app, "import.run", run))["result"]["found"].clone();
        assert_eq!((&found["accepted"], &found["rejected"]), (&json!(1), &json!(1)), "{found}");
    }
    all_in("the ledger", &call(app, "transfer.show", json!({ "transfer": 1 })).to_string());
    let files = call(app, "import.list", json!({})).to_string();
    assert!(files.contains(name), "the file's name was planted: {files}");
    call(app, "party.gather", json!({}));
}

/// Waits for a job.
fn ended(app: &App, started: &Value) -> Value {
    loop {
        let shown = call(app, "job.show", json!({ "id": started["job"] }));
        if shown["state"] != "running" {
            assert_eq!(shown["state"], "done", "{shown}");
            return shown;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
}

/// Papers: shown, compared, and everything that leaves as a file.
fn printed(app: &App) {
    let shown = call(app, "filing.render", json!({ "id": 1 }));
    assert!(shown["base64"].as_str().is_some_and(|pdf| pdf.len() > 10_000));
    for name in ["filing.print_history", "filing.print_retained"] {
        call(app, name, json!({ "id": 1 }));
    }
    let paper = json!({ "id": 1, "path": out("paper.pdf"), "purpose": "inspection",
                        "annex": PASSPHRASE });
    call(app, "filing.export_pdf", paper);
    let companions = json!({ "id": 1, "dir": out_folder(), "passphrase": PASSPHRASE });
    call(app, "filing.export_companions", companions);
    let bundle = json!({ "filings": [1], "path": out("bundle.age"), "passphrase": PASSPHRASE });
    call(app, "bundle.create", bundle);
    call(app, "chain.export", json!({ "path": out("chain.jsonl") }));
}

/// Somebody who only reads says why; it is written beside the vault.
fn looked_at(app: &App, vault: &Path) {
    let reader = json!({ "name": "examiner", "display": "", "title": "", "roles": ["examiner"],
                         "from": null, "until": "2099-12-31", "reason": PLANTED[1],
                         "passphrase": PASSPHRASE });
    call(app, "user.add", reader);
    let open = |user: &str| json!({ "dir": vault, "passphrase": PASSPHRASE, "user": user });
    call(app, "vault.open", open("examiner"));
    let own = json!({ "present": PASSPHRASE, "passphrase": "words that nobody gave him" });
    call(app, "key.change_passphrase", own);
    let look = json!({ "id": 1, "path": "narrative.title", "purpose": PLANTED[0] });
    call(app, "filing.unmask", look);
    call(app, "vault.open", open(USER));
    let log = call(app, "access.list", json!({})).to_string();
    assert!(log.contains(PLANTED[0]), "the purpose was planted: {log}");
}

/// The recovery code, which is on paper and nowhere else; backups, and all of it under another key.
fn kept(app: &App, folder: &Path) {
    let code = call(app, "key.renew_recovery", json!({}))["recovery_code"].clone();
    let page = call(app, "key.recovery_page", json!({ "recovery_code": code, "path": null }));
    assert!(page["pages"] == 1 && page["base64"].as_str().is_some_and(|pdf| pdf.len() > 1000));
    let code = code.as_str().unwrap_or_default();
    for place in [folder, &std::env::temp_dir()] {
        search_for(place, &[code, &code[..14], &code.replace('-', "")]);
    }
    call(app, "backup.create", json!({ "folder": null }));
    call(app, "key.rotate", json!({}));
    let listed = call(app, "backup.list", json!({}));
    let drill = json!({ "path": listed["backups"][0]["path"], "passphrase": PASSPHRASE });
    call(app, "backup.drill", drill);
}

/// Where the user sends what leaves the vault: nothing that is searched.
fn out_folder() -> PathBuf {
    PathBuf::from(std::env::var_os("SINGO_TEST_PLAIN_OUT").unwrap())
}

fn out(name: &str) -> PathBuf {
    out_folder().join(name)
}

#[test]
fn no_file_holds_what_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let temporary = tempfile::tempdir().unwrap();
    let out = tempfile::tempdir().unwrap();
    let ended = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "plaintext::writer", "--ignored", "--nocapture"])
        .env("SINGO_TEST_PLAIN_FOLDER", folder.path())
        .env("SINGO_TEST_PLAIN_OUT", out.path())
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
