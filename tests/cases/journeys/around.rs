//! What the vault knows around a report: other reports, rates, sums, patterns, settings of the firm; customers and
//! wallets that are known once for every report.

use serde_json::{Value, json};
use singo_app::ErrorCode;

use crate::desk::Desk;

/// An export as it is copied from a spreadsheet: tabs, a quoted line break. Invented.
const HEAD: &str = "일시\t구분\t코인\t네트워크\t수량\t원화 환산액\t달러 환산액\t고유번호\t회원번호\t고객명\t연락처\t받는 주소\t상대 유형\t상대 거래소\t소재국\t상태\t비고\n";
const ADDRESS: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

fn row(day: &str, dollars: u32, number: &str, state: &str) -> String {
    let won = dollars * 1_400;
    format!(
        "{day} 10:00:00\t출금\tUSDT\t이더리움\t{dollars}\t{won}\t{dollars}.00\t{number}\tC-1\t한옛날\t010-0000-0001\t{ADDRESS}\t\
         해외 가상자산사업자\t오로라브리지\tSG\t{state}\t\"두 줄\n비고\"\n"
    )
}

/// Imports what was copied into the ledger, and says what was found.
fn import(desk: &Desk, rows: &[String]) -> Value {
    desk.pasted(&format!("{HEAD}{}", rows.concat()), &[])["found"].clone()
}

fn filter() -> Value {
    json!({ "text": "", "direction": "", "asset": "", "chain": "", "reason": "", "counterparty": "",
            "country": "", "from": "", "to": "", "incomplete": false, "imported": false, "ids": [],
            "spans": [], "order": "", "except": [] })
}

fn report(desk: &Desk, form: &str) -> u64 {
    let filing = desk.call("filing.create", json!({ "form": form, "corrects": null }));
    filing["id"].as_u64().unwrap()
}

fn set(desk: &Desk, id: u64, path: &str, value: &str) {
    desk.call("filing.edit", json!({ "id": id, "path": path, "value": value }));
}

fn take(desk: &Desk, id: u64) {
    desk.call("filing.take_transfers", json!({ "id": id, "filter": filter() }));
}

/// Rules and places of what is found.
fn found(desk: &Desk, id: u64) -> Vec<(String, String)> {
    let findings = desk.call("filing.check", json!({ "id": id }))["findings"].clone();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    findings.as_array().unwrap().iter().map(|f| (text(&f["rule"]), text(&f["path"]))).collect()
}

fn finds(desk: &Desk, id: u64, rule: &str, place: &str) -> bool {
    found(desk, id).contains(&(rule.to_owned(), place.to_owned()))
}

fn cell(desk: &Desk, id: u64, column: &str) -> Value {
    let page = json!({ "id": id, "table": "transfers", "offset": 0, "limit": 10 });
    desk.call("row.list", page)["rows"][0]["cells"][column].clone()
}

fn intact(desk: &Desk) {
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

#[test]
fn the_firm_chooses_the_day_on_which_its_reports_are_due() {
    let desk = Desk::new();
    let due = |period_to: &str| {
        let id = report(&desk, "remittance");
        set(&desk, id, "header.period_to", period_to);
        let page = json!({ "query": null, "status": null, "before": null, "limit": 1 });
        desk.call("filing.list", page)["filings"][0]["due"].clone()
    };
    assert_eq!(due("2026-10-31"), "2026-11-10");
    let choose = |form: &str, day: u32, reason: &str| json!({ "form": form, "day": day, "effective_from": "2026-10-01", "reason": reason });
    for (form, day, reason) in [
        ("remittance", 12, "x"),
        ("remittance", 15, " "),
        ("str", 15, "x"),
        ("remittance", 31, "x"),
    ] {
        assert_eq!(
            desk.refusal("deadline.set_day", choose(form, day, reason)),
            ErrorCode::BadRequest
        );
    }
    let days = desk.call("deadline.set_day", choose("remittance", 15, "제10-4조에 따름"));
    assert_eq!((&days["days"], &days["set"][0]["day"]), (&json!([10, 15]), &json!(15)));
    assert_eq!((&days["standard"], &days["current"]), (&json!(10), &json!(15)));
    // The fifteenth of November 2026 is a Sunday; a period before the choice keeps its day.
    assert_eq!(due("2026-10-31"), "2026-11-16");
    assert_eq!(due("2026-09-30"), "2026-10-12");
    let back = desk.call("deadline.set_day", choose("remittance", 10, "되돌림"));
    assert_eq!((due("2026-10-31"), &back["current"]), (json!("2026-11-10"), &json!(10)));
    let later = json!({ "form": "remittance", "day": 15, "effective_from": "2099-01-01", "reason": "예정" });
    assert_eq!(desk.call("deadline.set_day", later)["current"], 10, "not before its day");
    assert_eq!(desk.call("deadline.choices", json!({ "form": "str" }))["current"], Value::Null);
    intact(&desk);
}

#[test]
fn thresholds_of_the_firm_hold_from_their_day_on() {
    let desk = Desk::new();
    let day = |day: &str, n: u32| row(day, 6_000, &format!("GAON-{n}"), "완료");
    let rows =
        [day("2026-09-01", 1), day("2026-09-01", 2), day("2026-10-20", 3), day("2026-10-20", 4)];
    assert_eq!(import(&desk, &rows)["accepted"], 4);
    let split = || {
        let flags =
            desk.call("flag.list", json!({ "id": null, "open_only": false }))["flags"].clone();
        let flags = flags.as_array().unwrap().clone();
        let of = flags.into_iter().filter(|flag| flag["pattern"] == "R1");
        of.map(|flag| flag["says"]["from"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(split(), ["2026-09-01", "2026-10-20"], "12,000 on a day, each below 10,000");
    let own = |values: Value| json!({ "pattern": "R1", "effective_from": "2026-10-01", "values": values, "reason": "위험평가" });
    for wrong in
        [json!({ "days": "3" }), json!({ "limit_usd": "0" }), json!({ "limit_usd": "1.5" })]
    {
        assert_eq!(desk.refusal("threshold.set", own(wrong)), ErrorCode::BadRequest);
    }
    let list = desk.call("threshold.set", own(json!({ "limit_usd": "20000" })));
    let mine: Vec<_> =
        list["thresholds"].as_array().unwrap().iter().filter(|t| t["pattern"] == "R1").collect();
    assert_eq!(mine.len(), 2, "the built-in one stands beside it");
    assert_eq!(
        (&mine[0]["values"]["limit_usd"], &mine[0]["own"]),
        (&json!("10000"), &json!(false))
    );
    assert_eq!((&mine[1]["values"]["limit_usd"], &mine[1]["own"]), (&json!("20000"), &json!(true)));
    assert_eq!(split(), ["2026-09-01"]);
    let in_force = |on: &str| {
        let list = desk.call("threshold.list", json!({ "on": on }))["thresholds"].clone();
        let list = list.as_array().unwrap().clone();
        let of = list.into_iter().filter(|t| t["pattern"] == "R1" && t["in_force"] == true);
        of.map(|t| t["effective_from"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(in_force("2026-09-30"), ["2026-01-01"]);
    assert_eq!(in_force("2026-10-01"), ["2026-10-01"]);
    assert!(in_force("2025-12-31").is_empty(), "before the first day none holds");
    let wrong = json!({ "on": "11월" });
    assert_eq!(desk.refusal("threshold.list", wrong), ErrorCode::BadRequest);
    desk.call("threshold.set", own(json!({ "limit_usd": "10000" })));
    assert_eq!(split(), ["2026-09-01", "2026-10-20"], "what is built in is not the firm's own");
    desk.call("threshold.set", own(json!({ "limit_usd": "20000" })));
    desk.call("threshold.set", own(json!({})));
    assert_eq!(split(), ["2026-09-01", "2026-10-20"], "the built-in one again");
    let acts = desk.call("act.list", json!({ "before": null, "limit": 5 }));
    assert_eq!(acts["acts"][0]["act"], "threshold.set");
    intact(&desk);
}

#[test]
fn what_was_cancelled_or_came_back_is_listed_and_not_summed() {
    let desk = Desk::new();
    let rows = [
        row("2026-10-20", 6_000, "GAON-1", "완료"),
        row("2026-10-20", 5_000, "GAON-2", "취소"),
        row("2026-10-20", 4_500, "GAON-3", "반송"),
    ];
    assert_eq!(import(&desk, &rows)["accepted"], 3);
    let totals = desk.call("transfer.totals", json!({ "filter": filter() }));
    assert_eq!((&totals["count"], &totals["ineffective"]), (&json!(3), &json!(2)));
    assert_eq!((&totals["usd"], &totals["krw"]), (&json!("6000.00"), &json!("8400000")));
    let flags = desk.call("flag.list", json!({ "id": null, "open_only": false }));
    assert_eq!(flags["flags"], json!([]), "no pattern rests on what did not move");
    let id = report(&desk, "remittance");
    set(&desk, id, "header.mode", "monthly");
    take(&desk, id);
    let filled = desk.call("filing.fill_totals", json!({ "id": id }))["filing"]["fields"].clone();
    for (path, value) in [
        ("summary.transfer_count", "1"),
        ("summary.out_krw", "8400000"),
        ("summary.void_count", "2"),
    ] {
        assert_eq!(filled[path], value, "{path}");
    }
}

#[test]
fn rates_sums_and_numbers_of_the_vault_are_held_against_the_report() {
    let desk = Desk::new();
    import(
        &desk,
        &[row("2026-10-11", 6_000, "GAON-1", "완료"), row("2026-10-11", 5_000, "GAON-2", "완료")],
    );
    let id = report(&desk, "remittance");
    take(&desk, id);
    // Sunday after Hangul Day: the rate of Thursday is missing, then there, then another one is typed.
    assert!(finds(&desk, id, "REM-B071", "transfers[r1].base_rate"));
    let rate = json!({ "currency": "USD", "day": "2026-10-08", "won": "1400", "source": "서울외국환중개" });
    desk.call("rate.set", rate);
    assert!(!finds(&desk, id, "REM-B071", "transfers[r1].base_rate"));
    set(&desk, id, "transfers[r1].base_rate", "1401");
    set(&desk, id, "transfers[r1].base_rate_on", "2026-10-09");
    assert!(finds(&desk, id, "REM-W037", "transfers[r1].base_rate"));
    assert!(finds(&desk, id, "REM-W038", "transfers[r1].base_rate_on"));
    set(&desk, id, "transfers[r1].base_rate", "1400");
    set(&desk, id, "transfers[r1].base_rate_on", "2026-10-08");
    assert!(!found(&desk, id).iter().any(|(rule, _)| rule == "REM-W037" || rule == "REM-W038"));

    assert!(finds(&desk, id, "REM-W039", "transfers[r1].day_count"), "sums are blank");
    assert!(finds(&desk, id, "REM-W040", "transfers[r1].splitting"), "R1 rests on both");
    assert_eq!(desk.call("filing.fill_sums", json!({ "id": id }))["unsummed"], 0);
    for (column, value) in [
        ("day_count", "2"),
        ("day_usd", "11000.00"),
        ("year_usd", "11000.00"),
        ("address_usd", "11000.00"),
        ("address_originators", "1"),
        ("originator_addresses", "1"),
    ] {
        assert_eq!(cell(&desk, id, column), value, "{column}");
    }
    assert_eq!(cell(&desk, id, "rules_applied"), json!(["R1", "R3-7"]));
    assert!(!finds(&desk, id, "REM-W039", "transfers[r1].day_count"));
    set(&desk, id, "transfers[r1].splitting", "resolved");
    assert!(!finds(&desk, id, "REM-W040", "transfers[r1].splitting"));
    assert_eq!(desk.call("filing.fill_sums", json!({ "id": id }))["filled"], 0, "nothing changed");

    set(&desk, id, "header.document_no", "GAON-20261101-000001");
    let other = report(&desk, "remittance");
    set(&desk, other, "header.document_no", "GAON-20261101-000001");
    assert!(finds(&desk, other, "REM-B070", "header.document_no"));
    set(&desk, other, "header.document_no", "GAON-20261101-000002");
    assert!(!finds(&desk, other, "REM-B070", "header.document_no"));
    // What the vault knows is not printed, and does not touch the paper's bytes.
    let pdf = desk.call("filing.render", json!({ "id": id }));
    import(&desk, &[row("2026-10-11", 900, "GAON-9", "완료")]);
    assert_eq!(desk.call("filing.render", json!({ "id": id })), pdf);
}

#[test]
fn the_same_movement_is_compared_where_it_may_be_shown() {
    let desk = Desk::new();
    import(&desk, &[row("2026-10-20", 6_000, "GAON-1", "완료")]);
    let id = report(&desk, "remittance");
    take(&desk, id);
    set(&desk, id, "header.document_no", "GAON-20261101-000001");
    desk.call("filing.fill_sums", json!({ "id": id }));
    let alone = found(&desk, id);
    let flags = desk.call("flag.list", json!({ "id": id, "open_only": false }));
    // The other report says another amount, and knows of transfers that nobody imported.
    let secret = report(&desk, "str");
    take(&desk, secret);
    set(&desk, secret, "transfers[r1].quantity", "6001");
    let typed = json!({ "occurred_at": "2026-10-20T11:00:00+09:00", "direction": "out", "asset": "USDT",
                        "krw_value": "14000000", "exchange_tx_id": "GAON-77", "chain": "ethereum",
                        "to_address": ADDRESS });
    desk.call("row.add", json!({ "id": secret, "table": "transfers", "rows": [typed] }));
    assert!(finds(&desk, secret, "STR-W067", "transfers[r1].quantity"), "the imported one differs");
    assert!(finds(&desk, secret, "STR-W068", "transfers[r1].quantity"), "and the other report");
    // On this side nothing has changed: no finding, no sum, no pattern.
    assert_eq!(found(&desk, id), alone);
    assert_eq!(desk.call("filing.fill_sums", json!({ "id": id }))["filled"], 0);
    assert_eq!(desk.call("flag.list", json!({ "id": id, "open_only": false })), flags);
    // A slip of its own is found against the imported record.
    set(&desk, id, "transfers[r1].krw_value", "1");
    assert!(finds(&desk, id, "REM-W041", "transfers[r1].krw_value"));
    // Two reports of this form see each other.
    let other = report(&desk, "remittance");
    take(&desk, other);
    assert!(finds(&desk, other, "REM-W042", "transfers[r1].krw_value"));
}

#[test]
fn customers_and_wallets_are_known_once_and_fill_both_reports() {
    let desk = Desk::new();
    import(&desk, &[row("2026-10-20", 6_000, "GAON-1", "완료")]);
    assert_eq!(desk.call("party.gather", json!({})), json!({ "parties": 1, "wallets": 1 }));
    assert_eq!(desk.call("party.gather", json!({})), json!({ "parties": 0, "wallets": 0 }));
    let ask = json!({ "text": "한옛", "offset": 0, "limit": 10 });
    let known = desk.call("party.list", ask.clone())["parties"][0].clone();
    assert_eq!((&known["customer"], &known["typed"]), (&json!("C-1"), &json!(false)));
    assert_eq!(known["facts"], json!({ "name": "한옛날", "phone": "010-0000-0001" }));

    let mut facts = known["facts"].clone();
    facts["born_on"] = json!("1890-01-01");
    facts["id_kind"] = json!("rrn");
    facts["id_number"] = json!("900101-9000008");
    let save = |facts: &Value| json!({ "customer": "C-1", "facts": facts });
    let saved = desk.call("party.save", save(&facts));
    assert_eq!(saved["facts"]["id_number"], "900101-9******");
    // What comes back masked is still the whole number; an unknown fact is refused.
    desk.call("party.save", save(&saved["facts"]));
    assert_eq!(
        desk.refusal("party.save", save(&json!({ "colour": "red" }))),
        ErrorCode::BadRequest
    );
    assert_eq!(desk.call("party.gather", json!({}))["parties"], 0, "what was entered stands");

    // A row with nothing but the customer's number and the address is filled; what stands there stays.
    let id = report(&desk, "remittance");
    let bare = json!({ "direction": "out", "chain": "ethereum", "to_address": ADDRESS,
                       "originator_kind": "person", "originator_customer_id": "C-1",
                       "originator_name": "다른 이름" });
    desk.call("row.add", json!({ "id": id, "table": "transfers", "rows": [bare] }));
    assert!(desk.call("filing.fill_known", json!({ "id": id }))["filled"].as_u64().unwrap() >= 6);
    for (column, value) in [
        ("originator_name", "다른 이름"),
        ("originator_born_on", "1890-01-01"),
        ("originator_id_number", "900101-9000008"),
        ("counterparty_kind", "foreign-vasp"),
        ("counterparty_vasp", "오로라브리지"),
        ("counterparty_country", "SG"),
    ] {
        assert_eq!(cell(&desk, id, column), value, "{column}");
    }
    desk.call("filing.undo", json!({ "id": id }));
    assert_eq!(cell(&desk, id, "originator_born_on"), Value::Null, "one step");

    let secret = report(&desk, "str");
    let place = json!({ "id": secret, "place": "subject", "row": null, "customer": "C-1" });
    desk.call("filing.take_party", place);
    let fields = desk.call("filing.show", json!({ "id": secret }))["fields"].clone();
    assert_eq!(
        (&fields["subject.name"], &fields["subject.id_kind"], &fields["person.mobile"]),
        (&json!("한옛날"), &json!("1"), &json!("010-0000-0001"))
    );
    take(&desk, secret);
    desk.call("filing.fill_known", json!({ "id": secret }));
    assert_eq!(cell(&desk, secret, "wallet_class"), "hosted", "called as that form calls it");
    let nobody = json!({ "id": secret, "place": "subject", "row": null, "customer": "C-9" });
    assert_eq!(desk.refusal("filing.take_party", nobody), ErrorCode::NotFound);
    intact(&desk);
}

#[test]
fn what_comes_back_as_it_was_shown_stays_whole() {
    let desk = Desk::new();
    let facts = json!({ "name": "한옛날", "kind": "person", "id_kind": "rrn",
                        "id_number": "900101-9000008", "customs_id": "P000000000009",
                        "phone": "010-0000-0001" });
    let save = |facts: &Value| json!({ "customer": "cc:1", "facts": facts });
    let mut shown = desk.call("party.save", save(&facts))["facts"].clone();
    for fact in ["id_number", "customs_id"] {
        assert_ne!(shown[fact], facts[fact], "{fact} is masked");
    }
    // The screen sends all of it back, with one fact changed.
    shown["phone"] = json!("010-0000-0002");
    desk.call("party.save", save(&shown));
    let id = report(&desk, "remittance");
    let bare = json!({ "direction": "out", "reason": "G01", "originator_kind": "person",
                       "originator_customer_id": "cc:1" });
    desk.call("row.add", json!({ "id": id, "table": "transfers", "rows": [bare] }));
    desk.call("filing.fill_known", json!({ "id": id }));
    for (column, value) in [
        ("originator_id_number", "900101-9000008"),
        ("originator_customs_id", "P000000000009"),
        ("originator_phone", "010-0000-0002"),
    ] {
        assert_eq!(cell(&desk, id, column), value, "{column}");
    }
    // Filled answers are what lists call the report by, as typed ones are.
    let secret = report(&desk, "str");
    let place = json!({ "id": secret, "place": "subject", "row": null, "customer": "cc:1" });
    desk.call("filing.take_party", place);
    let page = json!({ "query": "한옛날", "status": null, "before": null, "limit": 5 });
    let listed = desk.call("filing.list", page)["filings"].clone();
    assert_eq!((&listed[0]["id"], &listed[0]["subject"]), (&json!(secret), &json!("한*날")));
    intact(&desk);
}

#[test]
fn a_flag_says_whose_its_threshold_is() {
    let desk = Desk::new();
    let rows = [1, 2].map(|n| row("2026-10-20", 6_000, &format!("GAON-{n}"), "완료"));
    import(&desk, &rows);
    let flag = || {
        let list = desk.call("flag.list", json!({ "id": null, "open_only": false }));
        let flags = list["flags"].as_array().unwrap().clone();
        flags.into_iter().find(|flag| flag["pattern"] == "R1").unwrap()
    };
    assert_eq!(flag()["own"], false);
    assert_ne!(flag()["cite"], "");
    let own = json!({ "pattern": "R1", "effective_from": "2026-10-01",
                      "values": { "limit_usd": "11000" }, "reason": "위험평가" });
    desk.call("threshold.set", own);
    assert_eq!((&flag()["own"], &flag()["cite"]), (&json!(true), &json!("")));
}

#[test]
fn a_country_that_the_firm_lists_is_flagged_from_its_day_until_it_is_taken_off() {
    let desk = Desk::new();
    let day = |day: &str, n: u32| row(day, 20, &format!("GAON-{n}"), "완료");
    let rows = [
        day("2026-10-01", 1),
        day("2026-10-20", 2),
        day("2026-10-20", 3),
        day("2026-11-05", 4),
        row("2026-10-25", 20, "GAON-5", "취소"),
    ];
    import(&desk, &rows);
    let listed = || {
        let list = desk.call("flag.list", json!({ "id": null, "open_only": false }));
        let flags = list["flags"].as_array().unwrap().clone();
        let of = flags.into_iter().filter(|flag| flag["pattern"] == "R12");
        of.map(|flag| {
            assert_eq!((&flag["says"]["countries"], &flag["own"]), (&json!("SG"), &json!(true)));
            (flag["says"]["from"].clone(), flag["rows"].as_array().unwrap().len())
        })
        .collect::<Vec<_>>()
    };
    assert_eq!(listed(), [], "no country is built in");
    let set = |from: &str, countries: &str, reason: &str| {
        json!({ "pattern": "R12", "effective_from": from,
        "values": { "countries": countries }, "reason": reason })
    };
    for (countries, reason) in [("SG, ZZ", "위험평가"), ("싱가포르", "위험평가"), ("SG", " ")]
    {
        let request = set("2026-10-10", countries, reason);
        assert_eq!(desk.refusal("threshold.set", request), ErrorCode::BadRequest, "{countries}");
    }
    let wrong = json!({ "pattern": "R1", "effective_from": "2026-10-10",
                        "values": { "countries": "SG" }, "reason": "위험평가" });
    assert_eq!(desk.refusal("threshold.set", wrong), ErrorCode::BadRequest, "of another pattern");
    let list = desk.call("threshold.set", set("2026-10-10", "vn, sg sg", "2026년 위험평가"));
    let own = list["thresholds"].as_array().unwrap().iter().find(|one| one["own"] == true).unwrap();
    assert_eq!(own["values"]["countries"], "SG, VN");
    assert_eq!(own["reason"], "2026년 위험평가");
    // From its day on; what is of one day is one flag; what was cancelled is none.
    assert_eq!(listed(), [(json!("2026-10-20"), 2), (json!("2026-11-05"), 1)]);
    desk.call("threshold.set", set("2026-11-01", "VN", "재평가로 뺌"));
    assert_eq!(listed(), [(json!("2026-10-20"), 2)], "off the list from a day on");
    // A report with such a transfer waits for the answer.
    let id = report(&desk, "remittance");
    take(&desk, id);
    let flags = desk.call("flag.list", json!({ "id": id, "open_only": true }))["flags"].clone();
    assert!(flags.as_array().unwrap().iter().any(|flag| flag["pattern"] == "R12"));
    assert_eq!(desk.acts(1), ["filing.transfers_taken"]);
    intact(&desk);
}

#[test]
fn devices_and_networks_are_compared_between_customers_and_leave_masked() {
    let desk = Desk::new();
    let text = "일시,구분,코인,수량,고유번호,회원번호,고객명,접속 기기,접속 IP\n\
                2026-10-20 10:00,출금,USDT,5,GAON-1,C-1,한옛날,device-000000001,192.0.2.77\n\
                2026-10-21 10:00,출금,USDT,5,GAON-2,C-2,두옛날,device-000000001,192.0.2.78\n\
                2026-10-22 10:00,출금,USDT,5,GAON-3,C-3,세옛날,device-000000003,192.0.2.78\n";
    assert_eq!(desk.pasted(text, &[])["found"]["accepted"], 3);
    let id = report(&desk, "remittance");
    take(&desk, id);
    assert_eq!(cell(&desk, id, "originator_device"), "device-000000001");
    let shared = || {
        let found = found(&desk, id).into_iter();
        found
            .map(|one| one.0)
            .filter(|rule| rule == "REM-W067" || rule == "REM-W068")
            .collect::<Vec<_>>()
    };
    assert_eq!(shared(), ["REM-W067", "REM-W068"], "one device of two, one network of two");
    set(&desk, id, "transfers[r2].originator_device", "device-000000002");
    assert_eq!(shared(), ["REM-W068"]);
    let folder = tempfile::tempdir().unwrap();
    let request = json!({ "id": id, "dir": folder.path(), "passphrase": null });
    for file in desk.call("filing.export_companions", request)["files"].as_array().unwrap() {
        let bytes = std::fs::read(file["path"].as_str().unwrap()).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("device-00000000") && !text.contains("192.0.2.7"), "{file}");
    }
}
