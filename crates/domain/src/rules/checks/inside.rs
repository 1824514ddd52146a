//! Numbers of persons where none belong: in names, notes and other words. What the rule of a form finds there is
//! also masked in whatever leaves the house, so that a draft does not show it either.

use super::super::Rule;
use super::super::sight::Cell;
use super::super::spec::{Check, Fields, ParamKind, Run, Said, needed, optional};
use super::super::words::fault_if;
use crate::definition::{Definition, Field};
use crate::identifier::{mask_inside, resident_numbers};

/// The answer holds 13 digits that read as the number of a resident or a foreigner. In the fields `serials`, which
/// hold numbers that others gave, only where something stands between birth day and the rest.
pub(super) const NO_PERSON_NUMBER: Check = Check {
    name: "no_person_number",
    fields: Fields::Each(&[]),
    params: &[needed("kinds", ParamKind::Kinds), optional("serials", ParamKind::Texts)],
    says: &[],
    run: Run::Cell(no_person_number),
};

fn no_person_number(cell: &Cell<'_>) -> Said {
    let bare = !cell.sight.texts("serials").iter().any(|serial| serial == cell.field.path.as_str());
    let holds = |text: &str| resident_numbers(text).iter().any(|inside| inside.apart || bare);
    fault_if(cell.answer?.values().any(holds), [])
}

/// Which answers of a form must not hold the number of a person.
#[derive(Clone, Copy, Debug)]
pub struct PersonNumbers<'a> {
    rule: &'a Rule,
}

impl<'a> PersonNumbers<'a> {
    /// What the form says; `None` where it lets such numbers stand anywhere.
    pub fn of(definition: &'a Definition) -> Option<Self> {
        let rule = definition.rules.iter().find(|rule| rule.check == NO_PERSON_NUMBER.name)?;
        Some(Self { rule })
    }

    /// Whether the answer to a field must not hold such a number, and whether this goes for 13 digits without
    /// anything between them as well.
    pub fn forbidden_in(&self, field: &Field) -> Option<bool> {
        let named = |name, wanted: &str| self.rule.texts(name).iter().any(|text| text == wanted);
        let forbidden = self.rule.fields.has(&field.path) && named("kinds", field.kind.name());
        forbidden.then(|| !named("serials", field.path.as_str()))
    }
}

/// A text that stands beside the answers, such as a reason or the name of a file, as it may leave the house.
pub fn without_person_numbers(definition: &Definition, text: &str) -> Option<String> {
    PersonNumbers::of(definition).and_then(|_| mask_inside(text, true))
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        field = [
            { path = "s.note", kind = "paragraph" }, { path = "s.id", kind = "identifier" },
            { path = "s.files", kind = "lines" }, { path = "s.serial", kind = "text" },
        ]
    "#;
    const RULE: &str = "check = 'no_person_number'\nfields = '*'\n\
        params = { kinds = ['text', 'paragraph', 'lines'], serials = ['s.serial'] }";

    #[test]
    fn a_number_among_words_is_found() {
        let bench = Bench::new(FORM, RULE);
        assert_eq!(bench.paths("s.note = '실명번호 900101-9000017'"), ["s.note"]);
        assert_eq!(bench.paths("s.files = ['계약서.pdf', '9001019000017.pdf']"), ["s.files"]);
        assert_eq!(bench.paths("s.serial = '900101-9000017'"), ["s.serial"]);
        assert!(!bench.fires("s.serial = '9001019000017'"), "may be a serial number");
        assert!(!bench.fires("s.id = '900101-9000017'"), "an identifier has a field of its own");
        assert!(!bench.fires("s.note = '900101-9******'"), "masked");
    }
}
