//! What leaves the house of a filing: its answers with the identifiers masked that its paper masks, their
//! canonical copy, and the hash that stands on the paper.
//!
//! The invariant: an identifier that the paper masks is nowhere in what travels with the paper, also not where
//! another answer repeats it, nor a number of a person where the form's rules let none stand; and the hash on the
//! paper is that of what travels, for a hash of the whole would let the few missing digits be found by trying. The
//! whole canonical copy leaves only encrypted, as a file of its own (`use_cases/companions.rs`). A form that masks nothing travels whole. Not here: masked and redacted
//! copies for other eyes (`singo_domain::copy`).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Deserialize;
use singo_domain::answer::{Answer, Content, Row};
use singo_domain::canonical::{DefinitionRef, canonical_copy, canonical_filing, sha256_hex};
use singo_domain::copy::{CopyKind, CopyNote};
use singo_domain::definition::{Condition, Definition, View};
use singo_domain::identifier::{MaskKind, mask, mask_inside};
use singo_domain::path::FieldId;
use singo_domain::rules::PersonNumbers;

use crate::error::{ErrorCode, WireError};

/// The identifiers that a form's paper does not carry whole. Everything else in `page.toml` is the paper's.
#[derive(Deserialize)]
struct Masks {
    #[serde(default)]
    masked: Vec<Masked>,
}

#[derive(Deserialize)]
struct Masked {
    field: FieldId,
    #[serde(rename = "as")]
    kind: MaskKind,
    #[serde(default)]
    when: Option<Condition>,
}

/// What leaves.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// The answers, as they are printed.
    pub content: Content,
    /// Their canonical copy.
    pub canonical: String,
    /// SHA-256 of it, in lower-case hexadecimal: the hash on the paper.
    pub hash: String,
    /// What it says of itself where an identifier is masked in it.
    pub note: Option<CopyNote>,
    /// What stands in the place of each masked identifier.
    known: Known,
    /// Whether numbers of persons are masked in words.
    persons: bool,
}

/// Identifiers and what they become, longest first, so that a part does not spoil the whole.
type Known = BTreeMap<(std::cmp::Reverse<usize>, String), String>;

/// Fewest characters of an identifier that is looked for in other answers; a shorter one is no identifier.
const TELLING: usize = 6;

impl Outgoing {
    /// What leaves of these answers.
    ///
    /// # Errors
    /// When the form's page file cannot be read; then nobody knows what must be masked.
    pub fn of(
        definition: &Definition,
        reference: &DefinitionRef,
        content: &Content,
    ) -> Result<Self, WireError> {
        let masks: Masks = toml::from_str(&definition.page)
            .map_err(|error| WireError::new(ErrorCode::Internal).with("problem", error))?;
        let persons = PersonNumbers::of(definition);
        let writer = Writer { view: definition.view(content), masks: masks.masked, persons };
        let (printed, known, withheld) = writer.printed(content);
        let note = (!withheld.is_empty()).then_some(CopyNote { kind: CopyKind::Full, withheld });
        let canonical = match &note {
            Some(note) => canonical_copy(reference, &printed, note),
            None => canonical_filing(reference, &printed),
        };
        let hash = sha256_hex(&canonical);
        Ok(Self { content: printed, canonical, hash, note, known, persons: persons.is_some() })
    }

    /// A text without the identifiers that are masked.
    pub fn clean(&self, text: &str) -> String {
        let text = without(text, &self.known);
        if self.persons { mask_inside(&text, true).unwrap_or(text) } else { text }
    }
}

struct Writer<'a> {
    view: View<'a>,
    masks: Vec<Masked>,
    persons: Option<PersonNumbers<'a>>,
}

impl Writer<'_> {
    fn printed(&self, content: &Content) -> (Content, Known, BTreeSet<FieldId>) {
        let (mut known, mut withheld) = (Known::new(), BTreeSet::new());
        // What each masked table's rows withhold, in their order.
        let mut of_rows: BTreeMap<&str, Vec<Known>> = BTreeMap::new();
        for masked in &self.masks {
            let Some(table) = masked.field.table() else {
                if let Some(answer) = content.fields.get(&masked.field)
                    && self.applies(masked, None)
                {
                    learn(&mut known, masked, answer, &mut withheld);
                }
                continue;
            };
            let rows = content.rows(table);
            let owns = of_rows.entry(table).or_insert_with(|| vec![Known::new(); rows.len()]);
            for (row, own) in rows.iter().zip(owns) {
                if let Some(answer) = row.cells.get(masked.field.name())
                    && self.applies(masked, Some(row))
                {
                    learn(own, masked, answer, &mut withheld);
                }
            }
        }
        if withheld.is_empty() && self.persons.is_none() {
            return (content.clone(), known, withheld);
        }
        known.extend(of_rows.values().flatten().flat_map(Known::clone));
        let others = Anywhere::of(&known);
        let mut printed = content.clone();
        for (field, answer) in &mut printed.fields {
            let kind = self.kind(None, field.as_str(), None);
            *answer = replaced(answer, kind, |text| without(text, &known));
            if kind.is_none() && self.mask_persons(field, answer) {
                withheld.insert(field.clone());
            }
        }
        for (table, rows) in &mut printed.tables {
            let before = content.rows(table);
            let mut columns: HashMap<String, Option<FieldId>> = HashMap::new();
            for (index, (row, whole)) in rows.iter_mut().zip(before).enumerate() {
                let own = of_rows.get(table.as_str()).and_then(|owns| owns.get(index));
                for (name, answer) in &mut row.cells {
                    let kind = self.kind(Some(table), name, Some(whole));
                    *answer = replaced(answer, kind, |text| match own {
                        Some(own) => others.clean(&without(text, own)),
                        None => without(text, &known),
                    });
                    if !columns.contains_key(name) {
                        columns.insert(name.clone(), format!("{table}[].{name}").parse().ok());
                    }
                    if kind.is_none()
                        && let Some(Some(field)) = columns.get(name)
                        && self.mask_persons(field, answer)
                    {
                        withheld.insert(field.clone());
                    }
                }
            }
        }
        (printed, known, withheld)
    }

    /// Masks numbers of persons in an answer where the form lets none stand; whether there were any.
    fn mask_persons(&self, field: &FieldId, answer: &mut Answer) -> bool {
        let Some(persons) = &self.persons else { return false };
        // Whatever is no field of the form stands beside the answers as words.
        let bare = match self.view.field(field) {
            Some((_, field)) => persons.forbidden_in(field),
            None => Some(true),
        };
        let Some(bare) = bare else { return false };
        let values = match answer {
            Answer::Text(text) => std::slice::from_mut(text),
            Answer::Many(values) => values.as_mut_slice(),
        };
        let mut found = false;
        for value in values {
            if let Some(masked) = mask_inside(value, bare) {
                *value = masked;
                found = true;
            }
        }
        found
    }

    fn applies(&self, masked: &Masked, row: Option<&Row>) -> bool {
        masked.when.as_ref().is_none_or(|when| self.view.holds(when, row))
    }

    /// How the paper masks an answer.
    fn kind(&self, table: Option<&str>, name: &str, row: Option<&Row>) -> Option<MaskKind> {
        let named = |field: &FieldId| match table {
            Some(_) => field.table() == table && field.name() == name,
            None => field.as_str() == name,
        };
        let found =
            self.masks.iter().find(|masked| named(&masked.field) && self.applies(masked, row));
        found.map(|masked| masked.kind)
    }
}

/// Remembers what an identifier becomes, with its separators and without.
fn learn(known: &mut Known, masked: &Masked, answer: &Answer, withheld: &mut BTreeSet<FieldId>) {
    for value in answer.values().map(str::trim) {
        let instead = mask(masked.kind, value);
        if instead == value {
            continue;
        }
        withheld.insert(masked.field.clone());
        let bare: String = value.chars().filter(|c| c.is_alphanumeric()).collect();
        for spelling in [value, &bare] {
            let length = spelling.chars().count();
            if length >= TELLING {
                let key = (std::cmp::Reverse(length), spelling.to_owned());
                known.insert(key, mask(masked.kind, spelling));
            }
        }
    }
}

fn replaced(answer: &Answer, kind: Option<MaskKind>, clean: impl Fn(&str) -> String) -> Answer {
    let one = |text: &String| match kind {
        Some(kind) => mask(kind, text),
        None => clean(text),
    };
    match answer {
        Answer::Text(text) => Answer::Text(one(text)),
        Answer::Many(values) => Answer::Many(values.iter().map(one).collect()),
    }
}

/// The identifiers of all rows, to be found in any cell of any row. Asking for each of them in every cell of a long
/// schedule would take hours; so each place of a text is asked for the few lengths that identifiers have.
struct Anywhere<'k> {
    /// Lengths in bytes, longest first.
    lengths: Vec<usize>,
    /// The bytes that identifiers begin with.
    begins: [bool; 256],
    known: HashMap<&'k str, &'k str>,
}

impl<'k> Anywhere<'k> {
    fn of(known: &'k Known) -> Self {
        let (mut begins, mut lengths) = ([false; 256], BTreeSet::new());
        for (_, value) in known.keys() {
            lengths.insert(value.len());
            if let Some(first) = value.bytes().next() {
                begins[usize::from(first)] = true;
            }
        }
        let pairs = known.iter().map(|((_, value), instead)| (value.as_str(), instead.as_str()));
        Self { lengths: lengths.into_iter().rev().collect(), begins, known: pairs.collect() }
    }

    /// The text with every identifier in it replaced, wherever it stands.
    fn clean(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for length in &self.lengths {
            let (mut from, mut out) = (0, String::new());
            let mut place = 0;
            while place + length <= text.len() {
                let begins = self.begins[usize::from(text.as_bytes()[place])];
                let part = begins.then(|| text.get(place..place + length)).flatten();
                match part.and_then(|part| self.known.get(part)) {
                    Some(instead) => {
                        out.push_str(&text[from..place]);
                        out.push_str(instead);
                        place += length;
                        from = place;
                    }
                    None => place += 1,
                }
            }
            if from > 0 {
                out.push_str(&text[from..]);
                text = out;
            }
        }
        text
    }
}

fn without(text: &str, known: &Known) -> String {
    known.iter().fold(text.to_owned(), |text, ((_, value), instead)| {
        if text.contains(value.as_str()) { text.replace(value.as_str(), instead) } else { text }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use singo_domain::canonical::ReadFiling;

    use super::*;
    use crate::assets::Assets;
    use crate::session::reference;

    #[test]
    fn an_identifier_that_the_paper_masks_is_nowhere_in_what_travels() {
        let assets = Assets::bundled().unwrap();
        let masking =
            assets.catalogue.all().iter().find(|d| d.page.contains("[[masked]]")).unwrap();
        let (shown, number) = ("900101-9000008", "M00000000");
        let row = json!({ "id": "r1", "originator_id_kind": "rrn", "originator_id_number": shown,
                          "beneficiary_id_kind": "business", "beneficiary_id_number": "000-00-00000",
                          "note": format!("가{shown}나, 9001019000008 · {number}") });
        // Another row's number, also where it is part of a longer word.
        let note = format!("No-{shown} RRN9001019000008번 X{number}Y {shown}{shown}");
        let second = json!({ "id": "r2", "originator_id_kind": "passport",
                             "originator_id_number": number, "note": note });
        let third = json!({ "id": "r3", "note": note });
        let content: Content = serde_json::from_value(json!({
            "fields": { "header.document_no": format!("본인 {shown} / {number}") },
            "tables": { "transfers": [row, second, third], "accepted": [{ "id": "r1", "reason": shown }] },
        }))
        .unwrap();
        let leaving = Outgoing::of(masking, &reference(masking), &content).unwrap();
        assert!(leaving.note.is_some());
        for secret in [shown, "9001019000008", number] {
            assert!(!leaving.canonical.contains(secret), "{secret}");
            assert!(!leaving.clean(&format!("가{secret}나")).contains(secret), "{secret}");
        }
        assert!(leaving.canonical.contains("900101-9******"));
        assert!(leaving.canonical.contains("000-00-00000"), "a firm's number is not masked");
        // What travels is read back, says what it withholds, and masking it again changes nothing.
        let read = ReadFiling::read(leaving.canonical.as_bytes()).unwrap();
        let note = read.copy.unwrap();
        assert_eq!(note.kind, CopyKind::Full);
        assert_eq!(
            note.withheld.iter().map(|f| f.as_str()).collect::<Vec<_>>(),
            ["transfers[].originator_id_number"]
        );
        let again = Outgoing::of(masking, &reference(masking), &read.content).unwrap();
        assert_eq!(again.content, read.content);
        // Nothing to mask: the whole travels, and its hash is the filing's.
        let plain: Content = serde_json::from_value(json!({
            "fields": { "header.document_no": "2026-001" }, "tables": {} }))
        .unwrap();
        let whole = Outgoing::of(masking, &reference(masking), &plain).unwrap();
        assert_eq!(whole.canonical, canonical_filing(&reference(masking), &plain));
    }

    #[test]
    fn a_number_of_a_person_leaves_nowhere() {
        let assets = Assets::bundled().unwrap();
        let (shown, bare) = ("900101-9000017", "9001019000017");
        let rows = [
            json!({ "id": "r1", "originator_id_number": shown }),
            json!({ "id": "r2", "originator_id_kind": "foreign", "originator_id_number": bare }),
            json!({ "id": "r3", "originator_kind": "person", "originator_id_kind": "corporate",
                    "originator_id_number": shown }),
            json!({ "id": "r4", "note": format!("실명번호 {bare}") }),
            json!({ "id": "r5", "originator_name": format!("한옛날({shown})"),
                    "evidence_files": [format!("여권_{shown}.pdf")] }),
        ];
        let masking = assets.catalogue.all().iter().filter(|d| d.page.contains("[[masked]]"));
        let mut versions = 0;
        for definition in masking {
            versions += 1;
            for row in &rows {
                let content: Content = serde_json::from_value(json!({
                    "fields": { "header.title": format!("보고 {shown}") },
                    "tables": { "transfers": [row] } }))
                .unwrap();
                let leaving = Outgoing::of(definition, &reference(definition), &content).unwrap();
                let csv =
                    singo_domain::rows_csv::rows_csv(definition, &leaving.content, "transfers");
                for text in [&leaving.canonical, &csv.unwrap(), &leaving.clean(shown)] {
                    assert!(!text.contains(shown) && !text.contains(bare), "{row}: {text}");
                }
                assert!(leaving.note.is_some(), "{row}: it says what it withholds");
            }
        }
        assert!(versions >= 3);
        // A serial number of thirteen digits stays what it is.
        let serial: Content = serde_json::from_value(json!({ "fields": {}, "tables": {
            "transfers": [{ "id": "r1", "exchange_tx_id": bare }] } }))
        .unwrap();
        let masking =
            assets.catalogue.all().iter().find(|d| d.page.contains("[[masked]]")).unwrap();
        let leaving = Outgoing::of(masking, &reference(masking), &serial).unwrap();
        assert!(leaving.canonical.contains(bare));
    }
}
