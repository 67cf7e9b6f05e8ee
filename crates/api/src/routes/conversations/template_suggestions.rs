//! What can be sent while the window is closed, and with which values.

use axum::Json;
use axum::extract::State;
use desk::{SuggestedValue, TemplateSuggestion};
use domain::ids::ConversationId;
use grounding::suggest::Origin;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Templates for what the customer asked.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TemplateSuggestions {
    /// What the customer asks, the first thing first; empty when that is not clear.
    intents: Vec<&'static str>,
    /// The templates that can be sent, the fitting ones first.
    items: Vec<Suggestion>,
}

/// A template with what can be put into it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TemplateSuggestion)]
pub(crate) struct Suggestion {
    /// Which.
    template_id: Uuid,
    /// Whether it is about what the customer asks.
    fits: bool,
    /// The values there are sources for.
    values: Vec<Filled>,
}

/// A value with its source.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SuggestedValue)]
pub(crate) struct Filled {
    /// `header` or `body`.
    part: &'static str,
    /// The variable.
    key: String,
    /// The value.
    value: String,
    /// Where it comes from.
    origin: ValueOrigin,
}

/// Where a value comes from.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "from", rename_all = "snake_case")]
pub(crate) enum ValueOrigin {
    /// The customer's name in the contact book.
    Contact,
    /// The name of who asks.
    Agent,
    /// The shop's name in its knowledge.
    Business,
    /// A source of the knowledge.
    Source {
        /// Which, such as `item:JKT-BLU`.
        id: String,
        /// The field of an item.
        field: Option<String>,
        /// What it is called.
        title: String,
    },
    /// What the contact book says.
    Attribute {
        /// Under which name.
        name: String,
    },
    /// A message of the thread.
    Message {
        /// Which.
        id: String,
    },
}

/// Suggest templates for a thread
///
/// By what the customer's last words ask, without a model. A value stands there only when something known says it: the
/// contact book, the knowledge, a message of the thread, or who asks. Nothing is made up: what has no source is left out.
#[utoipa::path(
    get,
    path = "/conversations/{id}/template-suggestions",
    tag = "templates",
    params(("id" = Uuid, Path, description = "The thread")),
    responses((status = 200, description = "The suggestions", body = TemplateSuggestions), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn suggest_templates(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<ConversationId>,
) -> Result<Json<TemplateSuggestions>> {
    let mut tx = who.open(&api).await?;
    let found = api.desk().suggest_templates(&mut tx, id).await?;
    Ok(Json(TemplateSuggestions {
        intents: found.intents,
        items: found.templates.into_iter().map(Suggestion::from).collect(),
    }))
}

impl From<TemplateSuggestion> for Suggestion {
    fn from(one: TemplateSuggestion) -> Self {
        Self {
            template_id: one.template.uuid(),
            fits: one.fits,
            values: one.values.into_iter().map(Filled::from).collect(),
        }
    }
}

impl From<SuggestedValue> for Filled {
    fn from(one: SuggestedValue) -> Self {
        Self {
            part: one.part,
            key: one.key,
            value: one.value,
            origin: one.origin.into(),
        }
    }
}

impl From<Origin> for ValueOrigin {
    fn from(origin: Origin) -> Self {
        match origin {
            Origin::Contact => Self::Contact,
            Origin::Agent => Self::Agent,
            Origin::Business => Self::Business,
            Origin::Source { source, title } => Self::Source {
                id: source.id,
                field: source.field,
                title,
            },
            Origin::Attribute { name } => Self::Attribute { name },
            Origin::Message { id } => Self::Message { id },
        }
    }
}
