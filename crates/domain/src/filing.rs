//! The life of a filing: which states there are and which step leads from one to the next.
//!
//! The status of a filing is never stored as a fact of its own; it follows from the steps taken. Who may take
//! a step is not asked here (that is `people`), nor what must be stated with it (that is the use case's).

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

/// The identity of a filing in its vault, given in order from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FilingId(pub i64);

/// Where a filing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Being written; every field can be edited.
    Draft,
    /// With the reviewer; the answers are frozen, remarks are written beside them.
    Review,
    /// Decided by the reporting officer; the answers are frozen and the clock runs.
    Approved,
    /// Sent to the authority; nothing changes any more.
    Submitted,
    /// The authority has confirmed that it was received.
    Acknowledged,
    /// The authority asks for a correction (보정요구): a new filing answers it.
    Rejected,
    /// Taken back, before or after sending.
    Withdrawn,
    /// Examined and not reported, with the reason.
    ClosedUnreported,
}

impl Status {
    /// Every state, in the order of a filing's life.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Review,
        Self::Approved,
        Self::Submitted,
        Self::Acknowledged,
        Self::Rejected,
        Self::Withdrawn,
        Self::ClosedUnreported,
    ];

    /// Whether the decision to report holds: the paper is then no draft any more.
    pub fn is_decided(self) -> bool {
        matches!(self, Self::Approved) || self.was_sent()
    }

    /// Whether the report has left the house at some time on the way here. A withdrawn one is told by its
    /// submission, not by its state.
    pub fn was_sent(self) -> bool {
        matches!(self, Self::Submitted | Self::Acknowledged | Self::Rejected)
    }
}

/// A step in the life of a filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The drafter hands the filing over to be reviewed.
    HandOver,
    /// The reviewer passes it on to the officer.
    Endorse,
    /// The officer decides that the transaction is reportable.
    Approve,
    /// A filing goes back to its drafter with a note.
    Return,
    /// The report was sent and its receipt recorded.
    Submit,
    /// The authority confirmed the receipt (감독규정 제6조제3항).
    Acknowledge,
    /// The authority asked for a correction with a period and a reason (감독규정 제8조).
    Reject,
    /// The report is taken back.
    Withdraw,
    /// Examined and not reported.
    Close,
    /// A case that was not reported is looked at again.
    Reopen,
}

impl Step {
    /// Every step, in the order of a filing's life.
    pub const ALL: [Self; 10] = [
        Self::HandOver,
        Self::Endorse,
        Self::Approve,
        Self::Return,
        Self::Submit,
        Self::Acknowledge,
        Self::Reject,
        Self::Withdraw,
        Self::Close,
        Self::Reopen,
    ];

    /// The state this step leads to from `from`, or `None` where it is not allowed. That a draft is approved
    /// without a review is for a firm of one person; the use case asks for that switch.
    pub fn target(self, from: Status) -> Option<Status> {
        use Status::*;
        match (self, from) {
            (Self::HandOver, Draft) => Some(Review),
            (Self::Endorse, Review) => Some(Review),
            (Self::Approve, Draft | Review) => Some(Approved),
            (Self::Return, Review | Approved) => Some(Draft),
            (Self::Submit, Approved) => Some(Submitted),
            (Self::Acknowledge, Submitted) => Some(Acknowledged),
            (Self::Reject, Submitted | Acknowledged) => Some(Rejected),
            (Self::Withdraw, Draft | Review | Approved | Submitted | Acknowledged | Rejected) => {
                Some(Withdrawn)
            }
            (Self::Close, Draft | Review) => Some(ClosedUnreported),
            (Self::Reopen, ClosedUnreported) => Some(Draft),
            _ => None,
        }
    }
}
