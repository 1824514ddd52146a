//! Seals on papers: `pdf.sign`, and timestamps for them.
//!
//! Only an intact paper of this program is sealed, and its bytes stay as they are. The key is read from the
//! files that the user names, used once and forgotten; no passphrase is kept.

use chrono::{DateTime, Utc};
use data_encoding::BASE64;
use singo_domain::canonical::sha256_hex;
use singo_render::sign::{self, Identity, IdentityError, Seal, SignError};

use super::inspect::{self, Paper, read_file};
use crate::App;
use crate::convert::wrong;
use crate::error::{ErrorCode, WireError};
use crate::leaving::write_whole;
use crate::tsa;
use crate::wire::{
    AskTimestampRequest, Exported, SealRequest, SignPdfRequest, TimestampRequest,
    TimestampRequestView,
};

/// Seals a paper that lies outside the vault.
pub fn pdf_sign(app: &App, request: SignPdfRequest) -> Result<Exported, WireError> {
    let bytes = read_file(&request.path)?;
    let (sealed, _) = apply(app, &bytes, &request.seal, (app.host.now)())?;
    written(&request.out, &sealed)
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
    written(&request.out, &stamped)
}

fn written(path: &str, bytes: &[u8]) -> Result<Exported, WireError> {
    write_whole(path, bytes)?;
    Ok(Exported { path: path.to_owned(), sha256: sha256_hex(bytes) })
}

/// The paper with one more seal, and whose it is; only an intact paper gets one.
fn apply(
    app: &App,
    bytes: &[u8],
    wanted: &SealRequest,
    at: DateTime<Utc>,
) -> Result<(Vec<u8>, String), WireError> {
    let verdict = inspect::verdict(app, bytes);
    if !verdict.intact {
        let problem = verdict.problem.unwrap_or_default();
        return Err(WireError::new(ErrorCode::PaperAltered).with("problem", problem));
    }
    let altered = |_| WireError::new(ErrorCode::PaperAltered).with("problem", "no_filing");
    put(app, &inspect::open(app, bytes).map_err(altered)?, bytes, wanted, at)
}

/// Seals a paper whose bytes are known to be what is printed of it, and says whose seal it is.
pub fn put(
    app: &App,
    paper: &Paper<'_>,
    bytes: &[u8],
    wanted: &SealRequest,
    at: DateTime<Utc>,
) -> Result<(Vec<u8>, String), WireError> {
    let identity = identity(wanted)?;
    let input = paper.input();
    let laid = singo_render::lay_out(&input, &app.assets.fonts)?;
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

/// The key that the request names: a PKCS#12 file, or a certificate and its key.
fn identity(wanted: &SealRequest) -> Result<Identity, WireError> {
    let secret = &wanted.passphrase;
    let read = match (&wanted.pkcs12, &wanted.certificate, &wanted.key) {
        (Some(file), None, None) => Identity::from_pkcs12(&read_file(file)?, secret),
        (None, Some(certificate), Some(key)) => {
            Identity::from_npki(&read_file(certificate)?, &read_file(key)?, secret)
        }
        _ => return Err(wrong("seal", "")),
    };
    read.map_err(|error| match error {
        IdentityError::Passphrase => ErrorCode::WrongPassphrase.into(),
        other => WireError::new(ErrorCode::KeyUnusable).with("problem", other),
    })
}

fn refused(error: SignError) -> WireError {
    match error {
        SignError::Render(error) => error.into(),
        other => WireError::new(ErrorCode::KeyUnusable).with("problem", other),
    }
}
