//! Keeping a view.

use axum::extract::State;
use axum::http::StatusCode;

use super::{NewView, OwnView, only_people};
use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Begun, Json, Keyed, once};
use crate::state::ApiState;

/// Keep a view under a name
#[utoipa::path(
    post,
    path = "/views",
    tag = "views",
    params(Keyed),
    request_body = NewView,
    responses((status = 201, description = "The view", body = OwnView), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn create_view(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    body: Json<NewView>,
) -> Result<Answer> {
    let me = who.actor.person().ok_or_else(only_people)?;
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let NewView { name, query } = body.value;
    let view = api
        .desk()
        .save_view(&mut work.tx, me, None, (&name, &query))
        .await?;
    work.finish(&api, StatusCode::CREATED, &OwnView::from(view))
        .await
}
