//! The values of a filing's transfers, filled in where they are blank. What somebody typed is left as it is and
//! counts for what follows from it; a difference is for the rules to find.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::json;
use singo_domain::answer::{Answer, Row};
use singo_domain::calendar::{BusinessCalendar, kst_date};
use singo_domain::definition::{Value, View};
use singo_domain::ledger::TABLE;
use singo_domain::path::{FieldId, Path};
use singo_domain::rate::{DOLLAR, Measures, WON, day_of_rate, one};
use singo_store::{NewAct, RateRow, Read};

use super::edit::write_answers;
use super::filing::subject;
use crate::App;
use crate::convert::{count, wrong};
use crate::error::WireError;
use crate::session::{calendar, must_be_draft};
use crate::wire::{MissingRate, TransfersValued, ValueTransfersRequest};

/// Fills what is blank, in one step that can be undone.
pub fn transfer_value(
    app: &App,
    request: ValueTransfersRequest,
) -> Result<TransfersValued, WireError> {
    app.with_session(|session| {
        let opened = session.open(&app.assets, request.id)?;
        must_be_draft(&opened.row)?;
        let (filing, definition) = (opened.row.id, opened.definition);
        let content = opened.content.clone();
        let view = View::new(definition, &content);
        let (filled, missing) = session.vault.read(|read| {
            let calendar = calendar(&app.assets, &definition.form.deadline.calendar, read)?;
            let mut work = Valuing::new(&view, read, calendar);
            let mut filled = Vec::new();
            for row in content.rows(TABLE) {
                filled.extend(work.row(row)?);
            }
            Ok::<_, WireError>((filled, work.missing))
        })?;
        let cells = filled.len();
        let payload = json!({ "table": TABLE, "cells": cells });
        let act = NewAct::new("filing.valued", subject(filing), payload);
        let filled = filled.into_iter().map(|(path, text)| (path, Answer::Text(text)));
        write_answers(app, session, request.id, act, filled)?;
        Ok(TransfersValued { filled: count(cells), missing: missing_rates(missing) })
    })
}

/// Rates that are missing, on the wire.
pub fn missing_rates(missing: BTreeSet<(NaiveDate, String)>) -> Vec<MissingRate> {
    missing
        .into_iter()
        .map(|(day, currency)| MissingRate { currency, day: day.to_string() })
        .collect()
}

/// Fills in row after row, and remembers what it could not find.
pub struct Valuing<'a> {
    view: &'a View<'a>,
    read: &'a Read<'a>,
    calendar: BusinessCalendar,
    known: BTreeMap<(NaiveDate, String), Option<RateRow>>,
    /// Rates that are missing.
    pub missing: BTreeSet<(NaiveDate, String)>,
}

impl<'a> Valuing<'a> {
    /// Begins; rates are read as they are needed, each once.
    pub fn new(view: &'a View<'a>, read: &'a Read<'a>, calendar: BusinessCalendar) -> Self {
        Self { view, read, calendar, known: BTreeMap::new(), missing: BTreeSet::new() }
    }

    /// The cells of one row that can be filled.
    pub fn row(&mut self, row: &Row) -> Result<Vec<(Path, String)>, WireError> {
        let number = |column: &str| match self.value(column, row) {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        };
        let (quantity, price) = (number("quantity"), number("unit_price_krw"));
        let moment = match self.value("occurred_at", row) {
            Some(Value::Instant(at)) => Some(kst_date(&at)),
            Some(Value::Date(day)) => Some(day),
            _ => None,
        };
        let (typed_dollar, typed_krw) = (number("base_rate"), number("krw_value"));
        let (typed_peg, typed_face) = (number("peg_rate"), number("face_krw"));
        let peg = self.value("peg", row).and_then(|value| match value {
            Value::Text(code) => Some(code),
            _ => None,
        });
        let mut cells: BTreeMap<&str, String> = BTreeMap::new();
        let mut dollar = typed_dollar.clone();
        let mut peg_rate = typed_peg.clone();
        if let Some(on) = moment {
            let day = day_of_rate(&self.calendar, on)?;
            if typed_dollar.is_none()
                && self.has("base_rate", row)
                && let Some(found) = self.rate(DOLLAR, day)?
            {
                cells.insert("base_rate", found.rate.won.to_plain_string());
                cells.insert("base_rate_on", day.to_string());
                cells.insert("base_rate_source", found.source);
                dollar = Some(found.rate.won);
            }
            if typed_peg.is_none() && self.has("peg_rate", row) {
                peg_rate = match peg.as_deref() {
                    Some(WON) => Some(one()),
                    // The dollar of the report is one dollar.
                    Some(DOLLAR) => dollar.clone(),
                    Some(code) if code.len() == 3 => self.rate(code, day)?.map(|row| row.rate.won),
                    _ => None,
                };
                if let Some(rate) = &peg_rate {
                    cells.insert("peg_rate", rate.to_plain_string());
                }
            }
        }
        if let (Some(quantity), Some(price)) = (quantity, price) {
            let measures = Measures { quantity, price, dollar, peg: peg_rate };
            let worth = measures.worth();
            // What was typed counts for what follows from it.
            let usd = typed_krw.as_ref().map_or(worth.usd, |krw| measures.dollars(krw));
            let face_usd = typed_face.as_ref().map_or(worth.face_usd, |won| measures.dollars(won));
            let computed = [
                ("krw_value", Some(worth.krw)),
                ("usd_value", usd),
                ("face_krw", worth.face_krw),
                ("face_usd", face_usd),
                ("premium", worth.premium),
            ];
            for (column, value) in computed {
                if let Some(value) = value {
                    cells.insert(column, value.to_plain_string());
                }
            }
        }
        let mut filled = Vec::new();
        for (column, text) in cells {
            if self.has(column, row) && row.cells.get(column).is_none_or(Answer::is_blank) {
                filled.push((field(column)?.at(Some(&row.id)), text));
            }
        }
        Ok(filled)
    }

    /// Whether the form has the column, and shows it in this row.
    fn has(&self, column: &str, row: &Row) -> bool {
        field(column)
            .is_ok_and(|id| self.view.field(&id).is_some() && self.view.shown(&id, Some(row)))
    }

    fn value(&self, column: &str, row: &Row) -> Option<Value> {
        let id = field(column).ok()?;
        let kind = self.view.field(&id)?.1.kind;
        let answer = row.cells.get(column).filter(|_| self.view.shown(&id, Some(row)))?;
        kind.read(answer).ok()
    }

    /// The rate of a day; noted where there is none.
    fn rate(&mut self, currency: &str, day: NaiveDate) -> Result<Option<RateRow>, WireError> {
        let asked = (day, currency.to_owned());
        let found = match self.known.get(&asked) {
            Some(found) => found.clone(),
            None => {
                let found = self.read.rate(currency, day)?;
                self.known.insert(asked, found.clone());
                found
            }
        };
        if found.is_none() {
            self.missing.insert((day, currency.to_owned()));
        }
        Ok(found)
    }
}

/// A column of the shared table.
pub fn field(column: &str) -> Result<FieldId, WireError> {
    format!("{TABLE}[].{column}").parse().map_err(|_| wrong("column", column))
}
