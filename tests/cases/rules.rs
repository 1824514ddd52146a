//! Every rule of every shipped definition fires on a fixture made for it, on nothing else, and clears.
//!
//! A form is a folder of `assets/forms/`. `assets/samples/<form>.json` is a report without a finding. A file in
//! `fixtures/<form>/rules/` is named after its rule and holds two patches on it: one that the rule must find,
//! alone, and a near miss that no rule may find. `fixtures/<form>/variants/` holds patches that turn the sample
//! into another clean report, for rules that speak of what it lacks; `clean-<version>.json` is a clean report
//! for a version that the sample does not fit. Not here: what each check computes; that is tested beside it.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path as FilePath, PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;
use singo_domain::answer::{Answer, Content, Row};
use singo_domain::definition::{Catalogue, Definition, DefinitionFiles, Kind};
use singo_domain::finding::Finding;
use singo_domain::path::{Path, RowId};
use singo_domain::rules::{Context, Known, check};

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
    /// Rules that cannot but fire with it, for what one finds contains what the other does.
    #[serde(default)]
    also: BTreeSet<String>,
    /// Where the finding lands; absent when it concerns the report as a whole.
    #[serde(default)]
    path: Option<Path>,
    /// What is known outside the report, in both cases; nothing where it is left out.
    #[serde(default)]
    known: Option<Known>,
    /// From this day on another version of the form is in force, in both cases.
    #[serde(default)]
    other_version_since: Option<NaiveDate>,
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

/// A form under test: its definitions, and its folders of data.
struct Form {
    name: String,
    catalogue: Catalogue,
}

/// What the rules are told besides the report.
struct Around<'a> {
    /// The day of the report that is clean.
    today: NaiveDate,
    known: Option<&'a Known>,
    other_version_since: Option<NaiveDate>,
}

/// Every form that ships.
fn forms() -> Vec<Form> {
    let codes: BTreeMap<String, String> =
        files(&root().join("assets/codes"), "").into_iter().map(|(n, t)| (stem(&n), t)).collect();
    let mut forms = Vec::new();
    for form in fs::read_dir(root().join("assets/forms")).unwrap() {
        let mut definitions = Vec::new();
        let form = form.unwrap().path();
        for version in fs::read_dir(&form).unwrap() {
            let folder = version.unwrap().path();
            let parts = DefinitionFiles { files: files(&folder, ""), codes: codes.clone() };
            definitions.push(Definition::load(&parts).unwrap_or_else(|errors| {
                let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
                panic!("{}:\n{}", folder.display(), lines.join("\n"))
            }));
        }
        let name = form.file_name().unwrap().to_str().unwrap().to_owned();
        forms.push(Form { name, catalogue: Catalogue::new(definitions).unwrap() });
    }
    assert!(forms.len() >= 2, "the forms are where they are looked for");
    forms
}

impl Form {
    fn fixtures(&self) -> PathBuf {
        root().join("tests/fixtures").join(&self.name)
    }

    /// The sample: a report without a finding under the version that is open.
    fn sample(&self) -> Content {
        self.content(&root().join(format!("assets/samples/{}.json", self.name)))
    }

    /// A clean report under a version: one made for it, or else the sample.
    fn clean(&self, version: &str) -> Content {
        let own = self.fixtures().join(format!("clean-{version}.json"));
        if own.exists() { self.content(&own) } else { self.sample() }
    }

    fn content(&self, file: &FilePath) -> Content {
        let mut json: serde_json::Value = serde_json::from_str(&read(file)).unwrap();
        let form = json.as_object_mut().unwrap().remove("form").unwrap();
        assert_eq!(form, self.name, "{} says which form it answers", file.display());
        serde_json::from_value(json).unwrap()
    }

    /// The sample and its variants, by name; the sample's name is empty.
    fn bases(&self) -> BTreeMap<String, Content> {
        let sample = self.sample();
        let mut bases: BTreeMap<String, Content> = files(&self.fixtures().join("variants"), "")
            .into_iter()
            .map(|(name, text)| (stem(&name), patched(&sample, &parse(&name, &text))))
            .collect();
        bases.insert(String::new(), sample);
        bases
    }

    /// Findings beside what is told.
    fn findings(
        &self,
        definition: &Definition,
        content: &Content,
        around: &Around<'_>,
    ) -> Vec<Finding> {
        let version_on = |day: NaiveDate| {
            let other = around.other_version_since.is_some_and(|since| day >= since);
            Some(if other { "other".to_owned() } else { definition.form.version.clone() })
        };
        let context = Context {
            today: around.today,
            // Stands for a font that has everything but emoji.
            printable: &|c| u32::from(c) < 0x1_F000,
            known: around.known,
            version_on: Some(&version_on),
        };
        check(definition, content, &context)
    }
}

/// The day of a report.
fn reported(definition: &Definition, content: &Content) -> NaiveDate {
    let day = content.get(&definition.form.roles.report_date.at(None)).unwrap();
    day.to_text().parse().unwrap()
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

fn summary(found: &[Finding]) -> String {
    let line = |f: &Finding| {
        let path = f.path.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
        format!("    {} {path} {:?}", f.rule, f.params)
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn versions_follow_each_other_without_gap() {
    let forms = forms();
    let version = |form: &str, day: &str| {
        let catalogue = &forms.iter().find(|f| f.name == form).unwrap().catalogue;
        catalogue.in_force(form, day.parse().unwrap()).map(|d| d.form.version.clone())
    };
    for (form, day, expected) in [
        // Virtual assets were not in the form before.
        ("str", "2021-03-24", None),
        ("str", "2021-03-25", Some("2021-03")),
        ("str", "2026-08-19", Some("2021-03")),
        // The day of 고시 제2026-2호.
        ("str", "2026-08-20", Some("2026-08")),
        ("remittance", "2026-08-19", None),
        ("remittance", "2026-12-02", Some("2026-08")),
        // The day of Act 21714.
        ("remittance", "2026-12-03", Some("2026-12")),
        ("remittance", "2027-02-18", Some("2026-12")),
        // The day from which the travel rule has no floor.
        ("remittance", "2027-02-19", Some("2027-02")),
    ] {
        assert_eq!(version(form, day).as_deref(), expected, "{form} on {day}");
    }
}

#[test]
fn clean_reports_have_no_finding() {
    for form in forms() {
        for definition in form.catalogue.all() {
            let version = &definition.form.version;
            let mut bases = form.bases();
            // A version with a clean report of its own may lack what the variants speak of.
            if form.fixtures().join(format!("clean-{version}.json")).exists() {
                bases = BTreeMap::from([(String::new(), form.clean(version))]);
            }
            for (name, content) in bases {
                let today = reported(definition, &content);
                let around = Around { today, known: None, other_version_since: None };
                let found = form.findings(definition, &content, &around);
                let form = &form.name;
                assert!(found.is_empty(), "{form} {version} {name:?}:\n{}", summary(&found));
            }
        }
    }
}

#[test]
fn clean_reports_answer_only_fields_that_exist() {
    for form in forms() {
        for definition in form.catalogue.all() {
            let version = &definition.form.version;
            let content = form.clean(version);
            let single = content.fields.keys().map(|id| id.as_str().to_owned());
            let cells = content.tables.iter().flat_map(|(table, rows)| {
                let columns = rows.iter().flat_map(|row| row.cells.keys());
                columns.map(move |column| format!("{table}[].{column}"))
            });
            let unknown: BTreeSet<String> = single
                .chain(cells)
                .filter(|id| definition.field(&id.parse().unwrap()).is_none())
                .collect();
            assert_eq!(unknown, BTreeSet::new(), "{} {version}", form.name);
        }
    }
}

/// Typed into every field at once of the form as if it hid nothing: what a kind or a list does not have, and what no
/// font has.
#[test]
fn what_a_field_does_not_take_is_found_on_it() {
    for form in forms() {
        let mut definition = form.catalogue.all().last().unwrap().clone();
        let today = reported(&definition, &form.sample());
        let around = Around { today, known: None, other_version_since: None };
        for section in &mut definition.sections {
            section.shown_when = None;
            section.fields.iter_mut().for_each(|field| field.shown_when = None);
        }
        for text in ["가나다", "가😀나"] {
            let (mut content, mut expected) = (form.sample(), BTreeSet::new());
            for (_, field) in definition.fields() {
                let row = field.path.table().map(|table| {
                    let rows = content.tables.entry(table.to_owned()).or_default();
                    let new = || Row { id: RowId::nth(900), cells: BTreeMap::new() };
                    rows.truncate(1);
                    rows.is_empty().then(|| rows.push(new()));
                    rows[0].id.clone()
                });
                let path = field.path.at(row.as_ref());
                content.set(&path, Some(text.into()));
                let is_read = field.kind.read(&text.into()).is_ok();
                if !is_read || definition.codes_of(field).is_some() || text.contains('😀') {
                    expected.insert(path);
                }
            }
            let found = form.findings(&definition, &content, &around);
            let on: BTreeSet<Path> = found.into_iter().filter_map(|found| found.path).collect();
            let missed: Vec<_> = expected.difference(&on).map(ToString::to_string).collect();
            assert!(missed.is_empty(), "{} {text}: {missed:?}", form.name);
            assert!(expected.len() > 60, "{}: {}", form.name, expected.len());
        }
    }
}

#[test]
fn every_rule_fires_alone_and_clears() {
    let mut problems = Vec::new();
    for form in forms() {
        let bases = form.bases();
        let fixtures: BTreeMap<String, Fixture> = files(&form.fixtures().join("rules"), "")
            .iter()
            .map(|(name, text)| (stem(name), parse(name, text)))
            .collect();
        let mut left: BTreeSet<&String> = fixtures.keys().collect();
        for definition in form.catalogue.all() {
            let version = format!("{} {}", form.name, definition.form.version);
            for rule in &definition.rules {
                let Some(fixture) = fixtures.get(&rule.id) else {
                    problems.push(format!("{version}: rule {} has no fixture", rule.id));
                    continue;
                };
                left.remove(&rule.id);
                let tried = fixture.tried(&form, &bases, definition, &rule.id);
                problems.extend(tried.into_iter().map(|problem| format!("{version}: {problem}")));
            }
        }
        problems.extend(left.iter().map(|rule| format!("fixture {rule} has no rule")));
    }
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
}

impl Fixture {
    /// What is wrong with a rule under one version, by its two cases.
    fn tried(
        &self,
        form: &Form,
        bases: &BTreeMap<String, Content>,
        definition: &Definition,
        rule: &String,
    ) -> Vec<String> {
        let base = &bases[self.on.as_deref().unwrap_or_default()];
        let around = Around {
            today: reported(definition, base),
            known: self.known.as_ref(),
            other_version_since: self.other_version_since,
        };
        let broken = patched(base, &self.fires);
        let fired = form.findings(definition, &broken, &around);
        let mut problems = Vec::new();
        let names: BTreeSet<&String> = fired.iter().map(|finding| &finding.rule).collect();
        let expected: BTreeSet<&String> = self.also.iter().chain([rule]).collect();
        let lands = |finding: &Finding| finding.rule == *rule && finding.path == self.path;
        if names != expected || !fired.iter().any(lands) {
            problems.push(format!("{rule} should fire alone:\n{}", summary(&fired)));
        }
        for finding in &fired {
            problems.extend(unsaid(definition, finding));
        }
        problems.extend(given_away(definition, &broken, &fired));
        let cleared = form.findings(definition, &patched(base, &self.clears), &around);
        if !cleared.is_empty() {
            problems.push(format!("{rule} should clear:\n{}", summary(&cleared)));
        }
        problems
    }
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
