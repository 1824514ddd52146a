//! What a check gets to see: one cell, several fields together, or the whole filing, with the rule's
//! parameters read to their types.
//!
//! Accessors return `None` for what is hidden, blank, unreadable or not given, so that a check ends with
//! `?` where it has nothing to judge.

use std::collections::HashSet;

use bigdecimal::BigDecimal;
use chrono::{DateTime, FixedOffset, NaiveDate};

use super::engine::Context;
use super::spec::Words;
use super::{Param, Phase, Rule};
use crate::answer::{Answer, Row};
use crate::definition::{CodeList, Condition, Field, Value, View, day_in_korea, kst};
use crate::path::FieldId;

/// A rule at work on a filing.
#[derive(Clone, Copy)]
pub(super) struct Sight<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) rule: &'a Rule,
    pub(super) context: &'a Context<'a>,
}

/// One field of the filing, or of one row.
pub(super) struct Cell<'a> {
    pub(super) sight: Sight<'a>,
    pub(super) field: &'a Field,
    pub(super) answer: Option<&'a Answer>,
    pub(super) row: Option<&'a Row>,
}

/// The listed fields of a rule, in one row or in the filing.
pub(super) struct Together<'a> {
    pub(super) sight: Sight<'a>,
    pub(super) row: Option<&'a Row>,
}

/// Everything, for rules that compare rows with each other or with totals.
pub(super) struct Whole<'a> {
    pub(super) sight: Sight<'a>,
    pub(super) unclean: &'a Unclean,
}

/// One place at fault found by a check that sees the whole: the row's position, if any, and words.
pub(super) type Hit = (Option<usize>, Words);

/// Cells, by the field's place and the row's position (0 for single fields), where syntax found a fault that
/// blocks.
pub(super) type Unclean = HashSet<(usize, usize)>;

/// A moment: a day, or an instant within a day.
#[derive(Clone, Copy)]
pub(super) enum Moment {
    Day(NaiveDate),
    Instant(DateTime<FixedOffset>),
}

impl Moment {
    /// The day in Korea.
    pub(super) fn day(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Instant(instant) => day_in_korea(&instant),
        }
    }

    fn of(value: Value) -> Option<Self> {
        match value {
            Value::Date(day) => Some(Self::Day(day)),
            Value::Instant(instant) => Some(Self::Instant(instant)),
            _ => None,
        }
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Instant(instant) => instant.with_timezone(&kst()).format("%Y-%m-%d %H:%M").fmt(f),
        }
    }
}

impl<'a> Sight<'a> {
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        match self.rule.params.get(name)? {
            Param::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A whole number that counts something.
    pub(super) fn count(&self, name: &str) -> Option<usize> {
        self.rule.count(name)
    }

    /// A flag; `false` when not given.
    pub(super) fn flag(&self, name: &str) -> bool {
        matches!(self.rule.params.get(name), Some(Param::Flag(true)))
    }

    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        match self.rule.params.get(name)? {
            Param::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A list of texts; empty when not given.
    pub(super) fn texts(&self, name: &str) -> &'a [String] {
        self.rule.texts(name)
    }

    pub(super) fn decimal(&self, name: &str) -> Option<BigDecimal> {
        self.text(name)?.parse().ok()
    }

    pub(super) fn day(&self, name: &str) -> Option<NaiveDate> {
        self.text(name)?.parse().ok()
    }

    pub(super) fn field(&self, name: &str) -> Option<FieldId> {
        self.text(name)?.parse().ok()
    }

    pub(super) fn condition(&self, name: &str) -> Option<&'a Condition> {
        match self.rule.params.get(name)? {
            Param::Condition(condition) => Some(condition),
            _ => None,
        }
    }

    pub(super) fn code_list(&self, name: &str) -> Option<&'a CodeList> {
        self.view.definition().codes.get(self.text(name)?)
    }

    /// The rows of a table in which the condition parameter `name` holds, or all where it is not given.
    pub(super) fn rows_where(&self, table: &str, name: &str) -> impl Iterator<Item = &'a Row> + '_ {
        let condition = self.condition(name);
        let rows = self.view.content().rows(table).iter();
        rows.filter(move |row| condition.is_none_or(|c| self.view.holds(c, Some(*row))))
    }

    /// The value of a field that is shown, answered and readable.
    pub(super) fn value(&self, field: &FieldId, row: Option<&'a Row>) -> Option<Value> {
        let answer = self.view.answer(field, row)?;
        self.view.field(field)?.1.kind.read(answer).ok()
    }

    pub(super) fn amount(&self, field: &FieldId, row: Option<&'a Row>) -> Option<BigDecimal> {
        match self.value(field, row)? {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(super) fn moment(&self, field: &FieldId, row: Option<&'a Row>) -> Option<Moment> {
        Moment::of(self.value(field, row)?)
    }
}

impl<'a> Cell<'a> {
    /// The text of the answer, without outer white space.
    pub(super) fn text(&self) -> Option<&'a str> {
        self.answer?.as_text().map(str::trim)
    }

    pub(super) fn value(&self) -> Option<Value> {
        self.field.kind.read(self.answer?).ok()
    }

    pub(super) fn amount(&self) -> Option<BigDecimal> {
        match self.value()? {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(super) fn moment(&self) -> Option<Moment> {
        Moment::of(self.value()?)
    }

    /// The answer as a message may show it; see [`shown_value`].
    pub(super) fn shown(&self) -> String {
        shown_value(self.field, &self.answer.map(Answer::to_text).unwrap_or_default())
    }
}

impl<'a> Together<'a> {
    pub(super) fn id(&self, position: usize) -> Option<&'a FieldId> {
        self.sight.rule.listed().get(position)
    }

    pub(super) fn answer(&self, position: usize) -> Option<&'a Answer> {
        self.sight.view.answer(self.id(position)?, self.row)
    }

    pub(super) fn text(&self, position: usize) -> Option<&'a str> {
        self.answer(position)?.as_text().map(str::trim)
    }

    pub(super) fn amount(&self, position: usize) -> Option<BigDecimal> {
        self.sight.amount(self.id(position)?, self.row)
    }

    pub(super) fn moment(&self, position: usize) -> Option<Moment> {
        self.sight.moment(self.id(position)?, self.row)
    }

    /// The moment in the field that a parameter names.
    pub(super) fn moment_of(&self, name: &str) -> Option<Moment> {
        self.sight.moment(&self.sight.field(name)?, self.row)
    }

    /// The answer at a position as a message may show it.
    pub(super) fn shown(&self, position: usize) -> String {
        let field = self.id(position).and_then(|id| self.sight.view.field(id));
        let answer = self.answer(position).map(Answer::to_text).unwrap_or_default();
        field.map_or_else(String::new, |(_, field)| shown_value(field, &answer))
    }
}

impl<'a> Whole<'a> {
    /// The rows the rule applies to, with their position: of the first field's table, where `when` holds,
    /// the first field is shown and, in the logic phase, every field is clean.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &'a Row)> + '_ {
        let Sight { view, rule, .. } = self.sight;
        let fields = rule.listed();
        let places: Vec<usize> = fields.iter().filter_map(|field| view.place(field)).collect();
        let table = fields.first().and_then(FieldId::table).unwrap_or_default();
        view.content().rows(table).iter().enumerate().filter(move |(position, row)| {
            let clean = rule.phase != Phase::Logic
                || places.iter().all(|place| !self.unclean.contains(&(*place, *position)));
            clean
                && rule.when.as_ref().is_none_or(|when| view.holds(when, Some(row)))
                && fields.first().is_some_and(|field| view.shown(field, Some(row)))
        })
    }
}

/// A value as a message may show it: cut to 40 characters, and of a personal value only its first character.
pub(super) fn shown_value(field: &Field, text: &str) -> String {
    let kept = if field.personal { 1 } else { 40 };
    let mut shown: String = text.chars().take(kept).collect();
    if field.personal {
        shown.push_str("***");
    } else if text.chars().nth(kept).is_some() {
        shown.push('…');
    }
    shown
}
