//! The officer's decision. Its time starts the clock; it freezes the answers.

use std::collections::BTreeMap;

use serde_json::json;
use singo_domain::answer::Content;
use singo_domain::definition::Definition;
use singo_domain::filing::{FilingId, Status, Step};
use singo_domain::people::Deed;
use singo_store::{CommentKind, CommentRow, FilingRow, NewAct, Read};

use super::filing::{show, subject};
use super::findings::{checked, must_not_carry_forbidden, open_findings};
use super::resolved::{RESOLVED, resolved};
use crate::App;
use crate::convert::{korean, name_of, read_instant, wrong};
use crate::error::{ErrorCode, WireError};
use crate::people::case_facts;
use crate::wire::{ApproveFilingRequest, FilingView, ReturnFilingRequest};

/// The list of codes by which forms grade a suspicion.
const DEGREES: &str = "suspicion-degree";

/// Approves a draft that has no blocking finding and a reason for every warning.
pub fn filing_approve(app: &App, request: ApproveFilingRequest) -> Result<FilingView, WireError> {
    let now = (app.host.now)();
    let decided_at = read_instant(&request.decided_at)?.to_utc();
    if decided_at > now {
        return Err(wrong("decided_at", &request.decided_at));
    }
    app.with_session(|session| {
        let opened = session.open(&app.assets, request.id)?;
        must_be_decidable(&opened.row)?;
        let (filing, from) = (opened.row.id, opened.row.status);
        session.must_may(app, Deed::Decide, filing)?;
        session.vault.read(|read| must_be_reviewed(read, filing, from))?;
        let findings = checked(app, session, request.id)?;
        let opened = session.open(&app.assets, request.id)?;
        let (blocking, unexplained) = open_findings(&findings, opened.content);
        if blocking > 0 {
            return Err(WireError::new(ErrorCode::BlockingFindings).with("count", blocking));
        }
        if unexplained > 0 {
            return Err(WireError::new(ErrorCode::UnacceptedWarnings).with("count", unexplained));
        }
        must_not_carry_forbidden(opened.definition, opened.content)?;
        let resolved = resolved(app, session, request.id, &findings)?;
        let opened = session.open(&app.assets, request.id)?;
        let document_hash = opened.document_hash();
        let degrees = degrees(opened.definition, opened.content);
        session.write(now, |tx| {
            let payload = json!({ "decided_at": korean(decided_at), "reason": request.reason,
                                  "degrees": degrees, "document_hash": document_hash,
                                  RESOLVED: resolved });
            tx.record_event(filing, Step::Approve, &payload)?;
            let sealed =
                json!({ "decided_at": korean(decided_at), "document_hash": document_hash });
            Ok(((), NewAct::new("filing.approved", subject(filing), sealed)))
        })?;
        show(app, session, request.id)
    })
}

/// Refuses a step that only a filing before its decision can take.
pub fn must_be_decidable(row: &FilingRow) -> Result<(), WireError> {
    match row.status {
        Status::Draft | Status::Review => Ok(()),
        other => Err(WireError::new(ErrorCode::NotInStatus).with("status", name_of(other))),
    }
}

/// Refuses to end the examination of a filing that nobody has reviewed, or whose remarks are not settled. Where one
/// person does everything, the review falls away.
pub fn must_be_reviewed(read: &Read<'_>, id: FilingId, from: Status) -> Result<(), WireError> {
    let refused = |why| Err(WireError::new(ErrorCode::NotAllowed).with("why", why));
    let case = case_facts(read, id)?;
    if !case.one_person && (from != Status::Review || case.reviewers.is_empty()) {
        return refused("no_review");
    }
    match open_remarks(&read.comments(id)?) {
        0 => Ok(()),
        _ => refused("open_comments"),
    }
}

/// How many remarks are not settled.
pub fn open_remarks(comments: &[CommentRow]) -> usize {
    let settled =
        |id| comments.iter().any(|c| c.parent == Some(id) && c.kind == CommentKind::Resolve);
    comments.iter().filter(|c| c.kind == CommentKind::Remark && !settled(c.id)).count()
}

/// The degrees of suspicion as they stand in the form, by path: part of what was decided.
fn degrees(definition: &Definition, content: &Content) -> BTreeMap<String, String> {
    let fields = definition.sections.iter().flat_map(|section| &section.fields);
    fields
        .filter(|field| field.codes.as_deref() == Some(DEGREES))
        .filter_map(|field| {
            let answer = content.fields.get(&field.path)?;
            Some((field.path.to_string(), answer.to_text()))
        })
        .collect()
}

/// Sends a filing back to its drafter.
pub fn filing_return(app: &App, request: ReturnFilingRequest) -> Result<FilingView, WireError> {
    let now = (app.host.now)();
    if request.note.trim().is_empty() {
        return Err(wrong("note", ""));
    }
    app.with_session(|session| {
        let filing = session.open(&app.assets, request.id)?.row.id;
        session.write(now, |tx| {
            tx.record_event(filing, Step::Return, &json!({ "note": request.note }))?;
            Ok(((), NewAct::new("filing.returned", subject(filing), json!({}))))
        })?;
        show(app, session, request.id)
    })
}
