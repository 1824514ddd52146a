//! People: who works with a vault, which roles they hold, and what each may do.
//!
//! One table, [`may`], answers every question of permission; the use cases ask it before they do anything.
//! Not here: how a person proves who they are (store), and what a refusal reads like (texts).

mod deed;
mod may;
mod role;
mod sight;
#[cfg(test)]
mod tests;
mod veil;

pub use deed::Deed;
pub use may::{CaseFacts, Refusal, may, may_with};
pub use role::{Role, RolesError, check_roles};
pub use sight::{Eye, HIDDEN, RowEye, Sight};
pub use veil::{is_veiled, veiled};

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::filing::Status;

/// A person with a place in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name to sign in with; the actor of every act. Never given to another person.
    pub name: String,
    /// The roles held.
    pub roles: BTreeSet<Role>,
    /// Whether the person still works here.
    pub active: bool,
    /// First day of a time-boxed stay; `None`: from the start.
    pub from: Option<NaiveDate>,
    /// Last day of a time-boxed stay; `None`: without end.
    pub until: Option<NaiveDate>,
}

impl Person {
    /// Whether every role of this person only reads: the vault is then opened so that it cannot be written.
    pub fn only_reads(&self) -> bool {
        !self.roles.is_empty() && self.roles.iter().all(|role| role.only_reads())
    }

    /// Whether identifiers stay masked for this person whatever is asked (감사).
    pub fn sees_masked_only(&self) -> bool {
        !self.roles.iter().any(|role| role.may(Deed::Unmask))
    }

    /// How much this person sees of a filing in this status.
    pub fn sight(&self, status: Status) -> Sight {
        let writes = self.roles.iter().any(|role| role.may(Deed::Write));
        match () {
            () if self.sees_masked_only() => Sight::Masked,
            () if writes && status == Status::Draft => Sight::Full,
            () => Sight::Working,
        }
    }
}
