//! What a check is: its name, the fields and parameters it takes, the words it gives to messages, its code.
//!
//! Each check is declared once, as a constant beside its function; the list of all is in `checks`.
//! The engine, the loader's [`validate`](super::validate) and the documentation read the same declaration.

use std::collections::BTreeMap;

use super::sight::{Cell, Hit, Together, Whole};
use crate::definition::Kind;

/// One check that rules may name.
pub struct Check {
    /// The name in `rules.toml`.
    pub name: &'static str,
    /// The fields it looks at.
    pub fields: Fields,
    /// The parameters it takes; no others are accepted.
    pub params: &'static [ParamSpec],
    /// Placeholders it fills in a message, besides the rule's own numbers and texts.
    pub says: &'static [&'static str],
    /// The code.
    pub(super) run: Run,
}

/// The fields a check takes. An empty list of kinds means every kind.
#[derive(Clone, Copy, Debug)]
pub enum Fields {
    /// Any number of fields, each on its own; `"*"` is allowed, and means every field of these kinds.
    Each(&'static [Kind]),
    /// Exactly these, in this order, looked at together; the finding lands on the first.
    Exactly(&'static [&'static [Kind]]),
    /// At least one, looked at together; the finding lands on the first.
    Several,
    /// At least one column of one table; the finding lands on the first, in the row at fault.
    Columns,
    /// None, or one single field on which the finding lands.
    Landing,
}

/// One parameter of a check.
pub struct ParamSpec {
    /// The key in `params`.
    pub name: &'static str,
    /// What may be given.
    pub kind: ParamKind,
    /// Whether it may be left out.
    pub optional: bool,
}

/// What may be given as a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamKind {
    /// A whole number, zero or more.
    Number,
    /// `true` or `false`.
    Flag,
    /// A text.
    Text,
    /// A list of texts, or one text.
    Texts,
    /// An exact decimal, as text.
    Decimal,
    /// A day `YYYY-MM-DD`, as text.
    Day,
    /// A list of kinds; the rule looks at fields of these kinds only.
    Kinds,
    /// A field of one of these kinds, any if empty; logic runs only where its syntax is clean, too.
    Field(&'static [Kind]),
    /// A column of one of these kinds, any if empty.
    Column(&'static [Kind]),
    /// A field beside each field of the rule, in the same order and the same row.
    Beside,
    /// A table.
    Table,
    /// A condition, seen from rows of the table that the other parameters name.
    Condition,
    /// The id of a code list.
    CodeList,
}

/// Words for the placeholders of a message.
pub(super) type Words = BTreeMap<String, String>;

/// What a check says of one place: nothing, or that it is not right, with words for the message.
pub(super) type Said = Option<Words>;

/// The code of a check, by what it is shown at a time.
pub(super) enum Run {
    /// One answered field.
    Cell(fn(&Cell<'_>) -> Said),
    /// One field, answered or blank.
    AnyCell(fn(&Cell<'_>) -> Said),
    /// Several fields of one row, or of the filing.
    Together(fn(&Together<'_>) -> Said),
    /// The filing, or all rows of a table.
    Whole(fn(&Whole<'_>) -> Vec<Hit>),
}

/// A parameter that must be given.
pub(super) const fn needed(name: &'static str, kind: ParamKind) -> ParamSpec {
    ParamSpec { name, kind, optional: false }
}

/// A parameter that may be left out.
pub(super) const fn optional(name: &'static str, kind: ParamKind) -> ParamSpec {
    ParamSpec { name, kind, optional: true }
}

impl Check {
    /// Whether its fields are looked at one by one.
    pub(super) fn is_cell(&self) -> bool {
        matches!(self.run, Run::Cell(_) | Run::AnyCell(_))
    }
}
