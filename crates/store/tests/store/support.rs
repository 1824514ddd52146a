//! Vaults for tests: made, opened and filled in few words. What is typed here is invented.

use std::path::Path as Folder;

use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use singo_domain::answer::Answer;
use singo_domain::canonical::DefinitionRef;
use singo_domain::filing::FilingId;
use singo_domain::path::Path;
use singo_store::{Cells, NewAct, OpenError, ReadError, Tx, Unlock, Vault, WriteError};
use tempfile::TempDir;

pub const USER: &str = "김담당";
pub const PASSPHRASE: &str = "올바른 말 배터리 스테이플";

/// A fixed moment: no test asks the clock.
pub fn noon() -> DateTime<Utc> {
    "2026-03-02T03:00:00.123456Z".parse().unwrap()
}

pub fn minutes(after_noon: i64) -> DateTime<Utc> {
    noon() + Duration::minutes(after_noon)
}

pub fn definition() -> DefinitionRef {
    DefinitionRef { form: "sample".into(), version: "1".into(), hash: "ab".repeat(32) }
}

/// A new vault in a folder that vanishes with the test.
pub fn new_vault() -> (TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let (vault, _) = Vault::create(folder.path(), USER, PASSPHRASE, noon()).unwrap();
    (folder, vault)
}

pub fn open(folder: &Folder) -> Result<Vault, OpenError> {
    Vault::open(folder, Unlock::Passphrase { user: USER, passphrase: PASSPHRASE }, noon())
}

/// Writes with an act that says nothing in particular.
pub fn write<T>(
    vault: &mut Vault,
    f: impl FnOnce(&Tx<'_>) -> Result<T, WriteError>,
) -> Result<T, WriteError> {
    vault.write(USER, noon(), |tx| {
        let value = f(tx)?;
        Ok((value, NewAct::new("test.done", "test", json!({}))))
    })
}

pub fn read<T>(vault: &Vault, f: impl FnOnce(&singo_store::Read<'_>) -> Result<T, ReadError>) -> T {
    vault.read(f).unwrap()
}

/// A vault with one empty draft.
pub fn with_draft() -> (TempDir, Vault, FilingId) {
    let (folder, mut vault) = new_vault();
    let id = write(&mut vault, |tx| tx.create_filing(&definition())).unwrap();
    (folder, vault, id)
}

pub fn path(text: &str) -> Path {
    text.parse().unwrap()
}

pub fn text(text: &str) -> Option<Answer> {
    Some(text.into())
}

pub fn cells(pairs: &[(&str, &str)]) -> Cells {
    pairs.iter().map(|(column, value)| ((*column).to_owned(), (*value).into())).collect()
}

/// Sets one answer in a write of its own.
pub fn set(vault: &mut Vault, filing: FilingId, place: &str, value: &str) {
    write(vault, |tx| tx.set_answer(filing, &path(place), text(value))).unwrap();
}
