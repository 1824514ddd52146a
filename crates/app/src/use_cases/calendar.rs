//! Deadlines and the calendar they are counted on.

use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};
use serde_json::json;
use singo_domain::calendar::{BusinessCalendar, PastCoverage, kst_date};
use singo_domain::deadline::{DayStep, due, end_of};
use singo_domain::definition::{Definition, FormHead, Period, Value};
use singo_domain::filing::FilingId;
use singo_store::{NewAct, Read};

use super::house::period_of;
use super::profile::read_profile;
use crate::App;
use crate::convert::{not_found, read_instant, wrong};
use crate::error::{ErrorCode, WireError};
use crate::session::calendar;
use crate::wire::{
    CalendarView, DeadlineStep, DeadlineView, HolidayView, Nothing, SetHolidayRequest,
    ShowDeadlineRequest,
};

/// When a report would be due. Works without a vault; an open one adds its holidays and its target.
pub fn deadline_show(app: &App, request: ShowDeadlineRequest) -> Result<DeadlineView, WireError> {
    let decided_at = read_instant(&request.decided_at)?;
    let on = kst_date(&decided_at).to_string();
    let head = &app.in_force(&request.form, Some(&on))?.form;
    match app.slot().as_ref() {
        Some(session) => session.vault.read(|read| deadline(app, read, head, decided_at.to_utc())),
        None => {
            let name = &head.deadline.calendar;
            let calendar = app.assets.calendars.get(name).ok_or_else(|| not_found(name))?;
            let counted = Counted { from: kst_date(&decided_at), period: head.deadline.period };
            count_days(calendar, head, counted, None, app.host.today())
        }
    }
}

/// The deadline of a decision, on the calendar of an open vault.
pub fn deadline(
    app: &App,
    read: &Read<'_>,
    head: &FormHead,
    decided_at: DateTime<Utc>,
) -> Result<DeadlineView, WireError> {
    from_day(app, read, head, kst_date(&decided_at))
}

/// The deadline of a period that is counted from a day, on the calendar of an open vault.
fn from_day(
    app: &App,
    read: &Read<'_>,
    head: &FormHead,
    from: NaiveDate,
) -> Result<DeadlineView, WireError> {
    let calendar = calendar(&app.assets, &head.deadline.calendar, read)?;
    let target = read_profile(read)?.internal_target;
    let counted = Counted { from, period: period_of(read, head, from)? };
    count_days(&calendar, head, counted, target, app.host.today())
}

/// The deadline of a filing; none while the day it is counted from is not known.
pub fn deadline_of(
    app: &App,
    read: &Read<'_>,
    definition: &Definition,
    filing: FilingId,
    decided_at: Option<DateTime<Utc>>,
) -> Result<Option<DeadlineView>, WireError> {
    let from = counted_from(read, definition, filing, decided_at)?;
    from.map(|from| from_day(app, read, &definition.form, from)).transpose()
}

/// The deadline of a period that ends with a day; none past the calendar.
pub fn deadline_from(
    app: &App,
    read: &Read<'_>,
    head: &FormHead,
    last: NaiveDate,
) -> Result<Option<DeadlineView>, WireError> {
    match from_day(app, read, head, last) {
        Err(error) if error.code == ErrorCode::PastCalendar => Ok(None),
        found => found.map(Some),
    }
}

/// The day from which a filing's period is counted: that of the decision, or the one that the form names.
pub fn counted_from(
    read: &Read<'_>,
    definition: &Definition,
    filing: FilingId,
    decided_at: Option<DateTime<Utc>>,
) -> Result<Option<NaiveDate>, WireError> {
    let Some(field) = &definition.form.deadline.counted_from else {
        return Ok(decided_at.map(|at| kst_date(&at)));
    };
    let answer = read.answer(filing, field)?;
    let kind = definition.field(field).map(|field| field.kind);
    Ok(match answer.zip(kind).and_then(|(answer, kind)| kind.read(&answer).ok()) {
        Some(Value::Date(day)) => Some(day),
        _ => None,
    })
}

/// What is counted: a period, and from which day.
struct Counted {
    from: NaiveDate,
    period: Period,
}

fn count_days(
    calendar: &BusinessCalendar,
    head: &FormHead,
    Counted { from, period }: Counted,
    target: Option<u32>,
    today: NaiveDate,
) -> Result<DeadlineView, WireError> {
    let counted = end_of(calendar, from, period)?;
    let target = target.unwrap_or(head.deadline.internal_target);
    // The firm's own target never lies after the law's day.
    let target = due(calendar, from, target)?.due.min(counted.due);
    Ok(DeadlineView {
        decided_on: from.to_string(),
        from_period: head.deadline.counted_from.is_some(),
        due: counted.due.to_string(),
        target: target.to_string(),
        days_left: days_left(calendar, today, counted.due).ok(),
        working: counted.working.iter().map(|day| step(day, period)).collect(),
        cite: head.deadline.cite.clone(),
        covered_through: calendar.covered_through().to_string(),
    })
}

/// A day of the count. Where the law names a day of the month, no days are counted.
fn step(step: &DayStep, period: Period) -> DeadlineStep {
    let day = &step.day;
    let holiday = day.closing().next();
    let counts = matches!(period, Period::BusinessDays(_));
    let skipped = match (step.counted, holiday, day.weekday) {
        (Some(0), ..) if counts => Some("decision_day"),
        (Some(0), ..) => Some("period_end"),
        (Some(_), ..) if counts => None,
        (Some(_), ..) => Some("due_day"),
        (None, Some(_), _) => Some("holiday"),
        (None, None, Weekday::Sat) => Some("saturday"),
        (None, None, _) => Some("sunday"),
    };
    DeadlineStep {
        date: day.date.to_string(),
        counted: step.counted.filter(|number| counts && *number > 0),
        skipped: skipped.map(str::to_owned),
        holiday_ko: holiday.map(|holiday| holiday.ko.clone()),
        holiday_en: holiday.map(|holiday| holiday.en.clone()),
    }
}

/// Business days from today to the last day: 0 on that day, negative after it.
pub fn days_left(
    calendar: &BusinessCalendar,
    today: NaiveDate,
    due: NaiveDate,
) -> Result<i32, PastCoverage> {
    let (from, to, sign) = if today <= due { (today, due, 1) } else { (due, today, -1) };
    let mut days = 0;
    for day in from.iter_days().skip(1).take_while(|day| *day <= to) {
        if calendar.is_business_day(day)? {
            days += sign;
        }
    }
    Ok(days)
}

/// The calendar and what the user added to it.
pub fn calendar_show(app: &App, _: Nothing) -> Result<CalendarView, WireError> {
    let name = first_calendar(app)?;
    app.with_session(|session| session.vault.read(|read| show(app, read, &name)))
}

/// Adds a temporary holiday, or takes an added one back.
pub fn calendar_set_holiday(
    app: &App,
    request: SetHolidayRequest,
) -> Result<CalendarView, WireError> {
    let now = (app.host.now)();
    let day: NaiveDate = request.date.parse().map_err(|_| wrong("date", &request.date))?;
    let name = request.name.trim().to_owned();
    if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !name.is_empty() {
        return Err(wrong("date", &request.date));
    }
    let calendar = first_calendar(app)?;
    app.with_session(|session| {
        session.write(now, |tx| {
            let act = if name.is_empty() {
                tx.remove_holiday(day)?;
                "calendar.holiday_removed"
            } else {
                tx.put_holiday(day, &name)?;
                "calendar.holiday_added"
            };
            let payload = json!({ "day": day.to_string(), "name": name });
            Ok(((), NewAct::new(act, "calendar", payload)))
        })?;
        session.vault.read(|read| show(app, read, &calendar))
    })
}

fn show(app: &App, read: &Read<'_>, name: &str) -> Result<CalendarView, WireError> {
    let added: Vec<NaiveDate> = read.holidays()?.into_iter().map(|day| day.day).collect();
    let calendar = calendar(&app.assets, name, read)?;
    let holidays = calendar.holidays().map(|holiday| HolidayView {
        date: holiday.date.to_string(),
        ko: holiday.ko.clone(),
        en: holiday.en.clone(),
        added: added.contains(&holiday.date),
    });
    Ok(CalendarView {
        covered_from: calendar.covered_from().to_string(),
        covered_through: calendar.covered_through().to_string(),
        holidays: holidays.collect(),
    })
}

/// The calendar the forms count on; today every form counts on the same one.
pub fn first_calendar(app: &App) -> Result<String, WireError> {
    app.assets.calendars.keys().next().cloned().ok_or_else(|| not_found("calendar"))
}
