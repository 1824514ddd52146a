//! What goes wrong on real desks: a clear code, nothing lost, nothing half-written.

use std::fs;

use serde_json::json;
use singo_app::ErrorCode;

use crate::desk::{Desk, PASSPHRASE};

#[test]
fn a_wrong_passphrase_opens_nothing_and_loses_nothing() {
    let desk = Desk::new();
    let id = desk.sample();
    desk.call("vault.lock", json!({}));
    let wrong = json!({ "dir": desk.vault(), "passphrase": "not the passphrase" });
    assert_eq!(desk.refusal("vault.open", wrong), ErrorCode::WrongPassphrase);
    assert_eq!(desk.refusal("filing.show", json!({ "id": id })), ErrorCode::VaultLocked);
    desk.call("vault.open", json!({ "dir": desk.vault(), "passphrase": PASSPHRASE }));
    let found = desk.call("filing.check", json!({ "id": id }));
    assert_eq!(found["blocking"], 0);
}

#[test]
fn a_truncated_vault_is_called_damaged() {
    let desk = Desk::new();
    desk.sample();
    desk.call("vault.lock", json!({}));
    let database = desk.vault().join("store.db");
    let bytes = fs::read(&database).unwrap();
    fs::write(&database, &bytes[..bytes.len() / 2]).unwrap();
    let open = json!({ "dir": desk.vault(), "passphrase": PASSPHRASE });
    let error = desk.refused("vault.open", open);
    assert_eq!((error.code, error.params["what"].as_str()), (ErrorCode::VaultDamaged, "database"));
    assert_eq!(fs::read(&database).unwrap().len(), bytes.len() / 2, "the file is left as it was");
}

#[test]
fn a_second_program_is_told_who_holds_the_vault() {
    let desk = Desk::new();
    let open = json!({ "dir": desk.vault(), "passphrase": PASSPHRASE });
    let error = desk.another().call("vault.open", open).unwrap_err();
    assert_eq!((error.code, error.params["holder"].as_str()), (ErrorCode::VaultHeld, "tester"));
}

#[test]
fn a_field_of_a_hundred_megabytes_is_refused_and_what_stood_there_stays() {
    let desk = Desk::new();
    let id = desk.call("filing.create", json!({ "form": "str", "corrects": null }))["id"].clone();
    let path = "narrative.opinion";
    desk.call("filing.edit", json!({ "id": id, "path": path, "value": "처음" }));
    let huge = "가".repeat(35_000_000);
    let error = desk.refused("filing.edit", json!({ "id": id, "path": path, "value": huge }));
    assert_eq!(error.code, ErrorCode::TooLong);
    let shown = desk.call("filing.show", json!({ "id": id }));
    assert_eq!(shown["fields"][path], "처음");
}

#[test]
fn a_pdf_that_cannot_be_written_leaves_no_file_behind() {
    let desk = Desk::new();
    let id = desk.approved();
    let folder = desk.folder.path().join("no such folder");
    let path = folder.join("report.pdf");
    let error =
        desk.refused("filing.export_pdf", json!({ "id": id, "path": path, "purpose": "archive" }));
    assert_eq!(error.code, ErrorCode::FileUnwritable);
    assert!(!folder.exists());
    // A disk that is full behaves like this device, where the system has it.
    #[cfg(target_os = "linux")]
    {
        let full = json!({ "id": id, "path": "/dev/full/report.pdf", "purpose": "archive" });
        assert_eq!(desk.refusal("filing.export_pdf", full), ErrorCode::FileUnwritable);
    }
}

#[test]
fn a_character_that_no_font_has_is_a_finding_on_its_field_and_never_a_box() {
    let desk = Desk::new();
    let id = desk.sample();
    let edit = json!({ "id": id, "path": "subject.name", "value": "주식회사 \u{16a0}\u{16a1}" });
    desk.call("filing.edit", edit);
    let found = desk.call("filing.check", json!({ "id": id }));
    let on_name = |finding: &&serde_json::Value| finding["path"] == "subject.name";
    let finding = found["findings"].as_array().unwrap().iter().find(on_name).unwrap().clone();
    assert_eq!(finding["severity"], "block");
    let error = desk.refused("filing.render", json!({ "id": id }));
    assert_eq!(error.code, ErrorCode::UncoveredCharacters);
    assert_eq!(error.params["characters"], "\u{16a0}\u{16a1}");
}

#[test]
fn unknown_commands_fields_and_values_are_refused() {
    let desk = Desk::new();
    let id = desk.call("filing.create", json!({ "form": "str", "corrects": null }))["id"].clone();
    assert_eq!(desk.refusal("filing.burn", json!({})), ErrorCode::NotFound);
    let edit = |path: &str| json!({ "id": id, "path": path, "value": "x" });
    assert_eq!(desk.refusal("filing.edit", edit("subject.shoe_size")), ErrorCode::NotFound);
    assert_eq!(desk.refusal("filing.edit", edit("subject")), ErrorCode::BadRequest);
    assert_eq!(desk.refusal("filing.edit", edit("transfers[r9].asset")), ErrorCode::NotFound);
    assert_eq!(desk.refusal("filing.show", json!({ "id": 99 })), ErrorCode::NotFound);
    assert_eq!(
        desk.refusal("filing.show", json!({ "id": "1", "extra": 1 })),
        ErrorCode::BadRequest
    );
}
