//! Definitions that a caller gives beside the built-in ones, for one command and without a vault: an auditor who holds a
//! paper and the file of the form it was printed under.

use std::fs;
use std::path::{Path, PathBuf};

use super::read::HEAD;
use super::{brought, fault, judged, refused};
use crate::App;
use crate::assets::Origin;
use crate::error::{ErrorCode, WireError};
use crate::forms::Judged;

impl App {
    /// The same application with the definitions of these folders and ZIPs beside those at hand.
    ///
    /// # Errors
    /// [`ErrorCode::FormRefused`] for the first that is faulty or where there is none.
    pub(crate) fn giving(&self, paths: Option<&[String]>) -> Result<Self, WireError> {
        let mut app = self.clone();
        let Some(paths) = paths.filter(|paths| !paths.is_empty()) else { return Ok(app) };
        let mut definitions = Vec::new();
        for path in paths {
            for Judged { definition, .. } in given(self, Path::new(path))? {
                definitions.push((definition, Origin::Given));
            }
        }
        app.assets = self.assets.with(definitions).into();
        Ok(app)
    }
}

/// The definitions of a folder or a ZIP: itself one, or a folder of such.
///
/// # Errors
/// [`ErrorCode::FormRefused`] with `path`.
fn given(app: &App, path: &Path) -> Result<Vec<Judged>, WireError> {
    let mut found = Vec::new();
    for place in places(path)? {
        let read = brought(&place).map_err(|fault| vec![fault]);
        let read = read.and_then(|brought| judged(brought, &app.assets));
        found.push(read.map_err(|faults| refused(&faults).with("path", place.display()))?);
    }
    if found.is_empty() {
        return Err(refused(&[fault(HEAD, 0, "no_form", "")]).with("path", path.display()));
    }
    Ok(found)
}

/// Where definitions lie, in the order of their names.
fn places(path: &Path) -> Result<Vec<PathBuf>, WireError> {
    if !path.is_dir() || path.join(HEAD).exists() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(|problem| {
        let path = path.display();
        WireError::new(ErrorCode::FileUnreadable).with("path", path).with("problem", problem)
    })?;
    let zipped =
        |at: &Path| at.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    let mut places: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|at| if at.is_dir() { at.join(HEAD).exists() } else { zipped(at) })
        .collect();
    places.sort();
    Ok(places)
}
