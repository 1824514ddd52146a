//! The writer of files: laid-out pages in, bytes out.
//!
//! The pages go through printpdf, behind a trait, so that a second, independent writer can check the first.
//! What makes the file PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) is added afterwards, one subject a
//! file, and `finish` calls them in order. Not here: any decision about what is printed or where.

mod attach;
mod finish;
mod index;
mod outline;
mod printpdf;
mod profile;
mod structure;
mod units;
mod xmp;

pub(crate) use self::finish::finish;
pub(crate) use self::printpdf::Printpdf;

use chrono::{DateTime, Utc};
use singo_domain::definition::Language;

use crate::RenderError;
use crate::fonts::Fonts;
use crate::layout::{Laid, TagId};

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
    /// The writer and the version of the paper.
    pub producer: String,
}

impl Metadata {
    /// The language as BCP 47 writes it.
    pub fn locale(&self) -> &'static str {
        match self.language {
            Language::Ko => "ko-KR",
            Language::En => "en-US",
        }
    }
}

/// The pages of a file, not yet complete.
pub(crate) struct Written {
    /// The object tree.
    pub document: lopdf::Document,
    /// For each page the tags of its marked contents, in the order of their numbers.
    pub marked: Vec<Vec<TagId>>,
}

/// A writer of PDF files.
pub(crate) trait PdfBackend {
    /// Writes the pages.
    ///
    /// # Errors
    /// [`RenderError::Write`] when the writer refuses or warns.
    fn write(&self, laid: &Laid, fonts: &Fonts) -> Result<Written, RenderError>;
}
