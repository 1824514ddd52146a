//! Conditions: small trees of data that decide whether a section, field or rule applies.
//!
//! Written in TOML as `{ field = "subject.id_kind", in = ["1", "4"] }`, `{ all = [ … ] }`, `{ not = … }`.
//! There is no string language and no arithmetic.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Content, Row};
use crate::path::FieldId;

/// A yes-or-no question about a filing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Condition {
    /// Every part holds.
    All {
        /// The parts.
        all: Vec<Condition>,
    },
    /// At least one part holds.
    Any {
        /// The parts.
        any: Vec<Condition>,
    },
    /// The part does not hold.
    Not {
        /// The part.
        not: Box<Condition>,
    },
    /// The field has one of these codes (for several codes: at least one of them).
    In {
        /// The field.
        field: FieldId,
        /// The codes.
        #[serde(rename = "in")]
        codes: BTreeSet<String>,
    },
    /// The field is answered, or is blank.
    Answered {
        /// The field.
        field: FieldId,
        /// `true`: answered; `false`: blank.
        answered: bool,
    },
    /// The table has at least one row, or none.
    Rows {
        /// The table.
        table: String,
        /// `true`: at least one row; `false`: none.
        rows: bool,
    },
}

impl Condition {
    /// Whether the condition holds, seen from `row` where it asks for a column.
    pub fn holds(&self, content: &Content, row: Option<&Row>) -> bool {
        match self {
            Self::All { all } => all.iter().all(|part| part.holds(content, row)),
            Self::Any { any } => any.iter().any(|part| part.holds(content, row)),
            Self::Not { not } => !not.holds(content, row),
            Self::In { field, codes } => content
                .seen_from(field, row)
                .is_some_and(|answer: &Answer| answer.values().any(|value| codes.contains(value))),
            Self::Answered { field, answered } => {
                content.seen_from(field, row).is_some() == *answered
            }
            Self::Rows { table, rows } => content.rows(table).is_empty() != *rows,
        }
    }

    /// Every field the condition asks for, for the loader's check that they exist.
    pub fn fields(&self) -> Vec<&FieldId> {
        match self {
            Self::All { all: parts } | Self::Any { any: parts } => {
                parts.iter().flat_map(Self::fields).collect()
            }
            Self::Not { not } => not.fields(),
            Self::In { field, .. } | Self::Answered { field, .. } => vec![field],
            Self::Rows { .. } => Vec::new(),
        }
    }
}
