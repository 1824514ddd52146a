//! Each way of changing history is caught and named, wherever it is done.
//!
//! The bytes of one act were computed by another program from the description of the format. Everything
//! else is property: edit, delete, swap, repeat, cut and rewrite, at any place of a chain of any length.

use chrono::DateTime;
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

fn genesis() -> Head {
    Head::genesis("vault-1")
}

fn chain(length: u64) -> Vec<Act> {
    let mut head = genesis();
    let mut acts = Vec::new();
    for number in 1..=length {
        let at = DateTime::from_timestamp_millis(1_790_000_000_000 + number as i64 * 1_000);
        let event = Event {
            at: at.unwrap(),
            actor: format!("user/{}", number % 3),
            act: "filing.edited".into(),
            subject: format!("filing/{number}"),
            digest: Digest::of(number.to_be_bytes()),
        };
        let act = Act::seal(&head, event);
        head = act.head();
        acts.push(act);
    }
    acts
}

fn reseal(acts: &mut [Act], mut head: Head) {
    for act in acts {
        act.prev = head.hash;
        act.hash = act.computed_hash();
        head = act.head();
    }
}

/// Changes one of the fields that the hash covers, or the hash itself.
fn alter(act: &mut Act, which: usize) {
    match which {
        0 => act.seq += 1,
        1 => act.at += chrono::TimeDelta::milliseconds(1),
        2 => act.actor.push('x'),
        3 => act.act.push('x'),
        4 => act.subject.push('x'),
        5 => act.digest = Digest::of("x"),
        6 => act.prev = Digest::of("x"),
        _ => act.hash = Digest::of("x"),
    }
}

#[test]
fn the_bytes_are_those_of_the_format() {
    // Computed with Python's struct and hashlib from the description of the format.
    let genesis = "78dc473628fe99adb10f3eb34a54a0313a903f1f2e6176821eb0e91b9e5c8e3f";
    let first = "98b395bbeebad5db8545e69c9b8d5b9b2cf8249fba04cb2fe3c6aa9992fa636f";
    assert_eq!(Head::genesis("vault-1").hash.to_string(), genesis);
    let event = Event {
        at: DateTime::from_timestamp_millis(1_790_000_000_123).unwrap(),
        actor: "user/1".into(),
        act: "filing.approved".into(),
        subject: "filing/가".into(),
        digest: Digest::of("abc"),
    };
    let act = Act::seal(&Head::genesis("vault-1"), event);
    assert_eq!(act.hash.to_string(), first);
    assert_eq!(serde_json::from_str::<Act>(&serde_json::to_string(&act).unwrap()).unwrap(), act);
}

#[test]
fn moving_a_boundary_between_fields_changes_the_hash() {
    let mut act = chain(1).remove(0);
    let hash = act.computed_hash();
    let last = act.actor.pop().unwrap();
    act.act.insert(0, last);
    assert_ne!(act.computed_hash(), hash);
}

#[test]
fn an_empty_chain_is_its_genesis() {
    assert_eq!(verify(genesis(), Vec::<Act>::new()), Ok(genesis()));
    assert_eq!(verify_against(genesis(), Vec::<Act>::new(), &genesis()), Ok(genesis()));
}

#[test]
fn acts_of_another_vault_do_not_verify() {
    let broken = verify(Head::genesis("vault-2"), chain(3)).unwrap_err();
    assert_eq!(broken, Break { seq: 1, damage: Damage::Spliced });
}

#[test]
fn the_act_that_was_noted_is_the_genuine_one() {
    // The act before it was replaced with its hash, the one after it comes from elsewhere.
    let mut acts = chain(4);
    let noted = acts[2].head();
    acts[1].actor.push('x');
    acts[1].hash = acts[1].computed_hash();
    acts[3].prev = Digest::of("another");
    acts[3].hash = acts[3].computed_hash();
    let broken = verify_against(genesis(), &acts, &noted).unwrap_err();
    assert_eq!(broken, Break { seq: 2, damage: Damage::Altered });
}

proptest! {
    #[test]
    fn a_whole_chain_verifies_and_contains_every_head_it_had(length in 1..20_u64, at in any::<Index>()) {
        let acts = chain(length);
        let head = acts.last().unwrap().head();
        prop_assert_eq!(verify(genesis(), &acts), Ok(head));
        let noted = acts[at.index(acts.len())].head();
        prop_assert_eq!(verify_against(genesis(), &acts, &noted), Ok(head));
    }

    #[test]
    fn an_edit_is_caught(length in 1..20_u64, at in any::<Index>(), which in 0..8_usize) {
        let mut acts = chain(length);
        let i = at.index(acts.len());
        alter(&mut acts[i], which);
        let expected = Break { seq: i as u64 + 1, damage: Damage::Altered };
        prop_assert_eq!(verify(genesis(), &acts), Err(expected));
    }

    #[test]
    fn an_edit_with_a_new_hash_is_caught_at_the_next_act(
        length in 2..20_u64,
        at in any::<Index>(),
        which in 1..6_usize,
    ) {
        let mut acts = chain(length);
        let i = at.index(acts.len() - 1);
        alter(&mut acts[i], which);
        acts[i].hash = acts[i].computed_hash();
        let noted = acts.last().unwrap().head();
        // The chain alone cannot say which of the two is the false one; a noted head can.
        let expected = Break { seq: i as u64 + 2, damage: Damage::Unlinked };
        prop_assert_eq!(verify(genesis(), &acts), Err(expected));
        let expected = Break { seq: i as u64 + 1, damage: Damage::Altered };
        prop_assert_eq!(verify_against(genesis(), &acts, &noted), Err(expected));
    }

    #[test]
    fn a_chain_written_anew_is_caught_by_a_noted_head(
        length in 1..20_u64,
        at in any::<Index>(),
        which in 1..6_usize,
    ) {
        let mut acts = chain(length);
        let noted = acts.last().unwrap().head();
        let i = at.index(acts.len());
        alter(&mut acts[i], which);
        reseal(&mut acts, genesis());
        prop_assert!(verify(genesis(), &acts).is_ok(), "in itself it is sound");
        let expected = Break { seq: noted.seq, damage: Damage::Rewritten };
        prop_assert_eq!(verify_against(genesis(), &acts, &noted), Err(expected));
    }

    #[test]
    fn a_deletion_is_caught(length in 2..20_u64, at in any::<Index>()) {
        let mut acts = chain(length);
        let i = at.index(acts.len() - 1);
        acts.remove(i);
        let expected = Break { seq: i as u64 + 1, damage: Damage::Missing };
        prop_assert_eq!(verify(genesis(), &acts), Err(expected));
    }

    #[test]
    fn a_swap_is_caught(length in 2..20_u64, one in any::<Index>(), other in any::<Index>()) {
        let mut acts = chain(length);
        let (i, j) = (one.index(acts.len()), other.index(acts.len()));
        prop_assume!(i != j);
        acts.swap(i, j);
        let expected = Break { seq: i.min(j) as u64 + 1, damage: Damage::Reordered };
        prop_assert_eq!(verify(genesis(), &acts), Err(expected));
    }

    #[test]
    fn a_repetition_is_caught(length in 1..20_u64, at in any::<Index>()) {
        let mut acts = chain(length);
        let i = at.index(acts.len());
        acts.push(acts[i].clone());
        let expected = Break { seq: i as u64 + 1, damage: Damage::Repeated };
        prop_assert_eq!(verify(genesis(), &acts), Err(expected));
    }

    #[test]
    fn a_cut_end_is_caught_by_a_noted_head(length in 1..20_u64, kept in any::<Index>()) {
        let mut acts = chain(length);
        let noted = acts.last().unwrap().head();
        acts.truncate(kept.index(acts.len()));
        prop_assert!(verify(genesis(), &acts).is_ok(), "nothing in it shows that more was there");
        let expected = Break { seq: acts.len() as u64 + 1, damage: Damage::Truncated };
        prop_assert_eq!(verify_against(genesis(), &acts, &noted), Err(expected));
    }
}
