//! Form definitions: sections, fields, code lists, texts and rules of one version of one form, as dated data.
//!
//! A definition is a folder `assets/forms/<form>/<version>/`; this module reads the texts of its files and
//! does not know where they came from. A published version is never edited; a filing stores the id, version
//! and content hash of the definition it was written under.

mod catalogue;
mod codes;
mod condition;
mod form;
mod kind;
mod load;
mod references;
mod schema;
mod texts;
mod view;

#[cfg(test)]
mod tests;

pub use catalogue::{Catalogue, CatalogueError, Misfit};
pub use codes::{Code, CodeList};
pub use condition::Condition;
pub use form::{DeadlineRule, Field, FormHead, FormStatus, Period, Requirement, Roles, Section};
pub(crate) use kind::day_in_korea;
pub use kind::{Kind, Value, ValueError, kst, read_number};
pub use load::{DefinitionFiles, LoadError};
pub use texts::{FieldText, Language, Texts};
pub use view::View;

use std::collections::BTreeMap;

use crate::answer::Content;
use crate::path::FieldId;
use crate::rules::Rule;

/// One version of one form, complete.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Identity, validity and legal source.
    pub form: FormHead,
    /// Sections in the order of the paper.
    pub sections: Vec<Section>,
    /// Rules in the order of the file.
    pub rules: Vec<Rule>,
    /// The code lists its fields use, by id.
    pub codes: BTreeMap<String, CodeList>,
    /// Korean labels and messages.
    pub ko: Texts,
    /// English labels and messages.
    pub en: Texts,
    /// The layout of the paper, `page.toml`, as text; read by `render`.
    pub page: String,
    /// `SOURCE.md`: where every part comes from and what is provisional.
    pub source: String,
    /// SHA-256 over the files the definition was read from, in lower-case hexadecimal.
    pub hash: String,
}

impl Definition {
    /// A field by its id.
    pub fn field(&self, id: &FieldId) -> Option<&Field> {
        self.sections.iter().flat_map(|section| &section.fields).find(|field| field.path == *id)
    }

    /// Every field with its section, in the order of the paper.
    pub fn fields(&self) -> impl Iterator<Item = (&Section, &Field)> {
        self.sections
            .iter()
            .flat_map(|section| section.fields.iter().map(move |field| (section, field)))
    }

    /// A filing as this definition shows it.
    pub fn view<'a>(&'a self, content: &'a Content) -> View<'a> {
        View::new(self, content)
    }

    /// The code list of a field.
    pub fn codes_of(&self, field: &Field) -> Option<&CodeList> {
        field.codes.as_ref().and_then(|id| self.codes.get(id))
    }

    /// The texts in a language.
    pub fn texts(&self, language: Language) -> &Texts {
        match language {
            Language::Ko => &self.ko,
            Language::En => &self.en,
        }
    }
}
