//! Whatever is imported, typed, taken back and destroyed: every order has the lines of the index, and nothing else.

use chrono::DateTime;
use proptest::prelude::*;
use serde_json::json;
use singo_domain::canonical::DefinitionRef;
use singo_domain::filing::FilingId;

use super::*;
use crate::{Cells, MovementFilter, MovementSort, NewAct, NewTransfer, Unlock, Vault};

const USER: &str = "user";
const PASSPHRASE: &str = "passphrase";

fn new_vault() -> (tempfile::TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let (vault, _) = Vault::create(folder.path(), USER, PASSPHRASE, DateTime::UNIX_EPOCH).unwrap();
    (folder, vault)
}

fn write<T>(vault: &mut Vault, work: impl FnOnce(&Tx<'_>) -> Result<T, WriteError>) -> T {
    vault
        .write(USER, DateTime::UNIX_EPOCH, |tx| {
            Ok::<_, WriteError>((work(tx)?, NewAct::new("test.done", "test", json!({}))))
        })
        .unwrap()
}

/// A row whose parts repeat, or are left out, after its number.
fn row(number: u64) -> Cells {
    let every = |nth: u64| number.is_multiple_of(nth);
    let mut cells = Cells::new();
    let mut set =
        |column: &str, text: String| cells.insert(column.to_owned(), text.as_str().into());
    set("direction", if every(5) { "in" } else { "out" }.to_owned());
    set("status", if every(7) { "cancelled" } else { "" }.to_owned());
    if !every(11) {
        set(
            "occurred_at",
            format!("2026-{:02}-{:02}T10:00:00+09:00", number % 12 + 1, number % 28 + 1),
        );
    }
    if !every(6) {
        set("exchange_tx_id", format!("A-{number}"));
    }
    if !every(4) {
        set("txid", format!("tx-{}", number / 2));
        set("output_index", format!("{}", number % 2));
    }
    set(
        "originator_customer_id",
        if !every(3) { format!("C-{}", number % 9) } else { String::new() },
    );
    set("to_address", if !every(8) { format!("주소-{}", number % 10) } else { String::new() });
    set("originator_device", if !every(2) { format!("D-{}", number % 5) } else { String::new() });
    set("originator_ip", format!("192.0.2.{}", number % 3));
    set("krw_value", format!("{}", number % 13 * 1000));
    set("usd_value", format!("{}.5", number % 17));
    cells
}

#[derive(Clone, Debug)]
enum Deed {
    Import { numbers: Vec<u64>, steps: Option<u32>, ends: bool },
    Add(Vec<u64>),
    Remove(u64),
    Undo(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let numbers = || prop::collection::vec(0..60_u64, 1..25);
    prop_oneof![
        (numbers(), prop::option::of(1..9_u32), prop::bool::weighted(0.8))
            .prop_map(|(numbers, steps, ends)| Deed::Import { numbers, steps, ends }),
        numbers().prop_map(Deed::Add),
        (0..30_u64).prop_map(Deed::Remove),
        (0..4_usize).prop_map(Deed::Undo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn orders_have_the_lines_of_the_index(deeds in prop::collection::vec(deed(), 1..9)) {
        let (_folder, mut vault) = new_vault();
        let definition = DefinitionRef { form: "sample".into(), version: "1".into(), hash: "ab".repeat(32) };
        let filing: FilingId = write(&mut vault, |tx| tx.create_filing(&definition));
        let mut batches = Vec::new();
        for deed in deeds {
            match deed {
                Deed::Import { numbers, steps, ends } => {
                    let batch = write(&mut vault, |tx| tx.open_batch("a.csv", &"ab".repeat(32)));
                    for run in numbers.chunks(7) {
                        let new: Vec<_> = run.iter().map(|n| NewTransfer::new(*n + 2, &row(*n))).collect();
                        write(&mut vault, |tx| tx.add_transfers(batch, &new));
                        // Some put runs in order as they come, others leave it all to the end.
                        let mut at = BatchOrdering::of(batch);
                        while steps.is_some_and(|lines| write(&mut vault, |tx| tx.order_some(&mut at, lines))) {}
                    }
                    if ends {
                        write(&mut vault, |tx| tx.close_batch(batch, 0, 0));
                    } else {
                        write(&mut vault, |tx| tx.remove_batch(batch));
                    }
                    batches.push(batch);
                }
                Deed::Add(numbers) => {
                    let rows: Vec<_> = numbers.into_iter().map(row).collect();
                    write(&mut vault, |tx| tx.edit(filing)?.add_rows("transfers", rows));
                }
                Deed::Remove(number) => {
                    let id = singo_domain::path::RowId::nth(number);
                    let content = vault.read(|read| read.content(filing)).unwrap();
                    if content.row("transfers", &id).is_some() {
                        write(&mut vault, |tx| tx.edit(filing)?.remove_row("transfers", &id));
                    }
                }
                Deed::Undo(which) => {
                    if let Some(batch) = batches.get(which) {
                        let all = vault.read(|read| read.ledger_batches()).unwrap();
                        let ended = all.iter().find(|one| one.id == *batch).and_then(|one| one.end);
                        if ended.is_some_and(|(outcome, ..)| outcome == crate::Outcome::Complete) {
                            write(&mut vault, |tx| tx.remove_batch(*batch));
                        }
                    }
                }
            }
            prop_assert_eq!(disorder(&vault.connection), Vec::<String>::new());
            // Every movement is counted once.
            let sql = "SELECT count(*) FROM (SELECT key FROM complete_movement WHERE key IS NOT NULL
                       GROUP BY key HAVING sum(counted) <> 1)";
            let wrong: i64 = vault.connection.query_row(sql, [], |row| row.get(0)).unwrap();
            prop_assert_eq!(wrong, 0);
        }
        let left: i64 = vault.connection.query_row(
            "SELECT (SELECT count(*) FROM temp.gathered) + (SELECT count(*) FROM temp.incoming)", [], |row| row.get(0),
        ).unwrap();
        prop_assert_eq!(left, 0, "nothing is held of batches that have ended");
    }
}

#[test]
fn what_was_gathered_is_gathered_again_after_the_connection_was_lost() {
    let (folder, mut vault) = new_vault();
    let batch = write(&mut vault, |tx| tx.open_batch("a.csv", "00"));
    let new: Vec<_> = (1..40).map(|n| NewTransfer::new(n, &row(n))).collect();
    write(&mut vault, |tx| tx.add_transfers(batch, &new[..20]));
    let mut at = BatchOrdering::of(batch);
    for _ in 0..5 {
        write(&mut vault, |tx| tx.order_some(&mut at, 4));
    }
    drop(vault);
    let unlock = Unlock::Passphrase { user: USER, passphrase: PASSPHRASE };
    let mut vault = Vault::open(folder.path(), unlock, DateTime::UNIX_EPOCH).unwrap();
    write(&mut vault, |tx| tx.add_transfers(batch, &new[20..]));
    assert_ne!(disorder(&vault.connection), Vec::<String>::new(), "half of it is in some orders");
    write(&mut vault, |tx| tx.close_batch(batch, 0, 0));
    assert_eq!(disorder(&vault.connection), Vec::<String>::new());
    for sort in [MovementSort::Newest, MovementSort::Largest, MovementSort::Customer] {
        let all = vault.read(|r| r.movements(&MovementFilter::default(), sort, 0, 99)).unwrap();
        assert_eq!(all.len(), 39, "{sort:?}");
    }
}
