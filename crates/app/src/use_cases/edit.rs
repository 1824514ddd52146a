//! Editing: one answer, one patch, one line in the journal.

use std::collections::BTreeMap;

use serde_json::json;
use singo_domain::answer::Answer;
use singo_domain::definition::{Definition, Field, Kind};
use singo_domain::normalise::{Style, normalise};
use singo_domain::path::{FieldId, Path};
use singo_store::{FilingLabel, NewAct};

use super::filing::{read_path, show, state, subject};
use super::rows::row_view;
use crate::App;
use crate::convert::{answer_from_wire, answer_to_wire};
use crate::error::WireError;
use crate::session::{Session, label, must_be_draft};
use crate::wire::{EditFilingRequest, Edited, FilingRequest, FilingView};

/// Stores one answer. Numbers, dates, ids and addresses are cleaned on the way in; texts and names are
/// stored as they were sent, for the window has shown what cleaning would change.
pub fn filing_edit(app: &App, request: EditFilingRequest) -> Result<Edited, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| {
        let opened = session.open(&app.assets, request.id)?;
        must_be_draft(&opened.row)?;
        let (filing, definition) = (opened.row.id, opened.definition);
        let path = read_path(&request.path, definition)?;
        let field = definition.field(path.field());
        let answer = request.value.map(answer_from_wire);
        let answer = answer.map(|answer| cleaned(answer, field)).filter(|a| !a.is_blank());
        if opened.content.get(&path) == answer.as_ref() {
            // Leaving a field untouched is no act.
            return edited(app, session, request.id, &path, answer);
        }
        let change = [(path.clone(), answer.clone())];
        let after = relabelled(definition, &opened.content.fields, &change);
        session.write(now, |tx| {
            tx.set_answer(filing, &path, answer.clone())?;
            if let Some((label, words)) = &after {
                tx.label_filing(filing, label, words)?;
            }
            let payload = json!({ "path": path.to_string() });
            Ok(((), NewAct::new("filing.edited", subject(filing), payload)))
        })?;
        session.follow(filing, &path, answer.clone());
        edited(app, session, request.id, &path, answer)
    })
}

/// Writes answers into a draft as one step that undo takes back; a blank one clears. Nothing to write is no act.
pub fn write_answers(
    app: &App,
    session: &mut Session,
    id: u32,
    act: NewAct,
    answers: impl IntoIterator<Item = (Path, Answer)>,
) -> Result<(), WireError> {
    let now = (app.host.now)();
    let told = |(path, answer): (Path, Answer)| (path, Some(answer).filter(|a| !a.is_blank()));
    let answers: Vec<Written> = answers.into_iter().map(told).collect();
    if answers.is_empty() {
        return Ok(());
    }
    let opened = session.open(&app.assets, id)?;
    let filing = opened.row.id;
    let after = relabelled(opened.definition, &opened.content.fields, &answers);
    session.write(now, |tx| {
        let edit = tx.edit(filing)?;
        for (path, answer) in answers {
            edit.set(&path, answer)?;
        }
        if let Some((label, words)) = &after {
            tx.label_filing(filing, label, words)?;
        }
        Ok(((), act))
    })?;
    session.forget();
    Ok(())
}

/// An answer and where it goes; `None` clears.
type Written = (Path, Option<Answer>);

/// What lists call the filing after a change, where that can have changed, and the text by which it is found.
fn relabelled(
    definition: &Definition,
    fields: &BTreeMap<FieldId, Answer>,
    change: &[Written],
) -> Option<(FilingLabel, String)> {
    let roles = &definition.form.roles;
    let listed = [&roles.document_no, &roles.title, &roles.subject];
    let told = |field: &FieldId| listed.contains(&field) || roles.search.contains(field);
    let mut told = change.iter().filter(|(path, _)| told(path.field())).peekable();
    told.peek()?;
    let mut fields = fields.clone();
    for (path, answer) in told {
        match answer {
            Some(answer) => fields.insert(path.field().clone(), answer.clone()),
            None => fields.remove(path.field()),
        };
    }
    Some(label(definition, &fields))
}

fn edited(
    app: &App,
    session: &mut Session,
    id: u32,
    path: &Path,
    answer: Option<Answer>,
) -> Result<Edited, WireError> {
    let row = match path.row() {
        None => None,
        Some(row) => Some(row_view(session, app, id, path.field().group(), row)?),
    };
    let state = state(app, session, id)?;
    Ok(Edited { value: answer.as_ref().map(answer_to_wire), state, row })
}

/// Takes the last step back.
pub fn filing_undo(app: &App, request: FilingRequest) -> Result<FilingView, WireError> {
    step(app, request.id, Direction::Back)
}

/// Takes a step forward again.
pub fn filing_redo(app: &App, request: FilingRequest) -> Result<FilingView, WireError> {
    step(app, request.id, Direction::Forward)
}

#[derive(Clone, Copy)]
enum Direction {
    Back,
    Forward,
}

fn step(app: &App, id: u32, direction: Direction) -> Result<FilingView, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| {
        let opened = session.open(&app.assets, id)?;
        let (filing, definition) = (opened.row.id, opened.definition);
        session.write(now, |tx| {
            let (step, act) = match direction {
                Direction::Back => (tx.undo(filing)?, "filing.undone"),
                Direction::Forward => (tx.redo(filing)?, "filing.redone"),
            };
            let (label, words) = label(definition, &tx.answers(filing)?);
            tx.label_filing(filing, &label, &words)?;
            Ok(((), NewAct::new(act, subject(filing), json!({ "step": step }))))
        })?;
        session.forget();
        show(app, session, id)
    })
}

/// How the text of a kind is cleaned without asking; `None`: not at all.
fn silent_style(kind: Kind) -> Option<Style> {
    match kind {
        Kind::Date
        | Kind::Datetime
        | Kind::Krw
        | Kind::Decimal
        | Kind::Integer
        | Kind::Phone
        | Kind::Postcode
        | Kind::Country
        | Kind::Identifier
        | Kind::Account
        | Kind::Address
        | Kind::Txid
        | Kind::Url
        | Kind::Code => Some(Style::Identifier),
        Kind::Text | Kind::Paragraph | Kind::Codes | Kind::Lines => None,
    }
}

/// An answer as it is stored.
pub fn cleaned(answer: Answer, field: Option<&Field>) -> Answer {
    match (answer, field.and_then(|field| silent_style(field.kind))) {
        (Answer::Text(text), Some(style)) => Answer::Text(normalise(&text, style).text),
        (answer, _) => answer,
    }
}
