//! Why a source is no table that can be read: a code, and the line where one is to blame.

use std::io;

/// What is wrong with a whole source.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code} {line:?}")]
pub struct SheetError {
    /// What is wrong: a code that a shell turns into words.
    pub code: &'static str,
    /// The line at fault, from 1.
    pub line: Option<u64>,
    /// What the system says, for a file that cannot be read.
    pub problem: Option<String>,
}

impl SheetError {
    /// An error of the source as a whole.
    pub fn of(code: &'static str) -> Self {
        Self { code, line: None, problem: None }
    }

    /// An error on a line.
    pub fn on(code: &'static str, line: u64) -> Self {
        Self { code, line: Some(line), problem: None }
    }
}

impl From<io::Error> for SheetError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::InvalidData => Self::of("encoding"),
            _ => Self { code: "unreadable", line: None, problem: Some(error.to_string()) },
        }
    }
}

impl From<csv::Error> for SheetError {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => error.into(),
            _ => Self::of("broken_quotes"),
        }
    }
}
