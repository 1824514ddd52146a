//! Numbers of persons: 주민등록번호 (resident), 외국인등록번호 (foreigner) and 국내거소신고번호 (overseas Korean).
//!
//! All three are YYMMDD-SNNNNNN. S gives century and sex: 1-4, 9 and 0 for residents; 5-8 for the two others.
//! Numbers given since October 2020 end in six random digits, so the check digit can only raise a doubt.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{NumberError, digits, weighted};

/// Sex as the seventh digit says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Odd seventh digit.
    Male,
    /// Even seventh digit.
    Female,
}

/// Which register the seventh digit points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResidentClass {
    /// 주민등록번호.
    Resident,
    /// 외국인등록번호 or 국내거소신고번호; the two cannot be told apart.
    Foreigner,
}

/// What the last digit says about a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckDigit {
    /// It follows from the others.
    Matches,
    /// It does not. A warning at most: a number assigned or changed since October 2020 is random there.
    Differs,
    /// The sum says nothing: a resident born on or after 5 October 2020, or a foreigner's number.
    DoesNotApply,
}

/// A number of the right shape: a real date and a seventh digit that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ResidentNumber {
    digits: [u8; 13],
    birth: NaiveDate,
}

impl ResidentNumber {
    /// Reads 13 digits, or six, a hyphen and seven.
    ///
    /// # Errors
    /// Every [`NumberError`] but `BadCheckDigit`.
    pub fn read(text: &str) -> Result<Self, NumberError> {
        let digits: [u8; 13] = digits(text, &[6, 7])?;
        let pair = |at: usize| u32::from(digits[at]) * 10 + u32::from(digits[at + 1]);
        let century = match digits[6] {
            1 | 2 | 5 | 6 => 1900,
            3 | 4 | 7 | 8 => 2000,
            _ => 1800,
        };
        let year = century + i32::from(digits[0]) * 10 + i32::from(digits[1]);
        let birth =
            NaiveDate::from_ymd_opt(year, pair(2), pair(4)).ok_or(NumberError::NoSuchDate)?;
        Ok(Self { digits, birth })
    }

    /// As [`Self::read`], and the seventh digit must belong to `class`.
    ///
    /// # Errors
    /// `BadSeventhDigit` when the number belongs to the other register.
    pub fn read_as(text: &str, class: ResidentClass) -> Result<Self, NumberError> {
        let number = Self::read(text)?;
        if number.class() == class { Ok(number) } else { Err(NumberError::BadSeventhDigit) }
    }

    /// The register.
    pub fn class(&self) -> ResidentClass {
        match self.digits[6] {
            5..=8 => ResidentClass::Foreigner,
            _ => ResidentClass::Resident,
        }
    }

    /// The day of birth the number states.
    pub fn birth(&self) -> NaiveDate {
        self.birth
    }

    /// The sex the number states. 9 is male and 0 female, of the nineteenth century.
    pub fn sex(&self) -> Sex {
        if self.digits[6] % 2 == 1 { Sex::Male } else { Sex::Female }
    }

    /// Whether the last digit follows from the others.
    pub fn check_digit(&self) -> CheckDigit {
        // Whoever was born since that day can only have been given a random number.
        let random_since = NaiveDate::from_ymd_opt(2020, 10, 5);
        if self.class() == ResidentClass::Foreigner || random_since.is_some_and(|d| self.birth >= d)
        {
            return CheckDigit::DoesNotApply;
        }
        let sum = weighted(&self.digits[..12], &[2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]);
        let expected = (11 - sum % 11) % 10;
        if expected == u32::from(self.digits[12]) {
            CheckDigit::Matches
        } else {
            CheckDigit::Differs
        }
    }

    /// The normal form `YYMMDD-SNNNNNN`. Personal: mask it before it is shown or logged.
    pub fn hyphenated(&self) -> String {
        let text: String = self.digits.iter().map(|d| char::from(b'0' + d)).collect();
        format!("{}-{}", &text[..6], &text[6..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    // Nobody bears these: the day of birth does not exist, lies in 2099 or 1800, or the check digit
    // fails for a birth at which it had to hold.
    #[test]
    fn the_seventh_digit_gives_century_sex_and_register() {
        for (text, birth, sex, class) in [
            ("990229-3000000", None, Sex::Male, ResidentClass::Resident),
            ("991231-3000000", Some(day(2099, 12, 31)), Sex::Male, ResidentClass::Resident),
            ("991231-4000000", Some(day(2099, 12, 31)), Sex::Female, ResidentClass::Resident),
            ("9912318000000", Some(day(2099, 12, 31)), Sex::Female, ResidentClass::Foreigner),
            ("000101-9000000", Some(day(1800, 1, 1)), Sex::Male, ResidentClass::Resident),
            ("000101-0000000", Some(day(1800, 1, 1)), Sex::Female, ResidentClass::Resident),
        ] {
            match (ResidentNumber::read(text), birth) {
                (Ok(number), Some(birth)) => {
                    assert_eq!((number.birth(), number.sex(), number.class()), (birth, sex, class));
                }
                (Err(error), None) => assert_eq!(error, NumberError::NoSuchDate, "{text}"),
                (read, _) => panic!("{text}: {read:?}"),
            }
        }
    }

    #[test]
    fn a_leap_day_needs_the_right_century() {
        assert!(ResidentNumber::read("000229-3000000").is_ok(), "2000 was a leap year");
        assert_eq!(ResidentNumber::read("000229-1000000"), Err(NumberError::NoSuchDate));
    }

    #[test]
    fn shape_errors_are_told_apart() {
        for (text, error) in [
            ("991301-3000000", NumberError::NoSuchDate),
            ("991231-300000", NumberError::WrongLength),
            ("9912-313000000", NumberError::WrongLength),
            ("991231-300000O", NumberError::BadCharacter),
            ("９９1231-3000000", NumberError::BadCharacter),
            ("", NumberError::WrongLength),
        ] {
            assert_eq!(ResidentNumber::read(text), Err(error), "{text}");
        }
        let foreigner = ResidentNumber::read_as("991231-3000000", ResidentClass::Foreigner);
        assert_eq!(foreigner, Err(NumberError::BadSeventhDigit));
    }

    #[test]
    fn the_check_digit_only_speaks_of_residents_born_before_the_reform() {
        let check = |text: String| ResidentNumber::read(&text).unwrap().check_digit();
        // Σ = 1×5 + 1×7 + 9×8 = 84; 84 mod 11 = 7; 11 − 7 = 4.
        assert_eq!(check("000101-9000004".into()), CheckDigit::Matches);
        for digit in "012356789".chars() {
            assert_eq!(check(format!("000101-900000{digit}")), CheckDigit::Differs);
        }
        assert_eq!(check("991231-3000000".into()), CheckDigit::DoesNotApply);
        assert_eq!(check("000101-5000000".into()), CheckDigit::DoesNotApply);
    }
}
