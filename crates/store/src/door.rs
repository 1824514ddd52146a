//! The one door to disk. A write is a closure over one transaction that must return its act; the door seals
//! the act on the chain and commits. Nothing else in the house can commit.
//!
//! A closure that fails, panics, or carries on after a write of its own failed leaves nothing behind.

use std::cell::{Cell, RefCell};
use std::ops::Deref;

use chrono::{DateTime, SecondsFormat, SubsecRound, Utc};
use rusqlite::{Connection, Params, TransactionBehavior};
use serde_json::Value;
use singo_domain::act::Digest;

use crate::error::{ReadError, WriteError};
use crate::evidence::{Evidence, Sealed};
use crate::noted;
use crate::table::act;
use crate::vault::Vault;

/// What a write reports as done; the door adds when and by whom.
#[derive(Clone, Debug, PartialEq)]
pub struct NewAct {
    /// Noun and past tense: `filing.approved`.
    pub act: String,
    /// What it was done to: `filing/12`, `vault`.
    pub subject: String,
    /// Particulars. They are kept and sealed: no answer's text belongs here, the journal has it.
    pub payload: Value,
}

/// A consistent view of the vault.
#[derive(Debug)]
pub struct Read<'c> {
    pub(crate) connection: &'c Connection,
}

/// An open write. Reads see what it has written so far.
#[derive(Debug)]
pub struct Tx<'c> {
    read: Read<'c>,
    actor: &'c str,
    time: DateTime<Utc>,
    at: String,
    seq: i64,
    failed: Cell<bool>,
    evidence: RefCell<Evidence>,
}

impl NewAct {
    /// An act by its name, its subject and its particulars.
    pub fn new(act: &str, subject: impl Into<String>, payload: Value) -> Self {
        Self { act: act.to_owned(), subject: subject.into(), payload }
    }
}

impl Vault {
    /// Reads; everything the closure sees is of one moment.
    ///
    /// # Errors
    /// The closure's own, and [`ReadError`] when the database does not answer.
    pub fn read<T, E: From<ReadError>>(
        &self,
        f: impl FnOnce(&Read<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = self.connection.unchecked_transaction().map_err(ReadError::from)?;
        f(&Read { connection: &transaction })
    }

    /// Writes: runs the closure in a transaction, seals the act it returns as done by `actor` at `now`
    /// (kept to the millisecond), and commits. When this returns `Ok`, the write is on the disk.
    ///
    /// # Errors
    /// The closure's own, and [`WriteError`]; nothing is written then.
    pub fn write<T, E: From<WriteError>>(
        &mut self,
        actor: &str,
        now: DateTime<Utc>,
        f: impl FnOnce(&Tx<'_>) -> Result<(T, NewAct), E>,
    ) -> Result<T, E> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(WriteError::from)?;
        let read = Read { connection: &transaction };
        let head = read.head().map_err(WriteError::from)?;
        let tx = Tx {
            read,
            actor,
            time: now.trunc_subsecs(3),
            at: to_text(now),
            seq: head.seq as i64 + 1,
            failed: Cell::new(false),
            evidence: RefCell::default(),
        };
        let (value, done) = f(&tx)?;
        if tx.failed.get() {
            return Err(WriteError::Poisoned.into());
        }
        let head = act::append(&tx, &head, done)?;
        transaction.commit().map_err(WriteError::from)?;
        if !self.is_read_only() {
            // The write is on the disk whether or not it could be noted; an older note does no harm.
            let _ = noted::note(self.folder(), &head);
        }
        Ok(value)
    }
}

impl<'c> Deref for Tx<'c> {
    type Target = Read<'c>;

    fn deref(&self) -> &Read<'c> {
        &self.read
    }
}

impl Tx<'_> {
    /// Who writes.
    pub fn actor(&self) -> &str {
        self.actor
    }

    /// When, to the millisecond.
    pub fn time(&self) -> DateTime<Utc> {
        self.time
    }

    /// When, as the vault keeps it: UTC, RFC 3339 with milliseconds.
    pub(crate) fn at(&self) -> &str {
        &self.at
    }

    /// The number that this write's act will have.
    pub(crate) fn seq(&self) -> i64 {
        self.seq
    }

    /// Runs one statement; gives the number of lines it changed. The only place where SQL writes.
    pub(crate) fn execute(&self, sql: &str, params: impl Params) -> Result<usize, WriteError> {
        let done = self.connection.prepare_cached(sql).and_then(|mut line| line.execute(params));
        done.map_err(|error| {
            self.failed.set(true);
            error.into()
        })
    }

    /// Puts a record just written under the seal of this write's act.
    pub(crate) fn seal(&self, table: Sealed, record: &str) {
        self.evidence.borrow_mut().add(table, record);
    }

    /// The digest of everything sealed so far, and of `payload`.
    pub(crate) fn digest(&self, payload: &str) -> Digest {
        self.evidence.borrow().clone().digest(payload)
    }
}

/// A time as the vault keeps it.
pub(crate) fn to_text(at: DateTime<Utc>) -> String {
    at.trunc_subsecs(3).to_rfc3339_opts(SecondsFormat::Millis, true)
}
