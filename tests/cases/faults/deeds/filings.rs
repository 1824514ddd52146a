//! Filings: 1 is an empty draft with a file attached, 2 a sample draft, 3 a sample that is approved, 4 an empty draft
//! on transfers.

use std::path::Path;

use data_encoding::BASE64;
use serde_json::{Value, json};
use singo_app::{App, WireError};

use super::{Deed, call};
use crate::examine::Left;

const ROWS: usize = 20;
/// What is attached: more than one sealed piece of a file.
const EVIDENCE: &[u8] = &[0x5A; 150_000];
/// What is there to be taken off.
const FIRST: &[u8] = &[0xC7; 70_000];

pub const DEEDS: &[Deed] = &[
    Deed { name: "edit", commands: &[], act: edit },
    Deed { name: "rows", commands: &[], act: rows },
    Deed { name: "approve", commands: &[], act: approve },
    Deed { name: "submit", commands: &[], act: submit },
    Deed { name: "attach", commands: &["attachment.add"], act: attach },
    Deed { name: "open copy", commands: &["attachment.open"], act: open_copy },
    Deed { name: "detach", commands: &["attachment.remove"], act: detach },
];

pub fn prepare(app: &App) {
    let sample: Value =
        serde_json::from_str(include_str!("../../../../assets/samples/str.json")).unwrap();
    for filing in 1..=3 {
        call(app, "filing.create", json!({ "form": "str", "corrects": null }));
        if filing == 1 {
            continue;
        }
        for (path, value) in sample["fields"].as_object().unwrap() {
            call(app, "filing.edit", json!({ "id": filing, "path": path, "value": value }));
        }
        for (table, rows) in sample["tables"].as_object().unwrap() {
            let mut rows = rows.clone();
            for row in rows.as_array_mut().unwrap() {
                row.as_object_mut().unwrap().remove("id");
            }
            call(app, "row.add", json!({ "id": filing, "table": table, "rows": rows }));
        }
    }
    call(app, "filing.approve", approval(app, 3));
    call(app, "filing.create", json!({ "form": "remittance", "corrects": null }));
    call(app, "attachment.add", file(1, "먼저.bin", FIRST));
}

/// A file to attach to a filing.
pub fn file(filing: u32, name: &str, bytes: &[u8]) -> Value {
    json!({ "filing": filing, "kind": "contract", "name": name, "path": null,
            "base64": BASE64.encode(bytes), "accept_warning": true })
}

fn approval(app: &App, id: u32) -> Value {
    let now = call(app, "app.status", json!({}))["now"].clone();
    json!({ "id": id, "decided_at": now, "reason": "보고 필요" })
}

fn edit(app: &App, _: &Path) -> Result<Value, WireError> {
    let request = json!({ "id": 1, "path": "narrative.title", "value": "고친 제목" });
    app.call("filing.edit", request)
}

fn rows(app: &App, _: &Path) -> Result<Value, WireError> {
    let rows = vec![json!({ "quantity": "1" }); ROWS];
    app.call("row.add", json!({ "id": 1, "table": "transfers", "rows": rows }))
}

fn approve(app: &App, _: &Path) -> Result<Value, WireError> {
    app.call("filing.approve", approval(app, 2))
}

fn submit(app: &App, _: &Path) -> Result<Value, WireError> {
    let at = app.call("app.status", json!({}))?["now"].clone();
    let request = json!({ "id": 3, "channel": "online", "submitted_at": at,
                          "receipt_no": "R-1", "no_receipt_reason": null });
    app.call("filing.submit", request)
}

fn attach(app: &App, _: &Path) -> Result<Value, WireError> {
    app.call("attachment.add", file(1, "계약서.bin", EVIDENCE))
}

/// A copy that another program shows, of whichever file is there.
fn open_copy(app: &App, _: &Path) -> Result<Value, WireError> {
    let listed = app.call("attachment.list", json!({ "id": 1 }))?;
    let of = |name: &str| {
        let all = listed["attachments"].as_array().unwrap();
        all.iter().find(|one| one["name"] == name).map(|one| one["id"].clone())
    };
    let Some(id) = of("먼저.bin") else { return Ok(Value::Null) };
    let opened = app.call("attachment.open", json!({ "filing": 1, "attachment": id }))?;
    assert!(opened["path"].is_string(), "shown by another program: {opened}");
    Ok(opened)
}

fn detach(app: &App, _: &Path) -> Result<Value, WireError> {
    app.call("attachment.remove", json!({ "filing": 1, "attachment": 1 }))
}

pub fn check(left: &Left<'_>) {
    let (app, what) = (left.app, left.what);
    let draft = call(app, "filing.content", json!({ "id": 1 })).to_string();
    assert!(draft.contains("고친 제목") || !left.done("edit"), "{what}: edit");
    let rows =
        call(app, "row.list", json!({ "id": 1, "table": "transfers", "offset": 0, "limit": 1 }));
    let rows = usize::try_from(rows["total"].as_u64().unwrap()).unwrap();
    assert!(rows == ROWS || (rows == 0 && !left.done("rows")), "{what}: {rows} rows");
    let status = |id: u32| call(app, "filing.show", json!({ "id": id }))["status"].clone();
    assert!(status(2) == "approved" || !left.done("approve"), "{what}: approve");
    assert!(status(3) == "submitted" || !left.done("submit"), "{what}: submit");
    attachments(left);
}

/// What is listed opens and is what was attached; what is not listed is not there.
fn attachments(left: &Left<'_>) {
    let (app, what) = (left.app, left.what);
    let listed = call(app, "attachment.list", json!({ "id": 1 }))["attachments"].clone();
    let listed = listed.as_array().unwrap();
    let has = |name: &str| listed.iter().any(|one| one["name"] == name);
    assert!(has("계약서.bin") || !left.done("attach"), "{what}: {listed:?}");
    assert!(has("먼저.bin") || left.begun("detach"), "{what}: {listed:?}");
    assert!(!has("먼저.bin") || !left.done("detach"), "{what}: {listed:?}");
    let whole = |filing: u32, bytes: &[u8], one: &Value| {
        let path = left.folder.join("out of it");
        let request = json!({ "filing": filing, "attachment": one["id"], "path": path });
        call(app, "attachment.export", request);
        assert!(std::fs::read(&path).unwrap() == bytes, "{what}: {one}");
        std::fs::remove_file(path).unwrap();
    };
    for one in listed {
        whole(1, if one["name"] == "먼저.bin" { FIRST } else { EVIDENCE }, one);
    }
    let old = super::disposal::attached(left);
    old.iter().for_each(|one| whole(super::disposal::FILING, super::disposal::FILE, one));
    let kept = std::fs::read_dir(left.vault.join("blobs")).unwrap().count();
    assert_eq!(kept, listed.len() + old.len(), "{what}: files that no record names");
}
