//! The JSON Schema (draft 2020-12) of a form version: what the canonical copy of a complete filing looks like.
//!
//! Whoever receives the data inside a paper can check it with any validator, without this program. The schema
//! says what single values look like, which codes there are, what is needed and, as far as the form's
//! conditions go, when. A field that the answers hide is held to nothing, as in the form itself. Not here:
//! the rules between fields; and drafts, which may lack what a complete filing needs.

mod expression;
mod pattern;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use self::expression::{Expression, Scene};
use super::{Definition, Field, Kind, Requirement};
use crate::canonical::FORMAT;

/// The dialect that every schema names.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

impl Definition {
    /// The identity of this version's schema; a name, never an address to be fetched.
    pub fn schema_id(&self) -> String {
        format!("urn:singo:schema:{}:{}", self.form.id, self.form.version)
    }

    /// The schema of the canonical copy of a filing under this version. `accepted` names the table in which
    /// accepted warnings are kept beside the form's own tables.
    pub fn schema(&self, accepted: &str) -> Value {
        let mut columns: BTreeMap<&str, Vec<&Field>> = BTreeMap::new();
        let mut singles = Vec::new();
        for (_, field) in self.fields() {
            match field.path.table() {
                Some(table) => columns.entry(table).or_default().push(field),
                None => singles.push(field),
            }
        }
        let mut rules = self.rules_of(&singles);
        let mut tables = Map::new();
        for (table, fields) in &columns {
            tables.insert((*table).to_owned(), self.table(table, fields, &mut rules));
        }
        let note = json!({ "type": "string" });
        let note = json!({ "id": row_id(), "rule": note, "place": note, "reason": note });
        tables.insert(accepted.to_owned(), list_of(closed(&note, &["id"])));
        let fields: Map<_, _> = singles.iter().map(|field| self.property(field)).collect();
        let content = json!({
            "properties": {
                "fields": { "type": "object", "properties": fields, "additionalProperties": false },
                "tables": { "type": "object", "properties": tables, "additionalProperties": false },
            },
            "type": "object", "required": ["fields", "tables"], "additionalProperties": false,
            "allOf": rules,
        });
        let (known, of_table) = (self.names(&singles), columns.iter());
        let of_table = of_table.map(|(table, fields)| {
            let mut names = self.names(fields);
            names.insert("id".to_owned(), row_id());
            let row =
                json!({ "type": "object", "properties": names, "additionalProperties": false });
            ((*table).to_owned(), list_of(row))
        });
        let of_table: Map<_, _> = of_table.collect();
        let withheld = json!({
            "type": "object", "required": ["fields", "tables"], "additionalProperties": false,
            "properties": {
                "fields": { "type": "object", "properties": known, "additionalProperties": false },
                "tables": { "type": "object", "properties": of_table, "additionalProperties": false },
            },
        });
        json!({
            "$schema": DIALECT,
            "$id": self.schema_id(),
            "title": self.ko.title,
            "description": self.form.cite,
            "type": "object",
            "properties": {
                "format": { "const": FORMAT },
                "definition": closed(&json!({
                    "form": { "const": self.form.id },
                    "version": { "const": self.form.version },
                    "hash": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
                }), &["form", "version", "hash"]),
                "copy": closed(&json!({
                    "kind": { "enum": ["full", "masked", "redacted"] },
                    "withheld": { "type": "array", "uniqueItems": true, "items": { "type": "string" } },
                }), &["kind", "withheld"]),
                "content": true,
            },
            "required": ["format", "definition", "content"],
            "additionalProperties": false,
            "if": {
                "required": ["copy"],
                "properties": { "copy": { "properties": { "kind": { "enum": ["masked", "redacted"] } } } },
            },
            "then": { "properties": { "content": { "$ref": "#/$defs/withheld" } } },
            "else": { "properties": { "content": { "$ref": "#/$defs/content" } } },
            "$defs": {
                "answer": { "anyOf": [{ "$ref": "#/$defs/text" }, { "$ref": "#/$defs/texts" }] },
                "text": { "type": "string", "pattern": pattern::ANSWERED },
                "texts": { "type": "array", "items": { "type": "string" },
                           "contains": { "pattern": pattern::ANSWERED } },
                "code": self.code_lists(),
                "kind": kinds(),
                "content": content,
                "withheld": withheld,
            },
        })
    }

    /// A table, and into `rules` what depends on fields outside it.
    fn table(&self, table: &str, fields: &[&Field], rules: &mut Vec<Value>) -> Value {
        let mut properties: Map<_, _> = fields.iter().map(|field| self.property(field)).collect();
        properties.insert("id".to_owned(), row_id());
        let mut within = Vec::new();
        for field in fields {
            for (when, then) in self.demands(field) {
                for (outside, inside) in when.split() {
                    let rule = guarded(&inside, Scene::Row, &then);
                    if outside == Expression::Always {
                        within.extend(rule);
                    } else if let Some(rule) = rule {
                        let rows = json!({ "properties": { "tables": {
                            "properties": { table: { "items": rule } } } } });
                        rules.extend(guarded(&outside, Scene::Content, &rows));
                    }
                }
            }
        }
        let needed = always(fields.iter().map(|field| (self.demanded(field), field)), &["id"]);
        let mut row = closed(&properties.into(), &needed);
        if !within.is_empty() {
            // An empty list of demands is none that the standard allows.
            row["allOf"] = within.into();
        }
        list_of(row)
    }

    fn rules_of(&self, singles: &[&Field]) -> Vec<Value> {
        let needed = always(singles.iter().map(|field| (self.demanded(field), field)), &[]);
        let mut rules = vec![json!({ "properties": { "fields": { "required": needed } } })];
        for field in singles {
            for (when, then) in self.demands(field) {
                let then = json!({ "properties": { "fields": then } });
                rules.extend(guarded(&when, Scene::Content, &then));
            }
        }
        rules
    }

    /// What is asked of a field besides its plain property: in which case, and what of the object it is in.
    fn demands(&self, field: &Field) -> Vec<(Expression, Value)> {
        let name = key(field);
        let shown = Expression::shown(self, field);
        let mut demands = Vec::new();
        if shown != Expression::Always {
            demands.push((shown, json!({ "properties": { name: self.shape(field) } })));
        }
        let demanded = self.demanded(field);
        if demanded != Expression::Always {
            demands.push((demanded, json!({ "required": [name] })));
        }
        demands
    }

    /// In which case the field is shown and needs an answer.
    fn demanded(&self, field: &Field) -> Expression {
        let required = match &field.required {
            Requirement::Fixed(true) => Expression::Always,
            Requirement::Fixed(false) => Expression::Never,
            Requirement::When(condition) => Expression::of(self, condition),
        };
        Expression::all([Expression::shown(self, field), required])
    }

    /// The property of a field: its words, and its shape where nothing ever hides it.
    fn property(&self, field: &Field) -> (String, Value) {
        let mut property = Map::new();
        if let Some(text) = self.ko.field.get(&field.path) {
            property.insert("title".to_owned(), text.label.clone().into());
        }
        let cite = format!("{} {}", field.spec, field.cite).trim().to_owned();
        property.insert("description".to_owned(), cite.into());
        let shape = if Expression::shown(self, field) == Expression::Always {
            self.shape(field)
        } else {
            json!({ "$ref": "#/$defs/answer" })
        };
        property.extend(shape.as_object().cloned().unwrap_or_default());
        (key(field).to_owned(), property.into())
    }

    /// What an answer to the field looks like.
    fn shape(&self, field: &Field) -> Value {
        let mut shape = Map::new();
        let list = field.codes.as_ref().map(|list| format!("#/$defs/code/{list}"));
        match (field.kind, list) {
            (Kind::Code, Some(list)) => {
                shape.insert("$ref".to_owned(), list.into());
            }
            (Kind::Codes, Some(list)) => {
                let several = json!({ "type": "array", "minItems": 1, "items": { "$ref": list } });
                shape.insert("anyOf".to_owned(), json!([{ "$ref": list }, several]));
            }
            (kind, _) => {
                shape.insert("$ref".to_owned(), format!("#/$defs/kind/{}", kind.name()).into());
            }
        }
        if let Some(max) = field.max {
            // Each alone looks only at what it speaks of: texts, and lists of texts.
            shape.insert("maxLength".to_owned(), max.into());
            shape.insert("items".to_owned(), json!({ "maxLength": max }));
        }
        shape.into()
    }

    fn code_lists(&self) -> Map<String, Value> {
        let lists = self.codes.iter().map(|(id, list)| {
            let code = |code: &super::Code| json!({ "const": code.value, "title": code.ko });
            let codes: Vec<_> = list.codes.iter().map(code).collect();
            (id.clone(), json!({ "description": list.source, "type": "string", "oneOf": codes }))
        });
        lists.collect()
    }

    fn names(&self, fields: &[&Field]) -> Map<String, Value> {
        let answer = || json!({ "$ref": "#/$defs/answer" });
        fields.iter().map(|field| (key(field).to_owned(), answer())).collect()
    }
}

/// The shapes of the kinds.
fn kinds() -> Map<String, Value> {
    let kinds = Kind::all().map(|kind| {
        let shape = match (kind, pattern::of(kind)) {
            (Kind::Lines | Kind::Codes, _) => json!({ "$ref": "#/$defs/answer" }),
            (_, Some(pattern)) => json!({ "type": "string", "pattern": pattern }),
            (_, None) => json!({ "$ref": "#/$defs/text" }),
        };
        (kind.name().to_owned(), shape)
    });
    kinds.collect()
}

/// The key under which a field's answer stands: its path, or its column's name in a row.
fn key(field: &Field) -> &str {
    match field.path.table() {
        Some(_) => field.path.name(),
        None => field.path.as_str(),
    }
}

fn row_id() -> Value {
    json!({ "type": "string", "pattern": "^r[1-9][0-9]*$" })
}

fn list_of(row: Value) -> Value {
    json!({ "type": "array", "items": row })
}

fn closed<T: AsRef<str>>(properties: &Value, required: &[T]) -> Value {
    let required: Vec<&str> = required.iter().map(AsRef::as_ref).collect();
    json!({ "type": "object", "properties": properties, "required": required,
            "additionalProperties": false })
}

/// Names that are needed whatever the answers are.
fn always<'a>(
    demanded: impl Iterator<Item = (Expression, &'a &'a Field)>,
    others: &[&str],
) -> Vec<String> {
    let fields = demanded.filter(|(when, _)| *when == Expression::Always).map(|(_, f)| key(f));
    others.iter().copied().chain(fields).map(str::to_owned).collect()
}

/// `then`, where `when` holds; nothing where it never does.
fn guarded(when: &Expression, scene: Scene, then: &Value) -> Option<Value> {
    match when {
        Expression::Never => None,
        Expression::Always => Some(then.clone()),
        _ => Some(json!({ "if": when.schema(scene), "then": then })),
    }
}
