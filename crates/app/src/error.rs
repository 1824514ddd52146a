//! How a command fails: a code that somebody acts on, and parameters. No sentence; the window's table
//! and the command line turn codes into words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A failed command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{code:?} {params:?}")]
pub struct WireError {
    /// What happened.
    pub code: ErrorCode,
    /// Values for the text of the code.
    pub params: BTreeMap<String, String>,
}

/// What happened. A code exists only where a shell does something with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// No vault is open.
    VaultLocked,
    /// The passphrase or recovery code does not open the vault.
    WrongPassphrase,
    /// Another process holds the vault: `holder`, `since`.
    VaultHeld,
    /// The vault's files are damaged: `what`.
    VaultDamaged,
    /// Wrong passphrases were tried; none is tried before `until`. The recovery code opens at once.
    TooManyTries,
    /// The vault lies on a network share, where it is not written: `kind`.
    NetworkShare,
    /// There is no backup in the folder, or not one that opens with this: `why`, a code.
    NotABackup,
    /// A backup is not what it was: `why`, a code; `path` in the backup where one file is meant.
    BackupDamaged,
    /// The keys stay as they are: `why`, a code.
    KeyRefused,
    /// The vault was written by a newer version.
    VaultNewer,
    /// No vault lies in the folder.
    NotAVault,
    /// The folder for a new vault is not empty.
    FolderNotEmpty,
    /// The passphrase is too short: `least`.
    PassphraseTooShort,
    /// This leaves only encrypted, for it holds identifiers that the paper masks: `document_no`.
    PassphraseNeeded,
    /// This person may not do this: `why`, a code.
    NotAllowed,
    /// The disk is full.
    DiskFull,
    /// The step is not allowed in this status: `status`.
    NotInStatus,
    /// Findings stop the approval: `count`.
    BlockingFindings,
    /// Warnings have no reason yet: `count`.
    UnacceptedWarnings,
    /// Patterns over the vault have no answer yet: `count`, `patterns`.
    OpenFlags,
    /// More was chosen than is taken at once: `count`, `most`.
    TooMany,
    /// The month has its report already: `id`, `document_no`.
    MonthReported,
    /// There is no such filing, form, row or field: `what`.
    NotFound,
    /// The request does not have the form the command takes: `problem`.
    BadRequest,
    /// The calendar ends before the day asked for: `covered_through`.
    PastCalendar,
    /// This program lacks the definition a filing was written under: `form`, `version`, `hash`.
    DefinitionMissing,
    /// A definition that came as a file is not taken: `why`, a code; `file` and `line` in it, `detail`, and `count`, how
    /// many faults there are; `path` where several files were given.
    FormRefused,
    /// A form that was added stays, for filings are written under it: `form`, `version`, `count`.
    FormInUse,
    /// No font has these characters: `characters`.
    UncoveredCharacters,
    /// A file cannot be read: `path`, `problem`.
    FileUnreadable,
    /// A file cannot be written: `path`, `problem`.
    FileUnwritable,
    /// The table cannot be read: `problem`.
    TableUnreadable,
    /// A field holds more than can be stored: `limit`.
    TooLong,
    /// The paper is not what was printed from the data inside it: `problem`.
    PaperAltered,
    /// The key, certificate or timestamp cannot be used: `problem`.
    KeyUnusable,
    /// The keychain of this computer cannot be used: `problem`.
    KeychainUnavailable,
    /// The keychain has no passphrase of this key.
    NotInKeychain,
    /// The timestamp authority does not answer: `address`, `problem`.
    AuthorityUnreachable,
    /// Nothing to undo or redo.
    NothingToUndo,
    /// Opening the file could run something; the warning must be accepted: `warning`, `name`.
    AttachmentWarning,
    /// The file is larger than can be attached: `limit`.
    FileTooLarge,
    /// The user stopped the job.
    Cancelled,
    /// A fault of the program: `problem`.
    Internal,
}

impl WireError {
    /// An error without parameters.
    pub fn new(code: ErrorCode) -> Self {
        Self { code, params: BTreeMap::new() }
    }

    /// Names the place, where the floor below knew none.
    #[must_use]
    pub fn at(mut self, place: &std::path::Path) -> Self {
        if let Some(path) = self.params.get_mut("path").filter(|path| path.is_empty()) {
            *path = place.display().to_string();
        }
        self
    }

    /// Adds a parameter.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}

impl From<ErrorCode> for WireError {
    fn from(code: ErrorCode) -> Self {
        Self::new(code)
    }
}
