//! What a shell lends to the use cases: a clock and places on the disk. The clock is read here and
//! nowhere below.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use singo_domain::calendar::kst_date;

use crate::keychain::{Keychain, SystemKeychain};

/// The outside world of the application.
pub struct Host {
    /// The time.
    pub now: Box<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    /// The folder proposed for the vault.
    pub vault_dir: PathBuf,
    /// Where the place of the last opened vault is remembered; nothing else is kept outside vaults.
    pub memory: Option<PathBuf>,
    /// Where the passphrase of a sealing key is kept, if its owner asks for it.
    pub keychain: Box<dyn Keychain>,
}

impl Host {
    /// The clock and the usual folders of this computer.
    ///
    /// `SINGO_VAULT_DIR` proposes another folder, for tests and for firms that prescribe one.
    pub fn system() -> Self {
        let home = ["USERPROFILE", "HOME"].iter().find_map(std::env::var_os).map(PathBuf::from);
        let home = home.unwrap_or_default();
        let memory = ["APPDATA", "XDG_CONFIG_HOME"]
            .iter()
            .find_map(std::env::var_os)
            .map_or_else(|| home.join(".config"), PathBuf::from)
            .join("singo");
        let prescribed = std::env::var_os("SINGO_VAULT_DIR").map(PathBuf::from);
        let memory = prescribed.is_none().then(|| memory.join("last-vault"));
        let vault_dir = prescribed.unwrap_or_else(|| home.join("Singo"));
        Self { now: Box::new(Utc::now), vault_dir, memory, keychain: Box::new(SystemKeychain) }
    }

    /// Today in Korea.
    pub fn today(&self) -> NaiveDate {
        kst_date(&(self.now)())
    }

    /// The vault that was opened last, or the proposed folder.
    pub fn last_vault(&self) -> PathBuf {
        let remembered = self.memory.as_ref().and_then(|file| std::fs::read_to_string(file).ok());
        remembered.map_or_else(|| self.vault_dir.clone(), |text| PathBuf::from(text.trim()))
    }

    /// Remembers the vault that was opened. Not being able to is no reason to stop: the folder is then
    /// proposed again.
    pub fn remember_vault(&self, dir: &std::path::Path) {
        if let Some(file) = &self.memory {
            let folder = file.parent().map_or(Ok(()), std::fs::create_dir_all);
            let _remembered =
                folder.and_then(|()| std::fs::write(file, dir.to_string_lossy().as_bytes()));
        }
    }
}
