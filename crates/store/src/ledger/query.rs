//! Lists and totals over counted movements: filtered, sorted, in windows.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::movement::{COLUMNS, EFFECTIVE, MovementRow, read};
use crate::door::Read;
use crate::error::ReadError;
use crate::table::case_access::VISIBLE;
use crate::table::{as_bound, like};

/// Which movements; an empty part asks nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MovementFilter {
    /// Part of a customer's or other side's name, of an address, or the start of a transaction id or of the
    /// exchange's number.
    pub text: String,
    /// `out` or `in`.
    pub direction: String,
    /// The symbol.
    pub asset: String,
    /// The chain.
    pub chain: String,
    /// The reason code.
    pub reason: String,
    /// The kind of counterparty.
    pub counterparty: String,
    /// The counterparty's country.
    pub country: String,
    /// First and last day in Korea, in days since year 1.
    pub days: Option<(i64, i64)>,
    /// Only lines whose moment or value is missing.
    pub incomplete: bool,
    /// Only lines without a moment that reads.
    pub undated: bool,
    /// Only imported transfers, no rows that were typed into filings.
    pub imported: bool,
    /// Only these lines of the index.
    pub ids: Vec<i64>,
    /// Only those between two lines, both included, in one of the stretches; empty: all.
    pub spans: Vec<(i64, i64)>,
    /// The order in which stretches are understood.
    pub order: MovementSort,
    /// Not these lines.
    pub except: Vec<i64>,
    /// Who looks: rows of filings that are limited to other people are left out. Empty: nobody is left out.
    pub viewer: String,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MovementSort {
    /// Newest first.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
    /// Most won first.
    Largest,
    /// By customer, what came in and what went out apart, then oldest first.
    Customer,
}

/// Sums over movements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MovementTotals {
    /// How many.
    pub count: u64,
    /// How many of them lack a moment or a value; these are not in the sums.
    pub incomplete: u64,
    /// How many were cancelled or came back; these are not in the sums either.
    pub ineffective: u64,
    /// Won.
    pub krw: i64,
    /// US cents.
    pub usd_cents: i64,
}

/// The columns by which totals are given.
pub const GROUPS: [&str; 5] = ["asset", "country", "reason", "counterparty", "direction"];

/// Totals by column and value.
pub type GroupedTotals = BTreeMap<&'static str, BTreeMap<String, MovementTotals>>;

/// What a line adds to sums.
#[derive(Clone, Copy)]
pub(super) struct MovementValue {
    /// Won and cents, where the line has a moment and both values.
    whole: Option<(i64, i64)>,
    effective: bool,
}

impl MovementValue {
    /// How many columns it is read from.
    const WIDTH: usize = 4;

    /// The columns.
    pub(super) fn columns() -> String {
        format!("at, krw, usd_cents, {EFFECTIVE}")
    }

    /// From its columns, which begin with the `first` of the line.
    pub(super) fn read(line: &Row<'_>, first: usize) -> Result<Self, ReadError> {
        let at: Option<i64> = line.get(first)?;
        let (krw, usd): (Option<i64>, Option<i64>) = (line.get(first + 1)?, line.get(first + 2)?);
        let whole = at.and(krw.zip(usd));
        Ok(Self { whole, effective: line.get(first + 3)? })
    }
}

impl MovementTotals {
    /// Adds a line.
    pub(super) fn add(&mut self, value: MovementValue) -> Result<(), ReadError> {
        self.count += 1;
        match value {
            // What was cancelled or came back is listed and not summed.
            MovementValue { effective: false, .. } => self.ineffective += 1,
            MovementValue { whole: None, .. } => self.incomplete += 1,
            MovementValue { whole: Some((krw, usd)), .. } => {
                self.krw = self.krw.checked_add(krw).ok_or(OVERFLOW)?;
                self.usd_cents = self.usd_cents.checked_add(usd).ok_or(OVERFLOW)?;
            }
        }
        Ok(())
    }
}

/// What the database itself says of a sum that does not fit 64 bits.
const OVERFLOW: ReadError = ReadError::Database(rusqlite::ffi::SQLITE_ERROR);

/// Where orders put what has no moment.
pub(super) const BEFORE: i64 = -4_611_686_018_427_387_904;

impl MovementSort {
    /// The columns that give every line its one place; an order of the index has them in this order.
    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Newest | Self::Oldest => &["moment", "id"],
            Self::Largest => &["won", "id"],
            Self::Customer => &["customer", "direction", "date", "moment", "id"],
        }
    }

    /// The view that walks along them.
    fn walked(self) -> &'static str {
        match self {
            Self::Newest | Self::Oldest => "movement_in_time",
            Self::Largest => "movement_in_value",
            Self::Customer => "movement_in_customer",
        }
    }

    /// The columns as one row value.
    pub(super) fn key(self) -> String {
        self.columns().join(", ")
    }

    /// Whether the highest key stands first.
    pub(super) fn is_descending(self) -> bool {
        matches!(self, Self::Newest | Self::Largest)
    }

    /// What stands behind `ORDER BY`.
    pub(super) fn order(self) -> String {
        let direction = if self.is_descending() { " DESC" } else { "" };
        let parts: Vec<String> =
            self.columns().iter().map(|column| format!("{column}{direction}")).collect();
        parts.join(", ")
    }
}

/// The first second of a day in Korea, both counted as [`singo_domain::ledger::Movement`] has them.
pub(super) fn start_of(day: i64) -> i64 {
    const EPOCH: i64 = 719_163;
    const AHEAD: i64 = 9 * 3600;
    day.saturating_sub(EPOCH).saturating_mul(24 * 3600).saturating_sub(AHEAD)
}

impl MovementFilter {
    /// Where a walk finds its lines: along the order that is asked for, or in whatever order is quickest. Single lines
    /// are looked up.
    pub(super) fn source(&self, sort: Option<MovementSort>) -> &'static str {
        match sort {
            _ if !self.ids.is_empty() => "complete_movement",
            Some(sort) => sort.walked(),
            None if self.days.is_some() || self.undated => MovementSort::Oldest.walked(),
            None => "complete_movement",
        }
    }

    /// The condition on the index, and what is bound to it.
    pub(super) fn sql(&self) -> (String, Vec<Value>) {
        let mut parts = vec!["counted = 1".to_owned()];
        let mut bound: Vec<Value> = Vec::new();
        let equal = [
            ("direction", &self.direction),
            ("asset", &self.asset),
            ("chain", &self.chain),
            ("reason", &self.reason),
            ("counterparty", &self.counterparty),
            ("country", &self.country),
        ];
        for (column, text) in equal.into_iter().filter(|(_, text)| !text.is_empty()) {
            parts.push(format!("{column} = ?"));
            bound.push(text.clone().into());
        }
        let text = self.text.trim();
        if !text.is_empty() {
            let (start, part) = like(text);
            let within = ["customer_name", "other_name", "other_address"];
            let starts = ["txid", "exchange_tx_id"];
            let holds = |column: &&str| format!("{column} LIKE ? ESCAPE '\\'");
            let all: Vec<String> = within.iter().chain(&starts).map(holds).collect();
            parts.push(format!("({})", all.join(" OR ")));
            bound.extend(within.map(|_| Value::from(part.clone())));
            bound.extend(starts.map(|_| Value::from(start.clone())));
        }
        if let Some((first, last)) = self.days {
            parts.push("moment BETWEEN ? AND ?".to_owned());
            // What has no moment stands before every day, and belongs to none.
            let first = start_of(first).max(BEFORE + 1);
            let last = start_of(last.saturating_add(1)).saturating_sub(1);
            bound.extend([first.into(), last.into()]);
        }
        if self.incomplete {
            parts.push("(at IS NULL OR krw IS NULL OR usd_cents IS NULL)".to_owned());
        }
        if self.undated {
            parts.push(format!("moment = {BEFORE}"));
        }
        if self.imported {
            parts.push("transfer IS NOT NULL".to_owned());
        }
        if !self.spans.is_empty() {
            let key = self.order.key();
            let of = format!("(SELECT {key} FROM complete_movement WHERE id = ?)");
            let (low, high) = if self.order.is_descending() { ("<=", ">=") } else { (">=", "<=") };
            let one = format!("(({key}) {low} {of} AND ({key}) {high} {of})");
            parts.push(format!("({})", vec![one; self.spans.len()].join(" OR ")));
            let ends = self.spans.iter().flat_map(|(first, last)| [*first, *last]);
            bound.extend(ends.map(Value::from));
        }
        if !self.except.is_empty() {
            parts.push(format!("id NOT IN ({})", vec!["?"; self.except.len()].join(", ")));
            bound.extend(self.except.iter().map(|id| Value::from(*id)));
        }
        if !self.viewer.is_empty() {
            parts.push(format!(
                "(filing IS NULL OR EXISTS (SELECT 1 FROM filing f WHERE f.id = filing AND {VISIBLE}))"
            ));
            bound.push(self.viewer.clone().into());
        }
        if !self.ids.is_empty() {
            let places = vec!["?"; self.ids.len()].join(", ");
            parts.push(format!("id IN ({places})"));
            bound.extend(self.ids.iter().map(|id| Value::from(*id)));
        }
        (parts.join(" AND "), bound)
    }
}

impl Read<'_> {
    /// A window onto the movements: at most `limit` after the first `offset`.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn movements(
        &self,
        filter: &MovementFilter,
        sort: MovementSort,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<MovementRow>, ReadError> {
        let order = sort.order();
        let (condition, mut bound) = filter.sql();
        let sql = format!(
            "SELECT {COLUMNS} FROM {} WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?",
            filter.source(Some(sort))
        );
        bound.extend([as_bound(limit).into(), as_bound(offset).into()]);
        let mut line = self.connection.prepare_cached(&sql)?;
        let rows = line.query_map(params_from_iter(bound), read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many movements a filter chooses.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn count_movements(&self, filter: &MovementFilter) -> Result<u64, ReadError> {
        let (condition, bound) = filter.sql();
        // Line by line: of a count the database would look up every line, though its order says enough.
        let sql = format!("SELECT id FROM {} WHERE {condition}", filter.source(None));
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query(params_from_iter(bound))?;
        let mut count = 0;
        while lines.next()?.is_some() {
            count += 1;
        }
        Ok(count)
    }

    /// The sums over the movements that a filter chooses.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer, or a sum does not fit 64 bits.
    pub fn movement_totals(&self, filter: &MovementFilter) -> Result<MovementTotals, ReadError> {
        let mut totals = MovementTotals::default();
        self.each_value(filter, "", |value, _| totals.add(value))?;
        Ok(totals)
    }

    /// The sums, and the same by each of [`GROUPS`] for each of its values.
    ///
    /// # Errors
    /// As [`Read::movement_totals`].
    pub fn grouped_totals(
        &self,
        filter: &MovementFilter,
    ) -> Result<(MovementTotals, GroupedTotals), ReadError> {
        let columns: String = GROUPS.iter().map(|column| format!(", {column}")).collect();
        let mut totals = MovementTotals::default();
        let mut by = GROUPS.map(|column| (column, BTreeMap::new()));
        self.each_value(filter, &columns, |value, line| {
            for (place, (_, groups)) in by.iter_mut().enumerate() {
                let group = line.get_ref(MovementValue::WIDTH + place)?;
                let group = group.as_str().map_err(rusqlite::Error::from)?;
                match groups.get_mut(group) {
                    Some(group) => MovementTotals::add(group, value)?,
                    None => groups.entry(group.to_owned()).or_default().add(value)?,
                }
            }
            totals.add(value)
        })?;
        Ok((totals, by.into()))
    }

    /// Visits what a filter chooses, in one walk in whatever order is quickest.
    fn each_value(
        &self,
        filter: &MovementFilter,
        columns: &str,
        mut visit: impl FnMut(MovementValue, &Row<'_>) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let (condition, bound) = filter.sql();
        let value = MovementValue::columns();
        let source = filter.source(None);
        let sql = format!("SELECT {value}{columns} FROM {source} WHERE {condition}");
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query(params_from_iter(bound))?;
        while let Some(line) = lines.next()? {
            visit(MovementValue::read(line, 0)?, line)?;
        }
        Ok(())
    }
}
