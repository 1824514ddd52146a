//! Deeds: what can be done, in the grain in which it is permitted. Every command names one.

use serde::{Deserialize, Serialize};

/// Something that is permitted or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// What needs no vault: forms, tools, opening a vault.
    Anyone,
    /// What every signed-in person does: lock, change the own passphrase, read the calendar and the profile.
    Enter,
    /// Lists and counts of filings, without their content.
    SeeRegister,
    /// The content of filings, identifiers masked.
    SeeContent,
    /// One identifier in full, for a stated purpose.
    Unmask,
    /// Writing drafts: answers, rows, imports, attachments, handing over.
    Write,
    /// Remarks beside fields.
    Comment,
    /// Passing a filing on to the officer, or back to its drafter.
    Review,
    /// Sending a filing back to its drafter with a note.
    Return,
    /// The decision: to report, not to report, to look again.
    Decide,
    /// Sending, receipts, and everything that is spoken with the authority.
    Send,
    /// Limiting a filing to named people.
    Restrict,
    /// Paper and files that leave the vault.
    Export,
    /// The chain of acts.
    SeeActs,
    /// Recomputing the chain and what it seals.
    Verify,
    /// Users and their keys, roles, profile, calendar, settings.
    Administer,
    /// Backups and restores.
    Keep,
    /// Destroying what may no longer be kept.
    Dispose,
}

impl Deed {
    /// Every deed.
    pub const ALL: [Self; 18] = [
        Self::Anyone,
        Self::Enter,
        Self::SeeRegister,
        Self::SeeContent,
        Self::Unmask,
        Self::Write,
        Self::Comment,
        Self::Review,
        Self::Return,
        Self::Decide,
        Self::Send,
        Self::Restrict,
        Self::Export,
        Self::SeeActs,
        Self::Verify,
        Self::Administer,
        Self::Keep,
        Self::Dispose,
    ];
}
