//! The words of a form: `text.ko.toml` and `text.en.toml`.
//!
//! The invariant, held when a definition is loaded: everything that has a name in the form has words in both
//! languages, nothing else has, and a message asks only for values that its rule gives.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Definition;
use crate::path::FieldId;
use crate::rules::said_by;

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

impl Texts {
    /// What is missing, superfluous or cannot be filled in, each with the text to look for in the file.
    pub(super) fn problems(&self, definition: &Definition) -> Vec<(String, String)> {
        let Definition { sections, rules, .. } = definition;
        let tables = sections.iter().filter_map(|section| section.table.as_deref());
        let mut problems =
            compare("section", sections.iter().map(|s| s.id.as_str()), keys(&self.section));
        problems.extend(compare("table", tables, keys(&self.table)));
        let fields = definition.fields().map(|(_, field)| field.path.as_str());
        problems.extend(compare("field", fields, self.field.keys().map(FieldId::as_str)));
        let messages = rules.iter().map(|rule| rule.message.as_str());
        problems.extend(compare("message", messages, keys(&self.message)));
        for rule in rules {
            let Some(message) = self.message.get(&rule.message) else { continue };
            let said = said_by(rule);
            for name in placeholders(message).filter(|name| !said.contains(name)) {
                let known: Vec<&str> = said.iter().copied().collect();
                let known = if known.is_empty() { "nothing".to_owned() } else { known.join(", ") };
                let problem = format!(
                    "message {}: rule {} does not say {{{name}}}; it says {known}",
                    rule.message, rule.id
                );
                problems.push((rule.message.clone(), problem));
            }
        }
        problems
    }
}

fn keys(texts: &BTreeMap<String, String>) -> impl Iterator<Item = &str> {
    texts.keys().map(String::as_str)
}

fn compare<'a>(
    what: &str,
    wanted: impl Iterator<Item = &'a str>,
    given: impl Iterator<Item = &'a str>,
) -> Vec<(String, String)> {
    let (wanted, given): (BTreeSet<&str>, BTreeSet<&str>) = (wanted.collect(), given.collect());
    let missing = wanted.difference(&given);
    let missing = missing.map(|name| (String::new(), format!("no words for {what} {name}")));
    let idle = given.difference(&wanted);
    let idle = idle.map(|name| {
        ((*name).to_owned(), format!("words for a {what} that does not exist: {name}"))
    });
    missing.chain(idle).collect()
}

/// The names in braces.
fn placeholders(message: &str) -> impl Iterator<Item = &str> {
    message.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
}
