//! Papers about one filing that stay in the house: every change of it, and the list of what is retained with it
//! (감독규정 제13조, 제14조). Answers stand in them as the one who prints sees them. Printing one is an act.

use singo_domain::filing::FilingId;
use singo_domain::filing::Step;
use singo_render::ListPaper;
use singo_store::NewAct;

use super::contacts::particular;
use super::filing::subject;
use super::findings::ACCEPTED;
use super::history::entries;
use super::list_papers::{
    CaseWords, Words, fill, frame, place, print, to_the_minute, worded, words,
};
use crate::App;
use crate::convert::{korean, name_of};
use crate::error::WireError;
use crate::session::Session;
use crate::wire::{FilingRequest, PdfView};

/// Every change of a filing and every step it took, oldest first: who, when, where, from what to what.
pub fn filing_print_history(app: &App, request: FilingRequest) -> Result<PdfView, WireError> {
    let all = words()?;
    let text = &all.history;
    app.with_session(|session| {
        let entries = entries(app, session, request.id)?;
        let kind = |kind: &str| text.kinds.get(kind).cloned().unwrap_or_else(|| kind.to_owned());
        let rows = entries.iter().map(|entry| {
            let path = entry.path.as_deref();
            let mut change = |answer| {
                path.map_or_else(String::new, |path| worded(app, session, request.id, path, answer))
            };
            let (before, after) = (change(&entry.before), change(&entry.after));
            let path = path.map(|path| place(app, session, request.id, path)).unwrap_or_default();
            vec![
                to_the_minute(&entry.at),
                entry.actor.clone(),
                kind(&entry.kind),
                path,
                before,
                after,
            ]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        let total = rows.len();
        let list = case_list(app, session, (&all, text), request.id, rows)?;
        let on = subject(FilingId(i64::from(request.id)));
        let act = NewAct::new("history.printed", on, serde_json::json!({ "entries": total }));
        print(app, session, &list, act, format!("history-{}.pdf", request.id))
    })
}

/// What is kept with a filing, as the law wants it listed: the frozen report, the paper that was sent, the files that
/// go with it, the record of the decision and of its review, what was spoken with the authority, the history.
pub fn filing_print_retained(app: &App, request: FilingRequest) -> Result<PdfView, WireError> {
    let all = words()?;
    let text = &all.retained;
    app.with_session(|session| {
        let rows = retained(app, session, text, request.id)?;
        let list = case_list(app, session, (&all, text), request.id, rows)?;
        let on = subject(FilingId(i64::from(request.id)));
        let act = NewAct::new("retained.printed", on, serde_json::json!({}));
        print(app, session, &list, act, format!("retained-{}.pdf", request.id))
    })
}

fn retained(
    app: &App,
    session: &mut Session,
    text: &CaseWords,
    id: u32,
) -> Result<Vec<Vec<String>>, WireError> {
    let opened = session.open(&app.assets, id)?;
    let (filing, sight, hash) = (opened.row.id, opened.sight, opened.document_hash());
    let names = &opened.definition.texts(singo_domain::definition::Language::Ko).table;
    let tables = opened.content.tables.iter().filter(|(table, _)| *table != ACCEPTED);
    let tables: Vec<(String, usize)> = tables
        .map(|(table, rows)| (names.get(table).unwrap_or(table).clone(), rows.len()))
        .collect();
    let kinds = &app.assets.evidence_kinds;
    session.vault.read(|read| {
        let (events, sent) = (read.events(filing)?, read.submissions(filing)?);
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut line = |kind: &str, what: String, at: String, sha256: &str| {
            let kind = text.kinds.get(kind).cloned().unwrap_or_else(|| kind.to_owned());
            rows.push(vec![kind, what, at, sha256.to_owned()]);
        };
        let minute = |at| to_the_minute(&korean(at));
        let decided = events.iter().rev().find(|event| event.step == Step::Approve);
        line("answers", String::new(), decided.map(|e| minute(e.at)).unwrap_or_default(), &hash);
        for (table, count) in tables {
            line(
                "rows",
                fill(&text.count, &[("what", table), ("n", count.to_string())]),
                String::new(),
                "",
            );
        }
        for sent in &sent {
            let said = |name: &str| particular(&sent.payload, name);
            let who = [said("office"), said("official")].join(" ");
            let taken = match who.trim() {
                "" => None,
                who => Some(fill(&text.agency, &[("who", sight.words(who))])),
            };
            let what: Vec<String> = sent.receipt.clone().into_iter().chain(taken).collect();
            line("pdf", what.join(" · "), minute(sent.sent_at), &sent.pdf_hash);
        }
        for file in read.attachments(filing)? {
            let kind = kinds.iter().find(|kind| kind.value == file.kind);
            let kind = kind.map_or_else(|| file.kind.clone(), |kind| kind.ko.clone());
            let what = format!("{kind}: {}", sight.words(&file.name));
            line("attachment", what, minute(file.at), &file.sha256);
        }
        for event in &events {
            line(&name_of(event.step), event.actor.clone(), minute(event.at), "");
        }
        for remark in read.comments(filing)? {
            line("comment", remark.actor.clone(), minute(remark.at), "");
        }
        for contact in read.contacts(Some(filing))? {
            line("contact", contact.actor.clone(), minute(contact.happened_at), "");
        }
        let changes = read.history(filing, 0, u32::MAX)?.len();
        line(
            "changes",
            fill(&text.count, &[("what", String::new()), ("n", changes.to_string())])
                .trim()
                .to_owned(),
            String::new(),
            "",
        );
        Ok(rows)
    })
}

/// A list about one filing, named by its document number.
fn case_list(
    app: &App,
    session: &mut Session,
    (all, text): (&Words, &CaseWords),
    id: u32,
    rows: Vec<Vec<String>>,
) -> Result<ListPaper, WireError> {
    let document = session.open(&app.assets, id)?.row.label.document_no;
    let lead = [("document", document), ("n", rows.len().to_string())];
    Ok(ListPaper {
        title: text.title.clone(),
        lead: text.lead.iter().map(|line| fill(line, &lead)).collect(),
        columns: text.columns.clone(),
        rows,
        none: text.none.clone(),
        ..frame(app, session, all)?
    })
}
