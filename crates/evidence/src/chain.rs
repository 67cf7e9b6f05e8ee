//! The chain: where it begins, how it goes on, where it breaks.

use crate::{Entry, Hash};
use domain::ids::WorkspaceId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The first field of the tuple a chain begins with.
const GENESIS: &[u8] = b"loket evidence genesis v1";

/// The end of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The number of the last entry; 0 when there is none.
    pub seq: u64,
    /// Its hash.
    pub hash: Hash,
}

impl Head {
    /// The head of the empty chain. It differs between workspaces, so that no chain can be
    /// presented as another's.
    pub fn genesis(workspace: WorkspaceId) -> Self {
        Self {
            seq: 0,
            hash: Hash::of_tuple(&[GENESIS, workspace.uuid().as_bytes()]),
        }
    }
}

/// Why an entry does not follow.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// It belongs to another workspace.
    OtherWorkspace,
    /// Entries are missing, doubled or out of order; this number was expected.
    OutOfOrder {
        /// The number that should stand here.
        expected: u64,
    },
    /// It does not name the hash of the entry before: one of the two was replaced.
    NotLinked,
    /// The payload or its salt was changed.
    PayloadChanged,
    /// The time, kind, subject, actor or one of the hashes was changed.
    EntryChanged,
    /// The file cannot be read here.
    Unreadable(String),
    /// The chain ends before the head that the file itself names.
    Truncated {
        /// The number of the last entry according to the head.
        head: u64,
    },
    /// The last entry is not the one the head names.
    OtherHead,
    /// The chain is sound in itself and not the one that was signed: it was rewritten.
    Rewritten {
        /// When the checkpoint was signed, as text.
        signed: String,
    },
    /// The chain is shorter than it was when it was signed.
    ShorterThanSigned {
        /// When the checkpoint was signed, as text.
        signed: String,
        /// The number of the last entry then.
        seq: u64,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherWorkspace => write!(f, "the entry belongs to another workspace"),
            Self::OutOfOrder { expected } => write!(
                f,
                "entry {expected} was expected here: entries are missing, doubled or out of order"
            ),
            Self::NotLinked => write!(
                f,
                "the entry does not follow the one before: one of the two was replaced"
            ),
            Self::PayloadChanged => write!(f, "the payload or its salt was changed"),
            Self::EntryChanged => {
                write!(
                    f,
                    "the time, kind, subject, actor or a hash of the entry was changed"
                )
            }
            Self::Unreadable(why) => write!(f, "the entry cannot be read: {why}"),
            Self::Truncated { head } => {
                write!(
                    f,
                    "the entries end here, and the file says there are {head}"
                )
            }
            Self::OtherHead => write!(f, "the last entry is not the one the file says it is"),
            Self::Rewritten { signed } => write!(
                f,
                "the chain was rewritten: another entry stood here when it was signed on {signed}"
            ),
            Self::ShorterThanSigned { signed, seq } => write!(
                f,
                "the entries end here, and there were {seq} when the chain was signed on {signed}"
            ),
        }
    }
}

/// Where a chain breaks first. What stands before it is sound; nothing is said of what follows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("entry {seq}: {reason}")]
pub struct Broken {
    /// The number of the entry, or the number that was expected there.
    pub seq: u64,
    /// What is wrong.
    pub reason: Reason,
}

/// Verifies a chain entry by entry, in memory for one.
#[derive(Debug, Clone)]
pub struct Verifier {
    workspace: WorkspaceId,
    head: Head,
    entries: u64,
    erased: u64,
    broken: Option<Broken>,
}

impl Verifier {
    /// From the beginning of the workspace's chain.
    pub fn new(workspace: WorkspaceId) -> Self {
        Self::after(workspace, Head::genesis(workspace))
    }

    /// From a head that is known to be good, for example by an earlier verification.
    pub fn after(workspace: WorkspaceId, head: Head) -> Self {
        Self {
            workspace,
            head,
            entries: 0,
            erased: 0,
            broken: None,
        }
    }

    /// Takes the next entry. After the first break every further entry is refused with it.
    pub fn push(&mut self, entry: &Entry) -> Result<(), Broken> {
        if let Some(broken) = &self.broken {
            return Err(broken.clone());
        }
        if let Some(reason) = self.fault(entry) {
            let broken = Broken {
                seq: self.head.seq + 1,
                reason,
            };
            self.broken = Some(broken.clone());
            return Err(broken);
        }
        self.head = entry.head();
        self.entries += 1;
        self.erased += u64::from(entry.opening.is_none());
        Ok(())
    }

    fn fault(&self, entry: &Entry) -> Option<Reason> {
        let expected = self.head.seq.saturating_add(1);
        let payload_holds = || {
            entry
                .opening
                .as_ref()
                .is_none_or(|opening| opening.commit() == entry.commit)
        };
        if entry.workspace != self.workspace {
            Some(Reason::OtherWorkspace)
        } else if entry.seq != expected {
            Some(Reason::OutOfOrder { expected })
        } else if entry.prev != self.head.hash {
            Some(Reason::NotLinked)
        } else if entry.expected_hash() != entry.hash {
            Some(Reason::EntryChanged)
        } else if !payload_holds() {
            Some(Reason::PayloadChanged)
        } else {
            None
        }
    }

    /// The last good entry.
    pub fn head(&self) -> Head {
        self.head
    }

    /// How many entries were good.
    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// How many of them came without their payload.
    pub fn erased(&self) -> u64 {
        self.erased
    }

    /// The first break.
    pub fn broken(&self) -> Option<&Broken> {
        self.broken.as_ref()
    }
}
