//! Destruction of what is no filing: files taken into the ledger, the access log, the log of permissions. Each by its
//! own clock, shown first, asked for by one person and carried out by another; gone from every command, and the vault
//! and every chain that was exported still verify.

use serde_json::{Value, json};
use singo_app::{App, ErrorCode};

use crate::desk::Desk;

const DAY: i64 = 24 * 60;
/// What stands in the file that is destroyed, and nowhere else.
const PLANTED: [&str; 5] = ["파기될고객", "옛상대", "C-9001", "GAON-9001", "010-0000-9001"];
const ADDRESS: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

fn paste(desk: &Desk, rows: &[[&str; 5]]) -> u64 {
    paste_with(desk, rows, "")
}

/// The same with a line that is refused.
fn paste_with(desk: &Desk, rows: &[[&str; 5]], refused: &str) -> u64 {
    let mut text = "일시,구분,코인,네트워크,수량,원화 환산액,달러 환산액,고유번호,회원번호,고객명,연락처,받는 주소,수취인명\n".to_owned();
    for [number, customer, name, phone, other] in rows {
        let moved = "2026-10-20 10:00,출금,USDT,이더리움,5,7000,5.00";
        text.push_str(&format!("{moved},{number},{customer},{name},{phone},{ADDRESS},{other}\n"));
    }
    text.push_str(refused);
    desk.pasted(&text, &[("수취인명", "beneficiary_name")])["batch"].as_u64().unwrap()
}

/// A file whose customers leave, one whose customers stay, and what is read from both.
fn imported(desk: &Desk) -> (u64, u64) {
    let row = ["GAON-9001", "C-9001", "파기될고객", "010-0000-9001", "옛상대"];
    let refused = "45981.5,출금,USDT,이더리움,1,1,1,GAON-9002,C-9002,거절된고객,,,\n";
    let gone = paste_with(desk, &[row], refused);
    let kept = paste(desk, &[["GAON-1", "C-1", "한고객", "010-0000-0001", "새상대"]]);
    desk.call("party.gather", json!({}));
    (gone, kept)
}

fn filter() -> Value {
    json!({ "text": "", "direction": "", "asset": "", "chain": "", "reason": "", "counterparty": "",
            "country": "", "from": "", "to": "", "incomplete": false, "imported": false, "ids": [] })
}

/// Everything that commands tell about the ledger, people and what was done.
fn told(app: &App) -> String {
    let known = json!({ "text": "", "offset": 0, "limit": 100 });
    let asked = [
        ("import.list", json!({})),
        (
            "transfer.list",
            json!({ "filter": filter(), "sort": "newest", "offset": 0, "limit": 100 }),
        ),
        ("transfer.totals", json!({ "filter": filter() })),
        ("party.list", known.clone()),
        ("wallet.list", known),
        ("flag.list", json!({ "id": null, "open_only": false })),
        ("act.list", json!({ "before": null, "limit": 1000 })),
        ("access.list", json!({})),
        ("user.list", json!({})),
        ("user.log", json!({})),
        ("filing.list", json!({ "query": null, "status": null, "before": null, "limit": 10 })),
        ("home.show", json!({})),
        ("disposal.preview", json!({})),
    ];
    asked
        .into_iter()
        .map(|(name, request)| match app.call(name, request) {
            Ok(answer) => format!("{name} {answer}\n"),
            Err(error) => panic!("{name}: {error}"),
        })
        .collect()
}

fn end_batch(desk: &Desk, batch: u64, day: &str) -> Value {
    desk.call("retention.end_batch", json!({ "batch": batch, "day": day, "reason": "전원 해지" }))
}

fn ask(batches: &[u64], logs: &[&str]) -> Value {
    json!({ "filings": [], "batches": batches, "logs": logs, "reason": "보존 기간 만료" })
}

fn why(app: &App, name: &str, request: Value) -> String {
    let error = app.call(name, request).unwrap_err();
    assert_eq!(error.code, ErrorCode::NotAllowed, "{error}");
    error.params["why"].clone()
}

/// Another person at the same vault.
fn as_colleague(desk: &Desk) {
    desk.call("vault.lock", json!({}));
    desk.sign_in("동료");
}

fn batch(view: &Value, batch: u64) -> Value {
    let all = view["batches"].as_array().unwrap();
    all.iter().find(|one| one["batch"] == batch).cloned().unwrap_or_default()
}

#[test]
fn a_file_of_the_ledger_is_kept_for_fifteen_years_after_the_last_relationship() {
    let desk = Desk::new();
    let (gone, _) = imported(&desk);
    let shown = batch(&desk.call("disposal.preview", json!({})), gone);
    assert_eq!((&shown["transfers"], &shown["last"]), (&json!(1), &json!("2026-10-20")));
    assert_eq!((&shown["ended"], &shown["free"]), (&Value::Null, &json!(false)));
    // Nobody's relationship ended before he moved something, or tomorrow, or without a reason.
    for (day, reason) in [("2026-10-19", "x"), ("2026-11-21", "x"), ("2026-10-20", " ")] {
        let request = json!({ "batch": gone, "day": day, "reason": reason });
        assert_eq!(desk.refusal("retention.end_batch", request), ErrorCode::BadRequest, "{day}");
    }
    let unknown = json!({ "batch": 99, "day": null, "reason": "x" });
    assert_eq!(desk.refusal("retention.end_batch", unknown), ErrorCode::NotFound);
    let ended = batch(&end_batch(&desk, gone, "2026-11-20"), gone);
    assert_eq!((&ended["free_from"], &ended["free"]), (&json!("2041-11-21"), &json!(false)));
    assert_eq!(why(&desk.app, "disposal.request", ask(&[gone], &[])), "still_kept");
    // The last day of the fifteen years, and the day after.
    let days = |from: &str, to: &str| {
        let [from, to] = [from, to].map(|day| day.parse::<chrono::NaiveDate>().unwrap());
        (to - from).num_days()
    };
    desk.wait(days("2026-11-20", "2041-11-20") * DAY);
    assert_eq!(why(&desk.app, "disposal.request", ask(&[gone], &[])), "still_kept");
    desk.wait(DAY);
    assert_eq!(batch(&desk.call("disposal.preview", json!({})), gone)["free"], true);
    desk.call("disposal.request", ask(&[gone], &[]));
    // Taken back, the clock stands still again.
    let back = json!({ "batch": gone, "day": null, "reason": "재계약" });
    assert_eq!(batch(&desk.call("retention.end_batch", back), gone)["free"], false);
}

#[test]
fn what_two_people_destroy_of_the_ledger_is_told_by_no_command() {
    let desk = Desk::new();
    desk.join("동료", &["officer", "drafter"]);
    let (gone, kept) = imported(&desk);
    let report =
        desk.call("filing.create", json!({ "form": "remittance", "corrects": null }))["id"].clone();
    end_batch(&desk, gone, "2026-11-20");
    for word in PLANTED.into_iter().chain([ADDRESS]) {
        assert!(told(&desk.app).contains(word), "{word} is there to be destroyed");
    }
    let refused = json!({ "filing": null, "number": gone, "words": {},
                          "path": desk.folder.path().join("refused.csv") });
    assert_eq!(desk.call("import.export_kept", refused.clone())["rows"], 1);
    let chain = desk.folder.path().join("before.jsonl");
    let head = desk.call("chain.export", json!({ "path": chain }))["head"].clone();
    desk.wait(16 * 366 * DAY);
    let asked = desk.call("disposal.request", ask(&[gone], &[]));
    let number = json!({ "request": asked["requests"][0]["request"] });
    assert_eq!(why(&desk.app, "disposal.carry_out", number.clone()), "own_request");
    as_colleague(&desk);
    let done = desk.call("disposal.carry_out", number.clone());
    // The file, its run, its end, its headings and the refused row, the customer; the wallet was read from the newer
    // file as well.
    assert_eq!((&done["entries"], &done["records"]), (&json!("1"), &json!("6")), "{done}");
    assert_eq!(desk.refusal("import.export_kept", refused), ErrorCode::NotFound);
    assert_eq!(batch(&done["view"], gone), Value::Null);
    assert_eq!(batch(&done["view"], kept)["transfers"], 1);
    assert_eq!(desk.refusal("disposal.carry_out", number), ErrorCode::NotFound, "once");
    let said = told(&desk.app);
    for word in PLANTED {
        assert!(!said.contains(word), "{word}: {said}");
    }
    for word in ["한고객", "C-1", "GAON-1", ADDRESS] {
        assert!(said.contains(word), "{word} stays");
    }
    let totals = desk.call("transfer.totals", json!({ "filter": filter() }));
    assert_eq!((&totals["count"], &totals["krw"]), (&json!(1), &json!("7000")));
    let taken = json!({ "id": report, "filter": filter() });
    assert_eq!(desk.call("filing.take_transfers", taken)["added"], 1);
    let undo = json!({ "batch": gone });
    assert!(desk.app.call("import.undo", undo).is_err(), "there is nothing to take back");
    // He sees the draft that the other wrote.
    assert_eq!(desk.acts(3)[1..], ["filing.opened", "disposal.carried_out"]);
    assert_eq!(desk.call("vault.verify", json!({ "head": head }))["intact"], true);
    // A chain that was exported before, and one that is now, are whole by themselves.
    let after = desk.folder.path().join("after.jsonl");
    desk.call("chain.export", json!({ "path": after }));
    for path in [chain, after] {
        let checked = desk.call("chain.check", json!({ "path": path, "head": head }));
        assert_eq!(checked["intact"], true, "{checked}");
    }
    // The next file has a number of its own, and no clock of another.
    let next = paste(&desk, &[["GAON-2", "C-2", "두고객", "010-0000-0002", "상대"]]);
    assert!(next > kept && next > gone);
    assert_eq!(batch(&desk.call("disposal.preview", json!({})), next)["ended"], Value::Null);
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

/// A vault whose logs have old entries: failed sign-ins, looks of an auditor, roles that changed.
fn logged() -> Desk {
    let desk = Desk::new();
    desk.join("동료", &["officer"]);
    desk.join("감사", &["auditor"]);
    let change = |title: &str, reason: &str| {
        let request = json!({ "name": "동료", "display": "", "title": title, "roles": ["officer"],
                              "from": null, "until": null, "reason": reason });
        desk.call("user.change_roles", request);
    };
    change("옛직함", "첫 사유");
    change("새직함", "둘째 사유");
    desk.call("vault.lock", json!({}));
    let wrong = json!({ "dir": desk.vault(), "user": "동료", "passphrase": "not the one" });
    desk.refused("vault.open", wrong);
    desk.sign_in("감사");
    desk.call("access.list", json!({}));
    desk.call("vault.lock", json!({}));
    desk.wait(2);
    desk.sign_in("tester");
    desk
}

#[test]
fn the_logs_go_each_after_its_own_years() {
    let desk = logged();
    let logs = || desk.call("disposal.preview", json!({}))["logs"].clone();
    let names = |logs: &Value| -> Vec<String> {
        logs.as_array()
            .unwrap()
            .iter()
            .map(|log| log["record"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(logs(), json!([]));
    assert_eq!(desk.refusal("disposal.request", ask(&[], &["filing"])), ErrorCode::NotFound);
    assert_eq!(desk.refusal("disposal.request", ask(&[], &[])), ErrorCode::BadRequest);
    // 2026-11-20 and two years: the last day, and the day after.
    desk.wait(731 * DAY);
    assert_eq!(desk.call("app.status", json!({}))["now"].as_str().unwrap()[..10], *"2028-11-20");
    assert_eq!(logs(), json!([]));
    desk.wait(DAY);
    let shown = logs();
    assert_eq!(names(&shown), ["access_log"], "permissions are kept for three years");
    assert_eq!(
        (&shown[0]["until"], &shown[0]["first"]),
        (&json!("2026-11-21"), &json!("2026-11-20"))
    );
    desk.wait(364 * DAY);
    assert_eq!(names(&logs()), ["access_log"]);
    desk.wait(DAY);
    assert_eq!(names(&logs()), ["access_log", "permission_log"]);
    // A firm that keeps longer has less to destroy.
    desk.call("retention.set", json!({ "record": "permission_log", "years": 4 }));
    assert_eq!(names(&logs()), ["access_log"]);
}

#[test]
fn old_looks_and_permissions_are_destroyed_and_what_holds_stays() {
    let desk = logged();
    let before = desk.call("vault.verify", json!({ "head": null }));
    let lines = desk.looks().len();
    assert!(told(&desk.app).contains("첫 사유"));
    desk.wait(4 * 366 * DAY);
    // New looks, which stay: the auditor comes once more.
    desk.call("vault.lock", json!({}));
    desk.sign_in("감사");
    desk.call("vault.lock", json!({}));
    desk.sign_in("tester");
    let asked = desk.call("disposal.request", ask(&[], &["access_log", "permission_log"]));
    let shown = &asked["requests"][0]["logs"];
    assert_eq!(shown[0]["entries"], lines, "{asked}");
    // Of the colleague the first two entries were replaced; everybody's last one holds.
    assert_eq!((&shown[1]["entries"], &shown[1]["acts"]), (&json!(2), &json!(2)), "{asked}");
    let number = json!({ "request": asked["requests"][0]["request"] });
    as_colleague(&desk);
    let done = desk.call("disposal.carry_out", number);
    assert_eq!((&done["records"], &done["entries"]), (&json!("2"), &json!(lines.to_string())));
    assert_eq!(done["view"]["logs"], json!([]));
    let said = told(&desk.app);
    assert!(!said.contains("첫 사유") && !said.contains("옛직함"), "{said}");
    assert!(said.contains("둘째 사유") && said.contains("새직함"));
    let looks = desk.looks();
    assert!(!looks.is_empty() && looks.iter().all(|(who, ..)| who != "동료"), "{looks:?}");
    let listed = desk.call("access.list", json!({}));
    assert_eq!(
        (listed["entries"].as_array().unwrap().len(), &listed["whole"]),
        (looks.len(), &json!(true))
    );
    assert_eq!(desk.call("vault.verify", json!({ "head": before["head"] }))["intact"], true);
    // The log goes on, and is taken onto the chain as what it was.
    desk.call("vault.lock", json!({}));
    desk.sign_in("감사");
    desk.call("vault.lock", json!({}));
    desk.sign_in("tester");
    assert!(!desk.acts(20).contains(&"access_log.broken".to_owned()));
    assert_eq!(desk.call("access.list", json!({}))["whole"], true);
    assert_eq!(desk.call("user.list", json!({}))["people"].as_array().unwrap().len(), 3);
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}
