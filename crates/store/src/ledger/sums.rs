//! What one customer and one address amount to at each movement, over the whole vault.
//!
//! One pass of window functions over integer columns. A customer's outward and inward movements are summed
//! apart. What was cancelled or came back is in no sum. The day is the day in Korea; the rolling windows end with the movement's day, that day included.

use std::collections::BTreeMap;

use rusqlite::params_from_iter;
use rusqlite::types::Value;
use singo_domain::filing::FilingId;

use super::movement::EFFECTIVE;
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
                ("m.day BETWEEN ? AND ?".to_owned(), vec![(*first).into(), (*last).into()])
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
        let (sql, bound) = statement(scope, hidden);
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query(params_from_iter(bound))?;
        while let Some(line) = lines.next()? {
            let count = |place| line.get::<_, i64>(place).map(i64::unsigned_abs);
            visit(
                line.get(0)?,
                MovementSums {
                    day_count: count(1)?,
                    day_krw: line.get(2)?,
                    day_usd_cents: line.get(3)?,
                    week_usd_cents: line.get(4)?,
                    month_usd_cents: line.get(5)?,
                    year_usd_cents: line.get(6)?,
                    address_usd_cents: line.get(7)?,
                    address_customers: count(8)?,
                    customer_addresses: count(9)?,
                },
            );
        }
        Ok(())
    }

    /// How the database means to answer [`Read::each_sum`] for the whole vault, for tests and measurements.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn explain_sums(&self) -> Result<Vec<String>, ReadError> {
        let sql = format!("EXPLAIN QUERY PLAN {}", statement(&Scope::All, &[]).0);
        let mut line = self.connection.prepare(&sql)?;
        let steps = line.query_map([], |row| row.get(3))?;
        Ok(steps.collect::<Result<_, _>>()?)
    }
}

/// What is counted where rows of some forms are hidden: the visible lines, each movement once. A line that stood
/// back for a hidden one counts itself.
pub(super) fn counted(hidden: &[String]) -> String {
    if hidden.is_empty() {
        return "effective_movement".to_owned();
    }
    // Names of forms are ours, from the definitions that were built in; quotes are doubled all the same.
    let forms: Vec<String> =
        hidden.iter().map(|form| format!("'{}'", form.replace('\'', "''"))).collect();
    let hides = |filing: &str| {
        let forms = forms.join(", ");
        format!("coalesce({filing} IN (SELECT id FROM filing WHERE form IN ({forms})), 0)")
    };
    let (own, other, counting) = (hides("v.filing"), hides("o.filing"), hides("c.filing"));
    format!(
        "(SELECT * FROM complete_movement v WHERE {EFFECTIVE} AND NOT {own}
          AND (v.counted = 1 OR (v.transfer IS NULL
               AND EXISTS (SELECT 1 FROM movement c WHERE c.key = v.key AND c.counted = 1 AND {counting})
               AND v.id = (SELECT min(o.id) FROM movement o WHERE o.key = v.key AND NOT {other}))))"
    )
}

/// Only the customers and addresses of the scope are summed, over all of their movements.
fn statement(scope: &Scope, hidden: &[String]) -> (String, Vec<Value>) {
    let (condition, own) = scope.sql();
    let counted = counted(hidden);
    let whole = "at IS NOT NULL AND krw IS NOT NULL AND usd_cents IS NOT NULL";
    let (customers, addresses) = match scope {
        Scope::All => (String::new(), String::new()),
        _ => {
            let of = |column: &str| {
                format!("AND {column} IN (SELECT m.{column} FROM movement m WHERE {condition})")
            };
            (of("customer"), of("other_address"))
        }
    };
    // The line of the same movement that counts.
    let same = match scope {
        Scope::All => {
            "s.id = CASE WHEN m.counted = 1 THEN m.id ELSE
                 (SELECT o.id FROM movement o WHERE o.key = m.key AND o.counted = 1) END"
        }
        _ => "s.same = coalesce(m.key, m.id)",
    };
    let by_customer = "PARTITION BY customer, direction ORDER BY day";
    let sql = format!(
        "WITH summed AS (
             SELECT id, coalesce(key, id) AS same, customer, direction, other_address,
                 count(*) OVER day AS day_count, sum(krw) OVER day AS day_krw,
                 sum(usd_cents) OVER day AS day_usd, sum(usd_cents) OVER week AS week_usd,
                 sum(usd_cents) OVER month AS month_usd, sum(usd_cents) OVER year AS year_usd
             FROM {counted} WHERE customer <> '' AND {whole} {customers}
             WINDOW day AS ({by_customer} RANGE BETWEEN CURRENT ROW AND CURRENT ROW),
                 week AS ({by_customer} RANGE BETWEEN 6 PRECEDING AND CURRENT ROW),
                 month AS ({by_customer} RANGE BETWEEN 29 PRECEDING AND CURRENT ROW),
                 year AS (PARTITION BY customer, direction, year ORDER BY day
                     RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)),
         address AS (
             SELECT other_address, direction, sum(usd_cents) AS usd, count(DISTINCT customer) AS customers
             FROM {counted} WHERE other_address <> '' AND {whole} {addresses}
             GROUP BY other_address, direction),
         spread AS (
             SELECT customer, direction, count(DISTINCT other_address) AS addresses
             FROM {counted}
             WHERE customer <> '' AND other_address <> '' AND {whole} {customers}
             GROUP BY customer, direction)
         SELECT m.id, s.day_count, s.day_krw, s.day_usd, s.week_usd, s.month_usd, s.year_usd,
             coalesce(a.usd, 0), coalesce(a.customers, 0), coalesce(p.addresses, 0)
         FROM movement m JOIN summed s ON {same}
         LEFT JOIN address a ON a.other_address = s.other_address AND a.direction = s.direction
         LEFT JOIN spread p ON p.customer = s.customer AND p.direction = s.direction
         WHERE {condition}"
    );
    // The condition stands four times in a narrowed statement, once in the whole one.
    let times = if matches!(scope, Scope::All) { 1 } else { 4 };
    let bound = own.iter().cloned().cycle().take(own.len() * times).collect();
    (sql, bound)
}
