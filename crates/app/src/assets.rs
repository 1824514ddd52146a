//! The data of `assets/` inside the program: forms, code lists, calendars, import profiles; and, beside the forms that
//! were built in, those that a vault or a caller brings.
//!
//! Nothing else knows where a definition comes from.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

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

/// Everything that was read at the start, with the forms at hand.
#[derive(Clone)]
pub struct Assets {
    /// Forms by date.
    pub catalogue: Catalogue,
    /// Where definitions come from that were not built in, by their hash.
    pub origins: BTreeMap<String, Origin>,
    /// The built-in code lists by name, as texts.
    pub codes: BTreeMap<String, String>,
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
    pub fonts: Arc<Fonts>,
}

/// Where a definition comes from that was not built in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// An administrator added it to the vault.
    Added {
        /// When.
        at: DateTime<Utc>,
        /// Who.
        by: String,
        /// Where the file comes from, in words.
        source: String,
    },
    /// The caller gives it for one command.
    Given,
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
        for (version, files) in Self::shipped() {
            let files = DefinitionFiles { files, codes: codes.clone() };
            definitions.push(Definition::load(&files).map_err(|errors| {
                let list: Vec<String> = errors.iter().map(ToString::to_string).collect();
                damaged(format!("{version}: {}", list.join("; ")))
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
            origins: BTreeMap::new(),
            codes,
            profiles,
            calendars,
            patterns: Patterns::load(LEDGER).map_err(damaged)?,
            closings,
            places: Places::load(PLACES).map_err(damaged)?,
            retention: retention.map_err(damaged)?,
            evidence_kinds: codes_to_wire(&evidence_kinds),
            samples: texts(&SAMPLES, ".json"),
            fonts: Arc::new(Fonts::bundled().map_err(damaged)?),
        })
    }

    /// The files of every definition that was built in, by its folder.
    pub fn shipped() -> Vec<(String, BTreeMap<String, String>)> {
        let versions = FORMS.dirs().flat_map(Dir::dirs);
        versions.map(|at| (at.path().display().to_string(), files_of(at))).collect()
    }

    /// The same with other definitions beside these. One that was built in as well stays a built-in one.
    pub fn with(&self, definitions: Vec<(Definition, Origin)>) -> Self {
        let mut assets = self.clone();
        let mut new = Vec::new();
        for (definition, origin) in definitions {
            let known = |d: &Definition| d.hash == definition.hash;
            if !self.catalogue.all().iter().any(known) {
                assets.origins.insert(definition.hash.clone(), origin);
                new.push(definition);
            }
        }
        assets.catalogue = self.catalogue.with(new);
        assets
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
