//! Revisions, comparisons and the daily reconciliation on the wire.

use super::{AnswerView, wire};

wire! {
    /// The revisions of a filing.
    pub struct RevisionList {
        /// Oldest first.
        pub revisions: Vec<RevisionView>,
    }

    /// A filing as it stood after one step of editing.
    pub struct RevisionView {
        /// Its number; the filing's content is what stood after it.
        pub revision: u32,
        /// When, ISO 8601 with offset.
        pub at: String,
        /// Who.
        pub actor: String,
        /// `edit`, `import`, `undo` or `redo`.
        pub cause: String,
        /// The first place that changed.
        pub path: String,
        /// How many places changed.
        pub changes: u32,
    }

    /// A filing at a revision.
    pub struct RevisionSide {
        /// The filing.
        pub id: u32,
        /// The revision; none: as it stands.
        pub revision: Option<u32>,
    }

    /// Puts two revisions side by side.
    pub struct CompareRequest {
        /// The earlier one.
        pub left: RevisionSide,
        /// The later one.
        pub right: RevisionSide,
    }

    /// What differs.
    pub struct Comparison {
        /// By path; the first five thousand.
        pub differences: Vec<Difference>,
        /// How many there are in all.
        pub total: u32,
    }

    /// One difference.
    pub struct Difference {
        /// Where; rows of two filings are named by their place.
        pub path: String,
        /// What stands on the left.
        pub before: Option<AnswerView>,
        /// What stands on the right.
        pub after: Option<AnswerView>,
    }

    /// Asks for the reconciliation of a day.
    pub struct ReconcileRequest {
        /// The day in Korea; none: today.
        pub day: Option<String>,
    }

    /// What was decided, sent and confirmed, and what is open.
    pub struct Reconciliation {
        /// The day.
        pub day: String,
        /// Decided on the day.
        pub approved: u32,
        /// Sent on the day.
        pub submitted: u32,
        /// Confirmed by the authority on the day.
        pub acknowledged: u32,
        /// Everything that was decided, sent or confirmed on the day, or is open at its end.
        pub lines: Vec<ReconcileLine>,
        /// How many of the lines are open.
        pub open: u32,
    }

    /// One filing in the reconciliation.
    pub struct ReconcileLine {
        /// The filing.
        pub id: u32,
        /// Its form.
        pub form: String,
        /// Its document number.
        pub document_no: String,
        /// Its title.
        pub title: String,
        /// Its status at the end of that day.
        pub status: String,
        /// When it was decided, ISO 8601 with offset.
        pub decided_at: Option<String>,
        /// The last day to send it, or to answer a request for correction.
        pub due: Option<String>,
        /// Business days left on that day, where something is still to be sent; negative when overdue.
        pub days_left: Option<i32>,
        /// When it was sent.
        pub submitted_at: Option<String>,
        /// The receipt number.
        pub receipt_no: Option<String>,
        /// When the authority confirmed it.
        pub acknowledged_at: Option<String>,
        /// What is open: `unsent`, `unconfirmed`, `no_receipt`, `correction`, `emergency`,
        /// `reopen`; none: nothing.
        pub open: Option<String>,
    }
}
