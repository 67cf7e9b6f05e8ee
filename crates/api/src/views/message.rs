//! A row of a thread.

use std::collections::HashMap;

use db::WorkspaceTx;
use db::drafts;
use db::messages;
use domain::Time;
use domain::content::Context;
use domain::failure::ProviderError;
use domain::ids::{ConversationId, DraftId, MessageId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Content, Delivery, Stamp, read};
use crate::problem::{Problem, Result};
use crate::request::Place;

/// A row of a thread.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Message {
    /// Which.
    id: Uuid,
    /// In which thread.
    conversation_id: Uuid,
    /// The customer's, or ours.
    direction: Direction,
    /// Its place in the thread: the provider's time.
    at: Stamp,
    /// When it reached us, or was made.
    received_at: Stamp,
    /// Its kind; files are told apart.
    kind: String,
    /// What it says.
    content: Content,
    /// How it relates to others.
    context: MessageContext,
    /// When the sender changed it.
    edited_at: Option<Stamp>,
    /// When the sender took it back, or it was erased.
    deleted_at: Option<Stamp>,
    /// Signs on it.
    reactions: Vec<Reaction>,
    /// Who wrote ours.
    author: Option<Author>,
    /// Where ours stands.
    delivery: Option<Delivery>,
    /// Whether it is simulated.
    simulated: bool,
    /// Whether it is from before its number was connected here: shown, and nothing followed from it.
    history: bool,
    /// The draft it came from.
    draft_id: Option<Uuid>,
    /// How many sources that draft rests on.
    sources: usize,
    /// Errors the provider attached to it.
    errors: Vec<MessageError>,
}

/// Whose message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Direction {
    /// The customer's.
    In,
    /// Ours.
    Out,
}

impl Direction {
    pub(crate) const fn of(outbound: bool) -> Self {
        if outbound { Self::Out } else { Self::In }
    }
}

/// How a message relates to others.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MessageContext {
    /// The message it quotes.
    quoted: Option<Quoted>,
    /// Forwarded from elsewhere.
    forwarded: bool,
    /// Forwarded many times.
    frequently_forwarded: bool,
    /// Asked from a product's page.
    product: Option<Product>,
    /// Said to one person about what they said in public.
    private: bool,
    /// Answers a story of the business.
    story: Option<Story>,
}

/// A story that a message answers. Its address ends after a day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Story {
    /// Where it can be looked at, while it can.
    url: Option<String>,
}

/// A quoted message; all but the provider's id is null when it is not known here.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Quoted {
    /// Which.
    id: Option<Uuid>,
    /// The provider's id.
    provider_id: String,
    /// Its first words.
    preview: Option<String>,
    /// Whose it is.
    direction: Option<Direction>,
}

/// A product.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Product {
    /// The catalogue.
    catalog_id: String,
    /// The seller's product id.
    product_id: String,
}

/// A sign on a message.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Reaction {
    /// The sign.
    emoji: String,
    /// `contact` or `business`.
    by: String,
}

/// Who wrote one of ours.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct Author {
    /// `person`, `rule`, `api` or `system`.
    kind: String,
    /// The name shown.
    #[serde(default)]
    name: Option<String>,
    /// Who let a draft go.
    #[serde(default)]
    approved_by: Option<String>,
    /// Whether it was written in the provider's own app.
    #[serde(default)]
    in_app: bool,
}

/// An error the provider attached to a message.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MessageError {
    /// The provider's code; null when it sent none that can be read.
    code: Option<i64>,
    /// A few words.
    title: String,
    /// What to do.
    hint: Option<String>,
    /// The provider's details.
    details: Option<String>,
}

impl From<ProviderError> for MessageError {
    fn from(error: ProviderError) -> Self {
        let entry = meta::errors::lookup(error.code, error.subcode);
        Self {
            code: error.code,
            title: entry.map_or(error.title, |e| e.title.clone()),
            hint: entry.map(|e| e.hint.clone()),
            details: error.details.or(error.message),
        }
    }
}

/// Messages of a thread, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MessagePage {
    /// The messages.
    pub(crate) items: Vec<Message>,
    /// For `before`, when there are older ones.
    #[schema(value_type = Option<String>)]
    pub(crate) older_cursor: Option<Place>,
    /// For `after`, when there may be newer ones.
    #[schema(value_type = Option<String>)]
    pub(crate) newer_cursor: Option<Place>,
}

/// What surrounds messages: quoted ones, signs, how many sources.
#[derive(Default)]
struct Around {
    quoted: HashMap<String, (Uuid, Direction, String)>,
    reactions: HashMap<String, Vec<Reaction>>,
    sources: HashMap<DraftId, usize>,
    resend_after: HashMap<MessageId, Time>,
}

impl Message {
    /// One message.
    pub(crate) async fn one(tx: &mut WorkspaceTx, id: MessageId) -> Result<Self> {
        let message = messages::get(tx, id)
            .await?
            .ok_or_else(Problem::not_found)?;
        let conversation = message.conversation;
        let made = Self::list(tx, conversation, vec![message]).await?.pop();
        made.ok_or_else(Problem::not_found)
    }

    /// Messages of one thread, in the order given.
    pub(crate) async fn list(
        tx: &mut WorkspaceTx,
        conversation: ConversationId,
        rows: Vec<messages::Message>,
    ) -> Result<Vec<Self>> {
        let around = Around::of(tx, conversation, &rows).await?;
        rows.into_iter().map(|row| Self::of(row, &around)).collect()
    }

    fn of(row: messages::Message, around: &Around) -> Result<Self> {
        let delivery = Delivery::of(&row, around.resend_after.get(&row.id).copied())?;
        let reactions = row
            .provider_id
            .as_ref()
            .and_then(|id| around.reactions.get(id));
        Ok(Self {
            id: row.id.uuid(),
            conversation_id: row.conversation.uuid(),
            direction: Direction::of(row.outbound),
            at: row.at.into(),
            received_at: row.received_at.into(),
            kind: row.content.kind().to_owned(),
            content: row.content.into(),
            context: context(row.context, around),
            edited_at: row.edited_at.map(Stamp),
            deleted_at: row.deleted_at.map(Stamp),
            reactions: reactions.cloned().unwrap_or_default(),
            author: row
                .author
                .map(|author| read("message.author", author))
                .transpose()?,
            delivery,
            simulated: row.simulated,
            history: row.history,
            draft_id: row.draft.map(DraftId::uuid),
            sources: row
                .draft
                .and_then(|id| around.sources.get(&id))
                .copied()
                .unwrap_or(0),
            errors: row.errors.into_iter().map(MessageError::from).collect(),
        })
    }
}

fn context(context: Context, around: &Around) -> MessageContext {
    let quoted = context.quoted.map(|provider_id| {
        let known = around.quoted.get(&provider_id);
        Quoted {
            id: known.map(|(id, _, _)| *id),
            preview: known.map(|(_, _, preview)| preview.clone()),
            direction: known.map(|(_, direction, _)| *direction),
            provider_id,
        }
    });
    MessageContext {
        quoted,
        forwarded: context.forwarded,
        frequently_forwarded: context.frequently_forwarded,
        product: context.product.map(|(catalog_id, product_id)| Product {
            catalog_id,
            product_id,
        }),
        private: context.private,
        story: context.story.map(|story| Story { url: story.url }),
    }
}

impl Around {
    async fn of(
        tx: &mut WorkspaceTx,
        conversation: ConversationId,
        rows: &[messages::Message],
    ) -> Result<Self> {
        let mut around = Self::default();
        let quoted: Vec<String> = rows
            .iter()
            .filter_map(|row| row.context.quoted.clone())
            .collect();
        if !quoted.is_empty() {
            for message in messages::by_provider_ids(tx, conversation, &quoted).await? {
                let preview = message.content.words().chars().take(160).collect();
                let shown = (message.id.uuid(), Direction::of(message.outbound), preview);
                around
                    .quoted
                    .extend(message.provider_id.map(|id| (id, shown)));
            }
        }
        let targets: Vec<String> = rows
            .iter()
            .filter_map(|row| row.provider_id.clone())
            .collect();
        if !targets.is_empty() {
            for reaction in messages::reactions(tx, conversation, &targets).await? {
                let shown = Reaction {
                    emoji: reaction.emoji,
                    by: reaction.by,
                };
                around
                    .reactions
                    .entry(reaction.target)
                    .or_default()
                    .push(shown);
            }
        }
        let unknown: Vec<MessageId> = rows
            .iter()
            .filter(|row| row.delivery.as_deref() == Some("unknown"))
            .map(|row| row.id)
            .collect();
        if !unknown.is_empty() {
            around.resend_after = desk::resend_after(tx, &unknown).await?;
        }
        for id in rows.iter().filter_map(|row| row.draft) {
            let draft = drafts::get(tx, id).await?;
            let sources = draft.and_then(|d| d.sources.as_array().map(Vec::len));
            around.sources.insert(id, sources.unwrap_or(0));
        }
        Ok(around)
    }
}

/// The place of a message in its thread.
pub(crate) fn place_of(row: &messages::Message) -> Place {
    Place {
        at: row.at,
        id: row.id.uuid(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn an_author_keeps_only_what_is_shown() {
        let stored = json!({ "kind": "person", "name": "Rina", "decider": "person_approved" });
        let author: Author = read("message.author", stored).unwrap();
        let shown: Value = serde_json::to_value(author).unwrap();
        assert_eq!(
            shown,
            json!({ "kind": "person", "name": "Rina", "approved_by": null, "in_app": false })
        );
    }
}
