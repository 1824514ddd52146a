//! Table `house_rule`: values that the firm sets beside the built-in ones, each from a day on. Append-only; of one
//! kind, subject and day the last record counts. Not here: what a value means.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::{from_json, from_time, to_json};
use crate::door::{Read, Tx};
use crate::error::{Damage, ReadError, WriteError};
use crate::evidence::Sealed;

const TABLE: &str = "house_rule";
pub(crate) const COLUMNS: &str = "kind, subject, effective_from, value, reason";

/// What the firm may set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HouseRuleKind {
    /// The day of the next month on which reports of a form are due.
    DeadlineDay,
    /// Thresholds of a pattern.
    Threshold,
}

impl HouseRuleKind {
    fn name(self) -> &'static str {
        match self {
            Self::DeadlineDay => "deadline_day",
            Self::Threshold => "threshold",
        }
    }
}

/// A value with the day from which it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseRule {
    /// The form, or the pattern.
    pub subject: String,
    /// The first day in Korea on which it holds.
    pub effective_from: NaiveDate,
    /// The value; null where the built-in one holds again from that day.
    pub value: Value,
    /// Why.
    pub reason: String,
    /// When it was set.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: String,
}

impl Read<'_> {
    /// The values of a kind that count, by subject and then by day.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or a record does not read.
    pub fn house_rules(&self, kind: HouseRuleKind) -> Result<Vec<HouseRule>, ReadError> {
        let mut line = self.connection.prepare_cached(
            "SELECT subject, effective_from, value, reason, at, actor FROM house_rule AS this
             WHERE kind = ?1 AND id = (SELECT max(id) FROM house_rule AS other
                 WHERE other.kind = this.kind AND other.subject = this.subject
                   AND other.effective_from = this.effective_from)
             ORDER BY subject, effective_from",
        )?;
        let mut lines = line.query([kind.name()])?;
        let mut rules = Vec::new();
        while let Some(line) = lines.next()? {
            let day: String = line.get(1)?;
            rules.push(HouseRule {
                subject: line.get(0)?,
                effective_from: day.parse().map_err(|_| Damage::Record { table: TABLE })?,
                value: from_json(TABLE, &line.get::<_, String>(2)?)?,
                reason: line.get(3)?,
                at: from_time(TABLE, &line.get::<_, String>(4)?)?,
                actor: line.get(5)?,
            });
        }
        Ok(rules)
    }
}

impl Tx<'_> {
    /// Sets a value from a day on; null for the built-in one.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn set_house_rule(
        &self,
        kind: HouseRuleKind,
        subject: &str,
        effective_from: NaiveDate,
        value: &Value,
        reason: &str,
    ) -> Result<(), WriteError> {
        let own = [
            kind.name().to_owned().into(),
            subject.to_owned().into(),
            effective_from.to_string().into(),
            to_json(value).into(),
            reason.to_owned().into(),
        ];
        self.append(Sealed::HouseRule, &own).map(drop)
    }
}
