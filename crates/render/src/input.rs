//! What the caller hands over for printing: the filing, its definition, and the stamp of its present state.
//!
//! Nothing here is read from a clock or a file: the same input gives the same bytes, today and in five years.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use singo_domain::answer::Content;
use singo_domain::copy::CopyKind;
use singo_domain::definition::{Definition, Language};
use singo_domain::filing::Status;

/// A filing to be printed.
#[derive(Clone, Debug)]
pub struct RenderInput<'a> {
    /// The form version the filing was written under.
    pub definition: &'a Definition,
    /// Its answers.
    pub content: &'a Content,
    /// The language of labels and fixed words; answers stay as they are.
    pub language: Language,
    /// For whose eyes the copy is; the content is already that of the copy.
    pub copy: CopyKind,
    /// What the paper says about the filing's state and history.
    pub stamp: Stamp,
    /// Whether this is an exercise; every page then says so.
    pub practice: bool,
    /// Warnings that were accepted with a reason.
    pub accepted_warnings: Vec<AcceptedWarning>,
    /// Files that go with the report; the paper lists them.
    pub attachments: Vec<Attachment>,
    /// Files inside the PDF, such as the filing's data for a machine to read.
    pub data: Vec<AssociatedFile>,
}

/// State and history of a filing as printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stamp {
    /// SHA-256 of the canonical copy, in hexadecimal.
    pub document_hash: String,
    /// Hash of the newest act when the filing took its present state; `None` outside a vault.
    pub chain_head: Option<String>,
    /// Where the filing stands; a draft says so on every page.
    pub status: Status,
    /// When the filing took its present state, for the dates inside the file. Never the time of printing.
    pub dated: Option<DateTime<Utc>>,
    /// Who wrote, reviewed and decided.
    pub approvals: Vec<Approval>,
}

/// One signature box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Which box.
    pub role: ApprovalRole,
    /// The person's name.
    pub name: String,
    /// The person's position in the firm (직위); empty where none is known.
    pub title: String,
    /// When.
    pub at: Option<DateTime<Utc>>,
}

/// The signature boxes, in the order of the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalRole {
    /// Wrote the report (작성).
    Drafter,
    /// Reviewed it (검토).
    Reviewer,
    /// Decided (보고책임자).
    Officer,
}

/// A warning and why it was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptedWarning {
    /// The rule, such as `STR-W003`.
    pub rule: String,
    /// The warning in the language of the paper.
    pub message: String,
    /// The written reason.
    pub reason: String,
}

/// A file that goes with the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

/// A file that travels inside the PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssociatedFile {
    /// Its name, such as `filing.json`; never a person's. Each name once.
    pub name: String,
    /// Its media type, such as `application/json`.
    pub mime: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// What it is, in the language of the paper.
    pub description: String,
}
