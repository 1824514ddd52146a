//! One masked answer in full, for a stated purpose. That it was looked at is recorded before it is shown: as an act,
//! or in the access log where the session cannot write.

use serde_json::json;
use singo_store::NewAct;

use super::filing::{read_path, subject};
use crate::App;
use crate::convert::{answer_to_wire, wrong};
use crate::error::WireError;
use crate::wire::{UnmaskRequest, Unmasked};

/// Shows one answer in full.
pub fn filing_unmask(app: &App, request: UnmaskRequest) -> Result<Unmasked, WireError> {
    let now = (app.host.now)();
    let purpose = request.purpose.trim().to_owned();
    if purpose.is_empty() {
        return Err(wrong("purpose", ""));
    }
    app.with_session(|session| {
        let opened = session.open(&app.assets, request.id)?;
        let path = read_path(&request.path, opened.definition)?;
        let value = opened.content.get(&path).map(answer_to_wire);
        let on = subject(opened.row.id);
        if session.vault.is_read_only() {
            session.record_look(now, "filing.unmasked", &on, &format!("{path}: {purpose}"))?;
        } else {
            let payload = json!({ "path": path.to_string(), "purpose": purpose });
            session.write(now, |_| {
                Ok::<_, WireError>(((), NewAct::new("filing.unmasked", on, payload)))
            })?;
        }
        Ok(Unmasked { value })
    })
}
