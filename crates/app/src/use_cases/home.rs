//! The home screen: what is due, what is begun, what was sent.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use singo_domain::calendar::kst_date;
use singo_domain::filing::{Status, Step};
use singo_domain::people::Person;
use singo_store::{ListQuery, Read};

use super::calendar::deadline;
use super::history::written_head;
use super::register::summary;
use crate::App;
use crate::convert::{count, not_found};
use crate::error::WireError;
use crate::wire::{DayCount, FilingSummary, HomeView, Nothing};

/// How many decided filings are looked at; more than that undone at once is a different emergency.
const MOST_DUE: u32 = 500;
const MOST_DRAFTS: u32 = 10;
const CHART_DAYS: u64 = 30;

/// Everything on the home screen.
pub fn home_show(app: &App, _: Nothing) -> Result<HomeView, WireError> {
    let today = app.host.today();
    app.with_session(|session| {
        let (viewer, person) = (session.user.as_str(), &session.person);
        session.vault.read(|read| {
            let mut due = list(app, read, person, Status::Approved, MOST_DUE)?;
            due.sort_by(|a, b| a.due.cmp(&b.due));
            let counts: BTreeMap<Status, u64> = read.filing_counts(viewer)?.into_iter().collect();
            let number = |status| count(counts.get(&status).copied().unwrap_or(0));
            // A decision taken now starts the period only of forms that count from it.
            let form = app.assets.catalogue.all().iter().find(|d| {
                d.form.deadline.counted_from.is_none()
                    && app
                        .assets
                        .catalogue
                        .in_force(&d.form.id, today)
                        .is_some_and(|f| f.hash == d.hash)
            });
            let head = &form.ok_or_else(|| not_found("form"))?.form;
            let calendar = crate::session::calendar(&app.assets, &head.deadline.calendar, read)?;
            Ok(HomeView {
                today: today.to_string(),
                due,
                drafts: list(app, read, person, Status::Draft, MOST_DRAFTS)?,
                draft_count: number(Status::Draft),
                approved_count: number(Status::Approved),
                submitted_count: number(Status::Submitted),
                submitted_by_day: by_day(read, today, viewer)?,
                if_decided_now: deadline(app, read, head, (app.host.now)()).ok(),
                covered_through: calendar.covered_through().to_string(),
                acts_lost: session.vault.lost().map(written_head),
            })
        })
    })
}

fn list(
    app: &App,
    read: &Read<'_>,
    person: &Person,
    status: Status,
    limit: u32,
) -> Result<Vec<FilingSummary>, WireError> {
    let viewer = Some(person.name.clone());
    let query = ListQuery { status: Some(status), viewer, limit, ..ListQuery::default() };
    read.filings(&query)?.rows.into_iter().map(|row| summary(app, read, person, row)).collect()
}

fn by_day(read: &Read<'_>, today: NaiveDate, viewer: &str) -> Result<Vec<DayCount>, WireError> {
    let first = today.checked_sub_days(Days::new(CHART_DAYS - 1)).unwrap_or(today);
    let mut days: BTreeMap<NaiveDate, u32> =
        first.iter_days().take(CHART_DAYS as usize).map(|day| (day, 0)).collect();
    for at in read.step_times(Step::Submit, first, viewer)? {
        if let Some(number) = days.get_mut(&kst_date(&at)) {
            *number += 1;
        }
    }
    let counts = days.into_iter().map(|(day, count)| DayCount { date: day.to_string(), count });
    Ok(counts.collect())
}
