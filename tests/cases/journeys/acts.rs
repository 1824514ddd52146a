//! Which acts each command leaves: every command of the list is called, and what it added to the chain, and to the
//! access log beside it, is compared with the table that was reviewed. `UPDATE=1` rewrites the table.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use data_encoding::BASE64;
use serde_json::{Value, json};

use crate::desk::{Desk, GIVEN, PASSPHRASE};
use crate::own_form::FormFile;

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/acts.txt");

/// What each command writes.
const WRITES: &str = include_str!("../../golden/writes.txt");

/// A desk that keeps book of what each command leaves.
struct Book {
    desk: Desk,
    seen: u64,
    lines: usize,
    acts: usize,
    left: BTreeMap<String, BTreeSet<String>>,
}

impl Book {
    fn call(&mut self, name: &str, request: Value) -> Value {
        let answer = self.desk.call(name, request);
        self.note(name);
        answer
    }

    fn refuse(&mut self, name: &str, request: Value) {
        self.desk.refused(name, request);
        self.note(name);
    }

    /// A long command, to its end.
    fn run(&mut self, name: &str, request: Value) -> Value {
        let job = self.desk.call(name, request)["job"].clone();
        let ended = self.desk.ended(&job);
        assert_eq!(ended["state"], "done", "{name}: {ended}");
        self.note(name);
        ended["result"].clone()
    }

    fn note(&mut self, name: &str) {
        let (acts, lines) = (self.acts, self.lines);
        self.keep(name);
        let written = self.acts.saturating_sub(acts) + self.lines.saturating_sub(lines);
        // Whatever the table says writes once never left two traces.
        let kind = WRITES.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" | "));
        let most = match kind {
            Some("nothing" | "file") => 0,
            Some("one") => 1,
            _ => usize::MAX,
        };
        assert!(written <= most, "{name} left {written} traces; see tests/golden/writes.txt");
    }

    fn keep(&mut self, name: &str) {
        let left = self.left.entry(name.to_owned()).or_default();
        let looks = self.desk.looks();
        left.extend(looks.iter().skip(self.lines).map(|look| format!("log:{}", look.1)));
        self.lines = looks.len();
        let list = json!({ "before": null, "limit": 1000 });
        let Ok(page) = self.desk.app.call("act.list", list) else { return };
        let acts = page["acts"].as_array().unwrap();
        let fresh = acts.iter().filter(|act| act["seq"].as_u64().unwrap() > self.seen);
        let fresh: Vec<String> = fresh.map(|act| act["act"].as_str().unwrap().to_owned()).collect();
        self.acts += fresh.len();
        left.extend(fresh);
        self.seen = acts.first().and_then(|act| act["seq"].as_u64()).unwrap_or(0);
    }

    /// What was done so far is nobody's.
    fn pass(&mut self) {
        self.note("");
        self.left.remove("");
    }

    /// Another vault begins.
    fn turn(&mut self) {
        self.seen = 0;
    }
}

fn user(name: &str, roles: &[&str], passphrase: Option<&str>) -> Value {
    json!({ "name": name, "display": "", "title": "", "roles": roles, "from": null, "until": null,
            "reason": "시험", "passphrase": passphrase })
}

fn settings(book: &mut Book) {
    let profile = book.call("profile.show", json!({}));
    book.call("profile.save", profile);
    book.call("calendar.show", json!({}));
    book.call("calendar.set_holiday", json!({ "date": "2026-12-07", "name": "임시공휴일" }));
    book.call("calendar.set_holiday", json!({ "date": "2026-12-07", "name": "" }));
    let rate = json!({ "currency": "USD", "day": "2026-10-08", "won": "1398.4", "source": "시험" });
    book.call("rate.set", rate);
    let file = br#"[{ "result": 1, "cur_unit": "EUR", "deal_bas_r": "1,500.4" }]"#;
    let file = json!({ "base64": BASE64.encode(file), "source": "시험", "day": "2026-10-08" });
    book.call("rate.import", file);
    book.call("rate.list", json!({ "from": "2026-10-08", "to": "2026-10-08" }));
    book.call("deadline.choices", json!({ "form": "remittance" }));
    let from = "2026-10-01";
    let day = json!({ "form": "remittance", "day": 15, "effective_from": from, "reason": "시험" });
    book.call("deadline.set_day", day);
    book.call("threshold.list", json!({ "on": null }));
    let own = json!({ "pattern": first_pattern(), "effective_from": from, "values": {}, "reason": "시험" });
    book.call("threshold.set", own);
    book.call("form.list", json!({ "on": null }));
    for name in ["form.describe", "form.schema"] {
        book.call(name, json!({ "form": "str", "version": null, "on": null }));
    }
    let content =
        json!({ "form": "str", "on": null, "content": crate::desk::sample().to_string() });
    book.call("form.check", content.clone());
    let mut printed = content.clone();
    printed["path"] = json!(book.desk.folder.path().join("outside.pdf"));
    book.call("form.render", printed);
    let own = FormFile::official().folder(&book.desk.folder.path().join("own-form"));
    let hash = book.call("form.preview", json!({ "path": own }))["form"]["hash"].clone();
    book.call("form.add", json!({ "path": own, "hash": hash, "source": "시험" }));
    let gone = json!({ "form": "remittance", "version": "2027-05", "reason": "시험" });
    book.call("form.withdraw", gone);
    let mut bench = content;
    bench["rounds"] = json!(1);
    book.call("bench.pdf", bench);
    book.call("text.preview", json!({ "text": "가", "kind": "text" }));
    book.call("deadline.show", json!({ "form": "str", "decided_at": "2026-11-20T10:00" }));
    let address = "TW28meJ4JPqGG8GeV9tTykaep8WQhvUNwk";
    book.call("address.check", json!({ "chain": "tron", "address": address }));
    book.call("home.show", json!({}));
}

fn people(book: &mut Book) {
    book.call("user.list", json!({}));
    book.call("user.add", user("나작성", &["drafter"], Some(PASSPHRASE)));
    let mut change = user("나작성", &["drafter", "reviewer"], None);
    change.as_object_mut().unwrap().remove("passphrase");
    book.call("user.change_roles", change);
    book.call("key.show", json!({}));
    book.call("key.remove_user", json!({ "user": "나작성" }));
    let key = json!({ "user": "나작성", "passphrase": PASSPHRASE });
    book.call("key.add_user", key.clone());
    book.call("key.reset_passphrase", key);
    book.call("user.deactivate", json!({ "name": "나작성", "reason": "퇴사" }));
    book.call("user.set_duties", json!({ "one_person": true, "reason": "시험" }));
    book.call("user.log", json!({}));
    book.call("user.add", user("감사", &["auditor"], Some(GIVEN)));
    let change = json!({ "present": PASSPHRASE, "passphrase": PASSPHRASE });
    book.call("key.change_passphrase", change);
    let code = book.call("key.renew_recovery", json!({}))["recovery_code"].clone();
    book.call("key.recovery_page", json!({ "recovery_code": code, "path": null }));
    book.call("key.set_idle", json!({ "minutes": 15 }));
    book.call("key.rotate", json!({}));
    book.call("access.list", json!({}));
}

fn tables(book: &mut Book) {
    let blank = json!({ "form": "str", "corrects": null });
    let id = book.call("filing.create", blank)["id"].clone();
    let list = json!({ "id": id, "table": "transfers", "offset": 0, "limit": 2 });
    book.call("row.list", list);
    let added = book.call("row.add", json!({ "id": id, "table": "transfers", "rows": [{}] }));
    let row = added["added"][0].clone();
    book.call("row.remove", json!({ "id": id, "table": "transfers", "row": row }));
    let mut good = include_bytes!("../../fixtures/import/utf8.csv").to_vec();
    // One row twice, so that one is refused.
    let last = good.trim_ascii_end().rsplit(|byte| *byte == b'\n').next().unwrap().to_vec();
    good.extend([b"\n".as_slice(), &last].concat());
    let source = json!({ "kind": "base64", "name": "export.csv", "base64": BASE64.encode(&good) });
    let reading =
        json!({ "encoding": null, "delimiter": null, "sheet": null, "heading_line": null });
    let (mut batches, mut again) = (Vec::new(), Value::Null);
    for target in
        [json!({ "kind": "filing", "id": id, "table": "transfers" }), json!({ "kind": "ledger" })]
    {
        book.call("import.columns", json!({ "target": target }));
        let mut request = json!({ "source": source, "reading": reading, "target": target });
        let mut plan = book.call("import.open", request.clone())["plan"].clone();
        plan["zone"] = json!("kst");
        request["plan"] = plan.clone();
        request["show"] = Value::Null;
        book.run("import.check", request.clone());
        let path = book.desk.folder.path().join(format!("rejects-{}.csv", batches.len()));
        let rejects = json!({ "run": request, "path": path, "words": {} });
        book.run("import.rejects", rejects);
        batches.push(book.run("import.run", request.clone())["batch"].clone());
        again = request;
        let named = json!({ "name": "거래소", "table": "transfers", "plan": plan });
        book.call("mapping.save", named);
    }
    book.call("mapping.list", json!({}));
    book.call("mapping.remove", json!({ "name": "거래소" }));
    book.call("import.list", json!({}));
    let path = book.desk.folder.path().join("kept.csv");
    let kept = json!({ "filing": id, "number": 1, "path": path, "words": {} });
    book.call("import.export_kept", kept);
    book.call("import.undo", json!({ "batch": batches[1] }));
    book.run("import.run", again);
    let filter = json!({ "text": "", "direction": "", "asset": "", "chain": "", "reason": "",
                         "counterparty": "", "country": "", "from": "", "to": "",
                         "incomplete": false, "ids": [] });
    let page = json!({ "filter": filter, "sort": "", "offset": 0, "limit": 10 });
    let page = book.call("transfer.list", page);
    book.call("transfer.show", json!({ "transfer": page["rows"][0]["id"] }));
    book.call("transfer.totals", json!({ "filter": filter }));
    book.call("transfer.sum", json!({ "filter": filter }));
    book.call("transfer.outline", json!({ "filter": filter, "sort": "" }));
    let page = json!({ "filter": filter, "sort": "", "from": null, "limit": 10 });
    book.call("transfer.page", page);
    book.call("close.glance", json!({}));
    book.call("close.show", json!({ "month": "2026-09" }));
    book.call("close.create", json!({ "month": "2026-09", "ids": [] }));
    let empty =
        book.call("filing.create", json!({ "form": "str", "corrects": null }))["id"].clone();
    book.call("filing.take_transfers", json!({ "id": empty, "filter": filter }));
    book.call("filing.undo", json!({ "id": empty }));
    book.call("filing.redo", json!({ "id": empty }));
    book.call("flag.list", json!({ "id": null, "open_only": false }));
    let flag = json!({ "flag": "0".repeat(64), "pattern": first_pattern(), "comment": "확인" });
    book.call("flag.answer", flag);
    book.call("job.show", json!({ "id": 1 }));
    book.call("job.cancel", json!({ "id": 1 }));
}

/// The first pattern that the program brings.
fn first_pattern() -> String {
    let text = include_str!("../../../assets/ledger/patterns.toml");
    let line = text.lines().find(|line| line.trim_start().starts_with("id = ")).unwrap();
    line.split('"').nth(1).unwrap().to_owned()
}

fn filing(book: &mut Book) -> u32 {
    let id = book.desk.sample();
    book.pass();
    let blank = json!({ "form": "remittance", "corrects": null });
    let report = book.call("filing.create", blank)["id"].clone();
    book.call("filing.edit", json!({ "id": id, "path": "narrative.title", "value": "사기/고침" }));
    let title = crate::desk::sample()["fields"]["narrative.title"].clone();
    book.call("filing.edit", json!({ "id": id, "path": "narrative.title", "value": title }));
    book.call("filing.show", json!({ "id": id }));
    book.call("filing.content", json!({ "id": id }));
    book.call("filing.check", json!({ "id": id }));
    let accept = json!({ "id": id, "rule": "STR-W001", "path": null, "reason": "확인함" });
    book.call("filing.accept", accept);
    book.call("filing.revisions", json!({ "id": id }));
    book.call("filing.history", json!({ "id": id }));
    book.call("filing.life", json!({ "id": id }));
    let sides =
        json!({ "left": { "id": id, "revision": 1 }, "right": { "id": id, "revision": null } });
    book.call("filing.compare", sides.clone());
    book.call("filing.print_comparison", sides);
    book.call("filing.render", json!({ "id": id }));
    let folder = book.desk.folder.path().to_owned();
    let file = |name: &str| folder.join(name);
    let export = json!({ "id": id, "path": file("a.pdf"), "purpose": "inspection" });
    book.call("filing.export_pdf", export);
    let export = json!({ "id": id, "path": file("e.pdf"), "purpose": "inspection" });
    book.run("filing.start_export", export);
    let secret = "words of this one file";
    let export = json!({ "id": id, "path": file("b.age"), "purpose": "inspection",
                         "passphrase": secret });
    book.call("filing.export_pdf", export);
    let open = json!({ "path": file("b.age"), "out": file("b.pdf"), "passphrase": secret });
    book.call("file.decrypt", open);
    // Without a key and an authority they say so; with them they write a file outside the vault.
    let seal = json!({ "passphrase": "", "reason": "" });
    let sign = json!({ "path": file("a.pdf"), "out": file("c.pdf"), "seal": seal });
    book.refuse("pdf.sign", sign);
    book.call("pdf.kept_passphrase", json!({ "path": file("a.pdf") }));
    book.call("pdf.forget_passphrase", json!({ "path": file("a.pdf") }));
    book.refuse("pdf.timestamp_request", json!({ "path": file("a.pdf") }));
    book.refuse("pdf.timestamp", json!({ "path": file("a.pdf"), "out": file("d.pdf") }));
    book.call("pdf.verify", json!({ "path": folder.join("a.pdf"), "with_vault": true }));
    let dir = folder.join("companions");
    fs::create_dir(&dir).unwrap();
    book.call("filing.export_companions", json!({ "id": report, "dir": dir, "passphrase": null }));
    book.call("filing.fill_totals", json!({ "id": report }));
    let row = json!({ "occurred_at": "2026-10-11T00:30:00+09:00", "stablecoin": "1", "peg": "USD",
                      "quantity": "1200.5", "unit_price_krw": "1418.2", "direction": "out",
                      "chain": "tron", "to_address": "TW28meJ4JPqGG8GeV9tTykaep8WQhvUNwk" });
    book.call("row.add", json!({ "id": report, "table": "transfers", "rows": [row] }));
    book.call("transfer.value", json!({ "id": report }));
    known(book, &report);
    let list = json!({ "query": null, "status": null, "before": null, "limit": 5 });
    book.call("filing.list", list);
    let file = json!({ "filing": id, "kind": "contract", "name": "a.txt", "path": null,
                       "base64": BASE64.encode(b"invented"), "accept_warning": false });
    book.call("attachment.add", file.clone());
    let one = book.call("attachment.list", json!({ "id": id }))["attachments"][0]["id"].clone();
    let which = json!({ "filing": id, "attachment": one });
    book.call("attachment.open", which.clone());
    let mut export = which.clone();
    export["path"] = json!(folder.join("out.txt"));
    book.call("attachment.export", export);
    book.call("attachment.remove", which);
    id
}

/// What is known of customers and wallets, and the sums of the vault, in the first row of a report.
fn known(book: &mut Book, report: &Value) {
    let all = json!({ "text": "", "offset": 0, "limit": 10 });
    book.call("party.save", json!({ "customer": "C-1", "facts": { "name": "한옛날" } }));
    book.call("party.list", all.clone());
    let wallet = json!({ "chain": "tron", "address": "TW28meJ4JPqGG8GeV9tTykaep8WQhvUNwk",
                         "memo": "", "facts": { "counterparty_kind": "unhosted" } });
    book.call("wallet.save", wallet);
    book.call("wallet.list", all);
    // Nothing was imported yet.
    book.call("party.gather", json!({}));
    let place = json!({ "id": report, "place": "originator", "row": "r1", "customer": "C-1" });
    book.call("filing.take_party", place);
    book.call("filing.fill_known", json!({ "id": report }));
    book.call("filing.fill_sums", json!({ "id": report }));
}

fn life(book: &mut Book, id: u32) {
    let step = |note: &str| json!({ "id": id, "note": note });
    let remark = json!({ "filing": id, "path": null, "parent": null, "text": "의견" });
    let remark = book.call("comment.add", remark)["comments"][0]["id"].clone();
    book.call("comment.list", json!({ "filing": id }));
    book.call("comment.resolve", json!({ "filing": id, "comment": remark, "text": "" }));
    let contact = json!({ "filing": id, "kind": "inquiry", "happened_at": "2026-11-20T10:50",
                          "channel": "phone", "official": "가조사", "office": "", "material": "",
                          "verified": "되걸어 확인", "content": "문의" });
    book.call("contact.add", contact);
    book.call("contact.list", json!({ "filing": id }));
    book.call("contact.print", json!({ "filing": null }));
    book.call("filing.restrict", json!({ "id": id, "names": ["tester"], "reason": "시험" }));
    book.call("filing.restrict", json!({ "id": id, "names": null, "reason": "시험" }));
    book.call("filing.hand_over", step(""));
    let unmask = json!({ "id": id, "path": "subject.id_number", "purpose": "실명 대조" });
    book.call("filing.unmask", unmask);
    book.call("filing.render", json!({ "id": id }));
    book.call("filing.endorse", step(""));
    book.call("filing.return", step("고칠 것"));
    let close = json!({ "id": id, "reason": "시험", "reopen_on": null });
    book.call("filing.close", close);
    book.call("filing.reopen", step("새 경보"));
    let at = book.desk.call("app.status", json!({}))["now"].clone();
    book.call("filing.approve", json!({ "id": id, "decided_at": at, "reason": "보고 필요" }));
    let send = json!({ "id": id, "channel": "online", "submitted_at": at, "receipt_no": "R-1",
                       "no_receipt_reason": null });
    book.call("filing.submit", send);
    let acknowledge = json!({ "id": id, "acknowledged_at": at, "receipt_no": null, "note": "" });
    book.call("filing.acknowledge", acknowledge);
    let reject = json!({ "id": id, "asked_at": at, "due": "2026-11-27", "reason": "누락",
                         "official": "가조사", "verified": "되걸어 확인" });
    book.call("filing.reject", reject);
    let withdraw = json!({ "id": id, "reason": "중복 보고", "official": "가조사" });
    book.call("filing.withdraw", withdraw);
    book.call("filing.print_history", json!({ "id": id }));
    book.call("filing.print_retained", json!({ "id": id }));
    book.call("reconcile.show", json!({ "day": null }));
    book.call("reconcile.print", json!({ "day": null }));
}

/// What leaves the vault for strangers, and how long things are kept. Nothing is free to be destroyed here: the
/// journeys of `keeping` let the years pass and destroy.
fn evidence(book: &mut Book, id: u32) {
    let folder = book.desk.folder.path().to_owned();
    let (chain, bundle) = (folder.join("chain.jsonl"), folder.join("bundle.zip"));
    book.call("chain.export", json!({ "path": chain }));
    book.call("chain.check", json!({ "path": chain, "head": null }));
    let make = json!({ "filings": [id], "path": bundle, "passphrase": null });
    book.call("bundle.create", make);
    book.call("bundle.check", json!({ "path": bundle, "passphrase": null, "head": null }));
    book.call("retention.show", json!({}));
    book.call("retention.set", json!({ "record": "filing", "years": 15 }));
    book.call("retention.of", json!({ "id": id }));
    let end = json!({ "filing": id, "day": "2026-11-20", "reason": "해지 확인" });
    book.call("retention.end", end);
    let batch = book.call("disposal.preview", json!({}))["batches"][0]["batch"].clone();
    let end = json!({ "batch": batch, "day": "2026-11-20", "reason": "해지 확인" });
    book.call("retention.end_batch", end);
    let ask = json!({ "filings": [id], "batches": [batch], "logs": [], "reason": "만료" });
    book.refuse("disposal.request", ask);
    book.refuse("disposal.withdraw", json!({ "request": 1 }));
    book.refuse("disposal.carry_out", json!({ "request": 1 }));
}

fn safety(book: &mut Book, id: u32) {
    book.call("vault.verify", json!({ "head": null }));
    let settings = json!({ "folder": "", "daily": true, "keep_daily": 7, "keep_weekly": 4,
                           "keep_monthly": 12 });
    book.call("backup.save_settings", settings);
    let made = book.call("backup.create", json!({ "folder": null }));
    book.call("backup.verify", json!({ "path": made["path"], "passphrase": null }));
    book.call("backup.drill", json!({ "path": made["path"], "passphrase": PASSPHRASE }));
    for name in ["backup.last", "backup.list"] {
        book.call(name, json!({}));
    }
    book.desk.wait(60 * 48);
    book.call("backup.run_due", json!({}));
    book.call("vault.users", json!({ "dir": book.desk.vault() }));
    book.call("app.status", json!({}));
    book.call("vault.lock", json!({}));
    let open = |user: &str, passphrase: &str| json!({ "dir": book.desk.vault(), "passphrase": passphrase, "user": user });
    let (wrong, reader, right) =
        (open("tester", "not the passphrase"), open("감사", GIVEN), open("tester", PASSPHRASE));
    book.refuse("vault.open", wrong);
    // Before anybody looks: the acts of the sign-in that takes the log are counted with it.
    book.call("vault.open", reader);
    let own = json!({ "present": GIVEN, "passphrase": PASSPHRASE });
    book.call("key.change_passphrase", own);
    book.call("filing.show", json!({ "id": id }));
    book.call("vault.verify", json!({ "head": null }));
    book.call("vault.open", right);
    let dir = book.desk.folder.path().join("restored");
    let restore =
        json!({ "path": made["path"], "dir": dir, "user": "tester", "passphrase": PASSPHRASE });
    book.call("backup.restore", restore);
    let open = json!({ "dir": dir, "passphrase": PASSPHRASE, "user": "tester" });
    book.turn();
    book.desk.call("vault.open", open);
    let acts = book.desk.acts(10);
    assert!(acts.contains(&"vault.restored".to_owned()), "{acts:?}");
    book.left.entry("backup.restore".to_owned()).or_default().insert("vault.restored".to_owned());
    book.turn();
    book.call("demo.create", json!({ "dir": book.desk.folder.path().join("demo") }));
}

#[test]
fn every_command_leaves_the_acts_that_were_reviewed() {
    let mut book = Book { desk: Desk::bare(), seen: 0, lines: 0, acts: 0, left: BTreeMap::new() };
    let profile = json!({ "institution_name": "가온디지털거래소", "institution_address": "",
                          "officer_name": "나보고", "contact_name": "다담당",
                          "contact_phone": "02-000-0100", "internal_target": null });
    let create = json!({ "dir": book.desk.vault(), "user": "tester", "passphrase": PASSPHRASE,
                         "profile": profile, "small_firm_reason": "시험" });
    book.call("vault.create", create);
    settings(&mut book);
    people(&mut book);
    let id = filing(&mut book);
    tables(&mut book);
    life(&mut book, id);
    book.call("act.list", json!({ "before": null, "limit": 1 }));
    evidence(&mut book, id);
    safety(&mut book, id);

    let left = &book.left;
    let missing: Vec<&&str> = singo_app::NAMES.iter().filter(|n| !left.contains_key(**n)).collect();
    assert!(missing.is_empty(), "commands that nobody called: {missing:?}");
    let mut picture = String::from("command | acts, and lines of the access log\n");
    for name in singo_app::NAMES {
        let acts: Vec<&str> = left[*name].iter().map(String::as_str).collect();
        let acts = if acts.is_empty() { "-".to_owned() } else { acts.join(" ") };
        picture.push_str(&format!("{name} | {acts}\n"));
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(GOLDEN, &picture).unwrap();
    }
    let golden = fs::read_to_string(GOLDEN).unwrap_or_default().replace("\r\n", "\n");
    assert!(picture == golden, "acts differ from tests/golden/acts.txt:\n{picture}");
    // Each has words in both languages; one without would be shown by its code.
    for (language, text) in [
        ("ko", include_str!("../../../assets/locales/ko/audit.json")),
        ("en", include_str!("../../../assets/locales/en/audit.json")),
    ] {
        let words: BTreeMap<String, String> = serde_json::from_str(text).unwrap();
        let acts = left.values().flatten().map(|act| act.trim_start_matches("log:"));
        let silent: BTreeSet<&str> =
            acts.filter(|act| !words.contains_key(&format!("act.{act}"))).collect();
        assert!(silent.is_empty(), "{language}: {silent:?}");
    }
}
