//! `keys.json`: the random store key, wrapped once per user and once for the recovery code.
//!
//! A change of passphrase rewrites one slot, never the database; `change` does that. The file carries a plain checksum, so that
//! a damaged file is not mistaken for a wrong passphrase, and a seal under the store key, so that a slot
//! added, removed or exchanged without that key is noticed at the next opening.

pub(crate) mod change;
pub(crate) mod recovery;
pub(crate) mod secret;
mod slot;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use singo_domain::canonical::sha256_hex;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::error::{Damage, OpenError};
use recovery::RecoveryCode;
use secret::{Key, NoKey, random};
use slot::{Owner, Slot};

/// The version of the key file that this program writes, and the newest it reads.
const VERSION: u32 = 2;
const FORMAT: &str = "singo-keys";

/// What a user shows to open a vault.
#[derive(Clone, Copy)]
pub enum Unlock<'a> {
    /// A user and the passphrase.
    Passphrase {
        /// The user's name in the vault.
        user: &'a str,
        /// The passphrase, as typed.
        passphrase: &'a str,
    },
    /// The recovery code, as typed.
    Recovery(&'a str),
}

impl Unlock<'_> {
    /// Whether what was typed is a recovery code, of whatever vault: its check characters fit.
    pub fn is_recovery_code(text: &str) -> bool {
        recovery::read(text).is_some()
    }

    /// The name under which the lock is held.
    pub(crate) fn holder(&self) -> &str {
        match self {
            Self::Passphrase { user, .. } => user,
            Self::Recovery(_) => "recovery",
        }
    }
}

/// The key file, read.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyFile {
    format: String,
    version: u32,
    /// The vault's id; also in the database.
    pub(crate) vault: String,
    slots: Vec<Slot>,
    /// SHA-256 over the vault's id and the slots; acts name a key file by it.
    pub(crate) checksum: String,
    seal: Seal,
}

/// An empty message, authenticated under the store key together with a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seal {
    nonce: String,
    tag: String,
}

/// Whether these bytes read as a key file of this program; no secret is needed for that.
pub fn reads_as_key_file(bytes: &[u8]) -> bool {
    KeyFile::read(bytes).is_ok()
}

/// The part of any key file, older or newer, that must read.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

impl KeyFile {
    /// A fresh key, its file for one user, and the recovery code.
    pub(crate) fn create(user: &str, passphrase: &str) -> Result<(Self, Key, RecoveryCode), NoKey> {
        let key: Key = random()?;
        let vault = HEXLOWER.encode(random::<16>()?.as_slice());
        let slip = RecoveryCode::generate()?;
        let on_paper = recovery::read(slip.reveal()).ok_or(NoKey)?;
        let owner = Owner::Passphrase { user: composed(user).to_string() };
        let slots = vec![
            Slot::wrap(&vault, owner, composed(passphrase).as_bytes(), &key)?,
            Slot::wrap(&vault, Owner::Recovery, &on_paper, &key)?,
        ];
        Ok((Self::sealed(vault, slots, &key)?, key, slip))
    }

    /// The file with these slots.
    fn sealed(vault: String, slots: Vec<Slot>, key: &Key) -> Result<Self, NoKey> {
        let text = sealed_text(&vault, &slots);
        let seal = Seal::make(&text, key)?;
        let checksum = sha256_hex(text);
        Ok(Self { format: FORMAT.to_owned(), version: VERSION, vault, slots, checksum, seal })
    }

    /// Reads a key file; no secret is needed for that.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, OpenError> {
        let damaged = || OpenError::Damaged { what: Damage::KeyFile };
        let head: Head = serde_json::from_slice::<serde_json::Value>(bytes)
            .and_then(serde_json::from_value)
            .map_err(|_| damaged())?;
        if head.format != FORMAT {
            return Err(OpenError::NotAVault);
        }
        if head.version > VERSION {
            return Err(OpenError::Newer { needs: head.version, knows: VERSION });
        }
        // The checksum covers what is kept, not the head; versions are counted from 1.
        let file: Self = serde_json::from_slice(bytes).map_err(|_| damaged())?;
        if head.version == 0 || file.checksum != sha256_hex(sealed_text(&file.vault, &file.slots)) {
            return Err(damaged());
        }
        Ok(file)
    }

    /// The users that have a slot.
    pub(crate) fn users(&self) -> Vec<String> {
        let user = |slot: &Slot| match &slot.owner {
            Owner::Passphrase { user } => Some(user.clone()),
            Owner::Recovery => None,
        };
        self.slots.iter().filter_map(user).collect()
    }

    /// The file's text, for people to look at as well.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        // Texts, numbers and lists: there is nothing in it that does not serialise.
        serde_json::to_vec_pretty(self).unwrap_or_default()
    }

    /// Whether these slots were sealed under this store key.
    pub(crate) fn is_under(&self, key: &Key) -> bool {
        self.seal.fits(&sealed_text(&self.vault, &self.slots), key)
    }

    /// The store key.
    pub(crate) fn unlock(&self, unlock: &Unlock<'_>) -> Result<Key, OpenError> {
        let (owner, secret) = match unlock {
            Unlock::Passphrase { user, passphrase } => {
                let owner = Owner::Passphrase { user: composed(user).to_string() };
                (owner, Zeroizing::new(composed(passphrase).as_bytes().to_vec()))
            }
            Unlock::Recovery(code) => {
                (Owner::Recovery, recovery::read(code).ok_or(OpenError::MistypedRecoveryCode)?)
            }
        };
        let slot =
            self.slots.iter().find(|slot| slot.owner == owner).ok_or(OpenError::NoSuchUser)?;
        let key = slot.unwrap_key(&self.vault, &secret).ok_or(OpenError::WrongPassphrase)?;
        if !self.is_under(&key) {
            return Err(OpenError::Damaged { what: Damage::KeyFile });
        }
        Ok(key)
    }
}

impl Seal {
    /// Seals `text`, which names its own format.
    pub(crate) fn make(text: &str, key: &Key) -> Result<Self, NoKey> {
        let nonce = random::<24>()?;
        let payload = Payload { msg: &[], aad: text.as_bytes() };
        let tag = seal_cipher(key)
            .encrypt(XNonce::from_slice(nonce.as_slice()), payload)
            .map_err(|_| NoKey)?;
        Ok(Self { nonce: HEXLOWER.encode(nonce.as_slice()), tag: HEXLOWER.encode(&tag) })
    }

    /// Whether it was made for `text` under this key.
    pub(crate) fn fits(&self, text: &str, key: &Key) -> bool {
        let decoded = |text: &str| HEXLOWER.decode(text.as_bytes()).ok();
        let Some(nonce) = decoded(&self.nonce).filter(|nonce| nonce.len() == 24) else {
            return false;
        };
        let Some(tag) = decoded(&self.tag) else { return false };
        let payload = Payload { msg: &tag, aad: text.as_bytes() };
        seal_cipher(key).decrypt(XNonce::from_slice(&nonce), payload).is_ok()
    }
}

/// The cipher of seals.
fn seal_cipher(key: &Key) -> XChaCha20Poly1305 {
    cipher_for(b"singo-key-seal-1", key)
}

/// A cipher under a key of its own, derived from the store key, which itself encrypts the database only.
pub(crate) fn cipher_for(purpose: &[u8], key: &Key) -> XChaCha20Poly1305 {
    let mut sealing = Key::default();
    Sha256::new()
        .chain_update(purpose)
        .chain_update(key.as_slice())
        .finalize_into(sealing.as_mut_slice().into());
    XChaCha20Poly1305::new(sealing.as_slice().into())
}

fn sealed_text(vault: &str, slots: &[Slot]) -> String {
    serde_json::json!(["singo-keys-1", vault, slots]).to_string()
}

/// Composed Hangul: a passphrase typed on macOS and on Windows is one passphrase (RFC 8265 likewise).
pub(crate) fn composed(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.nfc().collect())
}
