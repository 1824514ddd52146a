//! The whole file: pages as they come, then the objects that hold them together, then the end.
//!
//! Everything that could differ between two runs is set here: the dates come from the filing, and `/ID` from the
//! bytes before it. Clauses without a standard are those of ISO 32000-1.

use std::io::Write;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::outline::Outline;
use super::packed::Packed;
use super::printpdf::Printpdf;
use super::sink::{Sink, integer, reference};
use super::structure::Structure;
use super::typecase::Typecase;
use super::units::{date, points, text};
use super::{Metadata, PdfBackend, attach, profile, xmp};
use crate::edition::Edition;
use crate::fonts::Fonts;
use crate::layout::{Growing, Page, TagTree};
use crate::{AssociatedFile, RenderError};

/// Pages below one node of their tree (7.7.3).
const NODE: usize = 128;

/// A file that takes pages.
pub(crate) struct Press<'a> {
    sink: Sink<'a>,
    typecase: Typecase<'a>,
    structure: Structure,
    outline: Outline,
    resources: ObjectId,
    /// Nodes of the tree of pages, and the pages.
    nodes: Vec<ObjectId>,
    pages: Packed,
}

impl<'a> Press<'a> {
    /// Begins a file.
    ///
    /// # Errors
    /// [`RenderError::Receiver`] when the receiver of the bytes refuses.
    pub fn new(
        edition: &Edition,
        fonts: &'a Fonts,
        out: &'a mut dyn Write,
    ) -> Result<Self, RenderError> {
        let mut sink = Sink::new(edition, out)?;
        let (structure, resources) = (Structure::new(&mut sink), sink.reserve());
        let (typecase, outline) = (Typecase::new(fonts), Outline::default());
        let (nodes, pages) = (Vec::new(), Packed::default());
        Ok(Self { sink, typecase, structure, outline, resources, nodes, pages })
    }

    /// Writes a page, and lets go of the tags that can grow no more.
    ///
    /// # Errors
    /// [`RenderError::Write`] when the writer warns, [`RenderError::Receiver`] when the receiver refuses.
    pub fn page(
        &mut self,
        page: &Page,
        tags: &mut TagTree,
        growing: &Growing,
    ) -> Result<(), RenderError> {
        let sheet = Printpdf.sheet(page, tags, &mut self.typecase)?;
        let sink = &mut self.sink;
        let id = sink.reserve();
        let content = sink.add_stream(Dictionary::new(), sheet.content)?;
        self.outline.page(page, id, tags, growing)?;
        let number = self.structure.page(page, (id, &sheet.marked), tags, growing, sink)?;
        tags.let_go(growing);
        if self.pages.len().is_multiple_of(NODE) {
            self.nodes.push(sink.reserve());
        }
        self.pages.push_numbers([id.0])?;
        let Some(node) = self.nodes.last() else { return Ok(()) };
        let corners = [0, 0, page.width, page.height].map(|corner| points(corner).into());
        let page = dictionary! {
            "Type" => "Page",
            "Parent" => *node,
            "MediaBox" => corners.to_vec(),
            "TrimBox" => corners.to_vec(),
            "Resources" => self.resources,
            "Contents" => content,
            "StructParents" => number,
            // ISO 14289-1, 7.18.3: whoever steps through the page does so in the order of the tree.
            "Tabs" => "S",
        };
        sink.put(id, &page.into())
    }

    /// Writes all that holds the pages together, and gives back the SHA-256 of the file.
    ///
    /// # Errors
    /// [`RenderError::Receiver`] when the receiver refuses, [`RenderError::Font`] for a damaged font.
    pub fn finish(
        mut self,
        tags: &TagTree,
        files: &[&AssociatedFile],
        metadata: &Metadata,
    ) -> Result<[u8; 32], RenderError> {
        let sink = &mut self.sink;
        let fonts = self.typecase.write(sink)?;
        sink.put(self.resources, &dictionary! { "Font" => fonts }.into())?;
        let pages = pages(&self.nodes, &self.pages, sink)?;
        let mut catalogue = dictionary! {
            "Type" => "Catalog",
            "Pages" => pages,
            "PageLayout" => "OneColumn",
            // 14.9.2: the language of all text that does not say otherwise.
            "Lang" => Object::string_literal(metadata.locale()),
            // ISO 14289-1, 7.1: the window shows the title, not the file's name.
            "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
            // ISO 19005-3, 6.7.2.2.
            "MarkInfo" => dictionary! { "Marked" => true },
            "StructTreeRoot" => self.structure.finish(tags, sink)?,
            "OutputIntents" => vec![profile::intent(sink)?.into()],
        };
        if let Some(outline) = self.outline.write(sink)? {
            catalogue.set("Outlines", outline);
            catalogue.set("PageMode", "UseOutlines");
        }
        attach::attach(&mut catalogue, files, metadata, sink)?;
        let head = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        // Left readable for whoever searches files for their metadata without being able to read them.
        let packet = sink.add_plain_stream(head, xmp::packet(metadata).as_bytes())?;
        catalogue.set("Metadata", packet);
        let (root, info) = (sink.add(catalogue)?, sink.add(information(metadata))?);
        self.sink.finish(root, info)
    }
}

/// The tree of pages: one node, or a node above nodes.
fn pages(nodes: &[ObjectId], pages: &Packed, sink: &mut Sink<'_>) -> Result<ObjectId, RenderError> {
    let above = if nodes.len() > 1 { Some(sink.reserve()) } else { None };
    let mut all = pages.numbers();
    for node in nodes {
        let below: Result<Vec<Object>, RenderError> =
            all.by_ref().take(NODE).map(|page| page.map(|[page]| reference(page))).collect();
        let below = below?;
        let count = integer(below.len());
        let mut node_of = dictionary! { "Type" => "Pages", "Kids" => below, "Count" => count };
        if let Some(above) = above {
            node_of.set("Parent", above);
        }
        sink.put(*node, &node_of.into())?;
    }
    let Some(above) = above else {
        return Ok(nodes.first().map_or_else(|| sink.reserve(), |node| *node));
    };
    let kids: Vec<Object> = nodes.iter().map(|id| Object::Reference(*id)).collect();
    let root = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => integer(pages.len()) };
    sink.put(above, &root.into())?;
    Ok(above)
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
