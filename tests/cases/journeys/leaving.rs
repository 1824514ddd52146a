//! Files that leave the vault: none without its act, none in the place of what nothing replaced, and no whole
//! identifier beside a paper that masks it unless it is encrypted.

use std::fs;

use data_encoding::BASE64;
use serde_json::{Value, json};
use singo_app::ErrorCode;

use crate::desk::{Desk, remittance};

const SECRET: &str = "the inspector's own words";

/// A report of the form whose paper masks identifiers; the number of a person stands in its second row.
fn masking(desk: &Desk) -> (u32, String) {
    let sample: Value = remittance();
    let filing = desk.call("filing.create", json!({ "form": "remittance", "corrects": null }));
    let id = u32::try_from(filing["id"].as_u64().unwrap()).unwrap();
    let mut rows = sample["tables"]["transfers"].as_array().unwrap().clone();
    let number = rows[1]["originator_id_number"].as_str().unwrap().to_owned();
    rows.iter_mut().for_each(|row| drop(row.as_object_mut().unwrap().remove("id")));
    desk.call("row.add", json!({ "id": id, "table": "transfers", "rows": rows }));
    (id, number)
}

#[test]
fn an_export_that_fails_takes_away_only_what_it_wrote() {
    let desk = Desk::new();
    let (id, _) = masking(&desk);
    let path = desk.folder.path().join("a.pdf");
    let annex = desk.folder.path().join("a.pdf.annex.json.age");
    let request = json!({ "id": id, "path": path, "purpose": "submission", "copy": "full",
                          "annex": SECRET });
    desk.call("filing.export_pdf", request.clone());
    let (first, beside) = (fs::read(&path).unwrap(), fs::read(&annex).unwrap());
    let acts = || desk.call("act.list", json!({ "before": null, "limit": 1 }));
    let before = acts();

    // The first file cannot be written: both earlier ones stay.
    let blocked = desk.folder.path().join("a.pdf.part");
    fs::create_dir(&blocked).unwrap();
    assert_eq!(desk.refusal("filing.export_pdf", request.clone()), ErrorCode::FileUnwritable);
    assert_eq!(fs::read(&path).unwrap(), first, "an earlier export that nothing replaced");
    assert_eq!(fs::read(&annex).unwrap(), beside);
    fs::remove_dir(&blocked).unwrap();

    // The second cannot: neither gets its name, for there is no act, and both earlier ones stay.
    let blocked = desk.folder.path().join("a.pdf.annex.json.age.part");
    fs::create_dir(&blocked).unwrap();
    assert_eq!(desk.refusal("filing.export_pdf", request), ErrorCode::FileUnwritable);
    assert_eq!(fs::read(&path).unwrap(), first, "what stands there has its act");
    assert_eq!(fs::read(&annex).unwrap(), beside);
    assert_eq!(acts(), before);

    // What the act says was withheld was withheld: a list belongs to a redacted copy alone.
    for copy in ["full", "masked"] {
        let request = json!({ "id": id, "path": path, "purpose": "review", "copy": copy,
                              "redact": ["header.subject"] });
        assert_eq!(desk.refusal("filing.export_pdf", request), ErrorCode::BadRequest, "{copy}");
    }
    assert_eq!(acts(), before);
}

#[test]
fn whole_answers_beside_a_masked_paper_leave_only_encrypted() {
    let desk = Desk::new();
    let (id, number) = masking(&desk);
    let plain = desk.sample();
    let path = desk.folder.path().join("bundle.zip");
    let request = |filings: Value, passphrase: Option<&str>| json!({ "filings": filings, "path": path, "passphrase": passphrase });
    let refused = desk.refused("bundle.create", request(json!([plain, id]), None));
    assert_eq!(refused.code, ErrorCode::PassphraseNeeded);
    assert!(refused.params["document_no"].starts_with("2026-"), "{refused:?}");
    // As long as for every other file that leaves.
    let short = desk.refused("bundle.create", request(json!([id]), Some("eleven char")));
    assert_eq!((short.code, short.params["least"].as_str()), (ErrorCode::PassphraseTooShort, "12"));
    assert!(!path.exists(), "nothing is written");
    desk.call("bundle.create", request(json!([plain, id]), Some(SECRET)));
    let sealed = fs::read(&path).unwrap();
    assert!(sealed.starts_with(b"age-encryption.org/v1"));
    // Without its whole identifiers the same report may leave open.
    for row in ["r1", "r2", "r3", "r4", "r5"] {
        for column in ["originator_id_number", "beneficiary_id_number"] {
            let place = format!("transfers[{row}].{column}");
            desk.call("filing.edit", json!({ "id": id, "path": place, "value": null }));
        }
    }
    desk.call("bundle.create", request(json!([id]), None));
    let open = fs::read(&path).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(open)).unwrap();
    let mut answers = String::new();
    let name = format!("filings/{id}/filing.json");
    std::io::Read::read_to_string(&mut zip.by_name(&name).unwrap(), &mut answers).unwrap();
    assert!(!answers.contains(&number));
}

/// The files of a bundle stream past the session. Here one of them waits until the vault is locked.
#[cfg(unix)]
#[test]
fn a_bundle_is_not_left_where_the_session_ended_meanwhile() {
    let desk = Desk::new();
    let id = desk.sample();
    let file = json!({ "filing": id, "kind": "contract", "name": "a.txt", "path": null,
                       "base64": BASE64.encode(b"something that was agreed"), "accept_warning": false });
    desk.call("attachment.add", file);
    let blob = fs::read_dir(desk.vault().join("blobs")).unwrap().next().unwrap().unwrap().path();
    let sealed = fs::read(&blob).unwrap();
    fs::remove_file(&blob).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&blob).status().unwrap();
    assert!(made.success());

    let path = desk.folder.path().join("bundle.zip");
    let request = json!({ "filings": [id], "path": path, "passphrase": null });
    let app = desk.app.clone();
    let maker = std::thread::spawn(move || app.call("bundle.create", request));
    // Opening a pipe for writing waits for whoever reads it: from here on the bundle is being written.
    let mut pipe = fs::OpenOptions::new().write(true).open(&blob).unwrap();
    desk.call("vault.lock", json!({}));
    std::io::Write::write_all(&mut pipe, &sealed).unwrap();
    drop(pipe);
    assert_eq!(maker.join().unwrap().unwrap_err().code, ErrorCode::VaultLocked);
    assert!(
        !path.exists() && !path.with_extension("zip.part").exists(),
        "no bundle without its act"
    );
    fs::remove_file(&blob).unwrap();
    fs::write(&blob, &sealed).unwrap();
    desk.sign_in("tester");
    assert!(!desk.acts(20).contains(&"bundle.created".to_owned()));
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}
