//! `filing.export_pdf`: a paper for certain eyes leaves the vault, whole or masked or redacted, sealed or
//! encrypted, for a purpose that is written down.
//!
//! The invariant: no file is written without its act, and what the act names is the very file. A copy that
//! withholds something carries its own hash and no head of the chain; see `singo_domain::copy`.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use serde_json::json;
use singo_domain::canonical::{canonical_copy, sha256_hex};
use singo_domain::copy::{CopyKind, REDACTED, masked, redacted};
use singo_domain::identifier::{MaskKind, mask};
use singo_domain::path::FieldId;
use singo_render::{Carried, Rendered};
use singo_store::NewAct;

use super::filing::subject;
use super::inspect;
use super::paper::{data_of, print};
use super::seal;
use crate::App;
use crate::convert::{named, unwritable, wrong};
use crate::error::{ErrorCode, WireError};
use crate::wire::{ExportPdfRequest, Exported};

/// For what a paper leaves the vault.
pub const PURPOSES: [&str; 6] =
    ["submission", "review", "training", "inspection", "archive", "other"];

/// What the name of the annex adds to that of its paper.
const ANNEX: &str = ".annex.json.age";

/// Writes the PDF to a new file; that is an act. A file that is half written is never left behind.
pub fn filing_export_pdf(app: &App, request: ExportPdfRequest) -> Result<Exported, WireError> {
    let now = (app.host.now)();
    let purpose = request.purpose.as_deref().map(str::trim).unwrap_or_default();
    let (code, note) =
        purpose.split_once(':').map_or((purpose, ""), |(code, note)| (code, note.trim()));
    if !PURPOSES.contains(&code) || (code == "other" && note.is_empty()) {
        return Err(wrong("purpose", purpose));
    }
    let kind: CopyKind = match &request.copy {
        Some(name) => named("copy", name)?,
        None => CopyKind::Full,
    };
    app.with_session(|session| {
        let opened = session.open(&app.assets, request.id)?;
        let filing = opened.row.id;
        // The one file in which an identifier that the paper masks stands whole.
        let annex = match &request.annex {
            Some(passphrase) if kind == CopyKind::Full => {
                let bytes = super::lockbox::encrypt(opened.canonical().as_bytes(), passphrase)?;
                Some((format!("{}{ANNEX}", request.path), bytes))
            }
            Some(_) => return Err(wrong("annex", request.copy.as_deref().unwrap_or_default())),
            None => None,
        };
        let whole = print(app, session, request.id)?;
        let paper = match kind {
            CopyKind::Full => whole,
            CopyKind::Masked | CopyKind::Redacted => copy(app, &whole, kind, &request.redact)?,
        };
        let paper_hash = singo_render::inside(&paper.bytes).map(|i| i.stamp.stamp.document_hash);
        let mut bytes = paper.bytes;
        let mut sealed_by = None;
        if let Some(wanted) = &request.seal {
            (bytes, sealed_by) =
                seal::apply(app, &bytes, wanted, now).map(|(b, n)| (b, Some(n)))?;
        }
        let pdf_sha256 = sha256_hex(&bytes);
        if let Some(passphrase) = &request.passphrase {
            bytes = super::lockbox::encrypt(&bytes, passphrase)?;
        }
        let sha256 = sha256_hex(&bytes);
        let write = |path: &str, bytes: &[u8]| {
            write_whole(Path::new(path), bytes).map_err(|problem| unwritable(path, &problem))
        };
        write(&request.path, &bytes)?;
        if let Some((path, bytes)) = &annex {
            write(path, bytes)?;
        }
        session.write(now, |_| {
            let payload = json!({
                "pdf_sha256": pdf_sha256, "file_sha256": sha256, "paper_hash": paper_hash.ok(), "purpose": code, "note": note,
                "copy": kind, "withheld": request.redact, "sealed_by": sealed_by,
                "encrypted": request.passphrase.is_some(),
                "annex_sha256": annex.as_ref().map(|(_, bytes)| sha256_hex(bytes)),
            });
            Ok(((), NewAct::new("filing.exported", subject(filing), payload)))
        })?;
        Ok(Exported { path: request.path.clone(), sha256 })
    })
}

/// The copy of a paper that withholds something, printed from what the paper itself carries.
fn copy(
    app: &App,
    whole: &Rendered,
    kind: CopyKind,
    redact: &[String],
) -> Result<Rendered, WireError> {
    let damaged = |(problem, _)| WireError::new(ErrorCode::Internal).with("problem", problem);
    let paper = inspect::open(app, &whole.bytes).map_err(damaged)?;
    let (definition, content) = (paper.definition, &paper.filing.content);
    let (content, note) = if kind == CopyKind::Masked {
        masked(definition, content)
    } else {
        let read = |text: &String| {
            let field: Option<FieldId> = text.parse().ok();
            field.filter(|f| definition.field(f).is_some()).ok_or_else(|| wrong("redact", text))
        };
        let chosen: BTreeSet<FieldId> = redact.iter().map(read).collect::<Result<_, _>>()?;
        if chosen.is_empty() {
            return Err(wrong("redact", ""));
        }
        redacted(definition, content, &chosen)
    };
    let canonical = canonical_copy(&paper.filing.definition, &content, &note);
    let stamp = withheld(&paper.stamp, kind, sha256_hex(&canonical));
    let data = data_of(definition, &content, &canonical);
    let input = stamp.input(definition, &content, data);
    Ok(singo_render::render(&input, &app.assets.fonts)?)
}

/// The stamp of a copy: its own hash, no head, and nothing of what was written about the filing beside it.
fn withheld(stamp: &Carried, kind: CopyKind, document_hash: String) -> Carried {
    let mut stamp = stamp.clone();
    stamp.copy = kind;
    stamp.stamp.document_hash = document_hash;
    stamp.stamp.chain_head = None;
    for warning in &mut stamp.accepted_warnings {
        // Both can repeat any answer.
        REDACTED.clone_into(&mut warning.message);
        REDACTED.clone_into(&mut warning.reason);
    }
    for (number, file) in (1..).zip(&mut stamp.attachments) {
        let ending = Path::new(&file.name).extension().map(|e| e.to_string_lossy().to_lowercase());
        file.name =
            match ending.filter(|e| e.len() <= 5 && e.chars().all(|c| c.is_ascii_alphanumeric())) {
                Some(ending) => format!("{number}.{ending}"),
                None => number.to_string(),
            };
        // Whoever has a file that it might be could compare.
        REDACTED.clone_into(&mut file.sha256);
    }
    if kind == CopyKind::Masked {
        for approval in &mut stamp.stamp.approvals {
            approval.name = mask(MaskKind::Name, &approval.name);
        }
    }
    stamp
}

/// Writes beside the target and renames, so that the target is whole or absent.
pub fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = Path::new(&part);
    let written = File::create(part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let done = written.and_then(|()| fs::rename(part, path));
    if done.is_err() {
        // The first error is the one to report; what remains of the part is worthless.
        let _ = fs::remove_file(part);
    }
    done
}
