//! The characters of an answer: whether the paper can show them, and whether they are what they look like.

use std::collections::BTreeSet;

use super::super::sight::Cell;
use super::super::spec::{Check, Fields, Run, Said};
use super::super::words::fault_if;
use crate::definition::Kind;
use crate::normalise::{ChangeKind, Style, normalise};

/// How many characters a message names.
const NAMED: usize = 10;

/// A character that no bundled font has would be printed as a box.
pub(super) const PRINTABLE: Check = Check {
    name: "printable",
    fields: Fields::Each(&[]),
    params: &[],
    says: &["characters"],
    run: Run::Cell(printable),
};

fn printable(cell: &Cell<'_>) -> Said {
    // Line breaks and tabs are laid out, not drawn.
    let drawn = |c: &char| !matches!(c, '\n' | '\r' | '\t');
    let missing: BTreeSet<char> = (cell.answer?.values())
        .flat_map(str::chars)
        .filter(|c| drawn(c) && !(cell.sight.context.printable)(*c))
        .collect();
    fault_if(!missing.is_empty(), [("characters", named(&missing))])
}

/// Characters that nobody sees, or that are written otherwise than they look: control characters, characters
/// of no width, controls of direction, fillers, decomposed Hangul. Typographic quotes and the like pass.
pub(super) const CLEAN_TEXT: Check = Check {
    name: "clean_text",
    fields: Fields::Each(&[]),
    params: &[],
    says: &["characters"],
    run: Run::Cell(clean_text),
};

fn clean_text(cell: &Cell<'_>) -> Said {
    let style = match cell.field.kind {
        Kind::Paragraph => Style::Paragraph,
        Kind::Text | Kind::Lines if cell.field.personal => Style::Name,
        Kind::Text | Kind::Lines => Style::Line,
        _ => Style::Identifier,
    };
    let strange: BTreeSet<char> = (cell.answer?.values())
        .filter(|value| !value.chars().all(is_plain))
        .flat_map(|value| normalise(value, style).changes)
        .filter(|change| matters(change.kind))
        .flat_map(|change| change.before.chars().collect::<Vec<_>>())
        .collect();
    fault_if(!strange.is_empty(), [("characters", named(&strange))])
}

/// What the normaliser never touches; most answers consist of nothing else.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | '가'..='힣')
}

fn matters(kind: ChangeKind) -> bool {
    use ChangeKind::{Composition, Control, Direction, Filler, Invisible};
    matches!(kind, Composition | Control | Direction | Filler | Invisible)
}

/// The characters with their code points; of those that cannot be seen, the code points alone.
fn named(characters: &BTreeSet<char>) -> String {
    let name = |c: &char| {
        let code = format!("U+{:04X}", u32::from(*c));
        let invisible = c.is_control()
            || c.is_whitespace()
            || crate::normalise::normalise(&c.to_string(), Style::Line).text.is_empty();
        if invisible { code } else { format!("{c} ({code})") }
    };
    characters.iter().take(NAMED).map(name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        field = [{ path = "s.name", kind = "text", personal = true }, { path = "s.story", kind = "paragraph" }]
    "#;

    #[test]
    fn a_character_without_a_glyph_is_named() {
        let bench = Bench::new(FORM, "phase = 'syntax'\ncheck = 'printable'\nfields = '*'");
        assert!(!bench.fires("s.story = \"가나다 abc\\n둘째 줄\""));
        assert_eq!(bench.says("s.name = '홍㐀𠀀'", "characters"), "㐀 (U+3400), 𠀀 (U+20000)");
    }

    #[test]
    fn what_nobody_sees_is_named_by_its_code() {
        let bench = Bench::new(
            FORM,
            "phase = 'syntax'\nseverity = 'warn'\ncheck = 'clean_text'\nfields = '*'",
        );
        assert_eq!(bench.says("s.name = \"홍\\u200B길동\"", "characters"), "U+200B");
        assert_eq!(bench.says("s.story = \"a\\u202Eb\"", "characters"), "U+202E");
        assert!(bench.fires("s.name = \"\\u1112\\u1169\\u11BC\""), "decomposed as macOS writes it");
        for text in ["“따옴표” – １２３", "둘째\\n줄"] {
            assert!(!bench.fires(&format!("s.story = \"{text}\"")), "{text}");
        }
    }
}
