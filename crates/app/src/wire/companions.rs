//! Wire types of totals and companion files.

use super::{FilingView, wire};

wire! {
    /// Totals were computed from the rows and put where they belong.
    pub struct TotalsFilled {
        /// The filing as it stands now.
        pub filing: FilingView,
        /// Columns in which an amount could not be read; totals over them were left as they were.
        pub unreadable: Vec<String>,
    }

    /// Writes the files that go with a report.
    pub struct ExportCompanionsRequest {
        /// The filing.
        pub id: u32,
        /// Full path of the folder to write into.
        pub dir: String,
        /// Encrypts the whole canonical copy as a file of its own; what else is written masks what the paper masks.
        pub passphrase: Option<String>,
    }

    /// The files that were written.
    pub struct CompanionsExported {
        /// SHA-256 of the canonical copy as it leaves; printed on the paper and named in every file.
        pub document_hash: String,
        /// The files.
        pub files: Vec<super::Exported>,
        /// Whether the whole canonical copy was left out, for it holds masked identifiers and no passphrase was given.
        pub canonical_withheld: bool,
    }
}
