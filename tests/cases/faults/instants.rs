//! A worker process that does the deeds, and the random instants at which something happens to it.

use std::env;
use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};

use crate::deeds::Deed;
use crate::examine::copied;
use crate::worker::{FIRST, FOLDER};

/// Starts the worker with a deed; it says what it begins and what is done.
pub fn start(
    folder: &Path,
    first: usize,
    told: &[(&str, String)],
) -> (Child, Lines<BufReader<ChildStderr>>) {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "worker::worker", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .env(FIRST, first.to_string())
        .envs(told.iter().map(|(name, value)| (name, value)))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    (child, lines)
}

/// How long each deed takes when nothing happens.
pub fn measured(base: &Path, deeds: &[Deed]) -> Vec<Duration> {
    let folder = tempfile::tempdir().unwrap();
    copied(base, folder.path());
    let (mut child, lines) = start(folder.path(), 0, &[]);
    let (mut times, mut begun) = (vec![Duration::ZERO; deeds.len()], Instant::now());
    let mut said = Vec::new();
    for line in lines.map_while(Result::ok) {
        said.push(line.clone());
        if line.starts_with("begin ") {
            begun = Instant::now();
        } else if let Some(deed) = line.strip_prefix("done ") {
            times[deeds.iter().position(|one| one.name == deed).unwrap()] = begun.elapsed();
        }
    }
    assert!(child.wait().unwrap().success(), "the worker itself fails: {}", said.join("\n"));
    times
}

/// Instants by chance, and how to have the same ones again.
pub struct Instants {
    seed: u64,
    state: u64,
}

impl Instants {
    pub fn new() -> Self {
        let chance = || u64::try_from(chrono::Utc::now().timestamp_micros()).unwrap();
        let seed = number("SINGO_SEED").unwrap_or_else(chance);
        Self { seed, state: seed | 1 }
    }

    /// How often something happens, unless more is asked for.
    pub fn rounds(&self, usual: usize) -> usize {
        number("SINGO_ROUNDS").map_or(usual, |rounds| usize::try_from(rounds).unwrap())
    }

    /// An instant within a deed that takes so long, or shortly after it.
    pub fn next(&mut self, length: Duration) -> Duration {
        // xorshift64: any sequence will do, as long as the seed brings it back.
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        let span = u64::try_from(length.as_micros()).unwrap().max(1);
        Duration::from_micros(self.state % (span + span / 8))
    }

    pub fn told(&self, round: usize, deed: &str, fault: &str, instant: Duration) -> String {
        format!("seed {}, round {round}: {deed}, {fault} after {instant:?}", self.seed)
    }

    pub fn seed(&self) -> String {
        format!("seed {}", self.seed)
    }
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok().and_then(|text| text.parse().ok())
}
