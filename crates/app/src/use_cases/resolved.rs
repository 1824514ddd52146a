//! What only the vault shows of a report and a person has answered: findings against other reports, rates and sums
//! that were accepted with a reason, and patterns with their comment. They are taken down with the decision, under its
//! seal, and printed from there: the paper of a decided report follows from its own records for ever, whatever the
//! vault learns later.
//!
//! The invariant: nothing is taken down that the form forbids, such as a word about a report that must not be
//! disclosed; rows of such reports are in no pattern here (`known::hidden_from`).

use serde_json::Value;
use singo_domain::filing::{FilingId, Step};
use singo_domain::finding::Finding;
use singo_domain::ledger::Flag;
use singo_domain::money::Krw;
use singo_domain::rules::forbidden_word;
use singo_render::AcceptedWarning;
use singo_store::EventRow;

use super::findings::key;
use super::flags::must_be_answered;
use super::ledger::dollars;
use super::list_papers::{PatternWords, fill, words};
use super::paper::accepted_warnings;
use crate::App;
use crate::convert::wrong;
use crate::error::WireError;
use crate::session::Session;

/// Under which name of the decision's record they stand.
pub const RESOLVED: &str = "resolved";

/// What was answered for a filing, as it is decided on. Refuses while a pattern has no answer, and what says a word
/// that the form forbids.
pub fn resolved(
    app: &App,
    session: &mut Session,
    id: u32,
    findings: &[Finding],
) -> Result<Vec<AcceptedWarning>, WireError> {
    let words = words()?.patterns;
    session.beside(&app.assets, id, |read, opened| {
        let (definition, filing): (_, FilingId) = (opened.definition, opened.row.id);
        // What the answers show by themselves is found again whenever they are printed.
        let own = app.check(definition, opened.content);
        let beyond = |finding: &&Finding| !own.iter().any(|own| key(own) == key(finding));
        let beyond: Vec<Finding> = findings.iter().filter(beyond).cloned().collect();
        let mut all = accepted_warnings(opened, &beyond);
        for (flag, comment) in must_be_answered(app, read, definition, filing)? {
            let message = said(&words, &flag);
            all.push(AcceptedWarning { rule: flag.pattern, message, reason: comment });
        }
        for one in &all {
            if let Some(word) = [&one.message, &one.reason]
                .into_iter()
                .find_map(|text| forbidden_word(definition, text))
            {
                return Err(wrong(&one.rule, word));
            }
        }
        Ok(all)
    })
}

/// What was taken down with the last decision.
pub fn resolved_in(events: &[EventRow]) -> Vec<AcceptedWarning> {
    let last = events.iter().rev().find(|event| event.step == Step::Approve);
    let told = last.map_or(Value::Null, |event| event.payload[RESOLVED].clone());
    // Decisions of earlier versions took none down.
    serde_json::from_value(told).unwrap_or_default()
}

/// A pattern in words, with its days and its numbers.
fn said(words: &PatternWords, flag: &Flag) -> String {
    let says = |name: &str| flag.says.get(name).cloned().unwrap_or_default();
    let won = |name: &str| says(name).parse().map(Krw::grouped).unwrap_or_default();
    let cents = |name: &str| says(name).parse().map(dollars).unwrap_or_default();
    let told = [
        ("name", words.names.get(&flag.pattern).cloned().unwrap_or_default()),
        ("from", says("from")),
        ("to", says("to")),
        ("count", says("count")),
        ("sum", cents("sum_cents")),
        ("limit", cents("limit_cents")),
        ("distinct", says("distinct")),
        ("funded", won("funded_krw")),
        ("sent", won("sent_krw")),
        ("longest", says("longest")),
    ];
    let limited = flag.says.contains_key("limit_cents");
    let distinct = flag.says.contains_key("distinct");
    if flag.says.contains_key("shared") {
        return fill(&words.customers, &told);
    }
    if flag.says.contains_key("funded_krw") {
        return fill(&words.passage, &told);
    }
    let line = match (limited, distinct) {
        (true, _) => &words.limited,
        (_, true) => &words.distinct,
        _ => &words.plain,
    };
    fill(line, &told)
}
