//! Movements gathered by customer, by address, or by what customers share, one party at a time, for patterns.

use rusqlite::params_from_iter;
use singo_domain::ledger::{Common, Movement};

use super::movement::{COLUMNS, MovementRow, read};
use super::sums::{Scope, counted};
use crate::door::Read;
use crate::error::ReadError;

/// By what movements are gathered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// The customer on our side; each direction apart.
    Customer,
    /// The address on the other side; outward movements only.
    Address,
    /// What customers can have in common; outward movements only.
    Common(Common),
}

impl Read<'_> {
    /// Visits the parties that have a movement in `scope`, each with all of its counted movements in the order
    /// of time. Only one party is held at a time. Rows of filings of the forms in `hidden` count nowhere, unless
    /// they were imported, too.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn each_party(
        &self,
        by: Party,
        scope: &Scope,
        hidden: &[String],
        mut visit: impl FnMut(&str, &[MovementRow]),
    ) -> Result<(), ReadError> {
        let (walked, of, column) = by.walk();
        let (condition, bound) = scope.sql();
        let counted = counted(hidden);
        let chosen = match scope {
            Scope::All => String::new(),
            _ => format!("AND {of} IN (SELECT m.{column} FROM movement m WHERE {condition})"),
        };
        let sql = format!(
            "SELECT {COLUMNS} FROM {walked} AND {counted} {chosen} ORDER BY {}",
            by.order()
        );
        let bound = if matches!(scope, Scope::All) { Vec::new() } else { bound };
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query(params_from_iter(bound))?;
        let mut held: Vec<MovementRow> = Vec::new();
        while let Some(line) = lines.next()? {
            let row = read(line)?;
            if let Some(first) = held.first()
                && by.of(&first.movement) != by.of(&row.movement)
            {
                visit(by.of(&first.movement).0, &held);
                held.clear();
            }
            held.push(row);
        }
        if let Some(first) = held.first() {
            visit(by.of(&first.movement).0, &held);
        }
        Ok(())
    }
}

impl Party {
    /// The order of the index with its lines, its column that names a party, and the column of a line that does.
    fn walk(self) -> (String, &'static str, &'static str) {
        match self {
            Self::Customer => {
                ("movement_in_customer v WHERE customer <> ''".to_owned(), "customer", "customer")
            }
            Self::Address => (
                "movement_in_address v WHERE direction = 'out'".to_owned(),
                "other_address",
                "other_address",
            ),
            Self::Common(by) => {
                (format!("movement_in_common v WHERE what = '{}'", by.name()), "value", by.name())
            }
        }
    }

    /// What stands behind `ORDER BY`.
    fn order(self) -> &'static str {
        match self {
            Self::Customer => "customer, direction, date, moment, id",
            Self::Address => "other_address, direction, date, moment, id",
            Self::Common(_) => "what, value, date, moment, id",
        }
    }

    /// Whose a movement is, and of customers in which direction.
    fn of(self, movement: &Movement) -> (&str, &str) {
        match self {
            Self::Customer => (&movement.customer, &movement.direction),
            Self::Address => (&movement.other_address, ""),
            Self::Common(by) => (by.of(movement), ""),
        }
    }
}
