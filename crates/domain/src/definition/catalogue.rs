//! All definitions at hand, chosen by form and date.

use chrono::{Days, NaiveDate};

use super::Definition;

/// Every version of every form.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    definitions: Vec<Definition>,
}

/// Why a set of definitions is not a catalogue.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// Two versions of one form are in force on the same day.
    #[error("{form}: versions {first} and {second} overlap")]
    Overlap {
        /// The form.
        form: String,
        /// The earlier version.
        first: String,
        /// The later version.
        second: String,
    },
    /// Between two versions of one form lies a day without any.
    #[error("{form}: nothing is in force between versions {first} and {second}")]
    Gap {
        /// The form.
        form: String,
        /// The earlier version.
        first: String,
        /// The later version.
        second: String,
    },
}

impl Catalogue {
    /// Puts definitions in order and checks that dates neither overlap nor leave gaps.
    ///
    /// # Errors
    /// The first [`CatalogueError`].
    pub fn new(mut definitions: Vec<Definition>) -> Result<Self, CatalogueError> {
        definitions.sort_by(|a, b| {
            (&a.form.id, a.form.effective_from).cmp(&(&b.form.id, b.form.effective_from))
        });
        for pair in definitions.windows(2) {
            let (earlier, later) = (&pair[0].form, &pair[1].form);
            if earlier.id != later.id {
                continue;
            }
            let names = (earlier.id.clone(), earlier.version.clone(), later.version.clone());
            let (form, first, second) = names;
            let day_after =
                earlier.effective_to.and_then(|last| last.checked_add_days(Days::new(1)));
            match day_after {
                Some(day) if day < later.effective_from => {
                    return Err(CatalogueError::Gap { form, first, second });
                }
                Some(day) if day == later.effective_from => {}
                _ => return Err(CatalogueError::Overlap { form, first, second }),
            }
        }
        Ok(Self { definitions })
    }

    /// Every definition, by form and date.
    pub fn all(&self) -> &[Definition] {
        &self.definitions
    }

    /// The version of a form in force on a day.
    pub fn in_force(&self, form: &str, day: NaiveDate) -> Option<&Definition> {
        self.definitions.iter().find(|definition| {
            let head = &definition.form;
            head.id == form
                && head.effective_from <= day
                && head.effective_to.is_none_or(|last| day <= last)
        })
    }

    /// A version of a form by its name.
    pub fn version(&self, form: &str, version: &str) -> Option<&Definition> {
        self.definitions.iter().find(|d| d.form.id == form && d.form.version == version)
    }
}
