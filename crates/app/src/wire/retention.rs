//! Times of keeping and destruction on the wire.

use super::wire;

wire! {
    /// The times of keeping as they hold in this vault.
    pub struct RetentionView {
        /// When the legal sources were read.
        pub checked: String,
        /// By kind of record.
        pub records: Vec<KeepingView>,
    }

    /// The time of keeping of one kind of record.
    pub struct KeepingView {
        /// The kind: `filing`, `ledger`, `access_log`, `permission_log`.
        pub record: String,
        /// The least number of years by law.
        pub least: u32,
        /// The number of years that holds.
        pub years: u32,
        /// From when: `relationship_end` or `entry`.
        pub since: String,
        /// Legal source.
        pub cite: String,
    }

    /// Sets a time of keeping.
    pub struct SetRetentionRequest {
        /// The kind of record.
        pub record: String,
        /// Years, not fewer than the law asks for.
        pub years: u32,
    }

    /// Records when the relationship that a filing is about ended.
    pub struct EndRelationshipRequest {
        /// The filing.
        pub filing: u32,
        /// The day, `YYYY-MM-DD`; none takes it back.
        pub day: Option<String>,
        /// How that is known.
        pub reason: String,
    }

    /// How long a filing is kept.
    pub struct RelationshipView {
        /// When the relationship ended.
        pub ended: Option<String>,
        /// The first day on which it may be destroyed.
        pub free_from: Option<String>,
        /// Years that it is kept.
        pub years: u32,
    }

    /// What may be destroyed, and what was asked for.
    pub struct DisposalView {
        /// Filings that may be destroyed today.
        pub free: Vec<DisposableView>,
        /// Requests that nobody has carried out or withdrawn.
        pub requests: Vec<DisposalRequestView>,
    }

    /// A filing that may be destroyed.
    pub struct DisposableView {
        /// The filing.
        pub filing: u32,
        /// Its form.
        pub form: String,
        /// Its document number.
        pub document_no: String,
        /// Where it stands.
        pub status: String,
        /// When the relationship ended.
        pub ended: String,
        /// Since when it may be destroyed.
        pub free_from: String,
        /// How many files go with it.
        pub attachments: u32,
    }

    /// A request for destruction.
    pub struct DisposalRequestView {
        /// The request.
        pub request: u32,
        /// The filings.
        pub filings: Vec<u32>,
        /// Why.
        pub reason: String,
        /// When, ISO 8601 with offset.
        pub at: String,
        /// By whom.
        pub actor: String,
        /// Whether the signed-in person asked: another one must carry it out.
        pub own: bool,
    }

    /// Asks for destruction.
    pub struct RequestDisposalRequest {
        /// The filings.
        pub filings: Vec<u32>,
        /// Why.
        pub reason: String,
    }

    /// Names a request for destruction.
    pub struct WithRequest {
        /// The request.
        pub request: u32,
    }

    /// What was destroyed.
    pub struct DisposalDone {
        /// Records under seal.
        pub records: String,
        /// Attached files.
        pub files: u32,
        /// What is left to do.
        pub view: DisposalView,
    }
}
