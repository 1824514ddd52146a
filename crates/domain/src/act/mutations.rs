//! Every way of changing an exported chain is caught: edit, delete, swap, insert, truncate, re-hash, splice.
//!
//! `SINGO_MUTATIONS` sets how many are tried; the default keeps the test quick.

use std::collections::BTreeMap;

use super::export::*;
use super::*;

/// A small deterministic source of numbers (xorshift), so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

fn chain(vault: &str, length: u64) -> (Head, Vec<Act>) {
    let genesis = Head::genesis(vault);
    let (mut head, mut acts) = (genesis, Vec::new());
    for number in 1..=length {
        let at = chrono::DateTime::from_timestamp_millis(1_790_000_000_000 + number as i64);
        let event = Event {
            at: at.unwrap(),
            actor: format!("담당{}", number % 3),
            act: "filing.edited".into(),
            subject: format!("filing:{number}"),
            digest: Digest::of([vault.as_bytes(), &number.to_be_bytes()].concat()),
        };
        let act = Act::seal(&head, event);
        head = act.head();
        acts.push(act);
    }
    (genesis, acts)
}

fn lines(vault: &str, after: Head, acts: &[Act]) -> Vec<String> {
    let first = serde_json::to_string(&ExportHead::new(vault, after)).unwrap();
    let rest = acts.iter().map(|act| serde_json::to_string(act).unwrap());
    std::iter::once(first).chain(rest).collect()
}

fn check(lines: &[String], noted: Option<&Head>) -> ExportCheck {
    verify_export(lines.iter().map(String::as_str), noted).unwrap()
}

fn edit(act: &mut Act, dice: &mut Dice) {
    match dice.below(5) {
        0 => act.actor.push('x'),
        1 => act.at += chrono::TimeDelta::milliseconds(1),
        2 => act.act = "filing.approved".into(),
        3 => act.subject = "filing:0".into(),
        _ => act.digest = Digest::of("another"),
    }
}

/// Changes the chain in one way; its name, or `None` when nothing was changed.
fn mutate(
    kind: usize,
    acts: &mut Vec<Act>,
    other: &[Act],
    dice: &mut Dice,
) -> Option<&'static str> {
    let (at, end) = (dice.below(acts.len()), acts.len());
    Some(match kind {
        0 => {
            edit(&mut acts[at], dice);
            "edit"
        }
        1 => {
            acts.remove(dice.below(end - 1));
            "delete"
        }
        2 => {
            let with = dice.below(end);
            if with == at {
                return None;
            }
            acts.swap(at, with);
            "swap"
        }
        3 => {
            let copy = acts[dice.below(end)].clone();
            acts.insert(at, copy);
            "insert"
        }
        4 => {
            acts.truncate(at);
            "truncate"
        }
        5 => {
            edit(&mut acts[at], dice);
            acts[at].hash = acts[at].computed_hash();
            "re-hash"
        }
        6 => {
            acts[at] = other[at].clone();
            "splice one"
        }
        7 => {
            acts.truncate(at);
            acts.extend_from_slice(&other[at..]);
            "splice the rest"
        }
        _ => {
            edit(&mut acts[at], dice);
            for place in at..end {
                acts[place].prev = if place == 0 { acts[0].prev } else { acts[place - 1].hash };
                acts[place].hash = acts[place].computed_hash();
            }
            "rewrite the rest"
        }
    })
}

#[test]
fn every_mutation_of_an_exported_chain_is_caught() {
    let tries = std::env::var("SINGO_MUTATIONS").ok().and_then(|text| text.parse().ok());
    let (genesis, whole) = chain("vault-1", 24);
    let (_, other) = chain("vault-2", 24);
    let noted = whole.last().unwrap().head();
    assert_eq!(check(&lines("vault-1", genesis, &whole), Some(&noted)).broken, None);
    let mut dice = Dice(0x5EED_1234_ABCD_0001);
    let mut tried: BTreeMap<&str, u64> = BTreeMap::new();
    for number in 0..tries.unwrap_or(900) {
        let mut acts = whole.clone();
        let Some(name) = mutate(number % 9, &mut acts, &other, &mut dice) else { continue };
        let changed = lines("vault-1", genesis, &acts);
        let with = check(&changed, Some(&noted));
        assert!(with.broken.is_some(), "{name} {number}: not caught with a head");
        // Without a head everything is caught but what leaves a sound chain behind.
        let sound = acts.first().is_none_or(|act| act.prev == genesis.hash)
            && acts.windows(2).all(|two| two[1].prev == two[0].hash)
            && acts.iter().all(|act| act.hash == act.computed_hash());
        let without = check(&changed, None);
        assert_eq!(without.broken.is_none(), sound, "{name} {number}: without a head");
        if name == "truncate" {
            assert_eq!(with.broken.map(|broken| broken.damage), Some(Damage::Truncated));
        }
        if !matches!(name, "truncate" | "rewrite the rest" | "re-hash") {
            assert!(!sound, "{name} leaves nothing sound");
        }
        *tried.entry(name).or_default() += 1;
    }
    assert_eq!(tried.len(), 9, "{tried:?}");
    report(&tried);
}

/// `--nocapture` shows how many of each were tried; every one was caught, or the test would have ended.
#[allow(clippy::print_stdout)] // the figures are asked for in notes of a release
fn report(tried: &BTreeMap<&str, u64>) {
    println!("mutations tried and caught: {}, of which {tried:?}", tried.values().sum::<u64>());
}

#[test]
fn every_flipped_bit_of_the_text_is_caught_or_changes_nothing() {
    let (genesis, acts) = chain("vault-1", 3);
    let noted = acts.last().unwrap().head();
    let text = lines("vault-1", genesis, &acts).join("\n");
    let (mut caught, mut harmless) = (0, 0);
    for at in 0..text.len() {
        for bit in 0..8 {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            let Ok(changed) = String::from_utf8(bytes) else { continue };
            match verify_export(changed.lines(), Some(&noted)) {
                Err(NoExport) => caught += 1,
                Ok(found) if found.broken.is_some() => caught += 1,
                // A changed letter of a time that reads the same, or of white space: the same acts.
                Ok(_) => {
                    let read: Vec<Act> = changed
                        .lines()
                        .skip(1)
                        .filter_map(|line| serde_json::from_str(line).ok())
                        .collect();
                    assert_eq!(read, acts, "byte {at}, bit {bit}: {changed}");
                    harmless += 1;
                }
            }
        }
    }
    assert!(caught > 1000 && harmless < 100, "{caught} caught, {harmless} harmless");
}

#[test]
fn a_segment_begins_where_it_says_and_says_nothing_of_before() {
    let (_, acts) = chain("vault-1", 6);
    let after = acts[2].head();
    let segment = lines("vault-1", after, &acts[3..]);
    let noted = acts[4].head();
    let found = check(&segment, Some(&noted));
    assert_eq!((found.broken, found.intact), (None, acts[5].head()));
    assert_eq!(check(&segment, Some(&after)).broken, None);
    let earlier = check(&segment, Some(&acts[0].head())).broken;
    assert_eq!(earlier, Some(Break { seq: 1, damage: Damage::Missing }));
    // A whole chain may not begin with another vault's genesis.
    let (genesis, _) = chain("vault-2", 1);
    let foreign = check(&lines("vault-1", genesis, &[]), None).broken;
    assert_eq!(foreign, Some(Break { seq: 1, damage: Damage::Spliced }));
    // Another hash was noted where the segment begins: it is not that history.
    let other = check(&segment, Some(&Head { seq: after.seq, hash: Digest::of("another") }));
    assert_eq!(other.broken, Some(Break { seq: after.seq, damage: Damage::Rewritten }));
    assert_eq!(verify_export("PK\x03\x04".lines(), None), Err(NoExport));
    assert_eq!(verify_export([], None), Err(NoExport));
}

#[test]
fn numbers_at_both_ends_of_what_can_be_counted_are_no_fault_of_the_check() {
    let (genesis, mut acts) = chain("vault-1", 2);
    let noted = Head { seq: 0, hash: Digest::of("another") };
    let broken = check(&lines("vault-1", genesis, &acts), Some(&noted)).broken;
    assert_eq!(broken, Some(Break { seq: 0, damage: Damage::Rewritten }));
    acts[0].seq = 0;
    acts[0].hash = acts[0].computed_hash();
    let broken = check(&lines("vault-1", genesis, &acts), None).broken;
    assert_eq!(broken, Some(Break { seq: 0, damage: Damage::Repeated }));
    let last = Head { seq: u64::MAX, hash: genesis.hash };
    let mut export = lines("vault-1", last, &acts);
    assert_eq!(check(&export, None).broken.map(|broken| broken.damage), Some(Damage::Repeated));
    export[1] = "no act".to_owned();
    assert_eq!(check(&export, None).broken.map(|broken| broken.damage), Some(Damage::Altered));
}
