//! Words that belong to one room: SQL to the store, sentences to the assets, forms to the data, the clock
//! to the use cases. Looked for in what ships, not in tests.

use std::collections::BTreeSet;

use crate::assert_clean;
use crate::rust_source::{RustSource, read, test_modules};
use crate::tree::{Source, sources};

/// Beginnings of statements. Capitals, as the store writes them, so that prose is not taken for SQL.
const SQL: &[&str] =
    &["SELECT ", "INSERT ", "UPDATE ", "DELETE FROM", "CREATE ", "ALTER TABLE", "DROP ", "PRAGMA "];

/// What the truth of Singo must not touch: the machine it runs on.
const MACHINE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "println!",
];

/// What nobody below the use cases may read: today's date and time.
const CLOCK: &[&str] = &["SystemTime", "Instant::now", "Utc::now", "Local::now"];

/// Files that know Korean words because they must understand them; none of them says one.
const LISTENERS: &[(&str, &str)] = &[
    ("crates/domain/src/rate/read.rs", "reads the headings of published rate tables"),
    ("crates/domain/src/rules/checks/amounts.rs", "recognises totals that a narrative states"),
    ("crates/domain/src/rules/checks/won.rs", "reads amounts written in words, such as 3백만원"),
];

/// A Rust file that ships.
struct Shipped {
    path: String,
    source: RustSource,
}

/// Every Rust file that is compiled into a program, without its tests.
fn shipped(sources: &[Source]) -> Vec<Shipped> {
    let rust: Vec<_> = sources.iter().filter(|source| source.is(&["rs"])).collect();
    let mut tests = BTreeSet::new();
    for source in &rust {
        for module in test_modules(&source.text) {
            let folder = source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            // The children of `x.rs` lie in `x/`; those of lib.rs, main.rs and mod.rs beside it.
            let beside = source.path.trim_end_matches(".rs");
            tests.extend([
                format!("{folder}/{module}.rs"),
                format!("{folder}/{module}/"),
                format!("{beside}/{module}.rs"),
                format!("{beside}/{module}/"),
            ]);
        }
    }
    rust.into_iter()
        .filter(|source| {
            (source.path.starts_with("crates/") || source.path.starts_with("src-tauri/"))
                && source.path.contains("/src/")
        })
        .filter(|source| {
            !tests.iter().any(|test| {
                source.path == *test || (test.ends_with('/') && source.path.starts_with(test))
            })
        })
        .map(|source| Shipped { path: source.path.clone(), source: read(&source.text) })
        .collect()
}

/// Literals of the rooms outside `owner` for which `forbidden` holds.
fn literals(
    shipped: &[Shipped],
    owner: Option<&str>,
    forbidden: impl Fn(&str) -> bool,
) -> Vec<String> {
    let outside =
        shipped.iter().filter(|file| owner.is_none_or(|owner| !file.path.starts_with(owner)));
    outside
        .flat_map(|file| {
            let found = file.source.literals.iter().filter(|(_, text)| forbidden(text));
            found.map(|(line, text)| {
                format!("{}:{line}: {:?}", file.path, text.chars().take(60).collect::<String>())
            })
        })
        .collect()
}

/// Lines of code below `rooms` that name one of `words`.
fn code(shipped: &[Shipped], rooms: &[&str], words: &[&str]) -> Vec<String> {
    let inside = shipped.iter().filter(|file| rooms.iter().any(|room| file.path.starts_with(room)));
    inside
        .flat_map(|file| {
            let lines = file.source.code.lines().enumerate();
            lines.flat_map(move |(at, line)| {
                let named = words.iter().filter(move |word| line.contains(**word));
                named.map(move |word| format!("{}:{}: {word}", file.path, at + 1))
            })
        })
        .collect()
}

fn is_sql(text: &str) -> bool {
    SQL.iter().any(|word| text.trim_start().starts_with(word))
}

fn is_hangul(text: &str) -> bool {
    text.chars().any(|letter| matches!(letter, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7A3}'))
}

/// Whether a literal is the name of one of `forms`, a path to it, or a rule of one.
fn names_form(text: &str, forms: &BTreeSet<String>) -> bool {
    let parts: Vec<_> = text.split(['/', '.', ' ', '-']).collect();
    let rule = text.split_once('-').is_some_and(|(prefix, rest)| {
        matches!(prefix, "STR" | "REM")
            && rest.starts_with(['B', 'W'])
            && rest[1..].starts_with(|digit: char| digit.is_ascii_digit())
    });
    rule || parts.iter().any(|part| forms.contains(*part))
}

/// The forms that exist: the folders of assets/forms.
fn forms(sources: &[Source]) -> BTreeSet<String> {
    let below = sources.iter().filter_map(|source| source.path.strip_prefix("assets/forms/"));
    below.filter_map(|path| path.split_once('/')).map(|(form, _)| form.to_owned()).collect()
}

#[test]
fn sql_is_spoken_in_the_store_only() {
    assert_clean(
        "SQL outside the store:",
        &literals(&shipped(&sources()), Some("crates/store/"), is_sql),
    );
}

#[test]
fn no_sentence_for_the_user_stands_in_rust() {
    let (listeners, others): (Vec<_>, Vec<_>) = shipped(&sources())
        .into_iter()
        .partition(|file| LISTENERS.iter().any(|(path, _)| file.path == *path));
    assert_clean("Korean in Rust; it belongs to assets/:", &literals(&others, None, is_hangul));
    assert_eq!(listeners.len(), LISTENERS.len(), "a file on the list is gone; take it off");
}

#[test]
fn no_form_is_named_in_rust() {
    let sources = sources();
    let forms = forms(&sources);
    assert_clean(
        "A form's name in Rust; forms are data:",
        &literals(&shipped(&sources), None, |text| names_form(text, &forms)),
    );
}

#[test]
fn the_domain_is_pure_and_nobody_below_the_use_cases_reads_the_clock() {
    let shipped = shipped(&sources());
    let mut found = code(&shipped, &["crates/domain/"], MACHINE);
    found.extend(code(&shipped, &["crates/store/", "crates/render/"], CLOCK));
    assert_clean("What comes from outside must come in as an argument:", &found);
}

#[test]
fn a_forbidden_word_is_seen_and_a_test_may_say_it() {
    let bad = [
        Source::sample(
            "crates/app/src/a.rs",
            "fn a() { b(\"SELECT 1\"); c(\"의심거래\"); d(\"str\"); e(\"STR-B012\"); }",
        ),
        Source::sample("crates/domain/src/b.rs", "use std::fs;\nfn b() {}"),
        Source::sample(
            "crates/store/src/lib.rs",
            "#[cfg(test)]\nmod probe;\nfn now() { Utc::now() }",
        ),
        Source::sample("crates/store/src/probe.rs", "fn p() { x(\"한글\") }"),
        Source::sample("crates/app/tests/t.rs", "fn p() { x(\"한글\") }"),
    ];
    let shipped = shipped(&bad);
    let forms = BTreeSet::from(["str".to_owned()]);
    assert_eq!(shipped.len(), 3, "two files are tests");
    assert_eq!(literals(&shipped, Some("crates/store/"), is_sql).len(), 1);
    assert_eq!(literals(&shipped, None, is_hangul).len(), 1);
    assert_eq!(literals(&shipped, None, |text| names_form(text, &forms)).len(), 2);
    assert_eq!(code(&shipped, &["crates/domain/"], MACHINE), ["crates/domain/src/b.rs:1: std::fs"]);
    assert_eq!(code(&shipped, &["crates/store/"], CLOCK).len(), 1);
}
