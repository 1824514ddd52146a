//! `singo import` into a vault: without a filing the rows go to the ledger, once.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const ROWS: &str = "거래일시,출금,코인,수량,고유번호\n\
    2026-09-01 10:00,출금,USDT,1200.5,GAON-1\n2026-09-02 11:00,출금,USDC,80,GAON-2\n";

fn singo(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_singo"));
    command
        .args(arguments)
        .current_dir(folder)
        .env("SINGO_PASSPHRASE", "four unrelated words here");
    command.output().unwrap()
}

fn json(output: &Output) -> Value {
    let error = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|problem| panic!("{problem}: {error}"))
}

#[test]
fn without_a_filing_the_ledger_takes_the_rows_once() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("rows.csv"), ROWS).unwrap();
    let made = singo(folder, &["vault", "create", "--vault", "v", "--user", "tester"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let import = ["import", "rows.csv", "--profile", "transfers", "--json", "--vault", "v"];
    let dry = [&import[..], &["--dry-run"]].concat();
    assert_eq!(json(&singo(folder, &dry))["accepted"], 2);
    let first = json(&singo(folder, &import));
    assert_eq!((&first["stored"], first["batch"].is_number()), (&2.into(), true));
    let again = singo(folder, &import);
    assert_eq!(again.status.code(), Some(1), "rows that are there already are told");
    assert_eq!((&json(&again)["stored"], &json(&again)["duplicates"]), (&0.into(), &2.into()));
    assert!(singo(folder, &["verify", "v"]).status.success());
    // Nowhere to put them, and a table that only a filing has.
    let nowhere = singo(folder, &["import", "rows.csv", "--profile", "transfers"]);
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("--vault"));
    let other = ["import", "rows.csv", "--profile", "transactions", "--vault", "v"];
    assert!(String::from_utf8_lossy(&singo(folder, &other).stderr).contains("--filing"));
}
