//! `kill -9` at a random instant inside each command that writes more than one record or file.

use std::collections::BTreeSet;

use crate::deeds::{Deed, backup, deeds, prepare};
use crate::examine::{copied, examine};
use crate::instants::{Instants, measured, start};

#[test]
fn nothing_is_half_done_and_nothing_acknowledged_is_lost() {
    let deeds = deeds();
    let base = tempfile::tempdir().unwrap();
    prepare(base.path());
    let times = measured(base.path(), &deeds);
    let mut instants = Instants::new();
    let rounds = instants.rounds(22);
    let mut tally = vec![(0_u32, 0_u32); deeds.len()];
    for round in 0..rounds {
        // Rounds that are few reach into every theme.
        let first = round * 7 % deeds.len();
        let deed = deeds[first].name;
        let instant = instants.next(times[first]);
        let what = instants.told(round, deed, "killed", instant);

        let folder = tempfile::tempdir().unwrap();
        copied(base.path(), folder.path());
        let before = backup(folder.path());
        let (mut child, mut lines) = start(folder.path(), first, &[]);
        let begin = format!("begin {deed}");
        let begun = lines.by_ref().map_while(Result::ok).any(|line| line == begin);
        assert!(begun, "{what}: the worker did not begin");
        std::thread::sleep(instant);
        child.kill().unwrap();
        child.wait().unwrap();
        let said: Vec<String> = lines.map_while(Result::ok).collect();
        let done: BTreeSet<String> =
            said.iter().filter_map(|line| line.strip_prefix("done ")).map(str::to_owned).collect();
        tally[first].0 += 1;
        tally[first].1 += u32::from(done.is_empty());
        let mut begun: BTreeSet<String> =
            said.iter().filter_map(|line| line.strip_prefix("begin ")).map(str::to_owned).collect();
        begun.insert(deed.to_owned());
        examine(folder.path(), &before, &begun, &done, &what);
    }
    let inside: u32 = tally.iter().map(|(_, inside)| inside).sum();
    eprintln!(
        "{rounds} rounds survived, {inside} killed inside the deed itself, {}",
        instants.seed()
    );
    for (Deed { name, .. }, (killed, inside)) in deeds.iter().zip(tally) {
        eprintln!("  {name}: {killed} rounds, {inside} inside");
    }
}
