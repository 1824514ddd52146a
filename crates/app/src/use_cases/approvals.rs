//! Who wrote, reviewed and decided a filing, as the boxes of its paper name them (작성·검토·보고책임자).
//!
//! Read from the steps that were recorded. The invariant: a decided filing names the same people whenever it is
//! printed, whatever is said of them later. Not here: who may take a step.

use singo_domain::filing::{FilingId, Status, Step};
use singo_render::{Approval, ApprovalRole};
use singo_store::{EventRow, Read};

use super::filing::decision;
use crate::error::WireError;

/// The boxes of a filing that was decided; none of one that was not.
pub fn approvals(
    read: &Read<'_>,
    filing: FilingId,
    events: &[EventRow],
) -> Result<Vec<Approval>, WireError> {
    let Some(last) = events.iter().rposition(|event| event.step == Step::Approve) else {
        return Ok(Vec::new());
    };
    let (before, officer) = (&events[..last], &events[last]);
    // Only who passed on the answers as they were decided.
    let since =
        before.iter().rposition(|event| event.status == Status::Draft).map_or(0, |at| at + 1);
    let passed = &before[since..];
    let signed = |role, event: &EventRow| boxed(read, role, &event.actor, event);
    let mut boxes = Vec::new();
    match passed.iter().rfind(|event| event.step == Step::HandOver) {
        Some(handed) => {
            boxes.push(Approval { at: Some(handed.at), ..signed(ApprovalRole::Drafter, handed)? })
        }
        // Where one person may do everything, a draft is decided as it is; whoever changed it wrote it.
        None => {
            for name in read.drafters(filing)? {
                boxes.push(boxed(read, ApprovalRole::Drafter, &name, officer)?);
            }
        }
    }
    for (place, event) in passed.iter().enumerate().filter(|(_, event)| event.step == Step::Endorse)
    {
        let again = |later: &EventRow| later.step == Step::Endorse && later.actor == event.actor;
        if !passed[place + 1..].iter().any(again) {
            boxes.push(Approval { at: Some(event.at), ..signed(ApprovalRole::Reviewer, event)? });
        }
    }
    boxes.push(Approval { at: decision(events), ..signed(ApprovalRole::Officer, officer)? });
    Ok(boxes)
}

/// A person as known when a step was taken; the name to sign in with, where nothing else is known.
fn boxed(
    read: &Read<'_>,
    role: ApprovalRole,
    name: &str,
    event: &EventRow,
) -> Result<Approval, WireError> {
    let person = read.person_as_of(name, event.act)?;
    let (display, title) = person.map(|row| (row.display, row.title)).unwrap_or_default();
    let shown = if display.trim().is_empty() { name.to_owned() } else { display };
    Ok(Approval { role, name: shown, title, at: None })
}
