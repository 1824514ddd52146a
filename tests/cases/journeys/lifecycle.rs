//! A report's life after the decision: sent, confirmed, asked to be corrected, corrected, followed; or never sent.

use serde_json::{Value, json};
use singo_app::ErrorCode;

use crate::desk::{Desk, sample};
use crate::pdf_text;

fn send(desk: &Desk, id: u32, receipt: Option<&str>) -> Value {
    let at = desk.call("app.status", json!({}))["now"].clone();
    let why = receipt.is_none().then_some("접수증이 아직 오지 않음");
    desk.call(
        "filing.submit",
        json!({ "id": id, "channel": "online", "submitted_at": at,
                "receipt_no": receipt, "no_receipt_reason": why }),
    )
}

fn text_of(paper: &Value) -> pdf_text::Text {
    let base64 = paper["base64"].as_str().unwrap();
    pdf_text::of(&data_encoding::BASE64.decode(base64.as_bytes()).unwrap())
}

fn life(desk: &Desk, id: u32) -> Value {
    desk.call("filing.life", json!({ "id": id }))
}

fn reconciled(desk: &Desk) -> Value {
    desk.call("reconcile.show", json!({ "day": null }))
}

fn rejection(id: u32) -> Value {
    json!({ "id": id, "asked_at": "2026-11-20T11:30", "due": "2026-11-27", "reason": "필수 항목 누락",
            "official": "가조사", "verified": "대표번호로 되걸어 확인" })
}

#[test]
fn a_request_to_correct_is_open_until_the_correction_has_been_sent() {
    let desk = Desk::new();
    let id = desk.approved();
    assert_eq!(reconciled(&desk)["lines"][0]["open"], "unsent");
    send(&desk, id, None);
    assert_eq!(reconciled(&desk)["lines"][0]["open"], "no_receipt");
    desk.wait(60);
    let acknowledge = json!({ "id": id, "acknowledged_at": "2026-11-20T11:10",
                              "receipt_no": "R-77", "note": "전자우편" });
    assert_eq!(desk.call("filing.acknowledge", acknowledge)["status"], "acknowledged");
    let line = reconciled(&desk)["lines"][0].clone();
    assert_eq!((&line["open"], &line["receipt_no"]), (&Value::Null, &json!("R-77")));

    let unverified = json!({ "id": id, "asked_at": "2026-11-20T11:30", "due": "2026-11-27",
                             "reason": "누락", "official": "가조사", "verified": "" });
    assert_eq!(desk.refusal("filing.reject", unverified), ErrorCode::BadRequest);
    assert_eq!(desk.call("filing.reject", rejection(id))["status"], "rejected");
    assert_eq!(life(&desk, id)["correction_due"], "2026-11-27");
    // Friday to Friday: five business days.
    assert_eq!(life(&desk, id)["correction_days_left"], 5);
    let line = reconciled(&desk)["lines"][0].clone();
    assert_eq!(
        (&line["open"], &line["due"], &line["days_left"]),
        (&json!("correction"), &json!("2026-11-27"), &json!(5))
    );

    let new = desk.call("filing.create", json!({ "form": "str", "corrects": id }));
    let correction = u32::try_from(new["id"].as_u64().unwrap()).unwrap();
    assert_eq!(life(&desk, id)["links"][0]["kind"], "corrected_by");
    assert_eq!(life(&desk, correction)["links"][0]["kind"], "corrects");
    for (path, value) in
        [("header.report_date", "2026-11-20"), ("narrative.title", "사기/정정한 제목")]
    {
        desk.call("filing.edit", json!({ "id": correction, "path": path, "value": value }));
    }
    let sides = json!({ "left": { "id": id, "revision": null },
                        "right": { "id": correction, "revision": null } });
    let compared = desk.call("filing.compare", sides.clone());
    let paths: Vec<&str> = compared["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["path"].as_str().unwrap())
        .collect();
    let numbers =
        ["header.document_no", "header.prior_document_no", "header.report_date", "narrative.title"];
    assert_eq!(paths, numbers, "the amendment diff");
    let printed = desk.call("filing.print_comparison", sides);
    assert!(printed["pages"].as_u64().unwrap() >= 1);

    let at = desk.call("app.status", json!({}))["now"].clone();
    let findings = desk.call("filing.check", json!({ "id": correction }));
    for finding in findings["findings"].as_array().unwrap() {
        let accept = json!({ "id": correction, "rule": finding["rule"], "path": finding["path"],
                             "reason": "확인함" });
        desk.call("filing.accept", accept);
    }
    desk.call("filing.approve", json!({ "id": correction, "decided_at": at, "reason": "정정" }));
    assert_eq!(life(&desk, id)["correction_due"], "2026-11-27", "decided is not sent");
    send(&desk, correction, Some("R-78"));
    assert_eq!(life(&desk, id)["correction_due"], Value::Null);
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

#[test]
fn a_follow_up_carries_the_customer_and_not_the_transfers() {
    let desk = Desk::new();
    let id = desk.approved();
    send(&desk, id, Some("R-1"));
    let new = desk.call("filing.create", json!({ "form": "str", "corrects": null, "follows": id }));
    assert_eq!(new["fields"]["subject.name"], sample()["fields"]["subject.name"]);
    assert_eq!(new["fields"]["header.prior_document_no"], Value::Null);
    assert_eq!(new["rows"]["transfers"], Value::Null);
    let link = life(&desk, u32::try_from(new["id"].as_u64().unwrap()).unwrap())["links"][0].clone();
    assert_eq!((&link["kind"], &link["filing"]), (&json!("follows"), &json!(id)));
    let draft = new["id"].clone();
    let early = json!({ "form": "str", "corrects": null, "follows": draft });
    assert_eq!(desk.refusal("filing.create", early), ErrorCode::NotInStatus);
}

#[test]
fn who_took_a_report_at_the_authority_stands_wherever_its_sending_is_told() {
    let desk = Desk::new();
    let id = desk.approved();
    let at = desk.call("app.status", json!({}))["now"].clone();
    let sent = json!({ "id": id, "channel": "in_person", "submitted_at": at, "receipt_no": null,
                       "no_receipt_reason": "접수대에서 추후 통지", "official": " 나접수 ",
                       "office": "심사분석실 02-000-0109" });
    let shown = desk.call("filing.submit", sent)["submission"].clone();
    assert_eq!(
        (&shown["official"], &shown["office"]),
        (&json!("나접수"), &json!("심사분석실 02-000-0109"))
    );
    let event = |desk: &Desk| {
        let timeline = life(desk, id)["timeline"].as_array().unwrap().clone();
        timeline.into_iter().find(|one| one["kind"] == "submit").unwrap()["particulars"].clone()
    };
    assert_eq!(event(&desk)["official"], "나접수");
    let paper = desk.call("filing.print_retained", json!({ "id": id }));
    assert!(text_of(&paper).has("담당 심사분석실 02-000-0109 나접수"));
    let page = desk.call("act.list", json!({ "before": null, "limit": 1000 })).to_string();
    assert!(!page.contains("나접수"), "the chain holds its hash alone");

    desk.join("감사", &["auditor"]);
    desk.sign_in("감사");
    let shown = desk.call("filing.show", json!({ "id": id }))["submission"].clone();
    assert_eq!(shown["receipt_no"], Value::Null);
    for told in [shown.to_string(), life(&desk, id).to_string()] {
        assert!(told.contains("in_person"), "that it was sent is told");
        for text in ["나접수", "02-000-0109", "추후 통지"] {
            assert!(!told.contains(text), "{told}");
        }
    }
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

#[test]
fn an_inspection_of_the_firm_is_logged_without_a_filing_and_printed_with_the_others() {
    let desk = Desk::new();
    let id = desk.sample();
    let contact = |filing: Value, kind: &str, said: &str| {
        json!({ "filing": filing, "kind": kind, "happened_at": "2026-11-20T10:50",
                "channel": if kind == "inspection" { "visit" } else { "phone" },
                "official": "가조사", "office": "기획행정실", "verified": "공무원증 확인",
                "content": said, "material": "보고 대장 사본" })
    };
    let of_a_filing = contact(json!(null), "emergency", "긴급");
    assert_eq!(desk.refusal("contact.add", of_a_filing), ErrorCode::BadRequest);
    desk.call("contact.add", contact(json!(null), "inspection", "내부통제 점검"));
    desk.call("contact.add", contact(json!(id), "inquiry", "자금 흐름을 물음"));
    let listed = |filing: Value| {
        let page = desk.call("contact.list", json!({ "filing": filing }));
        page["contacts"].as_array().unwrap().clone()
    };
    let all = listed(json!(null));
    assert_eq!(all.len(), 2);
    assert_eq!((&all[0]["filing"], &all[1]["filing"]), (&json!(id), &json!(null)));
    let number =
        desk.call("filing.show", json!({ "id": id }))["fields"]["header.document_no"].clone();
    assert_eq!((&all[0]["document_no"], &all[1]["document_no"]), (&number, &json!(null)));
    assert_eq!(listed(json!(id)).len(), 1);

    let printed = |filing: Value| text_of(&desk.call("contact.print", json!({ "filing": filing })));
    let whole = printed(json!(null));
    for text in
        ["기관 전체 · 2건", "열람·검사", "내부통제 점검", "공무원증 확인", "자금 흐름을 물음"]
    {
        assert!(whole.has(text), "{text}");
    }
    assert_eq!(desk.acts(1), ["contacts.printed"]);
    assert!(!printed(json!(id)).has("내부통제 점검"));

    // Of a limited filing the others read nothing, in the list and on the paper.
    let restrict = json!({ "id": id, "names": ["tester"], "reason": "임직원 관련" });
    desk.call("filing.restrict", restrict);
    desk.join("나보고", &["officer"]);
    desk.sign_in("나보고");
    assert_eq!(listed(json!(null)).len(), 1);
    let whole = printed(json!(null));
    assert!(whole.has("내부통제 점검") && !whole.has("자금 흐름을 물음"));
}

#[test]
fn an_emergency_report_waits_for_its_formal_one() {
    let desk = Desk::new();
    let id = desk.sample();
    let contact = |verified: &str, channel: &str| {
        json!({ "filing": id, "kind": "emergency", "happened_at": "2026-11-20T10:50",
                "channel": channel, "official": "가조사", "office": "심사분석실",
                "verified": verified, "content": "긴급보고함", "material": "" })
    };
    assert_eq!(desk.refusal("contact.add", contact("", "phone")), ErrorCode::BadRequest);
    assert_eq!(desk.refusal("contact.add", contact("되걸어 확인", "visit")), ErrorCode::BadRequest);
    desk.call("contact.add", contact("되걸어 확인", "phone"));
    assert_eq!(life(&desk, id)["emergency_open"], true);
    assert_eq!(reconciled(&desk)["lines"][0]["open"], "emergency");
    let at = desk.call("app.status", json!({}))["now"].clone();
    desk.call("filing.approve", json!({ "id": id, "decided_at": at, "reason": "보고 필요" }));
    send(&desk, id, Some("R-1"));
    assert_eq!(life(&desk, id)["emergency_open"], false);
}

#[test]
fn a_case_that_is_not_reported_is_kept_with_its_reason_and_opened_again() {
    let desk = Desk::new();
    let id = desk.sample();
    let close = |reason: &str, day: &str| json!({ "id": id, "reason": reason, "reopen_on": day });
    assert_eq!(desk.refusal("filing.close", close(" ", "2026-12-01")), ErrorCode::BadRequest);
    assert_eq!(desk.refusal("filing.close", close("정상", "2026-11-20")), ErrorCode::BadRequest);
    let closed = desk.call("filing.close", close("급여 이체로 확인됨", "2027-02-01"));
    assert_eq!(closed["status"], "closed_unreported");
    assert_eq!(life(&desk, id)["reopen_on"], "2027-02-01");
    let edit = json!({ "id": id, "path": "narrative.title", "value": "x" });
    assert_eq!(desk.refusal("filing.edit", edit), ErrorCode::NotInStatus);
    let on = |day: &str| desk.call("reconcile.show", json!({ "day": day }))["lines"].clone();
    assert_eq!(on("2027-01-31"), json!([]), "not yet");
    assert_eq!(on("2027-02-01")[0]["open"], "reopen", "and then every day until somebody looks");
    let again = json!({ "id": id, "note": "새 경보" });
    assert_eq!(desk.call("filing.reopen", again)["status"], "draft");
}

#[test]
fn what_was_sent_is_withdrawn_only_with_somebody_at_the_authority() {
    let desk = Desk::new();
    let id = desk.approved();
    let sent = send(&desk, id, Some("R-1"));
    let alone = json!({ "id": id, "reason": "중복 보고", "official": "" });
    assert_eq!(desk.refusal("filing.withdraw", alone), ErrorCode::BadRequest);
    let agreed = json!({ "id": id, "reason": "중복 보고", "official": "가조사" });
    let withdrawn = desk.call("filing.withdraw", agreed);
    assert_eq!(withdrawn["status"], "withdrawn");
    assert_eq!(withdrawn["submission"], sent["submission"], "what was sent stays");
    assert_eq!(reconciled(&desk)["open"], 0);
}

#[test]
fn a_past_day_is_reconciled_as_it_was() {
    let desk = Desk::new();
    let id = desk.approved();
    // Friday; decided, and sent on the Monday after.
    desk.wait(3 * 24 * 60);
    send(&desk, id, Some("R-1"));
    let on = |day: &str| desk.call("reconcile.show", json!({ "day": day }));
    let friday = on("2026-11-20");
    assert_eq!(
        (&friday["approved"], &friday["submitted"], &friday["open"]),
        (&json!(1), &json!(0), &json!(1))
    );
    let line = &friday["lines"][0];
    assert_eq!(
        (&line["status"], &line["open"], &line["days_left"]),
        (&json!("approved"), &json!("unsent"), &json!(3))
    );
    assert_eq!((&line["submitted_at"], &line["receipt_no"]), (&Value::Null, &Value::Null));
    let monday = on("2026-11-23");
    assert_eq!((&monday["approved"], &monday["submitted"]), (&json!(0), &json!(1)));
    assert_eq!(monday["lines"][0]["receipt_no"], "R-1");
    assert_eq!(on("2026-11-19")["lines"], json!([]), "nothing was decided yet");
}

#[test]
fn the_reconciliation_is_printed_and_that_is_an_act() {
    let desk = Desk::new();
    desk.approved();
    let found = reconciled(&desk);
    assert_eq!((&found["approved"], &found["open"]), (&json!(1), &json!(1)));
    let pdf = desk.call("reconcile.print", json!({ "day": null }));
    let again = desk.call("reconcile.print", json!({ "day": null }));
    assert_eq!(pdf["pages"], 1);
    assert_ne!(pdf["sha256"], again["sha256"], "the head of the chain at its foot has moved on");
    let act = desk.call("act.list", json!({ "before": null, "limit": 1 }))["acts"][0].clone();
    assert_eq!(act["act"], "reconciliation.printed");
}

#[test]
fn any_two_revisions_stand_side_by_side() {
    let desk = Desk::new();
    let id = desk.call("filing.create", json!({ "form": "str", "corrects": null }))["id"].clone();
    for title in ["사기/하나", "사기/둘", "사기/셋"] {
        let edit = json!({ "id": id, "path": "narrative.title", "value": title });
        desk.call("filing.edit", edit);
    }
    let list = desk.call("filing.revisions", json!({ "id": id }));
    let revisions = list["revisions"].as_array().unwrap();
    let number = |back: usize| revisions[revisions.len() - back]["revision"].clone();
    let sides = json!({ "left": { "id": id, "revision": number(3) },
                        "right": { "id": id, "revision": number(2) } });
    let expected =
        json!([{ "path": "narrative.title", "before": "사기/하나", "after": "사기/둘" }]);
    assert_eq!(desk.call("filing.compare", sides)["differences"], expected);
}

#[test]
fn a_printed_history_is_in_korean_time_and_in_the_order_in_which_it_came_about() {
    let desk = Desk::new();
    let filing = desk.call("filing.create", json!({ "form": "str", "corrects": null }));
    let id = filing["id"].clone();
    // Within one instant: the clock of this desk stands.
    for title in ["first title", "second title", "third title"] {
        let edit = json!({ "id": id, "path": "narrative.title", "value": title });
        desk.call("filing.edit", edit);
    }
    let pdf = desk.call("filing.print_history", json!({ "id": id }));
    let pdf = data_encoding::BASE64.decode(pdf["base64"].as_str().unwrap().as_bytes()).unwrap();
    let text = crate::pdf_text::of(&pdf);
    let shown = text.drawn.iter().find(|text| text.contains("third")).unwrap();
    assert!(shown.contains("2026-11-2011:00") || shown.contains("2026-11-20 11:00"), "{shown}");
    assert!(!shown.contains("02:00"), "{shown}");
    let place = |word: &str| shown.find(word).unwrap();
    assert!(place("first") < place("second") && place("second") < place("third"), "{shown}");
    // The window shows the newest first.
    let entries = desk.call("filing.history", json!({ "id": id }))["entries"].clone();
    assert_eq!(entries[0]["after"], "third title");
    assert_eq!(entries[1]["after"], "second title");
}
