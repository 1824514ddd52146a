//! Whether a definition that came as a file can be taken: it loads, it prints, its lists replace none that is there, and
//! what stands outside forms (calendars, the closing of months) finds in it what it asks for.
//!
//! A definition that passes is kept with every list that it uses, so that nothing in it depends on a later release.

use std::collections::BTreeMap;

use singo_domain::answer::Content;
use singo_domain::copy::CopyKind;
use singo_domain::definition::{CodeList, Definition, DefinitionFiles, Language, Misfit};
use singo_domain::filing::Status;
use singo_render::{RenderError, RenderInput, Stamp};
use singo_store::FormAddedRow;

use super::read::HEAD;
use super::{Brought, fault, of_loader};
use crate::assets::Assets;
use crate::wire::FormFault;

/// The longest id of a form and name of a version: they stand in file names.
const LONGEST_NAME: usize = 32;
/// What is told at once.
const MOST_FAULTS: usize = 100;

/// A definition that can be taken, and the texts it is kept as.
pub struct Judged {
    /// The definition.
    pub definition: Definition,
    /// Its files, and every list it uses.
    pub kept: DefinitionFiles,
}

/// Reads a definition and judges it by itself.
///
/// # Errors
/// Every fault that could be found.
pub fn judged(brought: Brought, assets: &Assets) -> Result<Judged, Vec<FormFault>> {
    let Brought { files, codes: own } = brought;
    let mut faults = Vec::new();
    for (list, text) in &own {
        if assets.codes.get(list).is_some_and(|known| lines(known) != lines(text)) {
            faults.push(fault(&in_codes(list), 0, "list_replaced", list));
        }
    }
    let mut codes = assets.codes.clone();
    codes.extend(own.clone());
    let mut all = DefinitionFiles { files, codes };
    let definition = match Definition::load(&all) {
        Ok(definition) if faults.is_empty() => definition,
        Ok(_) => return Err(faults),
        Err(errors) => {
            faults.extend(errors.iter().take(MOST_FAULTS).map(of_loader));
            return Err(faults);
        }
    };
    lists(&definition, &own, assets, &mut faults);
    names(&definition, &all.files, &mut faults);
    uncovered(&definition, &all, &own, assets, &mut faults);
    outside(&definition, &all.files, assets, &mut faults);
    if faults.is_empty() {
        faults.extend(on_paper(&definition, assets));
    }
    faults.truncate(MOST_FAULTS);
    if !faults.is_empty() {
        return Err(faults);
    }
    all.codes.retain(|list, _| definition.codes.contains_key(list));
    Ok(Judged { definition, kept: all })
}

/// A definition as a vault keeps it; `None` where it is not what was added, or no longer loads.
pub fn held(row: &FormAddedRow) -> Option<Definition> {
    let files = DefinitionFiles { files: row.files.clone(), codes: row.codes.clone() };
    let definition = Definition::load(&files).ok()?;
    let head = &definition.form;
    let same = definition.hash == row.definition.hash
        && head.id == row.definition.form
        && head.version == row.definition.version;
    same.then_some(definition)
}

/// Why a definition does not fit beside those at hand, as a fault of its file.
pub fn misfit(misfit: &Misfit, files: &BTreeMap<String, String>) -> FormFault {
    let at = |key: &str, why, detail: String| {
        let line = files.get(HEAD).map_or(0, |text| line_of(text, key));
        fault(HEAD, line, why, detail)
    };
    match misfit {
        Misfit::Present => at("version", "present", String::new()),
        Misfit::OtherContent => at("version", "other_content", String::new()),
        Misfit::Overlap { version, from } => {
            at("effective_from", "overlap", format!("{version} ({from})"))
        }
        Misfit::Gap { version, to } => at("effective_from", "gap", format!("{version} ({to})")),
        Misfit::Supersedes { version: Some(version) } => {
            at("supersedes", "supersedes", version.clone())
        }
        Misfit::Supersedes { version: None } => {
            at("supersedes", "supersedes_nothing", String::new())
        }
        Misfit::EndsBefore => at("effective_to", "ends_before", String::new()),
        Misfit::Undisclosed => at("undisclosed", "undisclosed", String::new()),
    }
}

/// Lists that it brings: under their own name, used, and not another than one of a form that is there.
fn lists(
    definition: &Definition,
    own: &BTreeMap<String, String>,
    assets: &Assets,
    faults: &mut Vec<FormFault>,
) {
    for list in own.keys() {
        let file = in_codes(list);
        let Some(read) = definition.codes.get(list) else {
            faults.push(fault(&file, 0, "list_unused", list));
            continue;
        };
        if read.id != *list {
            faults.push(fault(&file, line_of(&own[list], "id"), "list_named", &read.id));
        }
        let other = |known: &CodeList| known != read;
        if assets.catalogue.all().iter().filter_map(|d| d.codes.get(list)).any(other) {
            faults.push(fault(&file, 0, "list_replaced", list));
        }
    }
}

fn names(definition: &Definition, files: &BTreeMap<String, String>, faults: &mut Vec<FormFault>) {
    let head = &definition.form;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    for (key, name) in [("id", &head.id), ("version", &head.version)] {
        if name.is_empty() || name.len() > LONGEST_NAME || !name.chars().all(plain) {
            let line = files.get(HEAD).map_or(0, |text| line_of(text, key));
            faults.push(fault(HEAD, line, "name", name));
        }
    }
}

/// Characters that no font has, in what is printed: the paper would be refused later.
fn uncovered(
    definition: &Definition,
    all: &DefinitionFiles,
    own: &BTreeMap<String, String>,
    assets: &Assets,
    faults: &mut Vec<FormFault>,
) {
    let printed = ["text.ko.toml", "text.en.toml", "page.toml"];
    let texts = printed.iter().filter_map(|name| Some(((*name).to_owned(), all.files.get(*name)?)));
    let used = own.iter().filter(|(list, _)| definition.codes.contains_key(*list));
    for (file, text) in texts.chain(used.map(|(list, text)| (in_codes(list), text))) {
        for (place, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let missing = |c: &char| !c.is_control() && !assets.fonts.covers(*c);
            let missing: String = line.chars().filter(missing).collect();
            if !missing.is_empty() {
                faults.push(fault(&file, place + 1, "uncovered", missing));
            }
        }
    }
}

/// What is asked of a form from outside it.
fn outside(
    definition: &Definition,
    files: &BTreeMap<String, String>,
    assets: &Assets,
    faults: &mut Vec<FormFault>,
) {
    let calendar = &definition.form.deadline.calendar;
    if !assets.calendars.contains_key(calendar) {
        let line = files.get(HEAD).map_or(0, |text| line_of(text, "calendar"));
        faults.push(fault(HEAD, line, "calendar", calendar));
    }
    let asked = assets.closings.strangers(definition).into_iter();
    let asked = asked.chain(assets.places.strangers(definition));
    faults.extend(asked.map(|field| fault(HEAD, 0, "field_needed", field)));
}

/// Lays out an empty report in both languages: what is wrong with `page.toml` shows.
fn on_paper(definition: &Definition, assets: &Assets) -> Option<FormFault> {
    const PAGE: &str = "page.toml";
    let content = Content::default();
    [Language::Ko, Language::En].into_iter().find_map(|language| {
        let stamp = Stamp {
            document_hash: definition.hash.clone(),
            chain_head: None,
            status: Status::Draft,
            dated: None,
            approvals: Vec::new(),
        };
        let input = RenderInput {
            definition,
            content: &content,
            language,
            copy: CopyKind::Full,
            stamp,
            practice: false,
            accepted_warnings: Vec::new(),
            attachments: Vec::new(),
            data: Vec::new(),
        };
        let error = singo_render::lay_out(&input, &assets.fonts).err()?;
        Some(match error {
            RenderError::Page { line, problem } => fault(PAGE, line, "loader", problem),
            RenderError::UnknownName(name) => {
                fault(PAGE, line_of(&definition.page, &name), "page_name", name)
            }
            error => fault(PAGE, 0, "loader", error),
        })
    })
}

fn in_codes(list: &str) -> String {
    format!("codes/{list}.toml")
}

/// A text without what differs between checkouts.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The line from 1 on which a key or a name first stands, or 0.
fn line_of(text: &str, needle: &str) -> usize {
    text.lines().position(|line| line.trim_start().starts_with(needle)).map_or_else(
        || text.lines().position(|line| line.contains(needle)).map_or(0, |place| place + 1),
        |place| place + 1,
    )
}

#[cfg(test)]
mod tests {
    use singo_domain::canonical::DefinitionRef;

    use super::*;

    /// What the program brings passes what is asked of a file.
    #[test]
    fn the_built_in_definitions_would_be_taken() {
        let assets = Assets::bundled().unwrap();
        for (name, files) in Assets::shipped() {
            let brought = Brought { files, codes: BTreeMap::new() };
            let judged = judged(brought, &assets).map_err(|faults| format!("{name}: {faults:?}"));
            let Judged { definition, kept } = judged.unwrap();
            let own = assets.catalogue.version(&definition.form.id, &definition.form.version);
            assert_eq!(own.unwrap().hash, definition.hash);
            // What is kept reads the same without the program's lists.
            let again = Definition::load(&kept).unwrap();
            assert_eq!(again.hash, definition.hash);
            let reference = |hash: &str| DefinitionRef {
                form: definition.form.id.clone(),
                version: definition.form.version.clone(),
                hash: hash.to_owned(),
            };
            let mut row = FormAddedRow {
                id: 1,
                definition: reference(&definition.hash),
                files: kept.files,
                codes: kept.codes,
                source: String::new(),
                at: chrono::DateTime::UNIX_EPOCH,
                actor: String::new(),
            };
            assert!(held(&row).is_some());
            row.files.insert("SOURCE.md".to_owned(), "altered".to_owned());
            assert!(held(&row).is_none(), "what is not what was sealed is not used");
        }
    }
}
