//! Keeping a new passkey.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::list::Passkey;
use crate::auth::{SignedIn, bad_passkey, confirmed};
use crate::problem::{Problems, Result};
use crate::request::Json;
use crate::state::ApiState;

/// A passkey a device made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPasskey {
    /// A name, to tell it from others.
    name: String,
    /// The question.
    challenge: String,
    /// The answer (WebAuthn JSON).
    #[schema(value_type = Object)]
    credential: Value,
}

/// Keep a new passkey
///
/// A question is good once, so asking twice keeps one passkey.
#[utoipa::path(
    post,
    path = "/passkeys",
    tag = "account",
    request_body = NewPasskey,
    responses((status = 201, description = "The passkey", body = Passkey), Problems),
    security(("session" = [])),
)]
pub(crate) async fn create_passkey(
    State(api): State<ApiState>,
    SignedIn(visitor): SignedIn,
    body: Json<NewPasskey>,
) -> Result<(StatusCode, axum::Json<Passkey>)> {
    confirmed(&visitor, api.desk().door_now())?;
    let new = body.value;
    let id = new.challenge.parse().map_err(|_| bad_passkey())?;
    let made = api
        .door()
        .keep_passkey(api.desk(), visitor.person.id, id, &new.name, new.credential)
        .await?;
    Ok((StatusCode::CREATED, axum::Json(made.into())))
}
