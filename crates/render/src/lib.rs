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
pub use input::{
    AcceptedWarning, Approval, ApprovalRole, AssociatedFile, Attachment, RenderInput, Stamp,
};

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

/// The version of the paper: of layout, fonts and file together. It stands in the foot of every page and in the
/// file's metadata, and changes whenever one byte of a printed filing would; see [`render_as`].
pub const VERSION: u32 = 1;

/// Lays out a filing: what stands where on every page, and what it is.
///
/// # Errors
/// [`RenderError::Uncovered`] where a character cannot be printed; errors of `page.toml`.
pub fn lay_out(input: &RenderInput<'_>, fonts: &Fonts) -> Result<layout::Laid, RenderError> {
    let paper = paper::compose(input, fonts)?;
    Ok(layout::lay_out(&paper, fonts))
}

/// Prints a filing.
///
/// # Errors
/// [`RenderError`]; in particular [`RenderError::Uncovered`]: a character is refused, never printed as a box.
pub fn render(input: &RenderInput<'_>, fonts: &Fonts) -> Result<Rendered, RenderError> {
    render_as(VERSION, input, fonts)
}

/// Prints a filing as the version of the paper did that was once used for it, byte for byte.
///
/// # Errors
/// Those of [`render`], and [`RenderError::Version`] for a version that this program does not know.
pub fn render_as(
    version: u32,
    input: &RenderInput<'_>,
    fonts: &Fonts,
) -> Result<Rendered, RenderError> {
    // A later version gets a branch of its own; the code of this one then stays as it is.
    if version != VERSION {
        return Err(RenderError::Version(version));
    }
    let laid = lay_out(input, fonts)?;
    let written = Printpdf.write(&laid, fonts)?;
    let form = &input.definition.form;
    let metadata = Metadata {
        title: input.definition.texts(input.language).title.clone(),
        subject: format!("{} {} {}", form.id, form.version, input.stamp.document_hash),
        language: input.language,
        dated: input.stamp.dated,
        producer: producer(),
    };
    let bytes = backend::finish(written, &laid, &input.data, &metadata)?;
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Rendered { bytes, pages: u32::try_from(laid.pages.len()).unwrap_or(u32::MAX), sha256 })
}

/// Names the version of the paper, not of the program: a release that leaves the paper alone leaves its bytes alone.
pub(crate) fn producer() -> String {
    format!("Singo paper {VERSION}")
}
