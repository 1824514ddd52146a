//! The files of the working tree, read once. What is built, fetched or generated is not part of it.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that are made, not written.
const MADE: &[&str] = &[".git", "target", "node_modules", "dist", "out", "gen"];

/// Kinds of files that hold text somebody wrote.
const TEXT: &[&str] = &[
    "css", "csv", "html", "js", "json", "md", "mjs", "rs", "sh", "svelte", "svg", "toml", "ts",
    "txt", "yml",
];

/// A text file: its path from the root with `/`, and its content.
#[derive(Clone, Debug)]
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    /// A file that exists in a test only.
    pub fn sample(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// Whether it ends in one of these.
    pub fn is(&self, endings: &[&str]) -> bool {
        let ending =
            Path::new(&self.path).extension().and_then(|ending| ending.to_str()).unwrap_or("");
        endings.contains(&ending)
    }
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ lies in the repository")
        .to_owned()
}

/// Every text file below the root, sorted by path.
pub fn sources() -> Vec<Source> {
    let root = root();
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && !path.is_symlink() {
                // Files as users bring them: in every encoding, damaged on purpose.
                let brought = path.ends_with("tests/fixtures/import");
                if !brought && !MADE.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if is_text(&path, &name) {
                let text = fs::read_to_string(&path)
                    .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                let path = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                found.push(Source { path, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn is_text(path: &Path, name: &str) -> bool {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some(ending) => TEXT.contains(&ending),
        None => name == "Makefile" || path.ends_with(".ci/run"),
    }
}

#[test]
fn the_tree_is_read_whole() {
    let paths: Vec<_> = sources().into_iter().map(|source| source.path).collect();
    for expected in [
        "Cargo.toml",
        "Makefile",
        ".ci/run",
        "crates/domain/src/lib.rs",
        "src-tauri/tauri.conf.json",
    ] {
        assert!(paths.iter().any(|path| path == expected), "{expected} was not read");
    }
    assert!(
        !paths.iter().any(|path| path.contains("node_modules/") || path.starts_with("target/"))
    );
}
