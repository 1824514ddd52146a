//! Readers that cannot write, limits of a filing, and the log of permissions.

use std::collections::BTreeSet;

use serde_json::json;
use singo_domain::filing::Status;
use singo_domain::people::{Person, Role};
use singo_store::{ListQuery, NewAct, OpenError, OpenMode, ReadError, Unlock, Vault, WriteError};

use crate::support::*;

/// What [`Vault::open_as`] may fail with here.
#[derive(Debug)]
enum Fault {
    Open(OpenError),
    Read,
}

impl From<OpenError> for Fault {
    fn from(error: OpenError) -> Self {
        Self::Open(error)
    }
}

impl From<ReadError> for Fault {
    fn from(_: ReadError) -> Self {
        Self::Read
    }
}

fn reader(folder: &std::path::Path) -> Result<Vault, Fault> {
    let unlock = Unlock::Passphrase { user: USER, passphrase: PASSPHRASE };
    Vault::open_as(folder, unlock, noon(), |_| Ok(OpenMode::ReadOnly))
}

#[test]
fn a_reader_cannot_write_and_reads_beside_the_writer() {
    let (folder, mut vault, filing) = with_draft();
    set(&mut vault, filing, "subject.name", "홍길동");
    let mut beside = reader(folder.path()).unwrap();
    assert!(beside.is_read_only());
    assert_eq!(read(&beside, |r| r.content(filing)).fields.len(), 1, "the writer is still there");
    let refused = beside.write(USER, noon(), |tx| {
        tx.set_profile("theme", &json!("dark"))?;
        Ok::<_, WriteError>(((), NewAct::new("test.done", "test", json!({}))))
    });
    assert_eq!(refused, Err(WriteError::ReadOnly));
    set(&mut vault, filing, "subject.name", "임꺽정");
    drop(vault);
    assert_eq!(beside.verify(None).unwrap().broken, None, "what was written since is sound too");
    drop(beside);
    let alone = reader(folder.path()).unwrap();
    assert_eq!(read(&alone, |r| r.content(filing)).fields.len(), 1);
}

#[test]
fn a_reader_leaves_no_lock_and_a_wrong_passphrase_opens_nothing() {
    let (folder, vault, _) = with_draft();
    drop(vault);
    let _reading = reader(folder.path()).unwrap();
    open(folder.path()).expect("a writer beside a reader");
    let wrong = Unlock::Passphrase { user: USER, passphrase: "다른 말" };
    let refused: Result<_, Fault> =
        Vault::open_as(folder.path(), wrong, noon(), |_| Ok(OpenMode::ReadOnly));
    assert!(matches!(refused, Err(Fault::Open(OpenError::WrongPassphrase))), "{refused:?}");
}

#[test]
fn a_limited_filing_is_in_nobody_elses_list_search_or_count() {
    let (_folder, mut vault, filing) = with_draft();
    let other = write(&mut vault, |tx| tx.create_filing(&definition())).unwrap();
    for id in [filing, other] {
        let label =
            singo_store::FilingLabel { title: "대여 계정".into(), ..Default::default() };
        write(&mut vault, |tx| tx.label_filing(id, &label, "대여 계정")).unwrap();
    }
    let names = BTreeSet::from(["박책임".to_owned()]);
    write(&mut vault, |tx| tx.put_case_access(filing, Some(&names), "필요한 사람만")).unwrap();
    let seen = |vault: &Vault, viewer: &str, text: &str| {
        let (viewer, text) = (Some(viewer.to_owned()), text.to_owned());
        let query = ListQuery { viewer, text, limit: 9, ..ListQuery::default() };
        let listed = read(vault, |r| r.filings(&query)).rows.len() as u64;
        assert_eq!(read(vault, |r| r.count_filings(&query)), listed);
        listed
    };
    for text in ["", "대여"] {
        assert_eq!((seen(&vault, "박책임", text), seen(&vault, "이작성", text)), (2, 1), "{text}");
    }
    assert_eq!(read(&vault, |r| r.filing_counts("이작성")), [(Status::Draft, 1)]);
    write(&mut vault, |tx| tx.put_case_access(filing, None, "끝남")).unwrap();
    assert_eq!(seen(&vault, "이작성", "대여"), 2);
}

#[test]
fn people_are_as_their_last_record_says_and_every_record_stays() {
    let (_folder, mut vault) = new_vault();
    let person = |name: &str, role, active| Person {
        name: name.into(),
        roles: [role].into(),
        active,
        from: None,
        until: None,
    };
    for (name, role, active) in [
        ("나", Role::Drafter, true),
        ("가", Role::Officer, true),
        ("나", Role::Reviewer, true),
        ("나", Role::Reviewer, false),
    ] {
        write(&mut vault, |tx| tx.put_person(&person(name, role, active), name, "", "시험"))
            .unwrap();
    }
    let people = read(&vault, |r| r.people());
    let found: Vec<_> = people.into_iter().map(|row| row.person).collect();
    assert_eq!(found, [person("나", Role::Reviewer, false), person("가", Role::Officer, true)]);
    assert_eq!(read(&vault, |r| r.permission_log()).len(), 4);
    assert_eq!(
        read(&vault, |r| r.duty_rule()),
        None,
        "duties are separate until somebody says otherwise"
    );
    assert_eq!(vault.verify(None).unwrap().broken, None);
}
