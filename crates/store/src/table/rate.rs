//! Table `rate`: base rates by currency and day, with where they come from. Append-only; a correction is a later record.

use chrono::NaiveDate;
use rusqlite::Row as Line;
use singo_domain::rate::Rate;

use super::sealed::optional;
use crate::door::{Read, Tx};
use crate::error::{Damage, ReadError, WriteError};
use crate::evidence::Sealed;

const TABLE: &str = "rate";
pub(crate) const COLUMNS: &str = "currency, day, won, source, file";

/// A rate that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateRow {
    /// The rate.
    pub rate: Rate,
    /// Who published it.
    pub source: String,
    /// SHA-256 of the file it was read from; `None` where it was entered by hand.
    pub file: Option<String>,
    /// Who put it there.
    pub actor: String,
}

impl Read<'_> {
    /// The rates that count from a day to a day, both included, newest day first.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or a record does not read.
    pub fn rates(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<RateRow>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT currency, day, won, source, file, actor FROM rate AS this
             WHERE day BETWEEN ?1 AND ?2 AND id = (SELECT max(id) FROM rate AS other
                 WHERE other.currency = this.currency AND other.day = this.day)
             ORDER BY day DESC, currency",
        )?;
        let mut lines = line.query([from.to_string(), to.to_string()])?;
        let mut rows = Vec::new();
        while let Some(line) = lines.next()? {
            rows.push(read(line)?);
        }
        Ok(rows)
    }

    /// The rate of a currency for a day; `None` where nobody gave one.
    ///
    /// # Errors
    /// As [`Read::rates`].
    pub fn rate(&self, currency: &str, day: NaiveDate) -> Result<Option<RateRow>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT currency, day, won, source, file, actor FROM rate
             WHERE currency = ?1 AND day = ?2 ORDER BY id DESC LIMIT 1",
        )?;
        let mut lines = line.query([currency, &day.to_string()])?;
        lines.next()?.map(read).transpose()
    }
}

fn read(line: &Line<'_>) -> Result<RateRow, ReadError> {
    let (day, won): (String, String) = (line.get(1)?, line.get(2)?);
    let day = day.parse().map_err(|_| Damage::Record { table: TABLE })?;
    let rate = Rate::read(&line.get::<_, String>(0)?, day, &won);
    Ok(RateRow {
        rate: rate.map_err(|_| Damage::Record { table: TABLE })?,
        source: line.get(3)?,
        file: line.get(4)?,
        actor: line.get(5)?,
    })
}

impl Tx<'_> {
    /// Adds a rate; of a currency and day the last one counts.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn add_rate(
        &self,
        rate: &Rate,
        source: &str,
        file: Option<&str>,
    ) -> Result<(), WriteError> {
        let own = [
            rate.currency.clone().into(),
            rate.day.to_string().into(),
            rate.won.to_plain_string().into(),
            source.to_owned().into(),
            optional(file.map(str::to_owned)),
        ];
        self.append(Sealed::Rate, &own).map(drop)
    }
}
