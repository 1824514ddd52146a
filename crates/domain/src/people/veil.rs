//! What identifies by itself in a text of a few words: a title, a subject line, a query. Numbers of persons, accounts,
//! passports, telephones and addresses of chains are known by their shape, for such a text has no field that says
//! what it holds. Dates, amounts with separators and short numbers are left alone; what has the length of an account
//! is masked, for a text that does not say what it is is masked more, not less. Not here: answers of a field (`sight`).

use super::Sight;
use crate::identifier::{MaskKind, mask};
use crate::normalise::plain;

/// Fewest digits of a number that may be an account or a telephone; a date has eight.
const LONG: usize = 9;
/// Digits of a resident registration number, before and behind its hyphen.
const RESIDENT: (usize, usize) = (6, 7);
/// Most characters that stand between its parts.
const GAP: usize = 3;
/// Fewest letters and digits of an address of a chain or the number of a transaction.
const TRACE: usize = 25;

/// The text as somebody sees it. Words in `keep`, such as the number of the document itself, stay.
pub fn veiled(sight: Sight, text: &str, keep: &[String]) -> String {
    if sight == Sight::Full {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    while at < letters.len() {
        if !inside(letters[at]) {
            out.push(letters[at]);
            at += 1;
            continue;
        }
        let end = end_of(&letters, at);
        if let Some([front, behind, whole]) = resident_parts(&letters, at, end) {
            let last = front + RESIDENT.0;
            let [word, front, gap, back] = [at..front, front..last, last..behind, behind..whole]
                .map(|part| String::from_iter(&letters[part]));
            out.push_str(&shown(sight, &word));
            out.push_str(&shown(sight, &format!("{front}-{back}")).replacen('-', &gap, 1));
            at = whole;
            continue;
        }
        let word: String = letters[at..end].iter().collect();
        out.push_str(&if keep.contains(&word) { word } else { shown(sight, &word) });
        at = end;
    }
    out
}

/// Whether a text holds something that this person is not shown: it is then no way to find anything.
pub fn is_veiled(sight: Sight, text: &str) -> bool {
    veiled(sight, text, &[]) != text
}

fn inside(c: char) -> bool {
    let c = plain(c);
    c.is_ascii_alphanumeric() || c == '-'
}

fn end_of(letters: &[char], from: usize) -> usize {
    from + letters[from..].iter().take_while(|c| inside(**c)).count()
}

/// Where a resident registration number begins, its second part begins, and it ends, where it is the last of a word and
/// its parts stand apart: by spaces, dots, or whatever else is neither letter nor digit nor the end of a line.
fn resident_parts(letters: &[char], from: usize, end: usize) -> Option<[usize; 3]> {
    let digit = |c: &&char| plain(**c).is_ascii_digit();
    let between = |c: &&char| !c.is_alphanumeric() && !matches!(c, '\n' | '\r');
    let hyphens = letters[from..end].iter().rev().take_while(|c| plain(**c) == '-').count();
    let start = end - hyphens;
    let front = start - letters[from..start].iter().rev().take_while(digit).count();
    let behind = start + letters[start..].iter().take(GAP + 1).take_while(between).count();
    let whole = behind + letters[behind..].iter().take_while(digit).count();
    let shaped = (start - front, whole - behind) == RESIDENT;
    (shaped && behind > end && behind - start <= GAP).then_some([front, behind, whole])
}

fn shown(sight: Sight, word: &str) -> String {
    let plain: String = word.chars().map(plain).collect();
    if let Some(kind) = kind_of(sight, &plain) {
        return mask(kind, &plain);
    }
    // A number behind or before letters: `RRN9001011234567`.
    let (mut out, mut rest) = (String::new(), plain.as_str());
    let mut masked = false;
    let number = |c: char| c.is_ascii_digit() || c == '-';
    while let Some(start) = rest.find(number) {
        let from = &rest[start..];
        let run = &from[..from.find(|c| !number(c)).unwrap_or(from.len())];
        out.push_str(&rest[..start]);
        match kind_of(sight, run.trim_matches('-')).filter(|_| run.len() < plain.len()) {
            Some(kind) => {
                masked = true;
                out.push_str(&mask(kind, run));
            }
            None => out.push_str(run),
        }
        rest = &from[run.len()..];
    }
    out.push_str(rest);
    if masked { out } else { word.to_owned() }
}

/// How a word is masked; `None` where it tells nobody.
fn kind_of(sight: Sight, word: &str) -> Option<MaskKind> {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.chars().filter(char::is_ascii_alphabetic).count();
    let masks_all = sight == Sight::Masked;
    if letters == 0 {
        return match digits {
            _ if digits < LONG => None,
            _ if is_phone(word) => masks_all.then_some(MaskKind::Phone),
            _ if digits == RESIDENT.0 + RESIDENT.1 => Some(MaskKind::ResidentNumber),
            _ => Some(MaskKind::Account),
        };
    }
    let head = word.chars().take_while(char::is_ascii_uppercase).count();
    if (1..=2).contains(&head)
        && head == letters
        && (7..=8).contains(&digits)
        && head + digits == word.len()
    {
        return Some(MaskKind::Identifier);
    }
    (masks_all && digits > 0 && letters + digits >= TRACE && !word.contains('-'))
        .then_some(MaskKind::Identifier)
}

/// A telephone number in Korea: `01` and ten or eleven digits, or three groups of which the last has four.
fn is_phone(word: &str) -> bool {
    let groups: Vec<&str> = word.split('-').collect();
    let length = |at: usize| groups.get(at).map_or(0, |group| group.len());
    match groups.len() {
        1 => word.starts_with("01") && (10..=11).contains(&word.len()),
        3 => {
            word.starts_with('0')
                && (2..=3).contains(&length(0))
                && (3..=4).contains(&length(1))
                && length(2) == 4
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_identifies_by_its_shape_is_masked_and_the_rest_is_read() {
        use Sight::*;
        let address = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
        for (sight, text, told) in [
            (Full, "대상 900101-9000008", "대상 900101-9000008"),
            (Working, "대상 900101-9000008 건", "대상 900101-9****** 건"),
            (Working, "대상900101-9000008건", "대상900101-9******건"),
            (Working, "9001019000008", "9001019******"),
            (Working, "900101 9000008", "900101 9******"),
            (Working, "900101 - 9000008", "900101 - 9******"),
            (Working, "900101- 9000008", "900101- 9******"),
            (Working, "900101.9000008번", "900101.9******번"),
            (Working, "900101/9000008", "900101/9******"),
            (Working, "900101\u{200B}9000008", "900101\u{200B}9******"),
            (Working, "900101\u{3000}9000008", "900101\u{3000}9******"),
            (Working, "No900101 9000008", "No900101 9******"),
            (Working, "20261120 9000008", "20261120 9000008"),
            (Working, "900101\n9000008", "900101\n9000008"),
            (Working, "９００１０１－９０００００８", "900101-9******"),
            (Working, "RRN9001019000008", "RRN9001019******"),
            (Working, "계좌 110-000-000000 입금", "계좌 110-000-****** 입금"),
            (Working, "사업자 000-81-00014", "사업자 000-8*-*****"),
            (Working, "여권 M12345678", "여권 M1*******"),
            (Working, "전화 010-0000-1234", "전화 010-0000-1234"),
            (Masked, "전화 010-0000-1234", "전화 010-****-1234"),
            (Working, address, address),
            (Masked, address, &format!("0x{}", "*".repeat(40))),
            (Masked, "사기/대여금 3,000만원 (2026-11-20)", "사기/대여금 3,000만원 (2026-11-20)"),
            (Masked, "2026-11-01 ~ 2026-11-30 월별", "2026-11-01 ~ 2026-11-30 월별"),
            (Masked, "2026-001 정정", "2026-001 정정"),
            (Masked, "USDT 5건", "USDT 5건"),
            (Masked, "GAON-20261101-000001 보고", "GAON-20261101-000001 보고"),
        ] {
            let keep = ["GAON-20261101-000001".to_owned()];
            assert_eq!(veiled(sight, text, &keep), told, "{sight:?} {text}");
        }
        assert!(is_veiled(Working, "900101-9000008") && !is_veiled(Working, "사기 2026-001"));
        assert_eq!(
            veiled(Masked, "GAON-20261101-000001", &[]),
            "GAON-20261101-******",
            "not of this document"
        );
    }
}
