//! What is entered in a field, and how its text is read into a typed value.

use bigdecimal::BigDecimal;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeZone};
use serde::{Deserialize, Serialize};

use crate::answer::Answer;

/// What is entered in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One line of text.
    Text,
    /// Several lines.
    Paragraph,
    /// One code of a list.
    Code,
    /// Several codes of a list.
    Codes,
    /// A list of lines, such as file names.
    Lines,
    /// A day: `YYYY-MM-DD`, or `YYYYMMDD`.
    Date,
    /// A minute or second in Korea: `YYYY-MM-DDThh:mm[:ss]`, or with an offset, or `YYYYMMDDhhmm`.
    Datetime,
    /// Whole won, zero or more; grouping commas are allowed.
    Krw,
    /// An exact decimal, zero or more; grouping commas are allowed.
    Decimal,
    /// A whole number, zero or more.
    Integer,
    /// A telephone number: digits, `+`, `-`, spaces, brackets; 7 to 20 digits.
    Phone,
    /// A Korean postal code of five digits.
    Postcode,
    /// ISO 3166-1 alpha-2.
    Country,
    /// An identifier whose shape rules decide by its declared type.
    Identifier,
    /// A bank or exchange account number.
    Account,
    /// An address on a chain; checked by a rule that knows the chain.
    Address,
    /// A transaction id on a chain.
    Txid,
    /// A web address.
    Url,
}

/// A typed value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text as entered.
    Text(String),
    /// Chosen codes or lines.
    Many(Vec<String>),
    /// A day.
    Date(NaiveDate),
    /// An instant, with the offset it was given in; Korean time when none was.
    Instant(DateTime<FixedOffset>),
    /// An exact number: won, a quantity, a count.
    Number(BigDecimal),
}

impl Value {
    /// The day, for an instant its day in Korea; nothing for what is neither.
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Date(day) => Some(*day),
            Self::Instant(instant) => Some(day_in_korea(instant)),
            _ => None,
        }
    }
}

/// The day of an instant in Korea.
pub(crate) fn day_in_korea(instant: &DateTime<FixedOffset>) -> NaiveDate {
    instant.with_timezone(&kst()).date_naive()
}

/// A text that is not a value of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a {0:?}")]
pub struct ValueError(pub Kind);

/// Korean standard time, nine hours ahead of UTC, without daylight saving.
pub fn kst() -> FixedOffset {
    // The constant is within chrono's range of ±24 h; the fallback cannot be reached.
    FixedOffset::east_opt(9 * 3600).unwrap_or_else(|| chrono::Utc.fix_offset())
}

trait FixOffset {
    fn fix_offset(&self) -> FixedOffset;
}

impl FixOffset for chrono::Utc {
    fn fix_offset(&self) -> FixedOffset {
        use chrono::Offset;
        self.fix()
    }
}

impl Kind {
    /// Every kind with the name that definitions use.
    const NAMES: [(Self, &'static str); 18] = [
        (Self::Text, "text"),
        (Self::Paragraph, "paragraph"),
        (Self::Code, "code"),
        (Self::Codes, "codes"),
        (Self::Lines, "lines"),
        (Self::Date, "date"),
        (Self::Datetime, "datetime"),
        (Self::Krw, "krw"),
        (Self::Decimal, "decimal"),
        (Self::Integer, "integer"),
        (Self::Phone, "phone"),
        (Self::Postcode, "postcode"),
        (Self::Country, "country"),
        (Self::Identifier, "identifier"),
        (Self::Account, "account"),
        (Self::Address, "address"),
        (Self::Txid, "txid"),
        (Self::Url, "url"),
    ];

    /// Every kind.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::NAMES.into_iter().map(|(kind, _)| kind)
    }

    /// The kind of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, own)| *own == name).map(|(kind, _)| *kind)
    }

    /// The name in definitions.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    /// Reads an answer as a value of this kind.
    ///
    /// # Errors
    /// [`ValueError`] when the text does not have the form the kind asks for.
    /// Codes are not looked up here; the rule engine does that, for it has the list.
    pub fn read(self, answer: &Answer) -> Result<Value, ValueError> {
        let wrong = ValueError(self);
        match (self, answer) {
            (Self::Codes | Self::Lines, Answer::Many(values)) => Ok(Value::Many(values.clone())),
            (Self::Codes | Self::Lines, Answer::Text(text)) => Ok(Value::Many(vec![text.clone()])),
            (_, Answer::Many(_)) => Err(wrong),
            (_, Answer::Text(text)) => self.read_text(text.trim()).ok_or(wrong),
        }
    }

    fn read_text(self, text: &str) -> Option<Value> {
        let own = |valid: bool| valid.then(|| Value::Text(text.to_owned()));
        match self {
            Self::Date => read_date(text).map(Value::Date),
            Self::Datetime => read_instant(text).map(Value::Instant),
            Self::Krw | Self::Integer => {
                read_number(text).filter(BigDecimal::is_integer).map(Value::Number)
            }
            Self::Decimal => read_number(text).map(Value::Number),
            Self::Phone => own((7..=20).contains(&text.bytes().filter(u8::is_ascii_digit).count())
                && text.chars().all(|c| c.is_ascii_digit() || "+-() .#*".contains(c))),
            Self::Postcode => own(text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit())),
            Self::Country => own(text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())),
            Self::Account => own((4..=64).contains(&text.len())
                && text.chars().all(|c| c.is_ascii_alphanumeric() || "-: .".contains(c))),
            Self::Url => own(is_url(text)),
            Self::Text
            | Self::Paragraph
            | Self::Code
            | Self::Codes
            | Self::Lines
            | Self::Identifier
            | Self::Address
            | Self::Txid => own(true),
        }
    }
}

/// Whether every character is a digit where `shape` has a `9`, and the character of `shape` elsewhere.
/// chrono alone would also take `2026- 1-05` and `+2026-1-05`; one moment has few spellings.
fn is_like(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(byte, shape)| match shape {
            b'9' => byte.is_ascii_digit(),
            literal => byte == literal,
        })
}

fn read_date(text: &str) -> Option<NaiveDate> {
    let formats = [("9999-99-99", "%Y-%m-%d"), ("99999999", "%Y%m%d")];
    let (_, format) = formats.into_iter().find(|(shape, _)| is_like(text, shape))?;
    NaiveDate::parse_from_str(text, format).ok()
}

fn read_instant(text: &str) -> Option<DateTime<FixedOffset>> {
    let formats = [
        ("9999-99-99T99:99", "%Y-%m-%dT%H:%M"),
        ("9999-99-99 99:99", "%Y-%m-%d %H:%M"),
        ("9999-99-99T99:99:99", "%Y-%m-%dT%H:%M:%S"),
        ("9999-99-99 99:99:99", "%Y-%m-%d %H:%M:%S"),
        ("999999999999", "%Y%m%d%H%M"),
    ];
    match formats.into_iter().find(|(shape, _)| is_like(text, shape)) {
        Some((_, format)) => {
            let local = NaiveDateTime::parse_from_str(text, format).ok()?;
            kst().from_local_datetime(&local).single()
        }
        None => DateTime::parse_from_rfc3339(text).ok(),
    }
}

/// A web address with a host, without white space.
fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    host.is_some_and(|host| host.contains('.')) && !text.contains(char::is_whitespace)
}

/// Reads an exact, non-negative decimal without exponent; commas only as complete groups of three.
pub fn read_number(text: &str) -> Option<BigDecimal> {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(w, f)| (w, Some(f)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let grouped = if whole.contains(',') {
        let mut groups = whole.split(',');
        let first = groups.next().unwrap_or_default();
        digits(first) && first.len() <= 3 && groups.all(|group| group.len() == 3 && digits(group))
    } else {
        digits(whole)
    };
    // Long enough for a uint256 with 18 and more decimals, short enough not to be an attack.
    if !grouped || fraction.is_some_and(|part| !digits(part)) || text.len() > 200 {
        return None;
    }
    text.replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_and_strict() {
        let max = "115792089237316195423570985008687907853269984665640564039457584007913129639935.000000000000000001";
        assert_eq!(read_number(max).unwrap().to_plain_string(), max);
        assert_eq!(read_number("1,234,567").unwrap().to_plain_string(), "1234567");
        for text in ["", "1,23", "1e5", "-1", "+1", ".5", "1.", "1,2345", "１"] {
            assert!(read_number(text).is_none(), "{text}");
        }
    }

    #[test]
    fn every_kind_has_the_name_that_definitions_use() {
        for (kind, name) in Kind::NAMES {
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{name}\""));
            assert_eq!((Kind::named(name), kind.name()), (Some(kind), name));
        }
    }

    #[test]
    fn times_without_an_offset_are_korean() {
        for text in ["2026-11-20T09:30", "2026-11-20 09:30", "202611200930", "2026-11-20T00:30:00Z"]
        {
            let Ok(Value::Instant(instant)) = Kind::Datetime.read(&text.into()) else {
                panic!("{text}")
            };
            assert_eq!(instant.to_utc().to_rfc3339(), "2026-11-20T00:30:00+00:00", "{text}");
        }
        assert!(Kind::Datetime.read(&"2026-02-30T09:30".into()).is_err());
        for text in
            ["2026-1-5", "2026- 1-05", "+2026-1-05", "2026-02-29", "20260229", "２０２６-01-05"]
        {
            assert!(Kind::Date.read(&text.into()).is_err(), "{text}");
        }
    }

    #[test]
    fn texts_of_a_kind_have_its_shape() {
        for (kind, right, wrong) in [
            (Kind::Phone, "+82 (0)2-1234-5678", "02-12"),
            (Kind::Postcode, "04524", "4524"),
            (Kind::Country, "KR", "kr"),
            (Kind::Account, "110-123-456789", "계좌"),
            (Kind::Url, "https://example.com/a", "https://"),
            (Kind::Url, "http://example.com", "example.com"),
            (Kind::Integer, "1,000", "1.5"),
            (Kind::Krw, "1,000", "-1"),
            (Kind::Krw, "0", "1원"),
        ] {
            assert!(kind.read(&right.into()).is_ok(), "{right} is a {kind:?}");
            assert_eq!(kind.read(&wrong.into()), Err(ValueError(kind)), "{wrong} is no {kind:?}");
        }
        let two = Answer::Many(vec!["1".to_owned(), "2".to_owned()]);
        assert!(Kind::Codes.read(&two).is_ok() && Kind::Text.read(&two).is_err());
    }
}
