//! What a command prints and the code it ends with.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::{Value, json};
use singo_app::{ErrorCode, WireError};

use crate::words::Words;

/// A command that ran.
#[derive(Default)]
pub struct Outcome {
    lines: Vec<String>,
    not_right: bool,
}

/// A command that could not run.
pub enum Failure {
    /// The application refused or failed.
    Refused(WireError),
    /// A file given on the command line could not be read or written.
    File(PathBuf, io::Error),
    /// There is no passphrase: no variable, no file, no terminal.
    NoPassphrase,
    /// An argument is missing: its name.
    Missing(&'static str),
    /// The test server stopped.
    #[cfg(feature = "test-server")]
    Server(io::Error),
}

impl Outcome {
    /// Prints a line.
    pub fn line(line: impl Into<String>) -> Self {
        Self { lines: vec![line.into()], not_right: false }
    }

    /// Prints lines.
    pub fn lines(lines: Vec<String>) -> Self {
        Self { lines, not_right: false }
    }

    /// Prints one JSON document.
    pub fn json(value: &Value) -> Self {
        Self::line(format!("{value:#}"))
    }

    /// Ends with code 1 unless `right`.
    #[must_use]
    pub fn right(mut self, right: bool) -> Self {
        self.not_right = !right;
        self
    }

    /// Prints to stdout now, before the command has ended.
    pub fn print_line(self) {
        let _code = self.print();
    }

    /// Prints to stdout; a reader that went away is no error of ours.
    pub fn print(self) -> ExitCode {
        let mut out = io::stdout().lock();
        for line in &self.lines {
            if writeln!(out, "{line}").is_err() {
                break;
            }
        }
        ExitCode::from(u8::from(self.not_right))
    }
}

impl Failure {
    /// Prints to stderr what happened and what to do.
    pub fn print(self, words: &Words) -> ExitCode {
        let (error, code) = match self {
            Self::Refused(error) => {
                let unreadable = matches!(
                    error.code,
                    ErrorCode::BadRequest
                        | ErrorCode::NotFound
                        | ErrorCode::FileUnreadable
                        | ErrorCode::TableUnreadable
                        | ErrorCode::NotAVault
                        | ErrorCode::VaultDamaged
                        | ErrorCode::VaultNewer
                        | ErrorCode::Internal
                );
                (error, if unreadable { 2 } else { 1 })
            }
            Self::File(path, problem) => {
                let full = problem.kind() == io::ErrorKind::StorageFull;
                let code = if full { ErrorCode::DiskFull } else { ErrorCode::FileUnreadable };
                let error = WireError::new(code).with("path", path.display());
                (error.with("problem", problem), 2)
            }
            Self::NoPassphrase => return say(&[words.say("cli.no_passphrase", &json!({}))], 2),
            Self::Missing(argument) => {
                return say(&[words.say("cli.missing", &json!({ "argument": argument }))], 2);
            }
            #[cfg(feature = "test-server")]
            Self::Server(problem) => return say(&[problem.to_string()], 2),
        };
        say(&words.error(&error), code)
    }
}

fn say(lines: &[String], code: u8) -> ExitCode {
    let mut out = io::stderr().lock();
    for line in lines {
        if writeln!(out, "{line}").is_err() {
            break;
        }
    }
    ExitCode::from(code)
}

impl From<WireError> for Failure {
    fn from(error: WireError) -> Self {
        Self::Refused(error)
    }
}
