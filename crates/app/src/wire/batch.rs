//! Files that were taken in, and what is kept of the rows that were refused.

use std::collections::BTreeMap;

use super::wire;

wire! {
    /// A file that was taken in.
    pub struct ImportBatchView {
        /// Its number, for its rejected rows; the ledger and filings count apart.
        pub number: u32,
        /// Its number, for the ledger; none for a filing's table, whose own undo takes it back.
        pub batch: Option<u32>,
        /// The filing it went into; none: the ledger.
        pub filing: Option<u32>,
        /// File name.
        pub name: String,
        /// SHA-256 of the file.
        pub sha256: String,
        /// Rows taken.
        pub accepted: u32,
        /// Rows refused.
        pub rejected: u32,
        /// How many of them are kept, with their reasons.
        pub kept: u32,
        /// When, Korean time.
        pub at: String,
        /// By whom.
        pub actor: String,
    }

    /// The files taken into the vault.
    pub struct ImportBatchList {
        /// Newest first.
        pub batches: Vec<ImportBatchView>,
    }

    /// Writes the rows of a file that were refused when it was taken in, as they are kept, into a CSV file.
    pub struct ExportKeptRequest {
        /// The filing the file went into; none: the ledger.
        pub filing: Option<u32>,
        /// The file's number, as the list of files says it.
        pub number: u32,
        /// The file to write.
        pub path: String,
        /// The shell's words for the reasons, and for the headings `line` and `why`.
        pub words: BTreeMap<String, String>,
    }

    /// The rejected rows were written; the result of an `import.rejects` job, and of `import.export_kept`.
    pub struct RejectsWritten {
        /// The file.
        pub path: String,
        /// How many rows.
        pub rows: u32,
    }

    /// Takes an import into the ledger back whole.
    pub struct UndoImportRequest {
        /// The batch.
        pub batch: u32,
    }
}
