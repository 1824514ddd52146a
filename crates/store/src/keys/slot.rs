//! One key slot: the store key, for whoever knows one passphrase or recovery code.
//!
//! Argon2id (RFC 9106) turns the passphrase into a key, XChaCha20-Poly1305 wraps with it the private half of
//! an X25519 pair (RFC 7748); the store key is sealed to the public half. So a new store key can be handed to
//! every slot without anybody's passphrase, and who knew the old store key learns nothing of the new one.
//! Everything else the slot says (vault, user, parameters) is authenticated with it: a slot that was
//! altered, or carried over from another vault or another user, does not open. A slot of the first version
//! has no pair: it wraps the store key itself, and opens, but cannot be handed a new key.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use x25519_dalek::{PublicKey, StaticSecret};
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pair: Option<Pair>,
}

/// The public half of a slot, and the store key sealed to it by a sender that was used once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    public: String,
    sender: String,
    sealed: String,
}

impl Slot {
    /// Wraps `key` for `owner` under `secret`, in the vault with id `vault`.
    pub(crate) fn wrap(vault: &str, owner: Owner, secret: &[u8], key: &Key) -> Result<Self, NoKey> {
        let private = StaticSecret::from(*random::<32>()?);
        let public = HEXLOWER.encode(PublicKey::from(&private).as_bytes());
        let kdf = Kdf {
            name: "argon2id".to_owned(),
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            lanes: LANES,
            salt: HEXLOWER.encode(random::<16>()?.as_slice()),
        };
        let nonce = random::<24>()?;
        let aad = associated(vault, &owner, &kdf, Some(&public));
        let private_half = Zeroizing::new(private.to_bytes());
        let payload = Payload { msg: private_half.as_slice(), aad: aad.as_bytes() };
        let wrapped = kdf
            .derive(secret)
            .and_then(|wrapping| {
                let cipher = XChaCha20Poly1305::new(wrapping.as_slice().into());
                cipher.encrypt(XNonce::from_slice(nonce.as_slice()), payload).ok()
            })
            // Fixed parameters and 32 bytes: neither step has a reason to fail but memory.
            .ok_or(NoKey)?;
        let pair = Some(Pair::seal(vault, &owner, public, key)?);
        let nonce = HEXLOWER.encode(nonce.as_slice());
        Ok(Self { owner, kdf, nonce, wrapped: HEXLOWER.encode(&wrapped), pair })
    }

    /// The same slot for a new store key; `None` for a slot of the first version, which needs its passphrase.
    pub(crate) fn handed(&self, vault: &str, key: &Key) -> Option<Result<Self, NoKey>> {
        let pair = self.pair.as_ref()?;
        let fresh = Pair::seal(vault, &self.owner, pair.public.clone(), key);
        Some(fresh.map(|pair| Self { pair: Some(pair), ..self.clone() }))
    }

    /// The store key, or `None` when `secret` is not the one the slot was made with or the slot was altered.
    pub(crate) fn unwrap_key(&self, vault: &str, secret: &[u8]) -> Option<Key> {
        let nonce =
            HEXLOWER.decode(self.nonce.as_bytes()).ok().filter(|nonce| nonce.len() == 24)?;
        let wrapped = HEXLOWER.decode(self.wrapped.as_bytes()).ok()?;
        let wrapping = self.kdf.derive(secret)?;
        let cipher = XChaCha20Poly1305::new(wrapping.as_slice().into());
        let public = self.pair.as_ref().map(|pair| pair.public.as_str());
        let aad = associated(vault, &self.owner, &self.kdf, public);
        let payload = Payload { msg: &wrapped, aad: aad.as_bytes() };
        let opened = Zeroizing::new(cipher.decrypt(XNonce::from_slice(&nonce), payload).ok()?);
        let inner = key_of(&opened)?;
        match &self.pair {
            None => Some(inner),
            Some(pair) => pair.open(vault, &self.owner, &StaticSecret::from(*inner)),
        }
    }
}

impl Pair {
    fn seal(vault: &str, owner: &Owner, public: String, key: &Key) -> Result<Self, NoKey> {
        let to = PublicKey::from(*key_of(&decoded(&public).ok_or(NoKey)?).ok_or(NoKey)?);
        let once = StaticSecret::from(*random::<32>()?);
        let sender = PublicKey::from(&once);
        let cipher = sealing(&once.diffie_hellman(&to).to_bytes(), &sender, &to);
        let aad = addressed(vault, owner, &public);
        let payload = Payload { msg: key.as_slice(), aad: aad.as_bytes() };
        // The key of this cipher is used once, so its nonce may be fixed.
        let sealed = cipher.encrypt(&XNonce::default(), payload).map_err(|_| NoKey)?;
        let sender = HEXLOWER.encode(sender.as_bytes());
        Ok(Self { public, sender, sealed: HEXLOWER.encode(&sealed) })
    }

    fn open(&self, vault: &str, owner: &Owner, private: &StaticSecret) -> Option<Key> {
        let sender = PublicKey::from(*key_of(&decoded(&self.sender)?)?);
        let to = PublicKey::from(private);
        let cipher = sealing(&private.diffie_hellman(&sender).to_bytes(), &sender, &to);
        let aad = addressed(vault, owner, &self.public);
        let sealed = decoded(&self.sealed)?;
        let payload = Payload { msg: &sealed, aad: aad.as_bytes() };
        let opened = Zeroizing::new(cipher.decrypt(&XNonce::default(), payload).ok()?);
        key_of(&opened)
    }
}

/// The cipher between a sender and a slot: SHA-256 over both public halves and what only the two can compute.
fn sealing(shared: &[u8; 32], sender: &PublicKey, to: &PublicKey) -> XChaCha20Poly1305 {
    let mut key = Key::default();
    Sha256::new()
        .chain_update(b"singo-slot-pair-2")
        .chain_update(sender.as_bytes())
        .chain_update(to.as_bytes())
        .chain_update(shared)
        .finalize_into(key.as_mut_slice().into());
    XChaCha20Poly1305::new(key.as_slice().into())
}

fn decoded(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    HEXLOWER.decode(text.as_bytes()).ok().map(Zeroizing::new)
}

fn key_of(bytes: &[u8]) -> Option<Key> {
    let mut key = Key::default();
    (bytes.len() == key.len()).then(|| key.copy_from_slice(bytes))?;
    Some(key)
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
fn associated(vault: &str, owner: &Owner, kdf: &Kdf, public: Option<&str>) -> String {
    match public {
        None => serde_json::json!(["singo-slot-1", vault, owner, kdf]).to_string(),
        Some(public) => serde_json::json!(["singo-slot-2", vault, owner, kdf, public]).to_string(),
    }
}

fn addressed(vault: &str, owner: &Owner, public: &str) -> String {
    serde_json::json!(["singo-slot-pair-2", vault, owner, public]).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owner() -> Owner {
        Owner::Passphrase { user: "김담당".to_owned() }
    }

    #[test]
    fn a_new_key_reaches_the_slot_without_its_secret_and_the_old_slot_keeps_the_old() {
        let (first, second): (Key, Key) = (random().unwrap(), random().unwrap());
        let slot = Slot::wrap("ab", owner(), b"secret", &first).unwrap();
        let handed = slot.handed("ab", &second).unwrap().unwrap();
        assert_eq!(handed.unwrap_key("ab", b"secret"), Some(second));
        assert_eq!(slot.unwrap_key("ab", b"secret"), Some(first));
        assert_eq!(handed.unwrap_key("ab", b"other"), None);
        assert_eq!(handed.unwrap_key("cd", b"secret"), None, "of another vault");
    }

    #[test]
    fn a_key_sealed_to_another_slot_does_not_open_here() {
        let key: Key = random().unwrap();
        let mine = Slot::wrap("ab", owner(), b"mine", &key).unwrap();
        let other = Owner::Passphrase { user: "박검토".to_owned() };
        let theirs = Slot::wrap("ab", other, b"theirs", &key).unwrap();
        let crossed = Slot { pair: theirs.pair, ..mine };
        assert_eq!(crossed.unwrap_key("ab", b"mine"), None);
    }

    #[test]
    fn a_slot_of_the_first_version_opens_but_takes_no_new_key() {
        // Written by the first version of the program: the store key 00 01 02 … 1f under "시험용 말".
        let kdf = Kdf {
            name: "argon2id".to_owned(),
            memory_kib: 64,
            passes: 1,
            lanes: 1,
            salt: "00".repeat(16),
        };
        let key: Vec<u8> = (0..32).collect();
        let aad = associated("ab", &owner(), &kdf, None);
        let wrapping = kdf.derive("시험용 말".as_bytes()).unwrap();
        let cipher = XChaCha20Poly1305::new(wrapping.as_slice().into());
        let payload = Payload { msg: &key, aad: aad.as_bytes() };
        let wrapped = cipher.encrypt(&XNonce::default(), payload).unwrap();
        let text = serde_json::json!({
            "kind": "passphrase", "user": "김담당", "kdf": kdf,
            "nonce": "00".repeat(24), "wrapped": HEXLOWER.encode(&wrapped)
        });
        let slot: Slot = serde_json::from_value(text).unwrap();
        assert_eq!(slot.unwrap_key("ab", "시험용 말".as_bytes()).unwrap().as_slice(), key);
        assert!(slot.handed("ab", &random().unwrap()).is_none());
    }
}
