//! A month with many transfers, from the ledger to its paper: `cargo run --release -p singo-app --example large_month [rows]`.
//!
//! Prints how long it takes to make the report of the month, to check it, to print it and to verify the paper, and on Linux
//! the most memory that was held until then. Asserts nothing. Everything lies in a folder that vanishes.
#![allow(clippy::print_stdout)] // a program whose output is the point

use std::error::Error;
use std::fmt::Write as _;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use singo_app::{App, Host};
use singo_domain::canonical::sha256_hex;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let rows: u64 = std::env::args().nth(1).map_or(Ok(100_000), |text| text.parse())?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("transfers.csv");
    std::fs::write(&file, csv(rows)?)?;
    let vault = folder.path().join("vault");
    let app = App::new(Host { vault_dir: vault.clone(), memory: None, ..Host::system() })?;
    let profile = json!({ "institution_name": "가온디지털거래소", "institution_address": "",
                          "officer_name": "", "contact_name": "", "contact_phone": "",
                          "internal_target": null });
    app.call(
        "vault.create",
        json!({ "dir": vault, "user": "tester", "passphrase": "four unrelated words here",
                "profile": profile, "small_firm_reason": "시험" }),
    )?;
    let mut request = json!({
        "source": { "kind": "path", "path": file },
        "reading": { "encoding": null, "delimiter": null, "sheet": null, "heading_line": null },
        "target": { "kind": "ledger" }
    });
    request["plan"] = app.call("import.open", request.clone())?["plan"].clone();
    request["plan"]["zone"] = json!("kst");
    request["show"] = Value::Null;
    let found = ended(&app, "import.run", request, "import")?;
    println!("  {} rows", found["found"]["accepted"]);
    let month = json!({ "month": "2026-10" });
    timed("how the month stands", || app.call("close.show", month.clone()))?;
    let create = json!({ "month": "2026-10", "ids": [] });
    let made = timed("the report of the month", || app.call("close.create", create))?;
    let id = &made["filings"][0];
    timed("open it", || app.call("filing.show", json!({ "id": id })))?;
    let checked = timed("check", || app.call("filing.check", json!({ "id": id })))?;
    println!("  {} findings are shown", checked["findings"].as_array().map_or(0, Vec::len));
    let path = folder.path().join("month.pdf");
    let export = json!({ "id": id, "path": path, "purpose": "review" });
    ended(&app, "filing.start_export", export, "print")?;
    println!("  {} MB", std::fs::metadata(&path)?.len() / 1_000_000);
    let verdict =
        timed("verify", || app.call("pdf.verify", json!({ "path": path, "with_vault": true })))?;
    println!("  intact: {}", verdict["intact"]);
    Ok(())
}

fn timed<T, E: Into<Box<dyn Error>>>(
    what: &str,
    work: impl FnOnce() -> Result<T, E>,
) -> Outcome<T> {
    let start = Instant::now();
    let done = work().map_err(Into::into)?;
    println!("{what}: {:.1?}{}", start.elapsed(), most_memory());
    Ok(done)
}

/// Runs a job to its end.
fn ended(app: &App, command: &str, request: Value, what: &str) -> Outcome<Value> {
    timed(what, || -> Outcome<Value> {
        let job = app.call(command, request)?["job"].clone();
        loop {
            let shown = app.call("job.show", json!({ "id": job }))?;
            match shown["state"].as_str() {
                Some("running") => sleep(Duration::from_millis(50)),
                Some("done") => return Ok(shown["result"].clone()),
                _ => return Err(shown.to_string().into()),
            }
        }
    })
}

/// The most memory that was held so far; only Linux says it.
fn most_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map(|text| format!(", at most {} so far", text.trim())).unwrap_or_default()
}

/// Invented transfers of October 2026, ten of each customer.
fn csv(rows: u64) -> Outcome<String> {
    let mut text = String::from(
        "거래일시,구분,코인,네트워크,수량,단가,원화환산액,달러환산액,고유번호,회원번호,고객명,수신주소,사유,txid\n",
    );
    for row in 0..rows {
        let (day, hour, customer) = (1 + row % 30, row / 30 % 24, row / 10);
        let dollars = 50 + row * 7919 % 9_000;
        writeln!(
            text,
            "2026-10-{day:02} {hour:02}:{:02},출금,USDT,ethereum,{dollars}.5,1400,{},{dollars}.50,GAON-{row:09},\
             C-{customer:06},고객{customer},0x{:040x},V01,0x{}",
            row % 60,
            dollars * 1_400 + 700,
            row % 50_000,
            sha256_hex(row.to_string())
        )?;
    }
    Ok(text)
}
