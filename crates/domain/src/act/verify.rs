//! Verification: whether a chain of acts is whole, and where and how it is broken first.
//!
//! A chain alone cannot show that its end was cut off or that all of it was written anew; a head noted
//! elsewhere, such as on a printed report, can.

use std::borrow::Borrow;

use serde::{Deserialize, Serialize};

use super::{Act, Head};

/// How a chain is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Damage {
    /// The act's fields do not give its hash, or give one that the acts after it, which a noted head vouches
    /// for, do not follow from.
    Altered,
    /// No act of this number is there, but later ones are.
    Missing,
    /// The act stands later than its number says.
    Reordered,
    /// The act stands where one of its number was already read.
    Repeated,
    /// The act does not follow from the one before it: that one was replaced together with its hash, or this
    /// one and all after it come from another history. Only a noted head can tell which.
    Unlinked,
    /// The act is sound in itself but belongs to the history of another vault, or to one written anew.
    Spliced,
    /// Acts that the noted head vouches for are gone from the end.
    Truncated,
    /// The chain is sound in itself but is not the one whose head was noted.
    Rewritten,
}

/// Where a chain is broken first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("act {seq}: {damage:?}")]
pub struct Break {
    /// The number of the act that is wrong, or that should be there.
    pub seq: u64,
    /// What is wrong with it.
    pub damage: Damage,
}

/// Checks a whole chain from its genesis and returns its head.
///
/// # Errors
/// The first [`Break`]; never `Truncated` or `Rewritten`, which need a noted head.
pub fn verify<A: Borrow<Act>>(
    genesis: Head,
    acts: impl IntoIterator<Item = A>,
) -> Result<Head, Break> {
    walk(genesis, acts, None, |_| {})
}

/// Checks a whole chain, and that it contains the head noted elsewhere. Acts recorded since are welcome.
///
/// # Errors
/// The first [`Break`].
pub fn verify_against<A: Borrow<Act>>(
    genesis: Head,
    acts: impl IntoIterator<Item = A>,
    noted: &Head,
) -> Result<Head, Break> {
    // What is checked may be a segment, which begins after a head of its own.
    let mut at_noted = (noted.seq == genesis.seq).then_some(genesis.hash);
    let head = walk(genesis, acts, Some(noted), |passed| {
        if passed.seq == noted.seq {
            at_noted = Some(passed.hash);
        }
    })?;
    match at_noted {
        None => Err(Break { seq: head.seq.saturating_add(1), damage: Damage::Truncated }),
        Some(hash) if hash != noted.hash => {
            Err(Break { seq: noted.seq, damage: Damage::Rewritten })
        }
        Some(_) => Ok(head),
    }
}

fn walk<A: Borrow<Act>>(
    genesis: Head,
    acts: impl IntoIterator<Item = A>,
    noted: Option<&Head>,
    mut pass: impl FnMut(Head),
) -> Result<Head, Break> {
    let mut head = genesis;
    let mut acts = acts.into_iter();
    while let Some(act) = acts.next() {
        let act = act.borrow();
        // A segment from outside may claim any number.
        let seq = head.seq.saturating_add(1);
        let broken = |damage| Err(Break { seq, damage });
        if act.computed_hash() != act.hash {
            return broken(Damage::Altered);
        }
        if act.seq < seq {
            return Err(Break { seq: act.seq, damage: Damage::Repeated });
        }
        if act.seq > seq {
            let later = acts.any(|act| act.borrow().seq == seq);
            return broken(if later { Damage::Reordered } else { Damage::Missing });
        }
        if act.prev != head.hash {
            return Err(torn(&head, act, acts, noted));
        }
        head = act.head();
        pass(head);
    }
    Ok(head)
}

/// What an act is that does not follow from `before`; the acts after it and a noted head tell.
fn torn<A: Borrow<Act>>(
    before: &Head,
    act: &Act,
    rest: impl IntoIterator<Item = A>,
    noted: Option<&Head>,
) -> Break {
    let here = |damage| Break { seq: act.seq, damage };
    // Nothing but the genesis of its vault comes before act 1.
    if before.seq == 0 {
        return here(Damage::Spliced);
    }
    let vouched = |head: &Head| noted.filter(|noted| noted.seq == head.seq).map(|n| n == head);
    let mut head = act.head();
    let mut word = vouched(&head);
    for next in rest {
        let next = next.borrow();
        let follows = next.seq == head.seq.saturating_add(1) && next.prev == head.hash;
        if !follows && head.seq == act.seq && word.is_none() {
            // Neither side knows it.
            return here(Damage::Spliced);
        }
        if !follows || next.computed_hash() != next.hash || word.is_some() {
            break;
        }
        head = next.head();
        word = vouched(&head);
    }
    match word {
        // What follows is genuine, so the act before is not.
        Some(true) => Break { seq: before.seq, damage: Damage::Altered },
        Some(false) => here(Damage::Spliced),
        None => here(Damage::Unlinked),
    }
}
