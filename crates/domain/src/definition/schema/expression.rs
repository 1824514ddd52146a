//! Conditions of a form as a schema can say them.
//!
//! A hidden field is blank, so a question about a field is first the question whether it is shown; the
//! conditions of a form have no circles, so that comes to an end. Within a row of a table a schema sees the
//! row alone; [`Expression::split`] takes apart what is asked of the row and what is asked outside it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::super::{Condition, Definition, Field};
use super::pattern::{ANSWERED, since};
use crate::path::FieldId;

/// Conditions that ask for fields that have conditions may nest this deep; see [`super::super::View`].
const DEEPEST: u8 = 16;

/// A condition over answers as they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    /// Holds.
    Always,
    /// Does not hold.
    Never,
    /// Every part holds.
    All(Vec<Expression>),
    /// Some part holds.
    Any(Vec<Expression>),
    /// The part does not hold.
    Not(Box<Expression>),
    /// The answer is, or has among its values, one of these.
    In(FieldId, BTreeSet<String>),
    /// There is an answer.
    Answered(FieldId),
    /// The answer is a day, or a moment written in Korean time, not before this day.
    Since(FieldId, NaiveDate),
    /// The table has a row.
    Rows(String),
}

/// The object that a schema looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scene {
    /// The content of a filing: its fields and its tables.
    Content,
    /// A row.
    Row,
}

impl Expression {
    /// The condition as answers decide it.
    pub(super) fn of(definition: &Definition, condition: &Condition) -> Self {
        Self::read(definition, condition, 0)
    }

    /// Whether the field is shown.
    pub(super) fn shown(definition: &Definition, field: &Field) -> Self {
        Self::seen(definition, &field.path, 0)
    }

    /// Every part holds.
    pub(super) fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut kept = Vec::new();
        for part in parts {
            match part {
                Self::Always => {}
                Self::Never => return Self::Never,
                Self::All(parts) => kept.extend(parts),
                part => kept.push(part),
            }
        }
        Self::several(kept, Self::Always, Self::All)
    }

    fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut kept = Vec::new();
        for part in parts {
            match part {
                Self::Never => {}
                Self::Always => return Self::Always,
                Self::Any(parts) => kept.extend(parts),
                part => kept.push(part),
            }
        }
        Self::several(kept, Self::Never, Self::Any)
    }

    fn not(part: Self) -> Self {
        match part {
            Self::Always => Self::Never,
            Self::Never => Self::Always,
            Self::Not(part) => *part,
            part => Self::Not(Box::new(part)),
        }
    }

    /// The parts, each once: none, the one, or several.
    fn several(parts: Vec<Self>, none: Self, join: impl FnOnce(Vec<Self>) -> Self) -> Self {
        let mut once: Vec<Self> = Vec::new();
        for part in parts {
            if !once.contains(&part) {
                once.push(part);
            }
        }
        match once.len() {
            0 => none,
            1 => once.remove(0),
            _ => join(once),
        }
    }

    fn read(definition: &Definition, condition: &Condition, depth: u8) -> Self {
        let part = |condition| Self::read(definition, condition, depth);
        match condition {
            Condition::All { all } => Self::all(all.iter().map(part)),
            Condition::Any { any } => Self::any(any.iter().map(part)),
            Condition::Not { not } => Self::not(part(not)),
            Condition::In { field, codes } => Self::all([
                Self::seen(definition, field, depth),
                Self::In(field.clone(), codes.clone()),
            ]),
            Condition::Answered { field, answered } => {
                let there = Self::all([
                    Self::seen(definition, field, depth),
                    Self::Answered(field.clone()),
                ]);
                if *answered { there } else { Self::not(there) }
            }
            // A moment written in the time of another place is left to the rules.
            Condition::Since { field, since } => Self::all([
                Self::seen(definition, field, depth),
                Self::Since(field.clone(), *since),
            ]),
            Condition::Rows { table, rows } => {
                let there = Self::Rows(table.clone());
                if *rows { there } else { Self::not(there) }
            }
        }
    }

    fn seen(definition: &Definition, id: &FieldId, depth: u8) -> Self {
        let Some((section, field)) = definition.fields().find(|(_, field)| field.path == *id)
        else {
            return Self::Never;
        };
        let conditions: Vec<_> =
            [&section.shown_when, &field.shown_when].into_iter().flatten().collect();
        if depth >= DEEPEST && !conditions.is_empty() {
            return Self::Never;
        }
        Self::all(conditions.into_iter().map(|when| Self::read(definition, when, depth + 1)))
    }

    /// Pairs of what must hold outside a row and what then must hold in it; together they say the same.
    pub(super) fn split(&self) -> Vec<(Self, Self)> {
        let mut outside = Vec::new();
        self.outside(&mut outside);
        let mut cases = vec![(Vec::new(), self.clone())];
        for atom in outside {
            cases = cases
                .into_iter()
                .flat_map(|(given, rest)| {
                    let case = |holds: bool| {
                        let part = if holds { atom.clone() } else { Self::not(atom.clone()) };
                        let given: Vec<_> = given.iter().cloned().chain([part]).collect();
                        (given, rest.assume(&atom, holds))
                    };
                    [case(true), case(false)]
                })
                .collect();
        }
        cases.into_iter().map(|(given, rest)| (Self::all(given), rest)).collect()
    }

    /// The questions that a row cannot answer.
    fn outside(&self, found: &mut Vec<Self>) {
        let outer = match self {
            Self::Always | Self::Never => false,
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().for_each(|part| part.outside(found));
                false
            }
            Self::Not(part) => {
                part.outside(found);
                false
            }
            Self::In(field, _) | Self::Answered(field) | Self::Since(field, _) => {
                field.table().is_none()
            }
            Self::Rows(_) => true,
        };
        if outer && !found.contains(self) {
            found.push(self.clone());
        }
    }

    fn assume(&self, atom: &Self, holds: bool) -> Self {
        if self == atom {
            return if holds { Self::Always } else { Self::Never };
        }
        let part = |part: &Self| part.assume(atom, holds);
        match self {
            Self::All(parts) => Self::all(parts.iter().map(part)),
            Self::Any(parts) => Self::any(parts.iter().map(part)),
            Self::Not(inner) => Self::not(part(inner)),
            other => other.clone(),
        }
    }

    /// The condition as a schema of what `scene` says.
    pub(super) fn schema(&self, scene: Scene) -> Value {
        let parts =
            |parts: &[Self]| parts.iter().map(|part| part.schema(scene)).collect::<Vec<_>>();
        match self {
            Self::Always => json!(true),
            Self::Never => json!(false),
            Self::All(inner) => json!({ "allOf": parts(inner) }),
            Self::Any(inner) => json!({ "anyOf": parts(inner) }),
            Self::Not(inner) => json!({ "not": inner.schema(scene) }),
            Self::In(field, codes) => {
                let one = json!({ "enum": codes });
                let several = json!({ "type": "array", "contains": one });
                answer(field, scene, &json!({ "anyOf": [one, several] }))
            }
            Self::Answered(field) => {
                let text = json!({ "type": "string", "pattern": ANSWERED });
                let several = json!({ "type": "array", "contains": text });
                answer(field, scene, &json!({ "anyOf": [text, several] }))
            }
            Self::Since(field, day) => {
                answer(field, scene, &json!({ "type": "string", "pattern": since(*day) }))
            }
            Self::Rows(table) => json!({
                "properties": { "tables": { "properties": { table: { "minItems": 1 } },
                                            "required": [table] } },
                "required": ["tables"],
            }),
        }
    }
}

/// The answer is there and looks like `shape`.
fn answer(field: &FieldId, scene: Scene, shape: &Value) -> Value {
    let (key, inner) = match field.table() {
        Some(_) => (field.name(), true),
        None => (field.as_str(), false),
    };
    let there = json!({ "properties": { key: shape }, "required": [key] });
    match (scene, inner) {
        (Scene::Row, _) => there,
        // A column seen from outside its rows is always blank.
        (Scene::Content, true) => json!(false),
        (Scene::Content, false) => {
            json!({ "properties": { "fields": there }, "required": ["fields"] })
        }
    }
}
