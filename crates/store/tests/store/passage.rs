//! What came in as won and goes out again at once, over the whole vault: the patterns found along the index are those of a
//! plain computation over all pairs of movements.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use proptest::prelude::*;
use singo_domain::ledger::{Listed, Patterns};
use singo_store::{Cells, MovementRow, NewTransfer, Party, Scope, Vault};

use super::shared::{self, all};
use super::support::{cells, definition, new_vault, read, write};

const DAYS: i64 = 30;
const MINUTES: i64 = 60;
const PERCENT: i64 = 90;

fn patterns(least: usize) -> Patterns {
    Patterns::load(&format!(
        "[[pattern]]\nid = \"R6\"\nkind = \"passage\"\ndays = {DAYS}\nleast = {least}\nminutes = {MINUTES}
         percent = {PERCENT}\neffective_from = \"2026-01-01\"\nprovisional = true\ncite = \"test\"\n"
    ))
    .unwrap()
}

/// The flags over the vault, each as its movements, with what it says of sums and of the longest time.
type Found = BTreeSet<(BTreeSet<i64>, String, String, String)>;

fn found(vault: &Vault, scope: &Scope, hidden: &[String], least: usize) -> Found {
    let patterns = patterns(least);
    let mut found = BTreeSet::new();
    read(vault, |r| {
        r.each_party(Party::Customer, scope, hidden, |customer, rows| {
            let listed: Vec<Listed> =
                rows.iter().map(|row| (row.id, row.movement.clone())).collect();
            for flag in patterns.of_customer(customer, &listed) {
                assert_eq!(flag.says["count"], flag.movements.len().to_string());
                let says = |name: &str| flag.says[name].clone();
                let told = (says("sent_krw"), says("funded_krw"), says("longest"));
                found.insert((flag.movements.into_iter().collect(), told.0, told.1, told.2));
            }
        })
    });
    found
}

/// The same without windows that slide: every stretch of days that ends with a movement, by all pairs; stretches with a
/// movement in common are one.
fn plainly(rows: &[MovementRow], least: usize) -> Found {
    let passes = |row: &&MovementRow| {
        let m = &row.movement;
        let (Some(at), Some(from), Some(sent), Some(came)) =
            (m.at, m.funded_at, m.krw, m.funded_krw)
        else {
            return false;
        };
        m.direction == "out"
            && m.is_effective()
            && !m.customer.is_empty()
            && from <= at
            && at - from <= MINUTES * 60
            && sent * 100 >= came * PERCENT
    };
    let rows: Vec<&MovementRow> = rows.iter().filter(passes).collect();
    let when = |row: &MovementRow| (row.movement.day, row.movement.at, row.id);
    let mut all: Vec<BTreeSet<i64>> = Vec::new();
    for last in &rows {
        let near = rows.iter().filter(|row| {
            let apart = last.movement.day.unwrap() - row.movement.day.unwrap();
            row.movement.customer == last.movement.customer
                && when(row) <= when(last)
                && apart < DAYS
        });
        let mut one: BTreeSet<i64> = near.map(|row| row.id).collect();
        if one.len() < least {
            continue;
        }
        all.retain(|other| {
            let apart = other.is_disjoint(&one);
            if !apart {
                one.extend(other);
            }
            apart
        });
        all.push(one);
    }
    let told = all.into_iter().map(|one| {
        let of = || rows.iter().filter(|row| one.contains(&row.id)).map(|row| &row.movement);
        let sent: i64 = of().filter_map(|m| m.krw).sum();
        let came: i64 = of().filter_map(|m| m.funded_krw).sum();
        let seconds = of().map(|m| m.at.unwrap() - m.funded_at.unwrap()).max().unwrap();
        let longest = seconds / 60 + i64::from(seconds % 60 > 0);
        (one, sent.to_string(), came.to_string(), longest.to_string())
    });
    told.collect()
}

fn import(vault: &mut Vault, rows: &[Cells]) {
    let rows: Vec<NewTransfer> =
        (2..).zip(rows).map(|(line, cells)| NewTransfer::new(line, cells)).collect();
    shared::import(vault, &rows);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn what_passes_through_agrees_with_a_plain_computation(
        rows in prop::collection::vec((0..70_u64, 0..4_u8, 0..8_u8, 0..8_usize, 0..8_usize), 1..70),
        least in 2..4_usize,
    ) {
        const WAITED: [Option<i64>; 8] =
            [None, Some(-1), Some(0), Some(1), Some(59 * 60), Some(3599), Some(3600), Some(3601)];
        const CAME: [&str; 8] = ["", "1,000", "999", "1110", "1111", "1112", "약 1000", "1000.4"];
        let (_folder, mut vault) = new_vault();
        let filing = write(&mut vault, |tx| tx.create_filing(&definition())).unwrap();
        let first: NaiveDate = "2026-10-01".parse().unwrap();
        let row = |line: usize, (day, who, kind, waited, came): &(u64, u8, u8, usize, usize)| {
            // Across midnight in Korea, where the day of the deposit is another one.
            let day = first.checked_add_days(chrono::Days::new(*day)).unwrap();
            let at = day.and_hms_opt(0, 30, 0).unwrap();
            let funded = WAITED[*waited].map(|seconds| at - chrono::TimeDelta::seconds(seconds));
            cells(&[
                ("occurred_at", &format!("{}+09:00", at.format("%Y-%m-%dT%H:%M:%S"))),
                ("direction", if *kind == 0 { "in" } else { "out" }),
                ("status", if *kind == 1 { "cancelled" } else { "completed" }),
                ("exchange_tx_id", &format!("A-{line}")),
                ("originator_customer_id", &if *who == 3 { String::new() } else { format!("C-{who}") }),
                ("krw_value", if *kind == 2 { "" } else { "1000" }),
                ("funded_at", &funded.map(|at| at.format("%Y-%m-%d %H:%M:%S").to_string()).unwrap_or_default()),
                ("funded_krw", CAME[*came]),
            ])
        };
        // Half of them imported in files, half typed into a report.
        let rows: Vec<_> = rows.iter().enumerate().map(|(line, one)| row(line, one)).collect();
        let (imported, typed) = rows.split_at(rows.len() / 2);
        imported.chunks(20).for_each(|run| import(&mut vault, run));
        write(&mut vault, |tx| tx.edit(filing)?.add_rows("transfers", typed.to_vec())).unwrap();
        let movements = all(&vault);
        prop_assert_eq!(movements.len(), rows.len());
        let plain = plainly(&movements, least);
        prop_assert_eq!(&found(&vault, &Scope::All, &[], least), &plain);
        // What touches the report is what rests on a customer of one of its rows; all of his movements count.
        let own: BTreeSet<String> =
            read(&vault, |r| r.movements_of(filing)).into_iter().map(|m| m.movement.customer).collect();
        let customer = |id: &i64| &movements.iter().find(|m| m.id == *id).unwrap().movement.customer;
        let touching: Found =
            plain.into_iter().filter(|flag| flag.0.iter().any(|id| own.contains(customer(id)))).collect();
        prop_assert_eq!(found(&vault, &Scope::Filing(filing), &[], least), touching);
        // Where rows of the report's form are hidden, what was imported counts alone.
        let imported: Vec<_> = movements.into_iter().filter(|m| m.transfer.is_some()).collect();
        let hidden = [definition().form];
        prop_assert_eq!(found(&vault, &Scope::All, &hidden, least), plainly(&imported, least));
    }
}
