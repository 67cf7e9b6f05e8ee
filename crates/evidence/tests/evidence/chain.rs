//! Entries changed, dropped, moved; heads against checkpoints.

use crate::support::{anchor, chain, grow, head, key, noon, walk, workspace};
use chrono::Duration;
use evidence::{
    Checkpoint, CheckpointError, Entry, Fact, Hash, Head, Heads, Kind, NotSealed, NoteError,
    Reason, SigningKey, seal,
};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::json;

/// Flips one bit of one part; false when the part has none that can be flipped.
fn flip(entry: &mut Entry, part: usize, bit: Index) -> bool {
    fn bytes(bytes: &mut [u8], bit: Index) -> bool {
        let at = bit.index(bytes.len() * 8);
        bytes[at / 8] ^= 1 << (at % 8);
        true
    }
    fn text(text: &mut String, bit: Index) -> bool {
        let mut changed = text.clone().into_bytes();
        bytes(&mut changed, bit);
        String::from_utf8(changed).is_ok_and(|changed| {
            *text = changed;
            true
        })
    }
    match part {
        0 => bytes(&mut entry.commit.0, bit),
        1 => bytes(&mut entry.prev.0, bit),
        2 => bytes(&mut entry.hash.0, bit),
        3 => {
            entry.seq ^= 1 << bit.index(64);
            true
        }
        4 => {
            entry.at += Duration::microseconds(1 << bit.index(40));
            true
        }
        5 => {
            let mut word = entry.kind.to_string();
            text(&mut word, bit)
                && word.parse().is_ok_and(|kind| {
                    entry.kind = kind;
                    true
                })
        }
        6 => text(&mut entry.subject, bit),
        7 => text(&mut entry.actor, bit),
        8 => entry
            .opening
            .as_mut()
            .is_some_and(|opening| text(&mut opening.payload, bit)),
        _ => entry
            .opening
            .as_mut()
            .is_some_and(|opening| bytes(&mut opening.salt, bit)),
    }
}

proptest! {
    #[test]
    fn one_flipped_bit_is_found_at_its_entry(
        count in 1_usize..30, at in any::<Index>(), part in 0_usize..10, bit in any::<Index>(),
    ) {
        let ours = workspace(1);
        let mut entries = chain(ours, count, "a");
        let at = at.index(count);
        prop_assume!(flip(&mut entries[at], part, bit));
        let verifier = walk(ours, &entries);
        let broken = verifier.broken().cloned();
        prop_assert_eq!(broken.map(|b| b.seq), Some(u64::try_from(at).unwrap() + 1));
        prop_assert_eq!(verifier.entries(), u64::try_from(at).unwrap());
    }

    #[test]
    fn a_missing_row_is_found_where_it_is_missing(count in 2_usize..30, at in any::<Index>()) {
        let ours = workspace(1);
        let mut entries = chain(ours, count, "a");
        let at = at.index(count - 1);
        entries.remove(at);
        let broken = walk(ours, &entries).broken().cloned().unwrap();
        let expected = u64::try_from(at).unwrap() + 1;
        prop_assert_eq!(broken.seq, expected);
        prop_assert_eq!(broken.reason, Reason::OutOfOrder { expected });
    }

    #[test]
    fn swapped_and_doubled_rows_are_found(
        count in 2_usize..30, a in any::<Index>(), b in any::<Index>(),
    ) {
        let ours = workspace(1);
        let entries = chain(ours, count, "a");
        let (a, b) = (a.index(count), b.index(count));
        prop_assume!(a != b);
        let mut swapped = entries.clone();
        swapped.swap(a, b);
        prop_assert_eq!(walk(ours, &swapped).entries(), u64::try_from(a.min(b)).unwrap());
        let mut doubled = entries.clone();
        doubled.insert(a, entries[b].clone());
        prop_assert!(walk(ours, &doubled).broken().is_some());
        // Renumbered to hide it, the row no longer fits its hash.
        let mut renumbered = entries;
        renumbered.swap(a, b);
        let seq = renumbered[a].seq;
        renumbered[a].seq = renumbered[b].seq;
        renumbered[b].seq = seq;
        prop_assert!(walk(ours, &renumbered).broken().is_some());
    }

    #[test]
    fn erasing_any_payloads_leaves_the_chain_whole(
        count in 1_usize..40, erased in prop::collection::vec(any::<bool>(), 40),
    ) {
        let ours = workspace(1);
        let mut entries = chain(ours, count, "a");
        let mut expected = 0;
        for (entry, _) in entries.iter_mut().zip(&erased).filter(|(_, erased)| **erased) {
            *entry = entry.clone().erased();
            expected += 1;
        }
        let verifier = walk(ours, &entries);
        prop_assert_eq!(verifier.broken(), None);
        prop_assert_eq!(verifier.erased(), expected);
        prop_assert_eq!(verifier.head(), head(ours, &entries));
    }

    #[test]
    fn a_checkpoint_proves_every_workspace_and_no_other_head(
        others in 0_u128..20, count in 1_usize..10, bit in any::<Index>(),
    ) {
        let (ours, key) = (workspace(1003), key());
        let entries = chain(ours, count, "a");
        let anchor = anchor(&key, ours, head(ours, &entries), others);
        let checkpoint = Checkpoint::open(&anchor.note, key.public()).unwrap();
        prop_assert!(anchor.holds(ours, &checkpoint));
        prop_assert!(!anchor.holds(workspace(5), &checkpoint));
        let mut rewritten = anchor.clone();
        let at = bit.index(256);
        rewritten.hash.0[at / 8] ^= 1 << (at % 8);
        prop_assert!(!rewritten.holds(ours, &checkpoint));
        let shorter = evidence::Anchor { seq: anchor.seq - 1, ..anchor };
        prop_assert!(!shorter.holds(ours, &checkpoint));
    }
}

#[test]
fn each_break_names_its_reason() {
    let (ours, theirs) = (workspace(1), workspace(2));
    let entries = chain(ours, 4, "a");
    let reason = |change: &dyn Fn(&mut Vec<Entry>)| {
        let mut changed = entries.clone();
        change(&mut changed);
        let broken = walk(ours, &changed).broken().cloned().unwrap();
        assert!(
            broken
                .to_string()
                .starts_with(&format!("entry {}: ", broken.seq)),
            "{broken}"
        );
        broken.reason
    };
    assert_eq!(reason(&|e| e[1].workspace = theirs), Reason::OtherWorkspace);
    assert_eq!(
        reason(&|e| e[1].actor = "system".into()),
        Reason::EntryChanged
    );
    assert_eq!(
        reason(&|e| e[2].opening.as_mut().unwrap().payload = "{}".into()),
        Reason::PayloadChanged
    );
    // A row resealed by someone who knows the format breaks the link to the next one.
    assert_eq!(
        reason(&|e| e[1] = grow(ours, e[0].head(), 1, "forged").remove(0)),
        Reason::NotLinked
    );
}

#[test]
fn after_the_first_break_nothing_counts() {
    let ours = workspace(1);
    let entries = chain(ours, 5, "a");
    let mut verifier = walk(ours, &entries[..2]);
    let first = verifier.push(&entries[3]).unwrap_err();
    assert_eq!(verifier.push(&entries[2]), Err(first.clone()));
    assert_eq!((verifier.entries(), verifier.broken()), (2, Some(&first)));
}

#[test]
fn a_chain_begins_with_its_workspace() {
    assert_ne!(Head::genesis(workspace(1)), Head::genesis(workspace(2)));
    let mut moved = chain(workspace(1), 3, "a");
    for entry in &mut moved {
        entry.workspace = workspace(2);
    }
    assert_eq!(walk(workspace(2), &moved).entries(), 0);
}

#[test]
fn what_cannot_be_sealed_is_refused() {
    let ours = workspace(1);
    let genesis = Head::genesis(ours);
    let good = json!({"n": 1});
    let fact = Fact {
        at: noon(),
        kind: &Kind::Sent,
        subject: "message:1",
        actor: "system",
        payload: &good,
    };
    assert!(seal(ours, &genesis, &fact, [0; 16]).is_ok());
    let long = "x".repeat(201);
    for name in ["", "a\nb", &long] {
        let refused = seal(
            ours,
            &genesis,
            &Fact {
                subject: name,
                ..fact
            },
            [0; 16],
        );
        assert_eq!(refused, Err(NotSealed::Name("subject")));
        let refused = seal(
            ours,
            &genesis,
            &Fact {
                actor: name,
                ..fact
            },
            [0; 16],
        );
        assert_eq!(refused, Err(NotSealed::Name("actor")));
    }
    let float = json!({"price": 1.5});
    let refused = seal(
        ours,
        &genesis,
        &Fact {
            payload: &float,
            ..fact
        },
        [0; 16],
    );
    assert!(matches!(refused, Err(NotSealed::Payload(e)) if e.path == "/price"));
    let far = Fact {
        at: chrono::DateTime::<chrono::Utc>::MAX_UTC,
        ..fact
    };
    assert!(matches!(
        seal(ours, &genesis, &far, [0; 16]),
        Err(NotSealed::Time(_))
    ));
    let full = Head {
        seq: (1 << 53) - 1,
        ..genesis
    };
    assert_eq!(seal(ours, &full, &fact, [0; 16]), Err(NotSealed::Full));
    let nanos = Fact {
        at: noon() + Duration::nanoseconds(1999),
        ..fact
    };
    let sealed = seal(ours, &genesis, &nanos, [0; 16]).unwrap();
    assert_eq!(sealed.at, noon() + Duration::microseconds(1));
}

#[test]
fn a_note_that_is_no_checkpoint_or_not_ours_is_refused() {
    let key = key();
    let heads = Heads::new(vec![(
        workspace(1),
        Head {
            seq: 4,
            hash: Hash([9; 32]),
        },
    )]);
    let note = heads.checkpoint(noon()).unwrap().sign(&key);
    assert!(Checkpoint::open(&note, key.public()).is_ok());
    let forged = note.replace("\n1\n", "\n2\n");
    assert_ne!(forged, note);
    let opened = Checkpoint::open(&forged, key.public());
    assert!(
        matches!(opened, Err(CheckpointError::Note(NoteError::Forged(_)))),
        "{opened:?}"
    );
    let stranger = SigningKey::from_bytes("loket.example.com", &[8; 32]).unwrap();
    let opened = Checkpoint::open(&note, stranger.public());
    assert!(
        matches!(opened, Err(CheckpointError::Note(NoteError::NotSigned(_)))),
        "{opened:?}"
    );
}
