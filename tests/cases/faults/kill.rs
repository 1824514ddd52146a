//! `kill -9` at a random instant inside each command that writes more than one record or file.

use std::collections::BTreeSet;
use std::env;
use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};

use crate::deeds::{DEEDS, backup, prepare};
use crate::examine::{copied, examine};
use crate::worker::{FIRST, FOLDER};

fn start(folder: &Path, first: usize) -> (Child, Lines<BufReader<ChildStderr>>) {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "worker::worker", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .env(FIRST, first.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    (child, lines)
}

/// How long each deed takes when nobody is killed.
fn measured(base: &Path) -> Vec<Duration> {
    let folder = tempfile::tempdir().unwrap();
    copied(base, folder.path());
    let (mut child, lines) = start(folder.path(), 0);
    let (mut times, mut begun) = (vec![Duration::ZERO; DEEDS.len()], Instant::now());
    let mut said = Vec::new();
    for line in lines.map_while(Result::ok) {
        said.push(line.clone());
        if line.starts_with("begin ") {
            begun = Instant::now();
        } else if let Some(deed) = line.strip_prefix("done ") {
            times[DEEDS.iter().position(|name| *name == deed).unwrap()] = begun.elapsed();
        }
    }
    assert!(child.wait().unwrap().success(), "the worker itself fails: {}", said.join("\n"));
    times
}

#[test]
fn nothing_is_half_done_and_nothing_acknowledged_is_lost() {
    let number = |name: &str| env::var(name).ok().and_then(|text| text.parse().ok());
    let rounds: u64 = number("SINGO_ROUNDS").unwrap_or(22);
    let seed: u64 = number("SINGO_SEED")
        .unwrap_or_else(|| u64::try_from(chrono::Utc::now().timestamp_micros()).unwrap());
    let base = tempfile::tempdir().unwrap();
    prepare(base.path());
    let times = measured(base.path());
    let mut state = seed | 1;
    let mut tally = vec![(0_u32, 0_u32); DEEDS.len()];
    for round in 0..rounds {
        // xorshift64: any sequence will do, as long as the seed brings it back.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let first = usize::try_from(round).unwrap() % DEEDS.len();
        let span = u64::try_from(times[first].as_micros()).unwrap().max(1);
        let instant = Duration::from_micros(state % (span + span / 8));
        let what = format!("seed {seed}, round {round}: {} killed after {instant:?}", DEEDS[first]);

        let folder = tempfile::tempdir().unwrap();
        copied(base.path(), folder.path());
        let before = backup(folder.path());
        let (mut child, mut lines) = start(folder.path(), first);
        let begin = format!("begin {}", DEEDS[first]);
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
        begun.insert(DEEDS[first].to_owned());
        examine(folder.path(), &before, &begun, &done, &what);
    }
    let inside: u32 = tally.iter().map(|(_, inside)| inside).sum();
    eprintln!("{rounds} rounds survived, {inside} killed inside the deed itself, seed {seed}");
    for (deed, (killed, inside)) in DEEDS.iter().zip(tally) {
        eprintln!("  {deed}: {killed} rounds, {inside} inside");
    }
}
