//! Exported files: read back, damaged, rewritten.

use crate::support::{anchor, chain, check, file, grow, head, key, workspace};
use evidence::{AnchorResult, Reason, SigningKey, Trust, Unreadable, verify};
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::LazyLock;

fn trusting(key: &SigningKey) -> Trust {
    Trust {
        key: Some(key.public().clone()),
        notes: Vec::new(),
    }
}

#[test]
fn a_whole_file_is_in_order_and_says_so() {
    let (ours, key) = (workspace(1), key());
    let mut entries = chain(ours, 30, "a");
    let anchors = vec![
        anchor(&key, ours, entries[9].head(), 5),
        anchor(&key, ours, entries[24].head(), 0),
    ];
    for at in [3, 4, 29] {
        entries[at] = entries[at].clone().erased();
    }
    let file = file(ours, &entries, anchors, Some(key.public()));
    let report = verify(&*file, &trusting(&key)).unwrap();
    assert!(report.ok(), "{report}");
    assert_eq!(
        (report.entries, report.erased, report.matched()),
        (30, 3, 2)
    );
    assert_eq!(
        (report.head, report.signed_up_to()),
        (head(ours, &entries), Some(25))
    );
    let text = report.to_string();
    for part in [
        "OK: ",
        "30 entries",
        "3 of them without payload",
        "2 of 2",
        "key you gave",
    ] {
        assert!(text.contains(part), "{part} missing in:\n{text}");
    }
    assert!(
        check(&file)
            .to_string()
            .contains("compare it with the one you know")
    );
}

#[test]
fn an_empty_chain_and_a_part_of_a_chain_are_files_too() {
    let ours = workspace(1);
    let empty = check(&file(ours, &[], Vec::new(), None));
    assert!(empty.ok() && empty.entries == 0);
    assert!(
        empty
            .to_string()
            .contains("nothing shows that it was not rewritten"),
        "{empty}"
    );

    let (entries, key) = (chain(ours, 20, "a"), key());
    let anchors = [4, 9, 14].map(|at| anchor(&key, ours, entries[at].head(), 2));
    let part = check(&file(
        ours,
        &entries[10..],
        anchors.into(),
        Some(key.public()),
    ));
    assert!(part.ok(), "{part}");
    assert_eq!((part.first_seq, part.entries), (11, 10));
    let results: Vec<_> = part.anchors.iter().map(|anchor| &anchor.result).collect();
    // Entry 10 is not in the file, and its hash is.
    assert_eq!(
        results,
        [
            &AnchorResult::BeforeFile,
            &AnchorResult::Matches,
            &AnchorResult::Matches
        ]
    );
}

/// A file with everything in it, always the same bytes.
fn sample() -> Vec<u8> {
    let (ours, key) = (workspace(1), key());
    let mut entries = chain(ours, 6, "a");
    let anchors = vec![
        anchor(&key, ours, entries[1].head(), 0),
        anchor(&key, ours, entries[3].head(), 3),
    ];
    entries[2] = entries[2].clone().erased();
    file(ours, &entries, anchors, Some(key.public()))
}

#[test]
fn files_written_by_earlier_versions_keep_verifying() {
    let kept = include_bytes!("sample.jsonl");
    assert!(check(kept).ok());
    assert_eq!(
        String::from_utf8(sample()).unwrap(),
        String::from_utf8(kept.to_vec()).unwrap()
    );
}

static SAMPLE: LazyLock<Vec<u8>> = LazyLock::new(sample);

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, ..ProptestConfig::default() })]
    #[test]
    fn no_bit_of_a_file_can_be_flipped(at in any::<Index>(), bit in 0..8_u32) {
        let mut file = SAMPLE.clone();
        let at = at.index(file.len());
        file[at] ^= 1 << bit;
        let report = verify(&*file, &trusting(&key()));
        prop_assert!(report.as_ref().map_or(true, |report| !report.ok()), "{report:?}");
    }

    #[test]
    fn a_file_cut_anywhere_is_not_in_order(at in any::<Index>()) {
        let cut = &SAMPLE[..at.index(SAMPLE.len())];
        let report = verify(cut, &Trust::default());
        prop_assert!(report.as_ref().map_or(true, |report| !report.ok()), "{report:?}");
    }
}

#[test]
fn a_chain_cut_with_its_head_is_found_by_a_checkpoint() {
    let (ours, key) = (workspace(1), key());
    let entries = chain(ours, 20, "a");
    let anchors = vec![anchor(&key, ours, entries[14].head(), 3)];
    // Everything the forger writes agrees: entries, head, last line. Only the checkpoint is real.
    let cut = file(ours, &entries[..12], anchors.clone(), Some(key.public()));
    let report = check(&cut);
    assert!(!report.ok());
    let broken = report.first_broken.unwrap();
    assert!(
        matches!(broken.reason, Reason::ShorterThanSigned { seq: 15, .. }),
        "{broken}"
    );
    assert_eq!(broken.seq, 13);
    let kept = file(ours, &entries[..15], anchors, Some(key.public()));
    assert!(
        check(&kept).ok(),
        "what came after the checkpoint is not covered by it"
    );
}

#[test]
fn a_chain_rewritten_with_its_head_is_found_by_a_checkpoint() {
    let (ours, key) = (workspace(1), key());
    let entries = chain(ours, 20, "a");
    let real = anchor(&key, ours, entries[14].head(), 3);
    let mut forged = entries[..10].to_vec();
    forged.extend(grow(ours, entries[9].head(), 10, "forged"));

    let report = check(&file(ours, &forged, vec![real.clone()], Some(key.public())));
    let broken = report.first_broken.clone().unwrap();
    assert!(
        matches!(broken.reason, Reason::Rewritten { .. }) && broken.seq == 15,
        "{broken}"
    );
    assert!(report.to_string().contains("rewritten"), "{report}");

    // The forger's own key is good enough only for those who trust what the file says.
    let thief = SigningKey::from_bytes("loket.example.com", &[8; 32]).unwrap();
    let own = anchor(&thief, ours, forged[14].head(), 3);
    let resigned = file(ours, &forged, vec![own.clone()], Some(thief.public()));
    assert!(check(&resigned).ok());
    let report = verify(&*resigned, &trusting(&key)).unwrap();
    assert!(
        !report.ok() && matches!(report.anchors[0].result, AnchorResult::Forged(_)),
        "{report}"
    );

    // With the key stolen too, the published note still tells.
    let stolen = anchor(&key, ours, forged[14].head(), 3);
    let resigned = file(ours, &forged, vec![stolen], Some(key.public()));
    assert!(verify(&*resigned, &trusting(&key)).unwrap().ok());
    let published = Trust {
        notes: vec![real.note.clone()],
        ..trusting(&key)
    };
    let report = verify(&*resigned, &published).unwrap();
    assert!(!report.ok() && report.missing_notes == 1, "{report}");
    let honest = file(ours, &entries, vec![real], Some(key.public()));
    assert!(verify(&*honest, &published).unwrap().ok());
}

#[test]
fn a_forged_signature_or_a_borrowed_proof_is_refused() {
    let (ours, key) = (workspace(1), key());
    let entries = chain(ours, 5, "a");
    let real = anchor(&key, ours, entries[4].head(), 3);
    let mut forged = real.clone();
    let at = forged.note.len() - 5;
    let other = if forged.note.as_bytes()[at] == b'A' {
        "B"
    } else {
        "A"
    };
    forged.note.replace_range(at..=at, other);
    let mut borrowed = real.clone();
    borrowed.index += 1;
    let mut later = real.clone();
    later.note = later.note.replace("2026-01-31", "2026-01-30");
    for (what, anchor) in [("signature", forged), ("place", borrowed), ("time", later)] {
        let report = check(&file(
            ours,
            &entries,
            vec![real.clone(), anchor],
            Some(key.public()),
        ));
        assert!(!report.ok(), "{what}: {report}");
        assert!(
            matches!(report.anchors[1].result, AnchorResult::Forged(_)),
            "{what}: {report}"
        );
        assert_eq!((report.matched(), report.first_broken), (1, None), "{what}");
    }
    let keyless = check(&file(ours, &entries, vec![real], None));
    assert!(!keyless.ok() && keyless.anchors[0].result == AnchorResult::NoKey);
}

#[test]
fn faults_are_named_with_their_entry() {
    let ours = workspace(1);
    let good = String::from_utf8(file(ours, &chain(ours, 9, "a"), Vec::new(), None)).unwrap();
    let lines: Vec<&str> = good.lines().collect();
    let with = |change: &dyn Fn(&mut Vec<String>)| {
        let mut changed: Vec<String> = lines.iter().map(ToString::to_string).collect();
        change(&mut changed);
        check(format!("{}\n", changed.join("\n")).as_bytes())
    };
    let seq = |change: &dyn Fn(&mut Vec<String>)| with(change).first_broken.map(|b| b.seq);
    assert_eq!(seq(&|_| ()), None);
    assert_eq!(
        seq(&|l| l[4] = l[4].replace("person:ani", "person:ana")),
        Some(4)
    );
    assert_eq!(seq(&|l| l[5] = l[5].replace(r"\n\", r"\t\")), Some(5));
    assert_eq!(seq(&|l| drop(l.remove(6))), Some(6));
    assert_eq!(seq(&|l| l.swap(2, 3)), Some(2));
    assert_eq!(seq(&|l| drop(l.remove(9))), Some(9));
    assert_eq!(seq(&|l| l[7] = "{}".into()), Some(7));
    assert_eq!(
        seq(&|l| l[7] = l[7].replace("{\"seq\"", "{\"note\":\"hi\",\"seq\"")),
        Some(7)
    );
    assert_eq!(
        seq(&|l| l[7] = l[7].split(",\"salt\"").next().unwrap().to_owned() + "}"),
        Some(7)
    );
    // The first fault is named, not a later one that is easier to see.
    let two = |l: &mut Vec<String>| {
        l[3] = l[3].replace("ani", "ana");
        l[6] = "not JSON".into();
    };
    assert_eq!(seq(&two), Some(3));
    let unread = |l: &mut Vec<String>| {
        l[3] = "not JSON".into();
        l[6] = l[6].replace("ani", "ana");
    };
    assert_eq!(seq(&unread), Some(3));

    let windows = check(good.replace('\n', "\r\n").as_bytes());
    assert_eq!((windows.first_broken.clone(), windows.ok()), (None, false));
    assert!(
        windows
            .to_string()
            .contains("bytes of the file were changed"),
        "{windows}"
    );
    let longer = check(format!("{good}{{}}\n").as_bytes());
    assert!(longer.to_string().contains("something follows"), "{longer}");
}

#[test]
fn what_is_no_evidence_file_is_refused_in_words() {
    let ours = workspace(1);
    let good = String::from_utf8(file(ours, &chain(ours, 1, "a"), Vec::new(), None)).unwrap();
    let newer = good.replace("loket-evidence/1", "loket-evidence/2");
    let elsewhere = good.replacen("\"prev_hash\":\"", "\"prev_hash\":\"00", 1);
    for (text, word) in [
        ("", "empty"),
        ("hello\n", "not the header"),
        ("{}\n", "not the header"),
        (&newer, "this version reads"),
        (&elsewhere, "header"),
        (
            &good.replace("\"first_seq\":1", "\"first_seq\":0"),
            "begin with number 1",
        ),
    ] {
        match verify(text.as_bytes(), &Trust::default()) {
            Err(Unreadable::Header(why)) => assert!(why.contains(word), "{why}"),
            other => panic!("{text:?}: {other:?}"),
        }
    }
    // A genesis of another workspace is no beginning.
    let other = chain(workspace(2), 1, "a");
    let stolen = file(ours, &other, Vec::new(), None);
    assert!(matches!(
        verify(&*stolen, &Trust::default()),
        Err(Unreadable::Header(_))
    ));
}
