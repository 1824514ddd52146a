//! Backups, vaults that are being made, and the sign-in that takes the access log onto the chain. What must hold of
//! backups and other vaults stands in `examine`.

use std::path::Path;

use serde_json::{Value, json};
use singo_app::{App, ErrorCode, WireError};

use super::{AUDITOR, Deed, OTHER_PASSPHRASE, PASSPHRASE, USER, app, backup, profile, sign_in};

pub const DEEDS: &[Deed] = &[
    Deed { name: "backup", commands: &["backup.create", "backup.run_due"], act: make },
    Deed { name: "restore", commands: &["backup.restore"], act: restore },
    Deed { name: "create", commands: &["vault.create"], act: create },
    Deed { name: "drill", commands: &["backup.drill"], act: drill },
    Deed { name: "sign in", commands: &["vault.open"], act: again },
];

fn make(app: &App, _: &Path) -> Result<Value, WireError> {
    app.call("backup.create", json!({ "folder": null }))
}

/// Another window does what would close this one's vault.
fn restore(_: &App, folder: &Path) -> Result<Value, WireError> {
    let dir = folder.join("restored");
    let request =
        json!({ "path": backup(folder), "dir": dir, "user": USER, "passphrase": PASSPHRASE });
    app(&dir).call("backup.restore", request)
}

fn create(_: &App, folder: &Path) -> Result<Value, WireError> {
    let dir = folder.join("created");
    let request = json!({ "dir": dir, "user": USER, "passphrase": PASSPHRASE, "profile": profile(),
                "small_firm_reason": "시험" });
    app(&dir).call("vault.create", request)
}

fn drill(app: &App, folder: &Path) -> Result<Value, WireError> {
    app.call("backup.drill", json!({ "path": backup(folder), "passphrase": PASSPHRASE }))
}

/// An auditor looks, somebody fails to sign in, and the next sign-in takes both, as several acts.
fn again(app: &App, folder: &Path) -> Result<Value, WireError> {
    let other = self::app(&folder.join("vault"));
    sign_in(&other, folder, AUDITOR, PASSPHRASE)?;
    other.call("filing.show", json!({ "id": 1 }))?;
    other.call("vault.lock", json!({}))?;
    let wrong = sign_in(&other, folder, AUDITOR, "not the passphrase").unwrap_err();
    if wrong.code != ErrorCode::WrongPassphrase {
        return Err(wrong);
    }
    match sign_in(app, folder, USER, PASSPHRASE) {
        Err(error) if error.code == ErrorCode::WrongPassphrase => {
            sign_in(app, folder, USER, OTHER_PASSPHRASE)
        }
        other => other,
    }
}
