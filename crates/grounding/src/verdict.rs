//! Verdicts: what the checker and the classifier say, with reasons a person can read.

use serde::{Deserialize, Serialize};

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Stable code, e.g. `unsupported_number`.
    pub code: String,
    /// A few words.
    pub title: String,
    /// What exactly, in plain words.
    pub detail: String,
    /// Byte range in the checked text, when it is about a part of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<(usize, usize)>,
    /// What it is about where no part of the text says so: a phrase, words, a source's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

impl Reason {
    /// A reason about the whole text.
    pub fn new(code: &str, title: &str, detail: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            title: title.to_owned(),
            detail: detail.into(),
            span: None,
            about: None,
        }
    }

    /// The reason, naming what it is about.
    #[must_use]
    pub fn about(mut self, what: impl Into<String>) -> Self {
        self.about = Some(what.into());
        self
    }

    /// The reason, about a part of the text.
    #[must_use]
    pub fn at(mut self, start: usize, end: usize) -> Self {
        self.span = Some((start, end));
        self
    }
}

/// What may happen with a draft. Neither `Hold` nor `Block` deletes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "verdict")]
pub enum Verdict {
    /// Every sentence is supported; nothing speaks against sending it automatically.
    Pass,
    /// A person must look at it.
    Hold {
        /// Why.
        reasons: Vec<Reason>,
    },
    /// It contradicts a source, or holds something that must not be sent.
    Block {
        /// Why.
        reasons: Vec<Reason>,
    },
}

impl Verdict {
    /// The verdict for these reasons: block when any blocking one exists, else hold, else pass.
    pub fn of(mut hold: Vec<Reason>, mut block: Vec<Reason>) -> Self {
        match (hold.is_empty(), block.is_empty()) {
            (true, true) => Self::Pass,
            (false, true) => Self::Hold { reasons: hold },
            (_, false) => {
                block.append(&mut hold);
                Self::Block { reasons: block }
            }
        }
    }

    /// Whether nothing speaks against the draft.
    pub fn passes(&self) -> bool {
        *self == Self::Pass
    }

    /// Whether the draft must not be sent.
    pub fn blocks(&self) -> bool {
        matches!(self, Self::Block { .. })
    }

    /// All reasons.
    pub fn reasons(&self) -> &[Reason] {
        match self {
            Self::Pass => &[],
            Self::Hold { reasons } | Self::Block { reasons } => reasons,
        }
    }

    /// The stricter of the two, with the reasons of both, each once.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let (mut hold, mut block) = (Vec::new(), Vec::new());
        for verdict in [self, other] {
            match verdict {
                Self::Pass => {}
                Self::Hold { reasons } => add(&mut hold, reasons),
                Self::Block { reasons } => add(&mut block, reasons),
            }
        }
        Self::of(hold, block)
    }
}

fn add(known: &mut Vec<Reason>, reasons: Vec<Reason>) {
    for reason in reasons {
        if !known.contains(&reason) {
            known.push(reason);
        }
    }
}
