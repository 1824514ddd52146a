//! `kill -9` at any moment: everything that was acknowledged is there, nothing is half-written.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path as Folder;
use std::process::{Child, Command, Stdio};

use singo_store::Vault;

use crate::support::*;

const FOLDER: &str = "SINGO_TEST_KILL_FOLDER";

/// Not a test of its own: the process that is killed. Types for ever, and says each time what is safe.
#[test]
#[ignore = "run by the test below, as a process to kill"]
fn typist() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let mut vault = open(Folder::new(&folder)).unwrap();
    let filing = read(&vault, |r| r.filings(&list_one())).rows[0].id;
    let mut out = std::io::stderr().lock();
    for number in next_number(&vault).. {
        write(&mut vault, |tx| {
            let step = tx.edit(filing)?;
            step.set(&path("subject.count"), text(&number.to_string()))?;
            let row = vec![cells(&[("number", &number.to_string())])];
            step.add_rows("parties", row).map(drop)
        })
        .unwrap();
        writeln!(out, "safe {number}").unwrap();
    }
}

fn list_one() -> singo_store::ListQuery {
    singo_store::ListQuery { limit: 1, ..Default::default() }
}

fn next_number(vault: &Vault) -> u64 {
    let filing = read(vault, |r| r.filings(&list_one())).rows[0].id;
    read(vault, |r| r.row_count(filing, "parties"))
}

fn start(folder: &Folder) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "kill::typist", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn what_was_acknowledged_survives_and_nothing_is_half_written() {
    let (folder, vault, filing) = with_draft();
    drop(vault);
    for round in 0..8 {
        let mut typist = start(folder.path());
        let mut lines = BufReader::new(typist.stderr.take().unwrap()).lines();
        // Killed after a few acknowledgements, each round at another point of the next write.
        let mut last = None;
        for _ in 0..=round * 3 {
            last = lines.next().map(Result::unwrap);
        }
        std::thread::sleep(std::time::Duration::from_micros(137 * round));
        typist.kill().unwrap();
        typist.wait().unwrap();
        last = lines.map_while(Result::ok).last().or(last);
        let safe: u64 = last.unwrap().strip_prefix("safe ").unwrap().parse().unwrap();

        let vault = open(folder.path()).unwrap();
        let content = read(&vault, |r| r.content(filing));
        let rows = content.rows("parties");
        assert!(rows.len() as u64 > safe, "{safe} was acknowledged, {} rows", rows.len());
        let count = content.get(&path("subject.count")).unwrap().to_text();
        assert_eq!(count, (rows.len() - 1).to_string(), "both parts of a write, or neither");
        for (number, row) in rows.iter().enumerate() {
            assert_eq!(row.cells["number"], number.to_string().as_str().into());
        }
        let found = vault.verify(None).unwrap();
        // Creation, the draft, and one act for each row: nothing unacknowledged but the last.
        assert_eq!((found.broken, found.intact.seq), (None, rows.len() as u64 + 2));
    }
}
