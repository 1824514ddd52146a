//! Loading: what does not hang together is refused, with the file and the line. And what a view shows.

use proptest::prelude::*;

use super::{Catalogue, CatalogueError, Condition, Definition, DefinitionFiles, Misfit};
use crate::canonical::DefinitionRef;
use crate::rules::checks::bench::{Bench, content, files};

const FORM: &str = r#"
    [[section]]
    field = [{ path = "s.a", kind = "code", codes = "list" }, { path = "s.b", kind = "text" }]
    [[section]]
    table = "t"
    field = [{ path = "t[].x", kind = "text" }]
"#;
const RULES: &str = "[[rule]]\nid = \"T-B001\"\nseverity = \"block\"\nphase = \"syntax\"\nfields = \"*\"\n\
    check = \"required\"\nmessage = \"m\"\ncite = \"test\"\nwhy = \"test\"\n";

fn good() -> DefinitionFiles {
    files(FORM, RULES, "wrong")
}

/// The first problem as `file:line: problem`, after one change to one file.
fn problem(file: &str, change: impl Fn(&str) -> String) -> String {
    let mut files = good();
    let text = change(&files.files[file]);
    files.files.insert(file.to_owned(), text);
    Definition::load(&files).err().map_or("loads".to_owned(), |errors| errors[0].to_string())
}

fn line_with(text: &str, needle: &str) -> usize {
    1 + text.lines().position(|line| line.contains(needle)).unwrap()
}

#[test]
fn a_good_definition_loads() {
    let definition = Definition::load(&good()).unwrap();
    assert_eq!(definition.fields().count(), 3);
    assert_eq!(definition.hash.len(), 64);
}

#[test]
fn unknown_keys_are_refused_where_they_stand() {
    let said = problem("rules.toml", |text| text.replace("severity", "sevrity"));
    assert!(said.starts_with("rules.toml:3: ") && said.contains("sevrity"), "{said}");
    let said = problem("rules.toml", |text| {
        format!("{text}when = {{ field = \"s.b\", answerd = true }}\n")
    });
    assert!(said.starts_with("rules.toml:10: ") && said.contains("answerd"), "{said}");
    let said = problem("rules.toml", |text| {
        format!("{text}[rule.params.where]\nnot = {{ any = [], al = [] }}\n")
    });
    assert!(said.starts_with("rules.toml:11: ") && said.contains("al"), "{said}");
    let said = problem("form.toml", |text| {
        text.replace("\"kind\" = \"text\"", "\"kind\" = \"text\", requird = true")
    });
    let line = line_with(&good().files["form.toml"], "s.b");
    assert!(said.starts_with(&format!("form.toml:{line}: ")) && said.contains("requird"), "{said}");
    let said = problem("form.toml", |text| {
        text.replace(
            "\"kind\" = \"text\"",
            "\"kind\" = \"text\", required = { field = \"s.b\", answer = true }",
        )
    });
    assert!(said.starts_with(&format!("form.toml:{line}: ")) && said.contains("answer"), "{said}");
    let said = problem("text.en.toml", |text| format!("{text}\nsectoin = {{}}\n"));
    assert!(said.contains("sectoin"), "{said}");
}

#[test]
fn names_refer_to_something() {
    let with = |addition: &str| {
        problem("form.toml", |text| {
            text.replace("\"kind\" = \"text\"", &format!("\"kind\" = \"text\", {addition}"))
        })
    };
    for (addition, wanted) in [
        ("shown_when = { field = \"s.z\", answered = true }", "no field s.z"),
        ("shown_when = { field = \"s.a\", in = [\"7\"] }", "s.a has no code 7 in list"),
        ("shown_when = { table = \"u\", rows = true }", "no table u"),
        ("required = { field = \"s.z\", since = \"2027-02-19\" }", "no field s.z"),
        ("required = { field = \"s.a\", since = \"2027-02-19\" }", "neither a day nor a moment"),
        ("codes = \"list\"", "codes belong to code fields"),
    ] {
        let said = with(addition);
        assert!(said.starts_with("form.toml:") && !said.starts_with("form.toml:0"), "{said}");
        assert!(said.contains(wanted), "{said}");
    }
    let said =
        problem("form.toml", |text| text.replace("\"codes\" = \"list\"", "\"codes\" = \"lost\""));
    assert_eq!(said, "codes/lost.toml:0: no such code list");
    let said = problem("form.toml", |text| {
        text.replacen(
            "\"kind\" = \"text\"",
            "\"kind\" = \"text\", shown_when = { field = \"t[].x\", answered = true }",
            1,
        )
    });
    assert!(said.contains("s.b: t[].x has no row here"), "{said}");
}

#[test]
fn what_shows_a_field_does_not_depend_on_it() {
    let form = r#"
        [[section]]
        shown_when = { field = "s.c", answered = true }
        field = [{ path = "s.a", kind = "text" }]
        [[section]]
        field = [{ path = "s.b", kind = "text", shown_when = { not = { field = "s.a", in = ["1"] } } },
            { path = "s.c", kind = "text", shown_when = { field = "s.b", answered = true } }, { path = "s.d", kind = "text" }]
    "#;
    let errors = Definition::load(&files(form, RULES, "wrong")).unwrap_err();
    assert!(
        errors[0].problem.contains("shown_when goes in a circle: s.a, s.b, s.c"),
        "{}",
        errors[0]
    );
}

#[test]
fn words_stand_in_both_languages() {
    for (file, other) in [("text.ko.toml", "text.en.toml"), ("text.en.toml", "text.ko.toml")] {
        let said = problem(file, |text| text.replace("\"m\" = \"wrong\"", ""));
        assert_eq!(said, format!("{file}:0: no words for message m"), "{other} has it");
        let said = problem(file, |text| text.replace("\"s.b\" = ", "\"s.y\" = "));
        assert!(said.contains("no words for field s.b"), "{said}");
    }
}

#[test]
fn the_hash_does_not_depend_on_line_ends_but_on_every_word() {
    let hash = |change: fn(&str) -> String| {
        let mut files = good();
        files.files.values_mut().for_each(|text| *text = change(text));
        Definition::load(&files).unwrap().hash
    };
    let plain = hash(str::to_owned);
    assert_eq!(plain, hash(|text| text.replace('\n', "\r\n")));
    assert_ne!(plain, hash(|text| text.replace("wrong", "Wrong")));
}

fn version(name: &str, from: &str, to: Option<&str>) -> Definition {
    let mut definition = Definition::load(&good()).unwrap();
    definition.form.version = name.to_owned();
    definition.form.effective_from = from.parse().unwrap();
    definition.form.effective_to = to.map(|day| day.parse().unwrap());
    definition
}

/// As it came in a file: another content than that of other names.
fn added(name: &str, from: &str, supersedes: Option<&str>) -> Definition {
    let mut definition = version(name, from, None);
    definition.hash = format!("{name:0>64}");
    definition.form.supersedes = supersedes.map(str::to_owned);
    definition
}

#[test]
fn a_version_is_added_behind_the_newest_without_overlap_or_gap() {
    let open = Catalogue::new(vec![version("1", "2021-03-25", None)]).unwrap();
    let misfit = |catalogue: &Catalogue, new: &Definition| catalogue.closed_by(new).unwrap_err();
    let new = added("2", "2027-05-01", Some("1"));
    assert_eq!(open.closed_by(&new).unwrap().unwrap().form.version, "1");
    for begun in ["2021-03-24", "2021-03-25"] {
        let found = misfit(&open, &added("2", begun, Some("1")));
        let from = "2021-03-25".parse().unwrap();
        assert_eq!(found, Misfit::Overlap { version: "1".to_owned(), from });
    }
    let named = Misfit::Supersedes { version: Some("1".to_owned()) };
    assert_eq!(misfit(&open, &added("2", "2027-05-01", None)), named);
    assert_eq!(misfit(&open, &added("1", "2027-05-01", Some("1"))), Misfit::OtherContent);
    assert_eq!(misfit(&open, &open.all()[0]), Misfit::Present);
    let closed = Catalogue::new(vec![version("1", "2021-03-25", Some("2027-04-30"))]).unwrap();
    assert!(closed.closed_by(&new).unwrap().is_none(), "it was closed already");
    let early = misfit(&closed, &added("2", "2027-04-30", Some("1")));
    assert!(matches!(early, Misfit::Overlap { .. }));
    let to = "2027-04-30".parse().unwrap();
    let late = misfit(&closed, &added("2", "2027-05-02", Some("1")));
    assert_eq!(late, Misfit::Gap { version: "1".to_owned(), to });
    let mut kept = version("1", "2021-03-25", None);
    kept.form.undisclosed = true;
    let kept = Catalogue::new(vec![kept]).unwrap();
    assert_eq!(misfit(&kept, &new), Misfit::Undisclosed);
    let mut other = added("1", "2027-05-01", None);
    other.form.id = "other".to_owned();
    assert!(open.closed_by(&other).unwrap().is_none());
    other.form.effective_to = Some("2027-04-30".parse().unwrap());
    assert_eq!(misfit(&open, &other), Misfit::EndsBefore);
}

#[test]
fn what_a_release_brings_beside_what_was_added_is_put_in_order_and_nothing_is_lost() {
    let release = Catalogue::new(vec![
        version("1", "2021-03-25", Some("2027-06-30")),
        version("3", "2027-07-01", None),
    ])
    .unwrap();
    let catalogue = release.with([
        added("own-2", "2027-05-01", Some("1")),
        added("own-3", "2027-07-01", Some("own-2")),
    ]);
    let on =
        |day: &str| Some(catalogue.in_force("test", day.parse().unwrap())?.form.version.as_str());
    for (day, version) in [
        ("2021-03-24", None),
        ("2027-04-30", Some("1")),
        ("2027-05-01", Some("own-2")),
        ("2027-06-30", Some("own-2")),
        ("2027-07-01", Some("own-3")),
        ("2030-01-01", Some("own-3")),
    ] {
        assert_eq!(on(day), version, "{day}");
    }
    assert_eq!(catalogue.all().len(), 4);
    for definition in release.all().iter().chain(catalogue.all()) {
        let named = DefinitionRef {
            form: "test".to_owned(),
            version: definition.form.version.clone(),
            hash: definition.hash.clone(),
        };
        assert!(catalogue.find(&named).is_some(), "{}", definition.form.version);
    }
    // The same again is one.
    let again = catalogue.with([added("own-3", "2027-07-01", Some("own-2"))]);
    assert_eq!(again.all().len(), 4);
}

#[test]
fn on_every_day_exactly_one_version_is_in_force() {
    let old = |to| version("1", "2021-03-25", to);
    let new = || version("2", "2026-08-20", None);
    let (form, first, second) = ("test".to_owned(), "1".to_owned(), "2".to_owned());
    let names = || (form.clone(), first.clone(), second.clone());
    for to in [Some("2026-08-20"), None] {
        let (form, first, second) = names();
        let overlap = CatalogueError::Overlap { form, first, second };
        assert_eq!(Catalogue::new(vec![new(), old(to)]).unwrap_err(), overlap);
    }
    let gap = CatalogueError::Gap { form, first, second };
    assert_eq!(Catalogue::new(vec![old(Some("2026-08-18")), new()]).unwrap_err(), gap);
    let catalogue = Catalogue::new(vec![new(), old(Some("2026-08-19"))]).unwrap();
    let on =
        |day: &str| Some(catalogue.in_force("test", day.parse().unwrap())?.form.version.clone());
    for (day, version) in [
        ("2021-03-24", None),
        ("2021-03-25", Some("1")),
        ("2026-08-19", Some("1")),
        ("2026-08-20", Some("2")),
    ] {
        assert_eq!(on(day).as_deref(), version, "{day}");
    }
}

#[test]
fn a_view_hides_what_hangs_on_something_hidden() {
    let form = r#"
        [[section]]
        field = [{ path = "s.a", kind = "text" }, { path = "s.b", kind = "text", shown_when = { field = "s.a", in = ["1"] } },
            { path = "s.c", kind = "text", required = true, shown_when = { field = "s.b", answered = true } }]
        [[section]]
        table = "t"
        shown_when = { field = "t[].x", answered = false }
        field = [{ path = "t[].y", kind = "text", required = { field = "s.a", in = ["1"] } }]
        [[section]]
        table = "t"
        field = [{ path = "t[].x", kind = "text" }]
    "#;
    let bench = Bench::new(form, "check = 'required'\nfields = '*'");
    let shown = |answers: &str, field: &str| {
        bench.definition.view(&content(answers)).shown(&field.parse().unwrap(), None)
    };
    assert!(shown("s.a = '1'\ns.b = 'x'", "s.c"));
    assert!(!shown("s.a = '2'\ns.b = 'x'", "s.c"), "the answer to s.b is kept, but hidden");
    let content = content("s.a = '1'\nt = [{ x = '1', y = '2' }, { y = '2' }]");
    let view = bench.definition.view(&content);
    let rows = content.rows("t");
    let y = "t[].y".parse().unwrap();
    assert!(
        !view.shown(&y, Some(&rows[0])) && view.shown(&y, Some(&rows[1])) && !view.shown(&y, None)
    );
    assert!(!view.required(&y, Some(&rows[0])) && view.required(&y, Some(&rows[1])));
    assert!(view.answer(&y, Some(&rows[0])).is_none() && view.answer(&y, Some(&rows[1])).is_some());
}

/// Conditions of any build over the fields of [`FORM`], one that does not exist, and both tables.
fn condition() -> impl Strategy<Value = Condition> {
    let field = || prop_oneof![Just("s.a"), Just("s.b"), Just("t[].x"), Just("s.none")];
    let table = prop_oneof![Just("t"), Just("none")];
    let leaf = prop_oneof![
        (field(), any::<bool>())
            .prop_map(|(f, answered)| Condition::Answered { field: f.parse().unwrap(), answered }),
        field().prop_map(|f| Condition::In {
            field: f.parse().unwrap(),
            codes: ["1".to_owned()].into()
        }),
        field().prop_map(|f| Condition::Since {
            field: f.parse().unwrap(),
            since: "2027-02-19".parse().unwrap()
        }),
        (table, any::<bool>())
            .prop_map(|(table, rows)| Condition::Rows { table: table.to_owned(), rows }),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let parts = || proptest::collection::vec(inner.clone(), 0..3);
        prop_oneof![
            parts().prop_map(|all| Condition::All { all }),
            parts().prop_map(|any| Condition::Any { any }),
            inner.clone().prop_map(|not| Condition::Not { not: Box::new(not) }),
        ]
    })
}

proptest! {
    #[test]
    fn conditions_obey_logic_and_survive_writing(
        parts in proptest::collection::vec(condition(), 0..3),
        a in "[12]?",
        x in "[12]?",
    ) {
        let definition = Definition::load(&good()).unwrap();
        let content = content(&format!("s.a = '{a}'\nt = [{{ x = '{x}' }}]"));
        let view = definition.view(&content);
        let not = |part: &Condition| Condition::Not { not: Box::new(part.clone()) };
        let none = Condition::All { all: parts.iter().map(not).collect() };
        let any = Condition::Any { any: parts };
        for row in [None, content.rows("t").first()] {
            prop_assert_eq!(view.holds(&none, row), !view.holds(&any, row));
        }
        let written = serde_json::to_string(&any).unwrap();
        prop_assert_eq!(serde_json::from_str::<Condition>(&written).unwrap(), any);
    }
}
