//! Papers as files: `verify F.pdf`.

use serde_json::json;
use singo_app::App;

use super::{open, text};
use crate::args::VerifyArgs;
use crate::outcome::{Failure, Outcome};
use crate::words::Words;

/// Checks a PDF against the data inside it and, where a vault is named, against its history.
pub fn verify(app: &App, given: &VerifyArgs, words: &Words) -> Result<Outcome, Failure> {
    let asked = given.asked.as_ref();
    if let Some(vault) = asked {
        open(app, vault, given.opening.passphrase_file.as_ref(), words)?;
    }
    let path = given.vault.to_string_lossy();
    let found = app.call("pdf.verify", json!({ "path": path, "with_vault": asked.is_some() }))?;
    let intact = found["intact"] == true && found["origin"]["on_chain"] != false;
    if given.opening.json {
        return Ok(Outcome::json(&found).right(intact));
    }
    let mut lines = Vec::new();
    lines.push(if found["intact"] == true {
        words.say("cli.verify_pdf.intact", &found["identity"])
    } else {
        words.say(&format!("cli.verify_pdf.{}", text(&found, "problem")), &found)
    });
    let origin = &found["origin"];
    if asked.is_some() {
        let filing = if origin["filing"].is_null() { "unknown" } else { "filing" };
        lines.push(words.say(&format!("cli.verify_pdf.{filing}"), origin));
        let known = ["submission", "printed_by"].into_iter();
        let known = known.filter(|key| !(origin[key].is_null() || origin[key] == false));
        lines.extend(known.map(|key| words.say(&format!("cli.verify_pdf.{key}"), origin)));
        if let Some(on_chain) = origin["on_chain"].as_bool() {
            let head = if on_chain { "on_chain" } else { "off_chain" };
            lines.push(words.say(&format!("cli.verify_pdf.{head}"), &found["identity"]));
        }
    }
    Ok(Outcome::lines(lines).right(intact))
}
