//! Writing to a customer.

use axum::extract::State;
use axum::http::StatusCode;
use desk::NewReply as ToQueue;
use domain::ids::ConversationId;
use domain::template::TemplateValues;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Begun, Id, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::Message;

/// What is to be sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum NewReply {
    /// Words.
    Text {
        /// The words.
        text: String,
        /// The message quoted.
        quote: Option<Uuid>,
    },
    /// An approved template.
    Template {
        /// Which, and its values.
        template: FilledTemplate,
    },
    /// A file from `POST /media`. It belongs to one message.
    Media {
        /// Which.
        media_id: Uuid,
        /// Words under it; sounds have none.
        caption: Option<String>,
        /// The message quoted.
        quote: Option<Uuid>,
        /// Send it as a document, though phones could show it in place.
        #[serde(default)]
        as_document: bool,
    },
    /// The one private answer to a comment, within seven days of it.
    PrivateReply {
        /// Which comment.
        message_id: Uuid,
        /// The words.
        text: String,
    },
    /// A sign on a customer's message.
    Reaction {
        /// Which message.
        message_id: Uuid,
        /// The sign; null takes it back.
        emoji: Option<String>,
    },
}

/// A template with its values.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FilledTemplate {
    /// Its name.
    name: String,
    /// Its language.
    language: String,
    /// Values for its variables.
    #[serde(default)]
    values: Values,
}

/// Values for a template: pairs of variable and value. Numbered variables are called `1`, `2`, ….
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = TemplateValues)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Values {
    /// For a text header.
    header: Vec<(String, String)>,
    /// For a header with a file: the provider's media id, or a link.
    header_media: Option<String>,
    /// For a header with a file: one from `POST /media`.
    header_media_id: Option<Uuid>,
    /// For the body.
    body: Vec<(String, String)>,
    /// For buttons: pairs of position, from 0, and value.
    buttons: Vec<(usize, String)>,
}

impl FilledTemplate {
    /// Its name, its language and its values.
    pub(in crate::routes) fn read(self) -> (String, String, TemplateValues) {
        let Values {
            header,
            header_media,
            header_media_id,
            body,
            buttons,
        } = self.values;
        let values = TemplateValues {
            header,
            header_media,
            header_file: header_media_id.map(Into::into),
            body,
            buttons,
        };
        (self.name, self.language, values)
    }
}

impl From<NewReply> for ToQueue {
    fn from(reply: NewReply) -> Self {
        match reply {
            NewReply::Text { text, quote } => Self::Text {
                text,
                quote: quote.map(Into::into),
            },
            NewReply::Template { template } => {
                let (name, language, values) = template.read();
                Self::Template {
                    name,
                    language,
                    values,
                }
            }
            NewReply::Media {
                media_id,
                caption,
                quote,
                as_document,
            } => Self::Media {
                media: media_id.into(),
                caption,
                quote: quote.map(Into::into),
                as_document,
            },
            NewReply::PrivateReply { message_id, text } => Self::PrivateReply {
                comment: message_id.into(),
                text,
            },
            NewReply::Reaction { message_id, emoji } => Self::Reaction {
                message: message_id.into(),
                emoji,
            },
        }
    }
}

/// Write to the customer
///
/// The gate decides. `422 refused` names every reason. The message is queued in the same transaction; its delivery is
/// told live and by `GET /messages/{id}`.
#[utoipa::path(
    post,
    path = "/conversations/{id}/replies",
    tag = "conversations",
    params(("id" = Uuid, Path, description = "The thread"), Keyed),
    request_body = NewReply,
    responses((status = 202, description = "Queued", body = Message), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn reply(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<ConversationId>,
    body: Json<NewReply>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let message = api
        .desk()
        .queue_reply(&mut work.tx, id, body.value.into())
        .await?;
    let shown = Message::one(&mut work.tx, message).await?;
    work.finish(&api, StatusCode::ACCEPTED, &shown).await
}
