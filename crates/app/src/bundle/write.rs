//! Writing an evidence bundle: the same entries give the same bytes, whatever the clock says.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};

use age::secrecy::SecretString;
use singo_domain::act::Digest;
use singo_store::{BlobError, Blobs};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::MANIFEST;

/// How much work guessing one passphrase costs: 2 to this power rounds of scrypt, with 128 MiB.
const WORK: u8 = 17;

/// What stands in one file of a bundle.
pub enum Entry {
    /// Bytes.
    Bytes(Vec<u8>),
    /// An attached file, decrypted on the way.
    Blob(Digest),
}

/// The files of a bundle by name.
pub type Entries = BTreeMap<String, Entry>;

impl Entry {
    fn sha256(&self) -> Digest {
        match self {
            Self::Bytes(bytes) => Digest::of(bytes),
            Self::Blob(sha256) => *sha256,
        }
    }
}

/// Writes the bundle, encrypted for a passphrase where one is given.
///
/// # Errors
/// What the disk reports, or what an attached file is found to be.
pub fn write(
    out: impl Write,
    entries: &Entries,
    blobs: &Blobs,
    passphrase: Option<&str>,
) -> io::Result<()> {
    // What a buffer still holds when it is dropped is lost without a word.
    let Some(passphrase) = passphrase else { return fill(out, entries, blobs)?.flush() };
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(WORK);
    let recipients = std::iter::once(&recipient as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipients).map_err(io::Error::other)?;
    fill(encryptor.wrap_output(out)?, entries, blobs)?.finish()?.flush()
}

fn fill<W: Write>(out: W, entries: &Entries, blobs: &Blobs) -> io::Result<W> {
    let mut zip = ZipWriter::new_stream(out);
    for (name, entry) in entries {
        zip.start_file(name, options(name))?;
        match entry {
            Entry::Bytes(bytes) => zip.write_all(bytes)?,
            Entry::Blob(sha256) => {
                let mut plain = blobs.open(sha256).map_err(not_read)?;
                copy(&mut plain, &mut zip)?;
            }
        }
    }
    zip.start_file(MANIFEST, options(MANIFEST))?;
    zip.write_all(manifest(entries).as_bytes())?;
    Ok(zip.finish()?.into_inner())
}

/// The hashes of all files, as `sha256sum` writes and reads them.
fn manifest(entries: &Entries) -> String {
    entries.iter().map(|(name, entry)| format!("{}  {name}\n", entry.sha256())).collect()
}

/// Texts are packed; what is packed already is stored. Every file carries the same date.
fn options(name: &str) -> SimpleFileOptions {
    let text = [".json", ".jsonl", ".txt", ".py", ".sha256"].iter().any(|end| name.ends_with(end));
    let method = if text { CompressionMethod::Deflated } else { CompressionMethod::Stored };
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}

fn copy(from: &mut impl Read, into: &mut impl Write) -> io::Result<()> {
    io::copy(from, into).map(drop)
}

fn not_read(problem: BlobError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, problem)
}

#[cfg(test)]
mod tests {
    use std::io::BufWriter;

    use serde_json::json;

    use super::*;
    use crate::{App, Host};

    /// A disk with room for so many bytes.
    struct Disk {
        room: usize,
        taken: usize,
    }

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.taken + bytes.len() > self.room {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.taken += bytes.len();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn blobs(dir: &std::path::Path) -> Blobs {
        let host = Host {
            now: Box::new(chrono::Utc::now),
            vault_dir: dir.to_owned(),
            memory: None,
            keychain: Box::<crate::MemoryKeychain>::default(),
        };
        let app = App::new(host).unwrap();
        let profile = json!({ "institution_name": "", "institution_address": "", "officer_name": "",
                              "contact_name": "", "contact_phone": "", "internal_target": null });
        let vault = json!({ "dir": dir, "user": "tester", "passphrase": "four unrelated words here",
                            "profile": profile, "small_firm_reason": "시험" });
        app.call("vault.create", vault).unwrap();
        app.with_session(|session| Ok(session.vault.blobs().clone())).unwrap()
    }

    #[test]
    fn a_disk_that_is_full_at_the_last_byte_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = blobs(&folder.path().join("vault"));
        let entries = Entries::from([("a.txt".to_owned(), Entry::Bytes(vec![7; 20_000]))]);
        for passphrase in [None, Some("four other unrelated words")] {
            let mut disk = Disk { room: usize::MAX, taken: 0 };
            write(BufWriter::new(&mut disk), &entries, &blobs, passphrase).unwrap();
            let mut small = Disk { room: disk.taken - 1, taken: 0 };
            let full = write(BufWriter::new(&mut small), &entries, &blobs, passphrase);
            assert_eq!(full.unwrap_err().kind(), io::ErrorKind::StorageFull, "{passphrase:?}");
        }
    }
}
