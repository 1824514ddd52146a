//! Rows against rows: repeated rows, and references from one table to another. Hashing, so linear.

use std::collections::{HashMap, HashSet};

use super::super::sight::{Hit, Whole, shown_value};
use super::super::spec::{Check, Fields, ParamKind, Run, needed};
use super::super::words::said;
use crate::answer::{Answer, Row};
use crate::path::FieldId;

/// No two rows have the same answers in these columns. Rows whose first column is blank are left alone.
/// `{row}` is the position, from 1, of the earlier row.
pub(super) const UNIQUE: Check = Check {
    name: "unique",
    fields: Fields::Columns,
    params: &[],
    says: &["row", "value_shown"],
    run: Run::Whole(unique),
};

fn unique(whole: &Whole<'_>) -> Vec<Hit> {
    let columns = whole.sight.rule.listed();
    let mut first_at: HashMap<Vec<String>, usize> = HashMap::new();
    let mut hits = Vec::new();
    for (position, row) in whole.rows() {
        let key: Vec<String> = columns.iter().map(|column| text(whole, column, row)).collect();
        if key.first().is_none_or(String::is_empty) {
            continue;
        }
        match first_at.get(&key) {
            None => drop(first_at.insert(key, position)),
            Some(first) => {
                let row = ("row", (first + 1).to_string());
                hits.push((Some(position), said([row, ("value_shown", shown(whole, &key[0]))])));
            }
        }
    }
    hits
}

/// The column names a row of another table by the value of that row's `key` column.
pub(super) const ROW_REFERENCE: Check = Check {
    name: "row_reference",
    fields: Fields::Columns,
    params: &[needed("key", ParamKind::Column(&[]))],
    says: &["value_shown"],
    run: Run::Whole(row_reference),
};

fn row_reference(whole: &Whole<'_>) -> Vec<Hit> {
    let (Some(key), Some(column)) = (whole.sight.field("key"), whole.sight.rule.listed().first())
    else {
        return Vec::new();
    };
    let targets = whole.sight.view.content().rows(key.table().unwrap_or_default());
    let known: HashSet<String> = targets.iter().map(|row| text(whole, &key, row)).collect();
    let wanted = whole.rows().map(|(position, row)| (position, text(whole, column, row)));
    wanted
        .filter(|(_, value)| !value.is_empty() && !known.contains(value))
        .map(|(position, value)| (Some(position), said([("value_shown", shown(whole, &value))])))
        .collect()
}

/// The answer as one text without outer white space; empty where blank or hidden.
fn text<'a>(whole: &Whole<'a>, column: &FieldId, row: &'a Row) -> String {
    let answer = whole.sight.view.answer(column, Some(row)).map(Answer::to_text);
    answer.map(|text| text.trim().to_owned()).unwrap_or_default()
}

/// The value of the rule's first column as a message may show it.
fn shown(whole: &Whole<'_>, value: &str) -> String {
    let field = whole.sight.rule.listed().first().and_then(|column| whole.sight.view.field(column));
    field.map_or_else(String::new, |(_, field)| shown_value(field, value))
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        table = "a"
        field = [{ path = "a[].no", kind = "account" }]
        [[section]]
        table = "t"
        field = [{ path = "t[].no", kind = "account" }, { path = "t[].chain", kind = "text" }]
    "#;

    #[test]
    fn the_later_of_two_equal_rows_is_found() {
        let bench = Bench::new(FORM, "check = 'unique'\nfields = ['t[].no', 't[].chain']");
        let rows = "t = [{ no = '11-1', chain = 'x' }, { chain = 'x' }, { no = '11-1', chain = 'y' }, { chain = 'x' }, { no = '11-1 ', chain = 'x' }]";
        assert_eq!(bench.paths(rows), ["t[r5].no"]);
        assert_eq!(bench.says(rows, "row"), "1");
    }

    #[test]
    fn a_reference_leads_to_a_row() {
        let bench = Bench::new(
            FORM,
            "check = 'row_reference'\nfields = ['t[].no']\nparams = { key = 'a[].no' }",
        );
        let rows = "a = [{ no = '11-1' }]\nt = [{ no = '11-1' }, {}, { no = '11-2' }]";
        assert_eq!(bench.paths(rows), ["t[r3].no"]);
    }
}
