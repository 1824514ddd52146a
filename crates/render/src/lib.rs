//! Paper: a filing laid out as a Korean government form and written as PDF.
//!
//! Three stages, each in a room of its own: `paper` says what stands on it, `layout` says where, `backend`
//! writes the file. The first two are pure and golden-tested; only the last knows printpdf. The same input
//! gives the same bytes, on every machine. Not here: rules, files, clocks, and the meaning of a field.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod backend;
mod carried;
mod edition;
mod error;
pub mod fonts;
mod input;
mod inside;
pub mod layout;
pub mod paper;
mod print;
pub mod sign;
mod words;

pub use carried::{Carried, STAMP_FILE};
pub use edition::{VERSION, versions};
pub use error::RenderError;
pub use fonts::Fonts;
pub use input::{
    AcceptedWarning, Approval, ApprovalRole, AssociatedFile, Attachment, RenderInput, Stamp,
};

pub use inside::{Difference, Inside, InsideError, difference, inside};
pub use paper::ListPaper;
pub use print::{Printed, Progress, Watch};

use std::io::Write;
use std::ops::ControlFlow;

use singo_domain::copy::CopyKind;

use backend::Metadata;
use edition::{Edition, edition};

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

/// Lays out a filing: what stands where on every page, and what it is.
///
/// # Errors
/// [`RenderError::Uncovered`] where a character cannot be printed; errors of `page.toml`.
pub fn lay_out(input: &RenderInput<'_>, fonts: &Fonts) -> Result<layout::Laid, RenderError> {
    lay_out_as(VERSION, input, fonts)
}

/// Lays out a filing as a version of the paper does.
///
/// # Errors
/// Those of [`lay_out`], and [`RenderError::Version`].
pub fn lay_out_as(
    version: u32,
    input: &RenderInput<'_>,
    fonts: &Fonts,
) -> Result<layout::Laid, RenderError> {
    let edition = edition(version)?;
    let fonts = fonts.of(edition);
    paper::composed(edition, input, fonts, |paper, source, uncovered| {
        let laid = layout::lay_out(edition, paper, source, fonts)?;
        uncovered.refuse()?;
        Ok(laid)
    })
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
    let mut bytes = Vec::new();
    let watch = &mut |_: Progress| ControlFlow::Continue(());
    let Printed { pages, sha256 } = render_to(version, input, fonts, &mut bytes, watch)?;
    Ok(Rendered { bytes, pages, sha256 })
}

/// Prints a filing of any length into a receiver of bytes, telling how far it has come. No more of the paper than
/// a few pages is held at any time. What was written when it ends with an error is no file.
///
/// # Errors
/// Those of [`render_as`], [`RenderError::Cancelled`], and [`RenderError::Receiver`] where the receiver refuses.
pub fn render_to(
    version: u32,
    input: &RenderInput<'_>,
    fonts: &Fonts,
    out: &mut dyn Write,
    watch: &mut Watch<'_>,
) -> Result<Printed, RenderError> {
    let edition = edition(version)?;
    let carried = Carried::of(version, input).file(edition)?;
    let files: Vec<&AssociatedFile> = input.data.iter().chain([&carried]).collect();
    let metadata = Metadata {
        title: input.definition.texts(input.language).title.clone(),
        subject: subject(input),
        language: input.language,
        dated: input.stamp.dated,
        producer: edition.producer(),
    };
    print::print(edition, input, &files, &metadata, fonts.of(edition), out, watch)
}

/// Form, version and hash; a copy that withholds something says that it is one.
fn subject(input: &RenderInput<'_>) -> String {
    let (form, hash) = (&input.definition.form, &input.stamp.document_hash);
    let copy = match input.copy {
        CopyKind::Full => "",
        CopyKind::Masked => " masked-copy",
        CopyKind::Redacted => " redacted-copy",
    };
    format!("{} {} {hash}{copy}", form.id, form.version)
}

/// Prints a list for the firm itself. It carries no date of its own and no data: the same list gives the same bytes.
///
/// # Errors
/// [`RenderError::Write`] when the writer refuses.
pub fn render_list(list: &ListPaper, fonts: &Fonts) -> Result<Rendered, RenderError> {
    let paper = paper::compose_list(list, fonts)?;
    let metadata = Metadata {
        title: list.title.clone(),
        subject: list.code.clone(),
        language: list.language,
        dated: None,
        producer: Edition::newest().producer(),
    };
    let mut bytes = Vec::new();
    let watch = &mut |_: Progress| ControlFlow::Continue(());
    let Printed { pages, sha256 } = print::print_list(&paper, &metadata, fonts, &mut bytes, watch)?;
    Ok(Rendered { bytes, pages, sha256 })
}
