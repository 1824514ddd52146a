//! Lines: where a text may break, and where its pieces stand within a given width.
//!
//! Korean breaks between words (어절), never inside one; a token that is wider than the line, such as an
//! address on a chain, is cut in groups. No character is ever dropped: the pieces of all lines, joined, are
//! the text that was given with a space for each of its line breaks. Not here: pages and cells.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakWordOption};
use unicode_normalization::char::is_combining_mark;

use super::display::{Size, Um};
use super::tags::TagId;
use crate::fonts::{FaceId, Fonts};
use crate::paper::block::{Align, Inline, Paragraph};

/// Stands for a check box while lines are being broken; no font has it, so no text contains it.
const BOX: char = '\u{fffc}';
/// Side of a check box and the space after it, in thousandths of an em.
const BOX_SIDE: i64 = 820;
const BOX_ADVANCE: i64 = 1150;
/// Room before a combining mark that has no letter to stand on, in thousandths of an em: its glyph reaches back.
const LEAD: i64 = 500;
/// Long tokens are cut at multiples of this many characters, so that two people can compare them.
const GROUP: usize = 8;

/// What a piece of a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Characters of one face.
    Text(FaceId, String),
    /// A check box with this side.
    Tick(Um, bool),
}

/// A part of a line that is drawn at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Distance from the left edge of the text's area.
    pub x: Um,
    /// Type size.
    pub size: Size,
    /// Whether figures are tabular.
    pub tabular: bool,
    /// What is drawn.
    pub mark: Mark,
    /// What it is a part of; an artifact until someone says so.
    pub tag: Option<TagId>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Distance to the next line.
    pub height: Um,
    /// Distance from the line's upper edge to its baseline.
    pub baseline: Um,
    /// Pieces from left to right.
    pub pieces: Vec<Piece>,
}

#[derive(Clone, Copy)]
struct Atom {
    character: char,
    face: FaceId,
    /// Width, with the room before it.
    advance: i64,
    /// Room before the glyph.
    lead: i64,
    tick: bool,
}

/// Thousandths of an em at a size, as a length.
pub fn em(thousandths: i64, size: Size) -> Um {
    // 1 pt = 25.4 mm / 72 = 3175/9 µm; sizes are tenths of points.
    (thousandths * size * 3175) / (9 * 10 * 1000)
}

/// Breaks a paragraph into lines no wider than `width`.
pub fn lines(paragraph: &Paragraph, width: Um, fonts: &Fonts) -> Vec<Line> {
    let size = paragraph.style.size;
    let limit = (width * 9 * 10 * 1000) / (3175 * size);
    let mut lines = Vec::new();
    for atoms in hard_lines(paragraph, fonts) {
        for line in broken(&atoms, limit) {
            lines.push(set(line, paragraph, width));
        }
    }
    if let Some(first) = lines.first_mut() {
        first.height += paragraph.style.above;
        first.baseline += paragraph.style.above;
    }
    lines
}

/// The width of a paragraph that is not broken.
pub fn natural_width(paragraph: &Paragraph, fonts: &Fonts) -> Um {
    let widest = hard_lines(paragraph, fonts).iter().map(|atoms| visible(atoms)).max().unwrap_or(0);
    // One thousandth of an em more, against rounding down twice.
    em(widest + 1, paragraph.style.size) + 1
}

fn hard_lines(paragraph: &Paragraph, fonts: &Fonts) -> Vec<Vec<Atom>> {
    let style = &paragraph.style;
    let mut lines = vec![Vec::new()];
    let space = fonts.glyph(' ', style.weight, style.tabular).map(|glyph| {
        let (face, advance) = (glyph.face, i64::from(glyph.advance));
        Atom { character: ' ', face, advance, lead: 0, tick: false }
    });
    let mut push = |character: char, tick: bool| {
        let glyph = fonts.glyph(character, style.weight, style.tabular);
        let (face, advance) = match glyph {
            _ if tick || character == BOX => (FaceId::Regular, BOX_ADVANCE),
            Some(glyph) => (glyph.face, i64::from(glyph.advance)),
            // Coverage was checked before layout; a full em keeps the measure honest in any case.
            None => (FaceId::Regular, 1000),
        };
        if character == '\n' {
            // Whoever hears or copies the text needs a space where the eye sees a new line.
            if let (Some(line), Some(space)) = (lines.last_mut(), space)
                && line.last().is_some_and(|atom: &Atom| atom.character != ' ')
            {
                line.push(space);
            }
            lines.push(Vec::new());
        } else if let Some(line) = lines.last_mut() {
            let stands = line.last().is_some_and(|before| !matches!(before.character, ' ' | BOX));
            let lead = if stands || !is_combining_mark(character) { 0 } else { LEAD };
            line.push(Atom { character, face, advance: advance + lead, lead, tick });
        }
    };
    for inline in &paragraph.inlines {
        match inline {
            Inline::Text(text) => text.chars().for_each(|c| push(c, false)),
            Inline::Tick(checked) => push(BOX, *checked),
        }
    }
    lines
}

fn broken(atoms: &[Atom], limit: i64) -> Vec<&[Atom]> {
    let mut lines = Vec::new();
    let (mut start, mut end, mut width) = (0, 0, 0);
    for next in opportunities(atoms) {
        let token = &atoms[end..next];
        if fits(token, limit - width) {
            width += total(token);
            end = next;
            continue;
        }
        if end > start {
            lines.push(&atoms[start..end]);
        }
        start = end;
        while !fits(&atoms[start..next], limit) {
            let cut = start + cut(&atoms[start..next], limit);
            lines.push(&atoms[start..cut]);
            start = cut;
        }
        end = next;
        width = total(&atoms[start..next]);
    }
    lines.push(&atoms[start..]);
    lines
}

/// Where a line may end, as counts of atoms; the last is the end.
fn opportunities(atoms: &[Atom]) -> Vec<usize> {
    let text: String = atoms.iter().map(|atom| atom.character).collect();
    let mut options = LineBreakOptions::default();
    options.word_option = Some(LineBreakWordOption::KeepAll);
    let segmenter = LineSegmenter::new_for_non_complex_scripts(options);
    let mut places = Vec::new();
    let (mut count, mut byte) = (0, 0);
    for place in segmenter.segment_str(&text) {
        count += text.get(byte..place).map_or(0, |part| part.chars().count());
        byte = place;
        // A check box never stands at the end of a line, apart from its label.
        if count > 0 && atoms.get(count - 1).is_some_and(|atom| atom.character != BOX) {
            places.push(count);
        }
    }
    if places.last() != Some(&atoms.len()) {
        places.push(atoms.len());
    }
    places
}

/// How many atoms of a token that is too wide go onto this line; at least one.
fn cut(atoms: &[Atom], limit: i64) -> usize {
    let mut width = 0;
    let fitting = atoms.iter().take_while(|atom| {
        width += atom.advance;
        width <= limit
    });
    let most = fitting.count().max(1);
    let token = atoms.iter().take_while(|atom| atom.character != ' ');
    if token.clone().all(|atom| atom.character.is_ascii_alphanumeric()) && token.count() > 2 * GROUP
    {
        return if most >= GROUP { most - most % GROUP } else { most };
    }
    let is_figure = |atom: &Atom| atom.character.is_ascii_digit() || ".,".contains(atom.character);
    if atoms.iter().all(is_figure) {
        // An amount is read in groups; it is cut between them where there are any.
        let comma = atoms[..most].iter().rposition(|atom| atom.character == ',');
        return comma.map_or(most, |place| place + 1);
    }
    let fits = |count: &usize| {
        let (last, next) = (atoms[count - 1].character, atoms.get(*count).map(|a| a.character));
        !"([{「『【〈《〔“‘".contains(last)
            && !next.is_some_and(|c| {
                ")]}」』】〉》〕”’,.!?:;、。…·%℃".contains(c) || is_combining_mark(c)
            })
    };
    // A number or name of several parts is cut behind a part of it, unless that would leave half the line blank.
    let joint = |count: &usize| "-/_@".contains(atoms[count - 1].character) && fits(count);
    let parted = (most.div_ceil(2)..=most).rev().find(joint);
    parted.or_else(|| (1..=most).rev().find(fits)).unwrap_or(most)
}

fn total(atoms: &[Atom]) -> i64 {
    atoms.iter().map(|atom| atom.advance).sum()
}

/// The width without the spaces at the end, which hang over the edge.
fn visible(atoms: &[Atom]) -> i64 {
    let spaces = atoms.iter().rev().take_while(|atom| atom.character == ' ').count();
    total(&atoms[..atoms.len() - spaces])
}

/// Whether `visible(atoms) <= limit`; looks no further than it must, for a token may be very long.
fn fits(atoms: &[Atom], limit: i64) -> bool {
    let mut width = 0;
    for (index, atom) in atoms.iter().enumerate() {
        width += atom.advance;
        if width > limit {
            return atom.character == ' '
                && width - atom.advance <= limit
                && atoms[index..].iter().all(|atom| atom.character == ' ');
        }
    }
    true
}

fn set(atoms: &[Atom], paragraph: &Paragraph, width: Um) -> Line {
    let style = &paragraph.style;
    let slack = width - em(visible(atoms), style.size);
    let indent = match paragraph.align {
        Align::Left => 0,
        Align::Center => slack / 2,
        Align::Right => slack,
    };
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut offset, mut open) = (0, false);
    for atom in atoms {
        let x = indent + em(offset + atom.lead, style.size);
        offset += atom.advance;
        if atom.character == BOX {
            let mark = Mark::Tick(em(BOX_SIDE, style.size), atom.tick);
            pieces.push(Piece { x, size: style.size, tabular: false, mark, tag: None });
            open = false;
            continue;
        }
        match pieces.last_mut() {
            Some(Piece { mark: Mark::Text(face, text), .. })
                if open && atom.lead == 0 && *face == atom.face =>
            {
                text.push(atom.character);
            }
            _ => {
                let mark = Mark::Text(atom.face, atom.character.to_string());
                let tabular = style.tabular;
                pieces.push(Piece { x, size: style.size, tabular, mark, tag: None });
                open = true;
            }
        }
    }
    let height = em(style.leading, style.size);
    // The middle of a Hangul syllable stands about 0.36 em above the baseline.
    Line { height, baseline: height / 2 + em(360, style.size), pieces }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::block::BODY;
    use std::sync::LazyLock;

    static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::bundled().unwrap());

    fn broken_text(text: &str, width: Um) -> Vec<String> {
        let text_of = |line: Line| {
            let texts = line.pieces.into_iter().map(|piece| match piece.mark {
                Mark::Text(_, text) => text,
                Mark::Tick(..) => String::new(),
            });
            texts.collect::<String>()
        };
        let paragraph = Paragraph::new(text, BODY, Align::Left);
        lines(&paragraph, width, &FONTS).into_iter().map(text_of).collect()
    }

    #[test]
    fn korean_breaks_between_words_only() {
        let text = "자금의 흐름을 감추었다고 의심할 만한 합당한 근거가 있다고 판단하여 보고합니다.";
        let words: Vec<&str> = text.split(' ').collect();
        for width in [30_000, 40_000, 55_000, 80_000] {
            let lines = broken_text(text, width);
            assert!(lines.len() > 1);
            let again: Vec<&str> =
                lines.iter().flat_map(|line| line.trim_end().split(' ')).collect();
            assert_eq!(again, words, "width {width}");
            assert_eq!(lines.concat(), text);
        }
    }

    #[test]
    fn long_tokens_are_cut_in_groups_and_lose_nothing() {
        let txid = "230e78fa046cea607c18a280ea3f31da56cfca88efb1c0e15bc4ecb94ce17869";
        let lines = broken_text(txid, 40_000);
        assert!(lines.len() > 1);
        for line in &lines[..lines.len() - 1] {
            assert_eq!(line.len() % GROUP, 0, "{line}");
        }
        assert_eq!(lines.concat(), txid);
    }

    #[test]
    fn numbers_of_parts_are_cut_between_them() {
        // As wide as all but the last digit.
        for (text, parts) in [
            ("GAON-0000-000003", ["GAON-0000-", "000003"]),
            ("없는지갑증명_2026-10-07.pdf", ["없는지갑증명_2026-10-", "07.pdf"]),
        ] {
            let short = &text[..text.len() - 1];
            let short = Paragraph::new(short, BODY, Align::Left);
            assert_eq!(broken_text(text, natural_width(&short, &FONTS)), parts);
        }
    }

    #[test]
    fn long_amounts_are_cut_between_groups() {
        let amount = "115,792,089,237,316,195,423,570,985,008,687,907,853,269,984";
        let lines = broken_text(amount, 40_000);
        assert!(lines.len() > 1);
        assert!(lines[..lines.len() - 1].iter().all(|line| line.ends_with(',')), "{lines:?}");
        assert_eq!(lines.concat(), amount);
    }

    #[test]
    fn no_line_begins_with_closing_punctuation() {
        let text = "가나다라마바사아자차카타파하」가나다라마바사아자차카타파하,가나다라마바사.";
        for width in 10_000..40_000 {
            // Every hundredth width; each gives another place to break.
            if width % 100 == 0 {
                for line in broken_text(text, width).iter().skip(1) {
                    assert!(!line.starts_with(['」', ',', '.']), "{width}: {line}");
                }
            }
        }
    }
}
