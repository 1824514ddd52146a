//! Nothing leaves the machine: `singo` asks the system for no network socket while it does the whole job,
//! from an empty folder to the PDFs. Watched from outside, by strace; Linux only.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs a program with every network call of it and its children written down; answers with the record.
fn watched(program: &str, arguments: &[&str], folder: &Path) -> String {
    let record = folder.join("record.txt");
    let output = Command::new("strace")
        .args(["-f", "-qq", "-e", "trace=network,execve", "-o"])
        .arg(&record)
        .arg(program)
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("strace is needed; scripts/system-packages.sh test installs it");
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(record).unwrap()
}

/// Calls that use a network: sockets of the internet protocols, by whatever call they are named.
fn network_uses(record: &str) -> Vec<&str> {
    record.lines().filter(|line| line.contains("AF_INET") || line.contains("AF_PACKET")).collect()
}

#[test]
fn the_practice_vault_and_its_reports_are_made_without_a_socket() {
    let folder = tempfile::tempdir().unwrap();
    let record = watched(env!("CARGO_BIN_EXE_singo"), &["demo", "--out", "demo"], folder.path());
    assert!(record.contains("execve("), "the record is empty, so it proves nothing");
    assert_eq!(network_uses(&record), Vec::<&str>::new());
}

#[test]
fn a_socket_would_be_seen() {
    let folder = tempfile::tempdir().unwrap();
    // A shell's own way to connect; nothing listens on the discard port, and that does not matter.
    let record = watched("bash", &["-c", "(: </dev/tcp/127.0.0.1/9) 2>/dev/null || true"], folder.path());
    assert!(!network_uses(&record).is_empty(), "{record}");
}
