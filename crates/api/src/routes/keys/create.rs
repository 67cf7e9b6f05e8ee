//! Making a key.

use axum::extract::State;
use axum::http::StatusCode;
use desk::keys::{self, Scope};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::ApiKeyView;
use crate::auth::{InWorkspace, Manages, Right};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Answer, Begun, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::mirror;

/// A key to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewKey {
    /// A name, so that people know what it is for.
    name: String,
    /// What it may do.
    scopes: Vec<KeyScope>,
}

mirror! {
    /// What a key may do; each includes the ones before it.
    KeyScope = Scope {
        /// Look.
        Read,
        /// Write to customers and decide on drafts.
        Send,
        /// Change channels, knowledge and keys, export and erase.
        Manage,
    }
}

/// A key just made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeKey {
    #[serde(flatten)]
    about: ApiKeyView,
    /// The key. It cannot be shown again: asking with the same `Idempotency-Key` answers null here.
    key: Option<String>,
}

/// Make an API key
///
/// Whoever may not export or erase cannot make a key that may. A session must have been confirmed a moment ago
/// (`403 confirm_needed`).
#[utoipa::path(
    post,
    path = "/api-keys",
    tag = "api-keys",
    params(Keyed),
    request_body = NewKey,
    responses((status = 201, description = "The key, shown once", body = MadeKey), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn create_key(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    body: Json<NewKey>,
) -> Result<Answer> {
    let NewKey { name, scopes } = body.value;
    let scopes: Vec<Scope> = scopes.into_iter().map(Scope::from).collect();
    if scopes.contains(&Scope::Manage) && !who.has(Right::Own) {
        return Err(Problem::forbidden(Right::Own.missing()));
    }
    who.confirmed(&api)?;
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let issued = keys::issue(api.desk(), &mut work.tx, &name, &scopes).await?;
    let secret = issued.secret.expose_secret().to_owned();
    let mut made = MadeKey {
        about: issued.key.into(),
        key: Some(secret),
    };
    let answer = Answer::new(StatusCode::CREATED, &made)?;
    made.key = None;
    work.finish_keeping(&api, answer, &made).await
}
