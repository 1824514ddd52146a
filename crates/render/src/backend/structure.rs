//! The tag tree in the file: structure elements, and the way from marked content back to them.
//!
//! ISO 32000-1, 14.7 and 14.8; ISO 19005-3, 6.7 (level A) and ISO 14289-1, 7.1 to 7.7 ask for it. Only standard
//! structure types are used, so there is no role map. Tags that hold nothing are left out, except cells:
//! the rows of a table have equal numbers of columns. An element is written as soon as it can grow no more.

use std::borrow::Cow;
use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::packed::Packed;
use super::sink::{Sink, integer, reference};
use super::units::{text, whole_points};
use crate::RenderError;
use crate::layout::{Growing, Item, Kind, Page, Scope, Tag, TagId, TagTree, Um};

/// Entries of one leaf of a name or number tree (7.9.6, 7.9.7).
const LEAF: usize = 512;

/// The name of the structure type.
pub(super) fn type_of(kind: &Kind) -> Cow<'static, str> {
    Cow::Borrowed(match kind {
        Kind::Document => "Document",
        Kind::Heading(level) => return Cow::Owned(format!("H{level}")),
        Kind::Paragraph => "P",
        Kind::Span => "Span",
        Kind::List => "L",
        Kind::ListItem => "LI",
        Kind::ListLabel => "Lbl",
        Kind::ListBody => "LBody",
        Kind::Table => "Table",
        Kind::TableRow => "TR",
        Kind::TableHead(_) => "TH",
        Kind::TableCell => "TD",
        Kind::Figure(_) => "Figure",
    })
}

/// The tree on its way into the file.
pub(super) struct Structure {
    root: ObjectId,
    /// Elements that may still grow.
    nodes: BTreeMap<TagId, Node>,
    /// For each page the list of the elements of its marked contents.
    parents: Packed,
    /// Heads of tables: tag and element, by their tag.
    names: Packed,
    /// Those of the page that is being written.
    fresh: Vec<(TagId, u32)>,
}

struct Node {
    id: ObjectId,
    /// Elements below it, and those that are read last: of a long table as many as it has rows.
    tags: Vec<(TagId, u32)>,
    last: Vec<(TagId, u32)>,
    /// Its marks: page, and number on that page.
    marks: Vec<(ObjectId, usize)>,
    /// Of a figure: left, lower, right and upper edge, from the lower left of its page.
    bounds: Option<[Um; 4]>,
}

impl Structure {
    pub fn new(sink: &mut Sink<'_>) -> Self {
        let root = sink.reserve();
        let (parents, names, fresh) = (Packed::default(), Packed::default(), Vec::new());
        Self { root, nodes: BTreeMap::new(), parents, names, fresh }
    }

    /// Takes the marks of a page and writes what grows no more; gives back the page's number for its elements.
    pub fn page(
        &mut self,
        page: &Page,
        (id, marked): (ObjectId, &[TagId]),
        tags: &TagTree,
        growing: &Growing,
        sink: &mut Sink<'_>,
    ) -> Result<Object, RenderError> {
        let mut row = Vec::with_capacity(marked.len());
        for (number, tag) in marked.iter().enumerate() {
            row.push(self.element(*tag, tags, sink).into());
            if let Some(node) = self.nodes.get_mut(tag) {
                node.marks.push((id, number));
            }
        }
        self.bounds(page);
        let row = sink.add(row)?;
        self.parents.push_numbers([row.0])?;
        for tag in tags.settled(growing) {
            self.write(tag, tags, sink)?;
        }
        // Of each page all come after those of the pages before it.
        self.fresh.sort_unstable();
        for (tag, id) in self.fresh.drain(..) {
            self.names.push_numbers([tag.number(), id])?;
        }
        Ok(integer(self.parents.len() - 1))
    }

    /// Writes what is left, and gives back the root.
    pub fn finish(mut self, tags: &TagTree, sink: &mut Sink<'_>) -> Result<ObjectId, RenderError> {
        let document = self.element(TagTree::ROOT, tags, sink);
        self.write(TagTree::ROOT, tags, sink)?;
        let next = integer(self.parents.len());
        let parents = self.parents.numbers().zip(0..);
        let parents = parents.map(|(row, page)| row.map(|[row]| (integer(page), reference(row))));
        let parents = tree("Nums", self.parents.len(), parents, sink)?;
        let mut root = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => document,
            "ParentTree" => parents,
            "ParentTreeNextKey" => next,
        };
        if self.names.len() > 0 {
            let names = self.names.numbers();
            let names = names.map(|entry| entry.map(|[tag, id]| (name(tag), reference(id))));
            root.set("IDTree", tree("Names", self.names.len(), names, sink)?);
        }
        sink.put(self.root, &root.into())?;
        Ok(self.root)
    }

    /// The number of a tag's element, with those of all that hold it.
    fn element(&mut self, tag: TagId, tags: &TagTree, sink: &mut Sink<'_>) -> ObjectId {
        if let Some(node) = self.nodes.get(&tag) {
            return node.id;
        }
        let id = sink.reserve();
        let (tags_below, last, marks) = (Vec::new(), Vec::new(), Vec::new());
        self.nodes.insert(tag, Node { id, tags: tags_below, last, marks, bounds: None });
        if let Some(known) = tags.get(tag)
            && tag != TagTree::ROOT
        {
            self.element(known.parent, tags, sink);
            if let Some(above) = self.nodes.get_mut(&known.parent) {
                let below = if known.last { &mut above.last } else { &mut above.tags };
                below.push((tag, id.0));
            }
        }
        id
    }

    fn write(&mut self, id: TagId, tags: &TagTree, sink: &mut Sink<'_>) -> Result<(), RenderError> {
        let Some(tag) = tags.get(id) else { return Ok(()) };
        if matches!(tag.kind, Kind::TableHead(_) | Kind::TableCell) {
            self.element(id, tags, sink);
        }
        let Some(mut node) = self.nodes.remove(&id) else { return Ok(()) };
        let above = if id == TagTree::ROOT { None } else { self.nodes.get(&tag.parent) };
        let kind = type_of(&tag.kind).into_owned().into_bytes();
        let mut element = dictionary! {
            "S" => Object::Name(kind),
            "P" => above.map_or(self.root, |above| above.id),
        };
        node.tags.sort_unstable();
        node.last.sort_unstable();
        // 14.7.4.2: content on the element's own page by its number, elsewhere by page and number.
        let own = node.marks.first().map(|(page, _)| *page);
        let below = node.tags.iter().chain(&node.last).map(|(_, id)| reference(*id));
        let mut kids = below.chain(node.marks.iter().map(|(page, number)| {
            if Some(*page) == own {
                integer(*number)
            } else {
                dictionary! { "Type" => "MCR", "Pg" => *page, "MCID" => integer(*number) }.into()
            }
        }));
        let mut rest = Dictionary::new();
        if let Some(page) = own {
            rest.set("Pg", page);
        }
        match &tag.kind {
            Kind::Figure(words) => rest.set("Alt", text(words)),
            Kind::TableHead(_) => {
                rest.set("ID", name(id.number()));
                self.fresh.push((id, node.id.0));
            }
            _ => {}
        }
        if let Some(attributes) = attributes(tag, node.bounds.as_ref()) {
            rest.set("A", attributes);
        }
        if node.tags.len() + node.last.len() + node.marks.len() > 1 {
            return sink.put_with_array(node.id, &element, ("K", kids), &rest);
        }
        if let Some(kid) = kids.next() {
            element.set("K", kid);
        }
        rest.into_iter().for_each(|(key, value)| element.set(key, value));
        sink.put(node.id, &element.into())
    }

    /// Widens the boxes of figures by what is drawn for them on a page.
    fn bounds(&mut self, page: &Page) {
        for item in &page.items {
            let (tag, x, y, width, height) = match *item {
                Item::Fill { x, y, width, height, tag: Some(tag), .. } => {
                    (tag, x, y, width, height)
                }
                Item::Tick { x, y, side, tag: Some(tag), .. } => (tag, x, y, side, side),
                _ => continue,
            };
            let Some(node) = self.nodes.get_mut(&tag) else { continue };
            let (lower, upper) = (page.height - y - height, page.height - y);
            let [left, bottom, right, top] = node.bounds.unwrap_or([x, lower, x + width, upper]);
            let corners = [left.min(x), bottom.min(lower), right.max(x + width), top.max(upper)];
            node.bounds = Some(corners);
        }
    }
}

/// A name or number tree of so many entries: one node, or a node above leaves with limits.
fn tree(
    kind: &str,
    count: usize,
    entries: impl Iterator<Item = Result<(Object, Object), RenderError>>,
    sink: &mut Sink<'_>,
) -> Result<ObjectId, RenderError> {
    let (mut leaves, mut row, mut first) = (Vec::<Object>::new(), Vec::new(), None);
    for (entry, number) in entries.zip(1..) {
        let (key, object) = entry?;
        let first_key = first.get_or_insert_with(|| key.clone()).clone();
        row.extend([key.clone(), object]);
        if count > LEAF && (number % LEAF == 0 || number == count) {
            let (row, limits) = (std::mem::take(&mut row), vec![first_key, key]);
            leaves.push(sink.add(dictionary! { kind => row, "Limits" => limits })?.into());
            first = None;
        }
    }
    if count <= LEAF {
        return sink.add(dictionary! { kind => row });
    }
    sink.add(dictionary! { "Kids" => Object::Array(leaves) })
}

/// 14.8.5: what a tag says beside its type.
fn attributes(tag: &Tag, bounds: Option<&[Um; 4]>) -> Option<Dictionary> {
    let mut table = dictionary! { "O" => "Table" };
    if tag.columns > 1 {
        table.set("ColSpan", integer(tag.columns));
    }
    match &tag.kind {
        // ISO 14289-1, 7.5: heads say which cells they name.
        Kind::TableHead(scope) => {
            table.set("Scope", if *scope == Scope::Row { "Row" } else { "Column" });
        }
        Kind::TableCell => {
            if let Some(head) = tag.head {
                table.set("Headers", vec![name(head.number())]);
            }
        }
        // 14.8.5.5: the labels of these lists are drawn squares.
        Kind::List => return Some(dictionary! { "O" => "List", "ListNumbering" => "Square" }),
        Kind::Figure(_) => {
            // Whole points, outwards: what bounds a figure may stand off it.
            let [left, low, right, high] = *bounds?;
            let corners = [
                whole_points(left),
                whole_points(low),
                -whole_points(-right),
                -whole_points(-high),
            ];
            let corners = corners.map(Object::Integer).to_vec();
            return Some(dictionary! { "O" => "Layout", "BBox" => corners });
        }
        _ => return None,
    }
    (table.len() > 1).then_some(table)
}

/// Names of heads, in the order of the tree and of their bytes (7.9.6).
fn name(tag: u32) -> Object {
    Object::string_literal(format!("h{tag:08x}"))
}
