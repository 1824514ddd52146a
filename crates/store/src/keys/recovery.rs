//! The recovery code: printed on paper at creation, opens the vault when a passphrase is forgotten.
//!
//! Eight groups of four characters of Crockford's base32 (no I, L, O, U): 144 random bits and 16 check
//! bits, so that a slip of the pen is told apart from a wrong code. It is handed out once and kept nowhere.

use std::fmt;

use data_encoding::{Encoding, Specification};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::secret::{NoKey, random};
use crate::error::KeyError;

const RANDOM_BYTES: usize = 18;
const CHECK_BYTES: usize = 2;
const GROUP: usize = 4;

/// A recovery code. Wiped from memory when dropped; `Debug` does not show it.
pub struct RecoveryCode(pub(super) Zeroizing<String>);

impl RecoveryCode {
    /// A fresh code.
    pub(crate) fn generate() -> Result<Self, NoKey> {
        let random = random::<RANDOM_BYTES>()?;
        let mut bytes = Zeroizing::new(random.to_vec());
        bytes.extend_from_slice(&check(&*random));
        Ok(Self(grouped(&bytes)))
    }

    /// The code as it is to be written down: `XXXX-XXXX-…`.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

/// A passphrase to begin with, which its user replaces at the first sign-in: four groups of four characters, 80 random
/// bits. Never of a recovery code's length.
///
/// # Errors
/// [`KeyError`] when the system gave no randomness.
pub fn one_time_passphrase() -> Result<Zeroizing<String>, KeyError> {
    Ok(grouped(&*random::<10>()?))
}

/// The bytes in groups of four characters.
fn grouped(bytes: &[u8]) -> Zeroizing<String> {
    let text = Zeroizing::new(crockford().encode(bytes));
    let mut grouped = Zeroizing::new(String::with_capacity(text.len() + text.len() / GROUP));
    for (place, character) in text.chars().enumerate() {
        if place > 0 && place % GROUP == 0 {
            grouped.push('-');
        }
        grouped.push(character);
    }
    grouped
}

/// The secret in a code as typed, or `None` when it is mistyped. Case, spaces and hyphens do not matter;
/// O reads as 0, I and L as 1.
pub(crate) fn read(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let bytes = Zeroizing::new(crockford().decode(text.trim().as_bytes()).ok()?);
    let (secret, found) = bytes.split_at_checked(RANDOM_BYTES)?;
    (found == check(secret)).then(|| Zeroizing::new(secret.to_vec()))
}

fn check(secret: &[u8]) -> [u8; CHECK_BYTES] {
    let digest = Sha256::new().chain_update(b"singo-recovery-1").chain_update(secret).finalize();
    [digest[0], digest[1]]
}

fn crockford() -> Encoding {
    let mut specification = Specification::new();
    specification.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    specification.translate.from.push_str("abcdefghjkmnpqrstvwxyzOoIiLl");
    specification.translate.to.push_str("ABCDEFGHJKMNPQRSTVWXYZ001111");
    specification.ignore.push_str(" -\t");
    // The specification is a constant; a test builds it.
    specification.encoding().unwrap_or(data_encoding::BASE32_NOPAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_however_it_is_typed() {
        let code = RecoveryCode::generate().unwrap();
        let groups: Vec<&str> = code.reveal().split('-').collect();
        assert_eq!(groups.len(), 8);
        assert!(groups.iter().all(|group| group.len() == 4));
        let secret = read(code.reveal()).unwrap();
        assert_eq!(secret.len(), RANDOM_BYTES);
        let sloppy =
            code.reveal().to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(read(&sloppy).as_deref(), Some(&*secret));
    }

    #[test]
    fn the_alphabet_is_crockfords() {
        // 40 zero bits are eight zeros, 40 one bits eight Z (Crockford, base 32: Z is 31).
        assert_eq!(crockford().encode(&[0; 5]), "00000000");
        assert_eq!(crockford().encode(&[255; 5]), "ZZZZZZZZ");
    }

    #[test]
    fn a_slip_is_noticed() {
        let code = RecoveryCode::generate().unwrap();
        let mut slipped = 0;
        for place in (0..code.reveal().len()).filter(|place| place % 5 != 4) {
            let mut typed = code.reveal().as_bytes().to_vec();
            typed[place] = if typed[place] == b'7' { b'8' } else { b'7' };
            slipped += usize::from(read(std::str::from_utf8(&typed).unwrap()).is_none());
        }
        // 16 check bits: one slip in 65,536 goes unnoticed.
        assert!(slipped >= 31, "{slipped} of 32 slips noticed");
        assert!(read("").is_none());
        assert!(read("0000").is_none());
    }
}
