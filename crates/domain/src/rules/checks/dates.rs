//! Days and times against each other, against today, and against fixed days.
//!
//! An instant is compared with a day by its day in Korea.

use chrono::{Datelike, NaiveDate};

use super::super::sight::{Cell, Moment, Together};
use super::super::spec::{Check, Fields, ParamKind, Run, Said, needed, optional};
use super::super::words::fault_if;
use crate::definition::Kind;

const MOMENTS: &[Kind] = &[Kind::Date, Kind::Datetime];

/// The second must not lie before the first; with `strict`, must lie after it.
pub(super) const BEFORE: Check = Check {
    name: "before",
    fields: Fields::Exactly(&[MOMENTS, MOMENTS]),
    params: &[optional("strict", ParamKind::Flag)],
    says: &["earlier", "later"],
    run: Run::Together(before),
};

fn before(together: &Together<'_>) -> Said {
    let (earlier, later) = (together.moment(0)?, together.moment(1)?);
    let order = match (earlier, later) {
        (Moment::Instant(earlier), Moment::Instant(later)) => earlier.cmp(&later),
        _ => earlier.day().cmp(&later.day()),
    };
    let wrong = order.is_gt() || (order.is_eq() && together.sight.flag("strict"));
    fault_if(wrong, [("earlier", earlier.to_string()), ("later", later.to_string())])
}

/// Not after today in Korea.
pub(super) const NOT_FUTURE: Check = Check {
    name: "not_future",
    fields: Fields::Each(MOMENTS),
    params: &[],
    says: &["value", "today"],
    run: Run::Cell(|cell| {
        let (moment, today) = (cell.moment()?, cell.sight.context.today);
        fault_if(
            moment.day() > today,
            [("value", moment.to_string()), ("today", today.to_string())],
        )
    }),
};

/// Another version of the form is in force on the day: law goes by when something happened, not by when it is written.
pub(super) const VERSION_OF_DAY: Check = Check {
    name: "version_of_day",
    fields: Fields::Each(MOMENTS),
    params: &[],
    says: &["value", "own", "version"],
    run: Run::Cell(version_of_day),
};

fn version_of_day(cell: &Cell<'_>) -> Said {
    let day = cell.moment()?.day();
    let version = (cell.sight.context.version_on?)(day)?;
    let own = &cell.sight.view.definition().form.version;
    let words = [("value", day.to_string()), ("own", own.clone()), ("version", version.clone())];
    fault_if(version != *own, words)
}

/// Not before a fixed day, `day`.
pub(super) const NOT_BEFORE: Check = Check {
    name: "not_before",
    fields: Fields::Each(MOMENTS),
    params: &[needed("day", ParamKind::Day)],
    says: &["value"],
    run: Run::Cell(not_before),
};

fn not_before(cell: &Cell<'_>) -> Said {
    let (moment, first) = (cell.moment()?, cell.sight.day("day")?);
    fault_if(moment.day() < first, [("value", moment.to_string())])
}

/// At most `days` days away from the field `of`, in either direction.
pub(super) const WITHIN_DAYS: Check = Check {
    name: "within_days",
    fields: Fields::Exactly(&[MOMENTS]),
    params: &[needed("of", ParamKind::Field(MOMENTS)), needed("days", ParamKind::Number)],
    says: &["value", "other", "distance"],
    run: Run::Together(within_days),
};

fn within_days(together: &Together<'_>) -> Said {
    let (moment, other) = (together.moment(0)?, together.moment_of("of")?);
    let distance = (moment.day() - other.day()).num_days().abs();
    let words = [
        ("value", moment.to_string()),
        ("other", other.to_string()),
        ("distance", distance.to_string()),
    ];
    fault_if(distance > together.sight.number("days")?, words)
}

/// Within the period from the field `from` to the field `to`, both days included. A blank end is open.
pub(super) const DATE_INSIDE: Check = Check {
    name: "date_inside",
    fields: Fields::Exactly(&[MOMENTS]),
    params: &[needed("from", ParamKind::Field(MOMENTS)), needed("to", ParamKind::Field(MOMENTS))],
    says: &["value", "first", "last"],
    run: Run::Together(date_inside),
};

fn date_inside(together: &Together<'_>) -> Said {
    let moment = together.moment(0)?;
    let (from, to) = (together.moment_of("from"), together.moment_of("to"));
    let outside = from.is_some_and(|from| moment.day() < from.day())
        || to.is_some_and(|to| moment.day() > to.day());
    let day = |end: Option<Moment>| end.map_or(String::new(), |end| end.day().to_string());
    fault_if(outside, [("value", moment.to_string()), ("first", day(from)), ("last", day(to))])
}

/// Both lie in the same calendar month.
pub(super) const SAME_MONTH: Check = Check {
    name: "same_month",
    fields: Fields::Exactly(&[MOMENTS, MOMENTS]),
    params: &[],
    says: &["earlier", "later"],
    run: Run::Together(|together| {
        let (earlier, later) = (together.moment(0)?.day(), together.moment(1)?.day());
        let month = |day: NaiveDate| (day.year(), day.month());
        let words = [("earlier", earlier.to_string()), ("later", later.to_string())];
        fault_if(month(earlier) != month(later), words)
    }),
};

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        field = [{ path = "s.from", kind = "date" }, { path = "s.to", kind = "date" }, { path = "s.at", kind = "datetime" }]
        [[section]]
        table = "t"
        field = [{ path = "t[].at", kind = "datetime" }, { path = "t[].opened", kind = "date" }]
    "#;

    #[test]
    fn equal_days_are_in_order_unless_strict() {
        let bench = Bench::new(FORM, "check = 'before'\nfields = ['s.from', 's.to']");
        assert!(!bench.fires("s.from = '2026-01-02'\ns.to = '20260102'"));
        assert_eq!(bench.paths("s.from = '2026-01-03'\ns.to = '2026-01-02'"), ["s.from"]);
        assert!(!bench.fires("s.from = '2026-01-03'"), "nothing to compare with");
        let strict = Bench::new(
            FORM,
            "check = 'before'\nfields = ['s.from', 's.to']\nparams = { strict = true }",
        );
        assert!(strict.fires("s.from = '2026-01-02'\ns.to = '2026-01-02'"));
    }

    #[test]
    fn an_instant_counts_by_its_day_in_korea() {
        let bench = Bench::new(FORM, "check = 'before'\nfields = ['t[].opened', 't[].at']");
        // 15:00 UTC is midnight of the next day in Seoul.
        assert!(!bench.fires("t = [{ opened = '2026-01-03', at = '2026-01-02T15:00:00Z' }]"));
        assert_eq!(
            bench.paths("t = [{}, { opened = '2026-01-03', at = '2026-01-02T14:59:59Z' }]"),
            ["t[r2].opened"]
        );
    }

    #[test]
    fn today_is_not_the_future() {
        let bench = Bench::new(FORM, "check = 'not_future'\nfields = ['s.from', 's.at']");
        assert!(!bench.fires("s.from = '2026-11-20'\ns.at = '2026-11-20T23:59'"));
        assert_eq!(
            bench.paths("s.from = '2026-11-21'\ns.at = '2026-11-21T00:00'"),
            ["s.from", "s.at"]
        );
    }

    #[test]
    fn a_day_belongs_to_one_version() {
        let bench = Bench::new(FORM, "check = 'version_of_day'\nfields = ['s.to']");
        let answers = "s.to = '2026-12-03'";
        assert!(!bench.fires(answers), "no other version is known");
        let own = bench.definition.form.version.clone();
        let bench = bench.other_version_since("2026-12-03");
        assert_eq!(bench.says(answers, "version"), "other");
        assert_eq!(bench.says(answers, "own"), own);
        assert!(!bench.fires("s.to = '2026-12-02'"));
    }

    #[test]
    fn fixed_days_and_distances_bound() {
        let bench = Bench::new(
            FORM,
            "check = 'not_before'\nfields = ['s.from']\nparams = { day = '2009-01-03' }",
        );
        assert!(bench.fires("s.from = '2009-01-02'") && !bench.fires("s.from = '2009-01-03'"));
        let rule =
            "check = 'within_days'\nfields = ['t[].at']\nparams = { of = 's.from', days = 90 }";
        let bench = Bench::new(FORM, rule);
        assert!(
            !bench.fires("s.from = '2026-04-01'\nt = [{ at = '2026-01-01T00:00' }]"),
            "90 days"
        );
        assert_eq!(
            bench.says("s.from = '2026-04-02'\nt = [{ at = '2026-01-01T00:00' }]", "distance"),
            "91"
        );
    }

    #[test]
    fn a_period_includes_both_ends() {
        let rule =
            "check = 'date_inside'\nfields = ['t[].at']\nparams = { from = 's.from', to = 's.to' }";
        let bench = Bench::new(FORM, rule);
        let rows = "t = [{ at = '2026-01-01T00:00' }, { at = '2026-01-31T23:59' }, { at = '2026-02-01T00:00' }]";
        assert_eq!(
            bench.paths(&format!("s.from = '2026-01-01'\ns.to = '2026-01-31'\n{rows}")),
            ["t[r3].at"]
        );
        assert_eq!(
            bench.paths(&format!("s.to = '2025-12-31'\n{rows}")).len(),
            3,
            "open at the start"
        );
        assert!(!bench.fires(rows));
    }

    #[test]
    fn a_month_is_of_one_year() {
        let bench = Bench::new(FORM, "check = 'same_month'\nfields = ['s.from', 's.to']");
        assert!(!bench.fires("s.from = '2026-10-01'\ns.to = '2026-10-31'"));
        assert!(bench.fires("s.from = '2026-10-31'\ns.to = '2026-11-01'"));
        assert!(bench.fires("s.from = '2025-10-01'\ns.to = '2026-10-01'"));
    }
}
