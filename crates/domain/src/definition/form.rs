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
    /// When a report is due.
    pub deadline: DeadlineRule,
    /// Whether patterns over the whole vault are answered before a report of this form is approved.
    #[serde(default)]
    pub asks_patterns: bool,
    /// Whether nobody outside may learn that there is such a report: then no other form's findings, sums or files
    /// take anything from it.
    #[serde(default)]
    pub undisclosed: bool,
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
#[serde(try_from = "WrittenDeadline", into = "WrittenDeadline")]
pub struct DeadlineRule {
    /// How long after the day it is counted from.
    pub period: Period,
    /// The field whose day starts the period; absent where the officer's decision does.
    pub counted_from: Option<FieldId>,
    /// The firm's own target in business days after that day; its user may change it. Never later than due.
    pub internal_target: u32,
    /// The calendar that says which days are business days.
    pub calendar: String,
    /// Other days of the month that the firm may choose, where the period ends on a day of the next month.
    pub other_days: Vec<u32>,
    /// Legal source of the period.
    pub cite: String,
}

/// How long there is to report, counted from a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// So many business days after it; it is day 0 itself.
    BusinessDays(u32),
    /// This day of the month after it, 1 to 28; where that is closed, the next business day.
    DayOfNextMonth(u32),
}

impl Period {
    /// The number that the law names: of business days, or of the day.
    pub fn number(self) -> u32 {
        match self {
            Self::BusinessDays(number) | Self::DayOfNextMonth(number) => number,
        }
    }
}

/// The keys of `[form.deadline]`: the period stands as one of two, `business_days` or `day_of_next_month`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDeadline {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    business_days: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day_of_next_month: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counted_from: Option<FieldId>,
    internal_target: u32,
    calendar: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    other_days: Vec<u32>,
    cite: String,
}

impl TryFrom<WrittenDeadline> for DeadlineRule {
    type Error = &'static str;

    fn try_from(written: WrittenDeadline) -> Result<Self, Self::Error> {
        let period = match (written.business_days, written.day_of_next_month) {
            (Some(days), None) => Period::BusinessDays(days),
            // A 29th is not in every month.
            (None, Some(day @ 1..=28)) => Period::DayOfNextMonth(day),
            _ => return Err("a deadline is one of: business_days, day_of_next_month (1 to 28)"),
        };
        let in_any_month = |day: &u32| (1..=28).contains(day);
        let movable = matches!(period, Period::DayOfNextMonth(_));
        if !written.other_days.iter().all(in_any_month)
            || (!movable && !written.other_days.is_empty())
        {
            return Err("other_days are days 1 to 28 of the next month, beside day_of_next_month");
        }
        let WrittenDeadline { counted_from, internal_target, calendar, other_days, cite, .. } =
            written;
        Ok(Self { period, counted_from, internal_target, calendar, other_days, cite })
    }
}

impl From<DeadlineRule> for WrittenDeadline {
    fn from(rule: DeadlineRule) -> Self {
        let (business_days, day_of_next_month) = match rule.period {
            Period::BusinessDays(days) => (Some(days), None),
            Period::DayOfNextMonth(day) => (None, Some(day)),
        };
        let DeadlineRule { counted_from, internal_target, calendar, other_days, cite, .. } = rule;
        Self {
            business_days,
            day_of_next_month,
            counted_from,
            internal_target,
            calendar,
            other_days,
            cite,
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(period: &str) -> Result<DeadlineRule, toml::de::Error> {
        toml::from_str(&format!("{period}\ninternal_target = 1\ncalendar = 'kr'\ncite = 'test'"))
    }

    #[test]
    fn a_deadline_names_one_period() {
        assert_eq!(read("business_days = 3").unwrap().period, Period::BusinessDays(3));
        let monthly = read("day_of_next_month = 10\ncounted_from = 'header.period_to'").unwrap();
        assert_eq!(monthly.period, Period::DayOfNextMonth(10));
        assert_eq!(monthly.counted_from.unwrap().as_str(), "header.period_to");
        for wrong in [
            "",
            "business_days = 3\nday_of_next_month = 10",
            "day_of_next_month = 0",
            "day_of_next_month = 29",
            "business_day = 3",
            "business_days = 3\nother_days = [15]",
            "day_of_next_month = 10\nother_days = [31]",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
