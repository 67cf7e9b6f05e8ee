//! What a channel's bytes say, one event for one effect.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Time;
use crate::channel::Route;
use crate::content::{Content, Context, Referral};
use crate::dedupe::DedupeKey;
use crate::failure::ProviderError;
use crate::identity::IdentitySet;
use crate::status::DeliveryStatus;
use crate::topic::Topic;

/// One effect of a webhook body. N messages, statuses and changes in the body are N events.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChannelEvent {
    /// Whose it is.
    pub route: Route,
    /// Equal for every delivery of the same fact, different for different facts.
    pub dedupe: DedupeKey,
    /// Work with the same lane happens in order; events of one person share one lane.
    pub lane: String,
    /// The provider's own time, when it sent one that can be read.
    pub at: Option<Time>,
    /// What happened.
    pub body: EventBody,
    /// The part of the payload it came from, unchanged.
    pub raw: Value,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum EventBody {
    /// A customer wrote (or the provider wrote about them).
    Message(Box<InboundMessage>),
    /// A customer changed an earlier message, or the business one of its own in the provider's app.
    Edit {
        /// The person on the other side.
        from: IdentitySet,
        /// The provider's id of the changed message.
        target: String,
        /// What it says now.
        content: Content,
        /// Whether the message is the business's own.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        own: bool,
    },
    /// A customer took back an earlier message, or the business one of its own in the provider's app.
    Revoke {
        /// The person on the other side.
        from: IdentitySet,
        /// The provider's id of the message.
        target: String,
        /// Whether the message is the business's own.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        own: bool,
    },
    /// Something of the business's own, told back: sent from here, or by a person in the provider's app.
    Echo(Box<Echo>),
    /// A message from before the number was connected here.
    Past(Box<PastMessage>),
    /// How far the messages from before were told.
    PastTold(PastTold),
    /// A person in the address book of the provider's app.
    AppContact(Box<AppContact>),
    /// A status of a message we sent.
    Status(Box<StatusUpdate>),
    /// A person's identities changed: both sets are the same person.
    IdentityChange {
        /// As it was.
        old: IdentitySet,
        /// As it is.
        new: IdentitySet,
        /// The system message's id, to show it in the thread once.
        provider_id: Option<String>,
        /// The provider's word for the change.
        kind: String,
        /// The provider's sentence.
        body: Option<String>,
    },
    /// A person told the provider which messages they want from this business.
    Preference {
        /// Who.
        from: IdentitySet,
        /// About what, in the provider's word.
        category: String,
        /// Whether they want them; absent when the provider used a word we do not know.
        wanted: Option<bool>,
        /// The provider's sentence.
        detail: Option<String>,
    },
    /// An error report that belongs to no message.
    Errors {
        /// At least one.
        errors: Vec<ProviderError>,
    },
    /// A change of the account, number or templates; what it says is read from the part itself.
    Account {
        /// The provider's field name.
        field: String,
    },
    /// A field, object or type we do not know: stored, counted, shown as unhandled.
    Unknown {
        /// The provider's object.
        object: String,
        /// The provider's field, when there is one.
        field: Option<String>,
    },
}

impl EventBody {
    /// The stored name of the kind.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Message(_) => "message",
            Self::Echo(_) => "echo",
            Self::Past(_) => "past",
            Self::PastTold(_) => "past_told",
            Self::AppContact(_) => "app_contact",
            Self::Edit { .. } => "edit",
            Self::Revoke { .. } => "revoke",
            Self::Status(_) => "status",
            Self::IdentityChange { .. } => "identity_change",
            Self::Preference { .. } => "preference",
            Self::Errors { .. } => "errors",
            Self::Account { .. } => "account",
            Self::Unknown { .. } => "unknown",
        }
    }

    /// The provider's id of the message it speaks of.
    #[must_use]
    pub fn message_id(&self) -> Option<&str> {
        match self {
            Self::Message(message) => Some(&message.provider_id),
            Self::Echo(echo) => Some(&echo.provider_id),
            Self::Past(past) => Some(&past.provider_id),
            Self::Edit { target, .. } | Self::Revoke { target, .. } => Some(target),
            Self::Status(update) => Some(&update.provider_id),
            Self::IdentityChange { provider_id, .. } => provider_id.as_deref(),
            Self::Preference { .. }
            | Self::PastTold(_)
            | Self::AppContact(_)
            | Self::Errors { .. }
            | Self::Account { .. }
            | Self::Unknown { .. } => None,
        }
    }

    /// Whom it speaks of.
    #[must_use]
    pub fn people(&self) -> Vec<&IdentitySet> {
        match self {
            Self::Message(message) => vec![&message.from],
            Self::Echo(echo) => vec![&echo.to],
            Self::Past(past) => vec![&past.person],
            Self::AppContact(known) => vec![&known.person],
            Self::Edit { from, .. } | Self::Revoke { from, .. } | Self::Preference { from, .. } => {
                vec![from]
            }
            Self::Status(update) => vec![&update.recipient],
            Self::IdentityChange { old, new, .. } => vec![old, new],
            Self::PastTold(_)
            | Self::Errors { .. }
            | Self::Account { .. }
            | Self::Unknown { .. } => vec![],
        }
    }
}

/// A message from a customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InboundMessage {
    /// The provider's id (`wamid…`, `mid`).
    pub provider_id: String,
    /// Who wrote.
    pub from: IdentitySet,
    /// The name the person shows.
    pub profile_name: Option<String>,
    /// What it says.
    pub content: Content,
    /// Quoted, forwarded, asked from a product.
    pub context: Context,
    /// The advertisement that led here.
    pub referral: Option<Referral>,
    /// Errors the provider attached to it.
    pub errors: Vec<ProviderError>,
    /// Whether it is the customer's own act, which opens the window. System notices are not.
    pub opens_window: bool,
    /// The public thing it was said under; `None` in the direct conversation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
}

/// Something of the business's own, told back to us.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Echo {
    /// The provider's id.
    pub provider_id: String,
    /// To whom; empty when the provider does not say.
    pub to: IdentitySet,
    /// What it says.
    pub content: Content,
    /// What it answers.
    pub context: Context,
    /// The public thing it was said under; `None` in the direct conversation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
    /// Whether the provider says that it was written in its own app, so that it cannot be one of ours.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_app: bool,
}

/// A message from before the number was connected here. It is shown, and nothing follows from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PastMessage {
    /// The provider's id.
    pub provider_id: String,
    /// Who was on the other side.
    pub person: IdentitySet,
    /// Whether the business wrote it.
    pub outbound: bool,
    /// What it says.
    pub content: Content,
    /// What it answers.
    pub context: Context,
    /// How far one of the business's own had come; `None` when the provider used no word we know.
    pub status: Option<DeliveryStatus>,
}

/// How far the messages from before were told. Parts come in any order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PastTold {
    /// Which stretch of time, counted from the present back.
    pub phase: Option<u32>,
    /// Which part of it.
    pub chunk: Option<u32>,
    /// How much was told in all, of a hundred.
    pub progress: Option<u32>,
    /// Why nothing is told.
    pub errors: Vec<ProviderError>,
}

/// A person in the address book of the provider's app.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AppContact {
    /// Who.
    pub person: IdentitySet,
    /// What they are called there; `None` when they were taken out of it.
    pub name: Option<String>,
}

/// A status of a message we sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatusUpdate {
    /// The provider's id of our message.
    pub provider_id: String,
    /// Which status; `None` when the provider used a word we do not know (kept in `word`).
    pub status: Option<DeliveryStatus>,
    /// The provider's word.
    pub word: String,
    /// Who received it, as far as told.
    pub recipient: IdentitySet,
    /// Our own reference, when the provider echoes it: the attempt's id.
    pub callback: Option<String>,
    /// What it cost, as the provider put it.
    pub pricing: Option<Value>,
    /// The provider's conversation object, when it still sends one.
    pub conversation: Option<Value>,
    /// Why it failed.
    pub errors: Vec<ProviderError>,
}

/// What a parser made of one webhook body. Parts it could not read are kept, and the rest proceeds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parsed {
    /// Effects, in the order of the body.
    pub events: Vec<ChannelEvent>,
    /// Parts that could not be read, with the reason.
    pub unreadable: Vec<Unreadable>,
}

/// A part of a body that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreadable {
    /// Where in the body, as a JSON pointer (RFC 6901).
    pub pointer: String,
    /// Why.
    pub reason: String,
}
