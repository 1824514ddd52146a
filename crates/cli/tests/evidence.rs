//! `singo evidence` and `singo verify` as a stranger uses them: no window, no vault, exit codes to rely on.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;

use support::{PASSPHRASE, ends};

/// The head that a command told.
fn head(said: &str) -> String {
    said.lines().find_map(|line| line.strip_prefix("Head: ")).unwrap().to_owned()
}

#[test]
fn an_exported_chain_and_a_bundle_are_verified_without_their_vault() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let own = Some(PASSPHRASE);
    let create = [
        "vault",
        "create",
        "--vault",
        "v",
        "--user",
        "tester",
        "--institution",
        "가온디지털거래소",
    ];
    ends(0, here, own, &create);
    ends(0, here, own, &["filing", "--vault", "v", "new", "str"]);
    let chain = ends(0, here, own, &["evidence", "--vault", "v", "chain", "--out", "c.jsonl"]);
    let noted = head(&chain);
    fs::write(here.join("seal.txt"), "the inspector's own words\n").unwrap();
    let bundle =
        ["evidence", "--vault", "v", "bundle", "1", "--out", "b.zip", "--seal-file", "seal.txt"];
    let bundle_head = head(&ends(0, here, own, &bundle));
    ends(0, here, own, &["verify", "v", "--head", &noted]);
    fs::rename(here.join("v"), here.join("elsewhere")).unwrap();

    let without = ends(0, here, None, &["verify", "c.jsonl"]);
    assert!(without.contains("No head was given"), "{without}");
    let with = ends(0, here, None, &["verify", "c.jsonl", "--head", &noted]);
    assert!(with.contains(&noted) && !with.contains("No head"), "{with}");
    ends(0, here, Some("the inspector's own words"), &["verify", "b.zip", "--head", &bundle_head]);
    ends(1, here, Some("another one"), &["verify", "b.zip"]);

    // What is wrong is named, with the first bad act.
    let text = fs::read_to_string(here.join("c.jsonl")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    fs::write(here.join("cut.jsonl"), lines[..2].join("\n")).unwrap();
    ends(0, here, None, &["verify", "cut.jsonl"]);
    let cut = ends(1, here, None, &["verify", "cut.jsonl", "--head", &noted]);
    assert!(cut.contains("First bad act: 2") && cut.contains("cut off"), "{cut}");
    fs::write(here.join("edited.jsonl"), text.replacen("tester", "nobody", 1)).unwrap();
    let edited = ends(1, here, None, &["verify", "edited.jsonl", "--json"]);
    assert!(edited.contains("\"first_bad\"") && edited.contains("\"altered\""), "{edited}");
    fs::write(here.join("note.txt"), "no chain").unwrap();
    ends(2, here, None, &["verify", "note.txt"]);
    ends(2, here, None, &["verify", "nothing.zip"]);
}
