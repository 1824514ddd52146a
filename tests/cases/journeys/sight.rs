//! What each person sees of a report's identifiers, what an auditor sees of everything, and what looking leaves.

use serde_json::{Value, json};
use singo_app::ErrorCode;

use crate::desk::{Desk, sample};

/// Everything that the commands which show content say about a filing, as one text.
fn everything_shown(desk: &Desk, id: u32) -> String {
    let page = |table: &str| {
        let request = json!({ "id": id, "table": table, "offset": 0, "limit": 100 });
        desk.call("row.list", request).to_string()
    };
    let side = json!({ "id": id, "revision": null });
    let earlier = json!({ "id": id, "revision": 1 });
    let filter = json!({ "text": "", "direction": "", "asset": "", "chain": "", "reason": "",
                         "counterparty": "", "country": "", "from": "", "to": "",
                         "incomplete": false, "ids": [] });
    let list = json!({ "query": null, "status": null, "before": null, "limit": 50 });
    let transfers = json!({ "filter": filter, "sort": "", "offset": 0, "limit": 100 });
    let mut said = vec![
        desk.call("filing.show", json!({ "id": id })).to_string(),
        desk.call("filing.check", json!({ "id": id })).to_string(),
        desk.call("filing.history", json!({ "id": id })).to_string(),
        desk.call("filing.life", json!({ "id": id })).to_string(),
        desk.call("filing.compare", json!({ "left": earlier, "right": side })).to_string(),
        desk.call("comment.list", json!({ "filing": id })).to_string(),
        desk.call("contact.list", json!({ "filing": id })).to_string(),
        desk.call("attachment.list", json!({ "id": id })).to_string(),
        desk.call("transfer.list", transfers).to_string(),
        desk.call("filing.list", list).to_string(),
    ];
    let tables = sample()["tables"].as_object().unwrap().clone();
    said.extend(tables.keys().map(|table| page(table)));
    said.join("\n")
}

/// The sample's answers whose field's name ends so; single fields and cells.
fn answers(endings: &[&str]) -> Vec<String> {
    let sample = sample();
    let ends = |name: &str| endings.iter().any(|ending| name.ends_with(ending));
    let fields = sample["fields"].as_object().unwrap().iter();
    let mut found: Vec<String> =
        fields.filter(|(n, _)| ends(n)).filter_map(|(_, v)| Some(v.as_str()?.to_owned())).collect();
    for rows in sample["tables"].as_object().unwrap().values() {
        for row in rows.as_array().unwrap() {
            let cells = row.as_object().unwrap().iter().filter(|(name, _)| ends(name));
            found.extend(cells.filter_map(|(_, value)| Some(value.as_str()?.to_owned())));
        }
    }
    found.sort();
    found.dedup();
    found
}

#[test]
fn who_writes_a_draft_sees_what_is_typed_and_nobody_sees_identifiers_after() {
    let desk = Desk::new();
    let id = desk.sample();
    let number = sample()["fields"]["subject.id_number"].as_str().unwrap().to_owned();
    let shown = || desk.call("filing.show", json!({ "id": id }));
    assert_eq!(shown()["fields"]["subject.id_number"], number.as_str());
    assert_eq!(shown()["masked"], json!([]));
    // An account that stands in a row, told again in a free text and in a note.
    let how = "GAON-0000-000001 계정에서 출금하였습니다.";
    assert!(answers(&["account_no"]).contains(&"GAON-0000-000001".to_owned()));
    desk.call("filing.edit", json!({ "id": id, "path": "narrative.how", "value": how }));
    desk.call("filing.hand_over", json!({ "id": id, "note": how }));
    let masked = shown();
    let text = masked["fields"]["subject.id_number"].as_str().unwrap();
    assert!(text.contains('*') && !text.contains(&number), "{text}");
    assert!(masked["masked"].as_array().unwrap().contains(&json!("subject.id_number")));
    assert_eq!(masked["fields"]["subject.name"], sample()["fields"]["subject.name"], "names stay");
    let said = everything_shown(&desk, id);
    for number in answers(&["id_number", "account_no"]) {
        assert!(!said.contains(&number), "{number}");
    }

    let unmask = |why: &str| json!({ "id": id, "path": "subject.id_number", "purpose": why });
    assert_eq!(desk.refusal("filing.unmask", unmask(" ")), ErrorCode::BadRequest);
    assert_eq!(desk.call("filing.unmask", unmask("실명 대조"))["value"], number.as_str());
    assert_eq!(desk.acts(1), ["filing.unmasked"]);
    desk.call("filing.render", json!({ "id": id }));
    assert_eq!(desk.acts(1), ["filing.paper_viewed"], "the paper carries everything");
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

#[test]
fn an_auditor_sees_no_person_and_nothing_in_free_words() {
    let desk = Desk::new();
    let id = desk.sample();
    let remark = json!({ "filing": id, "path": null, "parent": null, "text": "비밀의 검토 의견" });
    desk.call("comment.add", remark);
    desk.call("filing.hand_over", json!({ "id": id, "note": "비밀의 메모" }));
    desk.join("감사", &["auditor"]);
    assert_eq!(desk.sign_in("감사")["read_only"], true);
    let said = everything_shown(&desk, id);
    let personal = [
        "subject.name",
        "id_number",
        "account_no",
        "phone",
        "holder",
        "narrative.who",
        "narrative.how",
        "narrative.opinion",
    ];
    let personal = answers(&personal);
    assert!(personal.len() > 5, "{personal:?}");
    for text in personal.iter().map(String::as_str).chain(["비밀의 검토 의견", "비밀의 메모"])
    {
        assert!(!said.contains(text), "{text}");
    }
    let unmask = json!({ "id": id, "path": "subject.id_number", "purpose": "감사" });
    assert_eq!(desk.refusal("filing.unmask", unmask), ErrorCode::NotAllowed);
    for (name, request) in [
        ("filing.render", json!({ "id": id })),
        ("filing.content", json!({ "id": id })),
        ("filing.export_pdf", json!({ "id": id, "path": "x.pdf" })),
    ] {
        assert_eq!(desk.refusal(name, request), ErrorCode::NotAllowed, "{name}");
    }
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

#[test]
fn each_look_of_an_examiner_leaves_a_line() {
    let desk = Desk::new();
    let id = desk.sample();
    desk.call("filing.hand_over", json!({ "id": id, "note": "" }));
    desk.join("검사역", &["examiner"]);
    desk.sign_in("검사역");
    let number = sample()["fields"]["subject.id_number"].as_str().unwrap().to_owned();
    let filing = desk.call("filing.show", json!({ "id": id }));
    assert_eq!(filing["fields"]["subject.name"], sample()["fields"]["subject.name"]);
    assert!(!filing.to_string().contains(&number));
    desk.call("filing.show", json!({ "id": id }));
    // Further questions about a filing that is open are no further opening.
    desk.call("filing.history", json!({ "id": id }));
    let unmask = json!({ "id": id, "path": "subject.id_number", "purpose": "현장검사" });
    assert_eq!(desk.call("filing.unmask", unmask)["value"], number.as_str());
    desk.call("filing.render", json!({ "id": id }));
    desk.call("flag.list", json!({ "id": null, "open_only": false }));
    let on = format!("filing:{id}");
    let expected = [
        ("vault.opened", "vault"),
        ("filing.opened", on.as_str()),
        ("filing.opened", on.as_str()),
        ("filing.unmasked", on.as_str()),
        ("filing.paper_viewed", on.as_str()),
        ("list.opened", "flag.list"),
    ];
    let expected: Vec<_> = expected
        .iter()
        .map(|(what, on)| ("검사역".to_owned(), (*what).to_owned(), (*on).to_owned()))
        .collect();
    assert_eq!(desk.looks(), expected);
    let log = desk.call("access.list", json!({}));
    assert_eq!(
        (&log["whole"], &log["entries"][2]["purpose"]),
        (&json!(true), &json!("subject.id_number: 현장검사"))
    );
    let text = std::fs::read_to_string(desk.vault().join("access.log")).unwrap();
    assert!(!text.contains("현장검사"), "what somebody wrote stands in it encrypted");
    // A look that cannot be written down is not granted.
    let file = desk.vault().join("access.log");
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    let refused = desk.refused("filing.show", json!({ "id": id }));
    assert_eq!(refused.code, ErrorCode::FileUnwritable);
    let nothing: Value = desk.call("app.status", json!({}));
    assert_eq!(nothing["vault"]["read_only"], true);
}

#[test]
fn two_reports_side_by_side_are_each_masked_by_their_own_form() {
    let desk = Desk::new();
    let left = desk.sample();
    let right = desk.call("filing.create", json!({ "form": "remittance", "corrects": null }));
    let side = |id: &Value| json!({ "id": id, "revision": null });
    desk.call("filing.hand_over", json!({ "id": left, "note": "" }));
    let number = sample()["fields"]["subject.id_number"].clone();
    let looked = || {
        let (one, other) = (side(&json!(left)), side(&right["id"]));
        let there = desk.call("filing.compare", json!({ "left": one, "right": other }));
        let back = desk.call("filing.compare", json!({ "left": other, "right": one }));
        [there, back].map(|found| {
            assert!(found.to_string().contains("subject.id_number"), "both are compared");
            found.to_string()
        })
    };
    let numbers = answers(&["id_number", "account_no"]);
    assert!(numbers.contains(&number.as_str().unwrap().to_owned()));
    for said in looked() {
        assert!(numbers.iter().all(|number| !said.contains(number)), "{said}");
    }
    desk.join("감사", &["auditor"]);
    desk.sign_in("감사");
    let name = sample()["fields"]["subject.name"].as_str().unwrap().to_owned();
    for said in looked() {
        assert!(numbers.iter().all(|number| !said.contains(number)), "{said}");
        assert!(!said.contains(&name), "an auditor sees no name either");
    }
}

#[test]
fn an_address_that_is_known_is_traced_by_no_auditor() {
    let desk = Desk::new();
    let address = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    let wallet = json!({ "chain": "ethereum", "address": address, "memo": "",
                         "facts": { "counterparty_country": "SG" } });
    let saved = desk.call("wallet.save", wallet);
    let listed = |text: &str| {
        let ask = json!({ "text": text, "offset": 0, "limit": 10 });
        desk.call("wallet.list", ask)["wallets"].clone()
    };
    assert_eq!(listed("")[0]["address"], saved["address"], "who works sees it");
    desk.join("감사", &["auditor"]);
    desk.sign_in("감사");
    let shown = listed("")[0].clone();
    assert_eq!(shown["facts"]["counterparty_country"], "SG", "the line is there");
    let bare = address[10..30].to_lowercase();
    assert!(!shown.to_string().to_lowercase().contains(&bare), "{shown}");
}

#[test]
fn what_was_said_for_an_act_on_a_limited_filing_is_read_by_the_named_alone() {
    let desk = Desk::new();
    let id = desk.sample();
    let restrict = json!({ "id": id, "names": ["tester"], "reason": "임직원이 관련된 사안" });
    desk.call("filing.restrict", restrict);
    let note = || {
        let page = desk.call("act.list", json!({ "before": null, "limit": 1000 }));
        let acts = page["acts"].as_array().unwrap().clone();
        let about = |act: &&Value| act["act"] == "filing.restricted";
        acts.iter().find(about).unwrap()["note"].clone()
    };
    assert_eq!(note(), "임직원이 관련된 사안");
    desk.join("나보고", &["officer"]);
    desk.sign_in("나보고");
    assert_eq!(note(), Value::Null, "the act is there, what was said for it is not");
}

#[test]
fn a_title_and_a_search_tell_an_auditor_no_identifier_and_no_name() {
    let desk = Desk::new();
    let id = desk.sample();
    let fields = sample()["fields"].clone();
    let number = fields["subject.id_number"].as_str().unwrap().to_owned();
    let name = fields["subject.name"].as_str().unwrap().to_owned();
    let title = format!("사기/{name} {number} 대여금");
    let edit = json!({ "id": id, "path": "narrative.title", "value": title });
    desk.call("filing.edit", edit);
    let story =
        json!({ "id": id, "path": "narrative.opinion", "value": format!("{number} 이례적 거래") });
    desk.call("filing.edit", story);
    let other = desk.sample();
    for id in [id, other] {
        let found = desk.call("filing.check", json!({ "id": id }))["findings"].clone();
        for finding in found.as_array().unwrap() {
            let accept = json!({ "id": id, "rule": finding["rule"], "path": finding["path"],
                                 "reason": "확인함" });
            desk.call("filing.accept", accept);
        }
        desk.call("filing.hand_over", json!({ "id": id, "note": "" }));
    }
    let list =
        |query: Value| json!({ "query": query, "status": null, "before": null, "limit": 50 });
    let hits = |query: &str| desk.call("filing.list", list(json!(query)))["total"].clone();
    let shown = |id: u32| {
        let page = desk.call("filing.list", list(Value::Null))["filings"].clone();
        let all = page.as_array().unwrap().clone();
        all.into_iter().find(|one| one["id"] == id).unwrap()
    };
    // Who works with it: the number is masked, the name is not.
    let seen = shown(id)["title"].as_str().unwrap().to_owned();
    assert!(seen.contains(&name) && !seen.contains(&number) && seen.contains("대여금"), "{seen}");
    assert_eq!(hits(&name), 2);
    desk.call("filing.return", json!({ "id": id, "note": "고칠 것" }));
    assert_eq!(shown(id)["title"], title.as_str(), "who writes a draft sees what is typed");

    desk.join("나보고", &["officer"]);
    desk.join("감사", &["auditor"]);
    desk.sign_in("나보고");
    let refused = desk.refused("filing.list", list(json!(number)));
    assert_eq!(refused.params["why"], "identifier_search", "a hit would tell whose case it is");
    desk.sign_in("감사");
    let page = desk.call("filing.list", list(Value::Null)).to_string();
    let home = desk.call("home.show", json!({})).to_string();
    let due = desk.call("reconcile.show", json!({ "day": null })).to_string();
    for said in [page, home, due, desk.call("filing.show", json!({ "id": id })).to_string()] {
        assert!(!said.contains(&number) && !said.contains(&name), "{said}");
    }
    let bare: String = number.chars().filter(char::is_ascii_digit).collect();
    for asked in [number.clone(), bare, format!("대여금 {number}")] {
        let refused = desk.refused("filing.list", list(json!(asked)));
        assert_eq!(
            (refused.code, refused.params["why"].as_str()),
            (ErrorCode::NotAllowed, "identifier_search")
        );
    }
    // A part of the number, the name, a word of the opinion: nothing tells that they stand somewhere.
    let tail = &number[number.len() - 6..];
    for asked in [tail, &name, "물안개", "이례적"] {
        assert_eq!(hits(asked), 0, "{asked}");
    }
    assert_eq!(hits("대여금"), 1, "a word that the line shows");
    assert_eq!(hits("2026-001"), 2, "the number of the document");
    let ask = |text: &str| json!({ "text": text, "offset": 0, "limit": 10 });
    let filter = json!({ "filter": { "text": name }, "sort": "oldest" });
    assert_eq!(desk.refused("transfer.outline", filter).params["why"], "identifier_search");
    assert_eq!(desk.call("party.list", ask(&name))["total"], 0);
}
