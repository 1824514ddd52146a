//! Stated totals by group against the rows of another table: one row for each asset, country, reason.

use std::collections::BTreeMap;

use bigdecimal::BigDecimal;

use super::super::sight::{Hit, Whole};
use super::super::spec::{Check, Fields, ParamKind, Run, Words, needed, optional};
use super::super::words::{grouped, said};
use super::numbers::NUMBERS;
use crate::answer::Answer;

/// Columns: group, count, and two sums. Each row states for its group how many rows of the table of `of` have
/// that answer there and satisfy `where`, and the sums of `first` and `second` over them; and no group of those
/// rows is left out, which is found on the last row. A cell left blank is not compared.
pub(super) const GROUP_TOTALS: Check = Check {
    name: "group_totals",
    fields: Fields::Columns,
    params: &[
        needed("of", ParamKind::Column(&[])),
        needed("first", ParamKind::Column(NUMBERS)),
        needed("second", ParamKind::Column(NUMBERS)),
        optional("where", ParamKind::Condition),
    ],
    says: &["group", "count", "first_sum", "second_sum"],
    run: Run::Whole(|whole| group_totals(whole).unwrap_or_default()),
};

/// Count and sums of a group; a sum is unknown where one of its amounts cannot be read.
#[derive(Default)]
struct Group {
    count: usize,
    sums: [Option<BigDecimal>; 2],
}

fn group_totals(whole: &Whole<'_>) -> Option<Vec<Hit>> {
    let [group, count, first, second] = whole.sight.rule.listed() else { return None };
    let mut left = groups(whole)?;
    let mut hits = Vec::new();
    let mut last = None;
    for (position, row) in whole.rows() {
        last = Some(position);
        let Some(name) = whole.sight.view.answer(group, Some(row)).map(Answer::to_text) else {
            continue;
        };
        let found = left.remove(name.trim()).unwrap_or_else(|| Group {
            count: 0,
            sums: [Some(BigDecimal::from(0)), Some(BigDecimal::from(0))],
        });
        let differs = |column, computed: Option<&BigDecimal>| {
            let stated = whole.sight.amount(column, Some(row));
            stated.zip(computed).is_some_and(|(stated, computed)| stated != *computed)
        };
        let [first_sum, second_sum] = &found.sums;
        let counted = BigDecimal::from(found.count as u64);
        if differs(count, Some(&counted))
            || differs(first, first_sum.as_ref())
            || differs(second, second_sum.as_ref())
        {
            hits.push((Some(position), found.words(name.trim())));
        }
    }
    // Without any row there is no place to land; that rows are needed is another rule's matter.
    let last = last?;
    hits.extend(left.iter().map(|(name, group)| (Some(last), group.words(name))));
    Some(hits)
}

fn groups(whole: &Whole<'_>) -> Option<BTreeMap<String, Group>> {
    let sight = &whole.sight;
    let of = sight.field("of")?;
    let columns = [sight.field("first")?, sight.field("second")?];
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for row in sight.rows_where(of.table()?, "where") {
        let Some(answer) = sight.view.answer(&of, Some(row)) else { continue };
        let group = groups.entry(answer.to_text().trim().to_owned()).or_insert_with(|| Group {
            count: 0,
            sums: [Some(BigDecimal::from(0)), Some(BigDecimal::from(0))],
        });
        group.count += 1;
        for (sum, column) in group.sums.iter_mut().zip(&columns) {
            if sight.view.answer(column, Some(row)).is_some() {
                *sum = sum.take().zip(sight.amount(column, Some(row))).map(|(a, b)| a + b);
            }
        }
    }
    Some(groups)
}

impl Group {
    fn words(&self, name: &str) -> Words {
        let sum = |sum: &Option<BigDecimal>| sum.as_ref().map(grouped).unwrap_or_default();
        said([
            ("group", name.chars().take(40).collect()),
            ("count", self.count.to_string()),
            ("first_sum", sum(&self.sums[0])),
            ("second_sum", sum(&self.sums[1])),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        table = "a"
        field = [
            { path = "a[].coin", kind = "text" }, { path = "a[].count", kind = "integer" },
            { path = "a[].won", kind = "krw" }, { path = "a[].usd", kind = "decimal" },
        ]
        [[section]]
        table = "t"
        field = [{ path = "t[].coin", kind = "text" }, { path = "t[].won", kind = "krw" }, { path = "t[].usd", kind = "decimal" }]
    "#;
    const ROWS: &str = "t = [{ coin = 'X', won = '10', usd = '1.5' }, { coin = 'Y', won = '7' }, { coin = 'X', won = '5', usd = '0.25' }]";

    fn bench() -> Bench {
        Bench::new(
            FORM,
            "phase = 'case'\ncheck = 'group_totals'\nfields = ['a[].coin', 'a[].count', 'a[].won', 'a[].usd']\n\
             params = { of = 't[].coin', first = 't[].won', second = 't[].usd' }",
        )
    }

    #[test]
    fn each_group_states_its_own_totals() {
        let says = |x: &str| {
            format!("a = [{{ coin = 'X', {x} }}, {{ coin = 'Y', count = '1', won = '7' }}]\n{ROWS}")
        };
        assert!(!bench().fires(&says("count = '2', won = '15', usd = '1.75'")));
        for wrong in ["count = '3'", "won = '14'", "usd = '1.5'"] {
            assert_eq!(bench().paths(&says(wrong)), ["a[r1].coin"], "{wrong}");
        }
        assert_eq!(bench().says(&says("won = '14'"), "second_sum"), "1.75");
    }

    #[test]
    fn rows_that_do_not_count_are_in_no_group() {
        let bench = Bench::new(
            FORM,
            "phase = 'case'\ncheck = 'group_totals'\nfields = ['a[].coin', 'a[].count', 'a[].won', 'a[].usd']\n\
             params = { of = 't[].coin', first = 't[].won', second = 't[].usd', where = { field = 't[].usd', answered = true } }",
        );
        let states = |count: u8| format!("a = [{{ coin = 'X', count = '{count}' }}]\n{ROWS}");
        assert!(!bench.fires(&states(2)), "the row of Y has no dollars");
        assert!(bench.fires(&states(1)));
    }

    #[test]
    fn no_group_is_left_out_or_made_up() {
        let one = format!("a = [{{ coin = 'X', count = '2' }}]\n{ROWS}");
        assert_eq!(bench().says(&one, "group"), "Y");
        let more = format!(
            "a = [{{ coin = 'X' }}, {{ coin = 'Y' }}, {{ coin = 'Z', count = '1' }}]\n{ROWS}"
        );
        assert_eq!(bench().paths(&more), ["a[r3].coin"]);
        assert!(!bench().fires(ROWS), "no totals, nothing to compare");
    }
}
