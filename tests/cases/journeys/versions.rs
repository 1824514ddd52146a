//! Law goes by the day of a transfer: which version of the form a report is written under, and which of its rows the
//! law of 2027-02-19 asks about. The days on either side of both borders.

use serde_json::{Value, json};

use crate::companions::start;
use crate::desk::{Desk, remittance};

const FORM: &str = "remittance";

/// Invented transfers, the last and the first minute of each law.
const MOVES: &str = "\
입출금구분,일시,거래번호,자산,네트워크,수량,단가,받는 주소,사유,고객번호
출금,2026-12-02 23:59:00,T-1,USDT,tron,100,1418,TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL,S01,C-1
출금,2026-12-03 00:00:00,T-2,USDT,tron,10,1420,TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL,S01,C-2
출금,2027-02-18 23:59:00,T-3,USDT,tron,11,1420,TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL,S01,C-2
출금,2027-02-19 00:00:00,T-4,USDT,tron,12,1420,TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL,S01,C-3
";

/// From 2026-11-20 to 2027-03-10.
fn until_march(desk: &Desk) {
    desk.wait(110 * 24 * 60);
    desk.sign_in("tester");
}

fn version(desk: &Desk, id: &Value) -> String {
    desk.call("filing.show", json!({ "id": id }))["version"].as_str().unwrap().to_owned()
}

fn findings(desk: &Desk, on: &str, mut content: Value) -> Vec<Value> {
    content.as_object_mut().unwrap().remove("form");
    let request = json!({ "form": FORM, "on": on, "content": content.to_string() });
    desk.call("form.check", request)["findings"].as_array().unwrap().clone()
}

fn found(findings: &[Value], rule: &str, path: &str) -> bool {
    findings.iter().any(|finding| finding["rule"] == rule && finding["path"] == path)
}

#[test]
fn a_closing_takes_the_version_of_what_it_closes() {
    let desk = Desk::new();
    until_march(&desk);
    let columns = [
        ("거래번호", "exchange_tx_id"),
        ("단가", "unit_price_krw"),
        ("받는 주소", "to_address"),
        ("사유", "reason"),
        ("고객번호", "originator_customer_id"),
    ];
    assert_eq!(desk.pasted(MOVES, &columns)["found"]["accepted"], 4);
    let page = json!({ "filter": {}, "sort": "oldest", "from": null, "limit": 200 });
    let rows = desk.call("transfer.page", page)["rows"].as_array().unwrap().clone();
    let ids: Vec<&Value> = rows.iter().map(|row| &row["id"]).collect();
    for (month, ids, versions) in [
        ("2026-12", [ids[0], ids[1]], ["2026-08", "2026-12"]),
        ("2027-02", [ids[2], ids[3]], ["2026-12", "2027-02"]),
    ] {
        let made = desk.call("close.create", json!({ "month": month, "ids": ids }));
        let filings = made["filings"].as_array().unwrap();
        let found: Vec<String> = filings.iter().map(|id| version(&desk, id)).collect();
        assert_eq!(found, versions, "{month}");
        let whole = desk.call("close.create", json!({ "month": month, "ids": [] }));
        assert_eq!(version(&desk, &whole["filings"][0]), versions[1], "{month} by its last day");
        assert_eq!(desk.call("close.show", json!({ "month": month }))["version"], versions[1]);
    }
    let before = desk.call("close.show", json!({ "month": "2026-11" }));
    assert_eq!(before["version"], "2026-08");
}

#[test]
fn a_report_asks_for_its_day_and_a_correction_keeps_that_of_its_period() {
    let desk = Desk::new();
    let content = remittance();
    let id = start(&desk, &content["fields"], &content["tables"]["transfers"]);
    desk.call(
        "row.add",
        json!({ "id": id, "table": "totals", "rows": rows_of(&content, "totals") }),
    );
    let open = desk.call("filing.check", json!({ "id": id }))["findings"].clone();
    for finding in open.as_array().unwrap() {
        assert_ne!(finding["severity"], "block", "{finding}");
        let reason = json!({ "id": id, "rule": finding["rule"], "path": finding["path"], "reason": "확인함" });
        desk.call("filing.accept", reason);
    }
    let at = desk.call("app.status", json!({}))["now"].clone();
    desk.call("filing.approve", json!({ "id": id, "decided_at": at, "reason": "보고" }));
    until_march(&desk);
    for (on, expected) in [
        (json!("2026-12-02"), "2026-08"),
        (json!("2026-12-03"), "2026-12"),
        (json!("2027-02-18"), "2026-12"),
        (json!("2027-02-19"), "2027-02"),
        (Value::Null, "2027-02"),
    ] {
        let made = desk.call("filing.create", json!({ "form": FORM, "on": on, "corrects": null }));
        assert_eq!(made["version"], expected, "{on}");
    }
    let corrected = desk.call("filing.create", json!({ "form": FORM, "corrects": id }));
    assert_eq!(corrected["version"], "2026-08", "October stays October");
    // The other form goes by the day on which it is written.
    let other =
        desk.call("filing.create", json!({ "form": "str", "on": "2021-04-01", "corrects": null }));
    assert_eq!(other["version"], "2026-08");
}

fn rows_of(content: &Value, table: &str) -> Value {
    let mut rows = content["tables"][table].clone();
    rows.as_array_mut()
        .unwrap()
        .iter_mut()
        .for_each(|row| drop(row.as_object_mut().unwrap().remove("id")));
    rows
}

#[test]
fn a_report_under_another_version_is_told_so() {
    let desk = Desk::new();
    for (on, end, expected) in [
        ("2026-11-20", "2026-12-02", None),
        ("2026-11-20", "2026-12-03", Some("2026-12")),
        ("2026-12-10", "2026-12-02", Some("2026-08")),
        ("2026-12-10", "2026-12-03", None),
        ("2026-12-10", "2027-02-18", None),
        ("2026-12-10", "2027-02-19", Some("2027-02")),
        ("2027-03-10", "2027-02-18", Some("2026-12")),
        ("2027-03-10", "2027-02-19", None),
    ] {
        let mut content = remittance();
        content["fields"]["header.period_to"] = json!(end);
        let findings = findings(&desk, on, content);
        let told = findings.iter().find(|f| f["rule"] == "REM-W069");
        let told = told.map(|finding| finding["params"]["version"].as_str().unwrap());
        assert_eq!(told, expected, "{on} {end}");
    }
}

#[test]
fn in_a_month_of_two_laws_each_row_goes_by_its_own_day() {
    let desk = Desk::new();
    let moved = |first: &str, third: &str| {
        let mut content = remittance();
        content["fields"]["header.period_from"] = json!("2027-02-01");
        content["fields"]["header.period_to"] = json!("2027-02-28");
        for (row, at) in [(0, first), (2, third)] {
            let row = &mut content["tables"]["transfers"][row];
            assert_eq!(row["counterparty_kind"], "foreign-vasp");
            row["occurred_at"] = json!(at);
            for column in ["travel_rule_id", "counterparty_assessment", "counterparty_assessed_on"]
            {
                row.as_object_mut().unwrap().remove(column);
            }
        }
        content
    };
    // Both rows are worth more than a million won.
    let both = moved("2027-02-18T23:59:59+09:00", "2027-02-19T00:00:00+09:00");
    let mixed = findings(&desk, "2027-02-19", both.clone());
    assert!(found(&mixed, "REM-B066", "transfers[r1].travel_rule_id"), "{mixed:?}");
    assert!(!found(&mixed, "REM-B067", "transfers[r1].travel_rule_id"));
    assert!(!found(&mixed, "REM-B001", "transfers[r1].counterparty_assessment"));
    assert!(found(&mixed, "REM-B067", "transfers[r3].travel_rule_id"));
    assert!(!found(&mixed, "REM-B066", "transfers[r3].travel_rule_id"));
    for column in ["counterparty_assessment", "counterparty_assessed_on"] {
        assert!(found(&mixed, "REM-B001", &format!("transfers[r3].{column}")), "{column}");
    }
    // Below the floor that held until the 18th, nothing is asked of the first.
    let mut small = both;
    small["tables"]["transfers"][0]["krw_value"] = json!("999999");
    let found_small = findings(&desk, "2027-02-19", small);
    assert!(!found(&found_small, "REM-B066", "transfers[r1].travel_rule_id"));
    // The day counts in Korea, wherever the clock stood: 15:00 UTC is midnight.
    let zones = moved("2027-02-18T14:59:59Z", "2027-02-18T15:00:00Z");
    let zones = findings(&desk, "2027-02-19", zones);
    assert!(!found(&zones, "REM-B067", "transfers[r1].travel_rule_id"));
    assert!(found(&zones, "REM-B067", "transfers[r3].travel_rule_id"));
    assert!(found(&zones, "REM-B001", "transfers[r3].counterparty_assessment"));
}
