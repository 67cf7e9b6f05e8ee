//! The evidence chain as a format: append, verify, checkpoint, export.
//!
//! Each workspace has one chain. An entry names what happened, when, to what and by whom, commits
//! to a payload that can be erased later, and holds the hash of the entry before it; changing,
//! dropping or moving an entry breaks the chain from there on. Whoever can rewrite the whole
//! database can rewrite a whole chain, so the heads of all chains are signed regularly
//! ([`Checkpoint`]) and the notes kept elsewhere.
//!
//! Pure: no clock, no database, no network. The exact bytes are in the crate's `README.md`,
//! enough to verify an export without this code.

mod canonical;
mod chain;
mod checkpoint;
mod entry;
mod export;
mod hash;
mod key;
mod kind;
mod merkle;
mod note;
mod report;
mod verify;

pub use canonical::{NotCanonical, canonical};
pub use chain::{Broken, Head, Reason, Verifier};
pub use checkpoint::{Anchor, Checkpoint, CheckpointError, Heads};
pub use entry::{Entry, Fact, NotSealed, Opening, seal};
pub use export::{FORMAT, Header, Writer};
pub use hash::{Hash, NotAHash};
pub use key::{KeyError, PublicKey, SigningKey};
pub use kind::{Kind, NotAKind};
pub use note::NoteError;
pub use report::{AnchorResult, Anchored, Report};
pub use verify::{Trust, Unreadable, verify};
