//! The walls of the house, checked instead of wished: who may import whom, what a file may hold, which
//! words belong where. What cargo, rustc and clippy hold already is not repeated here.
//!
//! Invariant: every check is a pure function from sources to offences, and beside each stands a test
//! that feeds it something forbidden; a check that cannot fail is a defect.

#![allow(clippy::unwrap_used)]

mod crates;
mod dependencies;
mod graph;
mod manners;
mod page;
mod rust_source;
mod tree;
mod words;

/// Fails with every offence, not with the first.
fn assert_clean(law: &str, offences: &[String]) {
    assert!(offences.is_empty(), "{law}\n  {}\n", offences.join("\n  "));
}
