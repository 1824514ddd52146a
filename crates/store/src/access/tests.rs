//! The log beside the vault: what shows, what goes onto the chain, what is cut off.

use std::fs;

use serde_json::{Value, json};

use super::cut::unfinished;
use super::take::ACT_TAKEN;
use super::*;

/// The openings in a file that was never cut.
fn openings(folder: &Path) -> io::Result<(Vec<Opening>, bool)> {
    Ok(parsed(&read(folder)?.unwrap_or_default(), ""))
}

#[test]
fn a_changed_or_missing_line_shows() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(openings(folder.path()).unwrap(), (Vec::new(), true));
    let opening = |n: i64| Opening {
        at: DateTime::from_timestamp(n, 0).unwrap(),
        who: "검사역".into(),
        what: "vault.opened".into(),
        subject: "vault".into(),
        purpose: String::new(),
    };
    for n in 0..3 {
        record(folder.path(), &opening(n)).unwrap();
    }
    assert_eq!(openings(folder.path()).unwrap(), (vec![opening(0), opening(1), opening(2)], true));
    let path = folder.path().join(FILE);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("검사역", "감사", 1)).unwrap();
    assert!(!openings(folder.path()).unwrap().1, "altered");
    let rest: Vec<&str> = text.lines().skip(1).collect();
    fs::write(&path, rest.join("\n")).unwrap();
    assert!(!openings(folder.path()).unwrap().1, "missing");
    record(folder.path(), &opening(9)).unwrap();
    assert_eq!(openings(folder.path()).unwrap().0.len(), 3, "the last line stays whole");
}

const NAME: &str = "tester";

fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(second, 0).unwrap()
}

fn line(second: i64, what: &str) -> Opening {
    let (who, subject) = (NAME.to_owned(), "vault".to_owned());
    Opening { at: at(second), who, what: what.to_owned(), subject, purpose: String::new() }
}

fn new_vault() -> (tempfile::TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let (vault, _) = Vault::create(folder.path(), NAME, "passphrase", at(0)).unwrap();
    (folder, vault)
}

/// The acts about the log, oldest first, each with its payload.
fn acts(vault: &Vault) -> Vec<(String, Value)> {
    let rows = vault.read(|read| read.acts(2, 100)).unwrap();
    rows.into_iter().map(|row| (row.act.act, row.payload)).collect()
}

#[test]
fn looks_go_onto_the_chain_with_the_first_act_after_them() {
    let (folder, mut vault) = new_vault();
    for (second, what) in [(1, "vault.opened"), (2, SIGN_IN_FAILED), (3, "filing.opened")] {
        record(folder.path(), &line(second, what)).unwrap();
    }
    vault.take_access_log(NAME, at(9)).unwrap();
    let acts = acts(&vault);
    let names: Vec<&str> = acts.iter().map(|(act, _)| act.as_str()).collect();
    assert_eq!(names, [SIGN_IN_FAILED, "access_log.taken"]);
    assert_eq!(acts[0].1["kept"], json!([line(1, "vault.opened")]));
    assert_eq!(acts[1].1["kept"], json!([line(3, "filing.opened")]));
    assert_eq!((&acts[1].1["failed"], &acts[1].1["looks"]), (&json!(1), &json!(1)));
}

#[test]
fn a_log_in_the_place_of_another_is_taken_from_its_first_line() {
    let (folder, mut vault) = new_vault();
    record(folder.path(), &line(1, "vault.opened")).unwrap();
    vault.take_access_log(NAME, at(2)).unwrap();
    fs::remove_file(folder.path().join(FILE)).unwrap();
    record(folder.path(), &line(3, SIGN_IN_FAILED)).unwrap();
    vault.take_access_log(NAME, at(4)).unwrap();
    let names: Vec<String> = acts(&vault).into_iter().map(|(act, _)| act).collect();
    let expected = ["access_log.taken", "access_log.broken", SIGN_IN_FAILED, "access_log.taken"];
    assert_eq!(names, expected);
    vault.take_access_log(NAME, at(5)).unwrap();
    assert_eq!(acts(&vault).len(), 4, "and once");
}

#[test]
fn a_log_that_does_not_read_just_now_is_not_gone() {
    let (folder, mut vault) = new_vault();
    record(folder.path(), &line(1, "vault.opened")).unwrap();
    vault.take_access_log(NAME, at(2)).unwrap();
    let (file, aside) = (folder.path().join(FILE), folder.path().join("aside"));
    fs::rename(&file, &aside).unwrap();
    fs::create_dir(&file).unwrap();
    for second in [3, 4] {
        vault.take_access_log(NAME, at(second)).unwrap();
    }
    let said = acts(&vault);
    let names: Vec<&str> = said.iter().map(|(act, _)| act.as_str()).collect();
    assert_eq!(names, ["access_log.taken", "access_log.broken"], "said, and once");
    assert_eq!((&said[1].1["why"], &said[1].1["before"]), (&json!("unreadable"), &json!(1)));
    assert!(record(folder.path(), &line(5, "vault.opened")).is_err(), "no look without a line");
    assert!(vault.openings().is_err());
    fs::remove_dir(&file).unwrap();
    fs::rename(&aside, &file).unwrap();
    for second in [6, 7] {
        vault.take_access_log(NAME, at(second)).unwrap();
    }
    let said = acts(&vault);
    assert_eq!(said.len(), 3, "it reads again: said once");
    assert_eq!(
        (&said[2].1["before"], &said[2].1["looks"]),
        (&json!(1), &json!(0)),
        "not taken twice"
    );
    // Gone bad again, it is said again.
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    vault.take_access_log(NAME, at(8)).unwrap();
    assert_eq!(acts(&vault).last().unwrap().0, "access_log.broken");
}

#[test]
fn a_byte_that_is_no_text_does_not_close_the_log() {
    let folder = tempfile::tempdir().unwrap();
    record(folder.path(), &line(1, "vault.opened")).unwrap();
    let file = folder.path().join(FILE);
    let mut bytes = fs::read(&file).unwrap();
    bytes[3] = 0xFF;
    fs::write(&file, bytes).unwrap();
    record(folder.path(), &line(2, "vault.opened")).unwrap();
    let (found, whole) = openings(folder.path()).unwrap();
    assert_eq!((found, whole), (vec![line(2, "vault.opened")], false));
}

/// Destroys what is older than a moment, as a disposal does, but for the file.
fn destroy(vault: &mut Vault, before: i64) -> crate::OldLooks {
    let old = vault.looks_before(at(before)).unwrap();
    vault
        .write::<_, crate::WriteError>(NAME, at(before), |tx| {
            let step = tx.record_disposal("carry_out", None, &json!({}))?;
            tx.destroy_looks(&old, step)?;
            Ok((old.clone(), crate::NewAct::new("disposal.carried_out", "vault", json!({}))))
        })
        .unwrap()
}

/// Three old lines that stand on the chain, and two new ones.
fn aged() -> (tempfile::TempDir, Vault) {
    let (folder, mut vault) = new_vault();
    for (second, what) in [(1, "vault.opened"), (2, SIGN_IN_FAILED), (3, "filing.opened")] {
        let look = Opening { purpose: "낡은 목적".into(), ..line(second, what) };
        vault.record_opening(&look).unwrap();
    }
    vault.take_access_log(NAME, at(9)).unwrap();
    for second in [100, 101] {
        record(folder.path(), &line(second, "vault.opened")).unwrap();
    }
    vault.take_access_log(NAME, at(102)).unwrap();
    (folder, vault)
}

#[test]
fn old_lines_go_and_the_rest_follows_from_them() {
    let (folder, mut vault) = aged();
    let file = folder.path().join(FILE);
    let none = vault.looks_before(at(1)).unwrap();
    assert_eq!((none.lines, none.acts.len(), none.span), (0, 0, None));
    let old = destroy(&mut vault, 50);
    assert_eq!((old.lines, old.acts.len(), old.span), (3, 2, Some((at(1), at(9)))));
    // Killed before the file is cut: it shows as if it were, and is taken as it was.
    let stays = [line(100, "vault.opened"), line(101, "vault.opened")];
    assert_eq!(vault.openings().unwrap(), (stays.to_vec(), true));
    let before = acts(&vault).len();
    vault.take_access_log(NAME, at(103)).unwrap();
    assert_eq!(acts(&vault).len(), before, "nothing new, nothing broken");
    for _ in 0..2 {
        vault.cut_access_log().unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 2);
        assert_eq!(vault.openings().unwrap(), (stays.to_vec(), true));
    }
    assert_eq!(unfinished(folder.path()).unwrap(), None);
    let said = serde_json::to_string(&acts(&vault)).unwrap();
    assert!(!said.contains("낡은 목적") && !said.contains("filing.opened"), "{said}");
    assert_eq!(vault.verify(None).unwrap().broken, None);
    // The log goes on, and a line that is changed still shows.
    record(folder.path(), &line(104, "filing.opened")).unwrap();
    vault.take_access_log(NAME, at(105)).unwrap();
    assert_eq!(acts(&vault).last().unwrap().1["before"], 2);
    assert_eq!(vault.openings().unwrap().0.len(), 3);
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("vault.opened", "vault.passed", 1)).unwrap();
    assert!(!vault.openings().unwrap().1);
    fs::write(&file, text.replacen("filing.opened", "filing.passed", 1)).unwrap();
    assert_eq!(vault.looks_before(at(999)).unwrap().lines, 0, "not of what was never taken");
    // A second time, up to the last line: the next one follows from it.
    fs::write(&file, text).unwrap();
    assert_eq!(destroy(&mut vault, 999).lines, 2);
    vault.cut_access_log().unwrap();
    record(folder.path(), &line(106, "vault.opened")).unwrap();
    vault.take_access_log(NAME, at(107)).unwrap();
    assert_eq!(
        vault.openings().unwrap().0,
        [line(104, "filing.opened"), line(106, "vault.opened")]
    );
    assert_eq!(acts(&vault).last().unwrap().0, ACT_TAKEN);
    assert_eq!(vault.verify(None).unwrap().broken, None);
}

#[test]
fn a_cut_that_a_crash_stopped_is_finished_by_the_next_line() {
    let (folder, mut vault) = aged();
    let file = folder.path().join(FILE);
    destroy(&mut vault, 50);
    let text = fs::read_to_string(&file).unwrap();
    let rest: String = text.lines().skip(3).map(|line| format!("{line}\n")).collect();
    // Killed while the log was written over: what stays lies beside it.
    fs::write(folder.path().join(super::cut::REST), &rest).unwrap();
    fs::write(&file, &rest[..20]).unwrap();
    assert_eq!(vault.openings().unwrap().0.len(), 2);
    record(folder.path(), &line(104, "vault.opened")).unwrap();
    assert_eq!(unfinished(folder.path()).unwrap(), None);
    let (found, whole) = vault.openings().unwrap();
    assert_eq!((found.len(), whole), (3, true));
}

/// In the log, and in what stays of it while it is written over.
#[test]
fn a_flipped_bit_anywhere_in_a_taken_log_shows_and_keeps_nobody_out() {
    let (folder, vault) = aged();
    let file = folder.path().join(FILE);
    let whole = fs::read(&file).unwrap();
    let fits = || {
        let taken = vault.read(|read| read.access_taken()).unwrap();
        let text = read(folder.path()).unwrap().unwrap();
        taken.fits(&text.lines().collect::<Vec<_>>())
    };
    assert!(fits());
    for name in [FILE, super::cut::REST] {
        let damaged = folder.path().join(name);
        for place in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[place] ^= 1 << (place % 8);
            fs::write(&damaged, flipped).unwrap();
            let (_, follows) = vault.openings().unwrap();
            assert!(!follows || !fits(), "{name}, byte {place}");
            if place % 64 == 0 {
                // Whoever looks next is written down, wherever the damage is.
                record(folder.path(), &line(200, "vault.opened")).unwrap();
                let last = vault.openings().unwrap().0.pop();
                assert_eq!(last, Some(line(200, "vault.opened")), "{name}, byte {place}");
            }
            fs::write(&file, &whole).unwrap();
        }
    }
}

#[test]
fn particulars_that_were_destroyed_do_not_come_back_unnoticed() {
    let (_folder, mut vault) = aged();
    let old = destroy(&mut vault, 50);
    let act = old.acts[0];
    let broken = |vault: &Vault| vault.verify(None).unwrap().broken;
    let behind = |vault: &Vault, sql: &str| {
        let tables = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";
        let mut found = vault.connection.prepare(tables).unwrap();
        let names: Vec<String> =
            found.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        drop(found);
        vault.connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        for name in names {
            vault.connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
        }
        vault.connection.execute_batch(sql).unwrap();
    };
    assert_eq!(broken(&vault), None);
    let records = Some(crate::Break::Records { seq: act });
    behind(&vault, &format!("UPDATE act SET payload = '{{\"user\":\"x\"}}' WHERE seq = {act}"));
    assert_eq!(broken(&vault), records, "other particulars");
    behind(&vault, &format!("UPDATE act SET payload = '{{\"destroyed\":true}}' WHERE seq = {act}"));
    assert_eq!(broken(&vault), None);
    behind(
        &vault,
        &format!(
            "INSERT INTO duty_rule (one_person, reason, at, actor, act) VALUES (1, '', '', '', {act})"
        ),
    );
    assert_eq!(broken(&vault), records, "a record slipped in under it");
    behind(&vault, &format!("DELETE FROM duty_rule WHERE act = {act}"));
    behind(
        &vault,
        &format!("UPDATE tombstone SET hash = '{}' WHERE sealed = {act}", "0".repeat(64)),
    );
    assert_eq!(broken(&vault), records, "another hash on the stone");
    behind(&vault, &format!("DELETE FROM tombstone WHERE sealed = {act}"));
    assert_eq!(broken(&vault), records, "no stone");
    // An act that lost its particulars without any disposal is no better off.
    let last = acts(&vault).len() as u64 + 1;
    behind(
        &vault,
        "UPDATE act SET payload = '{\"destroyed\":true}' WHERE act = 'access_log.taken' AND payload <> '{\"destroyed\":true}'",
    );
    assert!(matches!(broken(&vault), Some(crate::Break::Records { seq }) if seq <= last));
}
