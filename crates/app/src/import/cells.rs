//! One cell to one answer, by the kind of its column.
//!
//! A spelling that has one meaning is accepted (a date with dots, a label for its code); what a
//! spreadsheet program has damaged (a rounded number, a date become a serial number) is refused with a reason,
//! because the original cannot be known.

use chrono::NaiveDateTime;
use singo_domain::answer::Answer;
use singo_domain::definition::{Definition, Field, Kind};

use super::profile::{ImportProfile, folded};

/// Why a cell is refused: a code that a shell turns into words.
pub type Reason = &'static str;

/// Reads a cell that is not empty.
pub fn read_cell(
    text: &str,
    field: &Field,
    definition: &Definition,
    profile: &ImportProfile,
) -> Result<Answer, Reason> {
    if matches!(text, "#N/A" | "#VALUE!" | "#REF!" | "#NAME?" | "#DIV/0!" | "#NUM!" | "#NULL!") {
        return Err("spreadsheet_error");
    }
    let answer = match field.kind {
        Kind::Krw | Kind::Decimal | Kind::Integer => number(text)?,
        Kind::Txid | Kind::Identifier | Kind::Account if is_scientific(text) => {
            return Err("scientific_notation");
        }
        Kind::Date | Kind::Datetime => time(text, field.kind)?,
        Kind::Code => code(text, field, definition, profile).ok_or("unknown_code")?,
        Kind::Codes => {
            let codes: Option<Vec<String>> = text
                .split([',', ';', '|'])
                .map(|part| code(part.trim(), field, definition, profile))
                .collect();
            return codes.map(Answer::Many).ok_or("unknown_code");
        }
        Kind::Lines => {
            return Ok(Answer::Many(text.lines().map(str::to_owned).collect()));
        }
        _ => text.to_owned(),
    };
    let answer = Answer::Text(answer);
    match field.kind.read(&answer) {
        Ok(_) => Ok(answer),
        Err(_) => Err("wrong_format"),
    }
}

/// `1.2E+18` and the like: the digits behind are lost.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return false };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    digits(&mantissa.replacen('.', "", 1).replace('-', ""))
        && exponent.starts_with(['+', '-'])
        && digits(&exponent[1..])
}

fn number(text: &str) -> Result<String, Reason> {
    if is_scientific(text) {
        return Err("scientific_notation");
    }
    let bare = text.trim_start_matches(['₩', '￦']).trim_end_matches('원').trim();
    Ok(bare.to_owned())
}

fn time(text: &str, kind: Kind) -> Result<String, Reason> {
    // 45000 to 55000 are the serial numbers of 2023 to 2050 in a spreadsheet; no date is written so.
    if text.parse::<f64>().is_ok_and(|number| (20_000.0..80_000.0).contains(&number)) {
        return Err("serial_date");
    }
    if kind.read(&Answer::from(text)).is_ok() {
        return Ok(text.to_owned());
    }
    let plain = text.replace(['.', '/'], "-").replace("- ", "-");
    let plain = plain.trim_end_matches('-');
    if kind == Kind::Date {
        return chrono::NaiveDate::parse_from_str(plain, "%Y-%m-%d")
            .map(|day| day.to_string())
            .map_err(|_| "wrong_format");
    }
    ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(plain, format).ok())
        .map(|time| time.format("%Y-%m-%dT%H:%M:%S").to_string())
        .ok_or("wrong_format")
}

/// The code a text stands for: the code itself, a label, or a word of the profile.
fn code(
    text: &str,
    field: &Field,
    definition: &Definition,
    profile: &ImportProfile,
) -> Option<String> {
    let list = definition.codes_of(field)?;
    if let Some(code) = list.get(text) {
        return Some(code.value.clone());
    }
    let wanted = folded(text);
    let labelled = list
        .codes
        .iter()
        .find(|code| [&code.ko, &code.en, &code.value].iter().any(|label| folded(label) == wanted));
    if let Some(code) = labelled {
        return Some(code.value.clone());
    }
    let words = profile.words.get(field.path.name())?;
    let (code, _) = words.iter().find(|(_, words)| words.iter().any(|w| folded(w) == wanted))?;
    Some(code.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_by_spreadsheets_is_refused_and_spellings_are_accepted() {
        assert_eq!(number("1.23E+18"), Err("scientific_notation"));
        assert_eq!(number("₩ 1,200").as_deref(), Ok("1,200"));
        assert_eq!(time("45981.5", Kind::Datetime), Err("serial_date"));
        for text in
            ["2026-11-03 09:05", "2026.11.03 09:05:00", "2026/11/03 09:05:00", "2026. 11. 3. 09:05"]
        {
            let read = time(&text.replace(". 09", " 09"), Kind::Datetime).unwrap();
            assert!(read.starts_with("2026-11-03"), "{text} -> {read}");
        }
        assert_eq!(time("2026. 11. 3.", Kind::Date).as_deref(), Ok("2026-11-03"));
        assert!(
            time("11/03/2026 09:05", Kind::Datetime).is_err(),
            "month and day cannot be told apart"
        );
        assert!(!is_scientific("0xdeadbeef"), "a hash is not a number");
    }
}
