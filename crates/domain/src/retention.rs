//! How long records are kept: `assets/retention/*.toml`, and the day on which a time of keeping is over.
//!
//! The periods are law, hence data; a firm may lengthen one, never shorten it below the least. Not here: the
//! destruction itself, and who orders it.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// From when a time of keeping runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Since {
    /// The end of the business relationship that the record is about.
    RelationshipEnd,
    /// The entry of the record itself.
    Entry,
}

/// The time of keeping of one kind of record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keeping {
    /// The kind of record.
    pub id: String,
    /// The least number of years that the law asks for.
    pub least: u32,
    /// The number of years unless the firm sets another.
    pub years: u32,
    /// From when they are counted.
    pub from: Since,
    /// Legal source.
    pub cite: String,
}

/// The times of keeping of one jurisdiction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Its name.
    pub id: String,
    /// When the sources were read.
    pub checked: String,
    /// By kind of record.
    #[serde(rename = "record")]
    pub records: Vec<Keeping>,
}

impl Retention {
    /// The time of keeping of a kind of record.
    pub fn of(&self, id: &str) -> Option<&Keeping> {
        self.records.iter().find(|record| record.id == id)
    }
}

impl Keeping {
    /// The years that hold where the firm has set `set`: never fewer than the law asks for.
    pub fn years_with(&self, set: Option<u32>) -> u32 {
        set.unwrap_or(self.years).max(self.least)
    }
}

/// The first day on which a record that is kept for `years` from `start` may be destroyed: the day after the
/// period's last day, which is the day before the same date of the last year (민법 제160조). Where that year has
/// no such date, the period ends with the last day of the month. `None` past the end of the calendar.
pub fn free_from(start: NaiveDate, years: u32) -> Option<NaiveDate> {
    // The first day does not count (민법 제157조): the period begins on the day after.
    let begin = start.succ_opt()?;
    let months = years.checked_mul(12)?;
    let same = begin.checked_add_months(Months::new(months))?;
    // Clamped to a shorter month, the period ended with that month's last day.
    if chrono::Datelike::day(&same) < chrono::Datelike::day(&begin) {
        same.succ_opt()
    } else {
        Some(same)
    }
}

/// The first day whose entries must still be kept for `years` on `today`: those of every day before may be destroyed.
/// `None` past the end of the calendar.
pub fn kept_since(today: NaiveDate, years: u32) -> Option<NaiveDate> {
    let about = today.checked_sub_months(Months::new(years.checked_mul(12)?))?;
    // The end of February moves a period by a day or two.
    let mut day = about.checked_sub_days(chrono::Days::new(4))?;
    while free_from(day, years)? <= today {
        day = day.succ_opt()?;
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_begins_where_what_is_free_ends() {
        let first: NaiveDate = "2027-12-25".parse().unwrap();
        for today in first.iter_days().take(900) {
            for years in [2, 3, 15] {
                let kept = kept_since(today, years).unwrap();
                let free = |day: NaiveDate| free_from(day, years).unwrap() <= today;
                assert!(!free(kept) && free(kept.pred_opt().unwrap()), "{today} {years}");
            }
        }
    }

    #[test]
    fn a_period_ends_where_the_civil_code_says() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        // From 2026-03-10 the count begins on the 11th and ends with 2031-03-10.
        assert_eq!(free_from(day("2026-03-10"), 5), Some(day("2031-03-11")));
        // The count begins on 2024-02-29; 2029 has none: it ends with the 28th.
        assert_eq!(free_from(day("2024-02-28"), 5), Some(day("2029-03-01")));
        assert_eq!(free_from(day("2024-02-28"), 4), Some(day("2028-02-29")));
        assert_eq!(free_from(day("2026-12-31"), 15), Some(day("2042-01-01")));
    }

    #[test]
    fn a_firm_keeps_longer_and_never_shorter() {
        let keeping = Keeping {
            id: "filing".into(),
            least: 5,
            years: 15,
            from: Since::RelationshipEnd,
            cite: "시험".into(),
        };
        let years = [None, Some(1), Some(7), Some(30)].map(|set| keeping.years_with(set));
        assert_eq!(years, [15, 5, 7, 30]);
    }
}
