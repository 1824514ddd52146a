//! Papers as files: checked against the data inside them and against the vault they come from.

use std::path::PathBuf;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::desk::{Desk, remittance};
use crate::pdf_text;

/// Exports a filing's whole paper.
fn exported(desk: &Desk, id: u32, name: &str) -> PathBuf {
    let path = desk.folder.path().join(name);
    desk.call("filing.export_pdf", json!({ "id": id, "path": path, "purpose": "archive" }));
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
        let path = desk.folder.path().join("a.pdf");
        let request = json!({ "form": form, "on": null, "content": content, "path": path });
        let printed = desk.call("form.render", request);
        let bytes = std::fs::read(path).unwrap();
        assert_eq!(printed["sha256"], singo_domain::canonical::sha256_hex(&bytes));
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

#[test]
fn the_first_part_that_differs_is_named_and_a_newer_paper_asks_for_a_newer_program() {
    let desk = Desk::new();
    let id = desk.approved();
    let whole = std::fs::read(exported(&desk, id, "a.pdf")).unwrap();
    let carried = pdf_text::of(&whole).plain;
    let named = |format: &str| {
        let read = |text: &&String| {
            serde_json::from_str::<Value>(text).is_ok_and(|v| v["format"] == format)
        };
        carried.iter().find(read).unwrap().clone()
    };
    let (filing, stamp) = (named("singo-filing-1"), named("singo-stamp-1"));
    // Nothing but the two files, far apart, so that one of them stands across any part that is read at a time.
    let file = |stamp: &str| {
        let embedded = |text: &str| {
            format!("9 0 obj<</Type/EmbeddedFile/Length {}>>stream\n{text}\nendstream ", text.len())
        };
        ["%PDF-1.7\n", &embedded(&filing), &" ".repeat(70_000), &embedded(stamp)].concat()
    };
    let found = verdict(&desk, file(&stamp).as_bytes());
    assert_eq!((&found["problem"], &found["identity"]["paper"]), (&json!("unreadable"), &json!(1)));
    let mut newer: Value = serde_json::from_str(&stamp).unwrap();
    newer["paper"] = json!(2);
    let found = verdict(&desk, file(&newer.to_string()).as_bytes());
    assert_eq!((&found["intact"], &found["problem"]), (&json!(false), &json!("version")));
    assert_eq!(found["place"], "2");
    for (language, words) in [("ko", "더 새로운 프로그램"), ("en", "newer")] {
        for (file, key) in [("cli", "verify_pdf.version"), ("audit", "paper.version")] {
            let path =
                format!("{}/../assets/locales/{language}/{file}.json", env!("CARGO_MANIFEST_DIR"));
            let texts: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
            let text = texts[key].as_str().unwrap();
            assert!(text.contains(words) && text.contains("{place}"), "{key}: {text}");
        }
    }
}

#[test]
fn what_a_copy_withholds_is_nowhere_in_its_file() {
    let desk = Desk::new();
    let id = desk.sample();
    // The name again, in the narrative, and a number with and without its hyphen.
    let name = desk.call("filing.content", json!({ "id": id }))["fields"]["subject.name"].clone();
    let name = name.as_str().unwrap().to_owned();
    let story = format!(
        "{name}의 계정에서 이례적인 출금이 이어졌습니다. 대상자 {name}은 설명하지 못했습니다."
    );
    desk.call("filing.edit", json!({ "id": id, "path": "narrative.opinion", "value": story }));
    let number =
        desk.call("filing.content", json!({ "id": id }))["fields"]["subject.id_number"].clone();
    let number = number.as_str().unwrap().to_owned();
    let export = |copy: &str, redact: Value, name: &str| {
        let path = desk.folder.path().join(name);
        desk.call(
            "filing.export_pdf",
            json!({ "id": id, "path": path, "purpose": "review",
                                               "copy": copy, "redact": redact }),
        );
        path
    };
    let whole = export("full", json!([]), "whole.pdf");
    let everything = pdf_text::of(&std::fs::read(&whole).unwrap());
    assert!(everything.has(&name) && everything.has(&number), "the search finds what is there");
    for (copy, redact, mark) in [
        ("masked", json!([]), "가림본"),
        ("redacted", json!(["subject.name", "subject.id_number"]), "비공개 처리본"),
    ] {
        let path = export(copy, redact, &format!("{copy}.pdf"));
        let everything = pdf_text::of(&std::fs::read(&path).unwrap());
        assert!(!everything.has(&name), "{copy}: the name");
        assert!(!everything.has(&number), "{copy}: the number");
        assert!(everything.has(mark), "{copy} says on its face what it is");
        assert!(everything.has(&format!("{copy}-copy")), "{copy}: metadata");
        let found = desk.call("pdf.verify", json!({ "path": path, "with_vault": true }));
        assert_eq!(
            (&found["intact"], &found["identity"]["copy"]),
            (&json!(true), &json!(copy)),
            "{found:#}"
        );
        assert_eq!(found["origin"]["filing"], id, "the vault knows its copies by their bytes");
        let of_whole = desk.call("pdf.verify", json!({ "path": whole, "with_vault": false }));
        let hash = of_whole["identity"]["document_hash"].as_str().unwrap().to_owned();
        assert!(!everything.has(&hash), "the hash of the whole would let digits be tried");
    }
}

#[test]
fn a_printed_history_is_in_the_order_of_acts_in_korean_time_and_in_words() {
    let desk = Desk::new();
    let id = desk.sample();
    desk.wait(3);
    let now = desk.call("app.status", json!({}))["now"].as_str().unwrap().to_owned();
    let minute = now[..16].replace('T', " ");
    for (path, value) in [("subject.nationality_class", "2"), ("narrative.title", "나중 제목")]
    {
        desk.call("filing.edit", json!({ "id": id, "path": path, "value": value }));
    }
    let pdf = desk.call("filing.print_history", json!({ "id": id }));
    let bytes = data_encoding::BASE64.decode(pdf["base64"].as_str().unwrap().as_bytes()).unwrap();
    let text = pdf_text::of(&bytes);
    for words in [minute.as_str(), "대한민국 (1)", "외국 (2)", "가상자산 이전 내역 (r1)"]
    {
        assert!(text.has(words), "{words}");
    }
    assert!(!text.has("transfers["), "no name of the program's own");
    let drawn = text.drawn.iter().find(|all| all.contains("나중 제목")).unwrap();
    let place = |words: &str| drawn.find(words).unwrap_or_else(|| panic!("{words}"));
    let places = ["(r1)", "(r2)", "외국 (2)", "나중 제목"].map(place);
    assert!(places.is_sorted(), "oldest first, also within a moment: {places:?}");
}

#[test]
fn an_export_says_its_purpose_and_can_be_locked() {
    let desk = Desk::new();
    let id = desk.sample();
    let path = desk.folder.path().join("a.pdf.age");
    let with = |more: Value| {
        let mut request = json!({ "id": id, "path": path });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        request
    };
    for wrong in [
        json!({}),
        json!({ "purpose": "because" }),
        json!({ "purpose": "other" }),
        json!({ "purpose": "review", "copy": "redacted" }),
        json!({ "purpose": "review", "copy": "redacted", "redact": ["no.such"] }),
        json!({ "purpose": "review", "copy": "half" }),
        json!({ "purpose": "review", "passphrase": "short" }),
    ] {
        desk.refused("filing.export_pdf", with(wrong));
        assert!(!path.exists(), "nothing is written without its act");
    }
    let secret = "네 낱말로 된 긴 암호문";
    desk.call(
        "filing.export_pdf",
        with(json!({ "purpose": "other: 외부 감사", "passphrase": secret })),
    );
    let locked = std::fs::read(&path).unwrap();
    assert!(locked.starts_with(b"age-encryption.org/v1\n"), "the published format");
    let out = desk.folder.path().join("a.pdf");
    let request = |secret: &str| json!({ "path": path, "out": out, "passphrase": secret });
    desk.refused("file.decrypt", request("다른 암호문입니다 정말로"));
    assert!(!out.exists());
    desk.call("file.decrypt", request(secret));
    assert_eq!(
        desk.call("pdf.verify", json!({ "path": out, "with_vault": true }))["origin"]["filing"],
        id
    );
    let acts = desk.call("act.list", json!({ "before": null, "limit": 1 }));
    assert_eq!(acts["acts"][0]["act"], "filing.exported");
}

#[test]
fn a_number_that_the_paper_masks_is_only_in_its_annex() {
    let desk = Desk::new();
    let sample: Value = remittance();
    let filing = desk.call("filing.create", json!({ "form": "remittance", "corrects": null }));
    let id = filing["id"].clone();
    for (path, value) in sample["fields"].as_object().unwrap() {
        desk.call("filing.edit", json!({ "id": id, "path": path, "value": value }));
    }
    let mut rows = sample["tables"]["transfers"].clone();
    rows.as_array_mut().unwrap().iter_mut().for_each(|row| {
        row.as_object_mut().unwrap().remove("id");
    });
    let planted = ["900101-9000008", "9001019000008", "000101-6000000"];
    // The number is also written where nobody asked for it.
    rows[0]["note"] = json!(format!("본인확인 {} / {}", planted[0], planted[1]));
    desk.call("row.add", json!({ "id": id, "table": "transfers", "rows": rows }));
    let path = desk.folder.path().join("paper.pdf");
    let secret = "네 낱말로 된 긴 암호문";
    let plain = json!({ "id": id, "path": path, "purpose": "submission", "annex": secret });
    desk.call("filing.export_pdf", plain);
    let everything = pdf_text::of(&std::fs::read(&path).unwrap());
    for number in planted {
        assert!(!everything.has(number), "{number} is in the paper");
    }
    assert!(everything.has("900101-9******"), "what is masked says so");
    let found = desk.call("pdf.verify", json!({ "path": path, "with_vault": true }));
    assert_eq!((&found["intact"], &found["identity"]["copy"]), (&json!(true), &json!("full")));
    assert_eq!(found["origin"]["filing"], id);
    let annex = desk.folder.path().join("paper.pdf.annex.json.age");
    let out = desk.folder.path().join("whole.json");
    desk.call("file.decrypt", json!({ "path": annex, "out": out, "passphrase": secret }));
    let whole = std::fs::read_to_string(&out).unwrap();
    assert!(planted.iter().all(|number| whole.contains(number)));
    // A copy that withholds has no annex.
    let copy =
        json!({ "id": id, "path": path, "purpose": "review", "copy": "masked", "annex": secret });
    desk.refused("filing.export_pdf", copy);
}

/// `SINGO_ROWS` sets how many transfers the report has [default: 200]; some three stand on a page.
#[test]
fn a_report_of_many_pages_is_watched_ended_masked_and_verified() {
    let rows: usize = std::env::var("SINGO_ROWS").map_or(200, |rows| rows.parse().unwrap());
    let desk = Desk::new();
    let id = desk.sample();
    let first =
        desk.call("row.list", json!({ "id": id, "table": "transfers", "offset": 0, "limit": 1 }));
    let row = |number: usize| {
        let mut row = first["rows"][0]["cells"].clone();
        row["txid"] = json!(format!("0x{number:064x}"));
        row
    };
    for from in (0..rows).step_by(2_000) {
        let more: Vec<Value> = (from..rows.min(from + 2_000)).map(row).collect();
        desk.call("row.add", json!({ "id": id, "table": "transfers", "rows": more }));
    }
    let path = desk.folder.path().join("long.pdf");
    let request =
        |copy: &str| json!({ "id": id, "path": path, "purpose": "archive", "copy": copy });
    let acts = || desk.call("act.list", json!({ "before": null, "limit": 1 }))["acts"][0].clone();

    // Ended while it runs: no file, no act.
    let before = acts();
    let job = desk.call("filing.start_export", request("full"))["job"].clone();
    desk.call("job.cancel", json!({ "id": job }));
    assert_eq!(desk.ended(&job)["state"], "cancelled");
    assert_eq!((path.exists(), acts()), (false, before));

    for copy in ["full", "masked"] {
        let job = desk.call("filing.start_export", request(copy))["job"].clone();
        // The vault answers while pages are printed.
        assert_eq!(desk.call("filing.show", json!({ "id": id }))["id"], id);
        let ended = desk.ended(&job);
        assert_eq!(ended["state"], "done", "{ended:#}");
        assert_eq!(acts()["act"], "filing.exported");
        let found = desk.call("pdf.verify", json!({ "path": path, "with_vault": true }));
        assert_eq!((&found["intact"], &found["origin"]["filing"]), (&json!(true), &json!(id)));
        assert_eq!(found["identity"]["copy"], copy);
    }
    let shown = std::process::Command::new("pdfinfo").arg(&path).output().unwrap();
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    let pages = shown.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap();
    let pages: usize = pages.trim().parse().unwrap();
    assert!(pages > rows / 12, "{pages}");
    assert!(shown.contains("Tagged:          yes"), "{shown}");
    // The last page is whole.
    let last = pages.to_string();
    let last = ["-f", &last, "-l", &last, "-raw"];
    let text = std::process::Command::new("pdftotext").args(last).arg(&path).arg("-").output();
    let text: String = String::from_utf8_lossy(&text.unwrap().stdout).split_whitespace().collect();
    assert!(text.contains(&format!("{pages}/{pages}")), "{text}");
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 3;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let found = desk.call("pdf.verify", json!({ "path": path, "with_vault": false }));
    assert_eq!(found["intact"], false);
}
