//! Files that ride along: the data of the filing inside its paper (ISO 19005-3, 6.8).
//!
//! Whoever receives the paper can read the answers without reading the pages. The caller decides what the
//! bytes are; the same bytes give the same file.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::Metadata;
use super::sink::{Sink, integer};
use super::units::{date, text};
use crate::{AssociatedFile, RenderError};

/// Embeds the files and names them to the catalogue: the entries `AF` and `Names` / `EmbeddedFiles`.
pub(super) fn attach(
    catalogue: &mut Dictionary,
    files: &[&AssociatedFile],
    metadata: &Metadata,
    sink: &mut Sink<'_>,
) -> Result<(), RenderError> {
    if files.is_empty() {
        return Ok(());
    }
    let mut named: Vec<(&str, ObjectId)> = Vec::new();
    for file in files {
        named.push((file.name.as_str(), embed(file, metadata, sink)?));
    }
    let references: Vec<Object> = named.iter().map(|(_, id)| Object::Reference(*id)).collect();
    // ISO 32000-1, 7.9.6: the names of a name tree are sorted.
    named.sort_unstable();
    let names: Vec<Object> =
        named.into_iter().flat_map(|(name, id)| [text(name), id.into()]).collect();
    catalogue.set("AF", references);
    catalogue.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
    Ok(())
}

fn embed(
    file: &AssociatedFile,
    metadata: &Metadata,
    sink: &mut Sink<'_>,
) -> Result<ObjectId, RenderError> {
    let mut parameters = dictionary! { "Size" => integer(file.bytes.len()) };
    if let Some(dated) = metadata.dated {
        parameters.set("ModDate", date(dated));
    }
    let head = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => Object::Name(file.mime.as_bytes().to_vec()),
        "Params" => parameters,
    };
    let stream = sink.add_file(head, &file.bytes)?;
    sink.add(dictionary! {
        "Type" => "Filespec",
        "F" => text(&file.name),
        "UF" => text(&file.name),
        "Desc" => text(&file.description),
        "AFRelationship" => "Data",
        "EF" => dictionary! { "F" => stream, "UF" => stream },
    })
}
