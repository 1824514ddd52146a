//! Addresses of Solana: thirty-two bytes in base58, without checksum.
//!
//! Program-derived addresses lie off the curve by design, so that is not asked. A key pair of sixty-four
//! bytes is longer and is refused as a secret.

use super::{AddressError, AddressKind, Decoded};

pub(super) fn decode(text: &str) -> Result<Decoded, AddressError> {
    match bs58::decode(text).into_vec()?.len() {
        32 => Ok(Decoded {
            checksummed: false,
            ..Decoded::new(text.to_owned(), AddressKind::Account)
        }),
        64 => Err(AddressError::SecretKey),
        _ => Err(AddressError::WrongLength),
    }
}
