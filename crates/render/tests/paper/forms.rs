//! The published forms: every version can be arranged in both languages, and prints every answer it shows.

use std::fs;
use std::path::{Path, PathBuf};

use singo_domain::answer::{Answer, Content};
use singo_domain::definition::{Definition, DefinitionFiles, Kind, Language};
use singo_render::layout::{Item, Role};
use singo_render::{RenderInput, lay_out, render};

use crate::support::{FONTS, input, tool};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn texts(folder: &Path) -> Vec<(String, String)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let files = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    files.map(|path| (name(&path), fs::read_to_string(&path).unwrap())).collect()
}

pub fn published(form: &str, version: &str) -> Definition {
    let folder = root().join("assets/forms").join(form).join(version);
    let mut files = DefinitionFiles::default();
    files.files.extend(texts(&folder));
    for part in ["sections", "rules"] {
        let named = texts(&folder.join(part)).into_iter();
        files.files.extend(named.map(|(name, text)| (format!("{part}/{name}"), text)));
    }
    let codes = texts(&root().join("assets/codes")).into_iter();
    files.codes.extend(codes.map(|(name, text)| (name.trim_end_matches(".toml").to_owned(), text)));
    Definition::load(&files).unwrap()
}

pub fn filing(path: &str) -> Content {
    let text = fs::read_to_string(root().join(path)).unwrap();
    let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
    value.as_object_mut().unwrap().retain(|key, _| key == "fields" || key == "tables");
    serde_json::from_value(value).unwrap()
}

/// The answers that are printed exactly as they were typed.
fn verbatim<'a>(definition: &Definition, content: &'a Content) -> Vec<&'a str> {
    let view = definition.view(content);
    let mut values = Vec::new();
    for (section, field) in definition.fields() {
        let kinds = [Kind::Text, Kind::Paragraph, Kind::Lines, Kind::Identifier, Kind::Account];
        let more = [Kind::Address, Kind::Txid, Kind::Url, Kind::Phone, Kind::Postcode];
        if !kinds.contains(&field.kind) && !more.contains(&field.kind) {
            continue;
        }
        let rows = section.table.as_deref().map_or(&[][..], |table| content.rows(table));
        let rows = rows.iter().map(Some).chain(section.table.is_none().then_some(None));
        let shown = rows.filter(|row| view.shown(&field.path, *row));
        values.extend(shown.filter_map(|row| content.seen_from(&field.path, row)));
    }
    values.into_iter().flat_map(Answer::values).collect()
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn every_version_prints_every_answer_it_shows() {
    for (version, path) in [
        ("2021-03", "tests/fixtures/str/clean-2021-03.json"),
        ("2026-08", "assets/samples/str.json"),
    ] {
        let (definition, content) = (published("str", version), filing(path));
        let expected = verbatim(&definition, &content);
        assert!(expected.len() > 20, "{version}: a filing worth printing");
        for language in [Language::Ko, Language::En] {
            let input = RenderInput { definition: &definition, language, ..input(&content) };
            let pages = lay_out(&input, &FONTS).unwrap();
            let items = pages.iter().flat_map(|page| &page.items);
            let printed: String = items
                .filter_map(|item| match item {
                    Item::Text { text, role: Role::TableCell(..), .. } => Some(text.as_str()),
                    _ => None,
                })
                .collect();
            let printed = joined(&printed);
            for value in &expected {
                assert!(printed.contains(&joined(value)), "{version} {language:?}: {value}");
            }
        }
    }
}

#[test]
fn a_reader_finds_each_short_answer_in_the_file() {
    let (definition, content) = (published("str", "2026-08"), filing("assets/samples/str.json"));
    let input = RenderInput { definition: &definition, ..input(&content) };
    let rendered = render(&input, &FONTS).unwrap();
    tool(&rendered.bytes, &["qpdf", "--check", "FILE"]);
    let raw = joined(&tool(&rendered.bytes, &["pdftotext", "-raw", "FILE", "-"]));
    for value in verbatim(&definition, &content) {
        // A long paragraph may go on over the foot of a page, which stands between its halves in the file.
        if value.chars().count() < 80 {
            assert!(raw.contains(&joined(value)), "{value}");
        }
    }
}
