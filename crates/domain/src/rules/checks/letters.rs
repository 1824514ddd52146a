//! Which characters an answer is written with, and how many lines it takes. Not here: whether a font has them
//! (`characters`), and patterns of fixed length (`shape`).

use super::super::sight::Cell;
use super::super::spec::{Check, Fields, ParamKind, Run, Said, needed, optional};
use super::super::words::fault_if;

/// A value has a character that is not `allowed`, or not as many as `length`. Of `allowed`, three characters with a
/// hyphen in the middle are a range: `A-Z '.-` are capitals, blank, apostrophe, full stop and hyphen.
pub(super) const ONLY_CHARACTERS: Check = Check {
    name: "only_characters",
    fields: Fields::Each(&[]),
    params: &[needed("allowed", ParamKind::Text), optional("length", ParamKind::Number)],
    says: &["strange"],
    run: Run::Cell(only_characters),
};

fn only_characters(cell: &Cell<'_>) -> Said {
    let allowed: Vec<char> = cell.sight.text("allowed")?.chars().collect();
    let length = cell.sight.count("length");
    let wrong = |value: &str| {
        let strange = value.chars().find(|c| !is_among(*c, &allowed));
        let other = length.is_some_and(|length| value.chars().count() != length);
        (strange.is_some() || other).then(|| strange.map(String::from).unwrap_or_default())
    };
    let strange = cell.answer?.values().map(str::trim).find_map(wrong);
    fault_if(strange.is_some(), [("strange", strange.unwrap_or_default())])
}

fn is_among(c: char, allowed: &[char]) -> bool {
    let mut rest = allowed;
    while let Some((first, after)) = rest.split_first() {
        rest = match after {
            ['-', last, after @ ..] => {
                if (*first..=*last).contains(&c) {
                    return true;
                }
                after
            }
            _ => {
                if *first == c {
                    return true;
                }
                after
            }
        };
    }
    false
}

/// Not written like a mail address: one `@` with something before it, and after it a domain of at least two parts.
pub(super) const EMAIL_SHAPE: Check = Check {
    name: "email_shape",
    fields: Fields::Each(&[]),
    params: &[],
    says: &[],
    run: Run::Cell(|cell| fault_if(!cell.answer?.values().map(str::trim).all(is_email), [])),
};

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let visible = |c: char| c.is_ascii_graphic() && !",;:<>()[]\\\"".contains(c);
    let part = |part: &str| {
        let inner = |c: char| c.is_ascii_alphanumeric() || c == '-';
        (1..=63).contains(&part.len())
            && part.chars().all(inner)
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    let dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    (1..=64).contains(&local.len())
        && local.chars().all(|c| visible(c) && c != '@')
        && !dots
        && domain.contains('.')
        && domain.split('.').all(part)
}

/// The answer cannot be divided at its blanks into `lines` lines of `width` characters.
pub(super) const FITS_LINES: Check = Check {
    name: "fits_lines",
    fields: Fields::Each(&[]),
    params: &[needed("lines", ParamKind::Number), needed("width", ParamKind::Number)],
    says: &[],
    run: Run::Cell(fits_lines),
};

fn fits_lines(cell: &Cell<'_>) -> Said {
    let (lines, width) = (cell.sight.count("lines")?, cell.sight.count("width")?);
    let (mut taken, mut broken) = (0, false);
    for line in cell.answer?.values().flat_map(str::lines) {
        let mut filled = 0;
        taken += 1;
        for word in line.split_whitespace().map(|word| word.chars().count()) {
            broken |= word > width;
            if filled > 0 && filled + 1 + word > width {
                (taken, filled) = (taken + 1, word);
            } else {
                filled += word + usize::from(filled > 0);
            }
        }
    }
    fault_if(broken || taken > lines, [])
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        field = [{ path = "s.text", kind = "text" }, { path = "s.lines", kind = "lines" }]
    "#;

    #[test]
    fn characters_are_named_one_by_one_or_as_a_range() {
        let rule =
            "check = 'only_characters'\nfields = ['s.text']\nparams = { allowed = \"A-Z '.-\" }";
        let bench = Bench::new(FORM, rule);
        for text in ["HAN", "O'NEIL", "ST. JOHN", "KIM-LEE"] {
            assert!(!bench.fires(&format!("s.text = \"{text}\"")), "{text}");
        }
        for (text, strange) in [("Han", "a"), ("HÄN", "Ä"), ("한", "한"), ("HAN2", "2")] {
            assert_eq!(bench.says(&format!("s.text = \"{text}\""), "strange"), strange, "{text}");
        }
    }

    #[test]
    fn a_length_may_be_asked_for() {
        let rule = "check = 'only_characters'\nfields = ['s.lines']\nparams = { allowed = '0-9a-fA-F', length = 4 }";
        let bench = Bench::new(FORM, rule);
        assert!(!bench.fires("s.lines = ['00fF', '1234']"));
        assert!(bench.fires("s.lines = ['00fF', '123']") && bench.fires("s.lines = ['00fg']"));
    }

    #[test]
    fn a_mail_address_has_a_domain() {
        let bench = Bench::new(FORM, "check = 'email_shape'\nfields = ['s.text']");
        for text in ["report@gaon.example", "a.b+c@mail.gaon.example"] {
            assert!(!bench.fires(&format!("s.text = '{text}'")), "{text}");
        }
        for text in [
            "gaon.example",
            "a@example",
            "a b@gaon.example",
            "a@b@gaon.example",
            "a@gaon..example",
            "가@gaon.example",
            "@gaon.example",
            "a@-gaon.example",
        ] {
            assert!(bench.fires(&format!("s.text = '{text}'")), "{text}");
        }
    }

    #[test]
    fn lines_break_at_blanks() {
        let rule = "check = 'fits_lines'\nfields = ['s.text']\nparams = { lines = 2, width = 5 }";
        let bench = Bench::new(FORM, rule);
        assert!(!bench.fires("s.text = '가나 다라 마바사아자'"));
        assert!(bench.fires("s.text = '가나 다라 마바사 아자'"));
        assert!(bench.fires("s.text = '가나다라마바'"), "a word is not broken");
    }
}
