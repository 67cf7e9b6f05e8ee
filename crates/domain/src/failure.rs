//! Why something failed, in classes the desk can act on.

use serde::{Deserialize, Serialize};

/// An error as the provider reported it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderError {
    /// The provider's number; absent when it sent none that can be read.
    #[serde(default)]
    pub code: Option<i64>,
    /// A finer number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subcode: Option<i64>,
    /// The provider's title.
    #[serde(default)]
    pub title: String,
    /// The provider's sentence; shown, never matched on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The provider's details.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<String>,
}

impl ProviderError {
    /// The number in words; `none` when there is none.
    #[must_use]
    pub fn number(&self) -> String {
        self.code
            .map_or_else(|| "none".to_owned(), |code| code.to_string())
    }
}

/// What a failure means for us. Each class has one reaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureClass {
    /// Token or permission: pause the channel until it is connected again.
    NeedsReauth,
    /// Locked, blocked or restricted account: stop, tell the owner.
    AccountFrozen,
    /// The 24-hour window is closed: close ours too, a template may go.
    WindowClosed,
    /// The person cannot be reached.
    RecipientGone,
    /// The person stopped this kind of message.
    OptedOut,
    /// The provider chose not to deliver, for now.
    HeldBack,
    /// Too fast: slow down, try again.
    Throttled,
    /// Spam or quality stop: do not try again.
    SpamStop,
    /// The template or its values are wrong.
    TemplateProblem,
    /// A file is wrong or cannot be fetched.
    MediaProblem,
    /// The number's registration is not in order.
    Registration,
    /// Payment is not in order.
    Billing,
    /// Our request is wrong.
    Invalid,
    /// The provider failed after it may have acted: the outcome is unknown.
    Ambiguous,
    /// A code we do not know: treated as final, with an alarm.
    Unknown,
}

/// What became of one request to send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SendOutcome {
    /// The provider took it.
    Accepted {
        /// Its id for the message.
        provider_id: String,
        /// The person's id as the provider knows it, when it differs or is new.
        recipient_id: Option<String>,
        /// `held_for_quality_assessment` and the like.
        note: Option<String>,
    },
    /// Proven not sent: it may be tried again, not before `after_ms` from now.
    NotSent {
        /// Milliseconds to wait.
        after_ms: u64,
        /// What happened.
        reason: String,
        /// The provider's error when it answered.
        error: Option<ProviderError>,
    },
    /// Proven not sent, and trying again would not help.
    Rejected {
        /// The provider's error.
        error: ProviderError,
        /// Its class.
        class: FailureClass,
    },
    /// Bytes left and no proof came back. Never tried again by the machine.
    Unknown {
        /// What happened.
        reason: String,
    },
}
