//! The table of movements, page by page: an outline that says where pages begin, and pages by the key of their
//! first row. A million rows are walked once for the outline; a page costs what it shows.

use std::collections::BTreeMap;

use rusqlite::params_from_iter;
use rusqlite::types::Value;
use singo_domain::filing::FilingId;
use singo_domain::money::Quantity;

use super::movement::{COLUMNS, EFFECTIVE, MovementRow, read};
use super::query::{MovementFilter, MovementSort, MovementTotals, MovementValue};
use crate::door::Read;
use crate::error::ReadError;
use crate::journal::edit::Cells;
use crate::table::{as_bound, from_json};

/// How many rows a filter chooses, what they sum up to, and where pages begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MovementOutline {
    /// The sums.
    pub totals: MovementTotals,
    /// The first line of every page, in order.
    pub marks: Vec<i64>,
}

impl Read<'_> {
    /// Walks what a filter chooses once, in the order of `sort`, and marks every `page`-th line.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn movement_outline(
        &self,
        filter: &MovementFilter,
        sort: MovementSort,
        page: u64,
    ) -> Result<MovementOutline, ReadError> {
        let (sql, bound) = outline(filter, sort);
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query(params_from_iter(bound))?;
        let mut outline = MovementOutline::default();
        while let Some(line) = lines.next()? {
            if outline.totals.count % page.max(1) == 0 {
                outline.marks.push(line.get(0)?);
            }
            outline.totals.add(MovementValue::read(line, 1)?)?;
        }
        Ok(outline)
    }

    /// At most `limit` movements from the line `first` on, that one included; from the beginning where it is
    /// `None`. A line that is gone gives none.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn movements_from(
        &self,
        filter: &MovementFilter,
        sort: MovementSort,
        first: Option<i64>,
        limit: u64,
    ) -> Result<Vec<MovementRow>, ReadError> {
        let (sql, bound) = page(filter, sort, first, limit);
        let mut line = self.connection.prepare_cached(&sql)?;
        let rows = line.query_map(params_from_iter(bound), read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How the database means to answer [`Read::movements_from`] and [`Read::movement_outline`], for tests and
    /// measurements.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn explain_list(&self, sort: MovementSort) -> Result<[Vec<String>; 2], ReadError> {
        // As somebody sees them: whether a row's filing is limited is asked of every line.
        let all = MovementFilter { viewer: "somebody".to_owned(), ..MovementFilter::default() };
        let steps = |(sql, bound): (String, Vec<Value>)| {
            let mut line = self.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
            let steps = line.query_map(params_from_iter(bound), |row| row.get(3))?;
            steps.collect::<Result<_, _>>()
        };
        Ok([steps(page(&all, sort, Some(1), 200))?, steps(outline(&all, sort))?])
    }

    /// The exact quantity of each asset among what a filter chooses. Lines without a quantity add nothing.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn movement_quantities(
        &self,
        filter: &MovementFilter,
    ) -> Result<BTreeMap<String, Quantity>, ReadError> {
        let (condition, bound) = filter.sql();
        let sql = format!(
            "SELECT asset, quantity FROM {} WHERE {condition} AND {EFFECTIVE} AND quantity <> ''",
            filter.source(None)
        );
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query(params_from_iter(bound))?;
        let mut sums: BTreeMap<String, Quantity> = BTreeMap::new();
        while let Some(line) = lines.next()? {
            let (asset, text): (String, String) = (line.get(0)?, line.get(1)?);
            let Ok(quantity) = text.parse::<Quantity>() else { continue };
            let sum = match sums.get(&asset) {
                Some(sum) => sum.plus(&quantity),
                None => quantity,
            };
            sums.insert(asset, sum);
        }
        Ok(sums)
    }

    /// Visits the imported transfers among what a filter chooses, oldest first, each with its cells.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or a record does not read.
    pub fn each_transfer(
        &self,
        filter: &MovementFilter,
        mut visit: impl FnMut(i64, Cells),
    ) -> Result<(), ReadError> {
        let (condition, bound) = filter.sql();
        let order = MovementSort::Oldest.order();
        let sql = format!(
            "SELECT chosen.id, (SELECT cells FROM transfer WHERE transfer.id = chosen.transfer)
             FROM (SELECT id, transfer, moment FROM {}
                   WHERE {condition} AND transfer IS NOT NULL) AS chosen ORDER BY {order}",
            filter.source(Some(MovementSort::Oldest))
        );
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query(params_from_iter(bound))?;
        while let Some(line) = lines.next()? {
            visit(line.get(0)?, from_json("transfer", &line.get::<_, String>(1)?)?);
        }
        Ok(())
    }

    /// Groups of movements that agree in moment, direction, asset, quantity and the other side's address though
    /// each has an identity of its own.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn look_alikes(&self, filter: &MovementFilter) -> Result<Vec<Vec<i64>>, ReadError> {
        let (condition, bound) = filter.sql();
        let sql = format!(
            "SELECT json_group_array(id) FROM {}
             WHERE {condition} AND at IS NOT NULL AND quantity <> '' AND other_address <> ''
             GROUP BY at, direction, asset, quantity, other_address HAVING count(*) > 1 ORDER BY at",
            filter.source(None)
        );
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query(params_from_iter(bound))?;
        let mut groups = Vec::new();
        while let Some(line) = lines.next()? {
            groups.push(from_json("movement", &line.get::<_, String>(0)?)?);
        }
        Ok(groups)
    }

    /// Filings of a form in which movements of a filter stand already, each with how many.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn standing_in(
        &self,
        filter: &MovementFilter,
        form: &str,
    ) -> Result<BTreeMap<FilingId, u64>, ReadError> {
        let (condition, mut bound) = filter.sql();
        let sql = format!(
            "SELECT o.filing, count(*) FROM movement o JOIN filing f ON f.id = o.filing
             WHERE o.key IN (SELECT key FROM {} WHERE {condition} AND key IS NOT NULL)
               AND f.form = ? GROUP BY o.filing",
            filter.source(None)
        );
        bound.push(form.to_owned().into());
        let mut line = self.connection.prepare_cached(&sql)?;
        let rows = line.query_map(params_from_iter(bound), |row| {
            Ok((FilingId(row.get(0)?), row.get::<_, i64>(1)?.unsigned_abs()))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The statement of an outline, and what is bound to it.
fn outline(filter: &MovementFilter, sort: MovementSort) -> (String, Vec<Value>) {
    let (condition, bound) = filter.sql();
    let order = sort.order();
    let sql = format!(
        "SELECT id, {} FROM {} WHERE {condition} ORDER BY {order}",
        MovementValue::columns(),
        filter.source(Some(sort))
    );
    (sql, bound)
}

/// The statement of a page, and what is bound to it.
fn page(
    filter: &MovementFilter,
    sort: MovementSort,
    first: Option<i64>,
    limit: u64,
) -> (String, Vec<Value>) {
    let (mut condition, mut bound) = filter.sql();
    let (key, order) = (sort.key(), sort.order());
    if let Some(first) = first {
        let from = if sort.is_descending() { "<=" } else { ">=" };
        condition +=
            &format!(" AND ({key}) {from} (SELECT {key} FROM complete_movement WHERE id = ?)");
        bound.push(first.into());
    }
    bound.push(as_bound(limit).into());
    let sql = format!(
        "SELECT {COLUMNS} FROM {} WHERE {condition} ORDER BY {order} LIMIT ?",
        filter.source(Some(sort))
    );
    (sql, bound)
}
