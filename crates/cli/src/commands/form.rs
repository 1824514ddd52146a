//! `form list`, `form describe` and `form schema`.

use serde_json::{Value, json};
use singo_app::App;

use super::text;
use crate::args::FormCommand;
use crate::outcome::{Failure, Outcome};
use crate::words::Words;

/// Definitions, all or one.
pub fn run(app: &App, command: FormCommand, words: &Words) -> Result<Outcome, Failure> {
    match command {
        FormCommand::List { on, json } => {
            let found = app.call("form.list", json!({ "on": on }))?;
            if json {
                return Ok(Outcome::json(&found));
            }
            let forms = found["forms"].as_array().into_iter().flatten();
            Ok(Outcome::lines(forms.map(|form| summary(form, words)).collect()))
        }
        FormCommand::Schema { form, on } => {
            let request = json!({ "form": form, "version": null, "on": on });
            Ok(Outcome::line(text(&app.call("form.schema", request)?, "schema")))
        }
        FormCommand::Describe { form, on, json } => {
            let request = json!({ "form": form, "version": null, "on": on });
            let found = app.call("form.describe", request)?;
            if json {
                Ok(Outcome::json(&found))
            } else {
                Ok(Outcome::lines(describe(&found, words)))
            }
        }
    }
}

fn summary(form: &Value, words: &Words) -> String {
    let title = if words.korean() { "title_ko" } else { "title_en" };
    let until = form["effective_to"].as_str().unwrap_or("…");
    format!(
        "{}  {}  {} – {until}  {}  [{}]",
        text(form, "form"),
        text(form, "version"),
        text(form, "effective_from"),
        text(form, title),
        words.say(&format!("cli.status.{}", text(form, "status")), &Value::Null),
    )
}

fn describe(found: &Value, words: &Words) -> Vec<String> {
    let texts = &found[if words.korean() { "ko" } else { "en" }];
    let mut lines = vec![summary(&found["summary"], words)];
    for section in found["sections"].as_array().into_iter().flatten() {
        let title = text(&texts["section"], text(section, "id"));
        lines.push(String::new());
        lines.push(format!("{} {title}", text(section, "spec")));
        for field in section["fields"].as_array().into_iter().flatten() {
            let path = text(field, "path");
            let label = text(&texts["label"], path);
            lines.push(format!(
                "  {:<8} {path:<44} {:<10} {label}",
                text(field, "spec"),
                text(field, "kind")
            ));
        }
    }
    lines
}
