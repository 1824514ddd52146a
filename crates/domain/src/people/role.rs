//! Roles: the duties that a person can have, and what each opens.
//!
//! The table follows least privilege (개인정보의 안전성 확보조치 기준 제5조) and keeps the case content with the
//! officer's line of reporting (특정금융정보법 제4조제6항): an administrator sees none, an auditor sees it masked.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Deed;

/// A duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 작성자: gathers and writes.
    Drafter,
    /// 검토자: reads what others wrote, comments, passes it on or back.
    Reviewer,
    /// 보고책임자: decides, sends, answers to the authority.
    Officer,
    /// 관리자: users, settings, calendars, backups; no case content.
    Administrator,
    /// 감사: registers, counts, acts, verification, masked content.
    Auditor,
    /// 검사역: reads everything for a stated time; every opening is recorded.
    Examiner,
}

/// Why a set of roles cannot be held together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RolesError {
    /// There is none.
    #[error("no role")]
    None,
    /// A role that only reads stands beside one that writes.
    #[error("a reading role beside another")]
    Mixed,
}

impl Role {
    /// Every role, in the order of a report's way through the house.
    pub const ALL: [Self; 6] = [
        Self::Drafter,
        Self::Reviewer,
        Self::Officer,
        Self::Administrator,
        Self::Auditor,
        Self::Examiner,
    ];

    /// Whether the role never writes.
    pub fn only_reads(self) -> bool {
        matches!(self, Self::Auditor | Self::Examiner)
    }

    /// Whether the role opens this deed, leaving aside which filing it is done to.
    pub fn may(self, deed: Deed) -> bool {
        use Deed::*;
        if matches!(deed, Anyone | Enter) {
            return true;
        }
        match self {
            Self::Drafter => {
                matches!(deed, SeeRegister | SeeContent | Unmask | Write | Comment | Export)
            }
            Self::Reviewer => {
                matches!(
                    deed,
                    SeeRegister | SeeContent | Unmask | Comment | Review | Return | Export
                )
            }
            Self::Officer => matches!(
                deed,
                SeeRegister
                    | SeeContent
                    | Unmask
                    | Comment
                    | Return
                    | Decide
                    | Send
                    | Restrict
                    | Export
                    | SeeActs
                    | Verify
                    | Keep
                    | Dispose
            ),
            Self::Administrator => matches!(deed, SeeActs | Verify | Administer | Keep | Dispose),
            Self::Auditor => matches!(deed, SeeRegister | SeeContent | SeeActs | Verify),
            Self::Examiner => matches!(deed, SeeRegister | SeeContent | Unmask | SeeActs | Verify),
        }
    }
}

/// Refuses roles that cannot be held by one person: an auditor or examiner has no other duty here.
///
/// # Errors
/// [`RolesError`].
pub fn check_roles(roles: &BTreeSet<Role>) -> Result<(), RolesError> {
    if roles.is_empty() {
        return Err(RolesError::None);
    }
    match roles.len() > 1 && roles.iter().any(|role| role.only_reads()) {
        true => Err(RolesError::Mixed),
        false => Ok(()),
    }
}
