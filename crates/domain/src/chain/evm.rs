//! Addresses of Ethereum and its kin: `0x` and twenty bytes in hexadecimal.
//!
//! ERC-55 hides a checksum in the case of the letters. Mixed case must match it; one case throughout carries
//! no checksum and is accepted. The normal form is the checksummed one.

use sha3::{Digest, Keccak256};

use super::{AddressError, AddressKind, Decoded};

pub(super) fn decode(text: &str) -> Result<Decoded, AddressError> {
    let digits = text.strip_prefix("0x").ok_or(AddressError::BadPrefix)?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(AddressError::BadCharacter);
    }
    if digits.len() != 40 {
        return Err(AddressError::WrongLength);
    }
    let normal = checksummed(digits);
    let mixed = digits.bytes().any(|b| b.is_ascii_lowercase())
        && digits.bytes().any(|b| b.is_ascii_uppercase());
    if mixed && normal != text {
        return Err(AddressError::BadChecksum);
    }
    Ok(Decoded { checksummed: mixed, ..Decoded::new(normal, AddressKind::Account) })
}

/// The ERC-55 form of forty hexadecimal digits.
fn checksummed(digits: &str) -> String {
    let lower = digits.to_ascii_lowercase();
    let hash = Keccak256::digest(lower.as_bytes());
    let cased = lower.char_indices().map(|(i, c)| {
        let nibble = if i % 2 == 0 { hash[i / 2] >> 4 } else { hash[i / 2] & 0xF };
        if nibble >= 8 { c.to_ascii_uppercase() } else { c }
    });
    "0x".chars().chain(cased).collect()
}
