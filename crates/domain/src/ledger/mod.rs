//! The ledger: movements of virtual assets, each once, whichever report they stand in.
//!
//! A movement is read from the cells of a row, imported or typed; sums and patterns over the whole vault are
//! made from movements alone. Not here: where rows lie (store), and what a form asks of them (rules).

mod closing;
mod movement;
mod pattern;

pub use closing::{Closing, ClosingError, Closings, Lack, Lacks, Need, parts};
pub use movement::{Movement, TABLE};
pub use pattern::{Common, Flag, Kind as PatternKind, Listed, Pattern, PatternError, Patterns};
