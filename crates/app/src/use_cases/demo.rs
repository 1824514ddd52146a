//! The practice vault: every form that has a sample is filed from it, decided, and printed as 연습용.

use std::fs;
use std::path::Path;

use serde_json::json;
use singo_domain::filing::FilingId;
use singo_store::{NewAct, Vault};

use super::decide::filing_approve;
use super::export::filing_export_pdf;
use super::filing::{filing_create, subject};
use super::forms::read_content;
use super::people::SOLE_USER;
use super::sums::filing_fill_sums;
use super::vault::started;
use crate::App;
use crate::convert::{korean, unwritable};
use crate::error::WireError;
use crate::session::label;
use crate::wire::{
    ApproveFilingRequest, CreateDemoRequest, CreateFilingRequest, DemoView, ExportPdfRequest,
    FilingRequest,
};

/// Opens the practice vault; shown to the user, for nothing in it is secret.
const PASSPHRASE: &str = "practice-vault";
const USER: &str = "practice";

/// Builds a practice vault with the sample filings, and leaves it open.
pub fn demo_create(app: &App, request: CreateDemoRequest) -> Result<DemoView, WireError> {
    let dir = Path::new(&request.dir);
    let now = (app.host.now)();
    fs::create_dir_all(dir).map_err(|problem| unwritable(&request.dir, &problem))?;
    let vault_dir = dir.join("vault");
    let (vault, _) = Vault::create(&vault_dir, USER, PASSPHRASE, now)?;
    // The vault is new: it has the forms that were built in, whatever another one has.
    let app = &app.bare();
    let mut session = started(app, vault, USER, Some(SOLE_USER), now)?;
    session.write(now, |tx| {
        tx.set_profile("practice", &json!(true))?;
        for (form, sample) in &app.assets.samples {
            let definition = app.in_force(form, None)?;
            let content = read_content(sample, form, definition)?;
            // The sample's institution becomes the practice vault's.
            for (field, key) in &definition.form.roles.prefill {
                if let Some(answer) = content.fields.get(field) {
                    tx.set_profile(key, &json!(answer.to_text()))?;
                }
            }
        }
        Ok(((), NewAct::new("vault.marked_practice", "vault", json!({}))))
    })?;
    session.practice = true;
    app.begin(session);
    let mut pdfs = Vec::new();
    for (form, sample) in &app.assets.samples {
        let id = file_sample(app, form, sample)?;
        filing_fill_sums(app, FilingRequest { id })?;
        let decided_at = korean(now);
        filing_approve(app, ApproveFilingRequest { id, decided_at, reason: String::new() })?;
        let path = dir.join(format!("{form}.pdf")).to_string_lossy().into_owned();
        pdfs.push(
            filing_export_pdf(
                app,
                ExportPdfRequest {
                    id,
                    path,
                    purpose: Some("training".to_owned()),
                    copy: None,
                    redact: Vec::new(),
                    seal: None,
                    passphrase: None,
                    annex: None,
                },
            )?
            .path,
        );
    }
    Ok(DemoView {
        vault_dir: vault_dir.to_string_lossy().into_owned(),
        passphrase: PASSPHRASE.to_owned(),
        pdfs,
    })
}

/// Enters a sample as one step.
fn file_sample(app: &App, form: &str, sample: &str) -> Result<u32, WireError> {
    let now = (app.host.now)();
    let definition = app.in_force(form, None)?;
    let content = read_content(sample, form, definition)?;
    // The sample's own period decides its version, whenever the practice vault is made.
    let end = definition.form.deadline.counted_from.as_ref();
    let on = end.and_then(|end| Some(content.fields.get(end)?.to_text()));
    let request = CreateFilingRequest { form: form.to_owned(), on, corrects: None, follows: None };
    let id = filing_create(app, request)?.id;
    let filing = FilingId(i64::from(id));
    app.with_session(|session| {
        session.write(now, |tx| {
            let step = tx.edit(filing)?;
            for (field, answer) in &content.fields {
                step.set(&field.at(None), Some(answer.clone()))?;
            }
            for (table, rows) in &content.tables {
                step.add_rows(table, rows.iter().map(|row| row.cells.clone()).collect())?;
            }
            let (label, words) = label(definition, &content.fields);
            tx.label_filing(filing, &label, &words)?;
            Ok(((), NewAct::new("filing.imported", subject(filing), json!({ "sample": true }))))
        })?;
        session.forget();
        Ok(id)
    })
}
