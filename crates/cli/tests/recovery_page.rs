//! The recovery code is told once: a page that cannot be written must not take it along.
#![allow(clippy::unwrap_used)]

mod support;

use support::{PASSPHRASE, ends};

/// Makes a vault whose recovery page goes to `page`; the code it printed.
fn created(code: i32, folder: &std::path::Path, vault: &str, page: &str) -> String {
    let asked = ["vault", "create", "--vault", vault, "--user", "tester", "--institution", "가온"];
    let asked = [&asked[..], &["--json", "--recovery-page", page]].concat();
    let said = ends(code, folder, Some(PASSPHRASE), &asked);
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    said["recovery_code"].as_str().unwrap().to_owned()
}

#[test]
fn the_code_is_printed_whether_or_not_its_page_can_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    created(0, here, "whole", "page.pdf");
    assert!(std::fs::read(here.join("page.pdf")).unwrap().starts_with(b"%PDF"));
    let code = created(1, here, "pageless", "no/such/folder/page.pdf");
    let check = ["vault", "check", "--vault", "pageless"];
    ends(0, here, Some(&code), &check);
}
