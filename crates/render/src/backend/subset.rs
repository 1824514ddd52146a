//! A font cut down to the glyphs that a file uses (ISO 32000-1, 9.9; OpenType's `glyf`, `loca` and `hmtx`).
//!
//! Glyphs are numbered anew in the order given; parts of composed glyphs come behind. Instructions for coarse
//! screens are left out, and with them the tables that serve them: paper needs none. Tables that a page never asks
//! for (names, character maps, layout) stay out as well. Not here: what a glyph means.

use std::collections::BTreeMap;

use ttf_parser::{Face, GlyphId, Tag};

/// Bits of a part of a composed glyph.
const WORDS: u16 = 0x0001;
const SCALE: u16 = 0x0008;
const MORE: u16 = 0x0020;
const TWO_SCALES: u16 = 0x0040;
const MATRIX: u16 = 0x0080;
const INSTRUCTIONS: u16 = 0x0100;
/// The header of a glyph: how many contours, and its box.
const HEADER: usize = 10;

/// A font of these glyphs; the first is the one for what is missing. `None` when the font is damaged.
pub(super) fn subset(face: &Face<'_>, glyphs: &[u16]) -> Option<Vec<u8>> {
    let table = |tag: &[u8; 4]| face.raw_face().table(Tag::from_bytes(tag));
    let source = Source { glyf: table(b"glyf")?, loca: table(b"loca")?, head: table(b"head")? };
    let mut order = glyphs.to_vec();
    let mut numbers: BTreeMap<u16, u16> = order.iter().copied().zip(0..).collect();
    let (mut glyf, mut ends) = (Vec::new(), vec![0]);
    let mut next = 0;
    while let Some(glyph) = order.get(next).copied() {
        let outline = source.outline(glyph, &mut |part| {
            *numbers.entry(part).or_insert_with(|| {
                order.push(part);
                u16::try_from(order.len() - 1).unwrap_or(0)
            })
        })?;
        glyf.extend(outline);
        // `loca` in its short form counts in twos.
        glyf.resize(glyf.len().next_multiple_of(4), 0);
        ends.push(glyf.len());
        next += 1;
    }
    let count = u16::try_from(order.len()).ok()?;
    let is_short = glyf.len() < 0x2_0000;
    let mut loca = Vec::new();
    for end in ends {
        if is_short {
            loca.extend(u16::try_from(end / 2).ok()?.to_be_bytes());
        } else {
            loca.extend(u32::try_from(end).ok()?.to_be_bytes());
        }
    }
    let mut hmtx = Vec::new();
    for glyph in order {
        let glyph = GlyphId(glyph);
        hmtx.extend(face.glyph_hor_advance(glyph).unwrap_or(0).to_be_bytes());
        hmtx.extend(face.glyph_hor_side_bearing(glyph).unwrap_or(0).to_be_bytes());
    }
    let mut head = table(b"head")?.to_vec();
    head.get_mut(8..12)?.fill(0);
    head.get_mut(50..52)?.copy_from_slice(&u16::from(!is_short).to_be_bytes());
    let mut hhea = table(b"hhea")?.to_vec();
    hhea.get_mut(34..36)?.copy_from_slice(&count.to_be_bytes());
    let mut maxp = table(b"maxp")?.to_vec();
    maxp.get_mut(4..6)?.copy_from_slice(&count.to_be_bytes());
    // In the order of their names, as the directory wants them.
    Some(assembled(&[
        (b"glyf", glyf),
        (b"head", head),
        (b"hhea", hhea),
        (b"hmtx", hmtx),
        (b"loca", loca),
        (b"maxp", maxp),
    ]))
}

struct Source<'a> {
    glyf: &'a [u8],
    loca: &'a [u8],
    head: &'a [u8],
}

impl Source<'_> {
    /// The outline without instructions; `number` gives the new numbers of its parts.
    fn outline(&self, glyph: u16, number: &mut dyn FnMut(u16) -> u16) -> Option<Vec<u8>> {
        let place = |glyph: usize| {
            Some(if word(self.head, 50)? == 0 {
                2 * usize::from(word(self.loca, 2 * glyph)?)
            } else {
                let high = usize::from(word(self.loca, 4 * glyph)?);
                (high << 16) | usize::from(word(self.loca, 4 * glyph + 2)?)
            })
        };
        let glyph = usize::from(glyph);
        let data = self.glyf.get(place(glyph)?..place(glyph + 1)?)?;
        if data.is_empty() {
            return Some(Vec::new());
        }
        let contours = word(data, 0)?;
        if contours < 0x8000 {
            let points = HEADER + 2 * usize::from(contours);
            let instructions = usize::from(word(data, points)?);
            let mut out = data.get(..points)?.to_vec();
            out.extend([0, 0]);
            out.extend(data.get(points + 2 + instructions..)?);
            return Some(out);
        }
        let mut out = data.get(..HEADER)?.to_vec();
        let mut at = HEADER;
        loop {
            let (flags, part) = (word(data, at)?, word(data, at + 2)?);
            out.extend((flags & !INSTRUCTIONS).to_be_bytes());
            out.extend(number(part).to_be_bytes());
            let places = if flags & WORDS != 0 { 4 } else { 2 };
            let scales = match flags {
                flags if flags & SCALE != 0 => 2,
                flags if flags & TWO_SCALES != 0 => 4,
                flags if flags & MATRIX != 0 => 8,
                _ => 0,
            };
            out.extend(data.get(at + 4..at + 4 + places + scales)?);
            at += 4 + places + scales;
            if flags & MORE == 0 {
                return Some(out);
            }
        }
    }
}

/// Two bytes at a place.
fn word(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes)
}

/// The file of a font: its directory, then its tables.
fn assembled(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = u16::try_from(tables.len()).unwrap_or(0);
    let power = count.checked_ilog2().unwrap_or(0);
    let range = 16_u16 << power;
    let mut out = 0x0001_0000_u32.to_be_bytes().to_vec();
    for number in [count, range, u16::try_from(power).unwrap_or(0), 16 * count - range] {
        out.extend(number.to_be_bytes());
    }
    let mut at = out.len() + 16 * tables.len();
    let mut whole = 0_u32;
    let mut head = 0;
    for (tag, content) in tables {
        let sum = checksum(content);
        whole = whole.wrapping_add(sum);
        if *tag == b"head" {
            head = at;
        }
        out.extend(*tag);
        out.extend(sum.to_be_bytes());
        for length in [at, content.len()] {
            out.extend(u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes());
        }
        at += content.len().next_multiple_of(4);
    }
    whole = whole.wrapping_add(checksum(&out));
    for (_, content) in tables {
        out.extend(content);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    // The whole adds up to a number that the format fixes.
    if let Some(adjustment) = out.get_mut(head + 8..head + 12) {
        adjustment.copy_from_slice(&0xB1B0_AFBA_u32.wrapping_sub(whole).to_be_bytes());
    }
    out
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = 0_u32;
    for chunk in bytes.chunks(4) {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum = sum.wrapping_add(u32::from_be_bytes(word));
    }
    sum
}
