//! Numbers of firms: 사업자등록번호 (business, from the tax office) and 법인등록번호 (corporate, from the court).
//!
//! The business number's check digit always holds. The corporate number's is taken as a hint only, since
//! its computation is not published by the courts.

use super::{CheckDigit, NumberError, digits, weighted};

/// A business registration number: ten digits, 3-2-5, with a check digit that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BusinessNumber([u8; 10]);

/// A corporate registration number: thirteen digits, 6-7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CorporateNumber([u8; 13]);

impl BusinessNumber {
    /// Reads ten digits, plain or 3-2-5 with hyphens.
    ///
    /// # Errors
    /// `WrongLength`, `BadCharacter`, `BadCheckDigit`.
    pub fn read(text: &str) -> Result<Self, NumberError> {
        let digits: [u8; 10] = digits(text, &[3, 2, 5])?;
        let sum = weighted(&digits[..9], &[1, 3, 7, 1, 3, 7, 1, 3, 5]);
        // The last weighted product counts its tens a second time.
        let sum = sum + u32::from(digits[8]) * 5 / 10;
        if (10 - sum % 10) % 10 == u32::from(digits[9]) {
            Ok(Self(digits))
        } else {
            Err(NumberError::BadCheckDigit)
        }
    }

    /// The normal form `NNN-NN-NNNNN`.
    pub fn hyphenated(&self) -> String {
        let text = joined(&self.0);
        format!("{}-{}-{}", &text[..3], &text[3..5], &text[5..])
    }
}

impl CorporateNumber {
    /// Reads thirteen digits, plain or 6-7 with a hyphen.
    ///
    /// # Errors
    /// `WrongLength`, `BadCharacter`.
    pub fn read(text: &str) -> Result<Self, NumberError> {
        digits(text, &[6, 7]).map(Self)
    }

    /// Whether the last digit follows from the others: `Matches` or `Differs`, a warning at most.
    pub fn check_digit(&self) -> CheckDigit {
        let sum = weighted(&self.0[..12], &[1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2]);
        if (10 - sum % 10) % 10 == u32::from(self.0[12]) {
            CheckDigit::Matches
        } else {
            CheckDigit::Differs
        }
    }

    /// The normal form `NNNNNN-NNNNNNN`.
    pub fn hyphenated(&self) -> String {
        let text = joined(&self.0);
        format!("{}-{}", &text[..6], &text[6..])
    }
}

fn joined(digits: &[u8]) -> String {
    digits.iter().map(|digit| char::from(b'0' + digit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // 124-81-00998 and 110111-0062432 are published numbers of listed companies.
    #[test]
    fn business_numbers_carry_a_check_digit() {
        for text in ["124-81-00998", "1248100998"] {
            assert_eq!(BusinessNumber::read(text).unwrap().hyphenated(), "124-81-00998");
        }
        for digit in "012345679".chars() {
            let text = format!("124-81-0099{digit}");
            assert_eq!(BusinessNumber::read(&text), Err(NumberError::BadCheckDigit), "{text}");
        }
        assert_eq!(BusinessNumber::read("12-481-00998"), Err(NumberError::WrongLength));
        assert_eq!(BusinessNumber::read("124-81-0099"), Err(NumberError::WrongLength));
        assert_eq!(BusinessNumber::read("124-81-0099x"), Err(NumberError::BadCharacter));
    }

    #[test]
    fn corporate_numbers_are_doubted_never_refused() {
        let number = CorporateNumber::read("110111-0062432").unwrap();
        assert_eq!(number.check_digit(), CheckDigit::Matches);
        assert_eq!(number.hyphenated(), "110111-0062432");
        let other = CorporateNumber::read("1101110062433").unwrap();
        assert_eq!(other.check_digit(), CheckDigit::Differs);
    }
}
