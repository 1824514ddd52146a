//! Destruction of what is no longer to be kept: previewed, asked for by one person, carried out by another.
//!
//! Two people are always needed, also in a firm that has set aside the separation of other duties: what is
//! destroyed does not come back. Only what is free by law on the day can be asked for or carried out. Filings and files
//! of the ledger are named one by one; of the logs everything before a day goes, and a request names that day, so that
//! what is carried out is what was asked for. Not here: the times of keeping (`retention`).

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use singo_domain::calendar::kst_date;
use singo_domain::definition::kst;
use singo_domain::filing::FilingId;
use singo_domain::retention::{free_from, kept_since};
use singo_store::{
    BatchRow, DisposalRow, ListQuery, NewAct, OldLooks, OldPermissions, Outcome, Read,
};

use super::filing::subject;
use super::lifecycle::stated;
use super::retention::{date_of, relationship, years};
use crate::App;
use crate::convert::{count, korean, name_of, not_found, wrong};
use crate::error::{ErrorCode, WireError};
use crate::people::knows;
use crate::session::Session;
use crate::wire::{
    DisposableView, DisposalDone, DisposalRequestView, DisposalView, KeptBatchView, Nothing,
    OldLogView, RequestDisposalRequest, WithRequest,
};

/// The logs, by their times of keeping.
const LOOKS: &str = "access_log";
const PERMISSIONS: &str = "permission_log";
/// The time of keeping of a file of the ledger.
const LEDGER: &str = "ledger";

/// What may be destroyed today, and what was asked for.
pub fn disposal_preview(app: &App, _: Nothing) -> Result<DisposalView, WireError> {
    app.with_session(|session| preview(app, session))
}

/// Asks for the destruction of what is free.
pub fn disposal_request(
    app: &App,
    request: RequestDisposalRequest,
) -> Result<DisposalView, WireError> {
    let reason = stated("reason", &request.reason)?;
    let now = (app.host.now)();
    app.with_session(|session| {
        let mut logs = Vec::new();
        for record in request.logs {
            let until = session.vault.read(|read| kept_from(app, read, &record))?;
            logs.push(OldLog { record, until });
        }
        let payload = json!({ "filings": request.filings, "batches": request.batches,
                              "logs": logs, "reason": reason });
        must_be_free(app, session, &Going::of(&payload)?)?;
        session.write(now, |tx| {
            tx.record_disposal("request", None, &payload)?;
            Ok(((), NewAct::new("disposal.requested", "vault", payload)))
        })?;
        preview(app, session)
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
        preview(app, session)
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
        let going = Going::of(&row.payload)?;
        for id in &going.filings {
            session.must_know(FilingId(i64::from(*id)))?;
        }
        must_be_free(app, session, &going)?;
        let looks = going.log(LOOKS).map(|until| looks_before(session, until)).transpose()?;
        let permissions = going.log(PERMISSIONS);
        let permissions =
            permissions.map(|until| permissions_before(session, until)).transpose()?;
        session.forget();
        let (files, records, entries) = session.write(now, |tx| {
            let mut payload = row.payload.clone();
            payload["request"] = json!(row.id);
            let step = tx.record_disposal("carry_out", Some(row.id), &payload)?;
            let ids = going.filings.iter().map(|id| FilingId(i64::from(*id)));
            let ids: Vec<FilingId> = ids.collect();
            let destroyed = tx.destroy(&ids, step)?;
            for id in ids {
                tx.destroy_particulars(&subject(id), step)?;
            }
            let (mut records, mut entries) = (destroyed.records, 0);
            if !going.batches.is_empty() {
                let ids: Vec<i64> = going.batches.iter().map(|id| i64::from(*id)).collect();
                let gone = tx.destroy_batches(&ids, step)?;
                records += gone.records;
                entries += gone.transfers;
            }
            if let Some(old) = &looks {
                tx.destroy_looks(old, step)?;
                entries += old.lines;
            }
            if let Some(old) = &permissions {
                records += tx.destroy_permissions(old, step)?;
            }
            let said = json!({ "filings": going.filings, "batches": going.batches,
                               "logs": row.payload["logs"], "request": row.id,
                               "asked_by": row.actor, "records": records, "entries": entries,
                               "files": destroyed.files.len() });
            let act = NewAct::new("disposal.carried_out", "vault", said);
            Ok::<_, WireError>(((destroyed.files, records, entries), act))
        })?;
        for file in &files {
            if let Ok(sha256) = file.parse() {
                // What stays behind is named by no record, and swept at the next opening.
                let _ = session.vault.blobs().remove(&sha256);
            }
        }
        // Shown no more from now on; what cannot be cut off at once is at the next opening.
        let _ = session.vault.cut_access_log();
        let view = preview(app, session)?;
        let (records, entries) = (records.to_string(), entries.to_string());
        Ok(DisposalDone { records, entries, files: count(files.len()), view })
    })
}

/// What a request names, as the vault keeps it. Requests of earlier versions name filings alone.
#[derive(Deserialize)]
struct Going {
    filings: Vec<u32>,
    #[serde(default)]
    batches: Vec<u32>,
    #[serde(default)]
    logs: Vec<OldLog>,
}

/// A log of which everything before a day goes.
#[derive(Serialize, Deserialize)]
struct OldLog {
    record: String,
    until: NaiveDate,
}

impl Going {
    /// What does not read is damage; nothing is destroyed then.
    fn of(payload: &Value) -> Result<Self, WireError> {
        Self::deserialize(payload)
            .map_err(|error| WireError::new(ErrorCode::Internal).with("problem", error))
    }

    /// The day before which a log goes.
    fn log(&self, record: &str) -> Option<NaiveDate> {
        self.logs.iter().find(|log| log.record == record).map(|log| log.until)
    }
}

/// Refuses what is still to be kept today.
fn must_be_free(app: &App, session: &Session, going: &Going) -> Result<(), WireError> {
    let kept = || WireError::new(ErrorCode::NotAllowed).with("why", "still_kept");
    if going.filings.is_empty() && going.batches.is_empty() && going.logs.is_empty() {
        return Err(wrong("filings", ""));
    }
    let today = app.host.today();
    session.vault.read(|read| {
        for id in &going.filings {
            let of = relationship(app, read, FilingId(i64::from(*id)))?;
            if of.free_from.is_none_or(|day| day > today.to_string()) {
                return Err(kept());
            }
        }
        let (batches, years) = (read.ledger_batches()?, ledger_years(app, read)?);
        for id in &going.batches {
            let there = |batch: &BatchRow| batch.id == i64::from(*id) && batch.end.is_some();
            if !batches.iter().any(there) {
                return Err(not_found(format!("batch {id}")));
            }
            if batch_free_from(read, i64::from(*id), years)?.is_none_or(|day| day > today) {
                return Err(kept());
            }
        }
        for log in &going.logs {
            if log.until > kept_from(app, read, &log.record)? {
                return Err(kept());
            }
        }
        Ok(())
    })
}

/// What may be destroyed today, and what was asked for.
///
/// # Errors
/// When the vault cannot be read.
pub fn preview(app: &App, session: &Session) -> Result<DisposalView, WireError> {
    let mut logs = Vec::new();
    for record in [LOOKS, PERMISSIONS] {
        let until = session.vault.read(|read| kept_from(app, read, record))?;
        let log = old_log(session, &OldLog { record: record.to_owned(), until })?;
        if log.entries > 0 || log.acts > 0 {
            logs.push(log);
        }
    }
    let rows = session.vault.read(|read| read.disposals())?;
    let mut requests = Vec::new();
    for row in rows.iter().filter(|row| row.step == "request" && is_open(&rows, row.id)) {
        let going = Going::of(&row.payload)?;
        let logs = going.logs.iter().map(|log| old_log(session, log)).collect::<Result<_, _>>()?;
        requests.push(DisposalRequestView {
            request: count(row.id),
            filings: going.filings,
            batches: going.batches,
            logs,
            reason: row.payload["reason"].as_str().unwrap_or_default().to_owned(),
            at: korean(row.at),
            actor: row.actor.clone(),
            own: row.actor == session.user,
        });
    }
    session.vault.read(|read| {
        let free = free_filings(app, read, &session.user)?;
        let batches = kept_batches(app, session, read)?;
        Ok(DisposalView { free, batches, logs, requests })
    })
}

/// Every filing that is free today: its relationship has ended and its time is over. A draft is free as well:
/// whatever was written is a record of the relationship.
fn free_filings(app: &App, read: &Read<'_>, user: &str) -> Result<Vec<DisposableView>, WireError> {
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
            None => return Ok(free),
        }
    }
}

/// The files of the ledger with their clocks, newest first; one that is being taken in is none yet.
fn kept_batches(
    app: &App,
    session: &Session,
    read: &Read<'_>,
) -> Result<Vec<KeptBatchView>, WireError> {
    let (years, today, sight) = (ledger_years(app, read)?, app.host.today(), session.sight());
    let mut batches = Vec::new();
    for BatchRow { id, file_name, at, end, .. } in read.ledger_batches()? {
        let Some((outcome, transfers, ..)) = end else { continue };
        let ended = read.batch_relationship_end(id)?;
        let free = batch_free_from(read, id, years)?;
        let days = read.indexed_days(id)?;
        let day = |day: i64| date_of(day).map(|day| day.to_string());
        batches.push(KeptBatchView {
            batch: count(id),
            name: sight.words(&file_name),
            at: korean(at),
            removed: outcome == Outcome::Removed,
            transfers: count(transfers),
            first: days.and_then(|(first, _)| day(first)),
            last: days.and_then(|(_, last)| day(last)),
            ended: ended.map(|day| day.to_string()),
            free: free.is_some_and(|day| day <= today),
            free_from: free.map(|day| day.to_string()),
        });
    }
    Ok(batches)
}

/// The first day on which a file of the ledger is free; `None` while its last relationship goes on.
fn batch_free_from(read: &Read<'_>, id: i64, years: u32) -> Result<Option<NaiveDate>, WireError> {
    Ok(read.batch_relationship_end(id)?.and_then(|ended| free_from(ended, years)))
}

/// How many years a file of the ledger is kept.
fn ledger_years(app: &App, read: &Read<'_>) -> Result<u32, WireError> {
    years(read, app.assets.retention.of(LEDGER).ok_or(ErrorCode::Internal)?)
}

/// What of a log lies before its day.
fn old_log(session: &Session, OldLog { record, until }: &OldLog) -> Result<OldLogView, WireError> {
    let until = *until;
    let (entries, acts, span) = match record.as_str() {
        LOOKS => {
            let OldLooks { lines, acts, span, .. } = looks_before(session, until)?;
            (lines, acts.len(), span)
        }
        _ => {
            let OldPermissions { entries, acts, span } = permissions_before(session, until)?;
            (entries, acts.len(), span)
        }
    };
    let day = |at: DateTime<Utc>| kst_date(&at).to_string();
    Ok(OldLogView {
        record: record.clone(),
        until: until.to_string(),
        entries: count(entries),
        acts: count(acts),
        first: span.map(|(first, _)| day(first)),
        last: span.map(|(_, last)| day(last)),
    })
}

fn looks_before(session: &Session, until: NaiveDate) -> Result<OldLooks, WireError> {
    Ok(session.vault.looks_before(midnight(until)?)?)
}

fn permissions_before(session: &Session, until: NaiveDate) -> Result<OldPermissions, WireError> {
    let moment = midnight(until)?;
    Ok(session.vault.read(|read| read.old_permissions(moment))?)
}

/// The first day of which a log is still kept.
fn kept_from(app: &App, read: &Read<'_>, record: &str) -> Result<NaiveDate, WireError> {
    let keeping = app.assets.retention.of(record);
    let keeping = keeping.filter(|_| [LOOKS, PERMISSIONS].contains(&record));
    let years = years(read, keeping.ok_or_else(|| not_found(record))?)?;
    kept_since(app.host.today(), years).ok_or_else(|| not_found(record))
}

/// The moment at which a day begins in Korea.
fn midnight(day: NaiveDate) -> Result<DateTime<Utc>, WireError> {
    let moment = day.and_time(NaiveTime::MIN).and_local_timezone(kst()).single();
    moment.map(|moment| moment.to_utc()).ok_or_else(|| wrong("day", &day.to_string()))
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
