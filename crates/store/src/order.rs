//! Where a row stands among the rows of its table: a text between any two others.
//!
//! Eight hexadecimal digits count whole places; an optional fraction of hexadecimal digits after them finds
//! room between two places. Compared as bytes, they sort. Moving one row never renumbers another, so a
//! journal entry about one row says everything.

use std::cmp::Ordering;

const WHOLE: usize = 8;
const MIDDLE: u32 = 0x8000_0000;

/// A position after `before` and ahead of `after`; `None` is the open end.
/// Where both are given, `before` must sort ahead of `after`.
pub(crate) fn between(before: Option<&str>, after: Option<&str>) -> String {
    match (before, after) {
        (None, None) => whole(MIDDLE),
        (Some(before), None) => match split(before).0.checked_add(1) {
            Some(next) => whole(next),
            None => format!("{before}8"),
        },
        (None, Some(after)) => match split(after).0 {
            // Place 0 is never given, so that there is always room below the first.
            place @ 2.. => whole(place - 1),
            _ => middle(&whole(0), after),
        },
        (Some(before), Some(after)) => {
            let (low, high) = (split(before).0, split(after).0);
            if high.saturating_sub(low) > 1 {
                whole(low + (high - low) / 2)
            } else {
                middle(before, after)
            }
        }
    }
}

fn whole(place: u32) -> String {
    format!("{place:08x}")
}

fn split(position: &str) -> (u32, &str) {
    let (place, fraction) = position.split_at_checked(WHOLE).unwrap_or((position, ""));
    (u32::from_str_radix(place, 16).unwrap_or(MIDDLE), fraction)
}

/// A text between two others, digit by digit; never ends in 0, so that there is always room below it.
fn middle(low: &str, high: &str) -> String {
    let mut found = String::new();
    let mut bounded = true; // whether `high` still limits the next digit
    for place in 0.. {
        let from = digit(low, place).unwrap_or(0);
        let to = if bounded { digit(high, place).unwrap_or(0) } else { 16 };
        match to.cmp(&(from + 1)) {
            Ordering::Greater => {
                found.push(char::from_digit((from + to) / 2, 16).unwrap_or('8'));
                break;
            }
            Ordering::Equal => {
                bounded = false;
                found.push(char::from_digit(from, 16).unwrap_or('0'));
            }
            Ordering::Less => found.push(char::from_digit(from, 16).unwrap_or('0')),
        }
    }
    found
}

fn digit(position: &str, place: usize) -> Option<u32> {
    position.as_bytes().get(place).and_then(|byte| char::from(*byte).to_digit(16))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn appending_counts_on() {
        let first = between(None, None);
        let second = between(Some(&first), None);
        assert_eq!((first.as_str(), second.as_str()), ("80000000", "80000001"));
        assert_eq!(between(None, Some(&first)), "7fffffff");
    }

    proptest! {
        #[test]
        fn there_is_always_room(places in prop::collection::vec(any::<prop::sample::Index>(), 1..200)) {
            let mut positions: Vec<String> = Vec::new();
            for place in places {
                let at = place.index(positions.len() + 1);
                let before = at.checked_sub(1).map(|at| positions[at].clone());
                let fresh = between(before.as_deref(), positions.get(at).map(String::as_str));
                positions.insert(at, fresh);
            }
            prop_assert!(positions.is_sorted_by(|a, b| a < b), "{positions:?}");
        }
    }

    #[test]
    fn moving_to_one_spot_for_ever_stays_possible() {
        let low = between(None, None);
        let mut high = between(Some(&low), None);
        for _ in 0..1000 {
            let fresh = between(Some(&low), Some(&high));
            assert!(low < fresh && fresh < high, "{low} < {fresh} < {high}");
            high = fresh;
        }
    }
}
