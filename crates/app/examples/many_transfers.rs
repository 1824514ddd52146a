//! An import of 1,000,000 rows into the ledger, and how long other commands wait meanwhile:
//! `cargo run --release -p singo-app --example many_transfers [rows]`.
//!
//! Prints figures and asserts nothing about them. The vault and the file lie in a folder that vanishes.
#![allow(clippy::print_stdout)] // a program whose output is the point

use std::error::Error;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use singo_app::{App, Host};
use singo_domain::canonical::sha256_hex;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What a window asks while an import runs: the first screen, the outline of the ledger and a page of it, the register.
const ASKED: [&str; 5] =
    ["app.status", "home.show", "transfer.outline", "transfer.page", "filing.list"];

fn main() -> Outcome<()> {
    let rows: u64 = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse())?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("transfers.csv");
    write_rows(&file, rows)?;
    println!("file: {rows} rows, {} MB", std::fs::metadata(&file)?.len() / 1_000_000);

    let vault = folder.path().join("vault");
    let host = Host { vault_dir: vault.clone(), memory: None, ..Host::system() };
    let app = App::new(host)?;
    let profile = json!({ "institution_name": "가온디지털거래소", "institution_address": "",
                          "officer_name": "", "contact_name": "", "contact_phone": "",
                          "internal_target": null });
    let create = json!({ "dir": vault, "user": "tester", "passphrase": "four unrelated words here",
                         "profile": profile, "small_firm_reason": "시험" });
    app.call("vault.create", create)?;

    let source = json!({ "kind": "path", "path": file });
    let reading =
        json!({ "encoding": null, "delimiter": null, "sheet": null, "heading_line": null });
    let mut request =
        json!({ "source": source, "reading": reading, "target": { "kind": "ledger" } });
    let start = Instant::now();
    let opened = app.call("import.open", request.clone())?;
    println!("look at the file: {:.2?}", start.elapsed());
    request["plan"] = opened["plan"].clone();
    request["plan"]["zone"] = json!("kst");
    request["show"] = Value::Null;

    let start = Instant::now();
    let job = app.call("import.run", request)?["job"].clone();
    let mut longest = [Duration::ZERO; ASKED.len()];
    let mut asked = 0_u64;
    let ended = loop {
        let shown = app.call("job.show", json!({ "id": job }))?;
        if shown["state"] != "running" {
            break shown;
        }
        for (name, longest) in ASKED.iter().zip(&mut longest) {
            let before = Instant::now();
            app.call(name, question(name))?;
            *longest = (*longest).max(before.elapsed());
            asked += 1;
        }
        sleep(Duration::from_millis(50));
    };
    let took = start.elapsed();
    let accepted = &ended["result"]["found"]["accepted"];
    let rate = u128::from(rows) * 1000 / took.as_millis().max(1);
    println!("import: {} of {rows} rows in {took:.1?}, {rate} rows a second", accepted);
    println!("meanwhile {asked} other commands; the longest wait of each:");
    for (name, longest) in ASKED.iter().zip(longest) {
        println!("  {name}: {longest:.2?}");
    }
    for name in ["transfer.totals", "transfer.outline", "transfer.page"] {
        let before = Instant::now();
        app.call(name, question(name))?;
        println!("afterwards, {name}: {:.2?}", before.elapsed());
    }
    println!("store.db: {} MB", std::fs::metadata(vault.join("store.db"))?.len() / 1_000_000);
    Ok(())
}

fn question(name: &str) -> Value {
    let filter = json!({ "text": "", "direction": "", "asset": "", "chain": "", "reason": "",
                         "counterparty": "", "country": "", "from": "", "to": "",
                         "incomplete": false, "imported": false, "ids": [],
            "spans": [], "order": "", "except": [] });
    match name {
        "transfer.outline" => json!({ "filter": filter, "sort": "newest" }),
        "transfer.page" => {
            json!({ "filter": filter, "sort": "newest", "from": null, "limit": 200 })
        }
        "transfer.totals" => json!({ "filter": filter }),
        "filing.list" => {
            json!({ "query": null, "status": null, "before": null, "limit": 50 })
        }
        _ => json!({}),
    }
}

/// Rows as an exchange exports them: 20,000 customers, a year, invented in a fixed order.
fn write_rows(path: &Path, rows: u64) -> Outcome<()> {
    let mut out = BufWriter::new(std::fs::File::create(path)?);
    writeln!(
        out,
        "거래일시,출금,코인,네트워크,수량,원화환산액,달러환산액,고유번호,회원번호,수취주소,txid"
    )?;
    for row in 0..rows {
        // Spreads rows over days, customers and addresses without any randomness.
        let mixed = row.wrapping_mul(6_364_136_223_846_793_005) >> 33;
        let (month, day, hour) = (1 + mixed % 12, 1 + mixed / 12 % 28, mixed / 336 % 24);
        let (customer, address) = (mixed % 20_000, mixed % 50_000);
        let dollars = 50 + mixed % 9_000;
        writeln!(
            out,
            "2026-{month:02}-{day:02} {hour:02}:{:02},출금,USDT,ethereum,{dollars}.5,{},{dollars}.50,\
             GAON-{row:09},C-{customer:06},0x{address:040x},0x{}",
            row % 60,
            dollars * 1_400,
            sha256_hex(row.to_string())
        )?;
    }
    Ok(out.flush()?)
}
