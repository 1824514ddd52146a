//! The files that go with a report: its canonical copy, and the same answers as CSV and as a workbook.
//!
//! What the paper masks is masked in all of them. The canonical copy with every identifier whole leaves the house
//! only encrypted, as a file of its own, where the user gives a passphrase.

use std::path::Path;

use serde_json::json;
use singo_domain::canonical::sha256_hex;
use singo_store::NewAct;

use super::filing::subject;
use super::lockbox::encrypt;
use super::paper::file_name;
use crate::App;
use crate::companions::{csv_bytes, grids, xlsx_bytes};
use crate::error::{ErrorCode, WireError};
use crate::leaving::leave;
use crate::outgoing::Outgoing;
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
        let whole = opened.canonical();
        let stem = file_name(&opened, request.id);
        let stem = stem.trim_end_matches(".pdf");
        let Outgoing { content, canonical, hash, note, .. } =
            Outgoing::of(opened.definition, &opened.row.definition, opened.content)?;
        let grids = grids(opened.definition, &content, &hash);

        let mut files = vec![(format!("{stem}.json"), canonical.into_bytes())];
        let withheld = note.is_some() && passphrase.is_none();
        let document_hash = sha256_hex(&whole);
        if let Some(passphrase) = passphrase {
            files.push((format!("{stem}.json.age"), encrypt(whole.as_bytes(), &passphrase)?));
        }
        for grid in &grids {
            files.push((format!("{stem}-{}.csv", grid.name), csv_bytes(grid).map_err(broken)?));
        }
        files.push((format!("{stem}.xlsx"), xlsx_bytes(&grids, &hash).map_err(broken)?));

        let one = |(name, bytes): &(String, Vec<u8>)| Exported {
            path: Path::new(&request.dir).join(name).to_string_lossy().into_owned(),
            sha256: sha256_hex(bytes),
        };
        let written: Vec<Exported> = files.iter().map(one).collect();
        let hashes: Vec<&str> = written.iter().map(|file| file.sha256.as_str()).collect();
        let payload =
            json!({ "document_hash": document_hash, "paper_hash": hash, "sha256": hashes });
        let act = NewAct::new("filing.companions_exported", subject(filing), payload);
        let paths = written.iter().map(|file| file.path.as_str());
        leave(paths.zip(files.iter().map(|(_, bytes)| bytes.as_slice())), || {
            session.write(now, |_| Ok(((), act)))
        })?;
        Ok(CompanionsExported { document_hash: hash, files: written, canonical_withheld: withheld })
    })
}

fn broken(problem: impl ToString) -> WireError {
    WireError::new(ErrorCode::Internal).with("problem", problem)
}
