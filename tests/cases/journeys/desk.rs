//! A desk to work at: an application with a stopped clock, a vault that vanishes, and the sample report.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use singo_app::{App, ErrorCode, Host, MemoryKeychain, WireError};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "four unrelated words here";
/// What a person who joins is given at first.
pub const GIVEN: &str = "words that another chose";

/// An application and its surroundings.
pub struct Desk {
    pub app: App,
    pub folder: TempDir,
    /// Who has not changed the passphrase yet that somebody else gave.
    given: RefCell<BTreeSet<String>>,
    minutes: Arc<AtomicI64>,
}

impl Desk {
    /// A desk without a vault, on a Friday before noon in Korea: 2026-11-20 11:00.
    pub fn bare() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let minutes = Arc::new(AtomicI64::new(0));
        let app = App::new(host(folder.path().join("vault"), Arc::clone(&minutes))).unwrap();
        Self { app, folder, given: RefCell::default(), minutes }
    }

    /// A desk with an open vault.
    pub fn new() -> Self {
        Self::of("tester", &json!({ "small_firm_reason": "시험" }))
    }

    /// A desk in a vault where duties are separate, made by `user`, who administers it and decides.
    pub fn divided(user: &str) -> Self {
        Self::of(user, &json!({ "separate_duties": true }))
    }

    fn of(user: &str, duties: &Value) -> Self {
        let desk = Self::bare();
        let mut request = json!({
            "dir": desk.vault(), "user": user, "passphrase": PASSPHRASE,
            "profile": { "institution_name": "가온디지털거래소", "institution_address": "",
                         "officer_name": "나보고", "contact_name": "다담당",
                         "contact_phone": "02-000-0100", "internal_target": null },
        });
        let duties = duties.as_object().unwrap().clone();
        request.as_object_mut().unwrap().extend(duties);
        desk.call("vault.create", request);
        desk
    }

    pub fn vault(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    /// Lets time pass.
    pub fn wait(&self, minutes: i64) {
        self.minutes.fetch_add(minutes, Ordering::Relaxed);
    }

    /// A second application on the same folder, as after a restart.
    pub fn another(&self) -> App {
        App::new(host(self.vault(), Arc::clone(&self.minutes))).unwrap()
    }

    /// Runs a command that must succeed.
    pub fn call(&self, name: &str, request: Value) -> Value {
        self.app.call(name, request).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Gives a person a place. The passphrase that everyone has here is chosen at the first sign-in.
    pub fn join(&self, name: &str, roles: &[&str]) {
        let until = roles.contains(&"examiner").then_some("2026-12-31");
        self.add(json!({ "name": name, "display": "", "title": "", "roles": roles, "from": null,
                         "until": until, "reason": "시험" }));
    }

    /// The same with everything else that is said of a person.
    pub fn add(&self, mut person: Value) {
        person["passphrase"] = json!(GIVEN);
        self.given.borrow_mut().insert(person["name"].as_str().unwrap().to_owned());
        self.call("user.add", person);
    }

    /// Somebody signs in.
    pub fn sign_in(&self, name: &str) -> Value {
        let first = self.given.borrow_mut().remove(name);
        let passphrase = if first { GIVEN } else { PASSPHRASE };
        let request = json!({ "dir": self.vault(), "passphrase": passphrase, "user": name });
        let opened = self.call("vault.open", request);
        if !first {
            return opened;
        }
        let own = json!({ "present": GIVEN, "passphrase": PASSPHRASE });
        self.call("key.change_passphrase", own);
        self.call("app.status", json!({}))["vault"].clone()
    }

    /// What stands in the access log beside the vault: who and what, oldest first.
    pub fn looks(&self) -> Vec<(String, String, String)> {
        let text = std::fs::read_to_string(self.vault().join("access.log")).unwrap_or_default();
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let of = |line: &Value, key: &str| line[key].as_str().unwrap().to_owned();
        lines.map(|l| (of(&l, "who"), of(&l, "what"), of(&l, "subject"))).collect()
    }

    /// The newest acts, newest first.
    pub fn acts(&self, number: u32) -> Vec<String> {
        let page = self.call("act.list", json!({ "before": null, "limit": number }));
        let acts = page["acts"].as_array().unwrap();
        acts.iter().map(|act| act["act"].as_str().unwrap().to_owned()).collect()
    }

    /// Waits until a job has ended, and says how.
    pub fn ended(&self, job: &Value) -> Value {
        loop {
            let shown = self.call("job.show", json!({ "id": job }));
            if shown["state"] != "running" {
                return shown;
            }
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
    }

    /// Takes pasted lines into the ledger, headings guessed but for `columns`; times are those of Korea. Its result.
    pub fn pasted(&self, text: &str, columns: &[(&str, &str)]) -> Value {
        let reading =
            json!({ "encoding": null, "delimiter": null, "sheet": null, "heading_line": null });
        let mut request = json!({ "source": { "kind": "text", "text": text },
                                  "reading": reading, "target": { "kind": "ledger" } });
        request["plan"] = self.call("import.open", request.clone())["plan"].clone();
        request["plan"]["zone"] = json!("kst");
        for (heading, column) in columns {
            request["plan"]["columns"][heading] = json!(column);
        }
        request["show"] = Value::Null;
        let ended = self.ended(&self.call("import.run", request)["job"]);
        assert_eq!(ended["state"], "done", "{ended}");
        ended["result"].clone()
    }

    /// Runs a command that must be refused, and says how.
    pub fn refused(&self, name: &str, request: Value) -> WireError {
        match self.app.call(name, request) {
            Ok(value) => panic!("{name} was not refused: {value}"),
            Err(error) => error,
        }
    }

    /// As [`Desk::refused`], only the code.
    pub fn refusal(&self, name: &str, request: Value) -> ErrorCode {
        self.refused(name, request).code
    }

    /// Starts a filing and enters the sample report as a user would: field by field, row by row.
    pub fn sample(&self) -> u32 {
        let filing = self.call("filing.create", json!({ "form": "str", "corrects": null }));
        let id = filing["id"].as_u64().unwrap();
        let sample = sample();
        for (path, value) in sample["fields"].as_object().unwrap() {
            self.call("filing.edit", json!({ "id": id, "path": path, "value": value }));
        }
        for (table, rows) in sample["tables"].as_object().unwrap() {
            let mut rows = rows.clone();
            for row in rows.as_array_mut().unwrap() {
                row.as_object_mut().unwrap().remove("id");
            }
            self.call("row.add", json!({ "id": id, "table": table, "rows": rows }));
        }
        u32::try_from(id).unwrap()
    }

    /// The sample report, decided now.
    pub fn approved(&self) -> u32 {
        let id = self.sample();
        let at = self.call("app.status", json!({}))["now"].clone();
        self.call("filing.approve", json!({ "id": id, "decided_at": at, "reason": "보고 필요" }));
        id
    }
}

/// The sample of the report on a suspicion.
pub fn sample() -> Value {
    serde_json::from_str(include_str!("../../../assets/samples/str.json")).unwrap()
}

/// The sample of the report on transfers.
pub fn remittance() -> Value {
    serde_json::from_str(include_str!("../../../assets/samples/remittance.json")).unwrap()
}

fn host(vault_dir: PathBuf, minutes: Arc<AtomicI64>) -> Host {
    let start: DateTime<Utc> = "2026-11-20T02:00:00Z".parse().unwrap();
    let now = move || start + chrono::Duration::minutes(minutes.load(Ordering::Relaxed));
    Host { now: Box::new(now), vault_dir, memory: None, keychain: Box::<MemoryKeychain>::default() }
}
