//! Third-party crates: every version once, at the root, under a comment that says why it is here.

use toml::Value;

use crate::assert_clean;
use crate::tree::{Source, sources};

/// Where the workspace names its crates.
const SHARED: &str = "[workspace.dependencies]";

/// Lines of a table of dependencies that stand under no reason. A reason is a comment of the form
/// `# name: why` directly above a run of lines, naming the first crate of the run.
fn without_reason(manifest: &str, table: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut reason = String::new();
    let mut covered = false;
    let inside = manifest.lines().skip_while(|line| *line != table).skip(1);
    for line in inside.take_while(|line| !line.starts_with('[')) {
        if let Some(comment) = line.strip_prefix('#') {
            if covered {
                reason.clear();
                covered = false;
            }
            reason.push_str(comment);
        } else if let Some((name, specification)) = line.split_once(" = ") {
            let named = reason
                .split_once(':')
                .is_some_and(|(names, why)| names.contains(name) && !why.trim().is_empty());
            if !covered && !named && !specification.contains("path = ") {
                found.push(format!("{name}: no comment above it says why it is here"));
            }
            covered = true;
        } else {
            reason.clear();
            covered = false;
        }
    }
    found
}

/// Dependencies of a member that do not take their version from the root.
fn own_versions(manifest: &Source) -> Vec<String> {
    let parsed: Value =
        toml::from_str(&manifest.text).unwrap_or_else(|error| panic!("{}: {error}", manifest.path));
    // Those of every system, and those of one.
    let targets = parsed.get("target").and_then(Value::as_table).into_iter().flatten();
    let places = targets.map(|(_, of_one)| of_one).chain([&parsed]);
    let mut found = Vec::new();
    for place in places {
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for (name, specification) in
                place.get(table).and_then(Value::as_table).into_iter().flatten()
            {
                if specification.get("workspace").and_then(Value::as_bool) != Some(true) {
                    found.push(format!(
                        "{}: {name} has its own version; write `workspace = true`",
                        manifest.path
                    ));
                }
            }
        }
    }
    found
}

#[test]
fn every_third_party_crate_has_one_version_and_a_reason() {
    let sources = sources();
    let mut found = Vec::new();
    for manifest in sources.iter().filter(|source| source.path.ends_with("Cargo.toml")) {
        match manifest.path.as_str() {
            "Cargo.toml" => found.extend(without_reason(&manifest.text, SHARED)),
            // Outside the workspace, with a lock file of its own.
            "fuzz/Cargo.toml" => found.extend(without_reason(&manifest.text, "[dependencies]")),
            _ => found.extend(own_versions(manifest)),
        }
    }
    assert_clean("Versions once at the root, each crate with a reason:", &found);
}

#[test]
fn a_crate_without_reason_or_with_its_own_version_is_seen() {
    let root = "[workspace.dependencies]\n# csv: quoted fields.\ncsv = \"1\"\nserde = \"1\"\n# a word.\nlazy = \"1\"\n\nbare = \"1\"\n[other]\nx = \"1\"";
    let found = without_reason(root, SHARED);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("lazy") && found[1].starts_with("bare"));
    let member = Source::sample(
        "crates/x/Cargo.toml",
        "[dependencies]\ncsv = \"1\"\nserde.workspace = true\n\
         [target.'cfg(unix)'.dev-dependencies]\nlibc = \"1\"\n",
    );
    assert_eq!(own_versions(&member).len(), 2);
}
