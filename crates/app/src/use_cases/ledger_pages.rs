//! The table of movements as the window shows it: an outline once, pages by their first line, sums of a selection.

use super::ledger::{dollars, filter, order, transfer_view};
use crate::App;
use crate::convert::count;
use crate::error::WireError;
use crate::wire::{
    AssetQuantity, OutlineRequest, SelectionSum, TransferOutline, TransferPageRequest,
    TransferRows, TransferTotalsRequest,
};

/// Rows of a page, and the most that cross at once.
const PAGE: u32 = 200;

/// How many movements a filter chooses, and where their pages begin.
pub fn transfer_outline(app: &App, request: OutlineRequest) -> Result<TransferOutline, WireError> {
    let sort = order("sort", &request.sort)?;
    app.with_session(|session| {
        let filter = filter(session, &request.filter)?;
        let found =
            session.vault.read(|read| read.movement_outline(&filter, sort, u64::from(PAGE)))?;
        Ok(TransferOutline {
            count: count(found.totals.count),
            incomplete: count(found.totals.incomplete),
            krw: found.totals.krw.to_string(),
            usd: dollars(found.totals.usd_cents),
            every: PAGE,
            marks: found.marks.into_iter().map(count).collect(),
        })
    })
}

/// A page of movements.
pub fn transfer_page(app: &App, request: TransferPageRequest) -> Result<TransferRows, WireError> {
    let sort = order("sort", &request.sort)?;
    app.with_session(|session| {
        let (filter, sight) = (filter(session, &request.filter)?, session.sight());
        let (from, limit) = (request.from.map(i64::from), u64::from(request.limit.min(PAGE)));
        let rows = session.vault.read(|read| read.movements_from(&filter, sort, from, limit))?;
        Ok(TransferRows { rows: rows.iter().map(|row| transfer_view(row, sight)).collect() })
    })
}

/// What a selection sums up to, computed where the movements lie.
pub fn transfer_sum(app: &App, request: TransferTotalsRequest) -> Result<SelectionSum, WireError> {
    app.with_session(|session| {
        let filter = filter(session, &request.filter)?;
        session.vault.read(|read| {
            let all = read.movement_totals(&filter)?;
            let quantities = read.movement_quantities(&filter)?.into_iter();
            let quantities =
                quantities.map(|(asset, sum)| AssetQuantity { asset, quantity: sum.to_string() });
            Ok(SelectionSum {
                count: count(all.count),
                incomplete: count(all.incomplete),
                krw: all.krw.to_string(),
                usd: dollars(all.usd_cents),
                quantities: quantities.collect(),
            })
        })
    })
}
