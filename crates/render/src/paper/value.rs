//! Answers as they are printed: codes with their label, times in Korea, amounts in groups.
//!
//! An answer that cannot be read as its kind is printed as it was typed: a draft shows what it holds.

use singo_domain::answer::Answer;
use singo_domain::definition::{CodeList, Field, Kind, Language, Value, kst};

/// How answers are written on one paper.
#[derive(Clone, Copy)]
pub(super) struct Manner<'a> {
    pub language: Language,
    /// Wraps an amount of won.
    pub won: &'a str,
    /// Whether a code that is a number stands behind its label.
    pub code_numbers: bool,
}

/// The lines of an answer; several only where several values were given.
pub(super) fn lines(
    field: &Field,
    codes: Option<&CodeList>,
    answer: &Answer,
    manner: Manner<'_>,
) -> Vec<String> {
    if let Some(codes) = codes {
        return answer.values().map(|value| code(codes, value, manner)).collect();
    }
    let won = manner.won;
    match field.kind.read(answer) {
        Ok(Value::Many(values)) => values,
        Ok(Value::Date(day)) => vec![day.format("%Y-%m-%d").to_string()],
        Ok(Value::Instant(instant)) => {
            let local = instant.with_timezone(&kst());
            let whole_minute = local.format("%S").to_string() == "00";
            let format = if whole_minute { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" };
            vec![local.format(format).to_string()]
        }
        Ok(Value::Number(number)) => {
            let text = grouped(&number.to_plain_string());
            vec![if field.kind == Kind::Krw { won.replace("{n}", &text) } else { text }]
        }
        Ok(Value::Text(text)) => vec![text],
        Err(_) => answer.values().map(str::to_owned).collect(),
    }
}

/// A code as label and value; the value alone where the list does not have it. Values that are words are
/// names within the program, such as `hosted`; they would tell a reader nothing beside the label, nor would one
/// that the label says itself.
fn code(codes: &CodeList, value: &str, manner: Manner<'_>) -> String {
    let Some(code) = codes.get(value) else { return value.to_owned() };
    let label = label(code, manner.language);
    let is_name = value.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
    let told = format!("({value})");
    if is_name || (is_number && !manner.code_numbers) || label.contains(&told) {
        return label.to_owned();
    }
    format!("{label} {told}")
}

/// A code's label.
pub(super) fn label(code: &singo_domain::definition::Code, language: Language) -> &str {
    match language {
        Language::Ko => &code.ko,
        Language::En => &code.en,
    }
}

/// Whether answers of this kind are amounts, with a unit or with decimals.
pub(super) fn is_amount(kind: Kind) -> bool {
    matches!(kind, Kind::Krw | Kind::Decimal)
}

/// Whether answers of this kind are figures, amounts and counts: they stand at the right edge, digit below digit.
pub(super) fn is_figure(kind: Kind) -> bool {
    is_amount(kind) || kind == Kind::Integer
}

/// A plain decimal with commas between groups of three whole digits; every digit is kept.
fn grouped(plain: &str) -> String {
    let (whole, fraction) = plain.split_once('.').map_or((plain, None), |(w, f)| (w, Some(f)));
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn groups_keep_every_digit() {
        for (plain, printed) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("1234567.000000000000000001", "1,234,567.000000000000000001"),
        ] {
            assert_eq!(grouped(plain), printed);
        }
    }
}
