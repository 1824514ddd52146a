//! One file for each group of commands.

pub mod bench;
pub mod check;
pub mod demo;
pub mod evidence;
pub mod filing;
pub mod form;
pub mod import;
pub mod pdf;
pub mod tools;
pub mod vault;
pub mod verify;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use singo_app::App;

use crate::args::GivenForms;
use crate::outcome::Failure;
use crate::secret::passphrase;
use crate::words::Words;

/// Reads a text file that was named on the command line.
fn read_text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|problem| Failure::File(path.to_owned(), problem))
}

/// Opens a vault with the passphrase from file, environment or terminal, as the user named in `SINGO_USER`; as the
/// first user where none is named.
fn open(app: &App, vault: &Path, file: Option<&PathBuf>, words: &Words) -> Result<(), Failure> {
    let secret = passphrase(file.map(PathBuf::as_path), words)?;
    let user = std::env::var("SINGO_USER").ok().filter(|name| !name.is_empty());
    let request =
        json!({ "dir": vault.to_string_lossy(), "passphrase": secret.as_str(), "user": user });
    app.call("vault.open", request)?;
    Ok(())
}

/// A text of a response.
fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path).map_err(|problem| Failure::File(path.to_owned(), problem))
}

/// A path as the application takes it: whole, whatever the folder it was named in.
fn place(path: &Path) -> Result<String, Failure> {
    Ok(absolute(path)?.to_string_lossy().into_owned())
}

/// The definitions named on the command line, as the application takes them.
fn given(forms: &GivenForms) -> Result<Value, Failure> {
    let paths: Result<Vec<String>, Failure> = forms.given.iter().map(|path| place(path)).collect();
    Ok(json!(paths?))
}
