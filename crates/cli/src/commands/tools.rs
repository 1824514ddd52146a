//! `deadline` and `address`.

use serde_json::{Value, json};
use singo_app::App;

use super::text;
use crate::args::{AddressArgs, DeadlineArgs};
use crate::outcome::{Failure, Outcome};
use crate::words::Words;

/// When a report is due, with its working.
pub fn deadline(app: &App, given: &DeadlineArgs, words: &Words) -> Result<Outcome, Failure> {
    // A day without a time means that day in Korea, whatever the hour.
    let decided = match given.decided.len() {
        10 => format!("{}T00:00", given.decided),
        _ => given.decided.clone(),
    };
    let request = json!({ "form": given.form, "decided_at": decided });
    let found = app.call("deadline.show", request)?;
    if given.json {
        return Ok(Outcome::json(&found));
    }
    let head = if found["from_period"] == true { "cli.deadline.period" } else { "cli.deadline" };
    let mut lines = vec![words.say(head, &found)];
    for step in found["working"].as_array().into_iter().flatten() {
        lines.push(format!("  {}  {}", text(step, "date"), reason(step, words)));
    }
    lines.push(words.say("cli.deadline.cite", &found));
    Ok(Outcome::lines(lines))
}

fn reason(step: &Value, words: &Words) -> String {
    let holiday = if words.korean() { "holiday_ko" } else { "holiday_en" };
    match (step["counted"].as_u64(), text(step, "skipped")) {
        (Some(number), _) => words.say("cli.day.counted", &json!({ "number": number })),
        (None, "holiday") => text(step, holiday).to_owned(),
        (None, code) => words.say(&format!("cli.day.{code}"), step),
    }
}

/// Whether an address is right.
pub fn address(app: &App, given: &AddressArgs, words: &Words) -> Result<Outcome, Failure> {
    let request = json!({ "chain": given.chain, "address": given.address });
    let found = app.call("address.check", request)?;
    let valid = found["valid"] == true;
    if given.json {
        return Ok(Outcome::json(&found).right(valid));
    }
    let lines = if valid {
        let mut lines = vec![words.say("cli.address.valid", &found)];
        if found["tag"].is_string() {
            lines.push(words.say("cli.address.tag", &found));
        }
        lines
    } else {
        let reason = words.say(&format!("cli.address.{}", text(&found, "reason")), &found);
        vec![words.say("cli.address.invalid", &json!({ "reason": reason }))]
    };
    Ok(Outcome::lines(lines).right(valid))
}
