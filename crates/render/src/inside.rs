//! What a file carries inside: its filing and its stamp, found without following the file's own structure.
//!
//! The file may come from anybody. Embedded files are looked for by their mark, each unpacked within a limit;
//! nothing here follows a reference. Whether the pages say the same is decided by printing again and comparing
//! bytes, so a planted file can at most make the comparison fail. The file is looked at in parts and never held whole.
//! Only naming the part that differs reads the structure, apart from this thread and within limits; it holds one of the
//! two files at a time.

use std::io::{self, Read, Seek, SeekFrom};

use lopdf::{Document, LoadOptions, Object, Stream, dictionary};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use singo_domain::canonical::FORMAT;

use crate::Carried;

/// A paper of 3,000 pages has some thirty megabytes.
const LARGEST: u64 = 1 << 30;
/// So much is looked at at a time.
const PART: usize = 1 << 16;
/// The dictionary of an embedded file is not longer, before its mark or behind it.
const NEAR: usize = 2_000;
/// The mark of an embedded file.
const MARK: &[u8] = b"/EmbeddedFile";
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
    /// The disk gives it no more.
    #[error("cannot be read: {0}")]
    Unreadable(io::ErrorKind),
}

impl From<io::Error> for InsideError {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error.kind())
    }
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
pub fn inside(pdf: &mut (impl Read + Seek)) -> Result<Inside, InsideError> {
    let length = pdf.seek(SeekFrom::End(0))?;
    let mut parts = Parts { file: pdf };
    if parts.read(0, 5)? != b"%PDF-" {
        return Err(InsideError::NotPdf);
    }
    if length > LARGEST {
        return Err(InsideError::TooLarge);
    }
    let (mut filing, mut stamp) = (None, None);
    let mut at = 0;
    for _ in 0..MOST {
        let Some(found) = parts.find(at, MARK)? else { break };
        at = found + MARK.len() as u64;
        let Some(bytes) = parts.embedded(at)? else { continue };
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

/// A file that is looked at in parts.
struct Parts<'a, F> {
    file: &'a mut F,
}

impl<F: Read + Seek> Parts<'_, F> {
    /// The bytes from a place on, as many as there are up to so many.
    fn read(&mut self, from: u64, most: usize) -> io::Result<Vec<u8>> {
        self.file.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        self.file.by_ref().take(most as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Where a text stands next.
    fn find(&mut self, mut from: u64, wanted: &[u8]) -> io::Result<Option<u64>> {
        loop {
            let part = self.read(from, PART)?;
            if let Some(place) = find(&part, wanted) {
                return Ok(Some(from + place as u64));
            }
            if part.len() < PART {
                return Ok(None);
            }
            // It may begin in this part and end in the next.
            from += (PART + 1 - wanted.len()) as u64;
        }
    }

    /// The content of the embedded file whose dictionary mentions itself before `at`.
    fn embedded(&mut self, at: u64) -> io::Result<Option<Vec<u8>>> {
        let near = self.read(at, NEAR)?;
        let Some(word) = find(&near, b"stream") else { return Ok(None) };
        let before = usize::try_from(at).map_or(NEAR, |at| at.min(NEAR));
        let before = self.read(at - before as u64, before)?;
        let head_start = rfind(&before, b"obj").unwrap_or(0);
        let head = [&before[head_start..], &near[..word]].concat();
        let mut start = at + (word + b"stream".len()) as u64;
        let mut line_end = self.read(start, 2)?.into_iter().peekable();
        for end in [b'\r', b'\n'] {
            if line_end.next_if_eq(&end).is_some() {
                start += 1;
            }
        }
        let length = match number_after(&head, b"/Length") {
            Some(length) => {
                let behind = self.read(start.saturating_add(length as u64), 20)?;
                find(&behind, b"endstream").map(|_| length)
            }
            None => None,
        };
        let length = match length {
            Some(length) => length,
            None => match self.find(start, b"endstream")? {
                Some(end) => usize::try_from(end - start).unwrap_or(usize::MAX),
                None => return Ok(None),
            },
        };
        let body = self.read(start, length)?;
        if find(&head, b"/Filter").is_none() {
            return Ok(Some(body));
        }
        let flate = find(&head, b"/FlateDecode").is_some();
        let stream = Stream::new(dictionary! { "Filter" => "FlateDecode" }, body);
        Ok(flate.then(|| stream.decompressed_content_with_limit(UNPACKED).ok()).flatten())
    }
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

/// What differs between the paper as it should be and a file that is another; each is asked for in its turn and let go.
/// It is read on a thread of its own, so that a reader's fault over a hostile file ends there.
pub fn difference(
    expected: impl FnOnce() -> Option<Vec<u8>>,
    found: impl FnOnce() -> Option<Vec<u8>>,
) -> Difference {
    let expected = expected().and_then(content);
    let found = expected.is_some().then(found).flatten().and_then(content);
    expected
        .zip(found)
        .and_then(|(expected, found)| compared(&expected, &found))
        .unwrap_or(Difference::Unreadable)
}

/// What is compared of a file.
struct Content {
    /// The SHA-256 of what each page shows; `None` where it cannot be unpacked.
    pages: Vec<Option<[u8; 32]>>,
    /// Names as they are written, and SHA-256, of the files inside.
    files: Vec<(Vec<u8>, [u8; 32])>,
}

fn content(bytes: Vec<u8>) -> Option<Content> {
    let work = move || {
        let document = open(&bytes)?;
        drop(bytes);
        let read = |page| document.get_page_content_with_limit(page, UNPACKED).ok();
        let pages = document.get_pages().into_values();
        let pages = pages.map(|page| Some(Sha256::digest(read(page)?).into())).collect();
        Some(Content { pages, files: attached(&document) })
    };
    std::thread::Builder::new().stack_size(STACK).spawn(work).ok()?.join().ok()?
}

fn compared(expected: &Content, found: &Content) -> Option<Difference> {
    let count = expected.pages.len().max(found.pages.len());
    for (index, number) in (0..count).zip(1..) {
        let (Some(old), Some(new)) = (expected.pages.get(index), found.pages.get(index)) else {
            return Some(Difference::Page(number));
        };
        if (*old)? != (*new)? {
            return Some(Difference::Page(number));
        }
    }
    let names = expected.files.iter().chain(&found.files).map(|(name, _)| name);
    let content = |files: &[(Vec<u8>, [u8; 32])], name: &[u8]| {
        files.iter().find(|(own, _)| own == name).map(|(_, digest)| *digest)
    };
    for name in names {
        if content(&expected.files, name) != content(&found.files, name) {
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

/// Names as they are written, and SHA-256, of the files inside, in order.
fn attached(document: &Document) -> Vec<(Vec<u8>, [u8; 32])> {
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
            files.push((name.to_vec(), Sha256::digest(content).into()));
        }
    }
    files.sort_unstable();
    files
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn a_text_is_found_wherever_it_stands_between_two_parts() {
        for place in (0..MARK.len() + 2).map(|back| PART - back).chain([0, 3 * PART]) {
            let mut bytes = vec![b'/'; place];
            bytes.extend(MARK);
            bytes.extend(b"/Embedded");
            let mut file = Cursor::new(bytes);
            let mut parts = Parts { file: &mut file };
            assert_eq!(parts.find(0, MARK).unwrap(), Some(place as u64));
            assert_eq!(parts.find(place as u64 + 1, MARK).unwrap(), None);
        }
    }

    #[test]
    fn an_embedded_file_is_read_to_its_end_however_its_length_is_told() {
        let content = "가".repeat(PART);
        for length in ["/Length 196608", "/Length 196607", "/Length 99999999999", "/Length 9 0 R"] {
            let head = format!("7 0 obj<</Type/EmbeddedFile{length}>>stream\r\n");
            let bytes = format!("{}{head}{content}endstream", "x".repeat(PART - 40));
            let mut file = Cursor::new(bytes.as_bytes());
            let mut parts = Parts { file: &mut file };
            let at = parts.find(0, MARK).unwrap().unwrap() + MARK.len() as u64;
            let found = parts.embedded(at).unwrap();
            // The keyword is looked for up to twenty bytes behind the length, as ends of lines may stand between.
            let told = if length.ends_with('7') {
                &content.as_bytes()[..196_607]
            } else {
                content.as_bytes()
            };
            assert!(found.as_deref() == Some(told), "{length}");
        }
    }
}
