//! The ledger from outside: batches, movements counted once, sums that agree with a plain computation.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};
use proptest::prelude::*;
use singo_domain::ledger::Movement;
use singo_store::{
    Cells, MovementFilter, MovementSort, MovementSums, NewTransfer, Outcome, Scope, Vault,
    WriteError,
};

use super::support::{cells, new_vault, path, read, text, with_draft, write};

fn transfer(line: u64, pairs: &[(&str, &str)]) -> NewTransfer {
    NewTransfer::new(line, &cells(pairs))
}

fn import(vault: &mut Vault, transfers: &[NewTransfer]) -> i64 {
    write(vault, |tx| {
        let batch = tx.open_batch("a.csv", &"ab".repeat(32))?;
        tx.add_transfers(batch, transfers)?;
        tx.close_batch(batch, 0, 0)?;
        Ok(batch)
    })
    .unwrap()
}

fn counted(vault: &Vault) -> u64 {
    read(vault, |r| r.movement_totals(&MovementFilter::default())).count
}

const AT: (&str, &str) = ("occurred_at", "2026-12-05T10:00:00+09:00");

#[test]
fn a_batch_counts_when_it_is_closed_and_no_more_when_it_is_taken_back() {
    let (_folder, mut vault) = new_vault();
    let rows = [transfer(2, &[AT, ("exchange_tx_id", "A-1")]), transfer(3, &[AT])];
    let batch = write(&mut vault, |tx| tx.open_batch("a.csv", "00")).unwrap();
    let added = write(&mut vault, |tx| tx.add_transfers(batch, &rows)).unwrap();
    assert_eq!((added.added, counted(&vault)), (2, 0), "nothing sees an open batch");
    assert_eq!(read(&vault, |r| r.unfinished_batches()).len(), 1);
    write(&mut vault, |tx| tx.close_batch(batch, 0, 1)).unwrap();
    assert_eq!(counted(&vault), 2);
    let again = write(&mut vault, |tx| tx.add_transfers(batch, &rows));
    assert!(matches!(again, Err(WriteError::AppendOnly)));
    write(&mut vault, |tx| tx.remove_batch(batch)).unwrap();
    assert_eq!(counted(&vault), 0);
    let listed = read(&vault, |r| r.ledger_batches());
    assert_eq!(listed[0].end, Some((Outcome::Removed, 2, 0, 0)));
    assert!(matches!(
        write(&mut vault, |tx| tx.remove_batch(batch)),
        Err(WriteError::NothingToUndo)
    ));
    assert!(vault.verify(None).unwrap().broken.is_none());
}

#[test]
fn what_stands_in_the_ledger_is_not_added_again() {
    let (_folder, mut vault) = new_vault();
    let chain = ("chain", "tron");
    let txid = ("txid", "26634e5681530e427a3a757157037aead5e58bdc656c92470f948cfccea5c4bb");
    let first = [
        transfer(2, &[("exchange_tx_id", "A-1"), chain, txid, ("output_index", "0")]),
        transfer(3, &[("exchange_tx_id", "A-2"), chain, txid, ("output_index", "1")]),
    ];
    import(&mut vault, &first);
    let again = [
        transfer(2, &[("exchange_tx_id", "A-1")]),
        transfer(3, &[chain, txid, ("output_index", "1")]),
        transfer(4, &[chain, txid, ("output_index", "2")]),
    ];
    let batch = write(&mut vault, |tx| tx.open_batch("b.csv", "00")).unwrap();
    let added = write(&mut vault, |tx| tx.add_transfers(batch, &again)).unwrap();
    assert_eq!((added.added, added.duplicates), (1, vec![2, 3]));
}

#[test]
fn what_one_transaction_pays_to_two_addresses_counts_twice() {
    let (_folder, mut vault) = new_vault();
    let paid = |line, to| {
        let amounts = [("krw_value", "10"), ("usd_value", "1"), ("direction", "out")];
        let place = [AT, ("chain", "tron"), ("txid", "가상거래"), ("to_address", to)];
        transfer(line, &[&amounts[..], &place[..]].concat())
    };
    import(&mut vault, &[paid(2, "가"), paid(3, "나"), paid(4, "가")]);
    assert_eq!(counted(&vault), 2, "the third is the first again");
}

#[test]
fn payouts_of_one_transaction_are_not_compared_with_each_other() {
    let (_folder, mut vault) = new_vault();
    let paid = |line, number, to| {
        let chain = [("chain", "tron"), ("txid", "가상거래"), ("direction", "out")];
        let place = [AT, ("exchange_tx_id", number), ("to_address", to)];
        transfer(line, &[&chain[..], &place[..]].concat())
    };
    import(&mut vault, &[paid(2, "A-1", "가"), paid(3, "A-2", "나"), paid(4, "A-3", "가")]);
    import(&mut vault, &[paid(2, "", "나")]);
    let all = read(&vault, |r| r.movements(&MovementFilter::default(), MovementSort::Oldest, 0, 9));
    let lines: Vec<i64> = all.iter().map(|row| row.id).collect();
    let same = |id: i64| -> Vec<i64> {
        read(&vault, |r| r.same_movement(id)).iter().map(|row| row.id).collect()
    };
    assert!(same(lines[0]).is_empty() && same(lines[2]).is_empty(), "two numbers, one address");
    // What has no number of the exchange is the payout to its address.
    assert_eq!(all.len(), 3, "and was not added again");
    assert!(same(lines[1]).is_empty());
}

#[test]
fn a_payout_typed_without_its_number_is_compared_with_the_one_to_its_address() {
    let (_folder, mut vault, filing) = with_draft();
    let chain = [AT, ("chain", "tron"), ("txid", "가상거래"), ("direction", "out")];
    let paid =
        |number, to| [&chain[..], &[("exchange_tx_id", number), ("to_address", to)]].concat();
    import(&mut vault, &[transfer(2, &paid("A-1", "가")), transfer(3, &paid("A-2", "나"))]);
    let typed = vec![cells(&paid("", "나"))];
    write(&mut vault, |tx| tx.edit(filing)?.add_rows("transfers", typed)).unwrap();
    let row = read(&vault, |r| r.movements_of(filing)).remove(0);
    let same = read(&vault, |r| r.same_movement(row.id));
    let numbers: Vec<&str> = same.iter().map(|row| row.movement.exchange_tx_id.as_str()).collect();
    assert_eq!(numbers, ["A-2"]);
}

#[test]
fn a_movement_in_the_ledger_and_in_a_filing_counts_once() {
    let (_folder, mut vault, filing) = with_draft();
    let row: Cells =
        cells(&[AT, ("exchange_tx_id", "A-1"), ("krw_value", "10"), ("usd_value", "1")]);
    let rows = vec![row.clone(), cells(&[AT, ("krw_value", "5"), ("usd_value", "1")])];
    write(&mut vault, |tx| tx.edit(filing)?.add_rows("transfers", rows)).unwrap();
    let won = |vault: &Vault| read(vault, |r| r.movement_totals(&MovementFilter::default())).krw;
    assert_eq!((counted(&vault), won(&vault)), (2, 15), "rows that were only typed count");
    let batch = import(&mut vault, &[NewTransfer::new(2, &row)]);
    assert_eq!((counted(&vault), won(&vault)), (2, 15));
    // The filing's copy is changed: the imported one still counts, and the two can be compared.
    let place = path("transfers[r1].krw_value");
    write(&mut vault, |tx| tx.set_answer(filing, &place, text("11"))).unwrap();
    assert_eq!((counted(&vault), won(&vault)), (2, 15));
    let all = read(&vault, |r| r.movements(&MovementFilter::default(), MovementSort::Oldest, 0, 9));
    let imported = all.iter().find(|row| row.transfer.is_some()).unwrap();
    let same = read(&vault, |r| r.same_movement(imported.id));
    assert_eq!((same.len(), same[0].movement.krw), (1, Some(11)));
    write(&mut vault, |tx| tx.remove_batch(batch)).unwrap();
    assert_eq!((counted(&vault), won(&vault)), (2, 16), "the filing's row counts again");
    let row = "r2".parse().unwrap();
    write(&mut vault, |tx| tx.edit(filing)?.remove_row("transfers", &row)).unwrap();
    assert_eq!(counted(&vault), 1);
    write(&mut vault, |tx| tx.undo(filing).map(drop)).unwrap();
    assert_eq!(counted(&vault), 2);
}

#[test]
fn a_row_counts_until_the_file_that_stands_for_it_is_closed() {
    let (_folder, mut vault, filing) = with_draft();
    let row = |number: &str, won: &str| {
        cells(&[AT, ("exchange_tx_id", number), ("krw_value", won), ("usd_value", "1")])
    };
    let add = |vault: &mut Vault, rows: Vec<Cells>| {
        write(vault, |tx| tx.edit(filing)?.add_rows("transfers", rows)).unwrap();
    };
    let won = |vault: &Vault| read(vault, |r| r.movement_totals(&MovementFilter::default())).krw;
    add(&mut vault, vec![row("A-1", "1"), row("A-2", "2")]);
    let batch = write(&mut vault, |tx| tx.open_batch("a.csv", "00")).unwrap();
    let new: Vec<NewTransfer> = [("A-1", "100"), ("A-3", "300"), ("A-4", "400"), ("A-5", "500")]
        .into_iter()
        .map(|(number, won)| NewTransfer::new(2, &row(number, won)))
        .collect();
    write(&mut vault, |tx| tx.add_transfers(batch, &new)).unwrap();
    assert_eq!(won(&vault), 3, "what was typed before counts");
    add(&mut vault, vec![row("A-3", "3"), row("A-4", "4")]);
    assert_eq!(won(&vault), 10, "and what is typed meanwhile");
    let set = |vault: &mut Vault, place: &str, value: &str| {
        write(vault, |tx| tx.set_answer(filing, &path(place), text(value))).unwrap();
    };
    set(&mut vault, "transfers[r1].krw_value", "11");
    set(&mut vault, "transfers[r4].exchange_tx_id", "A-9");
    assert_eq!(won(&vault), 20, "edited, too");
    // Closed, the file's numbers count, each once; taken back, those that were typed.
    write(&mut vault, |tx| tx.close_batch(batch, 0, 0)).unwrap();
    assert_eq!(
        (won(&vault), counted(&vault)),
        (1306, 6),
        "1, 3, 4 and 5 of the file, 2 and 9 typed"
    );
    set(&mut vault, "transfers[r1].krw_value", "12");
    assert_eq!(won(&vault), 1306);
    write(&mut vault, |tx| tx.remove_batch(batch)).unwrap();
    assert_eq!(won(&vault), 21, "12, 2, 3 and 4");
    // What is opened and never closed leaves everything as it was.
    let batch = write(&mut vault, |tx| tx.open_batch("b.csv", "00")).unwrap();
    write(&mut vault, |tx| tx.add_transfers(batch, &new)).unwrap();
    assert_eq!(won(&vault), 21);
    write(&mut vault, |tx| tx.remove_batch(batch)).unwrap();
    assert_eq!((won(&vault), counted(&vault)), (21, 4));
    assert!(vault.verify(None).unwrap().broken.is_none());
}

/// The sums as one would compute them by hand: for each movement, over all of them.
fn plainly(movements: &[(i64, Movement)]) -> BTreeMap<i64, MovementSums> {
    let of = |m: &Movement| (m.krw.unwrap(), m.usd_cents.unwrap(), m.day.unwrap());
    let one = |(id, m): &(i64, Movement)| {
        let (_, _, day) = of(m);
        let mut sums = MovementSums::default();
        let (mut people, mut places) = (BTreeSet::new(), BTreeSet::new());
        for (_, other) in movements.iter().filter(|(_, other)| other.direction == m.direction) {
            let (krw, usd, on) = of(other);
            if other.other_address == m.other_address {
                sums.address_usd_cents += usd;
                people.insert(other.customer.clone());
            }
            if other.customer != m.customer {
                continue;
            }
            places.insert(other.other_address.clone());
            if on == day {
                sums.day_count += 1;
                sums.day_krw += krw;
                sums.day_usd_cents += usd;
            }
            let back = day - on;
            sums.week_usd_cents += if (0..7).contains(&back) { usd } else { 0 };
            sums.month_usd_cents += if (0..30).contains(&back) { usd } else { 0 };
            sums.year_usd_cents += if other.year == m.year && back >= 0 { usd } else { 0 };
        }
        sums.address_customers = people.len() as u64;
        sums.customer_addresses = places.len() as u64;
        (*id, sums)
    };
    movements.iter().map(one).collect()
}

/// Moments around midnight in Korea, a leap day and the end of a year, and days in between.
fn moment() -> impl Strategy<Value = DateTime<Utc>> {
    let edges = ["2026-12-31T14:59:59Z", "2026-12-31T15:00:00Z", "2028-02-28T15:00:00Z"];
    let edge =
        prop::sample::select(edges.map(|text| text.parse::<DateTime<Utc>>().unwrap()).to_vec());
    (edge, -45_i64..45, -1_i64..2)
        .prop_map(|(at, days, seconds)| at + Duration::days(days) + Duration::seconds(seconds))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, ..ProptestConfig::default() })]

    #[test]
    fn sums_agree_with_a_plain_computation(
        rows in prop::collection::vec((moment(), 0..4_u8, 0..4_u8, any::<bool>(), 0_i64..2_000_000_000), 1..60)
    ) {
        let (_folder, mut vault) = new_vault();
        let new: Vec<NewTransfer> = rows.iter().enumerate().map(|(line, (at, who, place, out, krw))| {
            let (own, other) = if *out { ("originator", "to_address") } else { ("beneficiary", "from_address") };
            let usd = format!("{}.{:02}", krw / 1400, krw % 100);
            transfer(line as u64, &[
                ("occurred_at", &at.to_rfc3339()), ("direction", if *out { "out" } else { "in" }),
                (&format!("{own}_customer_id"), &format!("C-{who}")), (other, &format!("가상주소{place}")),
                ("krw_value", &krw.to_string()), ("usd_value", &usd),
            ])
        }).collect();
        let half = new.len() / 2;
        import(&mut vault, &new[..half]);
        import(&mut vault, &new[half..]);
        let all = read(&vault, |r| r.movements(&MovementFilter::default(), MovementSort::Oldest, 0, 99));
        prop_assert_eq!(all.len(), new.len());
        let movements: Vec<_> = all.iter().map(|row| (row.id, row.movement.clone())).collect();
        let plain = plainly(&movements);
        prop_assert_eq!(&read(&vault, |r| r.movement_sums(&Scope::All, &[])), &plain);
        let some: Vec<i64> = all.iter().step_by(3).map(|row| row.id).collect();
        let narrowed = read(&vault, |r| r.movement_sums(&Scope::Ids(some.clone()), &[]));
        let expected: BTreeMap<_, _> = some.into_iter().map(|id| (id, plain[&id])).collect();
        prop_assert_eq!(narrowed, expected);
    }
}

#[test]
fn the_whole_vault_is_summed_along_one_order_and_nothing_is_sorted() {
    let (_folder, vault) = new_vault();
    let plan = read(&vault, |r| r.explain_sums());
    let sorts = |step: &&String| step.contains("TEMP B-TREE");
    // Different addresses and customers are counted group by group.
    assert!(plan.iter().filter(sorts).all(|step| step.contains("count(DISTINCT)")), "{plan:#?}");
    // Lines are not looked up: their order has all that is summed.
    let looks_up = |step: &&String| step.contains("INTEGER PRIMARY KEY");
    assert_eq!(plan.iter().find(looks_up), None, "{plan:#?}");
    assert!(plan.iter().any(|step| step == "SCAN v"), "{plan:#?}");
}
