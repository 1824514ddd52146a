//! TypeScript of the wire: every type that a command reaches, a file for each file of wire types, and the map from
//! command to request and response. A test compares them with `ui/src/ipc/generated/`; `UPDATE=1` rewrites it.

use std::any::{TypeId, type_name};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ts_rs::{Config, TS, TypeVisitor};

use crate::commands;
use crate::error::WireError;
use crate::wire::{ImportFindings, Imported, RejectsWritten};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/ipc/generated");
const HEAD: &str = "// Generated from the command list and wire types of the app crate. Do not edit:\n\
                    // run `UPDATE=1 cargo test -p singo-app bindings`.\n\n";

/// A declared type.
struct Declared {
    /// The file it is declared in, by its module.
    module: &'static str,
    text: String,
    /// The types it names.
    names: BTreeSet<String>,
}

/// Collects the declaration of every type reached.
struct Declarations<'a> {
    config: &'a Config,
    seen: BTreeSet<TypeId>,
    found: BTreeMap<String, Declared>,
}

impl TypeVisitor for Declarations<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let text = format!("{docs}export {}\n", T::decl(self.config));
            let mut named = Names { config: self.config, found: BTreeSet::new() };
            T::visit_dependencies(&mut named);
            let declared = Declared { module: module_of::<T>(), text, names: named.found };
            self.found.insert(T::ident(self.config), declared);
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// Collects the names of types, without looking into them.
struct Names<'a> {
    config: &'a Config,
    found: BTreeSet<String>,
}

impl TypeVisitor for Names<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() {
            self.found.insert(T::ident(self.config));
        }
        T::visit_generics(self);
    }
}

/// `filing` of `singo_app::wire::filing::FilingView`.
fn module_of<T: ?Sized>() -> &'static str {
    let path = type_name::<T>().split('<').next().unwrap_or_default();
    path.rsplit("::").nth(1).unwrap_or_default()
}

/// The files by name.
fn generate() -> BTreeMap<String, String> {
    let config = Config::default();
    let mut all = Declarations { config: &config, seen: BTreeSet::new(), found: BTreeMap::new() };
    commands::visit(&mut all);
    all.visit::<WireError>();
    // What jobs end with: no command's response names them.
    all.visit::<ImportFindings>();
    all.visit::<Imported>();
    all.visit::<RejectsWritten>();
    let modules: BTreeSet<&str> = all.found.values().map(|declared| declared.module).collect();
    let imports = |names: &BTreeSet<String>, own: &str| {
        let mut text = String::new();
        for module in modules.iter().filter(|module| **module != own) {
            let from = names.iter().filter(|name| all.found[*name].module == *module);
            let from: Vec<&str> = from.map(String::as_str).collect();
            if !from.is_empty() {
                writeln!(text, "import type {{ {} }} from './{module}';", from.join(", ")).unwrap();
            }
        }
        text
    };
    let mut files = BTreeMap::new();
    for module in &modules {
        let inside = || all.found.values().filter(|declared| declared.module == *module);
        let names = inside().flat_map(|declared| declared.names.iter().cloned()).collect();
        let texts: Vec<&str> = inside().map(|declared| declared.text.as_str()).collect();
        let imports = imports(&names, module);
        let gap = if imports.is_empty() { "" } else { "\n" };
        files.insert(format!("{module}.ts"), format!("{HEAD}{imports}{gap}{}", texts.join("\n")));
    }
    let mut named = Names { config: &config, found: BTreeSet::new() };
    commands::visit(&mut named);
    let mut text = format!("{HEAD}{}\n", imports(&named.found, ""));
    for module in &modules {
        writeln!(text, "export type * from './{module}';").unwrap();
    }
    text.push_str(
        "\n/** Every command with its request and its response. */\nexport type Commands = {\n",
    );
    for (name, request, response) in commands::signatures(&config) {
        writeln!(text, "  \"{name}\": [{request}, {response}];").unwrap();
    }
    text.push_str("};\n");
    files.insert("index.ts".to_owned(), text);
    files
}

#[test]
fn the_window_has_the_types_of_this_command_list() {
    let generated = generate();
    let folder = Path::new(FOLDER);
    if std::env::var_os("UPDATE").is_some() {
        fs::remove_dir_all(folder).ok();
        fs::create_dir_all(folder).unwrap();
        for (name, text) in &generated {
            fs::write(folder.join(name), text).unwrap();
        }
    }
    let committed: BTreeMap<String, String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap().replace("\r\n", "\n"))
        })
        .collect();
    assert!(committed == generated, "ui/src/ipc/generated is stale; run with UPDATE=1");
}

/// What each role may call, by calling every command as each role: refused, or let in as far as reading the
/// request. The picture is reviewed; `UPDATE=1` rewrites it.
#[test]
fn the_permissions_are_those_reviewed() {
    use singo_domain::people::Role;

    use crate::error::ErrorCode;

    const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/permissions.golden.txt");
    let folder = tempfile::tempdir().unwrap();
    let app = crate::App::new(crate::Host {
        now: Box::new(|| "2026-09-01T03:00:00Z".parse().unwrap()),
        vault_dir: folder.path().join("vault"),
        memory: None,
        keychain: Box::<crate::MemoryKeychain>::default(),
    })
    .unwrap();
    let profile = serde_json::json!({ "institution_name": "", "institution_address": "",
        "officer_name": "", "contact_name": "", "contact_phone": "", "internal_target": null });
    let made = serde_json::json!({ "dir": folder.path().join("vault"), "user": "시험",
        "passphrase": "시험용 말 네 개를 이은 것", "profile": profile, "small_firm_reason": "시험" });
    app.call("vault.create", made).unwrap();
    let mut picture =
        String::from("command | drafter reviewer officer administrator auditor examiner\n");
    for (name, deed) in commands::DEEDS {
        let cells = Role::ALL.map(|role| {
            app.slot().as_mut().unwrap().person.roles = [role].into();
            // No command takes a bare text: who is let in is told so before anything happens.
            match app.call(name, "not a request".into()).unwrap_err().code {
                ErrorCode::NotAllowed => ".",
                ErrorCode::BadRequest => "x",
                other => panic!("{name} as {role:?}: {other:?}"),
            }
        });
        writeln!(picture, "{name} ({deed:?}) | {}", cells.join(" ")).unwrap();
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(GOLDEN, &picture).unwrap();
    }
    let golden = fs::read_to_string(GOLDEN).unwrap_or_default().replace("\r\n", "\n");
    assert!(picture == golden, "permissions differ from permissions.golden.txt:\n{picture}");
    assert!(picture.lines().count() > 40, "{picture}");
}
