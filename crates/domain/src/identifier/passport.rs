//! Passport numbers: patterns only, for no country publishes a check digit within the number itself.
//!
//! A mismatch is a warning at most. Korean passports issued since December 2021 mix letters and digits.

/// What a passport number looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Passport {
    /// Korean before December 2021: a letter and eight digits.
    KoreanOld,
    /// Korean since December 2021: a letter, three digits, a letter, four digits.
    KoreanNew,
    /// Any other: 5 to 20 letters and digits.
    Foreign,
}

/// The most specific shape of a passport number, or `None` when it has none. Case does not matter.
pub fn passport(text: &str) -> Option<Passport> {
    let text = text.trim();
    let letters: String = text
        .chars()
        .map(|c| match c {
            'A'..='Z' | 'a'..='z' => 'A',
            '0'..='9' => '9',
            other => other,
        })
        .collect();
    match letters.as_str() {
        "A99999999" => Some(Passport::KoreanOld),
        "A999A9999" => Some(Passport::KoreanNew),
        other if (5..=20).contains(&other.len()) && other.bytes().all(|b| b"A9".contains(&b)) => {
            Some(Passport::Foreign)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_told_apart() {
        for (text, shape) in [
            ("M00000000", Some(Passport::KoreanOld)),
            ("m000a0000", Some(Passport::KoreanNew)),
            ("000000000", Some(Passport::Foreign)),
            ("AB000", Some(Passport::Foreign)),
            ("M000", None),
            ("M0000-0000", None),
            ("여권00000", None),
        ] {
            assert_eq!(passport(text), shape, "{text}");
        }
    }
}
