//! All definitions at hand, chosen by form and date: those that were built in, and those that came as files.
//!
//! Of one form one version is in force on a day. What came as a file is held to that when it is added; beside a later
//! release of the program, whose own versions nobody knew then, it is put in order instead, so that no vault is shut out.

use chrono::{Days, NaiveDate};

use super::Definition;
use crate::canonical::DefinitionRef;

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

/// Why a version does not fit beside those that are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// The very same is there.
    Present,
    /// A version of this name is there and says something else.
    OtherContent,
    /// It would begin no later than one that is there, or before the last day of one.
    Overlap {
        /// That version.
        version: String,
        /// Its first day.
        from: NaiveDate,
    },
    /// Between the last day of the version before it and its first lies a day without any.
    Gap {
        /// The version before it.
        version: String,
        /// Its last day.
        to: NaiveDate,
    },
    /// It does not name the version that it replaces.
    Supersedes {
        /// That version; none where the form is new.
        version: Option<String>,
    },
    /// It ends before it begins.
    EndsBefore,
    /// Reports of this form are kept from other forms, and those of this version would not be.
    Undisclosed,
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
            match earlier.effective_to.and_then(day_after) {
                Some(day) if day < later.effective_from => {
                    return Err(CatalogueError::Gap { form, first, second });
                }
                Some(day) if day == later.effective_from => {}
                _ => return Err(CatalogueError::Overlap { form, first, second }),
            }
        }
        Ok(Self { definitions })
    }

    /// Whether a version can be added: it replaces the newest of its form from a day on, or is a new form. Gives the
    /// version that it closes, where that one is open.
    ///
    /// # Errors
    /// The first [`Misfit`].
    pub fn closed_by(&self, new: &Definition) -> Result<Option<&Definition>, Misfit> {
        let head = &new.form;
        let of_form = || self.definitions.iter().filter(|d| d.form.id == head.id);
        if let Some(same) = of_form().find(|d| d.form.version == head.version) {
            return Err(if same.hash == new.hash { Misfit::Present } else { Misfit::OtherContent });
        }
        if head.effective_to.is_some_and(|last| last < head.effective_from) {
            return Err(Misfit::EndsBefore);
        }
        let Some(newest) = of_form().max_by_key(|d| d.form.effective_from) else {
            let none = head.supersedes.is_none();
            return if none { Ok(None) } else { Err(Misfit::Supersedes { version: None }) };
        };
        let before = &newest.form;
        let version = before.version.clone();
        let begun = head.effective_from <= before.effective_from;
        if begun || before.effective_to.is_some_and(|last| head.effective_from <= last) {
            return Err(Misfit::Overlap { version, from: before.effective_from });
        }
        if let Some(to) =
            before.effective_to.filter(|last| day_after(*last) != Some(head.effective_from))
        {
            return Err(Misfit::Gap { version, to });
        }
        if head.supersedes.as_ref() != Some(&version) {
            return Err(Misfit::Supersedes { version: Some(version) });
        }
        if before.undisclosed && !head.undisclosed {
            return Err(Misfit::Undisclosed);
        }
        Ok(before.effective_to.is_none().then_some(newest))
    }

    /// These definitions with others beside them. A version ends on the day before the next one begins; of two that
    /// begin on one day, the one that was added is in force. Nothing is left out: filings find what they were written under.
    #[must_use]
    pub fn with(&self, added: impl IntoIterator<Item = Definition>) -> Self {
        let mut definitions = self.definitions.clone();
        for new in added {
            let same = |d: &Definition| d.form.id == new.form.id && d.hash == new.hash;
            if !definitions.iter().any(same) {
                definitions.push(new);
            }
        }
        // The order of those that begin on one day is that of their coming.
        definitions.sort_by(|a, b| {
            (&a.form.id, a.form.effective_from).cmp(&(&b.form.id, b.form.effective_from))
        });
        for place in 1..definitions.len() {
            let (before, after) = definitions.split_at_mut(place);
            let next = &after[0].form;
            let Some(before) = before.last_mut().filter(|d| d.form.id == next.id) else { continue };
            let last = next.effective_from.pred_opt();
            let own = before.form.effective_to;
            before.form.effective_to = match (own, last) {
                (Some(own), Some(last)) => Some(own.min(last)),
                (own, last) => own.or(last),
            };
        }
        Self { definitions }
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

    /// A version of a form by its name. Where a release brought another of the same name than the one that was added,
    /// the one that is in force.
    pub fn version(&self, form: &str, version: &str) -> Option<&Definition> {
        self.definitions.iter().rfind(|d| d.form.id == form && d.form.version == version)
    }

    /// The very definition that a filing names.
    pub fn find(&self, named: &DefinitionRef) -> Option<&Definition> {
        let DefinitionRef { form, version, hash } = named;
        let named =
            |d: &&Definition| d.form.id == *form && d.form.version == *version && d.hash == *hash;
        self.definitions.iter().find(named)
    }
}

fn day_after(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(1))
}
