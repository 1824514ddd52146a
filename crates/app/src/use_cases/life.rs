//! Where a filing stands and how it came there: events, contacts with the authority, links, and what can be
//! done now by the signed-in person.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::Value;
use singo_domain::filing::{FilingId, Status, Step};
use singo_store::{ContactRow, EventRow, LinkKind, LinkRow, Read};

use super::calendar::days_left;
use super::contacts::EMERGENCY;
use super::decide::open_remarks;
use super::lifecycle::options;
use super::reconcile::until;
use crate::App;
use crate::convert::{count, korean, name_of};
use crate::error::WireError;
use crate::people::case_facts;
use crate::session::{Session, calendar};
use crate::wire::{FilingRequest, LifeView, LinkView, StepOption, TimelineEntry};

/// Particulars that people wrote in their own words; hidden from whoever sees answers masked only.
const OWN_WORDS: [&str; 7] =
    ["reason", "note", "content", "material", "official", "office", "verified"];

/// The life of a filing.
pub fn filing_life(app: &App, request: FilingRequest) -> Result<LifeView, WireError> {
    app.with_session(|session| {
        let opened = session.open(&app.assets, request.id)?;
        let (row, calendar_name) = (opened.row, opened.definition.form.deadline.calendar.clone());
        let steps = options(app, session, row.id, row.status)?;
        let case = session.vault.read(|read| case_facts(read, row.id))?;
        let (events, contacts, comments) = session.vault.read(|read| {
            Ok::<_, WireError>((
                read.events(row.id)?,
                read.contacts(Some(row.id))?,
                read.comments(row.id)?,
            ))
        })?;
        let correction_due =
            session.vault.read(|read| open_correction(read, row.id, &events, app.host.today()))?;
        let calendar = session.vault.read(|read| calendar(&app.assets, &calendar_name, read))?;
        let correction_days_left =
            correction_due.and_then(|due| days_left(&calendar, app.host.today(), due).ok());
        let mut timeline = vec![TimelineEntry {
            at: korean(row.created_at),
            actor: String::new(),
            kind: "created".to_owned(),
            status: Some(name_of(Status::Draft)),
            particulars: BTreeMap::new(),
        }];
        timeline.extend(events.iter().map(step_entry));
        timeline.extend(contacts.iter().map(contact_entry));
        let opened = session.open(&app.assets, request.id)?;
        let eye = opened.eye();
        for (name, text) in timeline.iter_mut().flat_map(|entry| &mut entry.particulars) {
            if OWN_WORDS.contains(&name.as_str()) {
                *text = eye.words(text);
            }
        }
        timeline.sort_by(|a, b| a.at.cmp(&b.at));
        let closed = events.last().filter(|event| event.step == Step::Close);
        Ok(LifeView {
            status: name_of(row.status),
            steps: steps
                .into_iter()
                .map(|(step, refused)| StepOption { step: name_of(step), refused })
                .collect(),
            timeline,
            drafters: case.drafters.into_iter().collect(),
            reviewers: case.reviewers.into_iter().collect(),
            named: case.named.map(|names| names.into_iter().collect()),
            open_comments: count(open_remarks(&comments)),
            links: links(session, row.id)?,
            correction_due: correction_due.map(|due| due.to_string()),
            correction_days_left,
            emergency_open: emergency_open(&contacts, &events),
            reopen_on: closed
                .and_then(|event| event.payload["reopen_on"].as_str().map(str::to_owned)),
        })
    })
}

/// The last day to answer a request for correction that no filing had answered by the end of a day. A correcting
/// filing answers it once it has been sent.
pub fn open_correction(
    read: &Read<'_>,
    id: FilingId,
    events: &[EventRow],
    day: NaiveDate,
) -> Result<Option<NaiveDate>, WireError> {
    let Some(asked) = events.last().filter(|event| event.step == Step::Reject) else {
        return Ok(None);
    };
    for link in read.links(id)? {
        let answers = link.target == id && link.kind == LinkKind::Corrects;
        let steps = if answers { until(read.events(link.filing)?, day) } else { Vec::new() };
        if steps.last().is_some_and(|event| event.status.was_sent()) {
            return Ok(None);
        }
    }
    Ok(asked.payload["due"].as_str().and_then(|text| text.parse().ok()))
}

/// Whether an emergency report waits for its formal one (감독규정 제12조).
pub fn emergency_open(contacts: &[ContactRow], events: &[EventRow]) -> bool {
    let reported = contacts.iter().any(|contact| contact.kind == EMERGENCY);
    reported && !events.iter().any(|event| matches!(event.step, Step::Submit | Step::Withdraw))
}

fn links(session: &Session, id: FilingId) -> Result<Vec<LinkView>, WireError> {
    let rows: Vec<LinkRow> = session.vault.read(|read| read.links(id))?;
    let mut links = Vec::new();
    for row in rows {
        let (other, kind) = match (row.filing == id, row.kind) {
            (true, LinkKind::Corrects) => (row.target, "corrects"),
            (true, LinkKind::Follows) => (row.target, "follows"),
            (false, LinkKind::Corrects) => (row.filing, "corrected_by"),
            (false, LinkKind::Follows) => (row.filing, "followed_by"),
        };
        // A filing that is limited to others is not told of by its neighbours either.
        if session.must_know(other).is_err() {
            continue;
        }
        let other = session.vault.read(|read| read.filing(other))?;
        links.push(LinkView {
            kind: kind.to_owned(),
            filing: count(other.id.0),
            document_no: other.label.document_no,
            status: name_of(other.status),
        });
    }
    Ok(links)
}

/// The texts of a payload by name; hashes and lists of codes among them.
fn particulars(payload: &Value) -> BTreeMap<String, String> {
    let text = |value: &Value| match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Array(list) => {
            let texts: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            Some(texts.join(", ")).filter(|text| !text.is_empty())
        }
        Value::Object(map) => {
            let texts: Vec<&str> = map.values().filter_map(Value::as_str).collect();
            Some(texts.join(" · ")).filter(|text| !text.is_empty())
        }
        other => Some(other.to_string()),
    };
    let entries = payload.as_object().into_iter().flatten();
    entries.filter_map(|(name, value)| Some((name.clone(), text(value)?))).collect()
}

fn step_entry(event: &EventRow) -> TimelineEntry {
    TimelineEntry {
        at: korean(event.at),
        actor: event.actor.clone(),
        kind: name_of(event.step),
        status: Some(name_of(event.status)),
        particulars: particulars(&event.payload),
    }
}

fn contact_entry(contact: &ContactRow) -> TimelineEntry {
    let mut particulars = particulars(&contact.payload);
    particulars.insert("happened_at".to_owned(), korean(contact.happened_at));
    TimelineEntry {
        at: korean(contact.at),
        actor: contact.actor.clone(),
        kind: format!("contact.{}", contact.kind),
        status: None,
        particulars,
    }
}
