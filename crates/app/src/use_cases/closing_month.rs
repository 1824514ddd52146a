//! The month that is closed, and the parts that it is divided into where one report does not hold it.
//!
//! Not here: what is done with a month (`closing`).

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use singo_domain::ledger::parts;
use singo_store::MovementFilter;

use super::ledger::too_many;
use crate::convert::wrong;
use crate::error::WireError;

/// A month, or some days of it.
#[derive(Clone)]
pub struct Month {
    /// As it is asked for, `2026-11`.
    pub text: String,
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
    /// Which part of how many it is, where one report does not hold the month.
    pub part: Option<(usize, usize)>,
}

impl Month {
    /// Reads a month.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(text: &str) -> Result<Self, WireError> {
        let first: NaiveDate = format!("{text}-01").parse().map_err(|_| wrong("month", text))?;
        let next = first.checked_add_months(Months::new(1));
        let last = next.and_then(|next| next.checked_sub_days(Days::new(1)));
        let last = last.ok_or_else(|| wrong("month", text))?;
        Ok(Self { text: first.format("%Y-%m").to_string(), first, last, part: None })
    }

    /// The parts that a report each is made of, where one does not hold so many movements as these days have.
    ///
    /// # Errors
    /// `too_many` when one day has more than that.
    pub fn parts(
        &self,
        counts: &BTreeMap<NaiveDate, u64>,
        most: u64,
    ) -> Result<Vec<Self>, WireError> {
        let days = self.first.iter_days().take_while(|day| *day <= self.last);
        let days: Vec<_> =
            days.map(|day| (day, counts.get(&day).copied().unwrap_or_default())).collect();
        let parts = parts(&days, most).map_err(|(_, count)| too_many(count, most))?;
        let of = parts.len();
        let part = |(number, (first, last))| Self {
            first,
            last,
            part: (of > 1).then_some((number, of)),
            ..self.clone()
        };
        Ok((1..).zip(parts).map(part).collect())
    }

    /// Its days, in days since year 1.
    pub fn days(&self) -> (i64, i64) {
        (i64::from(self.first.num_days_from_ce()), i64::from(self.last.num_days_from_ce()))
    }

    /// The imported transfers of the month.
    pub fn filter(&self, viewer: &str) -> MovementFilter {
        MovementFilter {
            days: Some(self.days()),
            imported: true,
            viewer: viewer.to_owned(),
            ..MovementFilter::default()
        }
    }
}
