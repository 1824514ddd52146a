//! Percentages that may be negative: how far a price lies from what the pegged currency costs.
//!
//! Kinds of numbers know no sign, so such a percentage is kept as text and read here.

use bigdecimal::{BigDecimal, RoundingMode};

use super::super::sight::{Cell, Together};
use super::super::spec::{Check, Fields, ParamKind, Run, Said, needed};
use super::super::words::{fault, fault_if};
use super::numbers::NUMBERS;
use crate::definition::{Kind, read_number};

const TEXT: &[Kind] = &[Kind::Text];
/// Decimal places of a percentage.
const PLACES: i64 = 2;

/// The first is (price / rate − 1) × 100, of the second and third, half up to two places. A text that is no
/// percentage is a fault, too.
pub(super) const PREMIUM: Check = Check {
    name: "premium",
    fields: Fields::Exactly(&[TEXT, NUMBERS, NUMBERS]),
    params: &[],
    says: &["stated", "computed"],
    run: Run::Together(premium),
};

fn premium(together: &Together<'_>) -> Said {
    let (stated, price, rate) = (together.text(0)?, together.amount(1)?, together.amount(2)?);
    if rate == 0 {
        return None;
    }
    let hundred = BigDecimal::from(100);
    // Multiplied first, so that the only division is the last step.
    let computed =
        ((price - &rate) * hundred / rate).with_scale_round(PLACES, RoundingMode::HalfUp);
    let right = signed(stated).is_some_and(|stated| stated == computed);
    fault_if(!right, [("stated", stated.to_owned()), ("computed", computed.to_plain_string())])
}

/// The percentage is more than `max`.
pub(super) const PERCENT_OVER: Check = Check {
    name: "percent_over",
    fields: Fields::Each(TEXT),
    params: &[needed("max", ParamKind::Decimal)],
    says: &["value"],
    run: Run::Cell(percent_over),
};

fn percent_over(cell: &Cell<'_>) -> Said {
    let percent = signed(cell.text()?)?;
    if percent > cell.sight.decimal("max")? {
        return fault([("value", percent.to_plain_string())]);
    }
    None
}

/// A decimal with or without a sign.
fn signed(text: &str) -> Option<BigDecimal> {
    match text.strip_prefix(['-', '−']) {
        Some(rest) => read_number(rest).map(|number| -number),
        None => read_number(text.strip_prefix('+').unwrap_or(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        field = [{ path = "s.percent", kind = "text" }, { path = "s.price", kind = "decimal" }, { path = "s.rate", kind = "decimal" }]
    "#;

    #[test]
    fn a_premium_has_a_sign_and_two_places() {
        let bench =
            Bench::new(FORM, "check = 'premium'\nfields = ['s.percent', 's.price', 's.rate']");
        let says = |percent: &str, price: &str| {
            format!("s.percent = '{percent}'\ns.price = '{price}'\ns.rate = '1400'")
        };
        // 1421 / 1400 = 1.015; 1393 / 1400 = 0.995; 1400.07 / 1400 = 1.00005, half up.
        for (percent, price) in
            [("1.50", "1421"), ("+1.5", "1421"), ("-0.5", "1393"), ("0.01", "1400.07")]
        {
            assert!(!bench.fires(&says(percent, price)), "{percent}");
        }
        assert_eq!(bench.says(&says("1.4", "1421"), "computed"), "1.50");
        assert!(bench.fires(&says("0.5", "1393")), "the sign counts");
        assert!(bench.fires(&says("1.5%", "1421")) && bench.fires(&says("high", "1421")));
        assert!(
            !bench.fires("s.percent = '1'\ns.price = '1'\ns.rate = '0'"),
            "nothing to divide by"
        );
    }

    #[test]
    fn only_a_high_premium_is_found() {
        let bench = Bench::new(
            FORM,
            "check = 'percent_over'\nfields = ['s.percent']\nparams = { max = '2' }",
        );
        assert!(bench.fires("s.percent = '2.01'") && bench.fires("s.percent = '+3'"));
        assert!(!bench.fires("s.percent = '2.00'") && !bench.fires("s.percent = '-5'"));
    }
}
