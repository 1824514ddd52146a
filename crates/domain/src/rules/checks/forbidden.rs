//! Words that must not stand in a report at all, wherever and however they are written.

use super::super::Rule;
use super::super::lexicon::{Lexicon, Lists};
use super::super::sight::Cell;
use super::super::spec::{Check, Fields, ParamKind, Run, Said, needed, optional};
use super::super::words::fault;
use crate::definition::Definition;

/// The answer holds one of `words`, or one of `subjects` with one of `acts` at most `within` letters away that is not
/// part of what `except` lists. How words are written does not count; see [`Lexicon`]. `particles` may stand between
/// the words of a phrase.
pub(super) const FORBIDDEN_WORDS: Check = Check {
    name: "forbidden_words",
    fields: Fields::Each(&[]),
    params: &[
        needed("words", ParamKind::Texts),
        needed("kinds", ParamKind::Kinds),
        optional("subjects", ParamKind::Texts),
        optional("acts", ParamKind::Texts),
        optional("except", ParamKind::Texts),
        optional("particles", ParamKind::Texts),
        optional("within", ParamKind::Number),
    ],
    says: &["word"],
    run: Run::Cell(forbidden_words),
};

fn forbidden_words(cell: &Cell<'_>) -> Said {
    let lexicon = lexicon(cell.sight.rule);
    let found = cell.answer?.values().find_map(|value| lexicon.find(value))?;
    fault([("word", found.to_owned())])
}

/// What a rule looks for.
fn lexicon(rule: &Rule) -> &Lexicon {
    rule.lexicon.get_or_init(|| {
        Lexicon::of(&Lists {
            words: rule.texts("words"),
            subjects: rule.texts("subjects"),
            acts: rule.texts("acts"),
            except: rule.texts("except"),
            particles: rule.texts("particles"),
            within: rule.count("within").unwrap_or_default(),
        })
    })
}

/// The word in a text that no report of this form may carry, wherever it stands: beside a field, in the name of
/// a file, in an answer that is no longer shown but travels in the canonical copy. `None` where the form
/// forbids none of its words.
pub fn forbidden_word<'a>(definition: &'a Definition, text: &str) -> Option<&'a str> {
    let mut rules = definition.rules.iter().filter(|rule| rule.check == FORBIDDEN_WORDS.name);
    rules.find_map(|rule| lexicon(rule).find(text))
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        field = [{ path = "s.note", kind = "text" }, { path = "s.id", kind = "txid" }, { path = "s.files", kind = "lines" }]
    "#;
    const RULE: &str = "check = 'forbidden_words'\nfields = '*'\n\
        params = { words = ['의심거래', '의심스러운', 'STR', 'KoFIU 보고'], kinds = ['text', 'lines'] }";

    #[test]
    fn no_spelling_gets_through() {
        let bench = Bench::new(FORM, RULE);
        for text in [
            "의심거래보고 예정",
            "의심 거래",
            "의심·거래",
            "의 심 스 러 운 정황",
            "STR을 제출함",
            "str-2026-001",
            "ＳＴＲ",
            "S.T.R. 접수",
            "s t r",
            "STR2026",
            "코피유(KoFIU) 보고",
            "kofiu보고함",
            "의심\u{200b}거래",
        ] {
            assert!(bench.fires(&format!("s.note = \"{text}\"")), "{text}");
        }
        assert_eq!(bench.says("s.files = ['계약서.pdf', 'STR_1.pdf']", "word"), "STR");
    }

    #[test]
    fn other_words_stay() {
        let bench = Bench::new(FORM, RULE);
        for text in ["분할 의심 해소", "12 Main Street", "STRIPE", "KoFIU 신고 수리", "a b c"]
        {
            assert!(!bench.fires(&format!("s.note = \"{text}\"")), "{text}");
        }
        assert!(!bench.fires("s.id = 'str'"), "what a chain has written is not a text");
    }
}
