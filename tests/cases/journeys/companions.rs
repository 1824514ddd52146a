//! The files that go with a report agree with the vault and with each other to the last digit, name one hash,
//! and never carry an identifier whole that the paper masks.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use serde_json::{Value, json};
use singo_domain::canonical::sha256_hex;
use tempfile::TempDir;

use crate::desk::{Desk, remittance};

pub fn start(desk: &Desk, fields: &Value, rows: &Value) -> Value {
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

pub fn export(desk: &Desk, id: &Value, passphrase: Option<&str>) -> (TempDir, Value) {
    let folder = tempfile::tempdir().unwrap();
    let request = json!({ "id": id, "dir": folder.path(), "passphrase": passphrase });
    let done = desk.call("filing.export_companions", request);
    (folder, done)
}

/// The one file whose name ends so.
pub fn file(done: &Value, end: &str) -> Vec<u8> {
    fs::read(path(done, end)).unwrap()
}

fn path<'a>(done: &'a Value, end: &str) -> &'a Path {
    let mut paths = done["files"].as_array().unwrap().iter().map(|f| f["path"].as_str().unwrap());
    Path::new(paths.find(|path| path.ends_with(end)).unwrap())
}

/// Rows of a CSV by the names of its head. A reader of its own: quotes, doubled quotes, CRLF.
pub fn csv(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
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
pub fn sheet(bytes: &[u8], number: usize) -> BTreeMap<String, String> {
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
pub fn add(texts: &[String], places: usize) -> String {
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
    let mut sample = remittance();
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
