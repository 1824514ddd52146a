//! The words of a form: `text.ko.toml` and `text.en.toml`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::path::FieldId;

/// A language of the window and the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Korean, the language of the authorities.
    Ko,
    /// English.
    En,
}

/// All words of one form version in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// The form's title.
    pub title: String,
    /// Section titles by section id.
    pub section: BTreeMap<String, String>,
    /// Names of tables by table id.
    #[serde(default)]
    pub table: BTreeMap<String, String>,
    /// Labels and help by field.
    pub field: BTreeMap<FieldId, FieldText>,
    /// Messages of rules by key, with `{placeholders}`; says what is wrong and what to do.
    pub message: BTreeMap<String, String>,
    /// Fixed words of the paper by key.
    #[serde(default)]
    pub paper: BTreeMap<String, String>,
}

/// The words of one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldText {
    /// The label, in the form's own words.
    pub label: String,
    /// What to enter, where the label does not say it.
    #[serde(default)]
    pub help: Option<String>,
}
