//! `evidence`: what a stranger can verify without the vault.

use serde_json::{Value, json};
use singo_app::App;
use zeroize::Zeroizing;

use super::{open, place};
use crate::args::{EvidenceArgs, EvidenceCommand};
use crate::outcome::{Failure, Outcome};
use crate::secret::first_line;
use crate::words::Words;

/// Opens the vault and writes one file.
pub fn run(app: &App, given: EvidenceArgs, words: &Words) -> Result<Outcome, Failure> {
    let Some(vault) = &given.vault else { return Err(Failure::Missing("--vault")) };
    open(app, vault, given.passphrase_file.as_ref(), words)?;
    let (made, key): (Value, &str) = match given.command {
        EvidenceCommand::Chain { out } => {
            (app.call("chain.export", json!({ "path": place(&out)? }))?, "cli.evidence.chain")
        }
        EvidenceCommand::Bundle { ids, out, seal_file } => {
            let seal = seal_file.as_deref().map(first_line).transpose()?;
            let seal: Option<&str> = seal.as_ref().map(|text: &Zeroizing<String>| text.as_str());
            let request = json!({ "filings": ids, "path": place(&out)?, "passphrase": seal });
            (app.call("bundle.create", request)?, "cli.evidence.bundle")
        }
    };
    Ok(if given.json { Outcome::json(&made) } else { Outcome::line(words.say(key, &made)) })
}
