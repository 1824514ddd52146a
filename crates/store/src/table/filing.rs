//! Table `filing`: what a filing is, and what lists show of it.
//!
//! What it is (form, version, definition hash) never changes. What lists show is derived by the use cases
//! from its answers, and carried here so that a list reads no answers.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row as Line, params_from_iter};
use singo_domain::canonical::DefinitionRef;
use singo_domain::filing::{FilingId, Status};

use super::case_access::VISIBLE;
use super::{from_name, from_time, to_json, to_name};
use crate::bigram;
use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};
use crate::evidence::Sealed;

const TABLE: &str = "filing";
const COLUMNS: &str = "f.id, f.form, f.version, f.definition_hash, f.created_at, f.status, \
                       f.document_no, f.title, f.subject, f.updated_at";

/// A filing as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilingRow {
    /// Its identity in this vault.
    pub id: FilingId,
    /// The definition it is written under.
    pub definition: DefinitionRef,
    /// Where it stands.
    pub status: Status,
    /// What lists call it.
    pub label: FilingLabel,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// What lists call a filing; derived from its answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilingLabel {
    /// The institution's own document number.
    pub document_no: String,
    /// Its title.
    pub title: String,
    /// Whom it is about.
    pub subject: String,
}

/// Which filings to list. Newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// Words, every one of which occurs in the filing's search text; parts of words count.
    pub text: String,
    /// Only those that stand here.
    pub status: Option<Status>,
    /// Only those of this form.
    pub form: Option<String>,
    /// Only those that this person may know of; `None`: all of them.
    pub viewer: Option<String>,
    /// Only those older than this: the `next` of the page before.
    pub before: Option<FilingId>,
    /// At most so many.
    pub limit: u32,
}

/// A page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The filings, newest first.
    pub rows: Vec<FilingRow>,
    /// Where the next page begins; `None` when there is none.
    pub next: Option<FilingId>,
}

fn read_row(line: &Line<'_>) -> Result<FilingRow, ReadError> {
    Ok(FilingRow {
        id: FilingId(line.get(0)?),
        definition: DefinitionRef { form: line.get(1)?, version: line.get(2)?, hash: line.get(3)? },
        created_at: from_time(TABLE, &line.get::<_, String>(4)?)?,
        status: from_name(TABLE, &line.get::<_, String>(5)?)?,
        label: FilingLabel {
            document_no: line.get(6)?,
            title: line.get(7)?,
            subject: line.get(8)?,
        },
        updated_at: from_time(TABLE, &line.get::<_, String>(9)?)?,
    })
}

/// The record under seal: what never changes.
pub(crate) fn record(line: &Line<'_>) -> rusqlite::Result<String> {
    let text = |place| line.get::<_, String>(place);
    let id: i64 = line.get(0)?;
    let act: i64 = line.get(5)?;
    Ok(to_json(&(id, text(1)?, text(2)?, text(3)?, text(4)?, act)))
}

/// The records of one act, in the order they were written.
pub(crate) const RECORDS: &str = "SELECT id, form, version, definition_hash, created_at, act
                                  FROM filing WHERE act = ?1 ORDER BY id";

impl ListQuery {
    /// `FROM … WHERE …` and its values; `None` when nothing can be found.
    fn selection(&self, before: Option<FilingId>) -> Option<(String, Vec<Value>)> {
        let mut sql = "FROM filing f".to_owned();
        let mut bounds: Vec<Value> = Vec::new();
        // What was destroyed is in no list.
        let mut conditions =
            vec!["f.id NOT IN (SELECT filing FROM tombstone WHERE filing IS NOT NULL)"];
        if !self.text.trim().is_empty() {
            // Text without a single letter or digit is in no filing.
            bounds.push(bigram::query(&self.text)?.into());
            sql.push_str(" JOIN search s ON s.rowid = f.id");
            conditions.push("search MATCH ?");
        }
        if let Some(status) = self.status {
            conditions.push("f.status = ?");
            bounds.push(to_name(&status).into());
        }
        if let Some(form) = &self.form {
            conditions.push("f.form = ?");
            bounds.push(form.clone().into());
        }
        if let Some(viewer) = &self.viewer {
            conditions.push(VISIBLE);
            bounds.push(viewer.clone().into());
        }
        if let Some(before) = before {
            conditions.push("f.id < ?");
            bounds.push(before.0.into());
        }
        if !conditions.is_empty() {
            sql = format!("{sql} WHERE {}", conditions.join(" AND "));
        }
        Some((sql, bounds))
    }
}

impl Read<'_> {
    /// One filing.
    ///
    /// # Errors
    /// [`ReadError::NoFiling`].
    pub fn filing(&self, id: FilingId) -> Result<FilingRow, ReadError> {
        let sql = format!("SELECT {COLUMNS} FROM filing f WHERE f.id = ?1");
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query([id.0])?;
        lines.next()?.map_or(Err(ReadError::NoFiling(id)), read_row)
    }

    /// The number of the act with which a filing began.
    ///
    /// # Errors
    /// [`ReadError::NoFiling`].
    pub fn began(&self, id: FilingId) -> Result<u64, ReadError> {
        let mut line = self.connection.prepare_cached("SELECT act FROM filing WHERE id = ?1")?;
        let act: Option<i64> = line.query_row([id.0], |line| line.get(0)).optional()?;
        act.map(i64::unsigned_abs).ok_or(ReadError::NoFiling(id))
    }

    /// A page of filings, newest first.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn filings(&self, query: &ListQuery) -> Result<Listing, ReadError> {
        let Some((from, mut bounds)) = query.selection(query.before) else {
            return Ok(Listing::default());
        };
        let sql = format!("SELECT {COLUMNS} {from} ORDER BY f.id DESC LIMIT ?");
        // One more than asked for tells whether there is a next page.
        bounds.push((i64::from(query.limit) + 1).into());
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query(params_from_iter(bounds))?;
        let mut rows = Vec::new();
        while let Some(line) = lines.next()? {
            rows.push(read_row(line)?);
        }
        let more = rows.len() > query.limit as usize;
        rows.truncate(query.limit as usize);
        let next = rows.last().filter(|_| more).map(|row| row.id);
        Ok(Listing { rows, next })
    }

    /// How many filings a query finds on all its pages.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn count_filings(&self, query: &ListQuery) -> Result<u64, ReadError> {
        let Some((from, bounds)) = query.selection(None) else { return Ok(0) };
        let mut line = self.connection.prepare_cached(&format!("SELECT count(*) {from}"))?;
        let count: i64 = line.query_row(params_from_iter(bounds), |line| line.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// How many filings stand where, of those that a person may know of; a state without filings is left out.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn filing_counts(&self, viewer: &str) -> Result<Vec<(Status, u64)>, ReadError> {
        let sql = format!(
            "SELECT status, count(*) FROM filing f WHERE {VISIBLE} GROUP BY status ORDER BY status"
        );
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query([viewer])?;
        let mut counts = Vec::new();
        while let Some(line) = lines.next()? {
            let status = from_name(TABLE, &line.get::<_, String>(0)?)?;
            counts.push((status, line.get::<_, i64>(1)?.unsigned_abs()));
        }
        Ok(counts)
    }

    /// The document numbers of the other filings of a form, blank ones left out.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn other_numbers(&self, form: &str, but: FilingId) -> Result<BTreeSet<String>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT document_no FROM filing WHERE form = ?1 AND id <> ?2 AND document_no <> ''",
        )?;
        let numbers = line.query_map((form, but.0), |line| line.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }

    /// Where a filing stands, by its last event.
    ///
    /// # Errors
    /// [`ReadError::NoFiling`].
    pub fn status(&self, id: FilingId) -> Result<Status, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT coalesce((SELECT status FROM event WHERE filing = f.id ORDER BY id DESC LIMIT 1),
                             'draft')
             FROM filing f WHERE f.id = ?1",
        )?;
        let status: Option<String> = line.query_row([id.0], |line| line.get(0)).optional()?;
        from_name(TABLE, &status.ok_or(ReadError::NoFiling(id))?)
    }
}

impl Tx<'_> {
    /// Begins a filing under a definition; it is an empty draft.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn create_filing(&self, definition: &DefinitionRef) -> Result<FilingId, WriteError> {
        let DefinitionRef { form, version, hash } = definition;
        self.execute(
            "INSERT INTO filing (form, version, definition_hash, created_at, act, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?4)",
            (form, version, hash, self.at(), self.seq()),
        )?;
        let id = self.connection.last_insert_rowid();
        self.seal(Sealed::Filing, &to_json(&(id, form, version, hash, self.at(), self.seq())));
        Ok(FilingId(id))
    }

    /// Sets what lists call a filing, and the text by which it is found.
    ///
    /// # Errors
    /// [`WriteError::Read`] when there is no such filing.
    pub fn label_filing(
        &self,
        id: FilingId,
        label: &FilingLabel,
        search_text: &str,
    ) -> Result<(), WriteError> {
        let FilingLabel { document_no, title, subject } = label;
        let found = self.execute(
            "UPDATE filing SET document_no = ?2, title = ?3, subject = ?4 WHERE id = ?1",
            (id.0, document_no, title, subject),
        )?;
        if found == 0 {
            return Err(ReadError::NoFiling(id).into());
        }
        self.execute("DELETE FROM search WHERE rowid = ?1", [id.0])?;
        self.execute(
            "INSERT INTO search (rowid, grams) VALUES (?1, ?2)",
            (id.0, bigram::grams(search_text)),
        )
        .map(drop)
    }

    /// Remembers that a filing changed now.
    pub(crate) fn touch_filing(&self, id: FilingId) -> Result<(), WriteError> {
        self.execute("UPDATE filing SET updated_at = ?2 WHERE id = ?1", (id.0, self.at())).map(drop)
    }
}
