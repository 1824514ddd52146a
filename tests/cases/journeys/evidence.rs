//! What a stranger can verify without the vault: the exported chain and the bundle, whole and damaged.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use data_encoding::BASE64;
use serde_json::{Value, json};
use singo_app::{App, ErrorCode};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::desk::{Desk, PASSPHRASE};

const SEAL: &str = "the inspector's own words";

/// An application that has never seen a vault.
fn stranger() -> &'static App {
    static APP: LazyLock<App> = LazyLock::new(|| Desk::bare().app);
    &APP
}

/// The exported chain of a desk, as lines, and the head that was told.
fn exported(desk: &Desk) -> (Vec<String>, String) {
    let path = desk.folder.path().join("chain.jsonl");
    let made = desk.call("chain.export", json!({ "path": path }));
    let text = fs::read_to_string(path).unwrap();
    (text.lines().map(str::to_owned).collect(), made["head"].as_str().unwrap().to_owned())
}

/// What an application without a vault says of these lines.
fn checked(lines: &[String], head: Option<&str>) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("received.jsonl");
    fs::write(&path, lines.join("\n")).unwrap();
    stranger().call("chain.check", json!({ "path": path, "head": head })).unwrap()
}

fn damage(lines: &[String], head: Option<&str>) -> (Option<u64>, String) {
    let found = checked(lines, head);
    assert_eq!(found["intact"], found["damage"].is_null());
    (found["first_bad"].as_u64(), found["damage"].as_str().unwrap_or("none").to_owned())
}

#[test]
fn an_exported_chain_tells_what_was_done_to_it() {
    let desk = Desk::new();
    desk.sample();
    let (whole, head) = exported(&desk);
    let acts = whole.len() - 1;
    assert!(acts > 20, "line n + 1 holds act n");
    assert_eq!(damage(&whole, None), (None, "none".into()));
    assert_eq!(damage(&whole, Some(&head)), (None, "none".into()));
    assert_eq!(checked(&whole, None)["head"], json!(head));

    let changed = |change: &dyn Fn(&mut Vec<String>)| {
        let mut lines = whole.clone();
        change(&mut lines);
        lines
    };
    let altered = changed(&|lines| lines[7] = lines[7].replace("tester", "somebody"));
    assert_eq!(damage(&altered, None), (Some(7), "altered".into()));
    let unreadable = changed(&|lines| lines[7].truncate(20));
    assert_eq!(damage(&unreadable, None), (Some(7), "altered".into()));
    let missing = changed(&|lines| drop(lines.remove(7)));
    assert_eq!(damage(&missing, None), (Some(7), "missing".into()));
    let reordered = changed(&|lines| lines.swap(7, 9));
    assert_eq!(damage(&reordered, None), (Some(7), "reordered".into()));
    let repeated = changed(&|lines| lines.insert(8, lines[7].clone()));
    assert_eq!(damage(&repeated, None), (Some(7), "repeated".into()));
    let cut = changed(&|lines| lines.truncate(acts - 3));
    assert_eq!(
        damage(&cut, None),
        (None, "none".into()),
        "a chain cut off at its end fits in itself"
    );
    assert_eq!(damage(&cut, Some(&head)), (Some(acts as u64 - 3), "truncated".into()));

    // Acts of another vault, one of them, all from one on, and all of them under this vault's name.
    let other = Desk::new();
    other.sample();
    let (other, _) = exported(&other);
    let one = changed(&|lines| lines[7] = other[7].clone());
    assert_eq!(damage(&one, None), (Some(7), "spliced".into()));
    let rest = changed(&|lines| {
        lines.truncate(7);
        lines.extend_from_slice(&other[7..whole.len()]);
    });
    assert_eq!(
        damage(&rest, None),
        (Some(7), "unlinked".into()),
        "either side may be the false one"
    );
    assert_eq!(damage(&rest, Some(&head)), (Some(7), "spliced".into()), "the head tells which");
    let renamed = changed(&|lines| {
        lines.truncate(1);
        lines.extend_from_slice(&other[1..]);
    });
    assert_eq!(damage(&renamed, None), (Some(1), "spliced".into()));
}

#[test]
fn what_is_no_chain_is_refused_and_exporting_is_an_act() {
    let desk = Desk::new();
    let path = desk.folder.path().join("note.txt");
    fs::write(&path, "장보기 목록\n우유").unwrap();
    let refused = |head: Value| desk.refusal("chain.check", json!({ "path": path, "head": head }));
    assert_eq!(refused(Value::Null), ErrorCode::FileUnreadable);
    assert_eq!(refused(json!("seven")), ErrorCode::BadRequest);
    let (_, head) = exported(&desk);
    let last = desk.call("act.list", json!({ "before": null, "limit": 1 }))["acts"][0].clone();
    assert_eq!(last["act"], "chain.exported");
    let before: u64 = head.split(':').next().unwrap().parse().unwrap();
    assert_eq!(last["seq"], before + 1, "the export ends just before the act that tells of it");
    let found = desk.call("vault.verify", json!({ "head": head }));
    assert_eq!(found["intact"], true, "the exported head is on the vault's chain");
}

/// A bundle of one submitted and one open filing, each with a file.
fn bundle(desk: &Desk, passphrase: Option<&str>) -> (Vec<u8>, Value, [u32; 2]) {
    let attach = |id: u32, name: &str| {
        let bytes = BASE64.encode(name.as_bytes());
        let file = json!({ "filing": id, "kind": "contract", "name": name, "path": null,
                           "base64": bytes, "accept_warning": false });
        desk.call("attachment.add", file);
    };
    let sent = desk.sample();
    attach(sent, "계약서.txt");
    let at = desk.call("app.status", json!({}))["now"].clone();
    let decided = json!({ "id": sent, "decided_at": at, "reason": "보고 필요" });
    desk.call("filing.approve", decided);
    desk.call(
        "filing.submit",
        json!({ "id": sent, "submitted_at": at, "channel": "online", "receipt_no": "R-1",
                "no_receipt_reason": null }),
    );
    let open = desk.sample();
    attach(open, "메모.txt");
    let path = desk.folder.path().join("묶음.zip");
    let made = desk.call(
        "bundle.create",
        json!({ "filings": [sent, open], "path": path, "passphrase": passphrase }),
    );
    (fs::read(path).unwrap(), made, [sent, open])
}

fn told(bytes: &[u8], passphrase: Option<&str>, head: Option<&Value>) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("received.zip");
    fs::write(&path, bytes).unwrap();
    let request = json!({ "path": path, "passphrase": passphrase, "head": head });
    match stranger().call("bundle.check", request) {
        Ok(found) => found,
        Err(error) => json!({ "refused": error.code }),
    }
}

/// The files of a bundle.
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Changes one file and, as a forger would, the manifest with it.
fn forged(bytes: &[u8], name: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut files = unpacked(bytes);
    let place = files.iter().position(|file| file.0 == name).unwrap();
    files[place].1 = change(std::mem::take(&mut files[place].1));
    let after = singo_domain::act::Digest::of(&files[place].1);
    let manifest = files.iter_mut().find(|file| file.0 == "manifest.sha256").unwrap();
    let lines = String::from_utf8_lossy(&manifest.1).into_owned();
    let new = |line: &str| match line.ends_with(&format!("  {name}")) {
        true => format!("{after}  {name}\n"),
        false => format!("{line}\n"),
    };
    manifest.1 = lines.lines().map(new).collect::<String>().into_bytes();
    packed(&files)
}

/// Takes one file out and, as a forger would, its line of the manifest.
fn without(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut files = unpacked(bytes);
    files.retain(|file| file.0 != name);
    let manifest = files.iter_mut().find(|file| file.0 == "manifest.sha256").unwrap();
    let lines = String::from_utf8_lossy(&manifest.1).into_owned();
    let kept = lines.lines().filter(|line| !line.ends_with(&format!("  {name}")));
    manifest.1 = kept.map(|line| format!("{line}\n")).collect::<String>().into_bytes();
    packed(&files)
}

/// The file that shows what was sent to be what was sealed.
fn proof_of_submission(bytes: &[u8]) -> String {
    let seals = |content: &[u8]| String::from_utf8_lossy(content).contains("pdf_sha256");
    let proofs = unpacked(bytes).into_iter().filter(|file| file.0.starts_with("proof/"));
    let mut found = proofs.filter(|file| seals(&file.1)).map(|file| file.0);
    found.next_back().unwrap()
}

/// Says that a proof is another filing's.
fn relabelled(bytes: &[u8], proof: &str, from: u32, to: u32) -> Vec<u8> {
    forged(bytes, proof, |content| {
        let text = String::from_utf8(content).unwrap();
        let mut told: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(told["filing"], from);
        told["filing"] = json!(to);
        told.to_string().into_bytes()
    })
}

#[test]
fn a_bundle_shows_what_was_changed_in_it() {
    let desk = Desk::new();
    let (bytes, made, [sent, open]) = bundle(&desk, None);
    let found = told(&bytes, None, Some(&made["head"]));
    assert_eq!(found["intact"], true, "{found}");
    assert_eq!(found["proven"], json!([sent.to_string()]), "the open one has no decision yet");
    assert_eq!(found["files"], made["files"]);
    let names: Vec<String> = unpacked(&bytes).into_iter().map(|file| file.0).collect();
    for name in ["filing.json", "report.pdf", "attachments/1-계약서.txt"] {
        assert!(names.contains(&format!("filings/{sent}/{name}")), "{name} in {names:?}");
    }

    let report = format!("filings/{sent}/report.pdf");
    let answers = format!("filings/{sent}/filing.json");
    let file = format!("filings/{open}/attachments/2-메모.txt");
    let flip = |mut content: Vec<u8>| {
        content[0] ^= 1;
        content
    };
    let damage = |bytes: &[u8]| {
        let found = told(bytes, None, Some(&made["head"]));
        (found["damage"].as_str().unwrap_or("none").to_owned(), found["file"].clone())
    };
    // A file, without the manifest; taken out; put in.
    let mut files = unpacked(&bytes);
    files.iter_mut().find(|file| file.0 == report).unwrap().1[9] ^= 1;
    assert_eq!(damage(&packed(&files)), ("file_altered".into(), json!(report)));
    let mut files = unpacked(&bytes);
    files.retain(|file| file.0 != report);
    assert_eq!(damage(&packed(&files)), ("file_missing".into(), json!(report)));
    let mut files = unpacked(&bytes);
    files.push(("filings/9/report.pdf".into(), b"%PDF".to_vec()));
    assert_eq!(damage(&packed(&files)), ("file_extra".into(), json!("filings/9/report.pdf")));
    // A file and the manifest with it: only the seal of its act tells.
    assert_eq!(damage(&forged(&bytes, &report, flip)).0, "document");
    assert_eq!(damage(&forged(&bytes, &answers, flip)).0, "document");
    assert_eq!(damage(&forged(&bytes, &file, flip)), ("document".into(), json!(file)));
    let chain = forged(&bytes, "chain.jsonl", |content| {
        String::from_utf8(content).unwrap().replacen("tester", "nobody", 1).into_bytes()
    });
    assert_eq!(damage(&chain), ("altered".into(), json!("chain.jsonl")));
    let cut = forged(&bytes, "chain.jsonl", |content| {
        let text = String::from_utf8(content).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        lines[..lines.len() - 1].join("\n").into_bytes()
    });
    assert_eq!(damage(&cut), ("truncated".into(), json!("chain.jsonl")));
    let proofs = names.iter().filter(|name| name.starts_with("proof/")).count();
    assert_eq!(proofs, 4, "decision, submission, and one for each file: {names:?}");
    // A proof taken out, and one told to be another filing's.
    let proof = proof_of_submission(&bytes);
    assert_eq!(damage(&without(&bytes, &proof)), ("proof".into(), json!(report)));
    assert_eq!(damage(&relabelled(&bytes, &proof, sent, open)), ("proof".into(), json!(proof)));
    // Not a bundle.
    assert_eq!(told(b"PK\x03\x04", None, None)["refused"], "file_unreadable");
}

#[test]
fn every_flipped_bit_of_a_bundle_is_noticed() {
    let desk = Desk::new();
    let (bytes, made, _) = bundle(&desk, None);
    let (mut tried, mut harmless) = (0, 0);
    let whole = unpacked(&bytes);
    let step = bytes.len() / 60;
    for at in (0..bytes.len()).step_by(step) {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << (at % 8);
        let found = told(&changed, None, Some(&made["head"]));
        tried += 1;
        if found["intact"] == true {
            // Only what is no content, such as a date in the archive's own lists.
            assert_eq!(unpacked(&changed), whole, "byte {at}");
            harmless += 1;
        }
    }
    println!(
        "bundle: {tried} bits flipped, {} noticed, {harmless} without meaning",
        tried - harmless
    );
    assert!(tried >= 60 && harmless < tried / 4, "{harmless} of {tried}");
}

#[test]
fn a_sealed_bundle_opens_to_its_passphrase_alone() {
    let desk = Desk::new();
    let (bytes, made, [sent, _]) = bundle(&desk, Some(SEAL));
    assert!(bytes.starts_with(b"age-encryption.org/v1"));
    let name = "계약서".as_bytes();
    assert!(!bytes.windows(name.len()).any(|window| window == name));
    assert_eq!(told(&bytes, None, None)["refused"], "wrong_passphrase");
    assert_eq!(told(&bytes, Some(PASSPHRASE), None)["refused"], "wrong_passphrase");
    let found = told(&bytes, Some(SEAL), Some(&made["head"]));
    assert_eq!((&found["intact"], &found["proven"]), (&json!(true), &json!([sent.to_string()])));
    let mut torn = bytes.clone();
    let middle = torn.len() / 2;
    torn[middle] ^= 1;
    assert_ne!(told(&torn, Some(SEAL), None)["intact"], true);
}

#[test]
fn the_same_filings_give_the_same_bundle() {
    let desk = Desk::new();
    let (first, made, ids) = bundle(&desk, None);
    let path = desk.folder.path().join("again.zip");
    let again = json!({ "filings": [ids[1], ids[0], ids[1]], "path": path, "passphrase": null });
    let second = desk.call("bundle.create", again);
    assert_ne!(
        made["head"], second["head"],
        "making the first one is an act of the second's chain"
    );
    let without_chain = |bytes: &[u8]| -> Vec<(String, Vec<u8>)> {
        let chained = ["chain.jsonl", "manifest.sha256"];
        unpacked(bytes).into_iter().filter(|file| !chained.contains(&file.0.as_str())).collect()
    };
    assert_eq!(without_chain(&first), without_chain(&fs::read(path).unwrap()));
}

/// Runs the bundle's own script; `None` where this computer has no Python.
fn python(folder: &Path, head: &str) -> Option<(bool, String)> {
    let run =
        |name: &str| Command::new(name).arg("verify.py").arg(head).current_dir(folder).output();
    let output = run("python3").or_else(|_| run("python")).ok()?;
    Some((output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned()))
}

#[test]
fn the_bundle_verifies_with_standard_tools_alone() {
    let desk = Desk::new();
    let (bytes, made, [sent, open]) = bundle(&desk, None);
    let head = made["head"].as_str().unwrap();
    let laid = |name: &str, bytes: &[u8]| {
        let folder = desk.folder.path().join(name);
        for (name, content) in unpacked(bytes) {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        folder
    };
    let folder = laid("unpacked", &bytes);
    // The manifest is what `sha256sum -c` reads: hash, two spaces, name.
    for line in fs::read_to_string(folder.join("manifest.sha256")).unwrap().lines() {
        let (hash, name) = line.split_once("  ").unwrap();
        let content = fs::read(folder.join(name)).unwrap();
        assert_eq!(singo_domain::act::Digest::of(content).to_string(), hash, "{name}");
    }
    let Some((right, said)) = python(&folder, head) else {
        println!("no Python here: the script was not run");
        return;
    };
    assert!(right && said.contains(&format!("filing {sent}")) && said.contains(head), "{said}");
    let wrong = format!("{}:{}", head.split(':').next().unwrap(), "0".repeat(64));
    let (right, said) = python(&folder, &wrong).unwrap();
    assert!(!right && said.contains("is not on this chain"), "{said}");
    let chain = fs::read_to_string(folder.join("chain.jsonl")).unwrap();
    fs::write(folder.join("chain.jsonl"), chain.replacen("tester", "nobody", 1)).unwrap();
    let (right, said) = python(&folder, head).unwrap();
    assert!(!right && said.contains("altered file chain.jsonl"), "{said}"); // What a forger who knows the format does, with the manifest put right each time.
    let report = format!("filings/{sent}/report.pdf");
    let false_one = forged(&bytes, &report, |content| [content, b"%".to_vec()].concat());
    let proof = proof_of_submission(&bytes);
    for (name, bytes, reason) in [
        ("false", &false_one, "is not the one that was sealed"),
        ("unproven", &without(&false_one, &proof), "report.pdf has no proof"),
        ("relabelled", &relabelled(&bytes, &proof, sent, open), "does not fit its act"),
    ] {
        let (right, said) = python(&laid(name, bytes), head).unwrap();
        assert!(!right && said.contains(reason), "{name}: {said}");
    }
}

#[test]
fn an_older_database_in_the_place_of_the_newest_is_told_and_put_on_record() {
    let desk = Desk::new();
    let printed = desk.call("vault.verify", json!({ "head": null }))["head"].clone();
    desk.call("vault.lock", json!({}));
    let database = desk.vault().join("store.db");
    let older = fs::read(&database).unwrap();
    desk.sign_in("tester");
    let newest = desk.call("vault.verify", json!({ "head": null }))["head"].clone();
    assert_eq!(desk.call("home.show", json!({}))["acts_lost"], Value::Null);
    desk.sample();
    desk.call("vault.lock", json!({}));
    fs::write(&database, older).unwrap();

    desk.sign_in("tester");
    let told = desk.call("home.show", json!({}))["acts_lost"].as_str().unwrap().to_owned();
    let number = |head: &str| head.split(':').next().unwrap().parse::<u64>().unwrap();
    assert!(number(&told) > number(newest.as_str().unwrap()));
    let found = desk.call("vault.verify", json!({ "head": null }));
    assert_eq!((&found["intact"], &found["damage"]), (&json!(false), &json!("truncated")));
    let found = desk.call("vault.verify", json!({ "head": printed }));
    assert_eq!(found["damage"], "truncated", "an older head that was printed does not hide it");
    assert!(desk.acts(9).contains(&"acts.lost".to_owned()), "{:?}", desk.acts(9));
    // From then on the chain goes on from what is there.
    desk.call("vault.lock", json!({}));
    desk.sign_in("tester");
    assert_eq!(desk.call("home.show", json!({}))["acts_lost"], Value::Null);
}
