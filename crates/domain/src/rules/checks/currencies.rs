//! Amounts in different currencies against each other, by the base rates of the day of a movement.
//!
//! A rate is taken from what the vault has; none is made up. What cannot be compared is said, not passed over.

use bigdecimal::num_bigint::Sign;
use bigdecimal::{BigDecimal, RoundingMode};

use super::super::sight::Together;
use super::super::spec::{Check, Fields, ParamKind, Run, Said, needed};
use super::super::words::{fault_if, grouped};
use super::numbers::NUMBERS;
use crate::definition::Kind;
use crate::rate::{DOLLAR, WON};

const MOMENTS: &[Kind] = &[Kind::Date, Kind::Datetime];

/// Dollars, another amount, its currency, the base rate of the dollar and the moment: the dollars differ from the
/// other amount, in dollars, by more than `percent` of it. Says nothing where [`COMPARABLE`] does.
pub(super) const WITHIN_PERCENT_IN_DOLLARS: Check = Check {
    name: "within_percent_in_dollars",
    fields: Fields::Exactly(&[NUMBERS, NUMBERS, &[Kind::Code], NUMBERS, MOMENTS]),
    params: &[needed("percent", ParamKind::Decimal)],
    says: &["value", "other", "currency"],
    run: Run::Together(within_percent),
};

/// Currency, amount, the base rate of the dollar and the moment: there is no base rate by which the amount could be
/// read in dollars.
pub(super) const COMPARABLE: Check = Check {
    name: "comparable",
    fields: Fields::Exactly(&[&[Kind::Code], NUMBERS, NUMBERS, MOMENTS]),
    params: &[],
    says: &["currency", "day"],
    run: Run::Together(comparable),
};

fn within_percent(together: &Together<'_>) -> Said {
    let (dollars, amount) = (together.amount(0)?, together.amount(1)?);
    let currency = together.text(2)?;
    let other = in_dollars(together, &amount, currency, 3, 4)?;
    let allowed = &other * together.sight.decimal("percent")?;
    let far = (&dollars - &other).abs() * BigDecimal::from(100) > allowed;
    let shown = other.with_scale_round(2, RoundingMode::HalfUp);
    let currency = ("currency", currency.to_owned());
    fault_if(far, [("value", grouped(&dollars)), ("other", grouped(&shown)), currency])
}

fn comparable(together: &Together<'_>) -> Said {
    let (currency, amount) = (together.text(0)?, together.amount(1)?);
    // What these lack is said elsewhere.
    let (_, moment) = (together.amount(2)?, together.moment(3)?);
    let missing = in_dollars(together, &amount, currency, 2, 3).is_none();
    fault_if(missing, [("currency", currency.to_owned()), ("day", moment.day().to_string())])
}

/// An amount in dollars: as it stands, or by base rates in won. `dollar` and `at` are the positions of the dollar's
/// base rate and of the moment.
fn in_dollars(
    together: &Together<'_>,
    amount: &BigDecimal,
    currency: &str,
    dollar: usize,
    at: usize,
) -> Option<BigDecimal> {
    if currency == DOLLAR {
        return Some(amount.clone());
    }
    let dollar = together.amount(dollar).filter(|rate| rate.sign() != Sign::NoSign)?;
    if currency == WON {
        return Some(amount / dollar);
    }
    let known = together.sight.known()?;
    let day = known.rate_days.get(&together.moment(at)?.day())?;
    let won: BigDecimal = known.rates.get(currency)?.get(day)?.parse().ok()?;
    Some(amount * won / dollar)
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;
    use crate::rules::Known;

    const FORM: &str = r#"
        [[section]]
        table = "t"
        field = [
            { path = "t[].usd", kind = "decimal" }, { path = "t[].sum", kind = "decimal" },
            { path = "t[].cur", kind = "code", codes = "list" }, { path = "t[].rate", kind = "decimal" },
            { path = "t[].at", kind = "datetime" },
        ]
    "#;
    const WITHIN: &str = "check = 'within_percent_in_dollars'\n\
        fields = ['t[].usd', 't[].sum', 't[].cur', 't[].rate', 't[].at']\nparams = { percent = '10' }";
    const COMPARABLE: &str =
        "check = 'comparable'\nfields = ['t[].cur', 't[].sum', 't[].rate', 't[].at']";

    fn row(usd: &str, sum: &str, cur: &str) -> String {
        format!(
            "t = [{{ usd = '{usd}', sum = '{sum}', cur = '{cur}', rate = '1400', at = '2026-10-06T10:00' }}]"
        )
    }

    fn known() -> Known {
        toml::from_str(
            "rate_days = { '2026-10-06' = '2026-10-05' }\n\
             [rates.EUR]\n'2026-10-05' = '1540'\n[rates.JPY]\n'2026-10-02' = '9.1'",
        )
        .unwrap()
    }

    #[test]
    fn amounts_are_compared_in_one_currency() {
        let bench = Bench::new(FORM, WITHIN).knowing(known());
        assert!(
            !bench.fires(&row("110", "100", "USD")) && bench.fires(&row("110.01", "100", "USD"))
        );
        // 100 EUR at 1540 are 154,000 won, 110 dollars at 1400.
        assert!(!bench.fires(&row("110", "100", "EUR")));
        assert_eq!(bench.says(&row("100", "140", "EUR"), "other"), "154.00");
        // 140,000 won are 100 dollars.
        assert!(!bench.fires(&row("100", "140000", "KRW")));
        assert!(bench.fires(&row("100", "100", "KRW")), "won are no dollars");
        assert!(
            !bench.fires(&row("1", "100", "JPY")),
            "without a rate of the day nothing is said here"
        );
    }

    #[test]
    fn what_cannot_be_compared_is_said() {
        let bench = Bench::new(FORM, COMPARABLE).knowing(known());
        assert!(!bench.fires(&row("1", "1", "USD")) && !bench.fires(&row("1", "1", "KRW")));
        assert!(!bench.fires(&row("1", "1", "EUR")));
        assert_eq!(bench.says(&row("1", "1", "JPY"), "currency"), "JPY");
        let alone = Bench::new(FORM, COMPARABLE);
        assert!(alone.fires(&row("1", "1", "EUR")) && !alone.fires(&row("1", "1", "USD")));
    }
}
