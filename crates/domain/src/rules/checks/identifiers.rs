//! Identifiers of people and firms. What the numbers mean is known to [`crate::identifier`]; here is which
//! of its answers is a fault. Where the type of a number is declared in another field, `types` names that
//! field for each of the rule's fields, and `codes` the declared types that the rule speaks of.

use super::super::sight::{Cell, Together};
use super::super::spec::{Check, Fields, ParamKind, ParamSpec, Run, Said, needed, optional};
use super::super::words::{fault, fault_if};
use crate::definition::Kind;
use crate::identifier::{
    BusinessNumber, CheckDigit, CorporateNumber, ResidentClass, ResidentNumber, Sex, passport,
};

/// Kinds that may hold an identifier.
const IDENTIFIERS: &[Kind] = &[Kind::Identifier, Kind::Text];

/// A check of one identifier whose message may show its first character.
const fn identifier(name: &'static str, run: fn(&Cell<'_>) -> Said) -> Check {
    let (fields, says) = (Fields::Each(IDENTIFIERS), &["value_shown"]);
    Check { name, fields, params: TYPED, says, run: Run::Cell(run) }
}

/// Which declared types a rule speaks of.
const TYPED: &[ParamSpec] =
    &[optional("types", ParamKind::Beside), optional("codes", ParamKind::Texts)];

/// The number, where the rule speaks of its declared type; of every number where the rule names no types.
fn number<'a>(cell: &Cell<'a>) -> Option<&'a str> {
    let types = cell.sight.texts("types");
    if !types.is_empty() {
        let listed = cell.sight.rule.listed();
        let place = listed.iter().position(|field| *field == cell.field.path)?;
        let declared = cell.sight.view.answer(&types.get(place)?.parse().ok()?, cell.row)?;
        let spoken_of = |code: &str| cell.sight.texts("codes").iter().any(|c| c == code);
        declared.as_text().filter(|code| spoken_of(code))?;
    }
    cell.text()
}

fn wrong(cell: &Cell<'_>, wrong: bool) -> Said {
    fault_if(wrong, [("value_shown", cell.shown())])
}

/// 13 digits, a day of birth that exists and has come, and a seventh digit out of `sevenths`.
pub(super) const RRN_SHAPE: Check = Check {
    params: &[
        needed("sevenths", ParamKind::Text),
        optional("types", ParamKind::Beside),
        optional("codes", ParamKind::Texts),
    ],
    ..identifier("rrn_shape", |cell| {
        let right = ResidentNumber::read(number(cell)?).is_ok_and(|number| {
            let seventh = number.hyphenated().chars().nth(7);
            number.birth() <= cell.sight.context.today
                && seventh
                    .is_some_and(|c| cell.sight.text("sevenths").is_some_and(|all| all.contains(c)))
        });
        wrong(cell, !right)
    })
};

/// The last digit of a resident's number does not follow from the others. Numbers assigned or changed since
/// October 2020 end at random, so a rule of this check warns and never blocks.
pub(super) const RRN_CHECK_DIGIT: Check = identifier("rrn_check_digit", |cell| {
    let number = ResidentNumber::read(number(cell)?).ok()?;
    wrong(cell, number.check_digit() == CheckDigit::Differs)
});

/// 외국인등록번호: as `rrn_shape`, with the seventh digit of a foreigner.
pub(super) const ARN_SHAPE: Check = identifier("arn_shape", foreigner);

/// 국내거소신고번호: written like 외국인등록번호.
pub(super) const RESIDENCE_NUMBER_SHAPE: Check = identifier("residence_number_shape", foreigner);

fn foreigner(cell: &Cell<'_>) -> Said {
    let number = ResidentNumber::read_as(number(cell)?, ResidentClass::Foreigner);
    wrong(cell, !number.is_ok_and(|number| number.birth() <= cell.sight.context.today))
}

/// 사업자등록번호: ten digits whose last follows from the others.
pub(super) const BUSINESS_NUMBER: Check =
    identifier("business_number", |cell| wrong(cell, BusinessNumber::read(number(cell)?).is_err()));

/// 법인등록번호: 13 digits whose last follows from the others. Not certain for numbers since 2025: warn.
pub(super) const CORPORATE_NUMBER: Check = identifier("corporate_number", |cell| {
    let number = CorporateNumber::read(number(cell)?);
    wrong(cell, !number.is_ok_and(|number| number.check_digit() != CheckDigit::Differs))
});

/// Not written like the number of any passport.
pub(super) const PASSPORT_SHAPE: Check =
    identifier("passport_shape", |cell| wrong(cell, passport(number(cell)?).is_none()));

/// LEI: twenty characters whose number, letters counted from 10, leaves 1 when divided by 97 (ISO 17442,
/// ISO/IEC 7064 MOD 97-10).
pub(super) const LEI: Check = identifier("lei", |cell| wrong(cell, !is_lei(number(cell)?)));

fn is_lei(text: &str) -> bool {
    let written = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase();
    let fold = |rest: u32, c: char| {
        let value = c.to_digit(36).unwrap_or_default();
        (rest * if value < 10 { 10 } else { 100 } + value) % 97
    };
    text.len() == 20 && text.chars().all(written) && text.chars().fold(0, fold) == 1
}

/// The number says another day of birth than the form.
pub(super) const ID_MATCHES_BIRTH: Check = Check {
    name: "id_matches_birth",
    fields: Fields::Exactly(&[IDENTIFIERS, &[Kind::Date]]),
    params: &[],
    says: &[],
    run: Run::Together(|together| {
        let number = ResidentNumber::read(together.text(0)?).ok()?;
        fault_if(number.birth() != together.moment(1)?.day(), [])
    }),
};

/// The number says another sex than the form, whose codes are `male` and `female`.
pub(super) const ID_MATCHES_SEX: Check = Check {
    name: "id_matches_sex",
    fields: Fields::Exactly(&[IDENTIFIERS, &[Kind::Code]]),
    params: &[needed("male", ParamKind::Text), needed("female", ParamKind::Text)],
    says: &[],
    run: Run::Together(id_matches_sex),
};

fn id_matches_sex(together: &Together<'_>) -> Said {
    let number = ResidentNumber::read(together.text(0)?).ok()?;
    let stated = together.text(1)?;
    let (male, female) = (together.sight.text("male")?, together.sight.text("female")?);
    let other = match number.sex() {
        Sex::Male => female,
        Sex::Female => male,
    };
    if stated == other { fault([]) } else { None }
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        field = [{ path = "s.id", kind = "identifier", personal = true }, { path = "s.birth", kind = "date" }, { path = "s.sex", kind = "code", codes = "list" }]
    "#;

    fn bench(check: &str, params: &str) -> Bench {
        Bench::new(FORM, &format!("check = '{check}'\nfields = ['s.id']\n{params}"))
    }

    // Numbers of people here end in 0000000-like serials whose check digit fails, so that they are nobody's.
    #[test]
    fn a_resident_number_has_a_day_and_a_century() {
        let bench = bench("rrn_shape", "params = { sevenths = '123490' }");
        for id in ["900101-1000000", "9001011000000", "200229-3000000"] {
            assert!(!bench.fires(&format!("s.id = '{id}'")), "{id}");
        }
        for id in [
            "900230-1000000",
            "901301-1000000",
            "900101-5000000",
            "900101-100000",
            "261121-3000000",
        ] {
            assert!(bench.fires(&format!("s.id = '{id}'")), "{id}");
        }
        assert_eq!(bench.says("s.id = '900101-5000000'", "value_shown"), "9***");
    }

    #[test]
    fn a_foreigner_has_another_seventh_digit() {
        for check in ["arn_shape", "residence_number_shape"] {
            let bench = bench(check, "");
            assert!(!bench.fires("s.id = '900101-5000000'"));
            assert!(bench.fires("s.id = '900101-1000000'"));
        }
    }

    #[test]
    fn check_digits_follow_from_the_rest() {
        // 900101-100000c: 9·2+0+0·4+1·5+0+1·7+1·8 = 38; (11 − 38 mod 11) mod 10 = 6.
        let resident = bench("rrn_check_digit", "severity = 'warn'");
        assert!(
            !resident.fires("s.id = '900101-1000006'") && resident.fires("s.id = '900101-1000000'")
        );
        assert!(!resident.fires("s.id = '9001'"), "its shape is another rule's");
        // Published samples: 124-81-00998, 110111-0062432.
        let business = bench("business_number", "");
        assert!(
            !business.fires("s.id = '124-81-00998'") && business.fires("s.id = '124-81-00997'")
        );
        let corporate = bench("corporate_number", "");
        assert!(
            !corporate.fires("s.id = '110111-0062432'")
                && corporate.fires("s.id = '110111-0062433'")
        );
        assert!(corporate.fires("s.id = '110111'"));
    }

    #[test]
    fn a_passport_is_letters_and_digits() {
        let bench = bench("passport_shape", "");
        assert!(!bench.fires("s.id = 'M123A4567'") && bench.fires("s.id = 'M1-'"));
    }

    #[test]
    fn a_legal_entity_identifier_leaves_one() {
        let bench = bench("lei", "");
        // That of the Global Legal Entity Identifier Foundation, as it publishes it.
        assert!(!bench.fires("s.id = '506700GE1G29325QX363'"));
        for id in ["506700GE1G29325QX364", "506700GE1G29325QX36", "506700ge1g29325qx363"] {
            assert!(bench.fires(&format!("s.id = '{id}'")), "{id}");
        }
    }

    #[test]
    fn the_number_agrees_with_birth_and_sex() {
        let birth = Bench::new(FORM, "check = 'id_matches_birth'\nfields = ['s.id', 's.birth']");
        assert!(!birth.fires("s.id = '900101-1000000'\ns.birth = '1990-01-01'"));
        assert!(
            birth.fires(
                "s.id = '900101-3000000'
s.birth = '1990-01-01'"
            ),
            "the century counts"
        );
        assert_eq!(birth.paths("s.id = '900101-1000000'\ns.birth = '1990-01-02'"), ["s.id"]);
        let sex = Bench::new(
            FORM,
            "check = 'id_matches_sex'\nfields = ['s.id', 's.sex']\nparams = { male = '1', female = '2' }",
        );
        assert!(!sex.fires("s.id = '900101-1000000'\ns.sex = '1'"));
        assert!(sex.fires("s.id = '900101-1000000'\ns.sex = '2'"));
        assert!(!sex.fires("s.id = '900101-8000000'\ns.sex = '2'"));
    }
}
