//! Evidence bundles of chosen filings: making one, and checking one without any vault.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

use serde_json::json;
use singo_domain::act::Head;
use singo_domain::canonical::sha256_hex;
use singo_domain::filing::FilingId;
use singo_store::{ActRow, Blobs, FormAddedRow, NewAct, Read, hash_of};
use zeroize::Zeroizing;

use super::chain::{chain_view, exported};
use super::history::{read_head, written_head};
use super::lockbox::long_enough;
use super::paper::{Prepared, prepare};
use crate::App;
use crate::attachments::safe_name;
use crate::bundle::{
    CHAIN, Entries, Entry, NoBundle, PAGE, SCRIPT, Unopened, check, proof, proof_name, write,
};
use crate::convert::{count, unwritable, wrong};
use crate::error::{ErrorCode, WireError};
use crate::leaving::Part;
use crate::outgoing::Outgoing;
use crate::session::Session;
use crate::wire::{BundleMade, BundleView, CheckBundleRequest, CreateBundleRequest};

/// Steps whose acts seal the document hash of a filing.
const SEALING: [&str; 2] = ["filing.approved", "filing.submitted"];

/// Makes a bundle. That is an act; the bundle's chain ends just before it.
pub fn bundle_create(app: &App, request: CreateBundleRequest) -> Result<BundleMade, WireError> {
    let passphrase = request.passphrase.filter(|text| !text.is_empty()).map(Zeroizing::new);
    if let Some(passphrase) = &passphrase {
        long_enough(passphrase)?;
    }
    if request.filings.is_empty() {
        return Err(wrong("filings", ""));
    }
    let now = (app.host.now)();
    let mut filings = request.filings;
    filings.sort_unstable();
    filings.dedup();
    let secret = passphrase.as_ref().map(|text| text.as_str());
    let Gathered { mut entries, papers, head, blobs } =
        app.with_session(|session| gather(app, session, &filings, secret.is_some()))?;
    // Pages are printed and files stream past the session: a large bundle holds nobody up.
    for (name, paper) in papers {
        entries.insert(name, Entry::Bytes(paper.print(app)?.bytes));
    }
    let path = &request.path;
    let unwritable = |problem: io::Error| unwritable(path, &problem);
    let written =
        Part::write(Path::new(path), |file| write(BufWriter::new(file), &entries, &blobs, secret));
    let (part, ()) = written.map_err(unwritable)?;
    let hashed =
        File::open(part.path()).and_then(|mut file| hash_of(&mut file).map_err(io::Error::other));
    let (head, sha256) = (written_head(&head), hashed.map_err(unwritable)?.0.to_string());
    let payload = json!({ "filings": filings, "sha256": sha256, "head": head,
                          "encrypted": secret.is_some() });
    let act = NewAct::new("bundle.created", "vault", payload);
    // The session can have ended meanwhile: no bundle gets its name without its act.
    app.with_session(|session| session.write(now, |_| Ok(((), act))))?;
    part.keep().map_err(unwritable)?;
    let files = count(entries.len());
    Ok(BundleMade { path: path.clone(), sha256, head, files })
}

/// Checks a bundle; needs no vault.
pub fn bundle_check(_: &App, request: CheckBundleRequest) -> Result<BundleView, WireError> {
    let noted = request.head.as_deref().map(read_head).transpose()?;
    let passphrase = request.passphrase.map(Zeroizing::new);
    let path = &request.path;
    let unread = |problem: String| {
        WireError::new(ErrorCode::FileUnreadable).with("path", path).with("problem", problem)
    };
    let file = File::open(path).map_err(|problem| unread(problem.to_string()))?;
    let found = check(file, passphrase.as_ref().map(|text| text.as_str()), noted.as_ref());
    let found = found.map_err(|error| match error {
        Unopened::Passphrase => ErrorCode::WrongPassphrase.into(),
        Unopened::NoBundle(NoBundle(problem)) => unread(problem),
    })?;
    let chain = found.chain.as_ref().map(chain_view);
    let broken_chain = chain.as_ref().filter(|chain| !chain.intact);
    let (code, file) = found.broken.clone().map_or((None, None), |(code, file)| {
        // A broken chain is told by its own kind of damage.
        let code = broken_chain.filter(|_| code == "chain").and_then(|chain| chain.damage.clone());
        (code.or(found.broken.as_ref().map(|(code, _)| (*code).to_owned())), Some(file))
    });
    Ok(BundleView {
        intact: found.broken.is_none(),
        acts: chain.as_ref().map_or(0, |chain| chain.acts),
        head: chain.as_ref().map(|chain| chain.head.clone()).unwrap_or_default(),
        first_bad: broken_chain.and_then(|chain| chain.first_bad),
        damage: code,
        file,
        files: count(found.files),
        proven: found.proven.into_iter().collect(),
    })
}

/// What goes into a bundle.
struct Gathered<'a> {
    entries: Entries,
    /// Papers that are still to be printed, by the names of their files.
    papers: Vec<(String, Prepared<'a>)>,
    /// The head that the chain in it ends with.
    head: Head,
    blobs: Blobs,
}

/// Reads everything that goes into the bundle.
fn gather<'a>(
    app: &'a App,
    session: &mut Session,
    filings: &[u32],
    sealed: bool,
) -> Result<Gathered<'a>, WireError> {
    let (mut entries, mut papers) = (Entries::new(), Vec::new());
    let mut first = u64::MAX;
    for id in filings {
        let opened = session.open(&app.assets, *id)?;
        let (filing, canonical) = (opened.row.id, opened.canonical());
        // The answers go into it whole, also those that the paper beside them masks.
        if !sealed
            && Outgoing::of(opened.definition, &opened.row.definition, opened.content)?
                .note
                .is_some()
        {
            let number = &opened.row.label.document_no;
            return Err(WireError::new(ErrorCode::PassphraseNeeded).with("document_no", number));
        }
        let paper = prepare(app, session, *id)?;
        let folder = format!("filings/{id}");
        let (attached, sent, acts, began) = session.vault.read(|read| {
            let sent = read.submissions(filing)?.pop();
            let sent = sent.map(|sent| read.submitted_copy(sent.id)).transpose()?.flatten();
            Ok::<_, WireError>((
                read.attachments(filing)?,
                sent.map(|(canonical, _)| canonical),
                read.events(filing)?.into_iter().map(|event| event.act).collect::<Vec<_>>(),
                read.began(filing)?,
            ))
        })?;
        let canonical = sent.unwrap_or(canonical);
        let hash = sha256_hex(&canonical);
        let mut own = vec![("filing.json".to_owned(), Entry::Bytes(canonical.into_bytes()))];
        let mut sealing = proofs(session, filing, &acts, &hash)?;
        for row in attached {
            let (payload, tables) = session.vault.read(|read| read.evidence_of(row.act))?;
            sealing.push((row.act, proof(row.act, filing.0, &payload, &tables)));
            let sha256 = row.sha256.parse().map_err(|_| wrong("sha256", &row.sha256))?;
            let name = safe_name(&row.name).unwrap_or_else(|| "file".to_owned());
            own.push((format!("attachments/{}-{name}", row.id), Entry::Blob(sha256)));
        }
        papers.push((format!("{folder}/report.pdf"), paper));
        for (name, entry) in own {
            entries.insert(format!("{folder}/{name}"), entry);
        }
        first = first.min(began);
        for (act, bytes) in sealing {
            entries.insert(proof_name(act), Entry::Bytes(bytes));
        }
    }
    for (name, text) in session.vault.read(|read| forms_of(read, filings))? {
        entries.insert(name, Entry::Bytes(text.into_bytes()));
    }
    let after = match first.saturating_sub(1) {
        0 => Head::genesis(session.vault.id()),
        seq => {
            let before = session.vault.read(|read| read.acts(seq, 1))?;
            before.first().map(|row| row.act.head()).ok_or(ErrorCode::Internal)?
        }
    };
    let (chain, head) = exported(&session.vault, after)?;
    entries.insert(CHAIN.to_owned(), Entry::Bytes(chain.into_bytes()));
    for (name, text) in [PAGE, SCRIPT] {
        entries.insert(name.to_owned(), Entry::Bytes(text.as_bytes().to_vec()));
    }
    Ok(Gathered { entries, papers, head, blobs: session.vault.blobs().clone() })
}

/// The forms that came as files and that these filings were written under, as folders that `--forms` takes.
fn forms_of(read: &Read<'_>, filings: &[u32]) -> Result<Vec<(String, String)>, WireError> {
    let mut used = Vec::new();
    for id in filings {
        used.push(read.filing(FilingId(i64::from(*id)))?.definition);
    }
    let rows = read.forms_added()?.into_iter().filter(|row| used.contains(&row.definition));
    let files = rows.flat_map(|FormAddedRow { definition, files, codes, .. }| {
        let folder = format!("forms/{}-{}", definition.form, definition.version);
        let lists = codes.into_iter().map(|(list, text)| (format!("codes/{list}.toml"), text));
        let all: Vec<_> = files.into_iter().chain(lists).collect();
        all.into_iter().map(move |(name, text)| (format!("{folder}/{name}"), text))
    });
    Ok(files.collect())
}

/// The proofs that the filing, as it lies in the bundle, was sealed: the last decision and the last submission.
fn proofs(
    session: &Session,
    filing: FilingId,
    acts: &[u64],
    document_hash: &str,
) -> Result<Vec<(u64, Vec<u8>)>, WireError> {
    session.vault.read(|read| {
        let mut found = Vec::new();
        for name in SEALING {
            for seq in acts.iter().rev() {
                let acts = read.acts(*seq, 1)?;
                // A decision that was taken back sealed other answers than the filing has now.
                let fits = |row: &&ActRow| {
                    row.act.act == name && row.payload["document_hash"] == document_hash
                };
                if acts.first().filter(fits).is_some() {
                    let (payload, tables) = read.evidence_of(*seq)?;
                    found.push((*seq, proof(*seq, filing.0, &payload, &tables)));
                    break;
                }
            }
        }
        Ok(found)
    })
}
