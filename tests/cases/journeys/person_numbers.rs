//! The number of a person stands whole on no paper for the customs service and in nothing that goes with it,
//! whatever its kind is said to be and wherever it was written.

use std::fs;

use serde_json::{Value, json};

use crate::companions::{export, start};
use crate::desk::{Desk, remittance};
use crate::pdf_text;

const FORM: &str = "remittance";
const DAYS: [&str; 3] = ["2026-11-20", "2026-12-03", "2027-02-19"];
/// Whoever bore it was born in 1890.
const NUMBER: &str = "900101-9000017";
const BARE: &str = "9001019000017";

/// A row of the sample with one answer changed, and where a finding must stand.
fn cases() -> Vec<(&'static str, Value, &'static str)> {
    vec![
        ("originator_id_kind", Value::Null, "originator_id_kind"),
        ("originator_id_kind", json!("foreign"), ""),
        ("originator_id_kind", json!("corporate"), ""),
        ("note", json!(format!("실명번호 {NUMBER}")), "note"),
        ("note", json!(format!("실명번호는 {BARE}입니다")), "note"),
        ("originator_name", json!(format!("한옛날 {NUMBER}")), "originator_name"),
        ("evidence_files", json!([format!("여권_{NUMBER}.pdf")]), "evidence_files"),
        ("originator_phone", json!(NUMBER), "originator_phone"),
    ]
}

fn changed(column: &str, value: &Value) -> Value {
    let mut content = remittance();
    let row = &mut content["tables"]["transfers"][1];
    assert_eq!(row["originator_kind"], "person");
    if column.starts_with("originator_id") {
        row["originator_id_number"] = json!(NUMBER);
    }
    match value {
        // Left blank.
        Value::Null => drop(row.as_object_mut().unwrap().remove(column)),
        value => row[column] = value.clone(),
    }
    content
}

#[test]
fn the_paper_and_what_lies_in_it_hold_no_number() {
    let desk = Desk::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("paper.pdf");
    for day in DAYS {
        for (column, value, found) in cases() {
            let mut content = changed(column, &value);
            content.as_object_mut().unwrap().remove("form");
            let content = content.to_string();
            let request = json!({ "form": FORM, "on": day, "content": content });
            let findings = desk.call("form.check", request)["findings"].clone();
            let stops = |f: &Value| {
                f["severity"] == "block" && f["path"] == format!("transfers[r2].{found}")
            };
            assert!(
                found.is_empty() || findings.as_array().unwrap().iter().any(stops),
                "{day} {column} {value}: {findings}"
            );
            let request = json!({ "form": FORM, "on": day, "content": content, "path": path });
            desk.call("form.render", request);
            let text = pdf_text::of(&fs::read(&path).unwrap());
            assert!(text.has("한옛날") && text.has("\"form\":\"remittance\""));
            assert!(!text.has(NUMBER) && !text.has(BARE), "{day} {column} {value}");
        }
    }
}

#[test]
fn companions_and_attachments_hold_no_number() {
    let desk = Desk::new();
    for (column, value, _) in cases() {
        let content = changed(column, &value);
        let id = start(&desk, &content["fields"], &content["tables"]["transfers"]);
        let (_folder, done) = export(&desk, &id, None);
        let files = done["files"].as_array().unwrap();
        assert!(files.len() >= 3, "{done}");
        for file in files {
            let path = file["path"].as_str().unwrap();
            for text in crate::tipping_off::contents(std::path::Path::new(path)) {
                assert!(!text.contains(NUMBER) && !text.contains(BARE), "{column} {path}");
            }
        }
        let name = format!("여권_{NUMBER}.pdf");
        let file = json!({ "filing": id, "kind": "other", "name": name, "path": null,
                           "base64": "JVBERi0xLjc=", "accept_warning": true });
        let refused = desk.refused("attachment.add", file);
        assert!(!format!("{refused:?}").contains(NUMBER), "the refusal does not repeat it");
    }
}
