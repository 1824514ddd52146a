//! The tag tree in the file: structure elements, and the way from marked content back to them.
//!
//! ISO 32000-1, 14.7 and 14.8; ISO 19005-3, 6.7 (level A) and ISO 14289-1, 7.1 to 7.7 ask for it. Only standard
//! structure types are used, so there is no role map. Tags that hold nothing are left out, except cells:
//! the rows of a table have equal numbers of columns.

use std::borrow::Cow;
use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::units::{points, text};
use crate::layout::{Item, Kind, Laid, Scope, Tag, TagId, Um};

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

/// Writes the tree and names it to the catalogue and the pages.
pub(super) fn tag(document: &mut Document, laid: &Laid, marked: &[Vec<TagId>], pages: &[ObjectId]) {
    let mut tree = Tree::new(document, laid);
    for ((number, marks), page) in marked.iter().enumerate().zip(pages) {
        tree.marks(marks, *page);
        let row = marks.iter().filter_map(|tag| tree.id(*tag)).map(Object::Reference).collect();
        let row = tree.document.add_object(Object::Array(row));
        tree.parents.extend([integer(number), row.into()]);
        if let Ok(page) = tree.document.get_object_mut(*page).and_then(Object::as_dict_mut) {
            page.set("StructParents", integer(number));
            // ISO 14289-1, 7.18.3: whoever steps through the page does so in the order of the tree.
            page.set("Tabs", "S");
        }
    }
    tree.write();
}

struct Tree<'a> {
    document: &'a mut Document,
    laid: &'a Laid,
    root: ObjectId,
    /// By tag; `None` where it holds nothing.
    ids: Vec<Option<ObjectId>>,
    kids: Vec<Vec<Object>>,
    /// The page of each tag's first mark.
    first: Vec<Option<ObjectId>>,
    parents: Vec<Object>,
}

impl<'a> Tree<'a> {
    fn new(document: &'a mut Document, laid: &'a Laid) -> Self {
        let tags = &laid.tags;
        let mut used = vec![false; tags.iter().len()];
        for tag in laid.pages.iter().flat_map(|page| &page.items).filter_map(Item::tag) {
            used[tag.index()] = true;
        }
        for (id, tag) in tags.iter().rev() {
            let is_cell = matches!(tag.kind, Kind::TableHead(_) | Kind::TableCell);
            used[id.index()] |= is_cell || id == tag.parent;
            used[tag.parent.index()] |= used[id.index()];
        }
        let root = document.new_object_id();
        let ids: Vec<_> = used.iter().map(|used| used.then(|| document.new_object_id())).collect();
        let mut kids = vec![Vec::new(); ids.len()];
        for (id, tag) in tags.iter().filter(|(id, tag)| *id != tag.parent) {
            kids[tag.parent.index()].extend(ids[id.index()].map(Object::Reference));
        }
        let first = vec![None; ids.len()];
        Self { document, laid, root, ids, kids, first, parents: Vec::new() }
    }

    fn id(&self, tag: TagId) -> Option<ObjectId> {
        self.ids.get(tag.index()).copied().flatten()
    }

    /// 14.7.4.2: content on the tag's own page by its number, elsewhere by page and number.
    fn marks(&mut self, marks: &[TagId], page: ObjectId) {
        for (number, tag) in marks.iter().enumerate() {
            let first = *self.first[tag.index()].get_or_insert(page);
            self.kids[tag.index()].push(if first == page {
                integer(number)
            } else {
                let part = dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => integer(number) };
                part.into()
            });
        }
    }

    fn write(self) {
        let boxes = boxes(self.laid);
        let mut names = Vec::new();
        for (id, tag) in self.laid.tags.iter() {
            let Some(object) = self.id(id) else { continue };
            let above = self.id(tag.parent).filter(|_| tag.parent != id);
            let kind = type_of(&tag.kind).into_owned().into_bytes();
            let mut element =
                dictionary! { "S" => Object::Name(kind), "P" => above.unwrap_or(self.root) };
            match self.kids[id.index()].as_slice() {
                [] => {}
                [alone] => element.set("K", alone.clone()),
                several => element.set("K", several.to_vec()),
            }
            if let Some(page) = self.first[id.index()] {
                element.set("Pg", page);
            }
            match &tag.kind {
                Kind::Figure(words) => element.set("Alt", text(words)),
                Kind::TableHead(_) => {
                    element.set("ID", name(id));
                    names.extend([name(id), object.into()]);
                }
                _ => {}
            }
            if let Some(attributes) = attributes(tag, boxes.get(&id)) {
                element.set("A", attributes);
            }
            self.document.set_object(object, element);
        }
        let next = integer(self.parents.len() / 2);
        let parents = self.document.add_object(dictionary! { "Nums" => self.parents });
        let mut root = dictionary! {
            "Type" => "StructTreeRoot",
            "ParentTree" => parents,
            "ParentTreeNextKey" => next,
        };
        if let Some(Some(document)) = self.ids.first() {
            root.set("K", *document);
        }
        if !names.is_empty() {
            let names = self.document.add_object(dictionary! { "Names" => names });
            root.set("IDTree", names);
        }
        self.document.set_object(self.root, root);
        if let Ok(catalogue) = self.document.catalog_mut() {
            catalogue.set("StructTreeRoot", self.root);
            // ISO 19005-3, 6.7.2.2.
            catalogue.set("MarkInfo", dictionary! { "Marked" => true });
        }
    }
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
                table.set("Headers", vec![name(head)]);
            }
        }
        // 14.8.5.5: the labels of these lists are drawn squares.
        Kind::List => return Some(dictionary! { "O" => "List", "ListNumbering" => "Square" }),
        Kind::Figure(_) => {
            let corners = bounds?.map(|corner| points(corner).into()).to_vec();
            return Some(dictionary! { "O" => "Layout", "BBox" => corners });
        }
        _ => return None,
    }
    (table.len() > 1).then_some(table)
}

/// Left, lower, right and upper edge of what is drawn for each figure, from the lower left of its page.
fn boxes(laid: &Laid) -> BTreeMap<TagId, [Um; 4]> {
    let mut boxes: BTreeMap<TagId, [Um; 4]> = BTreeMap::new();
    for page in &laid.pages {
        for item in &page.items {
            let (tag, x, y, width, height) = match *item {
                Item::Fill { x, y, width, height, tag: Some(tag), .. } => {
                    (tag, x, y, width, height)
                }
                Item::Tick { x, y, side, tag: Some(tag), .. } => (tag, x, y, side, side),
                _ => continue,
            };
            let (lower, upper) = (page.height - y - height, page.height - y);
            let bounds = boxes.entry(tag).or_insert([x, lower, x + width, upper]);
            let [left, bottom, right, top] = *bounds;
            *bounds = [left.min(x), bottom.min(lower), right.max(x + width), top.max(upper)];
        }
    }
    boxes
}

/// Names of heads, in the order of the tree and of their bytes (7.9.6).
fn name(id: TagId) -> Object {
    Object::string_literal(format!("h{:08x}", id.index()))
}

fn integer(number: usize) -> Object {
    Object::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}
