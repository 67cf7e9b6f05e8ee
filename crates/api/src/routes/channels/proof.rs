//! A guided proof that a number really sends and receives.

use axum::Json as Shown;
use axum::extract::State;
use axum::http::StatusCode;
use desk::NewProof as ToBegin;
use domain::ids::ChannelId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{Connects, InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Answer, Begun, Id, Json, Keyed, once};
use crate::routes::conversations::FilledTemplate;
use crate::state::ApiState;
use crate::views::{CurrentProof, LiveProof};

/// What is sent, and to whom.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewProof {
    /// An approved template, and its values.
    template: FilledTemplate,
    /// A phone of the business's own, with its country code.
    phone: String,
    /// Where the person with that phone agreed to be written to. Needed unless that is recorded already; it is recorded
    /// as their consent.
    agreed: Option<String>,
}

/// Read the newest live proof of a number
///
/// Its steps tick by what really happened. One of a simulated Meta proves nothing, and says so.
#[utoipa::path(
    get,
    path = "/channels/{id}/proof",
    tag = "channels",
    params(("id" = Uuid, Path, description = "The channel")),
    responses((status = 200, description = "The newest one", body = CurrentProof), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_live_proof(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<ChannelId>,
) -> Result<Shown<CurrentProof>> {
    let mut tx = who.open(&api).await?;
    let latest = api.desk().latest_proof(&mut tx, id).await?;
    let proof = latest.map(LiveProof::of).transpose()?;
    Ok(Shown(CurrentProof { proof }))
}

/// Begin a live proof of a number
///
/// The template goes the way of every message: the gate decides, and `422 refused` names every reason. Then it waits for
/// Meta's id, for Meta's signed word that it arrived, and for an answer from that phone. One runs at a time.
#[utoipa::path(
    post,
    path = "/channels/{id}/proof",
    tag = "channels",
    params(Keyed, ("id" = Uuid, Path, description = "The channel")),
    request_body = NewProof,
    responses((status = 201, description = "It is under way", body = LiveProof), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn begin_live_proof(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
    body: Json<NewProof>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let NewProof {
        template,
        phone,
        agreed,
    } = body.value;
    let (name, language, values) = template.read();
    let new = ToBegin {
        name,
        language,
        values,
        phone,
        agreed,
    };
    let desk = api.desk();
    desk.begin_proof(&mut work.tx, id, new).await?;
    let begun = desk
        .latest_proof(&mut work.tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let shown = LiveProof::of(begun)?;
    work.finish(&api, StatusCode::CREATED, &shown).await
}

/// End a live proof that runs
///
/// The message that went out stays what it is.
#[utoipa::path(
    delete,
    path = "/channels/{id}/proof",
    tag = "channels",
    params(("id" = Uuid, Path, description = "The channel")),
    responses((status = 204, description = "It is over"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn cancel_live_proof(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
) -> Result<StatusCode> {
    let mut tx = who.open(&api).await?;
    api.desk().cancel_proof(&mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
