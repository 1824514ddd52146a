//! A vault as an older program left it (`fixtures/older-vault`; how it was made stands in the store's `older.rs`):
//! 책임 administered it until 2026-06-30, 작성 drafts, 감사 audits. What opening it brings forward, and what not.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::desk::{Desk, PASSPHRASE};

const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/older-vault");

fn older() -> Desk {
    let desk = Desk::bare();
    for folder in ["blobs", "backups"] {
        fs::create_dir_all(desk.vault().join(folder)).unwrap();
    }
    for file in ["store.db", "keys.json"] {
        fs::copy(Path::new(FIXTURE).join(file), desk.vault().join(file)).unwrap();
    }
    desk
}

fn recovered(desk: &Desk) -> Value {
    let code = fs::read_to_string(Path::new(FIXTURE).join("recovery-code.txt")).unwrap();
    desk.call("vault.open", json!({ "dir": desk.vault(), "passphrase": code.trim() }))
}

#[test]
fn everybody_comes_in_as_who_they_are() {
    for (name, role, reads) in [("작성", "drafter", false), ("감사", "auditor", true)] {
        let desk = older();
        let opened = desk.sign_in(name);
        assert_eq!((&opened["user"], &opened["roles"]), (&json!(name), &json!([role])));
        assert_eq!((&opened["read_only"], &opened["one_person"]), (&json!(reads), &json!(false)));
        assert_eq!(desk.call("user.list", json!({}))["people"].as_array().unwrap().len(), 3);
    }
    let desk = older();
    let late = json!({ "dir": desk.vault(), "passphrase": PASSPHRASE, "user": "책임" });
    assert_eq!(desk.refused("vault.open", late).params["why"], "period");
}

#[test]
fn the_copy_from_before_is_known_and_thinned_as_others() {
    let desk = older();
    desk.sign_in("감사");
    let last = desk.call("backup.last", json!({}));
    assert_eq!((&last["days"], &last["beside"]), (&json!(0), &json!(true)));
    let path = last["path"].as_str().unwrap().to_owned();
    assert!(Path::new(&path).join("manifest.json").is_file());
    assert_eq!(desk.acts(1), ["backup.created"]);
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);

    // Another folder for backups: the copy beside the vault is not the daily one there, and goes when others do.
    recovered(&desk);
    let listed = desk.call("backup.list", json!({}))["backups"].clone();
    assert_eq!(
        (&listed[0]["path"], &listed[0]["reason"]),
        (&json!(path), &json!("before_upgrade"))
    );
    let elsewhere = desk.folder.path().join("elsewhere");
    let keep = |daily: u32| {
        json!({ "folder": elsewhere, "daily": true, "keep_daily": daily, "keep_weekly": 0,
                "keep_monthly": 0 })
    };
    desk.call("backup.save_settings", keep(9));
    let made = desk.call("backup.run_due", json!({}))["made"].clone();
    assert!(made["path"].as_str().unwrap().starts_with(elsewhere.to_str().unwrap()), "{made}");
    assert_eq!(desk.call("backup.run_due", json!({}))["made"], Value::Null, "once a day");
    // A day later, as another upgrade would leave one.
    desk.wait(24 * 60);
    let beside = json!({ "folder": desk.vault().join("backups") });
    let newer = desk.call("backup.create", beside)["path"].clone();
    assert!(Path::new(&path).exists(), "of nine days");
    desk.call("backup.save_settings", keep(1));
    desk.call("backup.create", json!({ "folder": null }));
    assert!(!Path::new(&path).exists(), "no rule keeps it");
    assert!(Path::new(newer.as_str().unwrap()).exists(), "the newest beside the vault stays");
}

#[test]
fn the_recovery_code_brings_back_the_administrator_and_no_more() {
    let desk = older();
    let opened = recovered(&desk);
    assert_eq!((&opened["user"], &opened["roles"]), (&json!("책임"), &json!(["administrator"])));
    assert_eq!(opened["one_person"], false, "duties are as they were");
    let again = || desk.acts(99).iter().filter(|act| *act == "user.roles_changed").count();
    assert_eq!(again(), 1, "on record");
    let people = desk.call("user.list", json!({}))["people"].clone();
    let restored = &people[0];
    assert_eq!((&restored["until"], &restored["active"]), (&Value::Null, &json!(true)));
    assert_eq!(restored["reason"], "recovery_code");
    let roles: Vec<&Value> =
        people.as_array().unwrap()[1..].iter().map(|one| &one["roles"]).collect();
    assert_eq!(roles, [&json!(["drafter"]), &json!(["auditor"])], "others are as they were");
    let list = json!({ "query": null, "status": null, "before": null, "limit": 1 });
    assert_eq!(desk.refused("filing.list", list).params["why"], "role", "no case");
    // The place is there again, also for the passphrase; once is enough.
    assert_eq!(desk.sign_in("책임")["roles"], json!(["administrator"]));
    recovered(&desk);
    assert_eq!(again(), 1);
}
