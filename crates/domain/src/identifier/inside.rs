//! Numbers of persons within words: where a text holds 13 digits that read as a resident's or a foreigner's number.
//!
//! Looked for so that such a number is neither filed nor printed where nobody expects one. Full width and other
//! compatible forms of digits count, characters without width do not. Not here: which texts are looked through.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::{MaskKind, ResidentNumber, mask};
use crate::normalise::is_invisible;

/// Between birth day and the rest may stand so many characters, such as ` - `.
const APART: usize = 3;

/// A number of a person within a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inside {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Whether something stands between birth day and the rest; without, it may be a serial number as well.
    pub apart: bool,
}

/// Every number of a person in a text, in order.
pub fn resident_numbers(text: &str) -> Vec<Inside> {
    // Most texts have not so many digits in any script: a digit has one byte at least.
    if text.len() < 13 {
        return Vec::new();
    }
    let digits = digits(text);
    let (mut found, mut from) = (Vec::new(), 0);
    while from + 13 <= digits.len() {
        match read(text, &digits, from) {
            Some(inside) => {
                found.push(inside);
                from += 13;
            }
            None => from += 1,
        }
    }
    found
}

/// The text with every number of a person masked after its seventh digit; `None` where there is none. Numbers
/// without anything between birth day and the rest only if `bare`.
pub fn mask_inside(text: &str, bare: bool) -> Option<String> {
    let found = resident_numbers(text).into_iter().filter(|inside| inside.apart || bare);
    let (mut out, mut from) = (String::new(), 0);
    for Inside { range, .. } in found {
        let plain: String = text[range.clone()].nfkc().filter(|c| !is_invisible(*c)).collect();
        let kept = |c: char| if c.is_ascii_digit() || c == ' ' { c } else { '-' };
        let plain: String = plain.chars().map(kept).collect();
        out.push_str(&text[from..range.start]);
        out.push_str(&mask(MaskKind::ResidentNumber, &plain));
        from = range.end;
    }
    if from == 0 {
        return None;
    }
    out.push_str(&text[from..]);
    Some(out)
}

/// The digits of a text and the bytes each takes.
fn digits(text: &str) -> Vec<(u8, Range<usize>)> {
    let digit = |(start, c): (usize, char)| {
        // Composing is slow, and Latin and Hangul are what nearly every text is written in.
        let plain = match c {
            '\0'..='\x7f' | '\u{ac00}'..='\u{d7a3}' => c,
            other => std::iter::once(other).nfkc().next()?,
        };
        let plain = Some(plain).filter(char::is_ascii_digit)?;
        let value = u8::try_from(plain.to_digit(10)?).ok()?;
        Some((value, start..start + c.len_utf8()))
    };
    text.char_indices().filter_map(digit).collect()
}

/// The number that begins at a digit: six that touch, and seven that touch, with no other digit beside them.
fn read(text: &str, digits: &[(u8, Range<usize>)], from: usize) -> Option<Inside> {
    let taken = digits.get(from..from + 13)?;
    let between = |left: &Range<usize>, right: &Range<usize>| {
        let within = text.get(left.end..right.start).unwrap_or_default();
        within.chars().filter(|c| !is_invisible(*c)).collect::<String>()
    };
    let touch = |pair: &[(u8, Range<usize>)]| between(&pair[0].1, &pair[1].1).is_empty();
    let whole = taken[..6].windows(2).all(touch) && taken[6..].windows(2).all(touch);
    let middle = between(&taken[5].1, &taken[6].1);
    let parted = middle.chars().count() <= APART && !middle.chars().any(char::is_alphanumeric);
    let alone = from
        .checked_sub(1)
        .and_then(|before| digits.get(before))
        .is_none_or(|before| !between(&before.1, &taken[0].1).is_empty())
        && digits.get(from + 13).is_none_or(|after| !between(&taken[12].1, &after.1).is_empty());
    // A number of a telephone abroad is written with its plus.
    let dialled = text[..taken[0].1.start].ends_with('+');
    if !(whole && parted && alone) || dialled {
        return None;
    }
    let plain: String = taken.iter().map(|(digit, _)| char::from(b'0' + digit)).collect();
    ResidentNumber::read(&plain).ok()?;
    Some(Inside { range: taken[0].1.start..taken[12].1.end, apart: !middle.is_empty() })
}

#[cfg(test)]
mod tests {
    use super::*;

    // Whoever bore this number was born in 1890.
    #[test]
    fn a_number_is_masked_however_it_is_written() {
        for (text, masked) in [
            ("900101-9000017", "900101-9******"),
            ("고객 900101-9000017 확인", "고객 900101-9****** 확인"),
            ("9001019000017", "9001019******"),
            ("900101 - 9000017", "900101 - 9******"),
            ("900101 9000017입니다", "900101 9******입니다"),
            ("900101\u{2011}9000017", "900101-9******"),
            ("９００１０１－９００００１７", "900101-9******"),
            ("9\u{200b}00101-90000\u{200b}17", "900101-9******"),
            ("900101-9000017/900101-9000025", "900101-9******/900101-9******"),
            ("여권_900101-9000017.pdf", "여권_900101-9******.pdf"),
        ] {
            assert_eq!(mask_inside(text, true).as_deref(), Some(masked), "{text}");
        }
    }

    #[test]
    fn other_numbers_stay() {
        for text in [
            "901301-9000017",
            "1900101-9000017",
            "900101-90000170",
            "010-0000-0001",
            "+9001019000017",
            "2026-10-08 14:33:07",
            "900101 ---- 9000017",
            "900101a9000017",
            "900101-9******",
            "00000-26-000001M",
            "",
        ] {
            assert_eq!(mask_inside(text, true), None, "{text}");
        }
        assert_eq!(mask_inside("9001019000017", false), None, "may be a serial number");
        assert!(mask_inside("900101-9000017", false).is_some());
    }
}
