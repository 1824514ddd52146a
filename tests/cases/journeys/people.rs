//! Several people at one vault: who may do what to whose work, what a reader sees, what is hidden from whom.

use serde_json::{Value, json};
use singo_app::ErrorCode;

use crate::desk::{Desk, PASSPHRASE};

fn roles(desk: &Desk, roles: &[&str]) {
    let change = json!({ "name": "tester", "display": "", "title": "", "roles": roles,
                         "from": null, "until": null, "reason": "시험" });
    desk.call("user.change_roles", change);
}

fn life(desk: &Desk, id: u32) -> Value {
    desk.call("filing.life", json!({ "id": id }))
}

#[test]
fn who_wrote_a_report_neither_reviews_nor_decides_it() {
    let desk = Desk::divided("tester");
    // No drafter yet: the officer of a divided house does not write.
    let create = json!({ "form": "str", "corrects": null });
    let refused = desk.refused("filing.create", create);
    assert_eq!((refused.code, refused.params["why"].as_str()), (ErrorCode::NotAllowed, "role"));
    roles(&desk, &["drafter", "reviewer", "officer", "administrator"]);
    let id = desk.sample();
    let at = desk.call("app.status", json!({}))["now"].clone();
    let approve = json!({ "id": id, "decided_at": at, "reason": "보고 필요" });
    let refused = desk.refused("filing.approve", approve.clone());
    assert_eq!(refused.params["why"], "own_draft");
    desk.call("filing.hand_over", json!({ "id": id, "note": "" }));
    let refused = desk.refused("filing.endorse", json!({ "id": id, "note": "" }));
    assert_eq!(refused.params["why"], "own_draft");
    let steps = life(&desk, id)["steps"].clone();
    let endorse = steps.as_array().unwrap().iter().find(|one| one["step"] == "endorse").unwrap();
    assert_eq!(endorse["refused"], "own_draft", "the window knows before it asks");
    // The switch of a small firm, with its reason, and not without.
    let without = json!({ "one_person": true, "reason": " " });
    assert_eq!(desk.refusal("user.set_duties", without), ErrorCode::BadRequest);
    desk.call("user.set_duties", json!({ "one_person": true, "reason": "동료가 퇴사함" }));
    assert_eq!(desk.call("filing.approve", approve)["status"], "approved");
    let acts = desk.call("act.list", json!({ "before": null, "limit": 1000 }));
    let acts: Vec<&str> =
        acts["acts"].as_array().unwrap().iter().filter_map(|act| act["act"].as_str()).collect();
    assert!(acts.contains(&"duties.switched") && acts.contains(&"user.roles_changed"));
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

#[test]
fn one_person_does_everything_for_a_reason_or_not_at_all() {
    let desk = Desk::bare();
    let profile = json!({ "institution_name": "", "institution_address": "", "officer_name": "",
        "contact_name": "", "contact_phone": "", "internal_target": null });
    let mut create = json!({ "dir": desk.vault(), "user": "tester", "passphrase": PASSPHRASE,
                             "profile": profile });
    for reason in [Value::Null, json!(" ")] {
        create["small_firm_reason"] = reason;
        let refused = desk.refused("vault.create", create.clone());
        assert_eq!(
            (refused.code, refused.params["why"].as_str()),
            (ErrorCode::NotAllowed, "duty_reason")
        );
        assert!(!desk.vault().exists(), "nothing was made");
    }
    create["small_firm_reason"] = json!(" 보고 담당자 1명 ");
    desk.call("vault.create", create);
    assert_eq!(desk.call("user.list", json!({}))["duty_reason"], "보고 담당자 1명");
}

#[test]
fn the_last_administrator_stays() {
    let desk = Desk::divided("tester");
    let leave = json!({ "name": "tester", "reason": "퇴사" });
    let last = |name: &str, request: Value| {
        assert_eq!(desk.refused(name, request).params["why"], "last_administrator", "{name}");
    };
    last("user.deactivate", leave.clone());
    let stay = |until: Value| {
        json!({ "name": "tester", "display": "", "title": "", "reason": "시험",
                "roles": ["officer", "administrator"], "from": null, "until": until })
    };
    last("user.change_roles", stay(json!("2026-12-31")));
    desk.join("임시", &["administrator"]);
    let mut other = stay(json!("2026-12-31"));
    other["name"] = json!("임시");
    desk.call("user.change_roles", other.clone());
    // Another whose stay ends as well does not stand in.
    last("user.change_roles", stay(json!("2026-12-31")));
    last("user.deactivate", leave);
    last("key.remove_user", json!({ "user": "tester" }));
    other["until"] = Value::Null;
    desk.call("user.change_roles", other);
    desk.call("user.change_roles", stay(json!("2026-12-31")));
    last("key.remove_user", json!({ "user": "임시" }));
    let mixed = json!({ "name": "감사", "display": "", "title": "", "reason": "시험",
                        "roles": ["auditor", "drafter"], "from": null, "until": null });
    assert_eq!(desk.refusal("user.add", mixed), ErrorCode::BadRequest);
    let endless = json!({ "name": "검사", "display": "", "title": "", "reason": "검사",
                          "roles": ["examiner"], "from": null, "until": null });
    assert_eq!(desk.refusal("user.add", endless), ErrorCode::BadRequest, "a stay has an end");
}

#[test]
fn a_limited_filing_does_not_exist_for_anybody_else() {
    let desk = Desk::new();
    let id = desk.sample();
    let list = |desk: &Desk| {
        let request = json!({ "query": null, "status": null, "before": null, "limit": 50 });
        desk.call("filing.list", request)["total"].clone()
    };
    let other = json!({ "name": "나보고", "display": "", "title": "", "roles": ["officer"],
                        "from": null, "until": null, "reason": "입사" });
    desk.call("user.add", other);
    // Nobody shuts themselves out, and an officer always knows.
    let out = json!({ "id": id, "names": ["나보고"], "reason": "시험" });
    assert_eq!(desk.refusal("filing.restrict", out), ErrorCode::BadRequest);
    desk.call("filing.restrict", json!({ "id": id, "names": ["tester"], "reason": "임직원 관련" }));
    assert_eq!(list(&desk), 1);
    assert_eq!(life(&desk, id)["named"], json!(["tester"]));
}

#[test]
fn remarks_are_pinned_answered_and_settled_before_the_decision() {
    let desk = Desk::new();
    let id = desk.sample();
    desk.call("filing.hand_over", json!({ "id": id, "note": "검토 바랍니다" }));
    let remark = json!({ "filing": id, "path": "narrative.title", "parent": null,
                         "text": "전제범죄를 분명히" });
    let list = desk.call("comment.add", remark);
    let comment = list["comments"][0]["id"].clone();
    let nowhere = json!({ "filing": id, "path": "no.field", "parent": null, "text": "x" });
    assert_eq!(desk.refusal("comment.add", nowhere), ErrorCode::NotFound);
    let answer = json!({ "filing": id, "path": null, "parent": comment, "text": "고쳤습니다" });
    let list = desk.call("comment.add", answer);
    assert_eq!(list["comments"][0]["replies"][0]["text"], "고쳤습니다");
    let at = desk.call("app.status", json!({}))["now"].clone();
    let approve = json!({ "id": id, "decided_at": at, "reason": "보고 필요" });
    let refused = desk.refused("filing.approve", approve.clone());
    assert_eq!(refused.params["why"], "open_comments");
    let settle = json!({ "filing": id, "comment": comment, "text": "" });
    desk.call("comment.resolve", settle.clone());
    assert_eq!(desk.refusal("comment.resolve", settle), ErrorCode::NotInStatus, "once");
    assert_eq!(desk.call("filing.approve", approve)["status"], "approved");
}
