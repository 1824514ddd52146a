//! Between domain values and the wire.

mod answers;
mod forms;
mod imports;
mod refusals;

pub use answers::{
    answer_from_wire, answer_to_wire, cells_from_wire, cells_to_wire, findings_to_wire,
};
pub use forms::{codes_to_wire, form_summary, form_view};
pub use imports::{findings_of, plan_from_wire, plan_to_wire};
pub use refusals::{not_found, unwritable, wrong};

use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use singo_domain::answer::Answer;
use singo_domain::definition::{Kind, Value, kst};

use crate::error::WireError;

/// The name that serde gives a unit variant.
pub fn name_of(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The unit variant that serde knows by this name.
pub fn named<T: DeserializeOwned>(what: &str, name: &str) -> Result<T, WireError> {
    serde_json::from_value(serde_json::Value::from(name)).map_err(|_| wrong(what, name))
}

/// A time in Korea, ISO 8601 with offset.
pub fn korean(at: DateTime<Utc>) -> String {
    at.with_timezone(&kst()).to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// Reads a time as users give it; Korean where no offset is written.
pub fn read_instant(text: &str) -> Result<DateTime<FixedOffset>, WireError> {
    match Kind::Datetime.read(&Answer::from(text)) {
        Ok(Value::Instant(instant)) => Ok(instant),
        _ => Err(wrong("time", text)),
    }
}

/// A count or an id on the wire; more than it can carry becomes the largest it can.
pub fn count(number: impl TryInto<u32>) -> u32 {
    number.try_into().unwrap_or(u32::MAX)
}
