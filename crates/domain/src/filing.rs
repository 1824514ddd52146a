//! The life of a filing: which states there are and which step leads from one to the next.
//!
//! The status of a filing is never stored as a fact of its own; it follows from the steps taken.

use serde::{Deserialize, Serialize};

/// The identity of a filing in its vault, given in order from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FilingId(pub i64);

/// Where a filing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Being written; every field can be edited.
    Draft,
    /// Decided by the reporting officer; the answers are frozen and the clock runs.
    Approved,
    /// Sent to the authority; nothing changes any more.
    Submitted,
}

/// A step in the life of a filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The officer decides that the transaction is reportable.
    Approve,
    /// An approved filing goes back to its drafter.
    Return,
    /// The report was sent and its receipt recorded.
    Submit,
}

impl Step {
    /// Every step, in the order of a filing's life.
    pub const ALL: [Self; 3] = [Self::Approve, Self::Return, Self::Submit];

    /// The state this step leads to from `from`, or `None` where it is not allowed.
    pub fn target(self, from: Status) -> Option<Status> {
        match (self, from) {
            (Self::Approve, Status::Draft) => Some(Status::Approved),
            (Self::Return, Status::Approved) => Some(Status::Draft),
            (Self::Submit, Status::Approved) => Some(Status::Submitted),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_out_of_submitted() {
        for step in Step::ALL {
            assert_eq!(step.target(Status::Submitted), None);
        }
        assert_eq!(Step::Submit.target(Status::Draft), None, "a draft cannot skip approval");
    }
}
