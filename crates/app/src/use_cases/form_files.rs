//! Definitions that come as files into a vault: looking at one, adding it, withdrawing it.
//!
//! A definition decides what is asked, checked and printed, so adding one is an act with its content hash. It is judged
//! again when it is added, under the lock of the vault, against what holds then. Not here: reading files (`forms`).

use std::path::Path;

use chrono::Days;
use serde_json::json;
use singo_domain::canonical::DefinitionRef;
use singo_store::NewAct;

use super::forms::form_list;
use super::lifecycle::stated;
use crate::App;
use crate::assets::Assets;
use crate::convert::{form_summary, not_found};
use crate::error::{ErrorCode, WireError};
use crate::forms::{Judged, brought, differences, fault, judged, misfit, refused};
use crate::session::reference;
use crate::wire::{
    AddFormRequest, FormFault, FormList, FormPreview, ListFormsRequest, PreviewFormRequest,
    WithdrawFormRequest,
};

/// What a file would change, or what stands against it.
pub fn form_preview(app: &App, request: PreviewFormRequest) -> Result<FormPreview, WireError> {
    let mut view = FormPreview {
        path: request.path,
        faults: Vec::new(),
        form: None,
        before: None,
        closes_on: None,
        differences: Vec::new(),
        parts: Vec::new(),
        source: String::new(),
    };
    let Judged { definition, kept } = match read(&view.path, &app.assets) {
        Ok(judged) => judged,
        Err(faults) => {
            view.faults = faults;
            return Ok(view);
        }
    };
    let catalogue = &app.assets.catalogue;
    let before = catalogue.all().iter().rfind(|d| d.form.id == definition.form.id);
    match catalogue.closed_by(&definition) {
        Err(found) => view.faults.push(misfit(&found, &kept.files)),
        Ok(closed) => {
            let last = definition.form.effective_from.checked_sub_days(Days::new(1));
            view.closes_on = closed.and(last).map(|day| day.to_string());
        }
    }
    (view.differences, view.parts) = differences(before, &definition);
    view.before = before.map(|before| form_summary(&app.assets, before));
    view.form = Some(form_summary(&app.assets, &definition));
    view.source = definition.source;
    Ok(view)
}

/// Adds a definition.
pub fn form_add(app: &App, request: AddFormRequest) -> Result<FormList, WireError> {
    let now = (app.host.now)();
    let source = stated("source", &request.source)?;
    // Read and laid out before the vault is taken; whether it fits beside the others is asked behind the lock.
    let Judged { definition, kept } =
        read(&request.path, &app.assets).map_err(|faults| refused(&faults))?;
    let head = &definition.form;
    if definition.hash != request.hash {
        return Err(refused(&[fault("", 0, "changed", "")]));
    }
    let forms = app.with_session(|session| {
        let closed = session.assets.catalogue.closed_by(&definition);
        let closed = closed.map_err(|found| refused(&[misfit(&found, &kept.files)]))?;
        let closed = closed.map(|closed| closed.form.version.clone());
        session.write(now, |tx| {
            tx.add_form(&reference(&definition), &kept.files, &kept.codes, source)?;
            let payload = json!({ "form": head.id, "version": head.version, "hash": definition.hash,
                                  "from": head.effective_from.to_string(), "closes": closed,
                                  "reason": source });
            Ok(((), NewAct::new("form.added", subject(&head.id, &head.version), payload)))
        })?;
        session.read_forms(app)?;
        Ok(session.assets.clone())
    })?;
    form_list(&App { assets: forms, ..app.clone() }, ListFormsRequest { on: None, forms: None })
}

/// Withdraws a definition under which nothing was written.
pub fn form_withdraw(app: &App, request: WithdrawFormRequest) -> Result<FormList, WireError> {
    let now = (app.host.now)();
    let WithdrawFormRequest { form, version, reason } = &request;
    let reason = stated("reason", reason)?;
    let forms = app.with_session(|session| {
        let mut later = session.assets.catalogue.all().iter().map(|definition| &definition.form);
        let later =
            later.find(|head| head.id == *form && head.supersedes.as_ref() == Some(version));
        if let Some(later) = later {
            return Err(refused(&[fault("", 0, "superseded", &later.version)]));
        }
        session.write(now, |tx| {
            let named = |of: &DefinitionRef| of.form == *form && of.version == *version;
            let rows = tx.forms_added()?;
            let row = rows.into_iter().find(|row| named(&row.definition));
            let row = row.ok_or_else(|| not_found(format!("{form} {version}")))?;
            let written = tx.written_under(&row.definition)?;
            if written > 0 {
                let in_use = WireError::new(ErrorCode::FormInUse).with("form", form);
                return Err(in_use.with("version", version).with("count", written));
            }
            tx.withdraw_form(row.id, reason)?;
            let payload = json!({ "form": form, "version": version, "hash": row.definition.hash,
                                  "reason": reason });
            Ok(((), NewAct::new("form.withdrawn", subject(form, version), payload)))
        })?;
        session.read_forms(app)?;
        Ok(session.assets.clone())
    })?;
    form_list(&App { assets: forms, ..app.clone() }, ListFormsRequest { on: None, forms: None })
}

fn read(path: &str, assets: &Assets) -> Result<Judged, Vec<FormFault>> {
    brought(Path::new(path)).map_err(|fault| vec![fault]).and_then(|found| judged(found, assets))
}

fn subject(form: &str, version: &str) -> String {
    format!("form/{form}/{version}")
}
