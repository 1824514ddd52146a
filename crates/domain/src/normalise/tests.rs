//! What the normaliser must do, by example and by property.
//!
//! The properties hold for any text: cleaning twice is cleaning once, the result is NFC, a difference is always
//! reported, and Hangul taken apart comes back whole.

use proptest::prelude::*;

use super::*;

const STYLES: [Style; 4] = [Style::Identifier, Style::Line, Style::Paragraph, Style::Name];

fn kinds(text: &str, style: Style) -> Vec<ChangeKind> {
    normalise(text, style).changes.iter().map(|change| change.kind).collect()
}

#[test]
fn what_word_writes_becomes_what_a_keyboard_writes() {
    let pasted = "\u{FEFF}“의심”\u{A0}거래 – ‘보고’\r\n둘째 줄\u{200B}  \u{B}셋째\t줄";
    let clean = normalise(pasted, Style::Paragraph);
    assert_eq!(clean.text, "\"의심\" 거래 - '보고'\n둘째 줄\n셋째 줄");
    assert_eq!(normalise(pasted, Style::Line).text, "\"의심\" 거래 - '보고' 둘째 줄   셋째 줄");
}

#[test]
fn changes_say_what_and_where() {
    let change = |kind, at, before: &str, after: &str| Change {
        kind,
        at,
        before: before.into(),
        after: after.into(),
    };
    // 한 in its three letters, as macOS writes it in file names.
    assert_eq!(
        normalise("가\u{1112}\u{1161}\u{11AB}\u{200B}１２ ", Style::Identifier),
        Normalised {
            text: "가한12".into(),
            changes: vec![
                change(ChangeKind::Composition, 1, "\u{1112}\u{1161}\u{11AB}", "한"),
                change(ChangeKind::Invisible, 4, "\u{200B}", ""),
                change(ChangeKind::FullWidth, 5, "１２", "12"),
                change(ChangeKind::Edge, 7, " ", ""),
            ],
        }
    );
}

#[test]
fn direction_controls_cannot_disguise_an_identifier() {
    let disguised = "\u{202E}4321\u{202C}-０１";
    assert_eq!(normalise(disguised, Style::Identifier).text, "4321-01");
    assert!(kinds(disguised, Style::Line).contains(&ChangeKind::Direction));
}

#[test]
fn full_width_punctuation_is_plain_only_in_identifiers() {
    assert_eq!(normalise("１，０００．５", Style::Identifier).text, "1,000.5");
    assert_eq!(normalise("（주）Ａ１", Style::Line).text, "（주）A1");
}

#[test]
fn fillers_go_unless_they_carry_a_letter() {
    for style in STYLES {
        for empty in ["\u{3164}", "\u{115F}", "\u{1160}", "\u{115F}\u{1160}", "\u{FFA0}\u{115F}"] {
            let clean = normalise(empty, style);
            assert_eq!(clean.text, "", "{empty:?} looks like nothing and must not pass for a name");
            assert_eq!(clean.changes[0].kind, ChangeKind::Filler);
        }
        // A lone vowel after a lone initial: without the filler they would read 가.
        let lone = "\u{1100}\u{115F}\u{1161}";
        assert_eq!(normalise(lone, style).text, lone);
    }
}

#[test]
fn compatibility_ideographs_of_korean_sets_become_the_unified_ones() {
    // U+F9E1 is 李 under its second reading in KS X 1001; NFC maps it to U+674E.
    let clean = normalise("\u{F9E1}", Style::Name);
    assert_eq!(clean.text, "\u{674E}");
    assert_eq!(clean.changes.len(), 1);
    assert!(Style::Name.needs_consent(), "so the user sees it before it is stored");
}

#[test]
fn clean_text_is_left_alone() {
    for style in STYLES {
        for text in ["홍길동", "O'Brien", "1,234.50", "0xAbC", "보고 (12)", "café"] {
            assert_eq!(normalise(text, style), Normalised { text: text.into(), changes: vec![] });
        }
    }
    let indented = "  들여쓴 글\n\n빈 줄";
    assert!(normalise(indented, Style::Paragraph).changes.is_empty());
}

fn any_style() -> impl Strategy<Value = Style> {
    prop::sample::select(STYLES.to_vec())
}

/// Strings rich in what the normaliser looks for.
fn messy() -> impl Strategy<Value = String> {
    let special = concat!(
        "\r\n\t\u{B}\u{85}\u{A0}\u{200B}\u{202E}\u{FEFF}\u{115F}\u{1160}\u{3164}",
        "\u{1100}\u{1161}\u{11A8}\u{301}\u{327}\u{34F}e 가１－“–\u{212B}\u{2000}\u{9BE}\u{9C7}",
    );
    let pick = prop::sample::select(special.chars().collect::<Vec<_>>());
    prop::collection::vec(prop_oneof![3 => pick, 1 => any::<char>()], 0..24)
        .prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn cleaning_twice_is_cleaning_once(text in messy(), style in any_style()) {
        let once = normalise(&text, style);
        let twice = normalise(&once.text, style);
        prop_assert_eq!(&twice.text, &once.text);
        prop_assert!(twice.changes.is_empty());
    }

    #[test]
    fn the_result_is_nfc(text in messy(), style in any_style()) {
        let clean = normalise(&text, style).text;
        prop_assert_eq!(clean.nfc().collect::<String>(), clean);
    }

    #[test]
    fn a_difference_is_always_reported(text in messy(), style in any_style()) {
        let clean = normalise(&text, style);
        prop_assert_eq!(clean.changes.is_empty(), clean.text == text);
    }

    #[test]
    fn decomposed_hangul_comes_back_whole(text in "[가-힣]{0,40}", style in any_style()) {
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(normalise(&decomposed, style).text, text);
    }
}
