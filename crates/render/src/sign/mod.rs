//! Electronic seals: a PAdES B-B signature over a paper (ETSI EN 319 142-1), appended to it.
//!
//! The bytes of the paper stay as they were; the seal is an incremental update behind them. Its bytes follow
//! from the paper, the words of its face and the room for the signature, so that whoever checks a sealed paper
//! makes the update again and compares: nothing else can hide in it. Not here: trust. Whether a certificate
//! is one to rely on is for the reader of the paper and his list of authorities.

mod container;
mod face;
mod identity;
mod npki;
mod place;
mod token;
mod update;

#[cfg(test)]
mod tests;

pub use container::Finding as SignatureFinding;
pub use identity::{Identity, IdentityError};

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use singo_domain::definition::Language;

use crate::layout::Laid;
use crate::{Fonts, RenderError, inside::open};
use update::{Hole, Update};

/// Most seals on one paper: 작성, 검토, 보고책임자.
const MOST: usize = 3;

/// What a seal says on its face.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// The signer's name.
    pub name: String,
    /// When; whole seconds.
    pub at: DateTime<Utc>,
    /// Why, in a few words.
    pub reason: String,
    /// The language of the words around them.
    pub language: Language,
}

/// A paper that could not be sealed, or whose seal could not be completed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// A name or reason has characters that no font has, or the paper cannot be read.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The paper has as many seals as it can carry.
    #[error("the paper carries {MOST} seals")]
    Full,
    /// The key or the certificate cannot sign.
    #[error("the key cannot sign: {0}")]
    Key(String),
    /// The signature is larger than its room.
    #[error("the signature does not fit")]
    Room,
    /// There is no seal at the end of the file.
    #[error("the paper is not sealed")]
    Unsealed,
    /// The timestamp token is not one over this signature.
    #[error("not a timestamp of this signature: {0}")]
    Token(String),
}

/// A seal as it is read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// What its face says.
    pub seal: Seal,
    /// Whether the signature holds, and whose it is.
    pub signature: SignatureFinding,
}

/// Seals a paper: what is to be appended to it. `laid` is what stands on it, for the seal must not stand on anything.
///
/// # Errors
/// [`SignError`].
pub fn seal(
    pdf: &[u8],
    laid: &Laid,
    seal: &Seal,
    identity: &Identity,
    fonts: &Fonts,
) -> Result<Vec<u8>, SignError> {
    let number = count(pdf);
    if number >= MOST {
        return Err(SignError::Full);
    }
    let update = Update { laid, seal, number, room: identity.room(), fonts };
    let (mut bytes, hole) = update.append(pdf)?;
    let signature = container::sign(identity, &digest(pdf, &bytes, &hole))?;
    fill(&mut bytes, &hole, &signature)?;
    Ok(bytes)
}

/// Reads the seals behind a paper of `paper` bytes, in order. `None` where what stands there is anything but
/// the seals that this program would have written.
pub fn sealed(
    pdf: &[u8],
    paper: usize,
    laid: &Laid,
    language: Language,
    fonts: &Fonts,
) -> Option<Vec<Sealed>> {
    let mut end = paper;
    let mut found = Vec::new();
    while end < pdf.len() {
        let (seal, room) = update::read(&pdf[end..], language)?;
        if found.len() >= MOST {
            return None;
        }
        let update = Update { laid, seal: &seal, number: found.len(), room, fonts };
        let (before, behind) = pdf.split_at_checked(end)?;
        let (again, hole) = update.append(before).ok()?;
        let own = behind.get(..again.len())?;
        let same = own[..hole.start] == again[..hole.start] && own[hole.end..] == again[hole.end..];
        let contents = update::unhex(own.get(hole.start..hole.end)?)?;
        if !same {
            return None;
        }
        let signature = container::check(&contents, &digest(before, own, &hole), seal.at);
        end += again.len();
        found.push(Sealed { seal, signature });
    }
    Some(found)
}

/// The request for a timestamp of the last seal (RFC 3161, 2.4.1), for any authority.
///
/// # Errors
/// [`SignError::Unsealed`].
pub fn token_request(pdf: &[u8]) -> Result<Vec<u8>, SignError> {
    let hole = update::last_hole(pdf).ok_or(SignError::Unsealed)?;
    let contents = update::unhex(&pdf[hole.start..hole.end]).ok_or(SignError::Unsealed)?;
    token::request(&container::signature_of(&contents)?)
}

/// Puts a timestamp into the last seal of a paper, or of what is appended to one. The token stands in the room kept for the signature, which the
/// signature itself does not cover.
///
/// # Errors
/// [`SignError::Token`] where the answer is no token over this signature.
pub fn with_token(pdf: &[u8], response: &[u8]) -> Result<Vec<u8>, SignError> {
    let hole = update::last_hole(pdf).ok_or(SignError::Unsealed)?;
    let contents = update::unhex(&pdf[hole.start..hole.end]).ok_or(SignError::Unsealed)?;
    let token = token::read(response, &container::signature_of(&contents)?)?;
    let stamped = container::with_token(&contents, &token)?;
    let mut bytes = pdf.to_vec();
    fill(&mut bytes, &hole, &stamped)?;
    Ok(bytes)
}

/// Reads a signature as it stands in a paper, over this digest.
pub fn read_signature(contents: &[u8], digest: &[u8; 32], at: DateTime<Utc>) -> SignatureFinding {
    container::check(contents, digest, at)
}

/// Whether an authority's answer is a timestamp of this signature.
pub fn is_token(answer: &[u8], signature: &[u8]) -> bool {
    token::read(answer, signature).is_ok()
}

/// How many seals a paper carries.
fn count(pdf: &[u8]) -> usize {
    open(pdf).map_or(0, |document| {
        let objects = document.objects.values();
        objects.filter(|object| object.as_dict().is_ok_and(|d| d.has(b"ByteRange"))).count()
    })
}

/// SHA-256 of everything but the room for the signature, which is in what is appended.
fn digest(paper: &[u8], bytes: &[u8], hole: &Hole) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(paper);
    // The angle brackets belong to the room (ISO 32000-1, 12.8.1).
    hash.update(&bytes[..hole.start - 1]);
    hash.update(&bytes[hole.end + 1..]);
    hash.finalize().into()
}

fn fill(bytes: &mut [u8], hole: &Hole, signature: &[u8]) -> Result<(), SignError> {
    let room = &mut bytes[hole.start..hole.end];
    if signature.len() * 2 > room.len() {
        return Err(SignError::Room);
    }
    room.fill(b'0');
    for (place, byte) in room.chunks_mut(2).zip(signature) {
        place.copy_from_slice(format!("{byte:02X}").as_bytes());
    }
    Ok(())
}
