//! The files that go with a report: its canonical copy, and the same answers as CSV and as a workbook.
//!
//! The canonical copy holds every identifier whole; where the paper masks some, it leaves the house only
//! encrypted. CSV and workbook mask what the paper masks.

use std::io::Write;
use std::path::Path;

use serde_json::json;
use singo_domain::canonical::sha256_hex;
use singo_store::NewAct;

use super::filing::subject;
use super::paper::{file_name, write_whole};
use crate::App;
use crate::companions::{csv_bytes, grids, hides, xlsx_bytes};
use crate::convert::unwritable;
use crate::error::{ErrorCode, WireError};
use crate::wire::{CompanionsExported, ExportCompanionsRequest, Exported};

/// Writes the files into a folder; that is an act which names the hash of each.
pub fn filing_export_companions(
    app: &App,
    request: ExportCompanionsRequest,
) -> Result<CompanionsExported, WireError> {
    let now = (app.host.now)();
    let passphrase = request.passphrase.filter(|text| !text.is_empty());
    app.with_session(|session| {
        let opened = session.open(&app.assets, request.id)?;
        let filing = opened.row.id;
        let (canonical, hash) = (opened.canonical(), opened.document_hash());
        let stem = file_name(&opened, request.id);
        let stem = stem.trim_end_matches(".pdf");
        let grids = grids(opened.definition, opened.content, &hash).map_err(broken)?;
        let hidden = hides(opened.definition, opened.content).map_err(broken)?;

        let mut files = Vec::new();
        let withheld = hidden && passphrase.is_none();
        match passphrase {
            Some(passphrase) => {
                let bytes = encrypted(canonical.as_bytes(), passphrase).map_err(broken)?;
                files.push((format!("{stem}.json.age"), bytes));
            }
            None if withheld => {}
            None => files.push((format!("{stem}.json"), canonical.into_bytes())),
        }
        for grid in &grids {
            files.push((format!("{stem}-{}.csv", grid.name), csv_bytes(grid).map_err(broken)?));
        }
        files.push((format!("{stem}.xlsx"), xlsx_bytes(&grids, &hash).map_err(broken)?));

        let mut written = Vec::new();
        for (name, bytes) in files {
            let path = Path::new(&request.dir).join(name);
            let shown = path.to_string_lossy().into_owned();
            write_whole(&path, &bytes).map_err(|problem| unwritable(&shown, &problem))?;
            written.push(Exported { path: shown, sha256: sha256_hex(&bytes) });
        }
        let hashes: Vec<&str> = written.iter().map(|file| file.sha256.as_str()).collect();
        let payload = json!({ "document_hash": hash, "sha256": hashes });
        session.write(now, |_| {
            Ok(((), NewAct::new("filing.companions_exported", subject(filing), payload)))
        })?;
        Ok(CompanionsExported { document_hash: hash, files: written, canonical_withheld: withheld })
    })
}

fn encrypted(bytes: &[u8], passphrase: String) -> std::io::Result<Vec<u8>> {
    let encryptor =
        age::Encryptor::with_user_passphrase(age::secrecy::SecretString::from(passphrase));
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    writer.write_all(bytes)?;
    writer.finish()?;
    Ok(sealed)
}

fn broken(problem: impl ToString) -> WireError {
    WireError::new(ErrorCode::Internal).with("problem", problem)
}
