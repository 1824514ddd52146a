//! Recording that a report was sent: the frozen copy, the very PDF, the receipt or why there is none, and who took it.

use std::io::Cursor;

use serde_json::json;
use singo_domain::filing::{Status, Step};
use singo_render::Rendered;
use singo_store::{NewAct, NewSubmission};

use super::filing::{show, subject};
use super::inspect::{read_file, verdict};
use super::paper::prepare;
use crate::App;
use crate::convert::{name_of, read_instant, wrong};
use crate::error::{ErrorCode, WireError};
use crate::wire::{FilingView, SubmitFilingRequest};

/// The ways in which a report reaches its authority (감독규정 제6조제2항, 제12조).
const CHANNELS: [&str; 4] = ["online", "post", "in_person", "fax"];

/// Freezes an approved filing as sent.
pub fn filing_submit(app: &App, request: SubmitFilingRequest) -> Result<FilingView, WireError> {
    let now = (app.host.now)();
    let sent_at = read_instant(&request.submitted_at)?.to_utc();
    if sent_at > now {
        return Err(wrong("submitted_at", &request.submitted_at));
    }
    if !CHANNELS.contains(&request.channel.as_str()) {
        return Err(wrong("channel", &request.channel));
    }
    let filled = |text: Option<String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    let (receipt, absence) = (filled(request.receipt_no), filled(request.no_receipt_reason));
    let (official, office) = (filled(request.official), filled(request.office));
    if receipt.is_none() && absence.is_none() {
        return Err(wrong("receipt_no", ""));
    }
    app.with_session(|session| {
        let opened = session.open(&app.assets, request.id)?;
        if opened.row.status != Status::Approved {
            let status = name_of(opened.row.status);
            return Err(WireError::new(ErrorCode::NotInStatus).with("status", status));
        }
        let (filing, document_hash) = (opened.row.id, opened.document_hash());
        let prepared = prepare(app, session, request.id)?;
        let paper_hash = prepared.hash(app)?;
        let printed = prepared.print(app)?;
        let pdf = match &request.paper {
            Some(path) => sent_file(app, path, printed)?,
            None => printed,
        };
        session.write(now, |tx| {
            let payload = json!({ "no_receipt_reason": absence, "pages": pdf.pages,
                                  "official": official, "office": office });
            let sent = NewSubmission {
                document_hash: document_hash.clone(),
                pdf: pdf.bytes,
                channel: request.channel.clone(),
                sent_at,
                receipt,
                payload,
            };
            tx.freeze(filing, &sent)?;
            let step = json!({ "channel": request.channel, "official": official,
                               "office": office });
            tx.record_event(filing, Step::Submit, &step)?;
            let sealed = json!({ "document_hash": document_hash, "paper_hash": paper_hash,
                                 "pdf_sha256": pdf.sha256 });
            Ok(((), NewAct::new("filing.submitted", subject(filing), sealed)))
        })?;
        show(app, session, request.id)
    })
}

/// The file that was really sent: what is printed of the filing, with nothing behind it but seals that hold.
fn sent_file(app: &App, path: &str, printed: Rendered) -> Result<Rendered, WireError> {
    let bytes = read_file(path)?;
    let verdict = verdict(app, &mut Cursor::new(&bytes)).map_err(|_| ErrorCode::FileUnreadable)?;
    let problem = match verdict.problem {
        Some(problem) => problem,
        None if bytes.starts_with(&printed.bytes) => {
            return Ok(Rendered { sha256: verdict.sha256, bytes, pages: printed.pages });
        }
        None => "other_paper".to_owned(),
    };
    Err(WireError::new(ErrorCode::PaperAltered).with("problem", problem))
}
