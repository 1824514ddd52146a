//! Destruction of what is no filing: files of the ledger, and the log of permissions. What is gone is in no table, what
//! stays is whole, and the chain verifies.

use serde_json::json;
use singo_domain::people::{Person, Role};
use singo_store::{
    BatchGone, MovementFilter, NewAct, NewImportBatch, NewTransfer, PartyRow, Reject, RejectsOf,
    Scope, Vault, WalletRow, WriteError,
};

use super::support::{USER, cells, definition, minutes, new_vault, noon, read, with_draft, write};

const AT: (&str, &str) = ("occurred_at", "2026-03-01T10:00:00+09:00");
const WORTH: [(&str, &str); 3] = [("krw_value", "100"), ("usd_value", "1"), ("direction", "out")];

/// A file with these movements of one customer, by number and won.
fn import(vault: &mut Vault, customer: &str, rows: &[(&str, &str)]) -> i64 {
    let transfers: Vec<NewTransfer> = (2..)
        .zip(rows)
        .map(|(line, (number, won))| {
            let row = [
                AT,
                ("exchange_tx_id", number),
                ("krw_value", won),
                ("usd_value", "1"),
                ("direction", "out"),
                ("originator_customer_id", customer),
                ("originator_name", "파기될 이름"),
            ];
            NewTransfer::new(line, &cells(&row))
        })
        .collect();
    let batch = write(vault, |tx| tx.open_batch("파기될 파일.csv", &"ab".repeat(32))).unwrap();
    write(vault, |tx| tx.add_transfers(batch, &transfers)).unwrap();
    write(vault, |tx| tx.close_batch(batch, 0, 0)).unwrap();
    batch
}

fn destroy(vault: &mut Vault, batches: &[i64]) -> Result<BatchGone, WriteError> {
    write(vault, |tx| {
        let step = tx.record_disposal("carry_out", None, &json!({ "batches": batches }))?;
        tx.destroy_batches(batches, step)
    })
}

fn won(vault: &Vault) -> i64 {
    read(vault, |r| r.movement_totals(&MovementFilter::default())).krw
}

fn sound(vault: &Vault) {
    assert_eq!(vault.verify(None).unwrap().broken, None);
}

#[test]
fn what_acts_say_of_a_destroyed_report_goes_with_it() {
    let (_folder, mut vault, filing) = with_draft();
    let (gone, stays) = ("filing:1", "filing:2");
    let said = |vault: &mut Vault, subject: &str, customer: Option<&str>| {
        let party = customer.map(|customer| PartyRow {
            customer: customer.into(),
            name: "남는 이름".into(),
            cells: cells(&[]),
            origin: "typed".into(),
        });
        let act = NewAct::new("filing.unmasked", subject, json!({ "purpose": "파기될 목적" }));
        let written = vault.write(USER, noon(), |tx| {
            party.iter().try_for_each(|party| tx.add_party(party))?;
            Ok::<_, WriteError>(((), act))
        });
        written.unwrap();
        read(vault, |r| r.head()).seq
    };
    let alone = said(&mut vault, gone, None);
    let with_a_record = said(&mut vault, gone, Some("C-1"));
    let other = said(&mut vault, stays, None);
    write(&mut vault, |tx| {
        let step = tx.record_disposal("carry_out", None, &json!({ "filings": [1] }))?;
        tx.destroy(&[filing], step)?;
        tx.destroy_particulars(gone, step)
    })
    .unwrap();
    let says = |act: u64| read(&vault, |r| r.acts(act, 1))[0].payload.clone();
    let destroyed = json!({ "destroyed": true });
    assert_eq!(says(alone), destroyed);
    assert_eq!(
        says(with_a_record)["purpose"],
        "파기될 목적",
        "its digest covers a record that stays"
    );
    assert_eq!(says(other)["purpose"], "파기될 목적");
    let acts = read(&vault, |r| r.acts(1, 99));
    let of_it = acts.iter().filter(|row| row.act.subject == gone && row.act.seq != with_a_record);
    assert!(of_it.clone().count() >= 1 && of_it.clone().all(|row| row.payload == destroyed));
    sound(&vault);
}

#[test]
fn rows_that_were_refused_go_with_their_filing_and_with_their_file() {
    let (_folder, mut vault, filing) = with_draft();
    let refused = |line| Reject {
        line,
        reasons: vec![(None, "duplicate".to_owned())],
        cells: vec!["파기될 값".to_owned(), String::new()],
    };
    let heads = ["이름".to_owned(), "#2".to_owned()];
    let (file_name, sha256) = ("a.csv".to_owned(), "ab".repeat(32));
    let file = NewImportBatch { file_name, sha256, accepted: 0, rejected: 1 };
    let of_filing = write(&mut vault, |tx| {
        let (import, _) = tx.import(filing, &file)?;
        let of = RejectsOf::Filing(filing, import);
        tx.keep_rejects(of, &heads, &[refused(2)])?;
        Ok::<_, WriteError>(of)
    })
    .unwrap();
    let (gone, stays) = (import(&mut vault, "C-1", &[]), import(&mut vault, "C-2", &[]));
    for batch in [gone, stays] {
        let rows = [refused(2), refused(7)];
        write(&mut vault, |tx| tx.keep_rejects(RejectsOf::Batch(batch), &heads, &rows)).unwrap();
    }
    let kept = |vault: &Vault, of| read(vault, |r| r.rejects_kept(of));
    assert_eq!(kept(&vault, of_filing), 1);
    let whole = read(&vault, |r| r.rejects(RejectsOf::Batch(stays)));
    assert_eq!(whole, (heads.to_vec(), vec![refused(2), refused(7)]));
    sound(&vault);
    destroy(&mut vault, &[gone]).unwrap();
    write(&mut vault, |tx| {
        let step = tx.record_disposal("carry_out", None, &json!({ "filings": [1] }))?;
        tx.destroy(&[filing], step)
    })
    .unwrap();
    assert_eq!((kept(&vault, of_filing), kept(&vault, RejectsOf::Batch(gone))), (0, 0));
    assert_eq!(kept(&vault, RejectsOf::Batch(stays)), 2);
    sound(&vault);
}

#[test]
fn the_index_and_the_transfers_give_a_file_the_same_days() {
    let (_folder, mut vault) = new_vault();
    let other = import(&mut vault, "C-1", &[("O-1", "7")]);
    let batch = write(&mut vault, |tx| tx.open_batch("a.csv", &"cd".repeat(32))).unwrap();
    let days =
        ["2026-01-31T23:30:00+09:00", "2025-12-31T15:30:00Z", "", "2026-02-01T00:30:00+09:00"];
    let transfers: Vec<NewTransfer> = (2..)
        .zip(days)
        .map(|(line, at)| {
            NewTransfer::new(line, &cells(&[("occurred_at", at), ("direction", "out")]))
        })
        .collect();
    write(&mut vault, |tx| tx.add_transfers(batch, &transfers)).unwrap();
    write(&mut vault, |tx| tx.close_batch(batch, 0, 0)).unwrap();
    // In Korea, in days since year 1: 1 January and 1 February 2026.
    let new_year = 739_617;
    let both = |batch| read(&vault, |r| Ok([r.indexed_days(batch)?, r.batch_days(batch)?]));
    assert_eq!(both(batch), [Some((new_year, new_year + 31)); 2]);
    let march = Some((new_year + 59, new_year + 59));
    assert_eq!(both(other), [march; 2]);
}

#[test]
fn a_file_of_the_ledger_goes_whole_and_the_chain_stays() {
    let (_folder, mut vault) = new_vault();
    let filing = write(&mut vault, |tx| tx.create_filing(&definition())).unwrap();
    let kept = import(&mut vault, "C-1", &[("K-1", "7")]);
    let gone = import(&mut vault, "C-2", &[("G-1", "10"), ("G-2", "20")]);
    // A row of a report stands back for the imported movement.
    let own = cells(
        &[&[AT, ("exchange_tx_id", "G-1"), ("originator_customer_id", "C-2")], &WORTH[..]].concat(),
    );
    write(&mut vault, |tx| tx.edit(filing)?.add_rows("transfers", vec![own])).unwrap();
    let transfers =
        read(&vault, |r| r.movements(&MovementFilter::default(), Default::default(), 0, 9));
    let of = |number: &str| {
        let found = transfers.iter().find(|row| row.movement.exchange_tx_id == number);
        format!("transfer/{}", found.unwrap().transfer.unwrap())
    };
    let known = |customer: &str, origin: String| PartyRow {
        customer: customer.into(),
        name: "파기될 이름".into(),
        cells: cells(&[("name", "파기될 이름")]),
        origin,
    };
    write(&mut vault, |tx| tx.add_party(&known("C-1", of("K-1")))).unwrap();
    write(&mut vault, |tx| {
        tx.add_party(&known("C-2", of("G-1")))?;
        tx.add_wallet(&WalletRow {
            chain: "tron".into(),
            address: "T".into(),
            cells: cells(&[]),
            origin: of("G-2"),
        })
    })
    .unwrap();
    write(&mut vault, |tx| tx.add_party(&known("C-3", "typed".into()))).unwrap();
    assert_eq!(won(&vault), 37);
    let head = read(&vault, |r| r.head());

    let destroyed = destroy(&mut vault, &[gone]).unwrap();
    // The file, one run, its end, a customer and an address.
    assert_eq!((destroyed.records, destroyed.transfers), (5, 2));
    assert_eq!(vault.verify(Some(&head)).unwrap().broken, None, "a head from before still stands");
    assert_eq!(
        read(&vault, |r| r.ledger_batches()).iter().map(|b| b.id).collect::<Vec<_>>(),
        [kept]
    );
    // The report's own row counts again, with its own numbers; the other movement is gone.
    assert_eq!(won(&vault), 107);
    let sums = read(&vault, |r| r.movement_sums(&Scope::All, &[]));
    assert_eq!(sums.values().map(|of| of.day_krw).collect::<Vec<_>>(), [7, 100]);
    assert_eq!(read(&vault, |r| r.party("C-2")), None);
    assert!(
        read(&vault, |r| r.party("C-1")).is_some() && read(&vault, |r| r.party("C-3")).is_some()
    );
    assert_eq!(read(&vault, |r| r.wallet("tron", "T")), None);
    // Its movements can be taken in anew, under numbers that nothing had before.
    let again = import(&mut vault, "C-2", &[("G-2", "20")]);
    assert_eq!(again, gone + 1);
    assert_eq!(won(&vault), 127);
    let newest = read(&vault, |r| r.newest_of_customers());
    assert_eq!(newest.iter().map(|n| n.transfer).max(), Some(4), "after 1, and 2 and 3 that went");
    sound(&vault);
}

#[test]
fn numbers_of_the_newest_file_are_not_given_again() {
    let (_folder, mut vault) = new_vault();
    for round in 1..4 {
        let batch = import(&mut vault, "C-1", &[("A-1", "1"), ("A-2", "2")]);
        assert_eq!(batch, round);
        write(&mut vault, |tx| {
            tx.end_batch_relationship(batch, Some("2026-03-01".parse().unwrap()), "해지")
        })
        .unwrap();
        destroy(&mut vault, &[batch]).unwrap();
        let kept = read(&vault, |r| r.disposals()).pop().unwrap().payload;
        assert_eq!(
            (&kept["last_batch"], &kept["last_transfer"]),
            (&json!(round), &json!(round * 2))
        );
        let next = round + 1;
        assert_eq!(read(&vault, |r| r.batch_relationship_end(next)), None, "no end of another");
    }
    assert_eq!(won(&vault), 0);
    sound(&vault);
}

#[test]
fn an_open_file_is_not_destroyed_and_has_no_end() {
    let (_folder, mut vault) = new_vault();
    let batch = write(&mut vault, |tx| tx.open_batch("a.csv", "00")).unwrap();
    assert_eq!(destroy(&mut vault, &[batch]), Err(WriteError::AppendOnly));
    let end = write(&mut vault, |tx| tx.end_batch_relationship(batch, None, "x"));
    assert_eq!(end, Err(WriteError::AppendOnly));
    write(&mut vault, |tx| tx.remove_batch(batch)).unwrap();
    assert_eq!(destroy(&mut vault, &[batch]).unwrap().records, 2, "taken back, it can go");
    sound(&vault);
}

#[test]
fn what_was_read_together_with_a_file_that_stays_stays() {
    let (_folder, mut vault) = new_vault();
    let kept = import(&mut vault, "C-1", &[("K-1", "7")]);
    let gone = import(&mut vault, "C-2", &[("G-1", "10")]);
    write(&mut vault, |tx| {
        for (customer, transfer) in [("C-1", kept), ("C-2", gone)] {
            let (name, cells) = (String::new(), cells(&[]));
            let origin = format!("transfer/{transfer}");
            tx.add_party(&PartyRow { customer: customer.into(), name, cells, origin })?;
        }
        Ok(())
    })
    .unwrap();
    assert_eq!(destroy(&mut vault, &[gone]).unwrap().records, 3);
    assert!(read(&vault, |r| r.party("C-2")).is_some());
    sound(&vault);
    // With the last of the files goes all that was read of them.
    assert_eq!(destroy(&mut vault, &[kept]).unwrap().records, 5);
    assert_eq!((read(&vault, |r| r.party("C-1")), read(&vault, |r| r.party("C-2"))), (None, None));
    sound(&vault);
}

fn put(vault: &mut Vault, at: i64, name: &str, reason: &str) {
    let roles = [Role::Drafter].into();
    let person = Person { name: name.into(), roles, active: true, from: None, until: None };
    vault
        .write::<(), WriteError>("김담당", minutes(at), |tx| {
            tx.put_person(&person, name, "", reason)?;
            let act = format!("user:{name}");
            Ok((
                (),
                singo_store::NewAct::new("user.roles_changed", act, json!({ "reason": reason })),
            ))
        })
        .unwrap();
}

#[test]
fn permissions_go_once_they_have_long_been_replaced() {
    let (_folder, mut vault) = new_vault();
    put(&mut vault, 0, "갑", "옛 사유");
    put(&mut vault, 1, "을", "남는 사유");
    put(&mut vault, 10, "갑", "바꾼 사유");
    put(&mut vault, 20, "갑", "지금 사유");
    let old = |vault: &Vault, before: i64| read(vault, |r| r.old_permissions(minutes(before)));
    // The second entry holds until the third is made; the last of each name holds.
    assert_eq!(old(&vault, 10).entries, 0, "replaced at that moment, not before it");
    assert_eq!(old(&vault, 11).entries, 1);
    assert_eq!(old(&vault, 999).entries, 2);
    let going = old(&vault, 11);
    assert_eq!(going.span.map(|(first, _)| first.timestamp()), Some(noon().timestamp()));
    let head = read(&vault, |r| r.head());
    let records = write(&mut vault, |tx| {
        let step = tx.record_disposal("carry_out", None, &json!({}))?;
        tx.destroy_permissions(&going, step)
    })
    .unwrap();
    assert_eq!(records, 1);
    let log = read(&vault, |r| r.permission_log());
    let left: Vec<&str> = log.iter().map(|row| row.reason.as_str()).collect();
    assert_eq!(left, ["남는 사유", "바꾼 사유", "지금 사유"]);
    let acts = read(&vault, |r| r.acts(1, 99));
    assert!(acts.iter().all(|row| !row.payload.to_string().contains("옛 사유")));
    assert_eq!(acts[1].payload, json!({ "destroyed": true }));
    assert_eq!(old(&vault, 11).entries, 0);
    assert_eq!(vault.verify(Some(&head)).unwrap().broken, None);
}
