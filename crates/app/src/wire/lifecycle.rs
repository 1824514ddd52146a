//! The life of a filing on the wire: steps beyond writing, remarks, contacts with the authority, links.

use std::collections::BTreeMap;

use super::wire;

wire! {
    /// A step that needs a word of reason.
    pub struct StepRequest {
        /// The filing.
        pub id: u32,
        /// The note or the reason.
        pub note: String,
    }

    /// The authority confirmed that it received the report.
    pub struct AcknowledgeFilingRequest {
        /// The filing.
        pub id: u32,
        /// When it was confirmed, ISO 8601; Korean time without offset.
        pub acknowledged_at: String,
        /// The receipt number, where it came only now.
        pub receipt_no: Option<String>,
        /// By what: an e-mail, a certificate.
        pub note: String,
    }

    /// The authority asked for a correction.
    pub struct RejectFilingRequest {
        /// The filing.
        pub id: u32,
        /// When it was asked, ISO 8601; Korean time without offset.
        pub asked_at: String,
        /// The last day of the period that the authority set.
        pub due: String,
        /// The reason it gave.
        pub reason: String,
        /// The official.
        pub official: String,
        /// How the official's identity was verified.
        pub verified: String,
    }

    /// Takes a report back.
    pub struct WithdrawFilingRequest {
        /// The filing.
        pub id: u32,
        /// Why.
        pub reason: String,
        /// With whom it was agreed at the authority; needed once the report was sent.
        pub official: String,
    }

    /// Closes a case that was examined and is not reported.
    pub struct CloseFilingRequest {
        /// The filing.
        pub id: u32,
        /// The reasoned conclusion.
        pub reason: String,
        /// When it is to be looked at again, if at all.
        pub reopen_on: Option<String>,
    }

    /// Limits a filing to named people, or opens it to everyone whose role allows.
    pub struct RestrictFilingRequest {
        /// The filing.
        pub id: u32,
        /// The people; none: everyone whose role allows.
        pub names: Option<Vec<String>>,
        /// Why.
        pub reason: String,
    }

    /// Asks for one masked answer in full.
    pub struct UnmaskRequest {
        /// The filing.
        pub id: u32,
        /// `section.field` or `table[r7].column`.
        pub path: String,
        /// What it is needed for; kept with the act.
        pub purpose: String,
    }

    /// An answer in full.
    pub struct Unmasked {
        /// What stands there.
        pub value: Option<super::AnswerView>,
    }

    /// Writes a remark beside a field, or answers one.
    pub struct AddCommentRequest {
        /// The filing.
        pub filing: u32,
        /// The field; none: the whole filing.
        pub path: Option<String>,
        /// The remark that this answers.
        pub parent: Option<u32>,
        /// The text.
        pub text: String,
    }

    /// Settles a remark.
    pub struct ResolveCommentRequest {
        /// The filing.
        pub filing: u32,
        /// The remark.
        pub comment: u32,
        /// How it was settled.
        pub text: String,
    }

    /// Asks for what stands beside a filing.
    pub struct OfFilingRequest {
        /// The filing.
        pub filing: u32,
    }

    /// Remarks on a filing.
    pub struct CommentList {
        /// Oldest first.
        pub comments: Vec<CommentView>,
    }

    /// A remark, with what was said to it.
    pub struct CommentView {
        /// The remark.
        pub id: u32,
        /// The field; none: the whole filing.
        pub path: Option<String>,
        /// The text.
        pub text: String,
        /// When, ISO 8601 with offset.
        pub at: String,
        /// By whom.
        pub actor: String,
        /// Answers, oldest first.
        pub replies: Vec<ReplyView>,
        /// How it was settled; absent while it is open.
        pub resolved: Option<ReplyView>,
    }

    /// An answer to a remark, or its settling.
    pub struct ReplyView {
        /// The text.
        pub text: String,
        /// When, ISO 8601 with offset.
        pub at: String,
        /// By whom.
        pub actor: String,
    }

    /// Records what was spoken with the authority.
    pub struct AddContactRequest {
        /// The filing; needed for an emergency report.
        pub filing: Option<u32>,
        /// `emergency`, `inquiry`, `inspection`, `copy` or `other`.
        pub kind: String,
        /// When, ISO 8601; Korean time without offset.
        pub happened_at: String,
        /// `phone`, `fax`, `visit`, `post` or `online`.
        pub channel: String,
        /// The official's name.
        pub official: String,
        /// The official's office.
        pub office: String,
        /// How the official's identity was verified.
        pub verified: String,
        /// What was said.
        pub content: String,
        /// What was shown or handed over.
        pub material: String,
    }

    /// Asks for contacts with the authority.
    pub struct ListContactsRequest {
        /// About this filing; none: all.
        pub filing: Option<u32>,
    }

    /// Contacts with the authority.
    pub struct ContactList {
        /// Newest first.
        pub contacts: Vec<ContactView>,
    }

    /// A contact with the authority.
    pub struct ContactView {
        /// The contact.
        pub id: u32,
        /// The filing it is about.
        pub filing: Option<u32>,
        /// That filing's document number.
        pub document_no: Option<String>,
        /// What it was.
        pub kind: String,
        /// When, ISO 8601 with offset.
        pub happened_at: String,
        /// By what means.
        pub channel: String,
        /// The official's name.
        pub official: String,
        /// The official's office.
        pub office: String,
        /// How the official's identity was verified.
        pub verified: String,
        /// What was said.
        pub content: String,
        /// What was shown or handed over.
        pub material: String,
        /// When it was written down, ISO 8601 with offset.
        pub recorded_at: String,
        /// By whom.
        pub actor: String,
    }

    /// Where a filing stands, how it came there, and what can be done now.
    pub struct LifeView {
        /// Its status.
        pub status: String,
        /// The steps that lead on from here.
        pub steps: Vec<StepOption>,
        /// What happened, oldest first.
        pub timeline: Vec<TimelineEntry>,
        /// Everyone who wrote in it.
        pub drafters: Vec<String>,
        /// Everyone who passed its present answers on.
        pub reviewers: Vec<String>,
        /// The only people who may know of it; none: everyone whose role allows.
        pub named: Option<Vec<String>>,
        /// How many remarks are not settled.
        pub open_comments: u32,
        /// Filings that belong to it.
        pub links: Vec<LinkView>,
        /// The last day to answer a request for correction, while one is open.
        pub correction_due: Option<String>,
        /// Business days until then; negative when it has passed.
        pub correction_days_left: Option<i32>,
        /// An emergency report was made and the formal one has not been sent.
        pub emergency_open: bool,
        /// When a case that was closed is to be looked at again.
        pub reopen_on: Option<String>,
    }

    /// A step that is possible from where a filing stands.
    pub struct StepOption {
        /// `hand_over`, `endorse`, `approve`, `return`, `submit`, `acknowledge`, `reject`, `withdraw`,
        /// `close`, `reopen`.
        pub step: String,
        /// Why this person may not take it: a code.
        pub refused: Option<String>,
    }

    /// Something that happened to a filing.
    pub struct TimelineEntry {
        /// When, ISO 8601 with offset.
        pub at: String,
        /// By whom.
        pub actor: String,
        /// `created`, a step, or `contact.<kind>`.
        pub kind: String,
        /// Where it led.
        pub status: Option<String>,
        /// Particulars by name.
        pub particulars: BTreeMap<String, String>,
    }

    /// A filing that belongs to another.
    pub struct LinkView {
        /// `corrects`, `corrected_by`, `follows` or `followed_by`.
        pub kind: String,
        /// The other filing.
        pub filing: u32,
        /// Its document number.
        pub document_no: String,
        /// Its status.
        pub status: String,
    }
}
