//! Reads a calendar from its text. What does not hang together is refused as a whole.
//!
//! Every year of the span must be there, once, with its source; every day under its own year. So a calendar
//! that loads knows all of its span, and a gap can never pass for a year without holidays.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::{BusinessCalendar, Holiday};

/// Why a calendar was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// Not TOML of the expected shape, with line and column.
    #[error("{0}")]
    Syntax(String),
    /// A year of the span has no list.
    #[error("year {0} is missing")]
    MissingYear(i32),
    /// A year stands twice, or outside the span.
    #[error("year {0} is out of place")]
    MisplacedYear(i32),
    /// A day stands under another year than its own.
    #[error("{0} stands under another year")]
    MisplacedDay(NaiveDate),
    /// One name stands twice on one day.
    #[error("{0} lists one name twice")]
    Duplicate(NaiveDate),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFile {
    id: String,
    version: String,
    covered_from: NaiveDate,
    covered_through: NaiveDate,
    year: Vec<Year>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    year: i32,
    /// Read so that a year without one is refused.
    #[serde(rename = "source")]
    _source: String,
    holidays: Vec<Holiday>,
}

impl BusinessCalendar {
    /// Reads a calendar.
    ///
    /// # Errors
    /// [`CalendarError`].
    pub fn load(text: &str) -> Result<Self, CalendarError> {
        let file: CalendarFile =
            toml::from_str(text).map_err(|error| CalendarError::Syntax(error.to_string()))?;
        let mut missing: BTreeSet<i32> =
            (file.covered_from.year()..=file.covered_through.year()).collect();
        let mut names = BTreeSet::new();
        for Year { year, holidays, .. } in &file.year {
            if !missing.remove(year) {
                return Err(CalendarError::MisplacedYear(*year));
            }
            for holiday in holidays {
                if holiday.date.year() != *year {
                    return Err(CalendarError::MisplacedDay(holiday.date));
                }
                if !names.insert((holiday.date, &holiday.ko)) {
                    return Err(CalendarError::Duplicate(holiday.date));
                }
            }
        }
        if let Some(year) = missing.first() {
            return Err(CalendarError::MissingYear(*year));
        }
        let calendar = Self {
            id: file.id,
            version: file.version,
            covered_from: file.covered_from,
            covered_through: file.covered_through,
            holidays: std::collections::BTreeMap::new(),
        };
        Ok(calendar.with_holidays(file.year.into_iter().flat_map(|year| year.holidays)))
    }
}
