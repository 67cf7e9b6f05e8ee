//! The gate's answer.

use domain::gate;
use serde::Serialize;
use utoipa::ToSchema;

use super::word;

/// Why something may not be sent.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Reason {
    /// Stable code.
    pub(crate) code: String,
    /// A few words.
    pub(crate) title: String,
    /// What it means and what to do.
    pub(crate) hint: String,
    /// The name of a button that helps.
    pub(crate) action: String,
}

impl From<gate::Refusal> for Reason {
    fn from(refusal: gate::Refusal) -> Self {
        Self {
            code: word(&refusal.code),
            title: refusal.title,
            hint: refusal.hint,
            action: word(&refusal.action),
        }
    }
}

/// The gate's answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub(crate) enum Verdict {
    /// It may go.
    Admit {
        /// How.
        #[serde(rename = "as")]
        as_: AdmittedAs,
        /// Whether it is simulated.
        simulated: bool,
    },
    /// It may not.
    Refuse {
        /// Every reason that applies, the most telling first.
        reasons: Vec<Reason>,
    },
}

super::words::mirror! {
    /// How a message may go.
    AdmittedAs = gate::AdmittedAs {
        /// As a free message inside the window.
        FreeForm,
        /// As a person's own words after the window.
        PersonLate,
        /// As an approved template.
        Template,
        /// As the one private answer to a comment.
        PrivateReply,
    }
}

impl From<gate::Verdict> for Verdict {
    fn from(verdict: gate::Verdict) -> Self {
        match verdict {
            gate::Verdict::Admit { as_, simulated } => Self::Admit {
                as_: as_.into(),
                simulated,
            },
            gate::Verdict::Refuse { reasons } => Self::Refuse {
                reasons: reasons.into_iter().map(Reason::from).collect(),
            },
        }
    }
}
