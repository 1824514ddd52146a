//! Why a filing could not be put on paper. Codes and parameters only; the sentences live with the shells.

use std::collections::BTreeSet;
use std::io;

/// A filing that cannot be printed as it stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// Characters that no bundled font has; printing them would leave boxes where a name should stand.
    #[error("no font has: {characters:?}")]
    Uncovered {
        /// Each character once, in the order of their code points.
        characters: BTreeSet<char>,
    },
    /// `page.toml` cannot be read.
    #[error("page.toml:{line}: {problem}")]
    Page {
        /// Line, counted from 1; 0 where none can be named.
        line: usize,
        /// What is wrong.
        problem: String,
    },
    /// `page.toml` names a field, section or table that the form does not have.
    #[error("page.toml: the form has no {0}")]
    UnknownName(String),
    /// A bundled font file cannot be read; the program itself is damaged.
    #[error("font {0} cannot be read")]
    Font(&'static str),
    /// The filing was printed by a version of the paper that this program does not know.
    #[error("paper version {0} is not known")]
    Version(u32),
    /// Whoever watched the print ended it.
    #[error("cancelled")]
    Cancelled,
    /// The writer of the file refused or warned.
    #[error("the PDF cannot be written: {0}")]
    Write(String),
    /// What the bytes are written to takes no more: a full disk, a drive that is gone.
    #[error("the PDF cannot be written: {problem}")]
    Receiver {
        /// What kind of refusal.
        kind: io::ErrorKind,
        /// In the system's words.
        problem: String,
    },
}

impl From<io::Error> for RenderError {
    fn from(error: io::Error) -> Self {
        Self::Receiver { kind: error.kind(), problem: error.to_string() }
    }
}
