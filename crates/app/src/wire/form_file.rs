//! Definitions that come as files, on the wire.

use super::{FormSummary, wire};

wire! {
    /// Looks at a definition before it is added.
    pub struct PreviewFormRequest {
        /// A folder or a ZIP.
        pub path: String,
    }

    /// What is wrong in a definition.
    pub struct FormFault {
        /// The file within it; empty for the whole.
        pub file: String,
        /// The line from 1; 0 where none can be named.
        pub line: u32,
        /// A code; `loader` where the detail says it all.
        pub why: String,
        /// What it is about.
        pub detail: String,
    }

    /// What a version says of itself as a whole, where that changes.
    pub struct FormDifference {
        /// `title_ko`, `title_en`, `status`, `authority`, `cite`, `deadline` (`business_days:3`,
        /// `day_of_next_month:10`), `counted_from`, `deadline_cite`,
        /// `masked_on_paper` with the fields, or `no_longer_masked` with those that were masked on screen before.
        pub what: String,
        /// In the version before; empty where there is none.
        pub before: String,
        /// In the new one.
        pub after: String,
    }

    /// How fields, rules or code lists change.
    pub struct FormParts {
        /// `fields`, `rules` or `codes`.
        pub what: String,
        /// How many the version before has.
        pub before: u32,
        /// How many the new one has.
        pub after: u32,
        /// Names of those that come.
        pub added: Vec<String>,
        /// Names of those that go.
        pub removed: Vec<String>,
        /// Names of those that say something else.
        pub changed: Vec<String>,
    }

    /// A definition before it is added.
    pub struct FormPreview {
        /// The path as it was given.
        pub path: String,
        /// What stands against it; nothing, if it can be added.
        pub faults: Vec<FormFault>,
        /// The definition, where it reads.
        pub form: Option<FormSummary>,
        /// The version of the same form before it; none for a new form.
        pub before: Option<FormSummary>,
        /// The last day of that version, where this one ends it.
        pub closes_on: Option<String>,
        /// What changes in the whole.
        pub differences: Vec<FormDifference>,
        /// What changes in its parts.
        pub parts: Vec<FormParts>,
        /// Where each value comes from, by the file's own account; Markdown.
        pub source: String,
    }

    /// Adds a definition to the vault.
    pub struct AddFormRequest {
        /// A folder or a ZIP.
        pub path: String,
        /// The content hash that was looked at: a file that changed meanwhile is not added.
        pub hash: String,
        /// Where the file comes from, in words.
        pub source: String,
    }

    /// Withdraws a definition that was added and under which nothing was written.
    pub struct WithdrawFormRequest {
        /// The form.
        pub form: String,
        /// The version.
        pub version: String,
        /// Why.
        pub reason: String,
    }
}
