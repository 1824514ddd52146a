//! The engine as a whole: what hides what, in which order, and that nothing a user types can break it.

use proptest::prelude::*;

use super::checks::bench::{Bench, content};
use crate::answer::{Answer, Content, Row};
use crate::path::RowId;

const FORM: &str = r#"
    [[section]]
    field = [
        { path = "s.day", kind = "date" },
        { path = "s.end", kind = "date" },
        { path = "s.kind", kind = "code", codes = "list" },
        { path = "s.total", kind = "krw" },
    ]
    [[section]]
    table = "t"
    shown_when = { field = "s.kind", in = ["1"] }
    field = [{ path = "t[].at", kind = "datetime" }, { path = "t[].won", kind = "krw", required = true }]
    [[section]]
    table = "t"
    field = [{ path = "t[].memo", kind = "paragraph", max = 100, shown_when = { field = "t[].won", answered = true } }]
"#;

/// A rule of each phase and each way of looking, as `T-<letters>` so that a failure reads well.
const RULES: &str = r#"
    [[rule]]
    id = "T-FORMAT"
    severity = "block"
    phase = "syntax"
    fields = "*"
    check = "kind_format"
    params = { kinds = ["date", "datetime", "krw"] }
    message = "m"
    cite = "test"
    why = "test"

    [[rule]]
    id = "T-REQUIRED"
    severity = "block"
    phase = "syntax"
    fields = "*"
    check = "required"
    message = "m"
    cite = "test"
    why = "test"

    [[rule]]
    id = "T-CLEAN"
    severity = "warn"
    phase = "syntax"
    fields = "*"
    check = "clean_text"
    message = "m"
    cite = "test"
    why = "test"

    [[rule]]
    id = "T-FUTURE"
    severity = "block"
    phase = "logic"
    fields = ["s.day", "s.end", "t[].at"]
    check = "not_future"
    message = "m"
    cite = "test"
    why = "test"

    [[rule]]
    id = "T-ORDER"
    severity = "block"
    phase = "logic"
    fields = ["s.day", "s.end"]
    check = "before"
    message = "m"
    cite = "test"
    why = "test"

    [[rule]]
    id = "T-INSIDE"
    severity = "block"
    phase = "logic"
    fields = ["t[].at"]
    check = "date_inside"
    params = { from = "s.day", to = "s.end" }
    message = "m"
    cite = "test"
    why = "test"

    [[rule]]
    id = "T-UNIQUE"
    severity = "warn"
    phase = "logic"
    fields = ["t[].at"]
    check = "unique"
    message = "m"
    cite = "test"
    why = "test"

    [[rule]]
    id = "T-SUM"
    severity = "block"
    phase = "case"
    fields = ["s.total"]
    check = "sum_equals"
    params = { column = "t[].won" }
    message = "m"
    cite = "test"
    why = "test"

    [[rule]]
    id = "T-ROWS"
    severity = "warn"
    phase = "case"
    fields = []
    check = "min_rows"
    params = { table = "t", min = 1 }
    message = "m"
    cite = "test"
    why = "test"

    [[rule]]
    id = "T-WORDS"
    severity = "warn"
    phase = "case"
    fields = ["t[].memo"]
    check = "amounts_in_million"
    message = "m"
    cite = "test"
    why = "test"
"#;

fn bench() -> Bench {
    Bench::of_rules(FORM, RULES, "wrong").unwrap()
}

fn found(answers: &str) -> Vec<String> {
    found_in(&content(answers))
}

fn found_in(content: &Content) -> Vec<String> {
    let line = |finding: crate::finding::Finding| {
        let place = finding.path.map_or("-".to_owned(), |path| path.to_string());
        format!("{place} {}", finding.rule)
    };
    bench().check(content).into_iter().map(line).collect()
}

#[test]
fn one_slip_gives_one_finding_and_hides_none_elsewhere() {
    // The first day is mistyped: it is neither compared nor in the future; everything else is still found.
    assert_eq!(
        found(
            "s.day = '2026-13-01'\ns.end = '2099-01-01'\ns.kind = '1'\nt = [{ at = '2099-01-02T00:00', won = '1' }, { at = 'x', won = '1' }]"
        ),
        ["s.day T-FORMAT", "s.end T-FUTURE", "t[r1].at T-FUTURE", "t[r2].at T-FORMAT",]
    );
    // Of the row that reads well, the logic is judged although another row does not.
    assert_eq!(
        found(
            "s.end = '2026-01-31'\ns.kind = '1'\nt = [{ at = 'x', won = '1' }, { at = '2026-02-01T00:00', won = '1' }]"
        ),
        ["t[r1].at T-FORMAT", "t[r2].at T-INSIDE"]
    );
}

#[test]
fn a_warning_hides_no_rule_that_blocks() {
    let answers = "s.kind = '1'\ns.day = \"\\u200B2099-01-01\"\nt = [{ won = '1' }]";
    assert_eq!(found(answers), ["s.day T-FORMAT", "s.day T-CLEAN"]);
    let memo = "s.kind = '1'\nt = [{ won = '1', memo = \"3만원\\u200B\" }]";
    assert_eq!(found(memo), ["t[r1].memo T-CLEAN", "t[r1].memo T-WORDS"]);
}

#[test]
fn what_is_hidden_is_not_checked_and_not_counted() {
    let rows = "t = [{ at = 'x', won = '5', memo = '3만원' }]";
    // Without the choice the columns are hidden; `memo` asks for `won`, which then counts as blank.
    assert_eq!(found(&format!("s.total = '0'\n{rows}")), [""; 0]);
    assert_eq!(
        found(&format!("s.total = '0'\ns.kind = '1'\n{rows}")),
        ["s.total T-SUM", "t[r1].at T-FORMAT", "t[r1].memo T-WORDS"]
    );
}

#[test]
fn findings_stand_in_the_order_of_the_form() {
    let answers = "s.day = '2099-01-02'\ns.end = '2099-01-01'\ns.kind = '1'\ns.total = '1'\n\
        t = [{ at = '2026-01-01T00:00', memo = 'x' }, { at = '2026-01-01T00:00', won = '2', memo = '2만원' }]";
    assert_eq!(
        found(answers),
        [
            "s.day T-FUTURE",
            "s.day T-ORDER",
            "s.end T-FUTURE",
            "s.total T-SUM",
            "t[r1].at T-INSIDE",
            "t[r1].won T-REQUIRED",
            "t[r2].at T-INSIDE",
            "t[r2].at T-UNIQUE",
            "t[r2].memo T-WORDS",
        ]
    );
    assert_eq!(found("s.day = '2099-01-02'"), ["s.day T-FUTURE", "- T-ROWS"]);
}

#[test]
fn many_rows_are_checked_like_few() {
    let row = |number: u64| Row {
        id: RowId::nth(number),
        cells: [
            ("at", format!("2026-01-01T00:00:00.{number:06}Z")),
            ("won", "1".to_owned()),
            ("memo", "백만원 단위".to_owned()),
        ]
        .map(|(column, text)| (column.to_owned(), Answer::Text(text)))
        .into(),
    };
    let mut content = content("s.kind = '1'\ns.total = '20000'");
    content.tables.insert("t".to_owned(), (1..=20_000).map(row).collect());
    content.tables.get_mut("t").unwrap()[19_999] = Row { id: RowId::nth(7_000_000), ..row(1) };
    assert_eq!(found_in(&content), ["t[r7000000].at T-UNIQUE"]);
}

#[test]
fn rules_are_held_to_their_checks() {
    let says = |rule: &str| Bench::try_new(FORM, rule).err().unwrap_or_default();
    for (rule, problem) in [
        ("check = 'reqired'\nfields = '*'", "no check reqired"),
        ("check = 'before'\nfields = '*'", "before needs its fields listed"),
        ("check = 'before'\nfields = ['s.day']", "before takes 2 fields, not 1"),
        (
            "check = 'before'\nfields = ['s.day', 's.total']",
            "s.total is krw; before takes date, datetime",
        ),
        ("check = 'before'\nfields = ['s.day', 's.dya']", "no field s.dya"),
        ("check = 'before'\nfields = ['s.day', 't[].at']", "a column must stand first"),
        (
            "check = 'before'\nfields = ['s.day', 's.end']\nparams = { strict = 'yes' }",
            "strict must be true or false",
        ),
        (
            "check = 'before'\nfields = ['s.day', 's.end']\nparams = { strikt = true }",
            "unknown parameter strikt; before takes strict",
        ),
        ("check = 'not_before'\nfields = ['s.day']", "parameter day is missing"),
        (
            "check = 'not_before'\nfields = ['s.day']\nparams = { day = '2026-1-1' }",
            "a day in quotes",
        ),
        (
            "check = 'number_range'\nfields = ['s.total']\nparams = { min = 5 }",
            "an exact number in quotes",
        ),
        (
            "check = 'sum_equals'\nfields = ['s.total']\nparams = { column = 's.total' }",
            "s.total is no column",
        ),
        ("check = 'min_rows'\nfields = []\nparams = { table = 'u', min = 1 }", "no table u"),
        ("check = 'unique'\nfields = ['s.day']", "takes columns of a table only"),
        (
            "check = 'title_shape'\nfields = ['t[].memo']\nparams = { list = 'none' }",
            "no such code list",
        ),
        ("check = 'kind_format'\nfields = '*'\nparams = { kinds = ['dat'] }", "no kind dat"),
        (
            "phase = 'syntax'\ncheck = 'before'\nfields = ['s.day', 's.end']",
            "no check of the syntax phase",
        ),
        (
            "check = 'answered'\nfields = ['s.day']\nwhen = { field = 't[].at', answered = true }",
            "has no row there",
        ),
        (
            "check = 'answered'\nfields = ['s.day']\nwhen = { field = 's.kind', in = ['9'] }",
            "s.kind has no code 9",
        ),
    ] {
        let said = says(rule);
        assert!(said.contains(problem), "{rule}\nsaid: {said}\nwanted: {problem}");
    }
}

#[test]
fn a_message_asks_only_for_what_its_rule_says() {
    let load = |message| Bench::of_rules(FORM, RULES, message).map(|_| ());
    let error = load("{today} is over").unwrap_err();
    assert!(error.contains("rule T-FORMAT does not say {today}; it says value_shown"), "{error}");
    assert!(!error.contains("rule T-FUTURE"), "{error}");
}

/// Answers of every sort: blank, plausible, wrong in kind, long, and in any script.
fn answer() -> impl Strategy<Value = Answer> {
    let text = prop_oneof![
        any::<String>(),
        "[0-9]{1,3}(,[0-9]{3}){0,3}[십백천만억조 ]{0,3}원?",
        "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?",
        "[총합계 ]{0,4}[0-9.,]{0,6}[ ₩KRW백만원]{0,6}",
        Just("1".to_owned()),
    ];
    let many = proptest::collection::vec(any::<String>(), 0..3);
    prop_oneof![4 => text.prop_map(Answer::Text), 1 => many.prop_map(Answer::Many)]
}

proptest! {
    #[test]
    fn no_answer_breaks_a_check(
        singles in proptest::collection::vec(answer(), 4),
        rows in proptest::collection::vec(proptest::collection::vec(answer(), 3), 0..4),
    ) {
        let mut content = Content::default();
        for (name, answer) in ["s.day", "s.end", "s.kind", "s.total"].into_iter().zip(singles) {
            content.fields.insert(name.parse().unwrap(), answer);
        }
        let rows = rows.into_iter().zip(1..).map(|(cells, number)| Row {
            id: RowId::nth(number),
            cells: ["at", "won", "memo"].map(str::to_owned).into_iter().zip(cells).collect(),
        });
        content.tables.insert("t".to_owned(), rows.collect());
        let bench = bench();
        let found = bench.check(&content);
        prop_assert_eq!(&found, &bench.check(&content), "the same filing, the same findings");
        for finding in found.iter().filter_map(|finding| finding.path.as_ref()) {
            let row = content.tables["t"].iter().find(|row| Some(&row.id) == finding.row());
            prop_assert!(bench.definition.view(&content).shown(finding.field(), row));
        }
    }
}
