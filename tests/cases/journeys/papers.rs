//! Papers as files: checked against the data inside them and against the vault they come from.

use std::path::PathBuf;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::desk::Desk;

/// Exports a filing's whole paper.
fn exported(desk: &Desk, id: u32, name: &str) -> PathBuf {
    let path = desk.folder.path().join(name);
    desk.call("filing.export_pdf", json!({ "id": id, "path": path }));
    path
}

fn verdict(desk: &Desk, bytes: &[u8]) -> Value {
    let path = desk.folder.path().join("given.pdf");
    std::fs::write(&path, bytes).unwrap();
    desk.call("pdf.verify", json!({ "path": path, "with_vault": false }))
}

#[test]
fn a_paper_is_recognised_by_its_bytes_and_by_its_vault() {
    let desk = Desk::new();
    let id = desk.approved();
    let path = exported(&desk, id, "a.pdf");
    let found = desk.call("pdf.verify", json!({ "path": path, "with_vault": true }));
    assert_eq!((&found["intact"], &found["problem"]), (&json!(true), &Value::Null), "{found:#}");
    assert_eq!(found["identity"]["form"], "str");
    assert_eq!(found["identity"]["status"], "approved");
    let origin = &found["origin"];
    assert_eq!((&origin["filing"], &origin["on_chain"]), (&json!(id), &json!(true)));
    assert_eq!(origin["submission"], false);
    assert!(origin["printed_by"].is_u64(), "the export is an act: {origin}");

    desk.wait(60);
    let sent = json!({ "id": id, "channel": "online", "submitted_at": "2026-11-20T11:30",
                       "receipt_no": "R-1", "no_receipt_reason": null });
    desk.call("filing.submit", sent);
    let found = desk.call("pdf.verify", json!({ "path": path, "with_vault": true }));
    assert_eq!(found["origin"]["submission"], true, "the copy that was sent");

    let other = Desk::new();
    let found = other.call("pdf.verify", json!({ "path": path, "with_vault": true }));
    assert_eq!(found["intact"], true, "the bytes need no vault");
    assert_eq!(
        (&found["origin"]["filing"], &found["origin"]["on_chain"]),
        (&Value::Null, &json!(false))
    );
}

#[test]
fn a_draft_printed_outside_a_vault_is_recognised_too() {
    let desk = Desk::bare();
    for form in ["str", "remittance"] {
        let content = std::fs::read_to_string(format!(
            "{}/../assets/samples/{form}.json",
            env!("CARGO_MANIFEST_DIR")
        ))
        .unwrap();
        let pdf = desk.call("form.render", json!({ "form": form, "on": null, "content": content }));
        let bytes =
            data_encoding::BASE64.decode(pdf["base64"].as_str().unwrap().as_bytes()).unwrap();
        let found = verdict(&desk, &bytes);
        assert_eq!(found["intact"], true, "{found:#}");
        assert_eq!(found["identity"]["status"], "draft");
    }
}

#[test]
fn every_altered_byte_is_found_and_no_file_breaks_the_reader() {
    let desk = Desk::new();
    let id = desk.approved();
    let whole = std::fs::read(exported(&desk, id, "a.pdf")).unwrap();
    let rounds = std::env::var("SINGO_ROUNDS").ok().and_then(|text| text.parse().ok());
    let config =
        Config { cases: rounds.unwrap_or(24), failure_persistence: None, ..Config::default() };
    let cut = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1_u8.., 0_u8..4);
    TestRunner::new(config)
        .run(&cut, |(place, other, change, kind)| {
            let mut bytes = whole.clone();
            let (place, other) = (place.index(bytes.len()), other.index(bytes.len()));
            match kind {
                0 => bytes[place] ^= change,
                1 => bytes.truncate(place),
                2 => drop(bytes.drain(place.min(other)..place.max(other))),
                _ => bytes.extend_from_slice(&whole[place..]),
            }
            let found = verdict(&desk, &bytes);
            prop_assert_eq!(&found["intact"], &json!(bytes == whole));
            prop_assert_eq!(found["problem"].is_string(), bytes != whole);
            Ok(())
        })
        .unwrap();
    for (bytes, problem) in [
        (b"".to_vec(), "not_pdf"),
        (b"%PDF-1.7".to_vec(), "no_filing"),
        ([b"%PDF-1.7\n".as_slice(), &b"<<".repeat(200_000)].concat(), "no_filing"),
        (
            b"%PDF-1.7\n1 0 obj<</Type/EmbeddedFile/Length 99999999999>>stream\n".to_vec(),
            "no_filing",
        ),
        (b"%PDF-1.7\n/EmbeddedFile stream endstream".repeat(1_000), "no_filing"),
    ] {
        let found = verdict(&desk, &bytes);
        assert_eq!((&found["intact"], &found["problem"]), (&json!(false), &json!(problem)));
    }
}
