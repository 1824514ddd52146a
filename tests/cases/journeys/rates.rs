//! Base rates, and the values of transfers filled in from them.

use data_encoding::BASE64;
use serde_json::{Value, json};
use singo_app::ErrorCode;

use crate::desk::Desk;

/// Invented rates.
const KEXIM: &str = r#"[{ "result": 1, "cur_unit": "USD", "deal_bas_r": "1,398.4" },
                        { "result": 1, "cur_unit": "EUR", "deal_bas_r": "" }]"#;

fn cell(desk: &Desk, id: u64, column: &str) -> String {
    let page =
        desk.call("row.list", json!({ "id": id, "table": "transfers", "offset": 0, "limit": 10 }));
    page["rows"][0]["cells"][column].as_str().unwrap_or_default().to_owned()
}

fn report(desk: &Desk, cells: Value) -> u64 {
    let filing = desk.call("filing.create", json!({ "form": "remittance", "corrects": null }));
    let id = filing["id"].as_u64().unwrap();
    desk.call("row.add", json!({ "id": id, "table": "transfers", "rows": [cells] }));
    id
}

#[test]
fn rates_are_kept_with_their_source_and_the_last_one_counts() {
    let desk = Desk::new();
    let file = json!({ "base64": BASE64.encode(KEXIM.as_bytes()), "source": "한국수출입은행", "day": "2026-10-08" });
    let read = desk.call("rate.import", file.clone());
    assert_eq!((&read["added"], &read["rejected"][0]["place"]), (&json!(1), &json!(2)));
    assert_eq!(desk.call("rate.import", file.clone())["unchanged"], 1, "no rate twice");
    let span = json!({ "from": "2026-10-08", "to": "2026-10-08" });
    let listed = desk.call("rate.list", span.clone());
    assert_eq!(listed["rates"][0]["won"], "1398.4");
    assert_eq!(listed["rates"][0]["file"], read["sha256"]);
    desk.call(
        "rate.set",
        json!({ "currency": "USD", "day": "2026-10-08", "won": "1,399", "source": "서울외국환중개" }),
    );
    let listed = desk.call("rate.list", span);
    assert_eq!(listed["rates"].as_array().unwrap().len(), 1);
    assert_eq!(listed["rates"][0]["won"], "1399");
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
    for wrong in [
        json!({ "currency": "usd", "day": "2026-10-08", "won": "1", "source": "x" }),
        json!({ "currency": "USD", "day": "2026-10-08", "won": "0", "source": "x" }),
        json!({ "currency": "USD", "day": "2026-10-08", "won": "1", "source": " " }),
        json!({ "currency": "USD", "day": "10/08", "won": "1", "source": "x" }),
    ] {
        assert_eq!(desk.refusal("rate.set", wrong), ErrorCode::BadRequest);
    }
    let mut no_day = file;
    no_day["day"] = Value::Null;
    assert_eq!(desk.refusal("rate.import", no_day), ErrorCode::BadRequest);
}

#[test]
fn blank_values_are_filled_from_the_rate_of_the_last_business_day() {
    let desk = Desk::new();
    // Sunday after Hangul Day: the rate of Thursday counts.
    let id = report(
        &desk,
        json!({ "occurred_at": "2026-10-11T00:30:00+09:00", "stablecoin": "1", "peg": "USD",
                "quantity": "1200.5", "unit_price_krw": "1418.2", "premium": "9.99" }),
    );
    let before = desk.call("transfer.value", json!({ "id": id }));
    assert_eq!(before["missing"], json!([{ "currency": "USD", "day": "2026-10-08" }]));
    assert_eq!(cell(&desk, id, "krw_value"), "1702549", "won need no rate");
    assert_eq!(cell(&desk, id, "usd_value"), "", "no rate, no value");
    desk.call(
        "rate.set",
        json!({ "currency": "USD", "day": "2026-10-08", "won": "1398.4", "source": "서울외국환중개" }),
    );
    assert_eq!(desk.call("transfer.value", json!({ "id": id }))["missing"], json!([]));
    // By hand; see the test of the arithmetic.
    for (column, expected) in [
        ("base_rate", "1398.4"),
        ("base_rate_on", "2026-10-08"),
        ("base_rate_source", "서울외국환중개"),
        ("usd_value", "1217.50"),
        ("peg_rate", "1398.4"),
        ("face_krw", "1678779"),
        ("face_usd", "1200.50"),
        ("premium", "9.99"),
    ] {
        assert_eq!(cell(&desk, id, column), expected, "{column}");
    }
    let findings = desk.call("filing.check", json!({ "id": id }));
    let told = findings["findings"].as_array().unwrap().iter();
    let mut told = told.filter(|f| f["path"].as_str().is_some_and(|p| p.ends_with(".premium")));
    assert!(told.next().is_some(), "what was typed stays, and the difference is told");
    assert_eq!(desk.call("transfer.value", json!({ "id": id }))["filled"], 0);
    desk.call("filing.undo", json!({ "id": id }));
    assert_eq!(cell(&desk, id, "usd_value"), "", "one step");
}
