//! The vault from outside: everything here goes through the public door, or attacks the files behind it.
#![allow(clippy::unwrap_used)]

mod attachments;
mod backup;
mod door;
mod journal;
mod keeping;
mod keys;
mod kill;
mod ledger;
mod lifecycle;
mod noted;
mod opening;
mod pages;
mod passage;
mod people;
mod register;
mod shared;
mod support;
