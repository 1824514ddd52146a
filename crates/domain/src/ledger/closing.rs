//! The closing of a month: which report is made from the movements of a month, and what each of them needs first.
//!
//! All of it is dated data. What a form requires is asked of its definition; a closing only groups it, and adds
//! what is demanded beyond it. Not here: which movements there are (store).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Deserialize;

use super::TABLE;
use crate::answer::Row;
use crate::definition::{Condition, Definition, View};
use crate::path::FieldId;

/// How the movements of a month become a report.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// The form.
    pub form: String,
    /// The first month it applies to is that of this day.
    pub effective_from: NaiveDate,
    /// The field that says how the report is made up.
    pub mode: FieldId,
    /// Its code for a report of a month.
    pub monthly: String,
    /// Its code for a report of one movement.
    pub single: String,
    /// The field of the first day.
    pub from: FieldId,
    /// The field of the last day.
    pub to: FieldId,
    /// The field that names whose movement a report of one is about.
    pub subject: FieldId,
    /// The field that says whether the report is a first one or changes another.
    pub kind: FieldId,
    /// Its code for a first one.
    pub first: String,
    /// The title of a monthly report, with `{year}` and `{month}`.
    pub monthly_title: String,
    /// The same of one part of a month, with `{part}` and `{parts}`, too.
    pub part_title: String,
    /// The most movements of one report; a month with more becomes several, each of some of its days.
    pub most: u64,
    /// The title of a report of one movement, with `{number}`.
    pub single_title: String,
    /// Where this comes from.
    pub cite: String,
    /// What is missing is grouped so, in this order; the last group takes what no other names.
    pub need: Vec<Need>,
}

/// A group of columns of which something can be missing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// Its name.
    pub id: String,
    /// The columns.
    pub columns: BTreeSet<String>,
    /// When `demanded` is asked for.
    #[serde(default)]
    pub when: Option<Condition>,
    /// Columns that are asked for though the form does not require them.
    #[serde(default)]
    pub demanded: BTreeSet<String>,
}

/// The closings by date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closings {
    closing: Vec<Closing>,
}

/// Closings that do not read or do not hang together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("closing: {0}")]
pub struct ClosingError(String);

/// The stretches of days, first and last, into which days in order are divided so that each has at most `most` movements.
///
/// # Errors
/// The day, and its number, that has more by itself.
pub fn parts(
    days: &[(NaiveDate, u64)],
    most: u64,
) -> Result<Vec<(NaiveDate, NaiveDate)>, (NaiveDate, u64)> {
    let mut parts: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    let mut held = 0;
    for (day, count) in days.iter().copied() {
        if count > most {
            return Err((day, count));
        }
        match parts.last_mut().filter(|_| held + count <= most) {
            Some(part) => (part.1, held) = (day, held + count),
            None => {
                parts.push((day, day));
                held = count;
            }
        }
    }
    Ok(parts)
}

impl Closings {
    /// Reads them.
    ///
    /// # Errors
    /// [`ClosingError`] with the place.
    pub fn load(text: &str) -> Result<Self, ClosingError> {
        let closings: Self =
            toml::from_str(text).map_err(|error| ClosingError(error.to_string()))?;
        for closing in &closings.closing {
            let mut seen = BTreeSet::new();
            let twice =
                closing.need.iter().flat_map(|need| &need.columns).find(|c| !seen.insert(*c));
            if let Some(column) = twice {
                return Err(ClosingError(format!("{column} stands in two groups")));
            }
            if closing.need.last().is_none_or(|last| !last.columns.is_empty()) {
                return Err(ClosingError("the last group names no columns".to_owned()));
            }
        }
        Ok(closings)
    }

    /// The fields and columns that closings name and the definition of their form, while it is in force, lacks.
    pub fn strangers(&self, definition: &Definition) -> Vec<String> {
        let form = &definition.form;
        let last = form.effective_to.unwrap_or(NaiveDate::MAX);
        let closing = self.on(last).filter(|closing| closing.form == form.id);
        let closing = closing.filter(|closing| closing.effective_from <= last);
        closing.map(|closing| closing.strangers(definition)).unwrap_or_default()
    }

    /// The closing that applies to a month, by the month's last day.
    pub fn on(&self, last_day: NaiveDate) -> Option<&Closing> {
        let begun = self.closing.iter().filter(|closing| closing.effective_from <= last_day);
        begun.max_by_key(|closing| closing.effective_from)
    }
}

/// What the rows of a report lack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lacks {
    /// Rows that lack nothing.
    pub complete: u64,
    /// All rows.
    pub rows: u64,
    /// For each group: how many rows, how often each column, and the first rows by their number.
    pub groups: BTreeMap<String, Lack>,
}

/// What is missing of one group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lack {
    /// Rows that lack something.
    pub rows: u64,
    /// How many rows lack each column.
    pub columns: BTreeMap<String, u64>,
    /// The first of the rows, as the caller numbers them.
    pub first: Vec<i64>,
}

impl Closing {
    /// The columns that a row lacks, by group.
    pub fn lacking(&self, view: &View<'_>, row: &Row) -> BTreeMap<&str, Vec<String>> {
        let mut found: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (section, field) in view.definition().fields() {
            if section.table.as_deref() != Some(TABLE) {
                continue;
            }
            let column = FieldId::name(&field.path);
            if row.cells.get(column).is_some_and(|answer| !answer.is_blank()) {
                continue;
            }
            let Some(need) = self.group_of(column) else { continue };
            let demanded = need.demanded.contains(column)
                && need.when.as_ref().is_none_or(|when| view.holds(when, Some(row)))
                && view.shown(&field.path, Some(row));
            if demanded || view.required(&field.path, Some(row)) {
                found.entry(&need.id).or_default().push(column.to_owned());
            }
        }
        found
    }

    /// Adds what a row lacks to `lacks`; of each group the first `most` numbers are kept.
    pub fn add(&self, lacks: &mut Lacks, view: &View<'_>, number: i64, row: &Row, most: usize) {
        let found = self.lacking(view, row);
        lacks.rows += 1;
        lacks.complete += u64::from(found.is_empty());
        for (group, columns) in found {
            let lack = lacks.groups.entry(group.to_owned()).or_default();
            lack.rows += 1;
            if lack.first.len() < most {
                lack.first.push(number);
            }
            for column in columns {
                *lack.columns.entry(column).or_default() += 1;
            }
        }
    }

    /// The fields and columns that a definition lacks.
    fn strangers(&self, definition: &Definition) -> Vec<String> {
        let single = [&self.mode, &self.from, &self.to, &self.subject, &self.kind];
        let single = single.into_iter().cloned();
        let columns = self.need.iter().flat_map(|need| need.columns.iter().chain(&need.demanded));
        let columns = columns.filter_map(|column| format!("{TABLE}[].{column}").parse().ok());
        single
            .chain(columns)
            .filter(|field: &FieldId| definition.field(field).is_none())
            .map(|field| field.to_string())
            .collect()
    }

    fn group_of(&self, column: &str) -> Option<&Need> {
        self.need.iter().find(|need| need.columns.contains(column)).or(self.need.last())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_divided_where_a_part_is_full() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let divided = |counts: &[u64], most| {
            let days: Vec<_> = (1..).map(day).zip(counts.iter().copied()).collect();
            parts(&days, most).map(|parts| {
                let days = |(first, last): (NaiveDate, NaiveDate)| {
                    (chrono::Datelike::day(&first), chrono::Datelike::day(&last))
                };
                parts.into_iter().map(days).collect::<Vec<_>>()
            })
        };
        assert_eq!(divided(&[3, 4, 0, 3], 10), Ok(vec![(1, 4)]));
        assert_eq!(divided(&[3, 4, 0, 4, 0], 10), Ok(vec![(1, 3), (4, 5)]));
        assert_eq!(divided(&[10, 10, 1], 10), Ok(vec![(1, 1), (2, 2), (3, 3)]));
        assert_eq!(divided(&[0, 0], 10), Ok(vec![(1, 2)]));
        assert_eq!(divided(&[1, 11, 1], 10), Err((day(2), 11)));
    }
}
