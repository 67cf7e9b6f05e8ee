//! Known answers, computed apart from this crate with Python's hashlib from the layout in
//! README.md. They must never change.

use domain::ids::WorkspaceId;
use evidence::{Fact, Head, Heads, Kind, seal};
use serde_json::json;

#[test]
fn hashes_are_what_the_layout_says() {
    let workspace: WorkspaceId = "018f3c5e-7b1a-7c2d-9e4f-0123456789ab".parse().unwrap();
    let genesis = Head::genesis(workspace);
    assert_eq!(
        genesis.hash.to_string(),
        "5c7f696d695ea6a0c0e0153181e8196e938ef9865005eab9ba52cad80af7bfa4"
    );
    let subject = "message:018f3c5e-0000-7000-8000-000000000001";
    let first = Fact {
        at: "2026-01-31T09:30:00.000001Z".parse().unwrap(),
        kind: &Kind::Received,
        subject,
        actor: "meta",
        payload: &json!({"text": "Halo, ada stok? 😀", "n": 1}),
    };
    let salt: [u8; 16] = std::array::from_fn(|at| u8::try_from(at).unwrap());
    let first = seal(workspace, &genesis, &first, salt).unwrap();
    assert_eq!(
        first.commit.to_string(),
        "6104e248face5b425b3db14e89fb6fb4798f85482fb1ba2087711d416527c941"
    );
    assert_eq!(
        first.hash.to_string(),
        "66d963ba3b9a8e81142baf3d0e59c215043ecfc4fe098987c43dafc575f806d9"
    );
    let second = Fact {
        at: "2026-01-31T09:30:07.25Z".parse().unwrap(),
        kind: &Kind::Drafted,
        subject,
        actor: "rule:auto",
        payload: &json!({"sources": []}),
    };
    let second = seal(workspace, &first.head(), &second, [255; 16]).unwrap();
    assert_eq!(
        second.hash.to_string(),
        "bfb90d556b1bcec71a634a55e75326368f9419004de3dea451d39a95e7943f41"
    );

    let root = |heads| {
        Heads::new(heads)
            .checkpoint(second.at)
            .unwrap()
            .root
            .to_string()
    };
    let ours = (workspace, second.head());
    assert_eq!(
        root(vec![ours]),
        "e811dbcf7d475b9726743636a3ca0ad316389b78227d4b9a8fb03ffb69a9fd86"
    );
    let other = "ffffffff-ffff-7fff-bfff-ffffffffffff".parse().unwrap();
    let other = (
        other,
        Head {
            seq: 7,
            hash: evidence::Hash([7; 32]),
        },
    );
    assert_eq!(
        root(vec![other, ours]),
        "cba3b7b12417684e1ca9316517a0e8e58100dc1cbc99a65706c03ac94de28286"
    );
}
