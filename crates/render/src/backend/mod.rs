//! The writer of files: laid-out pages in, bytes out.
//!
//! The content of a page goes through printpdf, behind a trait, so that a second, independent writer can check the
//! first. Fonts, and what makes the file PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), are written here, one
//! subject a file, and `press` calls them in order; nothing is held but what a later object must know. Not here:
//! any decision about what is printed or where.

mod attach;
mod deflate;
mod outline;
mod packed;
mod places;
mod press;
mod printpdf;
mod profile;
mod sink;
mod structure;
mod subset;
mod typecase;
mod units;
mod xmp;

pub(crate) use self::press::Press;

use chrono::{DateTime, Utc};
use singo_domain::definition::Language;

use crate::RenderError;
use crate::layout::{Page, TagId, TagTree};
use typecase::Typecase;

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

/// The content of a page.
struct Sheet {
    /// Its operators.
    content: Vec<u8>,
    /// The tags of its marked contents, in the order of their numbers.
    marked: Vec<TagId>,
}

/// A writer of pages.
trait PdfBackend {
    /// Writes a page with the codes of the typecase.
    ///
    /// # Errors
    /// [`RenderError::Write`] when the writer refuses or warns.
    fn sheet(
        &self,
        page: &Page,
        tags: &TagTree,
        typecase: &mut Typecase<'_>,
    ) -> Result<Sheet, RenderError>;
}
