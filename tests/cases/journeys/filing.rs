//! From the first field to the receipt.

use serde_json::json;
use singo_app::ErrorCode;

use crate::desk::{Desk, PASSPHRASE, sample};

#[test]
fn a_report_goes_from_draft_to_submitted_and_never_changes_again() {
    let desk = Desk::new();
    let id = desk.sample();
    let found = desk.call("filing.check", json!({ "id": id }));
    assert_eq!((&found["blocking"], &found["warnings"]), (&json!(0), &json!(0)), "{found:#}");

    let decided = json!({ "id": id, "decided_at": "2026-11-20T10:30", "reason": "보고 필요" });
    let approved = desk.call("filing.approve", decided);
    assert_eq!(approved["status"], "approved");
    // Friday is day 0; the weekend does not count (감독규정 제3조).
    assert_eq!(approved["deadline"]["due"], "2026-11-25");
    assert_eq!(approved["deadline"]["target"], "2026-11-23");
    assert_eq!(approved["deadline"]["days_left"], 3);

    let home = desk.call("home.show", json!({}));
    assert_eq!(home["due"][0]["id"], id, "what is decided but not sent heads the home screen");

    desk.wait(24 * 60);
    let printed = desk.call("filing.render", json!({ "id": id }));
    let submit = json!({ "id": id, "channel": "online", "submitted_at": "2026-11-21T09:00",
                         "receipt_no": "R-1", "no_receipt_reason": null });
    let sent = desk.call("filing.submit", submit.clone());
    assert_eq!(sent["status"], "submitted");
    assert_eq!(sent["submission"]["pdf_sha256"], printed["sha256"], "the very PDF that was shown");

    for (name, request) in [
        ("filing.edit", json!({ "id": id, "path": "narrative.title", "value": "사기/다른 제목" })),
        ("filing.undo", json!({ "id": id })),
        ("row.add", json!({ "id": id, "table": "transfers", "rows": [{}] })),
        ("filing.return", json!({ "id": id, "note": "보완" })),
        ("filing.submit", submit),
    ] {
        assert_eq!(desk.refusal(name, request), ErrorCode::NotInStatus, "{name}");
    }
    assert_eq!(desk.call("filing.render", json!({ "id": id }))["base64"], printed["base64"]);
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

#[test]
fn the_same_filing_gives_the_same_pdf_after_a_restart() {
    let desk = Desk::new();
    let id = desk.approved();
    let first = desk.call("filing.render", json!({ "id": id }));
    desk.call("vault.lock", json!({}));
    desk.wait(60 * 24 * 30);
    let open = json!({ "dir": desk.vault(), "passphrase": PASSPHRASE });
    let later = desk.another();
    later.call("vault.open", open).unwrap();
    let second = later.call("filing.render", json!({ "id": id })).unwrap();
    assert_eq!(first["base64"], second["base64"]);
}

#[test]
fn the_head_on_the_paper_is_a_witness_of_the_chain() {
    let desk = Desk::new();
    desk.approved();
    let head = desk.call("vault.verify", json!({ "head": null }))["head"].clone();
    desk.sample();
    let later = desk.call("vault.verify", json!({ "head": head }));
    assert_eq!(later["intact"], true, "the chain has grown past the head and still contains it");
    let (seq, hash) = head.as_str().unwrap().split_once(':').unwrap();
    let other = format!("{seq}:{}", hash.replace(|c: char| c.is_ascii_digit(), "a"));
    let broken = desk.call("vault.verify", json!({ "head": other }));
    assert_eq!((&broken["intact"], &broken["damage"]), (&json!(false), &json!("rewritten")));
    let beyond = format!("99999:{hash}");
    let broken = desk.call("vault.verify", json!({ "head": beyond }));
    assert_eq!(broken["damage"], "truncated");
}

#[test]
fn approval_needs_every_finding_answered() {
    let desk = Desk::new();
    let filing = desk.call("filing.create", json!({ "form": "str", "corrects": null }));
    let approve = |id| json!({ "id": id, "decided_at": "2026-11-20T10:30", "reason": "" });
    let empty = desk.refused("filing.approve", approve(filing["id"].clone()));
    assert_eq!(empty.code, ErrorCode::BlockingFindings);

    let id = desk.sample();
    // A corporate number whose check digit differs is only a warning.
    let edit = json!({ "id": id, "path": "entity.corporate_no", "value": "000011-0000016" });
    desk.call("filing.edit", edit);
    assert_eq!(desk.refusal("filing.approve", approve(json!(id))), ErrorCode::UnacceptedWarnings);
    let warning = desk.call("filing.check", json!({ "id": id }))["findings"][0].clone();
    assert_eq!(warning["severity"], "warn");
    let accept = json!({ "id": id, "rule": warning["rule"], "path": warning["path"],
                         "reason": "등기부에서 확인함" });
    let found = desk.call("filing.accept", accept);
    assert_eq!(found["findings"][0]["accepted"], "등기부에서 확인함");
    assert_eq!(desk.call("filing.approve", approve(json!(id)))["status"], "approved");
}

#[test]
fn a_correction_is_a_new_filing_that_names_the_old_one() {
    let desk = Desk::new();
    let id = desk.approved();
    let number = sample()["fields"]["header.document_no"].clone();
    let new = desk.call("filing.create", json!({ "form": "str", "corrects": id }));
    assert_eq!(new["fields"]["header.prior_document_no"], number);
    assert_ne!(new["fields"]["header.document_no"], number);
    assert_eq!(new["fields"]["subject.name"], sample()["fields"]["subject.name"]);
    assert_eq!(new["rows"]["transfers"], 12);
}

#[test]
fn a_filing_is_found_by_any_part_of_a_word_and_its_subject_is_masked() {
    let desk = Desk::new();
    let id = desk.sample();
    let list = |query: &str| {
        let request = json!({ "query": query, "status": null, "before": null, "limit": 50 });
        desk.call("filing.list", request)
    };
    let name = sample()["fields"]["subject.name"].as_str().unwrap().to_owned();
    let part: String = name.chars().skip(2).take(2).collect();
    let found = list(&part);
    assert_eq!(found["filings"][0]["id"], id);
    assert_eq!(found["total"], 1);
    assert_ne!(found["filings"][0]["subject"], name.as_str());
    assert_eq!(list("없는낱말")["total"], 0);
}

#[test]
fn the_recovery_code_opens_the_vault() {
    let desk = Desk::bare();
    let made = desk.call(
        "vault.create",
        json!({
            "dir": desk.vault(), "user": "tester", "passphrase": PASSPHRASE,
            "profile": { "institution_name": "", "institution_address": "", "officer_name": "",
                         "contact_name": "", "contact_phone": "", "internal_target": 2 },
            "small_firm_reason": "시험",
        }),
    );
    desk.call("vault.lock", json!({}));
    let open = json!({ "dir": desk.vault(), "passphrase": made["recovery_code"] });
    assert_eq!(desk.call("vault.open", open)["user"], "tester");
    assert_eq!(desk.call("profile.show", json!({}))["internal_target"], 2);
}

#[test]
fn a_temporary_holiday_moves_the_deadline_and_the_calendar_says_where_it_ends() {
    let desk = Desk::new();
    let ask = json!({ "form": "str", "decided_at": "2026-11-20T10:30" });
    assert_eq!(desk.call("deadline.show", ask.clone())["due"], "2026-11-25");
    desk.call("calendar.set_holiday", json!({ "date": "2026-11-24", "name": "임시공휴일" }));
    let moved = desk.call("deadline.show", ask.clone());
    assert_eq!(moved["due"], "2026-11-26");
    assert_eq!(moved["working"][4]["holiday_ko"], "임시공휴일");
    desk.call("calendar.set_holiday", json!({ "date": "2026-11-24", "name": "" }));
    assert_eq!(desk.call("deadline.show", ask)["due"], "2026-11-25");
    let past =
        desk.refused("deadline.show", json!({ "form": "str", "decided_at": "2027-12-30T10:00" }));
    assert_eq!(past.code, ErrorCode::PastCalendar);
    assert_eq!(past.params["covered_through"], "2027-12-31");
}
