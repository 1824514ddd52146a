//! Signing in and not signing in: what a failed try leaves, a first passphrase that is not one's own, and the end of
//! a place.

use serde_json::{Value, json};
use singo_app::ErrorCode;

use crate::desk::{Desk, PASSPHRASE};

fn open(desk: &Desk, user: &str, passphrase: &str) -> Value {
    json!({ "dir": desk.vault(), "passphrase": passphrase, "user": user })
}

#[test]
fn a_failed_sign_in_reaches_the_log_and_the_chain() {
    let desk = Desk::new();
    desk.call("vault.lock", json!({}));
    for (user, passphrase) in
        [("tester", "not the passphrase"), ("nobody at all", "x"), ("tester", "wrong again, too")]
    {
        let refused = desk.refusal("vault.open", open(&desk, user, passphrase));
        assert_eq!(refused, ErrorCode::WrongPassphrase);
    }
    let failed = |who: &str| (who.to_owned(), "sign_in.failed".to_owned(), "vault".to_owned());
    // A name that the vault does not know may be a passphrase: it is not kept.
    assert_eq!(desk.looks(), [failed("tester"), failed(""), failed("tester")]);
    desk.sign_in("tester");
    let expected =
        ["access_log.taken", "sign_in.failed", "sign_in.failed", "sign_in.failed", "vault.opened"];
    assert_eq!(desk.acts(5), expected);
    // Taken once.
    desk.sign_in("tester");
    assert_eq!(desk.acts(2), ["vault.opened", "access_log.taken"]);
    assert_eq!(desk.call("access.list", json!({}))["entries"].as_array().unwrap().len(), 3);
    // What was taken is missed when somebody removes it.
    let file = desk.vault().join("access.log");
    let text = std::fs::read_to_string(&file).unwrap();
    let rest: Vec<&str> = text.lines().take(2).collect();
    std::fs::write(&file, rest.join("\n") + "\n").unwrap();
    desk.sign_in("tester");
    // The log is another one from here on, and taken from its first line.
    let expected = ["access_log.taken", "sign_in.failed", "sign_in.failed", "access_log.broken"];
    assert_eq!(desk.acts(4), expected);
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

#[test]
fn no_passphrase_is_tried_past_the_lock_out() {
    let desk = Desk::new();
    let outside = desk.folder.path().join("outside");
    let copy =
        |folder: Value| desk.call("backup.create", json!({ "folder": folder }))["path"].clone();
    let (inside, outside) = (copy(Value::Null), copy(json!(outside)));
    let restore = |path: &Value, passphrase: &str| {
        let dir = desk.folder.path().join("restored");
        let request = json!({ "path": path, "dir": dir, "user": null, "passphrase": passphrase });
        desk.refusal("backup.restore", request)
    };
    let on = |path: &Value| json!({ "path": path, "passphrase": "not the passphrase" });
    assert_eq!(desk.refusal("backup.drill", on(&inside)), ErrorCode::WrongPassphrase);
    assert_eq!(desk.refusal("backup.verify", on(&outside)), ErrorCode::WrongPassphrase);
    let change = json!({ "present": "not the passphrase", "passphrase": "a passphrase of mine" });
    assert_eq!(desk.refusal("key.change_passphrase", change), ErrorCode::WrongPassphrase);
    assert_eq!(
        desk.acts(4),
        ["access_log.taken", "sign_in.failed", "sign_in.failed", "sign_in.failed"]
    );
    desk.call("vault.lock", json!({}));
    for path in [&inside, &outside] {
        assert_eq!(restore(path, "not the passphrase"), ErrorCode::WrongPassphrase);
    }
    for path in [&inside, &outside] {
        assert_eq!(restore(path, PASSPHRASE), ErrorCode::TooManyTries, "the right one as well");
    }
    assert_eq!(
        desk.refusal("vault.open", open(&desk, "tester", PASSPHRASE)),
        ErrorCode::TooManyTries
    );
    desk.wait(1);
    desk.sign_in("tester");
    let expected = ["access_log.taken", "sign_in.failed", "sign_in.failed", "vault.opened"];
    assert_eq!(desk.acts(4), expected);
    let of = |subject: &str| ("tester".to_owned(), "sign_in.failed".to_owned(), subject.to_owned());
    assert_eq!(desk.looks(), ["backup", "backup", "keys", "backup", "backup"].map(of));
}

#[test]
fn who_has_a_key_and_no_place_today_is_turned_away_and_that_is_kept() {
    let desk = Desk::new();
    let person = json!({ "name": "검사역", "display": "", "title": "", "roles": ["examiner"],
                         "from": "2026-11-23", "until": "2026-11-24", "reason": "현장검사",
                         "passphrase": PASSPHRASE });
    desk.call("user.add", person);
    let refused = desk.refused("vault.open", open(&desk, "검사역", PASSPHRASE));
    assert_eq!(refused.params["why"], "period");
    desk.sign_in("tester");
    assert_eq!(desk.acts(2), ["access_log.taken", "sign_in.refused"]);
}

#[test]
fn a_passphrase_that_was_made_up_is_replaced_before_anything_else() {
    let desk = Desk::new();
    for (name, role) in [("나작성", "drafter"), ("감사", "auditor")] {
        let person = json!({ "name": name, "display": "", "title": "", "roles": [role],
                             "from": null, "until": null, "reason": "입사", "passphrase": null });
        let added = desk.call("user.add", person);
        let given = added["one_time"].as_str().unwrap().to_owned();
        assert_eq!(given.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 4]);
        assert_eq!(desk.acts(1), ["user.added"], "person and key in one act");
        assert_eq!(desk.call("key.show", json!({}))["without_key"], json!([]));
        let vault = desk.call("vault.open", open(&desk, name, &given));
        assert_eq!(vault["must_change"], true);
        let list = json!({ "query": null, "status": null, "before": null, "limit": 1 });
        let refused = desk.refused("filing.list", list.clone());
        assert_eq!(refused.params["why"], "passphrase_given");
        let wrong = json!({ "present": "not the passphrase", "passphrase": PASSPHRASE });
        assert_eq!(desk.refusal("key.change_passphrase", wrong), ErrorCode::WrongPassphrase);
        let change = json!({ "present": given, "passphrase": PASSPHRASE });
        desk.call("key.change_passphrase", change);
        desk.call("filing.list", list);
        assert_eq!(
            desk.refusal("vault.open", open(&desk, name, &given)),
            ErrorCode::WrongPassphrase
        );
        assert_eq!(desk.sign_in(name)["must_change"], false);
        desk.sign_in("tester");
    }
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

#[test]
fn who_sets_anothers_passphrase_does_not_keep_it() {
    let desk = Desk::new();
    let known = "words that the administrator knows";
    let person = json!({ "name": "나작성", "display": "", "title": "", "roles": ["drafter"],
                         "from": null, "until": null, "reason": "입사", "passphrase": known });
    desk.call("user.add", person);
    let must_change = |passphrase: &str| {
        desk.call("vault.open", open(&desk, "나작성", passphrase))["must_change"].clone()
    };
    let change = |present: &str, fresh: &str| {
        desk.call("key.change_passphrase", json!({ "present": present, "passphrase": fresh }));
    };
    assert_eq!(must_change(known), true, "chosen by the administrator");
    let same = json!({ "present": known, "passphrase": known });
    assert_eq!(desk.refused("key.change_passphrase", same).params["why"], "same_passphrase");
    assert_eq!(desk.refused("user.list", json!({})).params["why"], "passphrase_given");
    change(known, PASSPHRASE);
    desk.call("user.list", json!({}));
    assert_eq!(must_change(PASSPHRASE), false, "the person's own");

    desk.sign_in("tester");
    let key = json!({ "user": "나작성", "passphrase": known });
    desk.call("key.reset_passphrase", key.clone());
    assert_eq!(must_change(known), true, "set anew by the administrator");
    change(known, PASSPHRASE);

    desk.sign_in("tester");
    desk.call("key.remove_user", json!({ "user": "나작성" }));
    desk.call("key.add_user", key);
    assert_eq!(must_change(known), true, "a key given again");

    // One's own is one's own, however it was set.
    desk.sign_in("tester");
    let own = json!({ "user": "tester", "passphrase": known });
    desk.call("key.reset_passphrase", own);
    assert_eq!(desk.call("vault.open", open(&desk, "tester", known))["must_change"], false);
}

#[test]
fn the_end_of_a_place_takes_the_key() {
    let desk = Desk::new();
    desk.join("나작성", &["drafter"]);
    desk.call("user.deactivate", json!({ "name": "나작성", "reason": "퇴사" }));
    assert_eq!(desk.acts(1), ["user.deactivated"]);
    assert_eq!(desk.call("key.show", json!({}))["holders"], json!(["tester"]));
    let refused = desk.refusal("vault.open", open(&desk, "나작성", PASSPHRASE));
    assert_eq!(refused, ErrorCode::WrongPassphrase);
    desk.sign_in("tester");
    // The name is never given to another.
    let again = json!({ "name": "나작성", "display": "", "title": "", "roles": ["drafter"],
                        "from": null, "until": null, "reason": "입사", "passphrase": PASSPHRASE });
    assert_eq!(desk.refusal("user.add", again), ErrorCode::BadRequest);
}
