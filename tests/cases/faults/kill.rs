//! `kill -9` at a random instant inside each command that writes more than one record or file.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;
use singo_app::{App, ErrorCode};

use crate::worker::{
    DEEDS, FIRST, FOLDER, OTHER_PASSPHRASE, PASSPHRASE, ROWS, USER, app, backup, call, prepare,
};

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

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, name) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() { copied(&path, &name) } else { fs::copy(path, name).map(drop).unwrap() }
    }
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
    let mut killed_inside = 0;
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
        killed_inside += u64::from(done.is_empty());
        let mut begun: BTreeSet<String> =
            said.iter().filter_map(|line| line.strip_prefix("begin ")).map(str::to_owned).collect();
        begun.insert(DEEDS[first].to_owned());
        examine(folder.path(), &before, &begun, &done, &what);
    }
    eprintln!(
        "{rounds} rounds survived, {killed_inside} killed inside the first deed, seed {seed}"
    );
}

/// Opens what is left, and compares it with what was acknowledged.
fn examine(
    folder: &Path,
    before: &Path,
    begun: &BTreeSet<String>,
    done: &BTreeSet<String>,
    what: &str,
) {
    let vault = folder.join("vault");
    let app = app(&vault);
    let open = |passphrase: &str| {
        app.call("vault.open", json!({ "dir": vault, "user": USER, "passphrase": passphrase }))
    };
    let opened = match (begun.contains("passphrase"), done.contains("passphrase")) {
        (false, _) => open(PASSPHRASE),
        (true, true) => open(OTHER_PASSPHRASE),
        // Not acknowledged: one of the two, and only one.
        (true, false) => match open(OTHER_PASSPHRASE) {
            Ok(view) => {
                assert!(open(PASSPHRASE).is_err(), "{what}: both passphrases open");
                call(
                    &app,
                    "vault.open",
                    json!({ "dir": vault, "user": USER, "passphrase": OTHER_PASSPHRASE }),
                );
                Ok(view)
            }
            Err(_) => open(PASSPHRASE),
        },
    };
    opened.unwrap_or_else(|error| panic!("{what}: {error}"));
    let verified = call(&app, "vault.verify", json!({ "head": null }));
    assert_eq!(verified["intact"], true, "{what}: {verified}");

    let acknowledged = |deed: &str| done.contains(deed);
    let draft = call(&app, "filing.content", json!({ "id": 1 })).to_string();
    assert!(draft.contains("고친 제목") || !acknowledged("edit"), "{what}: edit");
    let rows =
        call(&app, "row.list", json!({ "id": 1, "table": "transfers", "offset": 0, "limit": 1 }));
    let rows = usize::try_from(rows["total"].as_u64().unwrap()).unwrap();
    assert!(rows == ROWS || (rows == 0 && !acknowledged("rows")), "{what}: {rows} rows");
    let status = |id: u32| call(&app, "filing.show", json!({ "id": id }))["status"].clone();
    assert!(status(2) == "approved" || !acknowledged("approve"), "{what}: approve");
    assert!(status(3) == "submitted" || !acknowledged("submit"), "{what}: submit");

    let listed = call(&app, "backup.list", json!({}));
    assert_eq!(listed["unreadable"], json!([]), "{what}");
    let backups = listed["backups"].as_array().unwrap();
    // The one that was there may have been thinned out, but only for a newer one.
    let newer = backups.iter().any(|backup| Path::new(backup["path"].as_str().unwrap()) != before);
    assert!(!backups.is_empty() && (newer || !acknowledged("backup")), "{what}: {listed}");
    for backup in backups {
        let passphrases = [PASSPHRASE, OTHER_PASSPHRASE];
        let sound = passphrases.iter().any(|passphrase| {
            let request = json!({ "path": backup["path"], "passphrase": passphrase });
            app.call("backup.verify", request).is_ok()
        });
        assert!(sound, "{what}: {backup}");
    }
    for (deed, dir) in [("restore", "restored"), ("create", "created")] {
        elsewhere(&app, &folder.join(dir), acknowledged(deed), what);
    }
    let names = fs::read_dir(&vault).unwrap().map(|entry| entry.unwrap().file_name());
    for name in names.map(|name| name.into_string().unwrap()) {
        let left = name.contains("next") || name.contains("rotated");
        assert!(!left, "{what}: {name} is left");
    }
}

/// A vault that was being made: whole, or none.
fn elsewhere(app: &App, dir: &Path, acknowledged: bool, what: &str) {
    let open = json!({ "dir": dir, "user": USER, "passphrase": PASSPHRASE });
    match app.call("vault.open", open) {
        Ok(_) => {
            let verified = call(app, "vault.verify", json!({ "head": null }));
            assert_eq!(verified["intact"], true, "{what}: {}", dir.display());
        }
        Err(error) => {
            // A database without keys is what is left of a vault that was never finished.
            let unfinished = matches!(error.code, ErrorCode::NotAVault | ErrorCode::VaultDamaged);
            assert!(unfinished && !acknowledged, "{what}: {}: {error}", dir.display());
        }
    }
}
