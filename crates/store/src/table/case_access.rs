//! Table `case_access`: the people to whom a filing is limited. Append-only; the last record holds.
//!
//! To everyone else such a filing does not exist: it is in no list, no search and no count.

use std::collections::BTreeSet;

use rusqlite::OptionalExtension;
use rusqlite::types::Value;
use singo_domain::filing::FilingId;

use super::sealed::optional;
use super::{from_json, to_json};
use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};
use crate::evidence::Sealed;

const TABLE: &str = "case_access";
pub(crate) const COLUMNS: &str = "filing, names, reason";

/// True for a filing `f` that the person bound to the place may know of.
pub(crate) const VISIBLE: &str = "coalesce(
    (SELECT names IS NULL OR ? IN (SELECT value FROM json_each(names))
     FROM case_access a WHERE a.filing = f.id ORDER BY a.id DESC LIMIT 1), 1)";

impl Read<'_> {
    /// The only people who may know of a filing; `None`: everyone whose role allows.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or the record does not read.
    pub fn named(&self, filing: FilingId) -> Result<Option<BTreeSet<String>>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT names FROM case_access WHERE filing = ?1 ORDER BY id DESC LIMIT 1",
        )?;
        let names: Option<Option<String>> =
            line.query_row([filing.0], |line| line.get(0)).optional()?;
        names.flatten().map(|text| from_json(TABLE, &text)).transpose()
    }
}

impl Tx<'_> {
    /// Limits a filing to people, or opens it again to everyone whose role allows.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn put_case_access(
        &self,
        filing: FilingId,
        names: Option<&BTreeSet<String>>,
        reason: &str,
    ) -> Result<(), WriteError> {
        let own: [Value; 3] =
            [filing.0.into(), optional(names.map(to_json)), reason.to_owned().into()];
        self.append(Sealed::CaseAccess, &own).map(drop)
    }
}
