//! Files encrypted for a passphrase, in the published format of age (age-encryption.org/v1): whoever has the
//! passphrase opens them with this program or with any other that knows the format.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;

use age::secrecy::SecretString;
use age::stream::{StreamReader, StreamWriter};

use super::inspect::unreadable;
use crate::App;
use crate::convert::wrong;
use crate::error::{ErrorCode, WireError};
use crate::leaving::{Hashed, Unwritten, write_with};
use crate::wire::{DecryptRequest, Exported};

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
    let internal = |error| WireError::new(ErrorCode::Internal).with("problem", error);
    let mut encrypted = Vec::new();
    let mut plain = encrypting(&mut encrypted, passphrase)?;
    plain.write_all(bytes).and_then(|()| plain.finish().map(drop)).map_err(internal)?;
    Ok(encrypted)
}

/// Encrypts what is written, as it comes; the end must be said by `finish`.
pub fn encrypting<W: Write>(out: W, passphrase: &str) -> Result<StreamWriter<W>, WireError> {
    long_enough(passphrase)?;
    let internal = |error: &dyn ToString| {
        WireError::new(ErrorCode::Internal).with("problem", error.to_string())
    };
    let recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    let recipients = std::iter::once(&recipient as &dyn age::Recipient);
    let encryptor =
        age::Encryptor::with_recipients(recipients).map_err(|error| internal(&error))?;
    encryptor.wrap_output(out).map_err(|error| internal(&error))
}

/// Opens an encrypted file and writes what is in it.
pub fn file_decrypt(_: &App, request: DecryptRequest) -> Result<Exported, WireError> {
    let file = File::open(&request.path).map_err(|problem| unreadable(&request.path, &problem))?;
    // A hostile file asks for years of work; 2^22 is a minute.
    let mut plain = opened(BufReader::new(file), &request.passphrase, 22)?;
    let written = write_with(Path::new(&request.out), |file| {
        let mut out = Hashed::new(BufWriter::new(file));
        let mut part = vec![0; 1 << 16];
        loop {
            let read = plain.read(&mut part).map_err(|error| wrong("file", &error.to_string()))?;
            if read == 0 {
                return Ok::<_, Unwritten>(out.finish()?);
            }
            out.write_all(&part[..read])?;
        }
    });
    let sha256 = written.map_err(|unwritten| unwritten.at(&request.out))?;
    Ok(Exported { path: request.out, sha256 })
}

/// What is in an encrypted file that asks for no more work than this power of two.
///
/// # Errors
/// That it is none, or does not open with the passphrase.
pub fn decrypted(file: &[u8], passphrase: &str, most: u8) -> Result<Vec<u8>, WireError> {
    let mut plain = Vec::new();
    opened(file, passphrase, most)?
        .read_to_end(&mut plain)
        .map_err(|error| wrong("file", &error.to_string()))?;
    Ok(plain)
}

/// The same, as it is asked for; what is changed in the file is an error where it stands.
fn opened<R: Read>(file: R, passphrase: &str, most: u8) -> Result<StreamReader<R>, WireError> {
    let reader = age::Decryptor::new(file).map_err(|error| wrong("file", &error.to_string()))?;
    if !reader.is_scrypt() {
        return Err(wrong("file", "age"));
    }
    let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(most);
    reader
        .decrypt(std::iter::once(&identity as &dyn age::Identity))
        .map_err(|_| ErrorCode::WrongPassphrase.into())
}
