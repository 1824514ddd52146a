//! A disk that turns read-only while the vault is open: a clear word, nothing by halves, and once it may be written
//! again the same command works.
//!
//! A disk on which a file is open cannot be made read-only; a failing one makes itself so. Here the system's own filter
//! of calls (seccomp, Linux only) answers every call that would change a file as such a disk does (`EROFS`): for one
//! thread, so that the same program goes on when the disk is mended, or for a whole process at a random instant.
//! `SINGO_ROUNDS` sets how many instants are tried (default one for ten deeds), `SINGO_SEED` brings a run back.
#![cfg(target_os = "linux")]

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::Path;
use std::thread;
use std::time::Duration;

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen as Length, SeccompCmpOp as Is, SeccompCondition,
    SeccompFilter, SeccompRule, apply_filter, apply_filter_all_threads,
};
use singo_app::{App, ErrorCode, WireError};

use crate::deeds::{
    Deed, OTHER_PASSPHRASE, PASSPHRASE, USER, app, backup, deeds, prepare, sign_in,
};
use crate::examine::{copied, examine};
use crate::instants::{Instants, measured, start};
use crate::worker::TURNS;

/// Answers every call that would change a file as a read-only disk does. What is written to the terminal is no file.
fn read_only() -> BpfProgram {
    let when = |argument: u8, is: Is, value: u64| {
        SeccompRule::new(vec![SeccompCondition::new(argument, Length::Dword, is, value).unwrap()])
            .unwrap()
    };
    let mut calls: BTreeMap<i64, Vec<SeccompRule>> = BTreeMap::new();
    for call in [
        libc::SYS_pwrite64,
        libc::SYS_pwritev,
        libc::SYS_pwritev2,
        libc::SYS_ftruncate,
        libc::SYS_truncate,
        libc::SYS_fallocate,
        libc::SYS_copy_file_range,
        libc::SYS_renameat,
        libc::SYS_renameat2,
        libc::SYS_unlinkat,
        libc::SYS_mkdirat,
        libc::SYS_linkat,
        libc::SYS_symlinkat,
        libc::SYS_fchmod,
        libc::SYS_fchmodat,
    ] {
        calls.insert(call, Vec::new());
    }
    for call in [libc::SYS_write, libc::SYS_writev, libc::SYS_sendfile] {
        calls.insert(call, vec![when(0, Is::Gt, 2)]);
    }
    let opens = |flags: u8| {
        let (create, cut) = (libc::O_CREAT as u64, libc::O_TRUNC as u64);
        vec![
            when(flags, Is::MaskedEq(libc::O_ACCMODE as u64), libc::O_WRONLY as u64),
            when(flags, Is::MaskedEq(libc::O_ACCMODE as u64), libc::O_RDWR as u64),
            when(flags, Is::MaskedEq(create), create),
            when(flags, Is::MaskedEq(cut), cut),
        ]
    };
    calls.insert(libc::SYS_openat, opens(2));
    #[cfg(target_arch = "x86_64")]
    {
        calls.insert(libc::SYS_open, opens(1));
        for call in [
            libc::SYS_creat,
            libc::SYS_rename,
            libc::SYS_unlink,
            libc::SYS_mkdir,
            libc::SYS_rmdir,
            libc::SYS_link,
            libc::SYS_symlink,
            libc::SYS_chmod,
        ] {
            calls.insert(call, Vec::new());
        }
    }
    let refuses = SeccompAction::Errno(libc::EROFS as u32);
    let machine = env::consts::ARCH.try_into().unwrap();
    SeccompFilter::new(calls, SeccompAction::Allow, refuses, machine).unwrap().try_into().unwrap()
}

/// Whether this system lets a process filter its own calls. Where CI is set, it must.
fn possible() -> bool {
    let tried = thread::spawn(|| apply_filter(&read_only()).is_ok()).join().unwrap();
    if !tried {
        assert!(env::var_os("CI").is_none(), "this system lets no process filter its calls");
        crate::skipped("this system lets no process filter its calls");
    }
    tried
}

/// From now on no thread of this process can change a file.
pub fn turn_read_only() {
    apply_filter_all_threads(&read_only()).unwrap();
}

/// Does a deed again on a disk that may be written, signing in first where the fault has ended the session.
fn again(app: &App, folder: &Path, deed: &Deed) -> Result<(), WireError> {
    match (deed.act)(app, folder) {
        Err(error) if error.code == ErrorCode::VaultLocked => {
            signed_in(app, folder);
            (deed.act)(app, folder).map(drop)
        }
        // A vault that was made and could not be told of, or what of one could not be taken away: see `is_there`.
        Err(error) if error.code == ErrorCode::FolderNotEmpty => Ok(()),
        done => done.map(drop),
    }
}

/// Whether a vault that a deed makes is there. Of one that was begun on a disk that turned read-only the beginning cannot
/// be taken away; it is no vault, and nobody was told that it is.
fn is_there(folder: &Path, deed: &str) -> bool {
    let made = match deed {
        "create" => "created",
        "restore" => "restored",
        _ => return true,
    };
    folder.join(made).join("keys.json").exists()
}

fn signed_in(app: &App, folder: &Path) {
    let opened = sign_in(app, folder, USER, PASSPHRASE);
    opened.or_else(|_| sign_in(app, folder, USER, OTHER_PASSPHRASE)).unwrap();
}

#[test]
fn a_disk_that_turned_read_only_is_said_and_takes_nothing_by_halves() {
    if !possible() {
        return;
    }
    let base = tempfile::tempdir().unwrap();
    prepare(base.path());
    for deed in deeds() {
        let what = format!("{} on a disk that is read-only", deed.name);
        let folder = tempfile::tempdir().unwrap();
        copied(base.path(), folder.path());
        let before = backup(folder.path());
        {
            let app = app(&folder.path().join("vault"));
            signed_in(&app, folder.path());
            let refused = thread::scope(|scope| {
                let tried = scope.spawn(|| {
                    apply_filter(&read_only()).unwrap();
                    (deed.act)(&app, folder.path())
                });
                tried.join().unwrap()
            });
            match refused {
                Ok(answer) => panic!("{what}: {answer}"),
                Err(error) => assert_eq!(error.code, ErrorCode::FileUnwritable, "{what}: {error}"),
            }
            again(&app, folder.path(), &deed)
                .unwrap_or_else(|error| panic!("{what}, again: {error}"));
        }
        let done = BTreeSet::from([deed.name.to_owned()]);
        examine(folder.path(), &before, &done, &done, &what);
    }
}

#[test]
fn whenever_a_disk_turns_read_only_nothing_is_half_done() {
    if !possible() {
        return;
    }
    let deeds = deeds();
    let base = tempfile::tempdir().unwrap();
    prepare(base.path());
    let times = measured(base.path(), &deeds);
    let mut instants = Instants::new();
    let mut refused = 0;
    for round in 0..instants.rounds(deeds.len() / 10) {
        // Rounds that are few reach into every theme.
        let first = round * 7 % deeds.len();
        let instant = instants.next(times[first]);
        let what = instants.told(round, deeds[first].name, "read-only", instant);
        let folder = tempfile::tempdir().unwrap();
        copied(base.path(), folder.path());
        let before = backup(folder.path());
        let turns = [(TURNS, instant.as_micros().to_string())];
        let (mut worker, lines) = start(folder.path(), first, &turns);
        let said: Vec<String> = lines.map_while(Result::ok).collect();
        assert!(worker.wait().unwrap().success(), "{what}: {}", said.join("\n"));
        let words = |word: &str| -> BTreeSet<String> {
            said.iter().filter_map(|line| line.strip_prefix(word)).map(str::to_owned).collect()
        };
        let (begun, mut done) = (words("begin "), words("done "));
        for line in words("refused ") {
            let (name, code) = line.rsplit_once(' ').unwrap();
            assert_eq!(code, "FileUnwritable", "{what}: {}", said.join("\n"));
            refused += 1;
            // On a disk that is mended the same deed is done.
            let deed = deeds.iter().find(|deed| deed.name == name).unwrap();
            let app = app(&folder.path().join("vault"));
            signed_in(&app, folder.path());
            again(&app, folder.path(), deed)
                .unwrap_or_else(|error| panic!("{what}, {name} again: {error}"));
            if is_there(folder.path(), name) {
                done.insert(name.to_owned());
            }
        }
        examine(folder.path(), &before, &begun, &done, &what);
    }
    assert!(refused > 0, "the disk never turned; {}", instants.seed());
    eprintln!("{refused} deeds refused; {}", instants.seed());
}

/// In a worker: lets its disk turn read-only after the time that it was given.
pub fn turn_soon() {
    let Some(after) = env::var(TURNS).ok().and_then(|text| text.parse().ok()) else { return };
    thread::spawn(move || {
        thread::sleep(Duration::from_micros(after));
        turn_read_only();
    });
}
