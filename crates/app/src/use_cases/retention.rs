//! How long filings are kept, and their destruction: previewed, asked for by one person, carried out by another.
//!
//! Two people are always needed, also in a firm that has set aside the separation of other duties: what is
//! destroyed does not come back. Only what is free by law on the day can be asked for or carried out.

use chrono::NaiveDate;
use serde_json::{Value, json};
use singo_domain::filing::FilingId;
use singo_domain::retention::{Keeping, free_from};
use singo_store::{DisposalRow, ListQuery, NewAct, Read};

use super::filing::subject;
use super::lifecycle::stated;
use crate::App;
use crate::convert::{count, korean, name_of, not_found, wrong};
use crate::error::{ErrorCode, WireError};
use crate::people::knows;
use crate::wire::{
    DisposableView, DisposalDone, DisposalRequestView, DisposalView, EndRelationshipRequest,
    FilingRequest, KeepingView, Nothing, RelationshipView, RequestDisposalRequest, RetentionView,
    SetRetentionRequest, WithRequest,
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
    let day = request.day.as_deref().filter(|day| !day.is_empty());
    let day: Option<NaiveDate> =
        day.map(|text| text.parse().map_err(|_| wrong("day", text))).transpose()?;
    if day.is_some_and(|day| day > app.host.today()) {
        return Err(wrong("day", &request.day.unwrap_or_default()));
    }
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

/// What may be destroyed today, and what was asked for.
pub fn disposal_preview(app: &App, _: Nothing) -> Result<DisposalView, WireError> {
    app.with_session(|session| session.vault.read(|read| preview(app, read, &session.user)))
}

/// Asks for the destruction of filings that are free.
pub fn disposal_request(
    app: &App,
    request: RequestDisposalRequest,
) -> Result<DisposalView, WireError> {
    let reason = stated("reason", &request.reason)?;
    let now = (app.host.now)();
    app.with_session(|session| {
        session.vault.read(|read| must_be_free(app, read, &request.filings))?;
        session.write(now, |tx| {
            let payload = json!({ "filings": request.filings, "reason": reason });
            tx.record_disposal("request", None, &payload)?;
            Ok(((), NewAct::new("disposal.requested", "vault", payload)))
        })?;
        session.vault.read(|read| preview(app, read, &session.user))
    })
}

/// Takes a request back.
pub fn disposal_withdraw(app: &App, request: WithRequest) -> Result<DisposalView, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| {
        let row = session.vault.read(|read| open_request(read, request.request))?;
        session.write(now, |tx| {
            tx.record_disposal("withdraw", Some(row.id), &json!({}))?;
            let payload = json!({ "request": row.id });
            Ok(((), NewAct::new("disposal.withdrawn", "vault", payload)))
        })?;
        session.vault.read(|read| preview(app, read, &session.user))
    })
}

/// Destroys what another person asked for.
pub fn disposal_carry_out(app: &App, request: WithRequest) -> Result<DisposalDone, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| {
        let row = session.vault.read(|read| open_request(read, request.request))?;
        if row.actor == session.user {
            return Err(WireError::new(ErrorCode::NotAllowed).with("why", "own_request"));
        }
        let filings = filings_of(&row.payload);
        for id in &filings {
            session.must_know(FilingId(i64::from(*id)))?;
        }
        session.vault.read(|read| must_be_free(app, read, &filings))?;
        session.forget();
        let destroyed = session.write(now, |tx| {
            let payload = json!({ "filings": filings, "request": row.id });
            let step = tx.record_disposal("carry_out", Some(row.id), &payload)?;
            let ids: Vec<FilingId> = filings.iter().map(|id| FilingId(i64::from(*id))).collect();
            let destroyed = tx.destroy(&ids, step)?;
            let payload = json!({ "filings": filings, "request": row.id, "asked_by": row.actor,
                                  "records": destroyed.records, "files": destroyed.files.len() });
            Ok((destroyed, NewAct::new("disposal.carried_out", "vault", payload)))
        })?;
        for file in &destroyed.files {
            if let Ok(sha256) = file.parse() {
                // What stays behind is named by no record, and swept at the next opening.
                let _ = session.vault.blobs().remove(&sha256);
            }
        }
        let view = session.vault.read(|read| preview(app, read, &session.user))?;
        let (records, files) = (destroyed.records.to_string(), count(destroyed.files.len()));
        Ok(DisposalDone { records, files, view })
    })
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

fn years(read: &Read<'_>, keeping: &Keeping) -> Result<u32, WireError> {
    let set = read.profile(&key(&keeping.id))?.and_then(|value| value.as_u64());
    Ok(keeping.years_with(set.and_then(|years| years.try_into().ok())))
}

fn key(record: &str) -> String {
    format!("retention.{record}")
}

/// The end of a filing's relationship and the first day on which it may be destroyed.
fn relationship(
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

/// Every filing that is free today: its relationship has ended and its time is over. A draft is free as well:
/// whatever was written is a record of the relationship.
fn preview(app: &App, read: &Read<'_>, user: &str) -> Result<DisposalView, WireError> {
    let today = app.host.today().to_string();
    let mut free = Vec::new();
    let mut query = ListQuery { limit: 1000, ..ListQuery::default() };
    loop {
        let page = read.filings(&query)?;
        for row in page.rows {
            let of = relationship(app, read, row.id)?;
            let over = of.free_from.as_ref().is_some_and(|day| *day <= today);
            if over && knows(read, row.id, user)? {
                free.push(DisposableView {
                    filing: count(row.id.0),
                    form: row.definition.form,
                    document_no: row.label.document_no,
                    status: name_of(row.status),
                    ended: of.ended.unwrap_or_default(),
                    free_from: of.free_from.unwrap_or_default(),
                    attachments: count(read.attachments(row.id)?.len()),
                });
            }
        }
        match page.next {
            Some(next) => query.before = Some(next),
            None => break,
        }
    }
    let rows = read.disposals()?;
    let open = rows.iter().filter(|row| row.step == "request" && is_open(&rows, row.id));
    let requests = open.map(|row| DisposalRequestView {
        request: count(row.id),
        filings: filings_of(&row.payload),
        reason: row.payload["reason"].as_str().unwrap_or_default().to_owned(),
        at: korean(row.at),
        actor: row.actor.clone(),
        own: row.actor == user,
    });
    Ok(DisposalView { free, requests: requests.collect() })
}

fn must_be_free(app: &App, read: &Read<'_>, filings: &[u32]) -> Result<(), WireError> {
    if filings.is_empty() {
        return Err(wrong("filings", ""));
    }
    let today = app.host.today().to_string();
    for id in filings {
        let of = relationship(app, read, FilingId(i64::from(*id)))?;
        if of.free_from.is_none_or(|day| day > today) {
            return Err(WireError::new(ErrorCode::NotAllowed).with("why", "still_kept"));
        }
    }
    Ok(())
}

fn is_open(rows: &[DisposalRow], request: i64) -> bool {
    !rows.iter().any(|row| row.request == Some(request))
}

fn open_request(read: &Read<'_>, request: u32) -> Result<DisposalRow, WireError> {
    let rows = read.disposals()?;
    let open = is_open(&rows, i64::from(request));
    let row = rows.into_iter().find(|row| row.id == i64::from(request) && row.step == "request");
    row.filter(|_| open).ok_or_else(|| not_found(format!("disposal {request}")))
}

fn filings_of(payload: &Value) -> Vec<u32> {
    let ids = payload["filings"].as_array().into_iter().flatten();
    ids.filter_map(Value::as_u64).filter_map(|id| id.try_into().ok()).collect()
}
