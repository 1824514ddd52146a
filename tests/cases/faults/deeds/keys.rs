//! People and their keys: the key file and the vault change together.

use std::path::Path;

use serde_json::{Value, json};
use singo_app::{App, ErrorCode, WireError};

use super::{Deed, GIVEN, OTHER_PASSPHRASE, PASSPHRASE, app, call, person, sign_in};
use crate::examine::Left;

/// Who comes, who goes, and who only loses the key.
const COMES: &str = "오는이";
const GOES: &str = "가는이";
const STAYS: &str = "남는이";

pub const DEEDS: &[Deed] = &[
    Deed { name: "rotate", commands: &["key.rotate"], act: rotate },
    Deed {
        name: "passphrase",
        commands: &["key.change_passphrase", "key.reset_passphrase"],
        act: passphrase,
    },
    Deed { name: "recovery", commands: &["key.renew_recovery"], act: recovery },
    Deed { name: "join", commands: &["user.add", "key.add_user"], act: join },
    Deed { name: "leave", commands: &["user.deactivate", "user.change_roles"], act: leave },
    Deed { name: "take key", commands: &["key.remove_user"], act: take_key },
];

pub fn prepare(app: &App) {
    for name in [GOES, STAYS] {
        call(app, "user.add", person(name, &["drafter"]));
    }
}

fn rotate(app: &App, _: &Path) -> Result<Value, WireError> {
    app.call("key.rotate", json!({}))
}

fn passphrase(app: &App, _: &Path) -> Result<Value, WireError> {
    let request = json!({ "present": PASSPHRASE, "passphrase": OTHER_PASSPHRASE });
    app.call("key.change_passphrase", request)
}

fn recovery(app: &App, _: &Path) -> Result<Value, WireError> {
    app.call("key.renew_recovery", json!({}))
}

fn join(app: &App, _: &Path) -> Result<Value, WireError> {
    app.call("user.add", person(COMES, &["drafter"]))
}

fn leave(app: &App, _: &Path) -> Result<Value, WireError> {
    app.call("user.deactivate", json!({ "name": GOES, "reason": "퇴사" }))
}

fn take_key(app: &App, _: &Path) -> Result<Value, WireError> {
    app.call("key.remove_user", json!({ "user": STAYS }))
}

/// Whoever has a place has its key, and whoever has none has none.
pub fn check(left: &Left<'_>) {
    let what = left.what;
    let people = call(left.app, "user.list", json!({}))["people"].clone();
    let active = |name: &str| {
        let found = people.as_array().unwrap().iter().find(|one| one["name"] == name);
        found.map(|one| one["active"] == true)
    };
    let keys = call(left.app, "key.show", json!({}));
    let held = |name: &str| keys["holders"].as_array().unwrap().iter().any(|user| user == name);
    assert_eq!(active(COMES).is_some(), held(COMES), "{what}: {people} {keys}");
    assert!(held(COMES) || !left.done("join"), "{what}: join");
    assert_eq!(active(GOES), Some(held(GOES)), "{what}: {people} {keys}");
    assert!(!held(GOES) || !left.done("leave"), "{what}: leave");
    assert!(held(GOES) || left.begun("leave"), "{what}: leave");
    assert_eq!(active(STAYS), Some(true), "{what}");
    assert!(!held(STAYS) || !left.done("take key"), "{what}: key");
    assert!(held(STAYS) || left.begun("take key"), "{what}: key");
    // The key file itself says the same, to the very people whose keys were changed.
    for (name, deed) in [(COMES, "join"), (GOES, "leave"), (STAYS, "take key")] {
        if !left.begun(deed) {
            continue;
        }
        let theirs = app(&left.vault);
        match sign_in(&theirs, left.folder, name, GIVEN) {
            // The vault is held by this very test; whoever gets so far has the key.
            Err(error) if error.code == ErrorCode::VaultHeld => {
                assert!(held(name), "{what}: {name}")
            }
            Err(error) => {
                let refused = [ErrorCode::WrongPassphrase, ErrorCode::NotAllowed];
                assert!(refused.contains(&error.code) && !held(name), "{what}: {name}: {error}");
            }
            Ok(_) => panic!("{what}: a second writer"),
        }
    }
}
