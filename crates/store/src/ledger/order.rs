//! The orders of the index (`movement_key` and its like): how the lines of an imported file get into them.
//!
//! Each order is a table of its own, so that many lines can be put into it in its own order: pages are written once
//! for many lines that stand beside each other. Lines of a batch are gathered, in memory that nobody else sees, until they
//! are a run; a run is sorted and put into one order after the other, in as short steps as the caller likes. Lines of
//! filings get there by triggers, one by one. What is gathered is lost with the connection; then it is gathered
//! again from the index itself.

use rusqlite::{OptionalExtension, params};
use sha2::{Digest as _, Sha256};
use singo_domain::ledger::Movement;

use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};
use crate::ledger::query::BEFORE;
use crate::table::as_bound;

/// How many lines should be gathered before they are put in order: more of them write fewer pages and take more memory.
pub const BATCH_RUN: u64 = 200_000;

/// How many lines are sorted in the time in which one is put in order.
const SORTED_AT_ONCE: i64 = 8;

/// What a connection keeps for itself, in memory: what was gathered, and by what the movements of batches that are not
/// closed are known.
pub(crate) const OWN_TABLES: &str = "
    CREATE TEMP TABLE gathered (
        id INTEGER PRIMARY KEY, batch INTEGER, counted INTEGER, filing INTEGER, key TEXT, txid TEXT, moment INTEGER,
        won INTEGER, date INTEGER, at INTEGER, year INTEGER, customer TEXT, direction TEXT, other_address TEXT,
        krw INTEGER, usd_cents INTEGER, status TEXT, device TEXT, network TEXT, phone TEXT);
    CREATE TEMP TABLE incoming (mark BLOB PRIMARY KEY, batch INTEGER) WITHOUT ROWID;
";

/// One order: its table, what of a gathered line stands in it, how many of these columns are the key, and which lines do.
struct Order {
    table: &'static str,
    columns: &'static str,
    key: usize,
    which: &'static str,
}

const fn common(columns: &'static str, which: &'static str) -> Order {
    Order { table: "movement_common", columns, key: 5, which }
}

const ORDERS: [Order; 9] = [
    Order {
        table: "movement_key",
        columns: "key, id, batch, counted",
        key: 2,
        which: "key IS NOT NULL",
    },
    Order { table: "movement_txid", columns: "txid, id", key: 2, which: "txid <> ''" },
    Order {
        table: "movement_time",
        columns: "moment, id, at, krw, usd_cents, status, filing, batch, counted",
        key: 2,
        which: "1",
    },
    Order {
        table: "movement_value",
        columns: "won, id, at, krw, usd_cents, status, filing, batch, counted",
        key: 2,
        which: "1",
    },
    Order {
        table: "movement_customer",
        columns: "customer, direction, date, moment, id, at, year, other_address, krw, usd_cents, status, filing,
                  batch, counted",
        key: 5,
        which: "1",
    },
    Order {
        table: "movement_address",
        columns: "other_address, direction, date, moment, id, at, customer, krw, usd_cents, status, filing, batch,
                  counted",
        key: 5,
        which: "other_address <> ''",
    },
    common("'device', device, date, moment, id, status, filing, batch, counted", "device <> ''"),
    common("'network', network, date, moment, id, status, filing, batch, counted", "network <> ''"),
    common("'phone', phone, date, moment, id, status, filing, batch, counted", "phone <> ''"),
];

/// What orders see of a line of the index.
const SEEN: &str = "id, batch, counted, filing, key, txid, coalesce(at, -4611686018427387904) AS moment,
    coalesce(krw, -4611686018427387904) AS won, coalesce(day, -4611686018427387904) AS date, at, year, customer,
    direction, other_address, krw, usd_cents, status, device, network, phone";

/// The lines of a batch, by the stretches of transfers that its runs name.
const OF_BATCH: &str =
    "ledger_chunk c CROSS JOIN movement m ON m.transfer BETWEEN c.first AND c.last
    WHERE c.batch = ?1";

/// How far the lines that were gathered of a batch are put in order.
#[derive(Debug)]
pub struct BatchOrdering {
    batch: i64,
    /// The last line of the run.
    last: Option<i64>,
    order: usize,
    /// Lines of the sorted run that stand in the order, and how many there are.
    done: i64,
    sorted: Option<i64>,
}

impl BatchOrdering {
    /// The beginning, for a batch that is open.
    pub fn of(batch: i64) -> Self {
        Self { batch, last: None, order: 0, done: 0, sorted: None }
    }

    /// How far it is, in thousandths.
    pub fn thousandths(&self) -> u64 {
        let whole = self.order as u64 * 1000;
        let part = match self.sorted {
            Some(all) if all > 0 => self.done.unsigned_abs() * 1000 / all.unsigned_abs(),
            _ => 0,
        };
        (whole + part) / ORDERS.len() as u64
    }
}

impl Order {
    /// The places of the key, for a sort.
    fn places(&self) -> String {
        (1..=self.key).map(|place| place.to_string()).collect::<Vec<_>>().join(", ")
    }
}

impl Read<'_> {
    /// Whether an imported transfer, complete or on its way, is this movement.
    pub(crate) fn stands_in_ledger(&self, movement: &Movement) -> Result<bool, ReadError> {
        let Movement { txid, chain, output_index, other_address, exchange_tx_id, .. } = movement;
        if !exchange_tx_id.is_empty() {
            let mut line = self.connection.prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM temp.incoming WHERE mark = ?1)
                     OR EXISTS (SELECT 1 FROM movement_key WHERE key = 'x:' || ?2 AND batch IS NOT NULL)",
            )?;
            if line.query_row((number_mark(movement), exchange_tx_id), |row| row.get(0))? {
                return Ok(true);
            }
        }
        // Several payouts of one transaction differ by their output; where none is given, by their address.
        if txid.is_empty() || (output_index.is_empty() && !exchange_tx_id.is_empty()) {
            return Ok(false);
        }
        let mut line = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM temp.incoming WHERE mark = ?5)
                 OR EXISTS (SELECT 1 FROM movement_txid t CROSS JOIN movement m ON m.id = t.id
                     WHERE t.txid = ?1 AND m.chain = ?2 AND m.output_index = ?3
                     AND (?3 <> '' OR m.other_address = ?4) AND m.transfer IS NOT NULL)",
        )?;
        let bound = (txid, chain, output_index, other_address, chain_mark(movement));
        Ok(line.query_row(bound, |row| row.get(0))?)
    }
}

impl Tx<'_> {
    /// Puts about so many lines of a run into its orders. Gives whether there is more to do; with `false` all that was
    /// gathered of the batch stands in every order.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn order_some(&self, at: &mut BatchOrdering, lines: u32) -> Result<bool, WriteError> {
        let mut left = i64::from(lines);
        while left > 0 {
            let Some(last) = self.last_of_run(at)? else { return Ok(false) };
            let Some(order) = ORDERS.get(at.order) else {
                self.end_run(at, last)?;
                continue;
            };
            let all = match at.sorted {
                Some(all) => all,
                // A sort of many is a step by itself.
                None => {
                    let all = self.sort_run(at.batch, last, order)?;
                    left -= all / SORTED_AT_ONCE;
                    *at.sorted.insert(all)
                }
            };
            let until = all.min(at.done.saturating_add(left.max(1)));
            // What stands there already was put there before a connection was lost.
            let sql = format!(
                "INSERT OR IGNORE INTO {} SELECT * FROM temp.run_{} WHERE rowid > ?1 AND rowid <= ?2 ORDER BY rowid",
                order.table, at.batch
            );
            self.execute(&sql, [at.done, until])?;
            left -= until - at.done;
            at.done = until;
            if until == all {
                self.execute(&format!("DROP TABLE temp.run_{}", at.batch), [])?;
                (at.order, at.done, at.sorted) = (at.order + 1, 0, None);
            }
        }
        Ok(true)
    }

    /// The last line of the run that is being put in order, or else of all that is gathered.
    fn last_of_run(&self, at: &mut BatchOrdering) -> Result<Option<i64>, WriteError> {
        if at.last.is_none() {
            let sql = "SELECT max(id) FROM temp.gathered WHERE batch = ?1";
            let last = self.connection.query_row(sql, [at.batch], |row| row.get(0));
            at.last = last.map_err(ReadError::from)?;
        }
        Ok(at.last)
    }

    /// Sorts a run for an order; gives how many of its lines stand in it.
    fn sort_run(&self, batch: i64, last: i64, order: &Order) -> Result<i64, WriteError> {
        let Order { columns, which, .. } = order;
        self.execute(&format!("DROP TABLE IF EXISTS temp.run_{batch}"), [])?;
        let sql = format!(
            "CREATE TEMP TABLE run_{batch} AS SELECT {columns} FROM temp.gathered
             WHERE batch = {batch} AND id <= {last} AND {which} ORDER BY {}",
            order.places()
        );
        self.execute(&sql, [])?;
        let sql = format!("SELECT coalesce(max(rowid), 0) FROM temp.run_{batch}");
        let all = self.connection.query_row(&sql, [], |row| row.get(0));
        Ok(all.map_err(ReadError::from)?)
    }

    /// Notes that a run stands in every order.
    fn end_run(&self, at: &mut BatchOrdering, last: i64) -> Result<(), WriteError> {
        let sql = "DELETE FROM temp.gathered WHERE batch = ?1 AND id <= ?2";
        let lines = self.execute(sql, [at.batch, last])?;
        let sql = "UPDATE movement_batch SET ordered = ordered + ?2 WHERE batch = ?1";
        self.execute(sql, (at.batch, lines as i64))?;
        *at = BatchOrdering::of(at.batch);
        Ok(())
    }

    /// Puts in order whatever of a batch is not, be it that what was gathered of it was lost with a connection.
    pub(super) fn order_rest(&self, batch: i64, accepted: u64) -> Result<(), WriteError> {
        let sql = "SELECT ordered FROM movement_batch WHERE batch = ?1";
        for is_again in [false, true] {
            let mut at = BatchOrdering::of(batch);
            while self.order_some(&mut at, u32::MAX)? {}
            let ordered: Option<i64> = self
                .connection
                .query_row(sql, [batch], |row| row.get(0))
                .optional()
                .map_err(ReadError::from)?;
            if is_again || ordered.unwrap_or_default() == as_bound(accepted) {
                break;
            }
            self.execute("UPDATE movement_batch SET ordered = 0 WHERE batch = ?1", [batch])?;
            let again = format!("INSERT INTO temp.gathered {}", seen_of_batch());
            self.execute(&again, [batch])?;
        }
        Ok(())
    }

    /// Gathers a line of an open batch, and remembers by what its movement is known.
    pub(super) fn gather(&self, id: i64, batch: i64, m: &Movement) -> Result<(), WriteError> {
        let first = |value: Option<i64>| value.unwrap_or(BEFORE);
        self.execute(
            "INSERT INTO temp.gathered VALUES (?, ?, 1, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                id, batch, m.key, m.txid, first(m.at), first(m.krw), first(m.day), m.at, m.year, m.customer,
                m.direction, m.other_address, m.krw, m.usd_cents, m.status, m.device, m.network, m.phone,
            ],
        )?;
        for mark in [number_mark(m), chain_mark(m)].into_iter().flatten() {
            self.execute("INSERT OR IGNORE INTO temp.incoming VALUES (?1, ?2)", (mark, batch))?;
        }
        Ok(())
    }

    /// Forgets what was gathered and remembered of a batch that has ended.
    pub(super) fn forget_gathered(&self, batch: i64) -> Result<(), WriteError> {
        self.execute(&format!("DROP TABLE IF EXISTS temp.run_{batch}"), [])?;
        for table in ["gathered", "incoming"] {
            let others = format!("SELECT EXISTS (SELECT 1 FROM temp.{table} WHERE batch <> ?1)");
            let others = self.connection.query_row(&others, [batch], |row| row.get(0));
            // Without a condition a table of millions is emptied at once.
            if others.map_err(ReadError::from)? {
                self.execute(&format!("DELETE FROM temp.{table} WHERE batch = ?1"), [batch])?;
            } else {
                self.execute(&format!("DELETE FROM temp.{table}"), [])?;
            }
        }
        Ok(())
    }

    /// Takes the lines of a batch out of every order, and out of the index.
    pub(super) fn drop_ordered(&self, batch: i64) -> Result<(), WriteError> {
        for order in ORDERS {
            // The key is looked for in its order; what is left of the columns is not needed.
            let columns: Vec<&str> =
                order.columns.split(',').map(str::trim).take(order.key).collect();
            let named: Vec<&str> = columns
                .iter()
                .map(|column| match *column {
                    "'device'" | "'network'" | "'phone'" => "what",
                    "device" | "network" | "phone" => "value",
                    other => other,
                })
                .collect();
            let sql = format!(
                "DELETE FROM {} WHERE ({}) IN (SELECT {} FROM ({}) WHERE {})",
                order.table,
                named.join(", "),
                columns.join(", "),
                seen_of_batch(),
                order.which
            );
            self.execute(&sql, [batch])?;
        }
        self.execute(
            &format!("DELETE FROM movement WHERE id IN (SELECT m.id FROM {OF_BATCH})"),
            [batch],
        )?;
        self.execute("DELETE FROM movement_batch WHERE batch = ?1", [batch])?;
        self.forget_gathered(batch)
    }
}

/// What orders see of the lines of a batch.
fn seen_of_batch() -> String {
    format!("SELECT {SEEN} FROM movement WHERE id IN (SELECT m.id FROM {OF_BATCH})")
}

/// What tells two movements of one number of the exchange to be one.
fn number_mark(m: &Movement) -> Option<[u8; 16]> {
    let known = !m.exchange_tx_id.is_empty();
    known.then(|| mark(&["x", &m.exchange_tx_id]))
}

/// What tells two payouts of one transaction to be one.
fn chain_mark(m: &Movement) -> Option<[u8; 16]> {
    let place = if m.output_index.is_empty() { &m.other_address } else { "" };
    let known = !m.txid.is_empty();
    known.then(|| mark(&["t", &m.chain, &m.txid, &m.output_index, place]))
}

/// Half of a SHA-256 over parts, each behind its length: a million of them are held, and no two are the same by chance.
fn mark(parts: &[&str]) -> [u8; 16] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let whole = hash.finalize();
    let mut mark = [0; 16];
    mark.copy_from_slice(&whole[..16]);
    mark
}

/// What of the orders does not agree with the index: nothing, whatever was done.
#[cfg(test)]
pub(crate) fn disorder(connection: &rusqlite::Connection) -> Vec<String> {
    let mut found = Vec::new();
    let of = |table: &str| -> Vec<&Order> { ORDERS.iter().filter(|o| o.table == table).collect() };
    let tables: std::collections::BTreeSet<&str> = ORDERS.iter().map(|o| o.table).collect();
    for table in tables {
        let lines: Vec<String> = of(table)
            .iter()
            .map(|o| {
                format!("SELECT {} FROM (SELECT {SEEN} FROM movement) WHERE {}", o.columns, o.which)
            })
            .collect();
        let (lines, there) = (lines.join(" UNION ALL "), format!("SELECT * FROM {table}"));
        for (what, some, others) in [("lacks", &lines, &there), ("has", &there, &lines)] {
            let sql = format!(
                "SELECT count(*) FROM (SELECT * FROM ({some}) EXCEPT SELECT * FROM ({others}))"
            );
            let count: i64 = connection.query_row(&sql, [], |row| row.get(0)).unwrap();
            if count > 0 {
                found.push(format!("{table} {what} {count}"));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
