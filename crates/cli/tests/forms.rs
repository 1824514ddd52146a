//! `singo form add` into a vault, and `--forms` as somebody uses it who has a paper and the file of its form, and no vault.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{PASSPHRASE, ends};

const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/forms/remittance/2027-02");
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/samples/remittance.json");

/// The newest version as it is shipped, to begin in May, with changes to `form.toml`.
fn own(at: &Path, changes: &[(&str, &str)]) -> PathBuf {
    for within in ["", "sections", "rules"] {
        fs::create_dir_all(at.join(within)).unwrap();
        for entry in fs::read_dir(Path::new(SHIPPED).join(within)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::copy(&path, at.join(within).join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    let mut text = fs::read_to_string(at.join("form.toml")).unwrap();
    let may = [
        ("version = \"2027-02\"", "version = \"2027-05\""),
        ("effective_from = \"2027-02-19\"", "effective_from = \"2027-05-01\""),
        ("supersedes = \"2026-12\"", "supersedes = \"2027-02\""),
    ];
    for (old, new) in may.iter().chain(changes) {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    fs::write(at.join("form.toml"), text).unwrap();
    at.to_owned()
}

#[test]
fn a_paper_under_a_form_that_came_as_a_file_is_verified_with_that_file() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    own(&here.join("own/2027-05"), &[]);
    fs::write(here.join("own/README.txt"), "about these").unwrap();
    let listed = |rest: &[&str]| ends(0, here, None, &[&["form", "list"], rest].concat());
    assert!(!listed(&[]).contains("2027-05"));
    let all = listed(&["--forms", "own"]);
    let line = all.lines().find(|line| line.contains("2027-05-01")).unwrap();
    assert!(line.contains("given file"), "{line}");
    assert!(all.lines().any(|line| line.contains("2027-02-19 – 2027-04-30")), "{all}");
    assert!(listed(&["--forms", "own/2027-05", "--on", "2027-05-01"]).contains("2027-05-01 – …"));
    let describe = ["form", "describe", "remittance", "--on", "2027-05-01", "--forms", "own"];
    assert!(ends(0, here, None, &describe).contains("2027-05"));
    let check = ["check", "remittance", SAMPLE, "--on", "2027-05-01", "--forms", "own"];
    assert!(ends(0, here, None, &check).contains("REM-W069"), "the period is another version's");
    let render = ["render", "remittance", SAMPLE, "--on", "2027-05-01", "--out", "a.pdf"];
    ends(0, here, None, &[&render[..], &["--forms", "own"]].concat());
    assert!(ends(0, here, None, &["verify", "a.pdf", "--forms", "own"]).contains("2027-05"));
    let missing = ends(1, here, None, &["verify", "a.pdf"]);
    for told in ["remittance 2027-05 ", "--forms", "--vault"] {
        assert!(missing.contains(told), "{missing}");
    }
    ends(1, here, None, &["verify", "a.pdf", "--forms", "a.pdf"]);
    fs::create_dir(here.join("empty")).unwrap();
    ends(1, here, None, &["verify", "a.pdf", "--forms", "empty"]);
    // One that is faulty is told with its place.
    let bad = own(&here.join("bad"), &[("asks_patterns", "ask_patterns")]);
    let text = fs::read_to_string(bad.join("form.toml")).unwrap();
    let at = 1 + text.lines().position(|line| line.starts_with("ask_patterns")).unwrap();
    let told = Command::new(env!("CARGO_BIN_EXE_singo"))
        .args(["--lang", "en", "verify", "a.pdf", "--forms", "bad"])
        .current_dir(here)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(told.contains(&format!("form.toml:{at}: ")) && told.contains("ask_patterns"), "{told}");
}

#[test]
fn a_vault_takes_a_form_and_says_first_what_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let secret = Some(PASSPHRASE);
    ends(0, here, secret, &["vault", "create", "--vault", "v", "--user", "tester"]);
    own(&here.join("own"), &[]);
    let looked = ends(0, here, None, &["form", "add", "own", "--dry-run"]);
    assert!(looked.contains("Version 2027-02 holds until 2027-04-30."), "{looked}");
    own(&here.join("early"), &[("\"2027-05-01\"", "\"2027-02-01\"")]);
    let early = ends(1, here, secret, &["form", "add", "early", "--vault", "v", "--source", "x"]);
    let lines = fs::read_to_string(here.join("early/form.toml")).unwrap();
    let at = 1 + lines.lines().position(|line| line.starts_with("effective_from")).unwrap();
    assert!(
        early.starts_with(&format!("form.toml:{at}: ")) && early.contains("2027-02"),
        "{early}"
    );
    ends(2, here, secret, &["form", "add", "own", "--vault", "v"]);
    ends(0, here, secret, &["form", "add", "own", "--vault", "v", "--source", "a notice"]);
    let listed = ends(0, here, secret, &["form", "list", "--vault", "v"]);
    assert!(listed.lines().any(|line| line.contains("added form")), "{listed}");
    let describe = ["form", "describe", "remittance", "--on", "2027-05-01", "--vault", "v"];
    let described = ends(0, here, secret, &describe);
    assert!(described.contains("Added by tester, ") && described.contains("from: a notice"));
    // Where the vault has it, its papers need no file.
    let new = ["filing", "--vault", "v", "new", "remittance", "--on", "2027-05-31"];
    ends(0, here, secret, &new);
    ends(0, here, secret, &["filing", "--vault", "v", "render", "1", "--out", "a.pdf"]);
    assert!(ends(0, here, secret, &["verify", "a.pdf", "--vault", "v"]).contains("2027-05"));
    ends(1, here, None, &["verify", "a.pdf"]);
    let withdraw =
        ["form", "withdraw", "remittance", "2027-05", "--vault", "v", "--reason", "a mistake"];
    ends(1, here, secret, &withdraw);
    ends(0, here, secret, &["verify", "v"]);
}
