//! Import of rows from files and the clipboard on the wire.

use std::collections::BTreeMap;

use super::{AnswerView, FilingState, wire};

wire! {
    /// Reads a table without storing anything.
    pub struct PreviewImportRequest {
        /// The filing whose form the columns are matched with; none: the form in force.
        pub id: Option<u32>,
        /// The form, where no filing is named.
        pub form: Option<String>,
        /// The table.
        pub table: String,
        /// File name, for the record.
        pub name: String,
        /// The file's bytes, base64; or the clipboard's text as UTF-8.
        pub base64: String,
        /// Column by heading index, to correct the guess: `table[].column` or empty for none.
        pub mapping: Option<Vec<String>>,
    }

    /// What an import would bring.
    pub struct ImportPreview {
        /// SHA-256 of the bytes.
        pub sha256: String,
        /// `utf-8`, `utf-8-bom`, `cp949` or `utf-16`.
        pub encoding: String,
        /// `,`, `;` or tab.
        pub delimiter: String,
        /// Headings as they stand in the file.
        pub headings: Vec<String>,
        /// The column each heading is read into; empty for none.
        pub mapping: Vec<String>,
        /// The first rows as read, by heading.
        pub samples: Vec<Vec<String>>,
        /// How many rows can be taken.
        pub accepted: u32,
        /// Rows that cannot, with line and reason.
        pub rejected: Vec<RejectedRow>,
        /// The rows as they would be stored, the first hundred.
        pub rows: Vec<BTreeMap<String, AnswerView>>,
    }

    /// A row that cannot be taken.
    pub struct RejectedRow {
        /// Line in the file, from 1.
        pub line: u32,
        /// Heading of the cell at fault.
        pub heading: Option<String>,
        /// Why: a code.
        pub reason: String,
        /// The row as it stands in the file.
        pub text: String,
    }

    /// Stores what a preview showed; the whole import is one step to undo.
    pub struct ApplyImportRequest {
        /// The filing.
        pub id: u32,
        /// The table.
        pub table: String,
        /// File name.
        pub name: String,
        /// The same bytes.
        pub base64: String,
        /// The mapping that was shown.
        pub mapping: Vec<String>,
    }

    /// Rows were imported.
    pub struct Imported {
        /// How many.
        pub accepted: u32,
        /// Rows left out, with line and reason.
        pub rejected: Vec<RejectedRow>,
        /// How many the table has now.
        pub total: u32,
        /// What applies now.
        pub state: FilingState,
    }
}
