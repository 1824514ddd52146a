//! Stated totals against the rows of a table: sums, counts, a least number of rows, the period they span.
//!
//! One pass over the rows. Where an amount cannot be read, the sum is unknown and nothing is said of it; the
//! amount itself is a finding.

use bigdecimal::BigDecimal;

use super::super::sight::{Hit, Together, Whole};
use super::super::spec::{Check, Fields, ParamKind, Run, Said, needed, optional};
use super::super::words::{fault_if, grouped, said};
use super::numbers::NUMBERS;
use crate::definition::Kind;

const MOMENTS: &[Kind] = &[Kind::Date, Kind::Datetime];

/// The field states the sum of a column, over the rows where `where` holds.
pub(super) const SUM_EQUALS: Check = Check {
    name: "sum_equals",
    fields: Fields::Exactly(&[NUMBERS]),
    params: &[
        needed("column", ParamKind::Column(NUMBERS)),
        optional("where", ParamKind::Condition),
    ],
    says: &["stated", "sum"],
    run: Run::Together(sum_equals),
};

fn sum_equals(together: &Together<'_>) -> Said {
    let stated = together.amount(0)?;
    let column = together.sight.field("column")?;
    let mut sum = BigDecimal::from(0);
    for row in together.sight.rows_where(column.table()?, "where") {
        if together.sight.view.answer(&column, Some(row)).is_some() {
            sum += together.sight.amount(&column, Some(row))?;
        }
    }
    fault_if(stated != sum, [("stated", grouped(&stated)), ("sum", grouped(&sum))])
}

/// The field states the number of rows where `where` holds.
pub(super) const COUNT_EQUALS: Check = Check {
    name: "count_equals",
    fields: Fields::Exactly(&[NUMBERS]),
    params: &[needed("table", ParamKind::Table), optional("where", ParamKind::Condition)],
    says: &["stated", "count"],
    run: Run::Together(count_equals),
};

fn count_equals(together: &Together<'_>) -> Said {
    let stated = together.amount(0)?;
    let count = together.sight.rows_where(together.sight.text("table")?, "where").count();
    let wrong = u64::try_from(count).is_ok_and(|count| stated != count);
    fault_if(wrong, [("stated", grouped(&stated)), ("count", count.to_string())])
}

/// The table has at least `min` rows. Without a field, the finding concerns the filing as a whole.
pub(super) const MIN_ROWS: Check = Check {
    name: "min_rows",
    fields: Fields::Landing,
    params: &[needed("table", ParamKind::Table), needed("min", ParamKind::Number)],
    says: &["count"],
    run: Run::Whole(min_rows),
};

fn min_rows(whole: &Whole<'_>) -> Vec<Hit> {
    let sight = &whole.sight;
    let (Some(table), Some(min)) = (sight.text("table"), sight.count("min")) else {
        return Vec::new();
    };
    let count = sight.view.content().rows(table).len();
    if count >= min { Vec::new() } else { vec![(None, said([("count", count.to_string())]))] }
}

/// Every day in the column lies in the period from the first field to the second.
pub(super) const PERIOD_COVERED: Check = Check {
    name: "period_covered",
    fields: Fields::Exactly(&[MOMENTS, MOMENTS]),
    params: &[
        needed("column", ParamKind::Column(MOMENTS)),
        optional("where", ParamKind::Condition),
    ],
    says: &["from", "to", "first", "last"],
    run: Run::Together(period_covered),
};

fn period_covered(together: &Together<'_>) -> Said {
    let column = together.sight.field("column")?;
    let (from, to) = (together.moment(0)?.day(), together.moment(1)?.day());
    let days = together
        .sight
        .rows_where(column.table()?, "where")
        .filter_map(|row| Some(together.sight.moment(&column, Some(row))?.day()));
    let (first, last) = days.fold(None, |span, day| match span {
        None => Some((day, day)),
        Some((first, last)) => Some((day.min(first), day.max(last))),
    })?;
    let words = [("from", from), ("to", to), ("first", first), ("last", last)];
    fault_if(first < from || last > to, words.map(|(name, day)| (name, day.to_string())))
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        field = [
            { path = "s.total", kind = "krw" }, { path = "s.count", kind = "integer" },
            { path = "s.from", kind = "date" }, { path = "s.to", kind = "date" },
        ]
        [[section]]
        table = "t"
        field = [{ path = "t[].way", kind = "code", codes = "list" }, { path = "t[].won", kind = "krw" }, { path = "t[].at", kind = "datetime" }]
    "#;

    #[test]
    fn a_total_is_the_sum_of_its_rows() {
        let rule = "phase = 'case'\ncheck = 'sum_equals'\nfields = ['s.total']\n\
                    params = { column = 't[].won', where = { field = 't[].way', in = ['1'] } }";
        let bench = Bench::new(FORM, rule);
        let rows = "t = [{ way = '1', won = '1,000' }, { way = '2', won = '7' }, { way = '1', won = '500' }, { way = '1' }]";
        assert!(!bench.fires(&format!("s.total = '1500'\n{rows}")));
        assert!(!bench.fires(rows), "no total, nothing to compare");
        assert_eq!(bench.says(&format!("s.total = '1507'\n{rows}"), "sum"), "1,500");
        assert!(
            !bench.fires("s.total = '5'\nt = [{ way = '1', won = 'five' }]"),
            "the sum is unknown"
        );
    }

    #[test]
    fn a_count_is_the_number_of_rows() {
        let bench = Bench::new(
            FORM,
            "phase = 'case'\ncheck = 'count_equals'\nfields = ['s.count']\nparams = { table = 't' }",
        );
        assert!(!bench.fires("s.count = '2'\nt = [{ won = '1' }, {}]"));
        assert_eq!(bench.says("s.count = '2'\nt = [{ won = '1' }]", "count"), "1");
    }

    #[test]
    fn too_few_rows_concern_the_filing() {
        let bench = Bench::new(
            FORM,
            "phase = 'case'\ncheck = 'min_rows'\nfields = []\nparams = { table = 't', min = 1 }",
        );
        assert_eq!(bench.paths("{}"), ["-"]);
        assert_eq!(bench.says("{}", "min"), "1");
        assert!(!bench.fires("t = [{ won = '1' }]"));
        let landing = Bench::new(
            FORM,
            "phase = 'case'\ncheck = 'min_rows'\nfields = ['s.total']\nparams = { table = 't', min = 2 }",
        );
        assert_eq!(landing.paths("t = [{ won = '1' }]"), ["s.total"]);
    }

    #[test]
    fn a_period_spans_its_rows() {
        let rule = "phase = 'case'\ncheck = 'period_covered'\nfields = ['s.from', 's.to']\nparams = { column = 't[].at' }";
        let bench = Bench::new(FORM, rule);
        let rows =
            "t = [{ at = '2026-03-01T00:00' }, { at = '2026-01-31T23:59' }, { at = 'yesterday' }]";
        assert!(!bench.fires(&format!("s.from = '2026-01-31'\ns.to = '2026-03-01'\n{rows}")));
        assert_eq!(
            bench.says(&format!("s.from = '2026-02-01'\ns.to = '2026-03-01'\n{rows}"), "first"),
            "2026-01-31"
        );
        assert!(!bench.fires("s.from = '2026-02-01'\ns.to = '2026-03-01'"));
    }
}
