//! What rules are told about the vault around a filing: sums, patterns, base rates, numbers, the same movement in
//! other places.
//!
//! Nothing of a report that must stay undisclosed is told to a report of another form: not in a finding, and not
//! in a sum. Not here: what follows from it (the rules), what a person answers to patterns (`flags`).

use std::collections::{BTreeMap, BTreeSet};

use singo_domain::answer::Content;
use singo_domain::calendar::kst_date;
use singo_domain::definition::Definition;
use singo_domain::filing::{FilingId, Status};
use singo_domain::ledger::{Movement, TABLE};
use singo_domain::path::RowId;
use singo_domain::rate::{DOLLAR, WON, day_of_rate};
use singo_domain::rules::{Elsewhere, Known};
use singo_store::{MovementRow, MovementSums, Read, Scope};

use super::flags;
use super::ledger::dollars;
use crate::App;
use crate::error::WireError;
use crate::people::knows;
use crate::session::{Opened, calendar};

/// What is known around an open filing.
///
/// # Errors
/// When the vault cannot be read.
pub fn known_of(
    app: &App,
    read: &Read<'_>,
    opened: &Opened<'_, '_>,
    viewer: &str,
) -> Result<Known, WireError> {
    let (definition, content, filing) = (opened.definition, opened.content, opened.row.id);
    let asks = |check: &str| definition.rules.iter().any(|rule| rule.check == check);
    let mut known = Known::default();
    if asks("number_free") || asks("number_there") {
        known.numbers = read.other_numbers(&definition.form.id, filing)?;
    }
    if ["rate_known", "rate_day", "comparable", "within_percent_in_dollars"].into_iter().any(asks) {
        rates(app, read, definition, content, &mut known)?;
    }
    if asks("files_attached") {
        for file in read.attachments(filing)? {
            known.attachments.entry(file.sha256).or_default().insert(file.name);
        }
    }
    let asks_patterns = asks("pattern_stated") || asks("passage_beyond");
    let around = ["sums_known", "pattern_stated", "passage_beyond", "same_elsewhere"];
    if !around.into_iter().any(asks) || content.rows(TABLE).is_empty() {
        return Ok(known);
    }
    let lines = read.movements_of(filing)?;
    let rows = Rows::of(&lines);
    if asks("sums_known") {
        known.sums = sums(app, read, definition, filing, &rows)?;
    }
    if asks_patterns {
        known.patterns = patterns(app, read, definition, filing, &rows)?;
    }
    if asks("same_elsewhere") {
        let corrects = content
            .fields
            .get(&definition.form.roles.prior_document_no)
            .map(singo_domain::answer::Answer::to_text)
            .unwrap_or_default();
        let places = Places { app, definition, filing, viewer, corrects };
        for line in &lines {
            let Some((_, row)) = &line.place else { continue };
            let found = places.of(read, line.id)?;
            if !found.is_empty() {
                known.elsewhere.insert(row.clone(), found);
            }
        }
    }
    Ok(known)
}

/// The forms of which nothing may be told in a report of this form.
pub fn hidden_from(app: &App, definition: &Definition) -> Vec<String> {
    let mut forms = undisclosed(app);
    forms.retain(|form| *form != definition.form.id);
    forms
}

/// The forms of which no report of another form may tell.
pub fn undisclosed(app: &App) -> Vec<String> {
    let all = app.assets.catalogue.all().iter().map(|definition| &definition.form);
    let forms = all.filter(|form| form.undisclosed).map(|form| form.id.clone());
    forms.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The sums at every row of a filing, by the names of the columns that take them.
pub fn sums(
    app: &App,
    read: &Read<'_>,
    definition: &Definition,
    filing: FilingId,
    rows: &Rows,
) -> Result<BTreeMap<RowId, BTreeMap<String, String>>, WireError> {
    let sums = read.movement_sums(&Scope::Filing(filing), &hidden_from(app, definition))?;
    let named = sums.iter().filter_map(|(id, of)| Some((rows.by_line.get(id)?.clone(), said(of))));
    Ok(named.collect())
}

/// The patterns that rest on each row of a filing.
pub fn patterns(
    app: &App,
    read: &Read<'_>,
    definition: &Definition,
    filing: FilingId,
    rows: &Rows,
) -> Result<BTreeMap<RowId, BTreeSet<String>>, WireError> {
    let hidden = hidden_from(app, definition);
    let mut patterns: BTreeMap<RowId, BTreeSet<String>> = BTreeMap::new();
    let known = super::house::patterns(app, read)?;
    for found in flags::found(read, &known, &Scope::Filing(filing), &hidden)? {
        for line in &found.rows {
            // The imported movement stands for the row that was taken from it.
            let of_key = line.movement.key.as_ref().and_then(|key| rows.by_key.get(key));
            for row in rows.by_line.get(&line.id).into_iter().chain(of_key.into_iter().flatten()) {
                patterns.entry(row.clone()).or_default().insert(found.flag.pattern.clone());
            }
        }
    }
    Ok(patterns)
}

/// The rows of a filing by their lines in the index and by what makes movements the same.
pub struct Rows {
    by_line: BTreeMap<i64, RowId>,
    by_key: BTreeMap<String, Vec<RowId>>,
}

impl Rows {
    /// Reads the lines of a filing.
    pub fn of(lines: &[MovementRow]) -> Self {
        let mut rows = Self { by_line: BTreeMap::new(), by_key: BTreeMap::new() };
        for line in lines {
            let Some((_, row)) = &line.place else { continue };
            rows.by_line.insert(line.id, row.clone());
            if let Some(key) = &line.movement.key {
                rows.by_key.entry(key.clone()).or_default().push(row.clone());
            }
        }
        rows
    }
}

/// Sums under the names of the columns of a report that states them.
fn said(sums: &MovementSums) -> BTreeMap<String, String> {
    [
        ("day_count", sums.day_count.to_string()),
        ("day_krw", sums.day_krw.to_string()),
        ("day_usd", dollars(sums.day_usd_cents)),
        ("week_usd", dollars(sums.week_usd_cents)),
        ("month_usd", dollars(sums.month_usd_cents)),
        ("year_usd", dollars(sums.year_usd_cents)),
        ("address_usd", dollars(sums.address_usd_cents)),
        ("address_originators", sums.address_customers.to_string()),
        ("originator_addresses", sums.customer_addresses.to_string()),
    ]
    .map(|(name, text)| (name.to_owned(), text))
    .into()
}

/// The rates that the rows of a filing need, as far as the vault has them.
fn rates(
    app: &App,
    read: &Read<'_>,
    definition: &Definition,
    content: &Content,
    known: &mut Known,
) -> Result<(), WireError> {
    let calendar = calendar(&app.assets, &definition.form.deadline.calendar, read)?;
    let mut asked: BTreeSet<(String, chrono::NaiveDate)> = BTreeSet::new();
    for row in content.rows(TABLE) {
        let at = Movement::read(&row.cells).at;
        let Some(at) = at.and_then(|at| chrono::DateTime::from_timestamp(at, 0)) else { continue };
        let on = kst_date(&at);
        // Of a day that the calendar does not reach nothing is known.
        let Ok(day) = day_of_rate(&calendar, on) else { continue };
        known.rate_days.insert(on, day);
        let currencies = ["peg", "contract_currency"].into_iter().filter_map(|column| {
            let answer = row.cells.get(column)?.to_text().trim().to_owned();
            (answer.len() == 3 && answer != WON).then_some(answer)
        });
        asked.extend([DOLLAR.to_owned()].into_iter().chain(currencies).map(|of| (of, day)));
    }
    for (currency, day) in asked {
        let found = read.rate(&currency, day)?;
        let of = known.rates.entry(currency).or_default();
        if let Some(found) = found {
            of.insert(day, found.rate.won.to_plain_string());
        }
    }
    Ok(())
}

/// Where the same movement is looked for, and who looks.
struct Places<'a> {
    app: &'a App,
    definition: &'a Definition,
    filing: FilingId,
    viewer: &'a str,
    /// The number of the report that this one corrects: it may differ, that is what a correction is for.
    corrects: String,
}

impl Places<'_> {
    fn of(&self, read: &Read<'_>, line: i64) -> Result<Vec<Elsewhere>, WireError> {
        let mut found = Vec::new();
        for other in read.same_movement(line)? {
            let document_no = match &other.place {
                None => String::new(),
                Some((filing, _)) => match self.shown(read, *filing)? {
                    Some(number) => number,
                    None => continue,
                },
            };
            let m = other.movement;
            found.push(Elsewhere { document_no, at: m.at, quantity: m.quantity, krw: m.krw });
        }
        Ok(found)
    }

    /// The number under which another filing may be named here; `None` where it may not be, or does not count.
    fn shown(&self, read: &Read<'_>, filing: FilingId) -> Result<Option<String>, WireError> {
        if filing == self.filing {
            return Ok(None);
        }
        let row = read.filing(filing)?;
        if matches!(row.status, Status::Withdrawn | Status::ClosedUnreported) {
            return Ok(None);
        }
        let hidden = hidden_from(self.app, self.definition).contains(&row.definition.form);
        let limited = !knows(read, filing, self.viewer)?;
        let number = row.label.document_no;
        if hidden || limited || (!number.is_empty() && number == self.corrects) {
            return Ok(None);
        }
        // A draft without a number still has one in this vault.
        Ok(Some(if number.is_empty() { format!("#{}", filing.0) } else { number }))
    }
}
