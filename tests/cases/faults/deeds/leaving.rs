//! What leaves the vault as a file: written whole, and never without its act.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use singo_app::{App, WireError};

use super::{Deed, PASSPHRASE, acts, call};
use crate::examine::Left;

pub const DEEDS: &[Deed] = &[
    Deed {
        name: "export paper",
        commands: &["filing.export_pdf", "filing.start_export"],
        act: paper,
    },
    Deed { name: "export companions", commands: &["filing.export_companions"], act: companions },
    Deed { name: "export file", commands: &["attachment.export"], act: attachment },
    Deed { name: "bundle", commands: &["bundle.create"], act: bundle },
    // One file and its act, as the refused rows that were kept.
    Deed { name: "export chain", commands: &["chain.export", "import.export_kept"], act: chain },
    Deed { name: "recovery page", commands: &["key.recovery_page"], act: page },
];

/// Which act tells of each file.
const FILES: [(&str, &str); 7] = [
    ("paper.pdf", "filing.exported"),
    ("paper.pdf.annex.json.age", "filing.exported"),
    ("file.bin", "attachment.exported"),
    ("bundle.zip", "bundle.created"),
    ("chain.jsonl", "chain.exported"),
    ("page.pdf", "key.recovery_printed"),
    ("companions", "filing.companions_exported"),
];

fn out(folder: &Path) -> PathBuf {
    folder.join("out")
}

pub fn prepare(folder: &Path) {
    fs::create_dir_all(out(folder).join("companions")).unwrap();
}

fn paper(app: &App, folder: &Path) -> Result<Value, WireError> {
    let request = json!({ "id": 3, "path": out(folder).join("paper.pdf"), "purpose": "inspection",
                          "annex": PASSPHRASE });
    app.call("filing.export_pdf", request)
}

fn companions(app: &App, folder: &Path) -> Result<Value, WireError> {
    let dir = out(folder).join("companions");
    let request = json!({ "id": 3, "dir": dir, "passphrase": PASSPHRASE });
    app.call("filing.export_companions", request)
}

/// Of whichever file is attached.
fn attachment(app: &App, folder: &Path) -> Result<Value, WireError> {
    let listed = app.call("attachment.list", json!({ "id": 1 }))?;
    let Some(one) = listed["attachments"].as_array().unwrap().first() else {
        return Ok(Value::Null);
    };
    let path = out(folder).join("file.bin");
    let request = json!({ "filing": 1, "attachment": one["id"], "path": path });
    app.call("attachment.export", request)
}

fn bundle(app: &App, folder: &Path) -> Result<Value, WireError> {
    let path = out(folder).join("bundle.zip");
    app.call("bundle.create", json!({ "filings": [1], "path": path, "passphrase": null }))
}

fn chain(app: &App, folder: &Path) -> Result<Value, WireError> {
    app.call("chain.export", json!({ "path": out(folder).join("chain.jsonl") }))
}

fn page(app: &App, folder: &Path) -> Result<Value, WireError> {
    let code = app.call("key.renew_recovery", json!({}))?["recovery_code"].clone();
    let path = out(folder).join("page.pdf");
    app.call("key.recovery_page", json!({ "recovery_code": code, "path": path }))
}

pub fn check(left: &Left<'_>) {
    let (app, what, out) = (left.app, left.what, out(left.folder));
    let acts = acts(app);
    for (name, act) in FILES {
        let there = match out.join(name) {
            folder if folder.is_dir() => named(&folder) > 0,
            file => file.exists(),
        };
        assert!(!there || acts.iter().any(|one| one == act), "{what}: {name} has no act");
    }
    let whole = |name: &str, deed: &str, is: &dyn Fn(&Path) -> bool| {
        let path = out.join(name);
        assert!(path.exists() || !left.done(deed), "{what}: {name} is not there");
        assert!(!path.exists() || is(&path), "{what}: {name} is not whole");
    };
    let pdf = |path: &Path| fs::read(path).unwrap().ends_with(b"%%EOF\n");
    whole("paper.pdf", "export paper", &|path| {
        call(app, "pdf.verify", json!({ "path": path, "with_vault": true }))["intact"] == true
    });
    whole("page.pdf", "recovery page", &pdf);
    whole("bundle.zip", "bundle", &|path| {
        let ask = json!({ "path": path, "passphrase": null, "head": null });
        call(app, "bundle.check", ask)["intact"] == true
    });
    whole("chain.jsonl", "export chain", &|path| {
        call(app, "chain.check", json!({ "path": path, "head": null }))["intact"] == true
    });
    let opens = |path: &Path| {
        let plain = left.folder.join("plain");
        let ask = json!({ "path": path, "out": plain, "passphrase": PASSPHRASE });
        let opened = app.call("file.decrypt", ask).is_ok();
        let _ = fs::remove_file(plain);
        opened
    };
    whole("paper.pdf.annex.json.age", "export paper", &opens);
    if left.done("export companions") {
        // The canonical copy, encrypted and masked, a workbook, and a table each.
        assert!(named(&out.join("companions")) >= 4, "{what}: companions");
    }
}

/// Files under their own names in a folder.
fn named(folder: &Path) -> usize {
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.filter(|name| !name.to_string_lossy().ends_with(".part")).count()
}
