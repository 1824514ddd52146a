//! The closing of a month: from a file of transfers to the report of the month and its paper.

use serde_json::{Value, json};
use singo_app::ErrorCode;

use crate::desk::Desk;

/// Invented transfers: two of November, one of December, one payment of November exported under two numbers.
const MOVES: &str = "\
입출금구분,일시,거래번호,자산,네트워크,수량,단가,받는 주소,사유,고객번호
출금,2026-11-03 10:00:00,T-1,USDT,tron,1200.5,1418.2,TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL,S01,C-1
출금,2026-11-09 15:30:00,T-2,USDT,tron,10,1420,TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL,,C-2
출금,2026-11-09 15:30:00,T-3,USDT,tron,10,1420,TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL,,C-2
출금,2026-12-01 00:00:00,T-4,USDT,tron,1,1420,TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL,,C-3
";

/// Takes a file into the ledger; times are those of Korea.
fn take_in(desk: &Desk, text: &str) -> Value {
    let columns = [
        ("거래번호", "exchange_tx_id"),
        ("단가", "unit_price_krw"),
        ("받는 주소", "to_address"),
        ("사유", "reason"),
        ("고객번호", "originator_customer_id"),
    ];
    desk.pasted(text, &columns)
}

fn need<'a>(view: &'a Value, name: &str) -> &'a Value {
    view["needs"].as_array().unwrap().iter().find(|need| need["need"] == name).unwrap()
}

fn rate(desk: &Desk, day: &str, won: &str) {
    desk.call(
        "rate.set",
        json!({ "currency": "USD", "day": day, "won": won, "source": "서울외국환중개" }),
    );
}

#[test]
fn a_month_says_what_is_missing_and_becomes_one_report() {
    let desk = Desk::new();
    let taken = take_in(&desk, MOVES);
    assert_eq!(taken["found"]["accepted"], 4, "{taken}");
    let month = json!({ "month": "2026-11" });
    let open = desk.call("close.show", month.clone());
    assert_eq!(
        (&open["count"], &open["rows"]),
        (&json!(3), &json!(3)),
        "December is another month"
    );
    assert_eq!((&open["from"], &open["to"]), (&json!("2026-11-01"), &json!("2026-11-30")));
    // The 10th of December 2026 is a Thursday.
    assert_eq!(open["deadline"]["due"], "2026-12-10");
    assert_eq!(open["report"], Value::Null);
    // The desk's day is 2026-11-20: last month is October, of which there is nothing.
    let glance = desk.call("close.glance", json!({}));
    assert_eq!(
        (&glance["month"], &glance["count"], &glance["report"]),
        (&json!("2026-10"), &json!(0), &Value::Null)
    );
    let days: Vec<&str> = open["missing_rates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["day"].as_str().unwrap())
        .collect();
    assert_eq!(days, ["2026-11-03", "2026-11-09"]);
    assert_eq!(need(&open, "rate")["rows"], 3);
    assert_eq!(need(&open, "reason")["rows"], 2, "one has a reason");
    assert_eq!(need(&open, "proof")["rows"], 1, "that reason needs documents");
    assert_eq!(need(&open, "reason")["ids"].as_array().unwrap().len(), 2);
    assert_eq!(open["look_alikes"].as_array().unwrap().len(), 1);

    rate(&desk, "2026-11-03", "1398.4");
    rate(&desk, "2026-11-09", "1400");
    let rated = desk.call("close.show", month.clone());
    assert_eq!((&rated["missing_rates"], &need(&rated, "rate")["rows"]), (&json!([]), &json!(0)));
    assert_eq!(need(&rated, "value")["rows"], 0, "values follow from price and rate");

    let made = desk.call("close.create", json!({ "month": "2026-11", "ids": [] }));
    assert_eq!((&made["rows"], &made["missing_rates"]), (&json!(3), &json!([])));
    // One write: rows, values and totals, or nothing of them.
    assert_eq!(desk.acts(2), ["filing.closed_month", "rate.set"]);
    let id = made["filings"][0].clone();
    let filing = desk.call("filing.show", json!({ "id": id }));
    // By hand: 1200.5 x 1418.2 = 1,702,549.1; 10 x 1420 = 14,200 twice; 1702549/1398.4 = 1217.50; 14200/1400 = 10.14.
    for (path, expected) in [
        ("header.mode", "monthly"),
        ("header.period_from", "2026-11-01"),
        ("header.period_to", "2026-11-30"),
        ("summary.transfer_count", "3"),
        ("summary.out_krw", "1730949"),
        ("summary.out_usd", "1237.78"),
    ] {
        assert_eq!(filing["fields"][path], expected, "{path}");
    }
    let twice = desk.refused("close.create", json!({ "month": "2026-11", "ids": [] }));
    assert_eq!(
        (twice.code, twice.params["id"].as_str()),
        (ErrorCode::MonthReported, id.to_string().as_str())
    );
    let shown = desk.call("close.show", month);
    assert_eq!(shown["report"]["id"], id);
    assert_eq!(
        (&shown["rows"], &need(&shown, "reason")["rows"]),
        (&json!(3), &json!(2)),
        "asked of the report now"
    );
    assert_eq!(shown["standing"], json!([]));
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

#[test]
fn single_transfers_become_reports_of_their_own() {
    let desk = Desk::new();
    take_in(&desk, MOVES);
    let all = json!({ "filter": {}, "sort": "oldest" });
    let outline = desk.call("transfer.outline", all);
    assert_eq!((&outline["count"], outline["marks"].as_array().unwrap().len()), (&json!(4), 1));
    let page = desk.call(
        "transfer.page",
        json!({ "filter": {}, "sort": "oldest", "from": outline["marks"][0], "limit": 200 }),
    );
    let ids: Vec<&Value> = page["rows"].as_array().unwrap().iter().map(|row| &row["id"]).collect();
    let made = desk.call("close.create", json!({ "month": "2026-11", "ids": [ids[0], ids[1]] }));
    assert_eq!((made["filings"].as_array().unwrap().len(), &made["rows"]), (2, &json!(2)));
    assert_eq!(desk.acts(2), ["filing.closed_month", "batch.closed"], "both reports in one write");
    let numbers = [0, 1].map(|at| {
        let filing = desk.call("filing.show", json!({ "id": made["filings"][at] }));
        filing["fields"]["header.document_no"].clone()
    });
    assert_eq!(numbers, ["2026-001", "2026-002"]);
    let first = desk.call("filing.show", json!({ "id": made["filings"][0] }));
    assert_eq!(
        (&first["fields"]["header.mode"], &first["fields"]["header.period_to"]),
        (&json!("case"), &json!("2026-11-03"))
    );
    let standing = desk.call("close.show", json!({ "month": "2026-11" }))["standing"].clone();
    assert_eq!(
        standing.as_array().unwrap().len(),
        2,
        "they are pointed out before they are reported again"
    );
    // A transfer of another month is not of this one.
    assert_eq!(
        desk.refusal("close.create", json!({ "month": "2026-11", "ids": [ids[3]] })),
        ErrorCode::NotFound
    );
    assert_eq!(desk.refusal("close.show", json!({ "month": "2026-13" })), ErrorCode::BadRequest);
    assert_eq!(desk.refusal("close.show", json!({ "month": "2026-07" })), ErrorCode::NotFound);
}

#[test]
fn a_selection_is_summed_in_the_vault_and_taken_into_a_report() {
    let desk = Desk::new();
    take_in(&desk, MOVES);
    let page = desk.call(
        "transfer.page",
        json!({ "filter": {}, "sort": "oldest", "from": null, "limit": 200 }),
    );
    let id = |at: usize| page["rows"][at]["id"].clone();
    let chosen = json!({ "spans": [{ "first": id(0), "last": id(3) }], "order": "oldest", "except": [id(1)] });
    let sum = desk.call("transfer.sum", json!({ "filter": chosen }));
    assert_eq!(sum["count"], 3);
    assert_eq!(sum["quantities"], json!([{ "asset": "USDT", "quantity": "1211.5" }]));
    assert_eq!(sum["incomplete"], 3, "no value was imported");
    let filing = desk
        .call("filing.create", json!({ "form": "remittance", "corrects": null, "follows": null }))
        ["id"]
        .clone();
    let taken = desk.call("filing.take_transfers", json!({ "id": filing, "filter": chosen }));
    assert_eq!(taken, json!({ "added": 3, "present": 0 }));
    let again = desk.call("filing.take_transfers", json!({ "id": filing, "filter": {} }));
    assert_eq!(again, json!({ "added": 1, "present": 3 }));
}
