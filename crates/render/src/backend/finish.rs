//! The last pass over the document: all that printpdf leaves out, then the bytes.
//!
//! Everything that could differ between two runs is set here: the dates come from the filing, and `/ID` is the
//! SHA-256 of the file with an empty one. Clauses without a standard are those of ISO 32000-1.

use lopdf::{
    Dictionary, Document, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary,
};
use sha2::{Digest, Sha256};

use super::units::{date, text};
use super::{Metadata, Written, attach, index, outline, profile, structure, xmp};
use crate::layout::Laid;
use crate::{AssociatedFile, RenderError};

/// Length of the identity of a file.
const ID: usize = 32;

/// Completes a document and writes it.
///
/// # Errors
/// [`RenderError::Write`] when the object tree is not one.
pub(crate) fn finish(
    written: Written,
    laid: &Laid,
    files: &[AssociatedFile],
    metadata: &Metadata,
) -> Result<Vec<u8>, RenderError> {
    let mut document = written.document;
    "1.7".clone_into(&mut document.version);
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    for page in &pages {
        if let Ok(page) = document.get_object_mut(*page).and_then(Object::as_dict_mut) {
            // printpdf writes an empty list of annotations on every page.
            page.remove(b"Annots");
        }
    }
    describe(&mut document, metadata)?;
    profile::intend(&mut document);
    structure::tag(&mut document, laid, &written.marked, &pages);
    outline::outline(&mut document, laid, &pages);
    attach::attach(&mut document, files, metadata);
    document.compress();
    identified(document)
}

/// Writes the file. 14.4: two equal parts of `/ID` say that it has not been changed since it was made.
fn identified(mut document: Document) -> Result<Vec<u8>, RenderError> {
    let blank = Object::String(vec![0; ID], StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![blank.clone(), blank]);
    // 7.5.7: the tags are many small objects; in streams they take a tenth of the room.
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(500)
        .compression_level(9)
        .build();
    let mut bytes = Vec::new();
    document.save_with_options(&mut bytes, options).map_err(refused)?;
    index::pack(&mut bytes, &document);
    let id: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02X}")).collect();
    let blank = "0".repeat(2 * ID);
    // Both stand in the trailer, at the end of the file.
    for _ in 0..2 {
        let place = bytes.windows(blank.len()).rposition(|window| window == blank.as_bytes());
        let place = place.ok_or_else(|| RenderError::Write("no /ID".to_owned()))?;
        bytes[place..place + blank.len()].copy_from_slice(id.as_bytes());
    }
    Ok(bytes)
}

/// Language, title, metadata.
fn describe(document: &mut Document, metadata: &Metadata) -> Result<(), RenderError> {
    let info = document.add_object(information(metadata));
    let old = document.trailer.get(b"Info").and_then(Object::as_reference);
    document.trailer.set("Info", info);
    if let Ok(old) = old {
        document.objects.remove(&old);
    }
    let head = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    // Left readable for whoever searches files for their metadata without being able to read them.
    let packet = Stream::new(head, xmp::packet(metadata).into_bytes()).with_compression(false);
    let packet = document.add_object(packet);
    let catalogue = document.catalog_mut().map_err(refused)?;
    catalogue.set("Metadata", packet);
    // 14.9.2: the language of all text that does not say otherwise.
    catalogue.set("Lang", Object::string_literal(metadata.locale()));
    // ISO 14289-1, 7.1: the window shows the title, not the file's name.
    catalogue.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    Ok(())
}

/// 14.3.3.
fn information(metadata: &Metadata) -> Dictionary {
    let mut info = Dictionary::new();
    info.set("Title", text(&metadata.title));
    info.set("Subject", text(&metadata.subject));
    info.set("Creator", text(xmp::CREATOR));
    info.set("Producer", text(&metadata.producer));
    if let Some(dated) = metadata.dated {
        info.set("CreationDate", date(dated));
        info.set("ModDate", date(dated));
    }
    info
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn refused(error: impl ToString) -> RenderError {
    RenderError::Write(error.to_string())
}
