//! `demo`: a practice vault with sample reports.

use serde_json::json;
use singo_app::App;

use crate::args::DemoArgs;
use crate::outcome::{Failure, Outcome};
use crate::words::Words;

/// Builds the practice vault and prints where everything lies.
pub fn run(app: &App, given: &DemoArgs, words: &Words) -> Result<Outcome, Failure> {
    let made = app.call("demo.create", json!({ "dir": given.out.to_string_lossy() }))?;
    if given.json {
        return Ok(Outcome::json(&made));
    }
    let mut lines = vec![words.say("cli.demo", &made)];
    let pdfs = made["pdfs"].as_array().into_iter().flatten();
    lines.extend(pdfs.map(|pdf| words.say("cli.demo.pdf", &json!({ "path": pdf }))));
    Ok(Outcome::lines(lines))
}
