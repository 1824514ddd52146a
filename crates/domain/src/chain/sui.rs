//! Addresses of Sui: `0x` and 64 hexadecimal digits, without checksum.
//!
//! Shortened spellings are refused here, as for Aptos; packages of the system, which have them, are no
//! parties to a transfer. A private key is known by its beginning, `suiprivkey1`.

use super::{AddressError, AddressKind, Decoded};

pub(super) fn decode(text: &str) -> Result<Decoded, AddressError> {
    if text.starts_with("suiprivkey1") {
        return Err(AddressError::SecretKey);
    }
    let digits = text.strip_prefix("0x").ok_or(AddressError::BadPrefix)?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(AddressError::BadCharacter);
    }
    if digits.len() != 64 {
        return Err(AddressError::WrongLength);
    }
    let normal = format!("0x{}", digits.to_ascii_lowercase());
    Ok(Decoded { checksummed: false, ..Decoded::new(normal, AddressKind::Account) })
}
