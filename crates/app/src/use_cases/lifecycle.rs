//! The steps of a filing's life beside decision and sending: review, acknowledgement, correction, withdrawal,
//! closing without report. Each is an event with what must be stated for it, and an act.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Value, json};
use singo_domain::filing::{FilingId, Status, Step};
use singo_domain::people::{Deed, Role};
use singo_store::NewAct;

use super::decide::{must_be_decidable, must_be_reviewed};
use super::filing::{show, subject};
use super::findings::{checked, open_findings};
use crate::App;
use crate::convert::{korean, name_of, not_found, read_instant, wrong};
use crate::error::{ErrorCode, WireError};
use crate::people::{case_facts, refused};
use crate::session::{Session, must_be_draft};
use crate::wire::{
    AcknowledgeFilingRequest, CloseFilingRequest, FilingView, RejectFilingRequest,
    RestrictFilingRequest, StepRequest, WithdrawFilingRequest,
};

/// Hands a draft over to be reviewed; as for a decision, nothing may be wrong with it.
pub fn filing_hand_over(app: &App, request: StepRequest) -> Result<FilingView, WireError> {
    app.with_session(|session| {
        let opened = session.open(&app.assets, request.id)?;
        must_be_draft(&opened.row)?;
        let filing = opened.row.id;
        let findings = checked(app, session, request.id)?;
        let opened = session.open(&app.assets, request.id)?;
        let (blocking, unexplained) = open_findings(&findings, opened.content);
        if blocking > 0 {
            return Err(WireError::new(ErrorCode::BlockingFindings).with("count", blocking));
        }
        if unexplained > 0 {
            return Err(WireError::new(ErrorCode::UnacceptedWarnings).with("count", unexplained));
        }
        let payload = json!({ "note": request.note, "document_hash": opened.document_hash() });
        take(app, session, filing, Step::HandOver, "filing.handed_over", &payload)?;
        show(app, session, request.id)
    })
}

/// The reviewer passes a filing on to the officer.
pub fn filing_endorse(app: &App, request: StepRequest) -> Result<FilingView, WireError> {
    app.with_session(|session| {
        let opened = session.open(&app.assets, request.id)?;
        let filing = opened.row.id;
        let payload = json!({ "note": request.note, "document_hash": opened.document_hash() });
        session.must_may(app, Deed::Review, filing)?;
        take(app, session, filing, Step::Endorse, "filing.endorsed", &payload)?;
        show(app, session, request.id)
    })
}

/// The authority confirmed the receipt (감독규정 제6조제3항).
pub fn filing_acknowledge(
    app: &App,
    request: AcknowledgeFilingRequest,
) -> Result<FilingView, WireError> {
    let at = past(app, "acknowledged_at", &request.acknowledged_at)?;
    let receipt = request.receipt_no.map(|text| text.trim().to_owned()).filter(|t| !t.is_empty());
    let payload = json!({ "acknowledged_at": at, "receipt_no": receipt, "note": request.note });
    step(app, request.id, Step::Acknowledge, "filing.acknowledged", &payload)
}

/// The authority asked for a correction, with a period and a reason (감독규정 제8조, 보고업무 운영세칙).
pub fn filing_reject(app: &App, request: RejectFilingRequest) -> Result<FilingView, WireError> {
    let at = past(app, "asked_at", &request.asked_at)?;
    let due: NaiveDate = request.due.trim().parse().map_err(|_| wrong("due", &request.due))?;
    let payload = json!({
        "asked_at": at,
        "due": due.to_string(),
        "reason": stated("reason", &request.reason)?,
        "official": stated("official", &request.official)?,
        "verified": stated("verified", &request.verified)?,
    });
    step(app, request.id, Step::Reject, "filing.rejected", &payload)
}

/// Takes a report back. What was sent stays as it was sent; with whom at the authority this was agreed is
/// part of the record.
pub fn filing_withdraw(app: &App, request: WithdrawFilingRequest) -> Result<FilingView, WireError> {
    let reason = stated("reason", &request.reason)?;
    app.with_session(|session| {
        let row = session.open(&app.assets, request.id)?.row;
        if row.status.was_sent() {
            stated("official", &request.official)?;
        }
        let payload = json!({ "reason": reason, "official": request.official.trim() });
        take(app, session, row.id, Step::Withdraw, "filing.withdrawn", &payload)?;
        show(app, session, request.id)
    })
}

/// Closes a case that is not reported. The law wants such cases kept as reports are, with who agreed
/// (자금세탁방지 업무규정 제84조).
pub fn filing_close(app: &App, request: CloseFilingRequest) -> Result<FilingView, WireError> {
    let reason = stated("reason", &request.reason)?.to_owned();
    let reopen_on = request.reopen_on.filter(|text| !text.trim().is_empty());
    let reopen_on = reopen_on
        .map(|text| text.trim().parse::<NaiveDate>().map_err(|_| wrong("reopen_on", &text)))
        .transpose()?;
    if reopen_on.is_some_and(|day| day <= app.host.today()) {
        return Err(wrong("reopen_on", &name_of(reopen_on)));
    }
    app.with_session(|session| {
        let row = session.open(&app.assets, request.id)?.row;
        must_be_decidable(&row)?;
        session.must_may(app, Deed::Decide, row.id)?;
        let reviewers = session.vault.read(|read| {
            must_be_reviewed(read, row.id, row.status)?;
            case_facts(read, row.id).map(|case| case.reviewers)
        })?;
        let payload = json!({ "reason": reason, "reviewers": reviewers,
                              "reopen_on": reopen_on.map(|day| day.to_string()) });
        take(app, session, row.id, Step::Close, "filing.closed", &payload)?;
        show(app, session, request.id)
    })
}

/// Looks again at a case that was closed.
pub fn filing_reopen(app: &App, request: StepRequest) -> Result<FilingView, WireError> {
    let payload = json!({ "reason": stated("note", &request.note)? });
    step(app, request.id, Step::Reopen, "filing.reopened", &payload)
}

/// Limits a filing to named people, of whom the one who limits it is one and an officer is one.
pub fn filing_restrict(app: &App, request: RestrictFilingRequest) -> Result<FilingView, WireError> {
    let now = (app.host.now)();
    let reason = stated("reason", &request.reason)?.to_owned();
    let names: Option<BTreeSet<String>> = request.names.map(|names| names.into_iter().collect());
    app.with_session(|session| {
        let filing = session.open(&app.assets, request.id)?.row.id;
        if let Some(names) = &names {
            let people = session.vault.read(|read| read.people())?;
            let known = |name: &&String| people.iter().any(|row| row.person.name == **name);
            if let Some(stranger) = names.iter().find(|name| !known(name)) {
                return Err(not_found(stranger));
            }
            let officer = people.iter().map(|row| &row.person).any(|person| {
                person.active
                    && person.roles.contains(&Role::Officer)
                    && names.contains(&person.name)
            });
            if !officer || !names.contains(&session.user) {
                return Err(wrong("names", &session.user));
            }
        }
        session.write(now, |tx| {
            tx.put_case_access(filing, names.as_ref(), &reason)?;
            let payload = json!({ "names": names, "reason": reason });
            Ok(((), NewAct::new("filing.restricted", subject(filing), payload)))
        })?;
        show(app, session, request.id)
    })
}

/// Takes a step and shows the filing.
fn step(
    app: &App,
    id: u32,
    step: Step,
    act: &str,
    payload: &Value,
) -> Result<FilingView, WireError> {
    app.with_session(|session| {
        let filing = session.open(&app.assets, id)?.row.id;
        take(app, session, filing, step, act, payload)?;
        show(app, session, id)
    })
}

/// Takes a step: the event with its particulars, and the act.
fn take(
    app: &App,
    session: &mut Session,
    filing: FilingId,
    step: Step,
    act: &str,
    payload: &Value,
) -> Result<Status, WireError> {
    session.write((app.host.now)(), |tx| {
        let status = tx.record_event(filing, step, payload)?;
        // The particulars stand in the event, which the act seals.
        Ok((status, NewAct::new(act, subject(filing), json!({}))))
    })
}

/// A text that must be there.
pub fn stated<'t>(what: &str, text: &'t str) -> Result<&'t str, WireError> {
    let text = text.trim();
    if text.is_empty() { Err(wrong(what, "")) } else { Ok(text) }
}

/// A time that has passed, in Korea.
pub fn past(app: &App, what: &str, text: &str) -> Result<String, WireError> {
    let at = read_instant(text)?.to_utc();
    if at > (app.host.now)() { Err(wrong(what, text)) } else { Ok(korean(at)) }
}

/// The steps that lead on from a status, and why this person may not take one.
pub fn options(
    app: &App,
    session: &Session,
    filing: FilingId,
    status: Status,
) -> Result<Vec<(Step, Option<String>)>, WireError> {
    use singo_domain::people::may_with;
    let case = session.vault.read(|read| case_facts(read, filing))?;
    let possible = Step::ALL.into_iter().filter(|step| step.target(status).is_some());
    let steps = possible.map(|step| {
        let deed = match step {
            Step::HandOver => Deed::Write,
            Step::Endorse => Deed::Review,
            Step::Return => Deed::Return,
            Step::Approve | Step::Close | Step::Reopen => Deed::Decide,
            Step::Submit | Step::Acknowledge | Step::Reject | Step::Withdraw => Deed::Send,
        };
        // Looking again undoes no separation: nothing is passed on by it.
        let case = if step == Step::Reopen { &Default::default() } else { &case };
        let refusal = may_with(&session.person, deed, case, app.host.today()).err();
        let unreviewed = matches!(step, Step::Approve | Step::Close)
            && !case.one_person
            && (status != Status::Review || case.reviewers.is_empty());
        let why = refusal.map(refused).and_then(|error| error.params.get("why").cloned());
        (step, why.or_else(|| unreviewed.then(|| "no_review".to_owned())))
    });
    Ok(steps.collect())
}
