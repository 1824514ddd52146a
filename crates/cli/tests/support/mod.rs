//! Runs `singo` as a user or a script does.

use std::path::Path;
use std::process::{Command, Output};

pub const PASSPHRASE: &str = "four unrelated words here";

/// Runs `singo`, without any secret in its surroundings unless `secret` gives one.
fn singo(folder: &Path, secret: Option<&str>, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_singo"));
    command.args(["--lang", "en"]).args(arguments).current_dir(folder);
    command
        .env_remove("SINGO_PASSPHRASE")
        .env_remove("SINGO_USER")
        .stdin(std::process::Stdio::null());
    if let Some(secret) = secret {
        command.env("SINGO_PASSPHRASE", secret);
    }
    command.output().unwrap()
}

/// Runs what must end with this exit code; what it printed.
pub fn ends(code: i32, folder: &Path, secret: Option<&str>, arguments: &[&str]) -> String {
    let output = singo(folder, secret, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}{errors}");
    said
}
