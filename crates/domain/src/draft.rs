//! The life of a draft: who may move it where. Every move is a compare-and-set on its version.

use serde::{Deserialize, Serialize};

/// Where a draft stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftState {
    /// Checked, waits for a person.
    Waiting,
    /// The checker or classifier doubts it; a person must look.
    Held,
    /// Nothing in the sources answers; a person must write.
    NoGrounding,
    /// A person approved it; a send was queued in the same transaction.
    Approved,
    /// A rule let it go; a send was queued in the same transaction.
    AutoSent,
    /// A person threw it away.
    Discarded,
    /// The customer wrote again, or somebody answered meanwhile.
    Superseded,
}

impl DraftState {
    /// The stored form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Held => "held",
            Self::NoGrounding => "no_grounding",
            Self::Approved => "approved",
            Self::AutoSent => "auto_sent",
            Self::Discarded => "discarded",
            Self::Superseded => "superseded",
        }
    }

    /// Reads the stored form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [
            Self::Waiting,
            Self::Held,
            Self::NoGrounding,
            Self::Approved,
            Self::AutoSent,
            Self::Discarded,
            Self::Superseded,
        ]
        .into_iter()
        .find(|state| state.as_str() == text)
    }

    /// Whether a decision is still open.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Held | Self::NoGrounding)
    }

    /// Whether `act` may happen here.
    #[must_use]
    pub const fn allows(self, act: DraftAct) -> bool {
        match act {
            DraftAct::Approve | DraftAct::Edit => matches!(self, Self::Waiting | Self::Held),
            DraftAct::Hold => matches!(self, Self::Waiting),
            DraftAct::Discard => self.is_open(),
        }
    }
}

/// What may be done to a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DraftAct {
    /// A person lets it go.
    Approve,
    /// A person changes its words.
    Edit,
    /// A person takes it from a rule that was about to let it go.
    Hold,
    /// A person throws it away.
    Discard,
}

/// Why a person threw a draft away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DiscardReason {
    /// It says something wrong.
    Wrong,
    /// It answers another question.
    OffTopic,
    /// The tone is not ours.
    Tone,
    /// No answer is needed.
    NotNeeded,
}
