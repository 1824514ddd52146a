//! The data of `assets/` inside the program: forms, code lists, calendars, import profiles.
//!
//! Nothing else knows that definitions come from here; signed packs will arrive by another door.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use singo_domain::calendar::BusinessCalendar;
use singo_domain::definition::{Catalogue, CodeList, Definition, DefinitionFiles};
use singo_domain::ledger::{Closings, Patterns};
use singo_domain::retention::Retention;
use singo_render::Fonts;

use crate::convert::codes_to_wire;
use crate::error::{ErrorCode, WireError};
use crate::import::ImportProfile;
use crate::places::Places;
use crate::wire::CodeView;

static FORMS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../assets/forms");
static CODES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../assets/codes");
static CALENDARS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../assets/calendars");
static IMPORT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../assets/import");
static LEDGER: &str = include_str!("../../../assets/ledger/patterns.toml");
static CLOSING: &str = include_str!("../../../assets/ledger/closing.toml");
static PLACES: &str = include_str!("../../../assets/parties.toml");
static SAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../assets/samples");

/// Everything that was read at the start.
pub struct Assets {
    /// Forms by date.
    pub catalogue: Catalogue,
    /// Import profiles by name.
    pub profiles: BTreeMap<String, ImportProfile>,
    /// Calendars by name.
    pub calendars: BTreeMap<String, BusinessCalendar>,
    /// Patterns over the whole vault, with their thresholds.
    pub patterns: Patterns,
    /// Which report is made from the movements of a month.
    pub closings: Closings,
    /// Where forms take what is known of customers and addresses.
    pub places: Places,
    /// How long records are kept.
    pub retention: Retention,
    /// What an attached file can prove.
    pub evidence_kinds: Vec<CodeView>,
    /// Sample answers by form, as JSON text.
    pub samples: BTreeMap<String, String>,
    /// The fonts of the paper.
    pub fonts: Fonts,
}

impl Assets {
    /// Reads what was built in.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`] when the program was built with data that does not hang together.
    pub fn bundled() -> Result<Self, WireError> {
        let codes: BTreeMap<String, String> = texts(&CODES, ".toml");
        let evidence_kinds = codes.get("evidence-kind").map(String::as_str).unwrap_or_default();
        let evidence_kinds: CodeList = toml::from_str(evidence_kinds).map_err(damaged)?;
        let retention = toml::from_str(include_str!("../../../assets/retention/kr.toml"));
        let mut definitions = Vec::new();
        for version in FORMS.dirs().flat_map(Dir::dirs) {
            let files = DefinitionFiles { files: files_of(version), codes: codes.clone() };
            definitions.push(Definition::load(&files).map_err(|errors| {
                let list: Vec<String> = errors.iter().map(ToString::to_string).collect();
                damaged(format!("{}: {}", version.path().display(), list.join("; ")))
            })?);
        }
        let mut profiles = BTreeMap::new();
        for (name, text) in texts(&IMPORT, ".toml") {
            let profile =
                ImportProfile::read(&text).map_err(|error| damaged(format!("{name}: {error}")))?;
            profiles.insert(name, profile);
        }
        let mut calendars = BTreeMap::new();
        for (name, text) in texts(&CALENDARS, ".toml") {
            let calendar = BusinessCalendar::load(&text)
                .map_err(|error| damaged(format!("{name}: {error}")))?;
            calendars.insert(name, calendar);
        }
        let closings = Closings::load(CLOSING).map_err(damaged)?;
        if let Some(stranger) = definitions.iter().find_map(|d| closings.strangers(d).pop()) {
            return Err(damaged(format!("closing: {stranger}")));
        }
        Ok(Self {
            catalogue: Catalogue::new(definitions).map_err(damaged)?,
            profiles,
            calendars,
            patterns: Patterns::load(LEDGER).map_err(damaged)?,
            closings,
            places: Places::load(PLACES).map_err(damaged)?,
            retention: retention.map_err(damaged)?,
            evidence_kinds: codes_to_wire(&evidence_kinds),
            samples: texts(&SAMPLES, ".json"),
            fonts: Fonts::bundled().map_err(damaged)?,
        })
    }
}

fn damaged(problem: impl ToString) -> WireError {
    WireError::new(ErrorCode::Internal).with("problem", problem)
}

/// The texts of a folder by file name without `ending`.
fn texts(dir: &Dir<'_>, ending: &str) -> BTreeMap<String, String> {
    let named = |file: &include_dir::File<'_>| {
        let name = file.path().file_name()?.to_str()?.strip_suffix(ending)?.to_owned();
        Some((name, file.contents_utf8()?.to_owned()))
    };
    dir.files().filter_map(named).collect()
}

/// Every file of a definition by its path within the definition.
fn files_of(version: &Dir<'_>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![version];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let name = file.path().strip_prefix(version.path()).unwrap_or(file.path());
            let name = name.to_string_lossy().replace('\\', "/");
            found.insert(name, file.contents_utf8().unwrap_or_default().to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A closing that names what its form does not have is found, and found only in that form.
    #[test]
    fn closings_hang_together_with_their_forms() {
        let catalogue = Assets::bundled().unwrap().catalogue;
        let misspelt = CLOSING.replace("\"quantity\"", "\"quantities\"");
        let closings = Closings::load(&misspelt).unwrap();
        let found: Vec<_> = catalogue.all().iter().map(|d| closings.strangers(d)).collect();
        assert!(found.iter().any(|strangers| *strangers == ["transfers[].quantities"]));
        assert!(found.iter().any(Vec::is_empty));
    }
}
