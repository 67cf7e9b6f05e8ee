//! What a message says, free of any channel's spelling.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The content of a message row. `Unsupported` keeps what we cannot show yet, never nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Content {
    /// Plain text.
    Text {
        /// The words, as typed.
        body: String,
    },
    /// A file: picture, film, sound, document or sticker.
    Media(MediaContent),
    /// A place.
    Location {
        /// Degrees north.
        latitude: f64,
        /// Degrees east.
        longitude: f64,
        /// The place's name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// Its address.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        address: Option<String>,
        /// A link the sender attached.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        url: Option<String>,
    },
    /// Address-book cards.
    Contacts {
        /// At least one card.
        cards: Vec<ContactCard>,
    },
    /// The customer chose something we offered.
    Choice {
        /// What kind of offer it answers.
        source: ChoiceSource,
        /// Our id or payload of the chosen thing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        /// The words on it.
        title: String,
        /// A list row's second line.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        description: Option<String>,
        /// A form's answers, when the choice is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answers: Option<Value>,
    },
    /// A reaction to another message; `emoji` absent means that it was taken back.
    Reaction {
        /// The provider's id of the message reacted to.
        target: String,
        /// The sign.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        emoji: Option<String>,
    },
    /// A cart sent from a catalogue.
    Order {
        /// The catalogue.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        catalog_id: Option<String>,
        /// Words beside the cart.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// The rows of the cart.
        items: Vec<OrderItem>,
    },
    /// The customer opened the chat without writing yet.
    Welcome,
    /// Something the provider tells about the person (number changed, identity changed).
    System {
        /// The provider's word for it.
        event: String,
        /// The sentence the provider sent, if any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<String>,
    },
    /// A template we sent, as the customer sees it.
    Template {
        /// Its name.
        name: String,
        /// Its language code.
        language: String,
        /// The rendered header, when it is text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        header: Option<String>,
        /// The rendered body.
        body: String,
        /// The footer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        footer: Option<String>,
        /// The words on its buttons.
        #[serde(default)]
        buttons: Vec<String>,
        /// The provider's template id, when known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        template_id: Option<String>,
    },
    /// An interactive message we sent.
    Interactive {
        /// `button`, `list`, `cta_url`, …
        kind: String,
        /// The text above the choices.
        body: String,
        /// The words of the choices.
        #[serde(default)]
        choices: Vec<String>,
        /// The payload as sent.
        #[serde(default)]
        payload: Value,
    },
    /// Something of the provider's own that the sender passed on: a post, a reel, a story, a mention.
    Shared {
        /// The provider's word for it, such as `ig_post` or `story_mention`.
        kind: String,
        /// The provider's id of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        /// Where it can be looked at; such addresses end after a while.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        url: Option<String>,
        /// Its title, or the words beside it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
    },
    /// A kind we cannot show yet; the original is kept beside it.
    Unsupported {
        /// The provider's word for the type.
        kind: String,
        /// The provider's note, if any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// The sender deleted the message.
    Deleted,
}

/// A file inside a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaContent {
    /// Picture, film, sound, document or sticker.
    pub kind: MediaKind,
    /// The provider's media id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_id: Option<String>,
    /// Our stored copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_id: Option<crate::ids::MediaId>,
    /// Declared media type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// Declared SHA-256, lower-case hex whatever the provider's spelling was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Words under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// A document's name; a label, never a path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// Recorded in the chat rather than attached.
    #[serde(default)]
    pub voice: bool,
    /// A moving sticker.
    #[serde(default)]
    pub animated: bool,
}

/// What sort of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// A picture.
    Image,
    /// A film.
    Video,
    /// A sound.
    Audio,
    /// Any other file.
    Document,
    /// A sticker.
    Sticker,
}

/// What a choice answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceSource {
    /// A reply button.
    Button,
    /// A row of a list.
    List,
    /// A quick-reply button of a template.
    TemplateButton,
    /// A form (flow).
    Flow,
    /// Permission to be called.
    CallPermission,
    /// Another interactive answer, such as a payment.
    Other,
}

/// One card of an address book.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactCard {
    /// The name shown on it.
    pub name: String,
    /// Numbers as written.
    #[serde(default)]
    pub phones: Vec<String>,
    /// Addresses as written.
    #[serde(default)]
    pub emails: Vec<String>,
    /// The person's own answer to a request for contact data, rather than a card of a third person.
    #[serde(default)]
    pub own: bool,
}

/// One row of a cart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderItem {
    /// The seller's product id.
    pub product_id: String,
    /// How many.
    pub quantity: i64,
    /// Unit price as the provider wrote it, a decimal string.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<String>,
    /// ISO 4217.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}

/// Providers may put several files into one message; here each is a message of its own. The first has the provider's id,
/// the others that id with their number.
#[must_use]
pub fn part_id(provider_id: &str, index: usize) -> String {
    if index == 0 {
        provider_id.to_owned()
    } else {
        format!("{provider_id}#{index}")
    }
}

/// How a message relates to an earlier one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// The provider's id of the quoted message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quoted: Option<String>,
    /// Forwarded from elsewhere.
    #[serde(default)]
    pub forwarded: bool,
    /// Forwarded many times.
    #[serde(default)]
    pub frequently_forwarded: bool,
    /// Asked from a product's page: catalogue id and product id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<(String, String)>,
    /// Said to one person about what they said in public.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub private: bool,
    /// The story of the business that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<Story>,
}

/// A story that a message answers. It is gone after a day, and so is its address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// The provider's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Where a conversation came from, when an advertisement or post led to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// `ad` or `post`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_type: Option<String>,
    /// The advertisement's or post's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_id: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    /// Its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// Its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Meta's click id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub click_id: Option<String>,
}

impl Content {
    /// The stored name of the kind, the same as its `type` tag; media are told apart.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Media(media) => match media.kind {
                MediaKind::Image => "image",
                MediaKind::Video => "video",
                MediaKind::Audio => "audio",
                MediaKind::Document => "document",
                MediaKind::Sticker => "sticker",
            },
            Self::Location { .. } => "location",
            Self::Contacts { .. } => "contacts",
            Self::Choice { .. } => "choice",
            Self::Reaction { .. } => "reaction",
            Self::Order { .. } => "order",
            Self::Welcome => "welcome",
            Self::System { .. } => "system",
            Self::Template { .. } => "template",
            Self::Interactive { .. } => "interactive",
            Self::Shared { .. } => "shared",
            Self::Unsupported { .. } => "unsupported",
            Self::Deleted => "deleted",
        }
    }

    /// The words a person would read first: for list rows, search and drafting.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Text { body } | Self::Template { body, .. } | Self::Interactive { body, .. } => {
                body
            }
            Self::Media(media) => media
                .caption
                .as_deref()
                .or(media.filename.as_deref())
                .unwrap_or(""),
            Self::Location { name, address, .. } => {
                name.as_deref().or(address.as_deref()).unwrap_or("")
            }
            Self::Contacts { cards } => cards.first().map_or("", |c| c.name.as_str()),
            Self::Choice { title, .. } => title,
            Self::Reaction { emoji, .. } => emoji.as_deref().unwrap_or(""),
            Self::Order { note, .. } => note.as_deref().unwrap_or(""),
            Self::System { body, .. } => body.as_deref().unwrap_or(""),
            Self::Shared { title, .. } => title.as_deref().unwrap_or(""),
            Self::Welcome | Self::Unsupported { .. } | Self::Deleted => "",
        }
    }
}
