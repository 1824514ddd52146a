//! The tag tree: what the marks of the pages are, for a reader who does not see them.
//!
//! Built in reading order while the pages are laid out; each mark names its tag, and a mark without one is an
//! artifact. A tag holds tags or marks, never both, so that the order of the tree alone is the reading order.
//! Not here: how a file spells the tree.

use std::fmt::Write as _;

/// The name of a tag within its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagId(u32);

/// Which cells a head names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those at its right.
    Row,
    /// Those below it.
    Column,
}

/// What a tag is; the standard structure types that a form needs (ISO 32000-1, 14.8.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The whole; the root of the tree.
    Document,
    /// A heading of a level, counted from 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A part of a paragraph.
    Span,
    /// A list of choices.
    List,
    /// A choice.
    ListItem,
    /// The box of a choice.
    ListLabel,
    /// The words of a choice.
    ListBody,
    /// A table.
    Table,
    /// A row.
    TableRow,
    /// A label of a table.
    TableHead(Scope),
    /// A value of a table.
    TableCell,
    /// Something drawn, and the words for it.
    Figure(String),
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// What it is.
    pub kind: Kind,
    /// The tag that holds it; the root holds itself.
    pub parent: TagId,
    /// Cells: how many columns it covers.
    pub columns: usize,
    /// Cells: the head that names it where the scopes of heads would name too many.
    pub head: Option<TagId>,
}

/// All tags of a document in reading order; a tag comes after the tag that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagTree {
    tags: Vec<Tag>,
}

impl TagTree {
    /// The root.
    pub const ROOT: TagId = TagId(0);

    /// A tree of nothing but its root.
    pub fn new() -> Self {
        let root = Tag { kind: Kind::Document, parent: Self::ROOT, columns: 1, head: None };
        Self { tags: vec![root] }
    }

    /// Adds a tag behind all others.
    pub fn add(&mut self, parent: TagId, kind: Kind) -> TagId {
        self.add_cell(parent, kind, 1, None)
    }

    /// Adds a cell that covers some columns.
    pub fn add_cell(
        &mut self,
        parent: TagId,
        kind: Kind,
        columns: usize,
        head: Option<TagId>,
    ) -> TagId {
        let id = TagId(u32::try_from(self.tags.len()).unwrap_or(u32::MAX));
        self.tags.push(Tag { kind, parent, columns, head });
        id
    }

    /// The tag of a name.
    pub fn get(&self, id: TagId) -> Option<&Tag> {
        self.tags.get(id.index())
    }

    /// Every tag with its name, in reading order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (TagId, &Tag)> + ExactSizeIterator {
        let name = |index| TagId(u32::try_from(index).unwrap_or(u32::MAX));
        self.tags.iter().enumerate().map(move |(index, tag)| (name(index), tag))
    }

    /// The nearest tag, itself or one that holds it, that is a cell; `None` outside tables.
    pub fn cell_of(&self, id: TagId) -> Option<TagId> {
        let tag = self.get(id)?;
        match tag.kind {
            Kind::TableHead(_) | Kind::TableCell => Some(id),
            _ if tag.parent == id => None,
            _ => self.cell_of(tag.parent),
        }
    }

    /// The tree as text, one tag a line, for the golden tests.
    pub fn dump(&self) -> String {
        let mut depths: Vec<usize> = Vec::new();
        let mut out = String::new();
        for (id, tag) in self.iter() {
            let above = depths.get(tag.parent.index()).copied();
            depths.push(above.map_or(0, |depth| depth + 1));
            let indent = "  ".repeat(depths.last().copied().unwrap_or(0));
            // Writing into a String cannot fail.
            let _ = write!(out, "{indent}{id} {:?}", tag.kind);
            if tag.columns > 1 {
                let _ = write!(out, " columns {}", tag.columns);
            }
            if let Some(head) = tag.head {
                let _ = write!(out, " of {head}");
            }
            out.push('\n');
        }
        out
    }
}

impl Default for TagTree {
    fn default() -> Self {
        Self::new()
    }
}

impl TagId {
    /// The place of the tag in reading order, counted from 0.
    pub fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

impl std::fmt::Display for TagId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.0)
    }
}
