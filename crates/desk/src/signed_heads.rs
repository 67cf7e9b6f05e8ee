//! What the checkpoints outside the database say of a workspace's chain.

use std::collections::BTreeMap;

use domain::Time;
use domain::ids::WorkspaceId;
use evidence::{Checkpoint, Hash, Head};

use crate::Desk;
use crate::error::Result;

/// A signed checkpoint of a chain.
#[derive(Debug, Clone)]
pub struct SignedHead {
    /// The last entry it covers.
    pub seq: u64,
    /// When it was signed.
    pub at: Time,
    /// With which key: its id, in hexadecimal digits.
    pub key_id: String,
    hash: Hash,
}

/// The heads that this installation signed, by the number of their last entry.
#[derive(Debug, Default)]
pub(crate) struct SignedHeads(BTreeMap<u64, SignedHead>);

impl SignedHeads {
    pub(crate) fn newest(&self) -> Option<&SignedHead> {
        self.0.last_key_value().map(|(_, head)| head)
    }

    /// What is wrong when the chain stands like this at an entry that was signed.
    pub(crate) fn contradicted_by(&self, head: Head) -> Option<String> {
        let signed = self.0.get(&head.seq).filter(|s| s.hash != head.hash)?;
        Some(format!(
            "the entry is another one than the checkpoint of {} covers",
            signed.at.to_rfc3339()
        ))
    }
}

impl Desk {
    /// The newest checkpoints whose signature opens and whose tree holds the workspace's head.
    pub(crate) fn signed_heads(&self, workspace: WorkspaceId) -> Result<SignedHeads> {
        let (Some(key), anchors) = self.anchors(workspace)? else {
            return Ok(SignedHeads::default());
        };
        let signed = anchors.iter().filter_map(|anchor| {
            let checkpoint = Checkpoint::open(&anchor.note, &key).ok()?;
            let head = SignedHead {
                seq: anchor.seq,
                at: checkpoint.at,
                key_id: hex::encode(key.id()),
                hash: anchor.hash,
            };
            anchor
                .holds(workspace, &checkpoint)
                .then_some((anchor.seq, head))
        });
        Ok(SignedHeads(signed.collect()))
    }
}
