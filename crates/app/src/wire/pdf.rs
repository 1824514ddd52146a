//! Papers as files: their data, their copies, their seals.

use super::wire;

wire! {
    /// The schema of a form's data.
    pub struct SchemaView {
        /// Its identity, a URN.
        pub id: String,
        /// JSON Schema, draft 2020-12.
        pub schema: String,
    }

    /// Names a paper to be checked.
    pub struct VerifyPdfRequest {
        /// The file.
        pub path: String,
        /// Whether the open vault is asked whose paper it is.
        pub with_vault: bool,
    }

    /// What a check of a paper found.
    pub struct PdfVerdict {
        /// Whether it is, to the byte, what is printed from the data inside it.
        pub intact: bool,
        /// What is wrong: `not_pdf`, `too_large`, `no_filing`, `definition`, `version`, `page`, `attachment`,
        /// `bytes`, `unreadable`.
        pub problem: Option<String>,
        /// Where: a page, a file inside, a version.
        pub place: Option<String>,
        /// SHA-256 of the file.
        pub sha256: String,
        /// What the paper says it is; to be believed only where it is intact.
        pub identity: Option<PdfIdentity>,
        /// What the vault knows of it, where one was asked.
        pub origin: Option<PdfOrigin>,
    }

    /// What a paper says it is.
    pub struct PdfIdentity {
        /// The form.
        pub form: String,
        /// Its version.
        pub version: String,
        /// The version of the paper.
        pub paper: u32,
        /// Where the filing stood.
        pub status: String,
        /// `full`, `masked` or `redacted`.
        pub copy: String,
        /// Whether it is an exercise.
        pub practice: bool,
        /// SHA-256 of the canonical copy inside.
        pub document_hash: String,
        /// The head of the chain of acts as printed.
        pub chain_head: Option<String>,
        /// When the filing took that state.
        pub dated: Option<String>,
    }

    /// What a vault knows of a paper.
    pub struct PdfOrigin {
        /// The filing.
        pub filing: Option<u32>,
        /// Whether this very file was recorded as sent.
        pub submission: bool,
        /// The last act that names this very file.
        pub printed_by: Option<u32>,
        /// Whether the printed head lies on the chain; `None` where none is printed.
        pub on_chain: Option<bool>,
    }
}
