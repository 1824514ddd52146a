//! What happened: changes of a filing, acts of the vault, and whether the chain of acts holds.

use serde_json::Value;
use singo_domain::act::Head;
use singo_domain::answer::Answer;
use singo_domain::people::Eye;
use singo_store::{ActRow, Break, Change, JournalEntry};

use super::filing::filing_of;
use crate::App;
use crate::convert::{answer_to_wire, count, korean, name_of, wrong};
use crate::error::WireError;
use crate::session::Session;
use crate::wire::{
    ActPage, ActView, AnswerView, FilingRequest, HistoryEntry, HistoryView, ListActsRequest,
    VerifyVaultRequest, VerifyView,
};

/// What a verification leaves.
const VERIFIED: &str = "vault.verified";

/// The most entries of a filing's history that cross at once; the newest.
const MOST_ENTRIES: usize = 2000;

/// What was changed in a filing and which steps it took, newest first.
pub fn filing_history(app: &App, request: FilingRequest) -> Result<HistoryView, WireError> {
    app.with_session(|session| {
        let mut entries = entries(app, session, request.id)?;
        entries.reverse();
        entries.truncate(MOST_ENTRIES);
        Ok(HistoryView { entries })
    })
}

/// All of it, oldest first, as the signed-in person sees it; printing uses it too.
pub fn entries(app: &App, session: &mut Session, id: u32) -> Result<Vec<HistoryEntry>, WireError> {
    let (changes, events) = session.beside(&app.assets, id, |read, opened| {
        let (eye, id) = (opened.eye(), opened.row.id);
        let changes = read.history(id, 0, u32::MAX)?;
        let changes: Vec<_> =
            changes.iter().map(|change| (change.act, entry(change, &eye))).collect();
        Ok((changes, read.events(id)?))
    })?;
    // The acts that seal them are the order in which they came about, also within one second.
    let steps = events.into_iter().map(|event| {
        let step = HistoryEntry {
            at: korean(event.at),
            actor: event.actor,
            kind: name_of(event.step),
            path: None,
            before: None,
            after: None,
        };
        (event.act, step)
    });
    let mut entries: Vec<(u64, HistoryEntry)> = changes.into_iter().chain(steps).collect();
    entries.sort_by_key(|(act, _)| *act);
    Ok(entries.into_iter().map(|(_, entry)| entry).collect())
}

fn entry(change: &JournalEntry, eye: &Eye<'_>) -> HistoryEntry {
    let row = |table: &str, row: &singo_domain::path::RowId| Some(format!("{table}[{row}]"));
    let (kind, path, before, after) = match &change.change {
        Change::Set { path, before, after } => {
            let shown = |answer: &Answer| answer_to_wire(&eye.shown(path.field(), answer));
            let wire = |answer: &Option<_>| answer.as_ref().map(shown);
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
    HistoryEntry { at: korean(change.at), actor: change.actor.clone(), kind, path, before, after }
}

/// A page of acts, newest first.
pub fn act_list(app: &App, request: ListActsRequest) -> Result<ActPage, WireError> {
    app.with_session(|session| {
        let acts = session.vault.read(|read| {
            let end = read.head()?.seq + 1;
            let before = request.before.map_or(end, u64::from).clamp(1, end);
            let from = before.saturating_sub(u64::from(request.limit.min(1000))).max(1);
            read.acts(from, count(before - from))
        })?;
        let sight = session.sight();
        // What was said for an act on a filing is content of it: nobody reads it who may not know of the filing.
        let known = |row: &ActRow| {
            filing_of(&row.act.subject).is_none_or(|id| session.must_know(id).is_ok())
        };
        let view = |(known, ActRow { act, payload }): (bool, ActRow)| ActView {
            note: note(&payload).filter(|_| known).map(|text| sight.words(text)),
            seq: count(act.seq),
            at: act.at.to_rfc3339(),
            actor: act.actor,
            act: act.act,
            subject: act.subject,
            hash: act.hash.to_string(),
        };
        Ok(ActPage { acts: acts.into_iter().rev().map(|row| view((known(&row), row))).collect() })
    })
}

/// What was said for it: the purpose of a look, the reason of a change, who failed to sign in.
fn note(payload: &Value) -> Option<&str> {
    let said = ["purpose", "reason", "why", "user"].iter().filter_map(|key| payload[*key].as_str());
    said.into_iter().find(|text| !text.is_empty())
}

/// Computes the chain again and compares everything it seals. That is an act, unless the chain is broken: nothing is
/// added to a chain that does not hold, and the line stands in the access log.
pub fn vault_verify(app: &App, request: VerifyVaultRequest) -> Result<VerifyView, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| {
        let noted = request.head.as_deref().map(read_head).transpose()?;
        let found = session.vault.verify(noted.as_ref())?;
        let (damage, first_bad) = found.broken.as_ref().map_or((None, None), |broken| {
            let (code, seq) = named_break(broken);
            (Some(code), seq.map(count))
        });
        match &damage {
            None => session.record_look(now, VERIFIED, "vault", &written_head(&found.intact))?,
            Some(damage) => session.record_line(now, VERIFIED, "vault", damage)?,
        }
        Ok(VerifyView {
            intact: damage.is_none(),
            acts: count(found.intact.seq),
            head: written_head(&found.intact),
            first_bad,
            damage,
        })
    })
}

/// A head of the chain as it is printed: the number of the act, a colon, its hash.
pub fn written_head(head: &Head) -> String {
    head.to_string()
}

/// Reads a head as it is printed.
///
/// # Errors
/// [`crate::error::ErrorCode::BadRequest`].
pub fn read_head(text: &str) -> Result<Head, WireError> {
    let read = text.trim().split_once(':').and_then(|(seq, hash)| {
        Some(Head { seq: seq.parse().ok()?, hash: hash.to_owned().try_into().ok()? })
    });
    read.ok_or_else(|| wrong("head", text))
}

/// The code of a break, and the act at which it shows.
fn named_break(broken: &Break) -> (String, Option<u64>) {
    let (code, seq) = match broken {
        Break::Pages => ("pages", None),
        Break::Chain(found) => return (name_of(found.damage), Some(found.seq)),
        Break::Records { seq } => ("records", Some(*seq)),
        Break::Copy { seq, .. } => ("copy", Some(*seq)),
        Break::File { seq, .. } => ("file", Some(*seq)),
        Break::Unsealed { .. } => ("unsealed", None),
        Break::Content { .. } => ("content", None),
        Break::Status { .. } => ("status", None),
    };
    (code.to_owned(), seq)
}
