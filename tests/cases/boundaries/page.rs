//! The import law inside the page: layers, features, the one door to the shell, and no circle.
//! The lint in ui/lint marks the same while typing; this reads the whole tree, in CI, without Node.

use std::collections::BTreeSet;

use crate::assert_clean;
use crate::graph::{Graph, circles};
use crate::tree::{Source, sources};

/// Lower layers first; a file imports from its own layer and from those before it.
const LAYERS: &[&str] = &["shared", "i18n", "ipc", "form", "features", "app"];

/// The only file that knows the desktop shell, and how an import of the shell begins.
const SHELL_DOOR: &str = "ui/src/ipc/call.ts";
const SHELL: &str = "@tauri-apps/";

/// What a relative import may leave out of the file it means.
const ENDINGS: &[&str] = &["", ".ts", ".svelte", ".svelte.ts", "/index.ts"];

/// A module that a file names.
struct Import {
    module: String,
    /// Only types are taken: nothing is left of it when the page runs, so it closes no circle.
    types_only: bool,
}

/// Every module that a file names: `from '…'`, `import '…'`, `import('…')`.
fn imports(text: &str) -> Vec<Import> {
    let mut found = Vec::new();
    for opening in ["from '", "from \"", "import '", "import \"", "import('", "import(\""] {
        let quote = opening.chars().next_back().unwrap();
        for (start, _) in text.match_indices(opening) {
            let rest = text[start + opening.len()..].lines().next().unwrap_or("");
            let Some((module, _)) = rest.split_once(quote) else { continue };
            if !module.starts_with(['.', '@']) {
                continue;
            }
            let statement = text[..start].rfind("import ").max(text[..start].rfind("export "));
            let types_only = opening.starts_with("from")
                && statement.is_some_and(|at| text[at + "import ".len()..].starts_with("type "));
            found.push(Import { module: module.to_owned(), types_only });
        }
    }
    found
}

/// The path that a relative import names, without its ending.
fn resolve(from: &str, import: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in import.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// Layer and, inside features, feature of a path below ui/src.
fn place(path: &str) -> Option<(usize, &str)> {
    let mut parts = path.strip_prefix("ui/src/")?.split('/');
    let layer = parts.next()?;
    let feature = parts.next().unwrap_or("");
    Some((
        LAYERS.iter().position(|other| *other == layer)?,
        if layer == "features" { feature } else { "" },
    ))
}

fn is_page(source: &Source) -> bool {
    source.path.starts_with("ui/src/") && source.is(&["ts", "svelte"])
}

fn offences(sources: &[Source]) -> Vec<String> {
    let files: BTreeSet<&str> = sources.iter().map(|source| source.path.as_str()).collect();
    let mut graph = Graph::new();
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| is_page(source)) {
        let from = place(&source.path);
        for Import { module: import, types_only } in imports(&source.text) {
            if import.starts_with(SHELL) && source.path != SHELL_DOOR {
                found.push(format!("{} imports {import}; only {SHELL_DOOR} may", source.path));
            }
            if !import.starts_with('.') {
                continue;
            }
            let target = resolve(&source.path, &import);
            if let (Some((from, feature)), Some((to, other))) = (from, place(&target)) {
                if to > from {
                    found.push(format!("{} imports upward: {import}", source.path));
                } else if !feature.is_empty() && !other.is_empty() && feature != other {
                    found.push(format!("{} imports another feature: {import}", source.path));
                }
            }
            let file = ENDINGS
                .iter()
                .map(|ending| format!("{target}{ending}"))
                .find(|path| files.contains(path.as_str()));
            if let (Some(file), false) = (file, types_only) {
                graph.entry(source.path.clone()).or_default().insert(file);
            }
        }
    }
    found.extend(circles(&graph).into_iter().map(|circle| format!("circle: {circle}")));
    found
}

#[test]
fn the_page_imports_downward_only() {
    let sources = sources();
    assert!(sources.iter().filter(|source| is_page(source)).count() > 20, "the page was not found");
    assert_clean("The import law inside the page:", &offences(&sources));
}

#[test]
fn upward_sideways_the_shell_and_a_circle_are_seen() {
    let sample = [
        Source::sample(
            "ui/src/shared/a.ts",
            "import { t } from '../i18n/t';\nimport { B } from './b';",
        ),
        Source::sample("ui/src/form/x.ts", "import type {\n  Y,\n} from './y';"),
        Source::sample("ui/src/form/y.ts", "import { x } from './x';"),
        Source::sample("ui/src/shared/b.ts", "export * from \"./a\";"),
        Source::sample("ui/src/i18n/t.ts", "import { a } from '../shared/a';"),
        Source::sample(
            "ui/src/features/home/Home.svelte",
            "import x from '../register/rows';\nimport { open } from '@tauri-apps/plugin-dialog';",
        ),
        Source::sample(
            "ui/src/features/register/rows.ts",
            "const page = await import('../../app/App.svelte');",
        ),
        Source::sample(
            SHELL_DOOR,
            "import { invoke } from '@tauri-apps/api/core';\nimport t from '../i18n/t';",
        ),
    ];
    let found = offences(&sample);
    let seen = |words: &str| found.iter().filter(|offence| offence.contains(words)).count();
    assert_eq!(seen("upward"), 2, "{found:#?}");
    assert_eq!(seen("another feature"), 1, "{found:#?}");
    assert_eq!(seen("plugin-dialog"), 1, "{found:#?}");
    assert_eq!(seen("circle"), 2, "{found:#?}");
    assert_eq!(found.len(), 6, "{found:#?}");
}
