//! What a vault is held against after a fault: everything acknowledged is there, nothing is there by halves.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use singo_app::{App, ErrorCode};

use crate::deeds::{self, OTHER_PASSPHRASE, PASSPHRASE, USER, app, call};

/// A vault after a fault, open, and what was done to it.
pub struct Left<'a> {
    pub app: &'a App,
    pub folder: &'a Path,
    pub vault: PathBuf,
    pub what: &'a str,
    begun: &'a BTreeSet<String>,
    done: &'a BTreeSet<String>,
}

impl Left<'_> {
    pub fn begun(&self, deed: &str) -> bool {
        self.begun.contains(deed)
    }

    /// Whether a deed was acknowledged.
    pub fn done(&self, deed: &str) -> bool {
        self.done.contains(deed)
    }
}

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
    assert!(!vault.join("opened").exists(), "{what}: a copy in the clear is left");
    let verified = call(&app, "vault.verify", json!({ "head": null }));
    assert_eq!(verified["intact"], true, "{what}: {verified}");

    let acts = deeds::acts(&app);
    assert!(!acts.iter().any(|act| act == "acts.lost"), "{what}: acts were lost: {acts:?}");

    let left = Left { app: &app, folder, vault: vault.clone(), what, begun, done };
    deeds::check(&left);

    let listed = call(&app, "backup.list", json!({}));
    assert_eq!(listed["unreadable"], json!([]), "{what}");
    let backups = listed["backups"].as_array().unwrap();
    // The one that was there may have been thinned out, but only for a newer one.
    let newer = backups.iter().any(|backup| Path::new(backup["path"].as_str().unwrap()) != before);
    assert!(!backups.is_empty() && (newer || !left.done("backup")), "{what}: {listed}");
    for backup in backups {
        // With the key at hand where it is still the same: deriving it is slow.
        let passphrases = [None, Some(PASSPHRASE), Some(OTHER_PASSPHRASE)];
        let sound = passphrases.iter().any(|passphrase| {
            let request = json!({ "path": backup["path"], "passphrase": passphrase });
            app.call("backup.verify", request).is_ok()
        });
        assert!(sound, "{what}: {backup}");
    }
    for (deed, dir) in [("restore", "restored"), ("create", "created")] {
        elsewhere(&app, &folder.join(dir), left.done(deed), what);
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
