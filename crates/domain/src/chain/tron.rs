//! Addresses of TRON: base58check over the byte 0x41 and twenty bytes, written `T…`.
//!
//! The public test networks use the same prefix and cannot be told apart.

use super::{AddressError, AddressKind, Decoded};

pub(super) fn decode(text: &str) -> Result<Decoded, AddressError> {
    let bytes = bs58::decode(text).with_check(None).into_vec()?;
    match (bytes.first(), bytes.len()) {
        (Some(0x41), 21) => Ok(Decoded::new(text.to_owned(), AddressKind::Account)),
        (Some(0xA0), 21) => Err(AddressError::TestNetwork),
        (_, 21) => Err(AddressError::BadPrefix),
        _ => Err(AddressError::WrongLength),
    }
}
