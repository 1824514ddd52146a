//! Evidence bundles: one ZIP of chosen filings that a stranger can check with Singo, with Python, or with
//! `sha256sum`, and what is in it. The layout is told inside, in `VERIFY.txt`.
//!
//! `filings/N/` holds `filing.json` (the canonical copy), `report.pdf` and `attachments/`; `chain.jsonl` the
//! acts from the first of these filings to the head; `proof/N.json` the payload and records of an act that
//! seals a document hash; `manifest.sha256` the hashes of all. Not here: which filings may leave the vault.

mod check;
mod write;

use std::io::{BufReader, Read, Seek};

use age::secrecy::SecretString;
use serde_json::json;
use singo_domain::act::Head;

pub use check::{BundleCheck, NoBundle};
pub use write::{Entries, Entry, write};

/// The hashes of all files.
pub const MANIFEST: &str = "manifest.sha256";
/// The acts.
pub const CHAIN: &str = "chain.jsonl";
/// How to check it, for people.
pub const PAGE: (&str, &str) = ("VERIFY.txt", include_str!("../../../../assets/bundle/VERIFY.txt"));
/// How to check it, for Python.
pub const SCRIPT: (&str, &str) = ("verify.py", include_str!("../../../../assets/bundle/verify.py"));

/// The first bytes of a file encrypted with age.
const AGE: &[u8] = b"age-encryption.org/v1";
/// The most work that opening a bundle may cost: 2 to this power rounds of scrypt.
const MOST_WORK: u8 = 20;

/// The file of the proof of an act.
pub fn proof_name(act: u64) -> String {
    format!("proof/{act}.json")
}

/// The proof of an act that concerns a filing.
pub fn proof(act: u64, filing: i64, payload: &str, tables: &[(String, Vec<String>)]) -> Vec<u8> {
    json!({ "act": act, "filing": filing, "payload": payload, "tables": tables })
        .to_string()
        .into_bytes()
}

/// A bundle is encrypted and the passphrase is missing or wrong, or it is no bundle.
#[derive(Debug)]
pub enum Unopened {
    /// It needs the passphrase it was made with.
    Passphrase,
    /// It is no bundle.
    NoBundle(NoBundle),
}

/// Checks a bundle, encrypted or not.
///
/// # Errors
/// [`Unopened`].
pub fn check(
    mut source: impl Read + Seek,
    passphrase: Option<&str>,
    noted: Option<&Head>,
) -> Result<BundleCheck, Unopened> {
    let broken = |problem: &dyn ToString| Unopened::NoBundle(NoBundle(problem.to_string()));
    let mut head = [0; AGE.len()];
    let encrypted = source.read_exact(&mut head).is_ok() && head == AGE;
    source.rewind().map_err(|error| broken(&error))?;
    if !encrypted {
        return check::check(BufReader::new(source), noted).map_err(Unopened::NoBundle);
    }
    let passphrase = passphrase.ok_or(Unopened::Passphrase)?;
    let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(MOST_WORK);
    let decryptor =
        age::Decryptor::new_buffered(BufReader::new(source)).map_err(|error| broken(&error))?;
    let plain = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity));
    let plain = plain.map_err(|_| Unopened::Passphrase)?;
    check::check(plain, noted).map_err(Unopened::NoBundle)
}
