//! The write door: all or nothing, and never without an act.

use serde_json::json;
use singo_domain::act::Head;
use singo_domain::filing::FilingId;
use singo_store::{NewAct, ReadError, WriteError};

use crate::support::*;

#[test]
fn what_is_written_is_read_after_reopening() {
    let (folder, mut vault, filing) = with_draft();
    set(&mut vault, filing, "subject.name", "홍길동");
    let rows = vec![cells(&[("means", "01"), ("memo", " ")]), cells(&[("means", "02")])];
    let ids = write(&mut vault, |tx| tx.edit(filing)?.add_rows("transactions", rows)).unwrap();
    assert_eq!(ids.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["r1", "r2"]);
    set(&mut vault, filing, "transactions[r2].amount", "1000000");
    let content = read(&vault, |r| r.content(filing));
    drop(vault);

    let vault = open(folder.path()).unwrap();
    let found = read(&vault, |r| r.content(filing));
    assert_eq!(found, content);
    let expected = json!({
        "fields": { "subject.name": "홍길동" },
        "tables": { "transactions": [
            { "id": "r1", "means": "01" },
            { "id": "r2", "means": "02", "amount": "1000000" },
        ]},
    });
    assert_eq!(serde_json::to_value(&found).unwrap(), expected, "blank answers are not kept");
}

#[test]
fn each_write_adds_one_act_that_names_the_one_before() {
    let (_folder, mut vault, filing) = with_draft();
    set(&mut vault, filing, "subject.name", "홍길동");
    let acts = read(&vault, |r| r.acts(1, 10));
    let names: Vec<_> = acts.iter().map(|row| row.act.act.as_str()).collect();
    assert_eq!(names, ["vault.created", "test.done", "test.done"]);
    for (one, next) in acts.iter().zip(&acts[1..]) {
        assert_eq!((next.act.seq, next.act.prev), (one.act.seq + 1, one.act.hash));
    }
    assert_eq!(acts[0].act.prev, Head::genesis(vault.id()).hash);
    assert_eq!(read(&vault, |r| r.head()), acts[2].act.head());
}

#[test]
fn a_write_that_fails_in_the_middle_leaves_nothing() {
    let (_folder, mut vault, filing) = with_draft();
    let before =
        read(&vault, |r| Ok((r.content(filing)?, r.acts(1, 99)?, r.history(filing, 0, 99)?)));
    let failed: Result<(), WriteError> = write(&mut vault, |tx| {
        tx.create_filing(&definition())?;
        tx.set_profile("institution", &json!({ "name": "가나다" }))?;
        let step = tx.edit(filing)?;
        step.set(&path("subject.name"), text("홍길동"))?;
        step.add_rows("transactions", vec![cells(&[("means", "01")]); 3])?;
        step.set(&path("transactions[r9].means"), text("01"))?;
        Ok(())
    });
    assert_eq!(failed, Err(WriteError::NoRow));
    let after =
        read(&vault, |r| Ok((r.content(filing)?, r.acts(1, 99)?, r.history(filing, 0, 99)?)));
    assert_eq!(after, before);
    assert_eq!(read(&vault, |r| r.profile("institution")), None);
    let missing = vault.read(|r| r.filing(FilingId(2))).unwrap_err();
    assert_eq!(missing, ReadError::NoFiling(FilingId(2)));
}

#[test]
fn a_write_that_panics_leaves_nothing() {
    let (_folder, mut vault, filing) = with_draft();
    let acts = read(&vault, |r| r.acts(1, 99));
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        write(&mut vault, |tx| {
            tx.set_answer(filing, &path("subject.name"), text("홍길동"))?;
            panic!("in the middle of a write");
            #[allow(unreachable_code)]
            Ok(())
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(read(&vault, |r| r.acts(1, 99)), acts);
    assert_eq!(read(&vault, |r| r.content(filing)), Default::default());
    set(&mut vault, filing, "subject.name", "임꺽정");
}

#[test]
fn the_act_says_who_and_when_to_the_millisecond() {
    let (_folder, mut vault) = new_vault();
    let act = NewAct::new("profile.changed", "profile", json!({ "key": "theme" }));
    let expected = act.clone();
    vault.write("박책임", noon(), |_| Ok::<_, WriteError>(((), act))).unwrap();
    let last = read(&vault, |r| r.acts(2, 9)).remove(0);
    assert_eq!(last.act.actor, "박책임");
    assert_eq!(last.act.at.to_rfc3339(), "2026-03-02T03:00:00.123+00:00");
    assert_eq!((last.act.act, last.act.subject), (expected.act, expected.subject));
    assert_eq!(last.payload, expected.payload);
}
