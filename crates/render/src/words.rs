//! Fixed words about copies and seals, from `words.toml`; a form's own words are in its `page.toml`.

use serde::Deserialize;
use singo_domain::copy::CopyKind;
use singo_domain::definition::Language;

use crate::RenderError;
use crate::edition::Edition;

/// The words in one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    masked: String,
    redacted: String,
    /// Where a chain head would stand.
    pub no_head: String,
    /// What `stamp.json` is.
    pub stamp: String,
    /// The title of a seal.
    pub sealed: String,
    /// Before the name.
    pub signer: String,
    /// Before the time.
    pub at: String,
    /// Before the reason.
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    ko: Words,
    en: Words,
}

/// The words in a language.
pub(crate) fn words(edition: &Edition, language: Language) -> Result<Words, RenderError> {
    let file: File = toml::from_str(edition.words).map_err(|error| RenderError::Page {
        line: 0,
        problem: format!("words.toml: {}", error.message()),
    })?;
    Ok(match language {
        Language::Ko => file.ko,
        Language::En => file.en,
    })
}

impl Words {
    /// The mark on the face of a copy; the whole paper has none.
    pub fn copy(&self, kind: CopyKind) -> Option<&str> {
        match kind {
            CopyKind::Full => None,
            CopyKind::Masked => Some(&self.masked),
            CopyKind::Redacted => Some(&self.redacted),
        }
    }
}
