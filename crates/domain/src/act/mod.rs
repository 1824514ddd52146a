//! Acts: who did what to what, when; each sealed to the one before it, so that history can be checked.
//!
//! The hash of an act is SHA-256 over `singo-act-1` and its seven fields in the order of [`Act`] (without
//! the hash), the name and every field behind its length in eight bytes, most significant first. Numbers are
//! eight bytes; the time is milliseconds since 1970 in UTC. Act 1 follows the genesis, bound to its vault.
//! Not here: which acts there are, and where they are kept.

mod export;
#[cfg(test)]
mod mutations;
#[cfg(test)]
mod tests;
mod verify;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, SubsecRound, Utc};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

pub use export::{EXPORT_FORMAT, ExportCheck, ExportHead, NoExport, verify_export};
pub use verify::{Break, Damage, verify, verify_against};

/// The version of the bytes that are hashed.
pub const FORMAT: &str = "singo-act-1";

/// A SHA-256 hash; as text 64 hexadecimal digits in lower case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 32]);

/// A text that is not a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a SHA-256 hash in lower-case hexadecimal")]
pub struct DigestError;

/// What is about to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When; kept to the millisecond.
    pub at: DateTime<Utc>,
    /// Who: the id of a user, or `system`.
    pub actor: String,
    /// What was done, in the past tense: `filing.approved`.
    pub act: String,
    /// To what: `filing/12`, `vault`.
    pub subject: String,
    /// The hash of the details, which are kept apart.
    pub digest: Digest,
}

/// A recorded and sealed event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// Its number, from 1 without gaps.
    pub seq: u64,
    /// When, to the millisecond.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: String,
    /// What was done.
    pub act: String,
    /// To what.
    pub subject: String,
    /// The hash of the details.
    pub digest: Digest,
    /// The hash of the act before it.
    pub prev: Digest,
    /// The hash over all of the above.
    pub hash: Digest,
}

/// The end of a chain: everything up to here is fixed by one hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The number of the last act; 0 when there is none.
    pub seq: u64,
    /// Its hash, or the genesis.
    pub hash: Digest,
}

impl Digest {
    /// The hash of bytes.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The raw bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Head {
    /// The head of an empty chain. `vault` is the vault's identity: the acts of one vault do not verify in
    /// another.
    pub fn genesis(vault: &str) -> Self {
        Self { seq: 0, hash: Digest::of(framed(&[b"genesis", vault.as_bytes()])) }
    }
}

impl Act {
    /// Records an event as the next act after `head`.
    pub fn seal(head: &Head, event: Event) -> Self {
        let Event { at, actor, act, subject, digest } = event;
        let at = at.trunc_subsecs(3);
        let seq = head.seq + 1;
        let mut sealed =
            Self { seq, at, actor, act, subject, digest, prev: head.hash, hash: head.hash };
        sealed.hash = sealed.computed_hash();
        sealed
    }

    /// The head of the chain that ends with this act.
    pub fn head(&self) -> Head {
        Head { seq: self.seq, hash: self.hash }
    }

    /// The hash that follows from the fields.
    pub fn computed_hash(&self) -> Digest {
        let Self { seq, at, actor, act, subject, digest, prev, hash: _ } = self;
        Digest::of(framed(&[
            &seq.to_be_bytes(),
            &at.timestamp_millis().to_be_bytes(),
            actor.as_bytes(),
            act.as_bytes(),
            subject.as_bytes(),
            &digest.0,
            &prev.0,
        ]))
    }
}

/// The format's name and the fields, each behind its length: no two lists of fields give the same bytes.
fn framed(fields: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for field in [FORMAT.as_bytes()].iter().chain(fields) {
        bytes.extend_from_slice(&(field.len() as u64).to_be_bytes());
        bytes.extend_from_slice(field);
    }
    bytes
}

impl FromStr for Digest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, DigestError> {
        let bytes = HEXLOWER.decode(text.as_bytes()).map_err(|_| DigestError)?;
        bytes.try_into().map(Self).map_err(|_| DigestError)
    }
}

impl TryFrom<String> for Digest {
    type Error = DigestError;

    fn try_from(text: String) -> Result<Self, DigestError> {
        text.parse()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

/// As it is printed: the number of the act, a colon, its hash.
impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
