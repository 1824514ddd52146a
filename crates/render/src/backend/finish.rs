//! The last pass over the document: version, language, metadata, identity; then the bytes.
//!
//! Everything that could differ between two runs is set here: the dates come from the filing, and `/ID` is the
//! SHA-256 of the file written without one. Clauses are those of ISO 32000-1.

use chrono::{DateTime, Datelike, Timelike, Utc};
use lopdf::{Dictionary, Document, Object, StringFormat};
use sha2::{Digest, Sha256};
use singo_domain::definition::Language;

use super::Metadata;
use crate::RenderError;

/// Names the program in files; the version of the layout, not of the program, so that a release that leaves
/// the paper alone leaves its bytes alone.
const PRODUCER: &str = "Singo paper 1";

/// Completes a document and writes it.
///
/// # Errors
/// [`RenderError::Write`] when the object tree is not one.
pub(crate) fn finish(mut document: Document, metadata: &Metadata) -> Result<Vec<u8>, RenderError> {
    document.version = "1.7".to_owned();
    let info = document.add_object(information(metadata));
    let old = document.trailer.get(b"Info").and_then(Object::as_reference);
    document.trailer.set("Info", info);
    if let Ok(old) = old {
        document.objects.remove(&old);
    }
    complete_catalogue(&mut document, metadata)?;
    for page in document.get_pages().into_values() {
        if let Ok(page) = document.get_object_mut(page).and_then(Object::as_dict_mut) {
            // printpdf writes an empty list of annotations on every page.
            page.remove(b"Annots");
        }
    }
    document.compress();
    document.trailer.remove(b"ID");
    let body = write(&mut document)?;
    // 14.4: two equal parts say that the file has not been changed since it was made.
    let id = Object::String(Sha256::digest(&body).to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    write(&mut document)
}

fn write(document: &mut Document) -> Result<Vec<u8>, RenderError> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|error| RenderError::Write(error.to_string()))?;
    Ok(bytes)
}

fn complete_catalogue(document: &mut Document, metadata: &Metadata) -> Result<(), RenderError> {
    let catalogue =
        document.catalog_mut().map_err(|error| RenderError::Write(error.to_string()))?;
    let language = match metadata.language {
        Language::Ko => "ko-KR",
        Language::En => "en-US",
    };
    // 14.9.2: the language of all text that does not say otherwise.
    catalogue.set("Lang", Object::string_literal(language));
    // 12.2: the window shows the title, not the file's name.
    let mut viewer = Dictionary::new();
    viewer.set("DisplayDocTitle", true);
    catalogue.set("ViewerPreferences", viewer);
    Ok(())
}

/// 14.3.3. Texts as UTF-16 with its mark, for the title is Korean.
fn information(metadata: &Metadata) -> Dictionary {
    let mut info = Dictionary::new();
    info.set("Title", utf16(&metadata.title));
    info.set("Subject", utf16(&metadata.subject));
    info.set("Creator", utf16("Singo"));
    info.set("Producer", utf16(PRODUCER));
    if let Some(dated) = metadata.dated {
        info.set("CreationDate", date(dated));
        info.set("ModDate", date(dated));
    }
    info
}

fn utf16(text: &str) -> Object {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

/// 7.9.4, in UTC.
fn date(at: DateTime<Utc>) -> Object {
    let (y, m, d) = (at.year(), at.month(), at.day());
    let (h, min, s) = (at.hour(), at.minute(), at.second());
    Object::string_literal(format!("D:{y:04}{m:02}{d:02}{h:02}{min:02}{s:02}Z"))
}
