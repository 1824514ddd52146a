//! The canonical copy of a filing: the one byte sequence that its document hash is taken over.
//!
//! JSON after RFC 8785 in the part we use: keys in order, no white space, strings only (numbers never occur;
//! amounts are the texts that were entered), NFC. A change here needs a new `format`.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::answer::Content;

/// The version of the canonical format.
pub const FORMAT: &str = "singo-filing-1";

/// What identifies the definition a filing was written under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct DefinitionRef {
    /// The form.
    pub form: String,
    /// Its version.
    pub version: String,
    /// Its content hash.
    pub hash: String,
}

#[derive(Serialize)]
struct CanonicalFiling<'a> {
    content: &'a Content,
    definition: &'a DefinitionRef,
    format: &'static str,
}

/// The canonical bytes of a filing.
pub fn canonical_filing(definition: &DefinitionRef, content: &Content) -> String {
    let value = serde_json::to_value(CanonicalFiling { content, definition, format: FORMAT });
    // serde_json's map is ordered by key; every part serialises to texts, lists and maps with text keys.
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256_hex(bytes: impl AsRef<[u8]>) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}
