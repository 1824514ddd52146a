//! The closing of a month: how it stands, and the reports made of it.
//!
//! Only imported transfers are reported from here: rows that somebody typed into another report stay there. What
//! is missing is asked of the form itself, with the values that the vault's rates give already filled in.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde_json::json;
use singo_domain::answer::{Answer, Content, Row};
use singo_domain::definition::{Definition, View};
use singo_domain::filing::Status;
use singo_domain::ledger::{Closing, Lacks, Movement, TABLE};
use singo_domain::path::{FieldId, RowId};
use singo_store::{Cells, FilingRow, ListQuery, MovementFilter, NewAct, Read};

use super::calendar::deadline_from;
use super::filing::{numbered, prefilled, put, subject};
use super::flags::flags_within;
use super::ledger::{dollars, not_too_many};
use super::totals::filing_fill_totals;
use super::value::{Valuing, missing_rates, transfer_value};
use crate::App;
use crate::convert::{count, name_of, not_found, wrong};
use crate::error::{ErrorCode, WireError};
use crate::session::{Session, calendar, definition_of};
use crate::wire::{
    CloseCreated, CloseField, CloseGlance, CloseNeed, CloseReport, CloseRequest, CloseView,
    CreateCloseRequest, FilingRequest, MissingRate, Nothing, ValueTransfersRequest,
};

/// Of each group so many rows are named.
const NAMED: usize = 200;
/// The most groups of look-alikes that are named.
const MOST_ALIKE: usize = 100;
/// The most reports of one transfer that are made at once.
const MOST_SINGLE: usize = 50;
/// Reports of the form that are looked through for the month's own, newest first.
const MOST_REPORTS: u32 = 1000;

/// A month.
struct Month {
    text: String,
    first: NaiveDate,
    last: NaiveDate,
}

impl Month {
    fn read(text: &str) -> Result<Self, WireError> {
        let first: NaiveDate = format!("{text}-01").parse().map_err(|_| wrong("month", text))?;
        let next = first.checked_add_months(Months::new(1));
        let last = next.and_then(|next| next.checked_sub_days(Days::new(1)));
        let last = last.ok_or_else(|| wrong("month", text))?;
        Ok(Self { text: first.format("%Y-%m").to_string(), first, last })
    }

    fn days(&self) -> (i64, i64) {
        (i64::from(self.first.num_days_from_ce()), i64::from(self.last.num_days_from_ce()))
    }

    /// The imported transfers of the month.
    fn filter(&self, viewer: &str) -> MovementFilter {
        MovementFilter {
            days: Some(self.days()),
            imported: true,
            viewer: viewer.to_owned(),
            ..MovementFilter::default()
        }
    }
}

/// How a month stands.
pub fn close_show(app: &App, request: CloseRequest) -> Result<CloseView, WireError> {
    let month = Month::read(&request.month)?;
    let closing = closing(app, &month)?;
    let definition = app.in_force(&closing.form, None)?;
    app.with_session(|session| {
        let viewer = session.user.clone();
        let filter = month.filter(&viewer);
        session.vault.read(|read| {
            let totals = read.movement_totals(&filter)?;
            let undated = MovementFilter { days: None, undated: true, ..filter.clone() };
            let reports = reports(read, closing, &viewer)?;
            let own = reports.iter().find(|row| is_of(read, row, closing, &month));
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
                incomplete: count(totals.incomplete),
                krw: totals.krw.to_string(),
                usd: dollars(totals.usd_cents),
                undated: count(read.movement_totals(&undated)?.count),
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
    let definition = app.in_force(&closing.form, None)?;
    app.with_session(|session| {
        let viewer = session.user.clone();
        session.vault.read(|read| {
            let reports = reports(read, closing, &viewer)?;
            let own = reports.iter().find(|row| is_of(read, row, closing, &month));
            let count_of = read.movement_totals(&month.filter(&viewer))?.count;
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
    let definition = app.in_force(&closing.form, None)?;
    if request.ids.len() > MOST_SINGLE {
        return Err(WireError::new(ErrorCode::TooMany)
            .with("count", request.ids.len())
            .with("most", MOST_SINGLE));
    }
    let made = app.with_session(|session| {
        let mut filter = month.filter(&session.user);
        filter.ids = request.ids.iter().map(|id| i64::from(*id)).collect();
        let rows = session.vault.read(|read| {
            if request.ids.is_empty() {
                let reports = reports(read, closing, &session.user)?;
                if let Some(row) = reports.iter().find(|row| is_of(read, row, closing, &month)) {
                    return Err(WireError::new(ErrorCode::MonthReported)
                        .with("id", row.id.0)
                        .with("document_no", &row.label.document_no));
                }
            }
            not_too_many(read.movement_totals(&filter)?.count)?;
            let mut rows: Vec<Cells> = Vec::new();
            read.each_transfer(&filter, |_, cells| rows.push(cells))?;
            Ok::<_, WireError>(rows)
        })?;
        if rows.is_empty() || (!request.ids.is_empty() && rows.len() != request.ids.len()) {
            return Err(not_found(&month.text));
        }
        let mut made = Vec::new();
        if request.ids.is_empty() {
            made.push(store(app, session, (closing, definition, &month), rows, None)?);
        } else {
            for cells in rows {
                let movement = Movement::read(&cells);
                let parts = (closing, definition, &month);
                made.push(store(app, session, parts, vec![cells], Some(&movement))?);
            }
        }
        session.forget();
        Ok::<_, WireError>(made)
    })?;
    let mut done =
        CloseCreated { filings: Vec::new(), rows: 0, filled: 0, missing_rates: Vec::new() };
    for (id, rows) in made {
        let valued = transfer_value(app, ValueTransfersRequest { id })?;
        filing_fill_totals(app, FilingRequest { id })?;
        done.filings.push(id);
        done.rows += rows;
        done.filled += valued.filled;
        for rate in valued.missing {
            if !done.missing_rates.contains(&rate) {
                done.missing_rates.push(rate);
            }
        }
    }
    Ok(done)
}

/// Stores one report, and says its number and how many rows it has.
fn store(
    app: &App,
    session: &mut Session,
    (closing, definition, month): (&Closing, &Definition, &Month),
    mut rows: Vec<Cells>,
    single: Option<&Movement>,
) -> Result<(u32, u32), WireError> {
    let (now, today) = ((app.host.now)(), app.host.today());
    let mut content = session.vault.read(|read| prefilled(definition, read))?;
    let number = numbered(session, definition, &mut content, today.year())?;
    let known = |field: &FieldId| definition.field(field).is_some();
    for cells in &mut rows {
        cells.retain(|column, _| {
            format!("{TABLE}[].{column}").parse().is_ok_and(|field: FieldId| known(&field))
        });
    }
    let (first, last) = match single.and_then(|movement| movement.day) {
        Some(day) => {
            let day = i32::try_from(day).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
            let day = day.ok_or(ErrorCode::Internal)?;
            (day, day)
        }
        None => (month.first, month.last),
    };
    let title = match single {
        Some(_) => closing.single_title.replace("{number}", &number),
        None => closing
            .monthly_title
            .replace("{year}", &month.first.year().to_string())
            .replace("{month}", &month.first.month().to_string()),
    };
    let mode = if single.is_some() { &closing.single } else { &closing.monthly };
    let mut set = |field: &FieldId, text: String| {
        content.fields.insert(field.clone(), Answer::Text(text));
    };
    set(&closing.mode, mode.clone());
    set(&closing.kind, closing.first.clone());
    set(&closing.from, first.to_string());
    set(&closing.to, last.to_string());
    set(&definition.form.roles.title, title);
    if let Some(movement) = single {
        set(&closing.subject, movement.customer_name.clone());
    }
    let many = count(rows.len());
    let numbers = (1_u64..).map(RowId::nth);
    let rows = numbers.zip(rows).map(|(id, cells)| Row { id, cells });
    content.tables.insert(TABLE.to_owned(), rows.collect());
    let id = session.write(now, |tx| {
        let id = put(tx, definition, &content)?;
        let payload = json!({ "form": definition.form.id, "version": definition.form.version,
                              "month": month.text, "rows": many });
        Ok((id, NewAct::new("filing.closed_month", subject(id), payload)))
    })?;
    Ok((count(id.0), many))
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

/// Whether a report is that of the month.
fn is_of(read: &Read<'_>, row: &FilingRow, closing: &Closing, month: &Month) -> bool {
    let says = |field: &FieldId, text: &str| {
        read.answer(row.id, field).ok().flatten().is_some_and(|answer| answer.to_text() == text)
    };
    says(&closing.mode, &closing.monthly)
        && says(&closing.from, &month.first.to_string())
        && says(&closing.to, &month.last.to_string())
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
