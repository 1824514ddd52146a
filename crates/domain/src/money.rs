//! Won and token quantities, exact from entry to paper. No floating point anywhere.
//!
//! A [`Krw`] is whole won; where a product has a fraction it is rounded half up once, at the end. A
//! [`Quantity`] keeps every digit. Sums are checked: they are right or they are refused.

use std::fmt;
use std::str::FromStr;

use bigdecimal::num_bigint::BigUint;
use bigdecimal::{BigDecimal, RoundingMode, Signed, ToPrimitive};
use serde::{Deserialize, Serialize};

use crate::definition::read_number;

/// Whole won. Can be negative in differences.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub struct Krw(i128);

/// An exact, non-negative number of units of a virtual asset.
///
/// Its canonical text has no exponent, no grouping, no leading zeros and no trailing zeros after the point;
/// 1.50 and 1.5 are the same quantity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quantity(BigDecimal);

/// A text that is not an amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an amount: {0}")]
pub struct AmountError(String);

impl Krw {
    /// This many won.
    pub const fn new(won: i128) -> Self {
        Self(won)
    }

    /// The number of won.
    pub const fn won(self) -> i128 {
        self.0
    }

    /// Rounds half up: half a won becomes one, half a won less than nothing becomes one less.
    /// `None` beyond 38 digits.
    pub fn round_half_up(value: &BigDecimal) -> Option<Self> {
        value.with_scale_round(0, RoundingMode::HalfUp).to_i128().map(Self)
    }

    /// The sum, or `None` when it does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, or `None` when it does not fit.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The sum of all, or `None` when it does not fit.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self(0), Self::checked_add)
    }

    /// In millions of won (백만원), rounded half up.
    pub fn millions(self) -> i128 {
        const MILLION: i128 = 1_000_000;
        let (whole, rest) = (self.0 / MILLION, self.0 % MILLION);
        whole + if rest.abs() * 2 >= MILLION { self.0.signum() } else { 0 }
    }

    /// With a comma after every third digit: `1,234,567`.
    pub fn grouped(self) -> String {
        group(&self.0.to_string())
    }
}

impl Quantity {
    /// The quantity that a chain records: a whole number of smallest units and the asset's decimals.
    pub fn from_units(units: &BigUint, decimals: u8) -> Self {
        Self(BigDecimal::new(units.clone().into(), i64::from(decimals)).normalized())
    }

    /// The number.
    pub fn number(&self) -> &BigDecimal {
        &self.0
    }

    /// The exact sum.
    pub fn plus(&self, other: &Self) -> Self {
        Self((&self.0 + &other.0).normalized())
    }

    /// The exact sum of all.
    pub fn sum<'a>(quantities: impl IntoIterator<Item = &'a Self>) -> Self {
        let zero = Self(BigDecimal::default());
        quantities.into_iter().fold(zero, |sum, quantity| sum.plus(quantity))
    }

    /// Quantity × price in won, rounded half up once. `None` beyond 38 digits.
    pub fn value_at(&self, price: &BigDecimal) -> Option<Krw> {
        Krw::round_half_up(&(&self.0 * price))
    }

    /// For print: the whole part grouped, every digit of the fraction kept.
    pub fn grouped(&self) -> String {
        group(&self.to_string())
    }
}

impl fmt::Display for Krw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_plain_string())
    }
}

impl FromStr for Krw {
    type Err = AmountError;

    /// Digits, plain or grouped, with a minus for differences. A fraction is refused, even `.0`.
    fn from_str(text: &str) -> Result<Self, AmountError> {
        let wrong = || AmountError(text.to_owned());
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
        if digits.contains('.') {
            return Err(wrong());
        }
        let won = read_number(digits).and_then(|number| number.to_i128());
        won.and_then(|won| won.checked_mul(sign)).map(Self).ok_or_else(wrong)
    }
}

impl FromStr for Quantity {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        let number = read_number(text).ok_or_else(|| AmountError(text.to_owned()))?;
        Ok(Self(number.normalized()))
    }
}

impl TryFrom<BigDecimal> for Quantity {
    type Error = AmountError;

    fn try_from(number: BigDecimal) -> Result<Self, AmountError> {
        if number.is_negative() {
            return Err(AmountError(number.to_plain_string()));
        }
        Ok(Self(number.normalized()))
    }
}

macro_rules! text_form {
    ($($name:ident),*) => {$(
        impl TryFrom<String> for $name {
            type Error = AmountError;
            fn try_from(text: String) -> Result<Self, AmountError> {
                text.parse()
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.to_string()
            }
        }
    )*};
}
text_form!(Krw, Quantity);

/// Groups the whole part of a plain decimal in threes.
pub fn group(plain: &str) -> String {
    let (sign, rest) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, fraction) = rest.find('.').map_or((rest, ""), |point| rest.split_at(point));
    let mut grouped = String::with_capacity(plain.len() * 4 / 3 + 1);
    grouped.push_str(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + fraction
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// 2²⁵⁶ − 1.
    const MAX: &str =
        "115792089237316195423570985008687907853269984665640564039457584007913129639935";

    #[test]
    fn quantities_keep_every_digit_of_a_uint256() {
        let units: BigUint = MAX.parse().unwrap();
        assert_eq!(Quantity::from_units(&units, 0).to_string(), MAX);
        let wei = Quantity::from_units(&units, 18).to_string();
        assert_eq!(wei, format!("{}.{}", &MAX[..60], &MAX[60..]));
        assert_eq!(wei.parse::<Quantity>().unwrap().to_string(), wei);
        assert_eq!(Quantity::from_units(&1_u8.into(), 18).to_string(), "0.000000000000000001");
    }

    #[test]
    fn a_quantity_has_one_text() {
        for (text, canonical) in [
            ("1.50", "1.5"),
            ("1,000.0", "1000"),
            ("0.0", "0"),
            ("007", "7"),
            ("100000000000000000000", "100000000000000000000"),
        ] {
            assert_eq!(text.parse::<Quantity>().unwrap().to_string(), canonical);
        }
        for text in ["-1", "1e3", "", "1.", ".5", "NaN"] {
            assert!(text.parse::<Quantity>().is_err(), "{text}");
        }
    }

    #[test]
    fn won_are_whole() {
        assert_eq!("1,234,567".parse(), Ok(Krw::new(1_234_567)));
        assert_eq!("-5".parse(), Ok(Krw::new(-5)));
        for text in ["1.0", "1.5", "--1", "", "170141183460469231731687303715884105728"] {
            assert!(text.parse::<Krw>().is_err(), "{text}");
        }
    }

    #[test]
    fn halves_go_up() {
        let round = |text: &str| Krw::round_half_up(&text.parse().unwrap()).unwrap().won();
        assert_eq!([round("0.5"), round("1.49999"), round("2.5"), round("-0.5")], [1, 1, 3, -1]);
        let millions = |won| Krw::new(won).millions();
        assert_eq!([millions(499_999), millions(500_000), millions(1_500_000)], [0, 1, 2]);
        assert_eq!([millions(-500_000), millions(-499_999)], [-1, 0]);
        let quantity: Quantity = "0.12345678".parse().unwrap();
        // 0.12345678 × 50,000,005 = 6,172,839.61728390
        assert_eq!(quantity.value_at(&50_000_005.into()), Some(Krw::new(6_172_840)));
    }

    #[test]
    fn a_sum_that_does_not_fit_is_refused() {
        let sum = Krw::checked_sum([Krw::new(i128::MAX), Krw::new(1)]);
        assert_eq!(sum, None);
        assert_eq!(Krw::new(i128::MIN).checked_sub(Krw::new(1)), None);
        assert_eq!(Krw::round_half_up(&MAX.parse().unwrap()), None);
    }

    #[test]
    fn print_groups_the_whole_part_only() {
        assert_eq!(Krw::new(-1_234_567).grouped(), "-1,234,567");
        assert_eq!(Krw::new(123).grouped(), "123");
        let quantity: Quantity = "1234567.0001234".parse().unwrap();
        assert_eq!(quantity.grouped(), "1,234,567.0001234");
    }

    proptest! {
        #[test]
        fn printed_won_are_read_back(won in any::<i64>()) {
            let krw = Krw::new(won.into());
            prop_assert_eq!(krw.grouped().parse(), Ok(krw));
            prop_assert_eq!(krw.to_string().parse(), Ok(krw));
        }

        #[test]
        fn printed_quantities_are_read_back(units in any::<[u8; 32]>(), decimals in 0..60_u8) {
            let quantity = Quantity::from_units(&BigUint::from_bytes_be(&units), decimals);
            prop_assert_eq!(quantity.to_string().parse(), Ok(quantity.clone()));
            prop_assert_eq!(quantity.grouped().parse(), Ok(quantity.clone()));
            prop_assert!(!quantity.to_string().contains(['e', 'E']));
        }

        #[test]
        fn sums_do_not_depend_on_order(mut units in prop::collection::vec((any::<u128>(), 0..40_u8), 0..8)) {
            let quantities = |units: &[(u128, u8)]| -> Vec<Quantity> {
                units.iter().map(|(u, d)| Quantity::from_units(&(*u).into(), *d)).collect()
            };
            let forth = Quantity::sum(&quantities(&units));
            units.reverse();
            prop_assert_eq!(Quantity::sum(&quantities(&units)), forth);
        }

        #[test]
        fn millions_are_within_half_a_million(won in any::<i64>()) {
            let won = i128::from(won);
            let off = Krw::new(won).millions() * 1_000_000 - won;
            prop_assert!(off.abs() <= 500_000);
        }
    }
}
