//! Table `movement`: one line for each transfer and each row of a filing's table of movements.
//!
//! Of the lines with one key exactly one is counted: the imported one, else the oldest. Those of a batch that is not
//! closed are seen by nobody. Whoever adds or drops a line keeps that true. Not here: the orders of the index (`order`).

use rusqlite::{OptionalExtension, Row as Line, params};
use singo_domain::filing::FilingId;
use singo_domain::ledger::Movement;
use singo_domain::path::RowId;

use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};
use crate::table::as_bound;

/// A movement as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovementRow {
    /// Its line in the index.
    pub id: i64,
    /// The imported transfer it is, or `None`.
    pub transfer: Option<i64>,
    /// The filing and row it stands in, or `None`.
    pub place: Option<(FilingId, RowId)>,
    /// What was read of it.
    pub movement: Movement,
}

/// The condition on what moved something, as `Movement::is_effective` has it and the view `effective_movement`:
/// what was cancelled or came back did not.
pub(super) const EFFECTIVE: &str = "status NOT IN ('returned', 'cancelled')";

pub(crate) const COLUMNS: &str =
    "id, transfer, filing, number, key, at, day, year, direction, asset, chain,
    txid, output_index, exchange_tx_id, customer, customer_name, other_name, other_address, reason,
    counterparty, country, quantity, krw, usd_cents, status, device, network, phone,
    funded_at, funded_krw";

pub(crate) fn read(line: &Line<'_>) -> rusqlite::Result<MovementRow> {
    let filing: Option<i64> = line.get(2)?;
    let number: Option<i64> = line.get(3)?;
    let place = filing.zip(number);
    Ok(MovementRow {
        id: line.get(0)?,
        transfer: line.get(1)?,
        place: place.map(|(filing, number)| (FilingId(filing), RowId::nth(number.unsigned_abs()))),
        movement: Movement {
            key: line.get(4)?,
            at: line.get(5)?,
            day: line.get(6)?,
            year: line.get(7)?,
            direction: line.get(8)?,
            asset: line.get(9)?,
            chain: line.get(10)?,
            txid: line.get(11)?,
            output_index: line.get(12)?,
            exchange_tx_id: line.get(13)?,
            customer: line.get(14)?,
            customer_name: line.get(15)?,
            other_name: line.get(16)?,
            other_address: line.get(17)?,
            reason: line.get(18)?,
            counterparty: line.get(19)?,
            country: line.get(20)?,
            quantity: line.get(21)?,
            krw: line.get(22)?,
            usd_cents: line.get(23)?,
            status: line.get(24)?,
            device: line.get(25)?,
            network: line.get(26)?,
            phone: line.get(27)?,
            funded_at: line.get(28)?,
            funded_krw: line.get(29)?,
        },
    })
}

/// Where a movement comes from.
enum Origin {
    Transfer { id: i64, batch: i64 },
    Row { filing: FilingId, number: i64 },
}

impl Read<'_> {
    /// The lines of a filing's rows, counted or not.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn movements_of(&self, filing: FilingId) -> Result<Vec<MovementRow>, ReadError> {
        let sql = format!("SELECT {COLUMNS} FROM movement WHERE filing = ?1 ORDER BY number");
        let mut line = self.connection.prepare_cached(&sql)?;
        let rows = line.query_map([filing.0], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every other line about the same movement or the same transaction output as `id`, for comparison. Where no
    /// output is given, payouts of one transaction to two addresses, or under two numbers of the exchange, differ.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn same_movement(&self, id: i64) -> Result<Vec<MovementRow>, ReadError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM movement WHERE id IN (
                 SELECT k.id FROM movement m CROSS JOIN movement_key k ON k.key = m.key WHERE m.id = ?1
                 UNION SELECT o.id FROM movement m CROSS JOIN movement_txid t ON t.txid = m.txid
                     CROSS JOIN movement o ON o.id = t.id
                     AND o.chain = m.chain AND o.output_index = m.output_index
                     AND (m.output_index <> '' OR (o.other_address = m.other_address
                         AND (m.exchange_tx_id = '' OR o.exchange_tx_id = '')))
                     WHERE m.id = ?1 AND m.txid <> '')
               AND id <> ?1 ORDER BY id"
        );
        let mut line = self.connection.prepare_cached(&sql)?;
        let rows = line.query_map([id], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Indexes a transfer of an open batch. Nobody sees it until the batch is closed; its order comes with its run.
    pub(crate) fn index_transfer(
        &self,
        id: i64,
        batch: i64,
        movement: &Movement,
    ) -> Result<(), WriteError> {
        self.put_movement(&Origin::Transfer { id, batch }, true, movement)?;
        self.gather(self.connection.last_insert_rowid(), batch, movement)
    }

    /// Lets the transfers of a batch that is being closed count in the place of filings' rows.
    pub(crate) fn count_instead_of_rows(&self, batch: i64) -> Result<(), WriteError> {
        // Numbers of filings begin with one; said so, the rows are found without those of the batch.
        self.execute(
            "UPDATE movement SET counted = 0 WHERE id IN (
                 SELECT o.id FROM movement o WHERE o.filing > 0 AND o.counted = 1 AND o.key IS NOT NULL
                 AND EXISTS (SELECT 1 FROM movement_key k WHERE k.key = o.key AND k.batch = ?1))",
            [batch],
        )
        .map(drop)
    }

    /// Indexes a filing's row as it stands now.
    pub(crate) fn index_row(
        &self,
        filing: FilingId,
        row: &RowId,
        movement: &Movement,
    ) -> Result<(), WriteError> {
        self.drop_row(filing, row)?;
        let taken = match &movement.key {
            Some(key) => self.is_counted(key)?,
            None => false,
        };
        let number = as_bound(row.number());
        self.put_movement(&Origin::Row { filing, number }, !taken, movement)
    }

    /// Takes a filing's row out of the index.
    pub(crate) fn drop_row(&self, filing: FilingId, row: &RowId) -> Result<(), WriteError> {
        let number = as_bound(row.number());
        let mut line = self
            .connection
            .prepare_cached("SELECT key, counted FROM movement WHERE filing = ?1 AND number = ?2")
            .map_err(ReadError::from)?;
        let found: Option<(Option<String>, bool)> = line
            .query_row((filing.0, number), |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()
            .map_err(ReadError::from)?;
        let Some((key, counted)) = found else { return Ok(()) };
        self.execute("DELETE FROM movement WHERE filing = ?1 AND number = ?2", (filing.0, number))?;
        match key.filter(|_| counted) {
            Some(key) => self.count_another(&key),
            None => Ok(()),
        }
    }

    /// Takes the transfers of a batch out of the index.
    pub(crate) fn drop_movements_of(&self, batch: i64) -> Result<(), WriteError> {
        // Rows of filings that stood back for these transfers count again.
        self.execute(
            "UPDATE movement SET counted = 1 WHERE id IN (
                 SELECT min(o.id) FROM movement o WHERE o.filing > 0 AND o.key IS NOT NULL
                 AND EXISTS (SELECT 1 FROM movement_key k WHERE k.key = o.key AND k.batch = ?1)
                 AND NOT EXISTS (SELECT 1 FROM movement_key k
                     WHERE k.key = o.key AND k.batch IS NULL AND k.counted = 1)
                 GROUP BY o.key)",
            [batch],
        )?;
        self.drop_ordered(batch)
    }

    /// Takes the rows of filings, named by a list of their numbers, out of the index.
    pub(crate) fn drop_movements_of_filings(&self, list: &str) -> Result<(), WriteError> {
        // Rows of filings that stay and stood back for these count from now on.
        let others = format!(
            "UPDATE movement SET counted = 1 WHERE id IN (
                 SELECT min(o.id) FROM movement m CROSS JOIN movement_key k ON k.key = m.key
                 CROSS JOIN movement o ON o.id = k.id
                 WHERE m.filing IN ({list}) AND m.counted = 1
                 AND o.filing > 0 AND o.filing NOT IN ({list}) GROUP BY o.key)"
        );
        self.execute(&others, [])?;
        self.execute(&format!("DELETE FROM movement WHERE filing IN ({list})"), []).map(drop)
    }

    /// Whether a line with a key counts.
    fn is_counted(&self, key: &str) -> Result<bool, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM movement_key WHERE key = ?1 AND counted = 1
                 AND (batch IS NULL OR batch IN complete_batch))",
        )?;
        Ok(line.query_row([key], |row| row.get(0))?)
    }

    fn count_another(&self, key: &str) -> Result<(), WriteError> {
        self.execute(
            "UPDATE movement SET counted = 1 WHERE id = (SELECT id FROM movement_key WHERE key = ?1
                 AND (batch IS NULL OR batch IN complete_batch) ORDER BY batch IS NULL, id LIMIT 1)",
            [key],
        )
        .map(drop)
    }

    fn put_movement(&self, from: &Origin, counted: bool, m: &Movement) -> Result<(), WriteError> {
        let (transfer, batch, filing, number) = match from {
            Origin::Transfer { id, batch } => (Some(*id), Some(*batch), None, None),
            Origin::Row { filing, number } => (None, None, Some(filing.0), Some(*number)),
        };
        self.execute(
            "INSERT INTO movement (transfer, batch, filing, number, key, counted, at, day, year, direction,
                 asset, chain, txid, output_index, exchange_tx_id, customer, customer_name, other_name,
                 other_address, reason, counterparty, country, quantity, krw, usd_cents, status,
                 device, network, phone, funded_at, funded_krw)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                transfer, batch, filing, number, m.key, counted, m.at, m.day, m.year, m.direction,
                m.asset, m.chain, m.txid, m.output_index, m.exchange_tx_id, m.customer,
                m.customer_name, m.other_name, m.other_address, m.reason, m.counterparty, m.country,
                m.quantity, m.krw, m.usd_cents, m.status, m.device, m.network, m.phone,
                m.funded_at, m.funded_krw,
            ],
        )
        .map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_and_the_domain_agree_on_what_moved_something() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        for status in ["", "completed", "returned", "cancelled", "Returned"] {
            let sql = format!("SELECT {EFFECTIVE} FROM (SELECT ?1 AS status)");
            let found: bool = connection.query_row(&sql, [status], |row| row.get(0)).unwrap();
            let cells = [("status".to_owned(), status.into())].into();
            assert_eq!(found, Movement::read(&cells).is_effective(), "{status}");
        }
    }

    #[test]
    fn the_view_shows_what_the_condition_and_the_domain_call_effective() {
        let mut connection = rusqlite::Connection::open_in_memory().unwrap();
        crate::migrations::migrate(&mut connection).unwrap();
        connection.pragma_update(None, "foreign_keys", false).unwrap();
        let statuses =
            ["", "completed", "pending", "returned", "cancelled", "Returned", "cancelled "];
        for (number, status) in statuses.iter().enumerate() {
            for counted in [1, 0] {
                let sql = "INSERT INTO movement (filing, number, counted, direction, asset, chain, txid,
                     output_index, exchange_tx_id, customer, customer_name, other_name, other_address,
                     reason, counterparty, country, quantity, status)
                     VALUES (?1, ?2, ?1, '', '', '', '', '', '', '', '', '', '', '', '', '', '', ?3)";
                connection.execute(sql, (counted, number as i64, status)).unwrap();
            }
        }
        let rows = |sql: &str| {
            let mut line = connection.prepare(sql).unwrap();
            let rows = line.query_map([], read).unwrap().map(Result::unwrap);
            rows.collect::<Vec<MovementRow>>()
        };
        let shown = rows(&format!("SELECT {COLUMNS} FROM effective_movement ORDER BY id"));
        let constant =
            format!("SELECT {COLUMNS} FROM counted_movement WHERE {EFFECTIVE} ORDER BY id");
        assert_eq!(shown, rows(&constant));
        let mut counted = rows(&format!("SELECT {COLUMNS} FROM counted_movement ORDER BY id"));
        assert_eq!(counted.len(), statuses.len());
        counted.retain(|row| row.movement.is_effective());
        assert_eq!(shown, counted);
        assert_eq!(shown.len(), statuses.len() - 2);
    }
}
