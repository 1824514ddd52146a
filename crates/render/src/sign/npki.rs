//! Private keys as Korean certificate authorities protect them: PKCS#8 `EncryptedPrivateKeyInfo` under SEED.
//!
//! Two ways are in use. KISA's own scheme (KCAC.TS.CM, `id-seedCBCWithSHA1` and `id-seedCBC`) derives the key
//! as PBKDF1 of RFC 8018 does, with SHA-1; newer files are PBES2 of RFC 8018, 6.2 with SEED-CBC (RFC 4010).
//! Anything else is left to the crate for PKCS#8. SHA-1 is used here and for nothing else.

use cbc::cipher::{BlockDecryptMut, KeyIvInit, block_padding::Pkcs7};
use kisaseed::SEED;
use pkcs8::EncryptedPrivateKeyInfo;
use sha1::{Digest, Sha1};
use x509_cert::der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use x509_cert::der::{Decode, Encode, Reader, SliceReader, Tag};
use zeroize::Zeroizing;

use super::IdentityError;

const SEED_CBC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.410.200004.1.4");
const SEED_CBC_WITH_SHA1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.410.200004.1.15");
const PBES2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.13");
const PBKDF2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.12");
const HMAC_SHA1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.2.7");
const HMAC_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.2.9");
/// The initial vector of `id-seedCBC` used as a scheme of its own.
const FIXED_VECTOR: &[u8; 16] = b"0123456789012345";
/// More rounds than any authority uses; a file from a stranger must not keep the program busy for ever.
const MOST_ROUNDS: u32 = 10_000_000;

type Plain = Zeroizing<Vec<u8>>;
/// Key and initial vector.
type Opening = (Zeroizing<[u8; 16]>, [u8; 16]);

/// The key in a protected file, as PKCS#8.
pub(super) fn decrypt(file: &[u8], passphrase: &str) -> Result<Plain, IdentityError> {
    let broken = |error: x509_cert::der::Error| IdentityError::Unreadable(error.to_string());
    let mut outer = SliceReader::new(file).map_err(broken)?;
    let (scheme, parameters, data) = outer
        .sequence(|reader| {
            let (scheme, parameters) = algorithm(reader)?;
            Ok((scheme, parameters, OctetStringRef::decode(reader)?.as_bytes()))
        })
        .map_err(broken)?;
    let secret = passphrase.as_bytes();
    let (key, vector) = if scheme == SEED_CBC_WITH_SHA1 || scheme == SEED_CBC {
        let (salt, rounds) = parameters
            .ok_or_else(|| IdentityError::Unreadable("no parameters".to_owned()))?
            .sequence(|reader| {
                Ok((OctetStringRef::decode(reader)?.as_bytes().to_vec(), u32::decode(reader)?))
            })
            .map_err(broken)?;
        let derived = pbkdf1(secret, &salt, bounded(rounds)?);
        let vector = if scheme == SEED_CBC {
            *FIXED_VECTOR
        } else {
            first16(&Sha1::digest(&derived[16..20]))
        };
        (Zeroizing::new(first16(&derived[..])), vector)
    } else if scheme == PBES2 {
        match seed_in_pbes2(parameters, secret)? {
            Some(found) => found,
            None => return standard(file, passphrase),
        }
    } else {
        return standard(file, passphrase);
    };
    let cipher = cbc::Decryptor::<SEED>::new((&*key).into(), (&vector).into());
    let plain =
        cipher.decrypt_padded_vec_mut::<Pkcs7>(data).map_err(|_| IdentityError::Passphrase)?;
    let plain = Zeroizing::new(plain);
    // A wrong key leaves a valid padding once in 256 times, but hardly a PKCS#8 structure.
    without_attributes(&plain).map(|_| plain).ok_or(IdentityError::Passphrase)
}

/// A scheme that is no Korean one.
fn standard(file: &[u8], passphrase: &str) -> Result<Plain, IdentityError> {
    let read = EncryptedPrivateKeyInfo::try_from(file)
        .map_err(|error| IdentityError::Unsupported(error.to_string()))?;
    let plain = read.decrypt(passphrase).map_err(|_| IdentityError::Passphrase)?;
    Ok(Zeroizing::new(plain.as_bytes().to_vec()))
}

/// Key and vector where the cipher is SEED; `None` where it is another.
fn seed_in_pbes2(
    parameters: Option<AnyRef<'_>>,
    secret: &[u8],
) -> Result<Option<Opening>, IdentityError> {
    let broken = |error: x509_cert::der::Error| IdentityError::Unreadable(error.to_string());
    let none = || IdentityError::Unreadable("no parameters".to_owned());
    let (derivation, given, cipher, vector) = parameters
        .ok_or_else(none)?
        .sequence(|reader| {
            let (derivation, given) = algorithm(reader)?;
            let (cipher, vector) = algorithm(reader)?;
            Ok((derivation, given, cipher, vector))
        })
        .map_err(broken)?;
    if cipher != SEED_CBC {
        return Ok(None);
    }
    if derivation != PBKDF2 {
        return Err(IdentityError::Unsupported(derivation.to_string()));
    }
    let (salt, rounds, function) = given
        .ok_or_else(none)?
        .sequence(|reader| {
            let salt = OctetStringRef::decode(reader)?.as_bytes().to_vec();
            let rounds = u32::decode(reader)?;
            let mut function = HMAC_SHA1;
            while !reader.is_finished() {
                // The length of the key, or the function; both may be left out.
                if reader.peek_tag()? == Tag::Sequence {
                    function = algorithm(reader)?.0;
                } else {
                    u32::decode(reader)?;
                }
            }
            Ok((salt, rounds, function))
        })
        .map_err(broken)?;
    let rounds = bounded(rounds)?;
    let mut key = Zeroizing::new([0; 16]);
    if function == HMAC_SHA1 {
        pbkdf2::pbkdf2_hmac::<Sha1>(secret, &salt, rounds, &mut *key);
    } else if function == HMAC_SHA256 {
        pbkdf2::pbkdf2_hmac::<sha2::Sha256>(secret, &salt, rounds, &mut *key);
    } else {
        return Err(IdentityError::Unsupported(function.to_string()));
    }
    let vector = vector.and_then(|v| v.decode_as::<OctetStringRef<'_>>().ok()).ok_or_else(none)?;
    let vector = vector.as_bytes().try_into().map_err(|_| none())?;
    Ok(Some((key, vector)))
}

fn algorithm<'a>(
    reader: &mut impl Reader<'a>,
) -> x509_cert::der::Result<(ObjectIdentifier, Option<AnyRef<'a>>)> {
    reader.sequence(|inner| {
        let id = ObjectIdentifier::decode(inner)?;
        let parameters = if inner.is_finished() { None } else { Some(AnyRef::decode(inner)?) };
        Ok((id, parameters))
    })
}

fn bounded(rounds: u32) -> Result<u32, IdentityError> {
    let fair = (1..=MOST_ROUNDS).contains(&rounds);
    if fair { Ok(rounds) } else { Err(IdentityError::Unsupported(format!("{rounds} rounds"))) }
}

/// RFC 8018, 5.1 with SHA-1: 20 bytes.
fn pbkdf1(secret: &[u8], salt: &[u8], rounds: u32) -> Zeroizing<[u8; 20]> {
    let mut derived: [u8; 20] =
        Sha1::new().chain_update(secret).chain_update(salt).finalize().into();
    for _ in 1..rounds {
        derived = Sha1::digest(derived).into();
    }
    Zeroizing::new(derived)
}

fn first16(bytes: &[u8]) -> [u8; 16] {
    let mut first = [0; 16];
    first.copy_from_slice(&bytes[..16]);
    first
}

/// A PKCS#8 key without attributes: Korean keys carry a random number there that binds the owner's resident
/// number, which is of no use here and which the reader of keys does not know.
pub(super) fn without_attributes(plain: &[u8]) -> Option<Plain> {
    let mut outer = SliceReader::new(plain).ok()?;
    let parts = outer.sequence(|reader| {
        let parts = (u8::decode(reader)?, AnyRef::decode(reader)?, OctetStringRef::decode(reader)?);
        while !reader.is_finished() {
            AnyRef::decode(reader)?;
        }
        Ok(parts)
    });
    let (_, algorithm, key) = parts.ok()?;
    let mut inner = Zeroizing::new(vec![2, 1, 0]);
    inner.extend(algorithm.to_der().ok()?);
    inner.extend(Zeroizing::new(key.to_der().ok()?).iter());
    let length = u16::try_from(inner.len()).ok()?;
    let mut out = Zeroizing::new(vec![0x30]);
    match (length, length.to_be_bytes()) {
        (0..=127, [_, low]) => out.push(low),
        (128..=255, [_, low]) => out.extend([0x81, low]),
        (_, both) => {
            out.push(0x82);
            out.extend(both);
        }
    }
    out.extend(inner.iter());
    Some(out)
}
