//! Reads a definition from the texts of its files and rejects what does not hang together.
//!
//! Unknown keys, unknown fields in conditions, codes without a list, labels or messages missing in one
//! language: each is an error with file and line. A definition that loads can be rendered and checked.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Code, CodeList, Definition, FormHead, Section, Texts};
use crate::canonical::sha256_hex;
use crate::rules::Rule;

/// The texts a definition is read from.
#[derive(Clone, Debug, Default)]
pub struct DefinitionFiles {
    /// Contents by file name: `form.toml`, `sections/*.toml`, `rules.toml`, `rules/*.toml`, `text.ko.toml`,
    /// `text.en.toml`, `page.toml`, `SOURCE.md`. Sections and rules stand in the order of their file names,
    /// those of `form.toml` and `rules.toml` first.
    pub files: BTreeMap<String, String>,
    /// Contents of the shared code lists by file name without its ending.
    pub codes: BTreeMap<String, String>,
}

/// Why a definition was rejected, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {problem}")]
pub struct LoadError {
    /// File name within the definition, or of the code list.
    pub file: String,
    /// Line, counted from 1; 0 where no line can be named.
    pub line: usize,
    /// What is wrong.
    pub problem: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormFile {
    form: FormHead,
    #[serde(default)]
    section: Vec<Section>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionsFile {
    section: Vec<Section>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    #[serde(default)]
    rule: Vec<Rule>,
}

impl Definition {
    /// Reads and checks one definition.
    ///
    /// # Errors
    /// Every [`LoadError`] that could be found, not only the first.
    pub fn load(files: &DefinitionFiles) -> Result<Self, Vec<LoadError>> {
        let mut errors = Vec::new();
        let form: Option<FormFile> = read(files, "form.toml", &mut errors);
        let rules = read_rules(files, &mut errors);
        let ko: Option<Texts> = read(files, "text.ko.toml", &mut errors);
        let en: Option<Texts> = read(files, "text.en.toml", &mut errors);
        let page = text(files, "page.toml", &mut errors);
        let source = text(files, "SOURCE.md", &mut errors);
        let more = read_sections(files, &mut errors);
        let (Some(mut form), Some(ko), Some(en), Some(page), Some(source)) =
            (form, ko, en, page, source)
        else {
            return Err(errors);
        };
        form.section.extend(more);
        let mut definition = Self {
            form: form.form,
            sections: form.section,
            rules,
            codes: BTreeMap::new(),
            ko,
            en,
            page: page.to_owned(),
            source: source.to_owned(),
            hash: String::new(),
        };
        definition.read_codes(files, &mut errors);
        definition.hash = content_hash(files, definition.codes.keys());
        definition.check_references(files, &mut errors);
        if errors.is_empty() { Ok(definition) } else { Err(errors) }
    }

    fn read_codes(&mut self, files: &DefinitionFiles, errors: &mut Vec<LoadError>) {
        let wanted: std::collections::BTreeSet<String> = self
            .fields()
            .filter_map(|(_, field)| field.codes.clone())
            .chain(self.rules.iter().flat_map(Rule::code_lists))
            .collect();
        for id in wanted {
            let file = format!("codes/{id}.toml");
            let Some(text) = files.codes.get(&id) else {
                errors.push(LoadError { file, line: 0, problem: "no such code list".to_owned() });
                continue;
            };
            if let Some(list) = parse::<CodeList>(&file, text, errors) {
                let mut seen = std::collections::BTreeSet::new();
                if let Some(Code { value, .. }) = list.codes.iter().find(|c| !seen.insert(&c.value))
                {
                    let line = line_of(text, &format!("\"{value}\""));
                    errors.push(LoadError {
                        file,
                        line,
                        problem: format!("code {value} stands twice"),
                    });
                }
                self.codes.insert(id, list);
            }
        }
    }
}

/// SHA-256 over names and texts of everything that gives the definition its meaning.
fn content_hash<'a>(files: &DefinitionFiles, codes: impl Iterator<Item = &'a String>) -> String {
    let mut bytes = Vec::new();
    let mut add = |name: &str, text: &str| {
        // Line ends may differ between checkouts; the meaning does not.
        let text = text.replace("\r\n", "\n");
        for part in [name, &text] {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part.as_bytes());
        }
    };
    for (name, text) in &files.files {
        add(name, text);
    }
    for id in codes {
        add(id, files.codes.get(id).map_or("", String::as_str));
    }
    sha256_hex(bytes)
}

/// The files of a folder within the definition, in the order of their names.
fn folder<'a>(
    files: &'a DefinitionFiles,
    prefix: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    files
        .files
        .iter()
        .filter(move |(name, _)| name.starts_with(prefix) && name.ends_with(".toml"))
        .map(|(name, text)| (name.as_str(), text.as_str()))
}

fn read_sections(files: &DefinitionFiles, errors: &mut Vec<LoadError>) -> Vec<Section> {
    folder(files, "sections/")
        .filter_map(|(name, text)| parse::<SectionsFile>(name, text, errors))
        .flat_map(|file| file.section)
        .collect()
}

/// The rules of `rules.toml`, where there is one, and of every file in `rules/`.
fn read_rules(files: &DefinitionFiles, errors: &mut Vec<LoadError>) -> Vec<Rule> {
    let mut rules = Vec::new();
    let mut parts = folder(files, "rules/").peekable();
    if parts.peek().is_none() || files.files.contains_key("rules.toml") {
        rules.extend(read::<RulesFile>(files, "rules.toml", errors).map_or(vec![], |f| f.rule));
    }
    for (name, text) in parts {
        rules.extend(parse::<RulesFile>(name, text, errors).map_or(vec![], |f| f.rule));
    }
    rules
}

fn text<'a>(
    files: &'a DefinitionFiles,
    name: &str,
    errors: &mut Vec<LoadError>,
) -> Option<&'a str> {
    let found = files.files.get(name).map(String::as_str);
    if found.is_none() {
        errors.push(LoadError {
            file: name.to_owned(),
            line: 0,
            problem: "file is missing".to_owned(),
        });
    }
    found
}

fn read<T: DeserializeOwned>(
    files: &DefinitionFiles,
    name: &str,
    errors: &mut Vec<LoadError>,
) -> Option<T> {
    text(files, name, errors).and_then(|text| parse(name, text, errors))
}

fn parse<T: DeserializeOwned>(file: &str, text: &str, errors: &mut Vec<LoadError>) -> Option<T> {
    match toml::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            let start = error.span().map_or(0, |span| span.start);
            let line = 1 + text.as_bytes()[..start.min(text.len())]
                .iter()
                .filter(|b| **b == b'\n')
                .count();
            errors.push(LoadError {
                file: file.to_owned(),
                line,
                problem: error.message().to_owned(),
            });
            None
        }
    }
}

/// The line on which `needle` first stands, or 0.
pub(super) fn line_of(text: &str, needle: &str) -> usize {
    text.lines().position(|line| line.contains(needle)).map_or(0, |index| index + 1)
}
