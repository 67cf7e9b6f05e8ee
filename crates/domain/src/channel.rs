//! What kind of channel a conversation runs on, and what a business chose for it.

use serde::{Deserialize, Serialize};

/// The name of a channel's folder and registry line, such as `whatsapp`.
///
/// Open on purpose: the middle of the house never asks which one it is, it asks for capabilities.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChannelKind(pub String);

impl ChannelKind {
    /// Wraps a registered name.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The registered name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for ChannelKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where an inbound event belongs, as the provider names it. Never derived from display numbers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Route {
    /// Which channel.
    pub kind: ChannelKind,
    /// What the id names.
    pub scope: RouteScope,
    /// The provider's id: `phone_number_id`, WABA id, Instagram account id.
    pub external_id: String,
}

/// What a [`Route`]'s id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteScope {
    /// One number or account: exactly one channel.
    Channel,
    /// The account above it (WABA): account-level changes.
    Account,
}

/// What may become of a draft on a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplyMode {
    /// Nothing is drafted.
    Off,
    /// Drafts wait for a person.
    DraftOnly,
    /// A draft that passes checker, classifier and gate is sent by rule.
    AutoSend,
}

impl ReplyMode {
    /// The stored form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::DraftOnly => "draft_only",
            Self::AutoSend => "auto_send",
        }
    }

    /// Reads the stored form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "off" => Some(Self::Off),
            "draft_only" => Some(Self::DraftOnly),
            "auto_send" => Some(Self::AutoSend),
            _ => None,
        }
    }
}
