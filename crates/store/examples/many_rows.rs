//! How a vault feels with 100,000 transactions in one filing: `cargo run --release --example many_rows`.
//!
//! Prints times and asserts nothing about them. The vault is made in a folder that vanishes.
#![allow(clippy::print_stdout)] // a program whose output is the point

use std::time::Instant;

use chrono::DateTime;
use serde_json::json;
use singo_domain::canonical::DefinitionRef;
use singo_store::{NewAct, NewImportBatch, Tx, Vault, WriteError};

const ROWS: u32 = 100_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let (mut vault, _) = timed("create", || {
        Vault::create(folder.path(), "user", "passphrase", DateTime::UNIX_EPOCH)
    })?;
    let definition =
        DefinitionRef { form: "sample".into(), version: "1".into(), hash: "0".repeat(64) };
    let filing = write(&mut vault, |tx| tx.create_filing(&definition))?;
    let file = NewImportBatch {
        file_name: "a.csv".into(),
        sha256: "0".repeat(64),
        accepted: ROWS,
        rejected: 0,
    };
    let rows = (0..ROWS).map(|number| {
        let cell = |column: &str| (column.to_owned(), format!("{column} {number}").as_str().into());
        ["at", "means", "asset", "quantity", "amount", "from", "to", "txid"].map(cell).into()
    });
    let rows = rows.collect();
    timed("import 100,000 rows", || {
        write(&mut vault, |tx| tx.import(filing, &file)?.1.add_rows("transfers", rows))
    })?;
    let field = "subject.name".parse()?;
    let cell = "transfers[r50000].amount".parse()?;
    for round in 0..3 {
        let answer = || Some(format!("답 {round}").as_str().into());
        timed("set a field", || write(&mut vault, |tx| tx.set_answer(filing, &field, answer())))?;
        timed("set a cell", || write(&mut vault, |tx| tx.set_answer(filing, &cell, answer())))?;
    }
    timed("page 50 rows deep inside", || {
        vault.read(|read| read.rows_page(filing, "transfers", 50_000, 50))
    })?;
    timed("whole content", || vault.read(|read| read.content(filing)))?;
    timed("verify", || vault.verify(None))?;
    for _ in 0..7 {
        timed("undo", || write(&mut vault, |tx| tx.undo(filing)))?;
    }
    println!(
        "store.db: {} MB",
        std::fs::metadata(folder.path().join("store.db"))?.len() / 1_000_000
    );
    Ok(())
}

fn write<T>(
    vault: &mut Vault,
    f: impl FnOnce(&Tx<'_>) -> Result<T, WriteError>,
) -> Result<T, WriteError> {
    vault.write("user", DateTime::UNIX_EPOCH, |tx| {
        Ok((f(tx)?, NewAct::new("bench.done", "bench", json!({}))))
    })
}

fn timed<T, E>(what: &str, f: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let start = Instant::now();
    let done = f();
    println!("{what}: {:.2?}", start.elapsed());
    done
}
