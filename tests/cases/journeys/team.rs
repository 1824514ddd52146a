//! A report's way through a house where duties are divided, each person at their own sign-in: written, returned with
//! a pinned remark, mended, passed on, decided, sent, corrected. And a case that only some may know of.

use serde_json::{Value, json};
use singo_app::ErrorCode;

use crate::desk::Desk;

/// A house of five: 책임 decides and administers, 작성 and 동료 write, 검토 reviews, 감사 audits.
fn house() -> Desk {
    let desk = Desk::divided("책임");
    for (name, role) in
        [("작성", "drafter"), ("동료", "drafter"), ("검토", "reviewer"), ("감사", "auditor")]
    {
        desk.join(name, &[role]);
    }
    desk
}

fn now(desk: &Desk) -> Value {
    desk.call("app.status", json!({}))["now"].clone()
}

fn why(desk: &Desk, name: &str, request: Value) -> String {
    desk.refused(name, request).params.get("why").cloned().unwrap_or_default()
}

#[test]
fn a_report_goes_through_the_whole_house_and_is_corrected() {
    let desk = house();
    desk.sign_in("작성");
    let id = desk.sample();
    let step = |note: &str| json!({ "id": id, "note": note });
    let approve = json!({ "id": id, "decided_at": now(&desk), "reason": "보고 필요" });
    assert_eq!(why(&desk, "filing.approve", approve.clone()), "role");
    desk.call("filing.hand_over", step("검토 바랍니다"));
    let edit = json!({ "id": id, "path": "narrative.title", "value": "사기/고친 제목" });
    assert_eq!(desk.refusal("filing.edit", edit.clone()), ErrorCode::NotInStatus);

    desk.sign_in("검토");
    let remark = json!({ "filing": id, "path": "narrative.title", "parent": null,
                         "text": "전제범죄를 분명히" });
    let comment = desk.call("comment.add", remark)["comments"][0]["id"].clone();
    desk.call("filing.return", step("제목을 고쳐 주십시오"));

    desk.sign_in("작성");
    let remarks = desk.call("comment.list", json!({ "filing": id }));
    assert_eq!(remarks["comments"][0]["path"], "narrative.title");
    assert_eq!(remarks["comments"][0]["actor"], "검토");
    desk.call("filing.edit", edit);
    let answer = json!({ "filing": id, "path": null, "parent": comment, "text": "고쳤습니다" });
    desk.call("comment.add", answer);
    let found = desk.call("filing.check", json!({ "id": id }));
    for finding in found["findings"].as_array().unwrap() {
        let accept = json!({ "id": id, "rule": finding["rule"], "path": finding["path"],
                             "reason": "확인함" });
        desk.call("filing.accept", accept);
    }
    desk.call("filing.hand_over", step(""));

    desk.sign_in("책임");
    assert_eq!(why(&desk, "filing.approve", approve.clone()), "no_review");
    desk.sign_in("검토");
    let settle = json!({ "filing": id, "comment": comment, "text": "확인" });
    desk.call("comment.resolve", settle);
    desk.call("filing.endorse", step(""));
    assert_eq!(why(&desk, "filing.approve", approve), "role");

    desk.sign_in("책임");
    desk.wait(1);
    let approve = json!({ "id": id, "decided_at": now(&desk), "reason": "보고 필요" });
    assert_eq!(desk.call("filing.approve", approve)["status"], "approved");
    let home = desk.call("home.show", json!({}));
    assert_eq!((&home["due"][0]["id"], &home["due"][0]["days_left"]), (&json!(id), &json!(3)));
    let send = json!({ "id": id, "channel": "online", "submitted_at": now(&desk),
                       "receipt_no": "R-1", "no_receipt_reason": null });
    let sent = desk.call("filing.submit", send);
    let asked = json!({ "id": id, "asked_at": now(&desk), "due": "2026-12-04", "reason": "필수 항목 누락",
                        "official": "가조사", "verified": "되걸어 확인" });
    desk.call("filing.reject", asked);

    desk.sign_in("동료");
    let correction = desk.call("filing.create", json!({ "form": "str", "corrects": id }));
    assert_eq!(
        correction["fields"]["header.prior_document_no"],
        sent["fields"]["header.document_no"]
    );
    let life = desk.call("filing.life", json!({ "id": id }));
    let walked: Vec<(&str, &str)> = life["timeline"].as_array().unwrap()[1..]
        .iter()
        .map(|entry| (entry["kind"].as_str().unwrap(), entry["actor"].as_str().unwrap()))
        .collect();
    let expected = [
        ("hand_over", "작성"),
        ("return", "검토"),
        ("hand_over", "작성"),
        ("endorse", "검토"),
        ("approve", "책임"),
        ("submit", "책임"),
        ("reject", "책임"),
    ];
    assert_eq!(walked, expected);
    assert_eq!(life["correction_due"], "2026-12-04");
    desk.sign_in("감사");
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

#[test]
fn who_looks_into_anothers_draft_leaves_an_act() {
    let desk = house();
    desk.sign_in("작성");
    let id = desk.sample();
    desk.call("filing.show", json!({ "id": id }));
    let looks = || {
        desk.sign_in("책임");
        let acts = desk.call("act.list", json!({ "before": null, "limit": 1000 }));
        let acts = acts["acts"].as_array().unwrap().iter();
        let opened = acts.filter(|act| act["act"] == "filing.opened");
        let who = |act: &Value| (act["actor"].as_str().unwrap().to_owned(), act["subject"].clone());
        opened.map(who).collect::<Vec<_>>()
    };
    assert_eq!(looks(), [], "one's own is no look");
    desk.sign_in("동료");
    let shown = desk.call("filing.show", json!({ "id": id }));
    assert_eq!(
        shown["fields"]["subject.id_number"],
        crate::desk::sample()["fields"]["subject.id_number"]
    );
    desk.call("filing.render", json!({ "id": id }));
    let look = ("동료".to_owned(), json!(format!("filing:{id}")));
    assert_eq!(looks(), std::slice::from_ref(&look), "once in a session");
    desk.sign_in("동료");
    desk.call("filing.render", json!({ "id": id }));
    assert_eq!(looks(), [look.clone(), look.clone()], "and in each");
    // Who sees identifiers masked leaves nothing by that: unmasking is an act.
    desk.sign_in("검토");
    desk.call("filing.show", json!({ "id": id }));
    // Who writes it too is no longer somebody else.
    desk.sign_in("동료");
    let edit = json!({ "id": id, "path": "narrative.title", "value": "사기/고친 제목" });
    desk.call("filing.edit", edit);
    desk.sign_in("동료");
    desk.call("filing.show", json!({ "id": id }));
    assert_eq!(looks(), [look.clone(), look.clone(), look]);
}

#[test]
fn a_case_that_is_limited_is_known_to_the_named_alone() {
    let desk = house();
    desk.sign_in("작성");
    let id = desk.sample();
    desk.sign_in("책임");
    let names = json!(["책임", "작성"]);
    desk.call("filing.restrict", json!({ "id": id, "names": names, "reason": "임직원 관련" }));
    let list = json!({ "query": null, "status": null, "before": null, "limit": 50 });
    let side = json!({ "id": id, "revision": null });
    for name in ["동료", "검토", "감사"] {
        desk.sign_in(name);
        assert_eq!(desk.call("filing.list", list.clone())["total"], 0, "{name}");
        for (command, request) in [
            ("filing.show", json!({ "id": id })),
            ("filing.history", json!({ "id": id })),
            ("filing.compare", json!({ "left": side, "right": side })),
            ("comment.list", json!({ "filing": id })),
            ("attachment.list", json!({ "id": id })),
        ] {
            assert_eq!(desk.refusal(command, request), ErrorCode::NotFound, "{name} {command}");
        }
        let filter = json!({ "text": "", "direction": "", "asset": "", "chain": "", "reason": "",
                             "counterparty": "", "country": "", "from": "", "to": "",
                             "incomplete": false, "ids": [] });
        let page = json!({ "filter": filter, "sort": "", "offset": 0, "limit": 10 });
        assert_eq!(desk.call("transfer.list", page)["total"], 0, "{name}: nor its movements");
    }
    desk.sign_in("작성");
    assert_eq!(desk.call("filing.list", list)["total"], 1);
}
