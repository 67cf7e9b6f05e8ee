//! Changing a channel.

use axum::extract::State;
use domain::ids::ChannelId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Id, Json, Secret};
use crate::state::ApiState;
use crate::views::{Channel, ReplyMode};

/// What changes; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChannelChange {
    /// A name for people.
    name: Option<String>,
    /// What becomes of drafts.
    reply_mode: Option<ReplyMode>,
    /// Seconds in which people can hold a draft that a rule is about to let go, 0 to 30; 0 lets it go at once.
    #[schema(minimum = 0, maximum = 30)]
    auto_hold_seconds: Option<i32>,
    /// A new token. Meta is asked whether it may use the number before it takes the place of the one before, which is
    /// destroyed.
    token: Option<Secret>,
    /// The new secret of the business's own Meta app, for all its numbers. What is signed with the one before is still
    /// accepted, until the next change.
    app_secret: Option<Secret>,
}

/// Change a channel
///
/// To let drafts leave by themselves, or to give another token or secret, a session must have been confirmed a moment ago (`403 confirm_needed`).
#[utoipa::path(
    patch,
    path = "/channels/{id}",
    tag = "channels",
    params(("id" = Uuid, Path, description = "The channel")),
    request_body = ChannelChange,
    responses((status = 200, description = "The channel", body = Channel), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn change_channel(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
    body: Json<ChannelChange>,
) -> Result<axum::Json<Channel>> {
    let ChannelChange {
        name,
        reply_mode,
        auto_hold_seconds,
        token,
        app_secret,
    } = body.value;
    if token.is_some() || app_secret.is_some() || matches!(reply_mode, Some(ReplyMode::AutoSend)) {
        who.confirmed(&api)?;
    }
    let proven = match token {
        Some(token) => Some(
            api.desk()
                .prove_token(who.open(&api).await?, id, token.into())
                .await?,
        ),
        None => None,
    };
    if let Some(secret) = app_secret {
        let (workspace, actor) = (who.workspace, who.actor.clone());
        let desk = api.desk();
        desk.renew_app_secret(workspace, actor, id, secret.into())
            .await?;
    }
    let mut tx = who.open(&api).await?;
    if let Some(proven) = proven {
        api.desk().renew_token(&mut tx, proven).await?;
    }
    let channel = api
        .desk()
        .change_channel(
            &mut tx,
            id,
            name,
            reply_mode.map(Into::into),
            auto_hold_seconds,
        )
        .await?;
    let shown = Channel::read(&api, &mut tx, channel).await?;
    tx.commit(api.desk().now()).await?;
    Ok(axum::Json(shown))
}
