//! A chain outside its vault: JSON lines, which anyone can check with nothing but a SHA-256.
//!
//! The first line names the format, the vault, and the head after which the acts begin; every further line is
//! one act. A segment proves that its acts follow each other from that head on; only a whole chain, which
//! begins at the genesis of its vault, proves that nothing came before.

use serde::{Deserialize, Serialize};

use super::{Act, Break, Damage, Head, verify, verify_against};

/// The version of the exported lines.
pub const EXPORT_FORMAT: &str = "singo-chain-1";

/// The first line of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportHead {
    /// [`EXPORT_FORMAT`].
    pub format: String,
    /// The vault's identity, to which the genesis is bound.
    pub vault: String,
    /// The head before the first act that follows.
    pub after: Head,
}

/// A text that is no exported chain at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an exported chain")]
pub struct NoExport;

/// What a check of an exported chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportCheck {
    /// The first line.
    pub head: ExportHead,
    /// The last act that fits, with all before it.
    pub intact: Head,
    /// The first that does not fit.
    pub broken: Option<Break>,
}

impl ExportHead {
    /// The first line for the acts of a vault after a head.
    pub fn new(vault: &str, after: Head) -> Self {
        Self { format: EXPORT_FORMAT.to_owned(), vault: vault.to_owned(), after }
    }
}

/// Checks an exported chain; with `noted`, a head that was printed or exported elsewhere, also that the chain
/// still contains it. Without one, acts cut off at the end cannot be noticed.
///
/// # Errors
/// [`NoExport`] when the first line is not that of an export.
pub fn verify_export<'a>(
    lines: impl IntoIterator<Item = &'a str>,
    noted: Option<&Head>,
) -> Result<ExportCheck, NoExport> {
    let mut lines = lines.into_iter();
    let first = lines.next().ok_or(NoExport)?;
    let head: ExportHead = serde_json::from_str(first).map_err(|_| NoExport)?;
    if head.format != EXPORT_FORMAT {
        return Err(NoExport);
    }
    // A chain that claims to begin at the beginning must begin at the genesis of its vault.
    if head.after.seq == 0 && head.after != Head::genesis(&head.vault) {
        let broken = Some(Break { seq: 1, damage: Damage::Spliced });
        return Ok(ExportCheck { intact: head.after, head, broken });
    }
    let mut acts: Vec<Act> = Vec::new();
    let mut unread = None;
    for line in lines {
        match serde_json::from_str::<Act>(line) {
            Ok(act) => acts.push(act),
            Err(_) => {
                // A line that does not read is an act that was altered; what stands before it still counts.
                let seq = head.after.seq.saturating_add(acts.len() as u64 + 1);
                unread = Some(Break { seq, damage: Damage::Altered });
                break;
            }
        }
    }
    let found = match (unread, noted) {
        (Some(_), _) | (None, None) => verify(head.after, &acts),
        // A head noted before this segment begins says nothing about it.
        (None, Some(noted)) if noted.seq < head.after.seq => {
            return Ok(ExportCheck {
                intact: head.after,
                broken: Some(Break { seq: noted.seq, damage: Damage::Missing }),
                head,
            });
        }
        (None, Some(noted)) => verify_against(head.after, &acts, noted),
    };
    let broken = found.err().or(unread);
    let sound = match &found {
        Ok(head) => head.seq,
        Err(broken) => broken.seq.saturating_sub(1),
    };
    let intact = acts.iter().rfind(|act| act.seq <= sound).map_or(head.after, Act::head);
    Ok(ExportCheck { head, intact, broken })
}
