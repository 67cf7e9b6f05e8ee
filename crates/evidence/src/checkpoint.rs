//! Signed heads of all chains at one moment, to be kept where the database's owner cannot reach.

use crate::entry::time_fits;
use crate::export::{parse_time, time_text};
use crate::merkle::{self, Tree};
use crate::{Hash, Head, NoteError, PublicKey, SigningKey, note};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, SubsecRound, Utc};
use domain::ids::WorkspaceId;
use serde::{Deserialize, Serialize};

/// The first line of every checkpoint.
const TITLE: &str = "loket evidence checkpoint v1";

/// What a checkpoint states: so many chains, with these heads, at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// When, UTC, whole microseconds.
    pub at: DateTime<Utc>,
    /// How many workspaces.
    pub workspaces: u64,
    /// The root of the Merkle tree over their heads.
    pub root: Hash,
}

/// Why a note is no checkpoint that holds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The note is not good.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The note is good and says something else.
    #[error("it is no checkpoint of evidence")]
    Text,
}

impl Checkpoint {
    /// The note to publish.
    pub fn sign(&self, key: &SigningKey) -> String {
        note::sign(&self.text(), key)
    }

    /// The checkpoint in a note, when this key signed it.
    pub fn open(note: &str, key: &PublicKey) -> Result<Self, CheckpointError> {
        let text = note::open(note, key)?;
        Self::parse(text).ok_or(CheckpointError::Text)
    }

    fn text(&self) -> String {
        let root = STANDARD.encode(self.root.as_bytes());
        format!(
            "{TITLE}\n{}\n{}\n{root}\n",
            time_text(self.at),
            self.workspaces
        )
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines().skip(1);
        let at = parse_time(lines.next()?)?;
        let workspaces = lines.next()?.parse().ok()?;
        let root = Hash::try_from(STANDARD.decode(lines.next()?).ok()?.as_slice()).ok()?;
        let checkpoint = Self {
            at,
            workspaces,
            root,
        };
        // One checkpoint, one text: no leading zeros, no further lines.
        (checkpoint.text() == text).then_some(checkpoint)
    }
}

/// The heads of all workspaces at one moment, ready to be signed and to prove each one's place.
#[derive(Debug, Clone)]
pub struct Heads {
    heads: Vec<(WorkspaceId, Head)>,
    tree: Tree,
}

impl Heads {
    /// In any order; of a workspace named twice the longer chain counts.
    pub fn new(mut heads: Vec<(WorkspaceId, Head)>) -> Self {
        heads.sort_by_key(|(workspace, head)| (workspace.uuid(), std::cmp::Reverse(head.seq)));
        heads.dedup_by_key(|(workspace, _)| *workspace);
        let tree = Tree::new(
            heads
                .iter()
                .map(|(workspace, head)| leaf(*workspace, head))
                .collect(),
        );
        Self { heads, tree }
    }

    /// What is to be signed. `None` for a moment outside the years 0 to 9999.
    pub fn checkpoint(&self, at: DateTime<Utc>) -> Option<Checkpoint> {
        let at = at.trunc_subsecs(6);
        let workspaces = u64::try_from(self.heads.len()).ok()?;
        time_fits(at).then(|| Checkpoint {
            at,
            workspaces,
            root: self.tree.root(),
        })
    }

    /// What one workspace needs to prove later that its chain stood like this. `note` is the
    /// signed checkpoint over these heads.
    pub fn anchor(&self, workspace: WorkspaceId, note: &str) -> Option<Anchor> {
        let index = self
            .heads
            .binary_search_by_key(&workspace.uuid(), |(id, _)| id.uuid())
            .ok()?;
        let (_, head) = self.heads.get(index)?;
        Some(Anchor {
            note: note.to_owned(),
            seq: head.seq,
            hash: head.hash,
            index: u64::try_from(index).ok()?,
            path: self.tree.path(index),
        })
    }
}

/// Ties one workspace's chain to a signed checkpoint. Says nothing about other workspaces but
/// how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// The signed checkpoint, whole.
    pub note: String,
    /// The number of the chain's last entry then.
    pub seq: u64,
    /// Its hash then.
    pub hash: Hash,
    /// The workspace's place among the heads.
    pub index: u64,
    /// The siblings from its leaf to the root.
    pub path: Vec<Hash>,
}

impl Anchor {
    /// Whether the checkpoint's root follows from this head of this workspace.
    pub fn holds(&self, workspace: WorkspaceId, checkpoint: &Checkpoint) -> bool {
        let own = leaf(
            workspace,
            &Head {
                seq: self.seq,
                hash: self.hash,
            },
        );
        merkle::root_of(own, self.index, checkpoint.workspaces, &self.path) == Some(checkpoint.root)
    }
}

fn leaf(workspace: WorkspaceId, head: &Head) -> Hash {
    let mut data = [0; 56];
    let (id, rest) = data.split_at_mut(16);
    let (seq, hash) = rest.split_at_mut(8);
    id.copy_from_slice(workspace.uuid().as_bytes());
    seq.copy_from_slice(&head.seq.to_be_bytes());
    hash.copy_from_slice(head.hash.as_bytes());
    merkle::leaf(&data)
}
