//! Copies of one filing for different eyes: the whole one for the authority, a masked one for review and
//! training, a redacted one from which chosen answers are gone.
//!
//! The invariant: what a copy withholds is nowhere in its content, also not where another answer repeats it.
//! A copy of the second or third kind carries only what the form shows, and its hash is that of the copy: the
//! hash of the whole filing would let a few unknown digits be found by trying. Not here: marks on the paper.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Content, Row};
use crate::definition::{Definition, Field, Kind, View};
use crate::identifier::{MaskKind, mask};
use crate::path::FieldId;

/// What stands in the place of a redacted answer.
pub const REDACTED: &str = "■■■";

/// For whose eyes a copy is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CopyKind {
    /// Everything, for the authority.
    #[default]
    Full,
    /// Personal answers masked, for review and training.
    Masked,
    /// Chosen answers gone.
    Redacted,
}

/// What a copy says of itself in its data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopyNote {
    /// For whose eyes it is; [`CopyKind::Full`] only where the paper itself masks identifiers.
    pub kind: CopyKind,
    /// The fields whose answers it withholds, wholly or in part.
    pub withheld: BTreeSet<FieldId>,
}

/// The masked copy of a filing.
pub fn masked(definition: &Definition, content: &Content) -> (Content, CopyNote) {
    let masked = |field: &Field| mask_of(field);
    let withheld = fields(definition, |field| mask_of(field).is_some());
    let copy = Copier { definition, view: definition.view(content) };
    let replace = |field: &Field, text: &str| masked(field).map(|kind| mask(kind, text));
    (copy.copy(&replace), CopyNote { kind: CopyKind::Masked, withheld })
}

/// The copy of a filing without the answers to these fields.
pub fn redacted(
    definition: &Definition,
    content: &Content,
    chosen: &BTreeSet<FieldId>,
) -> (Content, CopyNote) {
    let withheld = fields(definition, |field| chosen.contains(&field.path));
    let copy = Copier { definition, view: definition.view(content) };
    let replace =
        |field: &Field, _: &str| chosen.contains(&field.path).then(|| REDACTED.to_owned());
    (copy.copy(&replace), CopyNote { kind: CopyKind::Redacted, withheld })
}

/// How an answer to the field is masked; `None` where it is shown to everybody.
pub fn mask_of(field: &Field) -> Option<MaskKind> {
    let name = field.path.name();
    match field.kind {
        Kind::Phone => Some(MaskKind::Phone),
        Kind::Account => Some(MaskKind::Account),
        // Whoever knows an address or a transaction of a public chain can find whose it is.
        Kind::Address | Kind::Txid => Some(MaskKind::Identifier),
        _ if !field.personal => None,
        Kind::Identifier => Some(MaskKind::ResidentNumber),
        Kind::Text if name.contains("address") => Some(MaskKind::Address),
        Kind::Text if name.contains("email") => Some(MaskKind::Email),
        Kind::Text => Some(MaskKind::Name),
        Kind::Paragraph | Kind::Lines | Kind::Code | Kind::Codes | Kind::Country => None,
        _ => Some(MaskKind::Identifier),
    }
}

fn fields(definition: &Definition, wanted: impl Fn(&Field) -> bool) -> BTreeSet<FieldId> {
    let fields = definition.fields().filter(|(_, field)| wanted(field));
    fields.map(|(_, field)| field.path.clone()).collect()
}

struct Copier<'a> {
    definition: &'a Definition,
    view: View<'a>,
}

/// What the copy says in the place of a text; longest texts first, so that a part does not spoil the whole.
pub(crate) type Replacements = BTreeMap<std::cmp::Reverse<usize>, BTreeMap<String, String>>;

impl Copier<'_> {
    fn copy(&self, replace: &dyn Fn(&Field, &str) -> Option<String>) -> Content {
        let mut everywhere = Replacements::new();
        for (field, answer) in self.singles() {
            learn(&mut everywhere, field, answer, replace);
        }
        let mut all = everywhere.clone();
        let mut copy = Content::default();
        let tables = self.definition.sections.iter().filter_map(|s| s.table.as_deref());
        for table in tables.collect::<BTreeSet<_>>() {
            let mut rows = Vec::new();
            for row in self.view.content().rows(table) {
                // A row repeats what is said of it and what is said of the whole, hardly another row's answers.
                let mut known = everywhere.clone();
                for (field, answer) in self.cells(table, row) {
                    learn(&mut known, field, answer, replace);
                    learn(&mut all, field, answer, replace);
                }
                let cell = |(field, answer): (&Field, &Answer)| {
                    (field.path.name().to_owned(), copied(field, answer, replace, &known))
                };
                let cells = self.cells(table, row).into_iter().map(cell).collect();
                rows.push(Row { id: row.id.clone(), cells });
            }
            if !rows.is_empty() {
                copy.tables.insert(table.to_owned(), rows);
            }
        }
        for (field, answer) in self.singles() {
            copy.fields.insert(field.path.clone(), copied(field, answer, replace, &all));
        }
        copy
    }

    /// The answers that the form shows; what it hides has no place on any copy.
    fn singles(&self) -> Vec<(&Field, &Answer)> {
        let fields = self.definition.fields().filter(|(_, field)| field.path.table().is_none());
        fields.filter_map(|(_, f)| Some((f, self.view.answer(&f.path, None)?))).collect()
    }

    fn cells<'s>(&'s self, table: &str, row: &'s Row) -> Vec<(&'s Field, &'s Answer)> {
        let fields = self.definition.fields().filter(|(_, f)| f.path.table() == Some(table));
        let shown = fields.filter(|(_, field)| self.view.shown(&field.path, Some(row)));
        shown
            .filter_map(|(_, f)| Some((f, row.cells.get(f.path.name()).filter(|a| !a.is_blank())?)))
            .collect()
    }
}

/// Remembers what a withheld answer becomes, to find it where other answers repeat it.
pub(crate) fn learn(
    known: &mut Replacements,
    field: &Field,
    answer: &Answer,
    replace: &dyn Fn(&Field, &str) -> Option<String>,
) {
    for value in answer.values().map(str::trim) {
        let Some(instead) = replace(field, value) else { continue };
        let mut spellings = vec![value.to_owned()];
        let bare: String = value.chars().filter(|c| c.is_alphanumeric()).collect();
        if bare != value && bare.chars().any(|c| c.is_ascii_digit()) {
            spellings.push(bare);
        }
        for spelling in spellings {
            if telling(field, &spelling) && spelling != instead {
                let length = std::cmp::Reverse(spelling.chars().count());
                known.entry(length).or_default().insert(spelling, instead.clone());
            }
        }
    }
}

/// Whether a text is so much its own that it is looked for elsewhere. A code or a single letter is not.
fn telling(field: &Field, text: &str) -> bool {
    let figures = text.chars().all(|c| c.is_ascii_digit() || c.is_ascii_punctuation());
    let least = if figures { 6 } else { 2 };
    !matches!(field.kind, Kind::Code | Kind::Codes | Kind::Country) && text.chars().count() >= least
}

fn copied(
    field: &Field,
    answer: &Answer,
    replace: &dyn Fn(&Field, &str) -> Option<String>,
    known: &Replacements,
) -> Answer {
    let one = |text: &String| replace(field, text).unwrap_or_else(|| without(field, text, known));
    match answer {
        Answer::Text(text) => Answer::Text(one(text)),
        Answer::Many(values) => Answer::Many(values.iter().map(one).collect()),
    }
}

/// The text with every withheld answer in it replaced, unless it is a code.
fn without(field: &Field, text: &str, known: &Replacements) -> String {
    if matches!(field.kind, Kind::Code | Kind::Codes | Kind::Country) {
        return text.to_owned();
    }
    unsaid(text, known)
}

/// The text with every withheld answer in it replaced.
pub(crate) fn unsaid(text: &str, known: &Replacements) -> String {
    known.iter().fold(text.to_owned(), |text, (length, values)| {
        if values.len() > text.len() {
            return unsaid_long(&text, length.0, values);
        }
        values.iter().fold(text, |text, (value, instead)| {
            if text.contains(value.as_str()) { text.replace(value.as_str(), instead) } else { text }
        })
    })
}

/// The same for more values of one length, in characters, than the text has places: each place is looked up.
fn unsaid_long(text: &str, length: usize, values: &BTreeMap<String, String>) -> String {
    let (mut said, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(first) = rest.chars().next() {
        let end = rest.char_indices().nth(length).map_or(rest.len(), |(at, _)| at);
        let (part, width) = match values.get(&rest[..end]) {
            Some(instead) => (instead.as_str(), end),
            None => (&rest[..first.len_utf8()], first.len_utf8()),
        };
        said.push_str(part);
        rest = &rest[width..];
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_values_are_found_as_few_are() {
        let of = |count: usize| {
            let value = |n: usize| (format!("가나{n:04}"), format!("*{n}"));
            let mut known = Replacements::new();
            known.insert(std::cmp::Reverse(6), (0..count).map(value).collect());
            known
        };
        let text = "받은 곳 가나0003, 가나0003가나0001; 가나가나0002 가나00";
        let expected = "받은 곳 *3, *3*1; 가나*2 가나00";
        assert_eq!(unsaid(text, &of(4)), expected);
        assert_eq!(unsaid(text, &of(1000)), expected);
        assert_eq!(unsaid("", &of(4)), "");
    }
}
