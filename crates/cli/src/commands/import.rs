//! `import`: a table is read, shown, and stored: in the filing that is named, else in the ledger of the vault.

use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};
use singo_app::{App, LEDGER_TABLE};

use super::{open, text};
use crate::args::ImportArgs;
use crate::outcome::{Failure, Outcome};
use crate::words::Words;

/// Reads a table; stores it unless this is a dry run. Exit code 1 when a row was rejected.
pub fn run(app: &App, given: &ImportArgs, words: &Words) -> Result<Outcome, Failure> {
    if let Some(vault) = &given.vault {
        open(app, vault, given.passphrase_file.as_ref(), words)?;
    }
    let saved = saved_plan(app, given)?;
    let table = saved.as_ref().map_or(given.profile.as_str(), |saved| text(saved, "table"));
    let target = match (given.filing, &given.vault) {
        (Some(id), _) => json!({ "kind": "filing", "id": id, "table": table }),
        // A form that is named says whose columns are meant, and that nothing is to be kept.
        (None, Some(_)) if table == LEDGER_TABLE && given.form.is_none() => {
            json!({ "kind": "ledger" })
        }
        (None, Some(_)) if !given.dry_run => return Err(Failure::Missing("--filing")),
        (None, None) if !given.dry_run => return Err(Failure::Missing("--vault")),
        (None, _) => json!({ "kind": "form", "form": given.form, "table": table }),
    };
    let source = json!({ "kind": "path", "path": given.file.to_string_lossy() });
    let reading = json!({ "encoding": given.encoding, "delimiter": given.delimiter,
                          "sheet": given.sheet, "heading_line": null });
    let request = json!({ "source": source, "reading": reading, "target": target });
    let mut found = app.call("import.open", request.clone())?;
    let mut plan =
        saved.as_ref().map_or_else(|| found["plan"].clone(), |saved| saved["plan"].clone());
    if let Some(zone) = &given.zone {
        plan["zone"] = json!(zone);
    } else if plan["zone"].is_null() {
        // What this program has always taken a time without a zone to be, said in the output.
        plan["zone"] = json!("kst");
    }
    if let Some(decimal) = &given.decimal {
        plan["decimal"] = json!(decimal);
    }
    let mut request = request;
    request["plan"] = plan.clone();
    request["show"] = json!(u32::MAX);
    let command = if given.dry_run { "import.check" } else { "import.run" };
    let result = finished(app, command, request)?;
    let read = if given.dry_run { &result } else { &result["found"] };
    let headings = found["headings"].as_array().cloned().unwrap_or_default();
    let column =
        |heading: &Value| match plan["columns"][heading.as_str().unwrap_or_default()].as_str() {
            None | Some("") => json!(""),
            Some(column) => json!(format!("{table}[].{column}")),
        };
    found["mapping"] = headings.iter().map(column).collect();
    found["zone"] = plan["zone"].clone();
    found["accepted"] = read["accepted"].clone();
    found["duplicates"] = read["duplicates"].clone();
    found["findings"] = read["reasons"].clone();
    found["rows"] = read["samples"].clone();
    found["rejected"] = read["rows"].as_array().into_iter().flatten().map(rejected).collect();
    found["notices"] = [&found["notices"], &read["notices"]]
        .into_iter()
        .flat_map(|list| list.as_array().cloned().unwrap_or_default())
        .collect();
    if !given.dry_run {
        found["stored"] = read["accepted"].clone();
        found["batch"] = result["batch"].clone();
    }
    let right = found["rejected"].as_array().is_none_or(Vec::is_empty);
    if given.json {
        return Ok(Outcome::json(&found).right(right));
    }
    Ok(Outcome::lines(report(&found, words)).right(right))
}

/// The plan that the vault keeps under the name given as profile, if it has one.
fn saved_plan(app: &App, given: &ImportArgs) -> Result<Option<Value>, Failure> {
    if given.vault.is_none() {
        return Ok(None);
    }
    let list = app.call("mapping.list", json!({}))?;
    let plans = list["plans"].as_array().into_iter().flatten();
    Ok(plans.into_iter().find(|plan| text(plan, "name") == given.profile).cloned())
}

/// Starts a long command and waits for its result.
fn finished(app: &App, command: &str, request: Value) -> Result<Value, Failure> {
    let job = app.call(command, request)?["job"].clone();
    loop {
        let shown = app.call("job.show", json!({ "id": job }))?;
        match text(&shown, "state") {
            "running" => sleep(Duration::from_millis(10)),
            "done" => return Ok(shown["result"].clone()),
            _ => {
                let error = serde_json::from_value(shown["error"].clone());
                let stopped = |_| singo_app::WireError::new(singo_app::ErrorCode::Cancelled);
                return Err(Failure::Refused(error.unwrap_or_else(stopped)));
            }
        }
    }
}

/// A rejected row with its first fault beside it, and all of them below.
fn rejected(row: &Value) -> Value {
    let cells = row["cells"].as_array().into_iter().flatten();
    let cells: Vec<&str> = cells.map(|cell| cell.as_str().unwrap_or_default()).collect();
    json!({ "line": row["line"], "heading": row["faults"][0]["heading"],
            "reason": row["faults"][0]["reason"], "text": cells.join("\t"),
            "faults": row["faults"] })
}

fn report(found: &Value, words: &Words) -> Vec<String> {
    let mut lines = vec![words.say("cli.import.file", found)];
    let headings = found["headings"].as_array().into_iter().flatten();
    for (heading, column) in headings.zip(found["mapping"].as_array().into_iter().flatten()) {
        let column = column.as_str().filter(|c| !c.is_empty()).unwrap_or("–");
        lines.push(format!("  {} → {column}", heading.as_str().unwrap_or_default()));
    }
    for notice in found["notices"].as_array().into_iter().flatten() {
        let said = words.say(&format!("cli.import.{}", text(notice, "code")), notice);
        lines.push(format!("  {}: {said} ({})", text(notice, "heading"), notice["count"]));
    }
    let rejected: Vec<&Value> = found["rejected"].as_array().into_iter().flatten().collect();
    for row in &rejected {
        for fault in row["faults"].as_array().into_iter().flatten() {
            let reason = words.say(&format!("cli.import.{}", text(fault, "reason")), fault);
            let place =
                json!({ "line": row["line"], "heading": text(fault, "heading"), "reason": reason });
            lines.push(words.say("cli.import.rejected", &place));
        }
    }
    let sum = json!({ "accepted": found["accepted"], "rejected": rejected.len() });
    lines.push(words.say("cli.import.sum", &sum));
    lines
}
