//! Checking an evidence bundle: every file against the manifest, the chain, and the proofs that bind the
//! filings to it. Reads whatever it is given and refuses to be flooded.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};

use serde::Deserialize;
use singo_domain::act::{Act, Digest, ExportCheck, Head, verify_export};
use singo_store::{evidence_digest, hash_of};
use zip::ZipArchive;

use super::{CHAIN, MANIFEST, proof_name};

/// The most bytes of texts (the chain and the proofs) that a bundle may hold, for they are read into memory: as much
/// as the largest chain that is checked by itself (`use_cases/chain.rs`).
const ROOM: u64 = 1 << 30;
/// The most bytes that all files of a bundle unpack to: a small file must not keep us for ever.
const LARGEST_WHOLE: u64 = 1 << 40;
/// The most files in a bundle.
const MOST_FILES: usize = 100_000;

/// Not a bundle at all, or one that cannot be read.
#[derive(Debug)]
pub struct NoBundle(pub String);

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BundleCheck {
    /// The check of the chain, where it was reached.
    pub chain: Option<ExportCheck>,
    /// Files of the manifest.
    pub files: usize,
    /// Filings whose document hash is proven to stand on the chain.
    pub proven: BTreeSet<String>,
    /// The first thing that is wrong: a code, and the file where it shows.
    pub broken: Option<(&'static str, String)>,
}

/// The payload and the records of one act, from which its digest follows.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Proof {
    act: u64,
    filing: i64,
    payload: String,
    tables: Vec<(String, Vec<String>)>,
}

impl BundleCheck {
    fn break_at(&mut self, code: &'static str, file: &str) {
        self.broken.get_or_insert((code, file.to_owned()));
    }
}

/// Checks a bundle; with `noted`, a head that was printed, also that its chain contains it.
///
/// # Errors
/// [`NoBundle`].
pub fn check(source: impl Read + Seek, noted: Option<&Head>) -> Result<BundleCheck, NoBundle> {
    check_within(ROOM, source, noted)
}

/// As [`check`], with `room` bytes for all texts together.
fn check_within(
    mut room: u64,
    source: impl Read + Seek,
    noted: Option<&Head>,
) -> Result<BundleCheck, NoBundle> {
    let problem = |problem: &dyn ToString| NoBundle(problem.to_string());
    let mut zip = ZipArchive::new(source).map_err(|error| problem(&error))?;
    if zip.len() > MOST_FILES {
        return Err(NoBundle("too many files".to_owned()));
    }
    let (mut hashes, mut texts) = (BTreeMap::new(), BTreeMap::new());
    let (mut found, mut total) = (BundleCheck::default(), 0_u64);
    for place in 0..zip.len() {
        let mut file = zip.by_index(place).map_err(|error| problem(&error))?;
        let name = file.name().map_err(|error| problem(&error))?.into_owned();
        // What a file says of its size is no more than a claim; nothing below relies on it.
        total = total.saturating_add(file.size());
        if total > LARGEST_WHOLE {
            return Err(NoBundle("too large".to_owned()));
        }
        let text = name == MANIFEST || name == CHAIN || name.starts_with("proof/");
        // A file whose packed bytes were changed does not unpack: that is damage of this file.
        let hash = if text {
            let mut bytes = Vec::new();
            let whole = (&mut file).take(room.saturating_add(1)).read_to_end(&mut bytes);
            let Some(left) = room.checked_sub(bytes.len() as u64) else {
                return Err(NoBundle("too large".to_owned()));
            };
            room = left;
            let hash = whole.is_ok().then(|| Digest::of(&bytes));
            let lossy = |bytes: std::string::FromUtf8Error| {
                String::from_utf8_lossy(bytes.as_bytes()).into_owned()
            };
            texts.insert(name.clone(), String::from_utf8(bytes).unwrap_or_else(lossy));
            hash
        } else {
            let size = file.size();
            hash_of(&mut (&mut file).take(size.saturating_add(1))).ok().map(|(hash, _)| hash)
        };
        if hash.is_none() {
            found.break_at("file_altered", &name);
        }
        if hashes.insert(name.clone(), hash).is_some() {
            found.break_at("file_extra", &name);
        }
    }
    let manifest = texts.get(MANIFEST).ok_or_else(|| NoBundle("no manifest".to_owned()))?;
    check_files(&mut found, manifest, &hashes);
    let chain = texts.get(CHAIN).ok_or_else(|| NoBundle("no chain".to_owned()))?;
    let checked = verify_export(chain.lines(), noted).map_err(|error| problem(&error))?;
    if checked.broken.is_some() {
        found.break_at("chain", CHAIN);
    }
    check_proofs(&mut found, &texts, &hashes, chain);
    found.chain = Some(checked);
    Ok(found)
}

fn check_files(found: &mut BundleCheck, manifest: &str, hashes: &BTreeMap<String, Option<Digest>>) {
    let mut named = BTreeSet::from([MANIFEST]);
    for line in manifest.lines() {
        let Some((hash, name)) = line.split_once("  ") else {
            found.break_at("file_altered", MANIFEST);
            continue;
        };
        named.insert(name);
        found.files += 1;
        match (hashes.get(name), hash.parse::<Digest>()) {
            (None, _) => found.break_at("file_missing", name),
            (Some(Some(real)), Ok(told)) if *real == told => {}
            _ => found.break_at("file_altered", name),
        }
    }
    for name in hashes.keys().filter(|name| !named.contains(name.as_str())) {
        found.break_at("file_extra", name);
    }
}

/// Every filing has a proof, every proof fits its act, and the hashes it seals are those of the files.
fn check_proofs(
    found: &mut BundleCheck,
    texts: &BTreeMap<String, String>,
    hashes: &BTreeMap<String, Option<Digest>>,
    chain: &str,
) {
    let acts: BTreeMap<u64, Act> = chain
        .lines()
        .skip(1)
        .filter_map(|line| serde_json::from_str::<Act>(line).ok())
        .map(|act| (act.seq, act))
        .collect();
    // Files whose hash no act has been shown to seal.
    let mut loose: BTreeSet<&str> = hashes.keys().map(String::as_str).collect();
    loose.retain(|name| name.starts_with("filings/") && name.contains("/attachments/"));
    let mut proven = BTreeSet::new();
    for (name, text) in texts.iter().filter(|(name, _)| name.starts_with("proof/")) {
        let Ok(proof) = serde_json::from_str::<Proof>(text) else {
            found.break_at("proof", name);
            continue;
        };
        let digest = evidence_digest(&proof.payload, &proof.tables);
        // The number of the filing stands in the act, too: a proof is of no other filing.
        let subject = format!("filing:{}", proof.filing);
        let fits =
            acts.get(&proof.act).is_some_and(|act| act.digest == digest && act.subject == subject);
        let sealed: serde_json::Value = serde_json::from_str(&proof.payload).unwrap_or_default();
        let folder = format!("filings/{}", proof.filing);
        let same = |key: &str, file: &str| match sealed[key].as_str() {
            None => true,
            Some(told) => {
                let real = hashes.get(&format!("{folder}/{file}")).copied().flatten();
                real.is_some_and(|real| real.to_string() == told)
            }
        };
        let attached =
            sealed["attachment"].as_i64().map(|id| format!("{folder}/attachments/{id}-"));
        let attached = attached.and_then(|start| {
            hashes
                .iter()
                .find(|(name, _)| name.starts_with(&start))
                .map(|(name, hash)| (name, *hash))
        });
        let told = sealed["sha256"].as_str();
        proven.insert(proof.act);
        if let Some((file, hash)) = attached {
            loose.remove(file.as_str());
            if hash.map(|hash| hash.to_string()).as_deref() != told {
                found.break_at("document", file);
            }
        }
        if !fits || *name != proof_name(proof.act) {
            found.break_at("proof", name);
        } else if !same("document_hash", "filing.json") || !same("pdf_sha256", "report.pdf") {
            found.break_at("document", &folder);
        } else if sealed["document_hash"].is_string() {
            found.proven.insert(proof.filing.to_string());
        }
    }
    if let Some(name) = loose.first() {
        found.break_at("proof", name);
    }
    // What was sent must be shown to be what was sealed: a proof that was taken out is missed.
    for name in hashes.keys().filter(|name| name.ends_with("/report.pdf")) {
        let filing = name.trim_start_matches("filings/").trim_end_matches("/report.pdf");
        let subject = format!("filing:{filing}");
        let sent = |act: &&Act| act.act == "filing.submitted" && act.subject == subject;
        if acts.values().rfind(sent).is_some_and(|act| !proven.contains(&act.seq)) {
            found.break_at("proof", name);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn all_texts_share_one_room_however_well_they_are_packed() {
        let packed = |proofs: usize, size: usize| {
            let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
            for number in 0..proofs {
                zip.start_file(proof_name(number as u64), SimpleFileOptions::default()).unwrap();
                zip.write_all(&vec![b' '; size]).unwrap();
            }
            zip.finish().unwrap()
        };
        let told = |bundle: Cursor<Vec<u8>>| check_within(10_000, bundle, None).unwrap_err().0;
        assert_eq!(told(packed(1, 10_001)), "too large");
        assert_eq!(told(packed(5, 2_001)), "too large", "together");
        assert_eq!(told(packed(5, 2_000)), "no manifest", "as much as there is room for is read");
    }
}
