//! Conditions: small trees of data that decide whether a section, field or rule applies.
//!
//! Written in TOML as `{ field = "subject.id_kind", in = ["1", "4"] }`, `{ field = "subject.name", answered = true }`,
//! `{ field = "transfers[].occurred_at", since = "2027-02-19" }` (a day or moment on that day in Korea or later),
//! `{ table = "transactions", rows = true }`, `{ all = [ … ] }`, `{ any = [ … ] }`, `{ not = { … } }`.
//! There is no string language and no arithmetic. Whether a condition holds is decided by
//! [`View`](super::View), for which a hidden field is blank.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::path::FieldId;

/// A yes-or-no question about a filing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, try_from = "Written")]
pub enum Condition {
    /// Every part holds.
    All {
        /// The parts.
        all: Vec<Condition>,
    },
    /// At least one part holds.
    Any {
        /// The parts.
        any: Vec<Condition>,
    },
    /// The part does not hold.
    Not {
        /// The part.
        not: Box<Condition>,
    },
    /// The field has one of these codes (for several codes: at least one of them).
    In {
        /// The field.
        field: FieldId,
        /// The codes.
        #[serde(rename = "in")]
        codes: BTreeSet<String>,
    },
    /// The field is answered, or is blank.
    Answered {
        /// The field.
        field: FieldId,
        /// `true`: answered; `false`: blank.
        answered: bool,
    },
    /// The day in the field, for a moment its day in Korea, is this or a later one; law that applies from a day on.
    Since {
        /// The field.
        field: FieldId,
        /// The first day.
        since: NaiveDate,
    },
    /// The table has at least one row, or none.
    Rows {
        /// The table.
        table: String,
        /// `true`: at least one row; `false`: none.
        rows: bool,
    },
}

/// The keys a condition may have. Read first, so that a misspelt key is named with its line: an untagged
/// enum alone would accept unknown keys, and reject the rest without saying where.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    all: Option<Vec<Condition>>,
    any: Option<Vec<Condition>>,
    not: Option<Box<Condition>>,
    field: Option<FieldId>,
    #[serde(rename = "in")]
    codes: Option<BTreeSet<String>>,
    answered: Option<bool>,
    since: Option<NaiveDate>,
    table: Option<String>,
    rows: Option<bool>,
}

impl TryFrom<Written> for Condition {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let Written { all, any, not, field, codes, answered, since, table, rows } = written;
        let (of_field, of_table) = ((field, codes, answered, since), (table, rows));
        match (all, any, not, of_field, of_table) {
            (Some(all), None, None, (None, None, None, None), (None, None)) => {
                Ok(Self::All { all })
            }
            (None, Some(any), None, (None, None, None, None), (None, None)) => {
                Ok(Self::Any { any })
            }
            (None, None, Some(not), (None, None, None, None), (None, None)) => {
                Ok(Self::Not { not })
            }
            (None, None, None, (Some(field), Some(codes), None, None), (None, None)) => {
                Ok(Self::In { field, codes })
            }
            (None, None, None, (Some(field), None, Some(answered), None), (None, None)) => {
                Ok(Self::Answered { field, answered })
            }
            (None, None, None, (Some(field), None, None, Some(since)), (None, None)) => {
                Ok(Self::Since { field, since })
            }
            (None, None, None, (None, None, None, None), (Some(table), Some(rows))) => {
                Ok(Self::Rows { table, rows })
            }
            _ => Err(
                "a condition is one of: all, any, not, field + in, field + answered, field + since, table + rows",
            ),
        }
    }
}

impl Condition {
    /// The condition itself and every part of it.
    pub fn parts(&self) -> Vec<&Condition> {
        let mut parts = vec![self];
        match self {
            Self::All { all: inner } | Self::Any { any: inner } => {
                parts.extend(inner.iter().flat_map(Self::parts));
            }
            Self::Not { not } => parts.extend(not.parts()),
            Self::In { .. } | Self::Answered { .. } | Self::Since { .. } | Self::Rows { .. } => {}
        }
        parts
    }

    /// Every field the condition asks for.
    pub fn fields(&self) -> Vec<&FieldId> {
        self.parts()
            .into_iter()
            .filter_map(|part| match part {
                Self::In { field, .. }
                | Self::Answered { field, .. }
                | Self::Since { field, .. } => Some(field),
                _ => None,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Holder {
        when: Condition,
    }

    fn read(text: &str) -> Result<Condition, toml::de::Error> {
        toml::from_str::<Holder>(text).map(|holder| holder.when)
    }

    #[test]
    fn every_documented_form_is_read() {
        for text in [
            r#"{ field = "a.b", in = ["1", "4"] }"#,
            r#"{ field = "t[].b", answered = false }"#,
            r#"{ field = "t[].day", since = "2027-02-19" }"#,
            r#"{ table = "t", rows = true }"#,
            r#"{ all = [{ field = "a.b", answered = true }, { not = { any = [] } }] }"#,
        ] {
            assert!(read(&format!("when = {text}")).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_misspelt_key_is_named_where_it_stands() {
        let text = "\n\n[when]\nnot = { field = \"a.b\", anwsered = true }";
        let error = read(text).unwrap_err();
        assert!(error.message().contains("anwsered"), "{error}");
        let start = error.span().unwrap().start;
        assert_eq!(text[..start].matches('\n').count(), 3, "the key is on the fourth line");
    }

    #[test]
    fn mixtures_and_halves_are_no_conditions() {
        for text in [
            "{}",
            r#"{ field = "a.b" }"#,
            r#"{ in = ["1"] }"#,
            r#"{ since = "2027-02-19" }"#,
            r#"{ field = "a.b", in = ["1"], since = "2027-02-19" }"#,
            r#"{ field = "a.b", in = ["1"], answered = true }"#,
            r#"{ table = "t", answered = true }"#,
            r#"{ all = [], any = [] }"#,
        ] {
            let error = read(&format!("when = {text}")).unwrap_err();
            assert!(error.message().contains("a condition is one of"), "{text}: {error}");
            assert!(error.span().is_some(), "{text} has a place");
        }
    }
}
