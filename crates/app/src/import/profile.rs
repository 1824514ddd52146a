//! Import profiles: which headings mean which column, `assets/import/<profile>.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Words by which columns and codes of one table are recognised.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportProfile {
    /// The table it fills.
    pub table: String,
    /// Sets of columns that make a row the same as another when all agree. The first column of a set must be
    /// filled; of the rest, blanks agree with blanks. None: rows are never the same.
    pub identities: Vec<Vec<String>>,
    /// Lengths that the digits of an identifier can have, by column.
    #[serde(default)]
    pub digits: BTreeMap<String, Vec<usize>>,
    /// Words that begin a row of sums, without case and spaces.
    #[serde(default)]
    pub totals: Vec<String>,
    /// Endings of such words, behind a month or a name.
    #[serde(default)]
    pub total_endings: Vec<String>,
    /// Headings by column name.
    pub columns: BTreeMap<String, Vec<String>>,
    /// Words for codes, by column and code. A code that the form's list lacks is passed over.
    #[serde(default)]
    pub words: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

/// A heading or word without case, spaces and punctuation, for comparison.
pub fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl ImportProfile {
    /// Reads a profile.
    ///
    /// # Errors
    /// What the file says wrongly, for its author.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}
