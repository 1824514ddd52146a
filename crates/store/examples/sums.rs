//! How the sums at every movement grow with their number: `cargo run --release -p singo-store --example sums [most]`.
//!
//! Prints rows and seconds for 10,000, 100,000 and 1,000,000 transfers and what a row costs at each; asserts
//! nothing. The vault is made in a folder that vanishes.
#![allow(clippy::print_stdout)] // a program whose output is the point

use std::error::Error;
use std::time::Instant;

use chrono::DateTime;
use serde_json::json;
use singo_domain::canonical::sha256_hex;
use singo_domain::ledger::Common;
use singo_store::{
    Cells, MovementFilter, MovementSort, NewAct, NewTransfer, Party, Scope, Tx, Vault, WriteError,
};

/// How many transfers one customer makes; his number grows with the ledger, as an exchange's does.
const EACH: u64 = 50;
const CHUNK: u64 = 5_000;
/// What patterns are looked for by; each is one more walk.
const VISITED: [Party; 4] = [
    Party::Customer,
    Party::Common(Common::Device),
    Party::Common(Common::Network),
    Party::Common(Common::Phone),
];

fn main() -> Result<(), Box<dyn Error>> {
    let most: u64 = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse())?;
    let folder = tempfile::tempdir()?;
    let (mut vault, _) = Vault::create(folder.path(), "user", "passphrase", DateTime::UNIX_EPOCH)?;
    let mut filled = 0;
    for size in [10_000, 100_000, 1_000_000].into_iter().filter(|size| *size <= most) {
        let sha256 = sha256_hex(size.to_string());
        let batch = write(&mut vault, |tx| tx.open_batch("a.csv", &sha256))?;
        let start = Instant::now();
        let before = filled;
        while filled < size {
            let until = size.min(filled + CHUNK);
            let new: Vec<NewTransfer> =
                (filled..until).map(|line| NewTransfer::new(line, &cells(line))).collect();
            write(&mut vault, |tx| tx.add_transfers(batch, &new))?;
            filled = until;
        }
        write(&mut vault, |tx| tx.close_batch(batch, 0, 0))?;
        println!("{} rows added in {:.2?}", filled - before, start.elapsed());
        for round in 1..=2 {
            let start = Instant::now();
            let (mut rows, mut cents) = (0_u64, 0_i64);
            vault.read(|read| {
                read.each_sum(&Scope::All, &[], |_, sums| {
                    rows += 1;
                    cents = cents.max(sums.year_usd_cents);
                })
            })?;
            let took = start.elapsed();
            println!(
                "sums, round {round}: {rows} rows in {took:.2?}, {} ns a row (largest year {cents})",
                took.as_nanos() / u128::from(rows.max(1))
            );
        }
        let all = MovementFilter::default();
        let start = Instant::now();
        vault.read(|read| read.movement_outline(&all, MovementSort::Newest, 200))?;
        print!("outline: {:.2?}; ", start.elapsed());
        let start = Instant::now();
        vault.read(|read| read.grouped_totals(&all))?;
        println!("totals by group: {:.2?}", start.elapsed());
        for by in VISITED {
            let start = Instant::now();
            let mut parties = 0_u64;
            vault.read(|read| read.each_party(by, &Scope::All, &[], |_, _| parties += 1))?;
            println!("visit of {parties} parties, {by:?}: {:.2?}", start.elapsed());
        }
    }
    Ok(())
}

fn cells(row: u64) -> Cells {
    let (customer, day) = (row / EACH, row % 28 + 1);
    let text = |column: &str, text: String| (column.to_owned(), text.as_str().into());
    [
        text("occurred_at", format!("2026-{:02}-{day:02}T10:00:00+09:00", row % 12 + 1)),
        text("direction", "out".to_owned()),
        text("asset", "USDT".to_owned()),
        text("exchange_tx_id", format!("GAON-{row:09}")),
        text("originator_customer_id", format!("C-{customer:07}")),
        text("originator_device", format!("device-{customer}")),
        text("originator_ip", format!("2001:db8::{:x}", customer / 2)),
        text("originator_phone", format!("000-{customer:08}")),
        text("to_address", format!("0x{:040x}", row % (1 + row / 20))),
        text("quantity", format!("{}", row % 9_000)),
        text("krw_value", format!("{}", row % 9_000 * 1_400)),
        text("usd_value", format!("{}.50", row % 9_000)),
    ]
    .into()
}

fn write<T>(
    vault: &mut Vault,
    work: impl FnOnce(&Tx<'_>) -> Result<T, WriteError>,
) -> Result<T, WriteError> {
    vault.write("user", DateTime::UNIX_EPOCH, |tx| {
        Ok((work(tx)?, NewAct::new("bench.done", "bench", json!({}))))
    })
}
