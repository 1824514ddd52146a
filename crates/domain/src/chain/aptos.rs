//! Addresses of Aptos after AIP-40: `0x` and 64 hexadecimal digits, or `0x0` to `0xf` for special ones.
//!
//! The normal form of a special address is the short one. Other shortened spellings are refused: a digit
//! lost in copying would make another address.

use super::{AddressError, AddressKind, Decoded};

pub(super) fn decode(text: &str) -> Result<Decoded, AddressError> {
    let digits = text.strip_prefix("0x").ok_or(AddressError::BadPrefix)?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(AddressError::BadCharacter);
    }
    let digits = digits.to_ascii_lowercase();
    let normal = match digits.len() {
        1 => digits,
        64 => match digits.strip_prefix(&"0".repeat(63)) {
            Some(special) => special.to_owned(),
            None => digits,
        },
        _ => return Err(AddressError::WrongLength),
    };
    let normal = format!("0x{normal}");
    Ok(Decoded { checksummed: false, ..Decoded::new(normal, AddressKind::Account) })
}
