//! What a file carries inside: its filing and its stamp, found without following the file's own structure.
//!
//! The file may come from anybody. Embedded files are looked for by their mark, each unpacked within a limit;
//! nothing here follows a reference. Whether the pages say the same is decided by printing again and comparing
//! bytes, so a planted file can at most make the comparison fail. Only naming the part that differs reads the
//! structure, apart from this thread and within limits.

use lopdf::{Document, LoadOptions, Object, Stream, dictionary};
use serde::Deserialize;
use singo_domain::canonical::FORMAT;

use crate::Carried;

/// A paper of 3,000 pages has some ten megabytes.
const LARGEST: usize = 1 << 30;
/// Most bytes that one embedded file, page or object stream may unpack to.
const UNPACKED: usize = 1 << 28;
/// Most embedded files looked at.
const MOST: usize = 64;
/// Reading nested structures takes stack; a hostile file nests deeply.
const STACK: usize = 64 << 20;

/// What a paper carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inside {
    /// The canonical copy of the filing.
    pub filing: Vec<u8>,
    /// What else it was printed from.
    pub stamp: Carried,
}

/// A file that carries no filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InsideError {
    /// It does not begin as a PDF does.
    #[error("not a PDF")]
    NotPdf,
    /// It is larger than any paper.
    #[error("too large")]
    TooLarge,
    /// It carries no filing, or no stamp; it was not printed by this program, or they were taken out.
    #[error("carries no filing")]
    Nothing,
}

/// The first part in which a file is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A page, counted from 1.
    Page(u32),
    /// A file inside, by its name.
    Attachment(String),
    /// Pages and files inside are the same; fonts, tags, metadata or the arrangement of the file are not.
    Rest,
    /// The structure cannot be read.
    Unreadable,
}

/// The beginning of a format's JSON.
#[derive(Deserialize)]
struct Named {
    format: String,
}

/// Finds filing and stamp.
///
/// # Errors
/// [`InsideError`].
pub fn inside(pdf: &[u8]) -> Result<Inside, InsideError> {
    if !pdf.starts_with(b"%PDF-") {
        return Err(InsideError::NotPdf);
    }
    if pdf.len() > LARGEST {
        return Err(InsideError::TooLarge);
    }
    let (mut filing, mut stamp) = (None, None);
    let mut at = 0;
    for _ in 0..MOST {
        let Some(found) = find(&pdf[at..], b"/EmbeddedFile") else { break };
        at += found + b"/EmbeddedFile".len();
        let Some(bytes) = embedded(pdf, at) else { continue };
        if let Some(read) = Carried::read(&bytes) {
            stamp.get_or_insert(read);
        } else if serde_json::from_slice::<Named>(&bytes).is_ok_and(|named| named.format == FORMAT)
        {
            filing.get_or_insert(bytes);
        }
        if filing.is_some() && stamp.is_some() {
            break;
        }
    }
    match (filing, stamp) {
        (Some(filing), Some(stamp)) => Ok(Inside { filing, stamp }),
        _ => Err(InsideError::Nothing),
    }
}

/// The content of the embedded file whose dictionary mentions itself before `at`.
fn embedded(pdf: &[u8], at: usize) -> Option<Vec<u8>> {
    let near = pdf.get(at..pdf.len().min(at + 2_000))?;
    let word = find(near, b"stream")?;
    let head_start = at.saturating_sub(2_000);
    let head_start = head_start + rfind(&pdf[head_start..at], b"obj").unwrap_or(0);
    let head = &pdf[head_start..at + word];
    let mut start = at + word + b"stream".len();
    for end in [b'\r', b'\n'] {
        if pdf.get(start) == Some(&end) {
            start += 1;
        }
    }
    let body = pdf.get(start..)?;
    let length = number_after(head, b"/Length").filter(|length| {
        body.get(*length..)
            .is_some_and(|rest| find(&rest[..rest.len().min(20)], b"endstream").is_some())
    });
    let body = &body[..length.or_else(|| find(body, b"endstream"))?];
    if find(head, b"/Filter").is_none() {
        return Some(body.to_vec());
    }
    let flate = find(head, b"/FlateDecode").is_some();
    let stream = Stream::new(dictionary! { "Filter" => "FlateDecode" }, body.to_vec());
    flate.then(|| stream.decompressed_content_with_limit(UNPACKED).ok()).flatten()
}

fn number_after(text: &[u8], key: &[u8]) -> Option<usize> {
    let rest = &text[find(text, key)? + key.len()..];
    let digits: Vec<u8> =
        rest.iter().copied().skip_while(|b| *b == b' ').take_while(u8::is_ascii_digit).collect();
    std::str::from_utf8(&digits).ok()?.parse().ok()
}

pub(crate) fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut at = 0;
    while let Some(step) = text.get(at..)?.iter().position(|byte| *byte == first) {
        at += step;
        if text[at..].starts_with(wanted) {
            return Some(at);
        }
        at += 1;
    }
    None
}

pub(crate) fn rfind(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).rposition(|window| window == wanted)
}

/// What differs between the paper as it should be and a file that is another. The file is read on a thread
/// of its own, so that a reader's fault over a hostile file ends there.
pub fn difference(expected: &[u8], found: &[u8]) -> Difference {
    let (expected, found) = (expected.to_vec(), found.to_vec());
    let work = move || compared(&expected, &found).unwrap_or(Difference::Unreadable);
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work);
    thread.ok().and_then(|thread| thread.join().ok()).unwrap_or(Difference::Unreadable)
}

fn compared(expected: &[u8], found: &[u8]) -> Option<Difference> {
    let (expected, found) = (open(expected)?, open(found)?);
    let (old, new) = (expected.get_pages(), found.get_pages());
    for number in 1..=u32::try_from(old.len().max(new.len())).ok()? {
        let (Some(old), Some(new)) = (old.get(&number), new.get(&number)) else {
            return Some(Difference::Page(number));
        };
        let read =
            |document: &Document, page| document.get_page_content_with_limit(page, UNPACKED).ok();
        if read(&expected, *old)? != read(&found, *new)? {
            return Some(Difference::Page(number));
        }
    }
    let (old, new) = (attached(&expected), attached(&found));
    let names = old.iter().chain(&new).map(|(name, _)| name);
    let content = |files: &[(Vec<u8>, Vec<u8>)], name: &[u8]| {
        files.iter().find(|(own, _)| own == name).map(|(_, bytes)| bytes.clone())
    };
    for name in names {
        if content(&old, name) != content(&new, name) {
            let name = lopdf::decode_text_string(&Object::string_literal(name.clone()));
            return Some(Difference::Attachment(name.unwrap_or_default()));
        }
    }
    Some(Difference::Rest)
}

pub(crate) fn open(bytes: &[u8]) -> Option<Document> {
    let options = LoadOptions { max_decompressed_size: Some(UNPACKED), ..LoadOptions::default() };
    Document::load_mem_with_options(bytes, options).ok()
}

/// Names as they are written, and contents, of the files inside.
fn attached(document: &Document) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut files = Vec::new();
    for object in document.objects.values() {
        let Ok(file) = object.as_dict() else { continue };
        let (Ok(name), Ok(Object::Dictionary(places))) = (file.get(b"UF"), file.get(b"EF")) else {
            continue;
        };
        let stream = places.get(b"F").and_then(Object::as_reference);
        let stream = stream.ok().and_then(|id| document.get_object(id).ok()?.as_stream().ok());
        let content = stream.and_then(|s| s.decompressed_content_with_limit(UNPACKED).ok());
        if let (Ok(name), Some(content)) = (name.as_str(), content) {
            files.push((name.to_vec(), content));
        }
    }
    files.sort();
    files
}
