//! Rules as data: `rules.toml`. A rule names one of the pure checks and gives it parameters.
//!
//! [`check`] runs every rule over a filing and returns all findings. A rule's documentation is its own
//! `cite` and `why`; its id is never reused.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::definition::Condition;
use crate::path::FieldId;

/// Whether a finding stops approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Approval is refused while the finding stands.
    Block,
    /// Can be accepted with a written reason.
    Warn,
}

/// When a rule runs. `Logic` runs on a field only where `Syntax` found nothing; `Case` looks at the whole filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The form of a single value.
    Syntax,
    /// The meaning of values, alone and together.
    Logic,
    /// The filing as a whole: totals, narrative.
    Case,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Form, severity and number: `STR-B012`, `STR-W003`.
    pub id: String,
    /// Whether it stops approval.
    pub severity: Severity,
    /// When it runs.
    pub phase: Phase,
    /// The fields it looks at; the finding lands on the first. `["*"]` means every field.
    /// A rule on columns of a table runs once for each row.
    pub fields: FieldSelection,
    /// When it applies at all; seen from the row for columns.
    #[serde(default)]
    pub when: Option<Condition>,
    /// The check.
    pub check: String,
    /// The check's parameters.
    #[serde(default)]
    pub params: BTreeMap<String, Param>,
    /// Key of the message in the texts.
    pub message: String,
    /// Legal or technical source.
    pub cite: String,
    /// Why the rule exists.
    pub why: String,
}

/// Which fields a rule looks at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FieldSelection {
    /// Every field of the form: written `"*"`.
    Every(Star),
    /// These fields.
    Listed(Vec<FieldId>),
}

/// The text `*`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Star {
    /// Every field.
    #[serde(rename = "*")]
    Star,
}

/// A parameter of a check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Param {
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A text, a field id, a code, an exact decimal.
    Text(String),
    /// Several texts.
    Texts(Vec<String>),
    /// A condition.
    Condition(Condition),
}

mod engine;

pub use engine::{Context, check, validate};
