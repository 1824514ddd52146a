//! What rules may be told about the world outside a filing: sums over the vault, patterns, rates, other reports.
//!
//! Found elsewhere and handed in, so that checks stay pure. Rows are named by their id. What is not known stands
//! nowhere here, and a check that needs it says nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Deserialize;

use crate::path::RowId;

/// What is known outside the filing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Known {
    /// For every row of movements, the sums at it by the name of their column, as text.
    pub sums: BTreeMap<RowId, BTreeMap<String, String>>,
    /// For every row, the patterns that rest on it.
    pub patterns: BTreeMap<RowId, BTreeSet<String>>,
    /// For every day of a movement in Korea, the day whose base rate counts.
    pub rate_days: BTreeMap<NaiveDate, NaiveDate>,
    /// Base rates by currency and day; a currency has a place here when it was looked for.
    pub rates: BTreeMap<String, BTreeMap<NaiveDate, String>>,
    /// For every row, what other places say of the same transaction and may be shown here.
    pub elsewhere: BTreeMap<RowId, Vec<Elsewhere>>,
    /// The numbers of the other reports of this form.
    pub numbers: BTreeSet<String>,
    /// The files that go with the report: their names by SHA-256 in lower-case hexadecimal.
    pub attachments: BTreeMap<String, BTreeSet<String>>,
}

/// What another place says of a movement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Elsewhere {
    /// The number of the report that says so; empty for the ledger.
    pub document_no: String,
    /// The moment, in seconds since 1970-01-01 UTC.
    pub at: Option<i64>,
    /// The quantity, in canonical text.
    pub quantity: String,
    /// Won.
    pub krw: Option<i64>,
}
