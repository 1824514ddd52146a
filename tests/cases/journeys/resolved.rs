//! What only the vault shows of a report and a person has answered is printed with the decision, from the decision's
//! own record, and says nothing of a report that must not be disclosed.

use data_encoding::BASE64;
use serde_json::{Value, json};
use singo_app::ErrorCode;

use crate::desk::{Desk, remittance};
use crate::pdf_text;

/// One more payment of a customer of the sample on the same day, and one of its transfers with another value.
const LEDGER: &str = "\
일시,구분,코인,수량,원화 환산액,달러 환산액,고유번호,회원번호
2026-10-08 16:00:00,출금,USDT,9500,13300000,9500.00,GAON-200001,GAON-0000-000003
2026-10-20 18:40:07,출금,USDT,2000,2838001,2027.43,GAON-100004,GAON-0000-000004
";

fn import(desk: &Desk) {
    assert_eq!(desk.pasted(LEDGER, &[])["found"]["accepted"], 2);
}

/// The sample of the report on transfers.
fn sample(desk: &Desk) -> Value {
    let sample: Value = remittance();
    let filing = desk.call("filing.create", json!({ "form": "remittance", "corrects": null }));
    let id = filing["id"].clone();
    for (path, value) in sample["fields"].as_object().unwrap() {
        desk.call("filing.edit", json!({ "id": id, "path": path, "value": value }));
    }
    for table in ["totals", "transfers"] {
        let mut rows = sample["tables"][table].as_array().unwrap().clone();
        rows.iter_mut().for_each(|row| drop(row.as_object_mut().unwrap().remove("id")));
        desk.call("row.add", json!({ "id": id, "table": table, "rows": rows }));
    }
    id
}

fn printed(desk: &Desk, id: &Value) -> (pdf_text::Text, Vec<u8>) {
    let pdf = desk.call("filing.render", json!({ "id": id }));
    let bytes = BASE64.decode(pdf["base64"].as_str().unwrap().as_bytes()).unwrap();
    (pdf_text::of(&bytes), bytes)
}

#[test]
fn what_the_vault_shows_and_a_person_answered_is_printed_with_the_decision() {
    let desk = Desk::new();
    // Another report of the same customer that nobody may learn of.
    let secret = desk.sample();
    import(&desk);
    let id = sample(&desk);
    let findings = desk.call("filing.check", json!({ "id": id }))["findings"].clone();
    let mut reasons = 0;
    for finding in findings.as_array().unwrap() {
        assert_ne!(finding["severity"], "block", "{finding}");
        let reason = match finding["rule"] == "REM-W041" {
            true => "원장의 원화 금액은 반올림 전의 값임",
            false => "확인함",
        };
        reasons += u32::from(finding["rule"] == "REM-W041");
        let accept =
            json!({ "id": id, "rule": finding["rule"], "path": finding["path"], "reason": reason });
        desk.call("filing.accept", accept);
    }
    assert_eq!(reasons, 1, "the ledger says another value: {findings}");
    let at = desk.call("app.status", json!({}))["now"].clone();
    let approve = json!({ "id": id, "decided_at": at, "reason": "보고" });
    assert_eq!(desk.refusal("filing.approve", approve.clone()), ErrorCode::OpenFlags);

    let flags = desk.call("flag.list", json!({ "id": id, "open_only": true }))["flags"].clone();
    let flags = flags.as_array().unwrap().clone();
    assert!(flags.iter().any(|flag| flag["pattern"] == "R1"), "{flags:?}");
    for flag in &flags {
        let answer = |comment: &str| json!({ "flag": flag["flag"], "pattern": flag["pattern"], "comment": comment });
        // What the report may not say, the answer that is printed on it may not say either.
        for told in ["STR로 보고함", "의심거래보고를 마침"] {
            assert_eq!(desk.refusal("flag.answer", answer(told)), ErrorCode::BadRequest, "{told}");
        }
        desk.call(
            "flag.answer",
            answer(&format!("{} 유학 경비로 소명됨", flag["pattern"].as_str().unwrap())),
        );
    }
    let (draft, _) = printed(&desk, &id);
    assert!(!draft.has("유학 경비로 소명됨"), "a draft says what its answers say");

    desk.call("filing.approve", approve);
    let (paper, bytes) = printed(&desk, &id);
    assert!(paper.has("REM-W041") && paper.has("원장의 원화 금액은 반올림 전의 값임"));
    for flag in &flags {
        assert!(paper.has(&format!("{} 유학 경비로 소명됨", flag["pattern"].as_str().unwrap())));
    }
    assert!(
        paper.has("2026-10-08부터 2026-10-08까지 2건, 합계 미화 10717.50달러(기준 10000.00달러)")
    );
    for word in ["의심거래", "의심스러운", "금융정보분석원", "\"form\":\"str\""] {
        assert!(!paper.has(word), "{word}");
    }
    // What the vault learns later does not touch the paper: another movement, another answer, another report.
    let again =
        json!({ "flag": flags[0]["flag"], "pattern": flags[0]["pattern"], "comment": "다른 의견" });
    desk.call("flag.answer", again);
    desk.call("filing.hand_over", json!({ "id": secret, "note": "" }));
    assert_eq!(printed(&desk, &id).1, bytes);
    let path = desk.folder.path().join("a.pdf");
    std::fs::write(&path, bytes).unwrap();
    let found = desk.call("pdf.verify", json!({ "path": path, "with_vault": true }));
    assert_eq!(found["intact"], true, "{found}");
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

/// The device and the network of one customer of the sample, and what others in the ledger used.
const DEVICE: &str = "device-000000001";
const NETWORK: &str = "192.0.2.77";

/// The flags of the patterns whose names begin so.
fn patterns(desk: &Desk, id: &Value, name: &str) -> Vec<Value> {
    let flags = desk.call("flag.list", json!({ "id": id, "open_only": false }))["flags"].clone();
    let named = |flag: &Value| flag["pattern"].as_str().unwrap().starts_with(name);
    flags.as_array().unwrap().iter().filter(|flag| named(flag)).cloned().collect()
}

/// Accepts every finding, and tells which rules had one.
fn accepted(desk: &Desk, id: &Value) -> Vec<String> {
    let findings = desk.call("filing.check", json!({ "id": id }))["findings"].clone();
    let findings = findings.as_array().unwrap().iter().map(|finding| {
        assert_ne!(finding["severity"], "block", "{finding}");
        let accept = json!({ "id": id, "rule": finding["rule"], "path": finding["path"], "reason": "확인함" });
        desk.call("filing.accept", accept);
        finding["rule"].as_str().unwrap().to_owned()
    });
    findings.collect()
}

/// Answers every open flag of a filing with its pattern and some words.
fn answer(desk: &Desk, id: &Value, words: &str) {
    let all = desk.call("flag.list", json!({ "id": id, "open_only": true }))["flags"].clone();
    for flag in all.as_array().unwrap() {
        let comment = format!("{} {words}", flag["pattern"].as_str().unwrap());
        desk.call(
            "flag.answer",
            json!({ "flag": flag["flag"], "pattern": flag["pattern"], "comment": comment }),
        );
    }
}

#[test]
fn what_customers_of_several_reports_and_files_share_is_answered_before_the_decision() {
    let desk = Desk::new();
    let id = sample(&desk);
    desk.call(
        "filing.edit",
        json!({ "id": id, "path": "transfers[r1].originator_device", "value": DEVICE }),
    );
    desk.call(
        "filing.edit",
        json!({ "id": id, "path": "transfers[r1].originator_ip", "value": NETWORK }),
    );
    assert_eq!(patterns(&desk, &id, "R7"), Vec::<Value>::new(), "one customer alone");
    // In the ledger, another customer with the device, written otherwise, on the thirtieth day; and two more in the network within seven days.
    let head = "일시,구분,코인,수량,고유번호,회원번호,고객명,접속 기기,접속 IP\n";
    let line = |day: &str, number: u32, device: &str, network: &str| {
        format!(
            "{day} 16:00:00,출금,USDT,1,GAON-30000{number},C-{number},고객{number},{device},{network}\n"
        )
    };
    let rows = [
        line("2026-11-04", 1, "DEVICE-000000001", "192.0.2.1"),
        line("2026-10-07", 2, "device-000000002", NETWORK),
        line("2026-10-12", 3, "device-000000003", NETWORK),
    ];
    assert_eq!(desk.pasted(&format!("{head}{}", rows.concat()), &[])["found"]["accepted"], 3);
    // A customer of another report, on the last day of seven, makes no difference to the device.
    let other =
        desk.call("filing.create", json!({ "form": "remittance", "corrects": null }))["id"].clone();
    let row = json!({ "occurred_at": "2026-10-12T20:00:00+09:00", "direction": "out", "asset": "USDT",
                      "originator_customer_id": "C-4", "originator_ip": NETWORK });
    desk.call("row.add", json!({ "id": other, "table": "transfers", "rows": [row] }));
    let found = patterns(&desk, &id, "R7");
    let names: Vec<(&str, &str, usize)> = found
        .iter()
        .map(|flag| {
            let rows = flag["rows"].as_array().unwrap().len();
            (flag["pattern"].as_str().unwrap(), flag["says"]["distinct"].as_str().unwrap(), rows)
        })
        .collect();
    assert_eq!(names, [("R7-D", "2", 2), ("R7-N", "4", 4)], "{found:?}");
    assert_eq!(
        (&found[0]["says"]["from"], &found[0]["says"]["to"]),
        (&json!("2026-10-06"), &json!("2026-11-04"))
    );
    assert_eq!(found[0]["provisional"], true);
    // A firm that sets the threshold one higher sees the device no more.
    let set = |values: Value| {
        let request = json!({ "pattern": "R7-D", "effective_from": "2026-01-01", "values": values, "reason": "자체 기준" });
        desk.call("threshold.set", request);
    };
    set(json!({ "least": "3" }));
    assert_eq!(patterns(&desk, &id, "R7").len(), 1);
    set(json!({}));
    assert_eq!(patterns(&desk, &id, "R7").len(), 2);

    accepted(&desk, &id);
    let at = desk.call("app.status", json!({}))["now"].clone();
    let approve = json!({ "id": id, "decided_at": at, "reason": "보고" });
    let refused = desk.refused("filing.approve", approve.clone());
    assert_eq!(refused.code, ErrorCode::OpenFlags);
    assert!(refused.params["patterns"].contains("R7-D, R7-N"), "{refused}");
    answer(&desk, &id, "같은 사무실의 직원임");
    desk.call("filing.approve", approve);
    let (paper, _) = printed(&desk, &id);
    assert!(paper.has("R7-D 같은 사무실의 직원임"));
    assert!(paper.has("2026-10-06부터 2026-11-04까지 2건, 서로 다른 고객 2명"));
    // Neither the paper nor what lies inside it, nor the exported chain, nor what an auditor sees says which they are.
    let chain = desk.folder.path().join("a.jsonl");
    desk.call("chain.export", json!({ "path": chain }));
    let chain = std::fs::read_to_string(chain).unwrap();
    desk.join("감사", &["auditor"]);
    desk.sign_in("감사");
    let seen = json!(patterns(&desk, &Value::Null, "R7")).to_string();
    assert!(seen.contains("R7-D"));
    let acts = desk.call("act.list", json!({ "before": null, "limit": 1000 })).to_string();
    for told in [&chain, &seen, &acts] {
        let small = told.to_lowercase();
        assert!(!small.contains(DEVICE) && !small.contains(NETWORK) && !small.contains("고객1"));
    }
    assert!(!paper.has(DEVICE) && !paper.has(NETWORK));
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

#[test]
fn won_that_only_pass_through_in_several_reports_and_files_are_answered_before_the_decision() {
    let desk = Desk::new();
    let id = sample(&desk);
    // 1,702,549 won went out 33 minutes behind 1,800,000 that came in; that alone is no pattern.
    for (column, value) in [("funded_at", "2026-10-08T14:00:07+09:00"), ("funded_krw", "1800000")] {
        desk.call(
            "filing.edit",
            json!({ "id": id, "path": format!("transfers[r2].{column}"), "value": value }),
        );
    }
    // In the ledger, another way of the same customer's, on the thirtieth day; one that waited a second too long.
    let head = "일시,구분,코인,수량,원화 환산액,고유번호,회원번호,원화 입금 일시,원화 입금액\n";
    let rows = "\
2026-11-06 00:30:00,출금,USDT,1,900000,GAON-400001,GAON-0000-000003,2026-11-05 23:30:00,\"1,000,000\"
2026-10-21 10:00:00,출금,USDT,1,1000000,GAON-400002,GAON-0000-000003,2026-10-21 08:59:59,1000000
";
    assert_eq!(desk.pasted(&format!("{head}{rows}"), &[])["found"]["accepted"], 2);
    assert_eq!(patterns(&desk, &id, "R6"), Vec::<Value>::new(), "two times");
    assert!(!accepted(&desk, &id).contains(&"REM-W076".to_owned()));
    // And one that is typed into another report.
    let other =
        desk.call("filing.create", json!({ "form": "remittance", "corrects": null }))["id"].clone();
    let row = json!({ "occurred_at": "2026-10-12T20:00:00+09:00", "direction": "out", "asset": "USDT",
                      "originator_customer_id": "GAON-0000-000003", "krw_value": "500000",
                      "funded_at": "2026-10-12T20:00:00+09:00", "funded_krw": "500000" });
    desk.call("row.add", json!({ "id": other, "table": "transfers", "rows": [row] }));
    let found = patterns(&desk, &id, "R6");
    assert_eq!(found.len(), 1, "{found:?}");
    let says = |name: &str| found[0]["says"][name].as_str().unwrap().to_owned();
    assert_eq!(
        (says("count"), says("from"), says("to")),
        ("3".into(), "2026-10-08".into(), "2026-11-06".into())
    );
    assert_eq!((says("sent_krw"), says("funded_krw")), ("3102549".into(), "3300000".into()));
    assert_eq!(says("longest"), "60");
    let rows: Vec<(&str, &str)> = found[0]["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["funded_at"].as_str().unwrap(), row["funded_krw"].as_str().unwrap()))
        .collect();
    let expected = [
        ("2026-10-08T14:00:07+09:00", "1800000"),
        ("2026-10-12T20:00:00+09:00", "500000"),
        ("2026-11-05T23:30:00+09:00", "1000000"),
    ];
    assert_eq!(rows, expected);
    // A firm that asks for more of the deposit sees it no more.
    let set = |values: Value| {
        let request = json!({ "pattern": "R6", "effective_from": "2026-01-01", "values": values, "reason": "자체 기준" });
        desk.call("threshold.set", request);
    };
    for values in [json!({ "percent": "95" }), json!({ "minutes": "59" }), json!({ "least": "4" })]
    {
        set(values);
        assert_eq!(patterns(&desk, &id, "R6"), Vec::<Value>::new());
    }
    set(json!({}));
    assert_eq!(patterns(&desk, &id, "R6"), found);
    // The report by itself does not show it; that the vault does is a finding on its row.
    let rules = accepted(&desk, &id);
    assert!(rules.contains(&"REM-W076".to_owned()), "{rules:?}");
    assert!(!rules.contains(&"REM-W035".to_owned()), "{rules:?}");
    let at = desk.call("app.status", json!({}))["now"].clone();
    let approve = json!({ "id": id, "decided_at": at, "reason": "보고" });
    let refused = desk.refused("filing.approve", approve.clone());
    assert_eq!(refused.code, ErrorCode::OpenFlags);
    assert!(refused.params["patterns"].contains("R6"), "{refused}");
    answer(&desk, &id, "급여일마다 보내는 학비로 확인함");
    desk.call("filing.approve", approve);
    let (paper, _) = printed(&desk, &id);
    assert!(paper.has("R6 급여일마다 보내는 학비로 확인함"));
    assert!(paper.has("2026-10-08부터 2026-11-06까지 3건, 원화 입금 3,300,000원 가운데 3,102,549원 이전(입금 뒤 길어도 60분)"));
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}
