//! Cleans text that was typed or pasted, and says exactly what it changed.
//!
//! Hangul decomposed by macOS becomes whole syllables (NFC), characters that nobody sees go, what Word made
//! of quotes and dashes becomes what a keyboard writes. Idempotent; no visible letter is ever lost.
//! A name is never changed without consent: see [`Style::needs_consent`].

use serde::{Deserialize, Serialize};
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// How a text is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// Numbers, codes, amounts, addresses on a chain: one line, every full-width form becomes plain.
    Identifier,
    /// One line of text; full-width digits and letters become plain, full-width punctuation stays.
    Line,
    /// As `Line`, but line breaks stay.
    Paragraph,
    /// A name: cleaned as `Line`, as a proposal.
    Name,
}

impl Style {
    /// Whether the result is a proposal to be shown before it replaces what was typed.
    pub fn needs_consent(self) -> bool {
        self == Self::Name
    }
}

/// What was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// A line break of another system, or one where a single line belongs.
    LineBreak,
    /// A tab or an unusual space became a space.
    Space,
    /// A control character was removed.
    Control,
    /// A character of no width was removed.
    Invisible,
    /// A control of writing direction was removed; it can make text read differently from what it is.
    Direction,
    /// A Hangul filler, which looks like nothing, was removed.
    Filler,
    /// A typographic quote became a plain one.
    Quote,
    /// A dash or minus became a hyphen.
    Dash,
    /// A full-width form became plain.
    FullWidth,
    /// Several code points became the composed character (NFC).
    Composition,
    /// Spaces at the end of a line, or at the start of a single line, were removed.
    Edge,
}

/// One change, or a run of neighbouring changes of the same kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What was changed.
    pub kind: ChangeKind,
    /// Where, in characters (Unicode scalar values) of the original text.
    pub at: usize,
    /// What stood there when this change was made; earlier kinds in the order of [`ChangeKind`] come first.
    pub before: String,
    /// What stands there now; empty when it was removed.
    pub after: String,
}

/// A cleaned text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Normalised {
    /// The text.
    pub text: String,
    /// What was changed, in the order of the text.
    pub changes: Vec<Change>,
}

/// A character and its place in the original.
#[derive(Clone, Copy)]
struct Cell {
    at: usize,
    c: char,
}

/// A letter as it counts in a number or an address: written wide it is the same, and every dash is a hyphen.
pub(crate) fn plain(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => '-',
        // The block repeats ASCII from `!` on, in the same order.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Whether a character takes no room: it parts neither letters nor digits.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200D}'
            | '\u{2060}'..='\u{2064}'
            | '\u{206A}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFC}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

/// Cleans a text in the given style.
pub fn normalise(text: &str, style: Style) -> Normalised {
    let mut changes = Vec::new();
    let cells = replace_single(text, style, &mut changes);
    let cells = drop_fillers(&cells, &mut changes);
    let cells = compose(&cells, &mut changes);
    let cells = trim(&cells, style, &mut changes);
    Normalised { text: cells.iter().map(|cell| cell.c).collect(), changes: merge(changes) }
}

fn replace_single(text: &str, style: Style, changes: &mut Vec<Change>) -> Vec<Cell> {
    let one_line = style != Style::Paragraph;
    let mut cells = Vec::with_capacity(text.len());
    let mut chars = text.chars().enumerate().peekable();
    while let Some((at, c)) = chars.next() {
        let mut before = c.to_string();
        if c == '\r' && chars.next_if(|(_, next)| *next == '\n').is_some() {
            before.push('\n');
        }
        let replaced = replacement(c, style, one_line);
        let after = replaced.map_or(Some(c), |(_, after)| after);
        cells.extend(after.map(|c| Cell { at, c }));
        if let Some((kind, after)) = replaced {
            changes.push(Change {
                kind,
                at,
                before,
                after: after.map(String::from).unwrap_or_default(),
            });
        }
    }
    cells
}

/// What a character becomes on its own, or `None` when it stays.
fn replacement(c: char, style: Style, one_line: bool) -> Option<(ChangeKind, Option<char>)> {
    use ChangeKind::*;
    let line_break = if one_line { ' ' } else { '\n' };
    Some(match c {
        '\n' if !one_line => return None,
        // Word writes a vertical tab for a soft line break; U+2028 and U+2029 come from the web.
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            (LineBreak, Some(line_break))
        }
        '\t'
        | '\u{A0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200A}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{3000}' => (Space, Some(' ')),
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            (Direction, None)
        }
        _ if is_invisible(c) => (Invisible, None),
        _ if c.is_control() => (Control, None),
        '\u{2018}'..='\u{201B}' | '\u{2032}' => (Quote, Some('\'')),
        '\u{201C}'..='\u{201F}' | '\u{2033}' => (Quote, Some('"')),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => (Dash, Some(plain(c))),
        '\u{FF01}'..='\u{FF5E}' => {
            let plain = plain(c);
            if style != Style::Identifier && !plain.is_ascii_alphanumeric() {
                return None;
            }
            (FullWidth, Some(plain))
        }
        _ => return None,
    })
}

fn is_leading(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115F}' | '\u{A960}'..='\u{A97C}')
}

fn is_vowel(c: char) -> bool {
    matches!(c, '\u{1160}'..='\u{11A7}' | '\u{D7B0}'..='\u{D7C6}')
}

fn is_trailing(c: char) -> bool {
    matches!(c, '\u{11A8}'..='\u{11FF}' | '\u{D7CB}'..='\u{D7FB}')
}

/// Removes fillers that stand for nothing. One that carries a lone vowel or final stays: without it, the
/// letter would join its neighbour and become another syllable.
fn drop_fillers(cells: &[Cell], changes: &mut Vec<Change>) -> Vec<Cell> {
    let mut kept = cells.to_vec();
    loop {
        let needed: Vec<bool> = (0..kept.len()).map(|i| !is_idle_filler(&kept, i)).collect();
        if !needed.contains(&false) {
            return kept;
        }
        // Taking one away can leave another without what it carried, hence another round.
        let (stay, go): (Vec<_>, Vec<_>) =
            kept.into_iter().zip(needed).partition(|(_, keep)| *keep);
        changes.extend(go.into_iter().map(|(cell, _)| removed(ChangeKind::Filler, cell)));
        kept = stay.into_iter().map(|(cell, _)| cell).collect();
    }
}

fn is_idle_filler(cells: &[Cell], i: usize) -> bool {
    const LEADING: char = '\u{115F}';
    const VOWEL: char = '\u{1160}';
    let at = |i: usize| cells.get(i).map(|cell| cell.c);
    match cells[i].c {
        LEADING => match at(i + 1) {
            Some(VOWEL) => !at(i + 2).is_some_and(is_trailing),
            Some(next) => !is_vowel(next),
            None => true,
        },
        VOWEL => {
            let led = i.checked_sub(1).and_then(at).is_some_and(is_leading);
            !(led && at(i + 1).is_some_and(is_trailing))
        }
        '\u{3164}' | '\u{FFA0}' => true,
        _ => false,
    }
}

fn removed(kind: ChangeKind, cell: Cell) -> Change {
    Change { kind, at: cell.at, before: cell.c.into(), after: String::new() }
}

/// NFC, segment by segment, so that each change has a place. A segment starts where nothing can join
/// what stands before it.
fn compose(cells: &[Cell], changes: &mut Vec<Change>) -> Vec<Cell> {
    let starts = |c: char| {
        canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
    };
    let mut composed = Vec::with_capacity(cells.len());
    for segment in cells.chunk_by(|_, next| !starts(next.c)) {
        let Some(first) = segment.first() else { continue };
        let before: String = segment.iter().map(|cell| cell.c).collect();
        let after: String = before.nfc().collect();
        if after == before {
            composed.extend_from_slice(segment);
        } else {
            composed.extend(after.chars().map(|c| Cell { at: first.at, c }));
            changes.push(Change { kind: ChangeKind::Composition, at: first.at, before, after });
        }
    }
    composed
}

fn trim(cells: &[Cell], style: Style, changes: &mut Vec<Change>) -> Vec<Cell> {
    let mut kept = Vec::with_capacity(cells.len());
    for line in cells.split_inclusive(|cell| cell.c == '\n') {
        let (body, end) = match line.split_last() {
            Some((end, body)) if end.c == '\n' => (body, Some(*end)),
            _ => (line, None),
        };
        let is_text = |cell: &Cell| cell.c != ' ';
        let stop = body.iter().rposition(is_text).map_or(0, |i| i + 1);
        let start = match style {
            // An indent at the head of a paragraph is the writer's.
            Style::Paragraph => 0,
            _ => body[..stop].iter().position(is_text).unwrap_or(0),
        };
        kept.extend_from_slice(&body[start..stop]);
        kept.extend(end);
        let edges = body[..start].iter().chain(&body[stop..]);
        changes.extend(edges.map(|cell| removed(ChangeKind::Edge, *cell)));
    }
    kept
}

/// Orders changes by place and joins neighbours of one kind.
fn merge(mut changes: Vec<Change>) -> Vec<Change> {
    changes.sort_by_key(|change| (change.at, change.kind));
    let mut merged: Vec<Change> = Vec::new();
    for change in changes {
        match merged.last_mut() {
            Some(last)
                if last.kind == change.kind
                    && last.at + last.before.chars().count() == change.at =>
            {
                last.before.push_str(&change.before);
                last.after.push_str(&change.after);
            }
            _ => merged.push(change),
        }
    }
    merged
}

#[cfg(test)]
mod tests;
