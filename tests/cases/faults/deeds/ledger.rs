//! The ledger: files taken in and taken back, what is read from them, and what reports take.

use std::path::Path;
use std::thread;
use std::time::Duration;

use data_encoding::BASE64;
use serde_json::{Value, json};
use singo_app::{App, ErrorCode, WireError};

use super::{Deed, call};
use crate::examine::Left;

/// How many transfers stand in the ledger before, and how many the deed `import` adds.
const IMPORTED: usize = 7;
const ADDED: usize = 500;
const FIRST_FILE: &str = "앞서.csv";
/// Those of the month that is closed, in a coin of their own.
const OF_THE_MONTH: usize = 5;
/// Rows read into a report.
const READ_IN: usize = 300;

pub const DEEDS: &[Deed] = &[
    Deed { name: "import", commands: &["import.run"], act: take_in },
    Deed { name: "take", commands: &[], act: take },
    Deed { name: "untake", commands: &[], act: untake },
    Deed { name: "read in", commands: &[], act: read_in },
    Deed { name: "gather", commands: &["party.gather"], act: gather },
    Deed { name: "close month", commands: &[], act: close },
];

pub fn prepare(app: &App) {
    let ledger = json!({ "kind": "ledger" });
    import(app, &file(FIRST_FILE, IMPORTED, "2026-09-01", "USDT"), &ledger).unwrap();
    import(app, &file("다달이.csv", OF_THE_MONTH, "2026-10-05", "USDC"), &ledger).unwrap();
}

/// A file of invented transfers.
pub struct File {
    name: String,
    text: String,
    rows: usize,
}

pub fn file(name: &str, rows: usize, day: &str, asset: &str) -> File {
    let mut text = String::from(
        "거래일시,네트워크,코인,입출금 구분,수량,거래소 거래번호,원화 환산액,회원번호,고객명\n",
    );
    for row in 0..rows {
        let customer = format!("{name}#{},고객{}", row % 3, row % 3);
        text.push_str(&format!(
            "{day} 10:12:07,트론,{asset},출금,1,{name}-{row},1400,{customer}\n"
        ));
    }
    File { name: name.to_owned(), text, rows }
}

fn take_in(app: &App, _: &Path) -> Result<Value, WireError> {
    import(app, &file("뒤에.csv", ADDED, "2026-09-01", "USDT"), &json!({ "kind": "ledger" }))
}

fn read_in(app: &App, _: &Path) -> Result<Value, WireError> {
    let target = json!({ "kind": "filing", "id": 4, "table": "transfers" });
    import(app, &file("보고.csv", READ_IN, "2026-09-02", "USDC"), &target)
}

fn take(app: &App, _: &Path) -> Result<Value, WireError> {
    app.call("filing.take_transfers", json!({ "id": 4, "filter": { "asset": "USDT" } }))
}

fn untake(app: &App, _: &Path) -> Result<Value, WireError> {
    app.call("import.undo", json!({ "batch": 1 }))
}

fn gather(app: &App, _: &Path) -> Result<Value, WireError> {
    app.call("party.gather", json!({}))
}

fn close(app: &App, _: &Path) -> Result<Value, WireError> {
    app.call("close.create", json!({ "month": "2026-10", "ids": [] }))
}

/// Takes a file in and waits for the end.
pub fn import(app: &App, file: &File, target: &Value) -> Result<Value, WireError> {
    let base64 = BASE64.encode(file.text.as_bytes());
    let source = json!({ "kind": "base64", "name": file.name, "base64": base64 });
    let reading =
        json!({ "encoding": null, "delimiter": null, "sheet": null, "heading_line": null });
    let mut request = json!({ "source": source, "reading": reading, "target": target });
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
                assert_eq!(found["accepted"], file.rows, "{found}");
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

/// How many transfers of an asset the ledger and the reports have together.
pub fn counted(app: &App, asset: &str) -> usize {
    let counted = call(app, "transfer.totals", json!({ "filter": { "asset": asset } }));
    usize::try_from(counted["count"].as_u64().unwrap()).unwrap()
}

/// A file is in the ledger whole or not at all, and so is what was taken from it.
pub fn check(left: &Left<'_>) {
    let (app, what) = (left.app, left.what);
    let batches = call(app, "import.list", json!({}))["batches"].clone();
    let batches = batches.as_array().unwrap();
    let has = |rows: usize| batches.iter().any(|batch| batch["accepted"] == rows);
    assert!(has(ADDED) || !left.done("import"), "{what}: {batches:?}");
    assert!(!has(IMPORTED) || !left.done("untake"), "{what}: {batches:?}");
    assert!(has(IMPORTED) || left.begun("untake"), "{what}: the earlier file is gone");
    let expected = [IMPORTED, ADDED].into_iter().filter(|rows| has(*rows)).sum::<usize>();
    let rows = |id: &Value| {
        let list = json!({ "id": id, "table": "transfers", "offset": 0, "limit": 1000 });
        let mut rows = call(app, "row.list", list)["rows"].take();
        rows.as_array_mut().unwrap().drain(..).collect::<Vec<Value>>()
    };
    let of = |rows: &[Value], asset: &str| {
        rows.iter().filter(|row| row.to_string().contains(&format!("\"{asset}\""))).count()
    };
    let report = rows(&json!(4));
    let (taken, read) = (of(&report, "USDT"), of(&report, "USDC"));
    assert_eq!(taken + read, report.len(), "{what}: {report:?}");
    assert!(taken > 0 || !left.done("take"), "{what}: taken");
    assert!([0, IMPORTED, ADDED, IMPORTED + ADDED].contains(&taken), "{what}: {taken} taken");
    assert!(read == READ_IN || (read == 0 && !left.done("read in")), "{what}: {read} read in");
    let all = counted(app, "USDT");
    assert!(all >= expected.max(taken), "{what}: {all} counted of {expected} and {taken}");

    // The report of the month is there with all its rows, or is not there.
    let listed = call(
        app,
        "filing.list",
        json!({ "query": null, "status": null, "before": null, "limit": 50 }),
    );
    let reports: Vec<&Value> = listed["filings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["form"] == "remittance")
        .collect();
    let closed: Vec<&&Value> = reports.iter().filter(|one| one["id"] != 4).collect();
    assert!(
        closed.len() == 1 || (closed.is_empty() && !left.done("close month")),
        "{what}: {listed}"
    );
    for one in closed {
        assert_eq!(of(&rows(&one["id"]), "USDC"), OF_THE_MONTH, "{what}");
    }

    let known = call(app, "party.list", json!({ "text": "", "offset": 0, "limit": 100 }));
    let gathered = known.to_string().contains("다달이.csv#0");
    assert!(gathered || !left.done("gather"), "{what}: {known}");
}
