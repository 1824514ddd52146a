//! Each pattern fires at its edge and is silent one step before it.

use super::*;

fn patterns(kind: &str) -> Patterns {
    let text = format!(
        "[[pattern]]\nid = \"T1\"\n{kind}\neffective_from = \"2026-01-01\"\nprovisional = true\ncite = \"test\""
    );
    Patterns::load(&text).unwrap()
}

/// Movements as (day of December 2026, US cents, customer, address).
fn movements(rows: &[(u32, i64, &str, &str)]) -> Vec<Listed> {
    let one = |(line, (day, cents, customer, address)): (usize, &(u32, i64, &str, &str))| {
        let date = NaiveDate::from_ymd_opt(2026, 12, *day).unwrap();
        let movement = Movement {
            key: Some(format!("x:{line}")),
            day: Some(i64::from(chrono::Datelike::num_days_from_ce(&date))),
            year: Some(2026),
            usd_cents: Some(*cents),
            customer: (*customer).to_owned(),
            other_address: (*address).to_owned(),
            ..Movement::default()
        };
        (line as i64 + 1, movement)
    };
    rows.iter().enumerate().map(one).collect()
}

fn found(kind: &str, rows: &[(u32, i64, &str, &str)]) -> Vec<Vec<i64>> {
    let patterns = patterns(kind);
    let all = movements(rows);
    let flags = if kind.contains("collecting") {
        patterns.of_address("a", &all)
    } else if kind.contains("shared") {
        patterns.of_common(Common::Device, &all)
    } else {
        patterns.of_customer("c", &all)
    };
    flags.into_iter().map(|flag| flag.movements).collect()
}

const NONE: Vec<Vec<i64>> = Vec::new();

#[test]
fn a_day_that_is_split() {
    let kind = "kind = \"split_day\"\nlimit_cents = 1000000";
    assert_eq!(found(kind, &[(3, 500_000, "c", "a"), (3, 499_999, "c", "a")]), NONE);
    assert_eq!(found(kind, &[(3, 500_000, "c", "a"), (3, 500_000, "c", "a")]), [[1, 2]]);
    assert_eq!(found(kind, &[(3, 500_000, "c", "a"), (4, 500_000, "c", "a")]), NONE, "two days");
    assert_eq!(
        found(kind, &[(3, 1_000_000, "c", "a"), (3, 1, "c", "a")]),
        NONE,
        "one is not below"
    );
}

#[test]
fn amounts_just_below_a_limit() {
    let kind = "kind = \"near_limit\"\ndays = 7\nleast = 3\nfrom_cents = 800000\nto_cents = 999000";
    let rows = [(1, 800_000, "c", "a"), (4, 999_000, "c", "a"), (7, 900_000, "c", "a")];
    assert_eq!(found(kind, &rows), [[1, 2, 3]]);
    let wide = [(1, 800_000, "c", "a"), (4, 999_000, "c", "a"), (8, 900_000, "c", "a")];
    assert_eq!(found(kind, &wide), NONE, "the eighth day is outside");
    let outside = [(1, 799_999, "c", "a"), (4, 999_001, "c", "a"), (7, 900_000, "c", "a")];
    assert_eq!(found(kind, &outside), NONE);
}

#[test]
fn a_sum_over_days_joins_what_overlaps() {
    let kind = "kind = \"rolling_sum\"\ndays = 7\nlimit_cents = 1000000";
    let at_limit = [(1, 600_000, "c", "a"), (7, 400_000, "c", "a")];
    assert_eq!(found(kind, &at_limit), NONE, "the limit itself is not more than the limit");
    let rows = [
        (1, 600_000, "c", "a"),
        (7, 400_001, "c", "a"),
        (9, 600_000, "c", "a"),
        (20, 900_000, "c", "a"),
        (27, 900_000, "c", "a"),
    ];
    assert_eq!(found(kind, &rows), [[1, 2, 3]]);
}

#[test]
fn a_year() {
    let kind = "kind = \"year_sum\"\nlimit_cents = 1000000";
    assert_eq!(found(kind, &[(1, 500_000, "c", "a"), (30, 500_000, "c", "a")]), NONE);
    assert_eq!(found(kind, &[(1, 500_000, "c", "a"), (30, 500_001, "c", "a")]), [[1, 2]]);
}

#[test]
fn many_send_to_one_address() {
    let kind = "kind = \"collecting\"\ndays = 7\nleast = 3";
    assert_eq!(found(kind, &[(1, 1, "c", "a"), (2, 1, "d", "a"), (3, 1, "d", "a")]), NONE);
    assert_eq!(found(kind, &[(1, 1, "c", "a"), (2, 1, "d", "a"), (7, 1, "e", "a")]), [[1, 2, 3]]);
    assert_eq!(found(kind, &[(1, 1, "c", "a"), (2, 1, "d", "a"), (8, 1, "e", "a")]), NONE);
}

#[test]
fn several_send_from_one_device() {
    let kind = "kind = \"shared\"\nby = \"device\"\ndays = 30\nleast = 2";
    assert_eq!(found(kind, &[(1, 1, "c", "a"), (2, 1, "c", "b")]), NONE, "one customer");
    assert_eq!(found(kind, &[(1, 1, "c", "a"), (30, 1, "d", "b")]), [[1, 2]], "the thirtieth day");
    assert_eq!(found(kind, &[(1, 1, "c", "a"), (31, 1, "d", "b")]), NONE, "the thirty-first");
    assert_eq!(found(kind, &[(1, 1, "c", "a"), (2, 1, "", "b")]), NONE, "nobody is no customer");
    // A row of the same customer before the window of the two is no part of it.
    let rows = [(1, 1, "c", "a"), (2, 1, "c", "a"), (31, 1, "d", "a"), (31, 1, "c", "a")];
    assert_eq!(found(kind, &rows), [[2, 3, 4]]);
    assert!(patterns(kind).of_customer("c", &movements(&rows)).is_empty());
    assert!(patterns(kind).of_common(Common::Network, &movements(&rows)).is_empty());
    // Seen without an amount, and nothing of what they share is said.
    let mut unknown = movements(&[(1, 1, "c", "a"), (2, 1, "d", "a")]);
    unknown.iter_mut().for_each(|(_, movement)| movement.usd_cents = None);
    let flag = patterns(kind).of_common(Common::Device, &unknown).remove(0);
    assert_eq!((flag.party.as_str(), flag.says["distinct"].as_str()), ("", "2"));
}

/// Movements of one customer as (day of December 2026, seconds behind the deposit, won sent, won deposited).
fn passing(rows: &[(u32, i64, i64, i64)]) -> Vec<Listed> {
    let plain: Vec<_> = rows.iter().map(|(day, ..)| (*day, 1, "c", "a")).collect();
    let mut all = movements(&plain);
    for ((_, movement), (day, waited, sent, came)) in all.iter_mut().zip(rows) {
        let at = i64::from(*day) * 86_400;
        movement.usd_cents = None;
        movement.at = Some(at);
        movement.krw = Some(*sent);
        movement.funded_at = Some(at - waited);
        movement.funded_krw = Some(*came);
    }
    all
}

#[test]
fn won_that_go_out_again_at_once() {
    let patterns = patterns("kind = \"passage\"\ndays = 30\nleast = 3\nminutes = 60\npercent = 90");
    let found = |rows: &[(u32, i64, i64, i64)]| -> Vec<Vec<i64>> {
        let flags = patterns.of_customer("c", &passing(rows)).into_iter();
        flags.map(|flag| flag.movements).collect()
    };
    let (first, second) = ((1, 0, 1000, 1000), (2, 3600, 900, 1000));
    assert_eq!(found(&[first, second, (30, 60, 950, 1000)]), [[1, 2, 3]], "the thirtieth day");
    assert_eq!(found(&[first, second, (31, 60, 950, 1000)]), NONE, "the thirty-first");
    assert_eq!(found(&[first, second, (30, 3601, 950, 1000)]), NONE, "a second too late");
    assert_eq!(found(&[first, second, (30, -1, 950, 1000)]), NONE, "before the money came");
    assert_eq!(found(&[first, second, (30, 60, 899, 1000)]), NONE, "less than nine tenths");
    assert_eq!(found(&[first, (2, 9000, 10, 1000), second, (3, 1, 1, 1)]), [[1, 3, 4]]);
    let mut unknown = passing(&[first, second, (3, 60, 950, 1000)]);
    unknown[2].1.funded_krw = None;
    assert!(patterns.of_customer("c", &unknown).is_empty(), "nothing is known of a deposit");
    // Seen without a value in dollars, with the won and the longest time.
    let flag = patterns
        .of_customer("c", &passing(&[first, (2, 3541, 900, 1000), (3, 60, 950, 1000)]))
        .remove(0);
    let says = |name: &str| flag.says[name].as_str();
    assert_eq!((says("sent_krw"), says("funded_krw"), says("longest")), ("2850", "3000", "60"));
    assert_eq!((says("count"), says("from"), says("to")), ("3", "2026-12-01", "2026-12-03"));
    assert_eq!(flag.party, "c");
}

#[test]
fn one_sends_to_many_new_addresses() {
    let kind = "kind = \"scattering\"\ndays = 7\nleast = 3";
    let known = [(1, 1, "c", "a"), (15, 1, "c", "a"), (16, 1, "c", "b"), (17, 1, "c", "d")];
    assert_eq!(found(kind, &known), NONE, "the first address is not new on the fifteenth");
    let fresh = [(1, 1, "c", "a"), (15, 1, "c", "e"), (16, 1, "c", "b"), (17, 1, "c", "d")];
    assert_eq!(found(kind, &fresh), [[2, 3, 4]]);
}

#[test]
fn a_flag_says_its_numbers_and_keeps_its_name() {
    let patterns = patterns("kind = \"split_day\"\nlimit_cents = 1000000");
    let rows = [(3, 500_000, "c", "a"), (3, 600_000, "c", "a")];
    let flag = patterns.of_customer("c", &movements(&rows)).remove(0);
    let says = |name: &str| flag.says[name].as_str();
    assert_eq!((says("sum_cents"), says("limit_cents")), ("1100000", "1000000"));
    assert_eq!((says("from"), says("to"), says("count")), ("2026-12-03", "2026-12-03", "2"));
    let mut moved = movements(&rows);
    moved.iter_mut().for_each(|(line, _)| *line += 100);
    assert_eq!(patterns.of_customer("c", &moved)[0].id, flag.id, "lines of the index may change");
    let more = [(3, 500_000, "c", "a"), (3, 600_000, "c", "a"), (3, 1, "c", "a")];
    assert_ne!(patterns.of_customer("c", &movements(&more))[0].id, flag.id);
}

#[test]
fn what_came_before_a_pattern_is_left_alone() {
    let text = "[[pattern]]\nid = \"T1\"\nkind = \"year_sum\"\nlimit_cents = 1\neffective_from = \"2026-12-03\"
                provisional = false\ncite = \"test\"";
    let patterns = Patterns::load(text).unwrap();
    assert!(patterns.of_customer("c", &movements(&[(2, 9, "c", "a")])).is_empty());
    assert_eq!(patterns.of_customer("c", &movements(&[(3, 9, "c", "a")])).len(), 1);
}

#[test]
fn thresholds_that_do_not_read_are_refused() {
    let twice = "[[pattern]]\nid = \"T1\"\nkind = \"year_sum\"\nlimit_cents = 1
                 effective_from = \"2026-12-03\"\nprovisional = false\ncite = \"test\"\n";
    assert!(Patterns::load(&twice.repeat(2)).is_err());
    assert!(Patterns::load("[[pattern]]\nid = \"T1\"\nkind = \"other\"").is_err());
}
