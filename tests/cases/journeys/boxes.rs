//! The approval boxes of a paper (작성·검토·보고책임자): who passed the report on, in which position and when, and the
//! same people whenever it is printed.

use data_encoding::BASE64;
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::pdf_text;

/// What stands in the boxes by the stamp inside a paper: role, position, name, and whether a time is given.
fn boxes(pdf: &[u8]) -> Vec<(String, String, String, bool)> {
    let text = pdf_text::of(pdf);
    let stamp = text.plain.iter().find(|text| text.starts_with("{\"format\":\"singo-stamp-"));
    let stamp: Value = serde_json::from_str(stamp.unwrap()).unwrap();
    let of = |approval: &Value, key: &str| approval[key].as_str().unwrap().to_owned();
    let approvals = stamp["stamp"]["approvals"].as_array().unwrap();
    approvals
        .iter()
        .map(|a| (of(a, "role"), of(a, "title"), of(a, "name"), a["at"].is_string()))
        .collect()
}

fn expected(boxes: &[(&str, &str, &str, bool)]) -> Vec<(String, String, String, bool)> {
    let own = |text: &str| text.to_owned();
    boxes.iter().map(|(role, title, name, at)| (own(role), own(title), own(name), *at)).collect()
}

fn paper(desk: &Desk, id: u32) -> Vec<u8> {
    let view = desk.call("filing.render", json!({ "id": id }));
    BASE64.decode(view["base64"].as_str().unwrap().as_bytes()).unwrap()
}

fn person(name: &str, display: &str, title: &str, role: &str) -> Value {
    json!({ "name": name, "display": display, "title": title, "roles": [role], "from": null,
            "until": null, "reason": "시험" })
}

#[test]
fn a_paper_names_who_wrote_reviewed_and_decided_with_their_positions() {
    let desk = Desk::divided("officer");
    for (name, display, title, role) in [
        ("first", "먼저씀", "준법감시부 사원", "drafter"),
        ("writer", "다담당", "준법감시부 대리", "drafter"),
        ("reader", "라검토", "준법감시부 과장", "reviewer"),
    ] {
        desk.add(person(name, display, title, role));
    }
    desk.sign_in("first");
    let id = desk.sample();
    let step = json!({ "id": id, "note": "" });
    desk.call("filing.hand_over", step.clone());
    desk.sign_in("reader");
    desk.call("filing.endorse", step.clone());
    assert_eq!(boxes(&paper(&desk, id)), [], "nobody has decided");
    let back = json!({ "id": id, "note": "고쳐 주십시오" });
    desk.call("filing.return", back);
    desk.wait(1);
    // The answers as decided were handed over by somebody else.
    desk.sign_in("writer");
    desk.call("filing.hand_over", step.clone());
    desk.sign_in("reader");
    desk.call("filing.endorse", step);
    desk.sign_in("officer");
    let decided = json!({ "id": id, "decided_at": "2026-11-20T11:01", "reason": "보고 필요" });
    desk.call("filing.approve", decided);

    let printed = paper(&desk, id);
    let people = expected(&[
        ("drafter", "준법감시부 대리", "다담당", true),
        ("reviewer", "준법감시부 과장", "라검토", true),
        ("officer", "", "officer", true),
    ]);
    assert_eq!(boxes(&printed), people);
    let text = pdf_text::of(&printed);
    for (_, title, name, _) in &people {
        assert!(text.has(title) && text.has(name), "{title} {name}");
    }
    assert!(!text.has("먼저씀"));

    // A promotion changes no paper of before.
    let mut promoted = person("reader", "라검토", "준법감시부장", "reviewer");
    promoted.as_object_mut().unwrap().remove("passphrase");
    desk.call("user.change_roles", promoted);
    assert_eq!(paper(&desk, id), printed);
}

#[test]
fn where_one_person_does_everything_the_boxes_say_so() {
    let desk = Desk::new();
    let id = desk.approved();
    let people = expected(&[("drafter", "", "tester", false), ("officer", "", "tester", true)]);
    assert_eq!(boxes(&paper(&desk, id)), people);
}
