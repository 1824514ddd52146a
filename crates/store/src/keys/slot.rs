//! One key slot: the store key, wrapped under what one passphrase or recovery code yields.
//!
//! Argon2id (RFC 9106) turns the passphrase into a key, XChaCha20-Poly1305 wraps the store key with it.
//! Everything else the slot says (vault, user, parameters) is authenticated with it: a slot that was
//! altered, or carried over from another vault or another user, does not open.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::secret::{Key, NoKey, random};

/// Cost of a try: 64 MiB, three passes, about a tenth of a second on an office PC.
/// RFC 9106 section 4, second recommended option (64 MiB, t=3), with one lane.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;

/// The most a key file may ask for, so that an altered one cannot exhaust the machine.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 16;
const MOST_LANES: u32 = 16;

/// Whose slot it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Owner {
    /// A user's passphrase.
    Passphrase { user: String },
    /// The recovery code on paper.
    Recovery,
}

/// How the wrapping key is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kdf {
    name: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
}

/// A key slot as it stands in the key file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Slot {
    #[serde(flatten)]
    pub(crate) owner: Owner,
    kdf: Kdf,
    nonce: String,
    wrapped: String,
}

impl Slot {
    /// Wraps `key` for `owner` under `secret`, in the vault with id `vault`.
    pub(crate) fn wrap(vault: &str, owner: Owner, secret: &[u8], key: &Key) -> Result<Self, NoKey> {
        let kdf = Kdf {
            name: "argon2id".to_owned(),
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            lanes: LANES,
            salt: HEXLOWER.encode(random::<16>()?.as_slice()),
        };
        let nonce = random::<24>()?;
        let aad = associated(vault, &owner, &kdf);
        let payload = Payload { msg: key.as_slice(), aad: aad.as_bytes() };
        let wrapped = kdf
            .derive(secret)
            .and_then(|wrapping| {
                let cipher = XChaCha20Poly1305::new(wrapping.as_slice().into());
                cipher.encrypt(XNonce::from_slice(nonce.as_slice()), payload).ok()
            })
            // Fixed parameters and 32 bytes: neither step has a reason to fail but memory.
            .ok_or(NoKey)?;
        Ok(Self {
            owner,
            kdf,
            nonce: HEXLOWER.encode(nonce.as_slice()),
            wrapped: HEXLOWER.encode(&wrapped),
        })
    }

    /// The store key, or `None` when `secret` is not the one the slot was made with or the slot was altered.
    pub(crate) fn unwrap_key(&self, vault: &str, secret: &[u8]) -> Option<Key> {
        let nonce =
            HEXLOWER.decode(self.nonce.as_bytes()).ok().filter(|nonce| nonce.len() == 24)?;
        let wrapped = HEXLOWER.decode(self.wrapped.as_bytes()).ok()?;
        let wrapping = self.kdf.derive(secret)?;
        let cipher = XChaCha20Poly1305::new(wrapping.as_slice().into());
        let aad = associated(vault, &self.owner, &self.kdf);
        let payload = Payload { msg: &wrapped, aad: aad.as_bytes() };
        let opened = Zeroizing::new(cipher.decrypt(XNonce::from_slice(&nonce), payload).ok()?);
        let mut key = Key::default();
        (opened.len() == key.len()).then(|| key.copy_from_slice(&opened))?;
        Some(key)
    }
}

impl Kdf {
    fn derive(&self, secret: &[u8]) -> Option<Key> {
        let fits = self.name == "argon2id"
            && self.memory_kib <= MOST_MEMORY_KIB
            && self.passes <= MOST_PASSES
            && self.lanes <= MOST_LANES;
        let salt = HEXLOWER.decode(self.salt.as_bytes()).ok().filter(|_| fits)?;
        let mut key = Key::default();
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(key.len())).ok()?;
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(secret, &salt, key.as_mut_slice())
            .ok()?;
        Some(key)
    }
}

/// What the wrapped key is bound to, as a JSON array: one text for one meaning.
fn associated(vault: &str, owner: &Owner, kdf: &Kdf) -> String {
    serde_json::json!(["singo-slot-1", vault, owner, kdf]).to_string()
}
