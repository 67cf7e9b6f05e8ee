//! What a verification found, for programs and for people.

use crate::export::time_text;
use crate::{Broken, Head, PublicKey, Reason};
use chrono::{DateTime, Utc};
use domain::ids::WorkspaceId;
use std::fmt;

/// How the chain compares with one signed checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnchorResult {
    /// The chain is the one that was signed, up to here.
    Matches,
    /// Another entry stood here when it was signed.
    Differs,
    /// The chain ends before what was signed.
    Beyond {
        /// The chain's last number.
        last: u64,
    },
    /// It covers entries behind the first break, which nothing is said about.
    BehindBreak,
    /// It covers only entries before the first in the file.
    BeforeFile,
    /// The signature or the proof does not hold.
    Forged(String),
    /// There is no key to check it with.
    NoKey,
}

/// One checkpoint of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchored {
    /// When it was signed; `None` when the signature does not hold.
    pub at: Option<DateTime<Utc>>,
    /// The number of the last entry it covers.
    pub seq: u64,
    /// How the chain compares.
    pub result: AnchorResult,
}

impl Anchored {
    /// The break that a good checkpoint shows in a chain that is sound in itself.
    pub(crate) fn contradiction(&self) -> Option<Broken> {
        let signed = time_text(self.at?);
        match self.result {
            AnchorResult::Differs => Some(Broken {
                seq: self.seq,
                reason: Reason::Rewritten { signed },
            }),
            AnchorResult::Beyond { last } => {
                let reason = Reason::ShorterThanSigned {
                    signed,
                    seq: self.seq,
                };
                Some(Broken {
                    seq: last + 1,
                    reason,
                })
            }
            _ => None,
        }
    }
}

/// The outcome of [`crate::verify()`]. Its text is meant for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Whose chain.
    pub workspace: WorkspaceId,
    /// When the file says it was made.
    pub created: DateTime<Utc>,
    /// The first entry's number; above 1 for a part of a chain.
    pub first_seq: u64,
    /// How many entries are good, up to the first break.
    pub entries: u64,
    /// How many of them are without their payload.
    pub erased: u64,
    /// The last good entry.
    pub head: Head,
    /// Where the chain breaks first, in itself or against a signed checkpoint.
    pub first_broken: Option<Broken>,
    /// What is wrong with the file as a file, whatever the chain says.
    pub damage: Option<String>,
    /// The checkpoints in the file.
    pub anchors: Vec<Anchored>,
    /// The key they were checked with.
    pub key: Option<PublicKey>,
    /// Whether that key came from the reader rather than from the file.
    pub key_known: bool,
    /// How many checkpoints of the reader's the file does not match.
    pub missing_notes: usize,
}

impl Report {
    /// Whether nothing at all is wrong. A file without checkpoints can be in order; it then
    /// shows only that it agrees with itself.
    pub fn ok(&self) -> bool {
        let bad = |anchor: &Anchored| {
            !matches!(
                anchor.result,
                AnchorResult::Matches | AnchorResult::BeforeFile
            )
        };
        self.first_broken.is_none()
            && self.damage.is_none()
            && self.missing_notes == 0
            && !self.anchors.iter().any(bad)
    }

    /// How many checkpoints the chain matches.
    pub fn matched(&self) -> usize {
        self.anchors
            .iter()
            .filter(|anchor| anchor.result == AnchorResult::Matches)
            .count()
    }

    /// The last entry that a matching checkpoint covers; later ones are not signed yet.
    pub fn signed_up_to(&self) -> Option<u64> {
        let matches = self
            .anchors
            .iter()
            .filter(|a| a.result == AnchorResult::Matches);
        matches.map(|anchor| anchor.seq).max()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.ok() { "OK" } else { "NOT OK" };
        writeln!(f, "{verdict}: evidence of workspace {}", self.workspace)?;
        let from = if self.first_seq > 1 {
            format!(
                ", from entry {} on; earlier ones are not in the file",
                self.first_seq
            )
        } else {
            String::new()
        };
        writeln!(f, "  {} entries verified{from}", self.entries)?;
        if self.erased > 0 {
            writeln!(
                f,
                "  {} of them without payload (erased or held back); they verify",
                self.erased
            )?;
        }
        if let Some(broken) = &self.first_broken {
            writeln!(f, "  First fault at {broken}")?;
        }
        if let Some(damage) = &self.damage {
            writeln!(f, "  The file is damaged: {damage}")?;
        }
        self.write_anchors(f)
    }
}

impl Report {
    fn write_anchors(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.missing_notes > 0 {
            let n = self.missing_notes;
            writeln!(
                f,
                "  {n} of the checkpoints you gave are not matched by the file"
            )?;
        }
        if self.anchors.is_empty() {
            return writeln!(
                f,
                "  No signed checkpoint: the file agrees with itself, and nothing shows that it was not rewritten as a whole"
            );
        }
        for anchor in &self.anchors {
            let when = anchor.at.map_or_else(|| "?".to_owned(), time_text);
            let covers = format!("  Checkpoint of {when} over entry {}", anchor.seq);
            match &anchor.result {
                AnchorResult::Matches => {}
                AnchorResult::Differs => writeln!(f, "{covers}: the chain is not the one signed")?,
                AnchorResult::Beyond { last } => {
                    writeln!(f, "{covers}: the chain ends at entry {last}")?;
                }
                AnchorResult::BehindBreak => {
                    writeln!(f, "{covers}: behind the fault, not checked")?;
                }
                AnchorResult::BeforeFile => {
                    writeln!(f, "{covers}: before the entries of this file")?;
                }
                AnchorResult::Forged(why) => writeln!(f, "{covers}: not valid, {why}")?,
                AnchorResult::NoKey => writeln!(f, "{covers}: no key to check it with")?,
            }
        }
        if let Some(up_to) = self.signed_up_to() {
            let (n, of) = (self.matched(), self.anchors.len());
            writeln!(
                f,
                "  {n} of {of} signed checkpoints match, up to entry {up_to}"
            )?;
        }
        match &self.key {
            Some(key) if self.key_known => writeln!(f, "  Signed with the key you gave: {key}"),
            Some(key) => writeln!(
                f,
                "  Signed with the key in the file; compare it with the one you know: {key}"
            ),
            None => Ok(()),
        }
    }
}
