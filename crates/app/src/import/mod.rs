//! Reads tables that users bring: bytes to text, text to cells, headings to columns, cells to answers.
//!
//! Nothing is dropped silently and nothing is repaired by guessing: a row that cannot be taken is kept
//! with its line and every reason. Everything here is a function of bytes and a plan; a source is streamed.
//! Not here: storing rows (`use_cases::import`).

mod cells;
mod columns;
mod counterparty;
mod damage;
mod delimited;
mod encoding;
mod error;
mod input;
mod moment;
mod plan;
mod probe;
mod profile;
mod records;
mod rejects;
mod rows;
mod sectors;
mod sheet;
mod table;
mod tally;
mod workbook;

pub use columns::Guess;
pub use encoding::{TextEncoding, decoded};
pub use error::SheetError;
pub use input::Input;
pub use plan::{DecimalMark, Plan, Zone};
pub use probe::{Format, hash};
pub use profile::ImportProfile;
pub use rejects::RejectsFile;
pub use rows::{Cells, Fault, ReadRow, Rows, guessed};
pub use sheet::{Reading, open_sheet};
pub use table::{Table, open_table};
pub use tally::{Occurrence, Tally};
