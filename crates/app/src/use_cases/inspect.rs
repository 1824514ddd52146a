//! `pdf.verify`: whether a paper is what this program printed from the data inside it, to the byte.
//!
//! The data inside decide what is printed again; the bytes of the file decide whether that is what it says.
//! With an open vault it is also said whose paper it is. A file from a stranger: nothing in it is believed. An intact
//! paper without seals is never held whole: what is printed is compared as it comes.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, Write};
use std::ops::ControlFlow;

use serde_json::Value;
use sha2::{Digest, Sha256};
use singo_domain::act::Head;
use singo_domain::canonical::{ReadFiling, sha256_hex};
use singo_domain::copy::CopyKind;
use singo_domain::definition::Definition;
use singo_domain::filing::FilingId;
use singo_render::sign::{self, Sealed};
use singo_render::{
    Carried, Difference, InsideError, Printed, Progress, RenderError, RenderInput, Rendered, Watch,
};

use super::filing::filing_of;
use super::history::read_head;
use super::paper::{FILING_FILE, data_of};
use crate::App;
use crate::convert::{count, korean, name_of};
use crate::error::{ErrorCode, WireError};
use crate::people::knows;
use crate::session::{Session, definition_of};
use crate::wire::{PdfIdentity, PdfOrigin, PdfVerdict, SealView, VerifyPdfRequest};

/// What stands on a paper: read back from one, or about to be printed.
#[derive(Clone)]
pub struct Paper<'a> {
    /// The definition it was printed under.
    pub definition: &'a Definition,
    /// The filing inside.
    pub filing: ReadFiling,
    /// The filing's bytes.
    pub canonical: Vec<u8>,
    /// What else it was printed from.
    pub stamp: Carried,
}

impl Paper<'_> {
    /// What it was printed from.
    pub fn input(&self) -> RenderInput<'_> {
        let data = data_of(self.definition, &self.filing.content, self.canonical.clone());
        self.stamp.input(self.definition, &self.filing.content, data)
    }

    /// Prints it into a receiver of bytes, telling how far it is.
    pub fn print_into(
        &self,
        app: &App,
        out: &mut dyn Write,
        watch: &mut Watch<'_>,
    ) -> Result<Printed, RenderError> {
        let fonts = &app.assets.fonts;
        singo_render::render_to(self.stamp.paper, &self.input(), fonts, out, watch)
    }

    /// Prints it to be held whole, telling how far it is.
    pub fn print(&self, app: &App, watch: &mut Watch<'_>) -> Result<Rendered, RenderError> {
        let mut bytes = Vec::new();
        let Printed { pages, sha256 } = self.print_into(app, &mut bytes, watch)?;
        Ok(Rendered { bytes, pages, sha256 })
    }
}

/// As [`Paper::print`], for whoever does not watch.
fn unwatched(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Checks a paper against the data inside it and, where one is open, against the vault.
pub fn pdf_verify(app: &App, request: VerifyPdfRequest) -> Result<PdfVerdict, WireError> {
    let app = &app.giving(request.forms.as_deref())?;
    let unreadable = |problem: io::Error| unreadable(&request.path, &problem);
    let mut file = File::open(&request.path).map_err(unreadable)?;
    let mut verdict = verdict(app, &mut file).map_err(unreadable)?;
    if request.with_vault {
        let found = app.with_session(|session| origin(session, &verdict))?;
        verdict.origin = Some(found);
    }
    Ok(verdict)
}

/// The disk does not give a file that a user named.
pub fn unreadable(path: &str, problem: &io::Error) -> WireError {
    WireError::new(ErrorCode::FileUnreadable).with("path", path).with("problem", problem)
}

/// Reads a file that a user named.
pub fn read_file(path: &str) -> Result<Vec<u8>, WireError> {
    std::fs::read(path).map_err(|problem| unreadable(path, &problem))
}

/// What can be said of a file without a vault.
///
/// # Errors
/// What the disk reports while the file is hashed.
pub fn verdict(app: &App, file: &mut (impl Read + Seek)) -> io::Result<PdfVerdict> {
    let mut hash = Sha256::new();
    file.rewind()?;
    io::copy(file, &mut hash)?;
    let mut verdict = PdfVerdict {
        intact: false,
        problem: None,
        place: None,
        sha256: hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
        identity: None,
        seals: Vec::new(),
        origin: None,
    };
    match judge(app, file, &mut verdict) {
        Ok(()) => verdict.intact = true,
        Err((problem, place)) => {
            verdict.problem = Some(problem.to_owned());
            verdict.place = place;
        }
    }
    Ok(verdict)
}

type Fault = (&'static str, Option<String>);

fn judge(app: &App, file: &mut (impl Read + Seek), verdict: &mut PdfVerdict) -> Result<(), Fault> {
    let paper = open(app, file)?;
    verdict.identity = Some(identity(&paper));
    let kind = paper.filing.copy.as_ref().map_or(CopyKind::Full, |note| note.kind);
    if paper.stamp.copy != kind || paper.stamp.stamp.document_hash != sha256_hex(&paper.canonical) {
        return Err(("attachment", Some(singo_render::STAMP_FILE.to_owned())));
    }
    match likeness(app, &paper, file)? {
        Likeness::Same => Ok(()),
        Likeness::Longer(end) => seals(app, &whole(file).map_err(gone)?, end, &paper, verdict),
        Likeness::Other => {
            let again = || paper.print(app, &mut unwatched).ok().map(|printed| printed.bytes);
            Err(match singo_render::difference(again, || whole(file).ok()) {
                Difference::Page(page) => ("page", Some(page.to_string())),
                Difference::Attachment(name) => ("attachment", Some(name)),
                Difference::Rest => ("bytes", None),
                Difference::Unreadable => ("unreadable", None),
            })
        }
    }
}

/// The disk gives a file no more.
fn gone(_: io::Error) -> Fault {
    ("unreadable", None)
}

fn whole(file: &mut (impl Read + Seek)) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// How a file is like the paper that is printed from its data.
enum Likeness {
    /// To the byte.
    Same,
    /// The paper has so many bytes; more stand behind it.
    Longer(usize),
    /// It is another, or ends before it.
    Other,
}

/// Prints a paper again and compares it with its file as it comes.
fn likeness(
    app: &App,
    paper: &Paper<'_>,
    file: &mut (impl Read + Seek),
) -> Result<Likeness, Fault> {
    file.rewind().map_err(gone)?;
    let mut beside =
        Beside { file: BufReader::new(file), part: Vec::new(), equal: 0, other: false };
    let printed = paper.print_into(app, &mut beside, &mut unwatched);
    match printed {
        Ok(_) => {
            let behind = beside.file.read(&mut [0]).map_err(gone)?;
            Ok(if behind == 0 { Likeness::Same } else { Likeness::Longer(beside.equal) })
        }
        Err(_) if beside.other => Ok(Likeness::Other),
        Err(RenderError::Version(version)) => Err(("version", Some(version.to_string()))),
        Err(RenderError::Receiver { .. }) => Err(("unreadable", None)),
        // What was put inside is nothing that was ever printed.
        Err(_) => Err(("attachment", Some(FILING_FILE.to_owned()))),
    }
}

/// Takes what is printed and compares it with a file; the first byte that differs ends the print.
struct Beside<F> {
    file: F,
    part: Vec<u8>,
    /// So many bytes were the same.
    equal: usize,
    other: bool,
}

impl<F: Read> Write for Beside<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let bytes = &bytes[..bytes.len().min(1 << 16)];
        self.part.resize(bytes.len(), 0);
        let read = match self.file.read_exact(&mut self.part) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => false,
            read => read.map(|()| true)?,
        };
        self.other = !read || self.part != bytes;
        if self.other {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.equal += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What stands behind the paper: seals and nothing else, each of which holds.
fn seals(
    app: &App,
    bytes: &[u8],
    end: usize,
    paper: &Paper<'_>,
    verdict: &mut PdfVerdict,
) -> Result<(), Fault> {
    let input = paper.input();
    let laid = singo_render::lay_out_as(paper.stamp.paper, &input, &app.assets.fonts)
        .map_err(|_| ("bytes", None))?;
    let found = sign::sealed(bytes, end, &laid, input.language, &app.assets.fonts)
        .ok_or(("appended", None))?;
    verdict.seals = found
        .into_iter()
        .map(|Sealed { seal, signature }| SealView {
            name: seal.name,
            at: korean(seal.at),
            reason: seal.reason,
            holds: signature.holds,
            signer: signature.signer,
            issuer: signature.issuer,
            in_validity: signature.in_validity,
            stamped: signature.stamped.map(korean),
        })
        .collect();
    match verdict.seals.iter().position(|seal| !seal.holds) {
        Some(broken) => Err(("seal", Some((broken + 1).to_string()))),
        None => Ok(()),
    }
}

/// Reads what a file carries, and finds the definition it names.
pub fn open<'a>(app: &'a App, file: &mut (impl Read + Seek)) -> Result<Paper<'a>, Fault> {
    let inside = singo_render::inside(file).map_err(|error| match error {
        InsideError::NotPdf => ("not_pdf", None),
        InsideError::TooLarge => ("too_large", None),
        InsideError::Nothing => ("no_filing", None),
        InsideError::Unreadable(_) => ("unreadable", None),
    })?;
    let filing = ReadFiling::read(&inside.filing).ok_or(("no_filing", None))?;
    let named = &filing.definition;
    let definition = definition_of(&app.assets, named).map_err(|_| {
        ("definition", Some(format!("{} {} {}", named.form, named.version, named.hash)))
    })?;
    Ok(Paper { definition, filing, canonical: inside.filing, stamp: inside.stamp })
}

fn identity(paper: &Paper<'_>) -> PdfIdentity {
    let Carried { paper: version, stamp, copy, practice, .. } = &paper.stamp;
    PdfIdentity {
        form: paper.filing.definition.form.clone(),
        version: paper.filing.definition.version.clone(),
        paper: *version,
        status: name_of(stamp.status),
        copy: name_of(copy),
        practice: *practice,
        document_hash: stamp.document_hash.clone(),
        chain_head: stamp.chain_head.clone(),
        dated: stamp.dated.map(korean),
    }
}

/// Whose paper it is, as far as the vault knows.
fn origin(session: &mut Session, verdict: &PdfVerdict) -> Result<PdfOrigin, WireError> {
    let sha256 = &verdict.sha256;
    let head = verdict.identity.as_ref().and_then(|identity| identity.chain_head.clone());
    let hash = verdict.identity.as_ref().map(|identity| identity.document_hash.clone());
    let viewer = &session.user;
    session.vault.read(|read| {
        let mut origin =
            PdfOrigin { filing: None, submission: false, printed_by: None, on_chain: None };
        let end = read.head()?.seq;
        if let Some(Head { seq, hash }) = head.as_deref().and_then(|text| read_head(text).ok()) {
            let found = read.acts(seq, 1)?;
            origin.on_chain = Some(found.first().is_some_and(|row| row.act.hash == hash));
        }
        let mut from = 1;
        // Newest last: a later act on the same bytes says more.
        while from <= end {
            for row in read.acts(from, 500)? {
                let of =
                    |key: &str| row.payload.get(key).and_then(Value::as_str).map(str::to_owned);
                let same_file = of("pdf_sha256").is_some_and(|own| own == *sha256);
                let same_filing =
                    hash.is_some() && [of("document_hash"), of("paper_hash")].contains(&hash);
                if !same_file && !same_filing {
                    continue;
                }
                let id = filing_of(&row.act.subject).map(|id| count(id.0));
                origin.filing = id.or(origin.filing);
                if same_file {
                    origin.printed_by = Some(count(row.act.seq));
                    origin.submission |= row.act.act == "filing.submitted";
                }
            }
            from += 500;
        }
        // A filing that is limited to other people is not known here, not even by its number.
        if let Some(id) = origin.filing
            && !knows(read, FilingId(i64::from(id)), viewer)?
        {
            return Ok(PdfOrigin { filing: None, submission: false, printed_by: None, ..origin });
        }
        Ok(origin)
    })
}
