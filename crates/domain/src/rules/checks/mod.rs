//! Every check that rules may name. Each file holds the checks of one subject with their declarations;
//! the list here is the only place where a name becomes code.

mod agreement;
#[cfg(test)]
pub(crate) mod bench;
mod dates;
mod numbers;
mod placeholders;
mod presence;
mod rows;
mod shape;
mod totals;

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
    &placeholders::PLACEHOLDER_WORDS,
    &agreement::DIFFERENT,
    &dates::BEFORE,
    &dates::NOT_FUTURE,
    &dates::NOT_BEFORE,
    &dates::WITHIN_DAYS,
    &dates::DATE_INSIDE,
    &numbers::NUMBER_RANGE,
    &numbers::PRODUCT,
    &totals::SUM_EQUALS,
    &totals::COUNT_EQUALS,
    &totals::MIN_ROWS,
    &totals::PERIOD_COVERED,
    &rows::UNIQUE,
    &rows::ROW_REFERENCE,
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
