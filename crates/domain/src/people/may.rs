//! The one table of permission: a person, a deed, and the filing that it would be done to.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Deed, Person};

/// What a permission depends on in one filing; all of it follows from its events and its journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFacts {
    /// Everyone who changed an answer of it.
    pub drafters: BTreeSet<String>,
    /// Everyone who passed its present answers on to the officer.
    pub reviewers: BTreeSet<String>,
    /// The only people who may know of it; `None`: everyone whose role allows.
    pub named: Option<BTreeSet<String>>,
    /// Whether one person may draft, review and decide: the switch of a small firm, recorded as an act.
    pub one_person: bool,
}

/// Why something is not permitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// No role of this person opens it.
    Role,
    /// The person no longer works here.
    Inactive,
    /// The stay of this person has not begun, or is over.
    Period,
    /// The filing is limited to people of whom this is none. It is not to be told that it exists.
    NotNamed,
    /// Who wrote a filing neither reviews nor decides it.
    OwnDraft,
    /// Who reviewed a filing does not decide it.
    OwnReview,
}

/// Whether a person may do something on a day, leaving aside which filing it is done to.
///
/// # Errors
/// [`Refusal`]: why not.
pub fn may(person: &Person, deed: Deed, today: NaiveDate) -> Result<(), Refusal> {
    if deed == Deed::Anyone {
        return Ok(());
    }
    if !person.active {
        return Err(Refusal::Inactive);
    }
    let early = person.from.is_some_and(|from| today < from);
    let late = person.until.is_some_and(|until| today > until);
    if early || late {
        return Err(Refusal::Period);
    }
    match person.roles.iter().any(|role| role.may(deed)) {
        true => Ok(()),
        false => Err(Refusal::Role),
    }
}

/// Whether a person may do something to one filing on a day.
///
/// # Errors
/// [`Refusal`]: why not.
pub fn may_with(
    person: &Person,
    deed: Deed,
    case: &CaseFacts,
    today: NaiveDate,
) -> Result<(), Refusal> {
    may(person, deed, today)?;
    if case.named.as_ref().is_some_and(|named| !named.contains(&person.name)) {
        return Err(Refusal::NotNamed);
    }
    if case.one_person || !matches!(deed, Deed::Review | Deed::Decide) {
        return Ok(());
    }
    if case.drafters.contains(&person.name) {
        return Err(Refusal::OwnDraft);
    }
    if deed == Deed::Decide && case.reviewers.contains(&person.name) {
        return Err(Refusal::OwnReview);
    }
    Ok(())
}
