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

    /// Records when the last relationship ended that a file taken into the ledger is about.
    pub struct EndBatchRequest {
        /// The file, by the number of its import.
        pub batch: u32,
        /// The day, `YYYY-MM-DD`, not before its last movement; none takes it back.
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
        /// Every file of the ledger with its clock, newest first.
        pub batches: Vec<KeptBatchView>,
        /// What of the logs may be destroyed today; a log of which nothing is, is left out.
        pub logs: Vec<OldLogView>,
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

    /// A file taken into the ledger, and how long it is kept.
    pub struct KeptBatchView {
        /// The number of its import.
        pub batch: u32,
        /// The file's name.
        pub name: String,
        /// When it was taken in, ISO 8601 with offset.
        pub at: String,
        /// Whether it was taken back: then it counts in no sum, and is kept all the same.
        pub removed: bool,
        /// How many transfers it holds.
        pub transfers: u32,
        /// The day of its first movement; none where none is known or it was taken back.
        pub first: Option<String>,
        /// The day of its last movement.
        pub last: Option<String>,
        /// When the last of the relationships ended that it is about.
        pub ended: Option<String>,
        /// The first day on which it may be destroyed.
        pub free_from: Option<String>,
        /// Whether that is today or was before.
        pub free: bool,
    }

    /// What of a log may be destroyed: everything before a day.
    pub struct OldLogView {
        /// The log: `access_log` or `permission_log`.
        pub record: String,
        /// The first day that is still kept, in Korea.
        pub until: String,
        /// Lines or records before it; of permissions, those that were replaced before it.
        pub entries: u32,
        /// Acts whose particulars go with them; the acts stay.
        pub acts: u32,
        /// The day of the first of all these.
        pub first: Option<String>,
        /// The day of the last.
        pub last: Option<String>,
    }

    /// A request for destruction.
    pub struct DisposalRequestView {
        /// The request.
        pub request: u32,
        /// The filings.
        pub filings: Vec<u32>,
        /// The files of the ledger.
        pub batches: Vec<u32>,
        /// The logs, as they stood when it was asked for.
        pub logs: Vec<OldLogView>,
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
        /// The files of the ledger, by the numbers of their imports.
        pub batches: Vec<u32>,
        /// The logs, `access_log` or `permission_log`, of which everything goes that is free today.
        pub logs: Vec<String>,
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
        /// Imported transfers and lines of the access log.
        pub entries: String,
        /// Attached files.
        pub files: u32,
        /// What is left to do.
        pub view: DisposalView,
    }
}
