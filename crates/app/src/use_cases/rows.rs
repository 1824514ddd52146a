//! Rows of a filing's tables.

use std::collections::BTreeMap;

use serde_json::json;
use singo_domain::answer::Row;
use singo_domain::definition::{Definition, View};
use singo_domain::path::{FieldId, RowId};
use singo_domain::people::Eye;
use singo_store::NewAct;

use super::edit::cleaned;
use super::filing::{state, subject};
use crate::App;
use crate::convert::{answer_to_wire, cells_from_wire, count, not_found, wrong};
use crate::error::WireError;
use crate::session::{Session, must_be_draft};
use crate::wire::{
    AddRowsRequest, ListRowsRequest, RemoveRowRequest, RowPage, RowView, RowsChanged,
};

/// The most rows that cross at once.
const LONGEST_PAGE: u32 = 1000;

/// A stretch of a table.
pub fn row_list(app: &App, request: ListRowsRequest) -> Result<RowPage, WireError> {
    app.with_session(|session| {
        let opened = session.open(&app.assets, request.id)?;
        must_have_table(opened.definition, &request.table)?;
        let (view, eye) = (View::new(opened.definition, opened.content), opened.eye());
        let rows = opened.content.rows(&request.table);
        let limit = request.limit.min(LONGEST_PAGE) as usize;
        let page = rows.iter().enumerate().skip(request.offset as usize).take(limit);
        Ok(RowPage {
            rows: page
                .map(|(place, row)| to_wire(&view, &eye, &request.table, place, row))
                .collect(),
            total: count(rows.len()),
        })
    })
}

/// Adds rows at the end.
pub fn row_add(app: &App, request: AddRowsRequest) -> Result<RowsChanged, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| {
        let opened = session.open(&app.assets, request.id)?;
        must_be_draft(&opened.row)?;
        let (filing, definition) = (opened.row.id, opened.definition);
        must_have_table(definition, &request.table)?;
        let mut rows = Vec::with_capacity(request.rows.len());
        for cells in request.rows {
            let mut row = cells_from_wire(cells);
            for (column, answer) in &mut row {
                let id = format!("{}[].{column}", request.table).parse();
                let id = id.map_err(|_| wrong("column", column))?;
                let field = definition.field(&id).ok_or_else(|| not_found(&id))?;
                *answer = cleaned(answer.clone(), Some(field));
            }
            rows.push(row);
        }
        let added = session.write(now, |tx| {
            let ids = tx.edit(filing)?.add_rows(&request.table, rows)?;
            let payload = json!({ "table": request.table, "rows": ids.len() });
            Ok((ids, NewAct::new("filing.rows_added", subject(filing), payload)))
        })?;
        let added = added.iter().map(ToString::to_string).collect();
        changed(app, session, request.id, &request.table, added)
    })
}

/// Removes a row.
pub fn row_remove(app: &App, request: RemoveRowRequest) -> Result<RowsChanged, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| {
        let opened = session.open(&app.assets, request.id)?;
        must_be_draft(&opened.row)?;
        let filing = opened.row.id;
        must_have_table(opened.definition, &request.table)?;
        let row: RowId = request.row.parse().map_err(|_| wrong("row", &request.row))?;
        session.write(now, |tx| {
            tx.edit(filing)?.remove_row(&request.table, &row)?;
            let payload = json!({ "table": request.table, "row": row.as_str() });
            Ok(((), NewAct::new("filing.row_removed", subject(filing), payload)))
        })?;
        changed(app, session, request.id, &request.table, Vec::new())
    })
}

/// The answer to a change of rows: the table is read again from the disk.
pub fn changed(
    app: &App,
    session: &mut Session,
    id: u32,
    table: &str,
    added: Vec<String>,
) -> Result<RowsChanged, WireError> {
    session.forget();
    let state = state(app, session, id)?;
    let total = count(session.open(&app.assets, id)?.content.rows(table).len());
    Ok(RowsChanged { added, total, state })
}

/// One row as it stands.
pub fn row_view(
    session: &mut Session,
    app: &App,
    id: u32,
    table: &str,
    row: &RowId,
) -> Result<RowView, WireError> {
    let opened = session.open(&app.assets, id)?;
    let (view, eye) = (View::new(opened.definition, opened.content), opened.eye());
    let rows = opened.content.rows(table).iter().enumerate();
    let found = rows.into_iter().find(|(_, found)| found.id == *row);
    let (place, row) = found.ok_or_else(|| not_found(row))?;
    Ok(to_wire(&view, &eye, table, place, row))
}

/// Refuses a table that the form does not have.
pub fn must_have_table(definition: &Definition, table: &str) -> Result<(), WireError> {
    let known = definition.sections.iter().any(|s| s.table.as_deref() == Some(table));
    if known { Ok(()) } else { Err(not_found(table)) }
}

fn to_wire(view: &View<'_>, eye: &Eye<'_>, table: &str, place: usize, row: &Row) -> RowView {
    let (mut cells, mut masked) = (BTreeMap::new(), Vec::new());
    let eye = eye.in_row(table, row);
    for (column, answer) in &row.cells {
        let field = format!("{table}[].{column}").parse::<FieldId>().ok();
        let shown = field.as_ref().map_or_else(|| answer.clone(), |f| eye.shown(f, answer));
        if shown != *answer {
            masked.push(column.clone());
        }
        cells.insert(column.clone(), answer_to_wire(&shown));
    }
    let mut wire = RowView {
        id: row.id.to_string(),
        position: count(place),
        cells,
        masked,
        sections: Vec::new(),
        shown: Vec::new(),
        required: Vec::new(),
    };
    let of_table = |s: &&singo_domain::definition::Section| s.table.as_deref() == Some(table);
    for section in view.definition().sections.iter().filter(of_table) {
        if !view.section_shown(section, Some(row)) {
            continue;
        }
        wire.sections.push(section.id.clone());
        for field in section.fields.iter().filter(|field| view.shown(&field.path, Some(row))) {
            wire.shown.push(field.path.to_string());
            if view.required(&field.path, Some(row)) {
                wire.required.push(field.path.to_string());
            }
        }
    }
    wire
}
