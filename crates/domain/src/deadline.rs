//! When something is due, counted in business days or to a day of the next month, with the count shown.
//!
//! The day it is counted from is day 0 (민법 제157조: the first day is not counted); a period that would end
//! on a closed day ends on the next business day (민법 제161조). Which period applies is the form's matter.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::calendar::{BusinessCalendar, Day, PastCoverage};
use crate::definition::Period;

/// A due date and how it was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The day it is counted from, in Korea: that of the decision, or of the last transfer.
    pub decided_on: NaiveDate,
    /// The last day on which the report is in time.
    pub due: NaiveDate,
    /// Every day from the first to the due date, both included. Where the law names a day of the next month,
    /// the first day, and then the days from the named one to the due date.
    pub working: Vec<DayStep>,
}

/// One day of the count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayStep {
    /// The day, with what is listed for it.
    #[serde(flatten)]
    pub day: Day,
    /// Which business day it is; 0 for the first day, `None` for one that is not counted, 1 for the day that
    /// a named day has moved to.
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

/// The end of a period that is counted from a day.
///
/// # Errors
/// [`PastCoverage`] when the count leaves the span of the calendar.
pub fn end_of(
    calendar: &BusinessCalendar,
    from: NaiveDate,
    period: Period,
) -> Result<Deadline, PastCoverage> {
    match period {
        Period::BusinessDays(days) => due(calendar, from, days),
        Period::DayOfNextMonth(day) => on_day_of_next_month(calendar, from, day),
    }
}

/// The named day of the month after `from`, or the first business day after it.
fn on_day_of_next_month(
    calendar: &BusinessCalendar,
    from: NaiveDate,
    day: u32,
) -> Result<Deadline, PastCoverage> {
    let mut working = vec![DayStep { day: calendar.day(from)?, counted: Some(0) }];
    // Neither can fail within a calendar: every month has days 1 to 28.
    let next = from.checked_add_months(Months::new(1)).and_then(|date| date.with_day(day));
    let mut date = next.unwrap_or(NaiveDate::MAX);
    loop {
        let day = calendar.day(date)?;
        let open = day.is_business();
        working.push(DayStep { day, counted: open.then_some(1) });
        if open {
            return Ok(Deadline { decided_on: from, due: date, working });
        }
        date = date.succ_opt().unwrap_or(date);
    }
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

    #[test]
    fn the_tenth_of_the_next_month_moves_to_a_business_day() {
        let tenth = |from: &str| end_of(korea(), day(from), Period::DayOfNextMonth(10)).unwrap();
        for (from, expected) in [
            ("2026-08-31", "2026-09-10"),
            // Saturday, Sunday, then Monday.
            ("2026-09-30", "2026-10-12"),
            ("2026-10-01", "2026-11-10"),
            ("2026-12-31", "2027-01-11"),
            // The shortest month on either side.
            ("2027-01-31", "2027-02-10"),
            ("2027-02-28", "2027-03-10"),
        ] {
            assert_eq!(tenth(from).due, day(expected), "{from}");
        }
        let counted: Vec<_> =
            tenth("2026-09-15").working.iter().map(|s| (s.day.date, s.counted)).collect();
        let expected = [
            ("2026-09-15", Some(0)),
            ("2026-10-10", None),
            ("2026-10-11", None),
            ("2026-10-12", Some(1)),
        ];
        assert_eq!(counted, expected.map(|(date, counted)| (day(date), counted)));
        let three = end_of(korea(), day("2026-04-30"), Period::BusinessDays(3)).unwrap();
        assert_eq!(three, due(korea(), day("2026-04-30"), 3).unwrap());
        assert!(end_of(korea(), day("2027-12-01"), Period::DayOfNextMonth(10)).is_err());
        assert!(end_of(korea(), NaiveDate::MAX, Period::DayOfNextMonth(10)).is_err());
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
