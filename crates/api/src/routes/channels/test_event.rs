//! A test of the way a channel's webhooks take.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::ChannelId;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Bare, Id, Keyed, settle_apart, start_apart};
use crate::state::ApiState;
use crate::views::TestEvent;

/// Send a test event to a channel's webhook address
///
/// Signed as Meta signs, brought to `webhook.url`, and looked for in this workspace. It proves that the address leads here
/// and that the secret is right; of Meta it proves nothing, and no channel becomes ready by it. Numbers only.
#[utoipa::path(
    post,
    path = "/channels/{id}/test-event",
    tag = "channels",
    params(Keyed, ("id" = Uuid, Path, description = "The channel")),
    responses((status = 200, description = "How it went", body = TestEvent), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn send_test_event(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
    Bare(mark): Bare,
) -> Result<Answer> {
    if let Some(answer) = start_apart(&api, &who, &mark).await? {
        return Ok(answer);
    }
    let (desk, actor) = (api.desk(), who.actor.clone());
    let tested = desk.send_test_event(who.workspace, actor, id).await?;
    let answer = Answer::new(StatusCode::OK, &TestEvent::from(tested))?;
    settle_apart(&api, &who, &mark, answer).await
}
