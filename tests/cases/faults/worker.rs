//! The process that is killed: it says what it begins and, when a command has answered, that it is done.

use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::Utc;
use serde_json::{Value, json};
use singo_app::{App, Host};

pub const FOLDER: &str = "SINGO_TEST_FAULTS_FOLDER";
pub const FIRST: &str = "SINGO_TEST_FAULTS_FIRST";
pub const USER: &str = "시험";
pub const PASSPHRASE: &str = "네 낱말을 이은 시험용 말";
pub const OTHER_PASSPHRASE: &str = "바꾼 뒤에 쓰는 시험용 말";
pub const ROWS: usize = 20;

/// What is killed in turn. Each is one command that writes more than one record or file.
pub const DEEDS: [&str; 11] = [
    "edit",
    "rows",
    "approve",
    "submit",
    "backup",
    "rotate",
    "passphrase",
    "recovery",
    "restore",
    "create",
    "drill",
];

pub fn app(vault: &Path) -> App {
    let host = Host { now: Box::new(Utc::now), vault_dir: vault.to_owned(), memory: None };
    App::new(host).unwrap()
}

pub fn call(app: &App, name: &str, request: Value) -> Value {
    app.call(name, request).unwrap_or_else(|error| panic!("{name}: {error}"))
}

pub fn profile() -> Value {
    json!({ "institution_name": "가온디지털거래소", "institution_address": "", "officer_name": "나보고",
            "contact_name": "다담당", "contact_phone": "02-000-0100", "internal_target": null })
}

/// Filing 1 is an empty draft, 2 a sample draft, 3 a sample that is approved; there is one backup.
pub fn prepare(folder: &Path) {
    let app = app(&folder.join("vault"));
    call(
        &app,
        "vault.create",
        json!({ "dir": folder.join("vault"), "user": USER, "passphrase": PASSPHRASE, "profile": profile() }),
    );
    let sample: Value =
        serde_json::from_str(include_str!("../../../assets/samples/str.json")).unwrap();
    for filing in 1..=3 {
        call(&app, "filing.create", json!({ "form": "str", "corrects": null }));
        if filing == 1 {
            continue;
        }
        for (path, value) in sample["fields"].as_object().unwrap() {
            call(&app, "filing.edit", json!({ "id": filing, "path": path, "value": value }));
        }
        for (table, rows) in sample["tables"].as_object().unwrap() {
            let mut rows = rows.clone();
            for row in rows.as_array_mut().unwrap() {
                row.as_object_mut().unwrap().remove("id");
            }
            call(&app, "row.add", json!({ "id": filing, "table": table, "rows": rows }));
        }
    }
    call(&app, "filing.approve", approval(&app, 3));
    call(&app, "backup.create", json!({ "folder": null }));
}

fn approval(app: &App, id: u32) -> Value {
    let now = call(app, "app.status", json!({}))["now"].clone();
    json!({ "id": id, "decided_at": now, "reason": "보고 필요" })
}

/// The newest whole backup; an older one of the same day is thinned out.
pub fn backup(folder: &Path) -> PathBuf {
    let place =
        std::fs::read_dir(folder.join("vault/backups")).unwrap().next().unwrap().unwrap().path();
    let entries = std::fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> =
        entries.filter(|path| path.join("manifest.json").exists()).collect();
    found.sort();
    found.pop().unwrap()
}

/// Not a test of its own: the process that is killed.
#[test]
#[ignore = "run by the test beside it, as a process to kill"]
fn worker() {
    let Some(folder) = env::var_os(FOLDER).map(PathBuf::from) else { return };
    let first: usize = env::var(FIRST).unwrap().parse().unwrap();
    let vault = folder.join("vault");
    let app = app(&vault);
    call(&app, "vault.open", json!({ "dir": vault, "user": USER, "passphrase": PASSPHRASE }));
    let mut out = std::io::stderr().lock();
    for turn in 0..DEEDS.len() {
        let deed = DEEDS[(first + turn) % DEEDS.len()];
        writeln!(out, "begin {deed}").unwrap();
        do_deed(&app, &folder, deed);
        writeln!(out, "done {deed}").unwrap();
    }
}

fn do_deed(app: &App, folder: &Path, deed: &str) {
    match deed {
        "edit" => {
            call(
                app,
                "filing.edit",
                json!({ "id": 1, "path": "narrative.title", "value": "고친 제목" }),
            );
        }
        "rows" => {
            let row = json!({ "quantity": "1" });
            call(app, "row.add", json!({ "id": 1, "table": "transfers", "rows": vec![row; ROWS] }));
        }
        "approve" => {
            call(app, "filing.approve", approval(app, 2));
        }
        "submit" => {
            let at = call(app, "app.status", json!({}))["now"].clone();
            call(
                app,
                "filing.submit",
                json!({ "id": 3, "channel": "online", "submitted_at": at, "receipt_no": "R-1",
                        "no_receipt_reason": null }),
            );
        }
        "backup" => {
            call(app, "backup.create", json!({ "folder": null }));
        }
        "rotate" => {
            call(app, "key.rotate", json!({}));
        }
        "passphrase" => {
            call(
                app,
                "key.change_passphrase",
                json!({ "present": PASSPHRASE, "passphrase": OTHER_PASSPHRASE }),
            );
        }
        "recovery" => {
            call(app, "key.renew_recovery", json!({}));
        }
        "drill" => {
            let request = json!({ "path": backup(folder), "passphrase": PASSPHRASE });
            call(app, "backup.drill", request);
        }
        // Another window does what would close this one's vault.
        "restore" => {
            let dir = folder.join("restored");
            let request = json!({ "path": backup(folder), "dir": dir, "user": USER, "passphrase": PASSPHRASE });
            call(&self::app(&dir), "backup.restore", request);
        }
        "create" => {
            let dir = folder.join("created");
            let request =
                json!({ "dir": dir, "user": USER, "passphrase": PASSPHRASE, "profile": profile() });
            call(&self::app(&dir), "vault.create", request);
        }
        other => panic!("{other}"),
    }
}
