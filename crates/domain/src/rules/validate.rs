//! Whether a rule may say what it says: the check exists, its fields are of the right number and kinds and of
//! one table, its parameters are known and of the right type. Runs when a definition is loaded.

use std::collections::BTreeSet;

use super::{Check, FieldSelection, Fields, Param, ParamKind, ParamSpec, Phase, Rule, checks};
use crate::definition::{Condition, Definition, Kind};
use crate::path::FieldId;

/// Holds a rule to the declaration of its check.
///
/// # Errors
/// Every problem, as a sentence for the author of the definition.
pub fn validate(rule: &Rule, definition: &Definition) -> Result<(), Vec<String>> {
    let Some(check) = checks::find(&rule.check) else {
        return Err(vec![format!("no check {}", rule.check)]);
    };
    let mut trial = Trial { rule, check, definition, problems: Vec::new() };
    trial.fields();
    trial.params();
    trial.condition_sees();
    if rule.phase == Phase::Syntax && !check.is_cell() {
        trial.says(format!("{} is no check of the syntax phase", check.name));
    }
    if trial.problems.is_empty() { Ok(()) } else { Err(trial.problems) }
}

/// The placeholders that a message of this rule may have.
pub fn said_by(rule: &Rule) -> BTreeSet<&str> {
    let given = rule.params.iter().filter(|(_, param)| param.said().is_some());
    let check = checks::find(&rule.check).map_or(&[][..], |check| check.says);
    given.map(|(name, _)| name.as_str()).chain(check.iter().copied()).collect()
}

struct Trial<'a> {
    rule: &'a Rule,
    check: &'a Check,
    definition: &'a Definition,
    problems: Vec<String>,
}

impl Trial<'_> {
    fn says(&mut self, problem: String) {
        self.problems.push(problem);
    }

    fn fields(&mut self) {
        let name = self.check.name;
        let listed = match (&self.rule.fields, self.check.fields) {
            (FieldSelection::Every, Fields::Each(_)) => return,
            (FieldSelection::Every, _) => {
                return self.says(format!("{name} needs its fields listed, not \"*\""));
            }
            (FieldSelection::Listed(fields), _) => fields,
        };
        let count = listed.len();
        match self.check.fields {
            Fields::Each(kinds) => {
                if listed.is_empty() {
                    self.says(format!("{name} takes at least one field"));
                }
                listed.iter().for_each(|field| self.kind_of(field, kinds));
            }
            Fields::Exactly(positions) => {
                if count != positions.len() {
                    self.says(format!("{name} takes {} fields, not {count}", positions.len()));
                }
                listed.iter().zip(positions).for_each(|(field, kinds)| self.kind_of(field, kinds));
                self.one_table(listed);
            }
            Fields::Several | Fields::Columns => {
                if listed.is_empty() {
                    self.says(format!("{name} takes at least one field"));
                }
                if matches!(self.check.fields, Fields::Columns)
                    && listed.iter().any(|field| field.table().is_none())
                {
                    self.says(format!("{name} takes columns of a table only"));
                }
                listed.iter().for_each(|field| self.kind_of(field, &[]));
                self.one_table(listed);
            }
            Fields::Landing => {
                if count > 1 || listed.iter().any(|field| field.table().is_some()) {
                    self.says(format!("{name} takes no field, or one single field to land on"));
                }
                listed.iter().for_each(|field| self.kind_of(field, &[]));
            }
        }
    }

    /// A rule whose first field is single runs once; a column beside it would always be blank.
    fn one_table(&mut self, listed: &[FieldId]) {
        let tables: BTreeSet<&str> = listed.iter().filter_map(FieldId::table).collect();
        if tables.len() > 1 {
            self.says("columns of different tables".to_owned());
        }
        if !tables.is_empty() && listed.first().is_some_and(|field| field.table().is_none()) {
            self.says("a column must stand first, before single fields".to_owned());
        }
    }

    fn kind_of(&mut self, field: &FieldId, kinds: &[Kind]) {
        match self.definition.field(field) {
            None => self.says(format!("no field {field}")),
            Some(found) if !kinds.is_empty() && !kinds.contains(&found.kind) => {
                let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
                let (wanted, kind) = (names.join(", "), found.kind.name());
                self.says(format!("{field} is {kind}; {} takes {wanted}", self.check.name));
            }
            Some(_) => {}
        }
    }

    /// One field for each listed, and of the same table.
    fn beside(&mut self, names: &[String]) {
        let listed = self.rule.listed();
        if names.len() != listed.len() {
            self.says(format!("{} fields beside {}", names.len(), listed.len()));
        }
        for (name, field) in names.iter().zip(listed) {
            match name.parse::<FieldId>() {
                Ok(other) if other.table() == field.table() => self.kind_of(&other, &[]),
                Ok(other) => self.says(format!("{other} is not beside {field}")),
                Err(_) => self.says(format!("no field {name}")),
            }
        }
    }

    fn params(&mut self) {
        for name in self.rule.params.keys() {
            if !self.check.params.iter().any(|spec| spec.name == name) {
                let known: Vec<&str> = self.check.params.iter().map(|spec| spec.name).collect();
                let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
                self.says(format!("unknown parameter {name}; {} takes {known}", self.check.name));
            }
        }
        for spec in self.check.params {
            match self.rule.params.get(spec.name) {
                None if spec.optional => {}
                None => self.says(format!("parameter {} is missing", spec.name)),
                Some(param) => self.param(spec, param),
            }
        }
    }

    fn param(&mut self, spec: &ParamSpec, param: &Param) {
        let wants = |what: &str| format!("parameter {} must be {what}", spec.name);
        match (spec.kind, param) {
            (ParamKind::Number, Param::Number(number)) if *number >= 0 => {}
            (ParamKind::Flag, Param::Flag(_)) | (ParamKind::Text, Param::Text(_)) => {}
            (ParamKind::Texts, Param::Text(_)) => {}
            (ParamKind::Texts, Param::Texts(texts)) if !texts.is_empty() => {}
            (ParamKind::Decimal, Param::Text(text))
                if crate::definition::read_number(text).is_some() => {}
            (ParamKind::Day, Param::Text(text))
                if text.len() == 10 && text.parse::<chrono::NaiveDate>().is_ok() => {}
            (ParamKind::Kinds, Param::Texts(names)) => {
                for name in names.iter().filter(|name| Kind::named(name).is_none()) {
                    self.says(format!("parameter {}: no kind {name}", spec.name));
                }
            }
            (ParamKind::Field(kinds), Param::Text(text)) => {
                self.named_field(spec, text, kinds, false)
            }
            (ParamKind::Column(kinds), Param::Text(text)) => {
                self.named_field(spec, text, kinds, true)
            }
            (ParamKind::Beside, Param::Texts(names)) => self.beside(names),
            (ParamKind::Table, Param::Text(table)) => {
                if !self.definition.has_table(table) {
                    self.says(format!("parameter {}: no table {table}", spec.name));
                }
            }
            // What the condition names is held to the form together with all other conditions.
            (ParamKind::Condition, Param::Condition(_)) => {}
            (ParamKind::CodeList, Param::Text(id)) => {
                if !self.definition.codes.contains_key(id) {
                    self.says(format!("parameter {}: no code list {id}", spec.name));
                }
            }
            (ParamKind::Number, _) => self.says(wants("a whole number, zero or more")),
            (ParamKind::Flag, _) => self.says(wants("true or false")),
            (ParamKind::Text | ParamKind::CodeList | ParamKind::Table, _) => {
                self.says(wants("a text"));
            }
            (ParamKind::Texts | ParamKind::Kinds | ParamKind::Beside, _) => {
                self.says(wants("a list of texts"))
            }
            (ParamKind::Decimal, _) => {
                self.says(wants("an exact number in quotes, such as \"0.5\""))
            }
            (ParamKind::Day, _) => self.says(wants("a day in quotes, such as \"2026-01-31\"")),
            (ParamKind::Field(_), _) => self.says(wants("a field")),
            (ParamKind::Column(_), _) => self.says(wants("a column")),
            (ParamKind::Condition, _) => self.says(wants("a condition")),
        }
    }

    fn named_field(&mut self, spec: &ParamSpec, text: &str, kinds: &[Kind], column: bool) {
        let Ok(field) = text.parse::<FieldId>() else {
            return self.says(format!("parameter {}: {text} is no field", spec.name));
        };
        if column && field.table().is_none() {
            self.says(format!("parameter {}: {text} is no column", spec.name));
        }
        let own = self.rule.listed().first().and_then(FieldId::table);
        if !column && field.table().is_some() && field.table() != own {
            self.says(format!("parameter {}: {text} is not of the rule's table", spec.name));
        }
        self.kind_of(&field, kinds);
    }

    /// `when` may ask for columns only where the rule runs row by row; `where` only for columns of the
    /// table that the parameters name.
    fn condition_sees(&mut self) {
        if let Some(when) = &self.rule.when {
            let tables: BTreeSet<Option<&str>> = match &self.rule.fields {
                FieldSelection::Every => [None].into(),
                FieldSelection::Listed(fields) => {
                    let each = matches!(self.check.fields, Fields::Each(_));
                    fields
                        .iter()
                        .take(if each { fields.len() } else { 1 })
                        .map(FieldId::table)
                        .collect()
                }
            };
            for table in tables {
                self.columns_of(when, "when", table);
            }
        }
        let named: Option<String> = self.check.params.iter().find_map(|spec| {
            match (spec.kind, self.rule.params.get(spec.name)?) {
                (ParamKind::Table, Param::Text(table)) => Some(table.clone()),
                (ParamKind::Column(_), Param::Text(column)) => {
                    column.parse::<FieldId>().ok()?.table().map(str::to_owned)
                }
                _ => None,
            }
        });
        for spec in self.check.params {
            if let (ParamKind::Condition, Some(Param::Condition(condition))) =
                (spec.kind, self.rule.params.get(spec.name))
            {
                self.columns_of(condition, spec.name, named.as_deref());
            }
        }
    }

    fn columns_of(&mut self, condition: &Condition, name: &str, table: Option<&str>) {
        for field in condition.fields() {
            if field.table().is_some() && field.table() != table {
                self.says(format!("{name} asks for {field}, which has no row there"));
            }
        }
    }
}
