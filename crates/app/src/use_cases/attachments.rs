//! Files that go with a filing: taking them in, listing, opening, giving out.
//!
//! The file itself streams past the session, so that a large one holds nobody up; what binds it to the filing
//! is one write at the end. A file that was refused leaves nothing behind.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use data_encoding::BASE64;
use serde_json::json;
use singo_domain::act::Digest;
use singo_domain::definition::Definition;
use singo_domain::filing::FilingId;
use singo_domain::people::HIDDEN;
use singo_domain::rules::{forbidden_word, without_person_numbers};
use singo_render::Attachment;
use singo_store::{AttachmentRow, BlobError, Blobs, LARGEST_BLOB, NewAct, NewAttachment};

use super::filing::subject;
use super::known::hidden_from;
use crate::App;
use crate::attachments::{Sniffer, lay_out, safe_name};
use crate::convert::{count, korean, not_found, unwritable, wrong};
use crate::error::{ErrorCode, WireError};
use crate::leaving::Part;
use crate::session::{Session, must_be_draft};
use crate::wire::{
    AttachFileRequest, AttachmentList, AttachmentRequest, AttachmentView, ExportAttachmentRequest,
    Exported, FilingRequest, OpenedAttachment,
};

/// The largest file that is shown in the window, in bytes; a larger one is opened by another program.
const SHOWN: u64 = 16 << 20;

/// The largest file that is looked at as a possible paper of ours, in bytes.
const LARGEST_PAPER: u64 = 64 << 20;

/// Attaches a file to a draft.
pub fn attachment_add(app: &App, request: AttachFileRequest) -> Result<AttachmentList, WireError> {
    let name = safe_name(&request.name).ok_or_else(|| wrong("name", &request.name))?;
    if !app.assets.evidence_kinds.iter().any(|kind| kind.value == request.kind) {
        return Err(wrong("kind", &request.kind));
    }
    let (blobs, definition) = app.with_session(|session| {
        let opened = session.open(&app.assets, request.filing)?;
        must_be_draft(&opened.row)?;
        let definition = opened.definition;
        Ok((session.vault.blobs().clone(), definition))
    })?;
    // The name is printed.
    if let Some(word) = forbidden_word(definition, &name) {
        return Err(wrong("name", word));
    }
    if let Some(masked) = without_person_numbers(definition, &name) {
        return Err(wrong("name", &masked));
    }
    let bytes;
    let source: Box<dyn Read + '_> = match (&request.path, &request.base64) {
        (Some(path), None) => {
            let file = File::open(path).map_err(|problem| unread(path, &problem))?;
            // Known beforehand: nobody waits for two gigabytes to be read and thrown away.
            if file.metadata().is_ok_and(|known| known.len() > LARGEST_BLOB) {
                return Err(refusal(BlobError::TooLarge, &name));
            }
            Box::new(file)
        }
        (None, Some(base64)) => {
            bytes = BASE64.decode(base64.as_bytes()).map_err(|_| wrong("base64", ""))?;
            Box::new(bytes.as_slice())
        }
        _ => return Err(wrong("path | base64", "")),
    };
    let mut sniffer = Sniffer::new(source);
    let stored =
        blobs.put(&mut sniffer, &mut |_| true).map_err(|problem| refusal(problem, &name))?;
    let (mime, warning) = (sniffer.mime().to_owned(), sniffer.warning(&name));
    let sha256 = stored.sha256.to_string();
    let secret = is_undisclosed(app, definition, &blobs, &stored.sha256, stored.size)?;
    let take_back = |error: WireError| {
        // What another filing has too is kept; the error is the one to report.
        if !stored.known {
            let _ = blobs.remove(&stored.sha256);
        }
        error
    };
    if secret {
        return Err(take_back(wrong("file", &name)));
    }
    if let Some(warning) = warning.filter(|_| !request.accept_warning) {
        let error = WireError::new(ErrorCode::AttachmentWarning);
        return Err(take_back(error.with("warning", warning).with("name", name)));
    }
    let now = (app.host.now)();
    app.with_session(|session| {
        let filing = FilingId(i64::from(request.filing));
        session.write(now, |tx| {
            let new = NewAttachment {
                kind: request.kind,
                name,
                size: stored.size,
                sha256: sha256.clone(),
                mime,
                warning: warning.map(str::to_owned),
            };
            let id = tx.attach(filing, &new)?;
            let payload = json!({ "attachment": id, "sha256": sha256, "warning": warning });
            Ok(((), NewAct::new("attachment.added", subject(filing), payload)))
        })?;
        list(app, session, filing)
    })
    .map_err(take_back)
}

/// Whether a file is a paper of a report that must stay undisclosed, attached to a report of another form.
fn is_undisclosed(
    app: &App,
    definition: &Definition,
    blobs: &Blobs,
    sha256: &Digest,
    size: u64,
) -> Result<bool, WireError> {
    if hidden_from(app, definition).is_empty() || size > LARGEST_PAPER {
        return Ok(false);
    }
    let mut bytes = Vec::new();
    let mut plain = blobs.open(sha256).map_err(|problem| refusal(problem, ""))?;
    plain.read_to_end(&mut bytes).map_err(|problem| broken(problem, ""))?;
    let paper = super::inspect::open(app, &mut std::io::Cursor::new(bytes));
    let form = paper.map(|paper| &paper.definition.form);
    Ok(form.is_ok_and(|form| form.undisclosed && form.id != definition.form.id))
}

/// The files that go with a filing.
pub fn attachment_list(app: &App, request: FilingRequest) -> Result<AttachmentList, WireError> {
    app.with_session(|session| list(app, session, FilingId(i64::from(request.id))))
}

/// Takes a file off a draft; its content is destroyed unless another filing has it too.
pub fn attachment_remove(
    app: &App,
    request: AttachmentRequest,
) -> Result<AttachmentList, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| {
        let (row, _) = attached(session, request.filing, request.attachment)?;
        must_be_draft(&session.open(&app.assets, request.filing)?.row)?;
        let elsewhere = session.write(now, |tx| {
            let elsewhere = tx.detach(row.filing, row.id)?;
            let payload = json!({ "attachment": row.id, "sha256": row.sha256 });
            Ok((elsewhere, NewAct::new("attachment.removed", subject(row.filing), payload)))
        })?;
        if !elsewhere && let Ok(sha256) = row.sha256.parse() {
            // What stays behind is encrypted, named by no record, and swept at the next opening.
            let _ = session.vault.blobs().remove(&sha256);
        }
        list(app, session, row.filing)
    })
}

/// Opens a file: in the window where it can show it, else as a copy that is wiped. That is an act.
pub fn attachment_open(
    app: &App,
    request: AttachmentRequest,
) -> Result<OpenedAttachment, WireError> {
    let now = (app.host.now)();
    let (row, sha256, blobs, folder) = app.with_session(|session| {
        let (row, sha256) = attached(session, request.filing, request.attachment)?;
        session.record_look(now, "attachment.opened", &subject(row.filing), &row.sha256)?;
        Ok((row, sha256, session.vault.blobs().clone(), session.vault.folder().to_owned()))
    })?;
    let damaged = |problem| refusal(problem, &row.name);
    let mut plain = blobs.open(&sha256).map_err(damaged)?;
    let in_window = row.mime == "application/pdf"
        || matches!(row.mime.as_str(), "image/png" | "image/jpeg" | "image/gif" | "image/webp")
        || row.mime == "text/plain";
    if in_window && row.size <= SHOWN {
        let mut bytes = Vec::new();
        plain.read_to_end(&mut bytes).map_err(|problem| broken(problem, &row.name))?;
        let base64 = Some(BASE64.encode(&bytes));
        return Ok(OpenedAttachment { mime: row.mime, base64, path: None });
    }
    let path =
        lay_out(&folder, &row.name, &mut plain).map_err(|problem| broken(problem, &row.name))?;
    let path = Some(path.to_string_lossy().into_owned());
    Ok(OpenedAttachment { mime: row.mime, base64: None, path })
}

/// Writes a file out of the vault. That is an act.
pub fn attachment_export(
    app: &App,
    request: ExportAttachmentRequest,
) -> Result<Exported, WireError> {
    let now = (app.host.now)();
    let (row, sha256, blobs) = app.with_session(|session| {
        let (row, sha256) = attached(session, request.filing, request.attachment)?;
        Ok((row, sha256, session.vault.blobs().clone()))
    })?;
    let target = Path::new(&request.path);
    let mut plain = blobs.open(&sha256).map_err(|problem| refusal(problem, &row.name))?;
    let unwritable = |problem: io::Error| unwritable(&request.path, &problem);
    let written = Part::write(target, |file| io::copy(&mut plain, file).map(drop));
    let (part, ()) = written.map_err(unwritable)?;
    // The file streams past the session, which can end meanwhile: it gets no name without its act.
    app.with_session(|session| {
        session.record_look(now, "attachment.exported", &subject(row.filing), &row.sha256)
    })?;
    part.keep().map_err(unwritable)?;
    Ok(Exported { path: request.path, sha256: row.sha256 })
}

/// The files as the paper lists them.
pub fn on_paper(rows: Vec<AttachmentRow>) -> Vec<Attachment> {
    let one =
        |row: AttachmentRow| Attachment { name: row.name, size: row.size, sha256: row.sha256 };
    rows.into_iter().map(one).collect()
}

/// Takes away files that no record names: what a crash left between a file and its record.
pub fn sweep(blobs: &Blobs, rows: &[AttachmentRow]) {
    let keep: Vec<Digest> = rows.iter().filter_map(|row| row.sha256.parse().ok()).collect();
    // A record whose hash does not read keeps everything: verification will name it.
    if keep.len() == rows.len() {
        let _swept_next_time = blobs.sweep(&keep);
    }
}

fn list(app: &App, session: &Session, filing: FilingId) -> Result<AttachmentList, WireError> {
    let rows = session.vault.read(|read| {
        read.filing(filing)?;
        read.attachments(filing)
    })?;
    let masked = session.person.sees_masked_only();
    // A file's name may be a person's.
    let shown = |name: String| match (masked, name.rsplit_once('.')) {
        (false, _) => name,
        (true, Some((_, ending))) => format!("{HIDDEN}.{ending}"),
        (true, None) => HIDDEN.to_owned(),
    };
    let view = |row: AttachmentRow| AttachmentView {
        id: count(row.id),
        kind: row.kind,
        name: shown(row.name),
        size: row.size.to_string(),
        sha256: row.sha256,
        mime: row.mime,
        warning: row.warning,
        at: korean(row.at),
        actor: row.actor,
    };
    let attachments = rows.into_iter().map(view).collect();
    Ok(AttachmentList { attachments, kinds: app.assets.evidence_kinds.clone() })
}

/// A file that goes with this very filing: knowing another filing's number opens nothing.
fn attached(session: &Session, filing: u32, id: u32) -> Result<(AttachmentRow, Digest), WireError> {
    let rows = session.vault.read(|read| read.attachments(FilingId(i64::from(filing))))?;
    let row = rows.into_iter().find(|row| row.id == i64::from(id));
    let row = row.ok_or_else(|| not_found(format!("attachment {id}")))?;
    let sha256 = row.sha256.parse().map_err(|_| refusal(BlobError::Damaged, &row.name))?;
    Ok((row, sha256))
}

fn refusal(problem: BlobError, name: &str) -> WireError {
    match problem {
        BlobError::TooLarge => WireError::new(ErrorCode::FileTooLarge).with("limit", LARGEST_BLOB),
        BlobError::Missing | BlobError::Damaged => {
            WireError::new(ErrorCode::VaultDamaged).with("what", "attachment").with("name", name)
        }
        BlobError::Cancelled => WireError::new(ErrorCode::Internal).with("problem", problem),
        BlobError::Io(problem) => unread(name, &problem),
    }
}

/// Reading a kept file failed: damage, or the disk it was to be written to.
fn broken(problem: io::Error, name: &str) -> WireError {
    if problem.kind() == io::ErrorKind::InvalidData {
        return refusal(BlobError::Damaged, name);
    }
    unwritable(name, &problem)
}

fn unread(path: &str, problem: &io::Error) -> WireError {
    // The source is read; what is kept of it is written.
    if matches!(problem.kind(), io::ErrorKind::StorageFull | io::ErrorKind::ReadOnlyFilesystem) {
        return unwritable(path, problem);
    }
    WireError::new(ErrorCode::FileUnreadable).with("path", path).with("problem", problem)
}
