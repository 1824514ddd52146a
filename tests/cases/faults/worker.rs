//! The process that is killed: it says what it begins and, when a command has answered, that it is done.

use std::env;
use std::io::Write;
use std::path::PathBuf;

use crate::deeds::{PASSPHRASE, USER, app, deeds, sign_in};

pub const FOLDER: &str = "SINGO_TEST_FAULTS_FOLDER";
/// After how many microseconds of its first deed its disk turns read-only.
pub const TURNS: &str = "SINGO_TEST_FAULTS_TURNS";
pub const FIRST: &str = "SINGO_TEST_FAULTS_FIRST";

/// Not a test of its own: the process that is killed.
#[test]
#[ignore = "run by the test beside it, as a process to kill"]
fn worker() {
    let Some(folder) = env::var_os(FOLDER).map(PathBuf::from) else { return };
    let first: usize = env::var(FIRST).unwrap().parse().unwrap();
    let app = app(&folder.join("vault"));
    sign_in(&app, &folder, USER, PASSPHRASE).unwrap();
    let mut out = std::io::stderr().lock();
    let deeds = deeds();
    for turn in 0..deeds.len() {
        let deed = deeds[(first + turn) % deeds.len()];
        writeln!(out, "begin {}", deed.name).unwrap();
        #[cfg(target_os = "linux")]
        if turn == 0 {
            crate::refused::turn_soon();
        }
        match (deed.act)(&app, &folder) {
            Ok(_) => writeln!(out, "done {}", deed.name).unwrap(),
            Err(error) if env::var_os(TURNS).is_some() => {
                writeln!(out, "because {error}").unwrap();
                writeln!(out, "refused {} {:?}", deed.name, error.code).unwrap();
                // As it stands: nothing that is closed on the way out could be written.
                std::process::exit(0);
            }
            Err(error) => panic!("{}: {error}", deed.name),
        }
    }
}
