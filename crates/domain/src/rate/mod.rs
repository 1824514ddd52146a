//! Base rates (매매기준율): what one unit of a currency costs in won on a day, which day's rate counts, and what a
//! transfer is worth by it.
//!
//! Not here: where rates are kept. Invariant: a rate is read, never derived from another day or currency; each value
//! is rounded half up once, at its end (won to 0 places, dollars to 2; 외국환거래규정 제1-2조, 별지 제7-4호 서식).

mod read;

use bigdecimal::{BigDecimal, RoundingMode};
use chrono::NaiveDate;

use crate::calendar::{BusinessCalendar, PastCoverage};
use crate::definition::read_number;

pub use read::{RateFileError, RatesRead, Rejected, read_rates};

/// The currency in which equivalents are stated.
pub const DOLLAR: &str = "USD";
/// The currency that is worth one of itself.
pub const WON: &str = "KRW";

/// What a won costs in won.
pub fn one() -> BigDecimal {
    BigDecimal::from(1)
}

/// What one unit of a currency costs on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// ISO 4217.
    pub currency: String,
    /// The day in Korea for which it was published.
    pub day: NaiveDate,
    /// Won for one unit, exact and more than nothing.
    pub won: BigDecimal,
}

impl Rate {
    /// A rate from texts: a currency of three capitals, and a number that is more than nothing.
    ///
    /// # Errors
    /// What is wrong: `currency` or `rate`.
    pub fn read(currency: &str, day: NaiveDate, won: &str) -> Result<Self, &'static str> {
        let is_code = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase());
        let currency = if is_code { currency.to_owned() } else { return Err("currency") };
        let won = read_number(won).filter(|won| *won > BigDecimal::default()).ok_or("rate")?;
        Ok(Self { currency, day, won })
    }
}

/// The day whose rate counts for a day: itself, or the last business day before it.
///
/// # Errors
/// [`PastCoverage`] where the calendar does not know.
pub fn day_of_rate(calendar: &BusinessCalendar, day: NaiveDate) -> Result<NaiveDate, PastCoverage> {
    let mut at = day;
    while !calendar.is_business_day(at)? {
        // The first day of the calendar has one before it, about which asking is refused.
        at = at.pred_opt().unwrap_or(at);
    }
    Ok(at)
}

/// What a transfer's values are counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measures {
    /// Units of the asset.
    pub quantity: BigDecimal,
    /// Won for one unit, as the exchange showed it.
    pub price: BigDecimal,
    /// Won for a dollar.
    pub dollar: Option<BigDecimal>,
    /// Won for one unit of the currency the asset is pegged to; 1 for won.
    pub peg: Option<BigDecimal>,
}

/// What a transfer is worth; `None` where a rate is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worth {
    /// Won at the price shown.
    pub krw: BigDecimal,
    /// Dollars, of the won.
    pub usd: Option<BigDecimal>,
    /// Won at the peg.
    pub face_krw: Option<BigDecimal>,
    /// Dollars, of the won at the peg.
    pub face_usd: Option<BigDecimal>,
    /// Per cent by which the price lies above the peg.
    pub premium: Option<BigDecimal>,
}

impl Measures {
    /// Won in dollars; `None` without a rate.
    pub fn dollars(&self, won: &BigDecimal) -> Option<BigDecimal> {
        let dollar = self.dollar.as_ref().filter(|dollar| **dollar > BigDecimal::default())?;
        Some(round(&(won / dollar), 2))
    }

    /// The values, each rounded once.
    pub fn worth(&self) -> Worth {
        let krw = round(&(&self.quantity * &self.price), 0);
        let face_krw = self.peg.as_ref().map(|peg| round(&(&self.quantity * peg), 0));
        let premium = self.peg.as_ref().filter(|peg| **peg > BigDecimal::default()).map(|peg| {
            // Multiplied first, so that the only division is the last step.
            round(&((&self.price - peg) * BigDecimal::from(100) / peg), 2)
        });
        Worth {
            usd: self.dollars(&krw),
            face_usd: face_krw.as_ref().and_then(|won| self.dollars(won)),
            krw,
            face_krw,
            premium,
        }
    }
}

fn round(value: &BigDecimal, places: i64) -> BigDecimal {
    value.with_scale_round(places, RoundingMode::HalfUp)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> BigDecimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_closed_day_takes_the_rate_of_the_last_business_day() {
        let text = include_str!("../../../../assets/calendars/kr.toml");
        let calendar = BusinessCalendar::load(text).unwrap();
        for (day, expected) in [
            // A Friday; then Saturday and Sunday after Hangul Day.
            ("2026-10-02", "2026-10-02"),
            ("2026-10-10", "2026-10-08"),
            ("2026-10-11", "2026-10-08"),
            // Hangul Day, a Friday.
            ("2026-10-09", "2026-10-08"),
            // The first of January; the thirty-first of December is a Thursday on which banks work.
            ("2027-01-01", "2026-12-31"),
        ] {
            let day = day_of_rate(&calendar, day.parse().unwrap()).unwrap();
            assert_eq!(day.to_string(), expected);
        }
        assert!(day_of_rate(&calendar, "1990-01-01".parse().unwrap()).is_err());
    }

    #[test]
    fn values_are_rounded_once_and_half_up() {
        // By hand: 1200.5 × 1418.2 = 1,702,549.1; ÷ 1398.4 = 1217.498…; 1200.5 × 1398.4 = 1,678,779.2;
        // ÷ 1398.4 = 1200.4999…; (1418.2 ÷ 1398.4 − 1) × 100 = 1.4159…
        let measures = Measures {
            quantity: number("1200.5"),
            price: number("1418.2"),
            dollar: Some(number("1398.4")),
            peg: Some(number("1398.4")),
        };
        let worth = measures.worth();
        assert_eq!(worth.krw.to_plain_string(), "1702549");
        assert_eq!(worth.usd.unwrap().to_plain_string(), "1217.50");
        assert_eq!(worth.face_krw.unwrap().to_plain_string(), "1678779");
        assert_eq!(worth.face_usd.unwrap().to_plain_string(), "1200.50");
        assert_eq!(worth.premium.unwrap().to_plain_string(), "1.42");
        // Half a won is one; below the peg the premium is negative.
        let half = Measures {
            quantity: number("0.5"),
            price: number("1"),
            dollar: None,
            peg: Some(number("4")),
        };
        assert_eq!(half.worth().krw.to_plain_string(), "1");
        assert_eq!(half.worth().premium.unwrap().to_plain_string(), "-75.00");
        assert_eq!(half.worth().usd, None, "no rate, no value");
    }
}
