//! Destruction, which cannot be taken back: of a filing with its file, a file of the ledger, and old logs. All of it
//! is gone or none of it, and nobody is shown any of it in between.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use singo_app::{App, WireError};

use super::ledger::{counted, file, import};
use super::{AUDITOR, COLLEAGUE, Deed, PASSPHRASE, USER, call, come_in, filings, person, sign_in};
use crate::examine::Left;

/// What is destroyed: a filing, its file, a file of the ledger in a coin of its own.
pub const FILING: u32 = 5;
pub const FILE: &[u8] = &[0x9D; 80_000];
const BATCH: u32 = 3;
const MOVED: usize = 9;
const ASSET: &str = "DOGE";
const TITLE: &str = "옛직함";

pub const DEEDS: &[Deed] =
    &[Deed { name: "destroy", commands: &["disposal.carry_out"], act: carry_out }];

/// Looks, a failed sign-in and roles of long ago.
pub fn long_ago(app: &App, folder: &Path) {
    call(app, "user.add", person(COLLEAGUE, &["officer", "drafter"]));
    call(app, "user.add", person(AUDITOR, &["auditor"]));
    for title in [TITLE, "새직함"] {
        let mut change = person(COLLEAGUE, &["officer", "drafter"]);
        change.as_object_mut().unwrap().remove("passphrase");
        change["title"] = json!(title);
        call(app, "user.change_roles", change);
    }
    come_in(app, folder, AUDITOR);
    sign_in(app, folder, AUDITOR, "not the passphrase").unwrap_err();
    // A line stays in any case: the next one follows from it.
    sign_in(app, folder, AUDITOR, PASSPHRASE).unwrap();
    sign_in(app, folder, USER, PASSPHRASE).unwrap();
}

pub fn prepare(app: &App) {
    call(app, "filing.create", json!({ "form": "str", "corrects": null }));
    call(app, "attachment.add", filings::file(FILING, "옛것.bin", FILE));
    let old = file("옛날.csv", MOVED, "2005-03-01", ASSET);
    import(app, &old, &json!({ "kind": "ledger" })).unwrap();
    let day = "2005-04-01";
    let end = json!({ "filing": FILING, "day": day, "reason": "해지" });
    call(app, "retention.end", end);
    let end = json!({ "batch": BATCH, "day": day, "reason": "해지" });
    call(app, "retention.end_batch", end);
}

/// Somebody else asks for it.
pub fn ask(app: &App, folder: &Path) {
    come_in(app, folder, COLLEAGUE);
    let ask = json!({ "filings": [FILING], "batches": [BATCH], "reason": "보존 기간 만료",
                      "logs": ["access_log", "permission_log"] });
    call(app, "disposal.request", ask);
}

fn carry_out(app: &App, _: &Path) -> Result<Value, WireError> {
    app.call("disposal.carry_out", json!({ "request": 1 }))
}

/// Whether all of it is gone; it never is in part.
fn is_gone(left: &Left<'_>) -> bool {
    let asked = call(left.app, "disposal.preview", json!({}))["requests"].clone();
    asked.as_array().unwrap().is_empty()
}

/// What is attached to the filing, as long as it is there.
pub fn attached(left: &Left<'_>) -> Vec<Value> {
    if is_gone(left) {
        return Vec::new();
    }
    let listed = call(left.app, "attachment.list", json!({ "id": FILING }))["attachments"].clone();
    listed.as_array().unwrap().clone()
}

pub fn check(left: &Left<'_>) {
    let (app, what, gone) = (left.app, left.what, is_gone(left));
    assert!(gone || !left.done("destroy"), "{what}: the request is open");
    assert!(!gone || left.begun("destroy"), "{what}: destroyed unasked");
    assert_eq!(app.call("filing.show", json!({ "id": FILING })).is_err(), gone, "{what}: filing");
    assert_eq!(attached(left).len(), usize::from(!gone), "{what}: its file");
    let batches = call(app, "import.list", json!({}))["batches"].clone();
    let listed = batches.as_array().unwrap().iter().any(|batch| batch["batch"] == BATCH);
    assert_eq!(listed, !gone, "{what}: {batches}");
    assert_eq!(counted(app, ASSET), if gone { 0 } else { MOVED }, "{what}: transfers");
    let carried = super::acts(app).iter().filter(|act| *act == "disposal.carried_out").count();
    assert_eq!(carried, usize::from(gone), "{what}: its act");
    let log = call(app, "access.list", json!({}));
    assert_eq!(log["whole"], true, "{what}: {log}");
    let old = |text: &str| text.matches("2020-03-02").count();
    let shown = old(&log.to_string());
    let file = fs::read_to_string(left.vault.join("access.log")).unwrap();
    // One line stays, for the next follows from it, when nothing was added since.
    let (most, least) = if gone { (1, 0) } else { (usize::MAX, 3) };
    assert!((least..=most).contains(&shown), "{what}: {log}");
    assert!((least..=most).contains(&old(&file)), "{what}: {file}");
    assert!(!left.vault.join("access.rest").exists(), "{what}: access.rest");
    let permissions = call(app, "user.log", json!({})).to_string();
    assert_eq!(permissions.contains(TITLE), !gone, "{what}: {permissions}");
}
