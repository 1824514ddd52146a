//! Seals on papers: `pdf.sign`, and timestamps for them.
//!
//! Only an intact paper of this program is sealed, and its bytes stay as they are. The key is read from the
//! files that the user names, used once and forgotten. Its passphrase is kept nowhere, unless the user asks for the
//! keychain of the computer.

use std::io::{Cursor, Write};
use std::path::Path;

use chrono::{DateTime, Utc};
use data_encoding::BASE64;
use singo_render::sign::{self, Identity, IdentityError, Seal, SignError};
use zeroize::Zeroizing;

use super::inspect::{self, Paper, read_file};
use crate::App;
use crate::convert::{unwritable, wrong};
use crate::error::{ErrorCode, WireError};
use crate::leaving::{Hashed, write_whole, write_with};
use crate::wire::{
    AskTimestampRequest, Exported, KeptPassphraseView, KeyFileRequest, Nothing, SealRequest,
    SignPdfRequest, TimestampRequest, TimestampRequestView,
};
use crate::{keychain, tsa};

/// Seals a paper that lies outside the vault.
pub fn pdf_sign(app: &App, request: SignPdfRequest) -> Result<Exported, WireError> {
    let bytes = read_file(&request.path)?;
    let (seal, _) = apply(app, &bytes, &request.seal, (app.host.now)())?;
    written(&request.out, &[&bytes, &seal])
}

/// Whether the keychain of this computer keeps the passphrase of a key.
pub fn pdf_kept_passphrase(
    app: &App,
    request: KeyFileRequest,
) -> Result<KeptPassphraseView, WireError> {
    let found = app.host.keychain.read(&keychain::entry(&read_file(&request.path)?));
    let kept = matches!(found, Ok(Some(_)));
    Ok(KeptPassphraseView { available: found.is_ok(), kept })
}

/// Takes the passphrase of a key out of the keychain of this computer.
pub fn pdf_forget_passphrase(app: &App, request: KeyFileRequest) -> Result<Nothing, WireError> {
    app.host.keychain.forget(&keychain::entry(&read_file(&request.path)?))?;
    Ok(Nothing {})
}

/// The request that a timestamp authority answers, for the last seal of a paper.
pub fn pdf_timestamp_request(
    _: &App,
    request: AskTimestampRequest,
) -> Result<TimestampRequestView, WireError> {
    let wanted = sign::token_request(&read_file(&request.path)?).map_err(refused)?;
    if let Some(out) = &request.out {
        write_whole(out, &wanted)?;
    }
    Ok(TimestampRequestView { base64: BASE64.encode(&wanted) })
}

/// Puts a timestamp into the last seal of a paper, from a file or from an address that the user entered.
pub fn pdf_timestamp(_: &App, request: TimestampRequest) -> Result<Exported, WireError> {
    let bytes = read_file(&request.path)?;
    let answer = match (&request.token, &request.address) {
        (Some(file), None) => read_file(file)?,
        (None, Some(address)) => {
            let wanted = sign::token_request(&bytes).map_err(refused)?;
            tsa::ask(address, &wanted)?
        }
        _ => return Err(wrong("token", "")),
    };
    let stamped = sign::with_token(&bytes, &answer).map_err(refused)?;
    written(&request.out, &[&stamped])
}

fn written(path: &str, parts: &[&[u8]]) -> Result<Exported, WireError> {
    let written = write_with(Path::new(path), |file| {
        let mut out = Hashed::new(file);
        parts.iter().try_for_each(|part| out.write_all(part))?;
        out.finish()
    });
    let sha256 = written.map_err(|problem| unwritable(path, &problem))?;
    Ok(Exported { path: path.to_owned(), sha256 })
}

/// One more seal behind the paper, and whose it is; only an intact paper gets one.
fn apply(
    app: &App,
    bytes: &[u8],
    wanted: &SealRequest,
    at: DateTime<Utc>,
) -> Result<(Vec<u8>, String), WireError> {
    let mut file = Cursor::new(bytes);
    let verdict = inspect::verdict(app, &mut file).map_err(|_| ErrorCode::FileUnreadable)?;
    if !verdict.intact {
        let problem = verdict.problem.unwrap_or_default();
        return Err(WireError::new(ErrorCode::PaperAltered).with("problem", problem));
    }
    let altered = |_| WireError::new(ErrorCode::PaperAltered).with("problem", "no_filing");
    put(app, &inspect::open(app, &mut file).map_err(altered)?, bytes, wanted, at)
}

/// The seal behind a paper whose bytes are known to be what is printed of it, and whose seal it is.
pub fn put(
    app: &App,
    paper: &Paper<'_>,
    bytes: &[u8],
    wanted: &SealRequest,
    at: DateTime<Utc>,
) -> Result<(Vec<u8>, String), WireError> {
    let identity = identity(app, wanted)?;
    let input = paper.input();
    let laid = singo_render::lay_out_as(paper.stamp.paper, &input, &app.assets.fonts)?;
    let given = wanted.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let name = given.map_or_else(|| identity.name(), str::to_owned);
    let at = DateTime::from_timestamp(at.timestamp(), 0).unwrap_or(at);
    let reason = wanted.reason.trim().to_owned();
    let seal = Seal { name: name.clone(), at, reason, language: input.language };
    let mut sealed =
        sign::seal(bytes, &laid, &seal, &identity, &app.assets.fonts).map_err(refused)?;
    if let Some(address) = &wanted.tsa {
        let request = sign::token_request(&sealed).map_err(refused)?;
        sealed = sign::with_token(&sealed, &tsa::ask(address, &request)?).map_err(refused)?;
    }
    Ok((sealed, name))
}

/// The key that the request names: a PKCS#12 file, or a certificate and its key. Its passphrase is the one in the
/// request, or else the keychain's; it goes into the keychain only if it opened the key.
fn identity(app: &App, wanted: &SealRequest) -> Result<Identity, WireError> {
    let (certificate, file) = match (&wanted.pkcs12, &wanted.certificate, &wanted.key) {
        (Some(file), None, None) => (None, read_file(file)?),
        (None, Some(certificate), Some(key)) => (Some(read_file(certificate)?), read_file(key)?),
        _ => return Err(wrong("seal", "")),
    };
    let (keychain, entry) = (&app.host.keychain, keychain::entry(&file));
    let secret = match &wanted.passphrase {
        Some(given) => Zeroizing::new(given.clone()),
        None => keychain.read(&entry)?.ok_or(ErrorCode::NotInKeychain)?,
    };
    let read = match &certificate {
        None => Identity::from_pkcs12(&file, &secret),
        Some(certificate) => Identity::from_npki(certificate, &file, &secret),
    };
    let identity = read.map_err(|error| match error {
        IdentityError::Passphrase => ErrorCode::WrongPassphrase.into(),
        other => WireError::new(ErrorCode::KeyUnusable).with("problem", other),
    })?;
    if wanted.keep && wanted.passphrase.is_some() {
        keychain.keep(&entry, &secret)?;
    }
    Ok(identity)
}

fn refused(error: SignError) -> WireError {
    match error {
        SignError::Render(error) => error.into(),
        other => WireError::new(ErrorCode::KeyUnusable).with("problem", other),
    }
}
