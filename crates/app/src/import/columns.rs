//! Headings: which line they stand on, what is odd about them, and which column each one means. The guess that
//! the user sees with samples and can correct.

use std::collections::{BTreeMap, BTreeSet};

use singo_domain::definition::{Definition, Field};

use super::error::SheetError;
use super::profile::{ImportProfile, folded};
use super::sheet::SheetLine;

/// Something about the file that the user should know; the reading goes on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notice {
    /// What: a code.
    pub code: &'static str,
    /// Where, from 1.
    pub line: Option<u64>,
    /// The heading of the column.
    pub heading: Option<String>,
}

/// The columns of a table by the headings that mean them.
pub struct Guess<'d> {
    fields: Vec<(&'d Field, BTreeSet<String>)>,
    definition: &'d Definition,
    profile: &'d ImportProfile,
}

impl<'d> Guess<'d> {
    /// What is known about the columns of the profile's table in this form.
    pub fn new(definition: &'d Definition, profile: &'d ImportProfile) -> Self {
        let fields = definition
            .fields()
            .map(|(_, field)| field)
            .filter(|field| field.path.table() == Some(profile.table.as_str()))
            .map(|field| (field, names(definition, field, profile)))
            .collect();
        Self { fields, definition, profile }
    }

    /// Every word that stands for a code of a column: the code, its labels, its synonyms; folded.
    pub fn words(&self, column: &str, code: &str) -> BTreeSet<String> {
        let field = self.fields.iter().map(|(field, _)| field).find(|f| f.path.name() == column);
        let codes = field.and_then(|field| self.definition.codes_of(field));
        let listed = codes.and_then(|codes| codes.get(code));
        let labels = listed.into_iter().flat_map(|code| [&code.ko, &code.en]);
        let synonyms = self.profile.words.get(column).and_then(|words| words.get(code));
        let said = labels.chain(synonyms.into_iter().flatten()).map(|word| folded(word));
        said.chain([folded(code)]).filter(|word| !word.is_empty()).collect()
    }

    /// The column of the table for each heading, or `None`. No column is given twice; of two headings that
    /// fit, the first has it.
    pub fn columns(&self, headings: &[String]) -> Vec<Option<&'d Field>> {
        let mut taken = BTreeSet::new();
        headings
            .iter()
            .map(|heading| {
                let wanted = folded(heading);
                let fits = |(field, names): &&(&'d Field, BTreeSet<String>)| {
                    !taken.contains(&field.path) && names.contains(&wanted)
                };
                let (found, _) = self.fields.iter().find(fits)?;
                taken.insert(found.path.clone());
                Some(*found)
            })
            .collect()
    }

    fn known(&self, line: &SheetLine) -> usize {
        let is_known = |text: &str| {
            let wanted = folded(text);
            !wanted.is_empty() && self.fields.iter().any(|(_, names)| names.contains(&wanted))
        };
        line.cells.iter().filter(|cell| is_known(&cell.text)).count()
    }

    /// The place among the first lines of the one that holds the headings: the first, unless a later one has
    /// more known headings (a title stands above the table).
    ///
    /// # Errors
    /// `merged_headings` when two lines one below the other hold headings: which belongs to which is lost.
    pub fn heading_place(&self, lines: &[SheetLine]) -> Result<usize, SheetError> {
        let known: Vec<usize> = lines.iter().map(|line| self.known(line)).collect();
        let most = known.iter().copied().max().unwrap_or(0);
        let place = known.iter().position(|count| *count == most && most >= 2).unwrap_or(0);
        let next_to = [place.checked_sub(1), Some(place + 1)];
        let double =
            next_to.into_iter().flatten().find(|at| known.get(*at).is_some_and(|n| *n >= 1));
        match double.and_then(|at| lines.get(at)) {
            Some(line) if most >= 2 && is_wordy(line) => {
                Err(SheetError::on("merged_headings", line.line))
            }
            _ => Ok(place),
        }
    }
}

/// Whether no cell holds a digit: headings, not a row that happens to contain a heading's word.
fn is_wordy(line: &SheetLine) -> bool {
    line.cells.iter().all(|cell| !cell.text.contains(|c: char| c.is_ascii_digit()))
}

/// Headings as they are shown and kept: each different from the others, with what was odd.
pub fn distinct(line: &SheetLine) -> (Vec<String>, Vec<Notice>) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut notices = Vec::new();
    let headings = line.cells.iter().zip(1..).map(|(cell, number)| {
        let heading = cell.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let heading = super::cells::composed(&heading).unwrap_or(heading);
        let mut tell = |code, heading: &str| {
            let heading = Some(heading.to_owned());
            notices.push(Notice { code, line: Some(line.line), heading });
        };
        if heading.is_empty() {
            let heading = format!("#{number}");
            tell("blank_heading", &heading);
            return heading;
        }
        let times = seen.entry(heading.clone()).or_insert(0);
        *times += 1;
        if *times == 1 {
            return heading;
        }
        let numbered = format!("{heading} ({times})");
        tell("duplicate_heading", &numbered);
        numbered
    });
    (headings.collect(), notices)
}

/// Every heading that means this column: its name, its labels, its synonyms.
fn names(definition: &Definition, field: &Field, profile: &ImportProfile) -> BTreeSet<String> {
    let labels = [&definition.ko, &definition.en]
        .into_iter()
        .filter_map(|texts| texts.field.get(&field.path))
        .map(|text| text.label.as_str());
    let synonyms = profile.columns.get(field.path.name()).into_iter().flatten();
    labels.chain(synonyms.map(String::as_str)).chain([field.path.name()]).map(folded).collect()
}
