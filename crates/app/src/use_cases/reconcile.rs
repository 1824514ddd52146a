//! The daily reconciliation: decided against sent against confirmed. A report that was decided and never left
//! the house is what inspectors find (보고 누락); so each open one is a line, every day, until it is settled.

use chrono::NaiveDate;
use singo_domain::calendar::kst_date;
use singo_domain::filing::{Status, Step};
use singo_domain::people::Person;
use singo_store::{EventRow, ListQuery, Read};

use super::filing::decision;
use super::life::{emergency_open, open_correction};
use super::register::summary;
use crate::App;
use crate::convert::{count, korean, name_of, wrong};
use crate::error::WireError;
use crate::wire::{ReconcileLine, ReconcileRequest, Reconciliation};

/// How many filings of a status are looked at; the newest.
const MOST: u32 = 20_000;

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
    // What never was decided cannot be missing; what was withdrawn or closed is settled.
    for status in Status::ALL {
        let viewer = Some(person.name.clone());
        let query = ListQuery { status: Some(status), viewer, limit: MOST, ..ListQuery::default() };
        for row in read.filings(&query)?.rows {
            let events = read.events(row.id)?;
            let contacts = read.contacts(Some(row.id))?;
            let on = |step| on_day(&events, step, day);
            let (decided, sent, confirmed) =
                (on(Step::Approve), on(Step::Submit), on(Step::Acknowledge));
            let submission = read.submissions(row.id)?.pop();
            let receipt = submission.as_ref().and_then(|sent| sent.receipt.clone()).or_else(|| {
                let confirmed = last(&events, Step::Acknowledge)?;
                confirmed.payload["receipt_no"].as_str().map(str::to_owned)
            });
            let open = match status {
                Status::Approved => Some("unsent"),
                _ if emergency_open(&contacts, &events) => Some("emergency"),
                Status::Rejected => open_correction(read, row.id, &events)?.map(|_| "correction"),
                Status::Submitted if receipt.is_none() => Some("no_receipt"),
                Status::Submitted => Some("unconfirmed"),
                Status::ClosedUnreported => reopening(&events, day).then_some("reopen"),
                _ => None,
            };
            if !(decided || sent || confirmed || open.is_some()) {
                continue;
            }
            found.approved += u32::from(decided);
            found.submitted += u32::from(sent);
            found.acknowledged += u32::from(confirmed);
            found.open += u32::from(open.is_some());
            let confirmed_at = last(&events, Step::Acknowledge)
                .and_then(|event| event.payload["acknowledged_at"].as_str().map(str::to_owned));
            let shown = summary(app, read, person, row)?;
            found.lines.push(ReconcileLine {
                id: shown.id,
                form: shown.form,
                document_no: shown.document_no,
                title: shown.title,
                status: name_of(status),
                decided_at: decision(&events).map(korean),
                due: shown.due,
                days_left: shown.days_left.filter(|_| submission.is_none()),
                submitted_at: submission.map(|sent| korean(sent.sent_at)),
                receipt_no: receipt,
                acknowledged_at: confirmed_at,
                open: open.map(str::to_owned),
            });
        }
    }
    // What is open first, the most urgent at the top.
    found.lines.sort_by_key(|line| (line.open.is_none(), line.due.clone(), line.id));
    found.open = count(found.lines.iter().filter(|line| line.open.is_some()).count());
    Ok(found)
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

/// Whether a step was taken on a day: of a decision, the day that the officer stated.
fn on_day(events: &[EventRow], step: Step, day: NaiveDate) -> bool {
    last(events, step).is_some_and(|event| {
        let stated = match step {
            Step::Approve => event.payload["decided_at"].as_str(),
            Step::Acknowledge => event.payload["acknowledged_at"].as_str(),
            _ => None,
        };
        let stated = stated.and_then(|text| chrono::DateTime::parse_from_rfc3339(text).ok());
        kst_date(&stated.map_or(event.at, |at| at.to_utc())) == day
    })
}
