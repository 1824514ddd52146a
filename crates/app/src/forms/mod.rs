//! Definitions that come as files: reading one from a folder or a ZIP, judging it, and putting it beside those that were
//! built in.
//!
//! What arrives is foreign until it is judged: sizes and names are bounded, and every fault is told with its file and
//! line. Nothing is taken in by halves. Not here: who may add one, and where it is kept.

mod compare;
mod given;
mod judge;
mod read;

use std::collections::BTreeMap;

use singo_domain::definition::LoadError;

use crate::convert::count;
use crate::error::{ErrorCode, WireError};
use crate::wire::FormFault;

pub use compare::differences;
pub use judge::{Judged, held, judged, misfit};
pub use read::{brought, unpacked};

/// The texts of one definition as they arrived.
#[derive(Clone, Debug, Default)]
pub struct Brought {
    /// By file name within the definition.
    pub files: BTreeMap<String, String>,
    /// The code lists that it brings, by name.
    pub codes: BTreeMap<String, String>,
}

/// A fault: the file within the definition, the line from 1, or 0 where none can be named, a code, and what it is
/// about. Of what the loader finds, the detail is its own words.
pub fn fault(file: &str, line: usize, why: &str, detail: impl ToString) -> FormFault {
    FormFault {
        file: file.to_owned(),
        line: count(line),
        why: why.to_owned(),
        detail: detail.to_string(),
    }
}

fn of_loader(error: &LoadError) -> FormFault {
    fault(&error.file, error.line, "loader", &error.problem)
}

/// The refusal of a file for its first fault.
pub fn refused(faults: &[FormFault]) -> WireError {
    let error = WireError::new(ErrorCode::FormRefused).with("count", faults.len());
    match faults.first() {
        None => error,
        Some(FormFault { file, line, why, detail }) => {
            error.with("file", file).with("line", line).with("why", why).with("detail", detail)
        }
    }
}
