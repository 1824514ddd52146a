//! Addresses of the XRP Ledger: classic (`r…`) and X-addresses (`X…`, XLS-5d), which carry a destination tag.
//!
//! The normal form is the classic address; the tag stands beside it. `T…` is the test network, `s…` a seed.

use bs58::Alphabet;

use super::{AddressError, AddressKind, Decoded};

const ACCOUNT: u8 = 0x00;
const SEED: u8 = 0x21;
const MAIN: [u8; 2] = [0x05, 0x44];
const TEST: [u8; 2] = [0x04, 0x93];

pub(super) fn decode(text: &str) -> Result<Decoded, AddressError> {
    let bytes = bs58::decode(text).with_alphabet(Alphabet::RIPPLE).with_check(None).into_vec()?;
    match bytes.as_slice() {
        [ACCOUNT, account @ ..] if account.len() == 20 => {
            Ok(Decoded::new(text.to_owned(), AddressKind::Account))
        }
        [SEED, seed @ ..] if seed.len() == 16 => Err(AddressError::SecretKey),
        // A seed of the newer key type has a prefix of three bytes.
        [0x01, 0xE1, 0x4B, seed @ ..] if seed.len() == 16 => Err(AddressError::SecretKey),
        [first, second, rest @ ..] if rest.len() == 29 => match [*first, *second] {
            MAIN => x_address(rest),
            TEST => Err(AddressError::TestNetwork),
            _ => Err(AddressError::BadPrefix),
        },
        other if other.len() == 21 => Err(AddressError::BadPrefix),
        _ => Err(AddressError::WrongLength),
    }
}

/// Account (20), flag (1), tag (8, least significant byte first; only four may be used).
fn x_address(rest: &[u8]) -> Result<Decoded, AddressError> {
    let (account, flag_and_tag) = rest.split_at(20);
    let mut tag = [0; 8];
    tag.copy_from_slice(&flag_and_tag[1..]);
    let tag = match (flag_and_tag[0], u64::from_le_bytes(tag)) {
        (0, 0) => None,
        (1, tag) if tag <= u64::from(u32::MAX) => Some(tag),
        _ => return Err(AddressError::BadContent),
    };
    let mut bytes = vec![ACCOUNT];
    bytes.extend_from_slice(account);
    let classic = bs58::encode(bytes).with_alphabet(Alphabet::RIPPLE).with_check().into_string();
    Ok(Decoded { tag, ..Decoded::new(classic, AddressKind::XAddress) })
}
