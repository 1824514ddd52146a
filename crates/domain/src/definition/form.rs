//! The shape of `form.toml`.

use std::fmt;

use chrono::NaiveDate;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::Condition;
use super::kind::Kind;
use crate::path::FieldId;

/// Identity, validity and legal source of one version of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormHead {
    /// The form, as in file names and on the command line.
    pub id: String,
    /// The version, unique within the form.
    pub version: String,
    /// First day on which a new filing uses this version.
    pub effective_from: NaiveDate,
    /// Last day; absent while the version is open.
    #[serde(default)]
    pub effective_to: Option<NaiveDate>,
    /// The version this one replaced.
    #[serde(default)]
    pub supersedes: Option<String>,
    /// Code of the authority that receives the report.
    pub authority: String,
    /// How official the form is.
    pub status: FormStatus,
    /// Legal source of the form.
    pub cite: String,
    /// When a report is due after the officer's decision.
    pub deadline: DeadlineRule,
    /// Which fields play a part outside the form itself.
    pub roles: Roles,
}

/// How official a form is; printed on its face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormStatus {
    /// Checked line by line against the published form.
    Official,
    /// Follows the published form as far as its text could be had.
    Provisional,
    /// No official form exists (임의서식).
    FreeForm,
}

/// When a report is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineRule {
    /// Business days after the day of the decision, which is day 0.
    pub business_days: u32,
    /// The firm's own target in business days; its user may change it.
    pub internal_target: u32,
    /// The calendar that says which days are business days.
    pub calendar: String,
    /// Legal source of the period.
    pub cite: String,
}

/// Fields that the rest of the product needs to find without knowing the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roles {
    /// The firm's own number of the document.
    pub document_no: FieldId,
    /// The number of the document that this one corrects.
    pub prior_document_no: FieldId,
    /// The day of the report.
    pub report_date: FieldId,
    /// What the register shows as the name of the filing.
    pub title: FieldId,
    /// Who the filing is about; masked in lists.
    pub subject: FieldId,
    /// The table of transfers, imported from the ledger.
    pub transfers: String,
    /// Fields that the register's search covers.
    pub search: Vec<FieldId>,
    /// Fields filled in from the institution's profile when a filing is created, with the profile's key.
    #[serde(default)]
    pub prefill: std::collections::BTreeMap<FieldId, String>,
}

/// A numbered part of the form: single fields, or the columns of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Key of the section's title in the texts.
    pub id: String,
    /// The regulator's own label or number, such as `II-2`.
    pub spec: String,
    /// The table whose columns stand here; several sections may share one table.
    #[serde(default)]
    pub table: Option<String>,
    /// When the section belongs to the report; for a table, decided for each row.
    #[serde(default)]
    pub shown_when: Option<Condition>,
    /// Whether the section is absent from the published form.
    #[serde(default)]
    pub supplement: bool,
    /// Fields in the order of the form.
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
}

/// One field of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Where its value stands.
    pub path: FieldId,
    /// The regulator's own number, such as `16-2-1`; empty for fields the form lacks.
    #[serde(default)]
    pub spec: String,
    /// What is entered.
    pub kind: Kind,
    /// Whether an answer is needed where the field is shown.
    #[serde(default)]
    pub required: Requirement,
    /// When the field belongs to the report; within a table, decided for each row.
    #[serde(default)]
    pub shown_when: Option<Condition>,
    /// Most characters.
    #[serde(default)]
    pub max: Option<usize>,
    /// The code list of a `code` or `codes` field.
    #[serde(default)]
    pub codes: Option<String>,
    /// The field's label or rule could not be checked against the published form.
    #[serde(default)]
    pub provisional: bool,
    /// An identifier or name that is masked on screen and never normalised without being shown.
    #[serde(default)]
    pub personal: bool,
    /// Source of the field.
    pub cite: String,
}

/// Whether an answer is needed: `true`, `false`, or a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Requirement {
    /// Always or never.
    Fixed(bool),
    /// Where the condition holds.
    When(Condition),
}

impl Default for Requirement {
    fn default() -> Self {
        Self::Fixed(false)
    }
}

impl<'de> Deserialize<'de> for Requirement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RequirementVisitor)
    }
}

/// Reads a requirement without buffering it, so that errors inside a condition keep their line.
struct RequirementVisitor;

impl<'de> Visitor<'de> for RequirementVisitor {
    type Value = Requirement;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true, false or a condition")
    }

    fn visit_bool<E>(self, fixed: bool) -> Result<Requirement, E> {
        Ok(Requirement::Fixed(fixed))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Requirement, A::Error> {
        Condition::deserialize(MapAccessDeserializer::new(map)).map(Requirement::When)
    }
}
