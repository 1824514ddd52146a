//! Every reader of what comes from outside, by name: what the fuzz targets and the smoke test feed.
//!
//! Whatever the bytes, a reader gives a value or an error; it never panics and never runs away. Where a format
//! guards itself by checksums and packing (a workbook, a bundle), the bytes fed are what stands inside it, so that
//! chance gets past the guard. Not here: the database of a vault or a backup, which nobody reads without its key.

use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate};
use singo_domain::calendar::BusinessCalendar;
use singo_domain::canonical::{DefinitionRef, ReadFiling, canonical_filing};
use singo_domain::copy;
use singo_domain::definition::{Definition, DefinitionFiles};
use singo_domain::ledger::{Movement, TABLE};
use singo_domain::rate::read_rates;
use singo_domain::rules;
use singo_render::sign::{self, Identity};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::assets::Assets;
use crate::attachments::{Sniffer, safe_name};
use crate::bundle;
use crate::contained;
use crate::forms;
use crate::import::{Guess, ImportProfile, Input, Plan, Reading, Rows, Zone};
use crate::import::{decoded, guessed, open_sheet, open_table};
use crate::outgoing::Outgoing;
use crate::session::reference;
use crate::use_cases::{check_bytes, read_content};

/// The readers.
pub const READERS: &[&str] = &[
    "table",
    "workbook",
    "rates",
    "chain",
    "bundle",
    "evidence",
    "keys",
    "manifest",
    "log",
    "definition",
    "form_file",
    "calendar",
    "profile",
    "paper",
    "filing",
    "identity",
    "token",
    "answer",
    "lockbox",
    "attachment",
    "request",
    "content",
    "stamp",
    "blob",
    "sealed",
    "attempts",
    "notice",
    "head",
];

/// The most lines of a table that are read: a workbook may claim a million empty ones.
const MOST_LINES: usize = 10_000;
/// What opens the seeds that are encrypted, and the most work that is done for it, as a power of two.
const PASSPHRASE: &str = "passphrase";
const LITTLE_WORK: u8 = 4;
/// What stands between the parts where one input is several files.
const BETWEEN: &[u8] = b"\n\x1c\n";

static ASSETS: LazyLock<Option<Assets>> = LazyLock::new(|| Assets::bundled().ok());

/// Keeps the faults of contained work from ending the process, whatever the fuzzer does about others.
pub fn keep_contained() {
    let other = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |fault| {
        if std::thread::current().name() != Some(contained::NAME) {
            other(fault);
        }
    }));
}

/// Feeds bytes to a reader; whether they read.
pub fn feed(reader: &str, bytes: &[u8]) -> bool {
    let text = || String::from_utf8_lossy(bytes).into_owned();
    match reader {
        "table" => is_table(bytes),
        "workbook" => workbook(bytes).is_some_and(|book| is_table(&book)),
        "rates" => {
            let text = decoded(bytes).unwrap_or_default();
            let day = NaiveDate::from_ymd_opt(2026, 11, 27);
            [day, None].into_iter().any(|day| read_rates(&text, day).is_ok())
        }
        "chain" => check_bytes(bytes, None).is_some(),
        "bundle" => bundle::check(Cursor::new(bytes), None, None).is_ok(),
        "evidence" => {
            let names = [bundle::MANIFEST, bundle::CHAIN, "proof/4.json", "filings/1/filing.json"];
            let zip = packed(&names, bytes);
            zip.is_some_and(|zip| bundle::check(Cursor::new(zip), None, None).is_ok())
        }
        "keys" => singo_store::reads_as_key_file(bytes),
        "manifest" => singo_store::reads_as_manifest(bytes),
        "log" => singo_store::reads_as_access_log(bytes),
        "definition" => {
            let files = [("form.toml".to_owned(), text())].into();
            Definition::load(&DefinitionFiles { files, codes: Default::default() }).is_ok()
        }
        "form_file" => is_form_file(bytes),
        "calendar" => BusinessCalendar::load(&text()).is_ok(),
        "profile" => ImportProfile::read(&text()).is_ok(),
        "paper" => is_paper(bytes),
        "filing" => ReadFiling::read(bytes).is_some_and(|filing| is_filing(&filing)),
        "identity" => is_identity(bytes),
        "token" => is_token(bytes),
        "answer" => crate::tsa::body(bytes).is_some(),
        "lockbox" => age::Decryptor::new(bytes).is_ok(),
        "attachment" => is_attachment(bytes),
        "content" => is_content(&text()),
        "stamp" => singo_render::Carried::read(bytes).is_some(),
        "blob" => singo_store::reads_as_blob(bytes),
        "sealed" => crate::use_cases::decrypted(bytes, PASSPHRASE, LITTLE_WORK).is_ok(),
        "attempts" => singo_store::reads_as_attempts(bytes),
        "notice" => singo_store::reads_as_lock_notice(bytes),
        "head" => singo_store::reads_as_noted_head(bytes),
        "request" => serde_json::from_slice::<crate::wire::AttachFileRequest>(bytes).is_ok(),
        _ => false,
    }
}

/// Reads a table as it lies, and into the columns of movements that its headings suggest.
fn is_table(bytes: &[u8]) -> bool {
    let input = Input::Bytes(bytes.into());
    let Ok(sheet) = open_sheet(&input, &Reading::default()) else { return false };
    if !sheet.lines.take(MOST_LINES).all(|line| line.is_ok()) {
        return false;
    }
    let Some(assets) = &*ASSETS else { return false };
    let width = |definition: &&Definition| {
        definition.fields().filter(|(_, field)| field.path.table() == Some(TABLE)).count()
    };
    let definition = assets.catalogue.all().iter().max_by_key(width);
    let profile = assets.profiles.values().find(|profile| profile.table == TABLE);
    let Some((definition, profile)) = definition.zip(profile) else { return false };
    let guess = Guess::new(definition, profile);
    if let Ok(table) = open_table(&input, &Reading::default(), &guess) {
        let columns = guess.columns(&table.headings);
        let plan = Plan { zone: Some(Zone::Kst), ..guessed(&table.headings, &columns) };
        let rows = Rows::new(table, definition, profile, &plan).into_iter().flatten();
        for row in rows.take(MOST_LINES).flatten() {
            drop(row.outcome.map(|cells| Movement::read(&cells)));
        }
    }
    true
}

/// A definition as a ZIP, as it lies or with the input's parts as its files; judged as before it is added.
fn is_form_file(bytes: &[u8]) -> bool {
    const FILES: [&str; 8] = [
        "form.toml",
        "rules.toml",
        "text.ko.toml",
        "text.en.toml",
        "page.toml",
        "SOURCE.md",
        "codes/own.toml",
        "sections/1.toml",
    ];
    let Some(assets) = &*ASSETS else { return false };
    let within = packed(&FILES, bytes).unwrap_or_default();
    [bytes, &within].into_iter().any(|zip| {
        let brought = forms::unpacked(Cursor::new(zip));
        let judged = brought.ok().and_then(|brought| forms::judged(brought, assets).ok());
        judged.is_some_and(|judged| {
            let known = assets.catalogue.all().first();
            forms::differences(known, &judged.definition);
            assets.catalogue.closed_by(&judged.definition).is_ok()
        })
    })
}

/// A workbook of one sheet, whose XML is the first part, and of shared texts and formats, if more parts follow.
fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let fixed = format!(
        "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
         xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let relation = |id: u8, kind: &str, target: &str| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |all: String| {
        format!(
            "<?xml version=\"1.0\"?><Relationships \
             xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
        )
    };
    let whole = relations(relation(1, "officeDocument", "xl/workbook.xml"));
    let inner = relations(
        relation(1, "worksheet", "worksheets/sheet1.xml")
            + &relation(2, "sharedStrings", "sharedStrings.xml")
            + &relation(3, "styles", "styles.xml"),
    );
    let parts = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    put(&mut zip, "xl/workbook.xml", fixed.as_bytes())?;
    put(&mut zip, "_rels/.rels", whole.as_bytes())?;
    put(&mut zip, "xl/_rels/workbook.xml.rels", inner.as_bytes())?;
    for (name, part) in parts.iter().zip(split(bytes)) {
        put(&mut zip, name, part)?;
    }
    Some(zip.finish().ok()?.into_inner())
}

/// The parts of the input as files of these names.
fn packed(names: &[&str], bytes: &[u8]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in names.iter().zip(split(bytes)) {
        put(&mut zip, name, part)?;
    }
    Some(zip.finish().ok()?.into_inner())
}

fn put(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) -> Option<()> {
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file(name, stored).ok()?;
    zip.write_all(bytes).ok()
}

fn split(bytes: &[u8]) -> Vec<&[u8]> {
    let (mut parts, mut rest) = (Vec::new(), bytes);
    while let Some(at) = rest.windows(BETWEEN.len()).position(|window| window == BETWEEN) {
        parts.push(&rest[..at]);
        rest = &rest[at + BETWEEN.len()..];
    }
    parts.push(rest);
    parts
}

/// What a paper carries, how it differs from another, and the seal at its end.
fn is_paper(bytes: &[u8]) -> bool {
    let carries = singo_render::inside(&mut Cursor::new(bytes)).is_ok();
    let whole = || Some(bytes.to_vec());
    let differs = singo_render::difference(whole, whole);
    let sealed = sign::token_request(bytes).is_ok();
    carries || sealed || differs != singo_render::Difference::Unreadable
}

/// Whether what was read is written again as the same, masked or not.
fn is_filing(filing: &ReadFiling) -> bool {
    let DefinitionRef { form, version, .. } = &filing.definition;
    let text = canonical_filing(&filing.definition, &filing.content);
    let all = ASSETS.as_ref().map(|assets| assets.catalogue.all()).unwrap_or_default();
    let own = all.iter().find(|d| d.form.id == *form && d.form.version == *version);
    if let Some(definition) = own.or(all.first()) {
        copy::masked(definition, &filing.content);
    }
    ReadFiling::read(text.as_bytes()).is_some_and(|again| again.content == filing.content)
}

/// Answers in a file of their own: read for each form, checked, and turned into what would leave.
fn is_content(text: &str) -> bool {
    let Some(assets) = &*ASSETS else { return false };
    let mut read = false;
    for definition in assets.catalogue.all() {
        let Ok(content) = read_content(text, &definition.form.id, definition) else { continue };
        let context = rules::Context {
            today: NaiveDate::from_ymd_opt(2026, 11, 27).unwrap_or_default(),
            printable: &|c| assets.fonts.covers(c),
            known: None,
            version_on: None,
        };
        rules::check(definition, &content, &context);
        read |= Outgoing::of(definition, &reference(definition), &content).is_ok();
    }
    read
}

/// A PKCS#12 file, or a certificate and its key as Korean authorities hand them out.
fn is_identity(bytes: &[u8]) -> bool {
    let parts = split(bytes);
    let (certificate, key) = (parts[0], parts.get(1).copied().unwrap_or(bytes));
    Identity::from_pkcs12(bytes, PASSPHRASE).is_ok()
        || Identity::from_npki(certificate, key, PASSPHRASE).is_ok()
}

/// A signature as it stands in a paper, or the answer of a timestamp authority.
fn is_token(bytes: &[u8]) -> bool {
    let signature = sign::read_signature(bytes, &[7; 32], DateTime::UNIX_EPOCH);
    signature.holds || !signature.signer.is_empty() || sign::is_token(bytes, &[7; 256])
}

fn is_attachment(bytes: &[u8]) -> bool {
    let name = String::from_utf8_lossy(&bytes[..bytes.len().min(64)]);
    let mut sniffer = Sniffer::new(bytes);
    let mut piece = [0; 61];
    while sniffer.read(&mut piece).is_ok_and(|read| read > 0) {}
    safe_name(&name).is_some() && (sniffer.warning(&name).is_some() || !sniffer.mime().is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};
    use std::{env, fs};

    use super::*;

    /// Readers that no seed passes: each guards itself by a hash or a reference that a seed would have to follow.
    const GUARDED: [&str; 3] = ["definition", "evidence", "identity"];

    fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    /// Files that each reader reads, or nearly: mutations of them reach deep. `fuzz.sh` begins with the same.
    fn seeds(reader: &str) -> Vec<Vec<u8>> {
        let brought = match reader {
            "table" => Some("tests/fixtures/import"),
            "definition" => Some("assets/forms/str/2026-08"),
            "calendar" => Some("assets/calendars"),
            "profile" => Some("assets/import"),
            _ => None,
        };
        let folders = [Some(format!("fuzz/seeds/{reader}")), brought.map(str::to_owned)];
        let files =
            folders.into_iter().flatten().filter_map(|at| fs::read_dir(root().join(at)).ok());
        let files = files.flatten().map(|file| file.unwrap().path());
        let mut files: Vec<PathBuf> = files.filter(|file| file.is_file()).collect();
        files.sort();
        files.into_iter().map(|file| fs::read(file).unwrap()).collect()
    }

    /// `SINGO_FEEDS` sets how many inputs each reader gets.
    #[test]
    fn no_reader_panics_whatever_it_is_fed() {
        let feeds = env::var("SINGO_FEEDS").ok().and_then(|text| text.parse().ok());
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut next = move |limit: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % limit.max(1) as u64) as usize
        };
        for reader in READERS {
            let seeds = seeds(reader);
            let read = seeds.iter().filter(|seed| feed(reader, seed)).count();
            assert!(read > 0 || GUARDED.contains(reader), "{reader} reads none of its seeds");
            for _ in 0..feeds.unwrap_or(120) {
                let mut bytes = seeds.get(next(seeds.len())).cloned().unwrap_or_default();
                for _ in 0..=next(6) {
                    let at = next(bytes.len());
                    match next(5) {
                        0 if !bytes.is_empty() => bytes[at] ^= 1 << next(8),
                        1 => bytes.truncate(at),
                        2 => bytes.insert(at, next(256) as u8),
                        3 => {
                            let piece: Vec<u8> =
                                bytes[at..].iter().take(next(40)).copied().collect();
                            let to = next(bytes.len());
                            drop(bytes.splice(to..to, piece));
                        }
                        _ => drop(bytes.splice(at..at, *b"99999999999999999999")),
                    }
                }
                feed(reader, &bytes);
            }
        }
    }

    /// Where the house opens files, and which readers are fed what is in them. `-`: the program's own, or nothing is
    /// read of it that could be wrong.
    const OPENED: [(&str, &str); 26] = [
        ("app/src/attachments/opened.rs", "-"),
        ("app/src/forms/read.rs", "form_file definition"),
        ("app/src/host.rs", "-"),
        ("app/src/import/input.rs", "table workbook"),
        ("app/src/leaving.rs", "-"),
        ("app/src/use_cases/attachments.rs", "attachment"),
        ("app/src/use_cases/bundle.rs", "bundle evidence sealed"),
        ("app/src/use_cases/chain.rs", "chain"),
        ("app/src/use_cases/inspect.rs", "paper stamp filing identity token"),
        ("app/src/use_cases/lockbox.rs", "sealed"),
        ("store/src/access.rs", "log"),
        ("store/src/access/cut.rs", "log"),
        ("store/src/atomic_file.rs", "-"),
        ("store/src/attempts.rs", "attempts"),
        ("store/src/backup/check.rs", "keys"),
        ("store/src/backup/files.rs", "blob"),
        ("store/src/backup/manifest.rs", "manifest"),
        ("store/src/backup/mod.rs", "keys"),
        ("store/src/backup/take.rs", "-"),
        ("store/src/blob/mod.rs", "blob"),
        ("store/src/keys/change.rs", "keys"),
        ("store/src/lock.rs", "notice"),
        ("store/src/noted.rs", "head"),
        ("store/src/place.rs", "-"),
        ("store/src/rotation.rs", "-"),
        ("store/src/vault.rs", "keys"),
    ];

    /// Files of Rust below a folder, without their tests.
    fn sources(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]\nmod").next().unwrap_or_default().to_owned();
                found.push((path, code));
            }
        }
    }

    /// Whoever opens a file anew says here which reader is fed what is in it.
    #[test]
    fn whatever_opens_a_file_names_its_reader() {
        let opens = ["fs::read(", "fs::read_to_string(", "File::open(", "File::options()"];
        let mut found = Vec::new();
        for floor in ["app", "store", "render", "domain"] {
            sources(&root().join("crates").join(floor).join("src"), &mut found);
        }
        let crates = root().join("crates");
        let name = |path: &Path| {
            let path = path.strip_prefix(&crates).unwrap().to_string_lossy().replace('\\', "/");
            let tests = ["tests.rs", "attacks.rs", "bindings.rs"];
            (!tests.iter().any(|end| path.ends_with(end))).then_some(path)
        };
        let opening: BTreeSet<String> = found
            .iter()
            .filter(|(_, code)| opens.iter().any(|call| code.contains(call)))
            .filter_map(|(path, _)| name(path))
            .collect();
        let known: BTreeSet<String> = OPENED.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(opening, known);
        for (path, readers) in OPENED {
            for reader in readers.split(' ').filter(|reader| *reader != "-") {
                assert!(READERS.contains(&reader), "{path}: {reader}");
            }
        }
    }

    #[test]
    fn every_reader_has_its_fuzz_target() {
        let manifest = fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap();
        let named = manifest
            .lines()
            .filter_map(|line| line.strip_prefix("path = \"fuzz_targets/")?.strip_suffix(".rs\""));
        let named: BTreeSet<&str> = named.collect();
        assert_eq!(named, READERS.iter().copied().collect());
        for reader in READERS {
            let file = root().join(format!("fuzz/fuzz_targets/{reader}.rs"));
            let target = fs::read_to_string(file).unwrap();
            assert!(target.contains(&format!("feed(\"{reader}\", bytes)")), "{reader}");
        }
    }
}
