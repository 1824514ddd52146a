//! `check` and `render`: answers that lie in no vault.

use std::fs;
use std::io::Write;

use data_encoding::BASE64;
use serde_json::{Value, json};
use singo_app::App;

use super::{read_text, text};
use crate::args::{CheckArgs, RenderArgs};
use crate::outcome::{Failure, Outcome};
use crate::words::{Words, fill};

/// All findings of a file of answers.
pub fn check(app: &App, given: &CheckArgs, words: &Words) -> Result<Outcome, Failure> {
    let content = read_text(&given.answers)?;
    let request = json!({ "form": given.form, "on": given.on, "content": content });
    let found = app.call("form.check", request)?;
    let right = found["blocking"] == 0;
    if given.json {
        return Ok(Outcome::json(&found).right(right));
    }
    let describe = json!({ "form": given.form, "version": null, "on": given.on });
    let form = app.call("form.describe", describe)?;
    Ok(Outcome::lines(findings(&found, &form, words)).right(right))
}

/// Findings as lines, with the sentences of the form.
pub fn findings(found: &Value, form: &Value, words: &Words) -> Vec<String> {
    let texts = &form[if words.korean() { "ko" } else { "en" }];
    let mut lines: Vec<String> = found["findings"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|finding| {
            let sentence =
                fill(text(&texts["message"], text(finding, "message")), &finding["params"]);
            let severity = words.say(&format!("cli.{}", text(finding, "severity")), &Value::Null);
            format!("{severity} {} {}  {sentence}", text(finding, "rule"), text(finding, "path"))
        })
        .collect();
    lines.push(words.say("cli.findings", found));
    lines
}

/// Prints a file of answers.
pub fn render(app: &App, given: &RenderArgs, words: &Words) -> Result<Outcome, Failure> {
    let content = read_text(&given.answers)?;
    let request = json!({ "form": given.form, "on": given.on, "content": content });
    let pdf = app.call("form.render", request)?;
    let failed = |problem| Failure::File(given.out.clone(), problem);
    let bytes = BASE64.decode(text(&pdf, "base64").as_bytes()).unwrap_or_default();
    // Written beside the target and renamed: the target is whole or absent.
    let part = given.out.with_extension("pdf.part");
    let written = fs::File::create(&part)
        .and_then(|mut file| file.write_all(&bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&part, &given.out));
    if let Err(problem) = written {
        // What remains of the part is worthless; the first error is the one to report.
        let _ = fs::remove_file(&part);
        return Err(failed(problem));
    }
    let done = json!({ "path": given.out.to_string_lossy(), "sha256": pdf["sha256"],
                       "pages": pdf["pages"] });
    Ok(if given.json {
        Outcome::json(&done)
    } else {
        Outcome::line(words.say("cli.rendered", &done))
    })
}
