//! 특정금융정보법 제4조제6항: nothing of a suspicious-transaction report, not even that there is one, gets
//! onto the report on transfers. Every way in that there is, is tried here.

use std::path::Path;

use data_encoding::BASE64;
use serde_json::{Value, json};
use singo_app::ErrorCode;

use crate::desk::{Desk, remittance};
use crate::pdf_text;

const FORM: &str = "remittance";
const DAYS: [&str; 3] = ["2026-11-20", "2026-12-03", "2027-02-19"];

/// Kinds of answers that are typed as text.
const TYPED: [&str; 6] = ["text", "paragraph", "lines", "identifier", "account", "url"];

/// The fields of a version with their kinds.
fn fields(desk: &Desk, day: &str) -> Vec<(String, String)> {
    let form = desk.call("form.describe", json!({ "form": FORM, "version": null, "on": day }));
    let sections = form["sections"].as_array().unwrap().iter();
    let fields = sections.flat_map(|section| section["fields"].as_array().unwrap().iter());
    fields
        .map(|f| (f["path"].as_str().unwrap().to_owned(), f["kind"].as_str().unwrap().to_owned()))
        .collect()
}

/// Whether the word stops the report on this field.
fn stopped(desk: &Desk, day: &str, path: &str, kind: &str, text: &str) -> bool {
    let answer = if kind == "lines" { json!([text]) } else { json!(text) };
    let mut content = remittance();
    match path.split_once("[].") {
        Some((table, column)) => {
            // A row that shows every column is not to be had; a field that is hidden is asked for below.
            let row = &mut content["tables"][table][0];
            row[column] = answer;
        }
        None => content["fields"][path] = answer,
    }
    let request = json!({ "form": FORM, "on": day, "content": json!({ "fields": content["fields"], "tables": content["tables"] }).to_string() });
    let found = desk.call("form.check", request);
    let findings = found["findings"].as_array().unwrap();
    findings.iter().any(|f| {
        let at = f["path"].as_str().unwrap_or_default();
        f["message"] == "forbidden"
            && f["severity"] == "block"
            && (at == path || at.ends_with(&format!(".{}", path.rsplit('.').next().unwrap())))
    })
}

#[test]
fn no_field_takes_the_words() {
    let desk = Desk::new();
    let mut shown = 0;
    for day in DAYS {
        for (path, kind) in fields(&desk, day) {
            if !TYPED.contains(&kind.as_str()) {
                continue;
            }
            let all = ["의심거래보고 접수", "S.T.R. 2026-001", "의심거래보고서_7.pdf"];
            let found = all.map(|text| stopped(&desk, day, &path, &kind, text));
            assert!(found == [true; 3] || found == [false; 3], "{day} {path} {found:?}");
            shown += u32::from(found[0]);
        }
    }
    assert!(shown > 100, "most fields are shown in the sample: {shown}");
}

/// Whether a note with this text stops the report.
fn note_stops(desk: &Desk, day: &str, text: &str) -> bool {
    stopped(desk, day, "transfers[].note", "paragraph", text)
}

#[test]
fn no_phrase_of_it_gets_through() {
    let desk = Desk::new();
    // The second half stands on no list of the rule.
    for text in [
        "suspicious transaction report filed",
        "SAR filed",
        "FIU에 보고함",
        "FIU 신고 완료",
        "금융정보분석원에 신고함",
        "혐의거래보고",
        "의심되는 거래로 보고함",
        "코피우 보고",
        "Reported this customer to KoFIU last week",
        "a SAR has been submitted on 3 November",
        "Suspicious-Activity  Report no. 7",
        "이 건은 금융정보분석원 앞으로 통보 완료",
        "FIU에는 지난주에 이미 보고했음",
        "혐의 거래로 접수",
        "의심스런 거래라서 별도 처리",
        "에스티알 제출 건",
        "F.I.U. 보고 완료",
        "보고를 마침(코피우)",
        "특금법 제4조제1항에 따른 절차 진행 중",
        "filed with the Korean FIU",
        "FIU 보고, 사업자 신고번호 2021-001",
        "금융정보분석원 보고 (변경신고 포함)",
        "KoFIU 보고·미신고 아님",
        "한국은행 신고. FIU 보고 완료",
        "의심\n거래 보고",
        "suspicious\ntransaction report",
        "KoFIU에\n보고함",
        "외국환 신고, FIU에도 보고함",
        "한국은행 신고， 금융정보분석원 보고",
    ] {
        for day in DAYS {
            assert!(note_stops(&desk, day, text), "{day} {text}");
        }
    }
}

#[test]
fn the_own_report_as_a_vasp_may_be_named() {
    let desk = Desk::new();
    for text in [
        "FIU 신고 수리",
        "FIU 신고수리 사업자로서 월별 보고 대상",
        "금융정보분석원 가상자산사업자 신고번호 제0000-00호",
        "금융정보분석원에 가상자산사업자로 신고 수리된 거래소",
        "가상자산사업자 신고(금융정보분석원, 2025-03-04 수리)",
        "KoFIU VASP report accepted on 2025-03-04",
        "Registered with KoFIU as a VASP",
        "FIU-IND registered reporting entity",
        "FIU 고시에 따른 위험평가 결과를 제출받음",
        "Room 5, Queen's Road, Hong Kong SAR, reported by the customer",
        "분할 의심 여부를 확인하여 관세청에 보고함",
        "한국은행 신고 필, FIU 신고 수리 사업자",
        "외국환은행에 지급 등의 방법 신고를 마침",
    ] {
        for day in DAYS {
            assert!(!note_stops(&desk, day, text), "{day} {text}");
        }
    }
}

#[test]
fn a_hidden_answer_a_reason_and_a_correction_carry_nothing_over() {
    let desk = Desk::new();
    let secret = desk.sample();
    // A report on transfers does not correct a suspicious-transaction report, nor take its number.
    let across = json!({ "form": FORM, "corrects": secret });
    assert_eq!(desk.refusal("filing.create", across), ErrorCode::BadRequest);

    let id = desk.call("filing.create", json!({ "form": FORM, "corrects": null }))["id"].clone();
    let content = remittance();
    for (path, value) in content["fields"].as_object().unwrap() {
        desk.call("filing.edit", json!({ "id": id, "path": path, "value": value }));
    }
    for table in ["totals", "transfers"] {
        let mut rows = content["tables"][table].as_array().unwrap().clone();
        rows.iter_mut().for_each(|row| drop(row.as_object_mut().unwrap().remove("id")));
        desk.call("row.add", json!({ "id": id, "table": table, "rows": rows }));
    }
    // The same movement in both reports: the findings do not tell that the other is there.
    let alone = Desk::new();
    let other =
        alone.call("filing.create", json!({ "form": FORM, "corrects": null }))["id"].clone();
    for (path, value) in content["fields"].as_object().unwrap() {
        alone.call("filing.edit", json!({ "id": other, "path": path, "value": value }));
    }
    for table in ["totals", "transfers"] {
        let mut rows = content["tables"][table].as_array().unwrap().clone();
        rows.iter_mut().for_each(|row| drop(row.as_object_mut().unwrap().remove("id")));
        alone.call("row.add", json!({ "id": other, "table": table, "rows": rows }));
    }
    let findings = desk.call("filing.check", json!({ "id": id }));
    assert_eq!(findings, alone.call("filing.check", json!({ "id": other })));

    // The reason for accepting a warning is printed.
    let accept =
        |reason: &str| json!({ "id": id, "rule": "REM-W022", "path": null, "reason": reason });
    assert_eq!(desk.refusal("filing.accept", accept("STR로 보고함")), ErrorCode::BadRequest);
    desk.call("filing.accept", accept("외국환은행에 확인함"));

    // An answer that a later choice hides is not printed, but would travel in the canonical copy.
    let plant = |value: Value| json!({ "id": id, "path": "header.subject", "value": value });
    desk.call("filing.edit", plant(json!("의심거래보고 2026-001 관련")));
    let at = desk.call("app.status", json!({}))["now"].clone();
    let approve = json!({ "id": id, "decided_at": at, "reason": "보고" });
    let hidden = desk.call("filing.check", json!({ "id": id }));
    for finding in hidden["findings"].as_array().unwrap() {
        assert_ne!(finding["severity"], "block", "the sample is right: {finding}");
        let reason = json!({ "id": id, "rule": finding["rule"], "path": finding["path"], "reason": "확인함" });
        desk.call("filing.accept", reason);
    }
    assert_eq!(desk.refusal("filing.approve", approve.clone()), ErrorCode::BadRequest);
    desk.call("filing.edit", plant(Value::Null));
    desk.call("filing.approve", approve);

    // Nothing of it in the paper, its name, or the companion files.
    let pdf = desk.call("filing.render", json!({ "id": id }));
    assert!(!pdf["file_name"].as_str().unwrap().contains("str"));
    let bytes = BASE64.decode(pdf["base64"].as_str().unwrap().as_bytes()).unwrap();
    let text = pdf_text::of(&bytes);
    assert!(
        text.has("국경 간 이전 보고서") && text.has("주식회사 물안개무역"),
        "drawn text is read"
    );
    assert!(text.has("\"form\":\"remittance\""), "and the files inside");
    for word in WORDS {
        assert!(!text.has(word), "{word}");
    }
    let folder = tempfile::tempdir().unwrap();
    let request = json!({ "id": id, "dir": folder.path(), "passphrase": null });
    for file in desk.call("filing.export_companions", request)["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        for text in contents(Path::new(path)) {
            assert!(WORDS.iter().all(|word| !text.contains(word)), "{path}");
        }
    }
}

/// What no paper of this form may hold: words, and what only the other report of this vault says.
const WORDS: [&str; 4] = ["의심거래", "의심스러운", "금융정보분석원", "\"form\":\"str\""];

/// The text of a file, and of every part of a workbook.
pub fn contents(path: &Path) -> Vec<String> {
    let bytes = std::fs::read(path).unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let Ok(mut zip) = zip::ZipArchive::new(std::io::Cursor::new(&bytes)) else {
        return vec![text(&bytes)];
    };
    (0..zip.len())
        .map(|index| {
            let mut part = Vec::new();
            std::io::Read::read_to_end(&mut zip.by_index(index).unwrap(), &mut part).unwrap();
            text(&part)
        })
        .collect()
}

#[test]
fn no_file_of_that_name_and_no_paper_of_that_report_is_attached() {
    let desk = Desk::new();
    let secret = desk.approved();
    let id = desk.call("filing.create", json!({ "form": FORM, "corrects": null }))["id"].clone();
    let attach = |filing: &Value, name: &str, base64: &Value| {
        json!({ "filing": filing, "kind": "other", "name": name, "path": null, "base64": base64,
                "accept_warning": true })
    };
    let harmless = json!(BASE64.encode(b"%PDF-1.7 invented"));
    for name in ["의심거래보고서.pdf", "STR_2026-001.pdf", "s.t.r.pdf"] {
        assert_eq!(
            desk.refusal("attachment.add", attach(&id, name, &harmless)),
            ErrorCode::BadRequest,
            "{name}"
        );
    }
    let paper = desk.call("filing.render", json!({ "id": secret }))["base64"].clone();
    let refused = desk.refused("attachment.add", attach(&id, "자료.pdf", &paper));
    assert_eq!(refused.code, ErrorCode::BadRequest);
    desk.call("attachment.add", attach(&id, "계약서.pdf", &harmless));
    let listed = desk.call("attachment.list", json!({ "id": id }));
    assert_eq!(listed["attachments"].as_array().unwrap().len(), 1, "what was refused left nothing");
    // The other way round nothing is hidden from the one who may see it.
    let own = desk.call("filing.create", json!({ "form": "str", "corrects": null }))["id"].clone();
    desk.call("attachment.add", attach(&own, "의심거래보고서.pdf", &paper));
}

#[test]
fn an_imported_remark_with_the_words_stops_the_report() {
    let desk = Desk::new();
    let text = "일시,구분,코인,수량,고유번호,비고\n2026-10-20 10:00,출금,USDT,5,GAON-1,의심거래보고 완료\n";
    assert_eq!(desk.pasted(text, &[])["found"]["accepted"], 1);
    let id = desk.call("filing.create", json!({ "form": FORM, "corrects": null }))["id"].clone();
    let filter = json!({ "text": "", "direction": "", "asset": "", "chain": "", "reason": "",
                         "counterparty": "", "country": "", "from": "", "to": "",
                         "incomplete": false, "imported": false, "ids": [],
            "spans": [], "order": "", "except": [] });
    desk.call("filing.take_transfers", json!({ "id": id, "filter": filter }));
    let found = desk.call("filing.check", json!({ "id": id }))["findings"].clone();
    let stops = |f: &Value| f["message"] == "forbidden" && f["path"] == "transfers[r1].note";
    assert!(found.as_array().unwrap().iter().any(stops), "{found}");
}
