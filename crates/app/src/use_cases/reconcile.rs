//! The daily reconciliation: decided against sent against confirmed. A report that was decided and never left
//! the house is what inspectors find (보고 누락); so each open one is a line, every day, until it is settled.

use chrono::NaiveDate;
use singo_domain::calendar::kst_date;
use singo_domain::filing::{Status, Step};
use singo_domain::people::Person;
use singo_store::{EventRow, FilingRow, ListQuery, Read};

use super::calendar::days_left;
use super::filing::decision;
use super::life::{emergency_open, open_correction};
use super::register::summary;
use crate::App;
use crate::convert::{count, korean, name_of, wrong};
use crate::error::WireError;
use crate::session::{calendar, definition_of};
use crate::wire::{ReconcileLine, ReconcileRequest, Reconciliation};

/// How many filings are read at a time.
const PAGE: u32 = 1_000;

/// What was decided, sent and confirmed on a day, and what is open.
pub fn reconcile_show(app: &App, request: ReconcileRequest) -> Result<Reconciliation, WireError> {
    app.with_session(|session| {
        let person = &session.person;
        session.vault.read(|read| reconciled(app, read, person, request.day.as_deref()))
    })
}

/// The reconciliation itself; printing uses it too.
pub fn reconciled(
    app: &App,
    read: &Read<'_>,
    person: &Person,
    day: Option<&str>,
) -> Result<Reconciliation, WireError> {
    let day: NaiveDate = match day {
        Some(text) => text.parse().map_err(|_| wrong("day", text))?,
        None => app.host.today(),
    };
    let mut found = Reconciliation {
        day: day.to_string(),
        approved: 0,
        submitted: 0,
        acknowledged: 0,
        lines: Vec::new(),
        open: 0,
    };
    let mut query =
        ListQuery { viewer: Some(person.name.clone()), limit: PAGE, ..ListQuery::default() };
    loop {
        let page = read.filings(&query)?;
        for row in page.rows {
            if let Some(line) = line(app, read, person, row, day, &mut found)? {
                found.lines.push(line);
            }
        }
        match page.next {
            Some(next) => query.before = Some(next),
            None => break,
        }
    }
    // What is open first, the most urgent at the top.
    found.lines.sort_by_key(|line| (line.open.is_none(), line.due.clone(), line.id));
    found.open = count(found.lines.iter().filter(|line| line.open.is_some()).count());
    Ok(found)
}

/// A filing as it stood at the end of a day, counted; `None` where that day says nothing of it.
fn line(
    app: &App,
    read: &Read<'_>,
    person: &Person,
    row: FilingRow,
    day: NaiveDate,
    counts: &mut Reconciliation,
) -> Result<Option<ReconcileLine>, WireError> {
    let id = row.id;
    let events = until(read.events(id)?, day);
    let mut contacts = read.contacts(Some(id))?;
    contacts.retain(|contact| kst_date(&contact.at) <= day);
    let (decided, sent, confirmed) = (
        on_day(&events, Step::Approve, day),
        on_day(&events, Step::Submit, day),
        on_day(&events, Step::Acknowledge, day),
    );
    let mut submissions = read.submissions(id)?;
    // Each belongs to the step that recorded it; the time that was stated for it is shown.
    submissions.retain(|sent| events.iter().any(|event| event.act == sent.act));
    let submission = submissions.pop();
    let acknowledged = last(&events, Step::Acknowledge);
    let said = |key: &str| Some(acknowledged?.payload[key].as_str()?.to_owned());
    let receipt =
        submission.as_ref().and_then(|sent| sent.receipt.clone()).or_else(|| said("receipt_no"));
    let status = events.last().map_or(Status::Draft, |event| event.status);
    let correction = match status {
        Status::Rejected => open_correction(read, id, &events, day)?,
        _ => None,
    };
    // What never was decided cannot be missing; what was withdrawn or closed is settled.
    let open = match status {
        Status::Approved => Some("unsent"),
        _ if emergency_open(&contacts, &events) => Some("emergency"),
        Status::Rejected => correction.map(|_| "correction"),
        Status::Submitted if receipt.is_none() => Some("no_receipt"),
        Status::Submitted => Some("unconfirmed"),
        Status::ClosedUnreported => reopening(&events, day).then_some("reopen"),
        _ => None,
    };
    if !(decided || sent || confirmed || open.is_some()) {
        return Ok(None);
    }
    counts.approved += u32::from(decided);
    counts.submitted += u32::from(sent);
    counts.acknowledged += u32::from(confirmed);
    let calendar_name = &definition_of(&app.assets, &row.definition)?.form.deadline.calendar;
    let calendar = calendar(&app.assets, calendar_name, read)?;
    let shown = summary(app, read, person, row)?;
    // What is to be answered has a day of its own; the one of the decision is settled by sending.
    let due = correction.map(|due| due.to_string()).or(shown.due);
    let counts_down = correction.is_some() || submission.is_none();
    let left = due.as_deref().filter(|_| counts_down).and_then(|due| due.parse().ok());
    Ok(Some(ReconcileLine {
        id: shown.id,
        form: shown.form,
        document_no: shown.document_no,
        title: shown.title,
        status: name_of(status),
        decided_at: decision(&events).map(korean),
        due,
        days_left: left.and_then(|due| days_left(&calendar, day, due).ok()),
        submitted_at: submission.map(|sent| korean(sent.sent_at)),
        receipt_no: receipt,
        acknowledged_at: said("acknowledged_at"),
        open: open.map(str::to_owned),
    }))
}

fn last(events: &[EventRow], step: Step) -> Option<&EventRow> {
    events.iter().rev().find(|event| event.step == step)
}

/// Whether a case that was closed is to be looked at again by this day.
fn reopening(events: &[EventRow], day: NaiveDate) -> bool {
    let closed = events.last().filter(|event| event.step == Step::Close);
    let on = closed.and_then(|event| event.payload["reopen_on"].as_str()?.parse().ok());
    on.is_some_and(|on: NaiveDate| on <= day)
}

/// What was done up to the end of a day.
pub fn until(mut events: Vec<EventRow>, day: NaiveDate) -> Vec<EventRow> {
    events.retain(|event| day_of(event) <= day);
    events
}

/// Whether a step was taken on a day.
fn on_day(events: &[EventRow], step: Step, day: NaiveDate) -> bool {
    last(events, step).is_some_and(|event| day_of(event) == day)
}

/// The day of an event in Korea: of a decision and a confirmation the one that was stated.
fn day_of(event: &EventRow) -> NaiveDate {
    let stated = match event.step {
        Step::Approve => event.payload["decided_at"].as_str(),
        Step::Acknowledge => event.payload["acknowledged_at"].as_str(),
        _ => None,
    };
    let stated = stated.and_then(|text| chrono::DateTime::parse_from_rfc3339(text).ok());
    kst_date(&stated.map_or(event.at, |at| at.to_utc()))
}
