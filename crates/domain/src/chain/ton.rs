//! Addresses of TON: raw (`0:` and 64 hexadecimal digits) and friendly (36 bytes in base64, with CRC-16).
//!
//! One account has many friendly spellings (for wallets or contracts, two base64 alphabets); the normal form
//! is therefore the raw one. A friendly address marked for test networks is refused.

use crc::{CRC_16_XMODEM, Crc};
use data_encoding::{BASE64, BASE64URL, HEXLOWER};

use super::{AddressError, AddressKind, Decoded};

const CRC: Crc<u16> = Crc::<u16>::new(&CRC_16_XMODEM);
const BOUNCEABLE: u8 = 0x11;
const NON_BOUNCEABLE: u8 = 0x51;
const TEST_ONLY: u8 = 0x80;

pub(super) fn decode(text: &str) -> Result<Decoded, AddressError> {
    match text.split_once(':') {
        Some((workchain, account)) => raw(workchain, account),
        None => friendly(text),
    }
}

fn raw(workchain: &str, account: &str) -> Result<Decoded, AddressError> {
    // The base chain and the master chain; no other exists.
    if !["0", "-1"].contains(&workchain) {
        return Err(AddressError::BadPrefix);
    }
    if account.len() != 64 {
        return Err(AddressError::WrongLength);
    }
    if !account.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(AddressError::BadCharacter);
    }
    let normal = format!("{workchain}:{}", account.to_ascii_lowercase());
    Ok(Decoded { checksummed: false, ..Decoded::new(normal, AddressKind::Raw) })
}

fn friendly(text: &str) -> Result<Decoded, AddressError> {
    if text.len() != 48 {
        return Err(AddressError::WrongLength);
    }
    let encoding = if text.contains(['-', '_']) { BASE64URL } else { BASE64 };
    let bytes = encoding.decode(text.as_bytes()).map_err(|_| AddressError::BadCharacter)?;
    let (content, sum) = bytes.split_last_chunk::<2>().ok_or(AddressError::WrongLength)?;
    if CRC.checksum(content).to_be_bytes() != *sum {
        return Err(AddressError::BadChecksum);
    }
    let [flags, workchain, account @ ..] = content else { return Err(AddressError::WrongLength) };
    let workchain = match workchain {
        0x00 => "0",
        0xFF => "-1",
        _ => return Err(AddressError::BadPrefix),
    };
    let kind = match flags & !TEST_ONLY {
        BOUNCEABLE => AddressKind::Bounceable,
        NON_BOUNCEABLE => AddressKind::NonBounceable,
        _ => return Err(AddressError::BadPrefix),
    };
    if flags & TEST_ONLY != 0 {
        return Err(AddressError::TestNetwork);
    }
    Ok(Decoded::new(format!("{workchain}:{}", HEXLOWER.encode(account)), kind))
}
