//! Addresses of Solana: thirty-two bytes in base58, without checksum.
//!
//! Program-derived addresses lie off the curve by design, so that is not asked. Sixty-four bytes may be a
//! transaction id or a key pair; nothing tells them apart, so both are only too long.

use super::{AddressError, AddressKind, Decoded};

pub(super) fn decode(text: &str) -> Result<Decoded, AddressError> {
    match bs58::decode(text).into_vec()?.len() {
        32 => Ok(Decoded {
            checksummed: false,
            ..Decoded::new(text.to_owned(), AddressKind::Account)
        }),
        _ => Err(AddressError::WrongLength),
    }
}
