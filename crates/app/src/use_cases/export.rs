//! `filing.export_pdf` and `filing.start_export`: a paper for certain eyes leaves the vault, whole or masked or
//! redacted, sealed or encrypted, for a purpose that is written down.
//!
//! The invariant: no file is left without its act, and what the act names is the very file. A copy that
//! withholds something carries its own hash and no head of the chain; see `singo_domain::copy`. The vault is held
//! while the answers are read and while the act is written, not while pages are printed. A paper is printed, hashed and
//! encrypted straight into its file; only one that is sealed is held whole meanwhile. Not here: printing.

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde_json::json;
use singo_domain::canonical::{ReadFiling, canonical_copy, sha256_hex};
use singo_domain::copy::{CopyKind, REDACTED, masked, redacted};
use singo_domain::identifier::{MaskKind, mask};
use singo_domain::path::FieldId;
use singo_render::{Carried, Progress, RenderError};
use singo_store::NewAct;

use super::filing::subject;
use super::inspect::Paper;
use super::lockbox::{encrypt, encrypting};
use super::paper::prepare;
use super::seal;
use crate::App;
use crate::convert::{named, unwritable, wrong};
use crate::error::WireError;
use crate::jobs::Job;
use crate::leaving::{Hashed, Part, Unwritten, leave_written};
use crate::session::Session;
use crate::wire::{ExportPdfRequest, Exported, JobStarted};

/// For what a paper leaves the vault.
const PURPOSES: [&str; 6] = ["submission", "review", "training", "inspection", "archive", "other"];
/// What the name of the annex adds to that of its paper.
const ANNEX: &str = ".annex.json.age";

/// Writes the PDF to a new file; that is an act. A file that is half written is never left behind.
pub fn filing_export_pdf(app: &App, request: ExportPdfRequest) -> Result<Exported, WireError> {
    Order::read(request)?.carry_out(&Bench { app, job: None })
}

/// Starts writing the PDF, as [`filing_export_pdf`] does, for papers of many pages: how many there are and how many
/// are printed is told, and it can be stopped. The result of the job is [`Exported`].
pub fn filing_start_export(app: &App, request: ExportPdfRequest) -> Result<JobStarted, WireError> {
    let order = Order::read(request)?;
    let job = app.start_job(move |app, job| order.carry_out(&Bench { app, job: Some(job) }))?;
    Ok(JobStarted { job })
}

/// Where the work is done: at once, or in a job.
struct Bench<'a> {
    app: &'a App,
    job: Option<&'a Job>,
}

impl Bench<'_> {
    fn with_session<T>(
        &self,
        work: impl FnOnce(&mut Session) -> Result<T, WireError>,
    ) -> Result<T, WireError> {
        match self.job {
            Some(job) => job.with_session(self.app, work),
            None => self.app.with_session(work),
        }
    }

    fn phase(&self, phase: &str) {
        if let Some(job) = self.job {
            job.phase(phase, None);
        }
    }

    /// Prints into a receiver of bytes, and says their hash.
    fn print(&self, paper: &Paper<'_>, out: &mut dyn Write) -> Result<String, RenderError> {
        self.phase("counting");
        let mut total = None;
        let watch = &mut |Progress { pages, of }: Progress| {
            let Some(job) = self.job else { return ControlFlow::Continue(()) };
            if total != of {
                total = of;
                job.phase("printing", of.map(u64::from));
            }
            match job.reached(pages.into()) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        };
        Ok(paper.print_into(self.app, out, watch)?.sha256)
    }
}

/// An export that can be carried out.
struct Order {
    request: ExportPdfRequest,
    purpose: String,
    note: String,
    kind: CopyKind,
}

impl Order {
    fn read(request: ExportPdfRequest) -> Result<Self, WireError> {
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
        if request.annex.is_some() && kind != CopyKind::Full {
            return Err(wrong("annex", request.copy.as_deref().unwrap_or_default()));
        }
        if !request.redact.is_empty() && kind != CopyKind::Redacted {
            return Err(wrong("redact", request.copy.as_deref().unwrap_or_default()));
        }
        let (purpose, note) = (code.to_owned(), note.to_owned());
        Ok(Self { request, purpose, note, kind })
    }

    fn carry_out(&self, bench: &Bench<'_>) -> Result<Exported, WireError> {
        let (app, request) = (bench.app, &self.request);
        let now = (app.host.now)();
        let (filing, whole, prepared) = bench.with_session(|session| {
            let opened = session.open(&app.assets, request.id)?;
            let filing = opened.row.id;
            let whole = request.annex.as_ref().map(|_| opened.canonical());
            Ok((filing, whole, prepare(app, session, request.id)?))
        })?;
        let (source, sent) = prepared.into_paper(app)?;
        let (paper, sent) = match self.kind {
            CopyKind::Full => (source, sent.map(|sent| sent.bytes)),
            CopyKind::Masked | CopyKind::Redacted => {
                (copy(&source, self.kind, &request.redact)?, None)
            }
        };
        let (part, (Made { pdf_sha256, sealed_by }, sha256)) =
            Part::write(Path::new(&request.path), |file| {
                let mut out = Hashed::new(BufWriter::new(file));
                let made = self.encrypted(bench, (&paper, sent), now, &mut out)?;
                Ok::<_, Unwritten>((made, out.finish()?))
            })
            .map_err(|unwritten| unwritten.at(&request.path))?;
        let beside = format!("{}{ANNEX}", request.path);
        let mut parts = vec![(request.path.as_str(), part)];
        bench.phase("writing");
        // The one file in which an identifier that the paper masks stands whole.
        let annex = match (&request.annex, whole) {
            (Some(secret), Some(whole)) => Some(encrypt(whole.as_bytes(), secret)?),
            _ => None,
        };
        if let Some(annex) = &annex {
            let written = Part::write(Path::new(&beside), |file| file.write_all(annex));
            let (part, ()) = written.map_err(|problem| unwritable(&beside, &problem))?;
            parts.push((&beside, part));
        }
        let payload = json!({
            "pdf_sha256": pdf_sha256, "file_sha256": sha256,
            "paper_hash": paper.stamp.stamp.document_hash,
            "purpose": self.purpose, "note": self.note, "copy": self.kind,
            "withheld": request.redact, "sealed_by": sealed_by,
            "encrypted": request.passphrase.is_some(),
            "annex_sha256": annex.as_ref().map(sha256_hex),
        });
        bench.with_session(|session| {
            leave_written(parts, || {
                let act = NewAct::new("filing.exported", subject(filing), payload);
                session.write(now, |_| Ok(((), act)))
            })
        })?;
        Ok(Exported { path: request.path.clone(), sha256 })
    }

    /// Writes the paper, encrypted where that was ordered.
    fn encrypted(
        &self,
        bench: &Bench<'_>,
        source: (&Paper<'_>, Option<Vec<u8>>),
        now: DateTime<Utc>,
        mut out: impl Write,
    ) -> Result<Made, Unwritten> {
        let Some(passphrase) = &self.request.passphrase else {
            return self.plain(bench, source, now, &mut out);
        };
        let mut plain = encrypting(out, passphrase)?;
        let made = self.plain(bench, source, now, &mut plain)?;
        plain.finish()?;
        Ok(made)
    }

    /// Writes the paper: printed, or as it was sent; with a seal where one was ordered.
    fn plain(
        &self,
        bench: &Bench<'_>,
        (paper, sent): (&Paper<'_>, Option<Vec<u8>>),
        now: DateTime<Utc>,
        out: &mut dyn Write,
    ) -> Result<Made, Unwritten> {
        let Some(wanted) = &self.request.seal else {
            let pdf_sha256 = match sent {
                Some(bytes) => {
                    out.write_all(&bytes)?;
                    sha256_hex(&bytes)
                }
                None => bench.print(paper, out)?,
            };
            return Ok(Made { pdf_sha256, sealed_by: None });
        };
        // A seal is over a whole paper, and hangs in its structure.
        let bytes = match sent {
            Some(bytes) => bytes,
            None => {
                let mut bytes = Vec::new();
                bench.print(paper, &mut bytes)?;
                bytes
            }
        };
        bench.phase("sealing");
        let (seal, name) = seal::put(bench.app, paper, &bytes, wanted, now)?;
        let mut sealed = Hashed::new(out);
        sealed.write_all(&bytes)?;
        sealed.write_all(&seal)?;
        Ok(Made { pdf_sha256: sealed.finish()?, sealed_by: Some(name) })
    }
}

/// A paper that was written.
struct Made {
    /// Of the paper, before it was encrypted.
    pdf_sha256: String,
    sealed_by: Option<String>,
}

/// The copy of a paper that withholds something, made from what the paper itself carries.
fn copy<'a>(whole: &Paper<'a>, kind: CopyKind, redact: &[String]) -> Result<Paper<'a>, WireError> {
    let (definition, content) = (whole.definition, &whole.filing.content);
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
    let canonical = canonical_copy(&whole.filing.definition, &content, &note).into_bytes();
    let stamp = withheld(&whole.stamp, kind, sha256_hex(&canonical));
    let filing = ReadFiling { content, copy: Some(note), ..whole.filing.clone() };
    Ok(Paper { definition, filing, canonical, stamp })
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
