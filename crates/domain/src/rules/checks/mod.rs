//! Every check that rules may name. Each file holds the checks of one subject with their declarations;
//! the list here is the only place where a name becomes code.

mod agreement;
mod amounts;
#[cfg(test)]
pub(crate) mod bench;
mod chains;
mod characters;
mod counterparties;
mod currencies;
mod dates;
mod evidence;
mod forbidden;
mod groups;
mod identifiers;
mod inside;
mod letters;
mod narrative;
mod numbers;
mod outside;
mod placeholders;
mod premium;
mod presence;
mod questions;
mod rows;
mod shape;
mod tokens;
mod totals;
mod windows;
mod won;

pub use forbidden::forbidden_word;
pub use inside::{PersonNumbers, without_person_numbers};

use super::Check;

/// Every check, by subject.
static ALL: &[&Check] = &[
    &presence::REQUIRED,
    &presence::ANSWERED,
    &presence::ABSENT,
    &presence::ONE_OF,
    &shape::KIND_FORMAT,
    &shape::CODE_LISTED,
    &shape::MAX_LENGTH,
    &shape::HUGE,
    &shape::PATTERN,
    &letters::ONLY_CHARACTERS,
    &letters::EMAIL_SHAPE,
    &letters::FITS_LINES,
    &characters::PRINTABLE,
    &characters::CLEAN_TEXT,
    &placeholders::PLACEHOLDER_WORDS,
    &forbidden::FORBIDDEN_WORDS,
    &identifiers::RRN_SHAPE,
    &identifiers::RRN_CHECK_DIGIT,
    &identifiers::ARN_SHAPE,
    &identifiers::RESIDENCE_NUMBER_SHAPE,
    &identifiers::BUSINESS_NUMBER,
    &identifiers::CORPORATE_NUMBER,
    &identifiers::PASSPORT_SHAPE,
    &identifiers::LEI,
    &identifiers::ID_MATCHES_BIRTH,
    &identifiers::ID_MATCHES_SEX,
    &inside::NO_PERSON_NUMBER,
    &agreement::DIFFERENT,
    &agreement::SAME,
    &dates::BEFORE,
    &dates::NOT_FUTURE,
    &dates::VERSION_OF_DAY,
    &dates::NOT_BEFORE,
    &dates::WITHIN_DAYS,
    &dates::DATE_INSIDE,
    &dates::SAME_MONTH,
    &numbers::NUMBER_RANGE,
    &numbers::PRODUCT,
    &numbers::QUOTIENT,
    &numbers::WITHIN_PERCENT,
    &numbers::ANSWERED_FROM,
    &currencies::WITHIN_PERCENT_IN_DOLLARS,
    &currencies::COMPARABLE,
    &premium::PREMIUM,
    &premium::PERCENT_OVER,
    &totals::SUM_EQUALS,
    &totals::COUNT_EQUALS,
    &totals::MIN_ROWS,
    &totals::PERIOD_COVERED,
    &groups::GROUP_TOTALS,
    &windows::WINDOW_SUM,
    &windows::NEAR_LIMIT,
    &windows::MANY_IN_WINDOW,
    &windows::QUICK_PASSAGE,
    &windows::PASSAGE_BEYOND,
    &chains::CHAIN_ADDRESS,
    &chains::TXID_SHAPE,
    &chains::CONTRACT_SHAPE,
    &chains::MEMO_SHAPE,
    &chains::MEMO_NEEDED,
    &tokens::TOKEN_STABLE,
    &tokens::TOKEN_PEG,
    &tokens::TOKEN_NO_COIN,
    &tokens::TOKEN_LISTED,
    &tokens::TOKEN_SHARED,
    &tokens::TOKEN_SYMBOL,
    &tokens::TOKEN_ELSEWHERE,
    &tokens::TOKEN_ISSUANCE,
    &tokens::TOKEN_ENDED,
    &tokens::TOKEN_DECIMALS,
    &outside::SUMS_KNOWN,
    &outside::PATTERN_STATED,
    &outside::RATE_KNOWN,
    &outside::RATE_AGREES,
    &outside::RATE_DAY,
    &outside::NUMBER_FREE,
    &outside::NUMBER_THERE,
    &outside::SAME_ELSEWHERE,
    &evidence::SAME_COUNT,
    &evidence::FILES_ATTACHED,
    &rows::UNIQUE,
    &rows::ROW_REFERENCE,
    &narrative::LENGTH_BETWEEN,
    &narrative::MIN_LENGTH,
    &narrative::MIN_WORDS,
    &narrative::TITLE_SHAPE,
    &amounts::AMOUNTS_IN_MILLION,
    &amounts::TOTALS_IN_TEXT,
    &counterparties::NAMES_COUNTERPARTIES,
    &questions::COVERS_QUESTIONS,
];

/// Every check, by subject.
pub fn all() -> impl Iterator<Item = &'static Check> {
    ALL.iter().copied()
}

/// The check of a name.
pub fn find(name: &str) -> Option<&'static Check> {
    all().find(|check| check.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn a_name_means_one_check() {
        let names: BTreeSet<&str> = super::all().map(|check| check.name).collect();
        assert_eq!(names.len(), super::all().count());
    }
}
