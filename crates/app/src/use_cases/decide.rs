//! The officer's decision. Its time starts the clock; it freezes the answers.

use serde_json::json;
use singo_domain::filing::Step;
use singo_store::NewAct;

use super::filing::{show, subject};
use super::findings::open_findings;
use crate::App;
use crate::convert::{korean, read_instant, wrong};
use crate::error::{ErrorCode, WireError};
use crate::session::must_be_draft;
use crate::wire::{ApproveFilingRequest, FilingView, ReturnFilingRequest};

/// Approves a draft that has no blocking finding and a reason for every warning.
pub fn filing_approve(app: &App, request: ApproveFilingRequest) -> Result<FilingView, WireError> {
    let now = (app.host.now)();
    let decided_at = read_instant(&request.decided_at)?.to_utc();
    if decided_at > now {
        return Err(wrong("decided_at", &request.decided_at));
    }
    app.with_session(|session| {
        let opened = session.open(&app.assets, request.id)?;
        must_be_draft(&opened.row)?;
        let filing = opened.row.id;
        let findings = app.check(opened.definition, opened.content);
        let (blocking, unexplained) = open_findings(&findings, opened.content);
        if blocking > 0 {
            return Err(WireError::new(ErrorCode::BlockingFindings).with("count", blocking));
        }
        if unexplained > 0 {
            return Err(WireError::new(ErrorCode::UnacceptedWarnings).with("count", unexplained));
        }
        let document_hash = opened.document_hash();
        session.write(now, |tx| {
            let payload = json!({ "decided_at": korean(decided_at), "reason": request.reason,
                                  "document_hash": document_hash });
            tx.record_event(filing, Step::Approve, &payload)?;
            let sealed =
                json!({ "decided_at": korean(decided_at), "document_hash": document_hash });
            Ok(((), NewAct::new("filing.approved", subject(filing), sealed)))
        })?;
        show(app, session, request.id)
    })
}

/// Sends an approved filing back to its drafter.
pub fn filing_return(app: &App, request: ReturnFilingRequest) -> Result<FilingView, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| {
        let filing = session.open(&app.assets, request.id)?.row.id;
        session.write(now, |tx| {
            tx.record_event(filing, Step::Return, &json!({ "note": request.note }))?;
            Ok(((), NewAct::new("filing.returned", subject(filing), json!({}))))
        })?;
        show(app, session, request.id)
    })
}
