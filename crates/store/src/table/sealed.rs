//! Append-only tables of one plain shape: an id, columns of their own, then when, by whom, and the act.
//!
//! A record under seal is the JSON array of all of its columns in that order. One place writes such a record
//! and one reads it back for verification, so that the two cannot drift apart.

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Row as Line, params_from_iter};

use super::to_json;
use crate::door::Tx;
use crate::error::WriteError;
use crate::evidence::Sealed;

/// The columns of a table's own, in the order in which they are sealed.
fn columns(table: Sealed) -> &'static str {
    match table {
        Sealed::Person => super::person::COLUMNS,
        Sealed::DutyRule => super::person::RULE_COLUMNS,
        Sealed::Comment => super::comment::COLUMNS,
        Sealed::Contact => super::contact::COLUMNS,
        Sealed::CaseAccess => super::case_access::COLUMNS,
        Sealed::FilingLink => super::filing_link::COLUMNS,
        Sealed::LedgerBatch => crate::ledger::BATCH_COLUMNS,
        Sealed::LedgerChunk => crate::ledger::CHUNK_COLUMNS,
        Sealed::LedgerEnd => crate::ledger::END_COLUMNS,
        Sealed::FlagAnswer => crate::ledger::ANSWER_COLUMNS,
        Sealed::Attachment => super::attachment::COLUMNS,
        Sealed::Detachment => super::attachment::DETACHED,
        Sealed::Disposal => super::disposal::COLUMNS,
        Sealed::Tombstone => super::tombstone::COLUMNS,
        Sealed::RelationshipEnd => super::disposal::END_COLUMNS,
        Sealed::Rate => super::rate::COLUMNS,
        Sealed::HouseRule => super::house_rule::COLUMNS,
        Sealed::Party => super::party::COLUMNS,
        Sealed::Wallet => super::party::WALLET_COLUMNS,
        Sealed::BatchRelationshipEnd => crate::ledger::RELATIONSHIP_COLUMNS,
        Sealed::ImportReject => super::import_reject::COLUMNS,
        Sealed::FormAdded => super::form_added::COLUMNS,
        Sealed::FormWithdrawn => super::form_added::WITHDRAWN_COLUMNS,
        // The first tables have shapes of their own.
        _ => "",
    }
}

/// The records of one act, in the order they were written.
pub(crate) fn records(table: Sealed) -> String {
    let (columns, name) = (columns(table), table.table());
    format!("SELECT id, {columns}, at, actor, act FROM {name} WHERE act = ?1 ORDER BY id")
}

/// The record under seal.
pub(crate) fn record(line: &Line<'_>) -> rusqlite::Result<String> {
    let mut values = Vec::new();
    for place in 0..line.as_ref().column_count() {
        values.push(match line.get_ref(place)? {
            ValueRef::Integer(number) => number.into(),
            ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
            // These tables hold neither fractions nor bytes; something else there is no record of ours.
            ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => serde_json::Value::Null,
        });
    }
    Ok(to_json(&values))
}

impl Tx<'_> {
    /// Appends a record to a table of this shape and puts it under seal; gives its id.
    pub(crate) fn append(&self, table: Sealed, own: &[Value]) -> Result<i64, WriteError> {
        self.append_as(table, None, own)
    }

    /// As [`Tx::append`] under an id of the caller's, where the next one in order would be one that was destroyed.
    pub(crate) fn append_as(
        &self,
        table: Sealed,
        id: Option<i64>,
        own: &[Value],
    ) -> Result<i64, WriteError> {
        let mut values = own.to_vec();
        values.extend([self.at().to_owned().into(), self.actor().to_owned().into()]);
        values.push(self.seq().into());
        let places: Vec<&str> = values.iter().map(|_| "?").collect();
        let sql = format!(
            "INSERT INTO {} (id, {}, at, actor, act) VALUES (?, {})",
            table.table(),
            columns(table),
            places.join(", ")
        );
        let id = id.map_or(Value::Null, Value::Integer);
        self.execute(&sql, params_from_iter([&id].into_iter().chain(&values)))?;
        let id = self.connection.last_insert_rowid();
        let mut record = vec![serde_json::Value::from(id)];
        record.extend(values.into_iter().map(|value| match value {
            Value::Integer(number) => number.into(),
            Value::Text(text) => text.into(),
            Value::Null | Value::Real(_) | Value::Blob(_) => serde_json::Value::Null,
        }));
        self.seal(table, &to_json(&record));
        Ok(id)
    }
}

/// A text, or nothing.
pub(crate) fn optional(text: Option<String>) -> Value {
    text.map_or(Value::Null, Value::Text)
}
