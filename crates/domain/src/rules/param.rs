//! Parameters of checks as `rules.toml` writes them. Not here: which parameters a check takes.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::definition::Condition;

/// A parameter of a check.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Param {
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A text, a field id, a code, an exact decimal, a day.
    Text(String),
    /// Several texts.
    Texts(Vec<String>),
    /// A condition.
    Condition(Condition),
}

impl Param {
    /// What a message shows for the parameter: numbers and texts as they stand, nothing else.
    pub(super) fn said(&self) -> Option<String> {
        match self {
            Self::Number(number) => Some(number.to_string()),
            Self::Text(text) => Some(text.clone()),
            Self::Texts(_) | Self::Flag(_) | Self::Condition(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for Param {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ParamVisitor)
    }
}

/// Reads a parameter without buffering it, so that errors inside a condition keep their line.
struct ParamVisitor;

impl<'de> Visitor<'de> for ParamVisitor {
    type Value = Param;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number, true or false, a text, a list of texts, or a condition")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Param, E> {
        Ok(Param::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Param, E> {
        Ok(Param::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Param, E> {
        Ok(Param::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Param, A::Error> {
        let mut texts = Vec::new();
        while let Some(text) = seq.next_element()? {
            texts.push(text);
        }
        Ok(Param::Texts(texts))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Param, A::Error> {
        Condition::deserialize(MapAccessDeserializer::new(map)).map(Param::Condition)
    }
}
