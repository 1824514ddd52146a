//! Tests that go behind the door: SQL on the open connection, a full disk, flipped bits. What they show is
//! that the database itself refuses to change history, and that verification names what was changed anyway.

use std::fs;

use rusqlite::Connection;
use serde_json::json;
use singo_domain::act::Damage;
use singo_domain::canonical::{DefinitionRef, canonical_filing, sha256_hex};
use singo_domain::filing::{FilingId, Step};
use singo_domain::people::{Person, Role};
use tempfile::TempDir;

use crate::keys::KeyFile;
use crate::keys::secret::Key;
use crate::ledger::NewTransfer;
use crate::lock::Lock;
use crate::{
    Break, CommentKind, LinkKind, NewAct, NewImportBatch, NewSubmission, OpenError, ReadError,
    Reject, RejectsOf, Tx, Unlock, Vault, WriteError,
};

const UNLOCK: Unlock<'_> = Unlock::Passphrase { user: "김담당", passphrase: "시험용 말" };

fn now() -> chrono::DateTime<chrono::Utc> {
    "2026-03-02T03:00:00Z".parse().unwrap()
}

fn write<T>(
    vault: &mut Vault,
    f: impl FnOnce(&Tx<'_>) -> Result<T, WriteError>,
) -> Result<T, WriteError> {
    vault.write("김담당", now(), |tx| Ok((f(tx)?, NewAct::new("test.done", "test", json!({})))))
}

/// Opens with the key at hand: deriving it from the passphrase is slow, and is tested elsewhere.
fn open_with(folder: &TempDir, key: &Key) -> Result<Vault, OpenError> {
    let lock = Lock::take(folder.path(), "김담당", now())?;
    Vault::with_key(folder.path(), key_file(folder), key.clone(), Some(lock))
}

fn key_file(folder: &TempDir) -> KeyFile {
    KeyFile::read(&fs::read(folder.path().join("keys.json")).unwrap()).unwrap()
}

/// Filing 1 was submitted, filing 2 is a draft with an imported row: every table has a line. The acts:
/// 1 vault, 2 filings, 3 edits, 4 import, 5 approval, 6 submission, 7 holiday, profile and what
/// people are about.
fn filled() -> (TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, _) = Vault::create(folder.path(), "김담당", "시험용 말", now()).unwrap();
    let definition =
        DefinitionRef { form: "sample".into(), version: "1".into(), hash: "ab".repeat(32) };
    let [sent, draft] = [FilingId(1), FilingId(2)];
    let name = "subject.name".parse().unwrap();
    write(&mut vault, |tx| {
        tx.create_filing(&definition)?;
        tx.create_filing(&definition)
    })
    .unwrap();
    write(&mut vault, |tx| {
        tx.set_answer(sent, &name, Some("홍길동".into()))?;
        tx.set_answer(draft, &name, Some("임꺽정".into()))
    })
    .unwrap();
    let (file_name, sha256) = ("a.csv".into(), "cd".repeat(32));
    let file = NewImportBatch { file_name, sha256, accepted: 1, rejected: 0 };
    let row = vec![[("name".into(), "상대".into())].into()];
    write(&mut vault, |tx| tx.import(draft, &file)?.1.add_rows("parties", row)).unwrap();
    write(&mut vault, |tx| tx.record_event(sent, Step::Approve, &json!({}))).unwrap();
    let content = vault.read(|r| r.content(sent)).unwrap();
    let new = NewSubmission {
        document_hash: sha256_hex(canonical_filing(&definition, &content)),
        pdf: b"%PDF-1.7".to_vec(),
        channel: "kofiu".into(),
        sent_at: now(),
        receipt: None,
        payload: json!({ "why": "시험" }),
    };
    write(&mut vault, |tx| {
        tx.freeze(sent, &new)?;
        tx.record_event(sent, Step::Submit, &json!({}))
    })
    .unwrap();
    write(&mut vault, |tx| {
        tx.put_holiday("2026-06-03".parse().unwrap(), "임시")?;
        tx.set_profile("theme", &json!("dark"))?;
        let person = Person {
            name: "김담당".into(),
            roles: [Role::Drafter].into(),
            active: true,
            from: None,
            until: Some("2026-12-31".parse().unwrap()),
        };
        tx.put_person(&person, "김담당", "대리", "시험")?;
        tx.put_duty_rule(true, "시험")?;
        tx.add_comment(draft, None, CommentKind::Remark, Some("subject.name"), "확인 바람")?;
        tx.add_contact(Some(sent), "inquiry", now(), &json!({ "official": "시험" }))?;
        tx.put_case_access(draft, Some(&["김담당".to_owned()].into()), "시험")?;
        let batch = tx.open_batch("b.csv", &"ef".repeat(32))?;
        let cells = [("exchange_tx_id".into(), "A-1".into())].into();
        tx.add_transfers(batch, &[NewTransfer::new(2, &cells)])?;
        tx.close_batch(batch, 0, 1)?;
        let why = vec![(Some("수량".to_owned()), "wrong_format".to_owned())];
        let reject = Reject { line: 3, reasons: why, cells: vec!["3.0E1".to_owned()] };
        tx.keep_rejects(RejectsOf::Batch(batch), &["수량".to_owned()], &[reject])?;
        tx.answer_flag("ab", "T1", "시험")?;
        let files = [("form.toml".to_owned(), "x".to_owned())].into();
        let added = tx.add_form(&definition, &files, &Default::default(), "시험")?;
        tx.withdraw_form(added, "시험")?;
        tx.add_link(draft, LinkKind::Follows, sent)
    })
    .unwrap();
    (folder, vault)
}

fn chain(seq: u64, damage: Damage) -> Break {
    Break::Chain(singo_domain::act::Break { seq, damage })
}

/// Takes every trigger and foreign key away, as someone with the key and a SQLite shell can.
fn disarm(connection: &Connection) {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";
    let mut line = connection.prepare(sql).unwrap();
    let names: Vec<String> =
        line.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    drop(line);
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for name in names {
        connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
}

#[test]
fn history_refuses_update_delete_and_replace() {
    let (_folder, vault) = filled();
    for table in [
        "act",
        "journal",
        "event",
        "submission",
        "import_batch",
        "filing",
        "person",
        "duty_rule",
        "comment",
        "contact",
        "case_access",
        "filing_link",
        "import_reject",
        "form_added",
        "form_withdrawn",
    ] {
        let lines: i64 = vault
            .connection
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
            .unwrap();
        assert!(lines > 0, "{table} has lines to refuse for");
        for sql in [
            format!("DELETE FROM {table}"),
            format!("UPDATE {table} SET act = act"),
            format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"),
        ] {
            // A journal line of a submitted filing is refused for that already.
            let error = vault.connection.execute(&sql, []).unwrap_err().to_string();
            assert!(error.contains("append_only") || error.contains("frozen"), "{sql}: {error}");
        }
    }
    let again = "INSERT INTO act SELECT 9, at, actor, act, subject, payload, digest, hash, 'x'
                 FROM act WHERE seq = 7";
    let error = vault.connection.execute(again, []).unwrap_err();
    assert_eq!(WriteError::from(error), WriteError::AppendOnly, "acts leave no gap");
    assert_eq!(vault.verify(None).unwrap().broken, None);
}

#[test]
fn what_is_no_draft_refuses_change() {
    let (_folder, vault) = filled();
    for sql in [
        "UPDATE answer SET value = '\"x\"' WHERE filing = 1",
        "DELETE FROM answer WHERE filing = 1",
        "UPDATE answer SET filing = 2, path = 'x.y' WHERE filing = 1",
        "UPDATE answer SET filing = 1, path = 'x.y' WHERE filing = 2",
        "INSERT INTO answer VALUES (1, 'x.y', '\"x\"')",
        "INSERT INTO row VALUES (1, 'parties', 1, '8', '{}')",
        "UPDATE row SET filing = 1",
        "INSERT INTO journal SELECT NULL, 1, 9, 9, cause, target, parent, kind, path, before, after,
             at, actor, act FROM journal WHERE id = 1",
    ] {
        let error = vault.connection.execute(sql, []).unwrap_err().to_string();
        assert!(error.contains("frozen"), "{sql}: {error}");
    }
    let status = vault.connection.execute("UPDATE filing SET status = 'draft' WHERE id = 1", []);
    assert_eq!(WriteError::from(status.unwrap_err()), WriteError::AppendOnly);
}

#[test]
fn every_change_behind_the_door_is_named() {
    let tests: [(&str, Break); 41] = [
        ("UPDATE act SET actor = '박' WHERE seq = 3", chain(3, Damage::Altered)),
        ("UPDATE act SET at = '2026-03-02T03:00:01.000Z' WHERE seq = 3", chain(3, Damage::Altered)),
        ("UPDATE act SET payload = '{\"a\":1}' WHERE seq = 4", Break::Records { seq: 4 }),
        ("UPDATE act SET digest = prev WHERE seq = 4", chain(4, Damage::Altered)),
        ("UPDATE act SET hash = prev || hash WHERE seq = 2", chain(2, Damage::Altered)),
        ("DELETE FROM act WHERE seq = 4", chain(4, Damage::Missing)),
        ("DELETE FROM act WHERE seq = 1", chain(1, Damage::Missing)),
        ("DELETE FROM act WHERE seq = 7", chain(7, Damage::Truncated)),
        ("DELETE FROM act WHERE seq = 6", chain(6, Damage::Missing)),
        (
            "UPDATE act SET seq = 99 WHERE seq = 3; UPDATE act SET seq = 3 WHERE seq = 4;
             UPDATE act SET seq = 4 WHERE seq = 99",
            chain(3, Damage::Altered),
        ),
        ("UPDATE journal SET after = '\"x\"' WHERE id = 1", Break::Records { seq: 3 }),
        ("UPDATE journal SET actor = 'x' WHERE id = 3", Break::Records { seq: 4 }),
        ("DELETE FROM journal WHERE id = 2", Break::Records { seq: 3 }),
        (
            "INSERT INTO journal SELECT 9, filing, 9, 9, cause, target, parent, kind, path, before,
             after, at, actor, 5 FROM journal WHERE id = 1",
            Break::Records { seq: 5 },
        ),
        (
            "INSERT INTO event SELECT 9, filing, step, status, at, actor, payload, 99 FROM event
             WHERE id = 1",
            Break::Unsealed { table: "event" },
        ),
        ("UPDATE event SET status = 'draft' WHERE id = 2", Break::Records { seq: 6 }),
        ("UPDATE filing SET definition_hash = 'x' WHERE id = 2", Break::Records { seq: 2 }),
        ("UPDATE import_batch SET rejected = 1, rows = 2", Break::Records { seq: 4 }),
        ("UPDATE submission SET receipt = '1'", Break::Records { seq: 6 }),
        ("UPDATE person SET roles = '[\"officer\"]'", Break::Records { seq: 7 }),
        ("UPDATE person SET valid_until = NULL", Break::Records { seq: 7 }),
        ("UPDATE duty_rule SET one_person = 0", Break::Records { seq: 7 }),
        ("UPDATE comment SET body = 'x'", Break::Records { seq: 7 }),
        ("DELETE FROM contact", Break::Records { seq: 7 }),
        ("UPDATE case_access SET names = NULL", Break::Records { seq: 7 }),
        ("UPDATE filing_link SET kind = 'corrects'", Break::Records { seq: 7 }),
        ("UPDATE ledger_batch SET file_name = 'x'", Break::Records { seq: 7 }),
        ("UPDATE ledger_end SET outcome = 'removed'", Break::Records { seq: 7 }),
        ("UPDATE transfer SET cells = '{}'", Break::Records { seq: 7 }),
        ("DELETE FROM transfer", Break::Records { seq: 7 }),
        (
            "INSERT INTO transfer SELECT 9, batch, line, cells FROM transfer",
            Break::Unsealed { table: "transfer" },
        ),
        ("UPDATE import_reject SET cells = '[]'", Break::Records { seq: 7 }),
        ("DELETE FROM import_reject WHERE line = 0", Break::Records { seq: 7 }),
        ("UPDATE form_added SET files = '{}'", Break::Records { seq: 7 }),
        ("DELETE FROM form_withdrawn", Break::Records { seq: 7 }),
        ("UPDATE form_withdrawn SET reason = 'x'", Break::Records { seq: 7 }),
        ("UPDATE flag_answer SET comment = 'x'", Break::Records { seq: 7 }),
        ("UPDATE ledger_chunk SET last = 9", Break::Records { seq: 7 }),
        ("UPDATE submission SET pdf = x'00'", Break::Copy { seq: 6, submission: 1 }),
        (
            "UPDATE answer SET value = '\"x\"' WHERE filing = 1",
            Break::Content { filing: FilingId(1) },
        ),
        ("UPDATE filing SET status = 'draft' WHERE id = 1", Break::Status { filing: FilingId(1) }),
    ];
    let (folder, vault) = filled();
    let head = vault.read(|r| r.head()).unwrap();
    let sound = vault.verify(Some(&head)).unwrap();
    assert_eq!((sound.intact, head.seq, sound.broken), (head, 7, None));
    drop(vault);
    let key = key_file(&folder).unlock(&UNLOCK).unwrap();
    let whole = fs::read(folder.path().join("store.db")).unwrap();
    for (sql, expected) in tests {
        fs::write(folder.path().join("store.db"), &whole).unwrap();
        let vault = open_with(&folder, &key).unwrap();
        disarm(&vault.connection);
        vault.connection.execute_batch(sql).unwrap();
        let found = vault.verify(Some(&head)).unwrap();
        assert_eq!(found.broken, Some(expected), "{sql}");
    }
}

#[test]
fn a_flipped_bit_anywhere_is_damage_and_no_panic() {
    let (folder, vault) = filled();
    drop(vault);
    let key = key_file(&folder).unlock(&UNLOCK).unwrap();
    let file = folder.path().join("store.db");
    let whole = fs::read(&file).unwrap();
    for page in 0..whole.len() / 4096 {
        let mut bytes = whole.clone();
        bytes[page * 4096 + (page * 397 + 50) % 4096] ^= 1;
        fs::write(&file, &bytes).unwrap();
        match open_with(&folder, &key) {
            Err(OpenError::Damaged { .. }) => {}
            Err(other) => panic!("page {page}: {other:?}"),
            Ok(vault) => {
                let broken = vault.verify(None).unwrap().broken;
                assert_eq!(broken, Some(Break::Pages), "page {page}");
                // Whatever is asked for, the answer is damage or what was written.
                let read = vault.read(|r| Ok((r.content(FilingId(1))?, r.acts(1, 99)?)));
                assert!(matches!(read, Ok(_) | Err(ReadError::Damaged { .. })), "{read:?}");
            }
        }
    }
}

#[test]
fn a_full_disk_keeps_what_was_acknowledged_and_takes_nothing_by_halves() {
    let (folder, mut vault) = filled();
    let pages: i64 =
        vault.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    let limit = |vault: &Vault, pages: i64| {
        let set = format!("PRAGMA max_page_count = {pages}");
        vault.connection.query_row(&set, [], |_| Ok(())).unwrap();
    };
    limit(&vault, pages + 20);
    let draft = FilingId(2);
    let big = "가".repeat(2000);
    let mut kept = 0;
    let refused = loop {
        let rows = vec![[("memo".to_owned(), big.as_str().into())].into(); 3];
        match write(&mut vault, |tx| tx.edit(draft)?.add_rows("parties", rows)) {
            Ok(_) => kept += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(refused, WriteError::DiskFull);
    assert!(kept > 0, "some writes fit");
    let rows = |vault: &Vault| vault.read(|r| r.row_count(draft, "parties")).unwrap();
    assert_eq!(rows(&vault), 1 + 3 * kept);
    assert_eq!(vault.verify(None).unwrap().broken, None);
    limit(&vault, pages + 1000);
    let name = "subject.name".parse().unwrap();
    write(&mut vault, |tx| tx.set_answer(draft, &name, Some("공간이 생김".into()))).unwrap();
    drop(vault);
    let vault = Vault::open(folder.path(), UNLOCK, now()).unwrap();
    assert_eq!(rows(&vault), 1 + 3 * kept);
}

#[test]
fn a_swallowed_error_does_not_commit() {
    let (_folder, mut vault) = filled();
    let done = write(&mut vault, |tx| {
        tx.set_profile("theme", &json!("light"))?;
        // The closure carries on after a write failed: what it leaves behind is not a whole.
        let _ = tx.execute("INSERT INTO profile VALUES ('broken', 'no json', '')", []);
        Ok(())
    });
    assert_eq!(done, Err(WriteError::Poisoned));
    assert_eq!(vault.read(|r| r.profile("theme")), Ok(Some(json!("dark"))));
}

#[test]
fn a_newer_schema_opens_only_when_it_says_so() {
    let (folder, vault) = filled();
    // A step that only added something: this program may still write.
    vault.connection.pragma_update(None, "user_version", 99).unwrap();
    drop(vault);
    let vault = Vault::open(folder.path(), UNLOCK, now()).unwrap();
    vault
        .connection
        .execute("UPDATE meta SET value = '99' WHERE key = 'needs_schema'", [])
        .unwrap();
    drop(vault);
    let opened = Vault::open(folder.path(), UNLOCK, now());
    assert!(matches!(opened, Err(OpenError::Newer { needs: 99, .. })), "{opened:?}");
}
