//! The tag tree: what the marks of the pages are, for a reader who does not see them.
//!
//! Built in reading order while the pages are laid out; each mark names its tag, and a mark without one is an
//! artifact. A tag holds tags or marks, never both, so that the order of the tree alone is the reading order.
//! Of a long document only a window is held: what can get no further mark is written and let go.
//! Not here: how a file spells the tree.

use std::collections::{BTreeMap, VecDeque};
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
    /// Read after its siblings, although it had its name before them; so is the foot of a page.
    pub last: bool,
}

/// The tags of a document in reading order; a tag comes after the tag that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagTree {
    tags: VecDeque<Tag>,
    /// The place of the first of `tags`; those before it were let go.
    first: usize,
    /// Those before it that may still get tags below them.
    held: BTreeMap<TagId, Tag>,
}

/// What may still grow when a page is full: tags from a name on, and some before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growing {
    /// This tag and all behind it.
    pub from: TagId,
    /// The table that goes on, if one does. The root always does.
    pub table: Option<TagId>,
}

impl Growing {
    /// Whether a tag may still get marks, or tags below it.
    pub fn holds(&self, tag: TagId) -> bool {
        tag >= self.from || tag == TagTree::ROOT || self.table == Some(tag)
    }
}

impl TagTree {
    /// The root.
    pub const ROOT: TagId = TagId(0);

    /// A tree of nothing but its root.
    pub fn new() -> Self {
        let (kind, parent) = (Kind::Document, Self::ROOT);
        let root = Tag { kind, parent, columns: 1, head: None, last: false };
        Self { tags: VecDeque::from([root]), first: 0, held: BTreeMap::new() }
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
        let id = self.next();
        self.tags.push_back(Tag { kind, parent, columns, head, last: false });
        id
    }

    /// Adds a tag that is read after its siblings.
    pub fn add_last(&mut self, parent: TagId, kind: Kind) -> TagId {
        let id = self.next();
        self.tags.push_back(Tag { kind, parent, columns: 1, head: None, last: true });
        id
    }

    /// The name that the next tag will have.
    pub fn next(&self) -> TagId {
        name(self.first + self.tags.len())
    }

    /// The first name that has not been let go.
    pub fn first(&self) -> TagId {
        name(self.first)
    }

    /// What grows no more and has not been let go, the last first.
    pub fn settled(&self, growing: &Growing) -> Vec<TagId> {
        let window = (self.first..growing.from.index()).rev().map(name);
        let all = window.chain(self.held.keys().rev().copied());
        all.filter(|id| !growing.holds(*id)).collect()
    }

    /// Lets go of what grows no more.
    pub fn let_go(&mut self, growing: &Growing) {
        while self.first < growing.from.index() {
            let Some(tag) = self.tags.pop_front() else { return };
            let id = name(self.first);
            if growing.holds(id) {
                self.held.insert(id, tag);
            }
            self.first += 1;
        }
        self.held.retain(|id, _| growing.holds(*id));
    }

    /// The tag of a name.
    pub fn get(&self, id: TagId) -> Option<&Tag> {
        match id.index().checked_sub(self.first) {
            Some(place) => self.tags.get(place),
            None => self.held.get(&id),
        }
    }

    /// Every tag that has not been let go, with its name, in reading order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (TagId, &Tag)> + ExactSizeIterator {
        self.tags.iter().enumerate().map(move |(place, tag)| (name(self.first + place), tag))
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
            if tag.last {
                out.push_str(" last");
            }
            out.push('\n');
        }
        out
    }
}

fn name(index: usize) -> TagId {
    TagId(u32::try_from(index).unwrap_or(u32::MAX))
}

impl Default for TagTree {
    fn default() -> Self {
        Self::new()
    }
}

impl TagId {
    /// The place of the tag in reading order, counted from 0.
    pub fn number(self) -> u32 {
        self.0
    }

    /// The same, to find it by.
    pub fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

impl std::fmt::Display for TagId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.0)
    }
}
