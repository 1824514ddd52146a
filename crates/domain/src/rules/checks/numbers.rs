//! Exact numbers: ranges, and products of two fields. Sums over rows stand in `totals`.

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
}
