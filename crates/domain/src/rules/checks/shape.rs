//! The form of a single value: readable as its kind, in its code list, not too long, like its mask.

use super::super::sight::Cell;
use super::super::spec::{Check, Fields, ParamKind, Run, Said, needed, optional};
use super::super::words::{fault, fault_if};
use crate::definition::Kind;

/// The answer does not read as a value of its kind.
pub(super) const KIND_FORMAT: Check = Check {
    name: "kind_format",
    fields: Fields::Each(&[]),
    params: &[needed("kinds", ParamKind::Kinds)],
    says: &["value_shown"],
    run: Run::Cell(|cell| fault_if(cell.value().is_none(), [("value_shown", cell.shown())])),
};

/// A code that its list does not have.
pub(super) const CODE_LISTED: Check = Check {
    name: "code_listed",
    fields: Fields::Each(&[Kind::Code, Kind::Codes]),
    params: &[],
    says: &["code"],
    run: Run::Cell(code_listed),
};

fn code_listed(cell: &Cell<'_>) -> Said {
    let list = cell.sight.view.definition().codes_of(cell.field)?;
    let strange: Vec<&str> =
        cell.answer?.values().filter(|code| list.get(code).is_none()).collect();
    let code: String = strange.join(", ").chars().take(40).collect();
    fault_if(!strange.is_empty(), [("code", code)])
}

/// More characters than the form has room for.
pub(super) const MAX_LENGTH: Check = Check {
    name: "max_length",
    fields: Fields::Each(&[]),
    params: &[],
    says: &["max", "length"],
    run: Run::Cell(|cell| too_long(cell, cell.field.max?, "max")),
};

/// More characters than any sane answer has, whatever the form says; keeps other checks from toiling over it.
pub(super) const HUGE: Check = Check {
    name: "huge",
    fields: Fields::Each(&[]),
    params: &[optional("limit", ParamKind::Number)],
    says: &["limit", "length"],
    run: Run::Cell(|cell| {
        let usual = match cell.field.kind {
            Kind::Paragraph | Kind::Lines | Kind::Codes => 100_000,
            _ => 4_000,
        };
        too_long(cell, cell.sight.count("limit").unwrap_or(usual), "limit")
    }),
};

/// The longest of the values, in characters (Unicode scalar values), against a limit.
fn too_long(cell: &Cell<'_>, limit: usize, name: &str) -> Said {
    let length = cell.answer?.values().map(|value| value.chars().count()).max()?;
    fault_if(length > limit, [(name, limit.to_string()), ("length", length.to_string())])
}

/// The value is not written like the mask, or any of several: `9` stands for a digit, `A` for a capital
/// letter, `X` for either; every other character for itself. `9999-999` takes `2026-001`.
pub(super) const PATTERN: Check = Check {
    name: "pattern",
    fields: Fields::Each(&[]),
    params: &[optional("format", ParamKind::Text), optional("formats", ParamKind::Texts)],
    says: &["formats", "value_shown"],
    run: Run::Cell(pattern),
};

fn pattern(cell: &Cell<'_>) -> Said {
    let masks: Vec<&str> = cell
        .sight
        .texts("format")
        .iter()
        .chain(cell.sight.texts("formats"))
        .map(String::as_str)
        .collect();
    let fits = |text: &str| masks.iter().any(|mask| is_like(mask, text.trim()));
    if masks.is_empty() || cell.answer?.values().all(fits) {
        return None;
    }
    fault([("formats", masks.join(", ")), ("value_shown", cell.shown())])
}

fn is_like(mask: &str, text: &str) -> bool {
    let fits = |(mask, c): (char, char)| match mask {
        '9' => c.is_ascii_digit(),
        'A' => c.is_ascii_uppercase(),
        'X' => c.is_ascii_digit() || c.is_ascii_uppercase(),
        literal => c == literal,
    };
    mask.chars().count() == text.chars().count() && mask.chars().zip(text.chars()).all(fits)
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        field = [
            { path = "s.day", kind = "date" },
            { path = "s.won", kind = "krw" },
            { path = "s.code", kind = "code", codes = "list" },
            { path = "s.codes", kind = "codes", codes = "list" },
            { path = "s.text", kind = "text", max = 5 },
            { path = "s.name", kind = "text", personal = true },
        ]
    "#;

    #[test]
    fn a_value_reads_as_its_kind() {
        let bench = Bench::new(
            FORM,
            "phase = 'syntax'\ncheck = 'kind_format'\nfields = '*'\nparams = { kinds = ['date'] }",
        );
        assert_eq!(
            bench.paths("s.day = '2026-02-30'\ns.won = 'x'"),
            ["s.day"],
            "other kinds are other rules'"
        );
        assert!(!bench.fires("s.day = '2026-02-28'"));
        assert_eq!(bench.says("s.day = '어제'", "value_shown"), "어제");
    }

    #[test]
    fn codes_come_from_their_list() {
        let bench = Bench::new(FORM, "phase = 'syntax'\ncheck = 'code_listed'\nfields = '*'");
        assert!(!bench.fires("s.code = '1'\ns.codes = ['1', '2']"));
        assert_eq!(bench.says("s.codes = ['1', '7', '8']", "code"), "7, 8");
    }

    #[test]
    fn length_is_counted_in_characters() {
        let bench = Bench::new(FORM, "phase = 'syntax'\ncheck = 'max_length'\nfields = '*'");
        assert!(!bench.fires("s.text = '가나다라마'"));
        assert_eq!(bench.says("s.text = '가나다라마바'", "length"), "6");
        let huge = Bench::new(
            FORM,
            "phase = 'syntax'\ncheck = 'huge'\nfields = '*'\nparams = { limit = 10 }",
        );
        assert_eq!(huge.says("s.name = '12345678901'", "limit"), "10");
        let usual = Bench::new(FORM, "phase = 'syntax'\ncheck = 'huge'\nfields = '*'");
        assert!(usual.fires(&format!("s.name = '{}'", "가".repeat(4001))));
        assert!(!usual.fires(&format!("s.name = '{}'", "가".repeat(4000))));
    }

    #[test]
    fn a_mask_is_read_character_by_character() {
        let rule = "check = 'pattern'\nfields = ['s.text', 's.name']\nparams = { formats = ['9999-999', 'A9X'] }";
        let bench = Bench::new(FORM, rule);
        for text in ["2026-001", "M1Z", "M19"] {
            assert!(!bench.fires(&format!("s.name = '{text}'")), "{text}");
        }
        for text in ["2026-01", "2026-0011", "m1Z", "MM1", "２026-001"] {
            assert!(bench.fires(&format!("s.name = '{text}'")), "{text}");
        }
        assert_eq!(
            bench.says("s.name = '홍길동'", "value_shown"),
            "홍***",
            "no personal value in a message"
        );
    }
}
