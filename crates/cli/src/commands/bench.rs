//! `bench pdf`: how long printing takes on this computer.
//!
//! With `--paced` a print is made for each line on standard input and its nanoseconds are written at once, so that
//! another program can run others in turn with it (`scripts/bench.sh`).

use std::io::BufRead;

use serde_json::{Value, json};
use singo_app::App;

use super::{read_text, text};
use crate::args::BenchPdfArgs;
use crate::outcome::{Failure, Outcome};
use crate::words::Words;

/// Times prints of a file of answers.
pub fn pdf(app: &App, given: &BenchPdfArgs, words: &Words) -> Result<Outcome, Failure> {
    let content = read_text(&given.answers)?;
    let ask = |rounds: u32| {
        let request = json!({
            "form": given.form, "on": given.on, "content": content, "rounds": rounds
        });
        app.call("bench.pdf", request)
    };
    if given.paced {
        for line in std::io::stdin().lock().lines() {
            line.map_err(|problem| Failure::File("-".into(), problem))?;
            let found = ask(1)?;
            Outcome::line(text_of(&found["nanoseconds"][0])).print_line();
        }
        return Ok(Outcome::default());
    }
    let found = ask(given.rounds)?;
    let mut times: Vec<u64> = found["nanoseconds"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|time| time.as_str()?.parse().ok())
        .collect();
    let first = times.first().copied().unwrap_or_default();
    times.sort_unstable();
    let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default();
    let done = json!({
        "rounds": times.len(), "pages": found["pages"], "bytes": found["bytes"],
        "first_us": (first / 1000).to_string(),
        "median_us": (at(50) / 1000).to_string(), "p95_us": (at(95) / 1000).to_string(),
        "sha256": text(&found, "sha256"),
    });
    Ok(if given.json {
        Outcome::json(&done)
    } else {
        Outcome::line(words.say("cli.bench.pdf", &done))
    })
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
