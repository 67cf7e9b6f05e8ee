//! What an entry says happened.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Not a kind: 1 to 64 of `a-z`, `0-9` and `_` are expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of evidence: 1 to 64 of a-z, 0-9 and _ are expected")]
pub struct NotAKind;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $text:literal),* $(,)?) => {
        /// What happened. The list is closed for those who write; readers keep kinds of a newer
        /// Loket as [`Kind::Other`], so that an old verifier verifies new chains.
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        #[non_exhaustive]
        pub enum Kind {
            $($(#[$doc])* $name,)*
            /// A kind this version does not know.
            Other(OtherKind),
        }

        impl Kind {
            /// Every kind this version writes.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The word in the chain. It never changes for a kind.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$name => $text,)*
                    Self::Other(other) => &other.0,
                }
            }

            fn known(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

kinds! {
    /// A message came in with a valid signature.
    Received = "received",
    /// A reply was composed, with its sources.
    Drafted = "drafted",
    /// The checker or the classifier gave its verdict on a draft.
    Checked = "checked",
    /// A person changed a draft.
    DraftEdited = "draft_edited",
    /// A person let a draft go out.
    Approved = "approved",
    /// A rule of the workspace let a draft go out.
    AutoApproved = "auto_approved",
    /// A draft was thrown away.
    Discarded = "discarded",
    /// The gate refused a send, with its reasons.
    Refused = "refused",
    /// A person took a message back before it left.
    TakenBack = "taken_back",
    /// Bytes are about to leave for the provider.
    SendAttempted = "send_attempted",
    /// The provider accepted a message and named it.
    Sent = "sent",
    /// Nobody knows whether the provider took the message.
    SendUnknown = "send_unknown",
    /// The provider refused a message.
    SendFailed = "send_failed",
    /// The provider reported a delivery status.
    Status = "status",
    /// Consent was given, withdrawn or corrected.
    Consent = "consent",
    /// A channel was connected.
    ChannelConnected = "channel_connected",
    /// A channel was disconnected, and its secrets cleared.
    ChannelDisconnected = "channel_disconnected",
    /// A template was made, submitted, or changed its state.
    Template = "template",
    /// A campaign was launched, paused or ended.
    Campaign = "campaign",
    /// A setting that bears on sending was changed.
    SettingsChanged = "settings_changed",
    /// A conversation was resolved, reopened, snoozed, or given to somebody.
    Conversation = "conversation",
    /// Two contacts were made one by a person, or put back.
    Contact = "contact",
    /// Payloads were erased, by whom and on whose request.
    Erased = "erased",
    /// Someone was let in, or a right was given or taken.
    Access = "access",
    /// Long work came to its end, or was stopped.
    JobEnded = "job_ended",
    /// Data was exported.
    Exported = "exported",
    /// Somebody looked at the chain.
    Viewed = "viewed",
    /// The database was brought back from a backup.
    Restored = "restored",
    /// An operator put work that was set aside back in line, or dropped it.
    Job = "job",
    /// A person kept a draft from a rule that was about to let it go.
    AutoHeld = "auto_held",
    /// The provider told something of an account, a number or a template.
    Account = "account",
}

/// The word of a kind this version does not know; only parsing makes one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OtherKind(String);

impl FromStr for Kind {
    type Err = NotAKind;
    fn from_str(text: &str) -> Result<Self, NotAKind> {
        if let Some(known) = Self::known(text) {
            return Ok(known);
        }
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if (1..=64).contains(&text.len()) && text.bytes().all(fits) {
            Ok(Self::Other(OtherKind(text.to_owned())))
        } else {
            Err(NotAKind)
        }
    }
}

impl TryFrom<String> for Kind {
    type Error = NotAKind;
    fn try_from(text: String) -> Result<Self, NotAKind> {
        text.parse()
    }
}

impl From<Kind> for String {
    fn from(kind: Kind) -> Self {
        kind.as_str().to_owned()
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_keep_their_words() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse().as_ref(), Ok(kind));
        }
        let newer: Kind = "voice_call_2".parse().unwrap();
        assert!(matches!(newer, Kind::Other(_)) && newer.as_str() == "voice_call_2");
        for wrong in ["", "Sent", "sent ", "a-b", "é", &"x".repeat(65)] {
            assert_eq!(wrong.parse::<Kind>(), Err(NotAKind), "{wrong}");
        }
    }
}
