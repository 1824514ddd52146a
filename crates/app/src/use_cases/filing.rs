//! Starting a filing, and showing it.

use std::collections::BTreeMap;

use chrono::Datelike;
use serde_json::json;
use singo_domain::answer::{Answer, Content, Row};
use singo_domain::definition::{Definition, Kind, View};
use singo_domain::filing::{FilingId, Step};
use singo_domain::path::{FieldId, Path};
use singo_store::{EventRow, FilingRow, LinkKind, ListQuery, NewAct, Read, SubmissionRow, Tx};

use super::calendar::deadline_of;
use super::findings::ACCEPTED;
use super::profile::profile_text;
use crate::App;
use crate::convert::{answer_to_wire, cells_to_wire, count, korean, name_of, wrong};
use crate::error::{ErrorCode, WireError};
use crate::session::{Opened, Session, label, reference};
use crate::wire::{
    AnswerView, ContentView, CreateFilingRequest, FilingRequest, FilingState, FilingView,
    SubmissionView,
};

/// Starts a filing with the institution's particulars filled in: under the version for the day that is asked for,
/// that of the period of the report it corrects, or today's.
pub fn filing_create(app: &App, request: CreateFilingRequest) -> Result<FilingView, WireError> {
    let (now, today) = ((app.host.now)(), app.host.today());
    let day = request.on.as_deref().map(|on| on.parse().map_err(|_| wrong("on", on)));
    let day = day.transpose()?;
    app.with_session(|session| {
        let mut definition = app.version_for(&request.form, day.unwrap_or(today))?;
        let mut content = session.vault.read(|read| prefilled(definition, read))?;
        let mut link = None;
        if let Some(corrected) = request.corrects {
            let opened = session.open(&app.assets, corrected)?;
            // A report is corrected by one of its own form; of another, not even the number may be carried over.
            if opened.definition.form.id != definition.form.id {
                return Err(wrong("corrects", &opened.definition.form.id));
            }
            must_have_been_decided(&opened.row)?;
            if day.is_none() {
                definition = version_of(app, &opened)?;
            }
            content = correction(opened.content, definition);
            link = Some((LinkKind::Corrects, opened.row.id));
        } else if let Some(followed) = request.follows {
            let opened = session.open(&app.assets, followed)?;
            if opened.definition.form.id != definition.form.id {
                return Err(wrong("follows", &opened.definition.form.id));
            }
            must_have_been_decided(&opened.row)?;
            content = follow_up(opened.content, definition);
            link = Some((LinkKind::Follows, opened.row.id));
        }
        session.must_have(definition)?;
        numbered(session, definition, &mut content, today.year())?;
        let id = session.write(now, |tx| {
            let id = put(tx, definition, &content)?;
            if let Some((kind, target)) = link {
                tx.add_link(id, kind, target)?;
            }
            let payload = json!({ "form": definition.form.id, "version": definition.form.version,
                                  "corrects": request.corrects, "follows": request.follows });
            Ok((id, NewAct::new("filing.created", subject(id), payload)))
        })?;
        show(app, session, count(id.0))
    })
}

/// The version for what a filing reports: by the end of its period, or its own where that is not answered.
fn version_of<'a>(app: &'a App, opened: &Opened<'_, 'a>) -> Result<&'a Definition, WireError> {
    let form = &opened.definition.form;
    let Some(end) = &form.deadline.counted_from else { return app.in_force(&form.id, None) };
    let answer = opened.content.fields.get(end);
    let day = answer.and_then(|answer| Kind::Date.read(answer).ok()).and_then(|value| value.day());
    day.map_or(Ok(opened.definition), |day| app.version_for(&form.id, day))
}

/// Gives a filing that is not stored yet the next number of the year's series.
pub fn numbered(
    session: &Session,
    definition: &Definition,
    content: &mut Content,
    year: i32,
) -> Result<String, WireError> {
    let number = session.vault.read(|read| next_numbers(read, definition, year))?.next();
    let number = number.ok_or(ErrorCode::Internal)?;
    let field = definition.form.roles.document_no.clone();
    content.fields.insert(field, Answer::Text(number.clone()));
    Ok(number)
}

/// Stores a new filing with its answers and rows.
pub fn put(tx: &Tx<'_>, definition: &Definition, content: &Content) -> Result<FilingId, WireError> {
    let id = tx.create_filing(&reference(definition))?;
    let step = tx.edit(id)?;
    for (field, answer) in &content.fields {
        step.set(&field.at(None), Some(answer.clone()))?;
    }
    for (table, rows) in &content.tables {
        step.add_rows(table, rows.iter().map(|row| row.cells.clone()).collect())?;
    }
    let (label, words) = label(definition, &content.fields);
    tx.label_filing(id, &label, &words)?;
    Ok(id)
}

/// A filing as the window shows it.
pub fn filing_show(app: &App, request: FilingRequest) -> Result<FilingView, WireError> {
    app.with_session(|session| show(app, session, request.id))
}

/// Everything entered in a filing, to be taken out of the vault. That is an act.
pub fn filing_content(app: &App, request: FilingRequest) -> Result<ContentView, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| {
        let row = session.open(&app.assets, request.id)?.row;
        session.record_look(now, "filing.content_exported", &subject(row.id), "")?;
        let opened = session.open(&app.assets, request.id)?;
        let content = opened.content;
        let fields = content.fields.iter().map(|(f, a)| (f.to_string(), answer_to_wire(a)));
        let row = |row: &Row| {
            let mut cells = cells_to_wire(&row.cells);
            cells.insert("id".to_owned(), AnswerView::Text(row.id.to_string()));
            cells
        };
        let tables = content.tables.iter().filter(|(table, _)| *table != ACCEPTED);
        let tables = tables.map(|(table, rows)| (table.clone(), rows.iter().map(row).collect()));
        Ok(ContentView {
            form: opened.definition.form.id.clone(),
            fields: fields.collect(),
            tables: tables.collect(),
        })
    })
}

/// The subject of acts on a filing.
pub fn subject(id: FilingId) -> String {
    format!("filing:{}", id.0)
}

/// The filing that an act is about, where it is about one.
pub fn filing_of(subject: &str) -> Option<FilingId> {
    subject.strip_prefix("filing:")?.parse().ok().map(FilingId)
}

/// Fields that the profile fills in.
pub fn prefilled(definition: &Definition, read: &Read<'_>) -> Result<Content, WireError> {
    let mut content = Content::default();
    for (field, key) in &definition.form.roles.prefill {
        if let Some(text) = profile_text(read, key)?.filter(|text| !text.is_empty()) {
            content.fields.insert(field.clone(), Answer::Text(text));
        }
    }
    Ok(content)
}

/// The answers of a corrected filing, pointing back to it.
fn correction(old: &Content, definition: &Definition) -> Content {
    let mut content = old.clone();
    content.tables.remove(ACCEPTED);
    let known = |field: &FieldId| definition.field(field).is_some();
    content.fields.retain(|field, _| known(field));
    let roles = &definition.form.roles;
    content.fields.remove(&roles.report_date);
    if let Some(number) = content.fields.remove(&roles.document_no) {
        content.fields.insert(roles.prior_document_no.clone(), number);
    }
    content
}

/// The answers of an earlier report on the same customer. What is reported anew is not among them: the transfers,
/// the title and the day.
fn follow_up(old: &Content, definition: &Definition) -> Content {
    let mut content = correction(old, definition);
    let roles = &definition.form.roles;
    content.fields.remove(&roles.prior_document_no);
    content.fields.remove(&roles.title);
    content.tables.remove(&roles.transfers);
    content
}

/// Only a report that was decided is corrected or followed; before that it is simply changed.
fn must_have_been_decided(row: &FilingRow) -> Result<(), WireError> {
    if row.status.is_decided() {
        return Ok(());
    }
    Err(WireError::new(ErrorCode::NotInStatus).with("status", name_of(row.status)))
}

/// The next numbers of the year's series, `2026-017`: from one more than the highest among the newest filings.
pub fn next_numbers(
    read: &Read<'_>,
    definition: &Definition,
    year: i32,
) -> Result<impl Iterator<Item = String> + use<>, WireError> {
    let query =
        ListQuery { form: Some(definition.form.id.clone()), limit: 200, ..ListQuery::default() };
    let prefix = format!("{year}-");
    let numbers = read.filings(&query)?.rows.into_iter().filter_map(|row| {
        row.label.document_no.strip_prefix(&prefix).and_then(|serial| serial.parse::<u32>().ok())
    });
    let highest = u64::from(numbers.max().unwrap_or(0));
    Ok((highest + 1..).map(move |serial| format!("{prefix}{serial:03}")))
}

/// The whole view of a filing, without its rows.
pub fn show(app: &App, session: &mut Session, id: u32) -> Result<FilingView, WireError> {
    let state = state(app, session, id)?;
    let opened = session.open(&app.assets, id)?;
    let eye = opened.eye();
    let fields = opened.content.fields.iter();
    let fields: BTreeMap<_, _> =
        fields.map(|(f, a)| (f.to_string(), answer_to_wire(&eye.shown(f, a)))).collect();
    let masked = opened.content.fields.iter().filter(|(f, a)| eye.masks(f, a));
    let masked = masked.map(|(f, _)| f.to_string()).collect();
    let rows = opened.content.tables.iter().filter(|(table, _)| *table != ACCEPTED);
    let rows = rows.map(|(table, rows)| (table.clone(), count(rows.len()))).collect();
    let (row, definition, sight) = (opened.row, opened.definition, opened.sight);
    let (events, submission) = session.vault.read(|read| {
        let submission = read.submissions(row.id)?.pop();
        Ok::<_, WireError>((read.events(row.id)?, submission))
    })?;
    let decided_at = decision(&events);
    let deadline =
        session.vault.read(|read| deadline_of(app, read, definition, row.id, decided_at))?;
    let said = |sent: &SubmissionRow, name: &str| {
        sent.payload[name].as_str().map(|text| sight.words(text))
    };
    Ok(FilingView {
        id,
        form: row.definition.form,
        version: row.definition.version,
        status: name_of(row.status),
        fields,
        masked,
        rows,
        state,
        deadline,
        decided_at: decided_at.map(korean),
        submission: submission.map(|sent| SubmissionView {
            no_receipt_reason: said(&sent, "no_receipt_reason"),
            official: said(&sent, "official"),
            office: said(&sent, "office"),
            channel: sent.channel,
            submitted_at: korean(sent.sent_at),
            receipt_no: sent.receipt,
            pdf_sha256: sent.pdf_hash,
            document_hash: sent.document_hash,
        }),
    })
}

/// When the officer decided, unless the filing was sent back since.
pub fn decision(events: &[EventRow]) -> Option<chrono::DateTime<chrono::Utc>> {
    let last = events
        .iter()
        .rev()
        .find(|event| matches!(event.step, Step::Approve | Step::Return | Step::Reopen))?;
    let text = (last.step == Step::Approve).then(|| last.payload["decided_at"].as_str())??;
    chrono::DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc())
}

/// What follows from the answers. Sections of tables are shown when any row shows them; of a long table
/// the first thousand rows are asked.
pub fn state(app: &App, session: &mut Session, id: u32) -> Result<FilingState, WireError> {
    let opened = session.open(&app.assets, id)?;
    let filing = opened.row.id;
    let view = View::new(opened.definition, opened.content);
    let mut found = FilingState {
        sections: Vec::new(),
        shown: Vec::new(),
        required: Vec::new(),
        can_undo: false,
        can_redo: false,
    };
    for section in &opened.definition.sections {
        let shown = match &section.table {
            None => view.section_shown(section, None),
            Some(_) if section.shown_when.is_none() => true,
            Some(table) => opened
                .content
                .rows(table)
                .iter()
                .take(1000)
                .any(|row| view.section_shown(section, Some(row))),
        };
        if shown {
            found.sections.push(section.id.clone());
        }
        for field in section.fields.iter().filter(|field| field.path.table().is_none()) {
            if view.shown(&field.path, None) {
                found.shown.push(field.path.to_string());
                if view.required(&field.path, None) {
                    found.required.push(field.path.to_string());
                }
            }
        }
    }
    let steps = session.vault.read(|read| {
        Ok::<_, WireError>((read.undoable(filing)?.is_some(), read.redoable(filing)?.is_some()))
    })?;
    (found.can_undo, found.can_redo) = steps;
    Ok(found)
}

/// Reads a path of the wire and makes sure that the form has it.
pub fn read_path(text: &str, definition: &Definition) -> Result<Path, WireError> {
    let path: Path = text.parse().map_err(|_| crate::convert::wrong("path", text))?;
    match definition.field(path.field()) {
        Some(_) => Ok(path),
        None => Err(crate::convert::not_found(text)),
    }
}
