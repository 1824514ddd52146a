//! Tables `party` and `wallet`: what is known of customers and of addresses on the other side, once for every
//! report. Append-only; the last record of a customer or an address counts. Not here: which field of which form
//! takes what.

use rusqlite::Row as Line;

use super::{as_bound, from_json, like, to_json};
use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};
use crate::evidence::Sealed;
use crate::journal::edit::Cells;

pub(crate) const COLUMNS: &str = "customer, name, cells, origin";
pub(crate) const WALLET_COLUMNS: &str = "chain, address, cells, origin";

/// A customer as he is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyRow {
    /// The exchange's customer number.
    pub customer: String,
    /// The name, for lists.
    pub name: String,
    /// What is known: answers by what they are.
    pub cells: Cells,
    /// `typed`, or the imported transfer it was read from: `transfer/7`.
    pub origin: String,
}

/// An address on the other side as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalletRow {
    /// The chain.
    pub chain: String,
    /// The address in its normal form, the memo behind a colon.
    pub address: String,
    /// What is known: answers by what they are.
    pub cells: Cells,
    /// As [`PartyRow::origin`].
    pub origin: String,
}

/// The newest imported transfer of a customer or an address, to read facts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newest {
    /// The transfer.
    pub transfer: i64,
    /// `out` or `in`: on which side of it the customer stands.
    pub direction: String,
    /// The customer as the index has him, or the chain.
    pub of: String,
    /// The address; empty for customers.
    pub address: String,
}

impl Read<'_> {
    /// Customers whose number begins with, or whose name contains, a text; by number, and how many there are.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or a record does not read.
    pub fn parties(
        &self,
        text: &str,
        offset: u64,
        limit: u64,
    ) -> Result<(Vec<PartyRow>, u64), ReadError> {
        let known = "FROM party AS this WHERE id = (SELECT max(id) FROM party AS other
             WHERE other.customer = this.customer)
             AND (?1 = '' OR customer LIKE ?2 ESCAPE '\\' OR name LIKE ?3 ESCAPE '\\')";
        let (start, within) = like(text);
        let sql = format!("SELECT {COLUMNS} {known} ORDER BY customer LIMIT ?4 OFFSET ?5");
        let mut line = self.connection.prepare_cached(&sql)?;
        let (limit, offset) = (as_bound(limit), as_bound(offset));
        let mut lines = line.query((text, &start, &within, limit, offset))?;
        let mut rows = Vec::new();
        while let Some(line) = lines.next()? {
            rows.push(read_party(line)?);
        }
        let mut line = self.connection.prepare_cached(&format!("SELECT count(*) {known}"))?;
        let all: i64 = line.query_row((text, &start, &within), |line| line.get(0))?;
        Ok((rows, all.unsigned_abs()))
    }

    /// What is known of a customer, or `None`.
    ///
    /// # Errors
    /// As [`Read::parties`].
    pub fn party(&self, customer: &str) -> Result<Option<PartyRow>, ReadError> {
        let sql =
            format!("SELECT {COLUMNS} FROM party WHERE customer = ?1 ORDER BY id DESC LIMIT 1");
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query([customer])?;
        lines.next()?.map(read_party).transpose()
    }

    /// Addresses that begin with a text; by chain and address, and how many there are.
    ///
    /// # Errors
    /// As [`Read::parties`].
    pub fn wallets(
        &self,
        text: &str,
        offset: u64,
        limit: u64,
    ) -> Result<(Vec<WalletRow>, u64), ReadError> {
        let known = "FROM wallet AS this WHERE id = (SELECT max(id) FROM wallet AS other
             WHERE other.chain = this.chain AND other.address = this.address)
             AND (?1 = '' OR address LIKE ?2 ESCAPE '\\')";
        let (start, _) = like(text);
        let sql =
            format!("SELECT {WALLET_COLUMNS} {known} ORDER BY chain, address LIMIT ?3 OFFSET ?4");
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query((text, &start, as_bound(limit), as_bound(offset)))?;
        let mut rows = Vec::new();
        while let Some(line) = lines.next()? {
            rows.push(read_wallet(line)?);
        }
        let mut line = self.connection.prepare_cached(&format!("SELECT count(*) {known}"))?;
        let all: i64 = line.query_row((text, &start), |line| line.get(0))?;
        Ok((rows, all.unsigned_abs()))
    }

    /// What is known of an address, or `None`.
    ///
    /// # Errors
    /// As [`Read::parties`].
    pub fn wallet(&self, chain: &str, address: &str) -> Result<Option<WalletRow>, ReadError> {
        let sql = format!(
            "SELECT {WALLET_COLUMNS} FROM wallet WHERE chain = ?1 AND address = ?2
             ORDER BY id DESC LIMIT 1"
        );
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query([chain, address])?;
        lines.next()?.map(read_wallet).transpose()
    }

    /// Every numbered customer with the newest imported transfer of his.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn newest_of_customers(&self) -> Result<Vec<Newest>, ReadError> {
        self.newest(
            "SELECT transfer, direction, customer, '' FROM counted_movement
             WHERE transfer IS NOT NULL AND customer LIKE 'c:%' AND id IN (
                 SELECT max(id) FROM movement_customer
                 WHERE counted = 1 AND batch IN complete_batch GROUP BY customer)
             ORDER BY customer",
        )
    }

    /// Every address on the other side with the newest imported transfer to or from it.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn newest_of_addresses(&self) -> Result<Vec<Newest>, ReadError> {
        self.newest(
            "SELECT transfer, direction, chain, other_address FROM counted_movement
             WHERE transfer IS NOT NULL AND other_address <> '' AND id IN (
                 SELECT max(id) FROM counted_movement WHERE transfer IS NOT NULL
                 GROUP BY chain, other_address)
             ORDER BY chain, other_address",
        )
    }

    fn newest(&self, sql: &str) -> Result<Vec<Newest>, ReadError> {
        let mut line = self.connection.prepare_cached(sql)?;
        let rows = line.query_map([], |line| {
            Ok(Newest {
                transfer: line.get(0)?,
                direction: line.get(1)?,
                of: line.get(2)?,
                address: line.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Records what is known of a customer from now on.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn add_party(&self, party: &PartyRow) -> Result<(), WriteError> {
        let own = [
            party.customer.clone().into(),
            party.name.clone().into(),
            to_json(&party.cells).into(),
            party.origin.clone().into(),
        ];
        self.append(Sealed::Party, &own).map(drop)
    }

    /// Records what is known of an address from now on.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn add_wallet(&self, wallet: &WalletRow) -> Result<(), WriteError> {
        let own = [
            wallet.chain.clone().into(),
            wallet.address.clone().into(),
            to_json(&wallet.cells).into(),
            wallet.origin.clone().into(),
        ];
        self.append(Sealed::Wallet, &own).map(drop)
    }
}

fn read_party(line: &Line<'_>) -> Result<PartyRow, ReadError> {
    Ok(PartyRow {
        customer: line.get(0)?,
        name: line.get(1)?,
        cells: from_json("party", &line.get::<_, String>(2)?)?,
        origin: line.get(3)?,
    })
}

fn read_wallet(line: &Line<'_>) -> Result<WalletRow, ReadError> {
    Ok(WalletRow {
        chain: line.get(0)?,
        address: line.get(1)?,
        cells: from_json("wallet", &line.get::<_, String>(2)?)?,
        origin: line.get(3)?,
    })
}
