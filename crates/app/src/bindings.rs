//! TypeScript of the wire: every type that a command reaches, and the map from command to request and
//! response. A test compares it with `ui/src/ipc/generated.ts`; `UPDATE=1` rewrites that file.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ts_rs::{Config, TS, TypeVisitor};

use crate::commands;
use crate::error::WireError;

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
