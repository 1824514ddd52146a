//! The shape of `rules.toml`: what one rule says. Not here: what its check does, and whether it may say so.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::lexicon::Cached;
use super::{Param, ParamKind, checks};
use crate::definition::Condition;
use crate::path::FieldId;

/// Whether a finding stops approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Approval is refused while the finding stands.
    Block,
    /// Can be accepted with a written reason.
    Warn,
}

/// When a rule runs. `Logic` runs on a field only where `Syntax` found nothing that blocks; `Case` looks at
/// the whole filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The form of a single value.
    Syntax,
    /// The meaning of values, alone and together.
    Logic,
    /// The filing as a whole: totals, narrative.
    Case,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Form, severity and number: `STR-B012`, `STR-W003`.
    pub id: String,
    /// Whether it stops approval.
    pub severity: Severity,
    /// When it runs.
    pub phase: Phase,
    /// The fields it looks at: `"*"` for every field, or a list; a check of several fields together finds on
    /// the first. A rule on columns of a table runs once for each row.
    pub fields: FieldSelection,
    /// When it applies at all; seen from the row for columns.
    #[serde(default)]
    pub when: Option<Condition>,
    /// The check.
    pub check: String,
    /// The check's parameters.
    #[serde(default)]
    pub params: BTreeMap<String, Param>,
    /// Key of the message in the texts.
    pub message: String,
    /// Legal or technical source.
    pub cite: String,
    /// Why the rule exists.
    pub why: String,
    /// The words it looks for, made ready when they are first needed.
    #[serde(skip)]
    pub(super) lexicon: Cached,
}

impl Rule {
    /// The fields it names; none for a rule on every field.
    pub fn listed(&self) -> &[FieldId] {
        match &self.fields {
            FieldSelection::Every => &[],
            FieldSelection::Listed(fields) => fields,
        }
    }

    /// A parameter as a list of texts; none where it is not given.
    pub(super) fn texts(&self, name: &str) -> &[String] {
        match self.params.get(name) {
            Some(Param::Texts(texts)) => texts,
            Some(Param::Text(text)) => std::slice::from_ref(text),
            _ => &[],
        }
    }

    /// A parameter as a count.
    pub(super) fn count(&self, name: &str) -> Option<usize> {
        match self.params.get(name)? {
            Param::Number(number) => usize::try_from(*number).ok(),
            _ => None,
        }
    }

    /// The code lists that its parameters name.
    pub fn code_lists(&self) -> Vec<String> {
        let specs = checks::find(&self.check).map_or(&[][..], |check| check.params);
        let lists = specs.iter().filter(|spec| spec.kind == ParamKind::CodeList);
        lists.filter_map(|spec| self.params.get(spec.name)?.said()).collect()
    }
}

impl FieldSelection {
    /// Whether a field is among them.
    pub(super) fn has(&self, field: &FieldId) -> bool {
        match self {
            Self::Every => true,
            Self::Listed(fields) => fields.contains(field),
        }
    }
}

/// Which fields a rule looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldSelection {
    /// Every field of the form: written `"*"`.
    Every,
    /// These fields.
    Listed(Vec<FieldId>),
}

impl Serialize for FieldSelection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Every => serializer.serialize_str("*"),
            Self::Listed(fields) => fields.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for FieldSelection {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SelectionVisitor)
    }
}

/// Reads a selection without buffering it, so that a wrong field id is reported with its line.
struct SelectionVisitor;

impl<'de> Visitor<'de> for SelectionVisitor {
    type Value = FieldSelection;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"*\" or a list of fields")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<FieldSelection, E> {
        match text {
            "*" => Ok(FieldSelection::Every),
            _ => Err(E::invalid_value(serde::de::Unexpected::Str(text), &self)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<FieldSelection, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = seq.next_element()? {
            fields.push(field);
        }
        Ok(FieldSelection::Listed(fields))
    }
}
