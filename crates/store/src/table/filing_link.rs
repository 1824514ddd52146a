//! Table `filing_link`: which filing corrects another, or follows it for a customer who goes on. Append-only.

use singo_domain::filing::FilingId;

use super::{from_name, to_name};
use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};
use crate::evidence::Sealed;

const TABLE: &str = "filing_link";
pub(crate) const COLUMNS: &str = "filing, kind, target";

/// How one filing belongs to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// It corrects the other (정정보고).
    Corrects,
    /// It reports again on the same customer (감독규정 제4조제2항).
    Follows,
}

/// A link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// The later filing.
    pub filing: FilingId,
    /// How it belongs.
    pub kind: LinkKind,
    /// The earlier filing.
    pub target: FilingId,
}

impl Read<'_> {
    /// The links from a filing and to it, oldest first.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or a record does not read.
    pub fn links(&self, filing: FilingId) -> Result<Vec<LinkRow>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT filing, kind, target FROM filing_link
             WHERE filing = ?1 OR target = ?1 ORDER BY id",
        )?;
        let mut lines = line.query([filing.0])?;
        let mut rows = Vec::new();
        while let Some(line) = lines.next()? {
            rows.push(LinkRow {
                filing: FilingId(line.get(0)?),
                kind: from_name(TABLE, &line.get::<_, String>(1)?)?,
                target: FilingId(line.get(2)?),
            });
        }
        Ok(rows)
    }
}

impl Tx<'_> {
    /// Links a filing to an earlier one.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn add_link(
        &self,
        filing: FilingId,
        kind: LinkKind,
        target: FilingId,
    ) -> Result<(), WriteError> {
        let own = [filing.0.into(), to_name(&kind).into(), target.0.into()];
        self.append(Sealed::FilingLink, &own).map(drop)
    }
}
