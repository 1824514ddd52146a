//! A backup restored while a vault is open, and one made in another place than the settings say.

use serde_json::{Value, json};
use singo_app::ErrorCode;

use crate::desk::{Desk, PASSPHRASE};

#[test]
fn the_vault_that_is_open_is_backed_up_and_closed_before_a_backup_is_restored() {
    let desk = Desk::new();
    let id = desk.sample();
    let made = desk.call("backup.create", json!({ "folder": null }));
    desk.wait(5);
    let edit = json!({ "id": id, "path": "narrative.title", "value": "백업 뒤의 제목" });
    desk.call("filing.edit", edit);
    let dir = desk.folder.path().join("restored");
    let restore = |secret: &str| json!({ "path": made["path"], "dir": dir, "user": "tester", "passphrase": secret });
    let wrong = restore("not the passphrase at all");
    assert_eq!(desk.refusal("backup.restore", wrong), ErrorCode::WrongPassphrase);
    let open = || desk.call("app.status", json!({}))["vault"]["dir"].clone();
    assert_eq!(open(), json!(desk.vault()), "a failed restore leaves the vault open");

    let restored = desk.call("backup.restore", restore(PASSPHRASE));
    assert_eq!((&restored["dir"], open()), (&json!(dir), Value::Null));
    let sign_in = |dir: Value| json!({ "dir": dir, "passphrase": PASSPHRASE, "user": "tester" });
    let title =
        || desk.call("filing.show", json!({ "id": id }))["fields"]["narrative.title"].clone();
    desk.call("vault.open", sign_in(json!(dir)));
    assert_ne!(title(), "백업 뒤의 제목", "as it stood when it was backed up");
    // What was done since is in the backup that was made first, and in the vault itself.
    let kept = desk.folder.path().join("kept");
    let latest = json!({ "path": restored["kept"], "dir": kept, "user": "tester", "passphrase": PASSPHRASE });
    desk.call("backup.restore", latest);
    for dir in [json!(kept), json!(desk.vault())] {
        desk.call("vault.open", sign_in(dir));
        assert_eq!(title(), "백업 뒤의 제목");
        assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
    }
}

#[test]
fn one_backup_goes_elsewhere_and_the_settings_stay() {
    let desk = Desk::new();
    let there = desk.folder.path().join("usb");
    let before = desk.call("backup.list", json!({}))["settings"].clone();
    let made = desk.call("backup.create", json!({ "folder": there }));
    assert!(made["path"].as_str().unwrap().starts_with(there.to_str().unwrap()), "{made}");
    assert_eq!(desk.call("backup.list", json!({}))["settings"], before);
    assert_eq!(desk.refusal("backup.create", json!({ "folder": "usb" })), ErrorCode::BadRequest);
}
