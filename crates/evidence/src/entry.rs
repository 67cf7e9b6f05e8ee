//! One entry, and how it is sealed.

use crate::chain::Head;
use crate::{Hash, Kind, NotCanonical, canonical};
use chrono::{DateTime, SubsecRound, Utc};
use domain::ids::WorkspaceId;
use serde_json::Value;

/// The first field of an entry's tuple.
const ENTRY: &[u8] = b"loket evidence entry v1";

/// The longest subject and the longest actor, in bytes.
const LONGEST_NAME: usize = 200;

/// The part that can be erased: without it the entry still stands and the chain still verifies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// What happened in detail, as canonical JSON; exactly the text that was hashed.
    pub payload: String,
    /// Random, so that an erased payload cannot be guessed from its hash.
    pub salt: [u8; 16],
}

impl Opening {
    /// SHA-256 of salt and payload.
    pub fn commit(&self) -> Hash {
        Hash::of(&[&self.salt, self.payload.as_bytes()])
    }
}

/// One entry of a workspace's chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Whose chain.
    pub workspace: WorkspaceId,
    /// 1 for the first, without gaps.
    pub seq: u64,
    /// When, UTC, whole microseconds.
    pub at: DateTime<Utc>,
    /// What happened.
    pub kind: Kind,
    /// To what, for example `message:<uuid>`.
    pub subject: String,
    /// By whom, for example `person:<uuid>`, `rule:auto`, `meta`, `system`.
    pub actor: String,
    /// [`Opening::commit`] of the payload, also after it was erased.
    pub commit: Hash,
    /// The hash of the entry before.
    pub prev: Hash,
    /// The hash over all of the above.
    pub hash: Hash,
    /// The payload, unless it was erased or held back.
    pub opening: Option<Opening>,
}

impl Entry {
    /// What [`Entry::hash`] has to be.
    pub fn expected_hash(&self) -> Hash {
        Hash::of_tuple(&[
            ENTRY,
            self.workspace.uuid().as_bytes(),
            &self.seq.to_be_bytes(),
            &self.at.timestamp_micros().to_be_bytes(),
            self.kind.as_str().as_bytes(),
            self.subject.as_bytes(),
            self.actor.as_bytes(),
            self.commit.as_bytes(),
            self.prev.as_bytes(),
        ])
    }

    /// The head of a chain that ends here.
    pub fn head(&self) -> Head {
        Head {
            seq: self.seq,
            hash: self.hash,
        }
    }

    /// The entry as it looks after its payload was erased.
    #[must_use]
    pub fn erased(mut self) -> Self {
        self.opening = None;
        self
    }
}

/// What is to be recorded.
#[derive(Debug, Clone, Copy)]
pub struct Fact<'a> {
    /// When; cut to whole microseconds. The caller sees to it that time does not run backwards.
    pub at: DateTime<Utc>,
    /// What happened.
    pub kind: &'a Kind,
    /// To what; 1 to 200 bytes without control characters.
    pub subject: &'a str,
    /// By whom; 1 to 200 bytes without control characters.
    pub actor: &'a str,
    /// The details. Whole numbers only, see [`canonical()`].
    pub payload: &'a Value,
}

/// Why a fact cannot be recorded. All of these are mistakes of the caller.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSealed {
    /// The payload has no canonical text.
    #[error(transparent)]
    Payload(#[from] NotCanonical),
    /// The subject or the actor is empty, too long, or has control characters.
    #[error("the {0} must have 1 to 200 bytes and no control characters")]
    Name(&'static str),
    /// Before the year 0 or after the year 9999.
    #[error("the time {0} has no four-digit year")]
    Time(DateTime<Utc>),
    /// The chain is full: 2⁵³ − 1 entries, the last number a browser counts to.
    #[error("the chain has no numbers left")]
    Full,
}

/// Makes the entry that follows `prev`. The salt must be random and used once.
pub fn seal(
    workspace: WorkspaceId,
    prev: &Head,
    fact: &Fact<'_>,
    salt: [u8; 16],
) -> Result<Entry, NotSealed> {
    for (what, name) in [("subject", fact.subject), ("actor", fact.actor)] {
        if !name_fits(name) {
            return Err(NotSealed::Name(what));
        }
    }
    let at = fact.at.trunc_subsecs(6);
    if !time_fits(at) {
        return Err(NotSealed::Time(at));
    }
    let seq = prev
        .seq
        .checked_add(1)
        .filter(|seq| *seq < 1 << 53)
        .ok_or(NotSealed::Full)?;
    let opening = Opening {
        payload: canonical(fact.payload)?,
        salt,
    };
    let mut entry = Entry {
        workspace,
        seq,
        at,
        kind: fact.kind.clone(),
        subject: fact.subject.to_owned(),
        actor: fact.actor.to_owned(),
        commit: opening.commit(),
        prev: prev.hash,
        hash: prev.hash,
        opening: Some(opening),
    };
    entry.hash = entry.expected_hash();
    Ok(entry)
}

pub(crate) fn name_fits(name: &str) -> bool {
    (1..=LONGEST_NAME).contains(&name.len()) && !name.contains(char::is_control)
}

pub(crate) fn time_fits(at: DateTime<Utc>) -> bool {
    use chrono::Datelike;
    (0..=9999).contains(&at.year())
}
