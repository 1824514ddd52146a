//! Keeping and destroying by law: nothing goes before its time, nobody destroys alone, the chain stays whole.

use std::fs;

use data_encoding::BASE64;
use serde_json::{Value, json};
use singo_app::{App, ErrorCode};

use crate::desk::{Desk, PASSPHRASE};

const COLLEAGUE: &str = "four other unrelated words";
/// 2026-11-20 and fifteen years more, with a day to spare, in minutes.
const FIFTEEN_YEARS: i64 = (15 * 366) * 24 * 60;

/// A desk with a report that has a file, and a colleague with a key of his own.
fn kept() -> (Desk, u32) {
    let desk = Desk::new();
    let id = desk.sample();
    let file = json!({ "filing": id, "kind": "contract", "name": "계약서.txt", "path": null,
                       "base64": BASE64.encode("파기될 증빙".as_bytes()), "accept_warning": false });
    desk.call("attachment.add", file);
    let person = json!({ "name": "colleague", "display": "", "title": "", "roles": ["officer"],
                         "from": null, "until": null, "reason": "시험",
                         "passphrase": COLLEAGUE });
    desk.call("user.add", person);
    (desk, id)
}

fn end(desk: &Desk, id: u32, day: Value) -> Value {
    desk.call("retention.end", json!({ "filing": id, "day": day, "reason": "계약 해지 확인" }))
}

fn free(desk: &Desk) -> Value {
    desk.call("disposal.preview", json!({}))["free"].clone()
}

fn why(app: &App, name: &str, request: Value) -> String {
    let error = app.call(name, request).unwrap_err();
    assert_eq!(error.code, ErrorCode::NotAllowed);
    error.params["why"].clone()
}

/// The colleague at the same vault, after the first user has left it.
fn relieved(desk: &Desk) -> App {
    desk.call("vault.lock", json!({}));
    let app = desk.another();
    let open = json!({ "dir": desk.vault(), "user": "colleague", "passphrase": COLLEAGUE });
    app.call("vault.open", open).unwrap();
    // A passphrase that somebody else gave is changed first.
    let own = json!({ "present": COLLEAGUE, "passphrase": "words that nobody gave him" });
    app.call("key.change_passphrase", own).unwrap();
    app
}

#[test]
fn a_time_of_keeping_runs_from_the_end_of_the_relationship() {
    let (desk, id) = kept();
    let of = desk.call("retention.of", json!({ "id": id }));
    assert_eq!(
        (&of["ended"], &of["free_from"], &of["years"]),
        (&Value::Null, &Value::Null, &json!(15))
    );
    let ended = end(&desk, id, json!("2026-03-10"));
    assert_eq!(ended["free_from"], "2041-03-11");
    // The law's least holds; a firm may keep longer.
    let set = |years: u32| json!({ "record": "filing", "years": years });
    assert_eq!(desk.refusal("retention.set", set(4)), ErrorCode::BadRequest);
    desk.call("retention.set", set(5));
    assert_eq!(desk.call("retention.of", json!({ "id": id }))["free_from"], "2031-03-11");
    desk.call("retention.set", set(30));
    assert_eq!(desk.call("retention.of", json!({ "id": id }))["free_from"], "2056-03-11");
    let request = json!({ "filing": id, "day": "2026-11-21", "reason": "내일" });
    assert_eq!(desk.refusal("retention.end", request), ErrorCode::BadRequest, "not in the future");
    let unreasoned = json!({ "filing": id, "day": "2026-03-10", "reason": " " });
    assert_eq!(desk.refusal("retention.end", unreasoned), ErrorCode::BadRequest);
    assert_eq!(end(&desk, id, Value::Null)["free_from"], Value::Null, "taken back");
    let shown = desk.call("retention.show", json!({}));
    let least: Vec<(&str, u64)> = shown["records"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["record"].as_str().unwrap(), one["least"].as_u64().unwrap()))
        .collect();
    let law = [("filing", 5), ("ledger", 15), ("access_log", 2), ("permission_log", 3)];
    assert_eq!(least, law);
}

#[test]
fn nothing_is_destroyed_before_its_time_or_by_one_person() {
    let (desk, id) = kept();
    let other = desk.sample();
    end(&desk, id, json!("2026-11-20"));
    let request = json!({ "filings": [id], "batches": [], "logs": [], "reason": "보존 기간 만료" });
    assert_eq!(free(&desk), json!([]));
    assert_eq!(why(&desk.app, "disposal.request", request.clone()), "still_kept");
    desk.wait(FIFTEEN_YEARS);
    let listed = free(&desk);
    assert_eq!(listed.as_array().unwrap().len(), 1, "the other has no end: {listed}");
    assert_eq!((&listed[0]["filing"], &listed[0]["attachments"]), (&json!(id), &json!(1)));
    let together = json!({ "filings": [id, other], "batches": [], "logs": [], "reason": "모두" });
    assert_eq!(why(&desk.app, "disposal.request", together), "still_kept");
    let asked = desk.call("disposal.request", request.clone());
    let number = asked["requests"][0]["request"].clone();
    let carry_out = json!({ "request": number });
    assert_eq!(asked["requests"][0]["own"], true);
    assert_eq!(why(&desk.app, "disposal.carry_out", carry_out.clone()), "own_request");
    // The small firm's switch changes nothing about it: the vault of this desk has it.
    assert_eq!(desk.call("user.list", json!({}))["one_person"], true);
    let withdrawn = desk.call("disposal.withdraw", carry_out.clone());
    assert_eq!(withdrawn["requests"], json!([]));
    let app = relieved(&desk);
    assert_eq!(app.call("disposal.carry_out", carry_out).unwrap_err().code, ErrorCode::NotFound);
}

#[test]
fn what_two_people_destroy_is_gone_and_the_chain_still_verifies() {
    let (desk, id) = kept();
    let other = desk.sample();
    end(&desk, id, json!("2026-11-20"));
    let chain = desk.folder.path().join("before.jsonl");
    let head = desk.call("chain.export", json!({ "path": chain }))["head"].clone();
    desk.wait(FIFTEEN_YEARS);
    let asked = desk.call(
        "disposal.request",
        json!({ "filings": [id], "batches": [], "logs": [], "reason": "만료" }),
    );
    let blobs = desk.vault().join("blobs");
    assert_eq!(fs::read_dir(&blobs).unwrap().count(), 1);
    let app = relieved(&desk);
    let number = &asked["requests"][0]["request"];
    // The end is taken back meanwhile: nothing is free any more.
    let back = json!({ "filing": id, "day": null, "reason": "재계약" });
    app.call("retention.end", back).unwrap();
    assert_eq!(why(&app, "disposal.carry_out", json!({ "request": number })), "still_kept");
    let again = json!({ "filing": id, "day": "2026-11-20", "reason": "해지 확인" });
    app.call("retention.end", again).unwrap();
    let done = app.call("disposal.carry_out", json!({ "request": number })).unwrap();
    assert_eq!(done["files"], 1);
    assert!(done["records"].as_str().unwrap().parse::<u64>().unwrap() > 20, "{done}");
    assert_eq!((&done["view"]["free"], &done["view"]["requests"]), (&json!([]), &json!([])));
    assert_eq!(fs::read_dir(&blobs).unwrap().count(), 0);
    for (name, request) in [
        ("filing.show", json!({ "id": id })),
        ("filing.content", json!({ "id": id })),
        ("filing.history", json!({ "id": id })),
        ("attachment.list", json!({ "id": id })),
        ("bundle.create", json!({ "filings": [id], "path": "x.zip", "passphrase": null })),
    ] {
        assert_eq!(app.call(name, request).unwrap_err().code, ErrorCode::NotFound, "{name}");
    }
    let list = json!({ "query": null, "status": null, "before": null, "limit": 10 });
    let listed = app.call("filing.list", list).unwrap();
    let left: Vec<&Value> =
        listed["filings"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert_eq!(left, [&json!(other)]);
    let found = app.call("vault.verify", json!({ "head": head })).unwrap();
    assert_eq!(found["intact"], true, "{found}");
    let acts = app.call("act.list", json!({ "before": null, "limit": 5 })).unwrap();
    let last =
        acts["acts"].as_array().unwrap().iter().find(|act| act["act"] == "disposal.carried_out");
    assert_eq!(last.unwrap()["actor"], "colleague");
    // Found again after a restart, by the first user.
    app.call("vault.lock", json!({})).unwrap();
    desk.call(
        "vault.open",
        json!({ "dir": desk.vault(), "user": "tester", "passphrase": PASSPHRASE }),
    );
    assert_eq!(desk.call("vault.verify", json!({ "head": head }))["intact"], true);
    assert_eq!(desk.refusal("filing.show", json!({ "id": id })), ErrorCode::NotFound);
}
