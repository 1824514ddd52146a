//! Amounts in running text: in millions of won throughout, and totals that agree with the table.

use std::collections::BTreeMap;

use bigdecimal::{BigDecimal, RoundingMode};

use super::super::sight::{Cell, Together};
use super::super::spec::{Check, Fields, ParamKind, Run, Said, needed, optional};
use super::super::words::{fault, fault_if, grouped};
use super::narrative::TEXTS;
use super::numbers::NUMBERS;
use super::won::{Won, amounts};
use crate::answer::Answer;

/// An amount in the text is not written in millions of won (백만원).
pub(super) const AMOUNTS_IN_MILLION: Check = Check {
    name: "amounts_in_million",
    fields: Fields::Each(TEXTS),
    params: &[],
    says: &["amounts"],
    run: Run::Cell(amounts_in_million),
};

fn amounts_in_million(cell: &Cell<'_>) -> Said {
    let plain = amounts(cell.text()?).into_iter().filter(|won| won.million.is_none());
    // Three show what is meant; the author finds the others.
    let shown: Vec<&str> = plain.map(|won| won.text).take(3).collect();
    fault_if(!shown.is_empty(), [("amounts", shown.join(", "))])
}

/// A total in the text (총 … 12백만원, 합계 … 12백만원) is no total of the column: neither of all rows where
/// `where` holds nor of those with the same value of `by`. Rounding and cutting off are both accepted.
pub(super) const TOTALS_IN_TEXT: Check = Check {
    name: "totals_in_text",
    fields: Fields::Exactly(&[TEXTS]),
    params: &[
        needed("column", ParamKind::Column(NUMBERS)),
        optional("by", ParamKind::Column(&[])),
        optional("where", ParamKind::Condition),
    ],
    says: &["stated", "computed"],
    run: Run::Together(totals_in_text),
};

fn totals_in_text(together: &Together<'_>) -> Said {
    let text = together.text(0)?;
    let totals = totals(together)?;
    for stated in stated_totals(text) {
        // As many decimals as the author chose to write.
        let decimals = stated.fractional_digit_count().max(0);
        let at = |total: &BigDecimal, mode| {
            (total / BigDecimal::from(1_000_000)).with_scale_round(decimals, mode)
        };
        let agrees = |total| {
            [RoundingMode::HalfUp, RoundingMode::Down]
                .into_iter()
                .any(|mode| at(total, mode) == stated)
        };
        if !totals.iter().any(agrees) {
            let computed = totals.iter().map(|total| grouped(&at(total, RoundingMode::HalfUp)));
            let computed = computed.collect::<Vec<_>>().join(", ");
            return fault([("stated", grouped(&stated)), ("computed", computed)]);
        }
    }
    None
}

/// The total of all rows, then by value of `by`; `None` where there are no rows or an amount is unreadable.
fn totals(together: &Together<'_>) -> Option<Vec<BigDecimal>> {
    let (column, by) = (together.sight.field("column")?, together.sight.field("by"));
    let mut all: Option<BigDecimal> = None;
    let mut groups: BTreeMap<String, BigDecimal> = BTreeMap::new();
    for row in together.sight.rows_where(column.table()?, "where") {
        if together.sight.view.answer(&column, Some(row)).is_none() {
            continue;
        }
        let amount = together.sight.amount(&column, Some(row))?;
        let value = by.as_ref().and_then(|by| together.sight.view.answer(by, Some(row)));
        if let Some(value) = value.map(Answer::to_text) {
            *groups.entry(value).or_default() += &amount;
        }
        *all.get_or_insert_default() += amount;
    }
    Some(std::iter::once(all?).chain(groups.into_values()).collect())
}

/// How far before an amount a word for total may stand, in characters.
const REACH: usize = 24;

/// The amounts in millions that the text calls a total: a word for total stands before them, in the same
/// sentence and not before another amount.
fn stated_totals(text: &str) -> Vec<BigDecimal> {
    let mut previous = 0;
    let mut stated = Vec::new();
    for Won { place, million, .. } in amounts(text) {
        let before = &text[previous..place.start];
        let clause = before.rsplit(['.', '\n', ';']).next().unwrap_or_default();
        let from = clause.char_indices().rev().nth(REACH - 1).map_or(0, |(at, _)| at);
        if says_total(&clause[from..]) {
            stated.extend(million);
        }
        previous = place.end;
    }
    stated
}

/// 합계, or 총 as a word or before 액, 합, 계, 입금, 출금, 금액; not 총책 or 총판.
fn says_total(text: &str) -> bool {
    let is_hangul = |c: char| ('가'..='힣').contains(&c);
    let total = |(at, word): (usize, &str)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(is_hangul)
            && after.is_none_or(|c| !is_hangul(c) || "액합계입출금".contains(c))
    };
    text.contains("합계") || text.match_indices('총').any(total)
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;
    use super::*;

    const FORM: &str = r#"
        [[section]]
        field = [{ path = "s.story", kind = "paragraph" }]
        [[section]]
        table = "t"
        field = [{ path = "t[].way", kind = "code", codes = "list" }, { path = "t[].won", kind = "krw" }]
    "#;

    #[test]
    fn amounts_are_written_in_millions() {
        let bench =
            Bench::new(FORM, "phase = 'case'\ncheck = 'amounts_in_million'\nfields = ['s.story']");
        assert!(!bench.fires("s.story = '12백만원을 받아 1,230 백만 원을 보냄'"));
        assert_eq!(
            bench.says("s.story = '3백만원, 123,456,789원, 1억 2천만원'", "amounts"),
            "123,456,789원, 1억 2천만원"
        );
    }

    #[test]
    fn a_total_in_the_text_is_one_of_the_table() {
        let rule = "phase = 'case'\ncheck = 'totals_in_text'\nfields = ['s.story']\nparams = { column = 't[].won', by = 't[].way' }";
        let bench = Bench::new(FORM, rule);
        let rows = "t = [{ way = '1', won = '120,400,000' }, { way = '2', won = '49,600,000' }]";
        for (story, fires) in [
            ("총 120백만원을 받음", false),
            ("출금 합계는 50백만원", false),
            ("총 49백만원", false),
            ("총액 49.6백만원", false),
            ("입출금 총 170백만원, 개별 3백만원", false),
            ("총책에게 3백만원을 보냄", false),
            ("총 두 번이다. 3백만원", false),
            ("총 119백만원을 받음", true),
            ("3명에게 총 2회 51백만원", true),
        ] {
            assert_eq!(bench.fires(&format!("s.story = '{story}'\n{rows}")), fires, "{story}");
        }
        assert_eq!(
            bench.says(&format!("s.story = '총 1백만원'\n{rows}"), "computed"),
            "170, 120, 50"
        );
        assert!(!bench.fires("s.story = '총 1백만원'"), "no table to compare with");
    }

    #[test]
    fn a_word_for_total_is_a_word() {
        assert!(says_total("총 ") && says_total("입금 합계 ") && says_total("총입금액 "));
        assert!(!says_total("총책 ") && !says_total("권총 ") && !says_total("총판에 "));
    }
}
