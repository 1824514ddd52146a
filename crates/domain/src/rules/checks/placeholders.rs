//! Words that stand where an answer should: 없음, N/A, xxx.

use super::super::sight::Cell;
use super::super::spec::{Check, Fields, ParamKind, Run, Said, needed};
use super::super::words::fault;
use crate::definition::Kind;

/// The answer, or a whole line of several, is one of `words`. Case and spaces do not count; a word of one
/// repeated character (`.`, `xxx`) also stands for longer runs of it. In running text, words with Latin
/// letters are found anywhere; Korean ones (없음) only as a whole line, for sentences use them properly.
pub(super) const PLACEHOLDER_WORDS: Check = Check {
    name: "placeholder_words",
    fields: Fields::Each(&[]),
    params: &[needed("words", ParamKind::Texts)],
    says: &["word"],
    run: Run::Cell(placeholder_words),
};

fn placeholder_words(cell: &Cell<'_>) -> Said {
    let words = cell.sight.texts("words");
    let listed = |text: &&str| {
        let text: String = plain(text).collect();
        words.iter().any(|word| stands_for(word, &text))
    };
    let found = cell.answer?.values().find_map(|value| {
        let whole = Some(value.trim()).filter(listed);
        if cell.field.kind != Kind::Paragraph {
            return whole;
        }
        let line = || value.lines().map(str::trim).find(listed);
        let token = || {
            let between = |c: char| c.is_whitespace() || ",;:()[]".contains(c);
            let latin = |token: &&str| token.chars().any(|c| c.is_ascii_alphabetic());
            value.split(between).map(|token| token.trim_end_matches('.')).filter(latin).find(listed)
        };
        whole.or_else(line).or_else(token)
    })?;
    fault([("word", found.chars().take(40).collect())])
}

/// Without spaces, in lower case.
fn plain(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase)
}

/// Whether a plain text is the word, or a run of the one character that the word repeats. Most texts part
/// from the word at its first character, so nothing is allocated here: this runs for every cell.
fn stands_for(word: &str, text: &str) -> bool {
    let Some(first) = plain(word).next().filter(|first| text.starts_with(*first)) else {
        return false;
    };
    plain(word).eq(text.chars())
        || (plain(word).all(|c| c == first)
            && text.chars().all(|c| c == first)
            && text.chars().count() >= plain(word).count())
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        field = [{ path = "s.name", kind = "text" }, { path = "s.story", kind = "paragraph" }]
    "#;
    const RULE: &str = "check = 'placeholder_words'\nfields = '*'\nparams = { words = ['N/A', '없음', '해당 없음', '.', '-', 'xxx', 'test'] }";

    #[test]
    fn a_word_without_meaning_is_no_answer() {
        let bench = Bench::new(FORM, RULE);
        for text in ["n/a", " 없음 ", "해당없음", "---", "xxxxx", "Test", "."] {
            assert!(bench.fires(&format!("s.name = '{text}'")), "{text}");
        }
        for text in ["없음동 12", "xx", "testing", "나", "1.5"] {
            assert!(!bench.fires(&format!("s.name = '{text}'")), "{text}");
        }
    }

    #[test]
    fn sentences_may_say_that_something_is_not_there() {
        let bench = Bench::new(FORM, RULE);
        for text in ["전과 없음. 계좌는 - 두 개이다.", "입금 3건\\n- 출금 2건"] {
            assert!(!bench.fires(&format!("s.story = \"{text}\"")), "{text}");
        }
        for text in ["첫째 줄\\n해당 없음", "누가: N/A", "상대방은 xxx."] {
            assert!(bench.fires(&format!("s.story = \"{text}\"")), "{text}");
        }
        assert_eq!(bench.says("s.story = '상대방 (N/A)'", "word"), "N/A");
    }
}
