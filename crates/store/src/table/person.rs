//! Tables `person` and `duty_rule`: who works with the vault, and whether one person may do everything.
//!
//! Append-only: each change is a further record, so that the tables are their own log of permissions
//! (개인정보의 안전성 확보조치 기준 제5조제3항). What holds is the last record of a name.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row as Line};
use singo_domain::people::{Person, Role};

use super::sealed::optional;
use super::{as_bound, from_json, from_time, to_json, widen};
use crate::door::{Read, Tx, to_text};
use crate::error::{Damage, ReadError, WriteError};
use crate::evidence::Sealed;

const TABLE: &str = "person";
pub(crate) const COLUMNS: &str =
    "name, display, title, roles, active, valid_from, valid_until, reason";
pub(crate) const RULE_COLUMNS: &str = "one_person, reason";

/// A person as of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Name, roles and time.
    pub person: Person,
    /// The name that papers show.
    pub display: String,
    /// Position in the firm.
    pub title: String,
    /// Why this was changed.
    pub reason: String,
    /// Since when this holds.
    pub at: DateTime<Utc>,
    /// Who changed it.
    pub actor: String,
}

/// Entries of the log of permissions that have long been replaced, by their acts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OldPermissions {
    /// The acts that wrote them, and nothing else.
    pub acts: Vec<u64>,
    /// How many entries.
    pub entries: u64,
    /// When the first and the last of them was made.
    pub span: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

/// The switch of a small firm as of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyRuleRow {
    /// Whether one person may draft, review and decide.
    pub one_person: bool,
    /// Why.
    pub reason: String,
    /// Since when.
    pub at: DateTime<Utc>,
    /// Who switched.
    pub actor: String,
}

fn read_person(line: &Line<'_>) -> Result<PersonRow, ReadError> {
    let day = |place| -> Result<_, ReadError> {
        let text: Option<String> = line.get(place)?;
        text.map(|text| text.parse().map_err(|_| Damage::Record { table: TABLE }.into()))
            .transpose()
    };
    let roles: BTreeSet<Role> = from_json(TABLE, &line.get::<_, String>(3)?)?;
    Ok(PersonRow {
        person: Person {
            name: line.get(0)?,
            roles,
            active: line.get(4)?,
            from: day(5)?,
            until: day(6)?,
        },
        display: line.get(1)?,
        title: line.get(2)?,
        reason: line.get(7)?,
        at: from_time(TABLE, &line.get::<_, String>(8)?)?,
        actor: line.get(9)?,
    })
}

impl Read<'_> {
    /// Everyone who has or had a place here, as of now, in the order in which they came.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or a record does not read.
    pub fn people(&self) -> Result<Vec<PersonRow>, ReadError> {
        self.person_rows(
            "WHERE id IN (SELECT max(id) FROM person GROUP BY name)
                          ORDER BY (SELECT min(id) FROM person f WHERE f.name = person.name)",
        )
    }

    /// One person as of now, or `None`.
    ///
    /// # Errors
    /// As for [`Read::people`].
    pub fn person(&self, name: &str) -> Result<Option<PersonRow>, ReadError> {
        Ok(self.people()?.into_iter().find(|row| row.person.name == name))
    }

    /// What held of a person when an act was written: its last record until then. Where that one was destroyed as long
    /// replaced, the first that is kept.
    ///
    /// # Errors
    /// As for [`Read::people`].
    pub fn person_as_of(&self, name: &str, act: u64) -> Result<Option<PersonRow>, ReadError> {
        let sql = format!(
            "SELECT {COLUMNS}, at, actor FROM person WHERE name = ?1
             ORDER BY act <= ?2 DESC, CASE WHEN act <= ?2 THEN -id ELSE id END LIMIT 1"
        );
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query((name, as_bound(act)))?;
        lines.next()?.map(read_person).transpose()
    }

    /// Every record about people, oldest first: the log of permissions.
    ///
    /// # Errors
    /// As for [`Read::people`].
    pub fn permission_log(&self) -> Result<Vec<PersonRow>, ReadError> {
        self.person_rows("ORDER BY id")
    }

    /// The entries that were replaced by a later one before a moment. What still holds of a name, of one that left as
    /// well, is no such entry: acts name people by it.
    ///
    /// # Errors
    /// As for [`Read::people`].
    pub fn old_permissions(&self, before: DateTime<Utc>) -> Result<OldPermissions, ReadError> {
        let sql = "SELECT act, at, coalesce(lead(at) OVER (PARTITION BY who ORDER BY id), '~') < ?1
             FROM (SELECT id, act, at, 'person' || name AS who FROM person
                   UNION ALL SELECT id, act, at, 'duties' FROM duty_rule) ORDER BY act";
        let mut line = self.connection.prepare_cached(sql)?;
        let mut lines = line.query([to_text(before)])?;
        let mut by_act: BTreeMap<i64, Vec<(DateTime<Utc>, bool)>> = BTreeMap::new();
        while let Some(line) = lines.next()? {
            let at = from_time(TABLE, &line.get::<_, String>(1)?)?;
            by_act.entry(line.get(0)?).or_default().push((at, line.get(2)?));
        }
        let mut old = OldPermissions::default();
        for (act, entries) in by_act {
            if !entries.iter().all(|(_, replaced)| *replaced) {
                continue;
            }
            let mut written = 0;
            for table in Sealed::ALL {
                self.each_record(table, act, |_| written += 1)?;
            }
            // What else an act wrote stays, and the act with it.
            if written != entries.len() {
                continue;
            }
            old.acts.push(act.unsigned_abs());
            old.entries += entries.len() as u64;
            for (at, _) in entries {
                widen(&mut old.span, at);
            }
        }
        Ok(old)
    }

    fn person_rows(&self, which: &str) -> Result<Vec<PersonRow>, ReadError> {
        let sql = format!("SELECT {COLUMNS}, at, actor FROM person {which}");
        let mut line = self.connection.prepare_cached(&sql)?;
        let mut lines = line.query([])?;
        let mut rows = Vec::new();
        while let Some(line) = lines.next()? {
            rows.push(read_person(line)?);
        }
        Ok(rows)
    }

    /// The switch of a small firm as it stands; `None` when it was never touched: duties are then separate.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or the record does not read.
    pub fn duty_rule(&self) -> Result<Option<DutyRuleRow>, ReadError> {
        let sql =
            format!("SELECT {RULE_COLUMNS}, at, actor FROM duty_rule ORDER BY id DESC LIMIT 1");
        let mut line = self.connection.prepare_cached(&sql)?;
        let found = line.query_row([], |line| {
            let at: String = line.get(2)?;
            Ok((line.get(0)?, line.get(1)?, at, line.get(3)?))
        });
        let rule = |(one_person, reason, at, actor): (bool, String, String, String)| {
            Ok(DutyRuleRow { one_person, reason, at: from_time("duty_rule", &at)?, actor })
        };
        found.optional()?.map(rule).transpose()
    }
}

impl Tx<'_> {
    /// Records what now holds of a person.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn put_person(
        &self,
        person: &Person,
        display: &str,
        title: &str,
        reason: &str,
    ) -> Result<(), WriteError> {
        let day = |day: Option<chrono::NaiveDate>| optional(day.map(|day| day.to_string()));
        let own = [
            person.name.clone().into(),
            display.to_owned().into(),
            title.to_owned().into(),
            to_json(&person.roles).into(),
            i64::from(person.active).into(),
            day(person.from),
            day(person.until),
            reason.to_owned().into(),
        ];
        self.append(Sealed::Person, &own).map(drop)
    }

    /// Destroys entries of the log of permissions, and what their acts say of them.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn destroy_permissions(
        &self,
        old: &OldPermissions,
        disposal: i64,
    ) -> Result<u64, WriteError> {
        let acts: Vec<i64> = old.acts.iter().map(|act| as_bound(*act)).collect();
        let list = acts.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        let going = format!("act IN ({list})");
        let mut records = 0;
        for table in [Sealed::Person, Sealed::DutyRule] {
            records += self.bury(table, &going, "NULL", disposal)?;
            self.erase(table.table(), &going)?;
        }
        self.bury_particulars(&acts, disposal)?;
        Ok(records)
    }

    /// Records whether one person may draft, review and decide, and why.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn put_duty_rule(&self, one_person: bool, reason: &str) -> Result<(), WriteError> {
        let own = [i64::from(one_person).into(), reason.to_owned().into()];
        self.append(Sealed::DutyRule, &own).map(drop)
    }
}
