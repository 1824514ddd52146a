//! The ledger: transfers imported once for every report, the index of movements, and sums over the vault.
//!
//! Transfers are facts and append-only; they are sealed in runs, so that a million of them cost a few hundred
//! acts. Movements are derived from transfers and from the rows of filings, and sums see each movement once.
//! Not here: how a cell is read (`domain::ledger`).

mod answer;
mod batch;
mod keeping;
mod movement;
mod order;
mod pages;
mod parties;
mod query;
mod sums;

pub(crate) use answer::ANSWER_COLUMNS;
pub use answer::FlagAnswer;
pub use batch::{Added, BatchRow, NewTransfer, Outcome, TransferRow};
pub(crate) use batch::{BATCH_COLUMNS, CHUNK_COLUMNS, END_COLUMNS};
pub(crate) use keeping::RELATIONSHIP_COLUMNS;
pub use keeping::{BatchDays, BatchGone};
pub use movement::MovementRow;
pub(crate) use order::OWN_TABLES;
#[cfg(test)]
pub(crate) use order::disorder;
pub use order::{BATCH_RUN, BatchOrdering};
pub use pages::MovementOutline;
pub use parties::Party;
pub use query::{GROUPS, GroupedTotals, MovementFilter, MovementSort, MovementTotals};
pub(crate) use sums::add_year_sum;
pub use sums::{MovementSums, Scope};
