//! What a vault is held against after a fault: everything acknowledged is there, nothing is there by halves.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use data_encoding::BASE64;
use serde_json::json;
use singo_app::{App, ErrorCode};

use crate::deeds::{
    ADDED, EVIDENCE, IMPORTED, OTHER_PASSPHRASE, PASSPHRASE, ROWS, USER, app, call,
};

/// A folder and everything in it.
pub fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, name) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() { copied(&path, &name) } else { fs::copy(path, name).map(drop).unwrap() }
    }
}

/// Opens what is left, and compares it with what was acknowledged.
pub fn examine(
    folder: &Path,
    before: &Path,
    begun: &BTreeSet<String>,
    done: &BTreeSet<String>,
    what: &str,
) {
    let vault = folder.join("vault");
    let app = app(&vault);
    let open = |passphrase: &str| {
        app.call("vault.open", json!({ "dir": vault, "user": USER, "passphrase": passphrase }))
    };
    let opened = match (begun.contains("passphrase"), done.contains("passphrase")) {
        (false, _) => open(PASSPHRASE),
        (true, true) => open(OTHER_PASSPHRASE),
        // Not acknowledged: one of the two, and only one.
        (true, false) => match open(OTHER_PASSPHRASE) {
            Ok(view) => {
                assert!(open(PASSPHRASE).is_err(), "{what}: both passphrases open");
                call(
                    &app,
                    "vault.open",
                    json!({ "dir": vault, "user": USER, "passphrase": OTHER_PASSPHRASE }),
                );
                Ok(view)
            }
            Err(_) => open(PASSPHRASE),
        },
    };
    opened.unwrap_or_else(|error| panic!("{what}: {error}"));
    let verified = call(&app, "vault.verify", json!({ "head": null }));
    assert_eq!(verified["intact"], true, "{what}: {verified}");

    let acknowledged = |deed: &str| done.contains(deed);
    let draft = call(&app, "filing.content", json!({ "id": 1 })).to_string();
    assert!(draft.contains("고친 제목") || !acknowledged("edit"), "{what}: edit");
    let rows =
        call(&app, "row.list", json!({ "id": 1, "table": "transfers", "offset": 0, "limit": 1 }));
    let rows = usize::try_from(rows["total"].as_u64().unwrap()).unwrap();
    assert!(rows == ROWS || (rows == 0 && !acknowledged("rows")), "{what}: {rows} rows");
    let status = |id: u32| call(&app, "filing.show", json!({ "id": id }))["status"].clone();
    assert!(status(2) == "approved" || !acknowledged("approve"), "{what}: approve");
    assert!(status(3) == "submitted" || !acknowledged("submit"), "{what}: submit");

    attachments(&app, acknowledged("attach"), what);
    ledger(&app, begun, acknowledged, what);

    let listed = call(&app, "backup.list", json!({}));
    assert_eq!(listed["unreadable"], json!([]), "{what}");
    let backups = listed["backups"].as_array().unwrap();
    // The one that was there may have been thinned out, but only for a newer one.
    let newer = backups.iter().any(|backup| Path::new(backup["path"].as_str().unwrap()) != before);
    assert!(!backups.is_empty() && (newer || !acknowledged("backup")), "{what}: {listed}");
    for backup in backups {
        let passphrases = [PASSPHRASE, OTHER_PASSPHRASE];
        let sound = passphrases.iter().any(|passphrase| {
            let request = json!({ "path": backup["path"], "passphrase": passphrase });
            app.call("backup.verify", request).is_ok()
        });
        assert!(sound, "{what}: {backup}");
    }
    for (deed, dir) in [("restore", "restored"), ("create", "created")] {
        elsewhere(&app, &folder.join(dir), acknowledged(deed), what);
    }
    let names = fs::read_dir(&vault).unwrap().map(|entry| entry.unwrap().file_name());
    for name in names.map(|name| name.into_string().unwrap()) {
        let left = name.contains("next") || name.contains("rotated");
        assert!(!left, "{what}: {name} is left");
    }
}

/// A vault that was being made: whole, or none.
fn elsewhere(app: &App, dir: &Path, acknowledged: bool, what: &str) {
    let open = json!({ "dir": dir, "user": USER, "passphrase": PASSPHRASE });
    match app.call("vault.open", open) {
        Ok(_) => {
            let verified = call(app, "vault.verify", json!({ "head": null }));
            assert_eq!(verified["intact"], true, "{what}: {}", dir.display());
        }
        Err(error) => {
            // A database without keys is what is left of a vault that was never finished.
            let unfinished = matches!(error.code, ErrorCode::NotAVault | ErrorCode::VaultDamaged);
            assert!(unfinished && !acknowledged, "{what}: {}: {error}", dir.display());
        }
    }
}

/// What is listed opens, and is what was attached.
fn attachments(app: &App, acknowledged: bool, what: &str) {
    let listed = call(app, "attachment.list", json!({ "id": 1 }))["attachments"].clone();
    let listed = listed.as_array().unwrap();
    assert!(listed.len() == 1 || (listed.is_empty() && !acknowledged), "{what}: {listed:?}");
    for one in listed {
        let request = json!({ "filing": 1, "attachment": one["id"] });
        let opened = call(app, "attachment.open", request);
        assert_eq!(opened["base64"], BASE64.encode(EVIDENCE), "{what}");
    }
}

/// A file is in the ledger whole or not at all, and so is what was taken from it.
fn ledger(app: &App, begun: &BTreeSet<String>, acknowledged: impl Fn(&str) -> bool, what: &str) {
    let batches = call(app, "import.list", json!({}))["batches"].clone();
    let batches = batches.as_array().unwrap();
    let has = |rows: usize| batches.iter().any(|batch| batch["accepted"] == rows);
    assert!(has(ADDED) || !acknowledged("import"), "{what}: {batches:?}");
    assert!(!has(IMPORTED) || !acknowledged("untake"), "{what}: {batches:?}");
    assert!(has(IMPORTED) || begun.contains("untake"), "{what}: the earlier file is gone");
    let expected = [IMPORTED, ADDED].into_iter().filter(|rows| has(*rows)).sum::<usize>();
    let mut taken =
        call(app, "row.list", json!({ "id": 4, "table": "transfers", "offset": 0, "limit": 1 }));
    let taken = usize::try_from(taken["total"].take().as_u64().unwrap()).unwrap();
    assert!(taken > 0 || !acknowledged("take"), "{what}: taken");
    assert!([0, IMPORTED, ADDED, IMPORTED + ADDED].contains(&taken), "{what}: {taken} taken");
    let counted = call(app, "transfer.totals", json!({ "filter": { "asset": "USDT" } }));
    let counted = usize::try_from(counted["count"].as_u64().unwrap()).unwrap();
    assert!(counted >= expected.max(taken), "{what}: {counted} counted of {expected} and {taken}");
}
