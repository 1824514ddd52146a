//! The second half of loading: whether every name in a definition refers to something that is there.

use std::collections::BTreeSet;

use super::load::line_of;
use super::{Condition, Definition, DefinitionFiles, Kind, LoadError, Requirement, Texts};
use crate::path::FieldId;
use crate::rules::FieldSelection;

impl Definition {
    pub(super) fn check_references(&self, files: &DefinitionFiles, errors: &mut Vec<LoadError>) {
        let mut problem = |file: &str, needle: &str, problem: String| {
            let (file, line) = place(files, file, needle);
            errors.push(LoadError { file, line, problem });
        };
        let mut fields = BTreeSet::new();
        for (section, field) in self.fields() {
            let name = field.path.as_str();
            if !fields.insert(&field.path) {
                problem("form.toml", name, format!("field {name} stands twice"));
            }
            if field.path.table() != section.table.as_deref() {
                problem("form.toml", name, format!("field {name} is not of its section's table"));
            }
            if matches!(field.kind, Kind::Code | Kind::Codes) != field.codes.is_some() {
                problem(
                    "form.toml",
                    name,
                    format!("field {name}: codes belong to code fields, and only there"),
                );
            }
        }
        let tables: BTreeSet<&str> =
            self.sections.iter().filter_map(|s| s.table.as_deref()).collect();
        let mut conditions: Vec<(&str, String, &Condition)> = Vec::new();
        for (section, field) in self.fields() {
            let name = field.path.to_string();
            conditions.extend(section.shown_when.iter().map(|c| ("form.toml", name.clone(), c)));
            conditions.extend(field.shown_when.iter().map(|c| ("form.toml", name.clone(), c)));
            if let Requirement::When(condition) = &field.required {
                conditions.push(("form.toml", name, condition));
            }
        }
        let mut rules = BTreeSet::new();
        for rule in &self.rules {
            if !rules.insert(&rule.id) {
                problem("rules.toml", &rule.id, format!("rule {} stands twice", rule.id));
            }
            if let Err(reason) = crate::rules::validate(rule, self) {
                problem("rules.toml", &rule.id, format!("rule {}: {reason}", rule.id));
            }
            conditions.extend(rule.when.iter().map(|c| ("rules.toml", rule.id.clone(), c)));
            if let FieldSelection::Listed(listed) = &rule.fields {
                for field in listed.iter().filter(|field| !fields.contains(field)) {
                    problem("rules.toml", &rule.id, format!("rule {}: no field {field}", rule.id));
                }
            }
        }
        for (file, place, condition) in conditions {
            for field in condition.fields().into_iter().filter(|field| !fields.contains(field)) {
                problem(file, &place, format!("{place}: no field {field}"));
            }
        }
        let roles = &self.form.roles;
        let named = [
            &roles.document_no,
            &roles.prior_document_no,
            &roles.report_date,
            &roles.title,
            &roles.subject,
        ];
        for field in named.into_iter().chain(&roles.search).chain(roles.prefill.keys()) {
            if !fields.contains(field) {
                problem("form.toml", field.as_str(), format!("role: no field {field}"));
            }
        }
        if !tables.contains(roles.transfers.as_str()) {
            problem("form.toml", "transfers", format!("role: no table {}", roles.transfers));
        }
        for (file, texts) in [("text.ko.toml", &self.ko), ("text.en.toml", &self.en)] {
            for missing in self.missing_texts(texts, &tables) {
                problem(file, "", missing);
            }
        }
    }

    fn missing_texts(&self, texts: &Texts, tables: &BTreeSet<&str>) -> Vec<String> {
        let known: BTreeSet<&FieldId> = self.fields().map(|(_, field)| &field.path).collect();
        let mut missing = Vec::new();
        for section in self.sections.iter().filter(|s| !texts.section.contains_key(&s.id)) {
            missing.push(format!("no title for section {}", section.id));
        }
        for table in tables.iter().filter(|t| !texts.table.contains_key(**t)) {
            missing.push(format!("no name for table {table}"));
        }
        for field in known.iter().filter(|f| !texts.field.contains_key(**f)) {
            missing.push(format!("no label for field {field}"));
        }
        for field in texts.field.keys().filter(|f| !known.contains(f)) {
            missing.push(format!("label for a field that does not exist: {field}"));
        }
        for rule in self.rules.iter().filter(|r| !texts.message.contains_key(&r.message)) {
            missing.push(format!("no message {}", rule.message));
        }
        missing
    }
}

/// Where `needle` stands: in `file`, or in a file of the folder that carries on from it.
fn place(files: &DefinitionFiles, file: &str, needle: &str) -> (String, usize) {
    let folder = match file {
        "form.toml" => "sections/",
        "rules.toml" => "rules/",
        _ => file,
    };
    files
        .files
        .iter()
        .filter(|(name, _)| *name == file || name.starts_with(folder))
        .map(|(name, text)| (name.clone(), line_of(text, needle)))
        .find(|(_, line)| *line > 0)
        .unwrap_or_else(|| (file.to_owned(), 0))
}
