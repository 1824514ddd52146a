//! Files that go with a filing: warned of, kept unreadable, listed on the paper, opened and wiped again.

use std::fs;

use data_encoding::BASE64;
use serde_json::{Value, json};
use singo_app::ErrorCode;

use crate::desk::{Desk, PASSPHRASE};

/// SHA-256 of `%PDF-1.7 invented evidence`, computed with Python's hashlib.
const PDF: &[u8] = b"%PDF-1.7 invented evidence";
const PDF_SHA256: &str = "ddb40ed33a4d227a0b99f45acfe9f588b249381a9cfe4f0166d0da54a8781684";

fn file(filing: u32, name: &str, bytes: &[u8], accept_warning: bool) -> Value {
    json!({ "filing": filing, "kind": "contract", "name": name, "path": null,
            "base64": BASE64.encode(bytes), "accept_warning": accept_warning })
}

fn files_in(desk: &Desk, folder: &str) -> usize {
    fs::read_dir(desk.vault().join(folder)).map_or(0, Iterator::count)
}

#[test]
fn evidence_is_attached_listed_on_paper_and_frozen_with_the_report() {
    let desk = Desk::new();
    let id = desk.sample();
    let plain = desk.call("filing.render", json!({ "id": id }));
    let path = desk.folder.path().join("계약서.pdf");
    fs::write(&path, PDF).unwrap();
    let by_path = json!({ "filing": id, "kind": "contract", "name": path, "path": path,
                          "base64": null, "accept_warning": false });
    let listed = desk.call("attachment.add", by_path.clone());
    let one = &listed["attachments"][0];
    assert_eq!(one["name"], "계약서.pdf", "without its folder");
    assert_eq!((&one["sha256"], &one["size"]), (&json!(PDF_SHA256), &json!("26")));
    assert_eq!(one["mime"], "application/pdf");
    assert!(listed["kinds"].as_array().unwrap().iter().any(|kind| kind["value"] == "contract"));
    let printed = desk.call("filing.render", json!({ "id": id }));
    assert_ne!(printed["base64"], plain["base64"], "the paper lists it");

    let request = json!({ "filing": id, "attachment": one["id"] });
    let opened = desk.call("attachment.open", request.clone());
    assert_eq!(opened["base64"], BASE64.encode(PDF), "shown from memory");
    assert_eq!(files_in(&desk, "opened"), 0);
    let decided = json!({ "id": id, "decided_at": "2026-11-20T10:30", "reason": "보고 필요" });
    desk.call("filing.approve", decided);
    assert_eq!(desk.refusal("attachment.add", by_path), ErrorCode::NotInStatus);
    assert_eq!(desk.refusal("attachment.remove", request.clone()), ErrorCode::NotInStatus);
    let out = desk.folder.path().join("out.pdf");
    let mut export = request;
    export["path"] = json!(out);
    assert_eq!(desk.call("attachment.export", export)["sha256"], PDF_SHA256);
    assert_eq!(fs::read(out).unwrap(), PDF);
    let acts = desk.call("act.list", json!({ "before": null, "limit": 1000 }));
    let did = |name: &str| acts["acts"].as_array().unwrap().iter().any(|act| act["act"] == name);
    for act in ["attachment.added", "attachment.opened", "attachment.exported"] {
        assert!(did(act), "{act}");
    }
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

#[test]
fn a_program_is_taken_in_only_after_its_warning_was_accepted() {
    let desk = Desk::new();
    let id = desk.sample();
    let program = b"MZ\x90\0 disguised as a contract";
    let error = desk.refused("attachment.add", file(id, "계약서.pdf", program, false));
    assert_eq!(error.code, ErrorCode::AttachmentWarning);
    assert_eq!(error.params["warning"], "executable");
    assert_eq!(files_in(&desk, "blobs"), 0, "what was refused leaves nothing");
    let listed = desk.call("attachment.add", file(id, "계약서.pdf", program, true));
    assert_eq!(listed["attachments"][0]["warning"], "executable");

    // Another program must open it: the copy lies outside until the vault is locked.
    let request = json!({ "filing": id, "attachment": listed["attachments"][0]["id"] });
    let opened = desk.call("attachment.open", request.clone());
    let copy = opened["path"].as_str().unwrap().to_owned();
    assert_eq!(fs::read(&copy).unwrap(), program);
    desk.call("vault.lock", json!({}));
    assert!(fs::metadata(&copy).is_err(), "wiped");
    desk.call("vault.open", json!({ "dir": desk.vault(), "passphrase": PASSPHRASE }));
    let listed = desk.call("attachment.remove", request);
    assert!(listed["attachments"].as_array().unwrap().is_empty());
    assert_eq!(files_in(&desk, "blobs"), 0);
}

#[test]
fn what_a_crash_left_is_gone_after_the_next_opening() {
    let desk = Desk::new();
    let id = desk.sample();
    desk.call("attachment.add", file(id, "a.txt", "증빙".as_bytes(), false));
    desk.call("vault.lock", json!({}));
    let orphan = desk.vault().join("blobs").join("ab".repeat(32));
    let opened = desk.vault().join("opened").join("1");
    fs::write(&orphan, b"no record names it").unwrap();
    fs::create_dir_all(&opened).unwrap();
    fs::write(opened.join("a.txt"), "열어 본 사본").unwrap();
    desk.call("vault.open", json!({ "dir": desk.vault(), "passphrase": PASSPHRASE }));
    assert_eq!((files_in(&desk, "blobs"), files_in(&desk, "opened")), (1, 0));
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}
