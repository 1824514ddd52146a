//! `filing`: the filings of a vault.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use singo_app::App;

use super::check::findings;
use super::{absolute, open, read_text, text};
use crate::args::{FilingArgs, FilingCommand, StepArgs};
use crate::outcome::{Failure, Outcome};
use crate::words::Words;

/// The steps, as they are spelled here.
const STEPS: &str = "hand-over | endorse | approve | return | submit | acknowledge | reject | \
                     withdraw | close | reopen";

/// Opens the vault and does one thing.
pub fn run(app: &App, given: FilingArgs, words: &Words) -> Result<Outcome, Failure> {
    let Some(vault) = &given.vault else { return Err(Failure::Missing("--vault")) };
    open(app, vault, given.passphrase_file.as_ref(), words)?;
    let shown = |value: &Value, line: String| {
        if given.json { Outcome::json(value) } else { Outcome::line(line) }
    };
    match given.command {
        FilingCommand::List { query, status } => list(app, query, status, given.json, words),
        FilingCommand::Show { id } => show(app, id, given.json, words),
        FilingCommand::New { form, answers, follows, corrects, on } => {
            let links = json!({ "form": form, "on": on, "corrects": corrects, "follows": follows });
            let filing = create(app, links, answers.as_deref())?;
            Ok(shown(&filing, words.say("cli.filing.created", &filing)))
        }
        FilingCommand::Edit { id, path, values } => {
            let value = match values.as_slice() {
                [] => Value::Null,
                [one] => json!(one),
                many => json!(many),
            };
            let edited =
                app.call("filing.edit", json!({ "id": id, "path": path, "value": value }))?;
            let line = words.say("cli.filing.edited", &json!({ "path": path }));
            Ok(shown(&edited, line))
        }
        FilingCommand::Advance { id, step, said } => {
            let filing = advance(app, id, &step, said)?;
            Ok(shown(&filing, state(&filing, words)))
        }
        FilingCommand::Accept { id, rule, reason, path } => {
            let request = json!({ "id": id, "rule": rule, "path": path, "reason": reason });
            let found = app.call("filing.accept", request)?;
            Ok(shown(&found, words.say("cli.findings", &found)))
        }
        FilingCommand::Render(given) => {
            let done = app.call("filing.export_pdf", super::pdf::export_request(&given, words)?)?;
            Ok(shown(&done, words.say("cli.exported", &done)))
        }
        FilingCommand::Totals { id } => {
            let done = app.call("filing.fill_totals", json!({ "id": id }))?;
            Ok(shown(&done, state(&done["filing"], words)))
        }
        FilingCommand::Companions { id, dir, seal_file } => {
            let seal = seal_file.map(|file| read_text(&file)).transpose()?;
            let seal = seal.as_deref().and_then(|text| text.lines().next());
            let dir = absolute(&dir)?;
            let request = json!({ "id": id, "dir": dir.to_string_lossy(), "passphrase": seal });
            let done = app.call("filing.export_companions", request)?;
            let files = done["files"].as_array().into_iter().flatten();
            let lines: Vec<String> = files.map(|file| words.say("cli.exported", file)).collect();
            Ok(if given.json { Outcome::json(&done) } else { Outcome::lines(lines) })
        }
        FilingCommand::Export { id, out } => {
            let content = app.call("filing.content", json!({ "id": id }))?;
            let pretty = format!("{content:#}\n");
            fs::write(&out, pretty).map_err(|problem| Failure::File(out.clone(), problem))?;
            let done = json!({ "path": out.to_string_lossy() });
            Ok(shown(&done, words.say("cli.exported", &done)))
        }
    }
}

/// Takes a step with what was said for it.
fn advance(app: &App, id: u32, step: &str, said: StepArgs) -> Result<Value, Failure> {
    let at = said.at.map_or_else(|| now(app), Ok)?;
    let reason = said.reason;
    let noted = json!({ "id": id, "note": reason });
    let (name, request) = match step {
        "hand-over" => ("filing.hand_over", noted),
        "endorse" => ("filing.endorse", noted),
        "approve" => ("filing.approve", json!({ "id": id, "decided_at": at, "reason": reason })),
        "return" => ("filing.return", noted),
        "submit" => (
            "filing.submit",
            json!({ "id": id, "channel": said.channel, "submitted_at": at,
                    "receipt_no": said.receipt, "no_receipt_reason": said.no_receipt,
                    "official": said.official, "office": said.office }),
        ),
        "acknowledge" => (
            "filing.acknowledge",
            json!({ "id": id, "acknowledged_at": at, "receipt_no": said.receipt, "note": reason }),
        ),
        "reject" => (
            "filing.reject",
            json!({ "id": id, "asked_at": at, "due": said.due, "reason": reason,
                    "official": said.official, "verified": said.verified }),
        ),
        "withdraw" => {
            ("filing.withdraw", json!({ "id": id, "reason": reason, "official": said.official }))
        }
        "close" => {
            ("filing.close", json!({ "id": id, "reason": reason, "reopen_on": said.reopen_on }))
        }
        "reopen" => ("filing.reopen", noted),
        _ => return Err(Failure::Missing(STEPS)),
    };
    Ok(app.call(name, request)?)
}

fn list(
    app: &App,
    query: Option<String>,
    status: Option<String>,
    json: bool,
    words: &Words,
) -> Result<Outcome, Failure> {
    let request = json!({ "query": query, "status": status, "before": null, "limit": 500 });
    let found = app.call("filing.list", request)?;
    if json {
        return Ok(Outcome::json(&found));
    }
    let filings = found["filings"].as_array().into_iter().flatten();
    Ok(Outcome::lines(
        filings
            .map(|filing| {
                let status =
                    words.say(&format!("cli.filing.{}", text(filing, "status")), &Value::Null);
                let (number, title) = (text(filing, "document_no"), text(filing, "title"));
                let due = filing["due"].as_str().unwrap_or("–");
                format!("{:>5}  {number:<12} {status:<8} {due:<10}  {title}", filing["id"])
            })
            .collect(),
    ))
}

fn show(app: &App, id: u32, json: bool, words: &Words) -> Result<Outcome, Failure> {
    let mut filing = app.call("filing.show", json!({ "id": id }))?;
    let found = app.call("filing.check", json!({ "id": id }))?;
    if json {
        filing["findings"] = found;
        return Ok(Outcome::json(&filing));
    }
    let request = json!({ "form": filing["form"], "version": filing["version"], "on": null });
    let form = app.call("form.describe", request)?;
    let labels = &form[if words.korean() { "ko" } else { "en" }]["label"];
    let mut lines = vec![state(&filing, words)];
    for (path, answer) in filing["fields"].as_object().into_iter().flatten() {
        let answer = answer.as_str().map_or_else(|| answer.to_string(), str::to_owned);
        lines.push(format!("  {}: {answer}", text(labels, path)));
    }
    lines.extend(findings(&found, &form, words));
    Ok(Outcome::lines(lines))
}

fn state(filing: &Value, words: &Words) -> String {
    let status = words.say(&format!("cli.filing.{}", text(filing, "status")), &Value::Null);
    match filing["deadline"]["due"].as_str() {
        Some(due) => words.say("cli.filing.due", &json!({ "status": status, "due": due })),
        None => status,
    }
}

/// Starts a filing; answers from a file are stored one by one, as if typed.
fn create(app: &App, request: Value, answers: Option<&Path>) -> Result<Value, Failure> {
    let content: Value = match answers {
        None => json!({}),
        Some(path) => serde_json::from_str(&read_text(path)?)
            .map_err(|problem| Failure::File(path.to_owned(), problem.into()))?,
    };
    let filing = app.call("filing.create", request)?;
    let id = filing["id"].clone();
    for (path, value) in content["fields"].as_object().into_iter().flatten() {
        app.call("filing.edit", json!({ "id": id, "path": path, "value": value }))?;
    }
    for (table, rows) in content["tables"].as_object().into_iter().flatten() {
        let mut rows = rows.clone();
        for row in rows.as_array_mut().into_iter().flatten() {
            if let Some(cells) = row.as_object_mut() {
                cells.remove("id");
            }
        }
        app.call("row.add", json!({ "id": id, "table": table, "rows": rows }))?;
    }
    Ok(app.call("filing.show", json!({ "id": id }))?)
}

fn now(app: &App) -> Result<String, Failure> {
    let status = app.call("app.status", json!({}))?;
    Ok(text(&status, "now").to_owned())
}
