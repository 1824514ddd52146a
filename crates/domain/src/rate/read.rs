//! Files of rates: 한국수출입은행's open interface (JSON, one day, the day not in it), 한국은행 ECOS (JSON of a
//! statistic), and a table with headings (CSV). What cannot be read is given back with its place, never mended.
//!
//! Provisional: the names of the interfaces' fields but `deal_bas_r` and the item of the dollar are from memory of
//! their documentation; a file without them is refused as a whole.

use bigdecimal::BigDecimal;
use chrono::NaiveDate;
use serde_json::Value;

use super::{DOLLAR, Rate};

/// The item of won for a dollar in ECOS statistic 731Y001.
const ECOS_DOLLAR: &str = "0000001";

/// What a file held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RatesRead {
    /// The rates.
    pub rates: Vec<Rate>,
    /// What could not be read.
    pub rejected: Vec<Rejected>,
}

/// A line or entry that is no rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Its place, from 1; in a table the heading is line 1.
    pub place: usize,
    /// Why: `currency`, `day` or `rate`.
    pub reason: &'static str,
}

/// A file that holds no rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RateFileError {
    /// Neither of the layouts.
    #[error("no layout of rates")]
    Layout,
    /// The layout has no day in it, and none was given.
    #[error("the day is not in the file")]
    DayNeeded,
}

/// Reads a file of any of the layouts; `day` is the one it was asked for, where the layout does not say.
///
/// # Errors
/// [`RateFileError`].
pub fn read_rates(text: &str, day: Option<NaiveDate>) -> Result<RatesRead, RateFileError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if !text.starts_with(['{', '[']) {
        return table(text);
    }
    let json: Value = serde_json::from_str(text).map_err(|_| RateFileError::Layout)?;
    if let Some(rows) = json.pointer("/StatisticSearch/row").and_then(Value::as_array) {
        return Ok(gathered(rows.iter().map(ecos), 1));
    }
    let rows =
        json.as_array().filter(|rows| rows.iter().any(|row| row.get("deal_bas_r").is_some()));
    let rows = rows.ok_or(RateFileError::Layout)?;
    let day = day.ok_or(RateFileError::DayNeeded)?;
    Ok(gathered(rows.iter().map(|row| kexim(row, day)), 1))
}

fn gathered(read: impl Iterator<Item = Result<Rate, &'static str>>, first: usize) -> RatesRead {
    let mut found = RatesRead::default();
    for (position, rate) in read.enumerate() {
        match rate {
            Ok(rate) => found.rates.push(rate),
            Err(reason) => found.rejected.push(Rejected { place: position + first, reason }),
        }
    }
    found
}

fn text<'a>(row: &'a Value, name: &str) -> &'a str {
    row.get(name).and_then(Value::as_str).map(str::trim).unwrap_or_default()
}

/// `cur_unit` is `USD`, or `JPY(100)` where the rate is for a hundred.
fn kexim(row: &Value, day: NaiveDate) -> Result<Rate, &'static str> {
    let unit = text(row, "cur_unit");
    let (currency, units) = match unit.strip_suffix(')').and_then(|unit| unit.split_once('(')) {
        Some((currency, units)) => (currency, units),
        None => (unit, "1"),
    };
    let mut rate = Rate::read(currency, day, text(row, "deal_bas_r"))?;
    // One and a hundred divide every decimal exactly; nothing else is published.
    match units {
        "1" => {}
        "100" => rate.won = (rate.won / BigDecimal::from(100)).normalized(),
        _ => return Err("currency"),
    }
    Ok(rate)
}

fn ecos(row: &Value) -> Result<Rate, &'static str> {
    if text(row, "ITEM_CODE1") != ECOS_DOLLAR {
        return Err("currency");
    }
    let day = NaiveDate::parse_from_str(text(row, "TIME"), "%Y%m%d").map_err(|_| "day")?;
    Rate::read(DOLLAR, day, text(row, "DATA_VALUE"))
}

/// A table whose headings name day, currency and rate in Korean or English.
fn table(text: &str) -> Result<RatesRead, RateFileError> {
    let mut lines = text.lines();
    let headings = cells(lines.next().unwrap_or_default());
    let place = |names: &[&str]| {
        headings.iter().position(|heading| names.contains(&heading.trim().to_lowercase().as_str()))
    };
    let (Some(day), Some(currency), Some(won)) = (
        place(&["day", "date", "날짜", "일자", "고시일", "기준일"]),
        place(&["currency", "통화", "통화코드"]),
        place(&["rate", "base_rate", "매매기준율"]),
    ) else {
        return Err(RateFileError::Layout);
    };
    let read = |line: &str| {
        let cells = cells(line);
        let cell = |at: usize| cells.get(at).map(|cell| cell.trim()).unwrap_or_default();
        let day = ["%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y/%m/%d"]
            .iter()
            .find_map(|format| NaiveDate::parse_from_str(cell(day), format).ok())
            .ok_or("day")?;
        Rate::read(cell(currency), day, cell(won))
    };
    // A blank line stands for nothing; places still count it.
    let mut found = RatesRead::default();
    for (position, line) in lines.enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match read(line) {
            Ok(rate) => found.rates.push(rate),
            Err(reason) => found.rejected.push(Rejected { place: position + 2, reason }),
        }
    }
    Ok(found)
}

/// The cells of a line; a comma or quote within quotes is part of the cell.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let (mut quoted, mut after_quote) = (false, false);
    for c in line.chars() {
        match c {
            '"' => {
                if !quoted && after_quote {
                    cells.iter_mut().last().into_iter().for_each(|cell| cell.push('"'));
                }
                after_quote = quoted;
                quoted = !quoted;
                continue;
            }
            ',' if !quoted => cells.push(String::new()),
            _ => cells.iter_mut().last().into_iter().for_each(|cell| cell.push(c)),
        }
        after_quote = false;
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(read: &RatesRead) -> Vec<String> {
        let line =
            |rate: &Rate| format!("{} {} {}", rate.day, rate.currency, rate.won.to_plain_string());
        read.rates.iter().map(line).collect()
    }

    #[test]
    fn the_banks_interface_says_no_day() {
        // Invented rates.
        let text = r#"[
            { "result": 1, "cur_unit": "USD", "deal_bas_r": "1,400.5" },
            { "result": 1, "cur_unit": "JPY(100)", "deal_bas_r": "912.34" },
            { "result": 1, "cur_unit": "EUR", "deal_bas_r": "-" },
            { "result": 1, "cur_unit": "KRW", "deal_bas_r": "0" }
        ]"#;
        let day = "2026-10-06".parse().ok();
        let read = read_rates(text, day).unwrap();
        assert_eq!(shown(&read), ["2026-10-06 USD 1400.5", "2026-10-06 JPY 9.1234"]);
        let rejected: Vec<_> = read.rejected.iter().map(|r| (r.place, r.reason)).collect();
        assert_eq!(rejected, [(3, "rate"), (4, "rate")]);
        assert_eq!(read_rates(text, None), Err(RateFileError::DayNeeded));
    }

    #[test]
    fn the_statistic_has_its_days() {
        let text = r#"{ "StatisticSearch": { "list_total_count": 2, "row": [
            { "STAT_CODE": "731Y001", "ITEM_CODE1": "0000001", "TIME": "20261006", "DATA_VALUE": "1400.5" },
            { "STAT_CODE": "731Y001", "ITEM_CODE1": "0000053", "TIME": "20261006", "DATA_VALUE": "200" }
        ] } }"#;
        let read = read_rates(text, None).unwrap();
        assert_eq!(shown(&read), ["2026-10-06 USD 1400.5"]);
        assert_eq!(read.rejected, [Rejected { place: 2, reason: "currency" }]);
    }

    #[test]
    fn a_table_is_read_by_its_headings() {
        let text = "\u{feff}통화,고시일,매매기준율\nUSD,2026-10-06,\"1,400.50\"\n\nusd,2026-10-07,1\nEUR,2026-02-30,1\nEUR,2026.10.07,1e3\n";
        let read = read_rates(text, None).unwrap();
        assert_eq!(shown(&read), ["2026-10-06 USD 1400.50"]);
        let rejected: Vec<_> = read.rejected.iter().map(|r| (r.place, r.reason)).collect();
        assert_eq!(rejected, [(4, "currency"), (5, "day"), (6, "rate")]);
        for no in ["", "a,b,c\n1,2,3", "{}", "[]", "[1", "날짜,통화\n2026-10-06,USD"] {
            assert_eq!(read_rates(no, None), Err(RateFileError::Layout), "{no}");
        }
    }
}
