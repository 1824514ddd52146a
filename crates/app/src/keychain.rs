//! The keychain of the operating system: Credential Manager of Windows, Keychain of macOS, Secret Service elsewhere.
//!
//! The only secret that is ever put there is the passphrase of a sealing key, and only when its owner asks for it
//! while sealing. Passphrases and keys of vaults never go there. Whoever works under the same account of the
//! computer can use what is kept; see docs/threat-model.md.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use singo_domain::canonical::sha256_hex;
use zeroize::Zeroizing;

use crate::error::{ErrorCode, WireError};

/// Under this name the entries stand in the keychain.
const SERVICE: &str = "Singo";

/// Where a passphrase is kept at its owner's wish.
pub trait Keychain: Send + Sync {
    /// The secret of an entry; `None` where there is none.
    ///
    /// # Errors
    /// [`KeychainError`] when there is no keychain, or it is locked.
    fn read(&self, entry: &str) -> Result<Option<Zeroizing<String>>, KeychainError>;

    /// Keeps a secret, in the place of an earlier one of this entry.
    ///
    /// # Errors
    /// [`KeychainError`] when there is no keychain, or it is locked.
    fn keep(&self, entry: &str, secret: &str) -> Result<(), KeychainError>;

    /// Takes the secret of an entry away, if there is one.
    ///
    /// # Errors
    /// [`KeychainError`] when there is no keychain, or it is locked.
    fn forget(&self, entry: &str) -> Result<(), KeychainError>;
}

/// Why the keychain did not do it, in the system's words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct KeychainError(pub String);

impl From<KeychainError> for WireError {
    fn from(error: KeychainError) -> Self {
        Self::new(ErrorCode::KeychainUnavailable).with("problem", error)
    }
}

/// The name of the entry for a key file: it follows from the bytes of the file, so that neither a path nor a name
/// stands in the keychain, and a file of the same name with another key is not opened with it.
pub fn entry(key_file: &[u8]) -> String {
    format!("seal-{}", sha256_hex(key_file))
}

/// The keychain of this computer.
pub struct SystemKeychain;

impl Keychain for SystemKeychain {
    fn read(&self, entry: &str) -> Result<Option<Zeroizing<String>>, KeychainError> {
        found(open(entry)?.get_password()).map(|secret| secret.map(Zeroizing::new))
    }

    fn keep(&self, entry: &str, secret: &str) -> Result<(), KeychainError> {
        open(entry)?.set_password(secret).map_err(told)
    }

    fn forget(&self, entry: &str) -> Result<(), KeychainError> {
        found(open(entry)?.delete_credential()).map(|_| ())
    }
}

/// A keychain that lasts as long as the program: for tests, which must not touch that of whoever runs them.
#[derive(Default)]
pub struct MemoryKeychain(Mutex<BTreeMap<String, Zeroizing<String>>>);

impl Keychain for MemoryKeychain {
    fn read(&self, entry: &str) -> Result<Option<Zeroizing<String>>, KeychainError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(entry).cloned())
    }

    fn keep(&self, entry: &str, secret: &str) -> Result<(), KeychainError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(entry.to_owned(), Zeroizing::new(secret.to_owned()));
        Ok(())
    }

    fn forget(&self, entry: &str) -> Result<(), KeychainError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(entry);
        Ok(())
    }
}

fn open(entry: &str) -> Result<keyring::Entry, KeychainError> {
    if let Err(error) = keyring::Entry::store_status() {
        return Err(KeychainError(error.to_string()));
    }
    keyring::Entry::new(SERVICE, entry).map_err(told)
}

fn found<T>(answer: keyring::Result<T>) -> Result<Option<T>, KeychainError> {
    match answer {
        Ok(there) => Ok(Some(there)),
        Err(keyring::Error::NoEntry) => Ok(None),
        Err(error) => Err(told(error)),
    }
}

fn told(error: keyring::Error) -> KeychainError {
    KeychainError(error.to_string())
}
