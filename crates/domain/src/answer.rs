//! What the user has entered: answers to single fields, and rows of tables.
//!
//! An answer is kept as the text that was typed (after the normaliser), valid or not: nothing typed is
//! lost because it does not parse. Typed values are read from it by `definition::Kind::read`.
//! Not here: the meaning of a field, or whether it is valid.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::path::{FieldId, Path, RowId};

/// The answer to one field. An empty text or list is no answer and is not stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// One value.
    Text(String),
    /// The chosen codes of a field with several, or the lines of a list, in order.
    Many(Vec<String>),
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The row's identity.
    pub id: RowId,
    /// Answers by column name (the part of the field id after the dot).
    #[serde(flatten)]
    pub cells: BTreeMap<String, Answer>,
}

/// Everything entered in one filing. Tables keep the order in which the user arranged their rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Answers to single fields.
    #[serde(default)]
    pub fields: BTreeMap<FieldId, Answer>,
    /// Rows by table.
    #[serde(default)]
    pub tables: BTreeMap<String, Vec<Row>>,
}

impl Answer {
    /// The answer as one line of text; several values are joined with `, `.
    pub fn to_text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Many(values) => values.join(", "),
        }
    }

    /// The single text, or `None` for a list.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Many(_) => None,
        }
    }

    /// Every value, one or many.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        match self {
            Self::Text(text) => std::slice::from_ref(text),
            Self::Many(values) => values.as_slice(),
        }
        .iter()
        .map(String::as_str)
    }

    /// Whether nothing was answered: no text but white space, or an empty list.
    pub fn is_blank(&self) -> bool {
        self.values().all(|value| value.trim().is_empty())
    }
}

impl From<&str> for Answer {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Content {
    /// The rows of a table, in order; empty when the table has none.
    pub fn rows(&self, table: &str) -> &[Row] {
        self.tables.get(table).map_or(&[], Vec::as_slice)
    }

    /// The row of a table by its id.
    pub fn row(&self, table: &str, id: &RowId) -> Option<&Row> {
        self.rows(table).iter().find(|row| row.id == *id)
    }

    /// The answer at a path, or `None` when it is blank.
    pub fn get(&self, path: &Path) -> Option<&Answer> {
        let answer = match path.row() {
            Some(id) => self.row(path.field().group(), id)?.cells.get(path.field().name()),
            None => self.fields.get(path.field()),
        };
        answer.filter(|answer| !answer.is_blank())
    }

    /// The answer to a definition's field as seen from `row`, or `None` when it is blank.
    pub fn seen_from<'a>(&'a self, field: &FieldId, row: Option<&'a Row>) -> Option<&'a Answer> {
        let answer = match field.table() {
            Some(_) => row?.cells.get(field.name()),
            None => self.fields.get(field),
        };
        answer.filter(|answer| !answer.is_blank())
    }

    /// Sets or, with `None` or a blank answer, clears one place; returns what stood there.
    /// A cell of a row that does not exist is left alone.
    pub fn set(&mut self, path: &Path, answer: Option<Answer>) -> Option<Answer> {
        let answer = answer.filter(|answer| !answer.is_blank());
        match path.row() {
            Some(id) => {
                let rows = self.tables.get_mut(path.field().group())?;
                let cells = &mut rows.iter_mut().find(|row| row.id == *id)?.cells;
                match answer {
                    Some(answer) => cells.insert(path.field().name().to_owned(), answer),
                    None => cells.remove(path.field().name()),
                }
            }
            None => match answer {
                Some(answer) => self.fields.insert(path.field().clone(), answer),
                None => self.fields.remove(path.field()),
            },
        }
    }
}
