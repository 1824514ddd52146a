//! The files that were taken in: the same file again is noticed and said, and the rows that were refused can be had
//! again long after.

use serde_json::json;
use singo_domain::canonical::sha256_hex;
use singo_domain::filing::FilingId;
use singo_store::{BatchRow, NewAct, Outcome, Read, ReadError, RejectsOf};

use super::filing::subject;
use crate::App;
use crate::convert::{count, korean, not_found, unwritable};
use crate::error::WireError;
use crate::import::RejectsFile;
use crate::leaving::leave;
use crate::wire::{
    ExportKeptRequest, ImportBatchList, ImportBatchView, ImportTarget, Nothing, RejectsWritten,
    UndoImportRequest,
};

/// The files taken into this vault, newest first; those that were taken back are left out.
pub fn import_list(app: &App, _: Nothing) -> Result<ImportBatchList, WireError> {
    app.with_session(|session| {
        let mut batches = session.vault.read(|read| {
            let complete = |row: &BatchRow| matches!(row.end, Some((Outcome::Complete, ..)));
            let ledger = read.ledger_batches()?.into_iter().filter(complete);
            ledger.map(|row| of_ledger(read, row)).collect::<Result<Vec<_>, ReadError>>()
        })?;
        for (filing, row) in session.vault.read(|read| read.all_import_batches())? {
            if session.must_know(filing).is_ok() {
                let of = RejectsOf::Filing(filing, row.id);
                batches.push(ImportBatchView {
                    number: count(row.id),
                    kept: count(session.vault.read(|read| read.rejects_kept(of))?),
                    batch: None,
                    filing: Some(count(filing.0)),
                    name: row.file.file_name,
                    sha256: row.file.sha256,
                    accepted: row.file.accepted,
                    rejected: row.file.rejected,
                    at: korean(row.at),
                    actor: row.actor,
                });
            }
        }
        batches.sort_by(|a, b| b.at.cmp(&a.at));
        Ok(ImportBatchList { batches })
    })
}

/// Takes an import into the ledger back whole.
pub fn import_undo(app: &App, request: UndoImportRequest) -> Result<ImportBatchList, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| {
        super::import_ledger::take_back(session, i64::from(request.batch), now)
    })?;
    import_list(app, Nothing {})
}

/// Writes the rows that were refused of a file, as they are kept. That is an act, for they leave the vault.
pub fn import_export_kept(
    app: &App,
    request: ExportKeptRequest,
) -> Result<RejectsWritten, WireError> {
    let now = (app.host.now)();
    let ExportKeptRequest { filing, number, path, words } = request;
    app.with_session(|session| {
        let id = i64::from(number);
        let (of, about) = match filing {
            Some(filing) => {
                let filing = FilingId(i64::from(filing));
                session.must_know(filing)?;
                (RejectsOf::Filing(filing, id), subject(filing))
            }
            None => (RejectsOf::Batch(id), super::import_ledger::subject(id)),
        };
        let (headings, rows) = session.vault.read(|read| read.rejects(of))?;
        if rows.is_empty() {
            return Err(not_found(about));
        }
        let mut bytes = Vec::new();
        let refuse = |problem: std::io::Error| unwritable(&path, &problem);
        let mut file = RejectsFile::new(&mut bytes, &headings, &words).map_err(refuse)?;
        for row in &rows {
            file.take_kept(row).map_err(refuse)?;
        }
        let written = count(file.finish().map_err(refuse)?);
        leave([(path.as_str(), bytes.as_slice())], || {
            let payload =
                json!({ "import": id, "rows": written, "file_sha256": sha256_hex(&bytes) });
            session.write(now, |_| Ok(((), NewAct::new("import.rejects_exported", about, payload))))
        })?;
        Ok(RejectsWritten { path, rows: written })
    })
}

/// A file of the ledger that is complete.
fn of_ledger(read: &Read<'_>, row: BatchRow) -> Result<ImportBatchView, ReadError> {
    let (_, accepted, duplicates, rejected) = row.end.unwrap_or((Outcome::Complete, 0, 0, 0));
    Ok(ImportBatchView {
        number: count(row.id),
        batch: Some(count(row.id)),
        filing: None,
        name: row.file_name,
        sha256: row.sha256,
        accepted: count(accepted),
        rejected: count(duplicates + rejected),
        kept: count(read.rejects_kept(RejectsOf::Batch(row.id))?),
        at: korean(row.at),
        actor: row.actor,
    })
}

/// Earlier imports of a file into the same target.
pub fn earlier(
    app: &App,
    target: &ImportTarget,
    sha256: &str,
) -> Result<Vec<ImportBatchView>, WireError> {
    let into = match target {
        ImportTarget::Filing { id, .. } => Some(*id),
        ImportTarget::Ledger {} => None,
        ImportTarget::Form { .. } => return Ok(Vec::new()),
    };
    let all = import_list(app, Nothing {})?.batches.into_iter();
    Ok(all.filter(|batch| batch.sha256 == sha256 && batch.filing == into).collect())
}
