//! Wire types: what crosses between a shell and the use cases.
//!
//! They are their own types, converted at this border: amounts and quantities are texts, dates ISO texts,
//! enums tagged. TypeScript declarations are generated from them and compared in a test.

mod attachment;
mod backup;
mod batch;
mod bench;
mod bundle;
mod chain;
mod closing;
mod companions;
mod compare;
mod filing;
mod form;
mod form_file;
mod house;
mod import;
mod job;
mod keys;
mod ledger;
mod lifecycle;
mod parties;
mod pdf;
mod people;
mod rates;
mod register;
mod retention;
mod rows;
mod tools;
mod vault;

pub use attachment::*;
pub use backup::*;
pub use batch::*;
pub use bench::*;
pub use bundle::*;
pub use chain::*;
pub use closing::*;
pub use companions::*;
pub use compare::*;
pub use filing::*;
pub use form::*;
pub use form_file::*;
pub use house::*;
pub use import::*;
pub use job::*;
pub use keys::*;
pub use ledger::*;
pub use lifecycle::*;
pub use parties::*;
pub use pdf::*;
pub use people::*;
pub use rates::*;
pub use register::*;
pub use retention::*;
pub use rows::*;
pub use tools::*;
pub use vault::*;

/// Declares a wire type with everything a wire type derives.
macro_rules! wire {
    ($($(#[$meta:meta])* pub $kind:ident $name:ident { $($body:tt)* })*) => {$(
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        #[serde(deny_unknown_fields)]
        $(#[$meta])*
        pub $kind $name { $($body)* }
    )*};
}
use wire;

wire! {
    /// No request data, or nothing to answer.
    pub struct Nothing {}
}
