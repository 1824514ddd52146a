//! The second half of loading: whether every name in a definition refers to something that is there, and
//! whether what refers to what can be decided at all. Names in texts are held against the form in `texts`.

use std::collections::{BTreeMap, BTreeSet};

use super::load::line_of;
use super::{Condition, Definition, DefinitionFiles, Kind, LoadError, Requirement};
use crate::path::FieldId;
use crate::rules::Param;

impl Definition {
    pub(super) fn check_references(&self, files: &DefinitionFiles, errors: &mut Vec<LoadError>) {
        let mut audit = Audit { definition: self, files, errors };
        audit.fields();
        audit.conditions_of_fields();
        audit.circles();
        audit.rules();
        audit.roles();
        for (file, texts) in [("text.ko.toml", &self.ko), ("text.en.toml", &self.en)] {
            for (needle, problem) in texts.problems(self) {
                audit.problem(file, &needle, problem);
            }
        }
    }

    /// Whether the form has a table of this name.
    pub fn has_table(&self, table: &str) -> bool {
        self.sections.iter().any(|section| section.table.as_deref() == Some(table))
    }
}

struct Audit<'a> {
    definition: &'a Definition,
    files: &'a DefinitionFiles,
    errors: &'a mut Vec<LoadError>,
}

impl Audit<'_> {
    fn problem(&mut self, file: &str, needle: &str, problem: String) {
        let (file, line) = place(self.files, file, needle);
        self.errors.push(LoadError { file, line, problem });
    }

    fn fields(&mut self) {
        let (mut fields, mut sections) = (BTreeSet::new(), BTreeSet::new());
        for section in &self.definition.sections {
            if !sections.insert(&section.id) {
                let problem = format!("section {} stands twice", section.id);
                self.problem("form.toml", &section.id, problem);
            }
        }
        for (section, field) in self.definition.fields() {
            let name = field.path.as_str();
            if !fields.insert(&field.path) {
                self.problem("form.toml", name, format!("field {name} stands twice"));
            }
            if field.path.table() != section.table.as_deref() {
                let problem = format!("field {name} is not of its section's table");
                self.problem("form.toml", name, problem);
            }
            if matches!(field.kind, Kind::Code | Kind::Codes) != field.codes.is_some() {
                let problem = format!("field {name}: codes belong to code fields, and only there");
                self.problem("form.toml", name, problem);
            }
        }
    }

    fn conditions_of_fields(&mut self) {
        for (section, field) in self.definition.fields() {
            let required = match &field.required {
                Requirement::When(condition) => Some(condition),
                Requirement::Fixed(_) => None,
            };
            let owner = field.path.as_str();
            for condition in [field.shown_when.as_ref(), required].into_iter().flatten() {
                self.condition("form.toml", owner, condition, field.path.table());
            }
            // Once for the section, in the name of its first field.
            if section.fields.first() == Some(field)
                && let Some(condition) = &section.shown_when
            {
                self.condition("form.toml", &section.id, condition, section.table.as_deref());
            }
        }
    }

    /// Holds one condition against the form; `table` is the table from whose rows it is seen.
    fn condition(&mut self, file: &str, owner: &str, condition: &Condition, table: Option<&str>) {
        self.names(file, owner, condition);
        for field in condition.fields() {
            if field.table().is_some() && field.table() != table {
                let problem = format!("{owner}: {field} has no row here; it would always be blank");
                self.problem(file, owner, problem);
            }
        }
    }

    /// Fields, codes and tables that a condition names.
    fn names(&mut self, file: &str, owner: &str, condition: &Condition) {
        for part in condition.parts() {
            match part {
                Condition::In { field, codes } => {
                    let Some(found) = self.definition.field(field) else {
                        self.problem(file, field.as_str(), format!("{owner}: no field {field}"));
                        continue;
                    };
                    let Some(list) = self.definition.codes_of(found) else { continue };
                    for code in codes.iter().filter(|code| list.get(code).is_none()) {
                        let problem = format!("{owner}: {field} has no code {code} in {}", list.id);
                        self.problem(file, owner, problem);
                    }
                }
                Condition::Since { field, .. } => match self.definition.field(field) {
                    None => {
                        self.problem(file, field.as_str(), format!("{owner}: no field {field}"));
                    }
                    Some(found) if !matches!(found.kind, Kind::Date | Kind::Datetime) => {
                        let problem = format!("{owner}: {field} is neither a day nor a moment");
                        self.problem(file, owner, problem);
                    }
                    Some(_) => {}
                },
                Condition::Answered { field, .. } if self.definition.field(field).is_none() => {
                    self.problem(file, field.as_str(), format!("{owner}: no field {field}"));
                }
                Condition::Rows { table, .. } if !self.definition.has_table(table) => {
                    self.problem(file, table, format!("{owner}: no table {table}"));
                }
                _ => {}
            }
        }
    }

    /// Whether a field is shown must not depend on itself, directly or through others.
    fn circles(&mut self) {
        let mut asks: BTreeMap<&FieldId, BTreeSet<&FieldId>> = BTreeMap::new();
        for (section, field) in self.definition.fields() {
            let conditions = [&section.shown_when, &field.shown_when].into_iter().flatten();
            asks.entry(&field.path).or_default().extend(conditions.flat_map(Condition::fields));
        }
        // Take away, again and again, the fields that ask for none of those left; a circle remains.
        loop {
            let left: BTreeSet<&FieldId> = asks.keys().copied().collect();
            asks.retain(|_, asked| asked.iter().any(|field| left.contains(field)));
            if asks.len() == left.len() {
                break;
            }
        }
        if let Some(field) = asks.keys().next() {
            let all: Vec<&str> = asks.keys().map(|field| field.as_str()).collect();
            let problem = format!("shown_when goes in a circle: {}", all.join(", "));
            self.problem("form.toml", field.as_str(), problem);
        }
    }

    fn rules(&mut self) {
        let mut ids = BTreeSet::new();
        for rule in &self.definition.rules {
            let id = &rule.id;
            if !ids.insert(id) {
                self.problem("rules.toml", id, format!("rule {id} stands twice"));
            }
            for problem in crate::rules::validate(rule, self.definition).err().unwrap_or_default() {
                self.problem("rules.toml", id, format!("rule {id}: {problem}"));
            }
            let params = rule.params.values().filter_map(|param| match param {
                Param::Condition(condition) => Some(condition),
                _ => None,
            });
            for condition in rule.when.iter().chain(params) {
                self.names("rules.toml", id, condition);
            }
        }
    }

    fn roles(&mut self) {
        let roles = &self.definition.form.roles;
        let named = [
            &roles.document_no,
            &roles.prior_document_no,
            &roles.report_date,
            &roles.title,
            &roles.subject,
        ];
        for field in named.into_iter().chain(&roles.search).chain(roles.prefill.keys()) {
            if self.definition.field(field).is_none() {
                self.problem("form.toml", field.as_str(), format!("role: no field {field}"));
            }
        }
        if let Some(field) = &self.definition.form.deadline.counted_from
            && self.definition.field(field).is_none_or(|field| field.kind != Kind::Date)
        {
            let problem = format!("deadline: {field} is no date of the form");
            self.problem("form.toml", field.as_str(), problem);
        }
        if !self.definition.has_table(&roles.transfers) {
            let problem = format!("role: no table {}", roles.transfers);
            self.problem("form.toml", "transfers", problem);
        }
    }
}

/// Where `needle` stands: in `file`, or in a file of the folder that carries on from it. The line that
/// declares it (`path = "…"`, `id = "…"`) goes before one that only names it.
fn place(files: &DefinitionFiles, file: &str, needle: &str) -> (String, usize) {
    let folder = match file {
        "form.toml" => "sections/",
        "rules.toml" => "rules/",
        _ => file,
    };
    let declared = [format!("path = \"{needle}\""), format!("id = \"{needle}\"")];
    let quoted = format!("\"{needle}\"");
    let ways = declared.iter().map(String::as_str).chain([quoted.as_str(), needle]);
    let texts = || files.files.iter().filter(|(name, _)| *name == file || name.starts_with(folder));
    ways.filter(|way| !way.is_empty())
        .flat_map(|way| texts().map(move |(name, text)| (name.clone(), line_of(text, way))))
        .find(|(_, line)| *line > 0)
        .unwrap_or_else(|| (file.to_owned(), 0))
}
