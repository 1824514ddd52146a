//! Import into the ledger of the whole vault: a batch is opened, filled a chunk at a time, and closed.
//!
//! Nothing of a batch counts until it is closed. A stopped or failed import takes its batch back; what a crash
//! leaves open is taken back when the vault is opened next. Not here: reading (`import`), how a batch is kept
//! (store).

use chrono::{DateTime, Utc};
use serde_json::json;
use singo_store::{BATCH_RUN, BatchOrdering, NewAct, NewTransfer, RejectsOf};

use super::import::{Read, input, read};
use crate::App;
use crate::convert::{count, findings_of};
use crate::error::WireError;
use crate::import::{Fault, Input, Plan, ReadRow, hash};
use crate::jobs::Job;
use crate::session::Session;
use crate::wire::{Imported, RunImportRequest};

/// How many lines are put into orders at once; nine orders have each.
const STEP: u32 = 10_000;

/// Reads a source into the ledger.
pub fn into_ledger(
    app: &App,
    job: &Job,
    request: &RunImportRequest,
    plan: &Plan,
) -> Result<Imported, WireError> {
    let (source, name) = input(&request.source)?;
    let batch = opened(app, job, &source, &name)?;
    match filled(app, job, request, plan, batch) {
        Ok(imported) => Ok(imported),
        Err(error) => {
            // When this fails too (the vault was locked), the next opening takes the batch back.
            let now = (app.host.now)();
            let _taken_back = job.with_session(app, |session| take_back(session, batch, now));
            Err(error)
        }
    }
}

/// Refuses, in a dry run, rows that stand in the ledger already.
pub fn refuse_known(
    app: &App,
    job: &Job,
    rows: &mut [ReadRow],
    new: &[NewTransfer],
) -> Result<(), WireError> {
    if new.is_empty() {
        return Ok(());
    }
    let known = job.with_session(app, |session| {
        Ok::<_, WireError>(session.vault.read(|read| read.known_transfers(new))?)
    })?;
    refuse(rows, &known);
    Ok(())
}

/// Takes back what a crash left half done.
///
/// # Errors
/// When the vault cannot be written.
pub fn take_back_unfinished(session: &mut Session, now: DateTime<Utc>) -> Result<(), WireError> {
    if session.vault.is_read_only() {
        return Ok(());
    }
    for batch in session.vault.read(|read| read.unfinished_batches())? {
        take_back(session, batch.id, now)?;
    }
    Ok(())
}

fn opened(app: &App, job: &Job, source: &Input, name: &str) -> Result<i64, WireError> {
    job.phase("opening", None);
    let sha256 = hash(source).map_err(super::import::unreadable)?;
    let now = (app.host.now)();
    job.with_session(app, |session| {
        session.write(now, |tx| {
            let batch = tx.open_batch(name, &sha256)?;
            let payload = json!({ "sha256": sha256 });
            Ok((batch, NewAct::new("batch.opened", subject(batch), payload)))
        })
    })
}

fn filled(
    app: &App,
    job: &Job,
    request: &RunImportRequest,
    plan: &Plan,
    batch: i64,
) -> Result<Imported, WireError> {
    let mut waiting = 0;
    let Read { tally, sha256, headings } =
        read(app, job, request, plan, transfers, |rows, new| {
            if new.is_empty() {
                return Ok(());
            }
            let now = (app.host.now)();
            let added = job.with_session(app, |session| {
                session.write(now, |tx| {
                    let added = tx.add_transfers(batch, &new)?;
                    let payload = json!({ "rows": added.added });
                    Ok((added, NewAct::new("batch.filled", subject(batch), payload)))
                })
            })?;
            refuse(rows, &added.duplicates);
            waiting += added.added;
            if waiting >= BATCH_RUN {
                ordered(app, job, batch, |_| job.go_on())?;
                waiting = 0;
            }
            Ok(())
        })?;
    // A few are put in order as the batch is closed.
    if waiting > u64::from(STEP) {
        job.phase("ordering", Some(waiting));
        ordered(app, job, batch, |thousandths| job.reached(waiting * thousandths / 1000))?;
    }
    job.phase("storing", None);
    job.reached(0)?;
    let now = (app.host.now)();
    job.with_session(app, |session| {
        session.write::<()>(now, |tx| {
            tx.close_batch(batch, tally.duplicates, tally.rejected - tally.duplicates)?;
            tx.keep_rejects(RejectsOf::Batch(batch), &headings, &tally.kept)?;
            let payload = json!({ "sha256": sha256, "accepted": tally.accepted,
                                  "rejected": tally.rejected, "duplicates": tally.duplicates });
            Ok(((), NewAct::new("batch.closed", subject(batch), payload)))
        })
    })?;
    let found = findings_of(tally, sha256);
    Ok(Imported { found, batch: Some(count(batch)), total: None, state: None })
}

/// Puts what was gathered of a batch into the orders of the ledger's index, in steps between which others are answered.
fn ordered(
    app: &App,
    job: &Job,
    batch: i64,
    reached: impl Fn(u64) -> Result<(), WireError>,
) -> Result<(), WireError> {
    let mut at = BatchOrdering::of(batch);
    let mut more = true;
    while more {
        reached(at.thousandths())?;
        job.let_others_in();
        let now = (app.host.now)();
        more = job.with_session(app, |session| {
            session.write(now, |tx| {
                let more = tx.order_some(&mut at, STEP)?;
                Ok((more, NewAct::new("batch.ordered", subject(batch), json!({}))))
            })
        })?;
    }
    Ok(())
}

/// Takes a batch back; it counts no more.
///
/// # Errors
/// `nothing_to_undo` when it was taken back before.
pub fn take_back(session: &mut Session, batch: i64, now: DateTime<Utc>) -> Result<(), WireError> {
    session.write(now, |tx| {
        tx.remove_batch(batch)?;
        Ok(((), NewAct::new("batch.removed", subject(batch), json!({}))))
    })
}

/// A file of the ledger, as acts name it.
pub fn subject(batch: i64) -> String {
    format!("batch/{batch}")
}

/// The rows that were read, as the ledger takes them.
pub fn transfers(rows: &[ReadRow]) -> Vec<NewTransfer> {
    let taken = rows.iter().filter_map(|row| Some((row.line, row.outcome.as_ref().ok()?)));
    taken.map(|(line, cells)| NewTransfer::new(line, cells)).collect()
}

/// Writes into rows that they are there already; `lines` are theirs, ascending.
fn refuse(rows: &mut [ReadRow], lines: &[u64]) {
    for row in rows.iter_mut().filter(|row| lines.binary_search(&row.line).is_ok()) {
        let fault = Fault { heading: None, reason: "duplicate", text: String::new() };
        row.outcome = Err(vec![fault]);
    }
}
