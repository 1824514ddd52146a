//! Tables that users bring, into a filing and into the ledger.

use std::fs;
use std::path::{Path, PathBuf};

use data_encoding::BASE64;
use serde_json::{Value, json};
use singo_app::ErrorCode;

use crate::desk::Desk;

const KOREAN: &str = "거래일시,네트워크,코인,입출금 구분,수량,거래해시,보낸 주소,받는 주소,원화 환산액\n\
2026-09-01 10:12:07,트론,USDT,입금,30000,230e76fa046cea607c18a280ea3f31da56cfca68efb1c0e15bc4ecb94ce17869,TJEh7TX8sNj5uq4hXKyYdTrnGmeeG48top,TW28meJ4JPqGG8GeV9tTykaep8WQhvUNwk,42615000\n\
2026-09-02 11:00:00,트론,USDT,출금,1.5E+10,330e76fa046cea607c18a280ea3f31da56cfca68efb1c0e15bc4ecb94ce17869,TJEh7TX8sNj5uq4hXKyYdTrnGmeeG48top,TW28meJ4JPqGG8GeV9tTykaep8WQhvUNwk,1000\n\
45981.5,트론,USDT,출금,1,430e76fa046cea607c18a280ea3f31da56cfca68efb1c0e15bc4ecb94ce17869,TJEh7TX8sNj5uq4hXKyYdTrnGmeeG48top,TW28meJ4JPqGG8GeV9tTykaep8WQhvUNwk,1000\n\
2026-09-01 10:12:07,트론,USDT,입금,30000,230e76fa046cea607c18a280ea3f31da56cfca68efb1c0e15bc4ecb94ce17869,TJEh7TX8sNj5uq4hXKyYdTrnGmeeG48top,TW28meJ4JPqGG8GeV9tTykaep8WQhvUNwk,42615000\n";

fn base64(bytes: &[u8]) -> Value {
    json!({ "kind": "base64", "name": "export.csv", "base64": BASE64.encode(bytes) })
}

fn as_found() -> Value {
    json!({ "encoding": null, "delimiter": null, "sheet": null, "heading_line": null })
}

fn filing(desk: &Desk) -> Value {
    let id = desk.call("filing.create", json!({ "form": "str", "corrects": null }))["id"].clone();
    json!({ "kind": "filing", "id": id, "table": "transfers" })
}

/// A request by the plan that the headings suggest, times being Korean.
fn planned(desk: &Desk, source: Value, target: &Value) -> Value {
    let mut request = json!({ "source": source, "reading": as_found(), "target": target });
    let mut plan = desk.call("import.open", request.clone())["plan"].clone();
    plan["zone"] = json!("kst");
    request["plan"] = plan;
    request["show"] = Value::Null;
    request
}

/// The result of a long command.
fn result(desk: &Desk, command: &str, request: Value) -> Value {
    let job = desk.call(command, request)["job"].clone();
    let ended = desk.ended(&job);
    assert_eq!(ended["state"], "done", "{ended}");
    ended["result"].clone()
}

/// Line, heading and reason of every fault, in the order of the file.
fn faults(found: &Value) -> Vec<Value> {
    let rows = found["rows"].as_array().unwrap().iter();
    rows.flat_map(|row| {
        let faults = row["faults"].as_array().unwrap().iter();
        faults.map(|fault| {
            json!({ "line": row["line"], "heading": fault["heading"], "reason": fault["reason"] })
        })
    })
    .collect()
}

#[test]
fn korean_headings_are_understood_and_damage_is_refused_with_its_line() {
    let desk = Desk::new();
    let target = filing(&desk);
    let request = planned(&desk, base64(KOREAN.as_bytes()), &target);
    assert_eq!(request["plan"]["columns"]["거래일시"], "occurred_at");
    assert_eq!(request["plan"]["columns"].as_object().unwrap().len(), 9, "every heading is known");
    let found = result(&desk, "import.check", request.clone());
    assert_eq!(found["accepted"], 1);
    assert_eq!(found["samples"][0]["direction"], "in", "a word for a code becomes the code");
    assert_eq!(
        faults(&found),
        [
            json!({ "line": 3, "heading": "수량", "reason": "scientific_notation" }),
            json!({ "line": 4, "heading": "거래일시", "reason": "serial_date" }),
            json!({ "line": 5, "heading": null, "reason": "duplicate" }),
        ]
    );
    assert_eq!(result(&desk, "import.run", request.clone())["total"], 1);
    let again = result(&desk, "import.run", request.clone());
    assert_eq!(
        (&again["found"]["accepted"], &again["total"]),
        (&json!(0), &json!(1)),
        "no row twice"
    );
    let mut look = request;
    look.as_object_mut().unwrap().retain(|key, _| key != "plan" && key != "show");
    let before = desk.call("import.open", look)["before"].as_array().unwrap().len();
    assert_eq!(before, 2, "the same file again is noticed");
}

/// Every ugly file says what the file beside it expects of it.
#[test]
fn ugly_files_say_what_is_wrong_with_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/import");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|path| !path.to_string_lossy().ends_with(".expected.json"));
    files.sort();
    assert!(files.len() >= 20, "{}", files.len());
    let desk = Desk::new();
    let target = json!({ "kind": "ledger" });
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let beside = path.with_file_name(format!("{name}.expected.json"));
        let expected: Value = serde_json::from_str(&fs::read_to_string(beside).unwrap()).unwrap();
        let source = json!({ "kind": "path", "path": path.to_string_lossy() });
        let mut request = json!({ "source": source, "reading": as_found(), "target": target });
        let opened = desk.app.call("import.open", request.clone());
        let opened = match (opened, expected["problem"].as_str()) {
            (Err(error), Some(problem)) => {
                assert_eq!(error.params["problem"], problem, "{name}");
                let line = error.params.get("line").map(String::as_str).unwrap_or_default();
                assert_eq!(line, expected["line"].to_string().replace("null", ""), "{name}");
                continue;
            }
            // A quote that is never closed is found at the end of the file.
            (Ok(opened), _) => opened,
            (Err(error), None) => panic!("{name}: {error}"),
        };
        let mut plan = opened["plan"].clone();
        plan["zone"] = json!("kst");
        for (key, value) in expected["plan"].as_object().into_iter().flatten() {
            plan[key] = value.clone();
        }
        request["plan"] = plan;
        request["show"] = Value::Null;
        let job = desk.call("import.check", request)["job"].clone();
        let ended = desk.ended(&job);
        if let Some(problem) = expected["problem"].as_str() {
            assert_eq!(ended["error"]["params"]["problem"], problem, "{name}");
            continue;
        }
        let found = &ended["result"];
        assert_eq!(json!(faults(found)), expected["rejected"], "{name}");
        assert_eq!(found["accepted"], expected["accepted"], "{name}");
        let mut notices = Vec::new();
        for notice in [&opened["notices"], &found["notices"]] {
            for one in notice.as_array().unwrap() {
                let times = one["count"].as_u64().unwrap();
                let times = if one["code"] == "decomposed" { 1 } else { times };
                (0..times).for_each(|_| notices.push(one["code"].clone()));
            }
        }
        notices.sort_by_key(ToString::to_string);
        if name == "nfd.csv" {
            notices.dedup();
        }
        assert_eq!(json!(notices), expected["notices"], "{name}");
        // Messages are read into columns that no heading of theirs names; what stands there is said cell by cell.
        assert_eq!(name.starts_with("ivms101"), expected["cells"].is_array(), "{name}");
        if let Some(rows) = expected["cells"].as_array() {
            assert_eq!(found["samples"], json!(rows), "{name}");
        }
    }
}

#[test]
fn the_ledger_takes_a_file_once_and_gives_it_back_whole() {
    let desk = Desk::new();
    let target = json!({ "kind": "ledger" });
    let good = include_bytes!("../../fixtures/import/utf8.csv");
    let request = planned(&desk, base64(good), &target);
    let first = result(&desk, "import.run", request.clone());
    assert_eq!(first["found"]["accepted"], 2);
    let checked = result(&desk, "import.check", request.clone());
    assert_eq!((&checked["accepted"], &checked["duplicates"]), (&json!(0), &json!(2)));
    let again = result(&desk, "import.run", request.clone());
    assert_eq!(
        (&again["found"]["accepted"], &again["found"]["duplicates"]),
        (&json!(0), &json!(2))
    );
    let left = desk.call("import.undo", json!({ "batch": first["batch"] }));
    assert_eq!(left["batches"].as_array().unwrap().len(), 1, "the empty second one is left");
    assert_eq!(
        desk.refusal("import.undo", json!({ "batch": first["batch"] })),
        ErrorCode::NothingToUndo
    );
    let back = result(&desk, "import.run", request);
    assert_eq!(back["found"]["accepted"], 2, "what was taken back can come again");
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

#[test]
fn a_stopped_or_failed_import_leaves_nothing_behind() {
    let desk = Desk::new();
    let target = json!({ "kind": "ledger" });
    let head = "일시,코인,수량,고유번호,구분\n";
    let rows: String =
        (0..2500).map(|n| format!("2026-09-01 10:00,USDT,{n}.5,A-{n},출금\n")).collect();
    // The quote that is never closed is found after two chunks were written.
    let broken = format!("{head}{rows}\"2026-09-01 10:00,USDT,1,B-1,출금\nx\n");
    let request = planned(&desk, base64(broken.as_bytes()), &target);
    let job = desk.call("import.run", request)["job"].clone();
    assert_eq!(desk.ended(&job)["error"]["params"]["problem"], "broken_quotes");
    let whole = format!("{head}{rows}");
    let request = planned(&desk, base64(whole.as_bytes()), &target);
    let job = desk.call("import.run", request.clone())["job"].clone();
    desk.call("job.cancel", json!({ "id": job }));
    let state = desk.ended(&job)["state"].clone();
    let expected = if state == "cancelled" { 2500 } else { 0 };
    let after = result(&desk, "import.run", request);
    assert_eq!(after["found"]["accepted"], expected, "{state}");
}

#[test]
fn rejected_rows_are_written_with_their_reason_and_their_cells() {
    let desk = Desk::new();
    let target = filing(&desk);
    let text = KOREAN.replace("1.5E+10", "=1.5E+10");
    let run = planned(&desk, base64(text.as_bytes()), &target);
    let path = desk.folder.path().join("rejected.csv");
    let words = json!({ "line": "줄", "why": "이유", "serial_date": "일련번호" });
    let request = json!({ "run": run, "path": path.to_string_lossy(), "words": words });
    assert_eq!(result(&desk, "import.rejects", request)["rows"], 3);
    let written = fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = written.lines().collect();
    assert!(lines[0].starts_with("\u{feff}줄,이유,거래일시,네트워크"), "{}", lines[0]);
    assert!(lines[2].starts_with("4,거래일시: 일련번호,45981.5,트론,USDT"), "{}", lines[2]);
    assert!(lines[1].contains(",'=1.5E+10,"), "no spreadsheet runs it: {}", lines[1]);
}

/// Long after the dialog is closed and the clipboard is empty.
#[test]
fn rejected_rows_are_kept_with_their_import() {
    let desk = Desk::new();
    let into = filing(&desk);
    for target in [into.clone(), json!({ "kind": "ledger" })] {
        let text = json!({ "kind": "text", "text": KOREAN });
        let run = result(&desk, "import.run", planned(&desk, text, &target));
        assert_eq!(run["found"]["rejected"], 3);
    }
    desk.call("vault.lock", json!({}));
    desk.sign_in("tester");
    let list = desk.call("import.list", json!({}))["batches"].clone();
    let words = json!({ "line": "줄", "why": "이유", "serial_date": "일련번호" });
    for filing in [Value::Null, into["id"].clone()] {
        let of = |one: &&Value| one["filing"] == filing;
        let one = list.as_array().unwrap().iter().find(of).unwrap();
        assert_eq!((&one["rejected"], &one["kept"]), (&json!(3), &json!(3)), "{one}");
        let path = desk.folder.path().join("kept.csv");
        let request =
            json!({ "filing": filing, "number": one["number"], "path": path, "words": words });
        assert_eq!(desk.call("import.export_kept", request)["rows"], 3);
        assert_eq!(desk.acts(1), ["import.rejects_exported"]);
        let written = fs::read_to_string(path).unwrap();
        let lines: Vec<&str> = written.lines().collect();
        assert!(lines[0].starts_with("\u{feff}줄,이유,거래일시,네트워크"), "{}", lines[0]);
        assert!(lines[1].starts_with("3,수량: scientific_notation,2026-09-02"), "{}", lines[1]);
        assert!(lines[2].starts_with("4,거래일시: 일련번호,45981.5,트론,USDT"), "{}", lines[2]);
        assert!(lines[3].starts_with("5,duplicate,2026-09-01 10:12:07"), "{}", lines[3]);
        assert_eq!(lines.len(), 4);
    }
    let nobody = json!({ "filing": null, "number": 99, "path": "x", "words": {} });
    assert_eq!(desk.refusal("import.export_kept", nobody), ErrorCode::NotFound);
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

#[test]
fn of_a_flood_of_rejected_rows_the_first_are_kept_and_all_are_counted() {
    let desk = Desk::new();
    let rows: String = (0..10_050).map(|n| format!("45981.5,BTC,{n}\n")).collect();
    let text = json!({ "kind": "text", "text": format!("time,coin,amount\n{rows}") });
    result(&desk, "import.run", planned(&desk, text, &json!({ "kind": "ledger" })));
    let one = desk.call("import.list", json!({}))["batches"][0].clone();
    assert_eq!((&one["rejected"], &one["kept"]), (&json!(10_050), &json!(10_000)));
}

#[test]
fn a_plan_is_kept_under_its_name() {
    let desk = Desk::new();
    let plan = json!({ "columns": { "코인": "asset" }, "constants": { "direction": "out" },
                       "translations": {}, "zone": "utc", "decimal": null, "digits": {} });
    let named = json!({ "name": "가온 출금", "table": "transfers", "plan": plan });
    assert_eq!(desk.call("mapping.save", named.clone())["plans"], json!([named]));
    assert_eq!(desk.call("mapping.list", json!({}))["plans"][0]["plan"], plan);
    let mut wrong = named;
    wrong["plan"]["zone"] = json!("mars");
    assert_eq!(desk.refusal("mapping.save", wrong), ErrorCode::BadRequest);
    let left = desk.call("mapping.remove", json!({ "name": "가온 출금" }));
    assert_eq!(left["plans"], json!([]));
}

#[test]
fn a_whole_import_is_one_step_to_take_back() {
    let desk = Desk::new();
    let target = filing(&desk);
    let rows: String = (0..200).map(|n| format!("2026-09-01 10:00,BTC,{n}\n")).collect();
    let text = format!("time,coin,amount\n{rows}");
    let request = planned(&desk, json!({ "kind": "text", "text": text }), &target);
    assert_eq!(result(&desk, "import.run", request)["total"], 200);
    let undone = desk.call("filing.undo", json!({ "id": target["id"] }));
    assert_eq!(undone["rows"]["transfers"].as_u64().unwrap_or(0), 0);
    assert_eq!(desk.call("filing.redo", json!({ "id": target["id"] }))["rows"]["transfers"], 200);
}

#[test]
fn what_is_no_table_is_refused_and_says_why() {
    let desk = Desk::new();
    let target = filing(&desk);
    let cases: [(&[u8], &str); 5] = [
        (b"PK\x03\x04 workbook", "workbook"),
        (b"\xFF\x00\x81\xFF", "not_text"),
        (b"a\xFF,b\n1,2\n", "encoding"),
        (b"a,b\n", "empty"),
        (b"a,b\n\"never closed\n1\n2\n3\n", "broken_quotes"),
    ];
    for (bytes, problem) in cases {
        let request = json!({ "source": base64(bytes), "reading": as_found(), "target": target });
        let error = desk.refused("import.open", request);
        assert_eq!(error.code, ErrorCode::TableUnreadable);
        assert_eq!(error.params["problem"], problem);
    }
}

#[test]
fn what_a_job_found_is_closed_with_its_vault() {
    let desk = Desk::new();
    let request = planned(&desk, base64(KOREAN.as_bytes()), &filing(&desk));
    let job = desk.call("import.check", request)["job"].clone();
    assert_eq!(desk.ended(&job)["state"], "done");
    desk.call("vault.lock", json!({}));
    assert_eq!(desk.refusal("job.show", json!({ "id": job })), ErrorCode::NotFound);
}
