//! Base rates: entered by hand or read from a file, never derived.

use chrono::NaiveDate;
use data_encoding::BASE64;
use serde_json::json;
use singo_domain::canonical::sha256_hex;
use singo_domain::rate::{DOLLAR, Rate, RateFileError, read_rates};
use singo_store::{NewAct, RateRow};

use super::calendar::first_calendar;
use crate::App;
use crate::convert::{count, wrong};
use crate::error::WireError;
use crate::import::decoded;
use crate::session::calendar;
use crate::wire::{
    ImportRatesRequest, ListRatesRequest, RateList, RateView, RatesImported, RejectedRate,
    SetRateRequest,
};

/// The longest span of days that is listed at once.
const LONGEST_SPAN: i64 = 400;

/// The rates of a span, and the business days without one of the dollar.
pub fn rate_list(app: &App, request: ListRatesRequest) -> Result<RateList, WireError> {
    let (from, to) = (day(&request.from)?, day(&request.to)?);
    if from > to || (to - from).num_days() > LONGEST_SPAN {
        return Err(wrong("to", &request.to));
    }
    let (today, name) = (app.host.today(), first_calendar(app)?);
    app.with_session(|session| {
        session.vault.read(|read| {
            let rows = read.rates(from, to)?;
            let calendar = calendar(&app.assets, &name, read)?;
            let has = |day: &NaiveDate| {
                rows.iter().any(|row| row.rate.day == *day && row.rate.currency == DOLLAR)
            };
            let days = from.iter_days().take_while(|day| *day <= to.min(today));
            // Of a day that the calendar does not know nothing is said.
            let missing = days
                .filter(|day| calendar.is_business_day(*day).unwrap_or(false) && !has(day))
                .map(|day| day.to_string())
                .collect();
            Ok(RateList { rates: rows.iter().map(to_wire).collect(), missing })
        })
    })
}

/// Enters one rate.
pub fn rate_set(app: &App, request: SetRateRequest) -> Result<RateView, WireError> {
    let now = (app.host.now)();
    let on = day(&request.day)?;
    let rate = Rate::read(request.currency.trim(), on, request.won.trim()).map_err(|what| {
        wrong(what, if what == "rate" { &request.won } else { &request.currency })
    })?;
    let source = stated(&request.source)?;
    app.with_session(|session| {
        session.write(now, |tx| {
            tx.add_rate(&rate, &source, None)?;
            let payload = json!({ "currency": rate.currency, "day": on.to_string() });
            Ok(((), NewAct::new("rate.set", "rates", payload)))
        })?;
        Ok(to_wire(&RateRow {
            rate: rate.clone(),
            source: source.clone(),
            file: None,
            actor: session.user.clone(),
        }))
    })
}

/// Reads a file of rates; what stands there already, just so, is not added again.
pub fn rate_import(app: &App, request: ImportRatesRequest) -> Result<RatesImported, WireError> {
    let now = (app.host.now)();
    let bytes = BASE64.decode(request.base64.as_bytes()).map_err(|_| wrong("base64", ""))?;
    let sha256 = sha256_hex(&bytes);
    let text = decoded(&bytes).ok_or_else(|| wrong("file", "encoding"))?;
    let on = request.day.as_deref().map(day).transpose()?;
    let source = stated(&request.source)?;
    let file = read_rates(&text, on).map_err(|error| match error {
        RateFileError::Layout => wrong("file", "layout"),
        RateFileError::DayNeeded => wrong("day", ""),
    })?;
    app.with_session(|session| {
        let (added, unchanged) = session.write(now, |tx| {
            let (mut added, mut unchanged) = (0, 0);
            for rate in &file.rates {
                let standing = tx.rate(&rate.currency, rate.day)?;
                if standing.is_some_and(|row| row.rate == *rate && row.source == source) {
                    unchanged += 1;
                } else {
                    tx.add_rate(rate, &source, Some(&sha256))?;
                    added += 1;
                }
            }
            let payload = json!({ "added": added, "unchanged": unchanged,
                "rejected": file.rejected.len(), "sha256": sha256 });
            Ok(((added, unchanged), NewAct::new("rate.imported", "rates", payload)))
        })?;
        let rejected = file.rejected.iter().map(|rejected| RejectedRate {
            place: count(rejected.place),
            reason: rejected.reason.to_owned(),
        });
        let rejected = rejected.collect();
        Ok(RatesImported { added, unchanged, rejected, sha256: sha256.clone() })
    })
}

fn to_wire(row: &RateRow) -> RateView {
    RateView {
        currency: row.rate.currency.clone(),
        day: row.rate.day.to_string(),
        won: row.rate.won.to_plain_string(),
        source: row.source.clone(),
        file: row.file.clone(),
        actor: row.actor.clone(),
    }
}

/// Who published a rate must be said; it is printed.
fn stated(source: &str) -> Result<String, WireError> {
    let source = source.trim();
    if source.is_empty() || source.chars().count() > 100 {
        return Err(wrong("source", source));
    }
    Ok(source.to_owned())
}

fn day(text: &str) -> Result<NaiveDate, WireError> {
    text.parse().map_err(|_| wrong("day", text))
}
