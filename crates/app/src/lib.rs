//! Use cases of Singo and the one command list.
#![cfg_attr(test, allow(clippy::unwrap_used))]

#[cfg(test)]
mod bindings;
mod commands;
mod error;
pub mod wire;

pub use error::{ErrorCode, WireError};
pub struct App;
mod use_cases;
