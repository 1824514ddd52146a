//! The ledger: movements imported once, listed and summed over the whole vault, and taken into filings.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDate};
use serde_json::json;
use singo_domain::answer::{Answer, Content};
use singo_domain::definition::Kind;
use singo_domain::identifier::{MaskKind, mask};
use singo_domain::ledger::{Movement, TABLE};
use singo_domain::path::FieldId;
use singo_domain::people::{Eye, Sight};
use singo_store::{
    Cells, MovementFilter, MovementRow, MovementSort, MovementSums, MovementTotals, NewAct, Read,
    Scope,
};

use super::filing::subject;
use super::rows::must_have_table;
use crate::App;
use crate::convert::{answer_to_wire, count, korean, not_found, wrong};
use crate::error::{ErrorCode, WireError};
use crate::session::{Session, must_be_draft};
use crate::wire::*;

/// The most movements that cross at once, and the most that one filing takes at once.
const LONGEST_PAGE: u32 = 1000;
const MOST_TAKEN: u64 = 100_000;
/// The most movements that one request names; more than that are chosen by a filter and stretches.
const MOST_NAMED: usize = 10_000;

/// A stretch of the ledger.
pub fn transfer_list(app: &App, request: ListTransfersRequest) -> Result<TransferPage, WireError> {
    let sort = order("sort", &request.sort)?;
    app.with_session(|session| {
        let (filter, sight) = (filter(session, &request.filter)?, session.sight());
        let limit = u64::from(request.limit.min(LONGEST_PAGE));
        session.vault.read(|read| {
            let rows = read.movements(&filter, sort, u64::from(request.offset), limit)?;
            let total = count(read.count_movements(&filter)?);
            Ok(TransferPage {
                rows: rows.iter().map(|row| transfer_view(row, sight)).collect(),
                total,
            })
        })
    })
}

/// Sums over what a filter chooses, whole and by group.
pub fn transfer_totals(
    app: &App,
    request: TransferTotalsRequest,
) -> Result<TransferTotals, WireError> {
    app.with_session(|session| {
        let filter = filter(session, &request.filter)?;
        session.vault.read(|read| {
            let (all, by) = read.grouped_totals(&filter)?;
            let view = |(value, of): (String, MovementTotals)| GroupTotal {
                value,
                count: count(of.count),
                krw: of.krw.to_string(),
                usd: dollars(of.usd_cents),
            };
            let by = by.into_iter().map(|(column, groups)| {
                (column.to_owned(), groups.into_iter().map(view).collect())
            });
            let by = by.collect();
            Ok(TransferTotals {
                count: count(all.count),
                incomplete: count(all.incomplete),
                ineffective: count(all.ineffective),
                krw: all.krw.to_string(),
                usd: dollars(all.usd_cents),
                by,
            })
        })
    })
}

/// One movement with its cells and the sums at it.
pub fn transfer_show(app: &App, request: TransferRequest) -> Result<TransferDetail, WireError> {
    app.with_session(|session| {
        let filter = MovementFilter {
            ids: vec![i64::from(request.transfer)],
            viewer: session.user.clone(),
            ..MovementFilter::default()
        };
        // The shared table stands in every form that has transfers; any of them knows its columns.
        let definitions = app.assets.catalogue.all();
        let sight = session.sight();
        session.vault.read(|read| {
            let rows = read.movements(&filter, MovementSort::Oldest, 0, 1)?;
            let row = rows.first().ok_or_else(|| not_found(request.transfer))?;
            let sums = read.movement_sums(&Scope::Ids(vec![row.id]), &[])?;
            let shown = |(column, answer): (String, Answer)| {
                let field: FieldId = format!("{TABLE}[].{column}").parse().ok()?;
                // Identifiers are not shown here at all; the filing shows one for a stated purpose.
                if is_identifier(app, &field) {
                    return None;
                }
                let mut known = definitions.iter().filter(|d| d.field(&field).is_some());
                let nothing = Content::default();
                let eye = Eye::new(sight, known.next()?, &nothing);
                Some((column, answer_to_wire(&eye.shown(&field, &answer))))
            };
            let cells = cells_of(read, row)?.into_iter().filter_map(shown).collect();
            Ok(TransferDetail {
                row: transfer_view(row, sight),
                cells,
                sums: sums.get(&row.id).map(sums_view),
            })
        })
    })
}

/// Copies movements into a filing's table, as one step that undo takes back. One that stands there already is
/// not added again; columns that the form does not have are left out.
pub fn filing_take_transfers(
    app: &App,
    request: TakeTransfersRequest,
) -> Result<TransfersTaken, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| {
        let filter = filter(session, &request.filter)?;
        let opened = session.open(&app.assets, request.id)?;
        must_be_draft(&opened.row)?;
        let filing = opened.row.id;
        let table = opened.definition.form.roles.transfers.clone();
        must_have_table(opened.definition, &table)?;
        let columns: BTreeSet<String> = opened
            .definition
            .fields()
            .filter(|(section, _)| section.table.as_deref() == Some(table.as_str()))
            .map(|(_, field)| FieldId::name(&field.path).to_owned())
            .collect();
        let standing = opened.content.rows(&table).iter();
        let mut keys: BTreeSet<String> =
            standing.filter_map(|row| Movement::read(&row.cells).key).collect();
        let (rows, present) = session.vault.read(|read| {
            // None is left out without a word.
            let asked = read.count_movements(&filter)?;
            if asked > MOST_TAKEN {
                return Err(too_many(asked, MOST_TAKEN));
            }
            let mut rows: Vec<Cells> = Vec::new();
            let mut present = 0;
            for movement in read.movements(&filter, MovementSort::Oldest, 0, MOST_TAKEN)? {
                // Rows of other filings stay theirs: only what was imported is shared.
                if movement.transfer.is_none() {
                    continue;
                }
                if movement.movement.key.clone().is_some_and(|key| !keys.insert(key)) {
                    present += 1;
                    continue;
                }
                let mut cells = cells_of(read, &movement)?;
                cells.retain(|column, _| columns.contains(column));
                rows.push(cells);
            }
            Ok::<_, WireError>((rows, present))
        })?;
        let added = count(rows.len());
        if added > 0 {
            session.write(now, |tx| {
                tx.edit(filing)?.add_rows(&table, rows)?;
                let payload = json!({ "table": table, "rows": added });
                Ok(((), NewAct::new("filing.transfers_taken", subject(filing), payload)))
            })?;
            session.forget();
        }
        Ok(TransfersTaken { added, present })
    })
}

/// The refusal of more movements than are taken at once.
pub fn too_many(asked: u64, most: u64) -> WireError {
    WireError::new(ErrorCode::TooMany).with("count", asked).with("most", most)
}

/// The cells of a movement: of the imported transfer, or of the filing's row.
fn cells_of(read: &Read<'_>, row: &MovementRow) -> Result<Cells, WireError> {
    if let Some(transfer) = row.transfer {
        let found = read.transfer(transfer)?;
        return Ok(found.ok_or_else(|| not_found(transfer))?.cells);
    }
    let Some((filing, id)) = &row.place else { return Err(ErrorCode::Internal.into()) };
    let content = read.content(*filing)?;
    let found = content.row(TABLE, id).ok_or_else(|| not_found(id))?;
    Ok(found.cells.clone())
}

/// Whether a column of the shared table is an identifier in any form: such are not shown here.
fn is_identifier(app: &App, column: &FieldId) -> bool {
    let mut fields = app.assets.catalogue.all().iter().filter_map(|d| d.field(column));
    fields.any(|field| field.kind == Kind::Identifier)
}

/// A filter of the wire as the store has it, seen by who is signed in.
pub fn filter(session: &Session, wire: &TransferFilter) -> Result<MovementFilter, WireError> {
    let day = |name: &str, text: &str, otherwise: i64| match text {
        "" => Ok(otherwise),
        _ => {
            let date: NaiveDate = text.parse().map_err(|_| wrong(name, text))?;
            Ok::<_, WireError>(i64::from(date.num_days_from_ce()))
        }
    };
    if wire.ids.len() + wire.spans.len() * 2 + wire.except.len() > MOST_NAMED {
        let count = wire.ids.len() + wire.spans.len() * 2 + wire.except.len();
        return Err(WireError::new(ErrorCode::TooMany)
            .with("count", count)
            .with("most", MOST_NAMED));
    }
    // Names, addresses and transactions are looked through: who sees them masked would learn them by hits.
    if session.sight() == Sight::Masked && !wire.text.trim().is_empty() {
        return Err(WireError::new(ErrorCode::NotAllowed).with("why", "identifier_search"));
    }
    let spans = wire.spans.iter().map(|span| (i64::from(span.first), i64::from(span.last)));
    let bounded = !wire.from.is_empty() || !wire.to.is_empty();
    let days = (day("from", &wire.from, i64::MIN)?, day("to", &wire.to, i64::MAX)?);
    Ok(MovementFilter {
        text: wire.text.clone(),
        direction: wire.direction.clone(),
        asset: wire.asset.to_uppercase(),
        chain: wire.chain.clone(),
        reason: wire.reason.clone(),
        counterparty: wire.counterparty.clone(),
        country: wire.country.clone(),
        days: bounded.then_some(days),
        incomplete: wire.incomplete,
        undated: false,
        imported: wire.imported,
        ids: wire.ids.iter().map(|id| i64::from(*id)).collect(),
        spans: spans.collect(),
        order: order("order", &wire.order)?,
        except: wire.except.iter().map(|id| i64::from(*id)).collect(),
        viewer: session.user.clone(),
    })
}

/// An order of the wire as the store has it.
pub fn order(name: &str, text: &str) -> Result<MovementSort, WireError> {
    match text {
        "" | "newest" => Ok(MovementSort::Newest),
        "oldest" => Ok(MovementSort::Oldest),
        "largest" => Ok(MovementSort::Largest),
        "customer" => Ok(MovementSort::Customer),
        other => Err(wrong(name, other)),
    }
}

/// An address or a transaction of a public chain as somebody sees it: whoever knows it can find whose it is.
pub fn traced(sight: Sight, text: &str) -> String {
    if sight == Sight::Masked { mask(MaskKind::Identifier, text) } else { text.to_owned() }
}

/// A movement on the wire, as somebody sees it.
pub fn transfer_view(row: &MovementRow, sight: Sight) -> TransferView {
    let m = &row.movement;
    let moment = |seconds: Option<i64>| {
        let at = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        at.map(korean).unwrap_or_default()
    };
    TransferView {
        id: count(row.id),
        filing: row.place.as_ref().map(|(filing, _)| count(filing.0)),
        at: moment(m.at),
        direction: m.direction.clone(),
        asset: m.asset.clone(),
        chain: m.chain.clone(),
        quantity: m.quantity.clone(),
        krw: m.krw.map(|won| won.to_string()).unwrap_or_default(),
        usd: m.usd_cents.map(dollars).unwrap_or_default(),
        customer: sight.name(&m.customer_name),
        other: sight.name(&m.other_name),
        address: traced(sight, &m.other_address),
        reason: m.reason.clone(),
        counterparty: m.counterparty.clone(),
        country: m.country.clone(),
        txid: traced(sight, &m.txid),
        exchange_tx_id: m.exchange_tx_id.clone(),
        status: m.status.clone(),
        funded_at: moment(m.funded_at),
        funded_krw: m.funded_krw.map(|won| won.to_string()).unwrap_or_default(),
    }
}

fn sums_view(sums: &MovementSums) -> SumsView {
    SumsView {
        day_count: count(sums.day_count),
        day_krw: sums.day_krw.to_string(),
        day_usd: dollars(sums.day_usd_cents),
        week_usd: dollars(sums.week_usd_cents),
        month_usd: dollars(sums.month_usd_cents),
        year_usd: dollars(sums.year_usd_cents),
        address_usd: dollars(sums.address_usd_cents),
        address_customers: count(sums.address_customers),
        customer_addresses: count(sums.customer_addresses),
    }
}

/// US cents as dollars with two places.
pub fn dollars(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{}.{:02}", cents / 100, cents % 100)
}
