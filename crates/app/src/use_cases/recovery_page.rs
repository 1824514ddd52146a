//! The page with the recovery code: composed from the code as it is shown, handed to the window or written to the place
//! that the user chose. It is kept nowhere in the vault and passes through no other file.

use data_encoding::BASE64;
use serde_json::json;
use singo_render::{ListPaper, render_list};
use singo_store::{NewAct, Unlock};
use zeroize::Zeroizing;

use super::list_papers::{fill, frame, to_the_minute, words};
use super::profile::profile_text;
use crate::App;
use crate::convert::{korean, wrong};
use crate::error::WireError;
use crate::leaving::leave;
use crate::wire::{PdfView, RecoveryPageRequest};

/// Composes the page; that is an act, which does not name the code.
pub fn key_recovery_page(app: &App, request: RecoveryPageRequest) -> Result<PdfView, WireError> {
    let now = (app.host.now)();
    let code = Zeroizing::new(request.recovery_code);
    if !Unlock::is_recovery_code(&code) {
        return Err(wrong("recovery_code", ""));
    }
    let (all, groups) = (words()?, code.trim().split('-').map(str::to_owned));
    let text = &all.recovery;
    app.with_session(|session| {
        let institution =
            session.vault.read(|read| profile_text(read, "institution_name"))?.unwrap_or_default();
        let said = [
            ("institution", institution),
            ("dir", session.vault.folder().to_string_lossy().into_owned()),
            ("vault", session.vault.id().to_owned()),
            ("at", to_the_minute(&korean(now))),
            ("by", session.user.clone()),
        ];
        let groups: Vec<String> = groups.collect();
        let head = |number: usize| (fill(&text.group, &[("n", number.to_string())]), 1);
        let page = ListPaper {
            title: text.title.clone(),
            lead: text.lead.iter().map(|line| fill(line, &said)).collect(),
            columns: (1..=groups.len()).map(head).collect(),
            rows: vec![groups],
            large: true,
            code: format!("SINGO 1\nvault {}", session.vault.id()),
            ..frame(app, session, &all)?
        };
        let pdf = render_list(&page, &app.assets.fonts)?;
        let file = request.path.as_deref().map(|path| (path, pdf.bytes.as_slice()));
        leave(file, || {
            session.write(now, |_| {
                let payload = json!({ "to_file": request.path.is_some() });
                Ok(((), NewAct::new("key.recovery_printed", "keys", payload)))
            })
        })?;
        Ok(PdfView {
            base64: BASE64.encode(&pdf.bytes),
            sha256: pdf.sha256,
            pages: pdf.pages,
            file_name: "singo-recovery.pdf".to_owned(),
        })
    })
}
