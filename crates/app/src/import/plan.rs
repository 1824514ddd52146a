//! How a file is read into a table: what a named profile keeps, and what the user decides before an import.

use std::collections::BTreeMap;

pub use super::moment::Zone;

/// The mark between whole and fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalMark {
    /// `1,234.5`, as in Korea.
    Point,
    /// `1.234,5`, as in much of Europe.
    Comma,
}

/// Decisions about one kind of file. Columns are named as in the table: `txid`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The column that each heading is read into; a heading that is missing here is not read.
    pub columns: BTreeMap<String, String>,
    /// What stands in every row, by column.
    pub constants: BTreeMap<String, String>,
    /// What a word of the file means, by column and word.
    pub translations: BTreeMap<String, BTreeMap<String, String>>,
    /// The zone of times that name none.
    pub zone: Option<Zone>,
    /// The decimal mark, where the file leaves it open.
    pub decimal: Option<DecimalMark>,
    /// Digits that an identifier always has, by column.
    pub digits: BTreeMap<String, u32>,
}
