//! Attached files: added to drafts alone, under seal, checked with the chain; and disposal, which leaves the
//! chain whole.

use std::fs;

use serde_json::json;
use singo_domain::act::Digest;
use singo_domain::filing::{FilingId, Step};
use singo_store::{Break, Destroyed, MovementFilter, NewAttachment, Vault, WriteError};

use crate::support::*;

fn attach(vault: &mut Vault, filing: FilingId, bytes: &[u8]) -> Result<i64, WriteError> {
    let stored = vault.blobs().put(&mut &bytes[..], &mut |_| true).unwrap();
    let new = NewAttachment {
        kind: "contract".into(),
        name: "계약서.pdf".into(),
        size: stored.size,
        sha256: stored.sha256.to_string(),
        mime: "application/pdf".into(),
        warning: None,
    };
    write(vault, |tx| tx.attach(filing, &new))
}

fn destroy(vault: &mut Vault, filings: &[FilingId]) -> Result<Destroyed, WriteError> {
    write(vault, |tx| {
        let ids: Vec<i64> = filings.iter().map(|id| id.0).collect();
        let step = tx.record_disposal("carry_out", None, &json!({ "filings": ids }))?;
        tx.destroy(filings, step)
    })
}

#[test]
fn a_file_is_attached_to_a_draft_and_taken_off_again() {
    let (_folder, mut vault, draft) = with_draft();
    let first = attach(&mut vault, draft, b"%PDF-1.7 one").unwrap();
    let second = attach(&mut vault, draft, b"%PDF-1.7 one").unwrap();
    let rows = read(&vault, |r| r.attachments(draft));
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [first, second]);
    assert_eq!(rows[0].sha256, Digest::of(b"%PDF-1.7 one").to_string());
    assert!(write(&mut vault, |tx| tx.detach(draft, first)).unwrap(), "still attached once");
    assert!(!write(&mut vault, |tx| tx.detach(draft, second)).unwrap());
    assert_eq!(write(&mut vault, |tx| tx.detach(draft, second)), Err(WriteError::NoRow));
    assert!(read(&vault, |r| r.attachments(draft)).is_empty());
    attach(&mut vault, draft, b"kept").unwrap();
    write(&mut vault, |tx| tx.record_event(draft, Step::Approve, &json!({}))).unwrap();
    assert!(matches!(attach(&mut vault, draft, b"late"), Err(WriteError::Frozen { .. })));
    let kept = read(&vault, |r| r.attachments(draft))[0].id;
    let off = write(&mut vault, |tx| tx.detach(draft, kept));
    assert!(matches!(off, Err(WriteError::Frozen { .. })), "{off:?}");
    assert_eq!(vault.verify(None).unwrap().broken, None);
}

#[test]
fn a_new_store_key_takes_the_files_along() {
    let (folder, mut vault, draft) = with_draft();
    attach(&mut vault, draft, b"%PDF-1.7 one").unwrap();
    let names = || -> Vec<_> {
        let files = fs::read_dir(folder.path().join("blobs")).unwrap();
        files.map(|file| file.unwrap().file_name()).collect()
    };
    let before = names();
    vault.rotate_key(USER, noon()).unwrap();
    assert_eq!(vault.verify(None).unwrap().broken, None);
    assert_ne!(names(), before, "named and encrypted under the new key");
    drop(vault);
    let vault = open(folder.path()).unwrap();
    assert_eq!(vault.verify(None).unwrap().broken, None, "files are read by the verification");
}

#[test]
fn a_missing_or_exchanged_file_breaks_the_vault_at_its_act() {
    let (folder, mut vault, draft) = with_draft();
    let id = attach(&mut vault, draft, b"proof").unwrap();
    let row = read(&vault, |r| r.attachment(id)).unwrap();
    let file = fs::read_dir(folder.path().join("blobs")).unwrap().next().unwrap().unwrap().path();
    let whole = fs::read(&file).unwrap();
    let broken = Some(Break::File { seq: row.act, attachment: id });
    let mut bytes = whole.clone();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&file, bytes).unwrap();
    assert_eq!(vault.verify(None).unwrap().broken, broken, "altered");
    fs::remove_file(&file).unwrap();
    assert_eq!(vault.verify(None).unwrap().broken, broken, "missing");
    fs::write(&file, whole).unwrap();
    assert_eq!(vault.verify(None).unwrap().broken, None);
}

#[test]
fn a_disposal_leaves_tombstones_and_a_whole_chain() {
    let (folder, mut vault, gone) = with_draft();
    let kept = write(&mut vault, |tx| tx.create_filing(&definition())).unwrap();
    for filing in [gone, kept] {
        set(&mut vault, filing, "subject.name", "홍길동 파기시험");
        attach(&mut vault, filing, b"in both").unwrap();
    }
    attach(&mut vault, gone, b"in one").unwrap();
    write(&mut vault, |tx| tx.record_event(gone, Step::Approve, &json!({ "reason": "사유" })))
        .unwrap();
    let before = read(&vault, |r| r.head());
    let destroyed = destroy(&mut vault, &[gone]).unwrap();
    // One answer, two files, one event: the line of the filing stays.
    assert_eq!(destroyed.records, 4);
    assert_eq!(destroyed.files, [Digest::of(b"in one").to_string()]);
    for file in &destroyed.files {
        vault.blobs().remove(&file.parse().unwrap()).unwrap();
    }
    let found = vault.verify(Some(&before)).unwrap();
    assert_eq!(found.broken, None, "the head from before still stands on the chain");
    assert!(read(&vault, |r| r.content(gone)).fields.is_empty());
    assert!(read(&vault, |r| r.events(gone)).is_empty());
    assert!(read(&vault, |r| r.history(gone, 0, 99)).is_empty());
    assert_eq!(read(&vault, |r| r.attachments(kept)).len(), 1);
    assert!(!read(&vault, |r| r.content(kept)).fields.is_empty());
    assert!(read(&vault, |r| r.disposed()).contains(&gone));
    // The refusals are in force again, and the vault still writes, verifies and opens.
    set(&mut vault, kept, "subject.name", "임꺽정");
    drop(vault);
    let vault = open(folder.path()).unwrap();
    assert_eq!(vault.verify(None).unwrap().broken, None);
}

#[test]
fn a_movement_counts_in_the_filing_that_stays() {
    let (_folder, mut vault, gone) = with_draft();
    let kept = write(&mut vault, |tx| tx.create_filing(&definition())).unwrap();
    for (filing, won) in [(gone, "10"), (kept, "11")] {
        let at = ("occurred_at", "2026-12-05T10:00:00+09:00");
        let worth = [("krw_value", won), ("usd_value", "1"), ("direction", "out")];
        let row = cells(&[&[at, ("exchange_tx_id", "A-1")], &worth[..]].concat());
        write(&mut vault, |tx| tx.edit(filing)?.add_rows("transfers", vec![row])).unwrap();
    }
    let won = |vault: &Vault| read(vault, |r| r.movement_totals(&MovementFilter::default())).krw;
    assert_eq!(won(&vault), 10, "once, where it was typed first");
    destroy(&mut vault, &[gone]).unwrap();
    assert_eq!(won(&vault), 11);
}

#[test]
fn what_shares_an_act_with_a_filing_that_stays_is_not_destroyed() {
    let (_folder, mut vault, gone) = with_draft();
    let kept = write(&mut vault, |tx| tx.create_filing(&definition())).unwrap();
    let shared = write(&mut vault, |tx| {
        for filing in [gone, kept] {
            tx.set_answer(filing, &path("subject.name"), text("함께"))?;
        }
        Ok(tx.head()?.seq + 1)
    })
    .unwrap();
    assert_eq!(destroy(&mut vault, &[gone]), Err(WriteError::Shared { act: shared }));
    assert!(!read(&vault, |r| r.content(gone)).fields.is_empty(), "nothing was destroyed");
    assert_eq!(destroy(&mut vault, &[gone, kept]).unwrap().records, 2);
    assert_eq!(vault.verify(None).unwrap().broken, None);
}
