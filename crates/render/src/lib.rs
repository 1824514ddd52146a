//! Paper: a filing laid out as a Korean government form and written as PDF.
//!
//! Three stages, each in a room of its own: `paper` says what stands on it, `layout` says where, `backend`
//! writes the file. The first two are pure and golden-tested; only the last knows printpdf. The same input
//! gives the same bytes, on every machine. Not here: rules, files, clocks, and the meaning of a field.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod backend;
mod error;
pub mod fonts;
mod input;
pub mod layout;
pub mod paper;

pub use error::RenderError;
pub use fonts::Fonts;
pub use input::{AcceptedWarning, Approval, ApprovalRole, Attachment, RenderInput, Stamp};

use backend::{Metadata, PdfBackend, Printpdf};
use sha2::{Digest, Sha256};

/// A printed filing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: u32,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
}

/// Lays out a filing: the display list of every page.
///
/// # Errors
/// [`RenderError::Uncovered`] where a character cannot be printed; errors of `page.toml`.
pub fn lay_out(input: &RenderInput<'_>, fonts: &Fonts) -> Result<Vec<layout::Page>, RenderError> {
    let paper = paper::compose(input, fonts)?;
    Ok(layout::lay_out(&paper, fonts))
}

/// Prints a filing.
///
/// # Errors
/// [`RenderError`]; in particular [`RenderError::Uncovered`]: a character is refused, never printed as a box.
pub fn render(input: &RenderInput<'_>, fonts: &Fonts) -> Result<Rendered, RenderError> {
    let pages = lay_out(input, fonts)?;
    let document = Printpdf.write(&pages, fonts)?;
    let form = &input.definition.form;
    let metadata = Metadata {
        title: input.definition.texts(input.language).title.clone(),
        subject: format!("{} {} {}", form.id, form.version, input.stamp.document_hash),
        language: input.language,
        dated: input.stamp.dated,
    };
    let bytes = backend::finish(document, &metadata)?;
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Rendered { bytes, pages: u32::try_from(pages.len()).unwrap_or(u32::MAX), sha256 })
}
