//! Dates and times as exports write them, and the zone of those that name none.
//!
//! A spelling with one meaning is read. One with two (day and month, two digits of a year, no zone) is refused
//! with a reason: which it was cannot be known here.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime};
use singo_domain::answer::Answer;
use singo_domain::definition::{Kind, Value, kst};

use super::cells::Reason;

/// Years before this one are years of two digits.
const FIRST_YEAR: i32 = 1900;

/// The zone of times that name none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Korea, nine hours ahead.
    Kst,
    /// Universal time.
    Utc,
}

/// Reads a day: `YYYY-MM-DD`.
pub fn day(text: &str) -> Result<String, Reason> {
    refuse_serial(text)?;
    if Kind::Date.read(&Answer::from(text)).is_ok() {
        return Ok(text.to_owned());
    }
    // A time of midnight behind a day says nothing more.
    let plain = spelled(text);
    let plain = plain
        .strip_suffix("00:00:00")
        .map_or(plain.as_str(), |day| day.trim_end_matches(['T', ' ']));
    let day = NaiveDate::parse_from_str(plain, "%Y-%m-%d").ok();
    day.filter(|day| day.year() >= FIRST_YEAR)
        .map(|day| day.to_string())
        .ok_or_else(|| unclear(text))
}

/// Reads a moment and gives it in Korean time: `YYYY-MM-DDThh:mm:ss`.
pub fn moment(text: &str, zone: Option<Zone>) -> Result<String, Reason> {
    refuse_serial(text)?;
    if let Some(at) = epoch(text) {
        return Ok(korean(at));
    }
    let (bare, named) = zone_of(text);
    if let Ok(at) = DateTime::parse_from_rfc3339(&bare.replacen(' ', "T", 1)) {
        return Ok(korean(at));
    }
    let naive = naive(bare).filter(|at| at.year() >= FIRST_YEAR).ok_or_else(|| unclear(text))?;
    match named.or(zone).ok_or("zone_unknown")? {
        Zone::Kst => Ok(naive.format("%Y-%m-%dT%H:%M:%S").to_string()),
        Zone::Utc => Ok((naive + Duration::hours(9)).format("%Y-%m-%dT%H:%M:%S").to_string()),
    }
}

/// 20,000 to 80,000 are the serial numbers of 1954 to 2119 in a spreadsheet; no date is written so.
fn refuse_serial(text: &str) -> Result<(), Reason> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_serial = digits(whole)
        && digits(fraction)
        && whole.parse::<u32>().is_ok_and(|days| (20_000..80_000).contains(&days));
    if is_serial { Err("serial_date") } else { Ok(()) }
}

/// Seconds or milliseconds since 1970, as programs write them: ten or thirteen digits, always universal time.
fn epoch(text: &str) -> Option<DateTime<chrono::Utc>> {
    let number =
        text.parse::<i64>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))?;
    match text.len() {
        10 => DateTime::from_timestamp(number, 0),
        13 => DateTime::from_timestamp_millis(number),
        _ => None,
    }
}

/// A zone written behind the time in letters.
fn zone_of(text: &str) -> (&str, Option<Zone>) {
    let found = [("KST", Zone::Kst), ("UTC", Zone::Utc), ("GMT", Zone::Utc)]
        .into_iter()
        .find_map(|(name, zone)| Some((text.strip_suffix(name)?.trim_end(), zone)));
    found.map_or((text, None), |(bare, zone)| (bare, Some(zone)))
}

fn naive(text: &str) -> Option<NaiveDateTime> {
    if let Ok(Value::Instant(at)) = Kind::Datetime.read(&Answer::from(text)) {
        return Some(at.with_timezone(&kst()).naive_local());
    }
    if text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%S").ok();
    }
    let plain = spelled(&text.replacen('T', " ", 1));
    let (plain, noon) = half_day(&plain);
    let plain = plain.split_once('.').map_or(plain.as_str(), |(whole, _)| whole);
    let at = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(plain, format).ok());
    let at = at.or_else(|| {
        let day = NaiveDate::parse_from_str(plain, "%Y-%m-%d").ok()?;
        day.and_hms_opt(0, 0, 0)
    })?;
    noon.map_or(Some(at), |noon| {
        use chrono::Timelike;
        let hour = at.hour();
        let hour = (1..=12).contains(&hour).then_some(hour % 12 + if noon { 12 } else { 0 })?;
        at.with_hour(hour)
    })
}

/// Takes 오전, 오후, AM, PM out of a time; `true` for the half after noon.
fn half_day(text: &str) -> (String, Option<bool>) {
    let marks = [
        ("\u{c624}\u{c804}", false),
        ("\u{c624}\u{d6c4}", true),
        ("AM", false),
        ("PM", true),
        ("am", false),
        ("pm", true),
    ];
    match marks.iter().find(|(mark, _)| text.contains(mark)) {
        None => (text.to_owned(), None),
        Some((mark, after_noon)) => {
            let rest = text.replacen(mark, " ", 1);
            (rest.split_whitespace().collect::<Vec<_>>().join(" "), Some(*after_noon))
        }
    }
}

/// `2026. 9. 1.`, `2026/9/1` and `2026년 9월 1일 10시 12분` with hyphens and colons.
fn spelled(text: &str) -> String {
    // The signs of year, month, day, hour, minute and second.
    let korean = text
        .replace(['\u{b144}', '\u{c6d4}'], "-")
        .replace('\u{c77c}', " ")
        .replace(['\u{c2dc}', '\u{bd84}'], ":")
        .replace('\u{cd08}', " ");
    let mut parts = korean.trim().trim_end_matches(':').splitn(2, char::is_whitespace);
    let first = parts.next().unwrap_or_default();
    let rest = parts.next().unwrap_or_default().trim();
    // `2026. 9. 1. 10:12`: the day itself holds spaces.
    if first.ends_with(['.', '-']) && first.matches(['.', '-']).count() < 3 && !first.contains(':')
    {
        let squeezed: String = korean.replacen(". ", ".", 2).replacen("- ", "-", 2);
        if squeezed != korean {
            return spelled(&squeezed);
        }
    }
    let day = first.replace(['.', '/'], "-");
    let rest = rest.replace(": ", ":");
    let rest = rest.trim().trim_end_matches(':');
    let day = day.trim_end_matches('-');
    if rest.is_empty() { day.to_owned() } else { format!("{day} {rest}") }
}

/// Why a text is no date: what can be read in two ways is told apart from what cannot be read.
fn unclear(text: &str) -> Reason {
    let day = text.split([' ', 'T']).next().unwrap_or_default().trim_end_matches('.');
    let parts: Vec<&str> = day.split(['/', '-', '.']).collect();
    let digits = |part: &&str| {
        !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit())
    };
    match parts.as_slice() {
        [a, b, year] if digits(a) && digits(b) && year.len() == 4 => "ambiguous_date",
        [a, b, c] if digits(a) && digits(b) && digits(c) => "two_digit_year",
        _ => "wrong_format",
    }
}

fn korean<Z: chrono::TimeZone>(at: DateTime<Z>) -> String {
    at.with_timezone(&kst()).format("%Y-%m-%dT%H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_moment_has_many_spellings() {
        for text in [
            "2026-11-03 21:05:07",
            "2026-11-03T21:05:07.123",
            "2026.11.03 21:05:07",
            "2026/11/3 21:05:07",
            "2026. 11. 3. 21:05:07",
            "2026. 11. 3. 오후 9:05:07",
            "2026-11-03 9:05:07 PM",
            "2026년 11월 3일 21시 05분 07초",
            "20261103210507",
            "2026-11-03T12:05:07Z",
            "2026-11-03 21:05:07+09:00",
            "2026-11-03 12:05:07 UTC",
            "1793707507",
            "1793707507000",
        ] {
            assert_eq!(
                moment(text, Some(Zone::Kst)).as_deref(),
                Ok("2026-11-03T21:05:07"),
                "{text}"
            );
        }
        assert_eq!(
            moment("2026-11-03 12:05", Some(Zone::Utc)).as_deref(),
            Ok("2026-11-03T21:05:00")
        );
        assert_eq!(moment("2026-11-03 12:05", None), Err("zone_unknown"));
        assert_eq!(moment("2026-11-03T12:05:07Z", None).as_deref(), Ok("2026-11-03T21:05:07"));
    }

    #[test]
    fn what_has_two_meanings_is_refused() {
        for (text, reason) in [
            ("46329.87", "serial_date"),
            ("46329", "serial_date"),
            ("11/03/2026 09:05", "ambiguous_date"),
            ("26-11-03 09:05", "two_digit_year"),
            ("어제", "wrong_format"),
            ("2026-13-03 09:05", "wrong_format"),
            ("2026-11-03 13:05 PM", "wrong_format"),
        ] {
            assert_eq!(moment(text, Some(Zone::Kst)), Err(reason), "{text}");
        }
        assert_eq!(day("2026. 11. 3.").as_deref(), Ok("2026-11-03"));
        assert_eq!(day("2026-11-03 00:00:00").as_deref(), Ok("2026-11-03"));
        assert_eq!(day("2026-11-03 10:00:00"), Err("wrong_format"), "a time is not dropped");
        assert_eq!(day("46329"), Err("serial_date"));
    }
}
