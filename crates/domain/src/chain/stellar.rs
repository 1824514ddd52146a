//! Addresses of Stellar: strkeys (SEP-0023) for accounts (`G…`), muxed accounts (`M…`) and contracts (`C…`).
//!
//! A strkey has one valid spelling: base32 without padding, unused bits zero, CRC-16 at the end. The normal
//! form of a muxed account is its `G…`; the sub-account number stands beside it.

use crc::{CRC_16_XMODEM, Crc};
use data_encoding::BASE32_NOPAD;

use super::{AddressError, AddressKind, Decoded};

const CRC: Crc<u16> = Crc::<u16>::new(&CRC_16_XMODEM);
const ACCOUNT: u8 = 6 << 3;
const MUXED: u8 = 12 << 3;
const CONTRACT: u8 = 2 << 3;
const SEED: u8 = 18 << 3;

pub(super) fn decode(text: &str) -> Result<Decoded, AddressError> {
    if !text.bytes().all(|b| b.is_ascii_uppercase() || (b'2'..=b'7').contains(&b)) {
        return Err(AddressError::BadCharacter);
    }
    let bytes = BASE32_NOPAD.decode(text.as_bytes()).map_err(|error| match error.kind {
        data_encoding::DecodeKind::Length => AddressError::WrongLength,
        // The alphabet was checked above, so bits that should be zero are not.
        _ => AddressError::BadChecksum,
    })?;
    let (content, sum) = bytes.split_last_chunk::<2>().ok_or(AddressError::WrongLength)?;
    let (version, key) = content.split_first().ok_or(AddressError::WrongLength)?;
    if CRC.checksum(content).to_le_bytes() != *sum {
        return Err(AddressError::BadChecksum);
    }
    match (*version, key.len()) {
        (ACCOUNT, 32) => Ok(Decoded::new(text.to_owned(), AddressKind::Account)),
        (CONTRACT, 32) => Ok(Decoded::new(text.to_owned(), AddressKind::Contract)),
        (MUXED, 40) => {
            let (account, id) = key.split_last_chunk::<8>().ok_or(AddressError::WrongLength)?;
            let tag = Some(u64::from_be_bytes(*id));
            Ok(Decoded { tag, ..Decoded::new(encode(ACCOUNT, account), AddressKind::Muxed) })
        }
        (SEED, 32) => Err(AddressError::SecretKey),
        (ACCOUNT | CONTRACT | MUXED | SEED, _) => Err(AddressError::WrongLength),
        _ => Err(AddressError::BadPrefix),
    }
}

fn encode(version: u8, key: &[u8]) -> String {
    let mut bytes = vec![version];
    bytes.extend_from_slice(key);
    let sum = CRC.checksum(&bytes).to_le_bytes();
    bytes.extend_from_slice(&sum);
    BASE32_NOPAD.encode(&bytes)
}
