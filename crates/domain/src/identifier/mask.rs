//! Masking: what a screen, a list or a review copy shows of a personal value.
//!
//! The paper for the authority carries full values; masking never changes what is stored. A text that does
//! not have the expected shape is masked more, not less.

use serde::{Deserialize, Serialize};

/// What kind of value is masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaskKind {
    /// The middle letters: 홍*동.
    Name,
    /// Resident, foreigner or overseas Korean: 900101-1******.
    ResidentNumber,
    /// A passport, licence or other number: all but the first two characters.
    Identifier,
    /// The middle group: 010-****-5678.
    Phone,
    /// The last six digits.
    Account,
    /// Everything below the level of 동 or the road.
    Address,
    /// The local part after two letters: ab***@example.com.
    Email,
}

/// The masked form of a value. The length stays, except for white space around it.
pub fn mask(kind: MaskKind, text: &str) -> String {
    let text = text.trim();
    match kind {
        MaskKind::Name => mask_name(text),
        MaskKind::ResidentNumber => mask_resident(text),
        MaskKind::Identifier => keep_ends(text, if count(text) < 5 { 0 } else { 2 }, 0),
        MaskKind::Phone => mask_phone(text),
        MaskKind::Account => keep_ends(text, count(text).saturating_sub(6), 0),
        MaskKind::Address => mask_address(text),
        MaskKind::Email => mask_email(text),
    }
}

fn count(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Masks letters and digits except the first `head` and the last `tail`; separators stay.
fn keep_ends(text: &str, head: usize, tail: usize) -> String {
    let total = count(text);
    let mut at = 0;
    text.chars()
        .map(|c| {
            if !c.is_alphanumeric() {
                return c;
            }
            at += 1;
            if at <= head || at > total.saturating_sub(tail) { c } else { '*' }
        })
        .collect()
}

fn mask_name(text: &str) -> String {
    match count(text) {
        0 | 1 => keep_ends(text, 0, 0),
        2 => keep_ends(text, 1, 0),
        _ => keep_ends(text, 1, 1),
    }
}

/// Birth day and the digit of century and sex stay. What is masked already stays as it is: a paper is printed again
/// from what it carries.
fn mask_resident(text: &str) -> String {
    let digits = text.chars().filter(|c| c.is_ascii_digit() || *c == '*').count();
    let shaped = digits == 13 && text.chars().all(|c| c.is_ascii_digit() || "- *".contains(c));
    if !shaped {
        return keep_ends(text, 0, 0);
    }
    let mut at = 0;
    let place = |c: char| {
        if !c.is_ascii_digit() && c != '*' {
            return c;
        }
        at += 1;
        if at <= 7 { c } else { '*' }
    };
    text.chars().map(place).collect()
}

fn mask_phone(text: &str) -> String {
    let groups: Vec<&str> = text.split(['-', ' ', '.']).collect();
    if groups.len() < 3 {
        return match count(text) {
            9.. => keep_ends(text, if text.starts_with("02") { 2 } else { 3 }, 4),
            _ => keep_ends(text, 0, 2),
        };
    }
    keep_ends(text, count(groups[0]), groups.last().map_or(0, |group| count(group)))
}

fn mask_address(text: &str) -> String {
    if !text.chars().any(|c| ('가'..='힣').contains(&c)) {
        return keep_ends(text, 0, 0);
    }
    let is_level = |word: &str| {
        let named = word.chars().next().is_some_and(|c| !c.is_ascii_digit());
        named
            && word.chars().count() > 1
            && word.ends_with(['동', '읍', '면', '로', '길', '가', '리'])
    };
    let words: Vec<&str> = text.split(' ').collect();
    // Without such a word, the province and the city or district are shown.
    let shown = words.iter().position(|word| is_level(word)).map_or(2.min(words.len()), |i| i + 1);
    keep_ends(text, words[..shown].iter().map(|word| count(word)).sum(), 0)
}

fn mask_email(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((local, domain)) => {
            let head = if count(local) > 2 { 2 } else { 0 };
            format!("{}@{domain}", keep_ends(local, head, 0))
        }
        None => keep_ends(text, 0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_masked_as_is_customary() {
        use MaskKind::*;
        for (kind, text, masked) in [
            (Name, "홍길동", "홍*동"),
            (Name, "홍길", "홍*"),
            (Name, "홍", "*"),
            (Name, "남궁길동", "남**동"),
            (Name, "HONG GILDONG", "H*** ******G"),
            (ResidentNumber, "991301-1234567", "991301-1******"),
            (ResidentNumber, "9913011234567", "9913011******"),
            (ResidentNumber, "991301-1******", "991301-1******"),
            (ResidentNumber, "991301-123456", "******-******"),
            (Identifier, "M00000000", "M0*******"),
            (Identifier, "M000", "****"),
            (Phone, "010-0000-1234", "010-****-1234"),
            (Phone, "01000001234", "010****1234"),
            (Phone, "02-000-1234", "02-***-1234"),
            (Phone, "021234", "****34"),
            (Account, "110-234-567890", "110-234-******"),
            (Account, "1234", "****"),
            (
                Address,
                "서울특별시 가상구 없는동 12-3 101동 202호",
                "서울특별시 가상구 없는동 **-* **** ****",
            ),
            (Address, "서울특별시 가상구 없는로 152, 3층", "서울특별시 가상구 없는로 ***, **"),
            (Address, "서울특별시 가상구 산 1", "서울특별시 가상구 * *"),
            (Address, "1 Nowhere Street", "* ******* ******"),
            (Email, "abcdef@example.com", "ab****@example.com"),
            (Email, "ab@example.com", "**@example.com"),
            (Email, "abc", "***"),
        ] {
            assert_eq!(mask(kind, text), masked, "{text}");
        }
    }
}
