//! Files encrypted for a passphrase, in the published format of age (age-encryption.org/v1): whoever has the
//! passphrase opens them with this program or with any other that knows the format.

use std::io::Read;

use age::secrecy::SecretString;

use super::inspect::read_file;
use crate::App;
use crate::convert::wrong;
use crate::error::{ErrorCode, WireError};
use crate::leaving::write_whole;
use crate::wire::{DecryptRequest, Exported};
use singo_domain::canonical::sha256_hex;

/// Fewest characters of a passphrase that protects a file on its way.
const LEAST: usize = 12;

/// Refuses a passphrase that is too short for a file that leaves the house.
pub fn long_enough(passphrase: &str) -> Result<(), WireError> {
    if passphrase.chars().count() < LEAST {
        return Err(WireError::new(ErrorCode::PassphraseTooShort).with("least", LEAST));
    }
    Ok(())
}

/// The bytes, encrypted.
pub fn encrypt(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, WireError> {
    long_enough(passphrase)?;
    let recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    age::encrypt(&recipient, bytes)
        .map_err(|error| WireError::new(ErrorCode::Internal).with("problem", error))
}

/// Opens an encrypted file and writes what is in it.
pub fn file_decrypt(_: &App, request: DecryptRequest) -> Result<Exported, WireError> {
    let file = read_file(&request.path)?;
    let opened = decrypt(&file, &request.passphrase)?;
    write_whole(&request.out, &opened)?;
    Ok(Exported { path: request.out, sha256: sha256_hex(&opened) })
}

fn decrypt(file: &[u8], passphrase: &str) -> Result<Vec<u8>, WireError> {
    // A hostile file asks for years of work; 2^22 is a minute.
    decrypted(file, passphrase, 22)
}

/// What is in an encrypted file that asks for no more work than this power of two.
///
/// # Errors
/// That it is none, or does not open with the passphrase.
pub fn decrypted(file: &[u8], passphrase: &str, most: u8) -> Result<Vec<u8>, WireError> {
    let reader = age::Decryptor::new(file).map_err(|error| wrong("file", &error.to_string()))?;
    if !reader.is_scrypt() {
        return Err(wrong("file", "age"));
    }
    let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(most);
    let mut opened = Vec::new();
    let mut stream = reader
        .decrypt(std::iter::once(&identity as &dyn age::Identity))
        .map_err(|_| ErrorCode::WrongPassphrase)?;
    stream.read_to_end(&mut opened).map_err(|error| wrong("file", &error.to_string()))?;
    Ok(opened)
}
