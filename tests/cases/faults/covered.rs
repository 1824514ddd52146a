//! No command that writes more than one thing is forgotten: each has a deed.

use std::collections::BTreeMap;

use crate::deeds::deeds;

#[test]
fn every_command_that_writes_more_than_one_thing_is_interrupted() {
    let table = include_str!("../../golden/writes.txt");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let table: BTreeMap<&str, &str> = lines.map(|line| line.split_once(" | ").unwrap()).collect();
    let deeds = deeds();
    let interrupted = |name: &str| deeds.iter().any(|deed| deed.commands.contains(&name));
    for name in singo_app::NAMES {
        let kind = table.get(name).copied().unwrap_or_default();
        let known = ["nothing", "one", "file", "several", "practice"].contains(&kind);
        assert!(known, "{name}: say in tests/golden/writes.txt what it writes");
        assert_eq!(kind == "several", interrupted(name), "{name} is `{kind}`");
    }
    let gone: Vec<&&str> = table.keys().filter(|name| !singo_app::NAMES.contains(name)).collect();
    assert!(gone.is_empty(), "no commands: {gone:?}");
}
