//! Keys as Korean authorities protect them, made here with the cipher alone and its published vectors.

use cbc::cipher::{BlockEncrypt, BlockEncryptMut, KeyInit, KeyIvInit, block_padding::Pkcs7};
use kisaseed::SEED;
use pkcs8::EncodePrivateKey;
use rsa::traits::PublicKeyParts;
use sha1::{Digest, Sha1};

use super::npki;
use super::{IdentityError, update};

fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut out = vec![tag];
    match length {
        0..=127 => out.push(u8::try_from(length).unwrap()),
        128..=255 => out.extend([0x81, u8::try_from(length).unwrap()]),
        _ => {
            out.push(0x82);
            out.extend(u16::try_from(length).unwrap().to_be_bytes());
        }
    }
    out.extend(content);
    out
}

fn oid(text: &str) -> Vec<u8> {
    let id = x509_cert::der::asn1::ObjectIdentifier::new(text).unwrap();
    der(6, id.as_bytes())
}

fn seed(key: &[u8], vector: &[u8], plain: &[u8]) -> Vec<u8> {
    cbc::Encryptor::<SEED>::new(key.into(), vector.into()).encrypt_padded_vec_mut::<Pkcs7>(plain)
}

/// A key of 1024 bits, quick to make; and with the attribute that Korean keys have.
fn key() -> (rsa::RsaPrivateKey, Vec<u8>) {
    let key = rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 1024).unwrap();
    let plain = key.to_pkcs8_der().unwrap();
    // PrivateKeyInfo { …, attributes [0] { id-kisa-identifyData-randomNum, BIT STRING } }.
    let random = der(0x31, &der(3, &[0; 21]));
    let attribute = der(0x30, &[oid("1.2.410.200004.10.1.1.3"), random].concat());
    let body = &plain.as_bytes()[4..];
    (key, der(0x30, &[body, &der(0xa0, &attribute)].concat()))
}

#[test]
fn the_cipher_is_the_published_one() {
    // RFC 4269, appendix B: B.1, B.2 and B.3.
    for (key, plain, cipher) in [
        (
            "00000000000000000000000000000000",
            "000102030405060708090A0B0C0D0E0F",
            "5EBAC6E0054E166819AFF1CC6D346CDB",
        ),
        (
            "000102030405060708090A0B0C0D0E0F",
            "00000000000000000000000000000000",
            "C11F22F20140505084483597E4370F43",
        ),
        (
            "4706480851E61BE85D74BFB3FD956185",
            "83A2F8A288641FB9A4E9A5CC2F131C7D",
            "EE54D13EBCAE706D226BC3142CD40D4A",
        ),
    ] {
        let bytes = |text: &str| update::unhex(text.as_bytes()).unwrap();
        let mut block = cbc::cipher::generic_array::GenericArray::clone_from_slice(&bytes(plain));
        SEED::new_from_slice(&bytes(key)).unwrap().encrypt_block(&mut block);
        assert_eq!(block.as_slice(), bytes(cipher));
    }
}

#[test]
fn keys_under_seed_are_opened_with_their_passphrase_alone() {
    let (own, plain) = key();
    let (salt, rounds, secret) = (b"SALTSALT", 2_048_u16, "Passw0rd!");
    let derive = || {
        let mut derived = Sha1::digest([secret.as_bytes(), salt].concat());
        for _ in 1..rounds {
            derived = Sha1::digest(derived);
        }
        derived
    };
    let given = der(0x30, &[der(4, salt), der(2, &rounds.to_be_bytes())].concat());
    let file = |scheme: &str, parameters: &[u8], data: &[u8]| {
        let algorithm = der(0x30, &[oid(scheme), parameters.to_vec()].concat());
        der(0x30, &[algorithm, der(4, data)].concat())
    };
    let vector = Sha1::digest(&derive()[16..]);
    let mut strong = [0; 16];
    pbkdf2::pbkdf2_hmac::<Sha1>(secret.as_bytes(), salt, u32::from(rounds), &mut strong);
    let mut stronger = [0; 16];
    pbkdf2::pbkdf2_hmac::<sha2::Sha256>(secret.as_bytes(), salt, u32::from(rounds), &mut stronger);
    let second = |function: Option<&str>| {
        let mut parts = [der(4, salt), der(2, &rounds.to_be_bytes())].concat();
        if let Some(function) = function {
            parts.extend(der(2, &[16]));
            parts.extend(der(0x30, &[oid(function), vec![5, 0]].concat()));
        }
        let derivation = der(0x30, &[oid("1.2.840.113549.1.5.12"), der(0x30, &parts)].concat());
        let cipher = der(0x30, &[oid("1.2.410.200004.1.4"), der(4, &[7; 16])].concat());
        der(0x30, &[derivation, cipher].concat())
    };
    for file in [
        file("1.2.410.200004.1.15", &given, &seed(&derive()[..16], &vector[..16], &plain)),
        file("1.2.410.200004.1.4", &given, &seed(&derive()[..16], b"0123456789012345", &plain)),
        file("1.2.840.113549.1.5.13", &second(None), &seed(&strong, &[7; 16], &plain)),
        file(
            "1.2.840.113549.1.5.13",
            &second(Some("1.2.840.113549.2.9")),
            &seed(&stronger, &[7; 16], &plain),
        ),
    ] {
        let opened = npki::decrypt(&file, secret).unwrap();
        let bare = npki::without_attributes(&opened).unwrap();
        let read: rsa::RsaPrivateKey = rsa::pkcs8::DecodePrivateKey::from_pkcs8_der(&bare).unwrap();
        assert!(read.n() == own.n());
        assert_eq!(npki::decrypt(&file, "Passw0rd?").unwrap_err(), IdentityError::Passphrase);
        for cut in 0..file.len() {
            assert!(npki::decrypt(&file[..cut], secret).is_err(), "{cut}");
        }
    }
}
