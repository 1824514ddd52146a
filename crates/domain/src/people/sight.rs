//! Sight: what of a filing's personal answers a person sees on the screen.
//!
//! Who writes a draft sees what is typed. Everyone else who works on filings sees identifiers and accounts masked
//! until one is asked for with a purpose; an auditor sees every personal answer masked and what people wrote in
//! their own words not at all. Masking never changes what is stored. Not here: copies on paper (`copy`).

use std::cell::OnceCell;

use crate::answer::{Answer, Content, Row};
use crate::copy::{Replacements, learn, mask_of, unsaid};
use crate::definition::{Definition, Field, Kind};
use crate::identifier::{MaskKind, mask};
use crate::path::FieldId;
use crate::people::veiled;

/// How much somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// Everything personal masked, free text hidden: 감사.
    Masked,
    /// Identifiers and accounts masked: who reviews, decides or inspects, and everyone once a filing is no draft.
    Working,
    /// Everything: who writes a draft.
    Full,
}

/// What is shown instead of a free text that is hidden.
pub const HIDDEN: &str = "***";

impl Sight {
    /// How an answer to this field is masked; `None`: it is shown as it is.
    pub fn mask_of(self, field: &Field) -> Option<MaskKind> {
        match self {
            Self::Full => None,
            Self::Masked => mask_of(field),
            Self::Working => mask_of(field).filter(|_| identifies(field)),
        }
    }

    /// A name as this person sees it.
    pub fn name(self, text: &str) -> String {
        if self == Self::Masked { mask(MaskKind::Name, text) } else { text.to_owned() }
    }

    /// What people wrote beside a filing in their own words.
    pub fn words(self, text: &str) -> String {
        let hidden = self == Self::Masked && !text.trim().is_empty();
        if hidden { HIDDEN.to_owned() } else { text.to_owned() }
    }
}

/// Whether an answer singles a person out by a number: what masking on a screen is for
/// (개인정보의 안전성 확보조치 기준). Documents that are no identifier of their own kind are told by their name.
fn identifies(field: &Field) -> bool {
    let name = field.path.name();
    let numbered = name.ends_with("_no") || name.ends_with("customs_id");
    field.personal
        && match field.kind {
            Kind::Identifier | Kind::Account => true,
            Kind::Text => numbered,
            _ => false,
        }
}

/// Somebody's look at one filing.
#[derive(Debug)]
pub struct Eye<'d> {
    sight: Sight,
    definition: &'d Definition,
    content: &'d Content,
    /// What the masked answers to single fields become where another text repeats them.
    singles: Replacements,
    /// These, and what the masked answers of every row become. Learned when first needed: a page of a long table
    /// does without.
    all: OnceCell<Replacements>,
}

impl<'d> Eye<'d> {
    /// A look with this sight.
    pub fn new(sight: Sight, definition: &'d Definition, content: &'d Content) -> Self {
        let mut singles = Replacements::default();
        if sight != Sight::Full {
            for (field, answer) in &content.fields {
                if let Some(field) = definition.field(field) {
                    learn(&mut singles, field, answer, &|field, text| masked(sight, field, text));
                }
            }
        }
        Self { sight, definition, content, singles, all: OnceCell::new() }
    }

    /// The answer as it is shown, without what any masked answer of the filing says.
    pub fn shown(&self, field: &FieldId, answer: &Answer) -> Answer {
        self.seen(field, answer, || self.all())
    }

    /// Whether lists call the filing by this answer.
    fn is_heading(&self, field: &FieldId) -> bool {
        let roles = &self.definition.form.roles;
        *field == roles.title || *field == roles.subject
    }

    /// A title as it is shown: it can say anything, so what identifies by its shape is masked as well. The numbers of
    /// the document and of the one it corrects are no identifiers of a person.
    pub fn heading(&self, text: &str) -> String {
        let roles = &self.definition.form.roles;
        let numbers = [&roles.document_no, &roles.prior_document_no].into_iter();
        let numbers = numbers.filter_map(|field| Some(self.content.fields.get(field)?.to_text()));
        veiled(self.sight, &unsaid(text, self.all()), &numbers.collect::<Vec<_>>())
    }

    /// Whether the answer is shown otherwise than it is stored.
    pub fn masks(&self, field: &FieldId, answer: &Answer) -> bool {
        self.sight != Sight::Full && self.shown(field, answer) != *answer
    }

    /// What people wrote in their own words: hidden, or without the identifiers that it repeats.
    pub fn words(&self, text: &str) -> String {
        self.said(&self.sight.words(text))
    }

    /// A value that a finding names: without the masked answers it repeats.
    pub fn said(&self, text: &str) -> String {
        unsaid(text, self.all())
    }

    /// The look at one row. It repeats what is said of it and of the whole, hardly another row's answers.
    pub fn in_row(&self, table: &str, row: &Row) -> RowEye<'_, 'd> {
        let mut known = self.singles.clone();
        for field in self.masked_columns(table) {
            self.learn_cell(&mut known, field, row);
        }
        RowEye { eye: self, known }
    }

    fn seen<'s>(
        &self,
        field: &FieldId,
        answer: &Answer,
        known: impl Fn() -> &'s Replacements,
    ) -> Answer {
        let Some(field) = self.definition.field(field).filter(|_| self.sight != Sight::Full) else {
            return answer.clone();
        };
        let one = |text: &String| {
            if let Some(shown) = masked(self.sight, field, text) {
                return shown;
            }
            match field.kind {
                Kind::Paragraph | Kind::Lines => unsaid(&self.sight.words(text), known()),
                Kind::Text if self.is_heading(&field.path) => self.heading(text),
                Kind::Text => unsaid(text, known()),
                _ => text.clone(),
            }
        };
        match answer {
            Answer::Text(text) => Answer::Text(one(text)),
            Answer::Many(values) => Answer::Many(values.iter().map(one).collect()),
        }
    }

    fn all(&self) -> &Replacements {
        self.all.get_or_init(|| {
            let mut all = self.singles.clone();
            for (table, rows) in &self.content.tables {
                let columns: Vec<&Field> = self.masked_columns(table).collect();
                for row in rows {
                    columns.iter().for_each(|field| self.learn_cell(&mut all, field, row));
                }
            }
            all
        })
    }

    /// The columns of a table that this person sees masked.
    fn masked_columns(&self, table: &str) -> impl Iterator<Item = &'d Field> {
        let fields = self.definition.fields().map(|(_, field)| field);
        fields.filter(move |field| {
            field.path.table() == Some(table) && self.sight.mask_of(field).is_some()
        })
    }

    fn learn_cell(&self, known: &mut Replacements, field: &Field, row: &Row) {
        if let Some(answer) = row.cells.get(field.path.name()) {
            learn(known, field, answer, &|field, text| masked(self.sight, field, text));
        }
    }
}

/// Somebody's look at one row of a filing's tables.
#[derive(Debug)]
pub struct RowEye<'e, 'd> {
    eye: &'e Eye<'d>,
    /// What the masked answers of this row and of the single fields become.
    known: Replacements,
}

impl RowEye<'_, '_> {
    /// The answer to a column as it is shown.
    pub fn shown(&self, column: &FieldId, answer: &Answer) -> Answer {
        self.eye.seen(column, answer, || &self.known)
    }

    /// As [`Eye::said`], of a finding in this row.
    pub fn said(&self, text: &str) -> String {
        unsaid(text, &self.known)
    }
}

fn masked(sight: Sight, field: &Field, text: &str) -> Option<String> {
    sight.mask_of(field).map(|kind| mask(kind, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(path: &str, kind: Kind, personal: bool) -> Field {
        Field {
            path: path.parse().unwrap(),
            spec: String::new(),
            kind,
            required: crate::definition::Requirement::default(),
            shown_when: None,
            max: None,
            codes: None,
            provisional: false,
            personal,
            cite: String::new(),
        }
    }

    #[test]
    fn who_works_sees_names_and_who_audits_does_not() {
        use Sight::*;
        for (sight, path, kind, personal, text, shown) in [
            (Full, "s.id_number", Kind::Identifier, true, "000000-0000000", None),
            (
                Working,
                "s.id_number",
                Kind::Identifier,
                true,
                "000000-0000000",
                Some("000000-0******"),
            ),
            (Working, "s.account", Kind::Account, true, "110-000-000000", Some("110-000-******")),
            (Working, "s.other_no", Kind::Text, true, "홍길동", Some("홍*동")),
            (Working, "s.name", Kind::Text, true, "홍길동", None),
            (Working, "s.phone", Kind::Phone, true, "010-0000-1234", None),
            (Working, "s.firm_no", Kind::Identifier, false, "12-34", None),
            (Masked, "s.name", Kind::Text, true, "홍길동", Some("홍*동")),
            (Masked, "s.phone", Kind::Phone, true, "010-0000-1234", Some("010-****-1234")),
            (Masked, "s.title", Kind::Text, false, "사기/대여", None),
            (Masked, "s.won", Kind::Krw, false, "1000000", None),
        ] {
            let found = masked(sight, &field(path, kind, personal), text);
            assert_eq!(found.as_deref(), shown, "{sight:?} {path}");
        }
        assert_eq!(Masked.words("홍길동이 받았다"), HIDDEN);
        assert_eq!(Working.words("홍길동이 받았다"), "홍길동이 받았다");
        assert_eq!(Masked.words(" "), " ", "nothing is nothing");
    }
}
