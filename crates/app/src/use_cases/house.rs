//! What the firm sets itself beside the built-in data: the day of the month on which reports are due, and the
//! thresholds of patterns. Each holds from a day on, with a reason, under seal; the built-in data stay as they are.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};
use singo_domain::definition::{FormHead, Period};
use singo_domain::ledger::{Pattern, PatternKind, Patterns};
use singo_store::{HouseRuleKind, NewAct, Read};

use super::lifecycle::stated;
use crate::App;
use crate::convert::{korean, not_found, wrong};
use crate::error::WireError;
use crate::wire::{
    DeadlineChoices, DeadlineDayView, DeadlineDaysRequest, ListThresholdsRequest,
    SetDeadlineDayRequest, SetThresholdRequest, ThresholdList, ThresholdView,
};

/// The days on which reports of a form may be due, and which holds when.
pub fn deadline_choices(
    app: &App,
    request: DeadlineDaysRequest,
) -> Result<DeadlineChoices, WireError> {
    let head = &app.in_force(&request.form, None)?.form;
    app.with_session(|session| session.vault.read(|read| choices(app, read, head)))
}

/// Chooses another day from a day on.
pub fn deadline_set_day(
    app: &App,
    request: SetDeadlineDayRequest,
) -> Result<DeadlineChoices, WireError> {
    let now = (app.host.now)();
    let head = &app.in_force(&request.form, None)?.form;
    let day = request.day;
    let standard = matches!(head.deadline.period, Period::DayOfNextMonth(of) if of == day);
    if !standard && !head.deadline.other_days.contains(&day) {
        return Err(wrong("day", &day.to_string()));
    }
    let from = read_day(&request.effective_from)?;
    let reason = stated("reason", &request.reason)?;
    let value = if standard { Value::Null } else { json!(day) };
    app.with_session(|session| {
        session.write(now, |tx| {
            tx.set_house_rule(HouseRuleKind::DeadlineDay, &head.id, from, &value, reason)?;
            let payload = json!({ "form": head.id, "day": day, "from": from.to_string() });
            Ok(((), NewAct::new("deadline.day_set", format!("form/{}", head.id), payload)))
        })?;
        session.vault.read(|read| choices(app, read, head))
    })
}

/// The period of a form as it holds for a day: the form's, or the day that the firm has chosen.
///
/// # Errors
/// When the vault cannot be read.
pub fn period_of(read: &Read<'_>, head: &FormHead, from: NaiveDate) -> Result<Period, WireError> {
    let rules = read.house_rules(HouseRuleKind::DeadlineDay)?.into_iter();
    let mut own = rules.filter(|rule| rule.subject == head.id && rule.effective_from <= from);
    let last = own.next_back();
    let day = last.and_then(|rule| rule.value.as_u64()).and_then(|day| u32::try_from(day).ok());
    Ok(match (head.deadline.period, day) {
        (Period::DayOfNextMonth(_), Some(day)) if head.deadline.other_days.contains(&day) => {
            Period::DayOfNextMonth(day)
        }
        (period, _) => period,
    })
}

fn choices(app: &App, read: &Read<'_>, head: &FormHead) -> Result<DeadlineChoices, WireError> {
    let day_of = |period| match period {
        Period::DayOfNextMonth(day) => Some(day),
        Period::BusinessDays(_) => None,
    };
    let standard = day_of(head.deadline.period);
    let rules = read.house_rules(HouseRuleKind::DeadlineDay)?.into_iter();
    let set = rules.filter(|rule| rule.subject == head.id).map(|rule| DeadlineDayView {
        effective_from: rule.effective_from.to_string(),
        day: rule.value.as_u64().and_then(|day| u32::try_from(day).ok()).or(standard),
        reason: rule.reason,
        actor: rule.actor,
        at: korean(rule.at),
    });
    Ok(DeadlineChoices {
        form: head.id.clone(),
        standard,
        current: day_of(period_of(read, head, app.host.today())?),
        days: standard.into_iter().chain(head.deadline.other_days.iter().copied()).collect(),
        set: set.collect(),
        cite: head.deadline.cite.clone(),
    })
}

/// The patterns with the thresholds that the firm has set.
///
/// # Errors
/// When the vault cannot be read.
pub fn patterns(app: &App, read: &Read<'_>) -> Result<Patterns, WireError> {
    let built_in = &app.assets.patterns;
    let mut own = Vec::new();
    for rule in read.house_rules(HouseRuleKind::Threshold)? {
        // Before the first day of a pattern there is nothing to change.
        let Some(of) = built_in.on(&rule.subject, rule.effective_from) else { continue };
        let kind = if rule.value.is_null() {
            Some(of.kind.clone())
        } else {
            changed(&of.kind, rule.value.as_object()).ok()
        };
        // What a later version of the program wrote and this one does not read leaves the built-in one.
        let Some(kind) = kind else { continue };
        own.push(Pattern {
            kind,
            effective_from: rule.effective_from,
            provisional: rule.value.is_null() && of.provisional,
            own: !rule.value.is_null(),
            cite: if rule.value.is_null() { of.cite.clone() } else { String::new() },
            id: rule.subject,
        });
    }
    Ok(built_in.with(own))
}

/// Every threshold with its day, the built-in ones and the firm's, and which of them hold on the day asked for.
pub fn threshold_list(
    app: &App,
    request: ListThresholdsRequest,
) -> Result<ThresholdList, WireError> {
    let on = match request.on {
        Some(day) => day.trim().parse().map_err(|_| wrong("on", &day))?,
        None => app.host.today(),
    };
    app.with_session(|session| {
        session.vault.read(|read| {
            let rules = read.house_rules(HouseRuleKind::Threshold)?;
            let patterns = patterns(app, read)?;
            let view = |pattern: &Pattern| {
                let rule = rules.iter().find(|rule| {
                    rule.subject == pattern.id && rule.effective_from == pattern.effective_from
                });
                let built_in = app.assets.patterns.on(&pattern.id, pattern.effective_from);
                ThresholdView {
                    pattern: pattern.id.clone(),
                    effective_from: pattern.effective_from.to_string(),
                    values: values(&pattern.kind),
                    built_in: built_in.map(|of| values(&of.kind)).unwrap_or_default(),
                    in_force: patterns.on(&pattern.id, on) == Some(pattern),
                    own: pattern.own,
                    provisional: pattern.provisional,
                    cite: pattern.cite.clone(),
                    reason: rule.map(|rule| rule.reason.clone()),
                    actor: rule.map(|rule| rule.actor.clone()),
                }
            };
            Ok(ThresholdList { thresholds: patterns.all().iter().map(view).collect() })
        })
    })
}

/// Sets the numbers of a pattern from a day on; none of them brings the built-in ones back.
pub fn threshold_set(app: &App, request: SetThresholdRequest) -> Result<ThresholdList, WireError> {
    let now = (app.host.now)();
    let from = read_day(&request.effective_from)?;
    let reason = stated("reason", &request.reason)?;
    let of = app.assets.patterns.on(&request.pattern, from);
    let of = of.ok_or_else(|| not_found(&request.pattern))?;
    let built_in = values(&of.kind);
    let mut value = serde_json::Map::new();
    for (name, text) in &request.values {
        let (told, written) = if name == COUNTRIES {
            let codes = countries(app, text)?;
            (json!(codes), codes.join(", "))
        } else {
            let number = text.trim().parse::<u32>().map_err(|_| wrong(name, text))?;
            (json!(number), number.to_string())
        };
        if built_in.get(name) != Some(&written) {
            value.insert(name.clone(), told);
        }
    }
    let value = if value.is_empty() {
        Value::Null
    } else {
        changed(&of.kind, Some(&value)).map_err(|name| wrong("values", &name))?;
        Value::Object(value)
    };
    app.with_session(|session| {
        session.write(now, |tx| {
            let kind = HouseRuleKind::Threshold;
            tx.set_house_rule(kind, &request.pattern, from, &value, reason)?;
            let payload =
                json!({ "pattern": request.pattern, "from": from.to_string(), "value": value });
            Ok(((), NewAct::new("threshold.set", format!("pattern/{}", request.pattern), payload)))
        })
    })?;
    threshold_list(app, ListThresholdsRequest { on: None })
}

/// The value of a pattern that is a list of countries.
const COUNTRIES: &str = "countries";

/// Codes of countries as they are typed, each known and named once.
fn countries(app: &App, text: &str) -> Result<Vec<String>, WireError> {
    let all = app.assets.catalogue.all().iter();
    let known = all.filter_map(|definition| definition.codes.get("country")).next_back();
    let known = known.ok_or_else(|| not_found("country"))?;
    let mut found = Vec::new();
    for word in text.split([',', ' ', '\n']).filter(|word| !word.is_empty()) {
        let code = word.to_uppercase();
        if !known.codes.iter().any(|one| one.value == code) {
            return Err(wrong(COUNTRIES, word));
        }
        found.push(code);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// A pattern's values by name: whole dollars for amounts, codes of countries behind each other.
fn values(kind: &PatternKind) -> BTreeMap<String, String> {
    let numbers = serde_json::to_value(kind).unwrap_or_default();
    let numbers = numbers.as_object().into_iter().flatten();
    numbers
        .filter_map(|(name, value)| {
            if let Some(list) = value.as_array() {
                let codes: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
                return Some((name.clone(), codes.join(", ")));
            }
            let number = value.as_u64()?;
            Some(match name.strip_suffix("_cents") {
                Some(amount) => (format!("{amount}_usd"), (number / 100).to_string()),
                None => (name.clone(), number.to_string()),
            })
        })
        .collect()
}

/// The kind with some of its values changed; what it does not have, or nought, is refused by name.
fn changed(
    kind: &PatternKind,
    values: Option<&serde_json::Map<String, Value>>,
) -> Result<PatternKind, String> {
    let mut numbers = serde_json::to_value(kind).map_err(|error| error.to_string())?;
    let known = numbers.as_object_mut().ok_or_else(String::new)?;
    for (name, value) in values.into_iter().flatten() {
        if value.is_array() {
            let slot = known.get_mut(name).filter(|slot| slot.is_array());
            *slot.ok_or_else(|| name.clone())? = value.clone();
            continue;
        }
        let number = value.as_u64().filter(|number| *number > 0).ok_or_else(|| name.clone())?;
        let (place, number) = match name.strip_suffix("_usd") {
            Some(amount) => (format!("{amount}_cents"), number.saturating_mul(100)),
            None => (name.clone(), number),
        };
        let slot =
            known.get_mut(&place).filter(|slot| slot.is_u64()).ok_or_else(|| name.clone())?;
        *slot = json!(number);
    }
    serde_json::from_value(numbers).map_err(|error| error.to_string())
}

fn read_day(text: &str) -> Result<NaiveDate, WireError> {
    text.trim().parse().map_err(|_| wrong("effective_from", text))
}
