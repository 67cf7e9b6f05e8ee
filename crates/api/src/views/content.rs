//! What a message says.

use domain::content as from;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// What a message says. Kinds that cannot be shown yet are `unsupported`, never missing.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Content {
    /// Plain text.
    Text {
        /// The words.
        body: String,
    },
    /// A file.
    Media(MediaContent),
    /// A place.
    Location {
        /// Degrees north.
        latitude: f64,
        /// Degrees east.
        longitude: f64,
        /// The place's name.
        name: Option<String>,
        /// Its address.
        address: Option<String>,
        /// A link the sender attached.
        url: Option<String>,
    },
    /// Address-book cards.
    Contacts {
        /// At least one card.
        cards: Vec<ContactCard>,
    },
    /// The customer chose something we offered.
    Choice {
        /// What it answers.
        source: ChoiceSource,
        /// Our id of the chosen thing.
        id: Option<String>,
        /// The words on it.
        title: String,
        /// Its second line.
        description: Option<String>,
        /// A form's answers.
        #[schema(value_type = Option<Object>)]
        answers: Option<Value>,
    },
    /// A sign on another message.
    Reaction {
        /// The provider's id of that message.
        target: String,
        /// The sign; null takes it back.
        emoji: Option<String>,
    },
    /// A cart.
    Order {
        /// The catalogue.
        catalog_id: Option<String>,
        /// Words beside the cart.
        note: Option<String>,
        /// Its rows.
        items: Vec<OrderItem>,
    },
    /// The customer opened the chat.
    Welcome,
    /// Something the provider tells about the person.
    System {
        /// The provider's word for it.
        event: String,
        /// The provider's sentence.
        body: Option<String>,
    },
    /// A template, as the customer sees it.
    Template {
        /// Its name.
        name: String,
        /// Its language.
        language: String,
        /// The filled header.
        header: Option<String>,
        /// The filled body.
        body: String,
        /// The footer.
        footer: Option<String>,
        /// The words on its buttons.
        buttons: Vec<String>,
        /// The provider's id of it.
        template_id: Option<String>,
    },
    /// An interactive message of ours.
    Interactive {
        /// `button`, `list`, …
        kind: String,
        /// The text above the choices.
        body: String,
        /// The words of the choices.
        choices: Vec<String>,
    },
    /// Something of the provider's own that was passed on: a post, a reel, a story, a mention.
    Shared {
        /// The provider's word for it, such as `ig_post` or `story_mention`.
        kind: String,
        /// Where it can be looked at; such addresses end after a while.
        url: Option<String>,
        /// Its title.
        title: Option<String>,
    },
    /// A kind that cannot be shown yet.
    Unsupported {
        /// The provider's word for it.
        kind: String,
        /// The provider's note.
        note: Option<String>,
    },
    /// The sender took it back, or it was erased.
    Deleted,
}

/// A file inside a message.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct MediaContent {
    /// What sort of file.
    kind: MediaKind,
    /// The provider's id.
    provider_id: Option<String>,
    /// Our copy, for `GET /media/{id}`; null while it is not fetched.
    media_id: Option<Uuid>,
    /// Its declared type.
    mime_type: Option<String>,
    /// Words under it.
    caption: Option<String>,
    /// The name its sender gave it.
    filename: Option<String>,
    /// Recorded in the chat.
    voice: bool,
    /// A moving sticker.
    animated: bool,
}

/// A card of an address book.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ContactCard {
    /// The name on it.
    name: String,
    /// Numbers as written.
    phones: Vec<String>,
    /// Addresses as written.
    emails: Vec<String>,
    /// The customer's own card.
    own: bool,
}

/// A row of a cart.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct OrderItem {
    /// The seller's product id.
    product_id: String,
    /// How many.
    quantity: i64,
    /// Unit price, a decimal string.
    price: Option<String>,
    /// ISO 4217.
    currency: Option<String>,
}

super::words::mirror! {
    /// What sort of file.
    MediaKind = from::MediaKind {
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
}

super::words::mirror! {
    /// What a choice answers.
    ChoiceSource = from::ChoiceSource {
        /// A reply button.
        Button,
        /// A row of a list.
        List,
        /// A button of a template.
        TemplateButton,
        /// A form.
        Flow,
        /// Permission to be called.
        CallPermission,
        /// Another answer.
        Other,
    }
}

impl From<from::MediaContent> for MediaContent {
    fn from(media: from::MediaContent) -> Self {
        Self {
            kind: media.kind.into(),
            // Where a provider names files by their address, that is nobody's to see.
            provider_id: media.provider_id.filter(|id| !id.contains("://")),
            media_id: media.media_id.map(domain::ids::MediaId::uuid),
            mime_type: media.mime_type,
            caption: media.caption,
            filename: media.filename,
            voice: media.voice,
            animated: media.animated,
        }
    }
}

impl From<from::ContactCard> for ContactCard {
    fn from(card: from::ContactCard) -> Self {
        Self {
            name: card.name,
            phones: card.phones,
            emails: card.emails,
            own: card.own,
        }
    }
}

impl From<from::OrderItem> for OrderItem {
    fn from(item: from::OrderItem) -> Self {
        Self {
            product_id: item.product_id,
            quantity: item.quantity,
            price: item.price,
            currency: item.currency,
        }
    }
}

impl From<from::Content> for Content {
    fn from(content: from::Content) -> Self {
        use from::Content as F;
        match content {
            F::Text { body } => Self::Text { body },
            F::Media(media) => Self::Media(media.into()),
            F::Location {
                latitude,
                longitude,
                name,
                address,
                url,
            } => Self::Location {
                latitude,
                longitude,
                name,
                address,
                url,
            },
            F::Contacts { cards } => Self::Contacts {
                cards: cards.into_iter().map(ContactCard::from).collect(),
            },
            F::Choice {
                source,
                id,
                title,
                description,
                answers,
            } => Self::Choice {
                source: source.into(),
                id,
                title,
                description,
                answers,
            },
            F::Reaction { target, emoji } => Self::Reaction { target, emoji },
            F::Order {
                catalog_id,
                note,
                items,
            } => Self::Order {
                catalog_id,
                note,
                items: items.into_iter().map(OrderItem::from).collect(),
            },
            F::Welcome => Self::Welcome,
            F::System { event, body } => Self::System { event, body },
            F::Template {
                name,
                language,
                header,
                body,
                footer,
                buttons,
                template_id,
            } => Self::Template {
                name,
                language,
                header,
                body,
                footer,
                buttons,
                template_id,
            },
            F::Interactive {
                kind,
                body,
                choices,
                ..
            } => Self::Interactive {
                kind,
                body,
                choices,
            },
            F::Shared {
                kind, url, title, ..
            } => Self::Shared { kind, url, title },
            F::Unsupported { kind, note } => Self::Unsupported { kind, note },
            F::Deleted => Self::Deleted,
        }
    }
}
