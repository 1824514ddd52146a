//! Who signs: a private key and its certificates, from a PKCS#12 file or from the pair of files that Korean
//! certificate authorities hand out (NPKI). Read from bytes, kept only while signing, wiped after.

use p12_keystore::error::Error as Pkcs12Error;
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use rsa::pkcs1v15;
use rsa::pkcs8::{DecodePrivateKey, DecodePublicKey};
use rsa::sha2::Sha256;
use rsa::signature::{Keypair, Verifier};
use x509_cert::Certificate;
use x509_cert::der::asn1::{ObjectIdentifier, PrintableStringRef, Utf8StringRef};
use x509_cert::der::{Decode, Encode};

use super::npki;

/// The common name (X.520, id-at-commonName).
const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");

/// A key with its certificates, the signer's own first.
pub struct Identity {
    pub(super) key: Key,
    pub(super) certificates: Vec<Certificate>,
}

/// A private key, for signatures over SHA-256.
#[expect(clippy::large_enum_variant, reason = "there is one, and it is not moved about")]
pub(super) enum Key {
    Rsa(pkcs1v15::SigningKey<Sha256>),
    P256(p256::ecdsa::SigningKey),
}

/// The key of a certificate.
#[derive(PartialEq)]
pub(super) enum PublicKey {
    Rsa(rsa::RsaPublicKey),
    P256(p256::ecdsa::VerifyingKey),
}

/// A key that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// The file is not of the kind it should be.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// The passphrase does not open it.
    #[error("the passphrase does not open the key")]
    Passphrase,
    /// The key is neither RSA nor one on the curve P-256, or not protected in a way that is known.
    #[error("not supported: {0}")]
    Unsupported(String),
    /// Key and certificate do not belong together.
    #[error("the key does not belong to the certificate")]
    Mismatch,
}

impl Identity {
    /// From a PKCS#12 file (`.p12`, `.pfx`).
    ///
    /// # Errors
    /// [`IdentityError`].
    pub fn from_pkcs12(file: &[u8], passphrase: &str) -> Result<Self, IdentityError> {
        let store =
            KeyStore::from_pkcs12(file, passphrase, Pkcs12ImportPolicy::Relaxed).map_err(unlock)?;
        let (_, chain) = store
            .private_key_chain()
            .ok_or_else(|| IdentityError::Unreadable("no private key".to_owned()))?;
        let certificates = chain.certs().iter().map(|certificate| read(certificate.as_der()));
        Self::new(chain.key().as_der(), certificates.collect::<Result<_, _>>()?)
    }

    /// From `signCert.der` and `signPri.key`.
    ///
    /// # Errors
    /// [`IdentityError`].
    pub fn from_npki(
        certificate: &[u8],
        key: &[u8],
        passphrase: &str,
    ) -> Result<Self, IdentityError> {
        let plain = npki::decrypt(key, passphrase)?;
        Self::new(&plain, vec![read(certificate)?])
    }

    fn new(key: &[u8], certificates: Vec<Certificate>) -> Result<Self, IdentityError> {
        let key = npki::without_attributes(key)
            .and_then(|plain| Key::read(&plain))
            .ok_or_else(|| IdentityError::Unsupported("RSA, ECDSA P-256".to_owned()))?;
        let own = certificates.first().ok_or(IdentityError::Mismatch)?;
        if public_key(own) != Some(key.public()) {
            return Err(IdentityError::Mismatch);
        }
        Ok(Self { key, certificates })
    }

    /// The name in the certificate: its common name, or the whole subject.
    pub fn name(&self) -> String {
        self.certificates.first().map(name).unwrap_or_default()
    }

    /// Bytes that the signature may take: certificates, the signature itself, and a timestamp later on.
    pub(super) fn room(&self) -> usize {
        let certificates = self.certificates.iter().filter_map(|c| c.to_der().ok());
        let size: usize = certificates.map(|der| der.len()).sum();
        (size + 12_000).next_multiple_of(1_024)
    }
}

/// The common name of a certificate's subject, or the whole subject.
pub(super) fn name(certificate: &Certificate) -> String {
    let subject = &certificate.tbs_certificate.subject;
    let attributes = subject.0.iter().flat_map(|part| part.0.iter());
    let mut common = attributes.filter(|attribute| attribute.oid == COMMON_NAME);
    // The parts go from the widest to the narrowest: of `CN=Users, CN=Hong` the last names the person.
    let text = common.next_back().and_then(|attribute| {
        let value = &attribute.value;
        let text = value.decode_as::<Utf8StringRef<'_>>().map(|text| text.as_str().to_owned());
        text.or_else(|_| value.decode_as::<PrintableStringRef<'_>>().map(|text| text.to_string()))
            .ok()
    });
    text.unwrap_or_else(|| subject.to_string())
}

impl Key {
    /// From PKCS#8 without attributes.
    fn read(plain: &[u8]) -> Option<Self> {
        let rsa = || {
            rsa::RsaPrivateKey::from_pkcs8_der(plain)
                .ok()
                .map(|key| Self::Rsa(pkcs1v15::SigningKey::new(key)))
        };
        rsa().or_else(|| p256::ecdsa::SigningKey::from_pkcs8_der(plain).ok().map(Self::P256))
    }

    fn public(&self) -> PublicKey {
        match self {
            Self::Rsa(key) => PublicKey::Rsa(key.verifying_key().into()),
            Self::P256(key) => PublicKey::P256(*key.verifying_key()),
        }
    }
}

impl PublicKey {
    /// Whether a signature is one over `message` by the key's owner.
    pub fn holds(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Rsa(key) => {
                let key = pkcs1v15::VerifyingKey::<Sha256>::new(key.clone());
                pkcs1v15::Signature::try_from(signature)
                    .is_ok_and(|signature| key.verify(message, &signature).is_ok())
            }
            Self::P256(key) => p256::ecdsa::DerSignature::try_from(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
        }
    }
}

/// The key of a certificate, where it is of a kind that is known.
pub(super) fn public_key(certificate: &Certificate) -> Option<PublicKey> {
    let der = certificate.tbs_certificate.subject_public_key_info.to_der().ok()?;
    let rsa = rsa::RsaPublicKey::from_public_key_der(&der).ok().map(PublicKey::Rsa);
    rsa.or_else(|| p256::ecdsa::VerifyingKey::from_public_key_der(&der).ok().map(PublicKey::P256))
}

fn read(der: &[u8]) -> Result<Certificate, IdentityError> {
    Certificate::from_der(der).map_err(|error| IdentityError::Unreadable(error.to_string()))
}

fn unlock(error: Pkcs12Error) -> IdentityError {
    use Pkcs12Error as E;
    match error {
        E::MacError(_) | E::UnpadError => IdentityError::Passphrase,
        // The library keeps no kind for what its cipher says: this is the text of a key that does not fit.
        E::Pkcs5Error(text) if text == pkcs8::pkcs5::Error::DecryptFailed.to_string() => {
            IdentityError::Passphrase
        }
        E::UnsupportedMacAlgorithm | E::UnsupportedEncryptionScheme => {
            IdentityError::Unsupported(error.to_string())
        }
        other => IdentityError::Unreadable(other.to_string()),
    }
}
