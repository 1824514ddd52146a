//! What is done to a vault while something goes wrong: one command each that writes more than one record or file.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use chrono::Utc;
use data_encoding::BASE64;
use serde_json::{Value, json};
use singo_app::{App, ErrorCode, Host, WireError};

pub const USER: &str = "시험";
pub const PASSPHRASE: &str = "네 낱말을 이은 시험용 말";
pub const OTHER_PASSPHRASE: &str = "바꾼 뒤에 쓰는 시험용 말";
pub const ROWS: usize = 20;

/// How many transfers stand in the ledger before, and how many the deed `import` adds.
pub const IMPORTED: usize = 7;
pub const ADDED: usize = 500;
const FIRST_FILE: &str = "앞서.csv";

/// What is attached: more than one sealed piece of a file.
pub const EVIDENCE: &[u8] = &[0x5A; 150_000];

/// What is killed in turn. Each is one command that writes more than one record or file.
pub const DEEDS: [&str; 15] = [
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
    "attach",
    "import",
    "take",
    "untake",
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

/// Filing 1 is an empty draft, 2 a sample draft, 3 a sample that is approved, 4 an empty draft on transfers; a file
/// of transfers was taken in, and there is one backup.
pub fn prepare(folder: &Path) {
    let app = app(&folder.join("vault"));
    call(
        &app,
        "vault.create",
        json!({ "dir": folder.join("vault"), "user": USER, "passphrase": PASSPHRASE, "profile": profile(),
                "small_firm_reason": "시험" }),
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
    call(&app, "filing.create", json!({ "form": "remittance", "corrects": null }));
    import(&app, FIRST_FILE, IMPORTED).unwrap();
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

/// Does one of [`DEEDS`].
pub fn do_deed(app: &App, folder: &Path, deed: &str) -> Result<(), WireError> {
    let vault = |name: &str| {
        let dir = folder.join(name);
        // Another window does what would close this one's vault.
        (self::app(&dir), dir)
    };
    let row = json!({ "quantity": "1" });
    let done = match deed {
        "edit" => {
            let request = json!({ "id": 1, "path": "narrative.title", "value": "고친 제목" });
            app.call("filing.edit", request)
        }
        "rows" => {
            let rows = vec![row; ROWS];
            app.call("row.add", json!({ "id": 1, "table": "transfers", "rows": rows }))
        }
        "approve" => app.call("filing.approve", approval(app, 2)),
        "submit" => {
            let at = app.call("app.status", json!({}))?["now"].clone();
            let request = json!({ "id": 3, "channel": "online", "submitted_at": at,
                                  "receipt_no": "R-1", "no_receipt_reason": null });
            app.call("filing.submit", request)
        }
        "backup" => app.call("backup.create", json!({ "folder": null })),
        "rotate" => app.call("key.rotate", json!({})),
        "passphrase" => {
            let request = json!({ "present": PASSPHRASE, "passphrase": OTHER_PASSPHRASE });
            app.call("key.change_passphrase", request)
        }
        "recovery" => app.call("key.renew_recovery", json!({})),
        "drill" => {
            let request = json!({ "path": backup(folder), "passphrase": PASSPHRASE });
            app.call("backup.drill", request)
        }
        "restore" => {
            let (other, dir) = vault("restored");
            let request = json!({ "path": backup(folder), "dir": dir, "user": USER, "passphrase": PASSPHRASE });
            other.call("backup.restore", request)
        }
        "create" => {
            let (other, dir) = vault("created");
            let request = json!({ "dir": dir, "user": USER, "passphrase": PASSPHRASE, "profile": profile(),
                "small_firm_reason": "시험" });
            other.call("vault.create", request)
        }
        "attach" => {
            let request = json!({ "filing": 1, "kind": "contract", "name": "계약서.bin", "path": null,
                                  "base64": BASE64.encode(EVIDENCE), "accept_warning": true });
            app.call("attachment.add", request)
        }
        "import" => import(app, "뒤에.csv", ADDED),
        "take" => app.call("filing.take_transfers", json!({ "id": 4, "filter": {} })),
        "untake" => app.call("import.undo", json!({ "batch": 1 })),
        other => panic!("{other}"),
    };
    done.map(drop)
}

/// Takes so many invented transfers into the ledger and waits for the end.
fn import(app: &App, name: &str, rows: usize) -> Result<Value, WireError> {
    let mut text =
        String::from("거래일시,네트워크,코인,입출금 구분,수량,거래소 거래번호,원화 환산액\n");
    for row in 0..rows {
        text.push_str(&format!("2026-09-01 10:12:07,트론,USDT,출금,1,{name}-{row},1400\n"));
    }
    let source =
        json!({ "kind": "base64", "name": name, "base64": BASE64.encode(text.as_bytes()) });
    let reading =
        json!({ "encoding": null, "delimiter": null, "sheet": null, "heading_line": null });
    let mut request =
        json!({ "source": source, "reading": reading, "target": { "kind": "ledger" } });
    let mut plan = app.call("import.open", request.clone())?["plan"].clone();
    plan["zone"] = json!("kst");
    request["plan"] = plan;
    let job = app.call("import.run", request)?["job"].clone();
    loop {
        let shown = app.call("job.show", json!({ "id": job }))?;
        match shown["state"].as_str() {
            Some("running") => thread::sleep(Duration::from_millis(2)),
            Some("done") => {
                let found = &shown["result"]["found"];
                assert_eq!(found["accepted"], rows, "{found}");
                return Ok(shown);
            }
            _ => {
                let code: ErrorCode =
                    serde_json::from_value(shown["error"]["code"].clone()).unwrap();
                return Err(WireError::new(code).with("job", &shown["error"]));
            }
        }
    }
}
