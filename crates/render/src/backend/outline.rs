//! Bookmarks: one for each heading, below the heading it belongs to (ISO 32000-1, 12.3.3).
//!
//! ISO 14289-1, 7.17: a long document needs them, and they follow the reading order.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::sink::{Sink, integer};
use super::units::{points, text};
use crate::RenderError;
use crate::layout::{Item, Kind, Page, TagId, TagTree, Um};

/// A bookmark before it has a place in the file.
struct Mark {
    level: u8,
    title: String,
    page: ObjectId,
    /// Distance of the heading's baseline from the lower edge of the page.
    height: Um,
}

/// Above the baseline of a heading, so that the jump shows it whole.
const ABOVE: Um = 8_000;

/// The headings met so far, in reading order.
#[derive(Default)]
pub(super) struct Outline {
    marks: BTreeMap<TagId, Mark>,
}

impl Outline {
    /// Takes the headings of a page, with the text of their marks.
    pub fn page(&mut self, page: &Page, id: ObjectId, tags: &TagTree) {
        for item in &page.items {
            let Item::Text { y, text, tag: Some(tag), .. } = item else { continue };
            if let Some(Kind::Heading(level)) = tags.get(*tag).map(|tag| &tag.kind) {
                let (level, height) = (*level, page.height - y + ABOVE);
                let (title, page) = (String::new(), id);
                let new = || Mark { level, title, page, height };
                self.marks.entry(*tag).or_insert_with(new).title.push_str(text);
            }
        }
    }

    /// Writes the bookmarks; `None` where there is no heading.
    pub fn write(self, sink: &mut Sink<'_>) -> Result<Option<ObjectId>, RenderError> {
        let marks: Vec<Mark> = self.marks.into_values().collect();
        if marks.is_empty() {
            return Ok(None);
        }
        let root = sink.reserve();
        let ids: Vec<ObjectId> = marks.iter().map(|_| sink.reserve()).collect();
        // Each stands below the nearest one before it of a higher rank.
        let mut children: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        let mut open: Vec<usize> = Vec::new();
        for (index, mark) in marks.iter().enumerate() {
            while open.last().is_some_and(|above| marks[*above].level >= mark.level) {
                open.pop();
            }
            children.entry(open.last().copied()).or_default().push(index);
            open.push(index);
        }
        let id =
            |index: Option<usize>| index.and_then(|index| ids.get(index)).copied().unwrap_or(root);
        let mut entries: Vec<Dictionary> = marks.iter().map(entry).collect();
        let mut top = dictionary! { "Type" => "Outlines" };
        for (above, below) in &children {
            for (place, index) in below.iter().enumerate() {
                let Some(entry) = entries.get_mut(*index) else { continue };
                entry.set("Parent", id(*above));
                if let Some(before) = place.checked_sub(1).and_then(|place| below.get(place)) {
                    entry.set("Prev", id(Some(*before)));
                }
                if let Some(next) = below.get(place + 1) {
                    entry.set("Next", id(Some(*next)));
                }
            }
            let holder = match above {
                Some(above) => entries.get_mut(*above),
                None => Some(&mut top),
            };
            if let (Some(holder), Some(first), Some(last)) = (holder, below.first(), below.last()) {
                holder.set("First", id(Some(*first)));
                holder.set("Last", id(Some(*last)));
                // All are open: an entry counts what stands directly below it, the root counts everything.
                holder
                    .set("Count", integer(if above.is_some() { below.len() } else { marks.len() }));
            }
        }
        for (entry, id) in entries.into_iter().zip(&ids) {
            sink.put(*id, &entry.into())?;
        }
        sink.put(root, &top.into())?;
        Ok(Some(root))
    }
}

fn entry(mark: &Mark) -> Dictionary {
    let height = points(mark.height).into();
    let place = vec![mark.page.into(), "XYZ".into(), 0.into(), height, Object::Null];
    dictionary! { "Title" => text(&mark.title), "Dest" => place }
}
