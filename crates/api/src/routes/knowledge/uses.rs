//! Where a source is used.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::{Ask, Listed};
use crate::state::ApiState;
use crate::views::Stamp;

/// Which source.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Of {
    /// `item:JKT-BLU`, `policy:P2`, `promo:NOV10`, `answer:A1`.
    source: String,
}

/// A draft that stands on a source.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KnowledgeUse {
    /// The draft.
    draft_id: Uuid,
    /// Its thread.
    conversation_id: Uuid,
    /// With whom.
    contact: Option<String>,
    /// What became of it.
    state: String,
    /// What it says.
    text: String,
    /// The version of the knowledge it was made from.
    version: i32,
    /// When.
    at: Stamp,
}

/// List the latest drafts that stand on a source
#[utoipa::path(
    get,
    path = "/knowledge/uses",
    tag = "knowledge",
    params(Of),
    responses((status = 200, description = "The latest 50", body = Listed<KnowledgeUse>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn knowledge_uses(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Ask(of): Ask<Of>,
) -> Result<Json<Listed<KnowledgeUse>>> {
    let mut tx = who.open(&api).await?;
    let uses = api.desk().source_uses(&mut tx, &of.source).await?;
    Ok(Json(Listed::whole(
        uses.into_iter()
            .map(|u| KnowledgeUse {
                draft_id: u.draft.uuid(),
                conversation_id: u.conversation.uuid(),
                contact: u.contact,
                state: u.state,
                text: u.text,
                version: u.version,
                at: u.at.into(),
            })
            .collect(),
    )))
}
