//! The shapes of single values as regular expressions, in the part of ECMA-262 that every validator knows.
//!
//! They say what [`Kind::read`] says; a test holds the two against each other. Outer white space is allowed
//! there and therefore here.

use chrono::NaiveDate;

use super::super::Kind;

/// Some character that is no white space.
pub(super) const ANSWERED: &str = r"\S";

const NUMBER: &str = r"([0-9]+|[0-9]{1,3}(,[0-9]{3})+)";
const TIME: &str = r"([01][0-9]|2[0-3]):[0-5][0-9]";

/// The pattern of a kind; `None` where any text is one.
pub(super) fn of(kind: Kind) -> Option<String> {
    let inner = match kind {
        Kind::Date => format!("({}|{})", day("-"), day("")),
        Kind::Datetime => {
            let local = format!("{}[T ]{TIME}(:([0-5][0-9]|60))?", day("-"));
            let packed = format!("{}([01][0-9]|2[0-3])[0-5][0-9]", day(""));
            let offset = r"([Zz]|[+\-]([01][0-9]|2[0-3]):[0-5][0-9])";
            let exact = format!(r"{}[Tt ]{TIME}:([0-5][0-9]|60)(\.[0-9]+)?{offset}", day("-"));
            format!("({local}|{packed}|{exact})")
        }
        Kind::Krw | Kind::Integer => format!(r"{NUMBER}(\.0+)?"),
        Kind::Decimal => format!(r"{NUMBER}(\.[0-9]+)?"),
        Kind::Phone => r"[+\-() .#*]*([0-9][+\-() .#*]*){7,20}".to_owned(),
        Kind::Postcode => "[0-9]{5}".to_owned(),
        Kind::Country => "[A-Z]{2}".to_owned(),
        Kind::Account => r"[A-Za-z0-9\-:.][A-Za-z0-9\-: .]{2,62}[A-Za-z0-9\-:.]".to_owned(),
        Kind::Url => r"https?://[^/?#\s]*\.[^/?#\s]*([/?#]\S*)?".to_owned(),
        Kind::Text
        | Kind::Paragraph
        | Kind::Code
        | Kind::Codes
        | Kind::Lines
        | Kind::Identifier
        | Kind::Address
        | Kind::Txid => return None,
    };
    Some(format!(r"^\s*{inner}\s*$"))
}

/// A day of the Gregorian calendar, its parts divided by `dash`.
fn day(dash: &str) -> String {
    let leap = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)";
    let long = format!("(0[13578]|1[02]){dash}(0[1-9]|[12][0-9]|3[01])");
    let short = format!("(0[469]|11){dash}(0[1-9]|[12][0-9]|30)");
    let february = format!("02{dash}(0[1-9]|1[0-9]|2[0-8])");
    format!("([0-9]{{4}}{dash}({long}|{short}|{february})|{leap}{dash}02{dash}29)")
}

/// A day, or a moment written in Korean time, not before `first`.
pub(super) fn since(first: NaiveDate) -> String {
    let parts = ["%Y", "%m", "%d"].map(|part| first.format(part).to_string());
    let [year, month, day] = &parts;
    let from = |dash: &str| {
        let (years, months, days) = (later(year), later(month), later(day));
        format!(
            "({years}{dash}[0-9]{{2}}{dash}[0-9]{{2}}|{year}{dash}{months}{dash}[0-9]{{2}}\
             |{year}{dash}{month}{dash}({day}|{days}))"
        )
    };
    let (written, packed) = (from("-"), from(""));
    format!(r"^\s*({written}([Tt ][0-9:.]+(\+09:00)?)?|{packed}([0-9]{{4}})?)\s*$")
}

/// Numbers of as many digits that are greater.
fn later(number: &str) -> String {
    let greater = number.char_indices().filter_map(|(at, digit)| {
        let next = char::from_digit(digit.to_digit(10)? + 1, 10)?;
        let rest = number.len() - at - 1;
        Some(format!("{}[{next}-9][0-9]{{{rest}}}", &number[..at]))
    });
    let all: Vec<String> = greater.collect();
    // Nothing is greater than nines: a class that nothing is in.
    if all.is_empty() { r"[^\s\S]".to_owned() } else { format!("({})", all.join("|")) }
}
