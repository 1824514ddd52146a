//! What is done to a vault while something goes wrong: one command each that writes more than one record or file.
//!
//! Each theme has its deeds, what stands in the vault before them, and what must hold of it after a fault. Not here:
//! the faults (`kill`, `disk`, `refused`), and what holds whatever was done (`examine`).

mod disposal;
mod filings;
mod keys;
mod leaving;
mod ledger;
mod safety;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use singo_app::{App, Host, MemoryKeychain, WireError};

use crate::examine::Left;

pub const USER: &str = "시험";
pub const PASSPHRASE: &str = "네 낱말을 이은 시험용 말";
/// What others were given; each replaces it at the first sign-in.
pub const GIVEN: &str = "남이 정해 준 시험용 말";
pub const OTHER_PASSPHRASE: &str = "바꾼 뒤에 쓰는 시험용 말";

/// Who asks for what another carries out, and who only reads.
const COLLEAGUE: &str = "동료";
const AUDITOR: &str = "감사";
/// Long enough ago that the logs of that day may be destroyed, and their years with them.
const LONG_AGO: &str = "2020-03-02T03:00:00Z";

/// A command that is interrupted.
#[derive(Clone, Copy)]
pub struct Deed {
    /// By this it is told from the others.
    pub name: &'static str,
    /// The commands of the list that write as it does.
    pub commands: &'static [&'static str],
    /// Does it, in the vault in a folder.
    pub act: fn(&App, &Path) -> Result<Value, WireError>,
}

/// Every deed, in an order in which each can be done after those before it.
pub fn deeds() -> Vec<Deed> {
    [filings::DEEDS, safety::DEEDS, keys::DEEDS, ledger::DEEDS, leaving::DEEDS, disposal::DEEDS]
        .concat()
}

/// What must hold of the records that the deeds are about.
pub fn check(left: &Left<'_>) {
    disposal::check(left);
    filings::check(left);
    keys::check(left);
    ledger::check(left);
    leaving::check(left);
}

pub fn app(vault: &Path) -> App {
    app_at(vault, Utc::now)
}

fn app_at(vault: &Path, now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> App {
    let host = Host {
        now: Box::new(now),
        vault_dir: vault.to_owned(),
        memory: None,
        keychain: Box::<MemoryKeychain>::default(),
    };
    App::new(host).unwrap()
}

pub fn call(app: &App, name: &str, request: Value) -> Value {
    app.call(name, request).unwrap_or_else(|error| panic!("{name}: {error}"))
}

pub fn sign_in(app: &App, folder: &Path, user: &str, secret: &str) -> Result<Value, WireError> {
    let vault = folder.join("vault");
    app.call("vault.open", json!({ "dir": vault, "user": user, "passphrase": secret }))
}

/// Somebody signs in for the first time, and takes a passphrase of his own.
fn come_in(app: &App, folder: &Path, user: &str) {
    sign_in(app, folder, user, GIVEN).unwrap();
    call(app, "key.change_passphrase", json!({ "present": GIVEN, "passphrase": PASSPHRASE }));
}

pub fn profile() -> Value {
    json!({ "institution_name": "가온디지털거래소", "institution_address": "", "officer_name": "나보고",
            "contact_name": "다담당", "contact_phone": "02-000-0100", "internal_target": null })
}

fn person(name: &str, roles: &[&str]) -> Value {
    json!({ "name": name, "display": "", "title": "", "roles": roles, "from": null, "until": null,
            "reason": "시험", "passphrase": GIVEN })
}

/// Everything that the deeds need, and one backup of it.
pub fn prepare(folder: &Path) {
    let vault = folder.join("vault");
    let long_ago: DateTime<Utc> = LONG_AGO.parse().unwrap();
    let before = app_at(&vault, move || long_ago);
    let create = json!({ "dir": vault, "user": USER, "passphrase": PASSPHRASE, "profile": profile(),
                "small_firm_reason": "시험" });
    call(&before, "vault.create", create);
    disposal::long_ago(&before, folder);
    drop(before);

    let app = app(&vault);
    sign_in(&app, folder, USER, PASSPHRASE).unwrap();
    filings::prepare(&app);
    keys::prepare(&app);
    ledger::prepare(&app);
    leaving::prepare(folder);
    disposal::prepare(&app);
    call(&app, "backup.create", json!({ "folder": null }));
    disposal::ask(&app, folder);
}

/// The newest whole backup; an older one of the same day is thinned out.
pub fn backup(folder: &Path) -> PathBuf {
    let places = std::fs::read_dir(folder.join("vault/backups")).unwrap();
    // Beside it may lie what an interrupted drill left.
    let place = places
        .map(|entry| entry.unwrap().path())
        .find(|path| path.file_name().unwrap().to_string_lossy().starts_with("singo-"))
        .unwrap();
    let entries = std::fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> =
        entries.filter(|path| path.join("manifest.json").exists()).collect();
    found.sort();
    found.pop().unwrap()
}

/// The names of the acts, newest first.
pub fn acts(app: &App) -> Vec<String> {
    let page = call(app, "act.list", json!({ "before": null, "limit": 1000 }));
    let acts = page["acts"].as_array().unwrap();
    acts.iter().map(|act| act["act"].as_str().unwrap().to_owned()).collect()
}
