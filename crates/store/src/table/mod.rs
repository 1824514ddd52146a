//! One module per table: its row, what is read from it, what is written to it. No module commits.

pub(crate) mod act;
pub(crate) mod answer;
pub(crate) mod attachment;
pub(crate) mod case_access;
pub(crate) mod comment;
pub(crate) mod contact;
pub(crate) mod disposal;
pub(crate) mod event;
pub(crate) mod filing;
pub(crate) mod filing_link;
pub(crate) mod form_added;
pub(crate) mod holiday;
pub(crate) mod house_rule;
pub(crate) mod import_batch;
pub(crate) mod import_reject;
pub(crate) mod meta;
pub(crate) mod party;
pub(crate) mod person;
pub(crate) mod profile;
pub(crate) mod rate;
pub(crate) mod row;
pub(crate) mod sealed;
pub(crate) mod submission;
pub(crate) mod tombstone;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Damage, ReadError};

/// A value as the JSON text of a column.
pub(crate) fn to_json<T: Serialize>(value: &T) -> String {
    // Answers, rows and payloads are texts, lists and maps with text keys: all of them serialise.
    serde_json::to_string(value).unwrap_or_default()
}

/// The value in the JSON text of a column of `table`.
pub(crate) fn from_json<T: DeserializeOwned>(
    table: &'static str,
    text: &str,
) -> Result<T, ReadError> {
    serde_json::from_str(text).map_err(|_| Damage::Record { table }.into())
}

/// A name of the domain (a status, a step) as the text of a column.
pub(crate) fn to_name<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// The name of the domain in a column of `table`.
pub(crate) fn from_name<T: DeserializeOwned>(
    table: &'static str,
    text: &str,
) -> Result<T, ReadError> {
    serde_json::from_value(serde_json::Value::String(text.to_owned()))
        .map_err(|_| Damage::Record { table }.into())
}

/// A count as the database takes it.
pub(crate) fn as_bound(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A text as the start of another, and within another, for `LIKE … ESCAPE '\\'`.
pub(crate) fn like(text: &str) -> (String, String) {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    (format!("{escaped}%"), format!("%{escaped}%"))
}

/// Lets the time from a first to a last moment or day reach to one more.
pub(crate) fn widen<T: Ord + Copy>(span: &mut Option<(T, T)>, at: T) {
    let (first, last) = span.unwrap_or((at, at));
    *span = Some((first.min(at), last.max(at)));
}

/// The time in a column of `table`.
pub(crate) fn from_time(table: &'static str, text: &str) -> Result<DateTime<Utc>, ReadError> {
    DateTime::parse_from_rfc3339(text)
        .map(|at| at.to_utc())
        .map_err(|_| Damage::Record { table }.into())
}
