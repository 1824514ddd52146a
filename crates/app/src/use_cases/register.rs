//! The register: filings, newest first, found by any part of a word.

use singo_domain::deadline::end_of;
use singo_domain::filing::FilingId;
use singo_domain::identifier::{MaskKind, mask};
use singo_store::{FilingRow, ListQuery, Read};

use super::calendar::{counted_from, days_left};
use super::filing::decision;
use super::house::period_of;
use crate::App;
use crate::convert::{count, name_of, named};
use crate::error::WireError;
use crate::session::{calendar, definition_of};
use crate::wire::{FilingPage, FilingSummary, ListFilingsRequest};

/// The most filings that cross at once.
const LONGEST_PAGE: u32 = 500;

/// A page of the register.
pub fn filing_list(app: &App, request: ListFilingsRequest) -> Result<FilingPage, WireError> {
    let mut query = ListQuery {
        text: request.query.unwrap_or_default(),
        status: request.status.map(|name| named("status", &name)).transpose()?,
        form: None,
        viewer: None,
        before: request.before.map(|id| FilingId(i64::from(id))),
        limit: request.limit.min(LONGEST_PAGE),
    };
    app.with_session(|session| {
        query.viewer = Some(session.user.clone());
        session.vault.read(|read| {
            let listing = read.filings(&query)?;
            let total = read.count_filings(&query)?;
            let filings = listing.rows.into_iter().map(|row| summary(app, read, row));
            Ok(FilingPage { filings: filings.collect::<Result<_, _>>()?, total: count(total) })
        })
    })
}

/// A line of the register; whom it is about is masked.
pub fn summary(app: &App, read: &Read<'_>, row: FilingRow) -> Result<FilingSummary, WireError> {
    let definition = definition_of(&app.assets, &row.definition)?;
    let rule = &definition.form.deadline;
    let calendar = calendar(&app.assets, &rule.calendar, read)?;
    // A calendar that ends before the last day leaves the date open; the screen says how far it goes.
    let from = counted_from(read, definition, row.id, decision(&read.events(row.id)?))?;
    let period = from.map(|day| period_of(read, &definition.form, day)).transpose()?;
    let counted = from.zip(period);
    let due = counted.and_then(|(day, period)| end_of(&calendar, day, period).ok());
    let due = due.map(|end| end.due);
    let left = due.and_then(|due| days_left(&calendar, app.host.today(), due).ok());
    Ok(FilingSummary {
        id: count(row.id.0),
        form: row.definition.form,
        version: row.definition.version,
        status: name_of(row.status),
        document_no: row.label.document_no,
        title: row.label.title,
        subject: mask(MaskKind::Name, &row.label.subject),
        updated_at: row.updated_at.to_rfc3339(),
        due: due.map(|day| day.to_string()),
        days_left: left,
    })
}
