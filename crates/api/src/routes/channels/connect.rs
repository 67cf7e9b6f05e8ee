//! Connecting a number by its ids and a token.

use axum::extract::State;
use axum::http::StatusCode;
use desk::ManualChannel;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Json, Keyed, Secret, settle_apart, start_apart};
use crate::state::ApiState;
use crate::views::Channel;

/// What Meta's pages show of a number.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewChannel {
    /// `whatsapp` or `instagram`.
    kind: String,
    /// A name for people.
    name: String,
    /// The phone number id, which is not the number; of Instagram the id of the account.
    phone_number_id: String,
    /// The id of the WhatsApp Business Account. An Instagram account has none above it.
    #[serde(default)]
    waba_id: String,
    /// The number customers see. An Instagram account's handle is read from Meta.
    #[serde(default)]
    display: String,
    /// A token that may send from it. It is stored sealed and never shown again.
    token: Secret,
    /// The workspace's own Meta app, when it has one.
    app_id: Option<String>,
    /// That app's secret, which signs its webhooks.
    app_secret: Option<Secret>,
}

impl From<NewChannel> for ManualChannel {
    fn from(new: NewChannel) -> Self {
        Self {
            kind: new.kind,
            name: new.name,
            phone_number_id: new.phone_number_id,
            waba_id: new.waba_id,
            display: new.display,
            token: new.token.into(),
            app_id: new.app_id,
            app_secret: new.app_secret.map(Into::into),
        }
    }
}

/// Connect a number
///
/// Meta is asked whether the token may read the number, and whether the account holds it, before anything is stored.
#[utoipa::path(
    post,
    path = "/channels/manual",
    tag = "channels",
    params(Keyed),
    request_body = NewChannel,
    responses((status = 201, description = "Connected", body = Channel), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn connect_channel(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    body: Json<NewChannel>,
) -> Result<Answer> {
    if let Some(answer) = start_apart(&api, &who, &body.mark).await? {
        return Ok(answer);
    }
    let channel = api
        .desk()
        .connect_channel(who.workspace, who.actor.clone(), body.value.into())
        .await?;
    let mut tx = who.open(&api).await?;
    let shown = Channel::read(&api, &mut tx, channel).await?;
    drop(tx);
    let answer = Answer::new(StatusCode::CREATED, &shown)?;
    settle_apart(&api, &who, &body.mark, answer).await
}
