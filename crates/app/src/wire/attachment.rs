//! Files that go with a filing, on the wire.

use super::{CodeView, wire};

wire! {
    /// Attaches a file to a draft.
    pub struct AttachFileRequest {
        /// The filing.
        pub filing: u32,
        /// What it proves: a code of `evidence-kind`.
        pub kind: String,
        /// File name.
        pub name: String,
        /// Where the file lies; or `base64`.
        pub path: Option<String>,
        /// The bytes; or `path`.
        pub base64: Option<String>,
        /// Whether a warning about the file is accepted.
        pub accept_warning: bool,
    }

    /// Names an attached file.
    pub struct AttachmentRequest {
        /// The filing.
        pub filing: u32,
        /// The attached file.
        pub attachment: u32,
    }

    /// The files that go with a filing.
    pub struct AttachmentList {
        /// In the order in which they were attached.
        pub attachments: Vec<AttachmentView>,
        /// What a file can prove.
        pub kinds: Vec<CodeView>,
    }

    /// An attached file.
    pub struct AttachmentView {
        /// The attached file.
        pub id: u32,
        /// What it proves: a code of `evidence-kind`.
        pub kind: String,
        /// File name.
        pub name: String,
        /// Size in bytes.
        pub size: String,
        /// SHA-256 of the content.
        pub sha256: String,
        /// Media type, by its first bytes.
        pub mime: String,
        /// What was warned of and accepted: `executable`, `macro`, `script`.
        pub warning: Option<String>,
        /// When it was attached, ISO 8601 with offset.
        pub at: String,
        /// By whom.
        pub actor: String,
    }

    /// An attached file, opened.
    pub struct OpenedAttachment {
        /// Media type.
        pub mime: String,
        /// The bytes, where the window can show them.
        pub base64: Option<String>,
        /// Where a copy lies until the vault is locked, where only another program can show it.
        pub path: Option<String>,
    }

    /// Writes an attached file to a new file, which stays.
    pub struct ExportAttachmentRequest {
        /// The filing.
        pub filing: u32,
        /// The attached file.
        pub attachment: u32,
        /// Full path of the new file.
        pub path: String,
    }
}
