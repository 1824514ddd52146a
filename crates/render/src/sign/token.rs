//! Timestamps over a signature (RFC 3161): the request, and reading the answer. Who sends it is not decided here.

use chrono::{DateTime, Utc};
use cms::content_info::ContentInfo;
use cms::signed_data::SignedData;
use rsa::sha2::{Digest, Sha256};
use x509_cert::der::asn1::{Null, ObjectIdentifier, OctetString};
use x509_cert::der::{Any, Decode, Encode};
use x509_cert::spki::AlgorithmIdentifier;
use x509_tsp::{MessageImprint, TimeStampReq, TimeStampResp, TspVersion, TstInfo};

use super::{SignError, container};

const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");

/// A request for a timestamp, with the authority's certificate in the answer. No nonce: the digest is of a
/// signature and comes up once.
pub(super) fn request(signature: &[u8]) -> Result<Vec<u8>, SignError> {
    let request = || -> x509_cert::der::Result<Vec<u8>> {
        let hash_algorithm =
            AlgorithmIdentifier { oid: SHA_256, parameters: Some(Any::encode_from(&Null)?) };
        let hashed_message = OctetString::new(Sha256::digest(signature).to_vec())?;
        TimeStampReq {
            version: TspVersion::V1,
            message_imprint: MessageImprint { hash_algorithm, hashed_message },
            req_policy: None,
            nonce: None,
            cert_req: true,
            extensions: None,
        }
        .to_der()
    };
    request().map_err(|error| SignError::Token(error.to_string()))
}

/// The token in an authority's answer, or in a file that holds the token alone.
pub(super) fn read(answer: &[u8], signature: &[u8]) -> Result<Vec<u8>, SignError> {
    let none = |problem: &str| SignError::Token(problem.to_owned());
    let token = match TimeStampResp::from_der(answer) {
        Ok(response) => {
            response.time_stamp_token.ok_or_else(|| none("refused by the authority"))?
        }
        Err(_) => ContentInfo::from_der(answer).map_err(|error| none(&error.to_string()))?,
    };
    let der = token.to_der().map_err(|error| none(&error.to_string()))?;
    time(&der, signature).ok_or_else(|| none("digest or signature"))?;
    Ok(der)
}

/// The time in a token that is one over this signature and is signed by its own certificate.
pub(super) fn time(token: &[u8], signature: &[u8]) -> Option<DateTime<Utc>> {
    let outer = ContentInfo::from_der(token).ok().filter(|o| o.content_type == SIGNED_DATA)?;
    let signed: SignedData = outer.content.decode_as().ok()?;
    let content = signed.encap_content_info.econtent.as_ref()?.value();
    let stamp = TstInfo::from_der(content).ok()?;
    let imprint = &stamp.message_imprint;
    let over = imprint.hash_algorithm.oid == SHA_256
        && imprint.hashed_message.as_bytes() == Sha256::digest(signature).as_slice();
    let (_, holds) = container::verified(&signed, &Sha256::digest(content))?;
    let at = i64::try_from(stamp.gen_time.to_unix_duration().as_secs()).ok()?;
    (over && holds).then(|| DateTime::from_timestamp(at, 0)).flatten()
}
