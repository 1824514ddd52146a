//! Draft, approved, submitted: what freezes when, and what is kept of a submission.

use serde_json::json;
use singo_domain::canonical::{canonical_filing, sha256_hex};
use singo_domain::filing::{FilingId, Status, Step};
use singo_store::{NewSubmission, Vault, WriteError};

use crate::support::*;

fn step(vault: &mut Vault, filing: FilingId, step: Step) -> Result<Status, WriteError> {
    write(vault, |tx| tx.record_event(filing, step, &json!({ "note": "시험" })))
}

fn submission(vault: &Vault, filing: FilingId) -> NewSubmission {
    let content = read(vault, |r| r.content(filing));
    NewSubmission {
        document_hash: sha256_hex(canonical_filing(&definition(), &content)),
        pdf: b"%PDF-1.7 not really".to_vec(),
        channel: "kofiu".into(),
        sent_at: minutes(-5),
        receipt: Some("2026-0001".into()),
        payload: json!({}),
    }
}

#[test]
fn approval_freezes_and_return_thaws() {
    let (_folder, mut vault, filing) = with_draft();
    set(&mut vault, filing, "subject.name", "홍길동");
    assert_eq!(step(&mut vault, filing, Step::Approve), Ok(Status::Approved));
    let frozen = Err(WriteError::Frozen { filing, status: Status::Approved });
    let edit = |vault: &mut Vault| {
        write(vault, |tx| tx.set_answer(filing, &path("subject.name"), None).map(drop))
    };
    assert_eq!(edit(&mut vault), frozen);
    assert_eq!(write(&mut vault, |tx| tx.undo(filing).map(drop)), frozen);
    assert_eq!(step(&mut vault, filing, Step::Return), Ok(Status::Draft));
    assert_eq!(edit(&mut vault), Ok(()));
    let steps: Vec<_> = read(&vault, |r| r.events(filing)).iter().map(|event| event.step).collect();
    assert_eq!(steps, [Step::Approve, Step::Return]);
}

#[test]
fn a_submission_keeps_the_copy_the_pdf_and_the_receipt() {
    let (folder, mut vault, filing) = with_draft();
    set(&mut vault, filing, "subject.name", "홍길동");
    let new = submission(&vault, filing);
    let early = write(&mut vault, |tx| tx.freeze(filing, &new).map(drop));
    assert_eq!(early, Err(WriteError::NotApproved { status: Status::Draft }));
    step(&mut vault, filing, Step::Approve).unwrap();
    assert_eq!(step(&mut vault, filing, Step::Submit), Err(WriteError::NoCopy));
    let stale = NewSubmission { document_hash: "00".repeat(32), ..new.clone() };
    let wrong = write(&mut vault, |tx| tx.freeze(filing, &stale).map(drop));
    assert_eq!(wrong, Err(WriteError::WrongCopy), "the PDF shows other answers");
    write(&mut vault, |tx| {
        tx.freeze(filing, &new)?;
        tx.record_event(filing, Step::Submit, &json!({}))
    })
    .unwrap();
    drop(vault);

    let mut vault = open(folder.path()).unwrap();
    let kept = read(&vault, |r| r.submissions(filing));
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].document_hash, new.document_hash);
    assert_eq!(kept[0].receipt.as_deref(), Some("2026-0001"));
    assert_eq!(kept[0].sent_at, chrono::SubsecRound::trunc_subsecs(new.sent_at, 3));
    let (canonical, pdf) = read(&vault, |r| r.submitted_copy(kept[0].id)).unwrap();
    assert_eq!((sha256_hex(canonical), &pdf), (new.document_hash.clone(), &new.pdf));
    // What was sent is only ever answered: never edited, decided or sent again.
    let on = [Step::Acknowledge, Step::Reject, Step::Withdraw];
    for next in Step::ALL.into_iter().filter(|step| !on.contains(step)) {
        let refused = step(&mut vault, filing, next);
        let from = Status::Submitted;
        assert_eq!(refused, Err(WriteError::StepNotAllowed { from, step: next }));
    }
    assert_eq!(vault.verify(None).unwrap().broken, None);
}
