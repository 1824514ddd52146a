//! Totals of a report, computed from its rows as the form's rules demand, in one step that can be taken back.

use serde_json::json;
use singo_domain::answer::Answer;
use singo_domain::definition::View;
use singo_domain::rules::stated_totals;
use singo_store::NewAct;

use super::filing::{show, subject};
use crate::App;
use crate::error::WireError;
use crate::session::must_be_draft;
use crate::wire::{FilingRequest, TotalsFilled};

/// Fills in every total. A total over a column with an unreadable amount is left as it was.
pub fn filing_fill_totals(app: &App, request: FilingRequest) -> Result<TotalsFilled, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| {
        let opened = session.open(&app.assets, request.id)?;
        must_be_draft(&opened.row)?;
        let filing = opened.row.id;
        let totals =
            stated_totals(opened.definition, &View::new(opened.definition, opened.content));
        let stated: Vec<_> =
            totals.fields.into_iter().map(|(f, text)| (f, Answer::Text(text))).collect();
        // A table that already says so is left alone, and keeps the ids of its rows.
        let differs = |table: &String, rows: &Vec<_>| {
            let there = opened.content.rows(table);
            !there.iter().map(|row| &row.cells).eq(rows.iter())
        };
        let whole = totals.unreadable.is_empty();
        let tables: Vec<_> = totals
            .tables
            .into_iter()
            .filter(|(table, rows)| whole && differs(table, rows))
            .collect();
        let old: Vec<Vec<_>> = tables
            .iter()
            .map(|(table, _)| opened.content.rows(table).iter().map(|row| row.id.clone()).collect())
            .collect();
        let unchanged = stated.iter().all(|(f, a)| opened.content.fields.get(f) == Some(a));
        if !(unchanged && tables.is_empty()) {
            session.write(now, |tx| {
                let step = tx.edit(filing)?;
                for (field, answer) in stated {
                    step.set(&field.at(None), Some(answer))?;
                }
                for ((table, rows), old) in tables.into_iter().zip(old) {
                    for row in &old {
                        step.remove_row(&table, row)?;
                    }
                    step.add_rows(&table, rows)?;
                }
                Ok(((), NewAct::new("filing.totals_filled", subject(filing), json!({}))))
            })?;
            session.forget();
        }
        let unreadable = totals.unreadable.iter().map(ToString::to_string).collect();
        Ok(TotalsFilled { filing: show(app, session, request.id)?, unreadable })
    })
}
