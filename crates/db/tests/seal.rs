//! What is sealed opens at its place, under its key, unchanged, and in no other way.

use db::{DataKey, MasterKey, Place, Sealed, ServerVersion};
use proptest::prelude::*;
use secrecy::ExposeSecret;
use uuid::Uuid;

/// Sealed by another implementation (Python's `cryptography`) from the written format. A change that breaks this
/// makes every stored secret unreadable.
#[test]
fn the_format_is_the_one_we_wrote_down() {
    let key = MasterKey::new(std::array::from_fn(|i| u8::try_from(i).unwrap()));
    let sealed = hex::decode(
        "016465666768696a6b6c6d6e6f0d5a9f21548238f1490c7289b4161d983065ea7a0bb32f51d5d2a417902ef49ec7",
    )
    .unwrap();
    let place = Place {
        workspace: "0190b1f2-0000-7000-8000-000000000001".parse().unwrap(),
        table: "channel",
        column: "token_sealed",
        row: "0190b1f2-0000-7000-8000-000000000002".parse().unwrap(),
    };
    let opened = key.open(&place, &Sealed(sealed)).unwrap();
    assert_eq!(opened.expose_secret(), "EAAG-known-answer");
    assert_eq!(key.id(), "2bf9befce731f6b8");
}

fn name() -> impl Strategy<Value = String> {
    "[a-z_]{0,12}"
}

fn id() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_sealed_opens_at_its_place(
        secret in ".{0,200}", workspace in id(), row in id(), table in name(), column in name(),
    ) {
        let key = DataKey::generate(Uuid::now_v7());
        let place = Place { workspace, table: &table, column: &column, row };
        let (one, two) = (key.seal(&place, secret.as_bytes()).unwrap(), key.seal(&place, secret.as_bytes()).unwrap());
        let opened = key.open(&place, &one).unwrap();
        prop_assert_eq!(opened.expose_secret(), &secret);
        // A fresh nonce each time, and nothing of the secret shows.
        prop_assert_ne!(&one.0, &two.0);
        prop_assert_eq!(one.0.len(), 1 + 12 + secret.len() + 16);
        if secret.len() >= 4 {
            prop_assert!(!one.0.windows(secret.len()).any(|w| w == secret.as_bytes()));
        }
    }

    /// The parts of a place are length-prefixed: no other division of the same letters is the same place.
    #[test]
    fn nowhere_else(
        a in (id(), name(), name(), id()), b in (id(), name(), name(), id()), cut in 0..12_usize,
    ) {
        let key = DataKey::generate(Uuid::now_v7());
        let home = Place { workspace: a.0, table: &a.1, column: &a.2, row: a.3 };
        let sealed = key.seal(&home, b"token").unwrap();
        let joined = format!("{}{}", a.1, a.2);
        let (left, right) = joined.split_at(cut.min(joined.len()));
        let elsewhere = [
            Place { workspace: b.0, ..home },
            Place { table: &b.1, ..home },
            Place { column: &b.2, ..home },
            Place { row: b.3, ..home },
            Place { table: left, column: right, ..home },
            Place { workspace: a.3, row: a.0, ..home },
        ];
        for place in elsewhere {
            let same = (place.workspace, place.table, place.column, place.row) == (a.0, a.1.as_str(), a.2.as_str(), a.3);
            prop_assert_eq!(key.open(&place, &sealed).is_ok(), same, "{:?}", place);
        }
    }

    #[test]
    fn not_when_changed_cut_or_lengthened(at in any::<prop::sample::Index>(), bit in 0..8_u32, more in any::<u8>()) {
        let key = MasterKey::generate();
        let place = Place { workspace: Uuid::nil(), table: "meta_app", column: "secret_sealed", row: Uuid::nil() };
        let sealed = key.seal(&place, b"app secret").unwrap();
        let mut flipped = sealed.clone();
        let i = at.index(flipped.0.len());
        flipped.0[i] ^= 1 << bit;
        prop_assert!(key.open(&place, &flipped).is_err());
        prop_assert!(key.open(&place, &Sealed(sealed.0[..i].to_vec())).is_err());
        let mut longer = sealed.clone();
        longer.0.push(more);
        prop_assert!(key.open(&place, &longer).is_err());
        prop_assert!(MasterKey::generate().open(&place, &sealed).is_err());
        prop_assert!(key.open(&place, &sealed).is_ok());
    }

    /// Bytes from anywhere are refused, never a panic.
    #[test]
    fn noise_is_refused(noise in prop::collection::vec(any::<u8>(), 0..80)) {
        let place = Place { workspace: Uuid::nil(), table: "t", column: "c", row: Uuid::nil() };
        prop_assert!(MasterKey::generate().open(&place, &Sealed(noise)).is_err());
    }

    #[test]
    fn a_wrapped_key_opens_only_as_itself(workspace in id(), other in id(), id in id()) {
        let master = MasterKey::generate();
        let key = DataKey::generate(id);
        let wrapped = key.wrap(&master, workspace).unwrap();
        let place = Place { workspace, table: "channel", column: "token_sealed", row: id };
        let sealed = key.seal(&place, b"token").unwrap();
        let again = DataKey::unwrap(&master, workspace, id, &wrapped).unwrap();
        let opened = again.open(&place, &sealed).unwrap();
        prop_assert_eq!(opened.expose_secret(), "token");
        prop_assume!(other != workspace && other != id);
        prop_assert!(DataKey::unwrap(&master, other, id, &wrapped).is_err());
        prop_assert!(DataKey::unwrap(&master, workspace, other, &wrapped).is_err());
        prop_assert!(DataKey::unwrap(&MasterKey::generate(), workspace, id, &wrapped).is_err());
    }
}

#[test]
fn each_major_has_its_lowest_safe_release() {
    let cases = [
        (140_099, None),
        (150_000, Some("15.19")),
        (150_018, Some("15.19")),
        (150_019, None),
        (150_020, None),
        (160_014, Some("16.15")),
        (160_015, None),
        (170_000, Some("17.11")),
        (170_010, Some("17.11")),
        (170_011, None),
        (180_005, Some("18.6")),
        (180_006, None),
        (190_000, None),
    ];
    for (version, floor) in cases {
        assert_eq!(ServerVersion(version).below_floor(), floor, "{version}");
    }
    assert_eq!(ServerVersion(150_019).to_string(), "15.19");
    assert_eq!(ServerVersion(170_011).to_string(), "17.11");
    assert!(ServerVersion(150_019) < ServerVersion(160_000));
}
