//! The truth of Singo: what a filing is, which rules it must satisfy, when it is due, and how its history is sealed.
//!
//! Pure: no SQL, no window, no PDF, no files, no clock, no randomness. Whatever comes from outside
//! (the text of a definition, today's date, which characters a font has) is an argument.
//! No form's name appears here: forms are data, read by [`definition`].
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod act;
pub mod answer;
pub mod calendar;
pub mod canonical;
pub mod chain;
pub mod copy;
pub mod deadline;
pub mod definition;
pub mod filing;
pub mod finding;
pub mod identifier;
pub mod ledger;
pub mod money;
pub mod normalise;
pub mod path;
pub mod people;
pub mod rate;
pub mod retention;
pub mod rows_csv;
pub mod rules;
