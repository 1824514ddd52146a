//! Numbers by which Korea knows people and firms: their shape, what they say, and how they are masked.
//!
//! A shape that fails is a fact about the text. A check digit that fails is only ever a hint, except for
//! business numbers, because both resident and corporate numbers exist that do not satisfy the old sums.
//! Not here: which identifier a field asks for; rules decide that.

mod firm;
mod inside;
mod mask;
mod passport;
mod resident;

pub use firm::{BusinessNumber, CorporateNumber};
pub use inside::{Inside, mask_inside, resident_numbers};
pub use mask::{MaskKind, mask};
pub use passport::{Passport, passport};
pub use resident::{CheckDigit, ResidentClass, ResidentNumber, Sex};

/// Why a text is not an identifier. [`NumberError::code`] is stable and goes into messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum NumberError {
    /// Not the number of digits the identifier has.
    #[error("wrong length")]
    WrongLength,
    /// Something other than digits and hyphens in their places.
    #[error("bad character")]
    BadCharacter,
    /// The first six digits and the century name a day that does not exist.
    #[error("no such date")]
    NoSuchDate,
    /// The seventh digit is not one that this kind of number has.
    #[error("bad seventh digit")]
    BadSeventhDigit,
    /// The check digit does not follow from the others.
    #[error("bad check digit")]
    BadCheckDigit,
}

impl NumberError {
    /// The stable machine code.
    pub fn code(self) -> &'static str {
        match self {
            Self::WrongLength => "wrong_length",
            Self::BadCharacter => "bad_character",
            Self::NoSuchDate => "no_such_date",
            Self::BadSeventhDigit => "bad_seventh_digit",
            Self::BadCheckDigit => "bad_check_digit",
        }
    }
}

/// The `N` digits of a number that is written either plainly or with a hyphen after each group.
fn digits<const N: usize>(text: &str, groups: &[usize]) -> Result<[u8; N], NumberError> {
    let text = text.trim();
    let plain = if text.contains('-') {
        let parts: Vec<&str> = text.split('-').collect();
        let digits_only = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
        if !parts.iter().all(digits_only) {
            return Err(NumberError::BadCharacter);
        }
        if !parts.iter().map(|part| part.len()).eq(groups.iter().copied()) {
            return Err(NumberError::WrongLength);
        }
        parts.concat()
    } else {
        text.to_owned()
    };
    if !plain.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NumberError::BadCharacter);
    }
    let values: Vec<u8> = plain.bytes().map(|b| b - b'0').collect();
    values.try_into().map_err(|_| NumberError::WrongLength)
}

/// Σ digit × weight.
fn weighted(digits: &[u8], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| u32::from(*digit) * weight).sum()
}
