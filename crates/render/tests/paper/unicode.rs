//! Any text at all, in every field: what no font has is named to the character, everything else is printed whole, and
//! can be read out of the file again.
//!
//! `SINGO_ROUNDS` sets how many texts are tried [default: 6].

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use singo_domain::answer::Answer;
use singo_domain::definition::Kind;
use singo_render::paper::printable_form;
use singo_render::{RenderError, RenderInput, lay_out, render};

use crate::forms::{filing, published};
use crate::hostile::{assert_clean, filled, joined, unveiled};
use crate::support::{FONTS, input, printed_answers, tool};

/// Every plane of Unicode, and among it what is hard: marks of direction, joiners, marks without a letter, emoji.
fn any_text() -> impl Strategy<Value = String> {
    let hard = "\u{200f}\u{202e}\u{2066}\u{200d}\u{fe0f}\u{301}\u{20dd}\u{1100}\u{1161}😀👩한漢\u{feff}\u{ad}";
    let character = prop_oneof![
        3 => any::<char>(),
        2 => proptest::char::range('\u{20}', '\u{2ff}'),
        2 => proptest::char::range('가', '힣'),
        1 => proptest::char::range('\u{300}', '\u{36f}'),
        1 => proptest::sample::select(hard.chars().collect::<Vec<_>>()),
        1 => Just(' '),
    ];
    proptest::collection::vec(character, 1..80).prop_map(String::from_iter)
}

#[test]
fn any_unicode_is_refused_by_name_or_printed_whole() {
    let rounds = std::env::var("SINGO_ROUNDS").map_or(6, |rounds| rounds.parse().unwrap());
    for form in ["str", "remittance"] {
        let (definition, sample) = unveiled(form);
        let config =
            ProptestConfig { cases: rounds, failure_persistence: None, ..Default::default() };
        TestRunner::new(config)
            .run(&any_text(), |text| {
                let bad = |text: &str| -> BTreeSet<char> {
                    printable_form(text).chars().filter(|c| !FONTS.covers(*c)).collect()
                };
                let printable: String =
                    text.chars().filter(|c| bad(&c.to_string()).is_empty()).collect();
                for text in [text, printable] {
                    let texts = std::slice::from_ref(&text);
                    let (content, typed) = filled(&definition, &sample, texts, true);
                    let input = RenderInput { definition: &definition, ..input(&content) };
                    match lay_out(&input, &FONTS) {
                        Err(RenderError::Uncovered { characters }) => {
                            // White space at the ends is no part of most answers.
                            let known = [bad(&text), bad(text.trim())].contains(&characters);
                            prop_assert!(known, "{characters:?} of {text:?}");
                        }
                        Err(error) => prop_assert!(false, "{error}"),
                        Ok(laid) => {
                            prop_assert!(bad(text.trim()).is_empty(), "no font has {text:?}");
                            assert_clean(&laid);
                            let printed = joined(&printed_answers(&laid));
                            for (field, text) in typed {
                                let text = joined(text.trim());
                                prop_assert!(printed.contains(&text), "{field}: {text:?}");
                            }
                        }
                    }
                }
                Ok(())
            })
            .unwrap();
    }
}

#[test]
fn a_paragraph_of_100_000_characters_loses_none() {
    let (definition, sample) = (published("str", "2026-08"), filing("assets/samples/str.json"));
    let field = definition
        .fields()
        .map(|(_, field)| field)
        .find(|field| field.kind == Kind::Paragraph && sample.fields.contains_key(&field.path));
    let field = field.unwrap().path.clone();
    // Numbered words, and one word without an end.
    let words: String = (0..)
        .map(|n| format!("{n}번째 낱말입니다. "))
        .flat_map(|s| s.chars().collect::<Vec<_>>())
        .take(100_000)
        .collect();
    let token: String = (0..)
        .flat_map(|n: u64| format!("{n:x}가").chars().collect::<Vec<_>>())
        .take(100_000)
        .collect();
    for text in [words, token] {
        let mut content = sample.clone();
        content.fields.insert(field.clone(), Answer::Text(text.clone()));
        let input = RenderInput { definition: &definition, ..input(&content) };
        let laid = lay_out(&input, &FONTS).unwrap();
        assert!(laid.pages.len() > 20, "{}", laid.pages.len());
        assert_clean(&laid);
        assert!(joined(&printed_answers(&laid)).contains(&joined(&text)));
    }
}

#[test]
fn what_was_typed_is_read_out_of_the_file_again() {
    let nasty = "가나다 <b>&amp;</b> (괄호\\) Tj 「낫표」 ㈜①㎡ 0x0123456789abcdef0123456789abcdef ễΩЖ ゆ們们".to_owned();
    for form in ["str", "remittance"] {
        let (definition, sample) = unveiled(form);
        let (content, typed) = filled(&definition, &sample, std::slice::from_ref(&nasty), true);
        let input = RenderInput { definition: &definition, ..input(&content) };
        let bytes = render(&input, &FONTS).unwrap().bytes;
        // The tag tree leaves out what is repeated on each page, so that a text across pages stays in one piece.
        let heard = tool(&bytes, &["pdfinfo", "-struct-text", "FILE"]);
        let spoken = heard.lines().filter_map(|line| {
            line.trim_start().strip_prefix('"').map(|text| text.strip_suffix('"').unwrap_or(text))
        });
        let spoken: String = spoken.collect::<String>().split_whitespace().collect();
        let found = spoken.matches(&joined(&nasty)).count();
        assert!(found >= typed.len(), "{form}: {found} of {}", typed.len());
    }
}
