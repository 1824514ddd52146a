//! Code lists: `assets/codes/<list>.toml`.

use serde::{Deserialize, Serialize};

/// A list of codes with a label in each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeList {
    /// The list, as fields name it.
    pub id: String,
    /// Where the list comes from.
    pub source: String,
    /// The codes in the order of the form.
    #[serde(rename = "code")]
    pub codes: Vec<Code>,
}

/// One code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// The value that is stored and reported.
    pub value: String,
    /// Korean label.
    pub ko: String,
    /// English label.
    pub en: String,
    /// The label could not be checked against the published list.
    #[serde(default)]
    pub provisional: bool,
}

impl CodeList {
    /// A code by its value.
    pub fn get(&self, value: &str) -> Option<&Code> {
        self.codes.iter().find(|code| code.value == value)
    }
}
