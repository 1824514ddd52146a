//! Every rule of the shipped STR definitions fires on a fixture made for it, on nothing else, and clears.
//!
//! `fixtures/str/clean.json` is a report without a finding. A file in `fixtures/str/rules/` is named after its
//! rule and holds two patches on it: one that the rule must find, alone, and a near miss that no rule may find.
//! `fixtures/str/variants/` holds patches that turn the clean report into another clean one, for rules
//! that speak of what the first lacks. Not here: what each check computes; that is tested beside its code.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path as FilePath, PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;
use singo_domain::answer::{Answer, Content};
use singo_domain::definition::{Catalogue, Definition, DefinitionFiles, Kind};
use singo_domain::finding::Finding;
use singo_domain::path::{Path, RowId};
use singo_domain::rules::{Context, check};

/// What is changed in a report, in this order.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Patch {
    /// Rows to leave out, such as `transfers[r3]`.
    #[serde(default)]
    remove: Vec<String>,
    /// New rows, each a copy of an existing one.
    #[serde(default)]
    copy: Vec<Copied>,
    /// Answers by path; an empty text clears.
    #[serde(default)]
    set: BTreeMap<Path, Answer>,
    /// Answers to a column in every row of its table, such as `transactions[].channel`.
    #[serde(default)]
    fill: BTreeMap<singo_domain::path::FieldId, Answer>,
    /// Texts to replace within an answer: path, then old and new text.
    #[serde(default)]
    replace: BTreeMap<Path, (String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Copied {
    row: String,
    #[serde(rename = "as")]
    new: RowId,
}

/// A rule's two cases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    /// The variant that both start from, if not the clean report itself.
    #[serde(default)]
    on: Option<String>,
    /// Where the finding lands; absent when it concerns the report as a whole.
    #[serde(default)]
    path: Option<Path>,
    fires: Patch,
    clears: Patch,
}

fn root() -> PathBuf {
    FilePath::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &FilePath) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Files in and below a folder, by their name relative to it, with `/`.
fn files(folder: &FilePath, prefix: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            found.extend(files(&path, &format!("{name}/")));
        } else {
            found.insert(name, read(&path));
        }
    }
    found
}

fn stem(name: &str) -> String {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

fn catalogue() -> Catalogue {
    let codes: BTreeMap<String, String> =
        files(&root().join("assets/codes"), "").into_iter().map(|(n, t)| (stem(&n), t)).collect();
    let mut definitions = Vec::new();
    for version in fs::read_dir(root().join("assets/forms/str")).unwrap() {
        let folder = version.unwrap().path();
        let parts = DefinitionFiles { files: files(&folder, ""), codes: codes.clone() };
        definitions.push(Definition::load(&parts).unwrap_or_else(|errors| {
            let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
            panic!("{}:\n{}", folder.display(), lines.join("\n"))
        }));
    }
    Catalogue::new(definitions).unwrap()
}

fn fixtures() -> PathBuf {
    root().join("tests/fixtures/str")
}

fn clean(name: &str) -> Content {
    let mut json: serde_json::Value = serde_json::from_str(&read(&fixtures().join(name))).unwrap();
    let form = json.as_object_mut().unwrap().remove("form").unwrap();
    assert_eq!(form, "str", "{name} says which form it answers");
    serde_json::from_value(json).unwrap()
}

fn findings(definition: &Definition, content: &Content) -> Vec<Finding> {
    let context = Context {
        today: NaiveDate::from_ymd_opt(2026, 10, 23).unwrap(),
        // Stands for a font that has everything but emoji.
        printable: &|c| u32::from(c) < 0x1_F000,
    };
    check(definition, content, &context)
}

fn patched(base: &Content, patch: &Patch) -> Content {
    let mut content = base.clone();
    let row_of = |text: &str| -> (String, RowId) {
        let (table, id) = text.strip_suffix(']').and_then(|t| t.split_once('[')).unwrap();
        (table.to_owned(), id.parse().unwrap())
    };
    for text in &patch.remove {
        let (table, id) = row_of(text);
        let rows = content.tables.get_mut(&table).unwrap();
        let before = rows.len();
        rows.retain(|row| row.id != id);
        assert_eq!(rows.len() + 1, before, "{text} is a row");
    }
    for copy in &patch.copy {
        let (table, id) = row_of(&copy.row);
        let mut row = content.row(&table, &id).unwrap().clone();
        row.id = copy.new.clone();
        content.tables.get_mut(&table).unwrap().push(row);
    }
    for (column, answer) in &patch.fill {
        let table = column.table().unwrap();
        let ids: Vec<RowId> = content.rows(table).iter().map(|row| row.id.clone()).collect();
        for id in ids {
            content.set(&column.at(Some(&id)), Some(answer.clone()));
        }
    }
    for (path, answer) in &patch.set {
        if let Some(id) = path.row() {
            assert!(content.row(path.field().group(), id).is_some(), "{path}: no such row");
        }
        content.set(path, Some(answer.clone()));
    }
    for (path, (old, new)) in &patch.replace {
        let text = content.get(path).and_then(Answer::as_text).unwrap().to_owned();
        assert!(text.contains(old.as_str()), "{path} has no {old}");
        content.set(path, Some(Answer::Text(text.replace(old.as_str(), new))));
    }
    content
}

fn parse<T: for<'de> Deserialize<'de>>(name: &str, text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The clean report and its variants, by name; the clean report's name is empty.
fn bases() -> BTreeMap<String, Content> {
    let clean = clean("clean.json");
    let mut bases: BTreeMap<String, Content> = files(&fixtures().join("variants"), "")
        .into_iter()
        .map(|(name, text)| (stem(&name), patched(&clean, &parse(&name, &text))))
        .collect();
    bases.insert(String::new(), clean);
    bases
}

fn summary(found: &[Finding]) -> String {
    let line = |f: &Finding| {
        let path = f.path.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
        format!("    {} {path} {:?}", f.rule, f.params)
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn versions_follow_each_other_without_gap() {
    let catalogue = catalogue();
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let version = |text| catalogue.in_force("str", day(text)).map(|d| d.form.version.as_str());
    assert_eq!(version("2021-03-24"), None, "virtual assets were not in the form before");
    assert_eq!(version("2021-03-25"), Some("2021-03"));
    assert_eq!(version("2026-08-19"), Some("2021-03"));
    assert_eq!(version("2026-08-20"), Some("2026-08"), "the day of 고시 제2026-2호");
}

#[test]
fn clean_reports_have_no_finding() {
    let catalogue = catalogue();
    let open = catalogue.version("str", "2026-08").unwrap();
    for (name, content) in bases() {
        let found = findings(open, &content);
        assert!(found.is_empty(), "variant {name:?}:\n{}", summary(&found));
    }
    let closed = catalogue.version("str", "2021-03").unwrap();
    let found = findings(closed, &clean("clean-2021-03.json"));
    assert!(found.is_empty(), "clean-2021-03.json:\n{}", summary(&found));
}

#[test]
fn clean_reports_answer_only_fields_that_exist() {
    let catalogue = catalogue();
    for (version, file) in [("2026-08", "clean.json"), ("2021-03", "clean-2021-03.json")] {
        let definition = catalogue.version("str", version).unwrap();
        let content = clean(file);
        let single = content.fields.keys().map(|id| id.as_str().to_owned());
        let cells = content.tables.iter().flat_map(|(table, rows)| {
            rows.iter().flat_map(move |row| row.cells.keys().map(move |c| format!("{table}[].{c}")))
        });
        let unknown: BTreeSet<String> = single
            .chain(cells)
            .filter(|id| definition.field(&id.parse().unwrap()).is_none())
            .collect();
        assert_eq!(unknown, BTreeSet::new(), "{file}");
    }
}

#[test]
fn every_rule_fires_alone_and_clears() {
    let catalogue = catalogue();
    let bases = bases();
    let fixtures: BTreeMap<String, Fixture> = files(&fixtures().join("rules"), "")
        .iter()
        .map(|(name, text)| (stem(name), parse(name, text)))
        .collect();
    let mut problems = Vec::new();
    for definition in catalogue.all() {
        let version = &definition.form.version;
        let rules: BTreeSet<&String> = definition.rules.iter().map(|rule| &rule.id).collect();
        let written: BTreeSet<&String> = fixtures.keys().collect();
        for rule in rules.difference(&written) {
            problems.push(format!("{version}: rule {rule} has no fixture"));
        }
        for rule in written.difference(&rules) {
            problems.push(format!("{version}: fixture {rule} has no rule"));
        }
        for (rule, fixture) in fixtures.iter().filter(|(rule, _)| rules.contains(rule)) {
            let base = &bases[fixture.on.as_deref().unwrap_or_default()];
            let broken = patched(base, &fixture.fires);
            let fired = findings(definition, &broken);
            let alone = !fired.is_empty() && fired.iter().all(|finding| finding.rule == *rule);
            if !alone || !fired.iter().any(|finding| finding.path == fixture.path) {
                problems.push(format!("{version}: {rule} should fire alone:\n{}", summary(&fired)));
            }
            for finding in &fired {
                problems.extend(unsaid(definition, finding));
            }
            problems.extend(given_away(definition, &broken, &fired));
            let cleared = findings(definition, &patched(base, &fixture.clears));
            if !cleared.is_empty() {
                problems.push(format!("{version}: {rule} should clear:\n{}", summary(&cleared)));
            }
        }
    }
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
}

/// Placeholders that a message leaves open.
fn unsaid(definition: &Definition, finding: &Finding) -> Vec<String> {
    let mut open = Vec::new();
    for texts in [&definition.ko, &definition.en] {
        let mut message = texts.message[&finding.message].clone();
        for (name, value) in &finding.params {
            message = message.replace(&format!("{{{name}}}"), value);
        }
        if message.contains('{') {
            open.push(format!("{}: {message}", finding.rule));
        }
    }
    open
}

/// Findings whose words hold the whole of a personal value.
fn given_away(definition: &Definition, content: &Content, fired: &[Finding]) -> Vec<String> {
    let gives = |finding: &&Finding| {
        let Some(path) = &finding.path else { return false };
        let field = definition.field(path.field()).unwrap();
        let secret = content.get(path).and_then(Answer::as_text).unwrap_or_default();
        // A day that cannot be anyone's birthday may be shown; it is what must be corrected.
        let open = matches!(field.kind, Kind::Paragraph | Kind::Date);
        field.personal
            && !open
            && secret.chars().count() > 1
            && finding.params.values().any(|value| value.contains(secret))
    };
    fired.iter().filter(gives).map(|f| format!("{} gives a value away", f.rule)).collect()
}
