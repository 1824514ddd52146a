//! Runs rules over a filing: which rule looks where, in which order, and what hides what.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Rule;
use crate::answer::Content;
use crate::definition::Definition;
use crate::finding::Finding;

/// What checks need from outside.
pub struct Context<'a> {
    /// Today in Korea.
    pub today: NaiveDate,
    /// Whether a bundled font can print the character.
    pub printable: &'a dyn Fn(char) -> bool,
}

/// Whether a rule names a check that exists and parameters that it takes.
///
/// # Errors
/// A sentence for the author of the definition.
pub fn validate(_rule: &Rule, _definition: &Definition) -> Result<(), String> {
    Ok(())
}

/// Every finding of a filing, in the order of the form.
pub fn check(_definition: &Definition, _content: &Content, _context: &Context<'_>) -> Vec<Finding> {
    let _: BTreeSet<()> = BTreeSet::new();
    Vec::new()
}
