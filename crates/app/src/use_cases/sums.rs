//! The running totals of a report's transfers, taken from the vault and written into its rows.
//!
//! They are computed, so they are written over what stood there, in one step that undo takes back. Whether amounts
//! look split is for a person to say; a rule holds his answer against the patterns that were found.

use std::collections::BTreeMap;

use serde_json::json;
use singo_domain::answer::Answer;
use singo_domain::ledger::TABLE;
use singo_domain::path::Path;
use singo_store::NewAct;

use super::edit::write_answers;
use super::filing::subject;
use super::known::{Rows, patterns, sums};
use super::value::field;
use crate::App;
use crate::convert::count;
use crate::error::WireError;
use crate::session::must_be_draft;
use crate::wire::{FilingRequest, SumsFilled};

/// Fills in the sums of every row that the vault can sum up.
pub fn filing_fill_sums(app: &App, request: FilingRequest) -> Result<SumsFilled, WireError> {
    app.with_session(|session| {
        let (cells, unsummed) = session.beside(&app.assets, request.id, |read, opened| {
            must_be_draft(&opened.row)?;
            let (definition, content) = (opened.definition, opened.content);
            let lines = read.movements_of(opened.row.id)?;
            let rows = Rows::of(&lines);
            let sums = sums(app, read, definition, opened.row.id, &rows)?;
            let patterns = patterns(app, read, definition, opened.row.id, &rows)?;
            let has =
                |column: &str| field(column).is_ok_and(|field| definition.field(&field).is_some());
            let mut cells: BTreeMap<Path, Answer> = BTreeMap::new();
            let mut unsummed = 0;
            for row in content.rows(TABLE) {
                let Some(of) = sums.get(&row.id) else {
                    unsummed += 1;
                    continue;
                };
                let mut put = |column: &str, answer: Answer| -> Result<(), WireError> {
                    if has(column) && row.cells.get(column) != Some(&answer) {
                        cells.insert(field(column)?.at(Some(&row.id)), answer);
                    }
                    Ok(())
                };
                for (column, text) in of {
                    put(column, Answer::Text(text.clone()))?;
                }
                let found = patterns.get(&row.id);
                let rules: Vec<String> = found.into_iter().flatten().cloned().collect();
                let stood = row.cells.get(RULES).is_some_and(|answer| !answer.is_blank());
                if !rules.is_empty() || stood {
                    put(RULES, Answer::Many(rules))?;
                }
            }
            Ok((cells, unsummed))
        })?;
        let filing = session.open(&app.assets, request.id)?.row.id;
        let filled = cells.len();
        let act = NewAct::new("filing.sums_filled", subject(filing), json!({ "cells": filled }));
        write_answers(app, session, request.id, act, cells)?;
        Ok(SumsFilled { filled: count(filled), unsummed })
    })
}

/// The column that names the patterns applied to a row.
const RULES: &str = "rules_applied";
