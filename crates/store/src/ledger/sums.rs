//! What one customer and one address amount to at each movement, over the whole vault.
//!
//! One pass of window functions along one order of the index, which has all that they need: nothing is sorted and no
//! line looked up, so that a row costs the same among ten thousand and a million. A customer's outward and inward
//! movements are summed apart. What was cancelled or came back is in no sum. The day is the day in Korea; the rolling
//! windows end with the movement's day, that day included.

use std::collections::{BTreeMap, HashMap};

use rusqlite::functions::{Aggregate, Context, FunctionFlags, WindowAggregate};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};
use singo_domain::filing::FilingId;

use super::movement::EFFECTIVE;
use super::query::start_of;
use crate::door::Read;
use crate::error::ReadError;

/// The sums at one movement (points M1 to M6 of the report's catalogue).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MovementSums {
    /// The customer's movements of that day.
    pub day_count: u64,
    /// Their won.
    pub day_krw: i64,
    /// Their US cents.
    pub day_usd_cents: i64,
    /// US cents of seven days.
    pub week_usd_cents: i64,
    /// US cents of thirty days.
    pub month_usd_cents: i64,
    /// US cents of the calendar year, up to that day.
    pub year_usd_cents: i64,
    /// US cents that went to, or came from, the same address.
    pub address_usd_cents: i64,
    /// How many customers dealt with that address.
    pub address_customers: u64,
    /// How many addresses the customer dealt with.
    pub customer_addresses: u64,
}

/// Which movements are asked about; the sums see the whole vault in every case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every one.
    All,
    /// Those of a filing's rows.
    Filing(FilingId),
    /// These lines of the index.
    Ids(Vec<i64>),
    /// Those from a day to a day in Korea, both included, in days since year 1.
    Days(i64, i64),
}

impl Scope {
    /// The lines of the index, as a condition on `m`.
    pub(super) fn sql(&self) -> (String, Vec<Value>) {
        match self {
            Self::All => ("1".to_owned(), Vec::new()),
            Self::Filing(filing) => ("m.filing = ?".to_owned(), vec![filing.0.into()]),
            Self::Ids(ids) => {
                let places = vec!["?"; ids.len()].join(", ");
                (format!("m.id IN ({places})"), ids.iter().map(|id| (*id).into()).collect())
            }
            Self::Days(first, last) => {
                let bound = [start_of(*first), start_of(last.saturating_add(1)).saturating_sub(1)];
                let moments = "SELECT id FROM movement_time WHERE moment BETWEEN ? AND ?";
                (format!("m.id IN ({moments})"), bound.map(Value::from).into())
            }
        }
    }
}

impl Read<'_> {
    /// The sums at each movement of `scope`, by its line in the index.
    ///
    /// A row of a filing that stands back for an imported transfer has the sums of that transfer. Rows of filings
    /// of the forms in `hidden` count nowhere, unless they were imported, too.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer, or a sum does not fit 64 bits.
    pub fn movement_sums(
        &self,
        scope: &Scope,
        hidden: &[String],
    ) -> Result<BTreeMap<i64, MovementSums>, ReadError> {
        let mut sums = BTreeMap::new();
        self.each_sum(scope, hidden, |id, of| {
            sums.insert(id, of);
        })?;
        Ok(sums)
    }

    /// Visits the sums at each movement of `scope`; nothing is held for the visited ones.
    ///
    /// # Errors
    /// As [`Read::movement_sums`].
    pub fn each_sum(
        &self,
        scope: &Scope,
        hidden: &[String],
        mut visit: impl FnMut(i64, MovementSums),
    ) -> Result<(), ReadError> {
        let (sql, bound) = asked(scope, hidden);
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query(params_from_iter(bound))?;
        let mut asked: HashMap<i64, Vec<i64>> = HashMap::new();
        while let Some(line) = lines.next()? {
            let Some(of) = line.get::<_, Option<i64>>(1)? else { continue };
            asked.entry(of).or_default().push(line.get(0)?);
        }
        let all = matches!(scope, Scope::All);
        let [windows, addresses, spread] = statements(scope, hidden);
        let addresses = self.sides(addresses, |line| Ok((line.get(2)?, line.get(3)?)))?;
        let spread = self.sides(spread, |line| Ok((0, line.get(2)?)))?;
        let mut line = self.connection.prepare_cached(&windows.0)?;
        let mut lines = line.query(params_from_iter(windows.1))?;
        while let Some(line) = lines.next()? {
            let id: i64 = line.get(0)?;
            let those = asked.get(&id).map(Vec::as_slice).unwrap_or_default();
            if those.is_empty() && !all {
                continue;
            }
            let (address_usd_cents, customers) = side(&addresses, line, 9)?;
            let (_, customer_addresses) = side(&spread, line, 8)?;
            let sums = MovementSums {
                day_count: line.get::<_, i64>(1)?.unsigned_abs(),
                day_krw: line.get(2)?,
                day_usd_cents: line.get(3)?,
                week_usd_cents: line.get(4)?,
                month_usd_cents: line.get(5)?,
                year_usd_cents: line.get(6)?,
                address_usd_cents,
                address_customers: customers.unsigned_abs(),
                customer_addresses: customer_addresses.unsigned_abs(),
            };
            if all {
                visit(id, sums);
            }
            those.iter().for_each(|id| visit(*id, sums));
        }
        Ok(())
    }

    /// What is known of each address, or of each customer, in each direction: a sum and a count.
    fn sides(
        &self,
        (sql, bound): (String, Vec<Value>),
        of: impl Fn(&Row<'_>) -> rusqlite::Result<(i64, i64)>,
    ) -> Result<Sides, ReadError> {
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query(params_from_iter(bound))?;
        let mut sides = Sides::new();
        while let Some(line) = lines.next()? {
            let of = of(line)?;
            sides.entry(line.get(1)?).or_default().insert(line.get(0)?, of);
        }
        Ok(sides)
    }

    /// How the database means to answer [`Read::each_sum`] for the whole vault, for tests and measurements.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn explain_sums(&self) -> Result<Vec<String>, ReadError> {
        let mut steps = Vec::new();
        for (sql, _) in statements(&Scope::All, &[]) {
            let mut line = self.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
            let some = line.query_map([], |row| row.get(3))?;
            steps.extend(some.collect::<Result<Vec<String>, _>>()?);
        }
        Ok(steps)
    }
}

/// The condition on lines `v` of the index that count where rows of some forms are hidden: the visible ones, each movement
/// once. A line that stood back for a hidden one counts itself.
pub(super) fn counted(hidden: &[String]) -> String {
    if hidden.is_empty() {
        return format!("v.{EFFECTIVE} AND v.counted = 1");
    }
    // Names of forms are ours, from the definitions that were built in; quotes are doubled all the same.
    let forms: Vec<String> =
        hidden.iter().map(|form| format!("'{}'", form.replace('\'', "''"))).collect();
    let hides = |filing: &str| {
        let forms = forms.join(", ");
        format!("coalesce({filing} IN (SELECT id FROM filing WHERE form IN ({forms})), 0)")
    };
    let (own, of_same) = (hides("v.filing"), hides("o.filing"));
    // The lines of the same movement.
    let same = "movement_key k CROSS JOIN movement o ON o.id = k.id
                WHERE k.key = (SELECT x.key FROM movement x WHERE x.id = v.id)";
    format!(
        "v.{EFFECTIVE} AND NOT {own}
         AND (v.counted = 1 OR (v.filing IS NOT NULL
              AND EXISTS (SELECT 1 FROM {same} AND k.counted = 1 AND {of_same})
              AND v.id = (SELECT min(k.id) FROM {same} AND NOT {of_same}
                          AND (k.batch IS NULL OR k.batch IN complete_batch))))"
    )
}

/// What the lines of a batch that is not complete are left out by.
const COMPLETE: &str = "(v.batch IS NULL OR v.batch IN complete_batch)";

/// What is known by direction and then by address or customer.
type Sides = HashMap<String, HashMap<String, (i64, i64)>>;

/// What is known of the address or the customer in a column, in the direction that stands before both; nothing is nought.
fn side(sides: &Sides, line: &Row<'_>, column: usize) -> Result<(i64, i64), ReadError> {
    let text = |column: usize| -> rusqlite::Result<_> { Ok(line.get_ref(column)?.as_str()?) };
    let (direction, name) = (text(7)?, text(column)?);
    Ok(sides.get(direction).and_then(|all| all.get(name)).copied().unwrap_or_default())
}

/// The statements of sums by line, of addresses, and of how many addresses a customer has. Only the customers and addresses
/// of the scope are summed, over all of their movements. Each walks along one order of the index; windows have that
/// order, too, so that nothing is sorted.
fn statements(scope: &Scope, hidden: &[String]) -> [(String, Vec<Value>); 3] {
    let (condition, bound) = scope.sql();
    let whole = "v.at IS NOT NULL AND v.krw IS NOT NULL AND v.usd_cents IS NOT NULL";
    let lines = format!("{COMPLETE} AND {} AND {whole}", counted(hidden));
    let of = |column: &str| match scope {
        Scope::All => String::new(),
        _ => format!("AND {column} IN (SELECT m.{column} FROM movement m WHERE {condition})"),
    };
    let (customers, addresses) = (of("customer"), of("other_address"));
    let by_customer = "PARTITION BY customer, direction ORDER BY date";
    let windows = format!(
        "SELECT id, count(*) OVER day, sum(krw) OVER day, sum(usd_cents) OVER day, sum(usd_cents) OVER week,
             sum(usd_cents) OVER month, {YEAR_SUM}(year, usd_cents) OVER till, direction, customer, other_address
         FROM movement_customer v WHERE customer <> '' AND {lines} {customers}
         WINDOW day AS ({by_customer} RANGE BETWEEN CURRENT ROW AND CURRENT ROW),
             week AS ({by_customer} RANGE BETWEEN 6 PRECEDING AND CURRENT ROW),
             month AS ({by_customer} RANGE BETWEEN 29 PRECEDING AND CURRENT ROW),
             till AS ({by_customer} RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
    );
    let addresses = format!(
        "SELECT other_address, direction, sum(usd_cents), count(DISTINCT customer)
         FROM movement_address v WHERE {lines} {addresses} GROUP BY other_address, direction"
    );
    let spread = format!(
        "SELECT customer, direction, count(DISTINCT other_address) FROM movement_customer v
         WHERE customer <> '' AND other_address <> '' AND {lines} {customers}
         GROUP BY customer, direction"
    );
    let bound = if matches!(scope, Scope::All) { Vec::new() } else { bound };
    [windows, addresses, spread].map(|sql| (sql, bound.clone()))
}

/// Which lines are asked for, by the line whose sums are theirs: their own, or that of the same movement that counts. Of
/// the whole vault only those that stand back are named; the others are their own.
fn asked(scope: &Scope, hidden: &[String]) -> (String, Vec<Value>) {
    let (condition, bound) = scope.sql();
    let backward =
        if matches!(scope, Scope::All) { "AND m.filing > 0 AND m.counted = 0" } else { "" };
    let sql = format!(
        "SELECT m.id, CASE WHEN m.key IS NULL THEN m.id ELSE
             (SELECT v.id FROM movement_key k CROSS JOIN movement v ON v.id = k.id
              WHERE k.key = m.key AND {COMPLETE} AND {}) END
         FROM movement m WHERE {condition} {backward}",
        counted(hidden)
    );
    (sql, bound)
}

/// Adds up within a year: what the database's own windows would need a second order for.
pub(crate) fn add_year_sum(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_window_function(YEAR_SUM, 2, flags, YearSum)
}

const YEAR_SUM: &str = "year_sum";

/// Over values in the order of days, from the first on: the year of the newest, and the sum of its values so far.
struct YearSum;

type InYear = (i64, i64);

impl Aggregate<InYear, i64> for YearSum {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<InYear> {
        Ok((0, 0))
    }

    fn step(&self, row: &mut Context<'_>, of: &mut InYear) -> rusqlite::Result<()> {
        let (year, value): (i64, i64) = (row.get(0)?, row.get(1)?);
        if of.0 != year {
            *of = (year, 0);
        }
        let overflow = || rusqlite::Error::UserFunctionError("integer overflow".into());
        of.1 = of.1.checked_add(value).ok_or_else(overflow)?;
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, of: Option<InYear>) -> rusqlite::Result<i64> {
        Ok(of.unwrap_or_default().1)
    }
}

impl WindowAggregate<InYear, i64> for YearSum {
    fn value(&self, of: Option<&mut InYear>) -> rusqlite::Result<i64> {
        Ok(of.map_or(0, |of| of.1))
    }

    fn inverse(&self, _: &mut Context<'_>, _: &mut InYear) -> rusqlite::Result<()> {
        // The window begins with the first value and loses none.
        Ok(())
    }
}
