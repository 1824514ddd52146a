//! The life of a filing against a picture of it drawn by hand, and along random walks.

use proptest::prelude::*;

use super::*;

/// Rows: states; columns: the steps in order. `.`: refused; else the first letter of where it leads, with
/// `A` approved, `K` acknowledged, `R` review, `J` rejected, `W` withdrawn, `C` closed.
const PICTURE: [(Status, &str); 8] = [
    (Status::Draft, "R.A....WC."),
    (Status::Review, ".RAD...WC."),
    (Status::Approved, "...DS..W.."),
    (Status::Submitted, ".....KJW.."),
    (Status::Acknowledged, "......JW.."),
    (Status::Rejected, ".......W.."),
    (Status::Withdrawn, ".........."),
    (Status::ClosedUnreported, ".........D"),
];

fn letter(status: Option<Status>) -> char {
    match status {
        None => '.',
        Some(Status::Draft) => 'D',
        Some(Status::Review) => 'R',
        Some(Status::Approved) => 'A',
        Some(Status::Submitted) => 'S',
        Some(Status::Acknowledged) => 'K',
        Some(Status::Rejected) => 'J',
        Some(Status::Withdrawn) => 'W',
        Some(Status::ClosedUnreported) => 'C',
    }
}

#[test]
fn every_step_from_every_state_leads_where_the_picture_says() {
    assert_eq!(PICTURE.map(|(status, _)| status), Status::ALL);
    for (from, row) in PICTURE {
        let found: String = Step::ALL.iter().map(|step| letter(step.target(from))).collect();
        assert_eq!(found, row, "{from:?}");
    }
}

proptest! {
    /// Whatever is tried in whatever order: what was sent was decided before, what was sent never becomes a
    /// draft again, and a withdrawn filing stays withdrawn.
    #[test]
    fn no_walk_sends_what_was_not_decided_or_reopens_what_was_sent(
        walk in proptest::collection::vec(0..Step::ALL.len(), 0..60)
    ) {
        let (mut at, mut decided, mut sent) = (Status::Draft, false, false);
        for step in walk.into_iter().map(|place| Step::ALL[place]) {
            let Some(next) = step.target(at) else { continue };
            prop_assert!(at != Status::Withdrawn);
            match step {
                Step::Approve => decided = true,
                Step::Return => decided = false,
                Step::Submit => {
                    prop_assert!(decided);
                    sent = true;
                }
                _ => {}
            }
            let open = matches!(next, Status::Draft | Status::Review | Status::Approved);
            prop_assert!(!(sent && open), "{:?} after sending", next);
            prop_assert_eq!(next.was_sent(), sent && next != Status::Withdrawn);
            at = next;
        }
    }
}
