//! Papers as files: exports, `verify F.pdf`, `seal`, `decrypt`.

use std::fs;

use data_encoding::BASE64;
use serde_json::{Value, json};
use singo_app::App;

use super::{given as forms_of, open, place, text};
use crate::args::VerifyArgs;
use crate::outcome::{Failure, Outcome};
use crate::paper_args::{DecryptArgs, ExportArgs, KeyArgs, SealCommand};
use crate::secret::{first_line, passphrase, secret};
use crate::words::Words;

/// The request that writes a filing's paper.
pub fn export_request(given: &ExportArgs, words: &Words) -> Result<Value, Failure> {
    let seal = match (&given.key.pkcs12, &given.key.certificate) {
        (None, None) => Value::Null,
        _ => key(&given.key, words)?,
    };
    let box_key = given.encrypt.as_deref().map(first_line).transpose()?;
    let annex = given.annex.as_deref().map(first_line).transpose()?;
    Ok(json!({
        "id": given.id, "path": place(&given.out)?, "purpose": given.purpose, "copy": given.copy,
        "redact": given.redact, "seal": seal, "passphrase": box_key.as_ref().map(|key| key.as_str()),
        "annex": annex.as_ref().map(|key| key.as_str()),
    }))
}

/// The key that seals, and what the seal says.
fn key(given: &KeyArgs, words: &Words) -> Result<Value, Failure> {
    let text = |path: &Option<std::path::PathBuf>| path.as_deref().map(place).transpose();
    let opened = match given.kept_passphrase {
        true => None,
        false => Some(secret(given.key_passphrase_file.as_deref(), "SINGO_KEY_PASSPHRASE", words)?),
    };
    Ok(json!({
        "pkcs12": text(&given.pkcs12)?, "certificate": text(&given.certificate)?,
        "key": text(&given.key)?, "passphrase": opened.as_ref().map(|secret| secret.as_str()),
        "keep": given.keep_passphrase, "name": given.name,
        "reason": given.reason, "tsa": given.tsa,
    }))
}

/// Seals a PDF, asks for a timestamp, puts it in.
pub fn seal(app: &App, given: &SealCommand, words: &Words) -> Result<Outcome, Failure> {
    let (done, said) = match given {
        SealCommand::Sign { pdf, out, key: of } => {
            let request =
                json!({ "path": place(pdf)?, "out": place(out)?, "seal": key(of, words)? });
            (app.call("pdf.sign", request)?, "cli.signed")
        }
        SealCommand::Request { pdf, out } => {
            let found = app.call("pdf.timestamp_request", json!({ "path": place(pdf)? }))?;
            let bytes = BASE64.decode(text(&found, "base64").as_bytes()).unwrap_or_default();
            fs::write(out, bytes).map_err(|problem| Failure::File(out.clone(), problem))?;
            (json!({ "path": place(out)? }), "cli.written")
        }
        SealCommand::Forget { key } => {
            (app.call("pdf.forget_passphrase", json!({ "path": place(key)? }))?, "cli.forgotten")
        }
        SealCommand::Stamp { pdf, out, token, tsa } => {
            let token = token.as_deref().map(place).transpose()?;
            let request =
                json!({ "path": place(pdf)?, "out": place(out)?, "token": token, "address": tsa });
            (app.call("pdf.timestamp", request)?, "cli.written")
        }
    };
    Ok(Outcome::line(words.say(said, &done)))
}

/// Opens an encrypted file.
pub fn decrypt(app: &App, given: &DecryptArgs, words: &Words) -> Result<Outcome, Failure> {
    let opened = passphrase(given.passphrase_file.as_deref(), words)?;
    let request = json!({ "path": place(&given.file)?, "out": place(&given.out)?,
                          "passphrase": opened.as_str() });
    let done = app.call("file.decrypt", request)?;
    Ok(Outcome::line(words.say("cli.written", &done)))
}

/// Checks a PDF against the data inside it and, where a vault is named, against its history.
pub fn verify(app: &App, given: &VerifyArgs, words: &Words) -> Result<Outcome, Failure> {
    let asked = given.asked.as_ref();
    if let Some(vault) = asked {
        open(app, vault, given.opening.passphrase_file.as_ref(), words)?;
    }
    let path = given.vault.to_string_lossy();
    let found = app.call(
        "pdf.verify",
        json!({ "path": path, "with_vault": asked.is_some(), "forms": forms_of(&given.forms)? }),
    )?;
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
    for seal in found["seals"].as_array().into_iter().flatten() {
        lines.push(words.say("cli.verify_pdf.sealed", seal));
        if !seal["stamped"].is_null() {
            lines.push(words.say("cli.verify_pdf.stamped", seal));
        }
        if seal["in_validity"] == false {
            lines.push(words.say("cli.verify_pdf.outside_validity", seal));
        }
    }
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
