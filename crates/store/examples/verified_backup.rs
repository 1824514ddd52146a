//! How large a verified backup of many filings is and how long it takes:
//! `cargo run --release -p singo-store --example verified_backup -- 10000 [FOLDER]`.
//!
//! Every filing has thirty answers, a narrative of about 1,500 characters, twenty transactions and a decision;
//! every second one was sent with a PDF of 100 kB, every tenth has an attachment of 200 kB of its own. All of
//! it is invented. Prints sizes and times and asserts nothing about them.
#![allow(clippy::print_stdout)] // a program whose output is the point

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use chrono::DateTime;
use serde_json::json;
use singo_domain::canonical::{DefinitionRef, canonical_filing, sha256_hex};
use singo_domain::filing::{FilingId, Step};
use singo_store::{
    Cells, NewAct, NewAttachment, NewSubmission, Shown, Tx, Unlock, Vault, WriteError, check_backup,
};

const USER: &str = "user";
const PASSPHRASE: &str = "four unrelated words here";
const ROWS: u32 = 20;
const PDF_BYTES: usize = 100_000;
const FILE_BYTES: usize = 200_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut given = std::env::args().skip(1);
    let filings: u32 = given.next().map_or(Ok(10_000), |text| text.parse())?;
    let scratch = tempfile::tempdir()?;
    let folder = given.next().map_or_else(|| scratch.path().to_owned(), PathBuf::from);
    let (mut vault, _) =
        Vault::create(&folder.join("vault"), USER, PASSPHRASE, DateTime::UNIX_EPOCH)?;
    timed(&format!("make {filings} filings"), || {
        (0..filings).try_for_each(|number| fill(&mut vault, number))
    })?;
    let target = folder.join("backups");
    for turn in ["first backup, read back and verified", "next one, nothing changed"] {
        let (row, checked) = timed(turn, || {
            vault.source().take(&target, "asked", DateTime::UNIX_EPOCH, &mut |_| Ok(()))
        })?;
        println!("  {} bytes in {} files, head {}", row.bytes, row.files, checked.head.seq);
        let unlock = Unlock::Passphrase { user: USER, passphrase: PASSPHRASE };
        let shown = Shown { unlock, now: DateTime::UNIX_EPOCH, vaults: &[] };
        timed("  checked again with the passphrase alone", || {
            check_backup(&row.path, shown, &mut |_| Ok(()))
        })?;
    }
    Ok(())
}

/// One filing, from its first answer to its decision or submission.
fn fill(vault: &mut Vault, number: u32) -> Result<(), Box<dyn Error>> {
    let definition =
        DefinitionRef { form: "sample".into(), version: "1".into(), hash: "0".repeat(64) };
    let narrative = format!("{number}번째 거래의 의심되는 점을 적은 글입니다. ").repeat(50);
    let filing = write(vault, |tx| tx.create_filing(&definition))?;
    write(vault, |tx| {
        for field in 0..29 {
            let path = format!("subject.f{field}").parse().map_err(|_| WriteError::NoPlace)?;
            tx.set_answer(filing, &path, Some(format!("답 {number} {field}").as_str().into()))?;
        }
        let path = "narrative.body".parse().map_err(|_| WriteError::NoPlace)?;
        tx.set_answer(filing, &path, Some(narrative.as_str().into()))?;
        tx.edit(filing)?.add_rows("transfers", (0..ROWS).map(|row| cells(number, row)).collect())
    })?;
    if number.is_multiple_of(10) {
        attach(vault, filing, number)?;
    }
    write(vault, |tx| tx.record_event(filing, Step::Approve, &json!({})).map(drop))?;
    if number.is_multiple_of(2) {
        let content = vault.read(|read| read.content(filing))?;
        let document_hash = sha256_hex(canonical_filing(&definition, &content));
        let sent = NewSubmission {
            document_hash,
            pdf: bytes(number, PDF_BYTES),
            channel: "online".into(),
            sent_at: DateTime::UNIX_EPOCH,
            receipt: Some("R-1".into()),
            payload: json!({}),
        };
        write(vault, |tx| {
            tx.freeze(filing, &sent)?;
            tx.record_event(filing, Step::Submit, &json!({})).map(drop)
        })?;
    }
    Ok(())
}

fn attach(vault: &mut Vault, filing: FilingId, number: u32) -> Result<(), Box<dyn Error>> {
    let content = bytes(number, FILE_BYTES);
    let stored = vault.blobs().put(&mut content.as_slice(), &mut |_| true)?;
    let new = NewAttachment {
        kind: "contract".into(),
        name: "evidence.bin".into(),
        size: stored.size,
        sha256: stored.sha256.to_string(),
        mime: "application/octet-stream".into(),
        warning: None,
    };
    write(vault, |tx| tx.attach(filing, &new).map(drop))?;
    Ok(())
}

fn cells(number: u32, row: u32) -> Cells {
    let columns = ["at", "means", "asset", "quantity", "amount", "from", "to", "txid"];
    let cell =
        |column: &str| (column.to_owned(), format!("{column} {number} {row}").as_str().into());
    columns.map(cell).into()
}

/// Bytes that differ from filing to filing.
fn bytes(number: u32, length: usize) -> Vec<u8> {
    number.to_le_bytes().into_iter().cycle().take(length).collect()
}

fn write<T>(
    vault: &mut Vault,
    f: impl FnOnce(&Tx<'_>) -> Result<T, WriteError>,
) -> Result<T, WriteError> {
    vault.write(USER, DateTime::UNIX_EPOCH, |tx| {
        Ok((f(tx)?, NewAct::new("bench.done", "bench", json!({}))))
    })
}

fn timed<T, E>(what: &str, f: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let start = Instant::now();
    let done = f();
    println!("{what}: {:.2?}", start.elapsed());
    done
}
