//! Patterns over the whole vault: found afresh each time, answered by people, asked before approval.

use std::collections::BTreeSet;

use serde_json::json;
use singo_domain::definition::Definition;
use singo_domain::filing::FilingId;
use singo_domain::ledger::{Common, Flag, Listed, Patterns};
use singo_domain::people::Sight;
use singo_domain::rules::forbidden_word;
use singo_store::{MovementRow, NewAct, Party, Read, Scope};

use super::house::patterns;
use super::known::{hidden_from, undisclosed};
use super::ledger::{dollars, transfer_view};
use crate::App;
use crate::convert::{count, korean, wrong};
use crate::error::{ErrorCode, WireError};
use crate::people::knows;
use crate::wire::{
    AnswerFlagRequest, FlagAnswerView, FlagList, FlagView, ListFlagsRequest, Nothing,
};

/// The most flags that cross at once; more than that are answered from the front.
const MOST_FLAGS: usize = 500;

/// By what movements are gathered to look for patterns.
const PARTIES: [Party; 5] = [
    Party::Customer,
    Party::Address,
    Party::Common(Common::Device),
    Party::Common(Common::Network),
    Party::Common(Common::Phone),
];

/// A flag with the rows it rests on.
pub struct Found {
    /// The flag.
    pub flag: Flag,
    /// The rows.
    pub rows: Vec<MovementRow>,
}

/// The patterns over the whole vault, or those that touch a filing.
pub fn flag_list(app: &App, request: ListFlagsRequest) -> Result<FlagList, WireError> {
    app.with_session(|session| {
        let scope = request.id.map_or(Scope::All, |id| Scope::Filing(FilingId(i64::from(id))));
        // What touches a report is what may be told in it.
        let hidden = match request.id {
            Some(id) => hidden_from(app, session.open(&app.assets, id)?.definition),
            None => Vec::new(),
        };
        let (viewer, sight) = (&session.user, session.sight());
        session.vault.read(|read| {
            let answers = read.flag_answers()?;
            let patterns = patterns(app, read)?;
            let found = found(read, &patterns, &scope, &hidden)?;
            let answered = |found: &Found| answers.contains_key(&found.flag.id);
            let open = count(found.iter().filter(|found| !answered(found)).count());
            let mut chosen: Vec<Found> =
                found.into_iter().filter(|f| !request.open_only || !answered(f)).collect();
            chosen.truncate(MOST_FLAGS);
            // A pattern rests on all movements; rows of filings limited to other people are not shown.
            for found in &mut chosen {
                let mut shown = Vec::with_capacity(found.rows.len());
                for row in found.rows.drain(..) {
                    let filing = row.place.as_ref().map(|(filing, _)| *filing);
                    if filing.map_or(Ok(true), |filing| knows(read, filing, viewer))? {
                        shown.push(row);
                    }
                }
                found.rows = shown;
            }
            let flags = chosen.into_iter().map(|found| {
                let answer = answers.get(&found.flag.id).map(|answer| FlagAnswerView {
                    comment: sight.words(&answer.comment),
                    actor: answer.actor.clone(),
                    at: korean(answer.at),
                });
                flag_view(&patterns, found, answer, sight)
            });
            Ok(FlagList { flags: flags.collect(), open })
        })
    })
}

/// Answers a flag; the answer is kept with who gave it.
pub fn flag_answer(app: &App, request: AnswerFlagRequest) -> Result<Nothing, WireError> {
    let now = (app.host.now)();
    let comment = request.comment.trim().to_owned();
    if comment.is_empty() {
        return Err(wrong("comment", ""));
    }
    let known = app.assets.patterns.all().iter().any(|p| p.id == request.pattern);
    if !known || request.flag.len() != 64 {
        return Err(wrong("flag", &request.flag));
    }
    // The answer is printed on the reports that ask for it; what they may not say, it may not say either.
    let today = app.host.today();
    let forms = app.assets.catalogue.all().iter().map(|definition| &definition.form.id);
    let in_force = forms.filter_map(|form| app.assets.catalogue.in_force(form, today));
    let mut asking = in_force.filter(|definition| definition.form.asks_patterns);
    if let Some(word) = asking.find_map(|definition| forbidden_word(definition, &comment)) {
        return Err(wrong("comment", word));
    }
    app.with_session(|session| {
        session.write(now, |tx| {
            tx.answer_flag(&request.flag, &request.pattern, &comment)?;
            let payload = json!({ "flag": request.flag, "pattern": request.pattern });
            Ok((
                Nothing {},
                NewAct::new("flag.answered", format!("flag/{}", request.flag), payload),
            ))
        })
    })
}

/// The patterns that the movements of a filing show, with what was answered to each. Refuses the approval while one
/// has no answer. Asked only of forms that say so: a report about a suspicion is not held up by the suspicion.
pub fn must_be_answered(
    app: &App,
    read: &Read<'_>,
    definition: &Definition,
    filing: FilingId,
) -> Result<Vec<(Flag, String)>, WireError> {
    if !definition.form.asks_patterns {
        return Ok(Vec::new());
    }
    let mut answers = read.flag_answers()?;
    let hidden = hidden_from(app, definition);
    let found = found(read, &patterns(app, read)?, &Scope::Filing(filing), &hidden)?;
    let open: Vec<&str> = found
        .iter()
        .filter(|found| !answers.contains_key(&found.flag.id))
        .map(|found| found.flag.pattern.as_str())
        .collect();
    if open.is_empty() {
        let answered = found.into_iter().filter_map(|Found { flag, .. }| {
            let answer = answers.remove(&flag.id)?;
            Some((flag, answer.comment))
        });
        return Ok(answered.collect());
    }
    let count = open.len();
    let mut patterns = open;
    patterns.sort_unstable();
    patterns.dedup();
    Err(WireError::new(ErrorCode::OpenFlags)
        .with("count", count)
        .with("patterns", patterns.join(", ")))
}

/// How many patterns touch the days from `first` to `last`, and how many of them have no answer.
pub fn flags_within(
    app: &App,
    read: &Read<'_>,
    first: i64,
    last: i64,
) -> Result<(usize, usize), WireError> {
    let answers = read.flag_answers()?;
    let patterns = patterns(app, read)?;
    // As at the approval of the report that is made of these days.
    let found = found(read, &patterns, &Scope::Days(first, last), &undisclosed(app))?;
    let within =
        |row: &MovementRow| row.movement.day.is_some_and(|day| first <= day && day <= last);
    let touching = || found.iter().filter(|found| found.rows.iter().any(within));
    let open = touching().filter(|found| !answers.contains_key(&found.flag.id)).count();
    Ok((touching().count(), open))
}

/// The patterns that rest on a movement of the scope; rows of the forms in `hidden` are left out of account.
pub fn found(
    read: &Read<'_>,
    patterns: &Patterns,
    scope: &Scope,
    hidden: &[String],
) -> Result<Vec<Found>, WireError> {
    let mut all = Vec::new();
    for by in PARTIES {
        read.each_party(by, scope, hidden, |party, rows| {
            let listed: Vec<Listed> =
                rows.iter().map(|row| (row.id, row.movement.clone())).collect();
            let flags = match by {
                Party::Customer => patterns.of_customer(party, &listed),
                Party::Address => patterns.of_address(party, &listed),
                Party::Common(by) => patterns.of_common(by, &listed),
            };
            all.extend(flags.into_iter().map(|flag| {
                // Asked of each row, and a device that is in a shop has many.
                let on: BTreeSet<i64> = flag.movements.iter().copied().collect();
                let rows = rows.iter().filter(|row| on.contains(&row.id)).cloned().collect();
                Found { flag, rows }
            }));
        })?;
    }
    Ok(all)
}

fn flag_view(
    patterns: &Patterns,
    found: Found,
    answer: Option<FlagAnswerView>,
    sight: Sight,
) -> FlagView {
    // The threshold that held when the pattern was complete.
    let last = found.flag.says.get("to").and_then(|day| day.parse().ok());
    let pattern = last.and_then(|day| patterns.on(&found.flag.pattern, day));
    let says = found.flag.says.into_iter().map(|(name, value)| {
        match (name.strip_suffix("_cents"), value.parse::<i64>()) {
            (Some(name), Ok(cents)) => (format!("{name}_usd"), dollars(cents)),
            _ => (name, value),
        }
    });
    FlagView {
        says: says.collect(),
        cite: pattern.map(|pattern| pattern.cite.clone()).unwrap_or_default(),
        own: pattern.is_some_and(|pattern| pattern.own),
        provisional: pattern.is_some_and(|pattern| pattern.provisional),
        rows: found.rows.iter().map(|row| transfer_view(row, sight)).collect(),
        flag: found.flag.id,
        pattern: found.flag.pattern,
        answer,
    }
}
