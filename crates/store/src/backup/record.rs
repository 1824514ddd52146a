//! What stays of a backup in the history of its vault: the act, and the note of the last one that was read back and
//! verified. Not here: making it, and which ones stay (`keep`).

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{BackupRow, Checked};
use crate::door::{NewAct, Read, Tx};
use crate::error::{BackupError, ReadError, WriteError};
use crate::vault::Vault;

/// Under this key stands the last verified backup.
const LAST: &str = "backup_last";

/// The last verified backup, as it was noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedBackup {
    /// When it was verified.
    pub at: DateTime<Utc>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Where.
    pub path: PathBuf,
}

impl Checked {
    /// What an act says of a backup that was read back.
    pub fn particulars(&self, path: &Path) -> Value {
        json!({ "path": path, "head": self.head.to_string(),
                "bytes": self.bytes.to_string(), "files": self.files })
    }
}

impl Read<'_> {
    /// The last verified backup; `None` where there was none.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer.
    pub fn last_backup(&self) -> Result<Option<NotedBackup>, ReadError> {
        let Some(value) = self.profile(LAST)? else { return Ok(None) };
        let time = |key: &str| value[key].as_str().and_then(|text| text.parse().ok());
        let path = value["path"].as_str().unwrap_or_default().into();
        Ok(time("at").zip(time("made_at")).map(|(at, made_at)| NotedBackup { at, made_at, path }))
    }
}

impl Tx<'_> {
    /// Records a backup that was made and read back as the last verified one, and gives its act.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn note_backup(
        &self,
        row: &BackupRow,
        checked: &Checked,
        removed: u64,
    ) -> Result<NewAct, WriteError> {
        let at = self.time();
        self.set_profile(LAST, &json!({ "at": at, "made_at": row.made_at, "path": row.path }))?;
        Ok(created(row, checked, removed))
    }
}

fn created(row: &BackupRow, checked: &Checked, removed: u64) -> NewAct {
    let mut payload = checked.particulars(&row.path);
    payload["reason"] = json!(row.reason);
    payload["removed"] = json!(removed);
    NewAct::new("backup.created", "backup", payload)
}

impl Vault {
    /// Records the backup from before this vault was brought to this program's schema. The history of the copy itself
    /// cannot be read in its old form: what it is a copy of is verified up to where the copy ends. Where that fails
    /// the act says so, and the backup does not count as verified.
    pub(crate) fn record_upgrade(
        &mut self,
        actor: &str,
        now: DateTime<Utc>,
        row: &BackupRow,
        checked: &Checked,
    ) -> Result<(), BackupError> {
        let sound = self.verify(Some(&row.head))?.broken.is_none();
        self.write(actor, now, |tx| {
            if sound {
                return Ok(((), tx.note_backup(row, checked, 0)?));
            }
            let mut act = created(row, checked, 0);
            act.payload["history"] = json!(false);
            Ok::<_, WriteError>(((), act))
        })?;
        Ok(())
    }
}
