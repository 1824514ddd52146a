//! The files that go with a report agree with the vault and with each other to the last digit, name one hash,
//! and never carry an identifier whole that the paper masks.
//!
//! `SINGO_TOTALS` sets how many reports are made; 60 where it is not set.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use serde_json::{Value, json};
use singo_domain::canonical::sha256_hex;
use tempfile::TempDir;

use crate::desk::Desk;

/// The published sample of the report on transfers.
fn sample() -> Value {
    serde_json::from_str(include_str!("../../../assets/samples/remittance.json")).unwrap()
}

fn start(desk: &Desk, fields: &Value, rows: &Value) -> Value {
    let filing = desk.call("filing.create", json!({ "form": "remittance", "corrects": null }));
    let id = filing["id"].clone();
    for (path, value) in fields.as_object().unwrap() {
        desk.call("filing.edit", json!({ "id": id, "path": path, "value": value }));
    }
    let mut rows = rows.clone();
    for row in rows.as_array_mut().unwrap() {
        row.as_object_mut().unwrap().remove("id");
    }
    desk.call("row.add", json!({ "id": id, "table": "transfers", "rows": rows }));
    id
}

fn export(desk: &Desk, id: &Value, passphrase: Option<&str>) -> (TempDir, Value) {
    let folder = tempfile::tempdir().unwrap();
    let request = json!({ "id": id, "dir": folder.path(), "passphrase": passphrase });
    let done = desk.call("filing.export_companions", request);
    (folder, done)
}

/// The one file whose name ends so.
fn file(done: &Value, end: &str) -> Vec<u8> {
    fs::read(path(done, end)).unwrap()
}

fn path<'a>(done: &'a Value, end: &str) -> &'a Path {
    let mut paths = done["files"].as_array().unwrap().iter().map(|f| f["path"].as_str().unwrap());
    Path::new(paths.find(|path| path.ends_with(end)).unwrap())
}

/// Rows of a CSV by the names of its head. A reader of its own: quotes, doubled quotes, CRLF.
fn csv(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    let (mut records, mut record, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut chars) = (false, text.chars().peekable());
    while let Some(c) = chars.next() {
        match (quoted, c) {
            (true, '"') if chars.peek() == Some(&'"') => cell.push(chars.next().unwrap()),
            (_, '"') => quoted = !quoted,
            (false, ',') => record.push(std::mem::take(&mut cell)),
            (false, '\r') => {}
            (false, '\n') => {
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            (_, c) => cell.push(c),
        }
    }
    let head = records.remove(0);
    records.into_iter().map(|record| head.iter().cloned().zip(record).collect()).collect()
}

/// Text cells of a sheet by column and row, read from the parts of the workbook.
fn sheet(bytes: &[u8], number: usize) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let shared = part("xl/sharedStrings.xml");
    let strings: Vec<String> = shared
        .split("<si>")
        .skip(1)
        .map(|si| si.split("<t").nth(1).unwrap().split_once('>').unwrap().1)
        .map(|text| text.split("</t>").next().unwrap())
        .map(|t| t.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        .collect();
    let cells = part(&format!("xl/worksheets/sheet{number}.xml"));
    cells
        .split("<c r=\"")
        .skip(1)
        .filter(|cell| cell.split('>').next().unwrap().contains("t=\"s\""))
        .map(|cell| {
            let place = cell.split('"').next().unwrap().to_owned();
            let index = cell.split("<v>").nth(1).unwrap().split("</v>").next().unwrap();
            (place, strings[index.parse::<usize>().unwrap()].clone())
        })
        .collect()
}

/// Decimal texts added as whole numbers of the last of `places` digits, and written again.
fn add(texts: &[String], places: usize) -> String {
    let scaled = texts.iter().map(|text| {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        format!("{whole}{part:0<places$}").parse::<i128>().unwrap()
    });
    let sum: i128 = scaled.sum();
    if places == 0 {
        return sum.to_string();
    }
    let digits = format!("{sum:0>width$}", width = places + 1);
    format!("{}.{}", &digits[..digits.len() - places], &digits[digits.len() - places..])
}

#[test]
fn files_name_the_hash_of_the_paper_and_hide_what_it_hides() {
    let desk = Desk::new();
    let mut sample = sample();
    sample["tables"]["transfers"][0]["note"] = json!("=HYPERLINK(\"http://x.invalid\")");
    let id = start(&desk, &sample["fields"], &sample["tables"]["transfers"]);
    let filled = desk.call("filing.fill_totals", json!({ "id": id }));
    assert_eq!(filled["unreadable"], json!([]));
    // The sample was written by hand; the program finds the same sums in the same order.
    for (path, value) in sample["fields"].as_object().unwrap() {
        if path.starts_with("summary.") {
            assert_eq!(filled["filing"]["fields"][path], *value, "{path}");
        }
    }
    let content = desk.call("filing.content", json!({ "id": id }));
    let bare = |rows: &Value| -> Vec<Value> {
        let mut rows = rows.as_array().unwrap().clone();
        rows.iter_mut().for_each(|row| drop(row.as_object_mut().unwrap().remove("id")));
        rows
    };
    assert_eq!(bare(&content["tables"]["totals"]), bare(&sample["tables"]["totals"]));

    let (_folder, open) = export(&desk, &id, None);
    let hash = open["document_hash"].as_str().unwrap().to_owned();
    assert_eq!(open["canonical_withheld"], true, "it holds resident numbers");
    let carried = file(&open, ".json");
    assert_eq!(sha256_hex(&carried), hash, "the hash on the paper is that of what travels");
    let rows = csv(&file(&open, "-transfers.csv"));
    assert_eq!(rows.len(), 5);
    assert!(rows.iter().all(|row| row["document_hash"] == hash));
    assert_eq!(rows[1]["originator_id_number"], "900101-9******");
    assert!(rows[0]["note"].starts_with("'="), "no formula runs");
    let report = csv(&file(&open, "-report.csv"));
    assert!(report.iter().any(|row| row["path"] == "document_hash" && row["value"] == hash));
    let book = file(&open, ".xlsx");
    assert!(sheet(&book, 1).values().any(|text| *text == hash));
    let planted = ["900101-9000008", "000101-6000000"];
    for (name, bytes) in
        [("json", carried), ("csv", file(&open, "-transfers.csv")), ("xlsx", unzipped(&book))]
    {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(planted.iter().all(|id| !text.contains(id)), "{name}");
    }
    // The same report, the same bytes; and with a passphrase the canonical copy, which age opens again.
    let (_folder, again) = export(&desk, &id, Some("four other unrelated words"));
    assert_eq!(book, file(&again, ".xlsx"));
    let sealed = file(&again, ".json.age");
    assert!(sealed.starts_with(b"age-encryption.org/v1\n"));
    assert!(!String::from_utf8_lossy(&sealed).contains(planted[0]));
    let opened = desk.folder.path().join("whole.json");
    let path = path(&again, ".json.age");
    let secret = "four other unrelated words";
    desk.call("file.decrypt", json!({ "path": path, "out": opened, "passphrase": secret }));
    let whole = fs::read_to_string(opened).unwrap();
    assert!(planted.iter().all(|id| whole.contains(id)), "the annex has what the paper masks");
    // Filling again changes nothing, and is no step.
    let before = desk.call("act.list", json!({ "before": null, "limit": 1 }));
    desk.call("filing.fill_totals", json!({ "id": id }));
    assert_eq!(before, desk.call("act.list", json!({ "before": null, "limit": 1 })));
}

/// Every part of a workbook, one after the other.
fn unzipped(book: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut all = Vec::new();
    for index in 0..zip.len() {
        zip.by_index(index).unwrap().read_to_end(&mut all).unwrap();
    }
    all
}

#[test]
fn totals_agree_to_the_last_digit() {
    let rounds: u64 = std::env::var("SINGO_TOTALS").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    let desk = Desk::new();
    // A linear congruence is random enough for amounts, and the same in every run.
    let mut seed: u64 = 20_261_120;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for round in 0..rounds {
        let mut rows = Vec::new();
        let size = 1 + next(6);
        for index in 0..size {
            let krw = next(2) * 999_999_999_999 + next(1_000_000_000);
            let usd = format!("{}.{:02}", next(4_000_000_000), next(100));
            // All 78 digits of the largest uint256 now and then, with 18 places; or the smallest unit.
            let quantity = match next(3) {
                0 => "115792089237316195423570985008687907853269984665640564039457.584007913129639935".to_owned(),
                1 => "0.000000000000000001".to_owned(),
                _ => format!("{}.{:018}", next(1_000_000_000), next(1_000_000_000)),
            };
            rows.push(json!({
                "direction": if next(2) == 0 { "out" } else { "in" },
                "asset": (["USDT", "USDC", "XRP"])[usize::try_from(next(3)).unwrap()],
                "counterparty_country": (["SG", "VN", "US"])[usize::try_from(next(3)).unwrap()],
                "reason": (["V01", "G02", "Z99"])[usize::try_from(next(3)).unwrap()],
                "counterparty_kind": (["foreign-vasp", "unhosted"])[usize::try_from(next(2)).unwrap()],
                "exchange_tx_id": format!("GAON-{round}-{index}"),
                "quantity": quantity, "krw_value": krw.to_string(), "usd_value": usd,
            }));
        }
        let fields = json!({ "header.mode": "monthly" });
        let id = start(&desk, &fields, &json!(rows));
        desk.call("filing.fill_totals", json!({ "id": id }));
        let content = desk.call("filing.content", json!({ "id": id }));
        let (_folder, done) = export(&desk, &id, None);
        let canonical: Value = serde_json::from_slice(&file(&done, ".json")).unwrap();
        assert_eq!(sha256_hex(file(&done, ".json")), done["document_hash"].as_str().unwrap());
        let canonical = &canonical["content"];

        let report: BTreeMap<String, String> = csv(&file(&done, "-report.csv"))
            .into_iter()
            .map(|mut row| (row.remove("path").unwrap(), row.remove("value").unwrap()))
            .collect();
        let book = file(&done, ".xlsx");
        let in_book = sheet(&book, 1);
        let texts = |column: &str, side: Option<&str>| -> Vec<String> {
            let chosen = rows.iter().filter(|row| side.is_none_or(|side| row["direction"] == side));
            chosen.map(|row| row[column].as_str().unwrap().to_owned()).collect()
        };
        for (path, column, side, places) in [
            ("summary.out_krw", "krw_value", "out", 0),
            ("summary.in_krw", "krw_value", "in", 0),
            ("summary.out_usd", "usd_value", "out", 2),
            ("summary.in_usd", "usd_value", "in", 2),
        ] {
            let chosen = texts(column, Some(side));
            // A sum over nothing is plainly nought.
            let sum = if chosen.is_empty() { "0".to_owned() } else { add(&chosen, places) };
            assert_eq!(content["fields"][path], sum, "vault {round} {path}");
            assert_eq!(canonical["fields"][path], sum, "JSON {round} {path}");
            assert_eq!(report[path], sum, "CSV {round} {path}");
            let row = in_book.iter().find(|(_, text)| *text == path).unwrap().0;
            assert_eq!(in_book[&format!("E{}", &row[1..])], sum, "XLSX {round} {path}");
        }
        let groups = csv(&file(&done, "-totals.csv"));
        let stated = content["tables"]["totals"].as_array().unwrap();
        assert_eq!(
            (groups.len(), &canonical["tables"]["totals"]),
            (stated.len(), &content["tables"]["totals"])
        );
        for by in ["asset", "country", "reason", "counterparty"] {
            let of = |column: &str| -> Vec<String> {
                let mine = groups.iter().filter(|row| row["by"] == by);
                mine.map(|row| row[column].clone()).collect()
            };
            assert_eq!(add(&of("krw_value"), 0), add(&texts("krw_value", None), 0), "{round} {by}");
            assert_eq!(add(&of("usd_value"), 2), add(&texts("usd_value", None), 2), "{round} {by}");
        }
        // Quantities keep every digit on their way.
        let listed = csv(&file(&done, "-transfers.csv"));
        let quantities: Vec<String> =
            listed.into_iter().map(|mut row| row.remove("quantity").unwrap()).collect();
        assert_eq!(quantities, texts("quantity", None), "{round}");
    }
}
