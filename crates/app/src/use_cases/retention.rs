//! How long each kind of record is kept, and from when: the clocks. Not here: destruction (`disposal`).

use chrono::NaiveDate;
use serde_json::json;
use singo_domain::filing::FilingId;
use singo_domain::retention::{Keeping, free_from};
use singo_store::{NewAct, Read};

use super::disposal::preview;
use super::filing::subject;
use super::lifecycle::stated;
use crate::App;
use crate::convert::{name_of, not_found, wrong};
use crate::error::{ErrorCode, WireError};
use crate::wire::{
    DisposalView, EndBatchRequest, EndRelationshipRequest, FilingRequest, KeepingView, Nothing,
    RelationshipView, RetentionView, SetRetentionRequest,
};

/// The most years that can be set.
const MOST_YEARS: u32 = 100;

/// The times of keeping as they hold in this vault.
pub fn retention_show(app: &App, _: Nothing) -> Result<RetentionView, WireError> {
    app.with_session(|session| session.vault.read(|read| view(app, read)))
}

/// Lengthens a time of keeping, or takes the lengthening back; never below what the law asks for.
pub fn retention_set(app: &App, request: SetRetentionRequest) -> Result<RetentionView, WireError> {
    let keeping = app.assets.retention.of(&request.record);
    let keeping = keeping.ok_or_else(|| not_found(&request.record))?;
    if request.years < keeping.least || request.years > MOST_YEARS {
        return Err(wrong("years", &request.years.to_string()));
    }
    let now = (app.host.now)();
    app.with_session(|session| {
        session.write(now, |tx| {
            tx.set_profile(&key(&keeping.id), &json!(request.years))?;
            let payload = json!({ "record": keeping.id, "years": request.years });
            Ok(((), NewAct::new("retention.set", "vault", payload)))
        })?;
        session.vault.read(|read| view(app, read))
    })
}

/// When the relationship that a filing is about ended.
pub fn retention_of(app: &App, request: FilingRequest) -> Result<RelationshipView, WireError> {
    let filing = FilingId(i64::from(request.id));
    app.with_session(|session| session.vault.read(|read| relationship(app, read, filing)))
}

/// Records when the relationship that a filing is about ended, or takes that back.
pub fn retention_end(
    app: &App,
    request: EndRelationshipRequest,
) -> Result<RelationshipView, WireError> {
    let day = past(app, request.day.as_deref())?;
    let reason = stated("reason", &request.reason)?;
    let (now, filing) = ((app.host.now)(), FilingId(i64::from(request.filing)));
    app.with_session(|session| {
        session.write(now, |tx| {
            tx.end_relationship(filing, day, reason)?;
            let payload = json!({ "day": day });
            Ok(((), NewAct::new("retention.ended", subject(filing), payload)))
        })?;
        session.vault.read(|read| relationship(app, read, filing))
    })
}

/// Records when the last relationship ended that a file taken into the ledger is about, or takes that back. None can
/// have ended before a movement in the file.
pub fn retention_end_batch(app: &App, request: EndBatchRequest) -> Result<DisposalView, WireError> {
    let day = past(app, request.day.as_deref())?;
    let reason = stated("reason", &request.reason)?;
    let (now, batch) = ((app.host.now)(), i64::from(request.batch));
    app.with_session(|session| {
        session.vault.read(|read| {
            let known =
                read.ledger_batches()?.into_iter().any(|b| b.id == batch && b.end.is_some());
            if !known {
                return Err(not_found(format!("batch {batch}")));
            }
            let Some(day) = day else { return Ok(()) };
            // A file that was taken back is not in the index any more.
            let days = match read.indexed_days(batch)? {
                None => read.batch_days(batch)?,
                days => days,
            };
            let last = days.and_then(|(_, last)| date_of(last));
            if last.is_some_and(|last| day < last) {
                return Err(wrong("day", &day.to_string()));
            }
            Ok(())
        })?;
        session.write(now, |tx| {
            tx.end_batch_relationship(batch, day, reason)?;
            let payload = json!({ "day": day });
            Ok(((), NewAct::new("retention.ended", format!("batch/{batch}"), payload)))
        })?;
        preview(app, session)
    })
}

/// A day that is not in the future; none where none is given.
fn past(app: &App, day: Option<&str>) -> Result<Option<NaiveDate>, WireError> {
    let day = day.filter(|day| !day.is_empty());
    let day = day.map(|text| text.parse().map_err(|_| wrong("day", text))).transpose()?;
    if let Some(late) = day.filter(|day: &NaiveDate| *day > app.host.today()) {
        return Err(wrong("day", &late.to_string()));
    }
    Ok(day)
}

/// The date of a day counted from year 1.
pub fn date_of(day: i64) -> Option<NaiveDate> {
    i32::try_from(day).ok().and_then(NaiveDate::from_num_days_from_ce_opt)
}

fn view(app: &App, read: &Read<'_>) -> Result<RetentionView, WireError> {
    let mut records = Vec::new();
    for keeping in &app.assets.retention.records {
        records.push(KeepingView {
            record: keeping.id.clone(),
            least: keeping.least,
            years: years(read, keeping)?,
            since: name_of(keeping.from),
            cite: keeping.cite.clone(),
        });
    }
    Ok(RetentionView { checked: app.assets.retention.checked.clone(), records })
}

/// The years that a kind of record is kept in this vault.
///
/// # Errors
/// When the vault cannot be read.
pub fn years(read: &Read<'_>, keeping: &Keeping) -> Result<u32, WireError> {
    let set = read.profile(&key(&keeping.id))?.and_then(|value| value.as_u64());
    Ok(keeping.years_with(set.and_then(|years| years.try_into().ok())))
}

fn key(record: &str) -> String {
    format!("retention.{record}")
}

/// The end of a filing's relationship and the first day on which it may be destroyed.
///
/// # Errors
/// When the vault cannot be read.
pub fn relationship(
    app: &App,
    read: &Read<'_>,
    filing: FilingId,
) -> Result<RelationshipView, WireError> {
    let ended = read.relationship_end(filing)?;
    let keeping = app.assets.retention.of("filing").ok_or(ErrorCode::Internal)?;
    let years = years(read, keeping)?;
    let free = ended.and_then(|ended| free_from(ended, years));
    Ok(RelationshipView {
        ended: ended.map(|day| day.to_string()),
        free_from: free.map(|day| day.to_string()),
        years,
    })
}
