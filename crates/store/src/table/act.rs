//! Table `act`: the chain. Only the write door appends to it, once per transaction.

use rusqlite::{Connection, OptionalExtension, Row as Line};
use singo_domain::canonical::sha256_hex;

use super::to_json;
use crate::door::{NewAct, Read, Tx};
use crate::error::{ReadError, WriteError};

/// An act on the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActRow {
    /// 1, 2, 3 … without a gap.
    pub seq: i64,
    /// When: UTC, RFC 3339 with milliseconds.
    pub at: String,
    /// By whom.
    pub actor: String,
    /// What was done.
    pub act: String,
    /// To what.
    pub subject: String,
    /// Particulars, JSON.
    pub payload: String,
    /// SHA-256 over the payload and the records written with the act.
    pub digest: String,
    /// The hash of the act before.
    pub prev: String,
    /// The seal.
    pub hash: String,
}

impl ActRow {
    pub(crate) fn sealed(&self) -> String {
        sha256_hex(to_json(&(
            self.seq,
            &self.at,
            &self.actor,
            &self.act,
            &self.subject,
            &self.digest,
            &self.prev,
        )))
    }

    pub(crate) fn read(line: &Line<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: line.get(0)?,
            at: line.get(1)?,
            actor: line.get(2)?,
            act: line.get(3)?,
            subject: line.get(4)?,
            payload: line.get(5)?,
            digest: line.get(6)?,
            prev: line.get(7)?,
            hash: line.get(8)?,
        })
    }
}

/// Every column, in the order of [`ActRow::read`].
pub(crate) const SELECT: &str =
    "SELECT seq, at, actor, act, subject, payload, digest, prev, hash FROM act";

/// What the first act names as the one before it.
pub(crate) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The number of the last act; 0 before the first.
pub(crate) fn last_seq(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("SELECT coalesce(max(seq), 0) FROM act", [], |line| line.get(0))
}

/// Seals `done` as the act of this write.
pub(crate) fn append(tx: &Tx<'_>, done: &NewAct) -> Result<(), WriteError> {
    let payload = to_json(&done.payload);
    let mut row = ActRow {
        seq: tx.seq(),
        at: tx.at().to_owned(),
        actor: tx.actor().to_owned(),
        act: done.act.clone(),
        subject: done.subject.clone(),
        digest: tx.digest(&payload),
        payload,
        prev: tx.head()?.map_or_else(|| GENESIS.to_owned(), |head| head.hash),
        hash: String::new(),
    };
    row.hash = row.sealed();
    tx.execute(
        "INSERT INTO act (seq, at, actor, act, subject, payload, digest, prev, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        (
            row.seq,
            row.at,
            row.actor,
            row.act,
            row.subject,
            row.payload,
            row.digest,
            row.prev,
            row.hash,
        ),
    )
    .map(drop)
}

impl Read<'_> {
    /// Acts from number `from` on, at most `limit`, in order.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn acts(&self, from: i64, limit: u32) -> Result<Vec<ActRow>, ReadError> {
        let sql = format!("{SELECT} WHERE seq >= ?1 ORDER BY seq LIMIT ?2");
        let mut line = self.connection.prepare_cached(&sql)?;
        let acts = line.query_map((from, limit), ActRow::read)?;
        Ok(acts.collect::<Result<_, _>>()?)
    }

    /// The last act: the head of the chain.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn head(&self) -> Result<Option<ActRow>, ReadError> {
        let sql = format!("{SELECT} ORDER BY seq DESC LIMIT 1");
        let mut line = self.connection.prepare_cached(&sql)?;
        Ok(line.query_row([], ActRow::read).optional()?)
    }
}
