//! Test bench for checks: a tiny definition with one rule, answers as TOML, and what was found.
//!
//! The definition goes through the same loader as a real one, so every test rule is also held to `validate`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::answer::{Answer, Content, Row};
use crate::definition::{Definition, DefinitionFiles};
use crate::finding::Finding;
use crate::path::RowId;
use crate::rules::{Context, Known, check};

/// Code lists that test forms may name.
const CODES: &str = r#"
    id = "list"
    source = "test"
    code = [{ value = "1", ko = "하나", en = "one" }, { value = "2", ko = "사기", en = "fraud" }]
"#;

/// A tiny definition.
pub(crate) struct Bench {
    /// The definition, loaded.
    pub(crate) definition: Definition,
    /// Today; Friday 20 November 2026 unless a test says otherwise.
    pub(crate) today: NaiveDate,
    /// What is known outside the filing.
    known: Option<Known>,
    /// From this day on another version of the form is in force.
    other_version_since: Option<NaiveDate>,
}

impl Bench {
    /// A form of these sections with one logic rule, or what the loader says against it.
    pub(crate) fn try_new(form: &str, rule: &str) -> Result<Self, String> {
        let phase = if rule.contains("phase =") { "" } else { "phase = 'logic'\n" };
        let severity = if rule.contains("severity =") { "" } else { "severity = 'block'\n" };
        let ids = "id = 'T-B001'\nmessage = 'm'\ncite = 'test'\nwhy = 'test'\n";
        Self::of_rules(form, &format!("[[rule]]\n{ids}{phase}{severity}{rule}"), "wrong")
    }

    /// As [`Self::try_new`], of a rule that is right.
    pub(crate) fn new(form: &str, rule: &str) -> Self {
        match Self::try_new(form, rule) {
            Ok(bench) => bench,
            Err(problem) => panic!("{problem}"),
        }
    }

    /// A form with a whole `rules.toml`; every rule says `message`.
    pub(crate) fn of_rules(form: &str, rules: &str, message: &str) -> Result<Self, String> {
        let files = files(form, rules, message);
        let definition = Definition::load(&files).map_err(|errors| {
            errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        })?;
        let today = "2026-11-20".parse().unwrap();
        Ok(Self { definition, today, known: None, other_version_since: None })
    }

    /// The same where something is known outside the filing.
    pub(crate) fn knowing(mut self, known: Known) -> Self {
        self.known = Some(known);
        self
    }

    /// The same where another version of the form is in force from a day on.
    pub(crate) fn other_version_since(mut self, day: &str) -> Self {
        self.other_version_since = day.parse().ok();
        self
    }

    /// Everything found in the answers.
    pub(crate) fn findings(&self, answers: &str) -> Vec<Finding> {
        self.check(&content(answers))
    }

    /// Everything found in a filing.
    pub(crate) fn check(&self, content: &Content) -> Vec<Finding> {
        // Stands for a font with Hangul and Latin only.
        let printable = |c: char| c.is_ascii() || ('가'..='힣').contains(&c) || "·…“”".contains(c);
        let known = self.known.as_ref();
        let version_on = |day: NaiveDate| {
            let other = self.other_version_since.is_some_and(|since| day >= since);
            Some(if other { "other".to_owned() } else { self.definition.form.version.clone() })
        };
        let version_on: &dyn Fn(NaiveDate) -> Option<String> = &version_on;
        let version_on = self.other_version_since.map(|_| version_on);
        let today = self.today;
        check(
            &self.definition,
            content,
            &Context { today, printable: &printable, known, version_on },
        )
    }

    /// The places where something was found.
    pub(crate) fn paths(&self, answers: &str) -> Vec<String> {
        let path = |finding: Finding| finding.path.map_or("-".to_owned(), |p| p.to_string());
        self.findings(answers).into_iter().map(path).collect()
    }

    /// Whether anything was found.
    pub(crate) fn fires(&self, answers: &str) -> bool {
        !self.findings(answers).is_empty()
    }

    /// What the first finding says for a placeholder; empty when there is none.
    pub(crate) fn says(&self, answers: &str, placeholder: &str) -> String {
        let findings = self.findings(answers);
        let first = findings.first();
        first.and_then(|f| f.params.get(placeholder)).cloned().unwrap_or_default()
    }
}

/// The files of a definition whose sections and fields leave out what tests do not care for.
pub(crate) fn files(form: &str, rules: &str, message: &str) -> DefinitionFiles {
    let mut form: toml::Table = form.parse().unwrap();
    let mut labels = toml::Table::new();
    let mut sections = toml::Table::new();
    let mut tables = toml::Table::new();
    let text = |text: &str| toml::Value::String(text.to_owned());
    for (number, section) in form["section"].as_array_mut().unwrap().iter_mut().enumerate() {
        let section = section.as_table_mut().unwrap();
        section.insert("id".to_owned(), text(&format!("section{number}")));
        section.insert("spec".to_owned(), text("I"));
        sections.insert(format!("section{number}"), text("Section"));
        if let Some(table) = section.get("table") {
            tables.insert(table.as_str().unwrap().to_owned(), text("Table"));
        }
        for field in section["field"].as_array_mut().unwrap() {
            let field = field.as_table_mut().unwrap();
            field.insert("cite".to_owned(), text("test"));
            let mut label = toml::Table::new();
            label.insert("label".to_owned(), text("Label"));
            labels.insert(field["path"].as_str().unwrap().to_owned(), label.into());
        }
    }
    let first = form["section"][0]["field"][0]["path"].as_str().unwrap().to_owned();
    // Roles need a table; forms without one get a table of their own.
    if tables.is_empty() {
        tables.insert("rows".to_owned(), text("Table"));
        sections.insert("rows".to_owned(), text("Section"));
        labels.insert("rows[].x".to_owned(), "label = 'x'".parse::<toml::Table>().unwrap().into());
        let rows = "id = 'rows'\nspec = ''\ntable = 'rows'\nfield = [{ path = 'rows[].x', kind = 'text', cite = 'test' }]";
        form["section"].as_array_mut().unwrap().push(rows.parse::<toml::Table>().unwrap().into());
    }
    let transfers = tables.keys().next().unwrap().clone();
    let head = format!(
        "[form]\nid = 'test'\nversion = '1'\neffective_from = '2026-01-01'\nauthority = 'kofiu'\nstatus = 'free-form'\ncite = 'test'\n\
         [form.deadline]\nbusiness_days = 3\ninternal_target = 1\ncalendar = 'kr'\ncite = 'test'\n\
         [form.roles]\ndocument_no = '{first}'\nprior_document_no = '{first}'\nreport_date = '{first}'\n\
         title = '{first}'\nsubject = '{first}'\ntransfers = '{transfers}'\nsearch = []\n"
    );
    let mut texts = toml::Table::new();
    texts.insert("title".to_owned(), text("Test"));
    texts.insert("section".to_owned(), sections.into());
    texts.insert("table".to_owned(), tables.into());
    texts.insert("field".to_owned(), labels.into());
    let mut messages = toml::Table::new();
    messages.insert("m".to_owned(), text(message));
    texts.insert("message".to_owned(), messages.into());
    let texts = written(&texts);
    let names =
        ["form.toml", "rules.toml", "text.ko.toml", "text.en.toml", "page.toml", "SOURCE.md"];
    let contents = [
        head + &written(&form),
        rules.to_owned(),
        texts.clone(),
        texts,
        String::new(),
        String::new(),
    ];
    DefinitionFiles {
        files: names.map(str::to_owned).into_iter().zip(contents).collect(),
        codes: BTreeMap::from([("list".to_owned(), CODES.to_owned())]),
    }
}

/// TOML of a table, key by key. (The `toml` crate is used here without its writer.)
fn written(table: &toml::Table) -> String {
    fn inline(value: &toml::Value) -> String {
        match value {
            toml::Value::String(text) => serde_json::to_string(text).unwrap(),
            toml::Value::Array(items) => {
                format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", "))
            }
            toml::Value::Table(table) => {
                let pairs = table.iter().map(|(key, value)| format!("{key:?} = {}", inline(value)));
                format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
            }
            toml::Value::Boolean(flag) => flag.to_string(),
            toml::Value::Integer(number) => number.to_string(),
            other => panic!("not written in test forms: {other:?}"),
        }
    }
    // Sections start with a header, so that they may follow the tables of the head.
    let mut text = String::new();
    for (key, value) in table {
        match value {
            toml::Value::Array(items) if items.iter().all(toml::Value::is_table) => {
                for item in items {
                    text.push_str(&format!("[[{key}]]\n"));
                    for (key, value) in item.as_table().unwrap() {
                        text.push_str(&format!("{key:?} = {}\n", inline(value)));
                    }
                }
            }
            _ => text.push_str(&format!("{key:?} = {}\n", inline(value))),
        }
    }
    text
}

/// Answers written as TOML: `group.name = 'text'` or `['a', 'b']`, and `table = [{ column = 'text' }]`.
pub(crate) fn content(answers: &str) -> Content {
    let answer = |value: &toml::Value| match value {
        toml::Value::Array(values) => {
            Answer::Many(values.iter().map(|v| v.as_str().unwrap().to_owned()).collect())
        }
        value => Answer::Text(value.as_str().unwrap().to_owned()),
    };
    let answers: toml::Table =
        if answers == "{}" { toml::Table::new() } else { answers.parse().unwrap() };
    let mut content = Content::default();
    for (group, value) in &answers {
        if let Some(fields) = value.as_table() {
            for (name, value) in fields {
                content.fields.insert(format!("{group}.{name}").parse().unwrap(), answer(value));
            }
            continue;
        }
        let rows = value.as_array().unwrap().iter().zip(1..).map(|(row, number)| Row {
            id: RowId::nth(number),
            cells: row.as_table().unwrap().iter().map(|(k, v)| (k.clone(), answer(v))).collect(),
        });
        content.tables.insert(group.clone(), rows.collect());
    }
    content
}
