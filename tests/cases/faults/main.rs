//! The whole application, killed: whatever was being done, nothing is half-done and nothing acknowledged is lost.
//!
//! `SINGO_ROUNDS` sets how often (default 22), `SINGO_SEED` brings a run back; both are printed when it fails.
#![allow(clippy::unwrap_used)]

mod covered;
mod deeds;
mod disk;
mod examine;
mod instants;
mod kill;
mod plaintext;
mod refused;
mod worker;

/// Says what was not tried, also where the words of tests that pass are not shown.
#[cfg(target_os = "linux")]
fn skipped(what: &str) {
    use std::io::Write;
    // Not `println!`, whose words of a test that passes are kept back.
    let mut out = std::io::stdout().lock();
    out.write_all(format!("SKIPPED: {what}\n").as_bytes()).unwrap();
}
