//! The register: filings, newest first, found by any part of a word.

use singo_domain::answer::Content;
use singo_domain::deadline::end_of;
use singo_domain::filing::{FilingId, Status};
use singo_domain::identifier::{MaskKind, mask};
use singo_domain::people::{Eye, Person, Sight, is_veiled};
use singo_store::{FilingRow, ListQuery, Read, search_words};

use super::calendar::{counted_from, days_left};
use super::filing::decision;
use super::house::period_of;
use crate::App;
use crate::convert::{count, name_of, named};
use crate::error::{ErrorCode, WireError};
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
        let person = &session.person;
        must_not_identify(person.sight(Status::Draft), &query.text)?;
        session.vault.read(|read| {
            if person.sees_masked_only() && !query.text.trim().is_empty() {
                return seen(app, read, person, query);
            }
            let listing = read.filings(&query)?;
            let total = read.count_filings(&query)?;
            let filings = listing.rows.into_iter().map(|row| summary(app, read, person, row));
            Ok(FilingPage { filings: filings.collect::<Result<_, _>>()?, total: count(total) })
        })
    })
}

/// Refuses a search for what this person is not shown: what it found would tell.
pub fn must_not_identify(sight: Sight, text: &str) -> Result<(), WireError> {
    if is_veiled(sight, text) {
        return Err(WireError::new(ErrorCode::NotAllowed).with("why", "identifier_search"));
    }
    Ok(())
}

/// The hits for somebody who sees everything masked: those in whose line, as it is shown, every word stands. What
/// was found in an answer that is hidden would tell what stands in it.
fn seen(
    app: &App,
    read: &Read<'_>,
    person: &Person,
    mut query: ListQuery,
) -> Result<FilingPage, WireError> {
    let words = search_words(&query.text);
    let holds = |texts: &[&str]| {
        let line = search_words(&texts.join(" "));
        words.iter().all(|word| line.iter().any(|other| other.contains(word.as_str())))
    };
    let limit = query.limit as usize;
    let first = query.before.take();
    query.limit = LONGEST_PAGE;
    let (mut filings, mut total) = (Vec::new(), 0_usize);
    loop {
        let listing = read.filings(&query)?;
        for row in listing.rows {
            let label = &row.label;
            if !holds(&[&label.document_no, &label.title, &label.subject]) {
                continue;
            }
            let id = row.id;
            let line = summary(app, read, person, row)?;
            if holds(&[&line.document_no, &line.title, &line.subject]) {
                total += 1;
                if filings.len() < limit && first.is_none_or(|first| id < first) {
                    filings.push(line);
                }
            }
        }
        query.before = listing.next;
        if query.before.is_none() {
            return Ok(FilingPage { filings, total: count(total) });
        }
    }
}

/// A line of the register, its title as this person sees it; whom it is about is masked.
pub fn summary(
    app: &App,
    read: &Read<'_>,
    person: &Person,
    row: FilingRow,
) -> Result<FilingSummary, WireError> {
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
    let sight = person.sight(row.status);
    let (title, subject) = if sight == Sight::Full {
        (row.label.title, row.label.subject)
    } else {
        let content = Content { fields: read.answers(row.id)?, ..Content::default() };
        let eye = Eye::new(sight, definition, &content);
        (eye.heading(&row.label.title), eye.heading(&row.label.subject))
    };
    Ok(FilingSummary {
        id: count(row.id.0),
        form: row.definition.form,
        version: row.definition.version,
        status: name_of(row.status),
        document_no: row.label.document_no,
        title,
        subject: mask(MaskKind::Name, &subject),
        updated_at: row.updated_at.to_rfc3339(),
        due: due.map(|day| day.to_string()),
        days_left: left,
    })
}
