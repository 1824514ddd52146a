//! The versions of the paper: what may differ between them, one value for each, and every one of them stays callable.
//!
//! A paper names the version that printed it, and is checked by printing it again as that version did. The invariant:
//! an edition that was released is never edited, for each of its bytes is held by the hashes of its golden files. What
//! a later one does otherwise becomes a field here, with today's way as the value of the older ones, and is read by
//! the stage that does it: `paper` (words), `layout` (margins), `fonts` (faces), `backend` (how streams are deflated).
//! Not here: what a form's own `page.toml` says; that is published with the form and never edited either.

use crate::RenderError;
use crate::fonts::{FaceId, Faces};
use crate::layout::Um;

/// A version of the paper.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Edition {
    /// Its number; it stands in the foot of every page and in the file's metadata.
    pub version: u32,
    /// Which face draws a character.
    pub faces: Faces,
    /// Fixed words about copies and seals, in both languages.
    pub words: &'static str,
    /// Where text begins and ends on a page.
    pub margins: Margins,
    /// How much libdeflate does to make contents and fonts smaller, and streams of objects.
    pub efforts: (i32, i32),
}

/// Above and below the text of a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Margins {
    /// Upper margin; the tag of the form and the marks stand in it.
    pub top: Um,
    /// Lower margin; the foot stands in it.
    pub bottom: Um,
    /// What the QR code and the notice need at the foot of the first page besides.
    pub first_bottom: Um,
    /// Below a table that goes on, for the words that say so.
    pub continued: Um,
}

/// The paper of 2026.
const FIRST: Edition = Edition {
    version: 1,
    faces: Faces {
        regular: [FaceId::Regular, FaceId::FallbackRegular, FaceId::Wide],
        bold: [FaceId::Bold, FaceId::FallbackBold, FaceId::Wide],
    },
    words: include_str!("words.toml"),
    margins: Margins { top: 18_000, bottom: 22_000, first_bottom: 8_000, continued: 5_000 },
    // Beyond 7, three times the time saves a hundredth of the file. Tags repeat themselves so much that a search for
    // the shortest saves a tenth of them.
    efforts: (7, 10),
};

/// Every version, the oldest first.
static EDITIONS: [Edition; 1] = [FIRST];

/// The version of the paper that is printed now: of layout, fonts and file together. It changes whenever one byte of a
/// printed filing would; those before it stay, see [`versions`].
pub const VERSION: u32 = FIRST.version;

/// Every version of the paper that this program prints, byte for byte as when it was the newest.
pub fn versions() -> impl Iterator<Item = u32> {
    EDITIONS.iter().map(|edition| edition.version)
}

/// The edition of a version.
///
/// # Errors
/// [`RenderError::Version`] for a version that this program does not know: a newer one has printed it.
pub(crate) fn edition(version: u32) -> Result<&'static Edition, RenderError> {
    let known = EDITIONS.iter().find(|edition| edition.version == version);
    known.ok_or(RenderError::Version(version))
}

impl Edition {
    /// What prints a list of the house's own, which is never printed again, and what is new.
    pub fn newest() -> &'static Self {
        let [.., newest] = &EDITIONS;
        newest
    }

    /// Every edition, the newest first.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        EDITIONS.iter().rev()
    }

    /// Names the version of the paper, not of the program: a release that leaves the paper alone leaves its bytes
    /// alone.
    pub fn producer(&self) -> String {
        format!("Singo paper {}", self.version)
    }
}
