//! What happened around one message.

use axum::Json;
use axum::extract::State;
use db::{evidence_log, messages};
use domain::ids::MessageId;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Id, Listed};
use crate::state::ApiState;
use crate::views::Entry;

/// List the evidence of a message, in order
///
/// That somebody looked is recorded, as it is for the whole chain.
#[utoipa::path(
    get,
    path = "/messages/{id}/evidence",
    tag = "evidence",
    params(("id" = Uuid, Path, description = "The message")),
    responses((status = 200, description = "Its entries", body = Listed<Entry>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn message_evidence(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<MessageId>,
) -> Result<Json<Listed<Entry>>> {
    let mut tx = who.open(&api).await?;
    messages::get(&mut tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let stored = evidence_log::of_message(&mut tx, id).await?;
    api.desk().look_at_evidence(&mut tx).await?;
    tx.commit(api.desk().now()).await?;
    Ok(Json(Listed::whole(Entry::list(stored)?)))
}
