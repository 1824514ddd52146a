//! The import law between our own crates, read from what cargo itself says about the manifests.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

use crate::assert_clean;
use crate::graph::{Graph, circles};
use crate::tree::root;

/// Seven rooms, and who each may import. An arrow that is missing in a manifest is as wrong here as one
/// too many: the table is the drawing of the house. Tests may look into every room below the shells.
const LAW: &[(&str, &[&str])] = &[
    ("singo-domain", &[]),
    ("singo-store", &["singo-domain"]),
    ("singo-render", &["singo-domain"]),
    ("singo-app", &["singo-domain", "singo-render", "singo-store"]),
    ("singo-cli", &["singo-app"]),
    ("singo-desktop", &["singo-app"]),
];

/// The package of tests that cross crates; a subset of these.
const TESTS: (&str, &[&str]) =
    ("singo-tests", &["singo-app", "singo-domain", "singo-render", "singo-store"]);

/// The workspace as cargo sees it, without anything from a registry.
pub fn metadata() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Every arrow between our crates, of whatever kind: normal, build or development.
fn arrows(metadata: &Value) -> Graph {
    let mut graph = Graph::new();
    for package in metadata["packages"].as_array().unwrap() {
        let imported = graph.entry(package["name"].as_str().unwrap().to_owned()).or_default();
        for dependency in package["dependencies"].as_array().unwrap() {
            if dependency["path"].is_string() {
                imported.insert(dependency["name"].as_str().unwrap().to_owned());
            }
        }
    }
    graph
}

fn offences(graph: &Graph) -> Vec<String> {
    let mut found = Vec::new();
    for (name, imported) in graph {
        let imported: BTreeSet<&str> = imported.iter().map(String::as_str).collect();
        if name == TESTS.0 {
            let allowed = BTreeSet::from_iter(TESTS.1.iter().copied());
            found.extend(
                imported
                    .difference(&allowed)
                    .map(|other| format!("{name} must not import {other}")),
            );
            continue;
        }
        let Some((_, allowed)) = LAW.iter().find(|(room, _)| room == name) else {
            found.push(format!(
                "{name} is not a room of this house; a new crate needs a decision record"
            ));
            continue;
        };
        let allowed = BTreeSet::from_iter(allowed.iter().copied());
        found.extend(
            imported.difference(&allowed).map(|other| format!("{name} must not import {other}")),
        );
        found.extend(
            allowed.difference(&imported).map(|other| format!("{name} no longer imports {other}")),
        );
    }
    found.extend(
        LAW.iter()
            .filter(|(room, _)| !graph.contains_key(*room))
            .map(|(room, _)| format!("{room} is gone")),
    );
    found.extend(circles(graph));
    found
}

#[test]
fn crates_import_downward_only() {
    assert_clean("The import law between crates:", &offences(&arrows(&metadata())));
}

#[test]
fn an_arrow_upward_a_missing_one_and_a_circle_are_seen() {
    let mut graph: Graph = LAW
        .iter()
        .map(|(room, imported)| {
            ((*room).to_owned(), imported.iter().map(|other| (*other).to_owned()).collect())
        })
        .collect();
    assert_eq!(offences(&graph), Vec::<String>::new(), "the law obeys itself");
    graph.get_mut("singo-domain").unwrap().insert("singo-app".to_owned());
    graph.get_mut("singo-cli").unwrap().clear();
    graph.insert("singo-extra".to_owned(), BTreeSet::new());
    let found = offences(&graph).join("; ");
    for expected in [
        "singo-domain must not import singo-app",
        "singo-cli no longer imports singo-app",
        "singo-extra is not",
        " -> ",
    ] {
        assert!(found.contains(expected), "{expected:?} is not among: {found}");
    }
}
