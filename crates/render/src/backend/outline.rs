//! Bookmarks: one for each heading, below the heading it belongs to (ISO 32000-1, 12.3.3).
//!
//! ISO 14289-1, 7.17: a long document needs them, and they follow the reading order.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::packed::Packed;
use super::sink::{Sink, integer, reference};
use super::units::{points, text};
use crate::RenderError;
use crate::layout::{Growing, Item, Kind, Page, TagId, TagTree, Um};

/// A heading whose text may still go on.
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
    /// Those before them that are complete: what they say, and how deep they stand.
    said: Packed,
    levels: Vec<u8>,
}

/// How a bookmark hangs together with others; they are counted from 1, and 0 is the root, or none.
#[derive(Clone, Copy, Default)]
struct Link {
    above: usize,
    before: usize,
    next: usize,
    last: usize,
    /// How many stand directly below it.
    below: usize,
}

impl Outline {
    /// Takes the headings of a page, with the text of their marks.
    pub fn page(
        &mut self,
        page: &Page,
        id: ObjectId,
        tags: &TagTree,
        growing: &Growing,
    ) -> Result<(), RenderError> {
        for item in &page.items {
            let Item::Text { y, text, tag: Some(tag), .. } = item else { continue };
            if let Some(Kind::Heading(level)) = tags.get(*tag).map(|tag| &tag.kind) {
                let (level, height) = (*level, page.height - y + ABOVE);
                let (title, page) = (String::new(), id);
                let new = || Mark { level, title, page, height };
                self.marks.entry(*tag).or_insert_with(new).title.push_str(text);
            }
        }
        let open = self.marks.split_off(&growing.from);
        let complete = std::mem::replace(&mut self.marks, open);
        complete.into_values().try_for_each(|mark| self.complete(mark))
    }

    fn complete(&mut self, mark: Mark) -> Result<(), RenderError> {
        self.levels.push(mark.level);
        let length = u32::try_from(mark.title.len()).unwrap_or(u32::MAX);
        let mut record = [mark.page.0, length].map(u32::to_be_bytes).concat();
        record.extend(mark.height.to_be_bytes());
        record.extend(mark.title.as_bytes());
        self.said.push(&record)
    }

    /// Writes the bookmarks; `None` where there is no heading.
    pub fn write(mut self, sink: &mut Sink<'_>) -> Result<Option<ObjectId>, RenderError> {
        for mark in std::mem::take(&mut self.marks).into_values() {
            self.complete(mark)?;
        }
        if self.levels.is_empty() {
            return Ok(None);
        }
        let root = sink.reserve();
        // Their numbers follow that of the root.
        for _ in &self.levels {
            sink.reserve();
        }
        let id = |number: usize| (root.0 + u32::try_from(number).unwrap_or(0), root.1);
        let links = links(&self.levels);
        let mut number = 0;
        for block in self.said.blocks() {
            let block = block?;
            let mut rest = block.as_slice();
            while let Some(mut entry) = entry(&mut rest) {
                number += 1;
                let Some(link) = links.get(number) else { break };
                entry.set("Parent", id(link.above));
                if link.before > 0 {
                    entry.set("Prev", id(link.before));
                }
                if link.next > 0 {
                    entry.set("Next", id(link.next));
                }
                if link.below > 0 {
                    entry.set("First", id(number + 1));
                    entry.set("Last", id(link.last));
                    // All are open: an entry counts what stands directly below it, the root counts everything.
                    entry.set("Count", integer(link.below));
                }
                sink.put(id(number), &entry.into())?;
            }
        }
        let top = dictionary! {
            "Type" => "Outlines",
            "First" => id(1),
            "Last" => id(links.first().map_or(1, |root| root.last)),
            "Count" => integer(self.levels.len()),
        };
        sink.put(root, &top.into())?;
        Ok(Some(root))
    }
}

/// Each stands below the nearest one before it of a higher rank; the first of the links is the root's.
fn links(levels: &[u8]) -> Vec<Link> {
    let mut links = vec![Link::default(); levels.len() + 1];
    let mut open: Vec<(usize, u8)> = Vec::new();
    for (number, level) in (1..).zip(levels) {
        while open.last().is_some_and(|(_, above)| above >= level) {
            open.pop();
        }
        let above = open.last().map_or(0, |(number, _)| *number);
        let before = std::mem::replace(&mut links[above].last, number);
        links[above].below += 1;
        links[number] = Link { above, before, ..Link::default() };
        if before > 0 {
            links[before].next = number;
        }
        open.push((number, *level));
    }
    links
}

/// Title and destination of the next bookmark.
fn entry(rest: &mut &[u8]) -> Option<Dictionary> {
    let page = u32::from_be_bytes(*rest.split_off(..4)?.first_chunk()?);
    let length = u32::from_be_bytes(*rest.split_off(..4)?.first_chunk()?);
    let height = Um::from_be_bytes(*rest.split_off(..8)?.first_chunk()?);
    let title = std::str::from_utf8(rest.split_off(..usize::try_from(length).ok()?)?).ok()?;
    let height = points(height).into();
    let place = vec![reference(page), "XYZ".into(), 0.into(), height, Object::Null];
    Some(dictionary! { "Title" => text(title), "Dest" => place })
}
