//! Import: the same reading twice, first to show, then to store.

use data_encoding::BASE64;
use serde_json::json;
use singo_domain::answer::Row;
use singo_domain::canonical::sha256_hex;
use singo_domain::definition::Definition;
use singo_domain::path::FieldId;
use singo_store::{NewAct, NewImportBatch};

use super::filing::subject;
use super::rows::{changed, must_have_table};
use crate::App;
use crate::convert::{cells_to_wire, count, not_found, wrong};
use crate::error::{ErrorCode, WireError};
use crate::import::{ImportProfile, ReadRows, Rejected, Sheet, read_rows, read_sheet};
use crate::session::{Session, must_be_draft};
use crate::wire::{
    ApplyImportRequest, ImportPreview, Imported, JobStarted, PreviewImportRequest, RejectedRow,
};

/// How many rows a preview shows as read.
const SAMPLES: usize = 5;
/// How many rows a preview shows as they would be stored.
const ROWS: usize = 100;

/// What an import would bring; nothing is stored.
pub fn import_preview(
    app: &App,
    request: PreviewImportRequest,
) -> Result<ImportPreview, WireError> {
    let bytes = bytes(&request.base64)?;
    let sheet = sheet(&bytes)?;
    let profile = profile(app, &request.table)?;
    let mapping = request.mapping.as_deref();
    let read = match request.id {
        Some(id) => app.with_session(|session| {
            let opened = session.open(&app.assets, id)?;
            must_have_table(opened.definition, &request.table)?;
            let present = opened.content.rows(&request.table);
            Ok(read_rows(&sheet, opened.definition, profile, mapping, present))
        })?,
        None => {
            let definition = form_with(app, request.form.as_deref(), &request.table)?;
            read_rows(&sheet, definition, profile, mapping, &[])
        }
    };
    Ok(ImportPreview {
        sha256: sha256_hex(&bytes),
        encoding: sheet.encoding.to_owned(),
        delimiter: sheet.delimiter.to_string(),
        mapping: mapping_to_wire(&read),
        samples: sheet.lines.iter().take(SAMPLES).map(|line| line.cells.clone()).collect(),
        accepted: count(read.accepted.len()),
        rows: read.accepted.iter().take(ROWS).map(cells_to_wire).collect(),
        rejected: read.rejected.into_iter().map(rejected_to_wire).collect(),
        headings: sheet.headings,
    })
}

/// Stores the rows; the whole import is one step to undo, and the file's hash is kept.
pub fn import_apply(app: &App, request: ApplyImportRequest) -> Result<Imported, WireError> {
    app.with_session(|session| apply(app, session, request))
}

fn apply(
    app: &App,
    session: &mut Session,
    request: ApplyImportRequest,
) -> Result<Imported, WireError> {
    let now = (app.host.now)();
    let bytes = bytes(&request.base64)?;
    let sheet = sheet(&bytes)?;
    let profile = profile(app, &request.table)?;
    let opened = session.open(&app.assets, request.id)?;
    must_be_draft(&opened.row)?;
    must_have_table(opened.definition, &request.table)?;
    let filing = opened.row.id;
    let present: &[Row] = opened.content.rows(&request.table);
    let read = read_rows(&sheet, opened.definition, profile, Some(&request.mapping), present);
    let file = NewImportBatch {
        file_name: request.name.clone(),
        sha256: sha256_hex(&bytes),
        accepted: count(read.accepted.len()),
        rejected: count(read.rejected.len()),
    };
    session.write(now, |tx| {
        tx.import(filing, &file)?.add_rows(&request.table, read.accepted)?;
        let payload = json!({ "sha256": file.sha256, "table": request.table,
                                  "accepted": file.accepted, "rejected": file.rejected });
        Ok(((), NewAct::new("filing.imported", subject(filing), payload)))
    })?;
    let after = changed(app, session, request.id, &request.table, Vec::new())?;
    Ok(Imported {
        accepted: file.accepted,
        rejected: read.rejected.into_iter().map(rejected_to_wire).collect(),
        total: after.total,
        state: after.state,
    })
}

/// As [`import_apply`], on a thread of its own; the result of the job is an [`Imported`].
pub fn import_run(app: &App, request: ApplyImportRequest) -> Result<JobStarted, WireError> {
    let job = app.start_job(move |app, job| {
        job.phase("storing", None);
        job.reached(0)?;
        job.with_session(app, |session| apply(app, session, request))
    })?;
    Ok(JobStarted { job })
}

fn bytes(base64: &str) -> Result<Vec<u8>, WireError> {
    BASE64.decode(base64.as_bytes()).map_err(|_| wrong("base64", ""))
}

fn sheet(bytes: &[u8]) -> Result<Sheet, WireError> {
    read_sheet(bytes)
        .map_err(|error| WireError::new(ErrorCode::TableUnreadable).with("problem", error.code()))
}

fn profile<'a>(app: &'a App, table: &str) -> Result<&'a ImportProfile, WireError> {
    let mut profiles = app.assets.profiles.values();
    profiles.find(|profile| profile.table == table).ok_or_else(|| not_found(table))
}

/// The named form, or the first in force that has the table.
fn form_with<'a>(
    app: &'a App,
    form: Option<&str>,
    table: &str,
) -> Result<&'a Definition, WireError> {
    if let Some(form) = form {
        let definition = app.in_force(form, None)?;
        return must_have_table(definition, table).map(|()| definition);
    }
    let today = app.host.today();
    let all = app.assets.catalogue.all().iter();
    let in_force = all.filter_map(|d| app.assets.catalogue.in_force(&d.form.id, today));
    let mut fitting = in_force.filter(|definition| must_have_table(definition, table).is_ok());
    fitting.next().ok_or_else(|| not_found(table))
}

fn mapping_to_wire(read: &ReadRows) -> Vec<String> {
    let column =
        |field: &Option<FieldId>| field.as_ref().map(ToString::to_string).unwrap_or_default();
    read.mapping.iter().map(column).collect()
}

fn rejected_to_wire(row: Rejected) -> RejectedRow {
    RejectedRow {
        line: count(row.line),
        heading: row.heading,
        reason: row.reason.to_owned(),
        text: row.text,
    }
}
