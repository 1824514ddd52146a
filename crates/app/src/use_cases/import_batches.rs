//! The files that were taken in: the same file again is noticed and said.

use singo_store::{BatchRow, Outcome};

use crate::App;
use crate::convert::{count, korean};
use crate::error::WireError;
use crate::wire::{ImportBatchList, ImportBatchView, ImportTarget, Nothing, UndoImportRequest};

/// The files taken into this vault, newest first; those that were taken back are left out.
pub fn import_list(app: &App, _: Nothing) -> Result<ImportBatchList, WireError> {
    app.with_session(|session| {
        let ledger = session.vault.read(|read| read.ledger_batches())?;
        let mut batches: Vec<ImportBatchView> = ledger.into_iter().filter_map(of_ledger).collect();
        for (filing, row) in session.vault.read(|read| read.all_import_batches())? {
            if session.must_know(filing).is_ok() {
                batches.push(ImportBatchView {
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

fn of_ledger(row: BatchRow) -> Option<ImportBatchView> {
    let (_, accepted, duplicates, rejected) =
        row.end.filter(|(outcome, ..)| *outcome == Outcome::Complete)?;
    Some(ImportBatchView {
        batch: Some(count(row.id)),
        filing: None,
        name: row.file_name,
        sha256: row.sha256,
        accepted: count(accepted),
        rejected: count(duplicates + rejected),
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
