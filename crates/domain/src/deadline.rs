//! When something is due, counted in business days, with the count shown day by day.
//!
//! The day of the decision is day 0 (민법 제157조: the first day is not counted); a period that would end
//! on a closed day ends on the next business day (민법 제161조). Which period applies is the form's matter.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::{BusinessCalendar, Day, PastCoverage};

/// A due date and how it was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The day of the decision, in Korea.
    pub decided_on: NaiveDate,
    /// The last day on which the report is in time.
    pub due: NaiveDate,
    /// Every day from the decision to the due date, both included.
    pub working: Vec<DayStep>,
}

/// One day of the count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayStep {
    /// The day, with what is listed for it.
    #[serde(flatten)]
    pub day: Day,
    /// Which business day it is; 0 for the day of the decision, `None` for one that is not counted.
    pub counted: Option<u32>,
}

/// The end of the `business_days`-th business day after a decision. With 0, the day itself or, where it is
/// closed, the next business day.
///
/// # Errors
/// [`PastCoverage`] when the count leaves the span of the calendar.
pub fn due(
    calendar: &BusinessCalendar,
    decided_on: NaiveDate,
    business_days: u32,
) -> Result<Deadline, PastCoverage> {
    let first = calendar.day(decided_on)?;
    let mut done = business_days == 0 && first.is_business();
    let mut count = 0;
    let mut date = decided_on;
    let mut working = vec![DayStep { day: first, counted: Some(0) }];
    while !done {
        // The last date there is lies outside every calendar.
        date = date.succ_opt().unwrap_or(date);
        let day = calendar.day(date)?;
        let business = day.is_business();
        if business && count < business_days {
            count += 1;
        }
        done = business && count == business_days;
        working.push(DayStep { counted: business.then_some(count), day });
    }
    Ok(Deadline { decided_on, due: date, working })
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    fn korea() -> &'static BusinessCalendar {
        static KOREA: LazyLock<BusinessCalendar> = LazyLock::new(|| {
            BusinessCalendar::load(include_str!("../../../assets/calendars/kr.toml")).unwrap()
        });
        &KOREA
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn three_business_days_counted_by_hand() {
        for (decided, expected) in [
            ("2026-04-30", "2026-05-07"),
            ("2026-09-22", "2026-09-29"),
            ("2026-10-01", "2026-10-07"),
            ("2026-11-20", "2026-11-25"),
            ("2026-12-23", "2026-12-29"),
            ("2027-02-04", "2027-02-11"),
        ] {
            assert_eq!(due(korea(), day(decided), 3).unwrap().due, day(expected), "{decided}");
        }
    }

    #[test]
    fn the_working_shows_what_was_counted_and_what_was_not() {
        let deadline = due(korea(), day("2026-04-30"), 3).unwrap();
        let counted: Vec<Option<u32>> = deadline.working.iter().map(|step| step.counted).collect();
        // Thu decision, Fri Labour Day, weekend, Mon, Tue Children's Day, Wed, Thu.
        assert_eq!(counted, [Some(0), None, None, None, Some(1), None, Some(2), Some(3)]);
        assert_eq!(deadline.working[1].day.holidays[0].ko, "노동절");
        assert!(deadline.working[2].day.is_weekend());
    }

    #[test]
    fn a_decision_on_a_closed_day_is_day_zero_too() {
        let deadline = due(korea(), day("2026-11-21"), 3).unwrap();
        assert_eq!(deadline.due, day("2026-11-25"));
        assert_eq!(due(korea(), day("2026-11-21"), 0).unwrap().due, day("2026-11-23"));
        assert_eq!(due(korea(), day("2026-11-20"), 0).unwrap().due, day("2026-11-20"));
    }

    #[test]
    fn a_count_that_leaves_the_calendar_is_refused() {
        let last = due(korea(), day("2027-12-28"), 3).unwrap();
        assert_eq!(last.due, day("2027-12-31"));
        let error = due(korea(), day("2027-12-29"), 3).unwrap_err();
        assert_eq!(error.date, day("2028-01-01"));
        assert!(due(korea(), NaiveDate::MAX, 3).is_err());
    }

    #[test]
    fn an_independent_calendar_agrees_on_every_day_of_three_years() {
        let korea = korea();
        let mut compared = 0;
        let fixture = include_str!("../../../tests/fixtures/deadlines.csv");
        let months = fixture.lines().filter(|line| line.starts_with("20"));
        for (month, cells) in months.filter_map(|line| line.split_once(',')) {
            for (index, days) in cells.split(',').enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let decided = day(&format!("{month}-{:02}", index + 1));
                let expected = decided + Days::new(days.parse().unwrap());
                assert_eq!(due(korea, decided, 3).unwrap().due, expected, "{decided}");
                compared += 1;
            }
        }
        assert_eq!(compared, 3 * 365 - 3, "every day but the last three, which lead past 2027");
    }

    proptest! {
        #[test]
        fn exactly_so_many_business_days_pass(offset in 0..2_500_u64, business_days in 0..12_u32) {
            let korea = korea();
            let decided = day("2021-01-01") + Days::new(offset);
            let deadline = due(korea, decided, business_days).unwrap();
            prop_assert!(korea.is_business_day(deadline.due).unwrap());
            let passed = decided.iter_days().skip(1).take_while(|date| *date <= deadline.due);
            let passed = passed.filter(|date| korea.is_business_day(*date).unwrap()).count();
            let closed_start = !korea.is_business_day(decided).unwrap();
            let expected = if business_days == 0 { usize::from(closed_start) } else { business_days as usize };
            prop_assert_eq!(passed, expected);
            let next = due(korea, decided + Days::new(1), business_days).unwrap();
            prop_assert!(next.due >= deadline.due, "a later decision is never due earlier");
        }
    }
}
