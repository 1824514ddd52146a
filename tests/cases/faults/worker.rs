//! The process that is killed: it says what it begins and, when a command has answered, that it is done.

use std::env;
use std::io::Write;
use std::path::PathBuf;

use serde_json::json;

use crate::deeds::{DEEDS, PASSPHRASE, USER, app, call, do_deed};

pub const FOLDER: &str = "SINGO_TEST_FAULTS_FOLDER";
pub const FIRST: &str = "SINGO_TEST_FAULTS_FIRST";

/// Not a test of its own: the process that is killed.
#[test]
#[ignore = "run by the test beside it, as a process to kill"]
fn worker() {
    let Some(folder) = env::var_os(FOLDER).map(PathBuf::from) else { return };
    let first: usize = env::var(FIRST).unwrap().parse().unwrap();
    let vault = folder.join("vault");
    let app = app(&vault);
    call(&app, "vault.open", json!({ "dir": vault, "user": USER, "passphrase": PASSPHRASE }));
    let mut out = std::io::stderr().lock();
    for turn in 0..DEEDS.len() {
        let deed = DEEDS[(first + turn) % DEEDS.len()];
        writeln!(out, "begin {deed}").unwrap();
        do_deed(&app, &folder, deed).unwrap_or_else(|error| panic!("{deed}: {error}"));
        writeln!(out, "done {deed}").unwrap();
    }
}
