//! Letting a draft go.

use axum::extract::State;
use axum::http::StatusCode;
use db::drafts;
use domain::ids::DraftId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::faster;
use crate::auth::{InWorkspace, Right, Sends};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Answer, Begun, Id, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::{Draft, Message};

/// The decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Approval {
    /// The version that was looked at.
    version: i32,
    /// Whether a draft that the check holds shall go all the same. Only a person who may, and only with the doubts that
    /// this version shows; what the check forbids stays forbidden.
    #[serde(default, rename = "override")]
    overriding: bool,
}

/// A draft that became a message.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Approved {
    /// The draft.
    draft: Draft,
    /// The message.
    message: Message,
}

/// Approve a draft
///
/// The gate decides once more. `409 draft_changed` holds the draft as it stands; whoever is second never sends. What the
/// check finds only now is kept with the draft, and has to be read before it can be overridden.
#[utoipa::path(
    post,
    path = "/drafts/{id}/approve",
    tag = "drafts",
    params(("id" = Uuid, Path, description = "The draft"), Keyed),
    request_body = Approval,
    responses((status = 200, description = "Queued", body = Approved), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn approve_draft(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<DraftId>,
    body: Json<Approval>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let Approval {
        version,
        overriding,
    } = body.value;
    if overriding {
        // A draft that is not here is answered as such, whoever asks.
        drafts::get(&mut work.tx, id)
            .await?
            .ok_or_else(Problem::not_found)?;
        may_override(&who)?;
    }
    let decided = api
        .desk()
        .approve_draft(&mut work.tx, id, version, overriding)
        .await;
    let (draft, message) = match decided {
        Ok(decided) => decided,
        Err(error) if error.is_about_words() => {
            drop(work);
            return Err(doubted(&api, &who, id, error).await?);
        }
        Err(error) => return Err(faster(&api, &mut work.tx, error).await),
    };
    let message = Message::one(&mut work.tx, message).await?;
    let draft = Draft::of(&api, &mut work.tx, draft).await?;
    work.finish(&api, StatusCode::OK, &Approved { draft, message })
        .await
}

/// A person with the right may; a script never decides that a doubt does not matter.
fn may_override(who: &InWorkspace<Sends>) -> Result<()> {
    if who.role().is_none() {
        return Err(Problem::invalid(
            "override",
            "Only a person may send what the check holds.",
        ));
    }
    if who.has(Right::Manage) {
        Ok(())
    } else {
        Err(Problem::forbidden(Right::Manage.missing()))
    }
}

/// The answer when the check is why. Its verdict of now is kept first: the decision itself was undone with it.
async fn doubted(
    api: &ApiState,
    who: &InWorkspace<Sends>,
    id: DraftId,
    error: desk::Error,
) -> Result<Problem> {
    let mut tx = who.open(api).await?;
    let draft = api.desk().recheck_draft(&mut tx, id).await?;
    let draft = Draft::of(api, &mut tx, draft).await?;
    tx.commit(api.desk().now()).await?;
    Ok(Problem::from(error).draft(draft))
}
