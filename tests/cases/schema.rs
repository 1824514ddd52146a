//! The published schemas: a third party's validator says of a filing what the form itself says.
//!
//! The oracle is the form's own view of a filing: which fields are shown and needed, and what reads as a value.
//! The schemas in `docs/schema/` are those of the definitions; `UPDATE=1` rewrites them.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path as FilePath, PathBuf};

use jsonschema::Validator;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;
use singo_app::{App, Host};
use singo_domain::answer::{Answer, Content};
use singo_domain::canonical::{DefinitionRef, canonical_filing};
use singo_domain::definition::{Definition, DefinitionFiles, Field};

/// The table in which the application keeps accepted warnings.
const ACCEPTED: &str = "accepted";

fn root() -> PathBuf {
    FilePath::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn texts(folder: &FilePath, prefix: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            found.extend(texts(&path, &format!("{name}/")));
        } else {
            found.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
    found
}

fn definitions() -> Vec<Definition> {
    let codes = texts(&root().join("assets/codes"), "").into_iter();
    let codes: BTreeMap<_, _> =
        codes.map(|(name, text)| (name.trim_end_matches(".toml").to_owned(), text)).collect();
    let mut found = Vec::new();
    for form in fs::read_dir(root().join("assets/forms")).unwrap() {
        for version in fs::read_dir(form.unwrap().path()).unwrap() {
            let files = texts(&version.unwrap().path(), "");
            let files = DefinitionFiles { files, codes: codes.clone() };
            found.push(Definition::load(&files).unwrap());
        }
    }
    assert!(found.len() >= 4, "the forms are where they are looked for");
    found
}

/// JSON with a line for each part that is short enough for one; thousands of lines are read by nobody.
fn folded(value: &Value, indent: &str) -> String {
    let (inner, short) = (format!("{indent} "), value.to_string());
    let joined = |parts: Vec<String>| parts.join(&format!(",\n{inner}"));
    match value {
        _ if short.len() <= 8_000 => short,
        Value::Object(map) => {
            let parts = map.iter().map(|(key, part)| {
                format!("{}: {}", Value::from(key.as_str()), folded(part, &inner))
            });
            format!("{{\n{inner}{}\n{indent}}}", joined(parts.collect()))
        }
        Value::Array(list) if list.iter().all(|part| part.to_string().len() > 8_000) => {
            let parts = list.iter().map(|part| folded(part, &inner));
            format!("[\n{inner}{}\n{indent}]", joined(parts.collect()))
        }
        _ => short,
    }
}

fn validator(definition: &Definition) -> Validator {
    jsonschema::draft202012::new(&definition.schema(ACCEPTED)).unwrap()
}

fn sample(definition: &Definition) -> Content {
    let path = root().join(format!("assets/samples/{}.json", definition.form.id));
    let mut value: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    value.as_object_mut().unwrap().remove("form");
    let mut content: Content = serde_json::from_value(value).unwrap();
    // A version may lack a field of the newest one, or know other codes.
    content.fields.retain(|field, _| definition.field(field).is_some());
    for (table, rows) in &mut content.tables {
        for row in rows {
            let known = |column: &str| format!("{table}[].{column}").parse().ok();
            row.cells.retain(|column, _| {
                known(column).is_some_and(|id| definition.field(&id).is_some())
            });
        }
    }
    content
}

fn exported(definition: &Definition, content: &Content) -> Value {
    let reference = DefinitionRef {
        form: definition.form.id.clone(),
        version: definition.form.version.clone(),
        hash: definition.hash.clone(),
    };
    serde_json::from_str(&canonical_filing(&reference, content)).unwrap()
}

/// Whether the form has nothing to say against any single answer, or against one that is missing.
fn sound(definition: &Definition, content: &Content) -> bool {
    let view = definition.view(content);
    let single = definition.fields().all(|(_, field)| match field.path.table() {
        None => {
            fits(definition, field, view.answer(&field.path, None))
                && (view.answer(&field.path, None).is_some() || !view.required(&field.path, None))
        }
        Some(table) => content.rows(table).iter().all(|row| {
            let answer = view.answer(&field.path, Some(row));
            fits(definition, field, answer)
                && (answer.is_some() || !view.required(&field.path, Some(row)))
        }),
    });
    let known = content.fields.keys().all(|field| definition.field(field).is_some());
    single && known
}

fn fits(definition: &Definition, field: &Field, answer: Option<&Answer>) -> bool {
    let Some(answer) = answer else { return true };
    let listed = definition
        .codes_of(field)
        .is_none_or(|codes| answer.values().all(|value| codes.get(value).is_some()));
    let short = field.max.is_none_or(|max| answer.values().all(|v| v.chars().count() <= max));
    field.kind.read(answer).is_ok() && listed && short
}

#[test]
fn the_published_schemas_are_those_of_the_forms() {
    let mut stale = Vec::new();
    for definition in definitions() {
        let schema = definition.schema(ACCEPTED);
        jsonschema::meta::validate(&schema).unwrap();
        let folder = root().join("docs/schema").join(&definition.form.id);
        let path = folder.join(format!("{}.json", definition.form.version));
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, folded(&schema, "") + "\n").unwrap();
        }
        let published = fs::read_to_string(&path).unwrap_or_default();
        if serde_json::from_str::<Value>(&published).ok() != Some(schema) {
            stale.push(path);
        }
    }
    assert!(stale.is_empty(), "run with UPDATE=1: {stale:?}");
}

/// A published version is never edited: a filing names it by this hash. A line that changes says in review which version
/// was touched; `UPDATE=1` writes them anew.
#[test]
fn published_definitions_have_the_hashes_they_had() {
    let hashes = definitions().into_iter().map(|definition| {
        format!("{} {} {}\n", definition.form.id, definition.form.version, definition.hash)
    });
    let mut hashes: Vec<String> = hashes.collect();
    hashes.sort();
    let path = root().join("tests/golden/definitions.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, hashes.concat()).unwrap();
    }
    assert_eq!(hashes.concat(), fs::read_to_string(&path).unwrap_or_default());
}

#[test]
fn a_schema_names_itself_and_asks_for_nothing_from_elsewhere() {
    for definition in definitions() {
        let schema = definition.schema(ACCEPTED);
        let (form, version) = (&definition.form.id, &definition.form.version);
        assert_eq!(schema["$id"], format!("urn:singo:schema:{form}:{version}"));
        let mut rest = vec![&schema];
        while let Some(value) = rest.pop() {
            match value {
                Value::Object(map) => {
                    if let Some(Value::String(reference)) = map.get("$ref") {
                        let pointer = reference.strip_prefix('#').expect("within the schema");
                        assert!(schema.pointer(pointer).is_some(), "{reference}");
                    }
                    rest.extend(map.values());
                }
                Value::Array(list) => rest.extend(list),
                _ => {}
            }
        }
    }
}

#[test]
fn samples_are_accepted() {
    for definition in definitions() {
        let content = sample(&definition);
        if !sound(&definition, &content) {
            continue;
        }
        let validator = validator(&definition);
        let exported = exported(&definition, &content);
        let problems: Vec<_> = validator.iter_errors(&exported).map(|e| e.to_string()).collect();
        assert!(problems.is_empty(), "{} {problems:#?}", definition.form.version);
    }
}

/// What may be entered anywhere: right and wrong values of every kind.
fn entered(definition: &Definition, field: &Field) -> BoxedStrategy<Option<Answer>> {
    let plain = prop::sample::select(vec![
        "1",
        "0",
        "7",
        "99",
        "가나다",
        "1,000",
        "1,00",
        "1.00",
        "1.50",
        "-1",
        "01",
        "2026-02-29",
        "2024-02-29",
        "20240229",
        "1900-02-29",
        "2000-02-29",
        "2026-04-31",
        "2026-12-31T23:59",
        "2026-12-31 24:00",
        "2026-12-31T23:59:60",
        "2026-12-31T23:59:59.5+09:00",
        "202612312359",
        "2026-12-31T23:59:59Z",
        "02-123-4567",
        "02-12",
        "+82 10 0000 0000",
        "04524",
        "4524",
        "KR",
        "kr",
        "KRW",
        "110-234-567890",
        "abc",
        " 2026-01-05 ",
        "https://example.com/a",
        "http://a",
        "ftp://a.b",
        "0x00",
        "\u{3000}",
        "１",
        "12345678901234567890123456789012345678901234567890",
    ])
    .prop_map(Answer::from);
    let codes: Vec<String> = definition
        .codes_of(field)
        .map(|list| list.codes.iter().map(|code| code.value.clone()).collect())
        .unwrap_or_default();
    let several = prop::collection::vec("[1-3]{1,2}", 1..3).prop_map(Answer::Many);
    if codes.is_empty() {
        prop_oneof![1 => Just(None), 4 => plain.prop_map(Some), 1 => several.prop_map(Some)].boxed()
    } else {
        let listed = prop::sample::select(codes);
        let one = listed.clone().prop_map(Answer::Text);
        let many = prop::collection::vec(listed, 1..3).prop_map(Answer::Many);
        prop_oneof![
            1 => Just(None), 6 => one.prop_map(Some), 1 => many.prop_map(Some),
            1 => plain.prop_map(Some), 1 => several.prop_map(Some),
        ]
        .boxed()
    }
}

/// The sample with some answers put in, taken out or put wrong; and whether the form accepts it.
fn changed(definition: &Definition) -> BoxedStrategy<Content> {
    let sample = sample(definition);
    let fields: Vec<Field> = definition.fields().map(|(_, field)| field.clone()).collect();
    let choices: Vec<_> = fields.iter().map(|field| entered(definition, field)).collect();
    let change = (0..fields.len()).prop_flat_map(move |place| {
        (Just(place), any::<prop::sample::Index>(), choices[place].clone())
    });
    prop::collection::vec(change, 0..4)
        .prop_map(move |changes| {
            let mut content = sample.clone();
            for (place, row, answer) in changes {
                let id = &fields[place].path;
                let rows = id.table().map(|table| content.rows(table).to_vec());
                let row =
                    rows.filter(|rows| !rows.is_empty()).map(|rows| row.get(&rows).id.clone());
                if id.table().is_none() || row.is_some() {
                    content.set(&id.at(row.as_ref()), answer);
                }
            }
            content
        })
        .boxed()
}

/// `SINGO_ROUNDS` filings for each form version; a few hundred where it is not set.
#[test]
fn the_validator_agrees_with_the_form_on_random_filings() {
    let rounds = std::env::var("SINGO_ROUNDS").ok().and_then(|text| text.parse().ok());
    for definition in definitions() {
        let validator = validator(&definition);
        let mut runner = TestRunner::new(Config {
            cases: rounds.unwrap_or(150),
            failure_persistence: None,
            ..Config::default()
        });
        let (mut accepted, mut rejected) = (0_u32, 0_u32);
        let counts = std::cell::RefCell::new((&mut accepted, &mut rejected));
        runner
            .run(&changed(&definition), |content| {
                let (sound, exported) =
                    (sound(&definition, &content), exported(&definition, &content));
                let problems: Vec<String> = validator
                    .iter_errors(&exported)
                    .map(|e| format!("{}: {e:.200}", e.instance_path()))
                    .collect();
                let mut counts = counts.borrow_mut();
                **if sound { &mut counts.0 } else { &mut counts.1 } += 1;
                prop_assert_eq!(sound, problems.is_empty(), "{:?}", problems);
                Ok(())
            })
            .unwrap_or_else(|error| {
                panic!("{} {}: {error}", definition.form.id, definition.form.version)
            });
        let (accepted, rejected) = (accepted, rejected);
        assert!(
            rejected > 10,
            "{} {accepted} {rejected}: both sides are tried",
            definition.form.id
        );
    }
}

#[test]
fn what_is_no_filing_of_the_form_is_rejected() {
    for definition in definitions() {
        let content = sample(&definition);
        if !sound(&definition, &content) {
            continue;
        }
        let validator = validator(&definition);
        let good = exported(&definition, &content);
        let table = definition.form.roles.transfers.clone();
        let wrong: [(&str, Value); 8] = [
            ("/format", "singo-filing-2".into()),
            ("/definition/form", "other".into()),
            ("/definition/hash", "h".into()),
            ("/content/fields/no.such", "1".into()),
            ("/content/fields/HEADER", "1".into()),
            ("/content/tables/none", Value::Array(Vec::new())),
            ("/more", "1".into()),
            ("/content/more", "1".into()),
        ];
        for (pointer, value) in wrong {
            let mut bad = good.clone();
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            bad.pointer_mut(parent).unwrap()[key] = value;
            assert!(!validator.is_valid(&bad), "{pointer}");
        }
        let mut bad = good.clone();
        bad["content"]["tables"][&table][0]["id"] = "r0".into();
        assert!(!validator.is_valid(&bad), "a row's id");
        bad = good.clone();
        bad["content"]["fields"] = Value::Null;
        assert!(!validator.is_valid(&bad), "no fields");
        assert!(!validator.is_valid(&Value::Null));
    }
}

#[test]
fn the_program_hands_out_the_schema_of_the_day() {
    let host = Host { memory: None, ..Host::system() };
    let app = App::new(host).unwrap();
    for definition in definitions() {
        let request = serde_json::json!({
            "form": definition.form.id, "version": definition.form.version, "on": null });
        let view = app.call("form.schema", request).unwrap();
        let schema: Value = serde_json::from_str(view["schema"].as_str().unwrap()).unwrap();
        assert_eq!(schema, definition.schema(ACCEPTED));
        assert_eq!(view["id"], schema["$id"]);
    }
}
