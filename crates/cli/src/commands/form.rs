//! `form`: definitions listed, described, and taken into a vault.

use serde_json::{Value, json};
use singo_app::App;

use super::{given, open, place, text};
use crate::args::FormCommand;
use crate::outcome::{Failure, Outcome};
use crate::words::Words;

/// Definitions, all or one; those of a vault.
pub fn run(app: &App, command: FormCommand, words: &Words) -> Result<Outcome, Failure> {
    match command {
        FormCommand::List { on, vault, forms, opening } => {
            if let Some(vault) = vault {
                open(app, &vault, opening.passphrase_file.as_ref(), words)?;
            }
            let found = app.call("form.list", json!({ "on": on, "forms": given(&forms)? }))?;
            Ok(listed(&found, opening.json, words))
        }
        FormCommand::Schema { form, on, forms } => {
            let request =
                json!({ "form": form, "version": null, "on": on, "forms": given(&forms)? });
            Ok(Outcome::line(text(&app.call("form.schema", request)?, "schema")))
        }
        FormCommand::Describe { form, on, vault, forms, opening } => {
            if let Some(vault) = vault {
                open(app, &vault, opening.passphrase_file.as_ref(), words)?;
            }
            let request =
                json!({ "form": form, "version": null, "on": on, "forms": given(&forms)? });
            let found = app.call("form.describe", request)?;
            if opening.json {
                Ok(Outcome::json(&found))
            } else {
                Ok(Outcome::lines(describe(&found, words)))
            }
        }
        FormCommand::Add { path, vault, source, dry_run, opening } => {
            if let Some(vault) = vault {
                open(app, &vault, opening.passphrase_file.as_ref(), words)?;
            }
            let path = place(&path)?;
            let preview = app.call("form.preview", json!({ "path": path }))?;
            let right = preview["faults"].as_array().is_some_and(Vec::is_empty);
            if dry_run || !right {
                let lines = || Outcome::lines(previewed(&preview, words));
                let outcome = if opening.json { Outcome::json(&preview) } else { lines() };
                return Ok(outcome.right(right));
            }
            let request =
                json!({ "path": path, "hash": preview["form"]["hash"], "source": source });
            let found = app.call("form.add", request)?;
            if opening.json {
                return Ok(Outcome::json(&found));
            }
            let mut lines = previewed(&preview, words);
            lines.push(words.say("cli.form.added", &preview["form"]));
            Ok(Outcome::lines(lines))
        }
        FormCommand::Withdraw { form, version, vault, reason, opening } => {
            open(app, &vault, opening.passphrase_file.as_ref(), words)?;
            let request = json!({ "form": form, "version": version, "reason": reason });
            Ok(listed(&app.call("form.withdraw", request)?, opening.json, words))
        }
    }
}

fn listed(found: &Value, json: bool, words: &Words) -> Outcome {
    if json {
        return Outcome::json(found);
    }
    let forms = found["forms"].as_array().into_iter().flatten();
    let mut lines: Vec<String> = forms.map(|form| summary(form, words)).collect();
    let unread = found["unread"].as_array().into_iter().flatten();
    lines.extend(unread.map(|form| words.say("cli.form.unread", form)));
    Outcome::lines(lines)
}

/// What a file would change, or each of its faults with file and line.
fn previewed(preview: &Value, words: &Words) -> Vec<String> {
    let faults = preview["faults"].as_array().into_iter().flatten();
    let mut lines: Vec<String> = faults
        .map(|fault| {
            let said = words.refusal("form_refused", text(fault, "why"), fault);
            format!("{}:{}: {said}", text(fault, "file"), fault["line"])
        })
        .collect();
    if preview["form"].is_null() {
        return lines;
    }
    lines.push(summary(&preview["form"], words));
    lines.push(text(&preview["form"], "hash").to_owned());
    if let Some(last) = preview["closes_on"].as_str() {
        let closed = json!({ "version": preview["before"]["version"], "last": last });
        lines.push(words.say("cli.form.closes", &closed));
    }
    for part in preview["parts"].as_array().into_iter().flatten() {
        let count = |key: &str| part[key].as_array().map_or(0, Vec::len);
        let numbers = json!({ "before": part["before"], "after": part["after"],
            "added": count("added"), "removed": count("removed"), "changed": count("changed") });
        lines.push(words.say(&format!("cli.form.{}", text(part, "what")), &numbers));
    }
    lines
}

fn summary(form: &Value, words: &Words) -> String {
    let title = if words.korean() { "title_ko" } else { "title_en" };
    let until = form["effective_to"].as_str().unwrap_or("…");
    let origin = match text(form, "origin") {
        "built_in" => String::new(),
        origin => format!(" [{}]", words.say(&format!("cli.form.{origin}_form"), &Value::Null)),
    };
    format!(
        "{}  {}  {} – {until}  {}  [{}]{origin}",
        text(form, "form"),
        text(form, "version"),
        text(form, "effective_from"),
        text(form, title),
        words.say(&format!("cli.status.{}", text(form, "status")), &Value::Null),
    )
}

fn describe(found: &Value, words: &Words) -> Vec<String> {
    let texts = &found[if words.korean() { "ko" } else { "en" }];
    let mut lines = vec![summary(&found["summary"], words), text(found, "hash").to_owned()];
    if !found["summary"]["added"].is_null() {
        lines.push(words.say("cli.form.by", &found["summary"]["added"]));
    }
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
