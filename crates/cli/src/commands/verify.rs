//! `verify`: a vault, a PDF, an exported chain, or an evidence bundle; which of them is told by the file itself.
//!
//! Exit code 0: intact. 1: broken, with the first bad act and the kind of damage; or refused, such as by a wrong
//! passphrase. 2: it cannot be read.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde_json::{Value, json};
use singo_app::App;

use super::{open, pdf, text};
use crate::args::VerifyArgs;
use crate::outcome::{Failure, Outcome};
use crate::secret::passphrase;
use crate::words::Words;

/// Verifies what the path names.
pub fn verify(app: &App, given: &VerifyArgs, words: &Words) -> Result<Outcome, Failure> {
    let path = &given.vault;
    let secret_file = given.opening.passphrase_file.as_deref();
    let found = match first_bytes(path)?.as_slice() {
        [] if path.is_dir() => {
            open(app, path, given.opening.passphrase_file.as_ref(), words)?;
            app.call("vault.verify", json!({ "head": given.head }))?
        }
        [b'P', b'K', ..] => bundle(app, given, None)?,
        head if head.starts_with(b"age-encryption.org") => {
            bundle(app, given, Some(passphrase(secret_file, words)?.as_str()))?
        }
        head if is_paper(path, head) => return pdf::verify(app, given, words),
        _ => {
            let path = path.to_string_lossy();
            app.call("chain.check", json!({ "path": path, "head": given.head }))?
        }
    };
    Ok(told(&found, given, words))
}

/// Whether it is a PDF, or was one before its first bytes were altered.
fn is_paper(path: &Path, head: &[u8]) -> bool {
    let named = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    named || head.windows(4).any(|four| four == b"%PDF")
}

/// The first bytes of a file; none of a folder.
fn first_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if path.is_dir() {
        return Ok(Vec::new());
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(32).read_to_end(&mut bytes));
    read.map(|_| bytes).map_err(|problem| Failure::File(path.to_owned(), problem))
}

fn bundle(app: &App, given: &VerifyArgs, secret: Option<&str>) -> Result<Value, Failure> {
    let path = given.vault.to_string_lossy();
    let request = json!({ "path": path, "passphrase": secret, "head": given.head });
    Ok(app.call("bundle.check", request)?)
}

fn told(found: &Value, given: &VerifyArgs, words: &Words) -> Outcome {
    let intact = found["intact"] == true;
    if given.opening.json {
        return Outcome::json(found).right(intact);
    }
    if intact {
        let said = words.say("cli.verify.intact", found);
        // A chain that was cut off at its end fits in itself: whoever gave no head must know that.
        let end = given.head.is_none().then(|| words.say("cli.verify.no_head", found));
        return Outcome::lines(std::iter::once(said).chain(end).collect());
    }
    let damage = words.say(&format!("cli.verify.{}", text(found, "damage")), found);
    let seq = found["first_bad"].as_u64().map_or_else(|| "–".to_owned(), |seq| seq.to_string());
    let said = words.say("cli.verify.broken", &json!({ "seq": seq, "damage": damage }));
    let file = found["file"].as_str().map(|file| format!("{said} [{file}]"));
    Outcome::line(file.unwrap_or(said)).right(false)
}
