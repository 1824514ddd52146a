//! The signature itself: CMS signed data over a digest (RFC 5652), with the attributes of CAdES-B
//! (ETSI EN 319 122-1): content type, message digest, signing certificate. The time stands in the PDF, not here
//! (ETSI EN 319 142-1, 6.3).

use chrono::{DateTime, Utc};
use cms::builder::{SignedDataBuilder, SignerInfoBuilder};
use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::ContentInfo;
use cms::signed_data::{
    EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use rsa::sha2::{Digest, Sha256};
use rsa::signature::{Keypair, Signer};
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::der::asn1::{ObjectIdentifier, OctetString, SetOfVec};
use x509_cert::der::{Any, Decode, Encode, Reader, SliceReader};
use x509_cert::spki::{
    AlgorithmIdentifierOwned, DynSignatureAlgorithmIdentifier, SignatureBitStringEncoding,
};

use super::identity::{self, Key};
use super::{Identity, SignError, token};

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
const TIMESTAMP: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14");

/// What a signature is found to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// Whether it is a signature over these bytes by the key of its certificate.
    pub holds: bool,
    /// The name in the certificate.
    pub signer: String,
    /// Who issued it.
    pub issuer: String,
    /// Whether the time on the face lies within the certificate's validity.
    pub in_validity: bool,
    /// The time in the timestamp, where there is one over this signature.
    pub stamped: Option<DateTime<Utc>>,
}

/// Signs a digest.
pub(super) fn sign(identity: &Identity, digest: &[u8; 32]) -> Result<Vec<u8>, SignError> {
    let certificates = &identity.certificates;
    let signed = match &identity.key {
        Key::Rsa(key) => build::<_, rsa::pkcs1v15::Signature>(key, certificates, digest),
        Key::P256(key) => build::<_, p256::ecdsa::DerSignature>(key, certificates, digest),
    };
    signed.map_err(SignError::Key)
}

fn build<K, S>(key: &K, certificates: &[Certificate], digest: &[u8; 32]) -> Result<Vec<u8>, String>
where
    K: Keypair + DynSignatureAlgorithmIdentifier + Signer<S>,
    S: SignatureBitStringEncoding,
{
    let own = certificates.first().ok_or("no certificate")?;
    let content = EncapsulatedContentInfo { econtent_type: DATA, econtent: None };
    let algorithm = AlgorithmIdentifierOwned { oid: SHA_256, parameters: None };
    let signer = SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
        issuer: own.tbs_certificate.issuer.clone(),
        serial_number: own.tbs_certificate.serial_number.clone(),
    });
    let mut info = SignerInfoBuilder::new(key, signer, algorithm.clone(), &content, Some(digest))
        .map_err(|error| error.to_string())?;
    let named = signing_certificate(own).map_err(|error| error.to_string())?;
    info.add_signed_attribute(named).map_err(|error| error.to_string())?;
    let mut builder = SignedDataBuilder::new(&content);
    builder.add_digest_algorithm(algorithm).map_err(|error| error.to_string())?;
    for certificate in certificates {
        let choice = CertificateChoices::Certificate(certificate.clone());
        builder.add_certificate(choice).map_err(|error| error.to_string())?;
    }
    builder.add_signer_info::<K, S>(info).map_err(|error| error.to_string())?;
    let signed = builder.build().map_err(|error| error.to_string())?;
    signed.to_der().map_err(|error| error.to_string())
}

/// RFC 5035: `SigningCertificateV2` of one certificate by its SHA-256, which is the default and not named.
fn signing_certificate(certificate: &Certificate) -> x509_cert::der::Result<Attribute> {
    let mut der = vec![0x30, 0x26, 0x30, 0x24, 0x30, 0x22, 0x04, 0x20];
    der.extend(Sha256::digest(certificate.to_der()?));
    attribute(SIGNING_CERTIFICATE, Any::from_der(&der)?)
}

fn attribute(oid: ObjectIdentifier, value: Any) -> x509_cert::der::Result<Attribute> {
    Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? })
}

/// The signed data at the start of the room; behind it there is nothing but zeros.
pub(super) fn read(contents: &[u8]) -> Option<SignedData> {
    let mut reader = SliceReader::new(contents).ok()?;
    let outer = ContentInfo::decode(&mut reader).ok()?;
    let used = usize::try_from(u32::from(reader.position())).ok()?;
    let rest = contents.get(used..)?;
    let ours = outer.content_type == SIGNED_DATA && rest.iter().all(|byte| *byte == 0);
    ours.then(|| outer.content.decode_as().ok()).flatten()
}

fn only(signed: &SignedData) -> Option<&SignerInfo> {
    let infos = signed.signer_infos.0.as_slice();
    infos.first().filter(|_| infos.len() == 1)
}

/// The bytes of the signature, over which a timestamp is taken.
pub(super) fn signature_of(contents: &[u8]) -> Result<Vec<u8>, SignError> {
    let signed = read(contents).ok_or(SignError::Unsealed)?;
    Ok(only(&signed).ok_or(SignError::Unsealed)?.signature.as_bytes().to_vec())
}

/// The same signed data with a timestamp among the attributes that are not signed (RFC 3161, appendix A).
pub(super) fn with_token(contents: &[u8], token: &[u8]) -> Result<Vec<u8>, SignError> {
    let mut signed = read(contents).ok_or(SignError::Unsealed)?;
    let mut info = only(&signed).ok_or(SignError::Unsealed)?.clone();
    let mut rebuilt = || -> x509_cert::der::Result<Vec<u8>> {
        info.unsigned_attrs =
            Some(SetOfVec::try_from(vec![attribute(TIMESTAMP, Any::from_der(token)?)?])?);
        signed.signer_infos = SignerInfos::try_from(vec![info.clone()])?;
        let content = Any::encode_from(&signed)?;
        ContentInfo { content_type: SIGNED_DATA, content }.to_der()
    };
    rebuilt().map_err(|error| SignError::Token(error.to_string()))
}

/// Whether the signature is one over this digest, and whose.
pub(super) fn check(contents: &[u8], digest: &[u8; 32], at: DateTime<Utc>) -> Finding {
    let Some(signed) = read(contents) else { return Finding::default() };
    let Some((certificate, holds)) = verified(&signed, digest) else { return Finding::default() };
    let validity = &certificate.tbs_certificate.validity;
    let seconds = |time: &x509_cert::time::Time| time.to_unix_duration().as_secs();
    let at = u64::try_from(at.timestamp()).unwrap_or(0);
    Finding {
        holds: holds && names_its_certificate(&signed, &certificate),
        signer: identity::name(&certificate),
        issuer: certificate.tbs_certificate.issuer.to_string(),
        in_validity: (seconds(&validity.not_before)..=seconds(&validity.not_after)).contains(&at),
        stamped: stamped(&signed),
    }
}

/// The certificate of the one signer, and whether it signed attributes that hold this digest. `None` where
/// there is no such certificate.
pub(super) fn verified(signed: &SignedData, digest: &[u8]) -> Option<(Certificate, bool)> {
    let info = only(signed)?;
    let SignerIdentifier::IssuerAndSerialNumber(wanted) = &info.sid else { return None };
    let certificates = signed.certificates.as_ref()?.0.iter();
    let certificate = certificates
        .filter_map(|choice| match choice {
            CertificateChoices::Certificate(certificate) => Some(certificate),
            CertificateChoices::Other(_) => None,
        })
        .find(|certificate| {
            certificate.tbs_certificate.issuer == wanted.issuer
                && certificate.tbs_certificate.serial_number == wanted.serial_number
        })?;
    let holds = || {
        let attributes = info.signed_attrs.as_ref()?;
        let named = attributes.iter().find(|attribute| attribute.oid == MESSAGE_DIGEST)?;
        let named: OctetString = named.values.get(0)?.decode_as().ok()?;
        let der = attributes.to_der().ok()?;
        let key = identity::public_key(certificate)?;
        let same = named.as_bytes() == digest && info.digest_alg.oid == SHA_256;
        Some(same && key.holds(&der, info.signature.as_bytes()))
    };
    Some((certificate.clone(), holds().unwrap_or(false)))
}

/// The certificate that the signature names is the one it is checked with.
fn names_its_certificate(signed: &SignedData, certificate: &Certificate) -> bool {
    let attributes = only(signed).and_then(|info| info.signed_attrs.as_ref());
    let named = attributes.and_then(|all| all.iter().find(|a| a.oid == SIGNING_CERTIFICATE));
    signing_certificate(certificate).ok().as_ref() == named
}

/// The time of a timestamp that holds over this signature.
fn stamped(signed: &SignedData) -> Option<DateTime<Utc>> {
    let info = only(signed)?;
    let attributes = info.unsigned_attrs.as_ref()?;
    let found = attributes.iter().find(|attribute| attribute.oid == TIMESTAMP)?;
    token::time(&found.values.get(0)?.to_der().ok()?, info.signature.as_bytes())
}
