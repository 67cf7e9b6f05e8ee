//! What a person and a business number have said to each other.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::clock::Millis;

/// A customer service window lasts 24 hours.
pub(crate) const WINDOW_MS: Millis = 24 * 60 * 60 * 1000;

/// The map key of a thread.
pub(crate) fn key(number_id: &str, customer: &str) -> String {
    format!("{number_id}|{customer}")
}

/// Who wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Side {
    /// The business.
    #[default]
    Business,
    /// The person.
    Customer,
}

/// How far a message came. The order of the variants is the order of progress.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Stage {
    /// Taken, nothing reported yet. For a person: written in airplane mode.
    #[default]
    Accepted,
    /// Left the sender.
    Sent,
    /// On the other device. For a person: the webhook was answered with 200.
    Delivered,
    /// Read.
    Read,
    /// Never arrives.
    Failed,
}

/// One message.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about one message"
)]
pub(crate) struct Message {
    pub(crate) id: String,
    pub(crate) from: Side,
    pub(crate) at: Millis,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// What was sent under the type's key; for templates the rendered form beside it.
    pub(crate) content: Value,
    pub(crate) rendered: Option<Value>,
    pub(crate) reply_to: Option<String>,
    pub(crate) stage: Stage,
    pub(crate) history: Vec<(Stage, Millis)>,
    pub(crate) opaque: Option<String>,
    /// The recipient was addressed by phone number.
    pub(crate) by_phone: bool,
    pub(crate) pricing: Option<Value>,
    pub(crate) template_id: Option<String>,
    pub(crate) error: Option<i64>,
    pub(crate) deleted: bool,
    pub(crate) edited: bool,
    /// No statuses are ever sent for it (a fault).
    pub(crate) silent: bool,
    /// Linked media that were fetched: address to media id.
    pub(crate) fetched: BTreeMap<String, String>,
    /// A person's message that still waits for the phone to be online.
    pub(crate) waiting: Option<Value>,
}

/// A conversation.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Thread {
    pub(crate) number_id: String,
    pub(crate) customer: String,
    pub(crate) messages: Vec<Message>,
    pub(crate) last_inbound_at: Option<Millis>,
    /// A free entry point (the person came through an ad) is open until then.
    pub(crate) free_entry_until: Option<Millis>,
    /// The person came through an ad at this time; an answer within 24 hours opens the entry.
    pub(crate) referred_at: Option<Millis>,
    /// The person has blocked the business.
    pub(crate) blocked: bool,
    pub(crate) typing_until: Millis,
}

impl Thread {
    /// Whether free-form messages are allowed.
    pub(crate) fn window_open(&self, now: Millis) -> bool {
        self.last_inbound_at
            .is_some_and(|at| now >= at - WINDOW_MS && now - at < WINDOW_MS)
    }
}
