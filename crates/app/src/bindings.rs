//! TypeScript of the wire: every type that a command reaches, and the map from command to request and
//! response. A test compares it with `ui/src/ipc/generated.ts`; `UPDATE=1` rewrites that file.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ts_rs::{Config, TS, TypeVisitor};

use crate::commands;
use crate::error::WireError;
use crate::wire::{ImportFindings, Imported, RejectsWritten};

/// Collects the declaration of every type reached.
struct Declarations<'a> {
    config: &'a Config,
    seen: BTreeSet<TypeId>,
    found: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            self.found
                .insert(T::ident(self.config), format!("{docs}export {}\n", T::decl(self.config)));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

fn generate() -> String {
    let config = Config::default();
    let mut all = Declarations { config: &config, seen: BTreeSet::new(), found: BTreeMap::new() };
    commands::visit(&mut all);
    all.visit::<WireError>();
    // What jobs end with: no command's response names them.
    all.visit::<ImportFindings>();
    all.visit::<Imported>();
    all.visit::<RejectsWritten>();
    let mut text = String::from(
        "// Generated from the command list and wire types of the app crate. Do not edit:\n\
         // run `UPDATE=1 cargo test -p singo-app bindings`.\n\n",
    );
    for declaration in all.found.values() {
        text.push_str(declaration);
        text.push('\n');
    }
    text.push_str(
        "/** Every command with its request and its response. */\nexport type Commands = {\n",
    );
    for (name, request, response) in commands::signatures(&config) {
        text.push_str(&format!("  \"{name}\": [{request}, {response}];\n"));
    }
    text.push_str("};\n");
    text
}

#[test]
fn the_window_has_the_types_of_this_command_list() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/ipc/generated.ts");
    let generated = generate();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert!(committed == generated, "ui/src/ipc/generated.ts is stale; run with UPDATE=1");
}

/// What each role may call, by calling every command as each role: refused, or let in as far as reading the
/// request. The picture is reviewed; `UPDATE=1` rewrites it.
#[test]
fn the_permissions_are_those_reviewed() {
    use std::fmt::Write as _;

    use singo_domain::people::Role;

    use crate::error::ErrorCode;

    const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/permissions.golden.txt");
    let folder = tempfile::tempdir().unwrap();
    let app = crate::App::new(crate::Host {
        now: Box::new(|| "2026-09-01T03:00:00Z".parse().unwrap()),
        vault_dir: folder.path().join("vault"),
        memory: None,
    })
    .unwrap();
    let profile = serde_json::json!({ "institution_name": "", "institution_address": "",
        "officer_name": "", "contact_name": "", "contact_phone": "", "internal_target": null });
    let made = serde_json::json!({ "dir": folder.path().join("vault"), "user": "시험",
        "passphrase": "시험용 말 네 개를 이은 것", "profile": profile });
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
        std::fs::write(GOLDEN, &picture).unwrap();
    }
    let golden = std::fs::read_to_string(GOLDEN).unwrap_or_default().replace("\r\n", "\n");
    assert!(picture == golden, "permissions differ from permissions.golden.txt:\n{picture}");
    assert!(picture.lines().count() > 40, "{picture}");
}
