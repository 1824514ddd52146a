//! What spreadsheet programs do to cells, recognised and refused: the original cannot be known.
//!
//! Nothing here repairs. Each check says by a code what happened; the words of a code say what to do.

use singo_domain::definition::Kind;

use super::cells::Reason;
use super::profile::{ImportProfile, folded};
use super::sheet::{Cell, Origin};

/// Digits that a spreadsheet program keeps of a number.
const KEPT_DIGITS: usize = 15;

/// Whether a spreadsheet program has damaged a cell that is not blank. `digits` are the lengths that an
/// identifier of this column may have, where they are fixed.
///
/// # Errors
/// The damage.
pub fn refuse_damage(cell: &Cell, kind: Kind, digits: &[usize]) -> Result<(), Reason> {
    let text = cell.text.as_str();
    if is_error_value(text) {
        return Err("spreadsheet_error");
    }
    if text.len() >= 3 && text.bytes().all(|byte| byte == b'#') {
        return Err("hash_marks");
    }
    if text.contains('\u{feff}') {
        return Err("bom_inside");
    }
    if text.contains('\u{fffd}') {
        return Err("replacement_character");
    }
    let exact = is_exact(kind);
    if exact && text.chars().any(is_full_width) {
        return Err("full_width");
    }
    // In a text too: an internal number that a spreadsheet program took for a quantity.
    if is_scientific(text) && kind != Kind::Paragraph {
        return Err("scientific_notation");
    }
    if cell.origin == Origin::Number && significant_digits(text) > KEPT_DIGITS {
        return Err("digits_lost");
    }
    if is_identifier(kind) {
        refuse_lost_digits(text, cell.origin, kind, digits)?;
    }
    if text.contains(['\n', '\r']) && !matches!(kind, Kind::Paragraph | Kind::Lines | Kind::Codes) {
        return Err("line_break");
    }
    Ok(())
}

fn refuse_lost_digits(
    text: &str,
    origin: Origin,
    kind: Kind,
    digits: &[usize],
) -> Result<(), Reason> {
    let bare: String = text.chars().filter(|c| *c != '-' && *c != ' ').collect();
    if bare.is_empty() || !bare.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(());
    }
    // Fifteen digits are kept, the rest becomes zeros. One zero alone may be the identifier's own.
    let zeros = bare.bytes().rev().take_while(|byte| *byte == b'0').count();
    let cut = bare.len() > KEPT_DIGITS && zeros >= bare.len() - KEPT_DIGITS;
    if cut && (origin == Origin::Number || zeros >= 2) {
        return Err("digits_cut");
    }
    if digits.contains(&bare.len()) {
        return Ok(());
    }
    if digits.iter().any(|length| (length.saturating_sub(3)..*length).contains(&bare.len())) {
        return Err("lost_zeros");
    }
    // A Korean telephone number begins with 0; without it 10-1234-5678 is left.
    let mobile = kind == Kind::Phone && (9..=10).contains(&bare.len()) && bare.starts_with('1');
    if mobile && text == bare { Err("lost_zeros") } else { Ok(()) }
}

/// Kinds whose every character counts.
fn is_exact(kind: Kind) -> bool {
    !matches!(kind, Kind::Text | Kind::Paragraph | Kind::Code | Kind::Codes | Kind::Lines)
}

fn is_identifier(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Identifier | Kind::Account | Kind::Txid | Kind::Address | Kind::Phone | Kind::Text
    )
}

fn is_error_value(text: &str) -> bool {
    const ERRORS: [&str; 13] = [
        "#N/A",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#DIV/0!",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#GETTING_DATA",
        "#BLOCKED!",
        "#UNKNOWN!",
    ];
    text.starts_with('#') && ERRORS.iter().any(|error| text.eq_ignore_ascii_case(error))
}

/// `1.2E+18` and the like: the digits behind are lost. A bare `12E5` may be part of a hash.
pub fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return false };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mantissa = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let signed = exponent.strip_prefix(['+', '-']);
    digits(&mantissa.replacen(['.', ','], "", 1))
        && (signed.is_some_and(digits) || (mantissa.contains('.') && digits(exponent)))
}

fn significant_digits(text: &str) -> usize {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits: String = [whole, fraction].concat().chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    // Zeros at the end of a whole number are its size, not its precision.
    if fraction.is_empty() { digits.trim_end_matches('0').len() } else { digits.len() }
}

/// Digits, letters and signs of double width, as Korean and Japanese keyboards make them.
fn is_full_width(c: char) -> bool {
    ('\u{ff01}'..='\u{ff5e}').contains(&c) || c == '\u{3000}'
}

/// A cell that a spreadsheet program would run when it opens the file.
pub fn is_formula(text: &str) -> bool {
    let number = text.strip_prefix(['+', '-']).unwrap_or(text);
    text.starts_with(['=', '@', '+', '-', '\t'])
        && !number.chars().all(|c| c.is_ascii_digit() || ",. ()-".contains(c))
}

/// Whether a row is a sum below or between the rows: its first word is one of the profile's, or ends with one.
pub fn is_total(cells: &[Cell], profile: &ImportProfile) -> bool {
    const LONGEST: usize = 12;
    let first = cells.iter().find(|cell| !cell.text.is_empty());
    first.is_some_and(|cell| {
        let word = folded(&cell.text);
        let ends = |ending: &String| word.ends_with(ending.as_str());
        profile.totals.contains(&word)
            || (word.chars().count() <= LONGEST && profile.total_endings.iter().any(ends))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str, kind: Kind, digits: &[usize]) -> Option<Reason> {
        refuse_damage(&Cell::text(text), kind, digits).err()
    }

    #[test]
    fn each_damage_has_its_name_and_what_is_whole_passes() {
        for (text, kind, reason) in [
            ("1.23E+18", Kind::Decimal, "scientific_notation"),
            ("1.23e18", Kind::Decimal, "scientific_notation"),
            ("1E+15", Kind::Identifier, "scientific_notation"),
            ("1234567890123450000", Kind::Text, "digits_cut"),
            ("########", Kind::Datetime, "hash_marks"),
            ("#REF!", Kind::Text, "spreadsheet_error"),
            ("#n/a", Kind::Krw, "spreadsheet_error"),
            ("１２３", Kind::Decimal, "full_width"),
            ("가\u{feff}", Kind::Text, "bom_inside"),
            ("가\u{fffd}", Kind::Text, "replacement_character"),
            ("가\n나", Kind::Text, "line_break"),
            ("1012345678", Kind::Phone, "lost_zeros"),
        ] {
            assert_eq!(refused(text, kind, &[]), Some(reason), "{text}");
        }
        for (text, kind) in [
            ("1000000000000000000", Kind::Decimal),
            ("1234567890123450", Kind::Text),
            ("12e5", Kind::Text),
            ("0xdeadbeef12e5", Kind::Txid),
            ("230e76fa046cea607c18a280ea3f31da56cfca68efb1c0e15bc4ecb94ce17869", Kind::Txid),
            ("가\n나", Kind::Paragraph),
            ("１동 ２호", Kind::Text),
            ("010-1234-5678", Kind::Phone),
            ("+82 10 1234 5678", Kind::Phone),
        ] {
            assert_eq!(refused(text, kind, &[]), None, "{text}");
        }
        assert_eq!(refused("101011234567", Kind::Identifier, &[13, 10]), Some("lost_zeros"));
        assert_eq!(refused("0101011234567", Kind::Identifier, &[13, 10]), None);
    }

    #[test]
    fn a_binary_number_is_certain_to_fifteen_digits() {
        let number = |text: &str, kind| {
            let cell = Cell { text: text.to_owned(), origin: Origin::Number };
            refuse_damage(&cell, kind, &[]).err()
        };
        assert_eq!(number("1234567890123456800", Kind::Decimal), Some("digits_lost"));
        assert_eq!(number("0.1234567890123456", Kind::Decimal), Some("digits_lost"));
        assert_eq!(number("1234567890123450", Kind::Text), Some("digits_cut"));
        assert_eq!(number("1000000000000000000", Kind::Decimal), None);
        assert_eq!(number("0.1", Kind::Decimal), None);
    }

    #[test]
    fn sums_and_formulas_are_seen() {
        let text = include_str!("../../../../assets/import/transfers.toml");
        let profile = ImportProfile::read(text).unwrap();
        let row = |text: &str| [Cell::text(""), Cell::text(text), Cell::text("30000")];
        for text in ["합계", "합 계", "소계 :", "9월 합계", "Grand Total", "SUM"] {
            assert!(is_total(&row(text), &profile), "{text}");
        }
        assert!(
            !is_total(&row("합계좌 이전"), &profile) && !is_total(&row("2026-09-01"), &profile)
        );
        assert!(is_formula("=cmd|' /C calc'!A0") && is_formula("@SUM(A1)") && is_formula("-cmd"));
        assert!(!is_formula("-1,234.5") && !is_formula("+82 10-1234") && !is_formula("메모"));
    }
}
