//! The closing of a month: how it stands, and the reports made of it.
//!
//! Only imported transfers are reported from here: rows that somebody typed into another report stay there. What
//! is missing is asked of the form itself, with the values that the vault's rates give already filled in.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde_json::json;
use singo_domain::answer::{Answer, Content, Row};
use singo_domain::definition::{Definition, View};
use singo_domain::filing::Status;
use singo_domain::ledger::{Closing, Lacks, Movement, TABLE};
use singo_domain::path::{FieldId, RowId};
use singo_domain::rules::stated_totals;
use singo_store::{Cells, FilingRow, ListQuery, MovementFilter, NewAct, Read};

use super::calendar::deadline_from;
use super::closing_month::Month;
use super::filing::{next_numbers, prefilled, put, subject};
use super::flags::flags_within;
use super::ledger::{dollars, too_many};
use super::retention::date_of;
use super::value::{Valuing, missing_rates};
use crate::App;
use crate::convert::{count, name_of, not_found};
use crate::error::{ErrorCode, WireError};
use crate::session::{calendar, definition_of};
use crate::wire::{
    CloseCreated, CloseField, CloseGlance, CloseNeed, CloseReport, CloseRequest, CloseView,
    CreateCloseRequest, MissingRate, Nothing,
};

/// The most reports that a month becomes at once.
const MOST_PARTS: u64 = 5;
/// Of each group so many rows are named.
const NAMED: usize = 200;
/// The most groups of look-alikes that are named.
const MOST_ALIKE: usize = 100;
/// The most reports of one transfer that are made at once.
const MOST_SINGLE: usize = 50;
/// Reports of the form that are looked through for the month's own, newest first.
const MOST_REPORTS: u32 = 1000;

/// How a month stands.
pub fn close_show(app: &App, request: CloseRequest) -> Result<CloseView, WireError> {
    let month = Month::read(&request.month)?;
    let closing = closing(app, &month)?;
    let definition = app.version_for(&closing.form, month.last)?;
    app.with_session(|session| {
        let viewer = session.user.clone();
        let filter = month.filter(&viewer);
        session.vault.read(|read| {
            let totals = read.movement_totals(&filter)?;
            let undated = MovementFilter { days: None, undated: true, ..filter.clone() };
            let reports = reports(read, closing, &viewer)?;
            let own = own_report(read, &reports, closing, &month, totals.count);
            let report = match own {
                Some(row) => {
                    let rows = read.content(row.id)?.rows(TABLE).len();
                    Some(report_view(row, rows as u64))
                }
                None => None,
            };
            let mut standing = Vec::new();
            for (id, rows) in read.standing_in(&filter, &closing.form)? {
                let other = reports.iter().find(|row| row.id == id);
                let other = other.filter(|row| own.is_none_or(|own| own.id != row.id));
                standing.extend(other.map(|row| report_view(row, rows)));
            }
            let (lacks, missing) = match own.filter(|row| row.status == Status::Draft) {
                Some(row) => lacks_of_report(app, read, closing, row)?,
                None => lacks_of_ledger(app, read, closing, definition, &filter)?,
            };
            let (first, last) = month.days();
            let (flags, flags_open) = flags_within(app, read, first, last)?;
            let alike = read.look_alikes(&filter)?.into_iter().take(MOST_ALIKE);
            Ok(CloseView {
                month: month.text.clone(),
                from: month.first.to_string(),
                to: month.last.to_string(),
                form: closing.form.clone(),
                version: definition.form.version.clone(),
                cite: closing.cite.clone(),
                deadline: deadline_from(app, read, &definition.form, month.last)?,
                count: count(totals.count),
                most: count(closing.most),
                incomplete: count(totals.incomplete),
                krw: totals.krw.to_string(),
                usd: dollars(totals.usd_cents),
                undated: count(read.count_movements(&undated)?),
                standing,
                rows: count(lacks.rows),
                complete: count(lacks.complete),
                needs: needs(closing, &lacks, report.is_some()),
                report,
                missing_rates: missing,
                flags: count(flags),
                flags_open: count(flags_open),
                look_alikes: alike.map(|ids| ids.into_iter().map(count).collect()).collect(),
            })
        })
    })
}

/// How last month stands, for the home screen: nothing here walks the rows.
pub fn close_glance(app: &App, _: Nothing) -> Result<CloseGlance, WireError> {
    let today = app.host.today();
    let last = today.with_day(1).and_then(|day| day.pred_opt()).unwrap_or(today);
    let month = Month::read(&last.format("%Y-%m").to_string())?;
    let closing = closing(app, &month)?;
    let definition = app.version_for(&closing.form, month.last)?;
    app.with_session(|session| {
        let viewer = session.user.clone();
        session.vault.read(|read| {
            let reports = reports(read, closing, &viewer)?;
            let count_of = read.count_movements(&month.filter(&viewer))?;
            let own = own_report(read, &reports, closing, &month, count_of);
            Ok(CloseGlance {
                month: month.text.clone(),
                count: count(count_of),
                deadline: deadline_from(app, read, &definition.form, month.last)?,
                report: own.map(|row| report_view(row, 0)),
            })
        })
    })
}

/// Makes the report of a month, or one report for each of the named transfers, with values and totals filled in.
pub fn close_create(app: &App, request: CreateCloseRequest) -> Result<CloseCreated, WireError> {
    let month = Month::read(&request.month)?;
    let closing = closing(app, &month)?;
    let definition = app.version_for(&closing.form, month.last)?;
    if request.ids.len() > MOST_SINGLE {
        return Err(WireError::new(ErrorCode::TooMany)
            .with("count", request.ids.len())
            .with("most", MOST_SINGLE));
    }
    let (now, today) = ((app.host.now)(), app.host.today());
    app.with_session(|session| {
        let mut filter = month.filter(&session.user);
        filter.ids = request.ids.iter().map(|id| i64::from(*id)).collect();
        let each = session.vault.read(|read| {
            let asked = read.count_movements(&filter)?;
            let most = closing.most.saturating_mul(MOST_PARTS);
            if asked > most {
                return Err(too_many(asked, most));
            }
            if request.ids.is_empty() {
                let reports = reports(read, closing, &session.user)?;
                if let Some(row) = own_report(read, &reports, closing, &month, asked) {
                    return Err(WireError::new(ErrorCode::MonthReported)
                        .with("id", row.id.0)
                        .with("document_no", &row.label.document_no));
                }
            }
            let mut rows: Vec<(Option<NaiveDate>, Cells)> = Vec::new();
            read.each_transfer(&filter, |_, cells| {
                rows.push((Movement::read(&cells).day.and_then(date_of), cells));
            })?;
            if rows.is_empty() || (!request.ids.is_empty() && rows.len() != request.ids.len()) {
                return Err(not_found(&month.text));
            }
            if !request.ids.is_empty() {
                let single = |(_, cells): (_, Cells)| {
                    (vec![cells.clone()], Some(Movement::read(&cells)), month.clone())
                };
                return Ok(rows.into_iter().map(single).collect());
            }
            let mut counts: BTreeMap<NaiveDate, u64> = BTreeMap::new();
            rows.iter()
                .filter_map(|(day, _)| *day)
                .for_each(|day| *counts.entry(day).or_default() += 1);
            let mut each: Vec<(Vec<Cells>, Option<Movement>, Month)> = Vec::new();
            for part in month.parts(&counts, closing.most)? {
                // In the order of time, as the parts are.
                let until = rows.iter().position(|(day, _)| day.is_some_and(|day| day > part.last));
                let own = rows.drain(..until.unwrap_or(rows.len())).map(|(_, cells)| cells);
                each.push((own.collect(), None, part));
            }
            Ok::<_, WireError>(each)
        })?;
        let mut made = Made::default();
        let drafts = session.vault.read(|read| {
            let numbers = next_numbers(read, definition, today.year())?;
            let drafts = each.into_iter().zip(numbers).map(|((rows, single, month), number)| {
                // A month may lie under two versions; the report of one transfer goes by its day.
                let single = single.map(|movement| (movement.day.and_then(date_of), movement));
                let definition = match single.as_ref().and_then(|(day, _)| *day) {
                    Some(day) => app.version_for(&closing.form, day)?,
                    None => definition,
                };
                let parts = (closing, definition, &month);
                let content = compose(app, read, parts, rows, single.as_ref(), number, &mut made)?;
                Ok::<_, WireError>((definition, content))
            });
            drafts.collect::<Result<Vec<_>, _>>()
        })?;
        drafts.iter().try_for_each(|(definition, _)| session.must_have(definition))?;
        let versions: BTreeSet<&str> =
            drafts.iter().map(|(definition, _)| definition.form.version.as_str()).collect();
        let versions = versions.into_iter().collect::<Vec<_>>().join(", ");
        // All of it or nothing: a report without its totals, or half of the reports, is never there.
        let ids = session.write(now, |tx| {
            let ids = drafts.iter().map(|(definition, content)| put(tx, definition, content));
            let ids = ids.collect::<Result<Vec<_>, _>>()?;
            let on = match ids[..] {
                [one] => subject(one),
                _ => format!("month/{}", month.text),
            };
            let numbers: Vec<i64> = ids.iter().map(|id| id.0).collect();
            let payload = json!({ "form": closing.form, "version": versions,
                                  "month": month.text, "rows": made.rows, "filings": numbers });
            Ok((ids, NewAct::new("filing.closed_month", on, payload)))
        })?;
        session.forget();
        Ok(CloseCreated {
            filings: ids.into_iter().map(|id| count(id.0)).collect(),
            rows: made.rows,
            filled: made.filled,
            missing_rates: missing_rates(made.missing),
        })
    })
}

/// What was done for the reports of one closing.
#[derive(Default)]
struct Made {
    rows: u32,
    filled: u32,
    missing: BTreeSet<(NaiveDate, String)>,
}

/// The answers of one report, with values and totals filled in.
fn compose(
    app: &App,
    read: &Read<'_>,
    (closing, definition, month): (&Closing, &Definition, &Month),
    mut rows: Vec<Cells>,
    single: Option<&(Option<NaiveDate>, Movement)>,
    number: String,
    made: &mut Made,
) -> Result<Content, WireError> {
    let mut content = prefilled(definition, read)?;
    let known = |field: &FieldId| definition.field(field).is_some();
    for cells in &mut rows {
        cells.retain(|column, _| {
            format!("{TABLE}[].{column}").parse().is_ok_and(|field: FieldId| known(&field))
        });
    }
    let (first, last) = match single.and_then(|(day, _)| *day) {
        Some(day) => (day, day),
        None => (month.first, month.last),
    };
    let title = match single {
        Some(_) => closing.single_title.replace("{number}", &number),
        None => {
            let (part, parts) = month.part.unwrap_or((1, 1));
            let title = if parts > 1 { &closing.part_title } else { &closing.monthly_title };
            title
                .replace("{year}", &month.first.year().to_string())
                .replace("{month}", &month.first.month().to_string())
                .replace("{parts}", &parts.to_string())
                .replace("{part}", &part.to_string())
        }
    };
    let mode = if single.is_some() { &closing.single } else { &closing.monthly };
    let mut set = |field: &FieldId, text: String| {
        content.fields.insert(field.clone(), Answer::Text(text));
    };
    set(&definition.form.roles.document_no, number);
    set(&closing.mode, mode.clone());
    set(&closing.kind, closing.first.clone());
    set(&closing.from, first.to_string());
    set(&closing.to, last.to_string());
    set(&definition.form.roles.title, title);
    if let Some((_, movement)) = single {
        set(&closing.subject, movement.customer_name.clone());
    }
    made.rows += count(rows.len());
    content.tables.insert(TABLE.to_owned(), numbered_rows(rows));
    value(app, read, definition, &mut content, made)?;
    let totals = stated_totals(definition, &View::new(definition, &content));
    let whole = totals.unreadable.is_empty();
    content.fields.extend(totals.fields.into_iter().map(|(f, text)| (f, Answer::Text(text))));
    if whole {
        let tables = totals.tables.into_iter();
        content.tables.extend(tables.map(|(table, rows)| (table, numbered_rows(rows))));
    }
    Ok(content)
}

/// Fills in the values that price, quantity and the vault's rates give.
fn value(
    app: &App,
    read: &Read<'_>,
    definition: &Definition,
    content: &mut Content,
    made: &mut Made,
) -> Result<(), WireError> {
    let calendar = calendar(&app.assets, &definition.form.deadline.calendar, read)?;
    let view = View::new(definition, content);
    let mut valuing = Valuing::new(&view, read, calendar);
    let filled = content.rows(TABLE).iter().map(|row| valuing.row(row));
    let filled: Vec<_> = filled.collect::<Result<_, _>>()?;
    made.missing.append(&mut valuing.missing);
    for (row, cells) in content.tables.get_mut(TABLE).into_iter().flatten().zip(filled) {
        made.filled += count(cells.len());
        row.cells.extend(
            cells
                .into_iter()
                .map(|(path, text)| (FieldId::name(path.field()).to_owned(), Answer::Text(text))),
        );
    }
    Ok(())
}

fn numbered_rows(rows: Vec<Cells>) -> Vec<Row> {
    let numbers = (1_u64..).map(RowId::nth);
    numbers.zip(rows).map(|(id, cells)| Row { id, cells }).collect()
}

fn closing<'a>(app: &'a App, month: &Month) -> Result<&'a Closing, WireError> {
    app.assets.closings.on(month.last).ok_or_else(|| not_found(&month.text))
}

/// The reports of the form that stand: neither withdrawn nor refused.
fn reports(read: &Read<'_>, closing: &Closing, viewer: &str) -> Result<Vec<FilingRow>, WireError> {
    let query = ListQuery {
        form: Some(closing.form.clone()),
        viewer: Some(viewer.to_owned()),
        limit: MOST_REPORTS,
        ..ListQuery::default()
    };
    let gone = [Status::Withdrawn, Status::Rejected, Status::ClosedUnreported];
    let rows = read.filings(&query)?.rows.into_iter();
    Ok(rows.filter(|row| !gone.contains(&row.status)).collect())
}

/// The report of a month, or the first of those that it became because it has more movements than one report holds.
fn own_report<'a>(
    read: &Read<'_>,
    reports: &'a [FilingRow],
    closing: &Closing,
    month: &Month,
    movements: u64,
) -> Option<&'a FilingRow> {
    let begins = |row: &&FilingRow| {
        movements > closing.most && is_monthly(read, row, closing, &[(&closing.from, month.first)])
    };
    let whole = reports.iter().find(|row| is_of(read, row, closing, month));
    whole.or_else(|| reports.iter().find(begins))
}

/// Whether a report is that of these days.
fn is_of(read: &Read<'_>, row: &FilingRow, closing: &Closing, month: &Month) -> bool {
    is_monthly(read, row, closing, &[(&closing.from, month.first), (&closing.to, month.last)])
}

/// Whether a report is a first one of a month and says these days.
fn is_monthly(
    read: &Read<'_>,
    row: &FilingRow,
    closing: &Closing,
    days: &[(&FieldId, NaiveDate)],
) -> bool {
    let says = |field: &FieldId, text: &str| {
        read.answer(row.id, field).ok().flatten().is_some_and(|answer| answer.to_text() == text)
    };
    says(&closing.mode, &closing.monthly)
        && days.iter().all(|(field, day)| says(field, &day.to_string()))
        && says(&closing.kind, &closing.first)
}

fn report_view(row: &FilingRow, rows: u64) -> CloseReport {
    CloseReport {
        id: count(row.id.0),
        document_no: row.label.document_no.clone(),
        status: name_of(row.status),
        rows: count(rows),
    }
}

fn lacks_of_report(
    app: &App,
    read: &Read<'_>,
    closing: &Closing,
    row: &FilingRow,
) -> Result<(Lacks, Vec<MissingRate>), WireError> {
    let definition = definition_of(&app.assets, &row.definition)?;
    let content = read.content(row.id)?;
    let view = View::new(definition, &content);
    let calendar = calendar(&app.assets, &definition.form.deadline.calendar, read)?;
    let mut valuing = Valuing::new(&view, read, calendar);
    let mut lacks = Lacks::default();
    for row in content.rows(TABLE) {
        valuing.row(row)?;
        closing.add(&mut lacks, &view, 0, row, 0);
    }
    Ok((lacks, missing_rates(valuing.missing)))
}

fn lacks_of_ledger(
    app: &App,
    read: &Read<'_>,
    closing: &Closing,
    definition: &Definition,
    filter: &MovementFilter,
) -> Result<(Lacks, Vec<MissingRate>), WireError> {
    let mut content = Content::default();
    content.fields.insert(closing.mode.clone(), Answer::Text(closing.monthly.clone()));
    let view = View::new(definition, &content);
    let calendar = calendar(&app.assets, &definition.form.deadline.calendar, read)?;
    let mut valuing = Valuing::new(&view, read, calendar);
    let mut lacks = Lacks::default();
    let mut failed = None;
    read.each_transfer(filter, |id, cells| {
        let mut row = Row { id: RowId::nth(1), cells };
        match valuing.row(&row) {
            Ok(filled) => {
                row.cells.extend(filled.into_iter().map(|(path, text)| {
                    (FieldId::name(path.field()).to_owned(), Answer::Text(text))
                }))
            }
            Err(error) => failed = Some(error),
        }
        closing.add(&mut lacks, &view, id, &row, NAMED);
    })?;
    match failed {
        Some(error) => Err(error),
        None => Ok((lacks, missing_rates(valuing.missing))),
    }
}

/// Every group in the order of the closing, those of which nothing is missing with 0.
fn needs(closing: &Closing, lacks: &Lacks, of_report: bool) -> Vec<CloseNeed> {
    let view = |id: &String| {
        let lack = lacks.groups.get(id).cloned().unwrap_or_default();
        let mut fields: Vec<CloseField> = lack
            .columns
            .into_iter()
            .map(|(column, rows)| CloseField {
                path: format!("{TABLE}[].{column}"),
                rows: count(rows),
            })
            .collect();
        fields.sort_by_key(|field| std::cmp::Reverse(field.rows));
        let ids = if of_report { Vec::new() } else { lack.first };
        CloseNeed {
            need: id.clone(),
            rows: count(lack.rows),
            fields,
            ids: ids.into_iter().map(count).collect(),
        }
    };
    closing.need.iter().map(|need| view(&need.id)).collect()
}
