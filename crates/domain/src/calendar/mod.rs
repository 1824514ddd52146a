//! Business days: which days are closed, why, and up to when that is known.
//!
//! A calendar is data with a version and a span. Asking outside the span is refused, never guessed. Users
//! may add days of their own, for a temporary holiday can be declared at short notice.

mod load;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Weekday};
use serde::{Deserialize, Serialize};

use crate::definition::kst;

pub use load::CalendarError;

/// Why a day is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayKind {
    /// The same date every year.
    Fixed,
    /// A date of the lunar calendar.
    Lunar,
    /// In place of a holiday that fell on a closed day (대체공휴일).
    Substitute,
    /// Set by the government for one day (임시공휴일).
    Temporary,
    /// Election at the end of a term, or after a vacancy.
    Election,
    /// Closed in private firms only; remains a business day.
    Private,
    /// Added by the user.
    Added,
}

/// A listed day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day.
    pub date: NaiveDate,
    /// Its Korean name.
    pub ko: String,
    /// Its English name.
    pub en: String,
    /// Why it is listed.
    pub kind: HolidayKind,
}

/// One day as the calendar sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// The day of the week.
    pub weekday: Weekday,
    /// Everything listed for it, also on a weekend; in the order of the list.
    pub holidays: Vec<Holiday>,
}

/// A business-day calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusinessCalendar {
    id: String,
    version: String,
    covered_from: NaiveDate,
    covered_through: NaiveDate,
    holidays: BTreeMap<NaiveDate, Vec<Holiday>>,
}

/// A day about which the calendar knows nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{date} is outside {covered_from}..={covered_through}")]
pub struct PastCoverage {
    /// The day that was asked about.
    pub date: NaiveDate,
    /// The first day known.
    pub covered_from: NaiveDate,
    /// The last day known.
    pub covered_through: NaiveDate,
}

impl Day {
    /// Whether it is a Saturday or a Sunday.
    pub fn is_weekend(&self) -> bool {
        matches!(self.weekday, Weekday::Sat | Weekday::Sun)
    }

    /// The listed days that close it.
    pub fn closing(&self) -> impl Iterator<Item = &Holiday> {
        self.holidays.iter().filter(|holiday| holiday.kind != HolidayKind::Private)
    }

    /// Whether business is done.
    pub fn is_business(&self) -> bool {
        !self.is_weekend() && self.closing().next().is_none()
    }
}

impl BusinessCalendar {
    /// The calendar's id, as definitions name it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The version of its list.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The last day it knows.
    pub fn covered_through(&self) -> NaiveDate {
        self.covered_through
    }

    /// The first day the calendar knows.
    pub fn covered_from(&self) -> NaiveDate {
        self.covered_from
    }

    /// The same calendar with more days closed. Days outside the span are kept but cannot be asked about.
    #[must_use]
    pub fn with_holidays(mut self, added: impl IntoIterator<Item = Holiday>) -> Self {
        for holiday in added {
            self.holidays.entry(holiday.date).or_default().push(holiday);
        }
        self
    }

    /// Every listed day, in order.
    pub fn holidays(&self) -> impl Iterator<Item = &Holiday> {
        self.holidays.values().flatten()
    }

    /// What is known of a day.
    ///
    /// # Errors
    /// [`PastCoverage`].
    pub fn day(&self, date: NaiveDate) -> Result<Day, PastCoverage> {
        let Self { covered_from, covered_through, .. } = *self;
        if !(covered_from..=covered_through).contains(&date) {
            return Err(PastCoverage { date, covered_from, covered_through });
        }
        let holidays = self.holidays.get(&date).cloned().unwrap_or_default();
        Ok(Day { date, weekday: date.weekday(), holidays })
    }

    /// Whether business is done on a day.
    ///
    /// # Errors
    /// [`PastCoverage`].
    pub fn is_business_day(&self, date: NaiveDate) -> Result<bool, PastCoverage> {
        self.day(date).map(|day| day.is_business())
    }
}

/// The day in Korea at an instant.
pub fn kst_date<Tz: TimeZone>(instant: &DateTime<Tz>) -> NaiveDate {
    instant.with_timezone(&kst()).date_naive()
}
