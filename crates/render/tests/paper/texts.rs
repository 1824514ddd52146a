//! Properties over arbitrary text: a refusal that names the characters, or every character on paper.

use proptest::prelude::*;
use singo_render::paper::printable_form;
use singo_render::{RenderError, lay_out};

use crate::support::{FONTS, content, input, printed_answers};

/// What is printed in cells, in order, joined.
fn printed(opinion: &str) -> Result<String, RenderError> {
    let content = content(opinion, 0);
    Ok(printed_answers(&lay_out(&input(&content), &FONTS)?))
}

fn typed() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        8 => proptest::char::range('가', '힣'),
        4 => proptest::char::range(' ', '~'),
        3 => Just(' '),
        1 => Just('\n'),
        1 => proptest::char::range('一', '龥'),
        1 => proptest::sample::select("「」『』()[]“”‘’·…,.!?①㈜※％₩".chars().collect::<Vec<_>>()),
    ];
    proptest::collection::vec(character, 1..600)
        .prop_map(|all| all.into_iter().filter(|c| FONTS.covers(*c)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_character_is_lost(text in typed()) {
        // A line break is printed as a space at the end of its line, where there is none already.
        let spaced = |line: &str| match line {
            line if line.is_empty() || line.ends_with(' ') => line.to_owned(),
            line => format!("{line} "),
        };
        let expected: String = printable_form(text.trim()).split('\n').map(spaced).collect();
        if !text.trim().is_empty() {
            prop_assert!(printed(&text).unwrap().contains(expected.trim_end()));
        }
    }

    #[test]
    fn anything_is_printed_or_refused_by_name(text in any::<String>()) {
        let form = printable_form(&text);
        let blank = text.trim().is_empty();
        let uncovered: std::collections::BTreeSet<char> =
            form.chars().filter(|c| !FONTS.covers(*c)).collect();
        match printed(&text) {
            Ok(_) => prop_assert!(blank || uncovered.is_empty()),
            Err(RenderError::Uncovered { characters }) => prop_assert_eq!(characters, uncovered),
            Err(other) => prop_assert!(false, "{}", other),
        }
    }
}
