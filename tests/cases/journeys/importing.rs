//! Tables that users bring.

use data_encoding::BASE64;
use serde_json::{Value, json};
use singo_app::ErrorCode;

use crate::desk::Desk;

const KOREAN: &str = "거래일시,네트워크,코인,입출금 구분,수량,거래해시,보낸 주소,받는 주소,원화 환산액\n\
2026-09-01 10:12:07,트론,USDT,입금,30000,230e76fa046cea607c18a280ea3f31da56cfca68efb1c0e15bc4ecb94ce17869,TJEh7TX8sNj5uq4hXKyYdTrnGmeeG48top,TW28meJ4JPqGG8GeV9tTykaep8WQhvUNwk,42615000\n\
2026-09-02 11:00:00,트론,USDT,출금,1.5E+10,330e76fa046cea607c18a280ea3f31da56cfca68efb1c0e15bc4ecb94ce17869,TJEh7TX8sNj5uq4hXKyYdTrnGmeeG48top,TW28meJ4JPqGG8GeV9tTykaep8WQhvUNwk,1000\n\
45981.5,트론,USDT,출금,1,430e76fa046cea607c18a280ea3f31da56cfca68efb1c0e15bc4ecb94ce17869,TJEh7TX8sNj5uq4hXKyYdTrnGmeeG48top,TW28meJ4JPqGG8GeV9tTykaep8WQhvUNwk,1000\n\
2026-09-01 10:12:07,트론,USDT,입금,30000,230e76fa046cea607c18a280ea3f31da56cfca68efb1c0e15bc4ecb94ce17869,TJEh7TX8sNj5uq4hXKyYdTrnGmeeG48top,TW28meJ4JPqGG8GeV9tTykaep8WQhvUNwk,42615000\n";

fn preview(id: &Value, bytes: &[u8]) -> Value {
    json!({ "id": id, "form": null, "table": "transfers", "name": "export.csv",
            "base64": BASE64.encode(bytes), "mapping": null })
}

#[test]
fn korean_headings_are_understood_and_damage_is_refused_with_its_line() {
    let desk = Desk::new();
    let id = desk.call("filing.create", json!({ "form": "str", "corrects": null }))["id"].clone();
    let shown = desk.call("import.preview", preview(&id, KOREAN.as_bytes()));
    let mapping: Vec<&str> =
        shown["mapping"].as_array().unwrap().iter().map(|m| m.as_str().unwrap()).collect();
    assert_eq!(mapping[0], "transfers[].occurred_at");
    assert!(!mapping.contains(&""), "{mapping:?}");
    assert_eq!(shown["accepted"], 1);
    assert_eq!(shown["rows"][0]["direction"], "in", "a word for a code becomes the code");
    let reasons: Vec<(u64, &str)> = shown["rejected"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["line"].as_u64().unwrap(), row["reason"].as_str().unwrap()))
        .collect();
    assert_eq!(reasons, [(3, "scientific_notation"), (4, "serial_date"), (5, "duplicate")]);

    let apply = json!({ "id": id, "table": "transfers", "name": "export.csv",
                        "base64": BASE64.encode(KOREAN.as_bytes()), "mapping": shown["mapping"] });
    assert_eq!(desk.call("import.apply", apply.clone())["total"], 1);
    let again = desk.call("import.apply", apply);
    assert_eq!((&again["accepted"], &again["total"]), (&json!(0), &json!(1)), "no row twice");
}

#[test]
fn the_same_table_in_cp949_reads_the_same() {
    let desk = Desk::new();
    let id = desk.call("filing.create", json!({ "form": "str", "corrects": null }))["id"].clone();
    let (cp949, _, unmappable) = encoding_rs::EUC_KR.encode(KOREAN);
    assert!(!unmappable);
    let utf8 = desk.call("import.preview", preview(&id, KOREAN.as_bytes()));
    let korean = desk.call("import.preview", preview(&id, &cp949));
    assert_eq!(
        (utf8["encoding"].as_str(), korean["encoding"].as_str()),
        (Some("utf-8"), Some("cp949"))
    );
    assert_eq!(utf8["rows"], korean["rows"]);
    assert_eq!(utf8["rejected"], korean["rejected"]);
}

#[test]
fn a_whole_import_is_one_step_to_take_back() {
    let desk = Desk::new();
    let id = desk.call("filing.create", json!({ "form": "str", "corrects": null }))["id"].clone();
    let rows: String = (0..200).map(|n| format!("2026-09-01 10:00,BTC,{n}\n")).collect();
    let text = format!("time,coin,amount\n{rows}");
    let shown = desk.call("import.preview", preview(&id, text.as_bytes()));
    let apply = json!({ "id": id, "table": "transfers", "name": "export.csv",
                        "base64": BASE64.encode(text.as_bytes()), "mapping": shown["mapping"] });
    assert_eq!(desk.call("import.apply", apply)["total"], 200);
    let undone = desk.call("filing.undo", json!({ "id": id }));
    assert_eq!(undone["rows"]["transfers"].as_u64().unwrap_or(0), 0);
    assert_eq!(desk.call("filing.redo", json!({ "id": id }))["rows"]["transfers"], 200);
}

#[test]
fn what_is_no_table_is_refused_and_says_why() {
    let desk = Desk::new();
    let id = desk.call("filing.create", json!({ "form": "str", "corrects": null }))["id"].clone();
    let cases: [(&[u8], &str); 4] = [
        (b"PK\x03\x04 workbook", "not_text"),
        (b"\xFF\x00\x81\xFF", "encoding"),
        (b"a,b\n", "empty"),
        (b"a,b\n\"never closed\n1\n2\n3\n", "broken_quotes"),
    ];
    for (bytes, problem) in cases {
        let error = desk.refused("import.preview", preview(&id, bytes));
        assert_eq!(error.code, ErrorCode::TableUnreadable);
        assert_eq!(error.params["problem"], problem);
    }
}

#[test]
fn an_import_runs_beside_other_commands_and_tells_its_result() {
    let desk = Desk::new();
    let id = desk.call("filing.create", json!({ "form": "str", "corrects": null }))["id"].clone();
    let text = "time,coin,amount\n2026-09-01 10:00,BTC,1\n";
    let run = json!({ "id": id, "table": "transfers", "name": "export.csv",
                      "base64": BASE64.encode(text.as_bytes()),
                      "mapping": ["transfers[].occurred_at", "transfers[].asset", "transfers[].quantity"] });
    let job = desk.call("import.run", run)["job"].clone();
    let ended = desk.ended(&job);
    assert_eq!((&ended["state"], &ended["result"]["total"]), (&json!("done"), &json!(1)));

    desk.call("vault.lock", json!({}));
    assert_eq!(
        desk.refusal("job.show", json!({ "id": job })),
        ErrorCode::NotFound,
        "what a job found is closed with its vault"
    );
}
