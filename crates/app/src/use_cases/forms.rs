//! Definitions, and checking and printing answers that lie in no vault.

use std::ops::ControlFlow;

use singo_domain::answer::{Content, Row};
use singo_domain::canonical::DefinitionRef;
use singo_domain::copy::CopyKind;
use singo_domain::definition::{Definition, Language};
use singo_domain::filing::Status;
use singo_domain::finding::Finding;
use singo_domain::path::RowId;
use singo_domain::rules;
use singo_render::{Printed, RenderInput, Stamp};

use super::paper::data_of;
use crate::App;
use crate::convert::{findings_to_wire, form_summary, form_view, not_found, wrong};
use crate::error::{ErrorCode, WireError};
use crate::leaving::print_whole;
use crate::outgoing::Outgoing;
use crate::session::reference;
use crate::wire::{
    CheckFormRequest, DescribeFormRequest, Findings, FormList, FormUnread, FormView,
    ListFormsRequest, PrintedFile, RenderFormRequest,
};

/// Which forms there are.
pub fn form_list(app: &App, request: ListFormsRequest) -> Result<FormList, WireError> {
    let app = &app.giving(request.forms.as_deref())?;
    let summary = |definition| form_summary(&app.assets, definition);
    let all = app.assets.catalogue.all().iter();
    let forms = match request.on {
        None => all.map(summary).collect(),
        Some(on) => {
            let day = on.parse().map_err(|_| wrong("on", &on))?;
            let in_force = |d: &&Definition| {
                app.assets.catalogue.in_force(&d.form.id, day).is_some_and(|f| f.hash == d.hash)
            };
            all.filter(in_force).map(summary).collect()
        }
    };
    Ok(FormList { forms, unread: unread(app)? })
}

/// A whole definition.
pub fn form_describe(app: &App, request: DescribeFormRequest) -> Result<FormView, WireError> {
    let app = &app.giving(request.forms.as_deref())?;
    Ok(form_view(&app.assets, chosen(app, &request)?))
}

/// What was added to the open vault and does not read any more.
fn unread(app: &App) -> Result<Vec<FormUnread>, WireError> {
    match app.with_session(|session| Ok(session.vault.read(|read| read.forms_added())?)) {
        Err(error) if error.code == ErrorCode::VaultLocked => Ok(Vec::new()),
        rows => {
            let lost = rows?.into_iter().map(|row| row.definition);
            let lost = lost.filter(|named| app.assets.catalogue.find(named).is_none());
            let view = lost.map(|DefinitionRef { form, version, hash }| FormUnread {
                form,
                version,
                hash,
            });
            Ok(view.collect())
        }
    }
}

/// The version that a request names, or the one in force on its day.
pub fn chosen<'a>(
    app: &'a App,
    request: &DescribeFormRequest,
) -> Result<&'a Definition, WireError> {
    match &request.version {
        Some(version) => app
            .assets
            .catalogue
            .version(&request.form, version)
            .ok_or_else(|| not_found(format!("{} {version}", request.form))),
        None => app.in_force(&request.form, request.on.as_deref()),
    }
}

/// Checks answers that lie in no vault.
pub fn form_check(app: &App, request: CheckFormRequest) -> Result<Findings, WireError> {
    let app = &app.giving(request.forms.as_deref())?;
    let definition = app.in_force(&request.form, request.on.as_deref())?;
    let content = read_content(&request.content, &request.form, definition)?;
    Ok(findings_to_wire(&app.check(definition, &content), |_| None))
}

/// Prints answers that lie in no vault.
pub fn form_render(app: &App, request: RenderFormRequest) -> Result<PrintedFile, WireError> {
    let RenderFormRequest { form, on, content, path, forms } = request;
    let app = &app.giving(forms.as_deref())?;
    let definition = app.in_force(&form, on.as_deref())?;
    // While pages are printed, the answers are held once: as they leave.
    let read = read_content(&content, &form, definition)?;
    drop(content);
    let Outgoing { content, canonical, hash, .. } =
        Outgoing::of(definition, &reference(definition), &read)?;
    drop(read);
    let input = RenderInput {
        definition,
        content: &content,
        language: Language::Ko,
        copy: CopyKind::Full,
        stamp: Stamp {
            document_hash: hash,
            chain_head: None,
            status: Status::Draft,
            dated: None,
            approvals: Vec::new(),
        },
        practice: false,
        accepted_warnings: Vec::new(),
        attachments: Vec::new(),
        data: data_of(definition, &content, canonical.into_bytes()),
    };
    let Printed { pages, sha256 } = print_whole(&path, |out| {
        let watch = &mut |_| ControlFlow::Continue(());
        singo_render::render_to(singo_render::VERSION, &input, &app.assets.fonts, out, watch)
    })?;
    Ok(PrintedFile { path, sha256, pages })
}

/// Reads `{"form": …, "fields": …, "tables": …}`. Rows may leave out their id; names must exist.
pub fn read_content(text: &str, form: &str, definition: &Definition) -> Result<Content, WireError> {
    let unreadable = |problem: String| wrong("content", &problem);
    let mut value: serde_json::Value =
        serde_json::from_str(text).map_err(|error| unreadable(error.to_string()))?;
    let object = value.as_object_mut().ok_or_else(|| unreadable("{}".to_owned()))?;
    if let Some(named) = object.remove("form")
        && named != form
    {
        return Err(unreadable(format!("form {named}")));
    }
    for rows in object.get_mut("tables").and_then(|t| t.as_object_mut()).into_iter().flatten() {
        for (index, row) in rows.1.as_array_mut().into_iter().flatten().enumerate() {
            if let Some(cells) = row.as_object_mut() {
                cells.entry("id").or_insert_with(|| RowId::nth(index as u64 + 1).as_str().into());
            }
        }
    }
    let mut content: Content =
        serde_json::from_value(value).map_err(|error| unreadable(error.to_string()))?;
    // As in a vault: a blank text is no answer and is not part of the filing.
    content.fields.retain(|_, answer| !answer.is_blank());
    for row in content.tables.values_mut().flatten() {
        row.cells.retain(|_, answer| !answer.is_blank());
    }
    unknown_name(&content, definition).map_or(Ok(content), |name| Err(unreadable(name)))
}

/// The first field or column that the form does not have.
fn unknown_name(content: &Content, definition: &Definition) -> Option<String> {
    let missing = content.fields.keys().find(|field| definition.field(field).is_none());
    if let Some(field) = missing {
        return Some(field.to_string());
    }
    let columns: std::collections::BTreeSet<(&str, &str)> = definition
        .fields()
        .filter_map(|(_, field)| Some((field.path.table()?, field.path.name())))
        .collect();
    let cells = |(table, rows): (&String, &Vec<Row>)| {
        let names = rows.iter().flat_map(|row| row.cells.keys());
        names.into_iter().find(|n| !columns.contains(&(table, n))).map(|n| format!("{table}[].{n}"))
    };
    content.tables.iter().find_map(cells)
}

impl App {
    /// Every finding of a form by itself, as of today.
    pub(crate) fn check(&self, definition: &Definition, content: &Content) -> Vec<Finding> {
        self.check_knowing(definition, content, None)
    }

    /// Every finding of a filing beside what is known outside it, as of today.
    pub(crate) fn check_knowing(
        &self,
        definition: &Definition,
        content: &Content,
        known: Option<&rules::Known>,
    ) -> Vec<Finding> {
        let printable = |c: char| self.assets.fonts.covers(c);
        let form = &definition.form.id;
        let version_on =
            |day| Some(self.assets.catalogue.in_force(form, day)?.form.version.clone());
        let today = self.host.today();
        let version_on = Some(&version_on as &dyn Fn(_) -> _);
        let context = rules::Context { today, printable: &printable, known, version_on };
        rules::check(definition, content, &context)
    }
}
