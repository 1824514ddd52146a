//! Table `act`: the chain, and the particulars of each act. Only the write door appends to it, once per
//! transaction. What an act is, and what its hash covers, is the domain's.

use rusqlite::Row as Line;
use serde_json::Value;
use singo_domain::act::{Act, Event, Head};

use super::{as_bound, from_json, from_time, meta, to_json};
use crate::door::{NewAct, Read, Tx, to_text};
use crate::error::{Damage, ReadError, WriteError};

const TABLE: &str = "act";

/// An act on the chain, with its particulars.
#[derive(Clone, Debug, PartialEq)]
pub struct ActRow {
    /// The act.
    pub act: Act,
    /// Its particulars; the act's digest covers their text and every record written with the act.
    pub payload: Value,
}

/// Every column, in the order of [`read`].
pub(crate) const SELECT: &str =
    "SELECT seq, at, actor, act, subject, digest, prev, hash, payload FROM act";

/// Reads an act and the text of its payload.
pub(crate) fn read(line: &Line<'_>) -> Result<(Act, String), ReadError> {
    let hash = |place| {
        let text: String = line.get(place)?;
        text.parse().map_err(|_| ReadError::from(Damage::Record { table: TABLE }))
    };
    let act = Act {
        seq: line.get::<_, i64>(0)?.unsigned_abs(),
        at: from_time(TABLE, &line.get::<_, String>(1)?)?,
        actor: line.get(2)?,
        act: line.get(3)?,
        subject: line.get(4)?,
        digest: hash(5)?,
        prev: hash(6)?,
        hash: hash(7)?,
    };
    Ok((act, line.get(8)?))
}

/// Seals `done` as the act of this write; gives the head that it makes.
pub(crate) fn append(tx: &Tx<'_>, head: &Head, done: NewAct) -> Result<Head, WriteError> {
    let payload = to_json(&done.payload);
    let event = Event {
        at: tx.time(),
        actor: tx.actor().to_owned(),
        act: done.act,
        subject: done.subject,
        digest: tx.digest(&payload),
    };
    let sealed = Act::seal(head, event);
    let head = sealed.head();
    let Act { seq, at, actor, act, subject, digest, prev, hash } = sealed;
    let hashes = [digest, prev, hash].map(|hash| hash.to_string());
    tx.execute(
        "INSERT INTO act (seq, at, actor, act, subject, payload, digest, prev, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        rusqlite::params![
            seq as i64,
            to_text(at),
            actor,
            act,
            subject,
            payload,
            hashes[0],
            hashes[1],
            hashes[2]
        ],
    )?;
    Ok(head)
}

impl Read<'_> {
    /// Acts from number `from` on, at most `limit`, in order.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or an act does not read.
    pub fn acts(&self, from: u64, limit: u32) -> Result<Vec<ActRow>, ReadError> {
        let sql = format!("{SELECT} WHERE seq >= ?1 ORDER BY seq LIMIT ?2");
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query((as_bound(from), limit))?;
        let mut acts = Vec::new();
        while let Some(line) = lines.next()? {
            let (act, payload) = read(line)?;
            acts.push(ActRow { act, payload: from_json(TABLE, &payload)? });
        }
        Ok(acts)
    }

    /// The head of the chain: what a print-out carries as its witness.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn head(&self) -> Result<Head, ReadError> {
        let sql = format!("{SELECT} ORDER BY seq DESC LIMIT 1");
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query([])?;
        match lines.next()? {
            Some(line) => Ok(read(line)?.0.head()),
            None => self.genesis(),
        }
    }

    /// The head before the first act, bound to this vault.
    pub(crate) fn genesis(&self) -> Result<Head, ReadError> {
        let vault = meta::get(self.connection, meta::VAULT)?;
        Ok(Head::genesis(&vault.ok_or(Damage::Record { table: "meta" })?))
    }
}
