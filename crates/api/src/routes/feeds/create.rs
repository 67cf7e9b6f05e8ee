//! Adding a feed.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::FeedId;

use super::{NewFeed, shown};
use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Begun, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::Feed;

/// Add a feed
///
/// It is fetched at once. Addresses in private or reserved networks are refused.
#[utoipa::path(
    post,
    path = "/feeds",
    tag = "knowledge",
    params(Keyed),
    request_body = NewFeed,
    responses((status = 201, description = "The feed", body = Feed), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn create_feed(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    body: Json<NewFeed>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let id = FeedId::new();
    let feed = body.value.stored(id, api.desk().now());
    api.desk().save_feed(&mut work.tx, feed).await?;
    let shown = shown(&api, &mut work.tx, id).await?;
    work.finish(&api, StatusCode::CREATED, &shown).await
}
