//! The shape of `page.toml`: how one form version is arranged on paper, and the fixed words around it.
//!
//! What the form asks stands in `form.toml`; here is only how it looks. A section or field that is not named
//! here is still printed, in the default arrangement: a form can never lose a field on its way to paper.

use serde::Deserialize;
use singo_domain::definition::{Condition, Definition, Language};
use singo_domain::identifier::MaskKind;
use singo_domain::path::FieldId;

use super::block::Aloud;
use crate::RenderError;

/// The arrangement of one form version.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PageFile {
    /// The version of this file's shape.
    pub format: u32,
    /// The section whose fields stand in the boxes below the title.
    pub head: String,
    /// The section after which the closing sentence stands; later ones are annexes.
    pub closing_after: String,
    /// Whose name stands beside the signature.
    pub signed_by: FieldId,
    /// The firm in whose name is signed, for `{institution}` beside the signature.
    #[serde(default)]
    pub signed_for: Option<FieldId>,
    /// Fields that count and do not measure; their figures stand at the left, like words.
    #[serde(default)]
    pub ordinal: Vec<FieldId>,
    /// Fields whose first answer is put into the closing sentence, for `{basis}`: the legal basis as chosen.
    #[serde(default)]
    pub basis: Vec<FieldId>,
    /// Fields whose first answer is put into the last line, for `{addressee}`.
    #[serde(default)]
    pub addressed_to: Vec<FieldId>,
    /// Print the other language below titles and labels, as forms that foreigners read do.
    #[serde(default)]
    pub bilingual: bool,
    /// Code lists up to this length are printed in full, with check boxes.
    pub ticks_up_to: usize,
    /// Code fields that show their chosen code alone, however short the list.
    #[serde(default)]
    pub plain: Vec<FieldId>,
    /// Print codes that are numbers behind their labels, for readers who have the list of them.
    #[serde(default = "yes")]
    pub code_numbers: bool,
    /// Fields that take the whole width.
    #[serde(default)]
    pub wide: Vec<FieldId>,
    /// Fields that share a cell.
    #[serde(default)]
    pub join: Vec<Join>,
    /// Identifiers that the paper does not carry whole.
    #[serde(default)]
    pub masked: Vec<Masked>,
    /// Leave out fields that are neither answered nor demanded. For long forms of which each report uses a part.
    #[serde(default)]
    pub answered_only: bool,
    /// Print fields as boxes with the label above the value, so many side by side; as a grid of label and
    /// value beside each other, where absent.
    #[serde(default)]
    pub stacked: Option<usize>,
    /// Tables printed as schedules on pages that lie across.
    #[serde(default)]
    pub schedule: Vec<Schedule>,
    ko: Words,
    en: Words,
}

fn yes() -> bool {
    true
}

/// Fields that share a cell, in the place of the first.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Join {
    pub fields: Vec<FieldId>,
    ko: String,
    en: String,
}

/// Identifiers that the paper does not carry whole.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Masked {
    pub field: FieldId,
    #[serde(rename = "as")]
    pub kind: MaskKind,
    /// When it is masked, asked of its row; always, where absent.
    #[serde(default)]
    pub when: Option<Condition>,
}

/// A table with one row for each row of data.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Schedule {
    pub table: String,
    /// When the table is a schedule; otherwise each row is printed in full. Always, where absent.
    #[serde(default)]
    pub when: Option<Condition>,
    /// Print each row in full as well, behind the closing.
    #[serde(default)]
    pub annexed: bool,
    pub column: Vec<Column>,
}

/// A column of a schedule; its fields stand below each other.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Column {
    /// Share of the width; the widths of a schedule are scaled to fill the page.
    pub width: i64,
    pub fields: Vec<FieldId>,
    /// Print only what is answered, each with its label. For columns of many seldom-used fields.
    #[serde(default)]
    pub labelled: bool,
}

/// The fixed words of the paper in one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// The tag of the form.
    pub tag: String,
    /// What an unofficial form says about itself.
    pub notice: String,
    /// How to read the form.
    pub legend: Vec<String>,
    /// Boxes that the authority fills in or that are always the same: label, value.
    pub boxes: Vec<(String, String)>,
    pub drafter: String,
    pub reviewer: String,
    pub officer: String,
    pub closing: String,
    /// A day in words, with `{y}`, `{m}`, `{d}`.
    pub day: String,
    /// The line to sign, with `{name}` and `{institution}`.
    pub signature: String,
    pub addressee: String,
    pub draft: String,
    pub practice: String,
    /// Below a table that goes on.
    pub continued: String,
    /// After the title of a table that has gone on.
    pub again: String,
    /// An amount of won, with `{n}`.
    pub won: String,
    pub optional_mark: String,
    /// Which of several, with `{n}` and `{of}`.
    pub nth: String,
    pub number: String,
    /// Above what a schedule lists in short and is printed in full behind the closing.
    #[serde(default)]
    pub annex: String,
    pub none: String,
    /// Above a column of labelled answers.
    pub others: String,
    pub folio: String,
    pub form: String,
    pub document_hash: String,
    pub chain_head: String,
    pub no_chain_head: String,
    pub attachments: String,
    pub attachment_name: String,
    pub attachment_size: String,
    pub attachment_hash: String,
    pub warnings: String,
    pub warning_rule: String,
    pub warning_message: String,
    pub warning_reason: String,
}

/// The words for drawn things in a language.
///
/// # Errors
/// [`RenderError::Page`] where the program's own file is damaged.
pub(super) fn aloud(language: Language) -> Result<Aloud, RenderError> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        ko: Aloud,
        en: Aloud,
    }
    let file: File = toml::from_str(include_str!("aloud.toml"))
        .map_err(|error| RenderError::Page { line: 0, problem: error.message().to_owned() })?;
    Ok(match language {
        Language::Ko => file.ko,
        Language::En => file.en,
    })
}

impl PageFile {
    /// Reads the arrangement of a form version and checks every name in it.
    ///
    /// # Errors
    /// [`RenderError::Page`] and [`RenderError::UnknownName`].
    pub fn read(definition: &Definition) -> Result<Self, RenderError> {
        let text = &definition.page;
        let file: Self = toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start).min(text.len());
            let line = 1 + text.as_bytes()[..start].iter().filter(|byte| **byte == b'\n').count();
            RenderError::Page { line, problem: error.message().to_owned() }
        })?;
        if file.format != 1 {
            let problem = format!("format {} is not known", file.format);
            return Err(RenderError::Page { line: 0, problem });
        }
        if file.stacked.is_some_and(|places| !(2..=8).contains(&places)) {
            let problem = "stacked: 2 to 8 boxes fit side by side".to_owned();
            return Err(RenderError::Page { line: 0, problem });
        }
        file.check(definition)?;
        Ok(file)
    }

    /// The words in a language.
    pub fn words(&self, language: Language) -> &Words {
        match language {
            Language::Ko => &self.ko,
            Language::En => &self.en,
        }
    }

    fn check(&self, definition: &Definition) -> Result<(), RenderError> {
        for section in [&self.head, &self.closing_after] {
            if !definition.sections.iter().any(|known| known.id == *section) {
                return Err(RenderError::UnknownName(section.clone()));
            }
        }
        for schedule in &self.schedule {
            let known =
                |s: &singo_domain::definition::Section| s.table.as_ref() == Some(&schedule.table);
            if !definition.sections.iter().any(known) {
                return Err(RenderError::UnknownName(schedule.table.clone()));
            }
        }
        let scheduled = self.schedule.iter().flat_map(|s| &s.column).flat_map(|c| &c.fields);
        let joined = self.join.iter().flat_map(|join| &join.fields);
        let masked = self.masked.iter();
        let asked = self.schedule.iter().filter_map(|schedule| schedule.when.as_ref());
        let asked = asked.chain(masked.clone().filter_map(|masked| masked.when.as_ref()));
        let asked = asked.flat_map(Condition::fields);
        let mut named = [&self.signed_by]
            .into_iter()
            .chain(&self.signed_for)
            .chain(&self.ordinal)
            .chain(&self.basis)
            .chain(&self.addressed_to)
            .chain(asked)
            .chain(masked.map(|masked| &masked.field))
            .chain(&self.plain)
            .chain(&self.wide)
            .chain(joined)
            .chain(scheduled);
        match named.find(|field| definition.field(field).is_none()) {
            Some(field) => Err(RenderError::UnknownName(field.to_string())),
            None => Ok(()),
        }
    }
}

impl Join {
    /// The label of the cell.
    pub fn label(&self, language: Language) -> &str {
        match language {
            Language::Ko => &self.ko,
            Language::En => &self.en,
        }
    }
}
