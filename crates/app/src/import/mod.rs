//! Reads tables that users bring: bytes to text, text to cells, headings to columns, cells to answers.
//!
//! Nothing is dropped silently and nothing is repaired by guessing: a row that cannot be taken is kept
//! with its line and a reason. Not here: storing rows (`use_cases::import`).

mod cells;
mod columns;
mod decode;
mod profile;
mod rows;
mod sheet;

pub use profile::ImportProfile;
pub use rows::{ReadRows, Rejected, read_rows};
pub use sheet::{Sheet, read_sheet};
