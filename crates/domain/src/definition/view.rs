//! A filing as its definition shows it: which sections and fields belong to it, and what is answered there.
//!
//! The window, the paper and the rules ask here, so that all three agree. The invariant: a hidden field is
//! blank, also for conditions. An answer that was given and then hidden by a later choice is kept in the
//! [`Content`], but decides nothing, is not checked and is not printed.

use std::collections::HashMap;

use super::{Condition, Definition, Field, Requirement, Section};
use crate::answer::{Answer, Content, Row};
use crate::path::FieldId;

/// Conditions that ask for fields that have conditions may nest this deep. The loader rejects circles;
/// the bound keeps a hand-made definition from running for ever.
const DEEPEST: u8 = 16;

/// A filing seen through its definition.
pub struct View<'a> {
    definition: &'a Definition,
    content: &'a Content,
    places: HashMap<&'a FieldId, usize>,
    fields: Vec<(&'a Section, &'a Field)>,
    /// For each field of the form: shown or not, decided once; only single fields are asked for here.
    singles: Vec<bool>,
}

impl<'a> View<'a> {
    /// Looks at a filing. Takes time in proportion to the form, not to the rows.
    pub fn new(definition: &'a Definition, content: &'a Content) -> Self {
        let fields: Vec<_> = definition.fields().collect();
        let places =
            fields.iter().enumerate().map(|(place, (_, field))| (&field.path, place)).collect();
        let mut view = Self { definition, content, places, fields, singles: Vec::new() };
        let singles = (0..view.fields.len())
            .map(|place| view.fields[place].1.path.table().is_none() && view.decide(place, None, 0))
            .collect();
        view.singles = singles;
        view
    }

    /// The definition looked through.
    pub fn definition(&self) -> &'a Definition {
        self.definition
    }

    /// The filing looked at.
    pub fn content(&self) -> &'a Content {
        self.content
    }

    /// The field's place in the order of the form, from 0.
    pub fn place(&self, field: &FieldId) -> Option<usize> {
        self.places.get(field).copied()
    }

    /// The field at a place in the order of the form, with its section.
    pub fn at(&self, place: usize) -> Option<(&'a Section, &'a Field)> {
        self.fields.get(place).copied()
    }

    /// A field and its section by id.
    pub fn field(&self, field: &FieldId) -> Option<(&'a Section, &'a Field)> {
        self.at(self.place(field)?)
    }

    /// Whether the section belongs to the report; for a section of a table, to this row of it.
    pub fn section_shown(&self, section: &Section, row: Option<&Row>) -> bool {
        section.shown_when.as_ref().is_none_or(|condition| self.holds(condition, row))
    }

    /// Whether the field belongs to the report; for a column, in this row. A column without a row does not.
    pub fn shown(&self, field: &FieldId, row: Option<&Row>) -> bool {
        self.place(field).is_some_and(|place| self.shown_at(place, row, 0))
    }

    /// Whether the field is shown and needs an answer.
    pub fn required(&self, field: &FieldId, row: Option<&Row>) -> bool {
        self.field(field).is_some_and(|(_, field)| self.demanded(field, row))
            && self.shown(field, row)
    }

    /// The answer to a shown field, or `None` where it is hidden or blank.
    pub fn answer(&self, field: &FieldId, row: Option<&'a Row>) -> Option<&'a Answer> {
        self.content.seen_from(field, row).filter(|_| self.shown(field, row))
    }

    /// Whether a condition holds, seen from `row` where it asks for a column.
    pub fn holds(&self, condition: &Condition, row: Option<&Row>) -> bool {
        self.holds_at(condition, row, 0)
    }

    /// Whether the field needs an answer where it is shown.
    pub(crate) fn demanded(&self, field: &Field, row: Option<&Row>) -> bool {
        match &field.required {
            Requirement::Fixed(fixed) => *fixed,
            Requirement::When(condition) => self.holds(condition, row),
        }
    }

    fn shown_at(&self, place: usize, row: Option<&Row>, depth: u8) -> bool {
        match (self.fields[place].1.path.table(), row) {
            (None, _) => match self.singles.get(place) {
                Some(shown) => *shown,
                // Still deciding the single fields themselves.
                None => self.decide(place, None, depth),
            },
            (Some(_), Some(_)) => self.decide(place, row, depth),
            (Some(_), None) => false,
        }
    }

    fn decide(&self, place: usize, row: Option<&Row>, depth: u8) -> bool {
        let (section, field) = self.fields[place];
        [&section.shown_when, &field.shown_when]
            .into_iter()
            .flatten()
            .all(|condition| depth < DEEPEST && self.holds_at(condition, row, depth + 1))
    }

    fn holds_at(&self, condition: &Condition, row: Option<&Row>, depth: u8) -> bool {
        let seen = |field: &FieldId| {
            let answer = self.content.seen_from(field, row)?;
            self.shown_at(self.place(field)?, row, depth).then_some(answer)
        };
        match condition {
            Condition::All { all } => all.iter().all(|part| self.holds_at(part, row, depth)),
            Condition::Any { any } => any.iter().any(|part| self.holds_at(part, row, depth)),
            Condition::Not { not } => !self.holds_at(not, row, depth),
            Condition::In { field, codes } => {
                seen(field).is_some_and(|answer| answer.values().any(|value| codes.contains(value)))
            }
            Condition::Answered { field, answered } => seen(field).is_some() == *answered,
            Condition::Since { field, since } => seen(field)
                .zip(self.field(field))
                .and_then(|(answer, (_, field))| field.kind.read(answer).ok())
                .and_then(|value| value.day())
                .is_some_and(|day| day >= *since),
            Condition::Rows { table, rows } => self.content.rows(table).is_empty() != *rows,
        }
    }
}
