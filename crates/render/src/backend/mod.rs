//! The writer of files: a display list in, bytes out.
//!
//! Behind a trait, so that a second, independent writer can check the first. Not here: any decision about
//! what is printed or where.

mod finish;
mod printpdf;

pub(crate) use self::finish::finish;
pub(crate) use self::printpdf::Printpdf;

use chrono::{DateTime, Utc};
use singo_domain::definition::Language;

use crate::RenderError;
use crate::fonts::Fonts;
use crate::layout::Page;

/// What a file says about itself. Never the name of a customer: listings and search engines show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Metadata {
    /// The form's title.
    pub title: String,
    /// Form, version and document hash.
    pub subject: String,
    /// The language of the text.
    pub language: Language,
    /// When the filing took its present state; `None` leaves the dates out.
    pub dated: Option<DateTime<Utc>>,
}

/// A writer of PDF files.
pub(crate) trait PdfBackend {
    /// Writes the pages.
    ///
    /// # Errors
    /// [`RenderError::Write`] when the writer refuses or warns.
    fn write(&self, pages: &[Page], fonts: &Fonts) -> Result<lopdf::Document, RenderError>;
}
