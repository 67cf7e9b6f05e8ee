//! Changing a feed.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::FeedId;

use super::{NewFeed, shown};
use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Answer, Begun, Id, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::Feed;

/// Change a feed
///
/// It is fetched at once, and its schedule begins anew.
#[utoipa::path(
    put,
    path = "/feeds/{id}",
    tag = "knowledge",
    params(("id" = Uuid, Path, description = "The feed"), Keyed),
    request_body = NewFeed,
    responses((status = 200, description = "The feed", body = Feed), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn save_feed(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    Id(id): Id<FeedId>,
    body: Json<NewFeed>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    db::knowledge_feeds::get(&mut work.tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let feed = body.value.stored(id, api.desk().now());
    api.desk().save_feed(&mut work.tx, feed).await?;
    let shown = shown(&api, &mut work.tx, id).await?;
    work.finish(&api, StatusCode::OK, &shown).await
}
