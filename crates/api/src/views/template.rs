//! A template, with the values it wants.

use db::templates::Stored;
use domain::template::{Button, Header, Template as Definition, variables};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Stamp;

/// A message template, as the provider last described it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Template {
    /// Which.
    id: Uuid,
    /// Of which channel's account.
    channel_id: Uuid,
    /// Its name.
    name: String,
    /// Its language.
    language: String,
    /// `MARKETING`, `UTILITY` or `AUTHENTICATION`.
    category: String,
    /// The provider's word for where it stands; `APPROVED` may be sent.
    status: String,
    /// Named rather than numbered variables.
    named: bool,
    /// Its header.
    header: TemplateHeader,
    /// Its body, with `{{1}}` or `{{name}}`.
    body: String,
    /// Its footer.
    footer: Option<String>,
    /// Its buttons, in order.
    buttons: Vec<TemplateButton>,
    /// The values it wants.
    variables: TemplateVariables,
    /// Why it was rejected; null while it is not.
    rejection: Option<TemplateRejection>,
    /// Until when the provider pauses it, where it told.
    paused_until: Option<Stamp>,
    /// When it was last read from the provider.
    synced_at: Stamp,
}

/// Why a template was rejected.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TemplateRejection {
    /// The provider's word, such as `TAG_CONTENT_MISMATCH`; null where it gave none.
    reason: Option<String>,
    /// What the provider found and advises, in its own sentences, where it does.
    advice: Option<String>,
}

/// A template's header.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "format", rename_all = "snake_case")]
pub(crate) enum TemplateHeader {
    /// None.
    None,
    /// Text.
    Text {
        /// The text, with at most one variable.
        text: String,
    },
    /// A file or place that comes with each send.
    Media {
        /// `image`, `video`, `document` or `location`.
        kind: String,
    },
}

/// A button.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TemplateButton {
    /// `QUICK_REPLY`, `URL`, `PHONE_NUMBER`, `COPY_CODE`, …
    kind: String,
    /// The words on it.
    text: String,
    /// A URL button's address.
    url: Option<String>,
}

/// The values a template wants, in order.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TemplateVariables {
    /// For a text header.
    header: Vec<String>,
    /// For the body.
    body: Vec<String>,
    /// For buttons.
    buttons: Vec<ButtonVariable>,
}

/// A button that wants a value.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ButtonVariable {
    /// Which button, from 0.
    index: usize,
    /// The words on it.
    text: String,
}

impl From<Header> for TemplateHeader {
    fn from(header: Header) -> Self {
        match header {
            Header::None => Self::None,
            Header::Text { text } => Self::Text { text },
            Header::Media { kind } => Self::Media { kind },
        }
    }
}

impl From<Button> for TemplateButton {
    fn from(button: Button) -> Self {
        Self {
            kind: button.kind,
            text: button.text,
            url: button.url,
        }
    }
}

impl TemplateVariables {
    fn of(template: &Definition) -> Self {
        let wants = |button: &Button| {
            let in_address = button
                .url
                .as_deref()
                .is_some_and(|url| !variables(url).is_empty());
            button.kind == "COPY_CODE" || in_address
        };
        let buttons = template
            .buttons
            .iter()
            .enumerate()
            .filter(|(_, button)| wants(button));
        Self {
            header: match &template.header {
                Header::Text { text } => variables(text),
                Header::None | Header::Media { .. } => Vec::new(),
            },
            body: variables(&template.body),
            buttons: buttons
                .map(|(index, button)| ButtonVariable {
                    index,
                    text: button.text.clone(),
                })
                .collect(),
        }
    }
}

impl From<Stored> for Template {
    fn from(stored: Stored) -> Self {
        let template = stored.template;
        Self {
            id: stored.id.uuid(),
            channel_id: stored.channel.uuid(),
            variables: TemplateVariables::of(&template),
            rejection: (template.status.0 == "REJECTED").then_some(TemplateRejection {
                reason: template.reason,
                advice: stored.advice,
            }),
            name: template.name,
            language: template.language,
            category: template.category,
            status: template.status.0,
            named: template.named,
            header: template.header.into(),
            body: template.body,
            footer: template.footer,
            buttons: template
                .buttons
                .into_iter()
                .map(TemplateButton::from)
                .collect(),
            paused_until: stored.paused_until.map(Stamp),
            synced_at: stored.synced_at.into(),
        }
    }
}
