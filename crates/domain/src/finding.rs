//! A finding: what is not right with a filing, where, and by which rule.
//!
//! No sentence lives here: a finding carries a message key and parameters; the texts of the definition
//! and the window turn them into Korean or English.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::path::Path;
use crate::rules::{Phase, Severity};

/// One thing that is not right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// The rule's id, such as `STR-B012`.
    pub rule: String,
    /// Whether it stops approval.
    pub severity: Severity,
    /// The phase that found it.
    pub phase: Phase,
    /// Where to jump to; `None` when the filing as a whole is meant.
    pub path: Option<Path>,
    /// Key into the `[message]` table of the definition's texts.
    pub message: String,
    /// Values for the `{placeholders}` of the message.
    pub params: BTreeMap<String, String>,
}
