//! Where a value stands in a filing.
//!
//! `section.field` names a single field, `table[].column` a column of rows, and `table[r7].column`
//! one cell. The first two appear in definitions ([`FieldId`]), the first and third in filings ([`Path`]).
//! Paths are stored and journalled as text; the text form is therefore part of the file format.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A field as a definition names it: `subject.name` or `transactions[].means`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FieldId(String);

/// The identity of a row within its table, never reused: `r1`, `r2`, …
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RowId(String);

/// One place in one filing: a field, or a cell of a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Path {
    field: FieldId,
    row: Option<RowId>,
}

/// A text that is not a path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a path: {0}")]
pub struct PathError(String);

fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

impl FieldId {
    /// The section or table before the dot, without brackets.
    pub fn group(&self) -> &str {
        let head = self.0.split('.').next().unwrap_or_default();
        head.strip_suffix("[]").unwrap_or(head)
    }

    /// The name after the dot.
    pub fn name(&self) -> &str {
        self.0.split_once('.').map_or("", |(_, name)| name)
    }

    /// The table this column belongs to, or `None` for a single field.
    pub fn table(&self) -> Option<&str> {
        self.0.split_once("[].").map(|(table, _)| table)
    }

    /// The field as written in definitions.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The place of this field in a filing; `row` is ignored for single fields.
    pub fn at(&self, row: Option<&RowId>) -> Path {
        Path { field: self.clone(), row: self.table().and(row).cloned() }
    }
}

impl RowId {
    /// The `number`-th row ever added to its table.
    pub fn nth(number: u64) -> Self {
        Self(format!("r{number}"))
    }

    /// The number in the id.
    pub fn number(&self) -> u64 {
        self.0[1..].parse().unwrap_or(0)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Path {
    /// The field, without the row.
    pub fn field(&self) -> &FieldId {
        &self.field
    }

    /// The row, for a cell.
    pub fn row(&self) -> Option<&RowId> {
        self.row.as_ref()
    }
}

impl FromStr for FieldId {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        let valid = text.split_once('.').is_some_and(|(head, name)| {
            is_key(head.strip_suffix("[]").unwrap_or(head)) && is_key(name)
        });
        if valid { Ok(Self(text.to_owned())) } else { Err(PathError(text.to_owned())) }
    }
}

impl FromStr for RowId {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        // Canonical decimal only, so that one row has one name.
        match text.strip_prefix('r').and_then(|digits| digits.parse::<u64>().ok()) {
            Some(number) if number > 0 && format!("r{number}") == text => Ok(Self::nth(number)),
            _ => Err(PathError(text.to_owned())),
        }
    }
}

impl FromStr for Path {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        let wrong = || PathError(text.to_owned());
        let Some((table, rest)) = text.split_once('[') else {
            let field: FieldId = text.parse()?;
            return Ok(Self { field, row: None });
        };
        let (row, name) = rest.split_once("].").ok_or_else(wrong)?;
        let row: RowId = row.parse().map_err(|_| wrong())?;
        let field: FieldId = format!("{table}[].{name}").parse().map_err(|_| wrong())?;
        Ok(Self { field, row: Some(row) })
    }
}

impl fmt::Display for FieldId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.row {
            Some(row) => write!(f, "{}[{row}].{}", self.field.group(), self.field.name()),
            None => self.field.fmt(f),
        }
    }
}

macro_rules! text_form {
    ($($name:ident),*) => {$(
        impl TryFrom<String> for $name {
            type Error = PathError;
            fn try_from(text: String) -> Result<Self, PathError> {
                text.parse()
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.to_string()
            }
        }
    )*};
}
text_form!(FieldId, RowId, Path);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_read_back_as_written() {
        for text in ["subject.name", "transactions[r12].krw_amount"] {
            assert_eq!(text.parse::<Path>().unwrap().to_string(), text);
        }
        for text in
            ["", "subject", "a.b.c", "t[].x", "t[x1].x", "t[r01].x", "t[r0].x", "T.x", "t[r1]x"]
        {
            assert!(text.parse::<Path>().is_err(), "{text} is not a path");
        }
    }

    #[test]
    fn a_column_becomes_a_cell_only_with_a_row() {
        let column: FieldId = "transactions[].means".parse().unwrap();
        assert_eq!(column.table(), Some("transactions"));
        assert_eq!(column.at(Some(&RowId::nth(3))).to_string(), "transactions[r3].means");
        let single: FieldId = "subject.name".parse().unwrap();
        assert_eq!(single.at(Some(&RowId::nth(3))).to_string(), "subject.name");
    }
}
