//! Transaction ids: hashes without checksum, so only length and alphabet can be checked.
//!
//! The normal form is the spelling in which two ids are compared: hexadecimal in lower case, base58 as it is.
//! Whether such a transaction exists is not known here, and not asked.

use data_encoding::{BASE64, BASE64URL, HEXLOWER};
use serde::{Deserialize, Serialize};

use super::{AddressError, LONGEST};

/// How a chain writes its transaction ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TxidFormat {
    /// 64 hexadecimal digits.
    #[serde(rename = "hex64")]
    Hex64,
    /// `0x` and 64 hexadecimal digits.
    #[serde(rename = "0x_hex64")]
    PrefixedHex64,
    /// 64 bytes in base58: a Solana signature.
    #[serde(rename = "base58_64")]
    Base58Of64,
    /// 32 bytes in base58: a Sui digest.
    #[serde(rename = "base58_32")]
    Base58Of32,
    /// 64 hexadecimal digits, or 32 bytes in base64 or base64url: TON explorers show both.
    #[serde(rename = "hex64_or_base64")]
    Hex64OrBase64,
}

impl TxidFormat {
    /// Reads a transaction id and returns its normal form: hexadecimal in lower case, base58 as it is.
    ///
    /// # Errors
    /// `WrongLength`, `BadPrefix` or `BadCharacter`.
    pub fn read(self, text: &str) -> Result<String, AddressError> {
        if text.len() > LONGEST {
            return Err(AddressError::WrongLength);
        }
        match self {
            Self::Hex64 => hex64(text),
            Self::PrefixedHex64 => {
                let digits = text.strip_prefix("0x").ok_or(AddressError::BadPrefix)?;
                hex64(digits).map(|digits| format!("0x{digits}"))
            }
            Self::Base58Of64 => base58(text, 64),
            Self::Base58Of32 => base58(text, 32),
            Self::Hex64OrBase64 if text.len() == 44 => {
                let bytes = BASE64.decode(text.as_bytes());
                let bytes = bytes.or_else(|_| BASE64URL.decode(text.as_bytes()));
                let bytes = bytes.map_err(|_| AddressError::BadCharacter)?;
                if bytes.len() != 32 {
                    return Err(AddressError::WrongLength);
                }
                Ok(HEXLOWER.encode(&bytes))
            }
            Self::Hex64OrBase64 => hex64(text),
        }
    }
}

fn hex64(text: &str) -> Result<String, AddressError> {
    if text.chars().count() != 64 {
        return Err(AddressError::WrongLength);
    }
    if !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(AddressError::BadCharacter);
    }
    Ok(text.to_ascii_lowercase())
}

fn base58(text: &str, bytes: usize) -> Result<String, AddressError> {
    if bs58::decode(text).into_vec()?.len() == bytes {
        Ok(text.to_owned())
    } else {
        Err(AddressError::WrongLength)
    }
}
