//! A disk that is full, or that cannot be written: a clear word, nothing by halves, and once there is room the same
//! command works.
//!
//! The disk is a real one: a small file system in memory, mounted in a name space that the test's own child owns
//! (Linux only; where the system does not allow that, the test says that it was skipped).
//! `SINGO_ROUNDS` at 100 or more tries every size instead of one for each deed.
#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use serde_json::json;
use singo_app::ErrorCode;

use crate::deeds::{Deed, PASSPHRASE, USER, app, backup, deeds, prepare, sign_in};
use crate::examine::{copied, examine};

const BASE: &str = "SINGO_TEST_DISK_BASE";
const DISK: &str = "SINGO_TEST_DISK_MOUNT";

/// Pages of room: few at first, because what is written first is small.
const ROOMS: [u64; 12] = [0, 1, 2, 3, 5, 8, 13, 21, 34, 89, 233, 610];
const LARGE: &str = "size=256m";

#[test]
fn a_full_or_locked_disk_is_said_and_takes_nothing_by_halves() {
    let apart = ["--user", "--map-root-user", "--mount"];
    let allowed = Command::new("unshare").args(apart).arg("true").status();
    if !allowed.as_ref().is_ok_and(ExitStatus::success) {
        // Where CI is set, the program that makes a name space must be there; the system may still allow none.
        assert!(
            allowed.is_ok() || env::var_os("CI").is_none(),
            "unshare (util-linux) is needed to test a full disk"
        );
        crate::skipped("this system gives a process no name space of its own");
        return;
    }
    let base = tempfile::tempdir().unwrap();
    let disk = tempfile::tempdir().unwrap();
    prepare(base.path());
    let ended = Command::new("unshare")
        .args(apart)
        .arg(env::current_exe().unwrap())
        .args(["--exact", "disk::inside", "--ignored", "--nocapture"])
        .env(BASE, base.path())
        .env(DISK, disk.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{said}\n{}", String::from_utf8_lossy(&ended.stdout));
    eprint!("{said}");
}

/// Not a test of its own: what happens on the small disk.
#[test]
#[ignore = "run by the test above, in a name space of its own"]
fn inside() {
    let (Some(base), Some(disk)) = (env::var_os(BASE), env::var_os(DISK)) else { return };
    let (base, disk) = (PathBuf::from(base), PathBuf::from(disk));
    let every =
        env::var("SINGO_ROUNDS").is_ok_and(|text| text.parse().is_ok_and(|n: u32| n >= 100));
    let (mut refused, mut tried) = (0, 0);
    let deeds = deeds();
    for (number, deed) in deeds.iter().enumerate() {
        let rooms = ROOMS.iter().enumerate();
        let rooms = rooms.filter(|(at, _)| every || *at == number % ROOMS.len());
        for (_, room) in rooms {
            tried += 1;
            if full(&base, &disk, deed, *room) {
                break;
            }
            refused += 1;
        }
    }
    assert!(refused >= deeds.len() / 3, "the disk was hardly ever full: {refused} of {tried}");
    locked(&base, &disk);
    eprintln!("{tried} deeds on a small disk, {refused} of them refused and done again with room");
}

/// One deed with so many pages of room. Whether it fitted.
fn full(base: &Path, disk: &Path, deed: &Deed, room: u64) -> bool {
    let what = format!("{} with {room} pages of room", deed.name);
    mount(disk, LARGE);
    copied(base, disk);
    // What is there before, as `examine` asks for it.
    let before = backup(disk);
    let fitted = {
        let app = app(&disk.join("vault"));
        sign_in(&app, disk, USER, PASSPHRASE).unwrap();
        let pages = used(disk) + room;
        run("mount", &["-o", &format!("remount,size={}", pages * 4096)], disk);
        let done = (deed.act)(&app, disk);
        run("mount", &["-o", &format!("remount,{LARGE}")], disk);
        if let Err(error) = &done {
            assert_eq!(error.code, ErrorCode::DiskFull, "{what}: {error}");
            (deed.act)(&app, disk).unwrap_or_else(|error| panic!("{what}, again: {error}"));
        }
        done.is_ok()
    };
    let done = BTreeSet::from([deed.name.to_owned()]);
    examine(disk, &before, &done, &done, &what);
    run("umount", &[], disk);
    fitted
}

/// A disk that may only be read: said at once, and nothing on it changes.
fn locked(base: &Path, disk: &Path) {
    mount(disk, LARGE);
    copied(base, disk);
    run("mount", &["-o", "remount,ro"], disk);
    let vault = disk.join("vault");
    let app = app(&vault);
    let open = json!({ "dir": vault, "user": USER, "passphrase": PASSPHRASE });
    let refused = app.call("vault.open", open).unwrap_err();
    assert_eq!(refused.code, ErrorCode::FileUnwritable, "{refused}");
    for deed in deeds().iter().filter(|deed| ["create", "restore"].contains(&deed.name)) {
        let refused = (deed.act)(&app, disk).unwrap_err();
        assert_eq!(refused.code, ErrorCode::FileUnwritable, "{}: {refused}", deed.name);
    }
    run("umount", &[], disk);
}

fn mount(disk: &Path, options: &str) {
    run("mount", &["-t", "tmpfs", "-o", options, "tmpfs"], disk);
}

fn run(program: &str, arguments: &[&str], disk: &Path) {
    let done = Command::new(program).args(arguments).arg(disk).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{program} {arguments:?}: {said}");
}

/// Pages of 4,096 bytes in use.
fn used(disk: &Path) -> u64 {
    let told =
        Command::new("stat").args(["--file-system", "--format", "%b %f %S"]).arg(disk).output();
    let told = String::from_utf8(told.unwrap().stdout).unwrap();
    let told: Vec<u64> = told.split_whitespace().map(|word| word.parse().unwrap()).collect();
    (told[0] - told[1]) * told[2] / 4096
}
