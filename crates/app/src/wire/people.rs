//! People, roles and duties on the wire.

use super::wire;

wire! {
    /// Everyone with a place in the vault, and how duties are divided.
    pub struct PeopleView {
        /// In the order in which they came.
        pub people: Vec<PersonView>,
        /// Whether one person may draft, review and decide.
        pub one_person: bool,
        /// Why, or why not any more; empty where it was never switched.
        pub duty_reason: String,
        /// Since when, ISO 8601 with offset; absent where it was never switched.
        pub duty_since: Option<String>,
        /// Who switched.
        pub duty_actor: Option<String>,
    }

    /// A person.
    pub struct PersonView {
        /// The name to sign in with.
        pub name: String,
        /// The name that papers show.
        pub display: String,
        /// Position in the firm.
        pub title: String,
        /// Roles: `drafter`, `reviewer`, `officer`, `administrator`, `auditor`, `examiner`.
        pub roles: Vec<String>,
        /// Whether the person still works here.
        pub active: bool,
        /// First day of a time-boxed stay.
        pub from: Option<String>,
        /// Last day of it.
        pub until: Option<String>,
        /// Why this was last changed.
        pub reason: String,
        /// Since when this holds, ISO 8601 with offset.
        pub since: String,
        /// Who changed it.
        pub changed_by: String,
    }

    /// Every change of people and roles, newest first.
    pub struct PermissionLog {
        /// What held of whom since when.
        pub entries: Vec<PersonView>,
    }

    /// What those looked at who cannot write, and sign-ins that came to nothing: the access log beside the vault.
    pub struct AccessLog {
        /// Newest first; the last thousand.
        pub entries: Vec<AccessView>,
        /// Whether every line follows from the one before.
        pub whole: bool,
    }

    /// A line of the access log.
    pub struct AccessView {
        /// When, ISO 8601 with offset.
        pub at: String,
        /// Who; empty where a name was typed that the vault does not know.
        pub who: String,
        /// What: `vault.opened`, `filing.opened`, `sign_in.failed` …
        pub what: String,
        /// To what.
        pub subject: String,
        /// For what purpose, or why not.
        pub purpose: String,
    }

    /// Gives a person a place in the vault, and the key to it.
    pub struct AddPersonRequest {
        /// The name to sign in with; never given twice.
        pub name: String,
        /// The name that papers show; empty: the same.
        pub display: String,
        /// Position in the firm.
        pub title: String,
        /// Roles.
        pub roles: Vec<String>,
        /// First day of a time-boxed stay.
        pub from: Option<String>,
        /// Last day of it; an examiner needs one.
        pub until: Option<String>,
        /// Why.
        pub reason: String,
        /// The first passphrase, typed by the person; none: one is made up, to be replaced at the first sign-in.
        pub passphrase: Option<String>,
    }

    /// A person was given a place.
    pub struct PersonAdded {
        /// Everyone.
        pub people: PeopleView,
        /// The passphrase that was made up, shown once.
        pub one_time: Option<String>,
    }

    /// Changes the roles and particulars of a person.
    pub struct ChangePersonRequest {
        /// Who.
        pub name: String,
        /// The name that papers show.
        pub display: String,
        /// Position in the firm.
        pub title: String,
        /// Roles.
        pub roles: Vec<String>,
        /// First day of a time-boxed stay.
        pub from: Option<String>,
        /// Last day of it.
        pub until: Option<String>,
        /// Why.
        pub reason: String,
    }

    /// Ends a person's place in the vault.
    pub struct DeactivatePersonRequest {
        /// Who.
        pub name: String,
        /// Why.
        pub reason: String,
    }

    /// Switches whether one person may draft, review and decide.
    pub struct SetDutiesRequest {
        /// Whether one person may.
        pub one_person: bool,
        /// Why.
        pub reason: String,
    }
}
