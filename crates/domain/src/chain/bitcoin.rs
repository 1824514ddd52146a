//! Addresses of Bitcoin's main network: base58check (`1…`, `3…`) and SegWit (`bc1…`, BIP-173 and BIP-350).
//!
//! Test networks are refused by name. A private key in wallet import format is recognised and refused.

use bech32::primitives::decode::{
    CharError, SegwitHrpstring, SegwitHrpstringError, UncheckedHrpstringError,
};

use super::{AddressError, AddressKind, Decoded};

pub(super) fn decode(text: &str) -> Result<Decoded, AddressError> {
    // The separator of SegWit is the last `1`; no base58 address has a network's name before one.
    let prefix = text.rsplit_once('1').map(|(prefix, _)| prefix.to_ascii_lowercase());
    match prefix.as_deref() {
        Some("bc") => segwit(text),
        Some("tb" | "bcrt") => segwit(text).and(Err(AddressError::TestNetwork)),
        _ if SegwitHrpstring::new(text).is_ok() => Err(AddressError::WrongNetwork),
        _ => base58(text),
    }
}

fn base58(text: &str) -> Result<Decoded, AddressError> {
    let bytes = bs58::decode(text).with_check(None).into_vec()?;
    let kind = match (bytes.first(), bytes.len()) {
        (Some(0x00), 21) => AddressKind::P2pkh,
        (Some(0x05), 21) => AddressKind::P2sh,
        (Some(0x6F | 0xC4), 21) => return Err(AddressError::TestNetwork),
        (Some(0x80 | 0xEF), 33 | 34) => return Err(AddressError::SecretKey),
        (_, 21) => return Err(AddressError::WrongNetwork),
        _ => return Err(AddressError::WrongLength),
    };
    Ok(Decoded::new(text.to_owned(), kind))
}

fn segwit(text: &str) -> Result<Decoded, AddressError> {
    let address = SegwitHrpstring::new(text).map_err(segwit_error)?;
    let kind = match (address.witness_version().to_u8(), address.byte_iter().count()) {
        (0, 20) => AddressKind::P2wpkh,
        (0, _) => AddressKind::P2wsh,
        (1, 32) => AddressKind::P2tr,
        _ => AddressKind::WitnessUnknown,
    };
    Ok(Decoded::new(text.to_ascii_lowercase(), kind))
}

fn segwit_error(error: SegwitHrpstringError) -> AddressError {
    match error {
        SegwitHrpstringError::Unchecked(UncheckedHrpstringError::Char(CharError::MixedCase)) => {
            AddressError::MixedCase
        }
        SegwitHrpstringError::Unchecked(_) => AddressError::BadCharacter,
        SegwitHrpstringError::Checksum(_) => AddressError::BadChecksum,
        SegwitHrpstringError::NoData
        | SegwitHrpstringError::TooLong(_)
        | SegwitHrpstringError::WitnessLength(_) => AddressError::WrongLength,
        _ => AddressError::BadContent,
    }
}
