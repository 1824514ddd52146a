//! Words that must not stand in a report at all, wherever and however they are written.

use unicode_normalization::UnicodeNormalization;

use super::super::Param;
use super::super::sight::Cell;
use super::super::spec::{Check, Fields, ParamKind, Run, Said, needed};
use super::super::words::fault;
use crate::definition::Definition;

/// The answer holds one of `words`. Case, width, spaces and punctuation do not count. A word of Latin letters
/// (STR) is found where it stands alone, not inside another (STREET), whatever Korean particle follows it,
/// and spelt out with dots (S.T.R.) too; every other word is found anywhere.
pub(super) const FORBIDDEN_WORDS: Check = Check {
    name: "forbidden_words",
    fields: Fields::Each(&[]),
    params: &[needed("words", ParamKind::Texts), needed("kinds", ParamKind::Kinds)],
    says: &["word"],
    run: Run::Cell(forbidden_words),
};

fn forbidden_words(cell: &Cell<'_>) -> Said {
    let words = cell.sight.texts("words");
    let found = cell.answer?.values().find_map(|value| word_in(value, words))?;
    fault([("word", found.clone())])
}

/// The first of the words that stands in a text.
fn word_in<'a>(text: &str, words: &'a [String]) -> Option<&'a String> {
    let plain: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let closed: String = plain.chars().filter(|c| c.is_alphanumeric()).collect();
    let apart = latin_words(&plain);
    words.iter().find(|word| {
        let word: String = word.chars().flat_map(char::to_lowercase).collect();
        if word.is_ascii() {
            apart.contains(&word)
        } else {
            let word: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
            closed.contains(&word)
        }
    })
}

/// The word in a text that no report of this form may carry, wherever it stands: beside a field, in the name of
/// a file, in an answer that is no longer shown but travels in the canonical copy. `None` where the form
/// forbids none of its words.
pub fn forbidden_word<'a>(definition: &'a Definition, text: &str) -> Option<&'a str> {
    let rules = definition.rules.iter().filter(|rule| rule.check == FORBIDDEN_WORDS.name);
    rules
        .filter_map(|rule| match rule.params.get("words") {
            Some(Param::Texts(words)) => word_in(text, words),
            _ => None,
        })
        .map(String::as_str)
        .next()
}

/// Runs of Latin letters, and single letters that follow each other joined into one.
fn latin_words(text: &str) -> Vec<String> {
    let runs = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|run| !run.is_empty());
    let mut words: Vec<String> = runs.map(str::to_owned).collect();
    let mut spelt = String::new();
    // The blank at the end closes a word that is spelt out last.
    for run in words.clone().iter().map(String::as_str).chain([""]) {
        if run.len() == 1 {
            spelt.push_str(run);
        } else {
            words.push(std::mem::take(&mut spelt));
        }
    }
    words
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
