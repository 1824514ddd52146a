//! Checks against what is known outside the filing: sums, patterns and base rates of the vault, other reports.
//! Without such knowledge, on a form by itself, they find nothing.

use bigdecimal::BigDecimal;
use chrono::NaiveDate;

use super::super::known::Known;
use super::super::sight::{Cell, Sight, Together};
use super::super::spec::{Check, Fields, ParamKind, Run, Said, needed, optional};
use super::super::words::{fault, fault_if};
use super::numbers::NUMBERS;
use crate::answer::{Answer, Row};
use crate::definition::{Kind, Value, kst, read_number};

const MOMENT: &[Kind] = &[Kind::Datetime];
const DATE: &[Kind] = &[Kind::Date];
const CODE: &[Kind] = &[Kind::Code];
const TEXT: &[Kind] = &[Kind::Text];

/// Each listed column says what the vault's sum of that name is. A blank one is a fault, too: the sums are there to
/// be filled in.
pub(super) const SUMS_KNOWN: Check = Check {
    name: "sums_known",
    fields: Fields::Several,
    params: &[],
    says: &["stated", "computed"],
    run: Run::Together(sums_known),
};

fn sums_known(together: &Together<'_>) -> Said {
    let sums = together.sight.known()?.sums.get(&together.row?.id)?;
    for (position, field) in together.sight.rule.listed().iter().enumerate() {
        let Some(computed) = sums.get(field.name()) else { continue };
        let stated = together.answer(position).map(Answer::to_text).unwrap_or_default();
        if read_number(&stated) != read_number(computed) {
            return fault([("stated", stated), ("computed", computed.clone())]);
        }
    }
    None
}

/// A row on which one of the patterns rests does not say `no`.
pub(super) const PATTERN_STATED: Check = Check {
    name: "pattern_stated",
    fields: Fields::Each(CODE),
    params: &[needed("patterns", ParamKind::Texts), needed("no", ParamKind::Text)],
    says: &["found"],
    run: Run::AnyCell(pattern_stated),
};

fn pattern_stated(cell: &Cell<'_>) -> Said {
    let found = cell.sight.known()?.patterns.get(&cell.row?.id)?;
    let asked = cell.sight.texts("patterns").iter().filter(|pattern| found.contains(*pattern));
    let asked: Vec<&str> = asked.map(String::as_str).collect();
    let answer = cell.answer.map(Answer::to_text).unwrap_or_default();
    let denied = answer.trim().is_empty() || Some(answer.trim()) == cell.sight.text("no");
    fault_if(denied && !asked.is_empty(), [("found", asked.join(", "))])
}

/// Rate, moment and, where `currency` names a column, the currency: the rate is answered, or the vault has one for
/// the day that counts.
pub(super) const RATE_KNOWN: Check = Check {
    name: "rate_known",
    fields: Fields::Exactly(&[NUMBERS, MOMENT]),
    params: RATE_OF,
    says: &["currency", "day"],
    run: Run::Together(rate_known),
};

/// As [`RATE_KNOWN`]: the rate that is answered is the one that the vault has.
pub(super) const RATE_AGREES: Check = Check {
    name: "rate_agrees",
    fields: Fields::Exactly(&[NUMBERS, MOMENT]),
    params: RATE_OF,
    says: &["currency", "day", "stated", "published"],
    run: Run::Together(rate_agrees),
};

const RATE_OF: &[super::super::spec::ParamSpec] =
    &[optional("currency", ParamKind::Text), optional("currency_in", ParamKind::Field(CODE))];

/// The rate of a movement: currency, day that counts, and what the vault has for it.
fn rate<'a>(together: &Together<'a>) -> Option<(String, NaiveDate, Option<&'a String>)> {
    let known = together.sight.known()?;
    let currency = match together.sight.text("currency") {
        Some(currency) => currency.to_owned(),
        None => {
            let field = together.sight.field("currency_in")?;
            together.sight.view.answer(&field, together.row)?.to_text()
        }
    };
    let day = *known.rate_days.get(&together.moment(1)?.day())?;
    let rates = known.rates.get(&currency)?;
    Some((currency, day, rates.get(&day)))
}

fn rate_known(together: &Together<'_>) -> Said {
    let (currency, day, found) = rate(together)?;
    let missing = found.is_none() && together.answer(0).is_none();
    fault_if(missing, [("currency", currency), ("day", day.to_string())])
}

fn rate_agrees(together: &Together<'_>) -> Said {
    let (currency, day, found) = rate(together)?;
    let published: BigDecimal = read_number(found?)?;
    let stated = together.amount(0)?;
    fault_if(
        stated != published,
        [
            ("currency", currency),
            ("day", day.to_string()),
            ("stated", stated.to_plain_string()),
            ("published", published.to_plain_string()),
        ],
    )
}

/// A day and a moment: the day is the one whose base rate counts for the moment.
pub(super) const RATE_DAY: Check = Check {
    name: "rate_day",
    fields: Fields::Exactly(&[DATE, MOMENT]),
    params: &[],
    says: &["stated", "day"],
    run: Run::Together(rate_day),
};

fn rate_day(together: &Together<'_>) -> Said {
    let day = together.sight.known()?.rate_days.get(&together.moment(1)?.day())?;
    let stated = together.moment(0)?.day();
    fault_if(stated != *day, [("stated", stated.to_string()), ("day", day.to_string())])
}

/// No other report of this form has the number.
pub(super) const NUMBER_FREE: Check = Check {
    name: "number_free",
    fields: Fields::Each(TEXT),
    params: &[],
    says: &["value_shown"],
    run: Run::Cell(|cell| number(cell, true)),
};

/// Another report of this form has the number.
pub(super) const NUMBER_THERE: Check = Check {
    name: "number_there",
    fields: Fields::Each(TEXT),
    params: &[],
    says: &["value_shown"],
    run: Run::Cell(|cell| number(cell, false)),
};

fn number(cell: &Cell<'_>, taken: bool) -> Said {
    let known = cell.sight.known()?;
    let number = cell.text()?.trim();
    fault_if(known.numbers.contains(number) == taken, [("value_shown", number.to_owned())])
}

/// What other places that may be shown here say of the same movement: the imported one (`ledger`), or else other
/// reports. Looks at quantities, won and moments; a moment may lie `minutes` apart.
pub(super) const SAME_ELSEWHERE: Check = Check {
    name: "same_elsewhere",
    fields: Fields::Each(&[Kind::Decimal, Kind::Krw, Kind::Datetime]),
    params: &[needed("minutes", ParamKind::Number), optional("ledger", ParamKind::Flag)],
    says: &["where", "here", "there"],
    run: Run::Cell(same_elsewhere),
};

fn same_elsewhere(cell: &Cell<'_>) -> Said {
    let row: &Row = cell.row?;
    let places = cell.sight.known()?.elsewhere.get(&row.id)?.iter();
    let ledger = cell.sight.flag("ledger");
    let here = cell.value()?;
    let seconds = cell.sight.number("minutes")?.checked_mul(60)?;
    places.filter(|there| there.document_no.is_empty() == ledger).find_map(|there| {
        let said = match &here {
            Value::Instant(at) => {
                let theirs = there.at.filter(|theirs| (at.timestamp() - theirs).abs() > seconds)?;
                (in_korea(at.timestamp()), in_korea(theirs))
            }
            Value::Number(number) if cell.field.kind == Kind::Krw => {
                let theirs = there.krw.map(BigDecimal::from).filter(|theirs| theirs != number)?;
                (number.to_plain_string(), theirs.to_plain_string())
            }
            Value::Number(number) => {
                let theirs = read_number(&there.quantity).filter(|theirs| theirs != number)?;
                (number.to_plain_string(), theirs.to_plain_string())
            }
            _ => return None,
        };
        fault([("where", there.document_no.clone()), ("here", said.0), ("there", said.1)])
    })
}

/// A moment as messages show it.
fn in_korea(at: i64) -> String {
    let moment = chrono::DateTime::from_timestamp(at, 0);
    moment.map_or_else(String::new, |at| {
        at.with_timezone(&kst()).format("%Y-%m-%d %H:%M").to_string()
    })
}

impl<'a> Sight<'a> {
    /// What is known outside the filing.
    pub(super) fn known(&self) -> Option<&'a Known> {
        self.context.known
    }
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;
    use crate::rules::Known;

    const FORM: &str = r#"
        [[section]]
        field = [{ path = "h.no", kind = "text" }]
        [[section]]
        table = "t"
        field = [
            { path = "t[].at", kind = "datetime" }, { path = "t[].rate", kind = "decimal" },
            { path = "t[].on", kind = "date" }, { path = "t[].day_usd", kind = "decimal" },
            { path = "t[].amount", kind = "decimal" }, { path = "t[].won", kind = "krw" },
        ]
    "#;

    fn known(text: &str) -> Known {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn a_rate_is_there_for_the_day_that_counts() {
        let bench = |check: &str, rest: &str| {
            Bench::new(FORM, &format!("check = '{check}'\nfields = [{rest}]")).knowing(known(
                "rate_days = { '2026-10-11' = '2026-10-08' }\nrates = { USD = { '2026-10-07' = '1' } }",
            ))
        };
        let there = bench("rate_known", "'t[].rate', 't[].at']\nparams = { currency = 'USD' }\n#");
        // Just after midnight in Korea on the eleventh.
        let at = "at = '2026-10-10T15:30:00Z'";
        assert_eq!(there.says(&format!("t = [{{ {at} }}]"), "day"), "2026-10-08");
        assert!(!there.fires(&format!("t = [{{ {at}, rate = '1400' }}]")), "entered by hand");
        assert!(!there.fires("t = [{ at = '2026-10-12T09:00:00Z' }]"), "a day nobody looked up");
        let there = there.knowing(known(
            "rate_days = { '2026-10-11' = '2026-10-08' }\nrates = { USD = { '2026-10-08' = '1' } }",
        ));
        assert!(!there.fires(&format!("t = [{{ {at} }}]")));
        let day = bench("rate_day", "'t[].on', 't[].at'");
        assert!(day.fires(&format!("t = [{{ {at}, on = '2026-10-11' }}]")));
        assert!(!day.fires(&format!("t = [{{ {at}, on = '2026-10-08' }}]")));
    }

    #[test]
    fn sums_are_those_of_the_vault_and_blank_ones_are_told() {
        let bench = Bench::new(FORM, "check = 'sums_known'\nfields = ['t[].day_usd']");
        assert!(!bench.fires("t = [{ }]"), "a form by itself knows no sums");
        let bench = bench.knowing(known("sums = { r1 = { day_usd = '12.50' } }"));
        assert!(bench.fires("t = [{ at = 'x' }]") && bench.fires("t = [{ day_usd = '12.51' }]"));
        assert!(!bench.fires("t = [{ day_usd = '12.5' }]"), "numbers, not digits");
    }

    #[test]
    fn places_are_told_apart_and_compared_by_kind() {
        let bench = |ledger: bool| {
            let rule = format!(
                "check = 'same_elsewhere'\nfields = ['t[].at', 't[].amount', 't[].won']\n\
                 params = {{ minutes = 1, ledger = {ledger} }}"
            );
            Bench::new(FORM, &rule).knowing(known(
                "elsewhere = { r1 = [{ document_no = 'A-1', at = 1796083200, quantity = '1.50', krw = 7 }] }",
            ))
        };
        // 1796083200 is 2026-12-01T00:00:00Z.
        let right = "t = [{ at = '2026-12-01T09:00:59+09:00', amount = '1.5', won = '7' }]";
        assert!(!bench(false).fires(right));
        for (wrong, place) in [
            ("t = [{ at = '2026-12-01T09:01:01+09:00' }]", "t[r1].at"),
            ("t = [{ amount = '1.51' }]", "t[r1].amount"),
            ("t = [{ won = '8' }]", "t[r1].won"),
        ] {
            assert_eq!(bench(false).paths(wrong), [place]);
            assert!(!bench(true).fires(wrong), "the ledger says nothing");
        }
    }

    #[test]
    fn a_number_is_free_or_taken() {
        let bench = |check: &str| {
            Bench::new(FORM, &format!("check = '{check}'\nfields = ['h.no']"))
                .knowing(known("numbers = ['A-1']"))
        };
        assert!(bench("number_free").fires("h.no = 'A-1'"));
        assert!(!bench("number_free").fires("h.no = 'A-2'"));
        assert!(bench("number_there").fires("h.no = 'A-2'"));
        assert!(!bench("number_there").fires("h.no = 'A-1'"));
    }
}
