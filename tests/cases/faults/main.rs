//! The whole application, killed: whatever was being done, nothing is half-done and nothing acknowledged is lost.
//!
//! `SINGO_ROUNDS` sets how often (default 22), `SINGO_SEED` brings a run back; both are printed when it fails.
#![allow(clippy::unwrap_used)]

mod deeds;
mod disk;
mod examine;
mod kill;
mod plaintext;
mod worker;
