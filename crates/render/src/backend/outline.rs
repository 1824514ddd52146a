//! Bookmarks: one for each heading, below the heading it belongs to (ISO 32000-1, 12.3.3).
//!
//! ISO 14289-1, 7.17: a long document needs them, and they follow the reading order.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId, dictionary};

use super::units::{points, text};
use crate::layout::{Item, Kind, Laid, TagId, Um};

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

/// Adds the bookmarks to the catalogue.
pub(super) fn outline(document: &mut Document, laid: &Laid, pages: &[ObjectId]) {
    let marks = marks(laid, pages);
    if marks.is_empty() {
        return;
    }
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = marks.iter().map(|_| document.new_object_id()).collect();
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
    let id = |index: Option<usize>| index.and_then(|index| ids.get(index)).copied().unwrap_or(root);
    let mut entries: Vec<_> = marks
        .iter()
        .map(|mark| {
            let place = [
                mark.page.into(),
                "XYZ".into(),
                0.into(),
                points(mark.height).into(),
                Object::Null,
            ];
            dictionary! { "Title" => text(&mark.title), "Dest" => place.to_vec() }
        })
        .collect();
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
            let count = if above.is_some() { below.len() } else { marks.len() };
            holder.set("Count", i64::try_from(count).unwrap_or(i64::MAX));
        }
    }
    for (entry, id) in entries.into_iter().zip(&ids) {
        document.set_object(*id, entry);
    }
    document.set_object(root, top);
    if let Ok(catalogue) = document.catalog_mut() {
        catalogue.set("Outlines", root);
        catalogue.set("PageMode", "UseOutlines");
    }
}

/// Headings in reading order with the text of their marks.
fn marks(laid: &Laid, pages: &[ObjectId]) -> Vec<Mark> {
    let mut found: BTreeMap<TagId, Mark> = BTreeMap::new();
    for (page, id) in laid.pages.iter().zip(pages) {
        for item in &page.items {
            let Item::Text { y, text, tag: Some(tag), .. } = item else { continue };
            if let Some(Kind::Heading(level)) = laid.tags.get(*tag).map(|tag| &tag.kind) {
                let mark = found.entry(*tag).or_insert_with(|| Mark {
                    level: *level,
                    title: String::new(),
                    page: *id,
                    height: page.height - y + ABOVE,
                });
                mark.title.push_str(text);
            }
        }
    }
    found.into_values().collect()
}
