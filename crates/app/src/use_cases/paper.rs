//! The PDF of a filing: printed from its answers until it is sent, from then on the copy that was sent.

use std::io::Cursor;
use std::ops::ControlFlow;

use data_encoding::BASE64;
use singo_domain::answer::Content;
use singo_domain::canonical::{FORMAT, ReadFiling, sha256_hex};
use singo_domain::copy::CopyKind;
use singo_domain::definition::{Definition, Language};
use singo_domain::filing::Step;
use singo_domain::finding::Finding;
use singo_domain::people::Sight;
use singo_domain::rows_csv::rows_csv;
use singo_render::{AcceptedWarning, AssociatedFile, Carried, RenderInput, Rendered, Stamp};

use super::approvals::approvals;
use super::attachments::on_paper;
use super::filing::{decision, subject};
use super::findings::{key, reasons};
use super::history::written_head;
use super::inspect::{self, Paper};
use super::resolved::resolved_in;
use crate::App;
use crate::convert::count;
use crate::error::{ErrorCode, WireError};
use crate::outgoing::Outgoing;
use crate::session::{Opened, Session};
use crate::wire::{FilingRequest, PdfView};

/// The name of the canonical copy inside a paper.
pub const FILING_FILE: &str = "filing.json";

/// The PDF beside the form.
pub fn filing_render(app: &App, request: FilingRequest) -> Result<PdfView, WireError> {
    let now = (app.host.now)();
    let (file_name, prepared) = app.with_session(|session| {
        let opened = session.open(&app.assets, request.id)?;
        let (file_name, filing) = (file_name(&opened, request.id), opened.row.id);
        // The paper carries everything: to whoever sees less on the screen it is a look at identifiers.
        if opened.sight != Sight::Full {
            session.record_look(now, "filing.paper_viewed", &subject(filing), "")?;
        }
        Ok((file_name, prepare(app, session, request.id)?))
    })?;
    let Rendered { bytes, pages, sha256 } = prepared.print(app)?;
    Ok(PdfView { base64: BASE64.encode(&bytes), sha256, pages, file_name })
}

/// What there is to be printed of a filing.
pub enum Prepared<'a> {
    /// The copy that was sent; it is never printed again.
    Sent(Rendered),
    /// Its answers as they leave.
    Answers(Box<Paper<'a>>),
}

impl<'a> Prepared<'a> {
    /// The PDF.
    pub fn print(self, app: &App) -> Result<Rendered, WireError> {
        match self {
            Self::Sent(sent) => Ok(sent),
            Self::Answers(paper) => Ok(paper.print(app, &mut |_| ControlFlow::Continue(()))?),
        }
    }

    /// The hash on it.
    pub fn hash(&self, app: &'a App) -> Result<String, WireError> {
        match self {
            Self::Answers(paper) => Ok(paper.stamp.stamp.document_hash.clone()),
            Self::Sent(sent) => Ok(carried(app, sent)?.stamp.stamp.document_hash),
        }
    }

    /// What stands on the paper, and the copy that was sent where there is one; then it is what that copy carries.
    pub fn into_paper(self, app: &'a App) -> Result<(Paper<'a>, Option<Rendered>), WireError> {
        match self {
            Self::Answers(paper) => Ok((*paper, None)),
            Self::Sent(sent) => Ok((carried(app, &sent)?, Some(sent))),
        }
    }
}

fn carried<'a>(app: &'a App, sent: &Rendered) -> Result<Paper<'a>, WireError> {
    inspect::open(app, &mut Cursor::new(&sent.bytes))
        .map_err(|(problem, _)| WireError::new(ErrorCode::Internal).with("problem", problem))
}

/// Reads what is printed of a filing; the printing itself needs the vault no more.
pub fn prepare<'a>(
    app: &'a App,
    session: &mut Session,
    id: u32,
) -> Result<Prepared<'a>, WireError> {
    let practice = session.practice;
    let filing = session.open(&app.assets, id)?.row.id;
    let (events, boxes, sent, acts, attached) = session.vault.read(|read| {
        let events = read.events(filing)?;
        let sent = match read.submissions(filing)?.pop() {
            Some(last) => {
                let pages = last.payload["pages"].as_u64().unwrap_or(0);
                read.submitted_copy(last.id)?.map(|(_, bytes)| (bytes, pages))
            }
            None => None,
        };
        let last = events.iter().rev().find(|event| event.step == Step::Approve);
        let acts = last.map(|event| read.acts(event.act, 1)).transpose()?.unwrap_or_default();
        let boxes = approvals(read, filing, &events)?;
        Ok::<_, WireError>((events, boxes, sent, acts, read.attachments(filing)?))
    })?;
    let opened = session.open(&app.assets, id)?;
    if let Some((bytes, pages)) = sent {
        let sha256 = sha256_hex(&bytes);
        return Ok(Prepared::Sent(Rendered { bytes, pages: count(pages), sha256 }));
    }
    let decided = opened.row.status.is_decided();
    let definition = opened.definition;
    let leaving = Outgoing::of(definition, &opened.row.definition, opened.content)?;
    let mut accepted = accepted_warnings(&opened, &app.check(definition, opened.content));
    if decided {
        accepted.extend(resolved_in(&events));
    }
    for warning in &mut accepted {
        warning.message = leaving.clean(&warning.message);
        warning.reason = leaving.clean(&warning.reason);
    }
    let input = RenderInput {
        definition,
        content: &leaving.content,
        language: Language::Ko,
        copy: CopyKind::Full,
        stamp: Stamp {
            document_hash: leaving.hash.clone(),
            chain_head: acts.first().filter(|_| decided).map(|row| written_head(&row.act.head())),
            status: opened.row.status,
            dated: decision(&events).filter(|_| decided),
            approvals: if decided { boxes } else { Vec::new() },
        },
        practice,
        accepted_warnings: accepted,
        attachments: on_paper(attached),
        data: Vec::new(),
    };
    let stamp = Carried::of(singo_render::VERSION, &input);
    let filing = ReadFiling {
        format: FORMAT.to_owned(),
        definition: opened.row.definition.clone(),
        content: leaving.content,
        copy: leaving.note,
    };
    let canonical = leaving.canonical.into_bytes();
    Ok(Prepared::Answers(Box::new(Paper { definition, filing, canonical, stamp })))
}

/// What travels inside a PDF besides its stamp: the canonical copy of what leaves, over which the printed hash is
/// taken, and the rows of the form's transfers as a table.
pub fn data_of(
    definition: &Definition,
    content: &Content,
    canonical: Vec<u8>,
) -> Vec<AssociatedFile> {
    let (texts, table) = (definition.texts(Language::Ko), &definition.form.roles.transfers);
    let filing = AssociatedFile {
        name: FILING_FILE.to_owned(),
        mime: "application/json".to_owned(),
        bytes: canonical,
        description: texts.title.clone(),
    };
    let rows = rows_csv(definition, content, table).map(|rows| AssociatedFile {
        name: format!("{table}.csv"),
        mime: "text/csv".to_owned(),
        bytes: rows.into_bytes(),
        description: texts.table.get(table).cloned().unwrap_or_default(),
    });
    [filing].into_iter().chain(rows).collect()
}

/// A file name that names the form and the document, never a person.
pub fn file_name(opened: &Opened<'_, '_>, id: u32) -> String {
    let number = &opened.row.label.document_no;
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    let number: String = number.chars().map(safe).collect();
    format!(
        "{}-{}.pdf",
        opened.definition.form.id,
        if number.is_empty() { id.to_string() } else { number }
    )
}

/// Warnings that were accepted, with their sentence and the reason.
pub fn accepted_warnings(opened: &Opened<'_, '_>, findings: &[Finding]) -> Vec<AcceptedWarning> {
    let reasons = reasons(opened.content);
    let texts = opened.definition.texts(Language::Ko);
    findings
        .iter()
        .filter_map(|finding| {
            let reason = reasons.get(&key(finding))?.clone();
            let pattern = texts.message.get(&finding.message).cloned().unwrap_or_default();
            let message = finding
                .params
                .iter()
                .fold(pattern, |text, (name, value)| text.replace(&format!("{{{name}}}"), value));
            Some(AcceptedWarning { rule: finding.rule.clone(), message, reason })
        })
        .collect()
}
