//! What happened: changes of a filing, acts of the vault, and whether the chain of acts holds.

use singo_domain::filing::FilingId;
use singo_store::{Break, Change, JournalEntry};

use crate::App;
use crate::convert::{answer_to_wire, count, name_of};
use crate::error::WireError;
use crate::wire::{
    ActPage, ActView, AnswerView, FilingRequest, HistoryEntry, HistoryView, ListActsRequest,
    VerifyVaultRequest, VerifyView,
};

/// The most entries of a filing's history that cross at once; the newest.
const MOST_ENTRIES: usize = 2000;

/// What was changed in a filing and which steps it took, newest first.
pub fn filing_history(app: &App, request: FilingRequest) -> Result<HistoryView, WireError> {
    let id = FilingId(i64::from(request.id));
    app.with_session(|session| {
        let (changes, events) = session.vault.read(|read| {
            read.filing(id)?;
            Ok::<_, WireError>((read.history(id, 0, u32::MAX)?, read.events(id)?))
        })?;
        let steps = events.into_iter().map(|event| HistoryEntry {
            at: event.at.to_rfc3339(),
            actor: event.actor,
            kind: name_of(event.step),
            path: None,
            before: None,
            after: None,
        });
        let mut entries: Vec<HistoryEntry> = changes.iter().map(entry).chain(steps).collect();
        entries.sort_by(|a, b| b.at.cmp(&a.at));
        entries.truncate(MOST_ENTRIES);
        Ok(HistoryView { entries })
    })
}

fn entry(change: &JournalEntry) -> HistoryEntry {
    let row = |table: &str, row: &singo_domain::path::RowId| Some(format!("{table}[{row}]"));
    let (kind, path, before, after) = match &change.change {
        Change::Set { path, before, after } => {
            let wire = |answer: &Option<_>| answer.as_ref().map(answer_to_wire);
            (name_of(change.cause), Some(path.to_string()), wire(before), wire(after))
        }
        Change::RowAdd { table, row: id, .. } => {
            ("row_added".to_owned(), row(table, id), None, None)
        }
        Change::RowRemove { table, row: id, .. } => {
            ("row_removed".to_owned(), row(table, id), None, None)
        }
        Change::RowMove { table, row: id, .. } => {
            ("row_moved".to_owned(), row(table, id), None, None::<AnswerView>)
        }
    };
    HistoryEntry {
        at: change.at.to_rfc3339(),
        actor: change.actor.clone(),
        kind,
        path,
        before,
        after,
    }
}

/// A page of acts, newest first.
pub fn act_list(app: &App, request: ListActsRequest) -> Result<ActPage, WireError> {
    app.with_session(|session| {
        let acts = session.vault.read(|read| {
            let head = read.head()?.map_or(0, |act| act.seq);
            let before = request.before.map_or(head + 1, i64::from).min(head + 1);
            let limit = request.limit.min(1000);
            let from = (before - i64::from(limit)).max(1);
            let most = u32::try_from(before - from).unwrap_or(0);
            read.acts(from, most)
        })?;
        let view = |act: singo_store::ActRow| ActView {
            seq: count(act.seq as usize),
            at: act.at,
            actor: act.actor,
            act: act.act,
            subject: act.subject,
            hash: act.hash,
        };
        Ok(ActPage { acts: acts.into_iter().rev().map(view).collect() })
    })
}

/// Computes the chain again and compares everything it seals.
pub fn vault_verify(app: &App, request: VerifyVaultRequest) -> Result<VerifyView, WireError> {
    app.with_session(|session| {
        let found = session.vault.verify(request.head.as_deref())?;
        let (damage, first_bad) = found.broken.as_ref().map_or((None, None), |broken| {
            let (code, seq) = named_break(broken);
            (Some(code.to_owned()), seq.map(|seq| count(seq as usize)))
        });
        Ok(VerifyView {
            intact: damage.is_none(),
            acts: count(found.intact as usize),
            head: found.head,
            first_bad,
            damage,
        })
    })
}

/// The code of a break, and the act at which it shows.
fn named_break(broken: &Break) -> (&'static str, Option<i64>) {
    match broken {
        Break::Pages => ("pages", None),
        Break::Missing { seq } => ("missing", Some(*seq)),
        Break::Unlinked { seq } => ("unlinked", Some(*seq)),
        Break::Altered { seq } => ("altered", Some(*seq)),
        Break::Records { seq } => ("records", Some(*seq)),
        Break::Copy { seq, .. } => ("copy", Some(*seq)),
        Break::Unsealed { .. } => ("unsealed", None),
        Break::Content { .. } => ("content", None),
        Break::Status { .. } => ("status", None),
        Break::Truncated { last } => ("truncated", Some(*last)),
    }
}
