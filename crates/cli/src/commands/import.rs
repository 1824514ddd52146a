//! `import`: a table is read, shown, and stored when a filing is named.

use std::fs;

use data_encoding::BASE64;
use serde_json::{Value, json};
use singo_app::App;

use super::{open, text};
use crate::args::ImportArgs;
use crate::outcome::{Failure, Outcome};
use crate::words::Words;

/// Reads a table; stores it unless this is a dry run. Exit code 1 when a row was rejected.
pub fn run(app: &App, given: &ImportArgs, words: &Words) -> Result<Outcome, Failure> {
    let bytes = fs::read(&given.file).map_err(|e| Failure::File(given.file.clone(), e))?;
    let base64 = BASE64.encode(&bytes);
    let name = given.file.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    if let Some(vault) = &given.vault {
        open(app, vault, given.passphrase_file.as_ref(), words)?;
    }
    let preview = json!({ "id": given.filing, "form": given.form, "table": given.profile,
                          "name": name, "base64": base64, "mapping": null });
    let mut found = app.call("import.preview", preview)?;
    if !given.dry_run {
        let Some(filing) = given.filing else { return Err(Failure::Missing("--filing")) };
        let apply = json!({ "id": filing, "table": given.profile, "name": name,
                            "base64": base64, "mapping": found["mapping"] });
        found["stored"] = app.call("import.apply", apply)?["accepted"].clone();
    }
    let right = found["rejected"].as_array().is_none_or(Vec::is_empty);
    if given.json {
        return Ok(Outcome::json(&found).right(right));
    }
    Ok(Outcome::lines(report(&found, words)).right(right))
}

fn report(found: &Value, words: &Words) -> Vec<String> {
    let mut lines = vec![words.say("cli.import.file", found)];
    let headings = found["headings"].as_array().into_iter().flatten();
    for (heading, column) in headings.zip(found["mapping"].as_array().into_iter().flatten()) {
        let column = column.as_str().filter(|c| !c.is_empty()).unwrap_or("–");
        lines.push(format!("  {} → {column}", heading.as_str().unwrap_or_default()));
    }
    let rejected: Vec<&Value> = found["rejected"].as_array().into_iter().flatten().collect();
    for row in &rejected {
        let reason = words.say(&format!("cli.import.{}", text(row, "reason")), row);
        let place =
            json!({ "line": row["line"], "heading": text(row, "heading"), "reason": reason });
        lines.push(words.say("cli.import.rejected", &place));
    }
    let sum = json!({ "accepted": found["accepted"], "rejected": rejected.len() });
    lines.push(words.say("cli.import.sum", &sum));
    lines
}
