//! Whether a narrative names the parties through whom most of the money came or went.

use std::collections::HashMap;

use bigdecimal::BigDecimal;

use super::super::sight::Together;
use super::super::spec::{Check, Fields, ParamKind, Run, Said, needed};
use super::super::words::fault_if;
use super::narrative::TEXTS;
use super::numbers::NUMBERS;
use crate::answer::Answer;

/// Each of the `top` parties (column `name`) with the largest sums (column `amount`), among rows whose column
/// `direction` is one of `codes`, is named in the text. Case and spaces do not count.
pub(super) const NAMES_COUNTERPARTIES: Check = Check {
    name: "names_counterparties",
    fields: Fields::Exactly(&[TEXTS]),
    params: &[
        needed("name", ParamKind::Column(&[])),
        needed("amount", ParamKind::Column(NUMBERS)),
        needed("direction", ParamKind::Column(&[])),
        needed("codes", ParamKind::Texts),
        needed("top", ParamKind::Number),
    ],
    says: &["missing"],
    run: Run::Together(names_counterparties),
};

fn names_counterparties(together: &Together<'_>) -> Said {
    let text = plain(together.text(0)?);
    let largest = largest(together)?;
    let missing: Vec<&str> =
        largest.iter().filter(|name| !text.contains(&plain(name))).map(String::as_str).collect();
    fault_if(!missing.is_empty(), [("missing", missing.join(", "))])
}

/// The names of the largest parties, by sum; those with equal sums in the order of the rows.
fn largest(together: &Together<'_>) -> Option<Vec<String>> {
    let sight = &together.sight;
    let (name, amount) = (sight.field("name")?, sight.field("amount")?);
    let (direction, codes) = (sight.field("direction")?, sight.texts("codes"));
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut sums: Vec<(String, BigDecimal)> = Vec::new();
    for row in sight.view.content().rows(name.table()?) {
        let counts = sight.view.answer(&direction, Some(row)).is_some_and(|answer| {
            answer.values().any(|value| codes.iter().any(|code| code == value))
        });
        let party = sight.view.answer(&name, Some(row)).map(Answer::to_text);
        let (Some(party), Some(won)) = (party.filter(|_| counts), sight.amount(&amount, Some(row)))
        else {
            continue;
        };
        let place = *places.entry(plain(&party)).or_insert_with(|| {
            sums.push((party.trim().to_owned(), BigDecimal::default()));
            sums.len() - 1
        });
        sums[place].1 += won;
    }
    sums.sort_by(|(_, a), (_, b)| b.cmp(a));
    sums.truncate(sight.count("top")?);
    Some(sums.into_iter().map(|(party, _)| party).collect())
}

/// Without spaces, in lower case.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        field = [{ path = "s.story", kind = "paragraph" }]
        [[section]]
        table = "t"
        field = [{ path = "t[].way", kind = "code", codes = "list" }, { path = "t[].who", kind = "text" }, { path = "t[].won", kind = "krw" }]
    "#;
    const RULE: &str = "phase = 'case'\ncheck = 'names_counterparties'\nfields = ['s.story']\n\
        params = { name = 't[].who', amount = 't[].won', direction = 't[].way', codes = ['1'], top = 2 }";

    #[test]
    fn the_largest_parties_are_named() {
        let bench = Bench::new(FORM, RULE);
        let rows = "t = [{ way = '1', who = '갑', won = '50' }, { way = '1', who = '을 회사', won = '30' }, \
            { way = '1', who = '병', won = '40' }, { way = '1', who = '을회사', won = '30' }, { way = '2', who = '정', won = '900' }]";
        assert!(!bench.fires(&format!("s.story = '갑과 을 회사에서 받음'\n{rows}")));
        assert_eq!(
            bench.says(&format!("s.story = '병에게서 받음'\n{rows}"), "missing"),
            "을 회사, 갑"
        );
        assert!(!bench.fires("s.story = '거래 없이 시도만'"));
    }
}
