//! Table `holiday`: days off that a user added because the calendar's data does not know them yet.

use chrono::{DateTime, NaiveDate, Utc};

use super::from_time;
use crate::door::{Read, Tx};
use crate::error::{Damage, ReadError, WriteError};

const TABLE: &str = "holiday";

/// A day off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolidayRow {
    /// The day, in Korea.
    pub day: NaiveDate,
    /// What it is called.
    pub name: String,
    /// When it was added.
    pub added_at: DateTime<Utc>,
    /// By whom.
    pub actor: String,
}

impl Read<'_> {
    /// Every day off that was added, in order.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or a day does not read.
    pub fn holidays(&self) -> Result<Vec<HolidayRow>, ReadError> {
        let mut line = self
            .connection
            .prepare_cached("SELECT day, name, added_at, actor FROM holiday ORDER BY day")?;
        let mut lines = line.query([])?;
        let mut days = Vec::new();
        while let Some(line) = lines.next()? {
            let day: String = line.get(0)?;
            days.push(HolidayRow {
                day: day.parse().map_err(|_| Damage::Record { table: TABLE })?,
                name: line.get(1)?,
                added_at: from_time(TABLE, &line.get::<_, String>(2)?)?,
                actor: line.get(3)?,
            });
        }
        Ok(days)
    }
}

impl Tx<'_> {
    /// Adds a day off, or renames it.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn put_holiday(&self, day: NaiveDate, name: &str) -> Result<(), WriteError> {
        self.execute(
            "INSERT INTO holiday (day, name, added_at, actor) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (day) DO UPDATE
             SET name = excluded.name, added_at = excluded.added_at, actor = excluded.actor",
            (day.to_string(), name, self.at(), self.actor()),
        )
        .map(drop)
    }

    /// Takes a day off out again; whether it was there.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn remove_holiday(&self, day: NaiveDate) -> Result<bool, WriteError> {
        Ok(self.execute("DELETE FROM holiday WHERE day = ?1", [day.to_string()])? > 0)
    }
}
