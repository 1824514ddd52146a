//! What a paper carries about itself, so that it can be printed again from nothing but the file.
//!
//! The answers travel as canonical JSON; state, history and language travel as `stamp.json`, written here from
//! the input of the printing. The invariant: filing and stamp together give the same bytes again. Not here:
//! finding them in a file (`inside`), and what they mean.

use serde::{Deserialize, Serialize};
use singo_domain::answer::Content;
use singo_domain::copy::CopyKind;
use singo_domain::definition::{Definition, Language};

use crate::edition::Edition;
use crate::words::words;
use crate::{AcceptedWarning, AssociatedFile, Attachment, RenderError, RenderInput, Stamp};

/// The version of the stamp's shape.
const FORMAT: &str = "singo-stamp-1";
/// Its name inside the file.
pub const STAMP_FILE: &str = "stamp.json";

/// Everything a paper was printed from, beside its definition, its answers and the other files inside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    format: String,
    /// The version of the paper.
    pub paper: u32,
    /// The identity of the JSON Schema that the answers follow.
    pub schema: String,
    /// The language of labels and fixed words.
    pub language: Language,
    /// For whose eyes it is.
    pub copy: CopyKind,
    /// Whether it is an exercise.
    pub practice: bool,
    /// State and history.
    pub stamp: Stamp,
    /// Warnings accepted with a reason.
    pub accepted_warnings: Vec<AcceptedWarning>,
    /// Files that go with the report.
    pub attachments: Vec<Attachment>,
}

impl Carried {
    /// What stands on a paper of this version.
    pub fn of(paper: u32, input: &RenderInput<'_>) -> Self {
        // Named one by one: a new part of the input does not compile until it travels too.
        let RenderInput {
            definition,
            content: _,
            language,
            copy,
            stamp,
            practice,
            accepted_warnings,
            attachments,
            data: _,
        } = input;
        Self {
            format: FORMAT.to_owned(),
            paper,
            schema: definition.schema_id(),
            language: *language,
            copy: *copy,
            practice: *practice,
            stamp: stamp.clone(),
            accepted_warnings: accepted_warnings.clone(),
            attachments: attachments.clone(),
        }
    }

    /// Reads a stamp.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|read: &Self| read.format == FORMAT)
    }

    /// The file that travels.
    pub(crate) fn file(&self, edition: &Edition) -> Result<AssociatedFile, RenderError> {
        let bytes =
            serde_json::to_vec(self).map_err(|error| RenderError::Write(error.to_string()))?;
        Ok(AssociatedFile {
            name: STAMP_FILE.to_owned(),
            mime: "application/json".to_owned(),
            bytes,
            description: words(edition, self.language)?.stamp,
        })
    }

    /// The input that a paper of these answers was printed from. `data` are the other files inside it.
    pub fn input<'a>(
        &self,
        definition: &'a Definition,
        content: &'a Content,
        data: Vec<AssociatedFile>,
    ) -> RenderInput<'a> {
        RenderInput {
            definition,
            content,
            language: self.language,
            copy: self.copy,
            stamp: self.stamp.clone(),
            practice: self.practice,
            accepted_warnings: self.accepted_warnings.clone(),
            attachments: self.attachments.clone(),
            data,
        }
    }
}
