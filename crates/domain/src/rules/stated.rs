//! The totals that a form's rules demand, computed from the rows: what `sum_equals`, `count_equals` and
//! `group_totals` would accept. The rules are the one place that says what a total is of.
//!
//! Not here: comparing (the checks), writing (a use case). Exact decimals only; where one amount of a total
//! cannot be read, that total is left out and named, never guessed.

use std::collections::{BTreeMap, BTreeSet};

use bigdecimal::{BigDecimal, Zero};

use super::{Param, Rule};
use crate::answer::{Answer, Row};
use crate::definition::{Condition, Definition, Value, View};
use crate::path::FieldId;

/// Cells of a row by column.
type Cells = BTreeMap<String, Answer>;

/// Every total of a filing that its form asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedTotals {
    /// Single fields with the text that belongs there.
    pub fields: BTreeMap<FieldId, String>,
    /// Tables of totals with all of their rows, in the order of the rules, groups in the order of their first
    /// row. A table that does not belong to the filing is absent.
    pub tables: BTreeMap<String, Vec<Cells>>,
    /// Columns in which an amount could not be read; totals over them are missing.
    pub unreadable: BTreeSet<FieldId>,
}

/// Computes the totals of a filing. One pass over the rows for each rule.
pub fn stated_totals(definition: &Definition, view: &View<'_>) -> StatedTotals {
    let mut totals = StatedTotals::default();
    for rule in &definition.rules {
        let _done = match rule.check.as_str() {
            "sum_equals" => sum(rule, view, &mut totals),
            "count_equals" => counted(rule, view, &mut totals),
            "group_totals" => groups(rule, view, &mut totals),
            _ => continue,
        };
    }
    totals
}

fn sum(rule: &Rule, view: &View<'_>, totals: &mut StatedTotals) -> Option<()> {
    let field = single(rule, view)?;
    let column: FieldId = text(rule, "column")?.parse().ok()?;
    let rows: Vec<&Row> = rows(rule, view, column.table()?);
    match total(view, &column, &rows) {
        Some(sum) => totals.fields.insert(field, sum.to_plain_string()).map(drop),
        None => totals.unreadable.insert(column).then_some(()),
    }
}

fn counted(rule: &Rule, view: &View<'_>, totals: &mut StatedTotals) -> Option<()> {
    let field = single(rule, view)?;
    let count = rows(rule, view, text(rule, "table")?).len();
    totals.fields.insert(field, count.to_string()).map(drop)
}

fn groups(rule: &Rule, view: &View<'_>, totals: &mut StatedTotals) -> Option<()> {
    let [group, count, first, second] = rule.listed() else { return None };
    let (section, field) = view.field(group)?;
    if !view.section_shown(section, None) {
        return None;
    }
    let of: FieldId = text(rule, "of")?.parse().ok()?;
    let mut order: Vec<String> = Vec::new();
    let mut members: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    for row in rows(rule, view, of.table()?) {
        let Some(name) = view.answer(&of, Some(row)) else { continue };
        let name = name.to_text().trim().to_owned();
        let rows = members.entry(name.clone()).or_default();
        if rows.is_empty() {
            order.push(name);
        }
        rows.push(row);
    }
    let table = totals.tables.entry(group.table()?.to_owned()).or_default();
    for name in order {
        let rows = members.get(&name)?;
        let mut cells = Cells::new();
        // The column that says what the row is a group of.
        if let Some(Condition::In { field, codes }) = &field.shown_when
            && let Some(code) = codes.first()
        {
            cells.insert(field.name().to_owned(), Answer::Text(code.clone()));
        }
        cells.insert(group.name().to_owned(), Answer::Text(name));
        cells.insert(count.name().to_owned(), Answer::Text(rows.len().to_string()));
        for (stated, param) in [(first, "first"), (second, "second")] {
            let column: FieldId = text(rule, param)?.parse().ok()?;
            match total(view, &column, rows) {
                Some(sum) => {
                    cells.insert(stated.name().to_owned(), Answer::Text(sum.to_plain_string()));
                }
                None => {
                    totals.unreadable.insert(column);
                }
            }
        }
        table.push(cells);
    }
    Some(())
}

/// The one single field of a rule, where it belongs to the filing.
fn single(rule: &Rule, view: &View<'_>) -> Option<FieldId> {
    let field = rule.listed().first().filter(|field| field.table().is_none())?;
    view.shown(field, None).then(|| field.clone())
}

/// The rows of a table for which the rule's `where` holds.
fn rows<'a>(rule: &Rule, view: &'a View<'_>, table: &str) -> Vec<&'a Row> {
    let holds = |row: &&Row| match rule.params.get("where") {
        Some(Param::Condition(condition)) => view.holds(condition, Some(row)),
        _ => true,
    };
    view.content().rows(table).iter().filter(holds).collect()
}

/// The sum of a column; blank cells count nothing. `None` where one cannot be read.
fn total(view: &View<'_>, column: &FieldId, rows: &[&Row]) -> Option<BigDecimal> {
    let (_, field) = view.field(column)?;
    let mut sum = BigDecimal::zero();
    for row in rows {
        let Some(answer) = row.cells.get(column.name()) else { continue };
        if answer.is_blank() || !view.shown(column, Some(row)) {
            continue;
        }
        match field.kind.read(answer) {
            Ok(Value::Number(number)) => sum += number,
            _ => return None,
        }
    }
    Some(sum)
}

fn text<'a>(rule: &'a Rule, name: &str) -> Option<&'a str> {
    match rule.params.get(name)? {
        Param::Text(text) => Some(text),
        _ => None,
    }
}
