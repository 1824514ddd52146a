//! Finds amounts of won in running Korean text: `123,456,789원`, `1억 2천만 원`, `12백만원`, `₩5,000`.
//!
//! Only amounts that start with a digit are found; 수백만 원 is no amount. What they are compared with stands
//! in `amounts`. One pass over the text.

use std::ops::Range;

use bigdecimal::BigDecimal;

use crate::definition::read_number;

/// An amount in a text.
#[derive(Debug, PartialEq)]
pub(super) struct Won<'t> {
    /// As written.
    pub(super) text: &'t str,
    /// Where, in bytes.
    pub(super) place: Range<usize>,
    /// The number before 백만원, if that is the unit.
    pub(super) million: Option<BigDecimal>,
}

/// Syllables that multiply.
const UNITS: [char; 6] = ['십', '백', '천', '만', '억', '조'];

/// Syllables after 원 that make it another word: 원칙, 원단, 원소, 원자.
const OTHER_WORDS: [char; 4] = ['칙', '단', '소', '자'];

/// Every amount, in the order of the text.
pub(super) fn amounts(text: &str) -> Vec<Won<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + step;
        let (end, million) = match amount(&text[start..], sign_before(&text[..start]).is_some()) {
            Ok((length, million)) => (start + length, Some(million)),
            Err(length) => (start + length, None),
        };
        if let Some(million) = million {
            let place = start - sign_before(&text[..start]).unwrap_or(0)..end;
            found.push(Won { text: &text[place.clone()], place, million });
        }
        at = end;
    }
    found
}

/// The length of a won sign, with a space after it, at the end of `text`.
fn sign_before(text: &str) -> Option<usize> {
    let bare = text.trim_end_matches(' ');
    let sign = ["₩", "￦", "KRW"].into_iter().find(|sign| bare.ends_with(sign))?;
    Some(sign.len() + text.len() - bare.len())
}

/// Reads an amount at the start of `text`, which is a digit: its length and the number of millions, or the
/// length of what is no amount.
fn amount(text: &str, signed: bool) -> Result<(usize, Option<BigDecimal>), usize> {
    let mut parts: Vec<(&str, &str)> = Vec::new();
    let mut end = 0;
    loop {
        let rest = &text[end..];
        let lead = rest.len() - rest.trim_start_matches(' ').len();
        let number = number_length(&rest[lead..]);
        // Only with a unit before it does a second number belong to the same amount.
        let carries_on = parts.last().is_none_or(|(_, unit)| !unit.is_empty());
        if number == 0 || lead > 1 || !carries_on {
            break;
        }
        let after = &rest[lead + number..];
        let gap = after.len() - after.trim_start_matches(' ').len();
        let units = &after[gap.min(1)..];
        let units = &units[..units.find(|c| !UNITS.contains(&c)).unwrap_or(units.len())];
        parts.push((&rest[lead..lead + number], units));
        end += lead + number + if units.is_empty() { 0 } else { gap.min(1) + units.len() };
    }
    let rest = &text[end..];
    let word = rest.strip_prefix(' ').unwrap_or(rest);
    let won = word.strip_prefix('원').filter(|after| !after.starts_with(OTHER_WORDS));
    let length = match won {
        Some(after) => text.len() - after.len(),
        None if signed => end,
        None => return Err(end.max(1)),
    };
    let million = match parts.as_slice() {
        [(number, "백만")] => read_number(number),
        _ => None,
    };
    Ok((length, million))
}

/// The length of digits, commas between digits and one point between digits.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    let mut pointed = false;
    loop {
        match bytes.get(end) {
            Some(byte) if byte.is_ascii_digit() => end += 1,
            Some(b',') if end > 0 && digit(end + 1) && !pointed => end += 1,
            Some(b'.') if end > 0 && digit(end + 1) && !pointed => {
                pointed = true;
                end += 1;
            }
            _ => return end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_found_as_written() {
        let text =
            "3일간 123,456,789원, 1억 2천만 원과 12백만원을, ₩ 5,000 및 KRW 7, 1,230.5백만 원";
        let found: Vec<(&str, Option<String>)> = amounts(text)
            .into_iter()
            .map(|won| (won.text, won.million.map(|n| n.to_string())))
            .collect();
        let expected = [
            ("123,456,789원", None),
            ("1억 2천만 원", None),
            ("12백만원", Some("12")),
            ("₩ 5,000", None),
            ("KRW 7", None),
            ("1,230.5백만 원", Some("1230.5")),
        ];
        assert_eq!(found, expected.map(|(text, million)| (text, million.map(str::to_owned))));
    }

    #[test]
    fn what_is_not_won_is_left_alone() {
        for text in [
            "2026-11-20 09:30",
            "3원칙",
            "BTC 0.5개",
            "5 천",
            "수백만 원",
            "10만 명",
            "1 2 3",
            "12.",
            "1,",
        ] {
            assert!(amounts(text).is_empty(), "{text}");
        }
    }
}
