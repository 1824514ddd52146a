//! The Korean calendar against the law it is made from.
//!
//! The counts of business days are published ones; substitutes are derived here from 관공서의 공휴일에 관한
//! 규정 제3조 as it stood in each year, and must be those that the file lists.

use std::collections::BTreeSet;

use chrono::Days;

use super::*;

fn korea() -> BusinessCalendar {
    BusinessCalendar::load(include_str!("../../../../assets/calendars/kr.toml")).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_years_have_as_many_business_days_as_published() {
    let korea = korea();
    for (year, expected) in [(2025, 244), (2026, 245), (2027, 246)] {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let days = first.iter_days().take_while(|day| day.year() == year);
        let business = days.filter(|day| korea.is_business_day(*day).unwrap()).count();
        assert_eq!(business, expected, "{year}");
    }
}

/// 관공서의 공휴일에 관한 규정 제3조: which closed days give a substitute, and on which day.
#[test]
fn substitutes_follow_from_the_rule() {
    let korea = korea();
    let listed: BTreeSet<NaiveDate> = korea
        .holidays()
        .filter(|holiday| holiday.kind == HolidayKind::Substitute)
        .map(|holiday| holiday.date)
        .collect();
    let original = |holiday: &&Holiday| {
        !matches!(holiday.kind, HolidayKind::Substitute | HolidayKind::Private)
    };
    let originals: Vec<&Holiday> = korea.holidays().filter(original).collect();
    let mut computed = BTreeSet::new();
    for holiday in &originals {
        let date = holiday.date;
        let feast = ["설날", "추석"].iter().any(|name| holiday.ko.starts_with(name));
        let since = match holiday.ko.as_str() {
            "어린이날" => "2021-01-01",
            // The reform began with Liberation Day 2021.
            "3·1절" | "광복절" | "개천절" | "한글날" => "2021-08-15",
            "부처님 오신 날" | "기독탄신일" => "2023-01-01",
            "노동절" | "제헌절" => "2026-05-01",
            _ if feast => "2021-01-01",
            _ => continue,
        };
        let weekend = match date.weekday() {
            Weekday::Sun => true,
            Weekday::Sat => !feast,
            _ => false,
        };
        let shared = originals.iter().filter(|other| other.date == date).count() > 1;
        if date < day(since) || !(weekend || shared) {
            continue;
        }
        let closed = |date: NaiveDate| {
            matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
                || originals.iter().any(|other| other.date == date)
        };
        // Two holidays that share one day give one substitute between them.
        computed.extend(date.iter_days().skip(1).find(|date| !closed(*date)));
    }
    assert_eq!(computed, listed);
}

#[test]
fn temporary_holidays_and_elections_close_their_day() {
    let korea = korea();
    for (date, kind) in [
        ("2022-03-09", HolidayKind::Election),
        ("2022-06-01", HolidayKind::Election),
        ("2023-10-02", HolidayKind::Temporary),
        ("2024-04-10", HolidayKind::Election),
        ("2024-10-01", HolidayKind::Temporary),
        ("2025-01-27", HolidayKind::Temporary),
        ("2025-06-03", HolidayKind::Election),
        ("2026-06-03", HolidayKind::Election),
    ] {
        let day = korea.day(day(date)).unwrap();
        assert!(!day.is_business());
        assert_eq!(day.holidays[0].kind, kind, "{date}");
    }
}

#[test]
fn the_first_of_may_closes_public_offices_from_2026() {
    let korea = korea();
    assert!(korea.is_business_day(day("2025-05-01")).unwrap());
    assert_eq!(korea.day(day("2025-05-01")).unwrap().holidays[0].kind, HolidayKind::Private);
    assert!(!korea.is_business_day(day("2026-05-01")).unwrap());
}

#[test]
fn outside_its_span_a_calendar_refuses() {
    let korea = korea();
    assert_eq!(korea.covered_through(), day("2027-12-31"));
    assert!(korea.day(day("2027-12-31")).is_ok());
    for outside in ["2020-12-31", "2028-01-01"] {
        assert_eq!(korea.day(day(outside)).unwrap_err().date, day(outside));
    }
}

#[test]
fn users_can_close_a_day() {
    let date = day("2026-11-23");
    assert!(korea().is_business_day(date).unwrap());
    let added = Holiday {
        date,
        ko: "임시공휴일".into(),
        en: "Temporary holiday".into(),
        kind: HolidayKind::Added,
    };
    let changed = korea().with_holidays([added.clone()]);
    assert!(!changed.is_business_day(date).unwrap());
    assert_eq!(changed.day(date).unwrap().holidays, [added]);
    assert!(changed.is_business_day(date + Days::new(1)).unwrap());
}

#[test]
fn a_list_that_does_not_hang_together_is_refused() {
    let text = include_str!("../../../../assets/calendars/kr.toml");
    let load = |from: &str, to: &str| BusinessCalendar::load(&text.replacen(from, to, 1));
    assert!(matches!(load("kind =", "sort ="), Err(CalendarError::Syntax(_))));
    assert_eq!(load("2027-12-31", "2028-12-31"), Err(CalendarError::MissingYear(2028)));
    assert_eq!(
        load("year = 2021", "year = 2022"),
        Err(CalendarError::MisplacedDay(day("2021-01-01")))
    );
    assert_eq!(
        load("\"2021-02-11\"", "\"2022-02-11\""),
        Err(CalendarError::MisplacedDay(day("2022-02-11")))
    );
    let twice = load("2021-02-11\", ko = \"설날 전날", "2021-02-12\", ko = \"설날");
    assert_eq!(twice, Err(CalendarError::Duplicate(day("2021-02-12"))));
}

#[test]
fn the_korean_day_begins_nine_hours_before_the_one_in_utc() {
    let instant = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
    assert_eq!(kst_date(&instant("2026-11-20T14:59:59Z")), day("2026-11-20"));
    assert_eq!(kst_date(&instant("2026-11-20T15:00:00Z")), day("2026-11-21"));
}
