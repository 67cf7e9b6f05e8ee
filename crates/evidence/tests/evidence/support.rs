//! Chains to break.

use chrono::{DateTime, Duration, Utc};
use domain::ids::WorkspaceId;
use evidence::{
    Anchor, Entry, Fact, Head, Header, Heads, Kind, PublicKey, Report, SigningKey, Trust, Verifier,
    Writer, seal, verify,
};
use serde_json::json;

pub(crate) fn workspace(n: u128) -> WorkspaceId {
    WorkspaceId(uuid::Uuid::from_u128(
        0x018f_3c5e_7b1a_7c2d_9e4f_0000_0000_0000 + n,
    ))
}

pub(crate) fn noon() -> DateTime<Utc> {
    "2026-01-31T12:00:00Z".parse().unwrap()
}

/// `count` entries after `head`; `flavour` makes one chain differ from another.
pub(crate) fn grow(
    workspace: WorkspaceId,
    mut head: Head,
    count: usize,
    flavour: &str,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    for kind in Kind::ALL.iter().cycle().take(count) {
        let n = head.seq + 1;
        let fact = Fact {
            at: noon() + Duration::microseconds(i64::try_from(n).unwrap() * 1_234_567),
            kind,
            subject: &format!("message:{n}"),
            actor: "person:ani",
            payload: &json!({"text": format!("{flavour} \"{n}\"\n"), "n": n}),
        };
        let salt = [u8::try_from(n % 251).unwrap(); 16];
        let entry = seal(workspace, &head, &fact, salt).unwrap();
        head = entry.head();
        entries.push(entry);
    }
    entries
}

pub(crate) fn chain(workspace: WorkspaceId, count: usize, flavour: &str) -> Vec<Entry> {
    grow(workspace, Head::genesis(workspace), count, flavour)
}

pub(crate) fn head(workspace: WorkspaceId, entries: &[Entry]) -> Head {
    entries
        .last()
        .map_or_else(|| Head::genesis(workspace), Entry::head)
}

/// The verifier after all entries, or after the first that does not fit.
pub(crate) fn walk(workspace: WorkspaceId, entries: &[Entry]) -> Verifier {
    let mut verifier = Verifier::new(workspace);
    for entry in entries {
        if verifier.push(entry).is_err() {
            break;
        }
    }
    verifier
}

pub(crate) fn key() -> SigningKey {
    SigningKey::from_bytes("loket.example.com", &[7; 32]).unwrap()
}

/// Signs this head among those of other workspaces.
pub(crate) fn anchor(key: &SigningKey, workspace: WorkspaceId, head: Head, others: u128) -> Anchor {
    let mut heads = vec![(workspace, head)];
    heads.extend((1000..1000 + others).map(|n| (self::workspace(n), Head { seq: 3, ..head })));
    let heads = Heads::new(heads);
    let note = heads.checkpoint(noon()).unwrap().sign(key);
    heads.anchor(workspace, &note).unwrap()
}

pub(crate) fn file(
    workspace: WorkspaceId,
    entries: &[Entry],
    anchors: Vec<Anchor>,
    key: Option<&PublicKey>,
) -> Vec<u8> {
    let after = entries.first().map_or_else(
        || Head::genesis(workspace),
        |first| Head {
            seq: first.seq - 1,
            hash: first.prev,
        },
    );
    let header = Header {
        workspace,
        created: noon(),
        after,
        head: head(workspace, entries),
        public_key: key.cloned(),
        checkpoints: anchors,
    };
    let mut writer = Writer::new(Vec::new(), &header).unwrap();
    for entry in entries {
        writer.entry(entry).unwrap();
    }
    writer.finish().unwrap()
}

pub(crate) fn check(file: &[u8]) -> Report {
    verify(file, &Trust::default()).unwrap()
}
