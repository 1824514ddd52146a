//! Rows of a filing's tables on the wire.

use std::collections::BTreeMap;

use super::{AnswerView, FilingState, wire};

wire! {
    /// A stretch of a table.
    pub struct ListRowsRequest {
        /// The filing.
        pub id: u32,
        /// The table.
        pub table: String,
        /// Rows to skip.
        pub offset: u32,
        /// At most so many.
        pub limit: u32,
    }

    /// Rows in order.
    pub struct RowPage {
        /// The rows.
        pub rows: Vec<RowView>,
        /// How many the table has.
        pub total: u32,
    }

    /// One row and what applies to it.
    pub struct RowView {
        /// The row, `r7`.
        pub id: String,
        /// Its place in the table, from 0.
        pub position: u32,
        /// Answers by column name.
        pub cells: BTreeMap<String, AnswerView>,
        /// Columns whose answers are shown masked.
        pub masked: Vec<String>,
        /// Sections of the table that this row shows.
        pub sections: Vec<String>,
        /// Columns (`table[].column`) that this row shows.
        pub shown: Vec<String>,
        /// Columns that need an answer in this row.
        pub required: Vec<String>,
    }

    /// Adds rows at the end.
    pub struct AddRowsRequest {
        /// The filing.
        pub id: u32,
        /// The table.
        pub table: String,
        /// Cells by column name, a map a row; an empty map is an empty row.
        pub rows: Vec<BTreeMap<String, AnswerView>>,
    }

    /// Removes a row.
    pub struct RemoveRowRequest {
        /// The filing.
        pub id: u32,
        /// The table.
        pub table: String,
        /// The row.
        pub row: String,
    }

    /// Rows were added or removed.
    pub struct RowsChanged {
        /// Ids of the rows added.
        pub added: Vec<String>,
        /// How many the table has now.
        pub total: u32,
        /// What applies now.
        pub state: FilingState,
    }
}
