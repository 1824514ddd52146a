//! Exact numbers: ranges, products and quotients, distances, and what an amount demands. Sums over rows stand
//! in `totals`, percentages with a sign in `premium`.

use bigdecimal::{BigDecimal, RoundingMode};

use super::super::sight::{Cell, Together};
use super::super::spec::{Check, Fields, ParamKind, Run, Said, needed, optional};
use super::super::words::{fault_if, grouped};
use crate::definition::Kind;

/// Kinds that hold an exact number.
pub(super) const NUMBERS: &[Kind] = &[Kind::Krw, Kind::Decimal, Kind::Integer];

/// At least `min` and at most `max`, where given.
pub(super) const NUMBER_RANGE: Check = Check {
    name: "number_range",
    fields: Fields::Each(NUMBERS),
    params: &[optional("min", ParamKind::Decimal), optional("max", ParamKind::Decimal)],
    says: &["value"],
    run: Run::Cell(number_range),
};

fn number_range(cell: &Cell<'_>) -> Said {
    let number = cell.amount()?;
    let outside = cell.sight.decimal("min").is_some_and(|min| number < min)
        || cell.sight.decimal("max").is_some_and(|max| number > max);
    fault_if(outside, [("value", grouped(&number))])
}

/// The first is the product of the other two, rounded half up to a whole number, give or take `tolerance`.
pub(super) const PRODUCT: Check = Check {
    name: "product",
    fields: Fields::Exactly(&[NUMBERS, NUMBERS, NUMBERS]),
    params: &[needed("tolerance", ParamKind::Decimal)],
    says: &["stated", "computed"],
    run: Run::Together(product),
};

fn product(together: &Together<'_>) -> Said {
    let stated = together.amount(0)?;
    let exact: BigDecimal = together.amount(1)? * together.amount(2)?;
    let computed = exact.with_scale_round(0, RoundingMode::HalfUp);
    let off = (&stated - &computed).abs() > together.sight.decimal("tolerance")?;
    fault_if(off, [("stated", grouped(&stated)), ("computed", grouped(&computed))])
}

/// The first is the second divided by the third, rounded half up to `places` decimal places.
pub(super) const QUOTIENT: Check = Check {
    name: "quotient",
    fields: Fields::Exactly(&[NUMBERS, NUMBERS, NUMBERS]),
    params: &[needed("places", ParamKind::Number)],
    says: &["stated", "computed"],
    run: Run::Together(quotient),
};

fn quotient(together: &Together<'_>) -> Said {
    let (stated, divisor) = (together.amount(0)?, together.amount(2)?);
    if divisor == 0 {
        return None;
    }
    let exact: BigDecimal = together.amount(1)? / divisor;
    let computed = exact.with_scale_round(together.sight.number("places")?, RoundingMode::HalfUp);
    fault_if(stated != computed, [("stated", grouped(&stated)), ("computed", grouped(&computed))])
}

/// The first differs from the second by more than `percent` of the second.
pub(super) const WITHIN_PERCENT: Check = Check {
    name: "within_percent",
    fields: Fields::Exactly(&[NUMBERS, NUMBERS]),
    params: &[needed("percent", ParamKind::Decimal)],
    says: &["value", "other"],
    run: Run::Together(within_percent),
};

fn within_percent(together: &Together<'_>) -> Said {
    let (value, other) = (together.amount(0)?, together.amount(1)?);
    let allowed = &other * together.sight.decimal("percent")?;
    let far = (&value - &other).abs() * BigDecimal::from(100) > allowed;
    fault_if(far, [("value", grouped(&value)), ("other", grouped(&other))])
}

/// The first must be answered where the second is at least `min`.
pub(super) const ANSWERED_FROM: Check = Check {
    name: "answered_from",
    fields: Fields::Exactly(&[&[], NUMBERS]),
    params: &[needed("min", ParamKind::Decimal)],
    says: &["value"],
    run: Run::Together(answered_from),
};

fn answered_from(together: &Together<'_>) -> Said {
    let value = together.amount(1)?;
    let demanded = value >= together.sight.decimal("min")?;
    fault_if(demanded && together.answer(0).is_none(), [("value", grouped(&value))])
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        table = "t"
        field = [{ path = "t[].won", kind = "krw" }, { path = "t[].quantity", kind = "decimal" }, { path = "t[].price", kind = "decimal" }]
    "#;

    #[test]
    fn both_ends_of_a_range_are_inside() {
        let rule = "check = 'number_range'\nfields = ['t[].quantity']\nparams = { min = '0.000000000000000001', max = '10' }";
        let bench = Bench::new(FORM, rule);
        for (quantity, fires) in [
            ("0", true),
            ("0.000000000000000001", false),
            ("10", false),
            ("10.000000000000000001", true),
        ] {
            assert_eq!(
                bench.fires(&format!("t = [{{ quantity = '{quantity}' }}]")),
                fires,
                "{quantity}"
            );
        }
    }

    #[test]
    fn a_product_rounds_half_up() {
        let bench = Bench::new(
            FORM,
            "check = 'product'\nfields = ['t[].won', 't[].quantity', 't[].price']\nparams = { tolerance = '0' }",
        );
        assert!(
            !bench.fires("t = [{ won = '3', quantity = '0.5', price = '5' }]"),
            "2.5 becomes 3"
        );
        assert_eq!(
            bench.says("t = [{ won = '2', quantity = '0.5', price = '5' }]", "computed"),
            "3"
        );
        assert!(!bench.fires("t = [{ won = '2', quantity = '0.5' }]"), "no price, no product");
        let loose = Bench::new(
            FORM,
            "check = 'product'\nfields = ['t[].won', 't[].quantity', 't[].price']\nparams = { tolerance = '1' }",
        );
        assert!(!loose.fires("t = [{ won = '1,000,001', quantity = '1', price = '1000000' }]"));
        assert!(loose.fires("t = [{ won = '1,000,002', quantity = '1', price = '1000000' }]"));
    }

    #[test]
    fn a_quotient_rounds_half_up_to_its_places() {
        let bench = Bench::new(
            FORM,
            "check = 'quotient'\nfields = ['t[].quantity', 't[].won', 't[].price']\nparams = { places = 2 }",
        );
        // 1,000,000 / 1,379.5 = 724.9003…; 1 / 8 = 0.125.
        assert!(!bench.fires("t = [{ won = '1000000', price = '1379.5', quantity = '724.90' }]"));
        assert!(!bench.fires("t = [{ won = '1', price = '8', quantity = '0.13' }]"));
        assert_eq!(
            bench.says("t = [{ won = '1', price = '8', quantity = '0.12' }]", "computed"),
            "0.13"
        );
        assert!(!bench.fires("t = [{ won = '1', price = '0', quantity = '5' }]"), "no divisor");
    }

    #[test]
    fn a_distance_is_measured_on_the_second() {
        let bench = Bench::new(
            FORM,
            "check = 'within_percent'\nfields = ['t[].quantity', 't[].price']\nparams = { percent = '10' }",
        );
        for (value, fires) in [("90", false), ("110", false), ("89.99", true), ("110.01", true)] {
            let row = format!("t = [{{ quantity = '{value}', price = '100' }}]");
            assert_eq!(bench.fires(&row), fires, "{value}");
        }
    }

    #[test]
    fn an_amount_demands_an_answer_from_its_threshold() {
        let bench = Bench::new(
            FORM,
            "check = 'answered_from'\nfields = ['t[].quantity', 't[].won']\nparams = { min = '1000000' }",
        );
        assert_eq!(bench.paths("t = [{ won = '1,000,000' }]"), ["t[r1].quantity"]);
        assert!(!bench.fires("t = [{ won = '999999' }]"));
        assert!(!bench.fires("t = [{ won = '1000000', quantity = '1' }]"));
    }
}
