//! Checks of a send request, with the limits of Meta's message reference. Pure.

mod buttons;
mod cards;
mod carousel;
mod field;
mod interactive;
mod message;
mod order;
mod simple;
mod template;

use serde_json::Value;

pub(crate) use message::message;
pub(crate) use template::{fill, plain_text, variables};

/// Who shall get the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Recipient {
    /// Phone number as given, and as digits without formatting.
    Phone {
        /// As the request had it.
        input: String,
        /// Digits only; may still lack the country code.
        digits: String,
    },
    /// A business-scoped user id.
    UserId(String),
}

/// A media file that the message names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MediaRef {
    /// `image`, `video`, `audio`, `document` or `sticker`.
    pub(crate) kind: String,
    /// Uploaded id or link.
    pub(crate) at: MediaAt,
    /// A voice message: needs ogg with opus.
    pub(crate) voice: bool,
}

/// Where a media file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MediaAt {
    /// Uploaded before.
    Id(String),
    /// Fetched by the platform.
    Link(String),
}

/// A checked message.
#[derive(Clone, Debug)]
pub(crate) struct Outbound {
    pub(crate) to: Recipient,
    pub(crate) kind: String,
    /// The object under the type's key.
    pub(crate) content: Value,
    pub(crate) reply_to: Option<String>,
    pub(crate) opaque: Option<String>,
    pub(crate) identity_hash: Option<String>,
    pub(crate) media: Vec<MediaRef>,
}

/// A checked request to the messages edge.
#[derive(Clone, Debug)]
pub(crate) enum Request {
    /// A message to a person.
    Send(Box<Outbound>),
    /// A read receipt, perhaps with a typing indicator.
    MarkRead {
        /// The message that was read.
        message_id: String,
        /// Show that the business is typing.
        typing: bool,
    },
}
