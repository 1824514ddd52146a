//! Identifiers of tokens: a contract, a mint, an issuer, or on Move chains the type of a coin.
//!
//! Only the shape is checked; which token it is stands in another list.

use super::{AddressError, AddressKind, Family};

pub(super) fn read(family: Family, text: &str) -> Result<String, AddressError> {
    match family {
        Family::Bitcoin => Err(AddressError::NoContracts),
        Family::Evm | Family::Tron | Family::Solana | Family::Ton => address(family, text),
        // `CODE:issuer` or `CODE.issuer`; a currency code has no checksum of its own.
        Family::Xrpl => issued(family, text, '.'),
        Family::Stellar => issued(family, text, ':'),
        Family::Aptos => coin_type(family, text),
        // Packages of the system have short addresses, as in 0x2::sui::SUI.
        Family::Sui => coin_type(if is_short(text) { Family::Aptos } else { family }, text),
    }
}

fn address(family: Family, text: &str) -> Result<String, AddressError> {
    let decoded = family.decode(text)?;
    // A token is never one customer's sub-account.
    if decoded.kind == AddressKind::Muxed || decoded.tag.is_some() {
        return Err(AddressError::BadContent);
    }
    Ok(decoded.normal)
}

fn issued(family: Family, text: &str, separator: char) -> Result<String, AddressError> {
    let Some((code, issuer)) = text.split_once(separator) else { return address(family, text) };
    if code.is_empty() || !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(AddressError::BadCharacter);
    }
    Ok(format!("{code}{separator}{}", address(family, issuer)?))
}

fn is_short(text: &str) -> bool {
    text.split("::").next().is_some_and(|package| package.len() == 3)
}

fn coin_type(family: Family, text: &str) -> Result<String, AddressError> {
    let mut parts = text.split("::");
    let package = address(family, parts.next().unwrap_or_default())?;
    let names: Vec<&str> = parts.collect();
    let is_name = |name: &&str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    match names.len() {
        0 => Ok(package),
        2 if names.iter().all(is_name) => Ok(format!("{package}::{}", names.join("::"))),
        2 => Err(AddressError::BadCharacter),
        _ => Err(AddressError::BadContent),
    }
}
