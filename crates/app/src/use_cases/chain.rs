//! The chain of acts outside its vault: exporting it, and checking an export without any vault.

use std::fs::{self, File};
use std::io::{BufReader, Read};

use serde_json::json;
use singo_domain::act::{ExportCheck, ExportHead, Head, verify_export};
use singo_store::{Read as Reading, Vault};

use super::history::{read_head, written_head};
use crate::App;
use crate::convert::{count, name_of};
use crate::error::{ErrorCode, WireError};
use crate::leaving::leave;
use crate::wire::{ChainExported, CheckChainRequest, ExportChainRequest, VerifyView};

/// Acts read at once.
const PAGE: u32 = 1000;

/// The largest export that is read, in bytes: some millions of acts.
const LARGEST: u64 = 1 << 30;

/// Writes every act to a file that anyone can check. That is an act, which the export does not contain.
pub fn chain_export(app: &App, request: ExportChainRequest) -> Result<ChainExported, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| {
        let genesis = Head::genesis(session.vault.id());
        let (text, head) = exported(&session.vault, genesis)?;
        let head = written_head(&head);
        leave([(request.path.as_str(), text.as_bytes())], || {
            session.record_look(now, "chain.exported", "vault", &head)
        })?;
        Ok(ChainExported { path: request.path, head })
    })
}

/// The acts after a head as an export, and the last one's head.
///
/// # Errors
/// [`WireError`] when the vault cannot be read.
pub fn exported(vault: &Vault, after: Head) -> Result<(String, Head), WireError> {
    vault.read(|read: &Reading<'_>| {
        let mut text = line(&ExportHead::new(vault.id(), after));
        let mut last = after;
        loop {
            let acts = read.acts(last.seq + 1, PAGE)?;
            let Some(end) = acts.last() else { return Ok((text, last)) };
            last = end.act.head();
            acts.iter().for_each(|row| text.push_str(&line(&row.act)));
        }
    })
}

/// Checks an exported chain; needs no vault and no passphrase.
pub fn chain_check(_: &App, request: CheckChainRequest) -> Result<VerifyView, WireError> {
    let noted = request.head.as_deref().map(read_head).transpose()?;
    let path = &request.path;
    let unread = |problem: String| {
        WireError::new(ErrorCode::FileUnreadable).with("path", path).with("problem", problem)
    };
    let file = File::open(path).map_err(|problem| unread(problem.to_string()))?;
    let size = fs::metadata(path).map_or(0, |file| file.len());
    if size > LARGEST {
        return Err(unread("too large".to_owned()));
    }
    let mut bytes = Vec::new();
    let read = BufReader::new(file).take(LARGEST).read_to_end(&mut bytes);
    read.map_err(|problem| unread(problem.to_string()))?;
    let found = check_bytes(&bytes, noted.as_ref());
    found.map(|found| chain_view(&found)).ok_or_else(|| unread("not an exported chain".to_owned()))
}

/// Checks the bytes of an export; `None` when they are none.
pub fn check_bytes(bytes: &[u8], noted: Option<&Head>) -> Option<ExportCheck> {
    // A byte that is no text breaks its own line and no other.
    let text = String::from_utf8_lossy(bytes);
    verify_export(text.lines(), noted).ok()
}

/// The check of a chain as every verification shows it.
pub fn chain_view(found: &ExportCheck) -> VerifyView {
    VerifyView {
        intact: found.broken.is_none(),
        acts: count(found.intact.seq.saturating_sub(found.head.after.seq)),
        head: written_head(&found.intact),
        first_bad: found.broken.map(|broken| count(broken.seq)),
        damage: found.broken.map(|broken| name_of(broken.damage)),
    }
}

fn line(value: &impl serde::Serialize) -> String {
    let mut text = json!(value).to_string();
    text.push('\n');
    text
}
