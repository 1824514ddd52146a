//! Patterns over days: what one party does within a window of days in Korea, among the rows of this filing.
//!
//! Rows of other filings are not seen here: a pattern that is found is there, one that is not found may still
//! be spread over filings. Each check sorts its rows by day and lets a window slide over them, so that the
//! work stays linear in the rows but for the sorting. A pattern is reported on the row that completes it.

use std::collections::{BTreeMap, HashMap};

use bigdecimal::BigDecimal;
use chrono::{NaiveDate, TimeDelta};

use super::super::sight::{Hit, Moment, Whole};
use super::super::spec::{Check, Fields, ParamKind, ParamSpec, Run, Words, needed, optional};
use super::super::words::{grouped, said};
use crate::answer::{Answer, Row};
use crate::path::FieldId;

/// Placeholders: rows, sum and different values in the window, its first and last day.
const SAYS: &[&str] = &["count", "sum", "distinct", "from", "to"];

const fn window(
    name: &'static str,
    params: &'static [ParamSpec],
    run: fn(&Whole<'_>) -> Vec<Hit>,
) -> Check {
    Check { name, fields: Fields::Columns, params, says: SAYS, run: Run::Whole(run) }
}

/// Columns: moment, party, amount. Within `days` days the party's amounts add up to more than `limit`; with
/// `each_below`, to `limit` or more, though each of them is below it.
pub(super) const WINDOW_SUM: Check = window(
    "window_sum",
    &[
        needed("days", ParamKind::Number),
        needed("limit", ParamKind::Decimal),
        optional("each_below", ParamKind::Flag),
    ],
    |whole| {
        let Some(limit) = whole.sight.decimal("limit") else { return Vec::new() };
        let split = whole.sight.flag("each_below");
        let kept = |item: &Item<'_>| !split || item.amount < limit;
        slide(whole, kept, |tally| {
            if split { tally.count > 1 && tally.sum >= limit } else { tally.sum > limit }
        })
    },
);

/// Columns: moment, party, amount. Within `days` days at least `least` of the party's amounts lie between
/// `min` and `max`, both included.
pub(super) const NEAR_LIMIT: Check = window(
    "near_limit",
    &[
        needed("days", ParamKind::Number),
        needed("least", ParamKind::Number),
        needed("min", ParamKind::Decimal),
        needed("max", ParamKind::Decimal),
    ],
    |whole| {
        let (Some(min), Some(max)) = (whole.sight.decimal("min"), whole.sight.decimal("max"))
        else {
            return Vec::new();
        };
        let least = whole.sight.count("least").unwrap_or(usize::MAX);
        let kept = |item: &Item<'_>| item.amount >= min && item.amount <= max;
        slide(whole, kept, |tally| tally.count >= least)
    },
);

/// Columns: moment, party, other. Within `days` days the party meets at least `least` different others.
pub(super) const MANY_IN_WINDOW: Check = window(
    "many_in_window",
    &[needed("days", ParamKind::Number), needed("least", ParamKind::Number)],
    |whole| {
        let least = whole.sight.count("least").unwrap_or(usize::MAX);
        slide(whole, |_| true, |tally| tally.others.len() >= least)
    },
);

/// Columns: moment, party, value, moment of the money coming in, amount of that money. Within `days` days it
/// happens at least `least` times that the party passes on, within `minutes`, at least `percent` of what
/// came in.
pub(super) const QUICK_PASSAGE: Check = window(
    "quick_passage",
    &[
        needed("days", ParamKind::Number),
        needed("least", ParamKind::Number),
        needed("minutes", ParamKind::Number),
        needed("percent", ParamKind::Number),
    ],
    |whole| {
        let least = whole.sight.count("least").unwrap_or(usize::MAX);
        slide(whole, |item| passed_on(whole, item).unwrap_or(false), |tally| tally.count >= least)
    },
);

/// As [`QUICK_PASSAGE`], where the rows of this report alone do not show it: the vault, which knows of every report and
/// import, found `pattern` on one of the party's rows. Said on the last such row.
pub(super) const PASSAGE_BEYOND: Check = window(
    "passage_beyond",
    &[
        needed("days", ParamKind::Number),
        needed("least", ParamKind::Number),
        needed("minutes", ParamKind::Number),
        needed("percent", ParamKind::Number),
        needed("pattern", ParamKind::Text),
    ],
    |whole| {
        let (Some(known), Some(pattern)) = (whole.sight.known(), whole.sight.text("pattern"))
        else {
            return Vec::new();
        };
        let least = whole.sight.count("least").unwrap_or(usize::MAX);
        let days = whole.sight.number("days").unwrap_or_default();
        let kept = |item: &Item<'_>| passed_on(whole, item).unwrap_or(false);
        let mut hits = Vec::new();
        for items in parties(whole, kept).values() {
            if !completions(items, days, |tally| tally.count >= least).is_empty() {
                continue;
            }
            let found = |item: &&Item<'_>| {
                known.patterns.get(&item.row.id).is_some_and(|found| found.contains(pattern))
            };
            let Some(last) = items.iter().rfind(found) else { continue };
            let mut tally = Tally::default();
            items.iter().for_each(|item| tally.enter(item));
            let first = items.first().map_or(last.day, |first| first.day);
            hits.push((Some(last.position), tally.words(first, last.day)));
        }
        hits.sort_by_key(|(position, _)| *position);
        hits
    },
);

fn passed_on(whole: &Whole<'_>, item: &Item<'_>) -> Option<bool> {
    let sight = &whole.sight;
    let [moment, _, _, funded_at, funded] = sight.rule.listed() else { return None };
    let out = sight.moment(moment, Some(item.row))?;
    let (Moment::Instant(out), Moment::Instant(funded_at)) =
        (out, sight.moment(funded_at, Some(item.row))?)
    else {
        return None;
    };
    let most = TimeDelta::try_minutes(sight.number("minutes")?)?;
    let soon = (TimeDelta::zero()..=most).contains(&(out - funded_at));
    let share = sight.amount(funded, Some(item.row))? * BigDecimal::from(sight.number("percent")?);
    Some(soon && &item.amount * BigDecimal::from(100) >= share)
}

/// A row with what the checks ask of it.
struct Item<'a> {
    position: usize,
    row: &'a Row,
    day: NaiveDate,
    /// The third column, where it is a number; otherwise 0.
    amount: BigDecimal,
    /// The third column as text.
    other: String,
}

/// What lies in the window.
#[derive(Default)]
struct Tally {
    count: usize,
    sum: BigDecimal,
    others: HashMap<String, usize>,
}

impl Tally {
    fn enter(&mut self, item: &Item<'_>) {
        self.count += 1;
        self.sum += &item.amount;
        *self.others.entry(item.other.clone()).or_default() += 1;
    }

    fn leave(&mut self, item: &Item<'_>) {
        self.count -= 1;
        self.sum -= &item.amount;
        if let Some(times) = self.others.get_mut(&item.other) {
            *times -= 1;
            if *times == 0 {
                self.others.remove(&item.other);
            }
        }
    }

    fn words(&self, from: NaiveDate, to: NaiveDate) -> Words {
        said([
            ("count", self.count.to_string()),
            ("sum", grouped(&self.sum)),
            ("distinct", self.others.len().to_string()),
            ("from", from.to_string()),
            ("to", to.to_string()),
        ])
    }
}

/// The rows where the pattern becomes complete, in the order of the table.
fn slide(
    whole: &Whole<'_>,
    kept: impl Fn(&Item<'_>) -> bool,
    complete: impl Fn(&Tally) -> bool,
) -> Vec<Hit> {
    let days = whole.sight.number("days").unwrap_or_default();
    let mut hits = Vec::new();
    for items in parties(whole, kept).values() {
        hits.extend(completions(items, days, &complete));
    }
    hits.sort_by_key(|(position, _)| *position);
    hits
}

/// The rows of one party where the pattern becomes complete, in the order of days.
fn completions(items: &[Item<'_>], days: i64, complete: impl Fn(&Tally) -> bool) -> Vec<Hit> {
    let (mut hits, mut tally, mut start) = (Vec::new(), Tally::default(), 0);
    for item in items {
        while (item.day - items[start].day).num_days() >= days.max(1) {
            tally.leave(&items[start]);
            start += 1;
        }
        let before = complete(&tally);
        tally.enter(item);
        if !before && complete(&tally) {
            hits.push((Some(item.position), tally.words(items[start].day, item.day)));
        }
    }
    hits
}

/// The rows of each party that are kept, by day and then by their place in the table.
fn parties<'a>(
    whole: &Whole<'a>,
    kept: impl Fn(&Item<'_>) -> bool,
) -> BTreeMap<String, Vec<Item<'a>>> {
    let [moment, party, third, ..] = whole.sight.rule.listed() else { return BTreeMap::new() };
    let view = whole.sight.view;
    let text = |column: &FieldId, row: &'a Row| -> Option<String> {
        let answer = view.answer(column, Some(row)).map(Answer::to_text)?;
        let plain: String = answer.split_whitespace().flat_map(str::chars).collect();
        Some(plain.to_lowercase()).filter(|text| !text.is_empty())
    };
    let mut parties: BTreeMap<String, Vec<Item<'a>>> = BTreeMap::new();
    for (position, row) in whole.rows() {
        let (Some(at), Some(party), Some(other)) =
            (whole.sight.moment(moment, Some(row)), text(party, row), text(third, row))
        else {
            continue;
        };
        let amount = whole.sight.amount(third, Some(row)).unwrap_or_default();
        let item = Item { position, row, day: at.day(), amount, other };
        if kept(&item) {
            parties.entry(party).or_default().push(item);
        }
    }
    for items in parties.values_mut() {
        items.sort_by_key(|item| (item.day, item.position));
    }
    parties
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;
    use crate::rules::Known;

    const FORM: &str = r#"
        [[section]]
        table = "t"
        field = [
            { path = "t[].at", kind = "datetime" }, { path = "t[].who", kind = "text" },
            { path = "t[].usd", kind = "decimal" }, { path = "t[].to", kind = "address" },
            { path = "t[].in_at", kind = "datetime" }, { path = "t[].in_usd", kind = "decimal" },
        ]
    "#;

    fn bench(check: &str, third: &str, params: &str) -> Bench {
        let rule = format!(
            "phase = 'case'\ncheck = '{check}'\nfields = ['t[].at', 't[].who', {third}]\nparams = {params}"
        );
        Bench::new(FORM, &rule)
    }

    fn rows(rows: &[(&str, &str, &str)]) -> String {
        let rows: Vec<String> = rows
            .iter()
            .map(|(at, who, usd)| format!("{{ at = '{at}', who = '{who}', usd = '{usd}' }}"))
            .collect();
        format!("t = [{}]", rows.join(", "))
    }

    #[test]
    fn amounts_split_within_a_day_are_found() {
        let bench =
            bench("window_sum", "'t[].usd'", "{ days = 1, limit = '10000', each_below = true }");
        // 15:00 UTC is midnight in Seoul: the second is of the same day as the first.
        let split = [("2026-10-01T09:00", "a", "6000"), ("2026-10-01T14:59:00Z", "A ", "4000")];
        assert_eq!(bench.paths(&rows(&split)), ["t[r2].at"]);
        assert_eq!(bench.says(&rows(&split), "sum"), "10,000");
        let clear = [
            [("2026-10-01T09:00", "a", "6000"), ("2026-10-01T15:00:00Z", "a", "4000")],
            [("2026-10-01T09:00", "a", "6000"), ("2026-10-01T10:00", "b", "4000")],
            [("2026-10-01T09:00", "a", "6000"), ("2026-10-01T10:00", "a", "3999.99")],
            // One that is large by itself hides nothing.
            [("2026-10-01T09:00", "a", "10000"), ("2026-10-01T10:00", "a", "9000")],
        ];
        for case in clear {
            assert!(!bench.fires(&rows(&case)), "{case:?}");
        }
    }

    #[test]
    fn a_sum_is_that_of_the_window() {
        let bench = bench("window_sum", "'t[].usd'", "{ days = 7, limit = '10000' }");
        let seven = [("2026-10-07T00:00", "a", "4000"), ("2026-10-01T23:59", "a", "6000.01")];
        assert_eq!(bench.paths(&rows(&seven)), ["t[r1].at"], "the later day, wherever it stands");
        assert_eq!(bench.says(&rows(&seven), "from"), "2026-10-01");
        let eight = [("2026-10-08T00:00", "a", "4000"), ("2026-10-01T23:59", "a", "6000.01")];
        assert!(!bench.fires(&rows(&eight)));
        assert!(!bench.fires(&rows(&[("2026-10-01T00:00", "a", "10000")])), "not more than it");
        let again = [
            ("2026-10-01T00:00", "a", "10001"),
            ("2026-10-02T00:00", "a", "1"),
            ("2026-11-01T00:00", "a", "10001"),
        ];
        assert_eq!(bench.paths(&rows(&again)), ["t[r1].at", "t[r3].at"], "once for each time");
    }

    #[test]
    fn repeated_amounts_just_below_a_limit_are_found() {
        let params = "{ days = 7, least = 3, min = '8000', max = '9990' }";
        let bench = bench("near_limit", "'t[].usd'", params);
        let near = |third: &'static str| {
            rows(&[
                ("2026-10-01T00:00", "a", "8000"),
                ("2026-10-03T00:00", "a", "9990"),
                ("2026-10-07T00:00", "a", third),
            ])
        };
        assert_eq!(bench.paths(&near("9000")), ["t[r3].at"]);
        assert!(!bench.fires(&near("9990.01")) && !bench.fires(&near("7999.99")));
    }

    #[test]
    fn many_others_are_counted_once_each() {
        let bench = bench("many_in_window", "'t[].to'", "{ days = 7, least = 3 }");
        let to = |names: [&str; 4]| {
            let row = |name| format!("{{ at = '2026-10-01T00:00', who = 'a', to = '{name}' }}");
            format!("t = [{}]", names.map(row).join(", "))
        };
        assert_eq!(bench.paths(&to(["x", "y", "x", "z"])), ["t[r4].at"]);
        assert!(!bench.fires(&to(["x", "y", "x", "y"])));
    }

    #[test]
    fn money_that_only_passes_through_is_found() {
        let params = "{ days = 30, least = 2, minutes = 60, percent = 90 }";
        let bench = bench("quick_passage", "'t[].usd', 't[].in_at', 't[].in_usd'", params);
        let row = |at: &str, usd: &str| {
            format!(
                "{{ at = '{at}', who = 'a', usd = '{usd}', in_at = '2026-10-01T09:00', in_usd = '100' }}"
            )
        };
        let both = |second: String| format!("t = [{}, {second}]", row("2026-10-01T09:30", "99"));
        assert_eq!(bench.paths(&both(row("2026-10-01T10:00", "90"))), ["t[r2].at"]);
        assert!(!bench.fires(&both(row("2026-10-01T10:00:01", "90"))), "a second too late");
        assert!(!bench.fires(&both(row("2026-10-01T10:00", "89.99"))), "less than nine tenths");
        assert!(!bench.fires(&both(row("2026-10-01T08:59:59", "95"))), "before the money came");
    }

    #[test]
    fn what_the_vault_alone_shows_to_pass_through_is_found() {
        let params = "{ days = 30, least = 2, minutes = 60, percent = 90, pattern = 'R6' }";
        let bench = || bench("passage_beyond", "'t[].usd', 't[].in_at', 't[].in_usd'", params);
        let row = |at: &str, usd: &str| {
            format!(
                "{{ at = '{at}', who = 'a', usd = '{usd}', in_at = '2026-10-01T09:00', in_usd = '100' }}"
            )
        };
        let one =
            format!("t = [{}, {}]", row("2026-10-01T09:30", "99"), row("2026-10-02T09:30", "9"));
        let two =
            format!("t = [{}, {}]", row("2026-10-01T09:30", "99"), row("2026-10-01T09:40", "99"));
        let known = |rows: &[&str]| {
            let of = |row: &&str| (row.parse().unwrap(), ["R6".to_owned()].into());
            let patterns = rows.iter().map(of).collect();
            bench().knowing(Known { patterns, ..Known::default() })
        };
        assert_eq!(known(&["r1"]).paths(&one), ["t[r1].at"]);
        assert_eq!(known(&["r1"]).says(&one, "count"), "1");
        assert!(!known(&[]).fires(&one), "the vault shows nothing");
        assert!(!known(&["r2"]).fires(&one), "of another row");
        assert!(!known(&["r1", "r2"]).fires(&two), "the report shows it");
        assert!(!bench().fires(&one), "nothing is known");
    }
}
