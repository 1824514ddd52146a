//! Typing: nothing is lost, everything can be taken back, and what applies follows.

use serde_json::{Value, json};
use singo_app::ErrorCode;

use crate::desk::{Desk, PASSPHRASE};

fn edit(desk: &Desk, id: &Value, path: &str, value: Value) -> Value {
    desk.call("filing.edit", json!({ "id": id, "path": path, "value": value }))
}

#[test]
fn the_kind_of_id_decides_between_person_and_entity() {
    let desk = Desk::new();
    let id = desk.call("filing.create", json!({ "form": "str", "corrects": null }))["id"].clone();
    let sections = |edited: &Value| edited["state"]["sections"].to_string();
    let person = sections(&edit(&desk, &id, "subject.id_kind", json!("1")));
    let entity = sections(&edit(&desk, &id, "subject.id_kind", json!("3")));
    assert!(person.contains("\"person\"") && !person.contains("\"entity\""), "{person}");
    assert!(entity.contains("\"entity\"") && !entity.contains("\"person\""), "{entity}");
}

#[test]
fn a_row_shows_the_attachments_that_its_means_and_kind_ask_for() {
    let desk = Desk::new();
    let id = desk.call("filing.create", json!({ "form": "str", "corrects": null }))["id"].clone();
    desk.call("row.add", json!({ "id": id, "table": "transactions", "rows": [{}] }));
    let plain = edit(&desk, &id, "transactions[r1].kind", json!("1"))["row"].clone();
    let moved = edit(&desk, &id, "transactions[r1].kind", json!("12"))["row"].clone();
    let has = |row: &Value| row["shown"].to_string().contains("transactions[].move_item");
    assert!(!has(&plain) && has(&moved), "60 거래수량 belongs to kinds 12 and 13");
    assert!(moved["required"].to_string().contains("transactions[].move_item"));
}

#[test]
fn undo_and_redo_walk_through_edits_and_rows_even_after_a_restart() {
    let desk = Desk::new();
    let id = desk.call("filing.create", json!({ "form": "str", "corrects": null }))["id"].clone();
    edit(&desk, &id, "subject.name", json!("가나다"));
    edit(&desk, &id, "subject.name", json!("라마바"));
    desk.call("row.add", json!({ "id": id, "table": "transfers", "rows": [{ "asset": "BTC" }] }));
    desk.call("vault.lock", json!({}));
    desk.call("vault.open", json!({ "dir": desk.vault(), "passphrase": PASSPHRASE }));
    let one = desk.call("filing.undo", json!({ "id": id }));
    assert_eq!(one["rows"]["transfers"].as_u64().unwrap_or(0), 0);
    let two = desk.call("filing.undo", json!({ "id": id }));
    assert_eq!(two["fields"]["subject.name"], "가나다");
    let again = desk.call("filing.redo", json!({ "id": id }));
    assert_eq!(again["fields"]["subject.name"], "라마바");
    let rows = desk.call("filing.redo", json!({ "id": id }));
    assert_eq!(rows["rows"]["transfers"], 1);
    assert_eq!(desk.refusal("filing.redo", json!({ "id": id })), ErrorCode::NothingToUndo);
}

#[test]
fn numbers_are_cleaned_on_the_way_in_and_names_are_not_touched() {
    let desk = Desk::new();
    let id = desk.call("filing.create", json!({ "form": "str", "corrects": null }))["id"].clone();
    let number = edit(&desk, &id, "annex.total_in_krw", json!(" １２３，４５６\u{200b} "));
    assert_eq!(number["value"], "123,456");
    // Decomposed Hangul, as macOS writes it: kept as typed, and the preview offers the whole syllables.
    let decomposed = "\u{1100}\u{1161}\u{11ab}";
    assert_eq!(edit(&desk, &id, "subject.name", json!(decomposed))["value"], decomposed);
    let preview = desk.call("text.preview", json!({ "text": decomposed, "kind": "name" }));
    assert_eq!(preview["text"], "간");
    assert_eq!(preview["changes"][0]["kind"], "composition");
}

#[test]
fn leaving_a_field_untouched_is_no_act() {
    let desk = Desk::new();
    let id = desk.call("filing.create", json!({ "form": "str", "corrects": null }))["id"].clone();
    edit(&desk, &id, "subject.name", json!("가나다"));
    let newest = json!({ "before": null, "limit": 1 });
    let acts = |desk: &Desk| desk.call("act.list", newest.clone())["acts"][0]["seq"].clone();
    let before = acts(&desk);
    edit(&desk, &id, "subject.name", json!("가나다"));
    assert_eq!(acts(&desk), before);
}
