//! Files that ride along: the data of the filing inside its paper (ISO 19005-3, 6.8).
//!
//! Whoever receives the paper can read the answers without reading the pages. The caller decides what the
//! bytes are; the same bytes give the same file.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::Metadata;
use super::units::{date, text};
use crate::AssociatedFile;

/// Embeds the files and names them to the catalogue: the entries `AF` and `Names` / `EmbeddedFiles`.
pub(super) fn attach(document: &mut Document, files: &[AssociatedFile], metadata: &Metadata) {
    if files.is_empty() {
        return;
    }
    let mut named: Vec<(&str, ObjectId)> =
        files.iter().map(|file| (file.name.as_str(), embed(document, file, metadata))).collect();
    let references = named.iter().map(|(_, id)| Object::Reference(*id)).collect();
    // ISO 32000-1, 7.9.6: the names of a name tree are sorted.
    named.sort_unstable();
    let names = named.into_iter().flat_map(|(name, id)| [text(name), id.into()]).collect();
    let tree = dictionary! { "EmbeddedFiles" => dictionary! { "Names" => Object::Array(names) } };
    if let Ok(catalogue) = document.catalog_mut() {
        catalogue.set("AF", Object::Array(references));
        catalogue.set("Names", tree);
    }
}

fn embed(document: &mut Document, file: &AssociatedFile, metadata: &Metadata) -> ObjectId {
    let size = i64::try_from(file.bytes.len()).unwrap_or(i64::MAX);
    let mut parameters = dictionary! { "Size" => size };
    if let Some(dated) = metadata.dated {
        parameters.set("ModDate", date(dated));
    }
    let head: Dictionary = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => Object::Name(file.mime.as_bytes().to_vec()),
        "Params" => parameters,
    };
    let stream = document.add_object(Stream::new(head, file.bytes.clone()));
    document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => text(&file.name),
        "UF" => text(&file.name),
        "Desc" => text(&file.description),
        "AFRelationship" => "Data",
        "EF" => dictionary! { "F" => stream, "UF" => stream },
    })
}
