//! `check` and `render`: answers that lie in no vault.

use serde_json::{Value, json};
use singo_app::App;

use super::{given as forms_of, read_text, text};
use crate::args::{CheckArgs, RenderArgs};
use crate::outcome::{Failure, Outcome};
use crate::words::{Words, fill};

/// All findings of a file of answers.
pub fn check(app: &App, given: &CheckArgs, words: &Words) -> Result<Outcome, Failure> {
    let content = read_text(&given.answers)?;
    let forms = forms_of(&given.forms)?;
    let request = json!({ "form": given.form, "on": given.on, "content": content, "forms": forms });
    let found = app.call("form.check", request)?;
    let right = found["blocking"] == 0;
    if given.json {
        return Ok(Outcome::json(&found).right(right));
    }
    let describe = json!({ "form": given.form, "version": null, "on": given.on, "forms": forms });
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
    let path = given.out.to_string_lossy();
    let forms = forms_of(&given.forms)?;
    let request = json!({ "form": given.form, "on": given.on, "content": content, "path": path,
                          "forms": forms });
    let done = app.call("form.render", request)?;
    Ok(if given.json {
        Outcome::json(&done)
    } else {
        Outcome::line(words.say("cli.rendered", &done))
    })
}
