//! The journal: every change, its undoing, and the content that follows from it.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use singo_domain::answer::Answer;
use singo_domain::filing::FilingId;
use singo_domain::path::RowId;
use singo_store::{Cause, Change, Edit, NewImportBatch, Vault, WriteError};

use crate::support::*;

fn names(vault: &Vault, filing: FilingId) -> Vec<String> {
    let rows = read(vault, |r| r.rows_page(filing, "parties", 0, 99));
    rows.iter().map(|row| row.id.to_string()).collect()
}

fn subject(vault: &Vault, filing: FilingId) -> Option<String> {
    let content = read(vault, |r| r.content(filing));
    content.get(&path("subject.name")).map(Answer::to_text)
}

#[test]
fn an_edit_is_journalled_with_what_stood_there() {
    let (_folder, mut vault, filing) = with_draft();
    set(&mut vault, filing, "subject.name", "홍길동");
    let before =
        write(&mut vault, |tx| tx.set_answer(filing, &path("subject.name"), text("임꺽정")))
            .unwrap();
    assert_eq!(before, text("홍길동"));
    write(&mut vault, |tx| tx.set_answer(filing, &path("subject.name"), text("임꺽정"))).unwrap();
    write(&mut vault, |tx| tx.set_answer(filing, &path("subject.name"), text("  "))).unwrap();

    let history = read(&vault, |r| r.history(filing, 0, 99));
    let changes: Vec<_> = history.into_iter().map(|entry| (entry.cause, entry.change)).collect();
    let set =
        |before, after| (Cause::Edit, Change::Set { path: path("subject.name"), before, after });
    let expected =
        [set(None, text("홍길동")), set(text("홍길동"), text("임꺽정")), set(text("임꺽정"), None)];
    assert_eq!(changes, expected, "the same answer again is no change; a blank one clears");
    assert_eq!(subject(&vault, filing), None);
}

#[test]
fn undo_and_redo_survive_a_restart() {
    let (folder, mut vault, filing) = with_draft();
    for name in ["하나", "둘", "셋"] {
        set(&mut vault, filing, "subject.name", name);
    }
    let undo = |vault: &mut Vault| write(vault, |tx| tx.undo(filing));
    let redo = |vault: &mut Vault| write(vault, |tx| tx.redo(filing));
    undo(&mut vault).unwrap();
    undo(&mut vault).unwrap();
    assert_eq!(subject(&vault, filing).as_deref(), Some("하나"));
    drop(vault);

    let mut vault = open(folder.path()).unwrap();
    redo(&mut vault).unwrap();
    assert_eq!(subject(&vault, filing).as_deref(), Some("둘"));
    // A new edit cuts off what was undone.
    set(&mut vault, filing, "subject.name", "넷");
    assert_eq!(redo(&mut vault), Err(WriteError::NothingToUndo));
    for expected in [Some("둘"), Some("하나"), None] {
        undo(&mut vault).unwrap();
        assert_eq!(subject(&vault, filing).as_deref(), expected);
    }
    assert_eq!(undo(&mut vault), Err(WriteError::NothingToUndo));
    for expected in ["하나", "둘", "넷"] {
        redo(&mut vault).unwrap();
        assert_eq!(subject(&vault, filing).as_deref(), Some(expected));
    }
    assert_eq!(redo(&mut vault), Err(WriteError::NothingToUndo));
}

#[test]
fn an_import_is_one_step_and_its_rows_are_counted() {
    let (_folder, mut vault, filing) = with_draft();
    set(&mut vault, filing, "subject.name", "홍길동");
    let file = NewImportBatch {
        file_name: "ledger.csv".into(),
        sha256: "cd".repeat(32),
        accepted: 300,
        rejected: 2,
    };
    let rows: Vec<_> = (0..300).map(|n| cells(&[("name", &format!("상대 {n}"))])).collect();
    write(&mut vault, |tx| tx.import(filing, &file)?.1.add_rows("parties", rows)).unwrap();
    assert_eq!(read(&vault, |r| r.row_count(filing, "parties")), 300);
    let page = read(&vault, |r| r.rows_page(filing, "parties", 298, 10));
    assert_eq!(page.len(), 2);
    assert_eq!(page[1].cells["name"], "상대 299".into());
    let batches = read(&vault, |r| r.import_batches(filing));
    assert_eq!((batches.len(), &batches[0].file), (1, &file));

    write(&mut vault, |tx| tx.undo(filing)).unwrap();
    assert_eq!(read(&vault, |r| r.row_count(filing, "parties")), 0);
    assert_eq!(subject(&vault, filing).as_deref(), Some("홍길동"), "the step before stays");
    write(&mut vault, |tx| tx.redo(filing)).unwrap();
    assert_eq!(read(&vault, |r| r.rows_page(filing, "parties", 298, 10)), page);
}

#[test]
fn rows_keep_their_ids_and_the_users_order() {
    let (_folder, mut vault, filing) = with_draft();
    let row = RowId::nth;
    write(&mut vault, |tx| tx.edit(filing)?.add_rows("parties", vec![cells(&[]); 4])).unwrap();
    let step = |vault: &mut Vault, f: &dyn Fn(&Edit<'_, '_>) -> Result<(), WriteError>| {
        write(vault, |tx| f(&tx.edit(filing)?))
    };
    step(&mut vault, &|step| step.move_row("parties", &row(4), Some(&row(2)))).unwrap();
    assert_eq!(names(&vault, filing), ["r1", "r4", "r2", "r3"]);
    step(&mut vault, &|step| step.move_row("parties", &row(1), None)).unwrap();
    assert_eq!(names(&vault, filing), ["r4", "r2", "r3", "r1"]);
    step(&mut vault, &|step| step.remove_row("parties", &row(3))).unwrap();
    step(&mut vault, &|step| step.add_rows("parties", vec![cells(&[])]).map(drop)).unwrap();
    assert_eq!(names(&vault, filing), ["r4", "r2", "r1", "r5"], "r3 is not given again");
    for expected in [vec!["r4", "r2", "r1"], vec!["r4", "r2", "r3", "r1"]] {
        write(&mut vault, |tx| tx.undo(filing)).unwrap();
        assert_eq!(names(&vault, filing), expected);
    }
    let missing = step(&mut vault, &|step| step.remove_row("parties", &row(9)));
    assert_eq!(missing, Err(WriteError::NoRow));
}

#[test]
fn what_is_no_place_or_too_long_is_refused() {
    let (_folder, mut vault, filing) = with_draft();
    let mut set = |place: &str, answer: &str| {
        let path = match place.strip_suffix(" without row") {
            Some(column) => column.parse::<singo_domain::path::FieldId>().unwrap().at(None),
            None => path(place),
        };
        write(&mut vault, |tx| tx.set_answer(filing, &path, text(answer)))
    };
    assert_eq!(set("parties[].name without row", "x"), Err(WriteError::NoPlace));
    assert_eq!(set("parties[r1].name", "x"), Err(WriteError::NoRow));
    let (bytes, max) = (100_000_000, Edit::MAX_ANSWER_BYTES);
    assert_eq!(
        set("subject.name", &"가".repeat(bytes / 3 + 1)).unwrap_err(),
        WriteError::TooLong { bytes: (bytes / 3 + 1) * 3, max }
    );
    let odd = write(&mut vault, |tx| tx.edit(filing)?.add_rows("Parties", vec![cells(&[])]));
    assert_eq!(odd, Err(WriteError::NoPlace));
}

#[derive(Clone, Debug)]
enum Act {
    Set(u8, u8),
    Cell(u64, u8),
    Add(u8),
    Remove(u64),
    Move(u64, u64),
    Undo,
    Redo,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        3 => (0..3_u8, 0..4_u8).prop_map(|(field, value)| Act::Set(field, value)),
        3 => (1..8_u64, 0..4_u8).prop_map(|(row, value)| Act::Cell(row, value)),
        2 => (1..4_u8).prop_map(Act::Add),
        1 => (1..8_u64).prop_map(Act::Remove),
        2 => (1..8_u64, 0..8_u64).prop_map(|(row, next)| Act::Move(row, next)),
        4 => Just(Act::Undo),
        3 => Just(Act::Redo),
    ];
    prop::collection::vec(act, 1..40)
}

fn perform(vault: &mut Vault, filing: FilingId, act: &Act) -> Result<(), WriteError> {
    let value = |value: u8| (value > 0).then(|| Answer::Text(format!("값 {value}")));
    write(vault, |tx| match act {
        Act::Set(field, v) => {
            tx.set_answer(filing, &path(&format!("subject.f{field}")), value(*v)).map(drop)
        }
        Act::Cell(row, v) => {
            tx.set_answer(filing, &path(&format!("parties[r{row}].name")), value(*v)).map(drop)
        }
        Act::Add(count) => {
            let rows = vec![cells(&[("name", "새 상대")]); usize::from(*count)];
            tx.edit(filing)?.add_rows("parties", rows).map(drop)
        }
        Act::Remove(row) => tx.edit(filing)?.remove_row("parties", &RowId::nth(*row)),
        Act::Move(row, next) => {
            let next = (*next > 0).then(|| RowId::nth(*next));
            tx.edit(filing)?.move_row("parties", &RowId::nth(*row), next.as_ref())
        }
        Act::Undo => tx.undo(filing).map(drop),
        Act::Redo => tx.redo(filing).map(drop),
    })
}

/// Performs the acts on a new draft and compares each state with the plainest editor there is: a list of
/// contents, and a finger on one of them.
fn compare(vault: &mut Vault, acts: &[Act]) -> Result<(), TestCaseError> {
    let filing = write(vault, |tx| tx.create_filing(&definition())).unwrap();
    let mut states = vec![read(vault, |r| r.content(filing))];
    let mut finger = 0;
    let entries = |vault: &Vault| read(vault, |r| r.history(filing, 0, u32::MAX)).len();
    for act in acts {
        let before = entries(vault);
        let done = perform(vault, filing, act);
        let content = read(vault, |r| r.content(filing));
        prop_assert_eq!(&read(vault, |r| r.replayed(filing)), &content);
        match (act, done) {
            (Act::Undo, Ok(())) => finger -= 1,
            (Act::Redo, Ok(())) => finger += 1,
            (Act::Undo, Err(error)) => {
                prop_assert_eq!((error, finger), (WriteError::NothingToUndo, 0));
            }
            (Act::Redo, Err(error)) => {
                prop_assert_eq!((error, finger), (WriteError::NothingToUndo, states.len() - 1));
            }
            (_, Err(error)) => prop_assert_eq!(error, WriteError::NoRow),
            (_, Ok(())) if entries(vault) > before => {
                states.truncate(finger + 1);
                states.push(content.clone());
                finger += 1;
            }
            (_, Ok(())) => {}
        }
        prop_assert_eq!(&content, &states[finger]);
    }
    Ok(())
}

#[test]
fn content_follows_from_the_journal_and_undo_walks_it() {
    // One vault for all cases: making one takes longer than filling a draft.
    let (_folder, vault) = new_vault();
    let vault = std::cell::RefCell::new(vault);
    let config =
        ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() };
    TestRunner::new(config).run(&acts(), |acts| compare(&mut vault.borrow_mut(), &acts)).unwrap();
    assert_eq!(vault.borrow().verify(None).unwrap().broken, None);
}
