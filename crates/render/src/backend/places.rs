//! Where each object of the file stands (ISO 32000-1, 7.5.8): told object by object, asked for at the end.
//!
//! Objects are numbered before they are written, most of them shortly before; so a window of the newest is held as it
//! is, what is older is packed, and the few that come later than that are noted apart. Not here: the objects.

use std::collections::{BTreeMap, VecDeque};
use std::io::Write;

use super::packed::Packed;
use crate::RenderError;

/// Bytes of an entry of the cross-reference stream: one for its type, four for a place, two for an index.
pub(super) const ENTRY: usize = 7;
/// So many entries are held before the older half is packed.
const WINDOW: usize = 8_192;

type Entry = [u8; ENTRY];

/// Where an object stands.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// At a distance from the beginning of the file.
    At(u32),
    /// In an object stream: its number, and which of its objects.
    In(u32, u16),
}

impl Place {
    fn entry(self) -> Entry {
        let (kind, [a, b, c, d], [e, f]) = match self {
            Self::At(distance) => (1, distance.to_be_bytes(), [0, 0]),
            Self::In(stream, index) => (2, stream.to_be_bytes(), index.to_be_bytes()),
        };
        [kind, a, b, c, d, e, f]
    }
}

/// An object that does not stand anywhere.
const FREE: Entry = [0; ENTRY];

/// The places of all objects so far.
#[derive(Default)]
pub(super) struct Places {
    packed: Packed,
    window: VecDeque<Entry>,
    late: BTreeMap<usize, Entry>,
}

impl Places {
    /// The number of a new object.
    pub fn reserve(&mut self) -> u32 {
        self.window.push_back(FREE);
        u32::try_from(self.len()).unwrap_or(u32::MAX)
    }

    /// How many objects there are.
    pub fn len(&self) -> usize {
        self.packed.len() + self.window.len()
    }

    /// Notes where an object stands.
    pub fn set(&mut self, number: u32, place: Place) -> Result<(), RenderError> {
        let index = usize::try_from(number).unwrap_or(usize::MAX).wrapping_sub(1);
        match index.checked_sub(self.packed.len()) {
            Some(place_in_window) => {
                if let Some(entry) = self.window.get_mut(place_in_window) {
                    *entry = place.entry();
                }
            }
            None => drop(self.late.insert(index, place.entry())),
        }
        if self.window.len() > WINDOW {
            for entry in self.window.drain(..WINDOW / 2) {
                self.packed.push(&entry)?;
            }
        }
        Ok(())
    }

    /// Writes the content of the cross-reference stream, each entry as its difference from the one above (7.4.4.4,
    /// PNG's filter 2): they hardly differ. The first is that of no object.
    pub fn entries(&self, out: &mut dyn Write) -> Result<(), RenderError> {
        let (mut above, mut index) = (FREE, 0);
        let mut add = |entry: Entry| {
            let mut line = [2; ENTRY + 1];
            for (place, (byte, above)) in line[1..].iter_mut().zip(entry.iter().zip(above)) {
                *place = byte.wrapping_sub(above);
            }
            above = entry;
            out.write_all(&line)
        };
        add(FREE)?;
        for block in self.packed.blocks() {
            for entry in block?.chunks_exact(ENTRY) {
                let late = self.late.get(&index).copied();
                add(late.or_else(|| entry.try_into().ok()).unwrap_or(FREE))?;
                index += 1;
            }
        }
        self.window.iter().try_for_each(|entry| add(*entry))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Undoes the differences.
    fn plain(entries: &[u8]) -> Vec<Entry> {
        let mut above = FREE;
        let mut plain = Vec::new();
        for line in entries.chunks_exact(ENTRY + 1) {
            assert_eq!(line[0], 2);
            above
                .iter_mut()
                .zip(&line[1..])
                .for_each(|(byte, more)| *byte = byte.wrapping_add(*more));
            plain.push(above);
        }
        plain
    }

    #[test]
    fn every_object_is_found_whenever_it_was_placed() {
        let mut places = Places::default();
        let count = 5 * u32::try_from(WINDOW).unwrap();
        let first = places.reserve();
        for number in 2..=count {
            assert_eq!(places.reserve(), number);
            if number % 1_000 != 0 {
                places
                    .set(number, Place::In(number / 500, u16::try_from(number % 500).unwrap()))
                    .unwrap();
            }
        }
        // Long after their numbers were given.
        places.set(first, Place::At(0x0102_0304)).unwrap();
        places.set(1_000, Place::At(7)).unwrap();
        assert!(places.window.len() <= WINDOW && places.late.len() == 2);
        let mut entries = Vec::new();
        places.entries(&mut entries).unwrap();
        let entries = plain(&entries);
        assert_eq!(entries.len(), places.len() + 1);
        assert_eq!(entries[..2], [FREE, [1, 1, 2, 3, 4, 0, 0]]);
        assert_eq!(entries[1_000], [1, 0, 0, 0, 7, 0, 0]);
        assert_eq!(entries[2_000], FREE, "never placed");
        assert_eq!(entries[40_001], [2, 0, 0, 0, 80, 0, 1]);
    }
}
