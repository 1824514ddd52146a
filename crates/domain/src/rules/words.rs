//! Words for messages: numbers with grouping commas and pairs of placeholder and value. No sentence lives here.

use bigdecimal::BigDecimal;

use super::spec::{Said, Words};

/// Not right, with these words.
pub(super) fn fault<const N: usize>(words: [(&str, String); N]) -> Said {
    Some(said(words))
}

/// Not right, with these words, if `wrong`.
pub(super) fn fault_if<const N: usize>(wrong: bool, words: [(&str, String); N]) -> Said {
    if wrong { fault(words) } else { None }
}

/// Pairs of placeholder and value.
pub(super) fn said<const N: usize>(words: [(&str, String); N]) -> Words {
    words.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// An exact number with a comma between groups of three digits before the point.
pub(super) fn grouped(number: &BigDecimal) -> String {
    let plain = number.to_plain_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, ""), |(w, f)| (w, f));
    let mut text = sign.to_owned();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_part_is_grouped() {
        for (number, text) in
            [("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1234567.12345", "-1,234,567.12345")]
        {
            assert_eq!(grouped(&number.parse().unwrap()), text);
        }
    }
}
