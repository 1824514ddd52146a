//! What holds for every file: its length, its opening, its name, and that it stands alone, with no trace
//! of the machine it was written on.

use crate::assert_clean;
use crate::tree::{Source, sources};

/// No file that somebody writes is longer.
const LONGEST: usize = 500;

/// Longer files, each with the reason why it is not divided.
const LONGER: &[(&str, &str)] = &[("ui/package-lock.json", "written by npm")];

/// Words that say nothing about what lives in a file.
const EMPTY_NAMES: &[&str] = &[
    "manager", "service", "services", "helper", "helpers", "util", "utils", "common", "misc",
    "data", "info",
];

/// Addresses that belong to the machine a file was written on, in two parts so that this file passes.
const MACHINE: &[(&str, &str)] = &[
    ("/wor", "k/"),
    ("/far", "m/"),
    ("/roo", "t/"),
    ("crates", ".io"),
    ("registry.", "npmjs"),
    ("pypi", ".org"),
    ("deb.", "debian"),
    ("repo.", "maven"),
    ("repo1.", "maven"),
];

fn too_long(sources: &[Source], allowed: &[(&str, &str)]) -> Vec<String> {
    let long = sources.iter().map(|source| (&source.path, source.text.lines().count()));
    let mut found: Vec<_> = long
        .filter(|(path, lines)| *lines > LONGEST && !allowed.iter().any(|(other, _)| other == path))
        .map(|(path, lines)| format!("{path}: {lines} lines, the limit is {LONGEST}"))
        .collect();
    let golden = |offence: &String| offence.starts_with("tests/golden/");
    found.retain(|offence| !golden(offence)); // written by the tests themselves
    found
}

/// Rust files that do not open with what lives in them.
fn without_opening(sources: &[Source]) -> Vec<String> {
    let rust = sources.iter().filter(|source| source.is(&["rs"]));
    rust.filter(|source| !source.text.starts_with("//!"))
        .map(|source| source.path.clone())
        .collect()
}

/// Paths in which a folder or a file has a name that says nothing.
fn empty_names(sources: &[Source]) -> Vec<String> {
    let code =
        sources.iter().filter(|source| source.is(&["rs", "ts", "svelte", "mjs", "js", "sh"]));
    code.filter(|source| {
        source.path.split('/').any(|part| {
            let stem = part.split('.').next().unwrap_or(part);
            words(stem).iter().any(|word| EMPTY_NAMES.contains(&word.as_str()))
        })
    })
    .map(|source| source.path.clone())
    .collect()
}

/// The words of a name, however it joins them: `row_list`, `rowList`, `row-list`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in name.chars() {
        if letter.is_uppercase() || !letter.is_alphanumeric() {
            words.push(String::new());
        }
        if let (true, Some(word)) = (letter.is_alphanumeric(), words.last_mut()) {
            word.extend(letter.to_lowercase());
        }
    }
    words
}

/// Lines that name a place of the machine. A path counts where it starts: `a/work/b` is none.
fn machine_traces(sources: &[Source]) -> Vec<String> {
    let places: Vec<String> =
        MACHINE.iter().map(|(first, second)| format!("{first}{second}")).collect();
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !source.path.ends_with("-lock.json")) {
        for (at, line) in source.text.lines().enumerate() {
            let trace = places.iter().find(|place| {
                line.match_indices(place.as_str()).any(|(start, _)| {
                    let before = line[..start].chars().next_back();
                    !place.starts_with('/')
                        || !before.is_some_and(|letter| {
                            letter.is_alphanumeric() || "_./-}$".contains(letter)
                        })
                })
            });
            found.extend(trace.map(|place| format!("{}:{}: {place}", source.path, at + 1)));
        }
    }
    found
}

#[test]
fn no_file_is_too_long() {
    let sources = sources();
    assert_clean("Too long:", &too_long(&sources, LONGER));
    let stale = |path: &str| {
        sources.iter().any(|source| source.path == path && source.text.lines().count() <= LONGEST)
    };
    let stale: Vec<_> =
        LONGER.iter().filter(|(path, _)| stale(path)).map(|(path, _)| (*path).to_owned()).collect();
    assert_clean("No longer too long; take it off the list:", &stale);
}

#[test]
fn every_rust_file_opens_with_what_lives_in_it() {
    assert_clean("No `//!` on the first line:", &without_opening(&sources()));
}

#[test]
fn every_name_says_something() {
    assert_clean("Names that say nothing:", &empty_names(&sources()));
}

#[test]
fn the_tree_names_no_machine() {
    assert_clean("A trace of one machine or registry:", &machine_traces(&sources()));
}

#[test]
fn what_is_forbidden_is_seen() {
    let bad = [
        Source::sample("crates/app/src/date_utils.rs", &"x\n".repeat(LONGEST + 1)),
        Source::sample(
            "ui/src/shared/formHelper.ts",
            &format!("see {}main", MACHINE[0].0.to_owned() + MACHINE[0].1),
        ),
        Source::sample(
            "docs/a.md",
            &format!("a{}b is a path within", MACHINE[0].0.to_owned() + MACHINE[0].1),
        ),
    ];
    assert_eq!(too_long(&bad, &[]).len(), 1);
    assert_eq!(too_long(&bad, &[("crates/app/src/date_utils.rs", "a reason")]).len(), 0);
    assert_eq!(without_opening(&bad), ["crates/app/src/date_utils.rs"]);
    assert_eq!(empty_names(&bad).len(), 2);
    assert_eq!(
        machine_traces(&bad),
        [format!("ui/src/shared/formHelper.ts:1: {}", MACHINE[0].0.to_owned() + MACHINE[0].1)]
    );
}
