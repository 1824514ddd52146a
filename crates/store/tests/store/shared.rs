//! What customers share, gathered over the whole vault: the patterns found along the index are those of a plain
//! computation over all pairs of movements.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use proptest::prelude::*;
use singo_domain::ledger::{Common, Listed, Patterns};
use singo_store::{MovementFilter, MovementRow, MovementSort, NewTransfer, Party, Scope, Vault};

use super::support::{cells, definition, new_vault, read, write};

const DAYS: i64 = 30;

fn patterns(least: usize) -> Patterns {
    let one = |by: &str| {
        format!(
            "[[pattern]]\nid = \"{by}\"\nkind = \"shared\"\nby = \"{by}\"\ndays = {DAYS}\nleast = {least}
             effective_from = \"2026-01-01\"\nprovisional = true\ncite = \"test\"\n"
        )
    };
    Patterns::load(&["device", "network", "phone"].map(one).concat()).unwrap()
}

/// The flags over the vault, each as its movements.
fn found(vault: &Vault, by: Common, scope: &Scope, least: usize) -> BTreeSet<BTreeSet<i64>> {
    let patterns = patterns(least);
    let mut found = BTreeSet::new();
    read(vault, |r| {
        r.each_party(Party::Common(by), scope, &[], |_, rows| {
            let listed: Vec<Listed> =
                rows.iter().map(|row| (row.id, row.movement.clone())).collect();
            let flags = patterns.of_common(by, &listed).into_iter();
            found.extend(flags.map(|flag| flag.movements.into_iter().collect::<BTreeSet<_>>()));
        })
    });
    found
}

/// The same without windows that slide: every stretch of days that ends with a movement, by all pairs; stretches with a
/// movement in common are one.
fn plainly(
    rows: &[MovementRow],
    of: impl Fn(&MovementRow) -> String,
    least: usize,
) -> BTreeSet<BTreeSet<i64>> {
    let counts = |row: &&MovementRow| {
        let moved = row.movement.direction == "out" && row.movement.is_effective();
        moved
            && !of(row).is_empty()
            && !row.movement.customer.is_empty()
            && row.movement.day.is_some()
    };
    let rows: Vec<&MovementRow> = rows.iter().filter(counts).collect();
    let when = |row: &MovementRow| (row.movement.day, row.movement.at, row.id);
    let mut all: Vec<BTreeSet<i64>> = Vec::new();
    for last in &rows {
        let near = rows.iter().filter(|row| {
            let apart = last.movement.day.unwrap() - row.movement.day.unwrap();
            of(row) == of(last) && when(row) <= when(last) && apart < DAYS
        });
        let near: Vec<_> = near.collect();
        let customers: BTreeSet<_> = near.iter().map(|row| &row.movement.customer).collect();
        if customers.len() < least {
            continue;
        }
        let mut one: BTreeSet<i64> = near.iter().map(|row| row.id).collect();
        all.retain(|other| {
            let apart = other.is_disjoint(&one);
            if !apart {
                one.extend(other);
            }
            apart
        });
        all.push(one);
    }
    all.into_iter().collect()
}

/// Takes rows in as a file.
pub fn import(vault: &mut Vault, rows: &[NewTransfer]) {
    write(vault, |tx| {
        let batch = tx.open_batch("a.csv", &"ab".repeat(32))?;
        tx.add_transfers(batch, rows)?;
        tx.close_batch(batch, 0, 0)
    })
    .unwrap();
}

/// Every movement, the oldest first.
pub fn all(vault: &Vault) -> Vec<MovementRow> {
    let filter = MovementFilter::default();
    read(vault, |r| r.movements(&filter, MovementSort::Oldest, 0, 200))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn what_is_shared_agrees_with_a_plain_computation(
        rows in prop::collection::vec((0..90_u64, 0..5_u8, 0..4_u8, 0..3_u8, 0..8_u8), 1..70),
        least in 2..4_usize,
    ) {
        let (_folder, mut vault) = new_vault();
        let filing = write(&mut vault, |tx| tx.create_filing(&definition())).unwrap();
        let first: NaiveDate = "2026-10-01".parse().unwrap();
        let row = |line: usize, (day, who, device, network, kind): &(u64, u8, u8, u8, u8)| {
            let day = first.checked_add_days(chrono::Days::new(*day)).unwrap();
            let device = if *device == 0 { String::new() } else { format!("기기-{device}") };
            let customer = if *who == 4 { String::new() } else { format!("C-{who}") };
            cells(&[
                ("occurred_at", &format!("{day}T10:00:00+09:00")),
                ("direction", if *kind == 0 { "in" } else { "out" }),
                ("status", if *kind == 1 { "cancelled" } else { "completed" }),
                ("exchange_tx_id", &format!("A-{line}")),
                ("originator_customer_id", &customer),
                ("originator_device", &device),
                ("originator_ip", &format!("192.0.2.{network}")),
            ])
        };
        // Half of them imported in two files, half typed into a report.
        let rows: Vec<_> = rows.iter().enumerate().map(|(line, one)| row(line, one)).collect();
        let (imported, typed) = rows.split_at(rows.len() / 2);
        for run in imported.chunks(20) {
            let new: Vec<_> = (2..).zip(run).map(|(line, cells)| NewTransfer::new(line, cells)).collect();
            import(&mut vault, &new);
        }
        write(&mut vault, |tx| tx.edit(filing)?.add_rows("transfers", typed.to_vec())).unwrap();
        let movements = all(&vault);
        prop_assert_eq!(movements.len(), rows.len());
        for by in [Common::Device, Common::Network, Common::Phone] {
            let of = |row: &MovementRow| by.of(&row.movement).to_owned();
            let plain = plainly(&movements, of, least);
            prop_assert_eq!(&found(&vault, by, &Scope::All, least), &plain);
            // What touches the report is what rests on a device of one of its rows; all of its movements count.
            let own: BTreeSet<String> =
                read(&vault, |r| r.movements_of(filing)).iter().map(of).collect();
            let named = |id: &i64| own.contains(&of(movements.iter().find(|m| m.id == *id).unwrap()));
            let touching: BTreeSet<_> = plain.into_iter().filter(|flag| flag.iter().any(named)).collect();
            prop_assert_eq!(found(&vault, by, &Scope::Filing(filing), least), touching);
        }
    }
}

#[test]
fn what_is_destroyed_or_taken_back_is_shared_no_more() {
    let (_folder, mut vault) = new_vault();
    for (line, customer) in [(1, "C-1"), (2, "C-2")] {
        let row = cells(&[
            ("occurred_at", "2026-10-01T10:00:00+09:00"),
            ("direction", "out"),
            ("exchange_tx_id", customer),
            ("originator_customer_id", customer),
            ("originator_device", "기기-1"),
        ]);
        import(&mut vault, &[NewTransfer::new(line, &row)]);
    }
    let flags = |vault: &Vault| found(vault, Common::Device, &Scope::All, 2).len();
    assert_eq!(flags(&vault), 1);
    write(&mut vault, |tx| tx.remove_batch(2)).unwrap();
    assert_eq!(flags(&vault), 0);
}
