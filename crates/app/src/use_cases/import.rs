//! Import: a source is looked at, checked by a plan, and taken in by the same reading.
//!
//! The reading runs as a job, without the session; the session is taken for the writing alone. A filing's rows
//! are written in one step, which is undone in one. Not here: reading itself (`crate::import`), which files
//! were taken in (`import_batches`).

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

use data_encoding::BASE64;
use serde_json::json;
use singo_domain::definition::{Definition, Kind};
use singo_domain::ledger::TABLE;
use singo_domain::people::Deed;
use singo_store::{NewAct, NewImportBatch, RejectsOf};

use super::filing::subject;
use super::rows::{changed, must_have_table};
use crate::App;
use crate::convert::{
    count, findings_of, not_found, plan_from_wire, plan_to_wire, unwritable, wrong,
};
use crate::error::{ErrorCode, WireError};
use crate::import::{
    Cells, Format, Guess, ImportProfile, Input, Plan, ReadRow, Reading, RejectsFile, Rows,
    SheetError, Table, Tally, TextEncoding, guessed, open_table,
};
use crate::jobs::Job;
use crate::session::{definition_of, must_be_draft};
use crate::wire::{
    ExportRejectsRequest, ImportColumns, ImportColumnsRequest, ImportCount, ImportFindings,
    ImportReading, ImportSource, ImportTarget, ImportView, Imported, JobStarted, OpenImportRequest,
    RejectsWritten, RunImportRequest,
};

/// How many rows are shown as read.
const SAMPLES: usize = 5;
/// How many rejected rows are shown where the shell does not say.
const SHOWN_REJECTED: u32 = 500;
/// How many rows are read between two looks at whether the user has stopped the job, and written at once.
const CHUNK: usize = 1000;
/// How many chunks may wait to be written.
const AHEAD: usize = 2;

/// Where rows go, resolved.
pub struct Resolved<'a> {
    /// The form whose columns are filled.
    pub definition: &'a Definition,
    /// The words by which they are recognised.
    pub profile: &'a ImportProfile,
}

/// Which form's columns a target has.
pub fn import_columns(
    app: &App,
    request: ImportColumnsRequest,
) -> Result<ImportColumns, WireError> {
    let target = resolve(app, &request.target)?;
    Ok(ImportColumns {
        form: target.definition.form.id.clone(),
        version: target.definition.form.version.clone(),
        table: target.profile.table.clone(),
    })
}

/// A source as a table, with what its headings suggest.
pub fn import_open(app: &App, request: OpenImportRequest) -> Result<ImportView, WireError> {
    let target = resolve(app, &request.target)?;
    let (input, name) = input(&request.source)?;
    let guess = Guess::new(target.definition, target.profile);
    let table = open_table(&input, &reading(&request.reading)?, &guess).map_err(unreadable)?;
    let columns = guess.columns(&table.headings);
    let plan = guessed(&table.headings, &columns);
    let is_moment = |field: &&&singo_domain::definition::Field| field.kind == Kind::Datetime;
    let times = columns.iter().flatten().filter(is_moment);
    let probe = &table.sheet.probe;
    let is_text = probe.format != Format::Workbook;
    let samples = table.first.iter().take(SAMPLES);
    Ok(ImportView {
        form: target.definition.form.id.clone(),
        version: target.definition.form.version.clone(),
        table: target.profile.table.clone(),
        name,
        before: super::import_batches::earlier(app, &request.target, &probe.sha256)?,
        sha256: probe.sha256.clone(),
        size: probe.size.to_string(),
        format: match probe.format {
            Format::Delimited => "delimited",
            Format::Workbook => "workbook",
            Format::Json => "json",
        }
        .to_owned(),
        encoding: if is_text { probe.encoding.name().to_owned() } else { String::new() },
        delimiter: table.sheet.delimiter.map(String::from),
        sheets: table.sheet.sheets.clone(),
        sheet: table.sheet.sheet.clone(),
        heading_line: count(table.heading_line),
        samples: samples
            .map(|line| line.cells.iter().map(|cell| cell.text.clone()).collect())
            .collect(),
        notices: table
            .notices
            .iter()
            .map(|notice| ImportCount {
                code: notice.code.to_owned(),
                heading: notice.heading.clone(),
                count: 1,
                line: notice.line.map(count),
            })
            .collect(),
        times: times.map(|field| field.path.name().to_owned()).collect(),
        plan: plan_to_wire(&plan),
        headings: table.headings,
    })
}

/// Starts a dry run; the result of the job is [`ImportFindings`].
pub fn import_check(app: &App, request: RunImportRequest) -> Result<JobStarted, WireError> {
    let plan = plan_from_wire(&request.plan)?;
    resolve(app, &request.target)?;
    let job = app.start_job(move |app, job| {
        let new = |rows: &[ReadRow]| match request.target {
            ImportTarget::Ledger {} => super::import_ledger::transfers(rows),
            _ => Vec::new(),
        };
        let Read { tally, sha256, .. } = read(app, job, &request, &plan, new, |rows, new| {
            super::import_ledger::refuse_known(app, job, rows, &new)
        })?;
        Ok::<ImportFindings, WireError>(findings_of(tally, sha256))
    })?;
    Ok(JobStarted { job })
}

/// Starts an import; the result of the job is [`Imported`].
pub fn import_run(app: &App, request: RunImportRequest) -> Result<JobStarted, WireError> {
    let plan = plan_from_wire(&request.plan)?;
    resolve(app, &request.target)?;
    let job = app.start_job(move |app, job| match &request.target {
        ImportTarget::Filing { id, table } => into_filing(app, job, &request, &plan, *id, table),
        ImportTarget::Ledger {} => super::import_ledger::into_ledger(app, job, &request, &plan),
        ImportTarget::Form { .. } => Err(wrong("target", "form")),
    })?;
    Ok(JobStarted { job })
}

/// Starts writing the rejected rows into a file; the result of the job is [`RejectsWritten`].
pub fn import_rejects(app: &App, request: ExportRejectsRequest) -> Result<JobStarted, WireError> {
    let plan = plan_from_wire(&request.run.plan)?;
    resolve(app, &request.run.target)?;
    let job = app.start_job(move |app, job| {
        let path = Path::new(&request.path);
        let refuse = |problem: std::io::Error| unwritable(&request.path, &problem);
        let out = BufWriter::new(File::create(path).map_err(refuse)?);
        let (mut rows, _, lines) = rows(app, job, &request.run, &plan)?;
        let mut file = RejectsFile::new(out, &rows.headings(), &request.words).map_err(refuse)?;
        job.phase("reading", Some(lines));
        for row in rows.by_ref() {
            let row = row.map_err(unreadable)?;
            file.take(&row).map_err(refuse)?;
            if row.line % CHUNK as u64 == 0 {
                job.reached(row.line)?;
            }
        }
        let rows = count(file.finish().map_err(refuse)?);
        Ok(RejectsWritten { path: request.path, rows })
    })?;
    Ok(JobStarted { job })
}

fn into_filing(
    app: &App,
    job: &Job,
    request: &RunImportRequest,
    plan: &Plan,
    id: u32,
    table: &str,
) -> Result<Imported, WireError> {
    let now = (app.host.now)();
    let mut accepted: Vec<Cells> = Vec::new();
    let Read { mut tally, sha256, headings } = read(
        app,
        job,
        request,
        plan,
        |_| (),
        |rows, ()| {
            accepted.extend(rows.iter().filter_map(|row| row.outcome.as_ref().ok().cloned()));
            Ok(())
        },
    )?;
    let kept = std::mem::take(&mut tally.kept);
    let found = findings_of(tally, sha256);
    let file = NewImportBatch {
        file_name: input(&request.source)?.1,
        sha256: found.sha256.clone(),
        accepted: found.accepted,
        rejected: found.rejected,
    };
    job.phase("storing", None);
    job.reached(0)?;
    job.with_session(app, |session| {
        let opened = session.open(&app.assets, id)?;
        must_be_draft(&opened.row)?;
        let filing = opened.row.id;
        session.write(now, |tx| {
            let (import, step) = tx.import(filing, &file)?;
            step.add_rows(table, accepted)?;
            tx.keep_rejects(RejectsOf::Filing(filing, import), &headings, &kept)?;
            let payload = json!({ "sha256": file.sha256, "table": table,
                                  "accepted": file.accepted, "rejected": file.rejected });
            Ok(((), NewAct::new("filing.imported", subject(filing), payload)))
        })?;
        let after = changed(app, session, id, table, Vec::new())?;
        Ok(Imported { found, batch: None, total: Some(after.total), state: Some(after.state) })
    })
}

/// What was read of a source.
pub struct Read {
    /// The sums, and the rejected rows.
    pub tally: Tally,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its headings.
    pub headings: Vec<String>,
}

/// Reads every row on a thread of its own, where `prepare` makes of each chunk what its taker needs, and hands the
/// chunks over in order; the taker may refuse some rows by writing a fault into their outcome. So the next chunk is
/// read while one is written.
///
/// # Errors
/// When the source changes between looking and reading, and the taker's own.
pub fn read<T: Send>(
    app: &App,
    job: &Job,
    request: &RunImportRequest,
    plan: &Plan,
    prepare: impl Fn(&[ReadRow]) -> T + Send,
    mut taker: impl FnMut(&mut [ReadRow], T) -> Result<(), WireError>,
) -> Result<Read, WireError> {
    let (mut rows, sha256, lines) = rows(app, job, request, plan)?;
    let headings = rows.headings();
    job.phase("reading", Some(lines));
    let mut tally = Tally::showing(request.show.unwrap_or(SHOWN_REJECTED));
    std::thread::scope(|scope| {
        let (give, taken) = sync_channel(AHEAD);
        scope.spawn(move || {
            loop {
                let chunk: Result<Vec<ReadRow>, SheetError> = rows.by_ref().take(CHUNK).collect();
                let is_last = chunk.as_ref().map_or(true, |chunk| chunk.len() < CHUNK);
                let chunk = chunk.map(|chunk| (prepare(&chunk), chunk));
                // Where nobody takes it the job has ended.
                if give.send(chunk).is_err() || is_last {
                    return;
                }
            }
        });
        let mut seen = 0;
        for chunk in taken {
            let (prepared, mut chunk) = chunk.map_err(unreadable)?;
            taker(&mut chunk, prepared)?;
            seen += chunk.len() as u64;
            chunk.into_iter().for_each(|row| tally.take(row));
            job.reached(seen)?;
        }
        Ok::<_, WireError>(())
    })?;
    // A file that another program was still writing would leave rows that its hash does not cover.
    let (input, _) = input(&request.source)?;
    let again = crate::import::hash(&input).map_err(unreadable)?;
    if again != sha256 {
        return Err(unreadable(SheetError::of("changed_meanwhile")));
    }
    Ok(Read { tally, sha256, headings })
}

/// The rows of a source, its hash, and about how many lines it has.
fn rows<'a>(
    app: &'a App,
    job: &Job,
    request: &RunImportRequest,
    plan: &'a Plan,
) -> Result<(Rows<'a>, String, u64), WireError> {
    let target = resolve(app, &request.target)?;
    let (input, _) = input(&request.source)?;
    let guess = Guess::new(target.definition, target.profile);
    job.phase("opening", None);
    let table: Table =
        open_table(&input, &reading(&request.reading)?, &guess).map_err(unreadable)?;
    let (sha256, lines) = (table.sheet.probe.sha256.clone(), table.sheet.probe.lines);
    let rows = Rows::new(table, target.definition, target.profile, plan);
    let mut rows = rows.map_err(|error| wrong(error.code, &error.column))?;
    if let ImportTarget::Filing { id, table } = &request.target {
        job.with_session(app, |session| {
            let opened = session.open(&app.assets, *id)?;
            opened.content.rows(table).iter().for_each(|row| rows.remember(&row.cells));
            Ok(())
        })?;
    }
    Ok((rows, sha256, lines))
}

/// The form and the words of a target. Refuses who may not write there.
pub fn resolve<'a>(app: &'a App, target: &ImportTarget) -> Result<Resolved<'a>, WireError> {
    let (definition, table) = match target {
        ImportTarget::Filing { id, table } => {
            app.permit("import.run", Deed::Write, &json!({ "id": id }))?;
            let definition = app.with_session(|session| {
                let row = session
                    .vault
                    .read(|read| read.filing(singo_domain::filing::FilingId(i64::from(*id))))?;
                definition_of(&app.assets, &row.definition)
            })?;
            must_have_table(definition, table)?;
            (definition, table.as_str())
        }
        ImportTarget::Ledger {} => {
            app.permit("import.run", Deed::Write, &json!({}))?;
            (widest(app, TABLE)?, TABLE)
        }
        ImportTarget::Form { form: Some(form), table } => {
            let definition = app.in_force(form, None)?;
            must_have_table(definition, table)?;
            (definition, table.as_str())
        }
        ImportTarget::Form { form: None, table } => (first_with(app, table)?, table.as_str()),
    };
    let mut profiles = app.assets.profiles.values();
    let profile =
        profiles.find(|profile| profile.table == table).ok_or_else(|| not_found(table))?;
    Ok(Resolved { definition, profile })
}

/// The definition in force whose table of this name has the most columns.
fn widest<'a>(app: &'a App, table: &str) -> Result<&'a Definition, WireError> {
    let today = app.host.today();
    let width = |definition: &&Definition| {
        definition.fields().filter(|(_, field)| field.path.table() == Some(table)).count()
    };
    let all = app.assets.catalogue.all().iter();
    let in_force = all.filter_map(|d| app.assets.catalogue.in_force(&d.form.id, today));
    let found = in_force.max_by_key(width).filter(|definition| width(definition) > 0);
    found.ok_or_else(|| not_found(table))
}

/// The first definition in force that has a table of this name.
fn first_with<'a>(app: &'a App, table: &str) -> Result<&'a Definition, WireError> {
    let today = app.host.today();
    let all = app.assets.catalogue.all().iter();
    let in_force = all.filter_map(|d| app.assets.catalogue.in_force(&d.form.id, today));
    let mut fitting = in_force.filter(|definition| must_have_table(definition, table).is_ok());
    fitting.next().ok_or_else(|| not_found(table))
}

/// The source, and its name for the record: without folders.
pub fn input(source: &ImportSource) -> Result<(Input, String), WireError> {
    Ok(match source {
        ImportSource::Path { path } => {
            let path = PathBuf::from(path);
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            (Input::File(path), name.unwrap_or_default())
        }
        ImportSource::Base64 { name, base64 } => {
            let bytes = BASE64.decode(base64.as_bytes()).map_err(|_| wrong("base64", ""))?;
            (Input::Bytes(Arc::from(bytes)), name.clone())
        }
        ImportSource::Text { text } => {
            (Input::Bytes(Arc::from(text.as_bytes())), String::from("clipboard"))
        }
    })
}

fn reading(wire: &ImportReading) -> Result<Reading, WireError> {
    let encoding = |name: &String| TextEncoding::named(name).ok_or_else(|| wrong("encoding", name));
    let delimiter = |text: &String| {
        let mut chars = text.chars().filter(char::is_ascii);
        chars.next().filter(|_| text.len() == 1).ok_or_else(|| wrong("delimiter", text))
    };
    Ok(Reading {
        encoding: wire.encoding.as_ref().map(encoding).transpose()?,
        delimiter: wire.delimiter.as_ref().map(delimiter).transpose()?,
        sheet: wire.sheet.clone(),
        heading_line: wire.heading_line.map(u64::from),
    })
}

/// An unreadable table on the wire.
pub fn unreadable(error: SheetError) -> WireError {
    let wire = WireError::new(ErrorCode::TableUnreadable).with("problem", error.code);
    let wire = match error.line {
        Some(line) => wire.with("line", line),
        None => wire,
    };
    match error.problem {
        Some(problem) => wire.with("detail", problem),
        None => wire,
    }
}
