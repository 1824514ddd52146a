//! Rules as data: `rules.toml`. A rule names one of the pure checks and gives it parameters.
//!
//! [`check`] runs every rule over a filing and returns all findings. A rule's documentation is its own
//! `cite` and `why`; its id is never reused. Which checks there are, and what each asks of a rule, is
//! declared once in [`checks`]; the loader holds every rule to it through [`validate`].

pub mod checks;
mod engine;
mod known;
mod lexicon;
mod param;
mod rule;
mod sight;
mod spec;
mod stated;
mod validate;
mod words;

#[cfg(test)]
mod tests;

pub use checks::{PersonNumbers, forbidden_word, without_person_numbers};
pub use engine::{Context, check};
pub use known::{Elsewhere, Known};
pub use param::Param;
pub use rule::{FieldSelection, Phase, Rule, Severity};
pub use spec::{Check, Fields, ParamKind, ParamSpec};
pub use stated::{StatedTotals, stated_totals};
pub use validate::{said_by, validate};
